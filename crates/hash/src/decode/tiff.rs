//! TIFF: the first picture, grey, colour, palette or four inks, of 1 to 16 bits.

use super::ink::Inks;
use super::scribe::Scribe;
use super::{Decoded, Kind, Mode, Other, damaged};
use crate::error::HashError;
use crate::limits::Limits;
use crate::picture::{Pixels, Rows};
use crate::turn::Turn;
use std::io::Cursor;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;

pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, HashError> {
    let error = |error: tiff::TiffError| damaged(Kind::Tiff, error);
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(error)?;
    let (width, height) = decoder.dimensions().map_err(error)?;
    let pixels = limits.check_pixels(width.into(), height.into())?;
    let color = decoder.colortype().map_err(error)?;
    let samples = u64::from(color.num_samples());
    let a_pixel = samples * u64::from(color.bit_depth()).div_ceil(8).max(1);
    // Stored, as bytes, and as the result; a strip may be the whole of it once more.
    limits.check_memory(pixels.saturating_mul(2 * a_pixel + samples + 3))?;
    let most = usize::try_from(limits.memory).unwrap_or(usize::MAX);
    let mut bounds = tiff::decoder::Limits::default();
    (bounds.decoding_buffer_size, bounds.intermediate_buffer_size) = (most, most);
    let mut decoder = decoder.with_limits(bounds);
    let orientation = decoder.get_tag_u32(Tag::Orientation).ok().and_then(|value| u16::try_from(value).ok());
    let palette = decoder.get_tag_u16_vec(Tag::ColorMap).ok();
    let values = Values { raw: decoder.read_image().map_err(error)?, bits: color.bit_depth() };
    let layout = Layout { color, width: width as usize, height: height as usize, palette };
    let (picture, others) = layout.read(&values)?;
    let upright = orientation.map_or(Turn::None, Turn::from_exif);
    Ok(Decoded { kind: Kind::Tiff, picture, mode: Mode::Exact, upright, others })
}

/// The stored numbers.
struct Values {
    raw: DecodingResult,
    bits: u8,
}

impl Values {
    /// Brought to 8 bits; nothing for numbers that are no brightness of 1 to 16 bits.
    fn bytes(&self, width: usize) -> Option<Vec<u8>> {
        match &self.raw {
            DecodingResult::U8(bytes) if self.bits == 8 => Some(bytes.clone()),
            DecodingResult::U8(bytes) => Some(unpacked(bytes, self.bits, width)),
            DecodingResult::U16(words) if self.bits == 16 => {
                Some(words.iter().map(|word| word.to_be_bytes()[0]).collect())
            }
            _ => None,
        }
    }
}

/// Rows of numbers of 1, 2 or 4 bits, each row from a new byte, brought to 8 bits.
fn unpacked(bytes: &[u8], bits: u8, width: usize) -> Vec<u8> {
    let bits = usize::from(bits.clamp(1, 8));
    let row = (width * bits).div_ceil(8).max(1);
    let most = (1_u16 << bits) - 1;
    let value = |row: &[u8], at: usize| {
        let start = at * bits;
        let byte = u16::from(row[start / 8]);
        let number = byte >> (8 - bits - start % 8) & most;
        u8::try_from(number * 255 / most).unwrap_or(u8::MAX)
    };
    bytes.chunks_exact(row).flat_map(|row| (0..width).map(move |at| value(row, at))).collect()
}

struct Layout {
    color: ColorType,
    width: usize,
    height: usize,
    palette: Option<Vec<u16>>,
}

impl Layout {
    fn read(&self, values: &Values) -> Result<(crate::picture::Picture, Vec<Other>), HashError> {
        let samples = usize::from(self.color.num_samples());
        let unsupported = || damaged(Kind::Tiff, "a way to store colours that is not known here");
        let bytes = values.bytes(self.width * samples).ok_or_else(unsupported)?;
        if bytes.len() != self.width * self.height * samples {
            return Err(damaged(Kind::Tiff, "the number of pixels does not fit its size"));
        }
        let (channels, has_alpha) = match self.color {
            ColorType::Gray(_) => (1, false),
            ColorType::GrayA(_) => (1, true),
            ColorType::RGB(_) | ColorType::YCbCr(_) => (3, false),
            ColorType::RGBA(_) => (3, true),
            ColorType::CMYK(8) => return self.inks(&bytes),
            ColorType::Palette(bits) => return self.indexed(&bytes, bits),
            _ => return Err(unsupported()),
        };
        let mut scribe = Scribe::new(Kind::Tiff, self.width, self.height, channels, has_alpha);
        let (mut colours, mut alpha) = (Vec::new(), Vec::new());
        for row in bytes.chunks_exact(self.width * samples) {
            if has_alpha {
                scribe.mixed_row(row, &mut colours, &mut alpha);
            } else {
                scribe.row(row, &[]);
            }
        }
        let (mut picture, mut others) = scribe.finish()?;
        if let (ColorType::Gray(16), DecodingResult::U16(words)) = (self.color, &values.raw) {
            let cut: Vec<u8> = words.iter().map(|&word| u8::try_from(word).unwrap_or(u8::MAX)).collect();
            others.extend(self.reference(&cut, 1));
            let exact = words.iter().map(|&word| f32::from(word) / 257.0).collect();
            picture = super::picture(Kind::Tiff, self.width, self.height, Pixels::Luma(exact))?;
        }
        Ok((picture, others))
    }

    fn inks(&self, bytes: &[u8]) -> Result<(crate::picture::Picture, Vec<Other>), HashError> {
        let inks = Inks { is_ycck: false, is_inverted: false };
        let seen = super::picture(Kind::Tiff, self.width, self.height, Pixels::Rgb(inks.seen(bytes)))?;
        Ok((seen, self.reference(&inks.reference(bytes), 3).into_iter().collect()))
    }

    fn indexed(&self, bytes: &[u8], bits: u8) -> Result<(crate::picture::Picture, Vec<Other>), HashError> {
        let palette = self.palette.as_ref().ok_or_else(|| damaged(Kind::Tiff, "no palette"))?;
        let colours = palette.len() / 3;
        // `bytes` are indices brought to 8 bits: undo that.
        let most = (1_u16 << bits.clamp(1, 8)) - 1;
        let indices: Vec<u8> =
            bytes.iter().map(|&byte| u8::try_from(u16::from(byte) * most / 255).unwrap_or(u8::MAX)).collect();
        let light = |index: u8, plane: usize| {
            palette.get(plane * colours + usize::from(index)).map_or(0, |&value| value.to_be_bytes()[0])
        };
        let rgb = indices.iter().flat_map(|&index| [light(index, 0), light(index, 1), light(index, 2)]).collect();
        let seen = super::picture(Kind::Tiff, self.width, self.height, Pixels::Rgb(rgb))?;
        Ok((seen, self.reference(&indices, 1).into_iter().collect()))
    }

    fn reference(&self, bytes: &[u8], channels: usize) -> Option<Other> {
        Some(Other { name: "reference", hashed: Rows::whole(bytes, self.width, self.height, channels)? })
    }
}
