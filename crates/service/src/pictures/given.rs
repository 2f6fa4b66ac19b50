//! What visitors give: fingerprints of pictures that must not spread, made on their own device. Nobody here has seen the
//! pictures, and what could not be matched is kept and answered like what could.

use std::collections::BTreeMap;
use std::net::IpAddr;

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::ThreadState;
use vigie_model::clock::entropy;
use vigie_model::given::{Code, Given, Step};
use vigie_model::id::{CaseId, MemberId, ReportId, SignalId};
use vigie_model::job;
use vigie_model::signal::{Age, Basis, NEAR, Opinion, PICTURES_MAX, Seen, Sense, SightingState, SignalState};
use vigie_seal::Secret;
use vigie_store::{Tx, api, parts, reports, sightings, signals as rows};

use super::codes::{self, is_usable};
use super::{bank, known, looking, sighting, signal};
use crate::buckets::What;
use crate::casework::{find_now, find_opened};
use crate::intake::{ATTEMPTS, Draft, enqueue};
use crate::login::Signed;
use crate::pass::Pass;
use crate::sealing::{Kind, Piece, SealedPart, open_part, seal_part_as};
use crate::thread::{Opened, THREAD_BYTES, THREAD_PIECES, read_opened, send_id, visitor_wrote};
use crate::{Ctx, ServiceError, audit};

/// Most sightings of one signal that are counted for its visitor.
const COUNTED: i64 = 1_000;

/// How a visitor's fingerprints stand.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// Pictures given and not taken back since.
    pub pictures: usize,
    /// When they were last taken back; `None` while some stand, or when none were ever given.
    pub stopped: Option<Timestamp>,
    /// True when the visitor wants to know.
    pub wish: bool,
    /// What may be told by now, most telling first; empty without the wish.
    pub told: Vec<Told>,
    /// Services that got them, by name.
    pub services: Vec<Service>,
}

/// What services did, without saying which or when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub seen: Seen,
    /// How often.
    pub times: usize,
}

/// A service that got the fingerprints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    /// Its name, as its key has it.
    pub name: String,
    /// After they were taken back: whether it said that it has taken that in.
    pub confirmed: bool,
}

/// A visitor's signal as the desk sees it. Of the picture there is nothing to see.
#[derive(Debug, Clone)]
pub struct OfReport {
    /// Which.
    pub id: SignalId,
    /// Where it stands.
    pub state: SignalState,
    /// How many codes it has.
    pub codes: usize,
    /// What was said of it, oldest first.
    pub opinions: Vec<Said>,
    /// What services did, and whether the desk has decided what becomes of it.
    pub seen: Vec<(Timestamp, Seen, SightingState)>,
}

/// What somebody said of a signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What.
    pub opinion: Opinion,
    /// When.
    pub at: Timestamp,
    /// Which member; `None`: a service.
    pub member: Option<MemberId>,
    /// Which service; empty for a member.
    pub service: String,
    /// Why; empty: not said.
    pub why: String,
}

/// Adds fingerprints to a thread. Sent twice from one page they are one.
///
/// # Errors
/// As [`crate::thread::write`].
pub async fn give(ctx: &Ctx, pass: &Pass, given: &Given, page: &Draft, address: IpAddr) -> Result<(), ServiceError> {
    if !ctx.buckets.take(address, What::Try, ctx.clock.now()) {
        return Err(ServiceError::TooMany);
    }
    step(ctx, pass, &Step::Given(given.clone()), page).await
}

/// Takes back every fingerprint of a thread. They match nothing any more when this returns.
///
/// # Errors
/// As [`crate::thread::view`].
pub async fn stop(ctx: &Ctx, pass: &Pass, page: &Draft) -> Result<(), ServiceError> {
    step(ctx, pass, &Step::Stopped, page).await
}

async fn step(ctx: &Ctx, pass: &Pass, step: &Step, page: &Draft) -> Result<(), ServiceError> {
    let bytes = serde_json::to_vec(step).map_err(|_| ServiceError::Inner)?;
    let now = ctx.clock.now();
    for _ in 0..ATTEMPTS {
        let opened = read_opened(ctx, pass).await?;
        let (report, case) = (ReportId(opened.report.id), CaseId(opened.case.id));
        let piece = Piece { kind: Kind::Fingerprints, at: now, by: None, bytes: Secret::new(bytes.clone()) };
        let id = send_id(ctx, report, page, &String::from_utf8_lossy(&bytes));
        let part = seal_part_as(id, &opened.key, case, Some(report), &piece, &mut entropy());
        match store_step(ctx, &opened, step, &part, now).await {
            // The desk touched the case at the same moment.
            Err(error) if error.is_conflict() => {}
            stored => {
                stored?;
                return known::follow(ctx).await;
            }
        }
    }
    Err(ServiceError::Busy)
}

async fn store_step(
    ctx: &Ctx,
    opened: &Opened,
    step: &Step,
    part: &SealedPart,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let (report, case) = (&opened.report, CaseId(opened.case.id));
    let erasing =
        ThreadState::parse(&report.thread_state, report.erase_at_ms).is_some_and(|state| state.erasing().is_some());
    if erasing && *step != Step::Stopped {
        return Err(ServiceError::Gone);
    }
    let leaf = audit::leaf(ctx, Event::SignalsGiven, report.id, now, None, &[part.commitment]);
    let mut tx = ctx.store.begin("pictures.given").await?;
    reports::unchanged(&mut tx, report.id, report.version).await?;
    let (pieces, bytes) = parts::weight(&mut tx, report.id).await?;
    if (pieces >= THREAD_PIECES || bytes >= THREAD_BYTES) && *step != Step::Stopped {
        return Err(ServiceError::TooMany);
    }
    if !parts::insert_once(&mut tx, &part.row).await? {
        return Ok(());
    }
    match step {
        Step::Given(given) => {
            store(ctx, &mut tx, report.id, given).await?;
            visitor_wrote(&mut tx, case, report).await?;
            enqueue(&mut tx, job::NOTIFY, case.0, now).await?;
        }
        Step::Stopped => withdraw_all(ctx, &mut tx, report.id).await?,
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}

/// Makes signals of what a visitor gave, in the transaction that stores the report. What may not be matched, or is known
/// to be innocent, makes none; nobody is told.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn store(ctx: &Ctx, tx: &mut Tx, report: Uuid, given: &Given) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let bank = bank::unseen(ctx, tx).await?;
    let mut seq = rows::lock(tx).await?;
    let there = rows::of_report(tx, report).await?;
    let mut room = PICTURES_MAX.saturating_sub(there.len());
    for picture in &given.pictures {
        let usable: Vec<&Code> = picture.codes.iter().filter(|code| is_usable(code)).collect();
        let seen = usable.iter().any(|code| code.kind.is_near());
        if room == 0 || !seen || innocent(ctx, tx, &usable).await? || again(ctx, tx, report, &usable).await? {
            continue;
        }
        let id = SignalId::new(now, &mut entropy());
        let mut row = rows::Signal {
            id: id.0,
            bank_id: bank.0,
            report_id: Some(report),
            state: SignalState::Standing.word().to_owned(),
            age: given.age.word().to_owned(),
            wish: i64::from(given.wish),
            at_ms: now.ms(),
            expires_at_ms: None,
            version: 1,
            sealed: String::new(),
            mac: Vec::new(),
        };
        row.mac = signal::mac(ctx.keys.audit_mac(), &row).to_vec();
        signal::insert(ctx, tx, &row, Basis::SelfReport, usable.into_iter(), &mut seq).await?;
        room -= 1;
    }
    ctx.known.forget_banks();
    Ok(())
}

/// True when a standing signal in a bank of innocent pictures has one of the codes, or one near it.
async fn innocent(ctx: &Ctx, tx: &mut Tx, picture: &[&Code]) -> Result<bool, ServiceError> {
    let banks = bank::banks(ctx).await?;
    let innocent = |row: &rows::Code| {
        banks.get(&row.bank_id).is_some_and(|held| held.counts() && held.bank.sense == Sense::Negative)
    };
    for code in picture {
        let tag = codes::tag(ctx, code.kind, &code.bytes());
        for row in rows::tagged(tx, &tag, codes::CARRIERS).await?.iter().filter(|row| innocent(row)) {
            if looking::held_by(ctx, tx, code, row, 0).await?.is_some() {
                return Ok(true);
            }
        }
        if let Some(bits) = code.bits() {
            let near = ctx.known.within(bits, NEAR, 64).map_err(|_| ServiceError::Untrusted("index of signals"))?;
            for (num, distance) in near {
                if let Some(row) = rows::code(tx, num).await?.filter(innocent)
                    && looking::held_by(ctx, tx, code, &row, distance).await?.is_some()
                {
                    return Ok(true);
                }
            }
        }
    }
    Ok(false)
}

/// True when the report gave this picture before and has not taken it back.
async fn again(ctx: &Ctx, tx: &mut Tx, report: Uuid, picture: &[&Code]) -> Result<bool, ServiceError> {
    let Some(first) = picture.first() else { return Ok(false) };
    let banks = bank::banks(ctx).await?;
    for row in rows::tagged(tx, &codes::tag(ctx, first.kind, &first.bytes()), codes::CARRIERS).await? {
        if banks.get(&row.bank_id).is_none_or(|held| held.bank.basis != Basis::SelfReport) {
            continue;
        }
        let of = rows::get(tx, row.signal_id).await?;
        if of.is_some_and(|of| of.report_id == Some(report) && of.state != SignalState::Withdrawn.word()) {
            return Ok(true);
        }
    }
    Ok(false)
}

async fn withdraw_all(ctx: &Ctx, tx: &mut Tx, report: Uuid) -> Result<(), ServiceError> {
    let mut seq = rows::lock(tx).await?;
    for of in rows::of_report(tx, report).await? {
        if of.state != SignalState::Withdrawn.word() {
            signal::turn(ctx, tx, signal::By::House, of, SignalState::Withdrawn, &mut seq).await?;
        }
    }
    Ok(())
}

/// Withdraws and destroys what a report gave, with the report.
///
/// # Errors
/// [`ServiceError::Store`]; then the caller's transaction must not commit.
pub(crate) async fn destroy(ctx: &Ctx, tx: &mut Tx, report: Uuid) -> Result<(), ServiceError> {
    withdraw_all(ctx, tx, report).await?;
    Ok(rows::destroy(tx, report).await?)
}

/// How the fingerprints of a thread stand.
///
/// # Errors
/// As [`crate::thread::view`].
pub async fn standing(ctx: &Ctx, pass: &Pass) -> Result<Standing, ServiceError> {
    let Opened { report, key, .. } = read_opened(ctx, pass).await?;
    let mut tx = ctx.store.read().await?;
    let mut standing = Standing::default();
    for row in parts::of_report(&mut tx, report.id).await? {
        if row.purpose != Kind::Fingerprints.number() {
            continue;
        }
        let piece = open_part(&key, &row)?;
        match serde_json::from_slice(piece.bytes.expose()) {
            Ok(Step::Given(given)) => {
                standing.pictures += given.pictures.len();
                (standing.stopped, standing.wish) = (None, given.wish);
            }
            Ok(Step::Stopped) => (standing.pictures, standing.stopped) = (0, Some(piece.at)),
            Err(_) => return Err(ServiceError::Untrusted("fingerprints")),
        }
    }
    let signals = rows::of_report(&mut tx, report.id).await?;
    if standing.wish {
        standing.told = told(ctx, &mut tx, &signals).await?;
    }
    standing.services = services(ctx, &mut tx, &signals, standing.stopped.is_some()).await?;
    Ok(standing)
}

async fn told(ctx: &Ctx, tx: &mut Tx, signals: &[rows::Signal]) -> Result<Vec<Told>, ServiceError> {
    let now = ctx.clock.now().ms();
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for of in signals {
        for one in sightings::of_signal(tx, of.id, COUNTED).await? {
            let due = one.state == SightingState::Told.word() && one.tell_at_ms.is_some_and(|at| at <= now);
            if let Some(seen) = Seen::parse(&one.seen).filter(|seen| due && *seen != Seen::NotIt) {
                *times.entry(seen.word()).or_default() += 1;
            }
        }
    }
    let all = [Seen::Blocked, Seen::Removed].into_iter();
    Ok(all.filter_map(|seen| Some(Told { seen, times: *times.get(seen.word())? })).collect())
}

/// Who got the signals by following the log. While they stand nobody has anything to confirm.
async fn services(
    ctx: &Ctx,
    tx: &mut Tx,
    signals: &[rows::Signal],
    stopped: bool,
) -> Result<Vec<Service>, ServiceError> {
    let (mut first, mut last) = (i64::MAX, 0);
    // Whoever pulls in the words of another tool was sent what those words are for.
    let adults = signals.iter().any(|of| Age::parse(&of.age) == Some(Age::Adult));
    let others = signals.iter().any(|of| Age::parse(&of.age) != Some(Age::Adult));
    for of in signals {
        for line in rows::lines(tx, of.id).await? {
            if line.state == SignalState::Standing.word() {
                first = first.min(line.seq);
            } else {
                last = last.max(line.seq);
            }
        }
    }
    let mut services = Vec::new();
    for reader in sightings::readers(tx).await? {
        let sent = reader.sent_seq >= first
            || (adults && reader.stopncii_seq >= first)
            || (others && reader.ncmec_seq >= first);
        if !sent {
            continue;
        }
        let Some(name) = api::key(tx, reader.key_id).await?.and_then(|row| crate::api::owner_of_unseen(ctx, &row))
        else {
            continue;
        };
        services.push(Service { name, confirmed: stopped && reader.confirmed_seq >= last });
    }
    services.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(services)
}

/// What the reports of a case gave, as the desk sees it, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such case or the member does not see it.
pub async fn of_case(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Vec<OfReport>, ServiceError> {
    find_now(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let all = reports::of_case(&mut tx, case.0).await?;
    drop(tx);
    let mut given = Vec::new();
    for report in all {
        given.extend(of_report(ctx, ReportId(report.id)).await?);
    }
    Ok(given)
}

/// Makes sure that a signal is of this case and that the member may act on the case.
///
/// # Errors
/// [`ServiceError::NotFound`] otherwise; [`ServiceError::ReasonNeeded`] when it is somebody else's or closed and no reason
/// was given.
pub async fn on_case(ctx: &Ctx, signed: &Signed, case: CaseId, id: SignalId) -> Result<(), ServiceError> {
    find_opened(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let report = rows::get(&mut tx, id.0).await?.and_then(|of| of.report_id).ok_or(ServiceError::NotFound)?;
    let of = reports::get(&mut tx, report).await?.ok_or(ServiceError::NotFound)?;
    if of.case_id == case.0 { Ok(()) } else { Err(ServiceError::NotFound) }
}

/// What a report gave, as the desk sees it, oldest first.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn of_report(ctx: &Ctx, report: ReportId) -> Result<Vec<OfReport>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    for of in rows::of_report(&mut tx, report.0).await? {
        let state = signal::stands(ctx, &of).ok_or(ServiceError::Untrusted("signal"))?;
        let opinions = sighting::said(ctx, &mut tx, of.id).await?;
        let seen = sightings::of_signal(&mut tx, of.id, COUNTED).await?.into_iter();
        all.push(OfReport {
            id: SignalId(of.id),
            state,
            codes: rows::codes(&mut tx, of.id).await?.len(),
            opinions,
            seen: seen
                .filter_map(|one| {
                    Some((Timestamp(one.at_ms), Seen::parse(&one.seen)?, SightingState::parse(&one.state)?))
                })
                .collect(),
        });
    }
    Ok(all)
}
