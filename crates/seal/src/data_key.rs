//! Sealing under a symmetric key, committed to that key.
//!
//! Poly1305 alone lets somebody build one ciphertext that opens to two texts under two keys, and
//! so show a desk one thing and a court another. The commitment beside the ciphertext ends that.
//! Sealing to a person is `hpke`; files are `stream`.

use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305,
    aead::{Aead, Payload},
};
use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    Context, OpenError, PrivateKey, SUITE, Secret,
    bytes::{derive, random_bytes},
    shapes::{key_of_32_bytes, stored},
};

const NONCE: usize = 24;
const COMMITMENT: usize = 32;
const TAG: usize = 16;
const HEADER: usize = 1 + NONCE + COMMITMENT;

/// Bytes sealed under a [`DataKey`]: suite (1) ‖ nonce (24) ‖ commitment (32) ‖ ciphertext and tag.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// How much longer sealed bytes are than what they hold.
    pub const OVERHEAD: usize = HEADER + TAG;
}

stored!(Sealed);

/// A symmetric key of 32 bytes: of a case, a thread, a visitor, a pass.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

key_of_32_bytes!(DataKey);

impl DataKey {
    /// Seals `plain` for this place. Sealing the same thing twice gives different bytes.
    pub fn seal(&self, ctx: &Context, plain: &[u8], rng: &mut impl CryptoRng) -> Sealed {
        let nonce: [u8; NONCE] = random_bytes(rng);
        let (key, commitment) = self.derive(&nonce);
        let aad = ctx.encode();
        // Cannot fail: the cipher refuses only messages beyond 256 GiB, which no memory holds.
        let ciphertext = XChaCha20Poly1305::new((&*key).into())
            .encrypt((&nonce).into(), Payload { msg: plain, aad: &aad })
            .expect("the message is shorter than 256 GiB");
        let mut out = Vec::with_capacity(HEADER + ciphertext.len());
        out.push(SUITE);
        out.extend_from_slice(&nonce);
        out.extend_from_slice(&*commitment);
        out.extend_from_slice(&ciphertext);
        Sealed(out)
    }

    /// Opens what this key sealed for this place.
    ///
    /// # Errors
    /// [`OpenError`]: another suite, too short, another key, or changed bytes or place.
    pub fn open(&self, ctx: &Context, sealed: &Sealed) -> Result<Secret<Vec<u8>>, OpenError> {
        let (&suite, rest) = sealed.0.split_first().ok_or(OpenError::Length)?;
        if suite != SUITE {
            return Err(OpenError::Suite);
        }
        let (nonce, rest) = rest.split_first_chunk::<NONCE>().ok_or(OpenError::Length)?;
        let (claimed, ciphertext) = rest.split_first_chunk::<COMMITMENT>().ok_or(OpenError::Length)?;
        if ciphertext.len() < TAG {
            return Err(OpenError::Length);
        }
        let (key, commitment) = self.derive(nonce);
        if !bool::from(commitment[..].ct_eq(&claimed[..])) {
            return Err(OpenError::Key);
        }
        XChaCha20Poly1305::new((&*key).into())
            .decrypt(nonce.into(), Payload { msg: ciphertext, aad: &ctx.encode() })
            .map(Secret::new)
            .map_err(|_| OpenError::Tag)
    }

    /// Seals another data key.
    pub fn wrap(&self, ctx: &Context, key: &Self, rng: &mut impl CryptoRng) -> Sealed {
        self.seal(ctx, &key.0, rng)
    }

    /// Opens a data key sealed with [`DataKey::wrap`].
    ///
    /// # Errors
    /// As [`DataKey::open`]; [`OpenError::Length`] also when what came out is not a key.
    pub fn unwrap_key(&self, ctx: &Context, sealed: &Sealed) -> Result<Self, OpenError> {
        key_bytes(&self.open(ctx, sealed)?).map(|bytes| Self(*bytes))
    }

    /// Seals a private key: a member's under the passphrase or a session.
    pub fn wrap_private(&self, ctx: &Context, key: &PrivateKey, rng: &mut impl CryptoRng) -> Sealed {
        self.seal(ctx, key.expose(), rng)
    }

    /// Opens a private key sealed with [`DataKey::wrap_private`].
    ///
    /// # Errors
    /// As [`DataKey::unwrap_key`].
    pub fn unwrap_private(&self, ctx: &Context, sealed: &Sealed) -> Result<PrivateKey, OpenError> {
        key_bytes(&self.open(ctx, sealed)?).map(|bytes| PrivateKey::from_bytes(*bytes))
    }

    /// The encryption key and the commitment that belong to this key and nonce.
    fn derive(&self, nonce: &[u8; NONCE]) -> (Zeroizing<[u8; 32]>, Zeroizing<[u8; 32]>) {
        (
            derive(Some(nonce), &self.0, b"vigie seal 1 encryption"),
            derive(Some(nonce), &self.0, b"vigie seal 1 commitment"),
        )
    }
}

/// The 32 bytes of an opened key.
pub(crate) fn key_bytes(opened: &Secret<Vec<u8>>) -> Result<Zeroizing<[u8; 32]>, OpenError> {
    let bytes: [u8; 32] = opened.expose().as_slice().try_into().map_err(|_| OpenError::Length)?;
    Ok(Zeroizing::new(bytes))
}
