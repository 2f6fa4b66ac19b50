//! The scan with AVX-512: eight codes in some twenty instructions.

use std::arch::x86_64::{
    __m512i, _mm256_loadu_si256, _mm512_add_epi64, _mm512_broadcast_i64x4, _mm512_cmple_epu16_mask, _mm512_loadu_si512,
    _mm512_maskz_loadu_epi16, _mm512_or_si512, _mm512_permutex_epi64, _mm512_popcnt_epi16, _mm512_popcnt_epi64,
    _mm512_set1_epi16, _mm512_slli_epi64, _mm512_xor_si512,
};

use crate::code::Code;
use crate::scan::{Near, portable};

/// Of 32 sums of 16 bits, the four that belong to the even codes and the four that belong to the odd ones.
const SUMS: u32 = 0x000F_000F;

/// Adds the codes within `most` bits, in the order of the list.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vpopcntdq,popcnt")]
pub(super) fn codes(list: &[Code], asked: &Code, most: u16, found: &mut Vec<Near>) {
    let twice = twice(asked);
    let limit = _mm512_set1_epi16(most.min(256).cast_signed());
    let (eights, rest) = list.as_chunks::<8>();
    let mut first = 0;
    for eight in eights {
        let (pairs, _) = eight.as_chunks::<2>();
        // Each lane counts a quarter of a code, 64 at most: four pairs share the lanes, 16 bits for each.
        let low = _mm512_or_si512(differing(&pairs[0], twice), _mm512_slli_epi64::<16>(differing(&pairs[1], twice)));
        let high = _mm512_or_si512(differing(&pairs[2], twice), _mm512_slli_epi64::<16>(differing(&pairs[3], twice)));
        let quarters = _mm512_or_si512(low, _mm512_slli_epi64::<32>(high));
        let halves = _mm512_add_epi64(quarters, _mm512_permutex_epi64::<0b10_11_00_01>(quarters));
        let sums = _mm512_add_epi64(halves, _mm512_permutex_epi64::<0b01_00_11_10>(halves));
        if _mm512_cmple_epu16_mask(sums, limit) & SUMS != 0 {
            portable::codes(eight, asked, most, first, found);
        }
        first += 8;
    }
    portable::codes(rest, asked, most, first, found);
}

/// How many bits of each quarter differ, for two codes.
#[target_feature(enable = "avx512f,avx512vpopcntdq")]
#[inline]
fn differing(pair: &[Code; 2], twice: __m512i) -> __m512i {
    #[expect(unsafe_code, reason = "a load has no safe form")]
    // SAFETY: the pair is 64 bytes, as many as are read; the load needs no alignment.
    let pair = unsafe { _mm512_loadu_si512(std::ptr::from_ref(pair).cast()) };
    _mm512_popcnt_epi64(_mm512_xor_si512(pair, twice))
}

/// The code in both halves.
#[target_feature(enable = "avx512f")]
#[inline]
fn twice(code: &Code) -> __m512i {
    #[expect(unsafe_code, reason = "a load has no safe form")]
    // SAFETY: a code is 32 bytes, as many as are read; the load needs no alignment.
    let once = unsafe { _mm256_loadu_si256(std::ptr::from_ref(code).cast()) };
    _mm512_broadcast_i64x4(once)
}

/// Adds the places of the words within `most` bits.
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512bitalg")]
pub(super) fn words(list: &[u8], asked: u16, most: u16, found: &mut Vec<u32>) {
    let asked = _mm512_set1_epi16(asked.cast_signed());
    let limit = _mm512_set1_epi16(most.min(16).cast_signed());
    let (words, _) = list.as_chunks::<2>();
    let (whole, rest) = words.as_chunks::<32>();
    let mut first = 0;
    for words in whole {
        #[expect(unsafe_code, reason = "a load has no safe form")]
        // SAFETY: 32 words are 64 bytes, as many as are read; the load needs no alignment.
        let words = unsafe { _mm512_loadu_si512(std::ptr::from_ref(words).cast()) };
        let differing = _mm512_popcnt_epi16(_mm512_xor_si512(words, asked));
        add(_mm512_cmple_epu16_mask(differing, limit), first, found);
        first += 32;
    }
    if !rest.is_empty() {
        let there = (1_u32 << rest.len()) - 1;
        #[expect(unsafe_code, reason = "a load has no safe form")]
        // SAFETY: only the words of the mask are read, and there are as many of them, fewer than 32.
        let words = unsafe { _mm512_maskz_loadu_epi16(there, rest.as_ptr().cast()) };
        let differing = _mm512_popcnt_epi16(_mm512_xor_si512(words, asked));
        add(_mm512_cmple_epu16_mask(differing, limit) & there, first, found);
    }
}

/// The places of the bits that are set.
#[inline]
fn add(mut mask: u32, first: u32, found: &mut Vec<u32>) {
    while mask != 0 {
        found.push(first + mask.trailing_zeros());
        mask &= mask - 1;
    }
}
