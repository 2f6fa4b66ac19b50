//! Looking at every code of a list, with the widest instructions that this machine has.

#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

use crate::code::Code;

/// A code of the list that is near enough: its place, and its distance in bits.
pub(crate) type Near = (u32, u16);

/// A set of instructions that this machine has: there is no other way to get a value than to ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Also NEON: every 64-bit ARM has it, and the compiler uses it without being asked.
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The fastest one of this machine. The standard library remembers the answer of the processor.
    pub(crate) fn best() -> Self {
        Self(best_kind())
    }

    /// All of this machine, the slowest first.
    #[cfg(test)]
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![Self(Kind::Portable)];
        #[cfg(target_arch = "x86_64")]
        {
            if has_avx2() {
                all.push(Self(Kind::Avx2));
            }
            if has_avx512() {
                all.push(Self(Kind::Avx512));
            }
        }
        all
    }
}

#[cfg(target_arch = "x86_64")]
fn best_kind() -> Kind {
    if has_avx512() {
        Kind::Avx512
    } else if has_avx2() {
        Kind::Avx2
    } else {
        Kind::Portable
    }
}

#[cfg(not(target_arch = "x86_64"))]
fn best_kind() -> Kind {
    Kind::Portable
}

#[cfg(target_arch = "x86_64")]
fn has_avx2() -> bool {
    is_x86_feature_detected!("avx2") && is_x86_feature_detected!("popcnt")
}

#[cfg(target_arch = "x86_64")]
fn has_avx512() -> bool {
    has_avx2()
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512bitalg")
        && is_x86_feature_detected!("avx512vpopcntdq")
}

/// Adds to `found` every code within `most` bits of `asked`, in the order of the list.
pub(crate) fn codes(level: Level, codes: &[Code], asked: &Code, most: u16, found: &mut Vec<Near>) {
    match level.0 {
        Kind::Portable => portable::codes(codes, asked, most, 0, found),
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "the level says that the machine has the instructions")]
        // SAFETY: a `Level` of this kind is made only after the processor was asked for these features.
        Kind::Avx2 => unsafe { portable::codes_avx2(codes, asked, most, found) },
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "the level says that the machine has the instructions")]
        // SAFETY: a `Level` of this kind is made only after the processor was asked for these features.
        Kind::Avx512 => unsafe { avx512::codes(codes, asked, most, found) },
    }
}

/// Adds to `found` the places of all 16-bit words of `list` (two bytes each) within `most` bits of `asked`.
#[inline]
pub(crate) fn words(level: Level, list: &[u8], asked: u16, most: u16, found: &mut Vec<u32>) {
    match level.0 {
        Kind::Portable => portable::words(list, asked, most, 0, found),
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "the level says that the machine has the instructions")]
        // SAFETY: a `Level` of this kind is made only after the processor was asked for these features.
        Kind::Avx2 => unsafe { portable::words_avx2(list, asked, most, found) },
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "the level says that the machine has the instructions")]
        // SAFETY: a `Level` of this kind is made only after the processor was asked for these features.
        Kind::Avx512 => unsafe { avx512::words(list, asked, most, found) },
    }
}

/// Calls for the line of the cache with this byte. Anything may be asked for; nothing is read.
#[inline]
pub(crate) fn prefetch(bytes: &[u8], at: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        #[expect(unsafe_code, reason = "no safe form; a question waits for 500 places of memory, all known before")]
        // SAFETY: the instruction does nothing that can be seen, whatever the address.
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(bytes.as_ptr().wrapping_add(at).cast());
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (bytes, at);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::distance;

    #[test]
    fn every_level_finds_what_counting_bits_finds() {
        let mut state = 7_u64;
        let mut code = || {
            std::array::from_fn::<u8, 32, _>(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56).to_le_bytes()[0]
            })
        };
        let mut list: Vec<Code> = (0..203).map(|_| code()).collect();
        let asked = code();
        for (at, turned) in [(3, 0), (9, 31), (64, 32), (201, 256)] {
            list[at] = asked;
            (0..turned).for_each(|bit| list[at][bit / 8] ^= 1 << (bit % 8));
        }
        for level in Level::all() {
            for length in [0, 1, 7, 8, 9, 100, 203] {
                for most in [0, 30, 31, 32, 127, 255, 256] {
                    let mut found = Vec::new();
                    codes(level, &list[..length], &asked, most, &mut found);
                    let expected: Vec<Near> = (0_u32..)
                        .zip(&list[..length])
                        .map(|(at, one)| (at, distance(one, &asked)))
                        .filter(|near| near.1 <= most)
                        .collect();
                    assert_eq!(found, expected, "{level:?}, {length} codes, {most} bits");
                }
            }
        }
    }

    #[test]
    fn every_level_finds_the_words_that_are_near() {
        let mut state = 1_u32;
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24).to_le_bytes()[0]
        })
        .take(2 * 400)
        .collect();
        for level in Level::all() {
            for length in [0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 400] {
                for most in [0, 1, 3, 5, 8, 16] {
                    let list = &bytes[..2 * length];
                    let mut found = Vec::new();
                    words(level, list, 0x1234, most, &mut found);
                    let near = |word: &[u8; 2]| (u16::from_le_bytes(*word) ^ 0x1234).count_ones() <= u32::from(most);
                    let expected: Vec<u32> =
                        (0..).zip(list.as_chunks().0).filter(|(_, word)| near(word)).map(|(at, _)| at).collect();
                    assert_eq!(found, expected, "{level:?}, {length} words, {most} bits");
                }
            }
        }
    }
}
