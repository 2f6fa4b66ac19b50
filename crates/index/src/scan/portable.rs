//! The scan in plain Rust. With instructions named, the compiler counts bits with them.

use crate::code::{Code, between, words};
use crate::scan::Near;

/// Adds the codes within `most` bits; the first code of the list has the place `first`.
#[expect(clippy::inline_always, reason = "compiled once more for every set of instructions, inside its caller")]
#[inline(always)]
pub(super) fn codes(codes: &[Code], asked: &Code, most: u16, first: u32, found: &mut Vec<Near>) {
    let asked = words(asked);
    for (at, code) in (first..).zip(codes) {
        let distance = between(&words(code), &asked);
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
