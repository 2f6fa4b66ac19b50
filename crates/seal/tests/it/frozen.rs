//! Frozen vectors of every wire format, computed by a second implementation in another language.
//!
//! What is stored must open for years: a change that breaks one of these needs a new suite byte.

use sha2::{Digest, Sha256};
use vigie_seal::{
    AuditSigner, Context, DataKey, MacKey, PassParams, PrivateKey, Purpose, ReceiptCode, RootKey, Sealed, Secret,
    SessionSecret, TagKey, Wrap, commitment, passphrase_key, stream,
};

use crate::support::{Counting, PLACE, counting, hex, hex_of};

const PLAIN: &[u8] = b"hello, desk";
const FILE: Context = Context { purpose: Purpose::File, ..PLACE };

fn key() -> DataKey {
    DataKey::from_bytes(counting(0x40))
}

#[test]
fn the_context_is_encoded_as_it_always_was() {
    assert_eq!(
        hex_of(&PLACE.encode()),
        "000000000000000101000000000000000200010000000000000010111111111111111111111111111111110000000000\
         00001022222222222222222222222222222222000000000000000400000007"
    );
}

#[test]
fn purpose_numbers_never_change() {
    let numbers = [
        (Purpose::VisitorText, 1),
        (Purpose::Pasted, 2),
        (Purpose::Answers, 3),
        (Purpose::DeskAnswer, 4),
        (Purpose::Note, 5),
        (Purpose::Findings, 6),
        (Purpose::CaseKey, 10),
        (Purpose::ThreadKeyForCase, 11),
        (Purpose::ThreadKeyForVisitor, 12),
        (Purpose::DeskKey, 13),
        (Purpose::DeskKeyRecovery, 14),
        (Purpose::MemberKey, 15),
        (Purpose::SessionKey, 16),
        (Purpose::MemberName, 17),
        (Purpose::AuditDetails, 18),
        (Purpose::Pass, 19),
        (Purpose::Identifier, 20),
        (Purpose::File, 21),
        (Purpose::DraftReply, 22),
        (Purpose::SetUp, 23),
        (Purpose::Settings, 24),
        (Purpose::Deed, 44),
        (Purpose::Told, 45),
        (Purpose::Exposure, 46),
        (Purpose::PassedOn, 47),
        (Purpose::Conversation, 48),
        (Purpose::Ground, 40),
        (Purpose::Factor, 41),
        (Purpose::Invitation, 42),
        (Purpose::Alarm, 43),
    ];
    for (purpose, number) in numbers {
        assert_eq!(purpose.number(), number, "{purpose:?}");
    }
}

#[test]
fn sealed_bytes_stay_the_same() {
    let expected = "01000102030405060708090a0b0c0d0e0f10111213141516176237a6c7a5d0e41b3444e729bd03859dc7a91258803ff0\
         f7d7c110b9c66c70026a781f3606f3af3041d004d4d1f52606432579465a6f7722f8f7ad";
    let sealed = key().seal(&PLACE, PLAIN, &mut Counting(0));
    assert_eq!(hex_of(sealed.as_bytes()), expected);
    assert_eq!(sealed.as_bytes().len(), PLAIN.len() + Sealed::OVERHEAD);
    assert_eq!(key().open(&PLACE, &Sealed::from_bytes(hex(expected))).unwrap().expose(), PLAIN);
}

#[test]
fn wraps_stay_the_same() {
    let expected = "01b1f1b840de7a3241b02748cf9b05b74dc8c5e8451298738817bd76aa8ebe8c2b943c6afc0d7ef2f3131f920ad3ffb8\
         7df9e92f72efcf5d3b0f4c297f53ce0dbc590a0fddf7e9bf3b36abc06611100b063372a8f42729c781946faf";
    let private = PrivateKey::from_bytes(counting(0x60));
    assert_eq!(hex_of(private.public().as_bytes()), "675dd574ed7789310b3d2e7681f3790b466c773b1521fecf36577958371ea52f");
    let wrap = private.public().seal(&PLACE, PLAIN, &mut Counting(0));
    assert_eq!(hex_of(wrap.as_bytes()), expected);
    assert_eq!(wrap.as_bytes().len(), PLAIN.len() + Wrap::OVERHEAD);
    assert_eq!(private.open(&PLACE, &Wrap::from_bytes(hex(expected))).unwrap().expose(), PLAIN);
}

#[test]
fn signatures_stay_the_same() {
    let root = RootKey::from_seed(&counting(0x80));
    let public = PrivateKey::from_bytes(counting(0x60)).public();
    assert_eq!(hex_of(&root.public().to_bytes()), "cd14b37f956e953194ff7fb73b3d81dcc561d61a7538094b7c3e1a643ee5f3aa");
    assert_eq!(
        hex_of(&root.public().fingerprint()),
        "0c170072409a75d034a7ed816cfec1336c2288523c8d8a91940665a5073ec40c"
    );
    assert_eq!(
        hex_of(&root.sign_member([0x11; 16], &public)),
        "9925691ad070163ea18b325c76c0f7fb8b98d5e0382ed8407b80c018780178a4de456fc2782e85fc6dd4bf21f062b750\
         c3a2656a8f3554b99211cafdc15fe201"
    );
    assert_eq!(
        hex_of(&root.sign_desk([0x11; 16], 7, &public)),
        "d30251b0351dbeeb755968632f7155fb214859898d9df9396ef6148ee916725f6b0b321b2bd28ef27935fb2c8ddb4789\
         b9f0f17aec141ab5011638f32679250a"
    );
    assert_eq!(
        hex_of(&AuditSigner::from_seed(&counting(0x80)).sign(b"leaf 12")),
        "2607c4049271158e913ae5cff4fbdce8fbe812d711516c6c0d813e399813760f285bf9683f2992ea06c76ccd3529bd3d\
         4bf1d0c19355d65ac2410f434ab93d0d"
    );
}

#[test]
fn tags_and_keyed_hashes_stay_the_same() {
    let tag = TagKey::new(3, MacKey::from_bytes(counting(0x40))).tag("account", "someone@example.org");
    assert_eq!(tag.to_hex(), "000336d68bb43a35ef370eca1b080bde593d776d7f23044f9c091128acddfe924d4c");
    let mac = MacKey::from_bytes(counting(0x40)).mac("label", &[b"a", b"", b"bc"]);
    assert_eq!(hex_of(&mac), "f4c6a8315ae8d2062179b4dc7b76242967ffcd2de507c313388793bb2474ecd9");
}

#[test]
fn receipt_codes_find_and_open_what_they_always_did() {
    let keys = ReceiptCode::parse("412 087 533 260 914 708").unwrap().derive(&Secret::new([0x33; 32]));
    assert_eq!(hex_of(&keys.lookup), "916e20a759622a4e479410de294273649a242ef783824393264a7cd4eb6138fd");
    assert_eq!(hex_of(keys.visitor.expose()), "a615dfac9390898d6dc10e70727b6af0de15c6c9b8b96cc43f1a8e27d761bc3d");
}

#[test]
fn a_draft_keeps_its_code() {
    let mac = MacKey::from_bytes(counting(0x40));
    assert_eq!(ReceiptCode::for_draft(b"draft 0", &mac).digits(), "333 101 896 505 006 299");
    // The first draw for this one is too high, so it shows the second.
    assert_eq!(ReceiptCode::for_draft(b"draft 1", &mac).digits(), "091 140 940 817 382 567");
}

#[test]
fn passphrases_give_the_same_key_however_they_are_spelled() {
    let light = PassParams::from_u32s([19 * 1024, 2, 1]).unwrap();
    let salt = counting(0);
    for (params, expected) in [
        (PassParams::default(), "5364494aecefe51134004b41f832bf0ba07c97484527f6c4ed7ac981a9b4f54b"),
        (light, "e16674a133ad79cd5486db8ef8b1a7de1793e696396b63f162ebb2ca51ab1f5f"),
    ] {
        assert_eq!(hex_of(passphrase_key("caf\u{e9} \u{fb01}n", &salt, params).expose()), expected);
        assert_eq!(hex_of(passphrase_key("cafe\u{301} fin", &salt, params).expose()), expected);
    }
}

#[test]
fn sessions_stay_valid() {
    let session = SessionSecret::random(&mut Counting(0x40));
    assert_eq!(session.to_cookie().expose(), &hex_of(&counting::<32>(0x40)));
    assert_eq!(hex_of(&session.id()), "1a9673f3e99f9eeea7178f8b0f6b37da62866cd5042f3d814455315f335b917d");
    assert_eq!(hex_of(session.wrap_key().expose()), "6b6eaf6e1d7ef64809b2054b2975eb6c949a2eb7004db1f215bf98d4fcc14b1e");
}

#[test]
fn the_commitment_to_received_bytes_stays_the_same() {
    assert_eq!(
        hex_of(&commitment(&counting(0), b"received")),
        "ca4a151cf08da0ef234a61a981a0bf376526634d2c6e70df78fe04871b2edbc3"
    );
}

#[test]
fn sealed_files_stay_the_same() {
    let small = "01000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1fd91f3f674fa35b0e0b8cc4a8dc0572\
         092a3012535edf4f3afd6b7ae55f3240ea3c59acde78dab78131a26f95caba113cac82ec7fddf2c8c335502b";
    assert_eq!(hex_of(&stream::seal_chunks(&key(), &FILE, PLAIN, &mut Counting(0))), small);
    assert_eq!(stream::open_chunks(&key(), &FILE, &hex(small)).unwrap().expose(), PLAIN);

    let plain: Vec<u8> = (0..200_000).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let sealed = stream::seal_chunks(&key(), &FILE, &plain, &mut Counting(0));
    assert_eq!(hex_of(&Sha256::digest(&sealed)), "fc1a3997d474e7002c28b5ba8261cb94e78a98e63f228318fefaaa04293ab05e");
}
