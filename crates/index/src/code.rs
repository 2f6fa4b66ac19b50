//! Codes and how far apart two of them are.

/// 256 bits, first byte first as a PDQ hash is printed in hex. Any 32 bytes are a code.
pub type Code = [u8; 32];

/// Number of bits in a code, which is also the greatest distance.
pub(crate) const BITS: u16 = 256;

/// Number of differing bits, 0 to 256.
pub fn distance(a: &Code, b: &Code) -> u16 {
    between(&words(a), &words(b))
}

/// A code as four words, for counting only: which byte is where in a word makes no difference to a distance.
#[expect(clippy::inline_always, reason = "compiled once more for every set of instructions, inside its caller")]
#[inline(always)]
pub(crate) fn words(code: &Code) -> [u64; 4] {
    let (words, _) = code.as_chunks::<8>();
    [
        u64::from_le_bytes(words[0]),
        u64::from_le_bytes(words[1]),
        u64::from_le_bytes(words[2]),
        u64::from_le_bytes(words[3]),
    ]
}

/// Number of bits that differ, 0 to 256.
#[expect(clippy::inline_always, reason = "compiled once more for every set of instructions, inside its caller")]
#[expect(clippy::cast_possible_truncation, reason = "at most 256")]
#[inline(always)]
pub(crate) fn between(a: &[u64; 4], b: &[u64; 4]) -> u16 {
    let bits = |at: usize| (a[at] ^ b[at]).count_ones();
    (bits(0) + bits(1) + bits(2) + bits(3)) as u16
}
