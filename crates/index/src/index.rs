//! The index as others see it: questions read one state, changes make the next one.

use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::code::{BITS, Code};
use crate::hits::Hits;
use crate::live::Live;
use crate::snapshot::{Part, Snapshot};

/// Codes and the numbers of what carries them. Several numbers may share a code, a number may have several codes.
///
/// Every method takes `&self`; share it by `Arc`. A question never waits for a change: the lock around the present
/// state is held while a pointer is copied.
#[derive(Debug, Default)]
pub struct Index {
    now: RwLock<Arc<Snapshot>>,
    /// Held by whoever makes the next state.
    changing: Mutex<()>,
}

/// Figures for whoever runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Entries in the parts that never change, those that were taken out included.
    pub settled: usize,
    /// Entries that came in lately; every question reads through all of them.
    pub live: usize,
    /// Removals that still have to be looked up at every hit.
    pub removed: usize,
}

impl Index {
    /// An index of these entries, in any order.
    pub fn build<C: Into<Code>>(entries: impl IntoIterator<Item = (C, u64)>) -> Self {
        let mut body = Live::default();
        entries.into_iter().for_each(|(code, id)| body.push(code.into(), id));
        let parts = vec![Part { body: Arc::new(body), gone: crate::gone::Gone::default() }];
        Self { now: RwLock::new(Arc::new(Snapshot { parts, live: Live::default() })), changing: Mutex::default() }
    }

    /// Every number with a code within `most` bits, 0 to 256 (more is taken as 256).
    pub fn within(&self, code: impl Into<Code>, most: u16) -> Hits {
        self.within_capped(code, most, usize::MAX)
    }

    /// The nearest `cap` of them; [`Hits::left_out`] says how many more there are.
    pub fn within_capped(&self, code: impl Into<Code>, most: u16, cap: usize) -> Hits {
        self.snapshot().within(&code.into(), most.min(BITS), cap)
    }

    /// Puts an entry in. Questions that start after the return find it.
    pub fn insert(&self, code: impl Into<Code>, id: u64) {
        self.insert_all([(code, id)]);
    }

    /// Puts entries in, all at once: no question sees half of them.
    pub fn insert_all<C: Into<Code>>(&self, entries: impl IntoIterator<Item = (C, u64)>) {
        self.change(|next| entries.into_iter().for_each(|(code, id)| next.live.push(code.into(), id)));
    }

    /// Takes every entry of a number out. Questions that start after the return find none; the number may be put in
    /// again. A number that is not there is no error.
    pub fn remove(&self, id: u64) {
        self.remove_all(&[id]);
    }

    /// Takes numbers out, all at once.
    pub fn remove_all(&self, ids: &[u64]) {
        self.change(|next| {
            next.live.remove(ids);
            for part in &mut next.parts {
                part.gone.add_all(ids);
            }
        });
    }

    /// Figures of this moment.
    pub fn stats(&self) -> Stats {
        let now = self.snapshot();
        Stats {
            settled: now.parts.iter().map(|part| part.body.len()).sum(),
            live: now.live.len(),
            removed: now.parts.iter().map(|part| part.gone.len()).sum(),
        }
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the next state of the present one. One change at a time; questions go on meanwhile.
    fn change(&self, alter: impl FnOnce(&mut Snapshot)) {
        let _one = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = Snapshot::clone(&self.snapshot());
        alter(&mut next);
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
    }
}
