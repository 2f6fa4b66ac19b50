//! The index as others see it: questions read one state, changes make the next one.

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use crate::code::{BITS, Code};
use crate::error::{Damaged, OpenError, SaveError};
use crate::file;
use crate::hits::Hits;
use crate::live::Live;
use crate::segment::{Entry, Segment, sort};
use crate::snapshot::{Body, Part, Snapshot};

/// Entries of one segment.
const SEGMENT_MOST: usize = u32::MAX as usize;
/// Questions of a batch that are asked together.
const TOGETHER: usize = 512;
/// Live entries from which on a question notices them.
const MANY_LIVE: usize = 16_384;

/// Codes and the numbers of what carries them. Several numbers may share a code, a number may have several codes.
///
/// Every method takes `&self`; share it by `Arc`. A question never waits for a change: the lock around the present
/// state is held while a pointer is copied.
#[derive(Debug, Default)]
pub struct Index {
    now: RwLock<Arc<Snapshot>>,
    /// Held by whoever makes the next state. While parts are put together: the numbers taken out meanwhile.
    changing: Mutex<Option<Vec<u64>>>,
    /// Held by whoever puts parts together.
    merging: Mutex<()>,
}

/// Figures for whoever runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stats {
    /// Entries in the parts that never change, those that were taken out included.
    pub settled: usize,
    /// Parts that never change; a question asks each of them.
    pub parts: usize,
    /// Entries that came in lately; every question reads through all of them.
    pub live: usize,
    /// Removals that still have to be looked up at every hit.
    pub removed: usize,
    /// Bytes of the parts that never change, in memory or in a file that is shared with other processes.
    pub bytes: usize,
}

impl Index {
    /// An index of these entries, in any order.
    pub fn build<C: Into<Code>>(entries: impl IntoIterator<Item = (C, u64)>) -> Self {
        let mut entries: Vec<Entry> = entries.into_iter().map(|(code, id)| (code.into(), id)).collect();
        sort(&mut entries);
        let parts = segments(&entries);
        Self { now: RwLock::new(Arc::new(Snapshot { parts, live: Live::default() })), ..Self::default() }
    }

    /// An index that was saved, and the mark it was saved with. Reads little; what is read later is checked then.
    ///
    /// # Errors
    /// [`OpenError`] with the reason why the file is no index, or a damaged one.
    pub fn open(path: impl AsRef<Path>) -> Result<(Self, u64), OpenError> {
        Ok(Self::of(Segment::in_file(&File::open(path)?)?))
    }

    /// An index that was saved, from the bytes of its file.
    ///
    /// # Errors
    /// [`OpenError`] as for a file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<(Self, u64), OpenError> {
        Ok(Self::of(Segment::in_bytes(bytes)?))
    }

    fn of(segment: Segment) -> (Self, u64) {
        let mark = segment.mark();
        let parts = vec![Part::of(Body::Segment(Arc::new(segment)))];
        (Self { now: RwLock::new(Arc::new(Snapshot { parts, live: Live::default() })), ..Self::default() }, mark)
    }

    /// Every number with a code within `most` bits, 0 to 256 (more is taken as 256).
    ///
    /// # Errors
    /// [`Damaged`] when the file it was opened from is not what was written: there is no answer then, not half of one.
    pub fn within(&self, code: impl Into<Code>, most: u16) -> Result<Hits, Damaged> {
        self.within_capped(code, most, usize::MAX)
    }

    /// The nearest `cap` of them; [`Hits::left_out`] says how many more there are.
    ///
    /// # Errors
    /// As [`Index::within`].
    pub fn within_capped(&self, code: impl Into<Code>, most: u16, cap: usize) -> Result<Hits, Damaged> {
        let mut hits = self.snapshot().within(&[code.into()], most.min(BITS), cap)?;
        Ok(hits.pop().unwrap_or_default())
    }

    /// The answers for many codes, in their order and of one state. Faster than one by one from some ten on.
    ///
    /// # Errors
    /// As [`Index::within`].
    pub fn within_all<C: Into<Code> + Clone>(&self, codes: &[C], most: u16) -> Result<Vec<Hits>, Damaged> {
        let now = self.snapshot();
        let mut hits = Vec::with_capacity(codes.len());
        for some in codes.chunks(TOGETHER) {
            let some: Vec<Code> = some.iter().cloned().map(Into::into).collect();
            hits.extend(now.within(&some, most.min(BITS), usize::MAX)?);
        }
        Ok(hits)
    }

    /// Puts an entry in. Questions that start after the return find it.
    pub fn insert(&self, code: impl Into<Code>, id: u64) {
        self.insert_all([(code, id)]);
    }

    /// Puts entries in, all at once: no question sees half of them.
    pub fn insert_all<C: Into<Code>>(&self, entries: impl IntoIterator<Item = (C, u64)>) {
        // Outside the lock: an iterator is the caller's code.
        let entries: Vec<Entry> = entries.into_iter().map(|(code, id)| (code.into(), id)).collect();
        self.change(|next, _| entries.into_iter().for_each(|(code, id)| next.live.push(code, id)));
    }

    /// Takes every entry of a number out. Questions that start after the return find none; the number may be put in
    /// again. A number that is not there is no error.
    pub fn remove(&self, id: u64) {
        self.remove_all(&[id]);
    }

    /// Takes numbers out, all at once.
    pub fn remove_all(&self, ids: &[u64]) {
        self.change(|next, meanwhile| {
            next.live.remove(ids);
            next.parts.iter_mut().for_each(|part| part.gone.add_all(ids));
            if let Some(meanwhile) = meanwhile {
                meanwhile.extend_from_slice(ids);
            }
        });
    }

    /// Whether so much came in lately that [`Index::merge`] would make questions faster.
    pub fn wants_merge(&self) -> bool {
        self.snapshot().live.len() >= MANY_LIVE
    }

    /// Makes what came in lately, and parts in memory that are not much larger, into one part. For a thread of its own:
    /// questions and changes go on meanwhile. Parts in a file stay; [`Index::save`] puts those together too.
    ///
    /// # Errors
    /// [`Damaged`] when a part that came from bytes is not what was written; nothing is changed then.
    pub fn merge(&self) -> Result<(), Damaged> {
        let _one = self.merging.lock().unwrap_or_else(PoisonError::into_inner);
        self.replace(similar, |entries| Ok(segments(entries)))
    }

    /// Writes everything into one file, whole or not at all, and goes on with that file: its memory is shared with
    /// every process that opens it. Questions and changes go on meanwhile; what was changed before the call is in it.
    ///
    /// `mark` comes back from [`Index::open`]: for a caller who has to know which changes are in the file.
    ///
    /// # Errors
    /// [`SaveError`]; the file is then the one that was there before, and the index is as it was.
    pub fn save(&self, path: impl AsRef<Path>, mark: u64) -> Result<(), SaveError> {
        let _one = self.merging.lock().unwrap_or_else(PoisonError::into_inner);
        let path = path.as_ref();
        self.replace(<[Part]>::to_vec, |entries| {
            if entries.len() > SEGMENT_MOST {
                return Err(SaveError::TooMany(entries.len()));
            }
            file::save(path, entries, mark)?;
            let segment = Segment::in_file(&File::open(path)?).map_err(SaveError::Reopen)?;
            Ok(vec![Part::of(Body::Segment(Arc::new(segment)))])
        })
    }

    /// Reads everything that comes from a file and checks it; afterwards nothing has to be checked any more.
    ///
    /// # Errors
    /// [`Damaged`] with the first place that is not what was written.
    pub fn verify(&self) -> Result<(), Damaged> {
        self.snapshot().parts.iter().try_for_each(|part| match &part.body {
            Body::Segment(segment) => segment.verify(),
            Body::List(_) => Ok(()),
        })
    }

    /// Figures of this moment.
    pub fn stats(&self) -> Stats {
        let now = self.snapshot();
        let bytes = |part: &Part| match &part.body {
            Body::Segment(segment) => segment.size(),
            Body::List(list) => list.len() * size_of::<Entry>(),
        };
        Stats {
            settled: now.parts.iter().map(Part::len).sum(),
            parts: now.parts.len(),
            live: now.live.len(),
            removed: now.parts.iter().map(|part| part.gone.len()).sum(),
            bytes: now.parts.iter().map(bytes).sum(),
        }
    }

    fn snapshot(&self) -> Arc<Snapshot> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Makes the next state of the present one. One change at a time; questions go on meanwhile.
    fn change(&self, alter: impl FnOnce(&mut Snapshot, &mut Option<Vec<u64>>)) {
        let mut meanwhile = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut next = Snapshot::clone(&self.snapshot());
        alter(&mut next, &mut meanwhile);
        let next = Arc::new(next);
        let before = std::mem::replace(&mut *self.now.write().unwrap_or_else(PoisonError::into_inner), next);
        drop(meanwhile);
        // Outside both locks: it may be the last one that holds a large part.
        drop(before);
    }

    /// Puts what came in lately and the parts that `choose` takes together into what `make` makes of their entries.
    /// When it fails the parts stay as they were.
    fn replace<E: From<Damaged>>(
        &self,
        choose: impl FnOnce(&[Part]) -> Vec<Part>,
        make: impl FnOnce(&[Entry]) -> Result<Vec<Part>, E>,
    ) -> Result<(), E> {
        self.change(|next, meanwhile| {
            if !next.live.is_empty() {
                let list = std::mem::take(&mut next.live);
                next.parts.push(Part::of(Body::List(Arc::new(list))));
            }
            *meanwhile = Some(Vec::new());
        });
        let chosen = choose(&self.snapshot().parts);
        let outcome = together(&chosen).map_err(E::from).and_then(|entries| make(&entries));
        let mut result = Ok(());
        self.change(|next, meanwhile| {
            let removed = meanwhile.take().unwrap_or_default();
            match outcome {
                Ok(mut fresh) => {
                    next.parts.retain(|part| !chosen.iter().any(|old| old.is_same(part)));
                    for part in &mut fresh {
                        part.gone.add_all(&removed);
                    }
                    next.parts.append(&mut fresh);
                }
                Err(error) => result = Err(error),
            }
        });
        result
    }
}

/// Parts of these entries, which are ordered by code.
fn segments(entries: &[Entry]) -> Vec<Part> {
    entries.chunks(SEGMENT_MOST).map(|some| Part::of(Body::Segment(Arc::new(Segment::in_memory(some))))).collect()
}

/// What is left in these parts, ordered by code.
fn together(parts: &[Part]) -> Result<Vec<Entry>, Damaged> {
    let mut entries = Vec::with_capacity(parts.iter().map(Part::len).sum());
    parts.iter().try_for_each(|part| part.left(&mut entries))?;
    sort(&mut entries);
    Ok(entries)
}

/// The lists, and parts in memory that are at most four times as large as what has been taken before them: each entry
/// is moved a few times in its life, and few parts are left.
fn similar(parts: &[Part]) -> Vec<Part> {
    let (lists, mut others): (Vec<Part>, Vec<Part>) =
        parts.iter().filter(|part| !part.is_file()).cloned().partition(|part| matches!(part.body, Body::List(_)));
    others.sort_by_key(Part::len);
    let mut taken = lists.iter().map(Part::len).sum::<usize>();
    let mut chosen = lists;
    for part in others {
        if part.len() > 4 * taken {
            break;
        }
        taken += part.len();
        chosen.push(part);
    }
    chosen
}
