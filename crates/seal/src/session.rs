//! What a log-in cookie carries: 256 random bits from which the row's id and key are derived.
//!
//! The row alone opens nothing and does not give the cookie back.

use rand_core::CryptoRng;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{
    DataKey, Secret,
    bytes::{derive, from_hex, random_bytes, to_hex},
    shapes::hidden,
};

/// The cookie is not one vigie ever set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a session cookie")]
pub struct BadSession;

/// The secret of one log-in.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SessionSecret([u8; 32]);

impl SessionSecret {
    /// A new session.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(random_bytes(rng))
    }

    /// Reads a cookie: 64 lower-case hex digits.
    ///
    /// # Errors
    /// [`BadSession`] for anything else.
    pub fn parse(cookie: &str) -> Result<Self, BadSession> {
        from_hex(cookie).map(|bytes| Self(*bytes)).ok_or(BadSession)
    }

    /// The cookie's value: 64 lower-case hex digits.
    pub fn to_cookie(&self) -> Secret<String> {
        Secret::new(to_hex(&self.0))
    }

    /// The id the row is stored under.
    pub fn id(&self) -> [u8; 32] {
        *derive(None, &self.0, b"vigie session 1 id")
    }

    /// The key the member's private key is sealed under in the row.
    pub fn wrap_key(&self) -> DataKey {
        DataKey::from_bytes(*derive(None, &self.0, b"vigie session 1 wrap"))
    }
}

hidden!(SessionSecret);
