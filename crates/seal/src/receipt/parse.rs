//! Reading a code as people type it.
//!
//! Typed text is cut into chunks first, each either digits or letters; only chunks are folded.
//! That way an error can point at a chunk and the page can show it again, while the error itself
//! holds nothing of it.

use unicode_normalization::char::is_combining_mark;
use zeroize::Zeroizing;

use super::{
    TRIPLES,
    fold::{fold, is_invisible},
    words,
};

/// Why what was typed is not a code. Made to be told to the visitor, kindly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Nothing that could be a word or a digit.
    #[error("no code was typed")]
    Empty,
    /// A word that is on no list. [`typed_chunk`] gives it back from what was typed.
    #[error("word {position} is on no list")]
    UnknownWord {
        /// Which chunk, from 0.
        position: usize,
    },
    /// All words are known, but there are not six.
    #[error("{got} words instead of six")]
    WordCount {
        /// How many groups (words, or three digits each) were typed.
        got: usize,
    },
    /// Only digits, but not 18.
    #[error("{got} digits instead of 18")]
    DigitCount {
        /// How many digits were typed.
        got: usize,
    },
    /// Words and digits together, and some digits do not come in threes.
    #[error("words mixed with digits that are not in threes")]
    Mixed,
}

/// The chunk at a position (from 0) of [`CodeError::UnknownWord`], as it was typed.
pub fn typed_chunk(typed: &str, position: usize) -> Option<&str> {
    chunks(typed).nth(position)
}

/// The six groups of three digits that were typed.
pub(super) fn triples(typed: &str) -> Result<[u16; TRIPLES], CodeError> {
    let mut found = Found::default();
    for (position, chunk) in chunks(typed).enumerate() {
        let folded = Zeroizing::new(fold(chunk));
        if chunk.starts_with(char::is_numeric) {
            found.digits.extend(folded.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0'));
        } else {
            let triple = words::triple(&folded).ok_or(CodeError::UnknownWord { position })?;
            found.word(triple);
        }
    }
    found.finish()
}

/// What was read so far. Digits wait until a word or the end shows how many stand together.
#[derive(Default)]
struct Found {
    triples: Zeroizing<Vec<u16>>,
    digits: Zeroizing<Vec<u8>>,
    words: usize,
    uneven: bool,
}

impl Found {
    fn word(&mut self, triple: u16) {
        self.settle_digits();
        self.triples.push(triple);
        self.words += 1;
    }

    fn settle_digits(&mut self) {
        self.uneven |= !self.digits.len().is_multiple_of(3);
        for three in self.digits.chunks_exact(3) {
            self.triples.push(three.iter().fold(0, |sum, digit| sum * 10 + u16::from(*digit)));
        }
        self.digits.clear();
    }

    fn finish(mut self) -> Result<[u16; TRIPLES], CodeError> {
        let only_digits = self.words == 0;
        let digits = self.digits.len();
        self.settle_digits();
        match <[u16; TRIPLES]>::try_from(self.triples.as_slice()) {
            _ if only_digits && digits == 0 => Err(CodeError::Empty),
            _ if only_digits && digits != 3 * TRIPLES => Err(CodeError::DigitCount { got: digits }),
            _ if self.uneven => Err(CodeError::Mixed),
            Ok(triples) => Ok(triples),
            Err(_) => Err(CodeError::WordCount { got: self.triples.len() }),
        }
    }
}

/// The runs of digits and of letters, as typed. Invisible marks and accents belong to what they
/// follow; everything else between the runs is forgiven.
fn chunks(typed: &str) -> impl Iterator<Item = &str> {
    let mut rest = typed;
    core::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_alphanumeric() && !belongs_to_previous(c))?;
        let from = &rest[start..];
        let numeric = from.starts_with(char::is_numeric);
        let end = from.find(|c| !continues(c, numeric)).unwrap_or(from.len());
        rest = &from[end..];
        Some(&from[..end])
    })
}

fn continues(c: char, numeric: bool) -> bool {
    belongs_to_previous(c) || (c.is_alphanumeric() && c.is_numeric() == numeric)
}

fn belongs_to_previous(c: char) -> bool {
    is_combining_mark(c) || is_invisible(c)
}
