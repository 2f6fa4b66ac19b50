//! Frames as ffmpeg writes them, row by row into their fingerprints. A frame is never in memory whole.

use std::io::{BufReader, Read};

use vigie_hash::{Hashed, Rows};

use crate::child::Stop;
use crate::error::FilmError;
use crate::limits::Limits;

/// Bytes read at a time: what a pipe holds.
const PIECE: usize = 64 << 10;
/// Longest head of a frame, in bytes: `P6`, two numbers, `255`.
const HEAD: usize = 32;

/// Hashes frames in PPM, one behind the other, to the end.
pub fn hash(from: impl Read, limits: &Limits) -> Result<Vec<Hashed>, Stop> {
    let mut from = BufReader::with_capacity(PIECE, from);
    let mut all = Vec::new();
    let mut row = Vec::new();
    while let Some((width, height)) = head(&mut from)? {
        if width.saturating_mul(height) > limits.pixels {
            return Err(Stop::Refused(FilmError::TooManyPixels { width, height, limit: limits.pixels }));
        }
        if all.len() as u64 >= limits.frames {
            return Err(Stop::Refused(FilmError::TooLong { limit: limits.frames }));
        }
        all.push(frame(&mut from, width, height, &mut row)?);
    }
    Ok(all)
}

fn frame(from: &mut impl Read, width: u64, height: u64, row: &mut Vec<u8>) -> Result<Hashed, Stop> {
    let size = |side: u64| usize::try_from(side).map_err(|_| cut("a frame is too large for this machine"));
    let (width, height) = (size(width)?, size(height)?);
    let mut rows = Rows::new(width, height, 3).ok_or_else(|| cut("a frame in no colours"))?;
    row.resize(width * 3, 0);
    for _ in 0..height {
        from.read_exact(row).map_err(|_| cut("it ends in the middle of a frame"))?;
        rows.push(row);
    }
    rows.finish().ok_or_else(|| cut("a frame without rows"))
}

/// Width and height; nothing at the end.
fn head(from: &mut impl Read) -> Result<Option<(u64, u64)>, Stop> {
    let (mut text, mut lines) = (Vec::with_capacity(HEAD), 0);
    while lines < 3 {
        let mut byte = [0];
        match from.read(&mut byte) {
            Ok(0) if text.is_empty() => return Ok(None),
            Ok(1) if text.len() < HEAD => text.push(byte[0]),
            Ok(_) => return Err(cut("ffmpeg wrote no frames")),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Stop::Cut(error.to_string())),
        }
        lines += usize::from(byte == *b"\n");
    }
    let text = str::from_utf8(&text).unwrap_or_default();
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let &["P6", width, height, "255"] = &words[..] else { return Err(cut("ffmpeg wrote no frames")) };
    let side = |word: &str| word.parse::<u64>().ok().filter(|&side| side > 0);
    side(width).zip(side(height)).map(Some).ok_or_else(|| cut("a frame has no size"))
}

fn cut(reason: &str) -> Stop {
    Stop::Cut(reason.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of 16 x 16 pixels and its bytes as they are written.
    fn ramp(by: usize) -> (Vec<u8>, Vec<u8>) {
        // Cannot fail: a remainder of 256.
        let pixels: Vec<u8> = (0..16 * 16 * 3).map(|at| u8::try_from(at * by % 256).unwrap()).collect();
        ([&b"P6\n16 16\n255\n"[..], &pixels].concat(), pixels)
    }

    #[test]
    fn frames_are_hashed_as_pictures_are() {
        let ((one, pixels), (two, others)) = (ramp(7), ramp(11));
        let Ok(found) = hash(&[one, two].concat()[..], &Limits::default()) else { panic!("not read") };
        let expected = [pixels, others].map(|pixels| Rows::whole(&pixels, 16, 16, 3).unwrap());
        assert_eq!(found, expected);
        assert!(hash(&b""[..], &Limits::default()).is_ok_and(|all| all.is_empty()));
    }

    #[test]
    fn what_ends_early_or_is_none_is_no_frame() {
        let (one, _) = ramp(7);
        for bytes in [&one[..one.len() - 1], &one[..5], b"P6\n0 9\n255\n", b"P5\n9 9\n255\n", &[b'1'; 99]] {
            assert!(matches!(hash(bytes, &Limits::default()), Err(Stop::Cut(_))));
        }
    }

    #[test]
    fn a_frame_beyond_a_limit_is_not_read() {
        let (one, _) = ramp(7);
        let refused = |limits| match hash(&[&one[..], &one].concat()[..], &limits) {
            Err(Stop::Refused(error)) => error,
            _ => panic!("not refused"),
        };
        assert!(matches!(refused(Limits { pixels: 255, ..Limits::default() }), FilmError::TooManyPixels { .. }));
        assert!(matches!(refused(Limits { frames: 1, ..Limits::default() }), FilmError::TooLong { limit: 1 }));
    }
}
