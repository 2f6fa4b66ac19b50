//! This process's copy of the codes: an index that follows the log of changes.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Mutex as Turn, watch};
use uuid::Uuid;
use vigie_index::Index;
use vigie_model::Timestamp;
use vigie_model::clock::SECOND;
use vigie_model::signal::SignalState;
use vigie_store::signals as rows;

use super::bank::Held;
use super::codes;
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

/// Every bank, by id.
type Banks = Arc<HashMap<Uuid, Held>>;

/// What this process knows.
#[derive(Debug, Default)]
pub struct Known {
    index: Index,
    /// The last place of the log that is in the index. Held while the next lines are put in.
    place: Turn<i64>,
    /// When the index was last the same as the rows.
    looked: AtomicI64,
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
    /// The codes.
    pub(super) fn index(&self) -> &Index {
        &self.index
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

    /// How far this process is behind.
    pub fn lag(&self, now: Timestamp) -> Lag {
        let looked = self.looked.load(Ordering::Relaxed);
        Lag { ms: (looked > 0).then(|| now.since(Timestamp(looked)).max(0)) }
    }
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
    // A restored database begins anew: nothing of the other may be left.
    if last < *place {
        return Err(ServiceError::Untrusted("log of signals"));
    }
    while *place < last {
        let to = last.min(*place + STEP);
        let changed = rows::changed(&mut tx, *place, to).await?;
        put(ctx, changed);
        *place = to;
        if known.index.wants_merge() {
            let of = Arc::clone(known);
            // A merge that fails leaves the parts as they are: slower, and whole.
            drop(tokio::task::spawn_blocking(move || of.index.merge().is_ok()));
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

fn put(ctx: &Ctx, changed: Vec<rows::Changed>) {
    let index = &ctx.known.index;
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for row in changed {
        let num = row.num.unsigned_abs();
        gone.push(num);
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
        if let Some(bits) = codes::opened(ctx, &row).and_then(|code| code.bits()) {
            come.push((bits, num));
        }
    }
    index.remove_all(&gone);
    index.insert_all(come);
}

/// Follows the log until `stop` says true.
pub async fn keep_following(ctx: Ctx, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = follow(&ctx).await {
            tracing::warn!("The known pictures cannot be brought up to date: {error}. It tries again.");
        }
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => {}
        }
    }
}
