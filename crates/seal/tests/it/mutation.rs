//! Changed or made-up input never opens and never panics.

use vigie_seal::{
    Context, DataKey, KeyFile, OpenError, PrivateKey, Purpose, ReceiptCode, RecoveryKey, Sealed, SessionSecret, Wrap,
    stream,
};

use crate::support::{Mix, PLACE, mutate};

const CASES: usize = 20_000;

fn every_bit_flipped(original: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..original.len() * 8).map(|bit| {
        let mut out = original.to_vec();
        out[bit / 8] ^= 1 << (bit % 8);
        out
    })
}

fn every_cut(original: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..original.len()).map(|end| original[..end].to_vec())
}

/// Flipped, cut, mutated and made-up bytes: all must be refused by `opens`.
fn none_opens(original: &[u8], seed: u64, opens: impl Fn(Vec<u8>) -> bool) {
    assert!(opens(original.to_vec()), "unchanged it opens");
    for bytes in every_bit_flipped(original).chain(every_cut(original)) {
        assert!(!opens(bytes));
    }
    let mut mix = Mix(seed);
    for _ in 0..CASES {
        assert!(!opens(mutate(original, &mut mix)));
        let length = mix.below(200);
        let mut made_up = mix.bytes(length);
        assert!(!opens(made_up.clone()));
        // The suite byte right, so that it is not the only thing that is ever checked.
        made_up.insert(0, 1);
        assert!(!opens(made_up));
    }
}

#[test]
fn changed_sealed_bytes_never_open() {
    let mut rng = Mix(1);
    let key = DataKey::random(&mut rng);
    let sealed = key.seal(&PLACE, b"what was said", &mut rng);
    none_opens(sealed.as_bytes(), 2, |bytes| key.open(&PLACE, &Sealed::from_bytes(bytes)).is_ok());
}

#[test]
fn a_changed_pass_never_opens() {
    let mut rng = Mix(3);
    let keys = KeyFile::generate(&mut rng, "2031-12-24");
    let ctx = Context { purpose: Purpose::Pass, ..PLACE };
    let pass = keys.pass_key().seal(&ctx, &[7; 72], &mut rng);
    none_opens(pass.as_bytes(), 4, |bytes| keys.pass_key().open(&ctx, &Sealed::from_bytes(bytes)).is_ok());
}

#[test]
fn changed_wrapped_keys_never_open() {
    let mut rng = Mix(5);
    let key = DataKey::random(&mut rng);
    let wrapped = key.wrap(&PLACE, &DataKey::random(&mut rng), &mut rng);
    none_opens(wrapped.as_bytes(), 6, |bytes| key.unwrap_key(&PLACE, &Sealed::from_bytes(bytes)).is_ok());
}

#[test]
fn changed_wraps_never_open() {
    let mut rng = Mix(7);
    let private = PrivateKey::random(&mut rng);
    let wrap = private.public().seal(&PLACE, b"key", &mut rng);
    // The highest bit of `enc` changes the bytes HPKE hashes, so even that flip is refused.
    none_opens(wrap.as_bytes(), 8, |bytes| private.open(&PLACE, &Wrap::from_bytes(bytes)).is_ok());
}

#[test]
fn changed_files_never_open() {
    let mut rng = Mix(9);
    let key = DataKey::random(&mut rng);
    let file = stream::seal_chunks(&key, &PLACE, b"a small file", &mut rng);
    none_opens(&file, 10, |bytes| stream::open_chunks(&key, &PLACE, &bytes).is_ok());

    let big = rng.bytes(stream::CHUNK + 1000);
    let big = stream::seal_chunks(&key, &PLACE, &big, &mut rng);
    for _ in 0..200 {
        let changed = mutate(&big, &mut rng);
        assert!(stream::open_chunks(&key, &PLACE, &changed).is_err());
    }
}

#[test]
fn a_wrap_with_an_enc_of_small_order_is_refused() {
    let private = PrivateKey::random(&mut Mix(11));
    for first in [0, 1] {
        let mut bytes = vec![0; Wrap::OVERHEAD + 32];
        bytes[0] = 1;
        bytes[1] = first;
        assert_eq!(private.open(&PLACE, &Wrap::from_bytes(bytes)).unwrap_err(), OpenError::Key);
    }
}

#[test]
fn a_changed_key_file_never_gives_other_keys() {
    let text = KeyFile::generate(&mut Mix(12), "2031-12-24").to_toml();
    let mut mix = Mix(13);
    let mut refused = 0;
    for _ in 0..CASES {
        let changed = mutate(text.expose().as_bytes(), &mut mix);
        // A change in a comment is none; anything else is refused.
        match KeyFile::parse(&String::from_utf8_lossy(&changed)) {
            Ok(read) => assert_eq!(read.to_toml().expose(), text.expose()),
            Err(_) => refused += 1,
        }
    }
    assert!(refused > CASES / 2, "only {refused} refused");
    for _ in 0..CASES {
        let length = mix.below(300);
        assert!(KeyFile::parse(&String::from_utf8_lossy(&mix.bytes(length))).is_err());
    }
}

#[test]
fn made_up_cookies_are_refused() {
    let cookie = SessionSecret::random(&mut Mix(14)).to_cookie();
    let id = SessionSecret::parse(cookie.expose()).unwrap().id();
    let mut mix = Mix(15);
    for _ in 0..CASES {
        let changed = mutate(cookie.expose().as_bytes(), &mut mix);
        // Another well-formed cookie is another session.
        if let Ok(session) = SessionSecret::parse(&String::from_utf8_lossy(&changed)) {
            assert_ne!(session.id(), id);
        }
        let length = mix.below(100);
        assert!(SessionSecret::parse(&String::from_utf8_lossy(&mix.bytes(length))).is_err());
    }
}

#[test]
fn made_up_recovery_keys_are_refused() {
    let paper = RecoveryKey::random(&mut Mix(16)).to_paper();
    let recipient = RecoveryKey::random(&mut Mix(16)).recipient();
    let mut mix = Mix(17);
    for _ in 0..CASES {
        let changed = mutate(paper.expose().as_bytes(), &mut mix);
        let changed = String::from_utf8_lossy(&changed);
        let forgiven = |text: &str| text.split_whitespace().collect::<String>().to_uppercase();
        if let Ok(key) = RecoveryKey::parse_paper(&changed) {
            assert_eq!(forgiven(&changed), *paper.expose(), "only what is forgiven opens");
            assert_eq!(key.to_paper().expose(), paper.expose());
        }
        let changed = mutate(recipient.as_bytes(), &mut mix);
        let changed = String::from_utf8_lossy(&changed);
        if RecoveryKey::parse_recipient(&changed).is_ok() {
            assert_eq!(forgiven(&changed), recipient.to_uppercase());
        }
        let length = mix.below(100);
        assert!(RecoveryKey::parse_paper(&String::from_utf8_lossy(&mix.bytes(length))).is_err());
    }
}

#[test]
fn anything_at_all_can_be_typed_as_a_code() {
    let code = ReceiptCode::random(&mut Mix(18));
    let mut mix = Mix(19);
    let originals = vigie_seal::WordList::ALL.map(|list| code.words(list).join(" "));
    for case in 0..CASES {
        let changed = mutate(originals[case % 4].as_bytes(), &mut mix);
        let _ = ReceiptCode::parse(&String::from_utf8_lossy(&changed));
        let length = mix.below(200);
        assert!(ReceiptCode::parse(&String::from_utf8_lossy(&mix.bytes(length))).is_err());
        let any: String =
            (0..mix.below(60)).filter_map(|_| char::from_u32(u32::try_from(mix.next() & 0x1_ffff).unwrap())).collect();
        let _ = ReceiptCode::parse(&any);
    }
}
