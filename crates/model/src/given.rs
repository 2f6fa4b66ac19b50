//! Fingerprints that a visitor's browser made of pictures, as they are sent and sealed.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::signal::{Age, CodeKind, PICTURES_MAX};

/// Most lines of one picture or video: a film of ten minutes at a frame a second.
pub const LINES_MAX: usize = 640;
/// Most characters that are read at once.
pub const TEXT_MAX: usize = 400_000;
/// Most characters of the name of a face.
const MEMBER_MAX: usize = 40;

/// A code, with what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    /// What it is.
    pub kind: CodeKind,
    /// Which face of the picture: `as_stored`, `turned`, `crop_5_left`; the second of a frame; empty for a file's digest.
    pub member: String,
    /// 0 to 100; 100 for a file's digest.
    pub quality: i64,
    /// Lower-case hexadecimal digits.
    pub hex: String,
}

impl Code {
    /// A code from its parts; `None` when the digits are not those of such a code, or the quality is none.
    pub fn new(kind: CodeKind, member: &str, quality: i64, digits: &str) -> Option<Self> {
        let plain = digits.len() == 2 * kind.length() && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let fits = plain && (0..=100).contains(&quality) && member.len() <= MEMBER_MAX;
        fits.then(|| Self { kind, member: member.to_owned(), quality, hex: digits.to_ascii_lowercase() })
    }

    /// The bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|value| u8::try_from(value).ok()).unwrap_or(0);
        self.hex.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
    }

    /// The 256 bits of a code that is compared by them.
    pub fn bits(&self) -> Option<[u8; 32]> {
        self.kind.is_near().then(|| self.bytes().try_into().ok()).flatten()
    }
}

/// One picture or video.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// Its codes.
    pub codes: Vec<Code>,
}

/// What a visitor gave at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// The pictures, at most [`PICTURES_MAX`].
    pub pictures: Vec<Picture>,
    /// How old whoever is in them was said to be.
    pub age: Age,
    /// True when the visitor wants to know when they were stopped somewhere.
    pub wish: bool,
}

/// What is sealed in a thread about fingerprints, one after the other: what holds now follows from all of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Fingerprints were given.
    Given(Given),
    /// They were all taken back.
    Stopped,
}

/// Why a text is no fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum BadGiven {
    /// Nothing is in it.
    #[error("no fingerprint")]
    Empty,
    /// This line, from 1, is none.
    #[error("line {0} is no fingerprint")]
    Line(usize),
    /// More than [`PICTURES_MAX`] pictures, or more than [`LINES_MAX`] lines of one.
    #[error("too many")]
    Many,
}

impl Given {
    /// Reads what the script of the page shows: a code a line, `pdq MEMBER QUALITY DIGITS`, `vpdq SECOND QUALITY DIGITS`,
    /// `sha256 DIGITS`, `md5 DIGITS`; a picture begins with its `pdq as_stored`, or after an empty line.
    ///
    /// # Errors
    /// [`BadGiven`].
    pub fn read(text: &str, age: Age, wish: bool) -> Result<Self, BadGiven> {
        if text.len() > TEXT_MAX {
            return Err(BadGiven::Many);
        }
        let mut pictures: Vec<Picture> = Vec::new();
        let mut begin = true;
        for (at, line) in text.lines().enumerate() {
            let words: Vec<&str> = line.split_whitespace().collect();
            if words.is_empty() {
                begin = true;
                continue;
            }
            let code = read_line(&words).ok_or(BadGiven::Line(at + 1))?;
            begin |= code.kind == CodeKind::Pdq && code.member == "as_stored";
            if begin {
                pictures.push(Picture::default());
            }
            begin = false;
            // Cannot be empty: a picture was begun above.
            let Some(picture) = pictures.last_mut() else { continue };
            picture.codes.push(code);
            if picture.codes.len() > LINES_MAX || pictures.len() > PICTURES_MAX {
                return Err(BadGiven::Many);
            }
        }
        if pictures.is_empty() { Err(BadGiven::Empty) } else { Ok(Self { pictures, age, wish }) }
    }
}

fn read_line(words: &[&str]) -> Option<Code> {
    let kind = CodeKind::parse(words.first()?)?;
    match (words, kind.is_near()) {
        ([_, member, quality, digits], true) => Code::new(kind, member, quality.parse().ok()?, digits),
        ([_, digits], false) => Code::new(kind, "", 100, digits),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGITS: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    fn read(text: &str) -> Result<Given, BadGiven> {
        Given::read(text, Age::Unknown, false)
    }

    #[test]
    fn lines_of_the_page_are_read_and_each_picture_is_its_own() {
        let one =
            format!("pdq as_stored 100 {DIGITS}\npdq crop_2 99 {DIGITS}\nsha256 {DIGITS}\nmd5 {}\n", &DIGITS[..32]);
        let two =
            format!("{one}pdq as_stored 90 {}\n\nvpdq 0.5 80 {DIGITS}\nvpdq 1.5 80 {DIGITS}\n", DIGITS.to_uppercase());
        let given = read(&two).unwrap();
        let counts: Vec<usize> = given.pictures.iter().map(|picture| picture.codes.len()).collect();
        assert_eq!(counts, [4, 1, 2]);
        assert_eq!(given.pictures[1].codes[0].hex, DIGITS);
        assert_eq!(given.pictures[0].codes[0].bits().unwrap()[..3], [0xf8, 0xf8, 0xf0]);
        assert_eq!(given.pictures[0].codes[2].bits(), None, "a file's digest is not compared by bits");
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        assert_eq!(read(""), Err(BadGiven::Empty));
        for bad in ["pdq as_stored 101 ", "pdq 1 ", "md5 ", "word ", "pdq as_stored -1 ", "pdq as_stored 1 é"] {
            assert_eq!(read(&format!("\nmd5 {}\n{bad}{DIGITS}", &DIGITS[..32])), Err(BadGiven::Line(3)), "{bad}");
        }
        assert_eq!(read(&format!("pdq as_stored 1 {DIGITS}\n").repeat(21)), Err(BadGiven::Many));
        assert_eq!(read(&format!("vpdq 1 1 {DIGITS}\n").repeat(LINES_MAX + 1)), Err(BadGiven::Many));
    }
}
