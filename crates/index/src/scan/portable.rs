//! The scan in plain Rust. With instructions named, the compiler counts bits with them.

use crate::code::{self, Code, between};
use crate::scan::Near;

/// Adds the codes within `most` bits; the first code of the list has the place `first`.
#[expect(clippy::inline_always, reason = "compiled once more for every set of instructions, inside its caller")]
#[inline(always)]
pub(super) fn codes(codes: &[Code], asked: &Code, most: u16, first: u32, found: &mut Vec<Near>) {
    let asked = code::words(asked);
    for (at, code) in (first..).zip(codes) {
        let distance = between(&code::words(code), &asked);
        if distance <= most {
            found.push((at, distance));
        }
    }
}

/// The same, compiled for machines with AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
pub(super) fn codes_avx2(list: &[Code], asked: &Code, most: u16, found: &mut Vec<Near>) {
    codes(list, asked, most, 0, found);
}

/// Words that are looked at before any of them is looked up: few are near.
const GLANCE: usize = 32;

/// Adds the places of the words within `most` bits; the first word has the place `first`.
#[expect(clippy::inline_always, reason = "compiled once more for every set of instructions, inside its caller")]
#[inline(always)]
pub(super) fn words(list: &[u8], asked: u16, most: u16, mut first: u32, found: &mut Vec<u32>) {
    let near = |word: &[u8; 2]| (u16::from_le_bytes(*word) ^ asked).count_ones() <= u32::from(most);
    let (words, _) = list.as_chunks::<2>();
    let (glances, rest) = words.as_chunks::<GLANCE>();
    for glance in glances {
        if glance.iter().map(|word| u16::from(near(word))).sum::<u16>() > 0 {
            found.extend((first..).zip(glance).filter(|(_, word)| near(word)).map(|(at, _)| at));
        }
        first += 32;
    }
    found.extend((first..).zip(rest).filter(|(_, word)| near(word)).map(|(at, _)| at));
}

/// The same, compiled for machines with AVX2.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,popcnt")]
pub(super) fn words_avx2(list: &[u8], asked: u16, most: u16, found: &mut Vec<u32>) {
    words(list, asked, most, 0, found);
}
