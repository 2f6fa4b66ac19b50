//! Known pictures, for programs: asked for, listed, put in, taken out, and what services saw and think of them.

pub mod banks;
pub mod feed;
pub mod files;
pub mod matching;
mod shapes;
pub mod sightings;
pub mod signal;
pub mod signals;
