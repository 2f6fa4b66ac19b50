//! Numbers that were taken out of a part that never changes.

use std::sync::Arc;

const SHELVES: usize = 256;

/// A set that is cheap to copy and to copy with a change: what has not changed is shared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gone {
    /// Empty, or as many as `SHELVES`; each ordered.
    shelves: Vec<Arc<Vec<u64>>>,
}

impl Gone {
    pub(crate) fn contains(&self, id: u64) -> bool {
        self.shelves.get(shelf(id)).is_some_and(|shelf| shelf.binary_search(&id).is_ok())
    }

    pub(crate) fn add_all(&mut self, added: &[u64]) {
        if self.shelves.is_empty() && !added.is_empty() {
            self.shelves = vec![Arc::default(); SHELVES];
        }
        for &id in added {
            let ids = Arc::make_mut(&mut self.shelves[shelf(id)]);
            if let Err(at) = ids.binary_search(&id) {
                ids.insert(at, id);
            }
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.shelves.iter().map(|shelf| shelf.len()).sum()
    }
}

/// Which shelf, 0 to 255: numbers that follow each other go to different ones.
fn shelf(id: u64) -> usize {
    usize::from(id.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes()[0])
}
