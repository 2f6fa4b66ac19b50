//! The first block of a file: what is in it, and where.

use std::ops::Range;

use super::{TABLES, VALUES};
use crate::error::{Damaged, OpenError};

/// Bytes that share a checksum; the head is the first block.
pub(super) const BLOCK: usize = 4096;
const MAGIC: [u8; 8] = *b"VIGIEIDX";
const ORDER: u32 = 0x0A0B_0C0D;
const VERSION: u32 = 1;
/// Sections begin where a line of the cache does.
const LINE: usize = 64;

/// What has to be known to find everything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    /// Entries, fewer than 2^32.
    pub(super) entries: u32,
    /// Different codes: what every table holds. 0 when there are no tables.
    pub(super) distinct: u32,
    /// Smallest number; the others are kept as what they are above it.
    pub(super) id_base: u64,
    /// Bytes of a number, 0 to 8.
    pub(super) id_width: u32,
    /// Bytes of a place in a table, 3 or 4.
    pub(super) place_width: u32,
    /// Whether there are tables: a short list is looked through.
    pub(super) tabled: bool,
    /// What the caller gave.
    pub(super) mark: u64,
    /// Checksum of the checksums.
    pub(super) sums: u32,
}

/// Where everything is, in bytes from the start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) codes: Range<usize>,
    /// One bit for each entry: its code is that of the entry before.
    pub(super) repeats: Range<usize>,
    pub(super) ids: Range<usize>,
    /// As many as there are words, or none.
    pub(super) tables: Vec<Table>,
    /// One checksum for each block between the head and here.
    pub(super) sums: Range<usize>,
    pub(super) total: usize,
}

/// Where a table is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// For every value its first entry, and one more for the end: 4 bytes each.
    pub(super) starts: Range<usize>,
    /// For every entry the next word of its code: 2 bytes each.
    pub(super) nexts: Range<usize>,
    /// For every entry the place of its code.
    pub(super) places: Range<usize>,
}

impl Head {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, OpenError> {
        if bytes.len() < MAGIC.len() || bytes[..MAGIC.len()] != MAGIC {
            return Err(OpenError::NotAnIndex);
        }
        let Some(head) = bytes.first_chunk::<BLOCK>() else {
            return Err(OpenError::Length { got: bytes.len() as u64, expected: BLOCK as u64 });
        };
        let order = four(head, 8);
        if order == ORDER.swap_bytes() {
            return Err(OpenError::ByteOrder);
        }
        let found = four(head, 12);
        if order == ORDER && found != VERSION {
            return Err(OpenError::Version { found, known: VERSION });
        }
        if crc32fast::hash(&head[..BLOCK - 4]) != four(head, BLOCK - 4) || order != ORDER {
            return Err(Damaged { what: "the checksum of the head does not fit", at: 0 }.into());
        }
        Ok(Self {
            entries: four(head, 16),
            distinct: four(head, 20),
            id_base: eight(head, 24),
            id_width: four(head, 32),
            place_width: four(head, 36),
            tabled: four(head, 40) == 1,
            sums: four(head, 44),
            mark: eight(head, 48),
        })
    }

    pub(super) fn to_bytes(self) -> [u8; BLOCK] {
        let mut head = [0; BLOCK];
        head[..8].copy_from_slice(&MAGIC);
        let fours = [
            (8, ORDER),
            (12, VERSION),
            (16, self.entries),
            (20, self.distinct),
            (32, self.id_width),
            (36, self.place_width),
            (40, u32::from(self.tabled)),
            (44, self.sums),
        ];
        for (at, value) in fours {
            head[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        head[24..32].copy_from_slice(&self.id_base.to_le_bytes());
        head[48..56].copy_from_slice(&self.mark.to_le_bytes());
        let sum = crc32fast::hash(&head[..BLOCK - 4]);
        head[BLOCK - 4..].copy_from_slice(&sum.to_le_bytes());
        head
    }

    /// Where everything is in a file of this head and length.
    pub(super) fn layout(&self, got: u64) -> Result<Layout, OpenError> {
        let fits = self.id_width <= 8 && matches!(self.place_width, 3 | 4) && self.distinct <= self.entries;
        let expected = self.length();
        match usize::try_from(expected) {
            Ok(_) if fits && got == expected => Ok(self.places()),
            Ok(_) if fits => Err(OpenError::Length { got, expected }),
            _ => Err(Damaged { what: "the head speaks of what cannot be", at: 0 }.into()),
        }
    }

    /// Bytes of the whole file; cannot overflow, as there are fewer than 2^32 entries.
    fn length(&self) -> u64 {
        let line = |bytes: u64| bytes.next_multiple_of(LINE as u64);
        let (entries, distinct) = (u64::from(self.entries), u64::from(self.distinct));
        let mut at = BLOCK as u64 + line(32 * entries);
        at += line(entries.div_ceil(8)) + line(u64::from(self.id_width.min(8)) * entries);
        if self.tabled {
            let starts = line(4 * (VALUES as u64 + 1));
            at += TABLES as u64 * (starts + line(2 * distinct) + line(u64::from(self.place_width.min(4)) * distinct));
        }
        let blocks = at.div_ceil(BLOCK as u64);
        blocks * BLOCK as u64 + 4 * (blocks - 1)
    }

    /// The same, section by section. The length was found to fit the machine.
    pub(super) fn places(&self) -> Layout {
        let mut at = BLOCK;
        let mut section = |bytes: usize| {
            let range = at..at + bytes;
            at = range.end.next_multiple_of(LINE);
            range
        };
        let (entries, distinct) = (self.entries as usize, self.distinct as usize);
        let codes = section(32 * entries);
        let repeats = section(entries.div_ceil(8));
        let ids = section(self.id_width as usize * entries);
        let table = |_| Table {
            starts: section(4 * (VALUES + 1)),
            nexts: section(2 * distinct),
            places: section(self.place_width as usize * distinct),
        };
        let tables = (0..if self.tabled { TABLES } else { 0 }).map(table).collect();
        let end = at.next_multiple_of(BLOCK);
        let total = end + 4 * (end / BLOCK - 1);
        Layout { codes, repeats, ids, tables, sums: end..total, total }
    }
}

/// Four bytes at a place that is inside, as a number.
pub(super) fn four(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |four| u32::from_le_bytes(*four))
}

fn eight(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).map_or(0, |eight| u64::from_le_bytes(*eight))
}
