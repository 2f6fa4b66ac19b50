//! Receipt codes: 18 random digits, also spelled as six easy words, that find and open one thread.
//!
//! Reading what somebody typed is `parse`; the spelling rules are `fold`; the lists are `words`.

mod fold;
mod parse;
mod words;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub use fold::fold;
pub use parse::{CodeError, typed_chunk};
pub use words::WordList;

use crate::{DataKey, MacKey, Secret, bytes::derive, passphrase::argon2id, random_bytes, shapes::hidden};

/// One more than the highest code: 18 digits.
const CODES: u64 = 1_000_000_000_000_000_000;
/// How often three digits fit into a code.
const TRIPLES: usize = 6;

/// A receipt code, below 10^18 (59.8 bits). Whoever knows it reads that one thread.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct ReceiptCode(u64);

/// What a code is good for. The code itself is never stored.
#[derive(Debug)]
pub struct ReceiptKeys {
    /// Finds the report; stored beside it.
    pub lookup: [u8; 32],
    /// Opens the thread key sealed for the visitor; never stored.
    pub visitor: DataKey,
}

impl ReceiptCode {
    /// A new code.
    pub fn random(rng: &mut impl CryptoRng) -> Self {
        loop {
            if let Some(code) = Self::from_random(random_bytes(rng)) {
                return code;
            }
        }
    }

    /// The code of a draft: the same draft sent twice, because the answer was lost, shows the
    /// same code. Without the key nobody can tell the code from the draft.
    pub fn for_draft(draft: &[u8], mac: &MacKey) -> Self {
        let mut counter = 0_u64;
        loop {
            let hash = Zeroizing::new(mac.mac("vigie receipt 1 draft", &[draft, &counter.to_be_bytes()]));
            if let Some(code) = hash.first_chunk().and_then(|draw| Self::from_random(*draw)) {
                return code;
            }
            counter += 1;
        }
    }

    /// Reads what somebody typed, wherever and however they typed it.
    ///
    /// Spaces, hyphens, dots, commas, case, accents, Arabic vowel signs and letter variants,
    /// invisible marks and the script of digits are forgiven. Words may come from any list, even
    /// mixed, also mixed with groups of three digits. Order is not forgiven.
    ///
    /// # Errors
    /// [`CodeError`], which says what to tell the visitor and holds nothing they typed.
    pub fn parse(typed: &str) -> Result<Self, CodeError> {
        parse::triples(typed)
            .map(|triples| Self(triples.iter().fold(0, |code, triple| code * 1000 + u64::from(*triple))))
    }

    /// The six words of a list, in order.
    pub fn words(&self, list: WordList) -> [&'static str; TRIPLES] {
        self.triples().map(|triple| list.word(triple))
    }

    /// The 18 digits in groups of three: `412 087 533 260 914 708`.
    pub fn digits(&self) -> String {
        self.triples().map(|triple| format!("{triple:03}")).join(" ")
    }

    /// What the code finds and opens. One Argon2id (19 MiB, 2 passes): call it behind the gate,
    /// never on an async thread. `salt` is the receipt salt of the key file.
    pub fn derive(&self, salt: &Secret<[u8; 32]>) -> ReceiptKeys {
        let digits = Zeroizing::new(format!("{:018}", self.0));
        let root = argon2id(digits.as_bytes(), salt.expose(), 19 * 1024, 2, 1);
        ReceiptKeys {
            lookup: *derive(None, &*root, b"vigie receipt 1 lookup"),
            visitor: DataKey::from_bytes(*derive(None, &*root, b"vigie receipt 1 visitor")),
        }
    }

    /// A code from 8 random bytes, `None` (13 in 100) when another draw is needed: taking the
    /// remainder instead would make some codes likelier than others.
    fn from_random(bytes: [u8; 8]) -> Option<Self> {
        let draw = u64::from_be_bytes(bytes) >> 4;
        (draw < CODES).then_some(Self(draw))
    }

    /// The six groups of three digits.
    fn triples(&self) -> [u16; TRIPLES] {
        let mut out = [0; TRIPLES];
        let mut rest = self.0;
        for triple in out.iter_mut().rev() {
            // Cannot fail: a remainder by 1000 fits.
            *triple = u16::try_from(rest % 1000).expect("below 1000");
            rest /= 1000;
        }
        out
    }
}

impl PartialEq for ReceiptCode {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl Eq for ReceiptCode {}

hidden!(ReceiptCode);
