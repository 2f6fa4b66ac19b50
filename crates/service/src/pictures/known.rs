//! This process's copy of the codes: an index that follows the log of changes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Turn, watch};
use uuid::Uuid;
use vigie_index::{Damaged, Hits, Index};
use vigie_model::Timestamp;
use vigie_model::clock::SECOND;
use vigie_model::signal::{CodeKind, SignalState};
use vigie_store::signals as rows;

use super::bank::Held;
use super::{codes, saved};
use crate::{Ctx, ServiceError};

/// Lines of the log that are taken at once.
const STEP: i64 = 5_000;
/// Longest time between two looks at the log.
const POLL: Duration = Duration::from_millis(250);
/// How old a look may be before whoever asks looks first, in milliseconds.
const FRESH: i64 = 400;
/// How long banks that were read are taken for true, in milliseconds.
const BANKS: i64 = SECOND;
/// From how long on a process says that it is behind, in milliseconds.
const BEHIND: i64 = 5 * SECOND;

/// Bits that hold all kinds of digests.
pub(super) const DIGESTS: u32 = 3;

/// Every bank, by id.
type Banks = Arc<HashMap<Uuid, Held>>;
/// Numbers and distances of what is near each of many codes.
pub(super) type Near = Vec<Vec<(i64, u16)>>;

/// What this process knows.
#[derive(Debug, Default)]
pub struct Known {
    /// Codes of lists, which stand in the rows as they are. Its bulk may be in a file ([`super::saved`]).
    lists: OnceLock<Index>,
    /// Codes of visitors, which are sealed in the rows: they are opened at every start and never in a file.
    given: Index,
    /// The last place of the log that is in the index. Held while the next lines are put in.
    pub(super) place: Turn<i64>,
    /// The place of the log that the file stands at, or that was last tried.
    pub(super) saved: AtomicI64,
    /// When the index was last the same as the rows.
    looked: AtomicI64,
    /// Kinds of digests that any signal up to `place` has or had, as [`digest_bit`] has them.
    digests: AtomicU8,
    banks: Mutex<Option<(Timestamp, Banks)>>,
}

/// How far this process is behind the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lag {
    /// Since when nothing was taken from the log, in milliseconds; `None`: it never was.
    pub ms: Option<i64>,
}

impl Lag {
    /// True when answers may lack what is new.
    pub fn is_behind(self) -> bool {
        self.ms.is_none_or(|ms| ms >= BEHIND)
    }
}

impl Known {
    /// The codes of lists.
    pub(super) fn lists(&self) -> &Index {
        self.lists.get_or_init(Index::default)
    }

    /// Takes codes of lists that were saved; false when there are some already.
    pub(super) fn take(&self, saved: Index) -> bool {
        self.lists.set(saved).is_ok()
    }

    /// The numbers within `most` bits of a code, with their distances, nearest first, at most `cap`.
    ///
    /// # Errors
    /// [`Damaged`] when the file of the index is not what was written.
    pub(super) fn within(&self, code: [u8; 32], most: u16, cap: usize) -> Result<Vec<(i64, u16)>, Damaged> {
        let of = |index: &Index| index.within_capped(code, most, cap);
        // Before the first look at the log there is nothing, and the file may still be taken.
        let lists = self.lists.get().map_or(Ok(Hits::default()), of)?;
        Ok(both(lists, of(&self.given)?, cap))
    }

    /// [`Self::within`] for many codes, in their order.
    ///
    /// # Errors
    /// As there.
    pub(super) fn within_all(&self, codes: &[[u8; 32]], most: u16, cap: usize) -> Result<Near, Damaged> {
        let (lists, given) = (self.lists().within_all(codes, most)?, self.given.within_all(codes, most)?);
        Ok(lists.into_iter().zip(given).map(|(lists, given)| both(lists, given, cap)).collect())
    }

    /// Whether any signal has, or once had, a digest of a file of this kind. Without one no file needs to be digested for
    /// looking. As fresh as the index.
    pub(super) fn has_digests(&self, kind: CodeKind) -> bool {
        self.digests() & digest_bit(kind) != 0
    }

    /// All kinds of digests that there are.
    pub(super) fn digests(&self) -> u8 {
        self.digests.load(Ordering::Acquire)
    }

    /// Notes kinds of digests that there are.
    pub(super) fn add_digests(&self, kinds: u8) {
        self.digests.fetch_or(kinds, Ordering::Release);
    }

    /// Banks as last read; `None` when they have to be read again.
    pub(super) fn banks(&self, now: Timestamp) -> Option<Arc<HashMap<Uuid, Held>>> {
        // A panic while the lock was held leaves a whole map behind: going on is safe.
        let held = self.banks.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|(at, _)| (0..BANKS).contains(&now.since(*at))).map(|(_, all)| Arc::clone(all))
    }

    /// Keeps banks that were read.
    pub(super) fn set_banks(&self, now: Timestamp, all: HashMap<Uuid, Held>) -> Arc<HashMap<Uuid, Held>> {
        let all = Arc::new(all);
        *self.banks.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(&all)));
        all
    }

    /// Makes the next look read the banks anew.
    pub(super) fn forget_banks(&self) {
        *self.banks.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// The place of the log that its file stands at, or was last tried at; 0: there is none.
    pub fn file_at(&self) -> i64 {
        self.saved.load(Ordering::Relaxed)
    }

    /// How far this process is behind.
    pub fn lag(&self, now: Timestamp) -> Lag {
        let looked = self.looked.load(Ordering::Relaxed);
        Lag { ms: (looked > 0).then(|| now.since(Timestamp(looked)).max(0)) }
    }
}

/// The bit of a kind of digest, below [`DIGESTS`]; 0 for codes that are compared by their bits.
fn digest_bit(kind: CodeKind) -> u8 {
    match kind {
        CodeKind::Md5 => 1,
        CodeKind::Sha1 => 2,
        CodeKind::Sha256 => 4,
        CodeKind::Pdq | CodeKind::Frame => 0,
    }
}

fn both(lists: Hits, given: Hits, cap: usize) -> Vec<(i64, u16)> {
    let mut near: Vec<(i64, u16)> =
        lists.into_iter().chain(given).filter_map(|hit| Some((i64::try_from(hit.id).ok()?, hit.distance))).collect();
    near.sort_unstable_by_key(|hit| hit.1);
    near.truncate(cap);
    near
}

/// Takes from the log whatever is new. Two at once: the second finds nothing left.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn follow(ctx: &Ctx) -> Result<(), ServiceError> {
    let known = &ctx.known;
    let mut place = known.place.lock().await;
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let last = rows::last(&mut tx).await?;
    if *place == 0 && last > 0 {
        *place = saved::open(ctx, &mut tx, last).await?;
    }
    // A restored database begins anew: nothing of the other may be left.
    if last < *place {
        return Err(ServiceError::Untrusted("log of signals"));
    }
    while *place < last {
        let to = last.min(*place + STEP);
        let changed = rows::changed(&mut tx, *place, to).await?;
        put(ctx, changed);
        *place = to;
        if known.lists().wants_merge() || known.given.wants_merge() {
            let of = Arc::clone(known);
            // A merge that fails leaves the parts as they are: slower, and whole.
            drop(tokio::task::spawn_blocking(move || (of.lists().merge().is_ok(), of.given.merge().is_ok())));
        }
    }
    known.looked.store(now.ms(), Ordering::Relaxed);
    Ok(())
}

/// [`follow`], unless this process has just looked.
///
/// # Errors
/// [`ServiceError::Store`].
pub(super) async fn be_fresh(ctx: &Ctx) -> Result<(), ServiceError> {
    let fresh = ctx.known.lag(ctx.clock.now()).ms.is_some_and(|ms| ms < FRESH);
    if fresh { Ok(()) } else { follow(ctx).await }
}

/// Brings the index to what these rows say.
pub(super) fn put(ctx: &Ctx, changed: Vec<rows::Changed>) {
    let mut gone = Vec::with_capacity(changed.len());
    let (mut lists, mut given, mut digests) = (Vec::new(), Vec::new(), 0);
    for row in changed {
        let num = row.num.unsigned_abs();
        gone.push(num);
        digests |= CodeKind::parse(&row.kind).map_or(0, digest_bit);
        if row.state != SignalState::Standing.word() {
            continue;
        }
        let row = rows::Code {
            num: row.num,
            signal_id: row.signal_id,
            bank_id: row.bank_id,
            kind: row.kind,
            member: row.member,
            quality: row.quality,
            code: row.code,
            tag: row.tag,
            mac: row.mac,
        };
        // Files' digests are found by their tag; only what is compared by bits is in the index.
        if let Some(code) = codes::opened(ctx, &row)
            && let Some(bits) = code.bits()
        {
            if codes::is_sealed(&row, code.kind) { given.push((bits, num)) } else { lists.push((bits, num)) }
        }
    }
    let known = &ctx.known;
    known.add_digests(digests);
    // Lists are not begun before there is something to put in: until then their file may be taken.
    if let Some(all) = known.lists.get() {
        all.remove_all(&gone);
    }
    known.given.remove_all(&gone);
    if !lists.is_empty() {
        known.lists().insert_all(lists);
    }
    known.given.insert_all(given);
}

/// Follows the log until `stop` says true.
pub async fn keep_following(ctx: Ctx, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = follow(&ctx).await {
            tracing::warn!("The known pictures cannot be brought up to date: {error}. It tries again.");
        } else {
            saved::keep(&ctx).await;
        }
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
    }
}
