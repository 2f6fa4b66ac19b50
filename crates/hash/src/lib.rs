//! Fingerprints of pictures: from the bytes of a file to PDQ, MD5, SHA-1 and SHA-256.

mod axis;
mod code;
mod decode;
mod error;
mod exif;
mod limits;
mod picture;
mod spectrum;
mod sweep;
mod turn;

pub use code::{Distance, ParsePdqError, Pdq, Quality};
pub use decode::{Decoded, Kind, Mode, Other, decode};
pub use error::HashError;
pub use limits::Limits;
pub use picture::{Area, Hashed, Picture, Pixels, Rows};
pub use turn::Turn;
