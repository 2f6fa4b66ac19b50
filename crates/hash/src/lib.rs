//! Fingerprints of pictures: from the bytes of a file to PDQ, MD5, SHA-1 and SHA-256.
//!
//! [`hash_image`] does all of it: what the file is, told by its first bytes; its pixels, within [`Limits`]; PDQ at full
//! resolution, equal bit for bit to the reference (`pdq/cpp` in `facebook/ThreatExchange`) on the same pixels; and, if asked for,
//! [`Variants`] with which an edited picture is still found, those for looking from a reduced picture. [`Rows`] hashes pixels
//! that come row by row, from wherever.
//!
//! A picture is never held as floats: rows are added to a few rows of sums as they come. No clock, no randomness, no disk,
//! no network; the same bytes give the same answer on every machine. Whether a fingerprint may be matched is
//! [`Hashed::is_usable`]; it says nothing about what a picture shows.

#![deny(unsafe_code)]

mod axis;
mod border;
mod code;
mod decode;
mod digest;
mod error;
mod exif;
mod fingerprint;
mod limits;
mod picture;
mod reduced;
mod room;
mod spectrum;
mod sweep;
mod turn;
mod variants;
mod wide;

pub use code::{Distance, ParsePdqError, Pdq, Quality};
pub use decode::{Decoded, Kind, Mode, Other, decode};
pub use digest::{Digest, Digests};
pub use error::HashError;
pub use fingerprint::{Fingerprint, Line, Look, Options, hash_image};
pub use limits::Limits;
pub use picture::{Area, Hashed, Picture, Pixels, Rows};
pub use room::Room;
pub use turn::Turn;
pub use variants::{Variant, Variants};
