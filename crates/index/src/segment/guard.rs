//! Nothing of a file is used before its block was held against its checksum, once.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use super::head::{BLOCK, Head, Layout};
use crate::error::Damaged;

/// Which blocks were found to be what was written.
#[derive(Debug)]
pub(super) struct Guard {
    sums: Vec<u32>,
    /// One bit for each block.
    seen: Vec<AtomicU64>,
    /// Every one was.
    all: AtomicBool,
}

impl Guard {
    /// For what was made in this memory.
    pub(super) fn trusting() -> Self {
        Self { sums: Vec::new(), seen: Vec::new(), all: AtomicBool::new(true) }
    }

    pub(super) fn read(bytes: &[u8], head: &Head, layout: &Layout) -> Result<Self, Damaged> {
        let table = &bytes[layout.sums.clone()];
        if crc32fast::hash(table) != head.sums {
            return Err(Damaged { what: "the checksum of the checksums does not fit", at: layout.sums.start as u64 });
        }
        let sums: Vec<u32> = table.as_chunks().0.iter().map(|sum| u32::from_le_bytes(*sum)).collect();
        let seen = std::iter::repeat_with(AtomicU64::default).take(sums.len().div_ceil(64)).collect();
        Ok(Self { sums, seen, all: AtomicBool::new(false) })
    }

    /// Checks the blocks of a range that were not checked yet. An empty range needs none.
    #[inline]
    pub(super) fn check(&self, bytes: &[u8], range: &Range<usize>) -> Result<(), Damaged> {
        // A block that another thread checks at this moment is checked twice; no order between threads is needed, since
        // the bytes are the same for all.
        if self.all.load(Ordering::Relaxed) || range.is_empty() { Ok(()) } else { self.check_blocks(bytes, range) }
    }

    /// Checks every block.
    pub(super) fn all(&self, bytes: &[u8]) -> Result<(), Damaged> {
        self.check(bytes, &(BLOCK..BLOCK * (self.sums.len() + 1)))?;
        self.all.store(true, Ordering::Relaxed);
        Ok(())
    }

    fn check_blocks(&self, bytes: &[u8], range: &Range<usize>) -> Result<(), Damaged> {
        // The first block is the head, which has its own checksum.
        for block in range.start / BLOCK..=(range.end - 1) / BLOCK {
            let at = block.saturating_sub(1);
            let bit = 1 << (at % 64);
            let Some(seen) = self.seen.get(at / 64) else { return Err(damaged(block)) };
            if seen.load(Ordering::Relaxed) & bit == 0 {
                let content = bytes.get(block * BLOCK..(block + 1) * BLOCK);
                if content.map(crc32fast::hash) != self.sums.get(at).copied() {
                    return Err(damaged(block));
                }
                seen.fetch_or(bit, Ordering::Relaxed);
            }
        }
        Ok(())
    }
}

fn damaged(block: usize) -> Damaged {
    Damaged { what: "a block does not have its checksum", at: (block * BLOCK) as u64 }
}

/// The checksums of what is written, block by block.
#[derive(Debug, Default)]
pub(super) struct Sums {
    done: Vec<u8>,
    open: crc32fast::Hasher,
    filled: usize,
}

impl Sums {
    pub(super) fn take(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(BLOCK - self.filled));
            self.open.update(now);
            self.filled += now.len();
            bytes = later;
            if self.filled == BLOCK {
                let sum = std::mem::take(&mut self.open).finalize();
                self.done.extend_from_slice(&sum.to_le_bytes());
                self.filled = 0;
            }
        }
    }

    /// All of them, when the last block is full.
    pub(super) fn done(self) -> Vec<u8> {
        self.done
    }
}
