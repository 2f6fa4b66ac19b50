//! What services saw and what people think. A counsellor looks first; a visitor learns of it only if they wished, grouped
//! and late enough that nobody can tell when and where.

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::clock::{DAY, HOUR, entropy};
use vigie_model::id::{CaseId, MemberId, ReportId, SignalId, new_uuid};
use vigie_model::member::MemberRole;
use vigie_model::signal::{Basis, Opinion, Seen, SightingState, SignalState};
use vigie_seal::{MacKey, random_bytes};
use vigie_store::{Tx, api, reports, sightings as rows, signals};

use super::given::Said;
use super::{bank, codes, known, signal};
use crate::alarms::Kind;
use crate::casework::find_now;
use crate::desks::vouched;
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit};

/// From so many different uploaders within a day on, a visitor's signal waits for a person: it may be no private picture.
const UPLOADERS: i64 = 20;
/// So many organisations that say *not it*, and a signal waits for a person.
const NOT_IT: usize = 2;
/// Earliest and latest time after which a visitor may learn of a sighting, in milliseconds.
const DELAY: (i64, i64) = (12 * HOUR, 72 * HOUR);
/// The word of the log for a signal that is matched.
const STANDING: &str = "standing";
/// Most opinions of a key on one signal that are noted: a key that changes its mind more often is refused.
const OPINIONS: usize = 32;
/// Most sightings listed at once.
const LISTED: i64 = 100;

/// What a service tells.
#[derive(Debug, Clone, Copy)]
pub struct Sighting<'a> {
    /// Of which signal.
    pub signal: SignalId,
    /// What it did.
    pub seen: Seen,
    /// What it calls whoever put the picture up; empty: not said. Kept as a keyed mac.
    pub uploader: &'a str,
}

/// A sighting that nobody has looked at.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Which.
    pub id: Uuid,
    /// Of which signal.
    pub signal: SignalId,
    /// Of which case, where the member sees it.
    pub case: Option<CaseId>,
    /// True for a signal of a list: it is of no case.
    pub listed: bool,
    /// Which service.
    pub service: String,
    /// What it did.
    pub seen: Seen,
    /// When it said so.
    pub at: Timestamp,
    /// Where the signal stands.
    pub state: SignalState,
    /// True when the visitor wants to know.
    pub wish: bool,
}

/// Takes what a service tells. The same told twice counts twice: whoever may tell is known by name.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such signal or the key is not answered from its bank.
pub async fn see(ctx: &Ctx, key: Uuid, told: Sighting<'_>) -> Result<Uuid, ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("sighting.see").await?;
    let mut seq = signals::lock(&mut tx).await?;
    let of = signals::get(&mut tx, told.signal.0).await?.ok_or(ServiceError::NotFound)?;
    let held = bank::banks(ctx).await?.get(&of.bank_id).cloned().filter(|held| held.is_seen_by(key));
    let held = held.ok_or(ServiceError::NotFound)?;
    let uploader = (!told.uploader.is_empty()).then(|| {
        let parts = [key.as_bytes().as_slice(), &now.day().to_be_bytes(), told.uploader.as_bytes()];
        ctx.keys.delivery_mac().mac("uploader", &parts)[..16].to_vec()
    });
    let mut row = rows::Sighting {
        id: new_uuid(now, &mut entropy()),
        signal_id: of.id,
        key_id: key,
        seen: told.seen.word().to_owned(),
        uploader,
        at_ms: now.ms(),
        state: SightingState::New.word().to_owned(),
        tell_at_ms: None,
        version: 1,
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    rows::insert(&mut tx, &row).await?;
    audit::append(&mut tx, &audit::leaf(ctx, Event::SightingReceived, of.id, now, None, &[])).await?;
    let standing = signal::stands(ctx, &of) == Some(SignalState::Standing);
    let unseen = held.bank.basis == Basis::SelfReport;
    // What a person has looked at and let stand again is counted anew.
    let stood = signals::lines(&mut tx, of.id).await?.into_iter().rev().find(|line| line.state == STANDING);
    let since = stood.map_or(0, |line| line.at_ms);
    let crowd = unseen && rows::uploaders(&mut tx, of.id, since.max(now.plus(-DAY).ms())).await? > UPLOADERS;
    if standing && (crowd || organisations(ctx, &mut tx, of.id, since).await? >= NOT_IT) {
        tracing::warn!(signal.id = %of.id, "Signal {} is not matched until a person has looked at it.", of.id);
        let report = match of.report_id {
            Some(report) => reports::get(&mut tx, report).await?,
            None => None,
        };
        signal::turn(ctx, &mut tx, signal::By::House, of, SignalState::Suspended, &mut seq).await?;
        signal::alarm(ctx, &mut tx, Kind::SignalSuspended, report.map(|report| report.case_id)).await?;
    }
    tx.commit().await?;
    known::follow(ctx).await?;
    Ok(row.id)
}

/// How many organisations said *not it* since a moment: two keys of one owner are one.
async fn organisations(ctx: &Ctx, tx: &mut Tx, of: Uuid, since: i64) -> Result<usize, ServiceError> {
    let mut owners = Vec::new();
    for (key,) in rows::not_it(tx, of, since).await? {
        owners.extend(api::key(tx, key).await?.and_then(|row| crate::api::owner(ctx, &row)));
    }
    owners.sort();
    owners.dedup();
    Ok(owners.len())
}

/// Sightings that nobody has looked at, oldest first.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no counsellor or reviewer.
pub async fn waiting(ctx: &Ctx, signed: &Signed) -> Result<Vec<Waiting>, ServiceError> {
    desk(signed)?;
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    for row in rows::waiting(&mut tx, LISTED).await? {
        let Some(of) = signals::get(&mut tx, row.signal_id).await? else { continue };
        let report = match of.report_id {
            Some(id) => reports::get(&mut tx, id).await?,
            None => None,
        };
        let service = api::key(&mut tx, row.key_id).await?.and_then(|key| crate::api::owner(ctx, &key));
        let (Some(seen), Some(state)) = (Seen::parse(&row.seen), signal::stands(ctx, &of)) else { continue };
        all.push(Waiting {
            id: row.id,
            signal: SignalId(of.id),
            case: visible(ctx, signed, report.as_ref()).await,
            listed: of.report_id.is_none(),
            service: service.unwrap_or_default(),
            seen,
            at: Timestamp(row.at_ms),
            state,
            wish: of.wish == 1,
        });
    }
    Ok(all)
}

/// The case of a report, when this member sees it.
async fn visible(ctx: &Ctx, signed: &Signed, report: Option<&reports::Report>) -> Option<CaseId> {
    let case = CaseId(report?.case_id);
    find_now(ctx, signed, case).await.is_ok().then_some(case)
}

/// How many sightings nobody has looked at, counted to `most`; 0 for who decides none.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn waiting_count(ctx: &Ctx, signed: &Signed, most: i64) -> Result<i64, ServiceError> {
    if desk(signed).is_err() {
        return Ok(0);
    }
    let mut tx = ctx.store.read().await?;
    Ok(rows::count_waiting(&mut tx, most).await?)
}

/// Decides what becomes of a sighting. Told: the visitor's page counts it at the first opening after a random time. It is
/// told only to who wished, and *not it* never is. Who does not see the case decides only what the visitor has taken back.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no counsellor, without such a sighting, or when it may not be told;
/// [`ServiceError::Store`] with a conflict when it was decided meanwhile.
pub async fn decide(ctx: &Ctx, signed: &Signed, id: Uuid, tell: bool) -> Result<(), ServiceError> {
    desk(signed)?;
    let now = ctx.clock.now();
    let sees = sees(ctx, signed, id).await?;
    let mut tx = ctx.store.begin("sighting.decide").await?;
    let mut row = rows::get(&mut tx, id).await?.ok_or(ServiceError::NotFound)?;
    if !vouched(&ctx.keys, &row.mac, |key| mac(key, &row)) {
        return Err(ServiceError::Untrusted("sighting"));
    }
    let of = signals::get(&mut tx, row.signal_id).await?.ok_or(ServiceError::NotFound)?;
    let open = row.state == SightingState::New.word();
    let gone = of.state == SignalState::Withdrawn.word();
    if !open || !(sees || (gone && !tell)) || (tell && (of.wish != 1 || row.seen == Seen::NotIt.word())) {
        return Err(ServiceError::NotFound);
    }
    let version = row.version;
    if tell { SightingState::Told } else { SightingState::Kept }.word().clone_into(&mut row.state);
    row.tell_at_ms = tell.then(|| now.plus(delay()).ms());
    row.version += 1;
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    rows::save(&mut tx, &row, version).await?;
    let leaf = signal::leaf(ctx, &mut tx, signal::By::Member(signed), Event::SightingDecided, of.id).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// True when a sighting is of a list, or of a case that this member sees.
async fn sees(ctx: &Ctx, signed: &Signed, id: Uuid) -> Result<bool, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = rows::get(&mut tx, id).await?.ok_or(ServiceError::NotFound)?;
    let of = signals::get(&mut tx, row.signal_id).await?.ok_or(ServiceError::NotFound)?;
    let Some(report) = of.report_id else { return Ok(true) };
    let report = reports::get(&mut tx, report).await?;
    drop(tx);
    Ok(visible(ctx, signed, report.as_ref()).await.is_some())
}

fn delay() -> i64 {
    let random = u32::from_be_bytes(random_bytes::<4>(&mut entropy()));
    DELAY.0 + i64::from(random) % (DELAY.1 - DELAY.0)
}

/// Notes what a member or a program thinks of a signal and why. Of what a visitor gave, a member only that the account around
/// it holds together or is in doubt: nobody has seen the picture. What a key says twice running, with the same reason, is
/// noted once.
///
/// # Errors
/// [`ServiceError::NotFound`] for who may not, or for an opinion that may not be; [`ServiceError::Enough`] when a key has
/// given 32 opinions of the signal.
pub async fn opinion(
    ctx: &Ctx,
    by: signal::By<'_>,
    id: SignalId,
    opinion: Opinion,
    why: &str,
) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    // What programs send again every hour does not wait for whoever writes.
    if let signal::By::Key(key) = by {
        let banks = bank::banks(ctx).await?;
        let mut tx = ctx.store.read().await?;
        let of = signals::get(&mut tx, id.0).await?;
        let sees = of.is_some_and(|of| banks.get(&of.bank_id).is_some_and(|held| held.is_seen_by(key)));
        if sees && is_said(ctx, &mut tx, key, id, (opinion, why)).await? {
            return Ok(());
        }
    }
    let mut tx = ctx.store.begin("opinion.give").await?;
    let of = signals::get(&mut tx, id.0).await?.ok_or(ServiceError::NotFound)?;
    let held = bank::banks(ctx).await?.get(&of.bank_id).cloned().ok_or(ServiceError::NotFound)?;
    let unseen = held.bank.basis == Basis::SelfReport;
    let fits = match (unseen, by) {
        (true, signal::By::Member(_)) => matches!(opinion, Opinion::Coherent | Opinion::Disputed),
        (true, _) => matches!(opinion, Opinion::Negative | Opinion::Disputed),
        (false, _) => opinion != Opinion::Coherent,
    };
    let (key, member) = match by {
        signal::By::Member(signed) => {
            desk(signed)?;
            (None, Some(signed.member.0))
        }
        signal::By::Key(key) if held.is_seen_by(key) => (Some(key), None),
        _ => return Err(ServiceError::NotFound),
    };
    if !fits {
        return Err(ServiceError::NotFound);
    }
    if let Some(key) = key
        && is_said(ctx, &mut tx, key, id, (opinion, why)).await?
    {
        return Ok(());
    }
    let opinion_id = new_uuid(now, &mut entropy());
    let mut row = rows::Opinion {
        id: opinion_id,
        signal_id: of.id,
        key_id: key,
        member_id: member,
        opinion: opinion.word().to_owned(),
        at_ms: now.ms(),
        sealed: codes::seal_note(ctx, opinion_id, &why.to_owned())?,
        mac: Vec::new(),
    };
    row.mac = opinion_mac(ctx.keys.audit_mac(), &row).to_vec();
    rows::insert_opinion(&mut tx, &row).await?;
    let leaf = signal::leaf(ctx, &mut tx, by, Event::OpinionGiven, of.id).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// True when it is what a key said last of a signal, with the same reason. What this node did not store counts for nothing.
/// Two calls at once may both be noted.
///
/// # Errors
/// [`ServiceError::Enough`] when it is another and the key has given [`OPINIONS`].
async fn is_said(
    ctx: &Ctx,
    tx: &mut Tx,
    key: Uuid,
    id: SignalId,
    (opinion, why): (Opinion, &str),
) -> Result<bool, ServiceError> {
    let own =
        |row: &rows::Opinion| row.key_id == Some(key) && vouched(&ctx.keys, &row.mac, |mac| opinion_mac(mac, row));
    let own: Vec<_> = rows::opinions(tx, id.0).await?.into_iter().filter(own).collect();
    let same = |row: &rows::Opinion| {
        row.opinion == opinion.word() && codes::open_note::<String>(ctx, row.id, &row.sealed) == why
    };
    match own.last() {
        Some(last) if same(last) => Ok(true),
        _ if own.len() >= OPINIONS => Err(ServiceError::Enough),
        _ => Ok(false),
    }
}

/// What was said of a signal, oldest first; what this node did not store is left out.
pub(super) async fn said(ctx: &Ctx, tx: &mut Tx, of: Uuid) -> Result<Vec<Said>, ServiceError> {
    let mut all = Vec::new();
    for row in rows::opinions(tx, of).await? {
        if !vouched(&ctx.keys, &row.mac, |key| opinion_mac(key, &row)) {
            ctx.metrics.untrusted.inc();
            continue;
        }
        let Some(opinion) = Opinion::parse(&row.opinion) else { continue };
        let service = match row.key_id {
            Some(key) => api::key(tx, key).await?.and_then(|key| crate::api::owner(ctx, &key)),
            None => None,
        };
        all.push(Said {
            opinion,
            at: Timestamp(row.at_ms),
            member: row.member_id.map(MemberId),
            service: service.unwrap_or_default(),
            why: codes::open_note(ctx, row.id, &row.sealed),
        });
    }
    Ok(all)
}

fn opinion_mac(key: &MacKey, row: &rows::Opinion) -> [u8; 32] {
    let who = row.key_id.or(row.member_id).unwrap_or_default();
    let (id, of) = (row.id.as_bytes(), row.signal_id.as_bytes());
    key.mac("opinion", &[id, of, who.as_bytes(), row.opinion.as_bytes(), row.sealed.as_bytes()])
}

/// The report behind a signal.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is of a list.
pub async fn report_of(ctx: &Ctx, id: SignalId) -> Result<ReportId, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let of = signals::get(&mut tx, id.0).await?.ok_or(ServiceError::NotFound)?;
    of.report_id.map(ReportId).ok_or(ServiceError::NotFound)
}

fn desk(signed: &Signed) -> Result<(), ServiceError> {
    let may = signed.roles.any(&[MemberRole::Counsellor, MemberRole::Reviewer]);
    if may { Ok(()) } else { Err(ServiceError::NotFound) }
}

fn mac(key: &MacKey, row: &rows::Sighting) -> [u8; 32] {
    let numbers = [row.at_ms, row.tell_at_ms.unwrap_or(-1), row.version].map(i64::to_be_bytes).concat();
    let ids = [row.id, row.signal_id, row.key_id].map(Uuid::into_bytes).concat();
    let uploader = row.uploader.as_deref().unwrap_or_default();
    key.mac("sighting", &[&ids, row.seen.as_bytes(), uploader, row.state.as_bytes(), &numbers])
}
