//! PNG: all colour types and depths, row by row.

use super::scribe::Scribe;
use super::{Decoded, Kind, Mode, Other, damaged, picture};
use crate::error::HashError;
use crate::exif;
use crate::limits::Limits;
use crate::picture::{Pixels, Rows};
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
    let (width, height, is_interlaced) = (info.width as usize, info.height as usize, info.interlaced);
    let pixels = limits.check_pixels(info.width.into(), info.height.into())?;
    let raw = reader.output_buffer_size().ok_or_else(|| damaged(Kind::Png, "too large"))?;
    let stored = if is_interlaced { raw as u64 } else { 0 };
    let format = Format::of(reader.info());
    limits.check_memory(pixels.saturating_mul(format.bytes_a_pixel()).saturating_add(stored))?;
    let mut writer = Writer::new(format, width, height);
    if is_interlaced {
        let mut buffer = vec![0; raw];
        reader.next_frame(&mut buffer).map_err(error)?;
        buffer.chunks_exact(raw / height.max(1)).for_each(|row| writer.row(row));
    } else {
        for _ in 0..height {
            let row = reader.next_row().map_err(error)?.ok_or_else(|| damaged(Kind::Png, "rows are missing"))?;
            writer.row(row.data());
        }
    }
    let upright = reader.info().exif_metadata.as_ref().map_or(Turn::None, |block| exif::upright(block));
    writer.finish(width, height, upright)
}

/// What the stored numbers mean.
struct Format {
    color: ColorType,
    depth: u8,
    palette: Vec<[u8; 3]>,
    palette_alpha: Vec<u8>,
    /// The one colour that is clear, where that is said so.
    key: Option<Vec<u16>>,
}

impl Format {
    fn of(info: &png::Info<'_>) -> Self {
        let trns = info.trns.as_deref().unwrap_or_default();
        let is_keyed = !trns.is_empty() && matches!(info.color_type, ColorType::Grayscale | ColorType::Rgb);
        Self {
            color: info.color_type,
            depth: match info.bit_depth {
                BitDepth::One => 1,
                BitDepth::Two => 2,
                BitDepth::Four => 4,
                BitDepth::Eight => 8,
                BitDepth::Sixteen => 16,
            },
            palette: info.palette.as_deref().unwrap_or_default().as_chunks::<3>().0.to_vec(),
            palette_alpha: if info.color_type == ColorType::Indexed { trns.to_vec() } else { Vec::new() },
            key: is_keyed.then(|| trns.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect()),
        }
    }

    fn channels(&self) -> usize {
        if matches!(self.color, ColorType::Grayscale | ColorType::GrayscaleAlpha) { 1 } else { 3 }
    }

    fn has_alpha(&self) -> bool {
        let in_pixels = matches!(self.color, ColorType::GrayscaleAlpha | ColorType::Rgba);
        in_pixels || self.key.is_some() || !self.palette_alpha.is_empty()
    }

    fn is_exact_grey(&self) -> bool {
        self.depth == 16 && self.color == ColorType::Grayscale
    }

    /// Whether rows are pixels already.
    fn is_plain(&self) -> bool {
        self.depth == 8 && matches!(self.color, ColorType::Grayscale | ColorType::Rgb) && self.key.is_none()
    }

    /// Black and white, or grey of few steps.
    fn is_small_grey(&self) -> bool {
        self.depth < 8 && self.color == ColorType::Grayscale && self.key.is_none()
    }

    /// Memory of the result.
    fn bytes_a_pixel(&self) -> u64 {
        self.channels() as u64 + if self.is_exact_grey() { 4 } else { 0 }
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

    fn pixel(&self, value: &[u16]) -> ([u8; 3], u8) {
        match self.color {
            ColorType::Indexed => {
                let index = usize::from(value[0]);
                let alpha = self.palette_alpha.get(index).copied().unwrap_or(255);
                (self.palette.get(index).copied().unwrap_or_default(), alpha)
            }
            ColorType::Grayscale | ColorType::GrayscaleAlpha => ([self.byte(value[0]); 3], self.alpha(value, 1)),
            ColorType::Rgb | ColorType::Rgba => {
                ([self.byte(value[0]), self.byte(value[1]), self.byte(value[2])], self.alpha(value, 3))
            }
        }
    }

    fn alpha(&self, value: &[u16], at: usize) -> u8 {
        match (&self.key, value.get(at)) {
            (_, Some(&alpha)) => self.byte(alpha),
            (Some(key), None) if key.as_slice() == value => 0,
            _ => 255,
        }
    }
}

/// Writes stored rows as pixels, in all readings that the picture needs.
struct Writer {
    format: Format,
    width: usize,
    scribe: Scribe,
    exact: Vec<f32>,
    reference: Option<Rows>,
    values: Vec<u16>,
    colours: Vec<u8>,
    alpha: Vec<u8>,
    raw: Vec<u8>,
}

impl Writer {
    fn new(format: Format, width: usize, height: usize) -> Self {
        let is_read_otherwise = format.color == ColorType::Indexed || format.is_exact_grey();
        Self {
            width,
            scribe: Scribe::new(Kind::Png, width, height, format.channels(), format.has_alpha()),
            exact: Vec::with_capacity(if format.is_exact_grey() { width * height } else { 0 }),
            reference: if is_read_otherwise { Rows::new(width, height, 1) } else { None },
            format,
            values: Vec::new(),
            colours: Vec::new(),
            alpha: Vec::new(),
            raw: Vec::new(),
        }
    }

    fn row(&mut self, row: &[u8]) {
        if self.format.is_plain() {
            self.scribe.row(row, &[]);
            return;
        }
        if self.format.is_small_grey() {
            self.colours.clear();
            let (format, values) = (&self.format, unpack(row, self.format.depth, self.width));
            self.colours.extend(values.map(|value| format.byte(value)));
            self.scribe.row(&self.colours, &[]);
            return;
        }
        self.values.clear();
        let samples = self.format.color.samples();
        match self.format.depth {
            8 => self.values.extend(row.iter().map(|&byte| u16::from(byte))),
            16 => self.values.extend(row.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair))),
            depth => self.values.extend(unpack(row, depth, self.width * samples)),
        }
        self.colours.clear();
        self.alpha.clear();
        for value in self.values.chunks_exact(samples).take(self.width) {
            let (rgb, alpha) = self.format.pixel(value);
            self.colours.extend_from_slice(&rgb[..self.format.channels()]);
            self.alpha.push(alpha);
        }
        self.scribe.row(&self.colours, &self.alpha);
        if let Some(reference) = &mut self.reference {
            self.raw.clear();
            self.raw.extend(self.values.iter().map(|&value| u8::try_from(value).unwrap_or(u8::MAX)));
            reference.push(&self.raw);
        }
        if self.format.is_exact_grey() {
            self.exact.extend(self.values.iter().map(|&value| f32::from(value) / 257.0));
        }
    }

    fn finish(self, width: usize, height: usize, upright: Turn) -> Result<Decoded, HashError> {
        let (mut seen, mut others) = self.scribe.finish()?;
        if self.format.is_exact_grey() {
            seen = picture(Kind::Png, width, height, Pixels::Luma(self.exact))?;
        }
        let reference = self.reference.and_then(Rows::finish);
        others.extend(reference.map(|hashed| Other { name: "reference", hashed }));
        Ok(Decoded { kind: Kind::Png, picture: seen, mode: Mode::Exact, upright, others })
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
