//! Why a film has no fingerprint.

use std::io;
use std::time::Duration;

/// Why a film could not be hashed. Says nothing about what it shows.
#[derive(Debug, thiserror::Error)]
pub enum FilmError {
    /// A program is not on this machine, or not where it was said to be.
    #[error(
        "films need the program {0}, which was not found: install ffmpeg 5.1 or newer (on Debian: apt install ffmpeg), or \
         set VIGIE_FFMPEG to the path of ffmpeg, with ffprobe beside it"
    )]
    Missing(&'static str),
    /// The program is there and does not start.
    #[error("{0} cannot be started: {1}. VIGIE_FFMPEG says which program is taken")]
    Start(&'static str, #[source] io::Error),
    /// An older ffmpeg, which does not know what is asked of it.
    #[error("this ffmpeg is too old: 5.1 or newer is needed")]
    Old,
    /// The file cannot be looked at.
    #[error("it cannot be read: {0}")]
    Unread(#[source] io::Error),
    /// A folder, a device or a pipe.
    #[error("it is no file: a film is read from a file only")]
    NoFile,
    /// Nothing that a film is kept in, or nothing to see in it.
    #[error(
        "no film that can be read here (MP4, QuickTime, Matroska, WebM, AVI, MPEG, Ogg, FLV, ASF, MXF and GIF can): {0}"
    )]
    NoFilm(String),
    /// Reading began and failed.
    #[error("the film is damaged: {0}")]
    Damaged(String),
    /// More frames than allowed.
    #[error("the film is too long: more than {limit} frames would be hashed. Take one less often, or allow more")]
    TooLong {
        /// Frames at most.
        limit: u64,
    },
    /// More pixels a frame than allowed.
    #[error("a frame is {width} x {height} pixels, the limit is {limit} pixels")]
    TooManyPixels {
        /// In pixels.
        width: u64,
        /// In pixels.
        height: u64,
        /// Width times height at most.
        limit: u64,
    },
    /// The wall time is over.
    #[error("reading it took longer than {} s and was stopped", .0.as_secs_f64())]
    TooSlow(Duration),
    /// The system ended the process.
    #[error(
        "reading it was stopped: it took more than {} s of processor time, or the machine ran out of memory",
        .0.as_secs()
    )]
    TooDear(Duration),
    /// The memory is used up.
    #[error("reading it needs more memory than the {0} bytes allowed")]
    TooMuchMemory(u64),
}
