//! What was sealed opens again, whatever it is.

use proptest::prelude::*;
use vigie_seal::{
    Context, DataKey, MacKey, PrivateKey, Purpose, ReceiptCode, RecoveryKey, Sealed, SessionSecret, TagKey, Wrap, fold,
    stream,
};

use crate::support::Mix;

fn place() -> impl Strategy<Value = Context> {
    let purposes = prop::sample::select(vec![Purpose::VisitorText, Purpose::CaseKey, Purpose::Pass, Purpose::File]);
    (purposes, any::<[u8; 16]>(), any::<[u8; 16]>(), any::<u32>())
        .prop_map(|(purpose, owner, part, generation)| Context { purpose, owner, part, generation })
}

proptest! {
    #[test]
    fn sealed_bytes_open(seed: u64, ctx in place(), plain: Vec<u8>) {
        let mut rng = Mix(seed);
        let key = DataKey::random(&mut rng);
        let sealed = key.seal(&ctx, &plain, &mut rng);
        let stored = Sealed::from_bytes(sealed.as_bytes().to_vec());
        let opened = key.open(&ctx, &stored).unwrap();
        prop_assert_eq!(opened.expose(), &plain);
        let again = key.seal(&ctx, &plain, &mut rng);
        prop_assert_ne!(again.as_bytes(), sealed.as_bytes());
    }

    #[test]
    fn keys_survive_being_wrapped(seed: u64, ctx in place()) {
        let mut rng = Mix(seed);
        let (outer, inner) = (DataKey::random(&mut rng), DataKey::random(&mut rng));
        let (member, desk) = (PrivateKey::random(&mut rng), PrivateKey::random(&mut rng));
        let unwrapped = outer.unwrap_key(&ctx, &outer.wrap(&ctx, &inner, &mut rng)).unwrap();
        prop_assert_eq!(unwrapped.expose(), inner.expose());
        let unwrapped = outer.unwrap_private(&ctx, &outer.wrap_private(&ctx, &member, &mut rng)).unwrap();
        prop_assert_eq!(unwrapped.expose(), member.expose());
        let unwrapped = member.open_key(&ctx, &member.public().seal_key(&ctx, &inner, &mut rng)).unwrap();
        prop_assert_eq!(unwrapped.expose(), inner.expose());
        let unwrapped = member.open_private(&ctx, &member.public().seal_private(&ctx, &desk, &mut rng)).unwrap();
        prop_assert_eq!(unwrapped.public(), desk.public());
    }

    #[test]
    fn what_is_sealed_to_a_person_opens(seed: u64, ctx in place(), plain: Vec<u8>) {
        let mut rng = Mix(seed);
        let private = PrivateKey::random(&mut rng);
        let wrap = Wrap::from_bytes(private.public().seal(&ctx, &plain, &mut rng).into_bytes());
        let opened = private.open(&ctx, &wrap).unwrap();
        prop_assert_eq!(opened.expose(), &plain);
    }

    #[test]
    fn different_places_are_encoded_differently(one in place(), two in place()) {
        prop_assert_eq!(one == two, one.encode() == two.encode());
    }

    #[test]
    fn a_tag_depends_on_kind_and_value_separately(seed: u64, kind in ".{0,8}", value in ".{1,8}") {
        let key = TagKey::new(1, MacKey::random(&mut Mix(seed)));
        let mut chars = value.chars();
        let moved = format!("{kind}{}", chars.next().unwrap());
        prop_assert_ne!(key.tag(&kind, &value), key.tag(&moved, chars.as_str()));
        prop_assert_eq!(key.tag(&kind, &value), key.tag(&kind, &value));
    }

    #[test]
    fn cookies_and_paper_read_back(seed: u64) {
        let mut rng = Mix(seed);
        let session = SessionSecret::random(&mut rng);
        prop_assert_eq!(SessionSecret::parse(session.to_cookie().expose()).unwrap().id(), session.id());
        let key = RecoveryKey::random(&mut rng);
        let read = RecoveryKey::parse_paper(key.to_paper().expose()).unwrap();
        prop_assert_eq!(read.private().expose(), key.private().expose());
    }

    #[test]
    fn a_draft_shows_the_same_code_twice(seed: u64, draft: Vec<u8>) {
        let mac = MacKey::random(&mut Mix(seed));
        prop_assert_eq!(ReceiptCode::for_draft(&draft, &mac), ReceiptCode::for_draft(&draft, &mac));
        let mut other = draft.clone();
        other.push(0);
        prop_assert_ne!(ReceiptCode::for_draft(&other, &mac), ReceiptCode::for_draft(&draft, &mac));
    }

    #[test]
    fn folding_twice_changes_nothing_more(text: String) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}

#[test]
fn folding_any_character_twice_changes_nothing_more() {
    for c in '\0'..=char::MAX {
        let once = fold(&c.to_string());
        assert_eq!(fold(&once), once, "{:x}", u32::from(c));
    }
}

#[test]
fn files_of_every_awkward_length_open() {
    let mut rng = Mix(1);
    let key = DataKey::random(&mut rng);
    let ctx = crate::support::PLACE;
    let chunk = stream::CHUNK;
    for length in [0, 1, 15, 16, 17, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 1] {
        let plain = rng.bytes(length);
        let sealed = stream::seal_chunks(&key, &ctx, &plain, &mut rng);
        assert_eq!(stream::open_chunks(&key, &ctx, &sealed).unwrap().expose(), &plain, "{length}");
    }
}

#[test]
fn a_file_sealed_chunk_by_chunk_is_the_same_file() {
    let mut rng = Mix(2);
    let key = DataKey::random(&mut rng);
    let ctx = crate::support::PLACE;
    let plain = rng.bytes(stream::CHUNK + 9);
    let (mut sealer, header) = stream::Sealer::new(&key, &ctx, &mut rng);
    let (first, rest) = plain.split_first_chunk().unwrap();
    let (first, rest) = (sealer.next(first), sealer.last(rest).unwrap());
    let whole = [&header[..], &first, &rest].concat();
    assert_eq!(stream::open_chunks(&key, &ctx, &whole).unwrap().expose(), &plain);

    let mut opener = stream::Opener::new(&key, &ctx, &header).unwrap();
    let parts = [opener.next(&first).unwrap().expose().clone(), opener.last(&rest).unwrap().expose().clone()];
    assert_eq!(parts.concat(), plain);
}
