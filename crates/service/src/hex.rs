//! Bytes as hexadecimal text, for hidden fields and lines of files.

use std::fmt::Write;

/// Lower-case digits, two a byte.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Cannot fail: writing to a String never does.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// The bytes behind such a text, in either case; `None` when it is none.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    // Every byte is looked at: `from_str_radix` would also take a plus sign.
    if !text.bytes().all(|byte| byte.is_ascii_hexdigit()) || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len() / 2).map(|at| u8::from_str_radix(text.get(at * 2..at * 2 + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_round_trip_and_anything_else_is_refused() {
        assert_eq!(decode(&encode(&[0, 15, 255])), Some(vec![0, 15, 255]));
        assert!(["0", "zz", "é0", "+1", " 1"].into_iter().all(|text| decode(text).is_none()));
    }
}
