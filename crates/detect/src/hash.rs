//! Hash tables whose keys are ours: texts only look things up in them, so nobody can fill them with keys that collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What is known of words, by their text. The order of its keys must not reach any output.
pub(crate) type Words<T> = HashMap<String, T, BuildHasherDefault<Short>>;

/// FNV-1a, 64 bits: only tells short texts apart.
pub(crate) fn digest(text: &str) -> u64 {
    let mut short = Short::default();
    short.write(text.as_bytes());
    short.0
}

/// FNV-1a as a hasher.
pub(crate) struct Short(u64);

impl Default for Short {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Short {
    fn finish(&self) -> u64 {
        // The table takes its place from the high bits, which the last letter hardly reaches.
        self.0 ^ self.0.rotate_left(37)
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
