//! PNG: all colour types and depths, row by row.

use super::{Decoded, Kind, Mode, Other, damaged, picture};
use crate::error::HashError;
use crate::exif;
use crate::limits::Limits;
use crate::picture::Pixels;
use crate::turn::Turn;
use png::{BitDepth, ColorType, Transformations};
use std::io::Cursor;

pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, HashError> {
    let error = |error: png::DecodingError| damaged(Kind::Png, error);
    let memory = usize::try_from(limits.memory).unwrap_or(usize::MAX);
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: memory });
    decoder.set_transformations(Transformations::IDENTITY);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let mut reader = decoder.read_info().map_err(error)?;
    let info = reader.info();
    let (width, height) = (info.width as usize, info.height as usize);
    let pixels = limits.check_pixels(info.width.into(), info.height.into())?;
    let mut scribe = Scribe::new(info);
    let raw = reader.output_buffer_size().ok_or_else(|| damaged(Kind::Png, "too large"))?;
    let is_interlaced = reader.info().interlaced;
    let whole = if is_interlaced { raw as u64 } else { 0 };
    limits.check_memory(pixels.saturating_mul(scribe.bytes_a_pixel()).saturating_add(whole).saturating_add(1 << 20))?;
    if is_interlaced {
        let mut buffer = vec![0; raw];
        reader.next_frame(&mut buffer).map_err(error)?;
        buffer.chunks_exact(raw / height.max(1)).for_each(|row| scribe.row(row));
    } else {
        for _ in 0..height {
            let row = reader.next_row().map_err(error)?.ok_or_else(|| damaged(Kind::Png, "rows are missing"))?;
            scribe.row(row.data());
        }
    }
    let upright = reader.info().exif_metadata.as_ref().map_or(Turn::None, |block| exif::upright(block));
    scribe.finish(width, height, upright)
}

/// Writes stored rows as pixels, in all readings that the picture may need.
struct Scribe {
    color: ColorType,
    depth: u8,
    width: usize,
    palette: Vec<[u8; 3]>,
    palette_alpha: Vec<u8>,
    key: Option<Vec<u16>>,
    is_rgb: bool,
    seen: Vec<u8>,
    exact: Vec<f32>,
    reference: Vec<u8>,
    white: Vec<u8>,
    black: Vec<u8>,
    is_clear: bool,
    values: Vec<u16>,
}

impl Scribe {
    fn new(info: &png::Info<'_>) -> Self {
        let palette = info.palette.as_deref().unwrap_or_default().as_chunks::<3>().0.to_vec();
        let trns = info.trns.as_deref().unwrap_or_default();
        let color = info.color_type;
        let key = (!trns.is_empty() && matches!(color, ColorType::Grayscale | ColorType::Rgb))
            .then(|| trns.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect());
        let palette_alpha = if color == ColorType::Indexed { trns.to_vec() } else { Vec::new() };
        Self {
            color,
            depth: match info.bit_depth {
                BitDepth::One => 1,
                BitDepth::Two => 2,
                BitDepth::Four => 4,
                BitDepth::Eight => 8,
                BitDepth::Sixteen => 16,
            },
            width: info.width as usize,
            palette,
            palette_alpha,
            key,
            is_rgb: !matches!(color, ColorType::Grayscale | ColorType::GrayscaleAlpha),
            seen: Vec::new(),
            exact: Vec::new(),
            reference: Vec::new(),
            white: Vec::new(),
            black: Vec::new(),
            is_clear: false,
            values: Vec::new(),
        }
    }

    fn has_alpha(&self) -> bool {
        let in_pixels = matches!(self.color, ColorType::GrayscaleAlpha | ColorType::Rgba);
        in_pixels || self.key.is_some() || !self.palette_alpha.is_empty()
    }

    fn is_exact_grey(&self) -> bool {
        self.depth == 16 && self.color == ColorType::Grayscale
    }

    /// Memory of the result, all readings together.
    fn bytes_a_pixel(&self) -> u64 {
        let one = if self.is_rgb { 3 } else { 1 };
        let readings = if self.has_alpha() { 3 } else { 1 };
        one * readings + u64::from(self.color == ColorType::Indexed) + if self.is_exact_grey() { 5 } else { 0 }
    }

    fn row(&mut self, row: &[u8]) {
        let mut values = std::mem::take(&mut self.values);
        values.clear();
        let count = self.width * self.color.samples();
        match self.depth {
            8 => values.extend(row.iter().map(|&byte| u16::from(byte))),
            16 => values.extend(row.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair))),
            depth => values.extend(unpack(row, depth, count)),
        }
        for value in values.chunks_exact(self.color.samples()).take(self.width) {
            self.pixel(value);
        }
        self.values = values;
    }

    fn pixel(&mut self, value: &[u16]) {
        let (rgb, alpha) = match self.color {
            ColorType::Indexed => {
                let index = usize::from(value[0]);
                self.reference.push(u8::try_from(index).unwrap_or_default());
                let alpha = self.palette_alpha.get(index).copied().unwrap_or(255);
                (self.palette.get(index).copied().unwrap_or_default(), alpha)
            }
            ColorType::Grayscale | ColorType::GrayscaleAlpha => ([self.byte(value[0]); 3], self.alpha(value, 1)),
            ColorType::Rgb | ColorType::Rgba => {
                ([self.byte(value[0]), self.byte(value[1]), self.byte(value[2])], self.alpha(value, 3))
            }
        };
        let channels = if self.is_rgb { 3 } else { 1 };
        self.seen.extend_from_slice(&rgb[..channels]);
        if self.is_exact_grey() {
            self.exact.push(f32::from(value[0]) / 257.0);
            self.reference.push(u8::try_from(value[0]).unwrap_or(255));
        }
        if self.has_alpha() {
            self.is_clear |= alpha < 255;
            let over = |light: u8, under: u8| {
                let sum = u32::from(light) * u32::from(alpha) + u32::from(under) * (255 - u32::from(alpha));
                ((sum + 127) / 255) as u8
            };
            self.white.extend(rgb[..channels].iter().map(|&light| over(light, 255)));
            self.black.extend(rgb[..channels].iter().map(|&light| over(light, 0)));
        }
    }

    /// Brought to 8 bits. Of 16 the upper half is kept, as the reference's reader does.
    fn byte(&self, value: u16) -> u8 {
        let byte = match self.depth {
            1 => value * 255,
            2 => value * 85,
            4 => value * 17,
            16 => value >> 8,
            _ => value,
        };
        u8::try_from(byte).unwrap_or(u8::MAX)
    }

    fn alpha(&self, value: &[u16], at: usize) -> u8 {
        match (&self.key, value.get(at)) {
            (_, Some(&alpha)) => self.byte(alpha),
            (Some(key), None) if key.as_slice() == value => 0,
            _ => 255,
        }
    }

    fn finish(self, width: usize, height: usize, upright: Turn) -> Result<Decoded, HashError> {
        let kind = Kind::Png;
        let pixels = |bytes| if self.is_rgb { Pixels::Rgb(bytes) } else { Pixels::Grey(bytes) };
        let is_exact = self.is_exact_grey();
        let mut others = Vec::new();
        let mut other =
            |name, pixels| picture(kind, width, height, pixels).map(|picture| others.push(Other { name, picture }));
        if self.color == ColorType::Indexed || is_exact {
            other("reference", Pixels::Grey(self.reference))?;
        }
        if self.is_clear {
            other("over-white", pixels(self.white))?;
            other("over-black", pixels(self.black))?;
        }
        let seen = if is_exact { Pixels::Luma(self.exact) } else { pixels(self.seen) };
        let picture = picture(kind, width, height, seen)?;
        Ok(Decoded { kind, picture, mode: Mode::Exact, upright, others })
    }
}

/// Values of 1, 2 or 4 bits, the upper bits first.
fn unpack(row: &[u8], depth: u8, count: usize) -> impl Iterator<Item = u16> {
    let a_byte = usize::from(8 / depth);
    let mask = (1_u8 << depth) - 1;
    (0..count).map(move |index| {
        let byte = row.get(index / a_byte).copied().unwrap_or_default();
        let shift = 8 - depth * (u8::try_from(index % a_byte).unwrap_or_default() + 1);
        u16::from(byte >> shift & mask)
    })
}
