//! One ciphertext cannot be opened to two texts under two keys.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use hkdf::Hkdf;
use sha2::Sha256;
use vigie_seal::{DataKey, OpenError, Sealed};

use crate::support::{Mix, PLACE, counting, hex};

/// Built to pass Poly1305 under both keys below, for this nonce and place: two blocks and a tag.
const BOTH: &str = "82b70eee7f1a5039bef07ec2347f066efe6c2181c9c4961aae944c897a8a6e8345d4aa74431b5b5f548728dad57dcae1";

const FIRST: u8 = 0x40;
const SECOND: u8 = 0xa0;

fn derived(key: u8, label: &str) -> [u8; 32] {
    let mut out = [0; 32];
    Hkdf::<Sha256>::new(Some(&counting::<24>(0)), &counting::<32>(key)).expand(label.as_bytes(), &mut out).unwrap();
    out
}

fn with_commitment_of(key: u8) -> Sealed {
    let mut bytes = vec![1];
    bytes.extend(counting::<24>(0));
    bytes.extend(derived(key, "vigie seal 1 commitment"));
    bytes.extend(hex(BOTH));
    Sealed::from_bytes(bytes)
}

#[test]
fn poly1305_alone_would_open_one_ciphertext_to_two_texts() {
    let open = |key| {
        XChaCha20Poly1305::new(&derived(key, "vigie seal 1 encryption").into())
            .decrypt(&counting::<24>(0).into(), Payload { msg: &hex(BOTH), aad: &PLACE.encode() })
            .expect("the tag holds under this key")
    };
    assert_ne!(open(FIRST), open(SECOND));
}

#[test]
fn the_commitment_lets_only_one_of_two_keys_open_it() {
    let (first, second) = (DataKey::from_bytes(counting(FIRST)), DataKey::from_bytes(counting(SECOND)));
    for (owner, right, wrong) in [(FIRST, &first, &second), (SECOND, &second, &first)] {
        let sealed = with_commitment_of(owner);
        assert!(right.open(&PLACE, &sealed).is_ok());
        assert_eq!(wrong.open(&PLACE, &sealed).unwrap_err(), OpenError::Key);
    }
}

#[test]
fn a_commitment_cannot_be_moved_to_another_ciphertext() {
    let mut rng = Mix(1);
    let (one, two) = (DataKey::random(&mut rng), DataKey::random(&mut rng));
    let sealed = one.seal(&PLACE, b"what was said", &mut rng).into_bytes();
    let other = two.seal(&PLACE, b"what was said", &mut rng).into_bytes();
    let mut mixed = other;
    mixed[25..57].copy_from_slice(&sealed[25..57]);
    let mixed = Sealed::from_bytes(mixed);
    assert_eq!(one.open(&PLACE, &mixed).unwrap_err(), OpenError::Key);
    assert_eq!(two.open(&PLACE, &mixed).unwrap_err(), OpenError::Key);
}
