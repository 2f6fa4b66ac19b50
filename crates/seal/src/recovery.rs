//! The recovery key on paper, in the spelling of the age tool, so any age can print and keep it.
//!
//! What is sealed to it is a [`crate::Wrap`], not an age file.

use bech32::{Bech32, Hrp, primitives::decode::CheckedHrpstring};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{PrivateKey, PublicKey, Secret, shapes::hidden};

const IDENTITY: Hrp = Hrp::parse_unchecked("age-secret-key-");
const RECIPIENT: Hrp = Hrp::parse_unchecked("age");
/// More than any key with spaces and line breaks; longer input is refused unread.
const LONGEST: usize = 512;

/// The text is not a recovery key or recipient. Says nothing of what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a recovery key: a letter is missing or wrong")]
pub struct BadRecovery;

/// An X25519 key kept on paper. Using it alarms every member.
#[derive(Clone)]
pub struct RecoveryKey(PrivateKey);

impl RecoveryKey {
    /// A new key.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        Self(PrivateKey::random(rng))
    }

    /// What to print: `AGE-SECRET-KEY-1…`, 74 characters.
    pub fn to_paper(&self) -> Secret<String> {
        // Cannot fail: 32 bytes are far below what a checksum of this kind covers.
        Secret::new(bech32::encode_upper::<Bech32>(IDENTITY, self.0.expose()).expect("32 bytes can be encoded"))
    }

    /// Reads what was printed. Spaces, line breaks and case are forgiven, letters are not: the
    /// checksum finds up to four wrong ones.
    ///
    /// # Errors
    /// [`BadRecovery`] for anything else.
    pub fn parse_paper(text: &str) -> Result<Self, BadRecovery> {
        decode(IDENTITY, text).map(|bytes| Self(PrivateKey::from_bytes(*bytes)))
    }

    /// The private key.
    pub const fn private(&self) -> &PrivateKey {
        &self.0
    }

    /// The public key a desk's key is sealed to.
    pub fn public(&self) -> PublicKey {
        self.0.public()
    }

    /// The public key as age writes recipients: `age1…`, 62 characters.
    pub fn recipient(&self) -> String {
        recipient_of(&self.public())
    }

    /// Reads a recipient: the public half of a recovery key made elsewhere.
    ///
    /// # Errors
    /// [`BadRecovery`] when it is none, or is a key nothing may be sealed to.
    pub fn parse_recipient(text: &str) -> Result<PublicKey, BadRecovery> {
        let bytes = decode(RECIPIENT, text)?;
        PublicKey::from_bytes(*bytes).map_err(|_| BadRecovery)
    }
}

hidden!(RecoveryKey);

/// A recovery key's public half as age writes recipients: `age1…`, 62 characters.
pub fn recipient_of(public: &PublicKey) -> String {
    // Cannot fail: 32 bytes are far below what a checksum of this kind covers.
    bech32::encode_lower::<Bech32>(RECIPIENT, public.as_bytes()).expect("32 bytes can be encoded")
}

fn decode(prefix: Hrp, text: &str) -> Result<Zeroizing<[u8; 32]>, BadRecovery> {
    if text.len() > LONGEST {
        return Err(BadRecovery);
    }
    let mut plain = Zeroizing::new(String::with_capacity(LONGEST));
    plain.extend(text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()));
    let parsed = CheckedHrpstring::new::<Bech32>(&plain).map_err(|_| BadRecovery)?;
    // Five bits a letter: 52 letters are 32 bytes and four bits over, which must be zero.
    if parsed.hrp() != prefix || parsed.data_part_ascii_no_checksum().len() != 52 {
        return Err(BadRecovery);
    }
    if !matches!(parsed.data_part_ascii_no_checksum().last(), Some(b'q' | b's')) {
        return Err(BadRecovery);
    }
    let mut out = Zeroizing::new([0; 32]);
    for (to, from) in out.iter_mut().zip(parsed.byte_iter()) {
        *to = from;
    }
    Ok(out)
}
