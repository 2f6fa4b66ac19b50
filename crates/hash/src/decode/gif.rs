//! GIF: the first, the middle and the last frame as they stand on the screen, over white.

use super::{Decoded, Kind, Mode, Other, damaged, picture};
use crate::error::HashError;
use crate::limits::Limits;
use crate::picture::{Pixels, Rows};
use crate::turn::Turn;
use gif::{ColorOutput, DecodeOptions, DisposalMethod, Frame, MemoryLimit};
use std::num::NonZeroU64;

/// Canvas, its copy before a frame, the frame's indices and the result.
const BYTES_A_PIXEL: u64 = 3 + 3 + 2 + 3;
/// What a frame costs at least, in pixels.
const FRAME: u64 = 256;

pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, HashError> {
    let mut reader = open(bytes, limits)?;
    let (width, height) = (usize::from(reader.width()), usize::from(reader.height()));
    let pixels = limits.check_pixels(width as u64, height as u64)?;
    if pixels == 0 {
        return Err(damaged(Kind::Gif, "no pixels"));
    }
    limits.check_memory(pixels * BYTES_A_PIXEL)?;
    let frames = count(open(bytes, limits)?, limits);
    let mut screen = Screen::new(width, height);
    let global = reader.global_palette().map(<[u8]>::to_vec);
    let mut first = None;
    let mut others = Vec::new();
    for number in 0..frames.max(1) {
        let frame = match reader.read_next_frame() {
            Ok(Some(frame)) => frame,
            Ok(None) if first.is_none() => return Err(damaged(Kind::Gif, "no picture in it")),
            Err(error) if first.is_none() => return Err(damaged(Kind::Gif, error)),
            // What follows the first frame may be missing or damaged.
            _ => break,
        };
        screen.show(frame, frame.palette.as_ref().or(global.as_ref()).map_or(&[], Vec::as_slice));
        if number == 0 {
            others.extend(reference(frame, width, height));
            first = Some(screen.rgb.clone());
        } else {
            let name = if number == frames - 1 { "last" } else { "middle" };
            if number == frames - 1 || number == frames / 2 {
                others.extend(screen.hashed().map(|hashed| Other { name, hashed }));
            }
        }
    }
    let first = picture(Kind::Gif, width, height, Pixels::Rgb(first.unwrap_or_default()))?;
    Ok(Decoded { kind: Kind::Gif, picture: first, mode: Mode::Exact, upright: Turn::None, others })
}

fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<gif::Decoder<&'a [u8]>, HashError> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    if let Some(most) = NonZeroU64::new(limits.memory) {
        options.set_memory_limit(MemoryLimit::Bytes(most));
    }
    options.read_info(bytes).map_err(|error| damaged(Kind::Gif, error))
}

/// Frames until the end, damage, or the limit of work. Nothing is decoded for it.
fn count(mut reader: gif::Decoder<&[u8]>, limits: &Limits) -> usize {
    let (mut frames, mut work) = (0, 0_u64);
    while let Ok(Some(frame)) = reader.next_frame_info() {
        work += u64::from(frame.width) * u64::from(frame.height) + FRAME;
        if work > limits.work {
            break;
        }
        frames += 1;
    }
    frames
}

/// The first frame as Python's pdqhash reads it: numbers of colours for brightness.
fn reference(frame: &Frame<'_>, width: usize, height: usize) -> Option<Other> {
    let fills = frame.top == 0 && frame.left == 0 && frame.buffer.len() == width * height;
    let hashed = Rows::whole(&frame.buffer, width, height, 1).filter(|_| fills)?;
    Some(Other { name: "reference", hashed })
}

struct Screen {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
    before: Option<Vec<u8>>,
    /// Left, top, width, height and what becomes of them when the next frame comes.
    last: Option<([usize; 4], DisposalMethod)>,
}

impl Screen {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, rgb: vec![255; 3 * width * height], before: None, last: None }
    }

    fn show(&mut self, frame: &Frame<'_>, palette: &[u8]) {
        self.clear_last();
        if frame.dispose == DisposalMethod::Previous {
            self.before = Some(self.rgb.clone());
        }
        let (left, top) = (usize::from(frame.left), usize::from(frame.top));
        let (width, height) = (usize::from(frame.width), usize::from(frame.height));
        let colours = palette.as_chunks::<3>().0;
        for (y, row) in frame.buffer.chunks_exact(width.max(1)).enumerate().take(height) {
            for (x, &index) in row.iter().enumerate() {
                let is_inside = left + x < self.width && top + y < self.height;
                let Some(colour) = colours.get(usize::from(index)) else { continue };
                if is_inside && frame.transparent != Some(index) {
                    let at = 3 * ((top + y) * self.width + left + x);
                    self.rgb[at..at + 3].copy_from_slice(colour);
                }
            }
        }
        self.last = Some(([left, top, width, height], frame.dispose));
    }

    fn clear_last(&mut self) {
        let Some(([left, top, width, height], dispose)) = self.last.take() else { return };
        if dispose == DisposalMethod::Previous {
            self.rgb = self.before.take().unwrap_or_else(|| vec![255; self.rgb.len()]);
        } else if dispose == DisposalMethod::Background {
            for y in top..(top + height).min(self.height) {
                let (from, to) = (left.min(self.width), (left + width).min(self.width));
                self.rgb[3 * (y * self.width + from)..3 * (y * self.width + to)].fill(255);
            }
        }
    }

    fn hashed(&self) -> Option<crate::picture::Hashed> {
        Rows::whole(&self.rgb, self.width, self.height, 3)
    }
}
