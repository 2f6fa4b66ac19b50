//! The list as StopNCII's partners pull it: one record for each code of pictures of adults, where all of its signals stand.
//!
//! That tool knows a record by its code and nothing else. So a withdrawal can only be told by saying the code again, and it
//! is said only to who may have it: whoever never had it must not learn it from its withdrawal.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::given::Code;
use vigie_model::id::SignalId;
use vigie_model::signal::{Age, Basis, CodeKind, Opinion, SignalState};
use vigie_store::{Tx, sightings, signals as rows};

use super::bank::{self, Held};
use super::feed::{self, Change, FEED_MAX, PASSED};
use super::{canary, codes, sighting};
use crate::api::Client;
use crate::{Ctx, ServiceError, hex};

/// Most signals that are told beside a record: a code that more have is known well enough.
const CASES: i64 = 64;
/// Most signals that an opinion of a code is noted of.
const MOST_CARRYING: usize = 64;

/// Where a program is while it pulls, page by page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The place of the log up to which it had everything when it began.
    pub had: i64,
    /// The last place of the log when it began.
    pub end: i64,
    /// The place up to which it has been given everything by now.
    pub at: i64,
}

/// From where on a program asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    /// It begins, and has everything up to this place; 0: nothing.
    Begin(i64),
    /// It goes on.
    Page(Place),
}

/// A code, and where its signals stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// When this changed.
    pub at: Timestamp,
    /// What the code is: a picture's PDQ, or the MD5 of what has none.
    pub kind: CodeKind,
    /// Its digits.
    pub hex: String,
    /// Where the code stands: it does when any of its signals does.
    pub state: SignalState,
    /// Where each of its signals stands.
    pub signals: Vec<(SignalId, SignalState)>,
    /// What programs think of the signal that changed, oldest first.
    pub opinions: Vec<Opinion>,
}

/// A page of records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records {
    /// What changed.
    pub records: Vec<Record>,
    /// Where the program is with it.
    pub place: Place,
    /// True when there is more at once.
    pub more: bool,
}

/// What changed among pictures of adults, at most so many lines of the log. Neither what is of somebody under 18 nor what
/// nobody said an age of is ever here. What is sent is noted; nothing is confirmed by asking, because clients of this tool
/// are known to go on matching what was withdrawn. `None` for a place that the log has not come to.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn records(ctx: &Ctx, client: &Client, from: From, limit: i64) -> Result<Option<Records>, ServiceError> {
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let last = rows::last(&mut tx).await?;
    let mut place = match from {
        From::Begin(had) => Place { had, end: last, at: had },
        From::Page(place) => place,
    };
    if place.had < 0 || place.at < place.had || place.at > last || place.end > last {
        return Ok(None);
    }
    let limit = limit.clamp(1, FEED_MAX);
    let (mut records, mut more) = (Vec::new(), true);
    for _ in 0..PASSED {
        let lines = rows::since(&mut tx, place.at, limit).await?;
        more = i64::try_from(lines.len()).unwrap_or(0) == limit;
        let mut told = HashSet::new();
        for line in lines.iter().rev() {
            if told.insert(line.signal_id)
                && let Some(change) = adult(ctx, &mut tx, client, &banks, line).await?
            {
                of(ctx, &mut tx, client, &banks, place, &change, &mut records).await?;
            }
        }
        place.at = lines.last().map_or(place.at, |line| line.seq);
        if !more || !records.is_empty() {
            break;
        }
    }
    records.reverse();
    let before = sightings::reader(&mut tx, client.key).await?;
    drop(tx);
    let reader = sightings::Reader {
        key_id: client.key,
        sent_seq: 0,
        confirmed_seq: 0,
        at_ms: ctx.clock.now().ms(),
        stopncii_seq: place.at,
        ncmec_seq: 0,
    };
    feed::follows(ctx, before.as_ref(), &reader).await?;
    Ok(Some(Records { records, place, more }))
}

/// The signals of pictures of adults on the list of this program that carry a code, at most 64, but for what is withdrawn. A
/// made-up code of its list is carried by the signal that it was told beside, so that none can be told from the others.
///
/// # Errors
/// [`ServiceError::Store`].
pub(super) async fn carrying(ctx: &Ctx, client: &Client, code: &Code) -> Result<Vec<SignalId>, ServiceError> {
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    for row in rows::tagged(&mut tx, &codes::tag(ctx, code.kind, &code.bytes()), codes::CARRIERS).await? {
        // Nothing of a bank that is not on the list is looked at: how long that takes would tell that there is something.
        let seen = banks.get(&row.bank_id).is_some_and(|held| feed::listed(client, held));
        if seen
            && row.kind == code.kind.word()
            && let Some(of) = known_adult(ctx, &mut tx, client, &banks, row.signal_id).await?
            && is_told(code, of.basis, &rows::codes(&mut tx, row.signal_id).await?)
            && !all.contains(&of.signal)
        {
            all.push(of.signal);
            if all.len() == MOST_CARRYING {
                break;
            }
        }
    }
    if let Some(place) = code.bits().and_then(|bits| canary::place(ctx, client.key, &bits)) {
        let line = rows::since(&mut tx, place - 1, 1).await?.pop().filter(|line| line.seq == place);
        if let Some(line) = line
            && let Some(of) = known_adult(ctx, &mut tx, client, &banks, line.signal_id).await?
        {
            all.push(of.signal);
        }
    }
    Ok(all)
}

/// A signal of an adult on the list of this program that is not withdrawn.
async fn known_adult(
    ctx: &Ctx,
    tx: &mut Tx,
    client: &Client,
    banks: &HashMap<Uuid, Held>,
    of: Uuid,
) -> Result<Option<Change>, ServiceError> {
    let line = rows::Line { seq: 0, signal_id: of, state: String::new(), at_ms: 0 };
    let change = adult(ctx, tx, client, banks, &line).await?;
    Ok(change.filter(|change| change.state != SignalState::Withdrawn))
}

/// Whether a code is told of a signal that has these. MD5 is that of a video there; of what a visitor made no digest of a
/// file leaves.
fn is_told(code: &Code, basis: Basis, all: &[rows::Code]) -> bool {
    let is_picture = || all.iter().any(|row| row.kind == CodeKind::Pdq.word());
    match code.kind {
        CodeKind::Pdq => codes::is_usable(code),
        CodeKind::Md5 => basis == Basis::List && !is_picture(),
        _ => false,
    }
}

/// A change of a picture of somebody who is 18 or older; `None` of any other.
async fn adult(
    ctx: &Ctx,
    tx: &mut Tx,
    client: &Client,
    banks: &HashMap<Uuid, Held>,
    line: &rows::Line,
) -> Result<Option<Change>, ServiceError> {
    let change = feed::change(ctx, tx, client, banks, line).await?;
    Ok(change.filter(|change| change.age == Age::Adult))
}

/// Adds the records of a change.
async fn of(
    ctx: &Ctx,
    tx: &mut Tx,
    client: &Client,
    banks: &HashMap<Uuid, Held>,
    place: Place,
    change: &Change,
    records: &mut Vec<Record>,
) -> Result<(), ServiceError> {
    let lines = rows::lines(tx, change.signal.0).await?;
    let first = lines.first().map_or(i64::MAX, |line| line.seq);
    // It was given this one, or it may have been while it pulled.
    let has = first <= place.had || (change.seq > place.end && first <= place.at);
    let said = sighting::said(ctx, tx, change.signal.0).await?.into_iter().filter(|said| said.member.is_none());
    let opinions: Vec<Opinion> = said.map(|said| said.opinion).collect();
    let all = rows::codes(tx, change.signal.0).await?;
    let picture = all.iter().any(|row| row.kind == CodeKind::Pdq.word());
    for row in &all {
        let Some(code) = codes::opened(ctx, row) else { continue };
        if !is_told(&code, change.basis, &all) {
            continue;
        }
        let signals = standing(ctx, tx, client, banks, change, &row.tag).await?;
        let stands = signals.iter().any(|one| one.1 == SignalState::Standing);
        // Lines are read from the last one back: what is told of the code already is newer.
        let told = records.iter().any(|one: &Record| one.kind == code.kind && one.hex == code.hex);
        if (stands || has) && !told {
            let state = if stands { SignalState::Standing } else { change.state };
            let (at, kind, hex, opinions) = (change.at, code.kind, code.hex.clone(), opinions.clone());
            records.push(Record { at, kind, hex, state, signals, opinions });
        }
    }
    let stands = change.state == SignalState::Standing;
    // What was given beside a code is taken back with it.
    let given = lines.iter().filter(|line| line.state == SignalState::Standing.word());
    for line in given.filter(|line| picture && if stands { line.seq == change.seq } else { has }) {
        if let Some(bits) = canary::at(ctx, client.key, line.seq) {
            let (hex, signals) = (hex::encode(&bits), vec![(change.signal, change.state)]);
            let opinions = opinions.clone();
            records.push(Record { at: change.at, kind: CodeKind::Pdq, hex, state: change.state, signals, opinions });
        }
    }
    Ok(())
}

/// Where every signal of a code stands that this program may know here.
async fn standing(
    ctx: &Ctx,
    tx: &mut Tx,
    client: &Client,
    banks: &HashMap<Uuid, Held>,
    change: &Change,
    tag: &[u8],
) -> Result<Vec<(SignalId, SignalState)>, ServiceError> {
    let mut all = vec![(change.signal, change.state)];
    for row in rows::tagged(tx, tag, CASES).await? {
        let known = all.iter().any(|one| one.0.0 == row.signal_id);
        let line =
            rows::Line { seq: change.seq, signal_id: row.signal_id, state: String::new(), at_ms: change.at.ms() };
        if !known
            && row.kind != CodeKind::Frame.word()
            && let Some(other) = adult(ctx, tx, client, banks, &line).await?
        {
            all.push((other.signal, other.state));
        }
    }
    Ok(all)
}
