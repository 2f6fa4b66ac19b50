//! Public keys, signatures, sessions, recovery keys, passphrase settings, and what is printed.

use vigie_seal::{
    AuditSigner, AuditVerifier, BadKey, BadSignature, DataKey, KeyFile, MacKey, PassParams, PrivateKey, PublicKey,
    ReceiptCode, RecoveryKey, RootKey, RootPublic, Secret, SessionSecret, TagKey,
};

use crate::support::{Mix, counting, hex};

/// Every encoding below 2^255 of a point of small order; X25519 ignores the bit above.
const SMALL: [&str; 7] = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
];

#[test]
fn nothing_can_be_sealed_to_a_point_of_small_order() {
    for text in SMALL {
        for top in [0, 0x80] {
            let mut bytes: [u8; 32] = hex(text).try_into().unwrap();
            bytes[31] |= top;
            assert_eq!(PublicKey::from_bytes(bytes).unwrap_err(), BadKey);
            assert!(agreement_fails(&bytes), "the list names a point that is none");
        }
    }
}

/// Whether X25519 with this point gives zero, as the library underneath sees it.
fn agreement_fails(point: &[u8; 32]) -> bool {
    use hpke::{Deserializable, Kem, OpModeS, aead::ChaCha20Poly1305, kdf::HkdfSha256, kem::X25519HkdfSha256};
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(point).unwrap();
    hpke::setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &public,
        b"",
        &mut Mix(1),
    )
    .is_err()
}

#[test]
fn sealing_to_any_accepted_key_works() {
    let mut rng = Mix(2);
    for _ in 0..500 {
        let bytes: [u8; 32] = vigie_seal::random_bytes(&mut rng);
        let Ok(key) = PublicKey::from_bytes(bytes) else { continue };
        let _ = key.seal(&crate::support::PLACE, b"words", &mut rng);
    }
}

#[test]
fn a_signature_vouches_for_one_key_of_one_owner() {
    let mut rng = Mix(3);
    let root = RootKey::random(&mut rng);
    let (key, other) = (PrivateKey::random(&mut rng).public(), PrivateKey::random(&mut rng).public());
    let (public, stranger) = (root.public(), RootKey::random(&mut rng).public());
    let (owner, elsewhere) = ([1; 16], [2; 16]);

    let member = root.sign_member(owner, &key);
    assert_eq!(public.verify_member(owner, &key, &member), Ok(()));
    assert_eq!(public.verify_member(elsewhere, &key, &member), Err(BadSignature));
    assert_eq!(public.verify_member(owner, &other, &member), Err(BadSignature));
    assert_eq!(stranger.verify_member(owner, &key, &member), Err(BadSignature));

    let desk = root.sign_desk(owner, 1, &key);
    assert_eq!(public.verify_desk(owner, 1, &key, &desk), Ok(()));
    assert_eq!(public.verify_desk(owner, 2, &key, &desk), Err(BadSignature));
    assert_eq!(public.verify_desk(elsewhere, 1, &key, &desk), Err(BadSignature));
    assert_eq!(public.verify_desk(owner, 1, &other, &desk), Err(BadSignature));

    // Never one for the other, whatever the number.
    assert_eq!(public.verify_member(owner, &key, &desk), Err(BadSignature));
    assert_eq!(public.verify_desk(owner, 0, &key, &member), Err(BadSignature));
}

#[test]
fn every_changed_bit_of_a_signature_is_noticed() {
    let signer = AuditSigner::from_seed(&counting(1));
    let verifier = AuditVerifier::from_bytes(&signer.verifier().to_bytes()).unwrap();
    let signature = signer.sign(b"checkpoint");
    assert_eq!(verifier.verify(b"checkpoint", &signature), Ok(()));
    assert_eq!(verifier.verify(b"checkpoinT", &signature), Err(BadSignature));
    for bit in 0..512 {
        let mut changed = signature;
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(verifier.verify(b"checkpoint", &changed), Err(BadSignature), "bit {bit}");
    }
}

#[test]
fn a_root_key_for_which_anybody_can_sign_is_refused() {
    let mut identity = [0; 32];
    identity[0] = 1;
    assert_eq!(RootPublic::from_bytes(&identity).unwrap_err(), BadKey);
    assert_eq!(AuditVerifier::from_bytes(&identity).unwrap_err(), BadKey);
}

#[test]
fn a_recovery_key_is_spelled_as_age_spells_it() {
    let paper = "AGE-SECRET-KEY-184JMZMVQH3E6U0PSL869004Y3U2NYV7R30EU99CSEDNPH02YUVFSZW44VU";
    let recipient = "age1cy0su9fwf3gf9mw868g5yut09p6nytfmmnktexz2ya5uqg9vl9sss4euqm";
    let key = RecoveryKey::parse_paper(paper).unwrap();
    assert_eq!(key.to_paper().expose(), paper);
    assert_eq!(key.recipient(), recipient);
    assert_eq!(RecoveryKey::parse_recipient(recipient).unwrap(), key.public());

    let spoken = format!("  {}\r\n\t{} ", &paper[..30].to_lowercase(), &paper[30..]);
    assert_eq!(RecoveryKey::parse_paper(&spoken).unwrap().recipient(), recipient);
    assert!(RecoveryKey::parse_paper(recipient).is_err(), "a recipient opens nothing");
    assert!(RecoveryKey::parse_recipient(paper).is_err(), "a secret is no recipient");
}

#[test]
fn a_wrong_letter_on_paper_is_noticed() {
    let paper = RecoveryKey::random(&mut Mix(4)).to_paper();
    let letters = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
    for (at, was) in paper.expose().char_indices().skip(16) {
        for letter in letters.chars().filter(|letter| *letter != was) {
            let mut typed = paper.expose().clone();
            typed.replace_range(at..=at, &letter.to_string());
            assert!(RecoveryKey::parse_paper(&typed).is_err());
        }
    }
}

#[test]
fn a_session_row_does_not_give_the_cookie_back() {
    let session = SessionSecret::random(&mut Mix(5));
    let cookie = session.to_cookie();
    let again = SessionSecret::parse(cookie.expose()).unwrap();
    assert_eq!(again.id(), session.id());
    assert_eq!(again.wrap_key().expose(), session.wrap_key().expose());
    assert_ne!(session.id(), *session.wrap_key().expose());
    let upper = cookie.expose().to_uppercase();
    assert!(SessionSecret::parse(&upper).is_err(), "one session, one spelling");
}

#[test]
fn passphrase_settings_from_a_changed_row_can_neither_weaken_nor_stop_anything() {
    assert_eq!(PassParams::default().to_u32s(), [64 * 1024, 3, 1]);
    for good in [[19 * 1024, 2, 1], [64 * 1024, 3, 1], [1024 * 1024, 16, 4]] {
        assert_eq!(PassParams::from_u32s(good).unwrap().to_u32s(), good);
    }
    let most = u32::MAX;
    for bad in
        [[8, 1, 1], [64 * 1024, 1, 1], [64 * 1024, 3, 0], [most, 3, 1], [64 * 1024, most, 1], [64 * 1024, 3, most]]
    {
        assert!(PassParams::from_u32s(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn keys_do_not_print() {
    let mut rng = Mix(6);
    let printed = [
        format!("{:?}", Secret::new(vec![1, 2, 3])),
        format!("{:?}", DataKey::random(&mut rng)),
        format!("{:?}", PrivateKey::random(&mut rng)),
        format!("{:?}", MacKey::random(&mut rng)),
        format!("{:?}", TagKey::new(1, MacKey::random(&mut rng))),
        format!("{:?}", RootKey::random(&mut rng)),
        format!("{:?}", AuditSigner::random(&mut rng)),
        format!("{:?}", SessionSecret::random(&mut rng)),
        format!("{:?}", RecoveryKey::random(&mut rng)),
        format!("{:?}", ReceiptCode::random(&mut rng)),
        format!("{:?}", KeyFile::generate(&mut rng, "2031-12-24")),
    ];
    for text in printed {
        assert!(text.contains("Secret(..)") && text.len() < 32, "{text}");
    }
}
