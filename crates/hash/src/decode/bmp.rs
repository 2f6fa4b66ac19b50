//! BMP of every depth, with and without run lengths. Palettes are read as colours only.

use super::scribe::Scribe;
use super::{Decoded, Kind, Mode, damaged};
use crate::error::HashError;
use crate::limits::Limits;
use crate::turn::Turn;
use zune_bmp::BmpDecoder;
use zune_core::bytestream::ZCursor;
use zune_core::options::DecoderOptions;

/// Run lengths, the decoder's result and ours.
const BYTES_A_PIXEL: u64 = 4 + 4 + 3;
/// Longest side in pixels.
const LONGEST: usize = 1 << 16;

pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, HashError> {
    let error = |error: zune_bmp::BmpDecoderErrors| damaged(Kind::Bmp, format!("{error:?}"));
    let options = DecoderOptions::default().set_max_width(LONGEST).set_max_height(LONGEST);
    let mut decoder = BmpDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(error)?;
    let (width, height) = decoder.dimensions().ok_or_else(|| damaged(Kind::Bmp, "no size"))?;
    let pixels = limits.check_pixels(width as u64, height as u64)?;
    limits.check_memory(pixels.saturating_mul(BYTES_A_PIXEL))?;
    let channels = decoder.colorspace().map_or(3, |colors| colors.num_components());
    let raw = decoder.decode().map_err(error)?;
    if pixels == 0 || !matches!(channels, 1 | 3 | 4) {
        return Err(damaged(Kind::Bmp, "no pixels, or an unknown number of channels"));
    }
    let mut scribe = Scribe::new(Kind::Bmp, width, height, channels.min(3), false);
    let (mut colours, mut alpha) = (Vec::new(), Vec::new());
    for row in raw.chunks_exact(width * channels) {
        if channels == 4 {
            // The fourth byte is no transparency in nearly every file.
            scribe.mixed_row(row, &mut colours, &mut alpha);
        } else {
            scribe.row(row, &[]);
        }
    }
    let (picture, others) = scribe.finish()?;
    Ok(Decoded { kind: Kind::Bmp, picture, mode: Mode::Exact, upright: Turn::None, others })
}
