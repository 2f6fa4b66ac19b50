//! Memory that pictures are decoded in one after the other: 6 MB for one of a telephone's screen, which to take anew from the
//! system or to fill with zeros costs a tenth of the decoding.

use crate::picture::{Picture, Pixels};

/// Most bytes that are kept from one picture to the next.
const MOST: usize = 16 << 20;

/// What the picture before leaves, at most 16 MB. Its pixels are still in there until the next one overwrites them.
#[derive(Debug, Default)]
pub struct Room(Vec<u8>);

impl Room {
    /// A room that holds `size` bytes of one value, as if a picture of that colour had been read in it: for tests.
    pub fn filled(value: u8, size: usize) -> Self {
        Self(vec![value; size])
    }

    /// Bytes that are kept.
    pub fn size(&self) -> usize {
        self.0.capacity()
    }

    /// So many bytes of whatever was there before.
    pub(crate) fn take(&mut self, size: usize) -> Vec<u8> {
        let mut bytes = std::mem::take(&mut self.0);
        if bytes.capacity() < size {
            return vec![0; size];
        }
        bytes.resize(size, 0);
        bytes
    }

    /// Keeps what a picture took that is done with.
    pub(crate) fn keep(&mut self, picture: Picture) {
        if let Pixels::Grey(bytes) | Pixels::Rgb(bytes) = picture.into_pixels()
            && bytes.capacity() <= MOST
        {
            self.0 = bytes;
        }
    }
}
