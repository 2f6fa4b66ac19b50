//! The list of known pictures as a program follows it: what changed since a place in the log, and who has how much of it.
//!
//! What is told is how a signal stands now. A page may be asked for again: the same place gives the same, or what is newer.

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use tokio::sync::watch;
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::clock::MINUTE;
use vigie_model::given::Code;
use vigie_model::id::SignalId;
use vigie_model::signal::{Age, Basis, CodeKind, Sense, SignalState, Tlp};
use vigie_store::{Tx, sightings, signals as rows};

use super::bank::{self, Held};
use super::{canary, codes, signal};
use crate::api::Client;
use crate::{Ctx, ServiceError};

/// Most lines of the log in one page.
pub const FEED_MAX: i64 = 1_000;
/// Longest wait for something new, in seconds.
pub const WAIT_MAX: u64 = 20;
/// Most pages without anything for whoever asks that are passed over at once.
pub(super) const PASSED: usize = 20;
/// Time between two looks while somebody waits.
const POLL: Duration = Duration::from_millis(250);
/// Looks in a second.
const LOOKS: u64 = 4;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Since {
    /// The place of the log after which; 0: from its beginning.
    pub seq: i64,
    /// The place up to which the program says that it has taken everything in; no later than `seq`.
    pub has: i64,
    /// Most lines of the log, 1 to [`FEED_MAX`].
    pub limit: i64,
    /// How long to wait for something new, in seconds, 0 to [`WAIT_MAX`].
    pub wait: u64,
}

/// A signal that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its place in the log.
    pub seq: i64,
    /// When it changed so.
    pub at: Timestamp,
    /// Which signal.
    pub signal: SignalId,
    /// Where it stands now. Only one that stands has codes.
    pub state: SignalState,
    /// In which bank.
    pub bank: Uuid,
    /// What that bank is called.
    pub name: String,
    /// What it rests on.
    pub basis: Basis,
    /// How old whoever is in it was said to be.
    pub age: Age,
    /// How far it may travel.
    pub tlp: Tlp,
    /// When it ends by itself.
    pub expires: Option<Timestamp>,
    /// What it is found by.
    pub codes: Vec<Code>,
}

/// A page of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// The place to ask from next.
    pub cursor: i64,
    /// True when there is more at once.
    pub more: bool,
    /// What changed, each signal once.
    pub changes: Vec<Change>,
}

/// What changed since a place. What the program says it has is noted, and what is told now as sent, so that a visitor can
/// be told who has taken a withdrawal in and who is silent. `None` for a place that the log has not come to:
/// of another database, or from before a restore.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn feed(
    ctx: &Ctx,
    client: &Client,
    since: Since,
    mut stop: watch::Receiver<bool>,
) -> Result<Option<Feed>, ServiceError> {
    let limit = since.limit.clamp(1, FEED_MAX);
    let mut looks = since.wait.min(WAIT_MAX) * LOOKS;
    let mut from = since.seq;
    loop {
        let Some(page) = pages(ctx, client, from, limit).await? else { return Ok(None) };
        let ended = looks == 0 || *stop.borrow();
        if ended || page.more || !page.changes.is_empty() {
            note(ctx, client, since.has.min(since.seq), page.cursor).await?;
            return Ok(Some(page));
        }
        from = page.cursor;
        looks -= 1;
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            _ = stop.changed() => looks = 0,
        }
    }
}

/// The next page in which something is for whoever asks, or the end.
async fn pages(ctx: &Ctx, client: &Client, from: i64, limit: i64) -> Result<Option<Feed>, ServiceError> {
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    if from < 0 || from > rows::last(&mut tx).await? {
        return Ok(None);
    }
    let mut feed = Feed { cursor: from, more: true, changes: Vec::new() };
    for _ in 0..PASSED {
        let lines = rows::since(&mut tx, feed.cursor, limit).await?;
        feed.more = i64::try_from(lines.len()).unwrap_or(0) == limit;
        feed.cursor = lines.last().map_or(feed.cursor, |line| line.seq);
        // Of a signal that changed twice the later line counts.
        let mut told = HashSet::new();
        for line in lines.iter().rev() {
            if told.insert(line.signal_id)
                && let Some(mut change) = change(ctx, &mut tx, client, &banks, line).await?
            {
                change.codes.extend(canary::beside(ctx, client.key, &change));
                feed.changes.push(change);
            }
        }
        if !feed.more || !feed.changes.is_empty() {
            break;
        }
    }
    feed.changes.reverse();
    Ok(Some(feed))
}

/// True when a bank is on the list of whoever asks.
pub(super) fn listed(client: &Client, held: &Held) -> bool {
    let unseen = held.bank.basis == Basis::SelfReport;
    held.is_seen_by(client.key)
        && held.bank.sense == Sense::Positive
        && held.bank.tlp != Tlp::Red
        && (!unseen || client.unseen)
}

pub(super) async fn change(
    ctx: &Ctx,
    tx: &mut Tx,
    client: &Client,
    banks: &HashMap<Uuid, Held>,
    line: &rows::Line,
) -> Result<Option<Change>, ServiceError> {
    let Some(of) = rows::get(tx, line.signal_id).await? else { return Ok(None) };
    let Some(held) = banks.get(&of.bank_id).filter(|held| listed(client, held)) else { return Ok(None) };
    let (Some(state), Some(age)) = (signal::stands(ctx, &of), Age::parse(&of.age)) else { return Ok(None) };
    let tlp = signal::tlp(ctx, &of, held);
    if tlp == Tlp::Red {
        return Ok(None);
    }
    let ended = of.expires_at_ms.is_some_and(|at| at <= ctx.clock.now().ms());
    let state = match state {
        SignalState::Standing if ended => SignalState::Withdrawn,
        SignalState::Standing if !held.counts() => SignalState::Suspended,
        state => state,
    };
    let mut told = Vec::new();
    if state == SignalState::Standing {
        let unseen = held.bank.basis == Basis::SelfReport;
        let all = rows::codes(tx, of.id).await?;
        told.extend(all.iter().filter_map(|row| codes::opened(ctx, row)));
        // A file's digest finds one file, and could tell which device it lay on.
        told.retain(|code| !unseen || code.kind == CodeKind::Pdq);
        told.sort_by(|a, b| (a.kind.word(), &a.member, &a.hex).cmp(&(b.kind.word(), &b.member, &b.hex)));
    }
    Ok(Some(Change {
        seq: line.seq,
        at: Timestamp(line.at_ms),
        signal: SignalId(of.id),
        state,
        bank: held.id.0,
        name: held.bank.name.clone(),
        basis: held.bank.basis,
        age,
        tlp,
        expires: of.expires_at_ms.map(Timestamp),
        codes: told,
    }))
}

/// Notes what the program has and what it was sent now. It has nothing that it was not sent.
async fn note(ctx: &Ctx, client: &Client, has: i64, sent: i64) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let before = sightings::reader(&mut tx, client.key).await?;
    drop(tx);
    let had = before.as_ref().map_or(0, |reader| reader.sent_seq);
    let reader = sightings::Reader {
        key_id: client.key,
        sent_seq: sent,
        confirmed_seq: has.min(had),
        at_ms: now.ms(),
        stopncii_seq: 0,
        ncmec_seq: 0,
    };
    follows(ctx, before.as_ref(), &reader).await
}

/// Stores how far a program is, when that is news or a minute old.
pub(super) async fn follows(
    ctx: &Ctx,
    before: Option<&sightings::Reader>,
    reader: &sightings::Reader,
) -> Result<(), ServiceError> {
    let news = before.is_none_or(|before| {
        reader.sent_seq > before.sent_seq
            || reader.confirmed_seq > before.confirmed_seq
            || reader.stopncii_seq > before.stopncii_seq
            || reader.ncmec_seq > before.ncmec_seq
            || reader.at_ms - before.at_ms >= MINUTE
    });
    if news {
        let mut tx = ctx.store.begin("feed.follows").await?;
        sightings::follows(&mut tx, reader).await?;
        tx.commit().await?;
    }
    Ok(())
}
