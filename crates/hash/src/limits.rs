//! How much a single file may cost.

use crate::error::HashError;

/// Bounds for decoding one file. There is no clock here: time is bounded by what is done, which is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Width times height at most. Default 2^28 (268 million, 16384 x 16384): the largest cameras of telephones make
    /// 200 million. No side may be longer than 65,536, whatever this is.
    pub pixels: u64,
    /// Bytes of memory for decoder and pixels together, estimated from above before decoding. Default 256 MiB. The file
    /// itself, which the caller holds, is not in it.
    pub memory: u64,
    /// Pixels decoded at most over all frames of an animation or all passes of a progressive JPEG. Default 1,000
    /// million, some 5 s on one slow core. Frames after that are left out; a JPEG with more is refused.
    pub work: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pixels: 1 << 28, memory: 256 << 20, work: 1_000_000_000 }
    }
}

/// The longest side, in pixels, whatever the limits are. What a fingerprint takes besides the pixels grows with a side, and
/// the time to weigh its boxes with the square of it: 53 million x 5 pixels fit into 268 million.
const SIDE: u64 = 1 << 16;

impl Limits {
    pub(crate) fn check_pixels(&self, width: u64, height: u64) -> Result<u64, HashError> {
        let side = width.max(height);
        if side > SIDE {
            return Err(HashError::TooLong { side, limit: SIDE });
        }
        let pixels = width.saturating_mul(height);
        if pixels > self.pixels {
            return Err(HashError::TooManyPixels { width, height, limit: self.pixels });
        }
        Ok(pixels)
    }

    pub(crate) fn check_memory(&self, needed: u64) -> Result<(), HashError> {
        if needed > self.memory {
            return Err(HashError::TooMuchMemory { needed, limit: self.memory });
        }
        Ok(())
    }
}
