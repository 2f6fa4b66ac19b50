//! Tags and keyed hashes: finding a thing again without being able to read it.

use core::fmt;

use hmac::{Hmac, KeyInit, Mac};
use rand_core::CryptoRng;
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::bytes::{length_prefix, to_hex};
use crate::shapes::key_of_32_bytes;

/// HMAC-SHA-256 over parts, each behind its length.
pub(crate) fn framed_hmac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // Cannot fail: HMAC takes a key of any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes any key");
    for part in parts {
        mac.update(&length_prefix(part));
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A key for keyed hashes: drafts, deliveries, the audit.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct MacKey([u8; 32]);

key_of_32_bytes!(MacKey);

impl MacKey {
    /// HMAC-SHA-256 over `label` and `parts`, each behind its length as eight bytes big endian.
    /// The label names the use, so one key never answers for two.
    pub fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut all = Vec::with_capacity(parts.len() + 1);
        all.push(label.as_bytes());
        all.extend_from_slice(parts);
        framed_hmac(&self.0, &all)
    }
}

/// The numbered key tags are made with. Only its holder can test a guess against a tag.
#[derive(Clone)]
pub struct TagKey {
    number: u16,
    key: MacKey,
}

impl TagKey {
    /// The key with this number.
    pub const fn new(number: u16, key: MacKey) -> Self {
        Self { number, key }
    }

    /// The number every tag of this key begins with.
    pub const fn number(&self) -> u16 {
        self.number
    }

    pub(crate) const fn expose(&self) -> &[u8; 32] {
        self.key.expose()
    }

    /// The tag of a value in its canonical spelling: HMAC-SHA-256 over `kind | canonical`.
    pub fn tag(&self, kind: &str, canonical: &str) -> Tag {
        let mut out = [0; Tag::LENGTH];
        out[..2].copy_from_slice(&self.number.to_be_bytes());
        out[2..].copy_from_slice(&framed_hmac(&self.key.0, &[kind.as_bytes(), canonical.as_bytes()]));
        Tag(out)
    }
}

impl fmt::Debug for TagKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagKey({}, Secret(..))", self.number)
    }
}

/// What stands for a value that may not be stored: key number (2, big endian) ‖ HMAC (32).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag([u8; Self::LENGTH]);

impl Tag {
    /// Length in bytes.
    pub const LENGTH: usize = 34;

    /// The tag with these bytes.
    pub const fn from_bytes(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// What to store and to search for.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// The number of the key that made it.
    pub const fn number(&self) -> u16 {
        u16::from_be_bytes([self.0[0], self.0[1]])
    }

    /// The same as 68 lower-case hex digits.
    pub fn to_hex(&self) -> String {
        to_hex(&self.0)
    }
}

impl fmt::Debug for Tag {
    // A tag links reports for whoever holds the key, so a log gets only its key number.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Tag({}, ..)", self.number())
    }
}
