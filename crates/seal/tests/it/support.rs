//! Generators and hex for the tests.

use core::{convert::Infallible, fmt::Write as _};

use rand_core::{TryCryptoRng, TryRng};
use vigie_seal::{Context, Purpose};

/// Bytes 0, 1, 2, …: for vectors a second implementation can follow.
pub struct Counting(pub u8);

impl TryRng for Counting {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for byte in out {
            *byte = self.0;
            self.0 = self.0.wrapping_add(1);
        }
        Ok(())
    }
}

impl TryCryptoRng for Counting {}

/// `SplitMix64`: fast, repeatable, and good enough to draw test cases with.
pub struct Mix(pub u64);

impl Mix {
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound as u64).unwrap()
    }

    pub fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        self.try_fill_bytes(&mut out).unwrap();
        out
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl TryRng for Mix {
    type Error = Infallible;
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        rand_core::utils::next_word_via_fill(self)
    }
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.next())
    }
    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        for chunk in out.chunks_mut(8) {
            chunk.copy_from_slice(&self.next().to_le_bytes()[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Mix {}

/// The bytes `from`, `from + 1`, …
pub fn counting<const N: usize>(from: u8) -> [u8; N] {
    vigie_seal::random_bytes(&mut Counting(from))
}

pub fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(u8::is_ascii_hexdigit).collect();
    digits.chunks(2).map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap()).collect()
}

pub fn hex_of(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut out, byte| {
        write!(out, "{byte:02x}").unwrap();
        out
    })
}

pub const PLACE: Context =
    Context { purpose: Purpose::VisitorText, owner: [0x11; 16], part: [0x22; 16], generation: 7 };

/// Every place that differs from [`PLACE`] in one thing.
pub fn other_places() -> [Context; 4] {
    let mut part = PLACE.part;
    part[15] ^= 1;
    let mut owner = PLACE.owner;
    owner[0] ^= 0x80;
    [
        Context { purpose: Purpose::Pasted, ..PLACE },
        Context { owner, ..PLACE },
        Context { part, ..PLACE },
        Context { generation: 8, ..PLACE },
    ]
}

/// A changed copy: bits flipped, bytes cut, added, moved or replaced. Never the same bytes.
pub fn mutate(original: &[u8], mix: &mut Mix) -> Vec<u8> {
    loop {
        let mut out = original.to_vec();
        for _ in 0..=mix.below(3) {
            let at = mix.below(out.len().max(1));
            match mix.below(6) {
                0 if !out.is_empty() => out[at] ^= 1 << mix.below(8),
                1 => out.truncate(at),
                2 => out.insert(at.min(out.len()), mix.next().to_le_bytes()[0]),
                3 if !out.is_empty() => drop(out.remove(at)),
                4 if out.len() > 1 => out.swap(at, 0),
                _ => {
                    let length = mix.below(40);
                    out.extend(mix.bytes(length));
                }
            }
        }
        if out != original {
            return out;
        }
    }
}
