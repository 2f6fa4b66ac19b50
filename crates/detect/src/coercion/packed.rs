//! Weights as they are packed into the program: eight bytes of each key, then its numbers, seven bits a byte, the lowest
//! first, with the sign in the lowest bit of all. The build script writes them.

/// The keys and numbers of packed weights; `None` where bytes are cut off or too large.
pub(super) fn unpack<const N: usize>(mut bytes: &[u8]) -> Option<Vec<(u64, [i16; N])>> {
    let mut rows = Vec::with_capacity(bytes.len() / (8 + N));
    while !bytes.is_empty() {
        let (key, rest) = bytes.split_first_chunk()?;
        bytes = rest;
        let mut row = [0; N];
        for number in &mut row {
            let (mut whole, mut shift) = (0_u16, 0);
            loop {
                let (byte, rest) = bytes.split_first()?;
                bytes = rest;
                let part = u16::from(byte & 0x7f);
                if shift > 14 || (shift == 14 && part > 3) {
                    return None;
                }
                whole |= part << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            *number = (whole >> 1).cast_signed() ^ -(whole & 1).cast_signed();
        }
        rows.push((u64::from_le_bytes(*key), row));
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::unpack;

    #[test]
    fn what_is_cut_off_is_no_weight() {
        let one = [1, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x03, 0xff, 0xff, 0x03];
        assert_eq!(unpack::<3>(&one), Some(vec![(1, [1, -2, i16::MIN])]));
        for end in 1..one.len() {
            assert_eq!(unpack::<3>(&one[..end]), None, "{end} bytes");
        }
        assert_eq!(unpack::<3>(&[]), Some(vec![]));
        for large in [&[0xff, 0xff, 0xff, 0x03][..], &[0xff, 0xff, 0x04]] {
            assert_eq!(unpack::<1>(&[&[0; 8], large].concat()), None, "{large:?}");
        }
    }
}
