//! Fingerprints of films: from a file to vPDQ, which is the PDQ of one frame a second with its quality and time.
//!
//! [`hash_film`] starts the programs ffprobe and ffmpeg on one file, within [`Limits`], and makes PDQ of the frames as they
//! come, equal to the reference (`vpdq` in `facebook/ThreatExchange`) on the same pixels: the same frames are taken, the
//! pixels become red, green and blue in the same way, times are rounded alike. [`read`] and [`write`](fn@write) are the text
//! that the reference keeps, one line a frame; [`overlap`] says how much of two films is the same.
//!
//! A film is read by a program of others, so that program gets little: no shell, no environment, no network, no file but
//! the one, bounded time and memory; it is ended and cleared away whenever reading stops. No clock is read here, and nothing
//! is written to a disk. Unix only. What a fingerprint says of what a film shows: nothing.

#![deny(unsafe_code)]

mod child;
mod error;
mod film;
mod frames;
mod limits;
mod overlap;
mod probe;
mod programs;
mod text;

pub use error::FilmError;
pub use film::{Options, hash_film};
pub use limits::Limits;
pub use overlap::{Overlap, Tolerance, overlap};
pub use programs::Programs;
pub use text::{Frame, TextError, Wrong, read, write};
