//! JPEG: in colour or the grey plane alone; CMYK both as a person and as the reference sees it.

use super::ink::Inks;
use super::{Decoded, Kind, Mode, Other, damaged, picture};
use crate::error::HashError;
use crate::exif;
use crate::limits::Limits;
use crate::picture::Pixels;
use crate::room::Room;
use crate::turn::Turn;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

/// Passes of a progressive JPEG that no camera or program exceeds.
const MOST_SCANS: usize = 100;
/// Rows at the bottom that may be missing, as one part of this many: a file that was cut off there still shows its picture
/// to people.
const MISSING_ROWS: usize = 4;

/// Stands at the end of the last row until that is decoded.
const MARK: [u8; 24] = *b"nothing was decoded here";

pub fn decode(bytes: &[u8], mode: Mode, limits: &Limits, room: &mut Room) -> Result<Decoded, HashError> {
    let header = Header::read(bytes)?;
    let pixels = limits.check_pixels(header.width as u64, header.height as u64)?;
    if header.is_progressive && pixels.saturating_mul(header.scans) > limits.work.max(pixels.saturating_mul(20)) {
        return Err(damaged(Kind::Jpeg, format!("{} passes over so many pixels", header.scans)));
    }
    let wanted = match header.colors {
        ColorSpace::Luma => ColorSpace::Luma,
        ColorSpace::CMYK | ColorSpace::YCCK => header.colors,
        _ if mode == Mode::Fast => ColorSpace::Luma,
        _ if limits.check_memory(header.memory(3)).is_err() => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    limits.check_memory(header.memory(if wanted.num_components() == 4 {
        10
    } else {
        wanted.num_components() as u64
    }))?;
    let raw = pixels_of(bytes, wanted, &header, room)?;
    let upright = header.upright;
    let (width, height) = (header.width, header.height);
    let kind = Kind::Jpeg;
    let is_grey_plane = wanted == ColorSpace::Luma && header.colors != ColorSpace::Luma;
    let mode = if is_grey_plane { Mode::Fast } else { Mode::Exact };
    let (seen, others) = match wanted {
        ColorSpace::Luma => (Pixels::Grey(raw), Vec::new()),
        ColorSpace::RGB => (Pixels::Rgb(raw), Vec::new()),
        _ => {
            let inks = Inks { is_ycck: wanted == ColorSpace::YCCK, is_inverted: header.is_adobe };
            let reference = picture(kind, width, height, Pixels::Rgb(inks.reference(&raw)))?.hash();
            (Pixels::Rgb(inks.seen(&raw)), vec![Other { name: "reference", hashed: reference }])
        }
    };
    Ok(Decoded { kind, picture: picture(kind, width, height, seen)?, mode, upright, others })
}

fn options(colors: ColorSpace, is_strict: bool) -> DecoderOptions {
    DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .set_strict_mode(is_strict)
        .jpeg_set_max_scans(MOST_SCANS)
        .jpeg_set_out_colorspace(colors)
}

/// The pixels; a file that is cut off near its end is read as far as it goes.
fn pixels_of(bytes: &[u8], colors: ColorSpace, header: &Header, room: &mut Room) -> Result<Vec<u8>, HashError> {
    let strict = match filled(bytes, colors, header, room) {
        Ok(Some(pixels)) => return Ok(pixels),
        Ok(None) => decoder(bytes, colors, true).decode(),
        Err(error) => Err(error),
    };
    strict.or_else(|error| match decoder(bytes, colors, false).decode() {
        Ok(pixels) if !is_half_empty(&pixels, header) => Ok(pixels),
        _ => Err(damaged(Kind::Jpeg, error)),
    })
}

fn decoder(bytes: &[u8], colors: ColorSpace, is_strict: bool) -> JpegDecoder<ZCursor<&[u8]>> {
    JpegDecoder::new_with_options(ZCursor::new(bytes), options(colors, is_strict))
}

/// The pixels of a file without faults, decoded over whatever the picture before it left; `None` when the decoder has not
/// written all of them, which it does from the top, row after row: then the last row still ends in the mark that was put
/// there. A picture that really ends so is only decoded once more.
fn filled(bytes: &[u8], colors: ColorSpace, header: &Header, room: &mut Room) -> Result<Option<Vec<u8>>, DecodeErrors> {
    let mut decoder = decoder(bytes, colors, true);
    decoder.decode_headers()?;
    let row = header.width * colors.num_components();
    if decoder.output_buffer_size() != Some(row * header.height) {
        return Ok(None);
    }
    let mut pixels = room.take(row * header.height);
    let end = pixels.len() - row.min(MARK.len())..;
    let mark = &MARK[..row.min(MARK.len())];
    pixels[end.clone()].copy_from_slice(mark);
    decoder.decode_into(&mut pixels)?;
    Ok((pixels[end] != *mark).then_some(pixels))
}

/// Whether more than a quarter of the rows at the bottom has one value: what the decoder leaves where data ends.
fn is_half_empty(pixels: &[u8], header: &Header) -> bool {
    let rows = pixels.chunks_exact((pixels.len() / header.height).max(1));
    let empty = rows.rev().take_while(|row| row.iter().all(|&value| value == row[0])).count();
    empty * MISSING_ROWS > header.height
}

/// What the markers before the first pass say, and the number of passes.
struct Header {
    width: usize,
    height: usize,
    colors: ColorSpace,
    is_progressive: bool,
    is_adobe: bool,
    scans: u64,
    upright: Turn,
}

impl Header {
    fn read(bytes: &[u8]) -> Result<Self, HashError> {
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options(ColorSpace::RGB, false));
        decoder.decode_headers().map_err(|error| damaged(Kind::Jpeg, error))?;
        let info = decoder.info().ok_or_else(|| damaged(Kind::Jpeg, "no header"))?;
        let colors = decoder.input_colorspace().unwrap_or(ColorSpace::YCbCr);
        let upright = decoder.exif().map_or(Turn::None, |exif| exif::upright(exif));
        let segments = Segments::walk(bytes);
        let (width, height) = (usize::from(info.width), usize::from(info.height));
        if width == 0 || height == 0 {
            return Err(damaged(Kind::Jpeg, "no pixels"));
        }
        Ok(Self {
            width,
            height,
            colors,
            is_progressive: info.sof.is_progressive(),
            is_adobe: segments.has_adobe,
            scans: segments.scans,
            upright,
        })
    }

    /// Bytes that the decoder and its result take, from above: coefficients of a progressive one have two bytes each.
    fn memory(&self, channels: u64) -> u64 {
        let (width, height) = (self.width as u64 + 64, self.height as u64 + 64);
        let components = self.colors.num_components() as u64;
        let coefficients = if self.is_progressive || self.scans > 1 { 2 * components } else { 0 };
        width * height * (channels + coefficients) + width * 16 * 2 * 8
    }
}

/// What the bytes say without being decoded.
struct Segments {
    has_adobe: bool,
    /// At least 1.
    scans: u64,
}

impl Segments {
    fn walk(bytes: &[u8]) -> Self {
        let (mut has_adobe, mut at) = (false, 2);
        while let Some(&[0xFF, marker, high, low]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            if marker == 0xDA {
                break;
            }
            // Fill bytes and markers without a length.
            if marker == 0xFF || (0xD0..=0xD8).contains(&marker) || marker == 0x01 {
                at += if marker == 0xFF { 1 } else { 2 };
                continue;
            }
            has_adobe |= marker == 0xEE && bytes[at + 4..].starts_with(b"Adobe");
            at += 2 + usize::from(u16::from_be_bytes([high, low]));
        }
        // A small picture within the header has passes of its own: those are not counted.
        let rest = bytes.get(at..).unwrap_or_default();
        let scans = memchr::memmem::find_iter(rest, &[0xFF, 0xDA]).count();
        Self { has_adobe, scans: scans.max(1) as u64 }
    }
}
