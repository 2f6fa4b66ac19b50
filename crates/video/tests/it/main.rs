//! Films made here by the real ffmpeg, from file to fingerprints, and the reference's own texts when they are there.

mod films;
mod made;
mod refused;
mod vectors;
