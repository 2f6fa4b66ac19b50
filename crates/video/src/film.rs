//! From a file to the fingerprints of its frames.

use std::ffi::OsString;
use std::path::Path;
use std::thread;

use crate::child::{Call, run};
use crate::error::FilmError;
use crate::frames;
use crate::limits::Limits;
use crate::probe::{Facts, input, probe};
use crate::programs::Programs;
use crate::text::Frame;

/// Threads that decode at most: each takes memory, and four are as quick as the pipe.
const THREADS: usize = 4;

/// What is wanted of a film.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Options {
    /// Seconds from one hashed frame to the next, rounded down to whole frames, at least one; 0 takes every frame.
    /// Default 1, as the reference has it.
    pub every: f64,
    /// What the film may cost.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        Self { every: 1.0, limits: Limits::default() }
    }
}

/// Fingerprints of the frames of a film, in their order, at least one.
///
/// Frames are counted as they are shown, without regard to their times, and are not turned upright: so does the reference.
///
/// # Errors
/// [`FilmError`] when it is no film, damaged, or beyond a limit, and when ffmpeg is missing.
pub fn hash_film(programs: &Programs, film: &Path, options: &Options) -> Result<Vec<Frame>, FilmError> {
    let limits = &options.limits;
    if !std::fs::metadata(film).map_err(FilmError::Unread)?.is_file() {
        return Err(FilmError::NoFile);
    }
    // The child works in another folder, where a name without one would be another file.
    let film = std::path::absolute(film).map_err(FilmError::Unread)?;
    let facts = probe(programs, &film, limits)?;
    if facts.width.saturating_mul(facts.height) > limits.pixels {
        let (width, height) = (facts.width, facts.height);
        return Err(FilmError::TooManyPixels { width, height, limit: limits.pixels });
    }
    let step = step(&facts, options.every);
    if is_too_long(&facts, step, limits) {
        return Err(FilmError::TooLong { limit: limits.frames });
    }
    let arguments = arguments(&film, step, limits);
    let call = Call { name: "ffmpeg", program: &programs.ffmpeg, arguments: &arguments };
    let found = run(&call, limits, |output| frames::hash(output, limits), FilmError::Damaged)?;
    if found.is_empty() {
        return Err(FilmError::Damaged("not one frame can be read".to_owned()));
    }
    // The reference works times out in single precision.
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
    let seconds = |number: u64| f64::from(number as f32 / facts.rate as f32);
    let numbered = (0..).step_by(step).zip(found);
    Ok(numbered.map(|(number, hashed)| Frame { number, hashed, seconds: seconds(number) }).collect())
}

/// Frames from one that is hashed to the next.
fn step(facts: &Facts, every: f64) -> usize {
    // Rounded towards 0 as the reference does; what is no number or below 0 becomes 0.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let step = (every * facts.rate) as u32;
    step.max(1) as usize
}

/// By what the film says of itself, so that nobody waits hours to hear it.
fn is_too_long(facts: &Facts, step: usize, limits: &Limits) -> bool {
    #[expect(clippy::cast_precision_loss)]
    let (step, most) = (step as f64, limits.frames as f64);
    // One more: the length may be that of the sound, a little longer.
    facts.length.is_some_and(|length| length * facts.rate / step > most + 1.0)
}

fn arguments(film: &Path, step: usize, limits: &Limits) -> Vec<OsString> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS).to_string();
    // Nothing but pictures; not turned, because lists are made without.
    let before = ["-nostdin", "-filter_threads", "1", "-threads", &threads, "-noautorotate", "-an", "-sn", "-dn"];
    // Colours as the reference mixes them: it asks for them by the book of 601, whatever the film says. With `area` alone
    // the same quick way is taken as there.
    let chosen = format!("select=not(mod(n\\,{step})),scale=flags=area:in_color_matrix=bt601,format=rgb24");
    let after =
        ["-map", "0:V:0", "-vf", &chosen, "-fps_mode", "passthrough", "-c:v", "ppm", "-f", "image2pipe", "pipe:1"];
    let mut all: Vec<OsString> = before.into_iter().map(OsString::from).collect();
    all.extend([OsString::from("-max_pixels"), limits.pixels.to_string().into()]);
    all.extend(input(film));
    all.extend(after.into_iter().map(OsString::from));
    all
}
