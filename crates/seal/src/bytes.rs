//! Small helpers shared by every module: framing, hex, random bytes, derivation.

use hkdf::Hkdf;
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// `N` random bytes from the generator the caller trusts.
pub fn random_bytes<const N: usize>(rng: &mut impl CryptoRng) -> [u8; N] {
    let mut out = [0; N];
    rng.fill_bytes(&mut out);
    out
}

/// SHA-256(salt ‖ bytes): proves later which bytes were received, and until the salt is shown
/// nobody can guess them from it. The salt has a fixed length, so nothing can move across.
pub fn commitment(salt: &[u8; 32], bytes: &[u8]) -> [u8; 32] {
    Sha256::new().chain_update(salt).chain_update(bytes).finalize().into()
}

/// The length in front of every framed part: eight bytes, big endian.
pub(crate) fn length_prefix(part: &[u8]) -> [u8; 8] {
    (part.len() as u64).to_be_bytes()
}

/// Joins parts so that no two different lists give the same bytes.
pub(crate) fn frame(parts: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(parts.iter().map(|p| p.len() + 8).sum());
    for part in parts {
        out.extend_from_slice(&length_prefix(part));
        out.extend_from_slice(part);
    }
    out
}

/// HKDF-SHA-256 to 32 bytes.
pub(crate) fn derive(salt: Option<&[u8]>, secret: &[u8], info: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    // Cannot fail: HKDF-SHA-256 gives up to 8160 bytes and 32 are asked for.
    Hkdf::<Sha256>::new(salt, secret).expand(info, out.as_mut()).expect("32 bytes are within what HKDF gives");
    out
}

/// Lower-case hex.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    // The full size at once: a string that grows would leave unwiped copies of a key behind.
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

/// Exactly `N` bytes of lower-case hex, `None` for anything else: one value has one spelling.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<Zeroizing<[u8; N]>> {
    let text = text.as_bytes();
    if text.len() != N * 2 {
        return None;
    }
    let mut out = Zeroizing::new([0; N]);
    for (byte, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(out)
}

const fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
