//! From the bytes of a file to pixels, within limits, by decoders written in safe Rust.
//!
//! What a file is, is told by its first bytes, never by its name.

mod bmp;
mod gif;
mod ink;
mod jpeg;
mod png;
mod scribe;
mod tiff;
mod webp;

use crate::error::HashError;
use crate::limits::Limits;
use crate::picture::{Hashed, Picture};
use crate::room::Room;
use crate::turn::Turn;
use std::fmt;
use std::panic::AssertUnwindSafe;

/// A kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// JFIF, EXIF or bare; baseline or progressive; grey, colour or CMYK.
    Jpeg,
    /// All colour types and depths; of an animated one the still picture.
    Png,
    /// First, middle and last frame.
    Gif,
    /// With or without loss; of an animated one the first frame.
    WebP,
    /// Windows bitmap.
    Bmp,
    /// The first picture in the file.
    Tiff,
}

impl Kind {
    /// The kind that the first bytes promise.
    ///
    /// # Errors
    /// [`HashError::Empty`], [`HashError::UnknownKind`], or [`HashError::NoDecoder`] with what to do instead.
    pub fn of(bytes: &[u8]) -> Result<Self, HashError> {
        match bytes {
            [] => Err(HashError::Empty),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            [b'B', b'M', ..] => Ok(Self::Bmp),
            [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Ok(Self::Tiff),
            [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => Err(container(brand)),
            _ => Err(HashError::UnknownKind),
        }
    }

    /// The media type, such as `image/jpeg`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::WebP => "image/webp",
            Self::Bmp => "image/bmp",
            Self::Tiff => "image/tiff",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::WebP => "WebP",
            Self::Bmp => "BMP",
            Self::Tiff => "TIFF",
        })
    }
}

/// What begins like a film: pictures of newer telephones, or really a film.
fn container(brand: &[u8]) -> HashError {
    match brand.get(..4) {
        Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1") => HashError::NoDecoder(
            "HEIC",
            "save it as JPEG first (on an iPhone: share it by mail, or Settings > Camera > Formats > Most Compatible)",
        ),
        Some(b"avif" | b"avis") => {
            HashError::NoDecoder("AVIF", "open it in a browser or picture viewer and save it as PNG or JPEG first")
        }
        _ => HashError::NoDecoder("a film", "take single pictures from it first"),
    }
}

/// How exactly a JPEG is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// In colour, with the luma of the reference. Pictures too large for the limit of memory are read as [`Mode::Fast`].
    #[default]
    Exact,
    /// The grey plane of a JPEG alone. Over 101 pictures of enough quality the fingerprint differed by 0.4 bits in the
    /// mean, 2 at the 95th percentile and 6 at most; strongly coloured small pictures reach 8.
    Fast,
}

/// A decoded file.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// What the bytes are.
    pub kind: Kind,
    /// As a person sees it, but with transparency left out of account, as the reference does.
    pub picture: Picture,
    /// How it was read.
    pub mode: Mode,
    /// What brings it upright.
    pub upright: Turn,
    /// The same picture as other readers see it, where that differs; by name.
    pub others: Vec<Other>,
}

/// Another reading of the same file.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// `reference` (the stored numbers, as Python's pdqhash reads them: indices of a palette, ink of CMYK,
    /// 16 bits cut at 255),
    /// `over-white` and `over-black` (transparency), `middle` and `last` (frames).
    pub name: &'static str,
    /// The fingerprint of that reading.
    pub hashed: Hashed,
}

/// Decodes a file.
///
/// # Errors
/// [`HashError`] when it is no picture, damaged, or beyond a limit.
pub fn decode(bytes: &[u8], mode: Mode, limits: &Limits) -> Result<Decoded, HashError> {
    decode_in(bytes, mode, limits, &mut Room::default())
}

/// [`decode`], a JPEG in the room that the picture before it left.
pub fn decode_in(bytes: &[u8], mode: Mode, limits: &Limits, room: &mut Room) -> Result<Decoded, HashError> {
    let kind = Kind::of(bytes)?;
    let decode = || match kind {
        Kind::Jpeg => jpeg::decode(bytes, mode, limits, room),
        Kind::Png => png::decode(bytes, limits),
        Kind::Gif => gif::decode(bytes, limits),
        Kind::WebP => webp::decode(bytes, limits),
        Kind::Bmp => bmp::decode(bytes, limits),
        Kind::Tiff => tiff::decode(bytes, limits),
    };
    // The decoders are other people's: an index out of range in one of them is a damaged file, not the end of a server.
    // A room that it leaves half filled is as good as any other.
    std::panic::catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|_| Err(damaged(kind, "the decoder gave up")))
}

fn damaged(kind: Kind, reason: impl fmt::Display) -> HashError {
    HashError::Damaged { kind, reason: reason.to_string() }
}

/// A picture from pixels whose number was worked out here.
fn picture(kind: Kind, width: usize, height: usize, pixels: crate::picture::Pixels) -> Result<Picture, HashError> {
    Picture::new(width, height, pixels).ok_or_else(|| damaged(kind, "the number of pixels does not fit its size"))
}
