//! How much a single film may cost.

use std::time::Duration;

/// Bounds for one film. Memory and times are of each of the two processes, ffprobe and ffmpeg, one after the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Frames hashed at most; a film with more is refused. Default 14,400: four hours at one a second.
    pub frames: u64,
    /// Width times height of a frame at most. Default 2^25 (33.5 million): 7680 x 4320.
    pub pixels: u64,
    /// Longest time to wait. Default one hour: two hours of 1080 lines took 24 minutes on two busy cores.
    pub wall: Duration,
    /// Processor time of all threads together, in whole seconds, at least 1. Default two hours.
    pub processor: Duration,
    /// Bytes of address space. Default 2 GiB: a film of 2160 lines takes up to one, one of 4320 fits.
    pub memory: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            frames: 14_400,
            pixels: 1 << 25,
            wall: Duration::from_hours(1),
            processor: Duration::from_hours(2),
            memory: 2 << 30,
        }
    }
}
