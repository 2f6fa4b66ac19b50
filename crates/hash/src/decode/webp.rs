//! WebP with and without loss; of an animation the first, the middle and the last frame.

use super::scribe::Scribe;
use super::{Decoded, Kind, Mode, Other, damaged};
use crate::error::HashError;
use crate::exif;
use crate::limits::Limits;
use crate::turn::Turn;
use image_webp::{DecodingError, WebPDecoder};
use std::io::Cursor;

/// Planes of the lossy decoder, its result, ours, and four bytes for the lossless one; once more for a frame.
const BYTES_A_PIXEL: u64 = 3 + 4 + 3 + 4;

pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, HashError> {
    let error = |error: DecodingError| damaged(Kind::WebP, error);
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(error)?;
    decoder.set_memory_limit(usize::try_from(limits.memory).unwrap_or(usize::MAX));
    let (width, height) = decoder.dimensions();
    let pixels = limits.check_pixels(width.into(), height.into())?;
    let a_pixel = BYTES_A_PIXEL + if decoder.is_animated() { 4 } else { 0 };
    limits.check_memory(pixels.saturating_mul(a_pixel))?;
    let (width, height) = (width as usize, height as usize);
    let upright = decoder.exif_metadata().ok().flatten().map_or(Turn::None, |block| exif::upright(&block));
    let channels = if decoder.has_alpha() { 4 } else { 3 };
    let mut buffer = vec![0; width * height * channels];
    decoder.read_image(&mut buffer).map_err(error)?;
    let (picture, mut others) = written(&buffer, width, height, channels)?;
    if decoder.is_animated() {
        let affordable = limits.work / pixels.max(1);
        let frames = u64::from(decoder.num_frames()).min(affordable);
        for number in 0..frames {
            if decoder.read_frame(&mut buffer).is_err() {
                break;
            }
            let name = if number + 1 == frames { "last" } else { "middle" };
            if number > 0 && (number + 1 == frames || number == frames / 2) {
                let hashed = written(&buffer, width, height, channels)?.0.hash();
                others.push(Other { name, hashed });
            }
        }
    }
    Ok(Decoded { kind: Kind::WebP, picture, mode: Mode::Exact, upright, others })
}

fn written(
    buffer: &[u8],
    width: usize,
    height: usize,
    channels: usize,
) -> Result<(crate::picture::Picture, Vec<Other>), HashError> {
    let mut scribe = Scribe::new(Kind::WebP, width, height, 3, channels == 4);
    let (mut colours, mut alpha) = (Vec::new(), Vec::new());
    for row in buffer.chunks_exact((width * channels).max(1)) {
        if channels == 4 {
            scribe.mixed_row(row, &mut colours, &mut alpha);
        } else {
            scribe.row(row, &[]);
        }
    }
    scribe.finish()
}
