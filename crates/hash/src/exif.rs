//! The orientation in an EXIF block, and nothing else of it: places, names and times are never read.

use crate::turn::Turn;

const ORIENTATION: u16 = 0x0112;

/// What brings a picture with this EXIF block upright; the block begins with its byte order, perhaps after `Exif\0\0`.
/// A block that cannot be read says nothing.
pub fn upright(block: &[u8]) -> Turn {
    let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    orientation(tiff).map_or(Turn::None, Turn::from_exif)
}

fn orientation(tiff: &[u8]) -> Option<u16> {
    let order = Order::of(tiff)?;
    let directory = tiff.get(order.u32(tiff, 4)? as usize..)?;
    let count = usize::from(order.u16(directory, 0)?);
    let entries = directory.get(2..)?.chunks_exact(12).take(count);
    let mut found = entries.filter(|entry| order.u16(entry, 0) == Some(ORIENTATION));
    order.u16(found.next()?, 8)
}

#[derive(Clone, Copy)]
enum Order {
    Little,
    Big,
}

impl Order {
    fn of(tiff: &[u8]) -> Option<Self> {
        match tiff.get(..4)? {
            [b'I', b'I', 42, 0] => Some(Self::Little),
            [b'M', b'M', 0, 42] => Some(Self::Big),
            _ => None,
        }
    }

    fn u16(self, bytes: &[u8], at: usize) -> Option<u16> {
        let bytes = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(bytes),
            Self::Big => u16::from_be_bytes(bytes),
        })
    }

    fn u32(self, bytes: &[u8], at: usize) -> Option<u32> {
        let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(match self {
            Self::Little => u32::from_le_bytes(bytes),
            Self::Big => u32::from_be_bytes(bytes),
        })
    }
}
