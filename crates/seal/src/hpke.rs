//! Sealing to a person or a desk: HPKE (RFC 9180) base mode, with a commitment.
//!
//! DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, `ChaCha20Poly1305`. Whoever seals needs no secret, so
//! who sealed is not proven here: that is what signatures of `sign` are for.

use core::fmt;

use ::hpke::{
    Deserializable, Kem, OpModeR, OpModeS, Serializable, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256, setup_receiver, setup_sender_with_rng,
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    BadKey, Context, DataKey, OpenError, SUITE, Secret,
    bytes::{frame, to_hex},
    data_key::key_bytes,
    shapes::{key_of_32_bytes, stored},
};

const ENC: usize = 32;
const COMMITMENT: usize = 32;
const TAG: usize = 16;
/// What the HPKE exporter is asked for to name the one key that opens a wrap.
const EXPORT: &[u8] = b"vigie wrap 1 commitment";

type RawPublic = <X25519HkdfSha256 as Kem>::PublicKey;
type RawPrivate = <X25519HkdfSha256 as Kem>::PrivateKey;
type RawEnc = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Bytes sealed to a [`PublicKey`]: suite (1) ‖ enc (32) ‖ commitment (32) ‖ ciphertext and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct Wrap(Vec<u8>);

impl Wrap {
    /// How much longer a wrap is than what it holds.
    pub const OVERHEAD: usize = 1 + ENC + COMMITMENT + TAG;
}

stored!(Wrap);

/// An X25519 public key that something can be sealed to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key with these bytes.
    ///
    /// # Errors
    /// [`BadKey`] for the few points of small order: everybody can open what is sealed to them.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, BadKey> {
        let mut point = bytes;
        // X25519 ignores the highest bit (RFC 7748 §5), so a small point may carry it.
        point[31] &= 0x7f;
        if SMALL_ORDER.contains(&point) {
            return Err(BadKey);
        }
        Ok(Self(bytes))
    }

    /// The key's bytes.
    pub const fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    /// The key's bytes, borrowed.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Seals `plain` for this place so that only the private key opens it.
    pub fn seal(&self, ctx: &Context, plain: &[u8], rng: &mut impl CryptoRng) -> Wrap {
        // Cannot fail: X25519 takes any 32 bytes.
        let raw = RawPublic::from_bytes(&self.0).expect("32 bytes are a public key");
        // Cannot fail: only a point of small order is refused, and the constructor refused it.
        let (enc, mut sender) = setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &raw,
            &info(ctx, self),
            rng,
        )
        .expect("the point has large order");
        let mut commitment = [0; COMMITMENT];
        // Cannot fail: 32 bytes are within what the exporter gives.
        sender.export(EXPORT, &mut commitment).expect("32 bytes can be exported");
        // Cannot fail: it is the first message of this context and shorter than 256 GiB.
        let ciphertext = sender.seal(plain, &ctx.encode()).expect("one message can be sealed");
        let mut out = Vec::with_capacity(Wrap::OVERHEAD + plain.len());
        out.push(SUITE);
        out.extend_from_slice(&enc.to_bytes());
        out.extend_from_slice(&commitment);
        out.extend_from_slice(&ciphertext);
        Wrap(out)
    }

    /// Seals a data key.
    pub fn seal_key(&self, ctx: &Context, key: &DataKey, rng: &mut impl CryptoRng) -> Wrap {
        self.seal(ctx, key.expose(), rng)
    }

    /// Seals a private key: a desk's to a member, or to the recovery key.
    pub fn seal_private(&self, ctx: &Context, key: &PrivateKey, rng: &mut impl CryptoRng) -> Wrap {
        self.seal(ctx, key.expose(), rng)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", to_hex(&self.0))
    }
}

/// An X25519 private key: of a member, a desk, or the recovery paper. Any 32 bytes are one.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PrivateKey([u8; 32]);

key_of_32_bytes!(PrivateKey);

impl PrivateKey {
    /// The public half.
    pub fn public(&self) -> PublicKey {
        PublicKey(X25519HkdfSha256::sk_to_pk(&self.raw()).to_bytes().into())
    }

    /// Opens what was sealed to this key for this place.
    ///
    /// # Errors
    /// [`OpenError`]: another suite, too short, sealed to another key or use, or changed.
    pub fn open(&self, ctx: &Context, wrap: &Wrap) -> Result<Secret<Vec<u8>>, OpenError> {
        let (&suite, rest) = wrap.0.split_first().ok_or(OpenError::Length)?;
        if suite != SUITE {
            return Err(OpenError::Suite);
        }
        let (enc, rest) = rest.split_first_chunk::<ENC>().ok_or(OpenError::Length)?;
        let (claimed, ciphertext) = rest.split_first_chunk::<COMMITMENT>().ok_or(OpenError::Length)?;
        if ciphertext.len() < TAG {
            return Err(OpenError::Length);
        }
        let enc = RawEnc::from_bytes(enc).map_err(|_| OpenError::Key)?;
        let mut receiver = setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.raw(),
            &enc,
            &info(ctx, &self.public()),
        )
        .map_err(|_| OpenError::Key)?;
        let mut commitment = [0; COMMITMENT];
        // Cannot fail: 32 bytes are within what the exporter gives.
        receiver.export(EXPORT, &mut commitment).expect("32 bytes can be exported");
        if !bool::from(commitment[..].ct_eq(&claimed[..])) {
            return Err(OpenError::Key);
        }
        receiver.open(ciphertext, &ctx.encode()).map(Secret::new).map_err(|_| OpenError::Tag)
    }

    /// Opens a data key.
    ///
    /// # Errors
    /// As [`PrivateKey::open`]; [`OpenError::Length`] also when what came out is not a key.
    pub fn open_key(&self, ctx: &Context, wrap: &Wrap) -> Result<DataKey, OpenError> {
        key_bytes(&self.open(ctx, wrap)?).map(|bytes| DataKey::from_bytes(*bytes))
    }

    /// Opens a private key.
    ///
    /// # Errors
    /// As [`PrivateKey::open_key`].
    pub fn open_private(&self, ctx: &Context, wrap: &Wrap) -> Result<Self, OpenError> {
        key_bytes(&self.open(ctx, wrap)?).map(|bytes| Self(*bytes))
    }

    fn raw(&self) -> RawPrivate {
        // Cannot fail: X25519 takes any 32 bytes and clamps them.
        RawPrivate::from_bytes(&self.0).expect("32 bytes are a private key")
    }
}

/// HPKE `info`: suite, purpose and recipient, so that a wrap names whom and what it is for.
fn info(ctx: &Context, recipient: &PublicKey) -> Vec<u8> {
    frame(&[&[SUITE], &ctx.purpose.number().to_be_bytes(), &recipient.0])
}

/// Every u-coordinate of small order on the curve or its twist, below 2^255, canonical or not.
const SMALL_ORDER: [[u8; 32]; 7] =
    [little_endian(0), little_endian(1), ORDER_8_A, ORDER_8_B, near_prime(0xec), near_prime(0xed), near_prime(0xee)];

const ORDER_8_A: [u8; 32] = [
    0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, //
    0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
];
const ORDER_8_B: [u8; 32] = [
    0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, //
    0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
];

const fn little_endian(lowest: u8) -> [u8; 32] {
    let mut out = [0; 32];
    out[0] = lowest;
    out
}

/// 2^255 - 256 + `lowest`: the neighbours of the field's prime, 2^255 - 19.
const fn near_prime(lowest: u8) -> [u8; 32] {
    let mut out = [0xff; 32];
    out[0] = lowest;
    out[31] = 0x7f;
    out
}
