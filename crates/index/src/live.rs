//! What came in lately: a list that every question reads through.

use std::sync::Arc;

use crate::code::Code;
use crate::gone::Gone;
use crate::hits::Hit;
use crate::scan::{self, Level, Near};

/// As many entries as one change copies at most: 40 KB.
const BLOCK: usize = 1024;

/// A list of entries that is cheap to copy and to copy with a change: full blocks are shared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Live {
    blocks: Vec<Arc<Block>>,
}

#[derive(Debug, Clone, Default)]
struct Block {
    codes: Vec<Code>,
    /// As many as there are codes.
    ids: Vec<u64>,
}

impl Live {
    pub(crate) fn push(&mut self, code: Code, id: u64) {
        if self.blocks.last().is_none_or(|block| block.ids.len() >= BLOCK) {
            self.blocks.push(Arc::default());
        }
        if let Some(last) = self.blocks.last_mut() {
            let block = Arc::make_mut(last);
            block.codes.push(code);
            block.ids.push(id);
        }
    }

    /// Takes out every entry of these numbers.
    pub(crate) fn remove(&mut self, ids: &[u64]) {
        let hit = |id: &u64| ids.contains(id);
        for block in self.blocks.iter_mut().filter(|block| block.ids.iter().any(hit)) {
            let kept = block.codes.iter().zip(&block.ids).filter(|(_, id)| !hit(id));
            let (codes, ids) = kept.map(|(code, id)| (*code, *id)).unzip();
            *block = Arc::new(Block { codes, ids });
        }
        self.blocks.retain(|block| !block.ids.is_empty());
    }

    pub(crate) fn len(&self) -> usize {
        self.blocks.iter().map(|block| block.ids.len()).sum()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (Code, u64)> {
        self.blocks.iter().flat_map(|block| block.codes.iter().copied().zip(block.ids.iter().copied()))
    }

    /// Adds the entries within `most` bits that are not gone. `near` is room to work in.
    pub(crate) fn within(&self, asked: &Code, most: u16, gone: &Gone, near: &mut Vec<Near>, hits: &mut Vec<Hit>) {
        let level = Level::best();
        for block in &self.blocks {
            near.clear();
            scan::codes(level, &block.codes, asked, most, near);
            for &(at, distance) in near.iter() {
                let id = block.ids[at as usize];
                if !gone.contains(id) {
                    hits.push(Hit { id, distance });
                }
            }
        }
    }
}
