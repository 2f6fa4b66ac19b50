//! Hash tables whose keys are ours: texts only look things up in them, so nobody can fill them with keys that collide.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What is known of words, by their text. The order of its keys must not reach any output.
pub(crate) type Words<T> = HashMap<String, T, BuildHasherDefault<Short>>;

/// FNV-1a, 64 bits: only tells short texts apart.
pub(crate) fn digest(text: &str) -> u64 {
    Short::of(&[text]).0
}

/// FNV-1a as a hasher.
#[derive(Clone, Copy)]
pub(crate) struct Short(u64);

impl Short {
    /// The digest of texts one after the other, that more may follow.
    pub fn of(texts: &[&str]) -> Self {
        let mut short = Self::default();
        texts.iter().for_each(|text| short.write(text.as_bytes()));
        short
    }

    /// The digest of what came before and these bytes.
    pub fn and(mut self, bytes: &[u8]) -> u64 {
        self.write(bytes);
        self.0
    }

    /// Takes one more byte.
    pub fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The digest so far.
    pub fn digest(self) -> u64 {
        self.0
    }
}

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
        bytes.iter().for_each(|byte| self.push(*byte));
    }
}
