//! Why a file has no fingerprint.

use crate::decode::Kind;

/// Why a picture could not be read. Says nothing about what it shows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// There are no bytes.
    #[error("the file is empty")]
    Empty,
    /// The first bytes are those of no picture known here.
    #[error("no picture that can be read here: JPEG, PNG, GIF, WebP, BMP and TIFF can")]
    UnknownKind,
    /// A kind of picture that is known but has no decoder here.
    #[error("{0} cannot be read here: {1}")]
    NoDecoder(&'static str, &'static str),
    /// The bytes are not what their kind promises.
    #[error("the {kind} file is damaged or not supported: {reason}")]
    Damaged {
        /// What the first bytes say it is.
        kind: Kind,
        /// The decoder's words.
        reason: String,
    },
    /// More pixels than allowed, by what the file says of itself. Nothing was decoded.
    #[error("the picture is {width} x {height} pixels, the limit is {limit} pixels")]
    TooManyPixels {
        /// In pixels.
        width: u64,
        /// In pixels.
        height: u64,
        /// Width times height at most.
        limit: u64,
    },
    /// A side is longer than anything here is made for, by what the file says of itself. Nothing was decoded.
    #[error("a side of the picture is {side} pixels long, the limit is {limit}")]
    TooLong {
        /// In pixels.
        side: u64,
        /// In pixels.
        limit: u64,
    },
    /// Decoding would take more memory than allowed. Nothing was decoded.
    #[error("decoding needs {needed} bytes of memory, the limit is {limit}")]
    TooMuchMemory {
        /// In bytes, estimated from above.
        needed: u64,
        /// In bytes.
        limit: u64,
    },
}
