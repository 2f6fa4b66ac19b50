//! The fingerprint itself: 256 bits, how good they are, and how far apart two of them lie.

use std::fmt;
use std::str::FromStr;

/// A PDQ fingerprint: 256 bits that change little when a picture is saved again, made smaller or a little brighter.
///
/// The bytes are one big-endian number, as the 64 hexadecimal digits print it: bit *k* of the reference (row *k* / 16,
/// column *k* mod 16 of its 16 x 16 spectrum) is bit *k* of that number. Says nothing about what the picture shows, but
/// a very small blurred likeness can be guessed from it: treat it as personal data.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pdq(pub [u8; 32]);

impl Pdq {
    /// What the reference gives for pictures with a side under 5 pixels. Never match on it.
    pub const ZERO: Self = Self([0; 32]);

    /// Number of bits in which the two differ.
    pub fn distance(&self, other: &Self) -> Distance {
        let bits: u32 = self.0.iter().zip(&other.0).map(|(a, b)| (a ^ b).count_ones()).sum();
        // 256 at most.
        #[expect(clippy::cast_possible_truncation)]
        Distance(bits as u16)
    }

    /// Number of set bits, 0 to 256. A picture with features has 128, give or take ties.
    pub fn ones(&self) -> u16 {
        self.distance(&Self::ZERO).0
    }

    /// Whether this is no fingerprint of a picture: all bits zero, all bits one, or far from half of them set.
    ///
    /// Such values come from blank or tiny pictures and from forged lists; they would match one another. The bounds, 96
    /// and 160, leave 32 bits of room for ties on either side; 1.25 million photographs all had exactly 128.
    pub fn is_degenerate(&self) -> bool {
        !(96..=160).contains(&self.ones())
    }

    /// Bit `index` (0 to 255) of the reference's numbering; higher indexes wrap.
    pub fn bit(&self, index: u8) -> bool {
        self.0[31 - usize::from(index / 8)] >> (index % 8) & 1 == 1
    }
}

impl fmt::Display for Pdq {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Pdq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pdq({self})")
    }
}

/// Why a text is no PDQ fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParsePdqError {
    /// Not 64 characters long.
    #[error("a PDQ fingerprint has 64 hexadecimal digits, this text has {0} bytes")]
    Length(usize),
    /// A character that is no hexadecimal digit.
    #[error("byte {0} is no hexadecimal digit")]
    Digit(usize),
}

impl FromStr for Pdq {
    type Err = ParsePdqError;

    /// Reads exactly 64 hexadecimal digits, either case, nothing around them.
    fn from_str(text: &str) -> Result<Self, ParsePdqError> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(ParsePdqError::Length(digits.len()));
        }
        let value = |at: usize| hex_digit(digits[at]).ok_or(ParsePdqError::Digit(at));
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = value(2 * index)? << 4 | value(2 * index + 1)?;
        }
        Ok(Self(bytes))
    }
}

fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

impl serde::Serialize for Pdq {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Pdq {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// How much there is to see in a picture, 0 to 100: the reference's measure of the differences between neighbours.
///
/// Under 50 the bits are noise: two correct programs may differ by 36 bits. Never match on those.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Quality(pub u8);

impl Quality {
    /// The least quality that common practice matches on.
    pub const ENOUGH: Self = Self(50);

    /// Whether a fingerprint of this quality may be matched.
    pub fn is_enough(self) -> bool {
        self >= Self::ENOUGH
    }
}

impl fmt::Display for Quality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Number of differing bits, 0 to 256. At 31 or less two fingerprints are usually of the same picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Distance(pub u16);

impl Distance {
    /// The distance up to which the world's lists call two pictures the same.
    pub const SAME: Self = Self(31);

    /// Whether the two are usually the same picture: [`Distance::SAME`] or less.
    pub fn is_same(self) -> bool {
        self <= Self::SAME
    }
}

impl fmt::Display for Distance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
