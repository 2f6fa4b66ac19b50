//! The published vectors of every construction vigie builds on.

use argon2::{Algorithm, Argon2, AssociatedData, ParamsBuilder, Version};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use ed25519_dalek::{Signature, Signer, SigningKey};
use hkdf::Hkdf;
use hmac::{Hmac, Mac};
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, setup_receiver, setup_sender_with_rng,
};
use sha2::Sha256;
use vigie_seal::PrivateKey;

use crate::support::{counting, hex, hex_of};

#[test]
fn hkdf_is_the_one_of_rfc_5869() {
    let mut out = [0; 42];
    Hkdf::<Sha256>::new(Some(&counting::<13>(0)), &[0x0b; 22]).expand(&counting::<10>(0xf0), &mut out).unwrap();
    assert_eq!(hex_of(&out), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    Hkdf::<Sha256>::new(None, &[0x0b; 22]).expand(&[], &mut out).unwrap();
    assert_eq!(hex_of(&out), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
    let mut out = [0; 82];
    Hkdf::<Sha256>::new(Some(&counting::<80>(0x60)), &counting::<80>(0))
        .expand(&counting::<80>(0xb0), &mut out)
        .unwrap();
    assert_eq!(
        hex_of(&out),
        "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e590e09\
         da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"
    );
}

#[test]
fn hmac_is_the_one_of_rfc_4231() {
    let cases: [(Vec<u8>, &[u8], &str); 4] = [
        (vec![0x0b; 20], b"Hi There", "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
        (
            b"Jefe".to_vec(),
            b"what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        ),
        (vec![0xaa; 20], &[0xdd; 50], "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
        (
            vec![0xaa; 131],
            b"Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        ),
    ];
    for (key, message, expected) in cases {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(message);
        assert_eq!(hex_of(&mac.finalize().into_bytes()), expected);
    }
}

#[test]
fn argon2id_is_the_one_of_rfc_9106() {
    let params = ParamsBuilder::new()
        .m_cost(32)
        .t_cost(3)
        .p_cost(4)
        .data(AssociatedData::new(&[0x04; 12]).unwrap())
        .build()
        .unwrap();
    let mut out = [0; 32];
    Argon2::new_with_secret(&[0x03; 8], Algorithm::Argon2id, Version::V0x13, params)
        .unwrap()
        .hash_password_into(&[0x01; 32], &[0x02; 16], &mut out)
        .unwrap();
    assert_eq!(hex_of(&out), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
}

#[test]
fn xchacha20poly1305_is_the_one_of_its_draft() {
    let plain: &[u8] = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
        sunscreen would be it.";
    let aad = hex("50515253c0c1c2c3c4c5c6c7");
    let sealed = XChaCha20Poly1305::new(&counting::<32>(0x80).into())
        .encrypt(&counting::<24>(0x40).into(), Payload { msg: plain, aad: &aad })
        .unwrap();
    assert_eq!(
        hex_of(&sealed),
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4eda7e39\
         ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9\
         21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49"
    );
}

#[test]
fn ed25519_is_the_one_of_rfc_8032() {
    let cases = [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b\
             d25bf5f0595bbe24655141438e7a100b",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c\
             387b2eaeb4302aeeb00d291612bb0c00",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659\
             4a7c15e9716ed28dc027beceea1ec40a",
        ),
    ];
    for (seed, public, message, expected) in cases {
        let key = SigningKey::from_bytes(&hex(seed).try_into().unwrap());
        assert_eq!(hex_of(key.verifying_key().as_bytes()), public);
        let signature = key.sign(&hex(message)).to_bytes();
        assert_eq!(signature.to_vec(), hex(expected));
        key.verifying_key().verify_strict(&hex(message), &Signature::from_bytes(&signature)).unwrap();
    }
}

struct Given(Vec<u8>);

impl rand_core::TryRng for Given {
    type Error = core::convert::Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }
    fn try_next_u64(&mut self) -> Result<u64, Self::Error> {
        rand_core::utils::next_word_via_fill(self)
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Self::Error> {
        out.copy_from_slice(&self.0.drain(..out.len()).collect::<Vec<_>>());
        Ok(())
    }
}

impl rand_core::TryCryptoRng for Given {}

const INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
const PLAIN: &str = "4265617574792069732074727574682c20747275746820626561757479";
const SK_R: &str = "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb";
const PK_R: &str = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
const ENC: &str = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
const CIPHERTEXTS: [(&str, &str); 2] = [
    ("436f756e742d30", "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"),
    ("436f756e742d31", "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c"),
];
const EXPORTED: &str = "4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e";

#[test]
fn hpke_seals_as_rfc_9180_appendix_a_2_1() {
    let mut rng = Given(hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b"));
    let recipient = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&hex(PK_R)).unwrap();
    let (enc, mut sender) = setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &recipient,
        &hex(INFO),
        &mut rng,
    )
    .unwrap();
    assert_eq!(hex_of(&enc.to_bytes()), ENC);
    for (aad, ciphertext) in CIPHERTEXTS {
        assert_eq!(hex_of(&sender.seal(&hex(PLAIN), &hex(aad)).unwrap()), ciphertext);
    }
    let mut exported = [0; 32];
    sender.export(b"", &mut exported).unwrap();
    assert_eq!(hex_of(&exported), EXPORTED);
}

#[test]
fn hpke_opens_as_rfc_9180_appendix_a_2_1() {
    let private = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&hex(SK_R)).unwrap();
    let enc = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&hex(ENC)).unwrap();
    let mut receiver =
        setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(&OpModeR::Base, &private, &enc, &hex(INFO))
            .unwrap();
    for (aad, ciphertext) in CIPHERTEXTS {
        assert_eq!(hex_of(&receiver.open(&hex(ciphertext), &hex(aad)).unwrap()), PLAIN);
    }
    let ours = PrivateKey::from_bytes(hex(SK_R).try_into().unwrap());
    assert_eq!(hex_of(ours.public().as_bytes()), PK_R);
}

#[test]
fn x25519_is_the_one_of_rfc_7748() {
    let alice = "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a";
    let key = PrivateKey::from_bytes(hex(alice).try_into().unwrap());
    assert_eq!(hex_of(key.public().as_bytes()), "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a");
}
