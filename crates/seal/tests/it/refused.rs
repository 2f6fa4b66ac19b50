//! Nothing opens elsewhere than where it was sealed.

use vigie_seal::{Context, DataKey, OpenError, PrivateKey, Purpose, Sealed, Wrap, stream};

use crate::support::{Mix, PLACE, other_places};

#[test]
fn sealed_bytes_open_only_in_their_place() {
    let mut rng = Mix(1);
    let key = DataKey::random(&mut rng);
    let sealed = key.seal(&PLACE, b"words", &mut rng);
    for place in other_places() {
        assert_eq!(key.open(&place, &sealed).unwrap_err(), OpenError::Tag, "{place:?}");
    }
    assert_eq!(DataKey::random(&mut rng).open(&PLACE, &sealed).unwrap_err(), OpenError::Key);
}

#[test]
fn wrapped_keys_open_only_in_their_place() {
    let mut rng = Mix(2);
    let key = DataKey::random(&mut rng);
    let sealed = key.wrap(&PLACE, &DataKey::random(&mut rng), &mut rng);
    let private = key.wrap_private(&PLACE, &PrivateKey::random(&mut rng), &mut rng);
    for place in other_places() {
        assert_eq!(key.unwrap_key(&place, &sealed).unwrap_err(), OpenError::Tag);
        assert_eq!(key.unwrap_private(&place, &private).unwrap_err(), OpenError::Tag);
    }
}

#[test]
fn what_is_sealed_to_a_person_opens_only_in_its_place() {
    let mut rng = Mix(3);
    let private = PrivateKey::random(&mut rng);
    let wrap = private.public().seal(&PLACE, b"words", &mut rng);
    let [purpose, elsewhere @ ..] = other_places();
    // The purpose is in HPKE's info, so even the derived key is another.
    assert_eq!(private.open(&purpose, &wrap).unwrap_err(), OpenError::Key);
    for place in elsewhere {
        assert_eq!(private.open(&place, &wrap).unwrap_err(), OpenError::Tag, "{place:?}");
    }
    assert_eq!(PrivateKey::random(&mut rng).open(&PLACE, &wrap).unwrap_err(), OpenError::Key);
}

#[test]
fn files_open_only_in_their_place() {
    let mut rng = Mix(4);
    let key = DataKey::random(&mut rng);
    let sealed = stream::seal_chunks(&key, &PLACE, b"bytes", &mut rng);
    for place in other_places() {
        assert_eq!(stream::open_chunks(&key, &place, &sealed).unwrap_err(), OpenError::Tag);
    }
    assert_eq!(stream::open_chunks(&DataKey::random(&mut rng), &PLACE, &sealed).unwrap_err(), OpenError::Key);
}

#[test]
fn an_unknown_suite_is_named_and_refused() {
    let mut rng = Mix(5);
    let key = DataKey::random(&mut rng);
    let private = PrivateKey::random(&mut rng);
    let sealed = key.seal(&PLACE, b"words", &mut rng).into_bytes();
    let wrap = private.public().seal(&PLACE, b"words", &mut rng).into_bytes();
    let file = stream::seal_chunks(&key, &PLACE, b"bytes", &mut rng);
    for suite in (0..=u8::MAX).filter(|suite| *suite != 1) {
        let with_suite = |bytes: &[u8]| [&[suite], &bytes[1..]].concat();
        let sealed = Sealed::from_bytes(with_suite(&sealed));
        assert_eq!(key.open(&PLACE, &sealed).unwrap_err(), OpenError::Suite);
        let wrap = Wrap::from_bytes(with_suite(&wrap));
        assert_eq!(private.open(&PLACE, &wrap).unwrap_err(), OpenError::Suite);
        assert_eq!(stream::open_chunks(&key, &PLACE, &with_suite(&file)).unwrap_err(), OpenError::Suite);
    }
}

#[test]
fn a_thread_key_for_the_case_is_none_for_the_visitor() {
    let mut rng = Mix(6);
    let key = DataKey::random(&mut rng);
    let for_case = Context { purpose: Purpose::ThreadKeyForCase, ..PLACE };
    let for_visitor = Context { purpose: Purpose::ThreadKeyForVisitor, ..PLACE };
    let sealed = key.wrap(&for_case, &DataKey::random(&mut rng), &mut rng);
    assert!(key.unwrap_key(&for_case, &sealed).is_ok());
    assert!(key.unwrap_key(&for_visitor, &sealed).is_err());
}

#[test]
fn what_is_not_as_long_as_a_key_is_no_key() {
    let mut rng = Mix(7);
    let key = DataKey::random(&mut rng);
    let private = PrivateKey::random(&mut rng);
    for length in [0, 31, 33] {
        let sealed = key.seal(&PLACE, &vec![7; length], &mut rng);
        assert_eq!(key.unwrap_key(&PLACE, &sealed).unwrap_err(), OpenError::Length);
        assert_eq!(key.unwrap_private(&PLACE, &sealed).unwrap_err(), OpenError::Length);
        let wrap = private.public().seal(&PLACE, &vec![7; length], &mut rng);
        assert_eq!(private.open_key(&PLACE, &wrap).unwrap_err(), OpenError::Length);
        assert_eq!(private.open_private(&PLACE, &wrap).unwrap_err(), OpenError::Length);
    }
}

#[test]
fn a_file_that_was_cut_reordered_or_made_longer_does_not_open() {
    let mut rng = Mix(8);
    let key = DataKey::random(&mut rng);
    let plain = rng.bytes(3 * stream::CHUNK);
    let sealed = stream::seal_chunks(&key, &PLACE, &plain, &mut rng);
    assert_eq!(sealed.len(), stream::HEADER + 3 * stream::SEALED_CHUNK);
    let (header, chunks) = sealed.split_at(stream::HEADER);
    let chunk = |n: usize| &chunks[n * stream::SEALED_CHUNK..(n + 1) * stream::SEALED_CHUNK];
    let refused = |parts: &[&[u8]]| stream::open_chunks(&key, &PLACE, &parts.concat()).is_err();

    assert!(!refused(&[header, chunk(0), chunk(1), chunk(2)]), "unchanged it opens");
    assert!(refused(&[header]), "without chunks");
    assert!(refused(&[header, chunk(0), chunk(1)]), "cut after a chunk");
    assert!(refused(&[header, chunk(0), chunk(1), &chunk(2)[..100]]), "cut within a chunk");
    assert!(refused(&[header, chunk(1), chunk(2)]), "first chunk gone");
    assert!(refused(&[header, chunk(1), chunk(0), chunk(2)]), "reordered");
    assert!(refused(&[header, chunk(0), chunk(0), chunk(1), chunk(2)]), "repeated");
    assert!(refused(&[header, chunk(0), chunk(1), chunk(2), chunk(2)]), "last one twice");
    assert!(refused(&[header, chunk(0), chunk(1), chunk(2), &[0]]), "a byte more");
    let (_, other) = stream::Sealer::new(&key, &PLACE, &mut rng);
    assert!(refused(&[&other, chunk(0), chunk(1), chunk(2)]), "under the header of another file");
}

#[test]
fn an_empty_last_chunk_ends_no_file_but_an_empty_one() {
    let mut rng = Mix(9);
    let key = DataKey::random(&mut rng);
    let (mut sealer, header) = stream::Sealer::new(&key, &PLACE, &mut rng);
    let plain = vec![0; stream::CHUNK];
    let full = sealer.next(plain.first_chunk().unwrap());
    let empty = sealer.last(&[]).unwrap();
    let file = [&header[..], &full, &empty].concat();
    assert_eq!(stream::open_chunks(&key, &PLACE, &file).unwrap_err(), OpenError::Length);
    assert!(stream::Sealer::new(&key, &PLACE, &mut rng).0.last(&vec![0; stream::CHUNK + 1]).is_none());
}
