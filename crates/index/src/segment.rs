//! A part that never changes: codes in order, and sixteen tables that lead to those which can be near.
//!
//! A code is sixteen words of 16 bits. If two codes differ in at most *d* bits, and each word *k* is allowed *t(k)* bits
//! with the sum of all *t(k)* + 1 being *d* + 1, then there is a word from which on, going round, no stretch of words
//! differs in more bits than the sum of its *t* + 1, less one (the pigeonhole principle on a ring: Qin and Xiao,
//! "Pigeonring", PVLDB 2018). So for every word there is a table: for every value the codes that have it there, each
//! with its next word. A question reads the values within *t(k)* bits of its own and follows only entries whose next
//! word fits too; at 31 bits among ten million those are some ninety of forty thousand.
//!
//! The same bytes stand in memory and in a file: numbers are little-endian and are read one by one, so nothing has to
//! be aligned. What is read from a file is checked against the checksum of its block first.

mod build;
mod guard;
mod head;
mod plan;
mod search;
#[cfg(test)]
mod tests;

use memmap2::Mmap;

pub(crate) use build::{Entry, sort, write};
use guard::Guard;
pub(crate) use head::Head;
use head::Layout;

use crate::code::Code;
use crate::error::{Damaged, OpenError};

/// Words of 16 bits in a code, and so tables.
const TABLES: usize = 16;
/// Values of a word.
const VALUES: usize = 1 << 16;

/// Codes in order, their numbers, and the tables.
#[derive(Debug)]
pub(crate) struct Segment {
    bytes: Bytes,
    head: Head,
    layout: Layout,
    guard: Guard,
}

#[derive(Debug)]
enum Bytes {
    Heap(Vec<u8>),
    File(Mmap),
}

impl std::ops::Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Heap(bytes) => bytes,
            Self::File(bytes) => bytes,
        }
    }
}

impl Segment {
    /// A segment in memory.
    ///
    /// `entries` are ordered by code and fewer than 2^32.
    pub(crate) fn in_memory(entries: &[Entry]) -> Self {
        let (head, layout) = build::shape(entries, 0);
        let mut bytes = vec![0; layout.total];
        // Cannot fail: the room is as large as what is written, and memory has no other errors.
        write(entries, 0, std::io::Cursor::new(bytes.as_mut_slice())).expect("there is room");
        Self { bytes: Bytes::Heap(bytes), head, layout, guard: Guard::trusting() }
    }

    /// The segment in a file. Reads its head and its checksums; the rest when it is asked for.
    pub(crate) fn in_file(file: &std::fs::File) -> Result<Self, OpenError> {
        let length = file.metadata()?.len();
        if length == 0 {
            return Err(OpenError::NotAnIndex);
        }
        #[expect(
            unsafe_code,
            reason = "a mapping has no safe form; reading 1.2 GB before the first answer takes seconds"
        )]
        // SAFETY: bytes that change under a mapping are outside what Rust allows. These files are written under another
        // name, renamed and never written to again; nothing here relies on a byte being the same twice: every place and
        // length that is read is held against the size of the mapping before it is used.
        let map = unsafe { Mmap::map(file)? };
        Self::of(Bytes::File(map))
    }

    /// The segment in the bytes of a file.
    pub(crate) fn in_bytes(bytes: Vec<u8>) -> Result<Self, OpenError> {
        Self::of(Bytes::Heap(bytes))
    }

    fn of(bytes: Bytes) -> Result<Self, OpenError> {
        let head = Head::read(&bytes)?;
        let layout = head.layout(bytes.len() as u64)?;
        let guard = Guard::read(&bytes, &head, &layout)?;
        Ok(Self { bytes, head, layout, guard })
    }

    /// Entries, those of one code counted one by one.
    pub(crate) fn len(&self) -> usize {
        self.head.entries as usize
    }

    /// Bytes in memory or in the file.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    pub(crate) fn is_file(&self) -> bool {
        matches!(self.bytes, Bytes::File(_))
    }

    /// What the caller gave it when it was saved.
    pub(crate) fn mark(&self) -> u64 {
        self.head.mark
    }

    /// Checks all of it, from the first byte to the last. Afterwards nothing is checked again.
    pub(crate) fn verify(&self) -> Result<(), Damaged> {
        self.guard.all(&self.bytes)
    }

    /// Every entry, in the order of the codes.
    pub(crate) fn entries(&self) -> Result<impl Iterator<Item = Entry>, Damaged> {
        let codes = self.codes()?;
        self.guard.check(&self.bytes, &self.layout.ids)?;
        Ok((0..).zip(codes).map(|(place, code)| (*code, self.id(place))))
    }

    /// The numbers of the code at a place, which is the first of its code.
    pub(crate) fn ids_at(&self, place: u32) -> Result<impl Iterator<Item = u64>, Damaged> {
        let mut end = place + 1;
        while self.is_repeat(end)? {
            end += 1;
        }
        let width = self.head.id_width as usize;
        let from = self.layout.ids.start;
        self.guard.check(&self.bytes, &(from + width * place as usize..from + width * end as usize))?;
        Ok((place..end).map(|place| self.id(place)))
    }

    /// The number at a place that was checked.
    fn id(&self, place: u32) -> u64 {
        let width = self.head.id_width as usize;
        let at = self.layout.ids.start + width * place as usize;
        let mut id = [0; 8];
        id[..width].copy_from_slice(&self.bytes[at..at + width]);
        self.head.id_base.wrapping_add(u64::from_le_bytes(id))
    }

    fn codes(&self) -> Result<&[Code], Damaged> {
        self.guard.check(&self.bytes, &self.layout.codes)?;
        Ok(self.bytes[self.layout.codes.clone()].as_chunks().0)
    }

    /// The code at a place, `None` when there is no such place.
    fn code(&self, place: u32) -> Result<Option<&Code>, Damaged> {
        if place >= self.head.entries {
            return Ok(None);
        }
        let at = self.layout.codes.start + 32 * place as usize;
        self.guard.check(&self.bytes, &(at..at + 32))?;
        Ok(self.bytes[at..].first_chunk())
    }

    /// Whether the code at a place is that of the place before. There is none after the last.
    fn is_repeat(&self, place: u32) -> Result<bool, Damaged> {
        if place >= self.head.entries {
            return Ok(false);
        }
        let at = self.layout.repeats.start + place as usize / 8;
        self.guard.check(&self.bytes, &(at..at + 1))?;
        Ok(self.bytes[at] >> (place % 8) & 1 == 1)
    }
}
