//! Signals: put into a bank, suspended, withdrawn. Each change is a line of the log that processes and programs follow.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{DAY, HOUR, Timestamp, entropy};
use vigie_model::given::Code;
use vigie_model::id::{BankId, SignalId};
use vigie_model::member::MemberRole;
use vigie_model::signal::{Age, Basis, SignalState, Tlp};
use vigie_seal::MacKey;
use vigie_store::audit::Leaf;
use vigie_store::{Tx, signals as rows};

use super::bank::{self, Held};
use super::codes::{self, is_usable};
use super::{canary, hooked, known};
use crate::alarms::{self, Kind};
use crate::audit::Details;
use crate::desks::{self, vouched};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit};

/// Most signals that are withdrawn at once when their day has come.
const EXPIRED: i64 = 500;
/// Of how many entries the new signals are stored in one statement.
const TOGETHER: usize = 500;

/// What is to be put into a bank: a known picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its codes: those of one picture.
    pub codes: Vec<Code>,
    /// How old whoever is in it was said to be.
    pub age: Age,
    /// When it ends by itself.
    pub expires: Option<Timestamp>,
    /// Where it comes from.
    pub from: Provenance,
}

/// Where a signal comes from, sealed beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// What its owner calls it.
    pub name: String,
    /// Which key's program put it in; `None`: a member, or a visitor.
    pub key: Option<Uuid>,
    /// How far it may travel; `None`: as its bank says.
    pub tlp: Option<Tlp>,
    /// Words that its owner sorts by.
    pub labels: Vec<String>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is a signal now.
    Added(SignalId),
    /// The bank has it already, as this signal.
    There(SignalId),
    /// No code of it may be matched: too little to see, or no picture at all.
    Unusable,
    /// The bank is held back: too many came in at once, and nobody has looked yet.
    HeldBack,
}

/// Who changes a signal.
#[derive(Debug, Clone, Copy)]
pub enum By<'a> {
    /// A member.
    Member(&'a Signed),
    /// A key's program: only its own signals, in banks that it may change.
    Key(Uuid),
    /// The house: a day has come, or a rule holds.
    House,
}

/// Puts entries into a bank, all of them or, on an error, none; the outcome of each in their order.
///
/// # Errors
/// [`ServiceError::NotFound`] for a bank that is not there or that the caller may not change; [`ServiceError::Store`].
pub async fn add(ctx: &Ctx, by: By<'_>, bank: BankId, entries: &[Entry]) -> Result<Vec<Outcome>, ServiceError> {
    go_on(ctx, by, bank, entries, &mut None).await
}

/// How many signals of a bank came within a day, as it was known at a moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Came {
    /// When all of the day were counted.
    all_at: Timestamp,
    /// Up to which moment they are counted.
    until: Timestamp,
    count: i64,
}

/// As [`add`], of entries that come in parts: what came before the last part is counted anew once an hour. Meanwhile what is
/// older than a day counts too, and what others put in within the millisecond after a part does not.
pub(super) async fn go_on(
    ctx: &Ctx,
    by: By<'_>,
    bank: BankId,
    entries: &[Entry],
    came: &mut Option<Came>,
) -> Result<Vec<Outcome>, ServiceError> {
    let held = bank::banks(ctx).await?.get(&bank.0).cloned().ok_or(ServiceError::NotFound)?;
    may_change(by, &held)?;
    // What visitors gave comes in by `given` alone.
    if held.bank.basis != Basis::List {
        return Err(ServiceError::NotFound);
    }
    let now = ctx.clock.now();
    let leaf = match by {
        By::Member(signed) => bank::leaf(ctx, signed, Event::SignalsAdded, bank).await?,
        _ => audit::leaf(ctx, Event::SignalsAdded, bank.0, now, None, &[]),
    };
    let near = hooked::near(ctx, by, &held, entries).await?;
    let mut tx = ctx.store.begin("signals.add").await?;
    let mut seq = rows::lock(&mut tx).await?;
    // Whoever stored before this had the lock before: by one clock none of theirs is later.
    let now = ctx.clock.now();
    let most = held.bank.most_a_day;
    let before = came.filter(|came| now.ms() - came.all_at.ms() < HOUR);
    let before = before.unwrap_or(Came { all_at: now, until: now.plus(-DAY), count: 0 });
    let count = before.count + vigie_store::banks::came_since(&mut tx, bank.0, before.until.ms(), most + 1).await?;
    let mut coming = Coming { ctx, held: &held, now, room: (most - count).max(0), flood: held.bank.held_back };
    let mut outcomes = Vec::with_capacity(entries.len());
    for some in entries.chunks(TOGETHER) {
        outcomes.extend(coming.put(&mut tx, some, &mut seq).await?);
    }
    let flood = coming.flood;
    let added = outcomes.iter().filter(|outcome| matches!(outcome, Outcome::Added(_))).count();
    for (at, _) in outcomes.iter().enumerate().filter(|(_, outcome)| matches!(outcome, Outcome::Added(_))) {
        if let Some(near) = &near {
            hooked::came(ctx, &mut tx, near, at).await?;
        }
    }
    if flood && !held.bank.held_back {
        bank::hold_back(ctx, &mut tx, &held).await?;
        alarm(ctx, &mut tx, Kind::BankHeldBack, None).await?;
        tracing::error!(bank.id = %bank, "Bank {bank} is held back: more than {most} signals came in within a day. A person has to look.");
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    let count = count + i64::try_from(added).unwrap_or(i64::MAX);
    *came = Some(Came { until: now.plus(1), count, ..before });
    if flood {
        ctx.known.forget_banks();
    }
    let from = match by {
        By::Key(key) => Some(key),
        By::Member(_) | By::House => None,
    };
    let codes = entries.iter().flat_map(|entry| &entry.codes);
    canary::came(ctx, from, &canary::among(ctx, codes.filter_map(Code::bits))).await?;
    known::follow(ctx).await?;
    Ok(outcomes)
}

/// Entries on their way into a bank.
struct Coming<'a> {
    ctx: &'a Ctx,
    held: &'a Held,
    now: Timestamp,
    /// How many more may come today.
    room: i64,
    /// Too many came: everything behind is held back, until a person has looked.
    flood: bool,
}

impl Coming<'_> {
    /// Puts some entries in, in one statement for each table.
    async fn put(&mut self, tx: &mut Tx, some: &[Entry], seq: &mut i64) -> Result<Vec<Outcome>, ServiceError> {
        let Held { id: bank, bank: of, .. } = self.held;
        let firsts = firsts(self.ctx, some);
        let tags: Vec<Vec<u8>> = firsts.iter().flatten().cloned().collect();
        let mut there: HashMap<Vec<u8>, SignalId> = HashMap::new();
        for one in rows::carrying(tx, bank.0, &tags).await? {
            there.entry(one.tag).or_insert(SignalId(one.id));
        }
        let mut batch = rows::Batch::default();
        let mut outcomes = Vec::with_capacity(some.len());
        for (entry, first) in some.iter().zip(firsts) {
            let outcome = match first {
                _ if self.flood => Outcome::HeldBack,
                None => Outcome::Unusable,
                // What is there already is no flood, however full the day is.
                Some(tag) => match there.get(&tag) {
                    Some(id) => Outcome::There(*id),
                    None if self.room == 0 => Outcome::HeldBack,
                    None => {
                        let signal = self.signal(entry)?;
                        let usable = entry.codes.iter().filter(|code| is_usable(code));
                        let codes: Vec<rows::Code> =
                            usable.map(|code| codes::row(self.ctx, signal.id, bank.0, of.basis, code)).collect();
                        let id = SignalId(signal.id);
                        for code in &codes {
                            there.entry(code.tag.clone()).or_insert(id);
                        }
                        *seq += 1;
                        let state = signal.state.clone();
                        batch.lines.push(rows::Line { seq: *seq, signal_id: id.0, state, at_ms: signal.at_ms });
                        batch.signals.push(signal);
                        batch.codes.extend(codes);
                        self.room -= 1;
                        Outcome::Added(id)
                    }
                },
            };
            self.flood |= outcome == Outcome::HeldBack;
            outcomes.push(outcome);
        }
        rows::put(tx, &batch).await?;
        Ok(outcomes)
    }

    /// The row of a new signal.
    fn signal(&self, entry: &Entry) -> Result<rows::Signal, ServiceError> {
        let id = SignalId::new(self.now, &mut entropy());
        let mut signal = rows::Signal {
            id: id.0,
            bank_id: self.held.id.0,
            report_id: None,
            state: SignalState::Standing.word().to_owned(),
            age: entry.age.word().to_owned(),
            wish: 0,
            at_ms: self.now.ms(),
            expires_at_ms: entry.expires.map(Timestamp::ms),
            version: 1,
            sealed: if entry.from == Provenance::default() {
                String::new()
            } else {
                codes::seal_note(self.ctx, id.0, &entry.from)?
            },
            mac: Vec::new(),
        };
        signal.mac = mac(self.ctx.keys.audit_mac(), &signal).to_vec();
        Ok(signal)
    }
}

/// What each entry is known by: the tag of its first code that may be matched; `None` where none may.
pub(super) fn firsts(ctx: &Ctx, entries: &[Entry]) -> Vec<Option<Vec<u8>>> {
    let first = |entry: &Entry| entry.codes.iter().find(|code| is_usable(code)).cloned();
    let tag = |code: Code| codes::tag(ctx, code.kind, &code.bytes());
    entries.iter().map(|entry| first(entry).map(tag)).collect()
}

/// Stores a signal with its codes and its line of the log.
pub(super) async fn insert<'a>(
    ctx: &Ctx,
    tx: &mut Tx,
    signal: &rows::Signal,
    basis: Basis,
    codes: impl Iterator<Item = &'a Code>,
    seq: &mut i64,
) -> Result<(), ServiceError> {
    rows::insert(tx, signal).await?;
    for code in codes {
        rows::insert_code(tx, &codes::row(ctx, signal.id, signal.bank_id, basis, code)).await?;
    }
    log(tx, signal, seq).await
}

async fn log(tx: &mut Tx, signal: &rows::Signal, seq: &mut i64) -> Result<(), ServiceError> {
    *seq += 1;
    let line = rows::Line { seq: *seq, signal_id: signal.id, state: signal.state.clone(), at_ms: signal.at_ms };
    Ok(rows::log(tx, &line).await?)
}

/// Changes where a signal stands. What stopped matching stopped before this returns, here; elsewhere what is found is
/// looked up before it is told.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none or it is not the caller's to change, or it may not go there;
/// [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn set(ctx: &Ctx, by: By<'_>, id: SignalId, state: SignalState) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("signal.set").await?;
    let mut seq = rows::lock(&mut tx).await?;
    let signal = rows::get(&mut tx, id.0).await?.ok_or(ServiceError::NotFound)?;
    let banks = vigie_store::banks::get(&mut tx, signal.bank_id).await?.ok_or(ServiceError::NotFound)?;
    let held = bank::banks(ctx).await?.get(&banks.id).cloned().ok_or(ServiceError::NotFound)?;
    may_change(by, &held)?;
    // Only the visitor withdraws what the visitor gave.
    if held.bank.basis == Basis::SelfReport && state == SignalState::Withdrawn {
        return Err(ServiceError::NotFound);
    }
    if let By::Key(key) = by
        && provenance(ctx, &signal).key != Some(key)
    {
        return Err(ServiceError::NotFound);
    }
    turn(ctx, &mut tx, by, signal, state, &mut seq).await?;
    tx.commit().await?;
    known::follow(ctx).await
}

/// Withdraws a signal: it is not matched any more, and everybody who has it is told.
///
/// # Errors
/// As [`set`].
pub async fn withdraw(ctx: &Ctx, by: By<'_>, id: SignalId) -> Result<(), ServiceError> {
    set(ctx, by, id, SignalState::Withdrawn).await
}

/// True when a signal that this key put in is withdrawn.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn withdrew(ctx: &Ctx, key: Uuid, id: SignalId) -> Result<bool, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let Some(of) = rows::get(&mut tx, id.0).await? else { return Ok(false) };
    Ok(stands(ctx, &of) == Some(SignalState::Withdrawn) && provenance(ctx, &of).key == Some(key))
}

/// Changes where a signal stands in the caller's transaction, which holds the lock of the log.
pub(super) async fn turn(
    ctx: &Ctx,
    tx: &mut Tx,
    by: By<'_>,
    mut signal: rows::Signal,
    state: SignalState,
    seq: &mut i64,
) -> Result<(), ServiceError> {
    let before = stands(ctx, &signal).ok_or(ServiceError::Untrusted("signal"))?;
    let after = before.after(state).ok_or(ServiceError::NotFound)?;
    let version = signal.version;
    after.word().clone_into(&mut signal.state);
    signal.version += 1;
    signal.mac = mac(ctx.keys.audit_mac(), &signal).to_vec();
    rows::save(tx, &signal, version).await?;
    let now = ctx.clock.now();
    *seq += 1;
    let line = rows::Line { seq: *seq, signal_id: signal.id, state: signal.state.clone(), at_ms: now.ms() };
    rows::log(tx, &line).await?;
    let leaf = leaf(ctx, tx, by, Event::SignalChanged, signal.id).await?;
    audit::append(tx, &leaf).await?;
    if after == SignalState::Withdrawn {
        hooked::withdrawn(ctx, tx, &signal, *seq).await?;
    }
    Ok(())
}

/// A leaf about a signal that says which member did it; what a program or the house did names nobody.
pub(super) async fn leaf(ctx: &Ctx, tx: &mut Tx, by: By<'_>, event: Event, signal: Uuid) -> Result<Leaf, ServiceError> {
    let now = ctx.clock.now();
    let By::Member(signed) = by else { return Ok(audit::leaf(ctx, event, signal, now, None, &[])) };
    let desk = desks::for_audit(ctx, tx).await?;
    let value = json!({ "member": signed.member.to_string() });
    Ok(audit::leaf(ctx, event, signal, now, Some(Details { desk: &desk, value }), &[]))
}

/// Raises an alarm that every member sees, in the caller's transaction.
pub(super) async fn alarm(ctx: &Ctx, tx: &mut Tx, kind: Kind, case: Option<Uuid>) -> Result<(), ServiceError> {
    let desk = desks::for_everybody(ctx, tx).await?;
    alarms::raise(tx, &alarms::ready(ctx, &desk, kind, None, case)).await
}

/// Withdraws every signal whose day has come, some at a time; returns how many.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn expire(ctx: &Ctx) -> Result<usize, ServiceError> {
    let now = ctx.clock.now().ms();
    let mut all = 0;
    loop {
        let mut tx = ctx.store.begin("signals.expire").await?;
        let mut seq = rows::lock(&mut tx).await?;
        let mut turned = 0;
        for signal in rows::expired(&mut tx, now, EXPIRED).await? {
            // One that somebody else wrote is matched by nobody, and stays as it is for whoever looks.
            if stands(ctx, &signal).is_some() {
                turn(ctx, &mut tx, By::House, signal, SignalState::Withdrawn, &mut seq).await?;
                turned += 1;
            }
        }
        if turned == 0 {
            break;
        }
        tx.commit().await?;
        all += turned;
    }
    if all > 0 {
        tracing::info!(signals = all, "{all} signals had their time and are withdrawn.");
        known::follow(ctx).await?;
    }
    Ok(all)
}

/// Where a stored signal stands; `None`, counted, when it was not written with this key file.
pub(super) fn stands(ctx: &Ctx, signal: &rows::Signal) -> Option<SignalState> {
    let known = vouched(&ctx.keys, &signal.mac, |key| mac(key, signal));
    if !known {
        ctx.metrics.untrusted.inc();
    }
    known.then(|| SignalState::parse(&signal.state)).flatten()
}

/// Where a signal comes from.
pub(super) fn provenance(ctx: &Ctx, signal: &rows::Signal) -> Provenance {
    codes::open_note(ctx, signal.id, &signal.sealed)
}

/// How far a signal may travel: as it says itself, else as its bank does.
pub(super) fn tlp(ctx: &Ctx, signal: &rows::Signal, held: &Held) -> Tlp {
    let own = if signal.sealed.is_empty() { None } else { provenance(ctx, signal).tlp };
    own.unwrap_or(held.bank.tlp)
}

pub(super) fn may_change(by: By<'_>, held: &Held) -> Result<(), ServiceError> {
    match by {
        // The desk knows the account around what a visitor gave; who keeps the banks does not.
        By::Member(signed) if held.bank.basis == Basis::SelfReport => {
            let may = signed.roles.any(&[MemberRole::Counsellor, MemberRole::Reviewer]);
            if may { Ok(()) } else { Err(ServiceError::NotFound) }
        }
        By::Member(signed) => bank::keeps(signed),
        By::Key(key) if held.bank.changes.contains(&key) => Ok(()),
        By::Key(_) => Err(ServiceError::NotFound),
        By::House => Ok(()),
    }
}

pub(super) fn mac(key: &MacKey, row: &rows::Signal) -> [u8; 32] {
    let report = row.report_id.map_or([0; 16], |id| *id.as_bytes());
    let expires = row.expires_at_ms.map_or(i64::MAX, |at| at);
    let numbers = [row.wish, row.at_ms, expires, row.version].map(i64::to_be_bytes);
    key.mac(
        "signal",
        &[
            row.id.as_bytes(),
            row.bank_id.as_bytes(),
            &report,
            row.state.as_bytes(),
            row.age.as_bytes(),
            &numbers.concat(),
            row.sealed.as_bytes(),
        ],
    )
}
