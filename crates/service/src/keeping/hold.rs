//! What holds a case back from being erased, and the erasing that the desk decides: both need two people.
//!
//! While a hold stands, what the visitor takes back is restricted: nobody can open it with the code and nobody works
//! with it. When the hold has ended, the next sweep destroys it.

use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::case::Refused;
use vigie_model::clock::{DAY, Timestamp, entropy};
use vigie_model::id::{CaseId, DeskId, MemberId};
use vigie_seal::{Context, MacKey, Purpose, Wrap};
use vigie_store::audit::Leaf;
use vigie_store::keeps::{self, Hold};
use vigie_store::{Tx, cases};

use super::{PAGE, may_read};
use crate::audit::Details;
use crate::desks::{self, vouched};
use crate::login::Signed;
use crate::second::{self, Confirmed, Kind, ProposalId};
use crate::{Ctx, ServiceError, alarms, audit, jobs};

/// Longest time until somebody looks whether a hold is still needed, in milliseconds: half a year.
pub const REVIEW_WITHIN: i64 = 183 * DAY;

/// A hold, as a member reads it.
#[derive(Debug, Clone)]
pub struct Held {
    /// Why; `None` when this member does not hold the desk's key.
    pub ground: Option<String>,
    /// Who answers for it.
    pub owner: MemberId,
    /// Since when.
    pub since: Timestamp,
    /// Until when.
    pub ends: Timestamp,
    /// When somebody looks whether it is still needed.
    pub review: Timestamp,
}

/// Proposes to keep a case although it should be erased. `sentence` names the end and then the day of review, each as
/// `YYYY-MM-DD`: the second person reads it, and it is read again when it is done.
///
/// # Errors
/// [`ServiceError::NotFound`] when a day is missing, past or out of order, or this member cannot read the case.
pub async fn propose_hold(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    sentence: &str,
    ground: &str,
) -> Result<ProposalId, ServiceError> {
    days(ctx, sentence)?;
    propose(ctx, signed, Kind::Hold, case, &format!("{}\n{ground}", sentence.replace('\n', " "))).await
}

/// Proposes to destroy a case.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member cannot read the case.
pub async fn propose_erase(ctx: &Ctx, signed: &Signed, case: CaseId, ground: &str) -> Result<ProposalId, ServiceError> {
    propose(ctx, signed, Kind::Erase, case, ground).await
}

async fn propose(
    ctx: &Ctx,
    signed: &Signed,
    kind: Kind,
    case: CaseId,
    ground: &str,
) -> Result<ProposalId, ServiceError> {
    let mut tx = ctx.store.read().await?;
    may_read(ctx, &mut tx, signed, case).await?;
    drop(tx);
    second::propose(ctx, signed, kind, case.0, ground).await
}

/// The end of a hold and its review, from the sentence that names both.
fn days(ctx: &Ctx, sentence: &str) -> Result<(Timestamp, Timestamp), ServiceError> {
    let first = sentence.lines().next().unwrap_or_default();
    let mut found = first
        .split(|sign: char| !sign.is_ascii_digit() && sign != '-')
        .filter(|word| word.len() == 10)
        .filter_map(Timestamp::from_date);
    let now = ctx.clock.now();
    match (found.next(), found.next()) {
        (Some(ends), Some(review))
            if ends > now && review > now && review <= ends && review.since(now) <= REVIEW_WITHIN =>
        {
            Ok((ends, review))
        }
        _ => Err(ServiceError::NotFound),
    }
}

/// Does what a confirmed [`Kind::Hold`] says.
///
/// # Errors
/// [`ServiceError::NotFound`] when the case is gone or its days have passed; a conflict when somebody was faster.
pub async fn hold_proposed(ctx: &Ctx, signed: &Signed, confirmed: &Confirmed) -> Result<(), ServiceError> {
    let (ends, review) = days(ctx, &confirmed.ground)?;
    let ground = confirmed.ground.split_once('\n').map_or("", |(_, ground)| ground);
    let mut tx = ctx.store.read().await?;
    let wraps = cases::wraps(&mut tx, confirmed.subject).await?;
    drop(tx);
    let held = signed.desks.iter().find(|held| wraps.iter().any(|wrap| wrap.desk_id == held.desk.id.0));
    let desk = &held.ok_or(ServiceError::NotFound)?.desk;
    let context = context(desk.id, confirmed.subject, desk.generation);
    let mut row = Hold {
        case_id: confirmed.subject,
        owner: confirmed.proposed_by.0,
        at_ms: ctx.clock.now().ms(),
        ends_at_ms: ends.ms(),
        review_at_ms: review.ms(),
        desk_id: desk.id.0,
        generation: i64::from(desk.generation),
        ground_sealed: desk.public.seal(&context, ground.as_bytes(), &mut entropy()).into_bytes(),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    let leaf = leaf(ctx, signed, Event::CaseHeld, confirmed.subject).await?;
    let mut tx = ctx.store.begin("keeping.hold").await?;
    second::take(&mut tx, confirmed).await?;
    keeps::put_hold(&mut tx, &row).await?;
    audit::append(&mut tx, &leaf).await?;
    Ok(tx.commit().await?)
}

/// Does what a confirmed [`Kind::Erase`] says: the same destroying as a visitor's.
///
/// # Errors
/// [`ServiceError::NotFound`] when the case is gone, [`ServiceError::Refused`] while a hold stands; a conflict when somebody
/// was faster.
pub async fn erase_proposed(ctx: &Ctx, signed: &Signed, confirmed: &Confirmed) -> Result<(), ServiceError> {
    let (case, now) = (confirmed.subject, ctx.clock.now());
    let leaf = leaf(ctx, signed, Event::CaseErased, case).await?;
    let mut tx = ctx.store.begin("keeping.erase").await?;
    second::take(&mut tx, confirmed).await?;
    if keeps::hold(&mut tx, case, now.ms()).await?.is_some() {
        return Err(ServiceError::Refused(Refused::Held));
    }
    if cases::get(&mut tx, case).await?.is_none_or(|row| row.summary_sealed.is_none()) {
        return Err(ServiceError::NotFound);
    }
    jobs::destroy_case(ctx, &mut tx, case, now.ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    jobs::list_erased(ctx, case, now.ms())
}

/// Ends a hold before its day: who answers for it, or anybody once that member is gone, can.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none or it is another's.
pub async fn end(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    may_read(ctx, &mut tx, signed, case).await?;
    let row = keeps::hold(&mut tx, case.0, ctx.clock.now().ms()).await?.ok_or(ServiceError::NotFound)?;
    let owner = vigie_store::members::get(&mut tx, row.owner).await?.is_some();
    drop(tx);
    if owner && row.owner != signed.member.0 {
        return Err(ServiceError::NotFound);
    }
    let leaf = leaf(ctx, signed, Event::CaseHoldEnded, case.0).await?;
    let mut tx = ctx.store.begin("keeping.hold_end").await?;
    keeps::end_hold(&mut tx, case.0).await?;
    audit::append(&mut tx, &leaf).await?;
    Ok(tx.commit().await?)
}

/// Raises an alarm, once, for each hold whose day of review has come: somebody has to look whether it is still needed.
pub(super) async fn review(ctx: &Ctx, now: Timestamp) -> Result<(), ServiceError> {
    let mut after = Uuid::nil();
    loop {
        let mut tx = ctx.store.read().await?;
        let due = keeps::to_review(&mut tx, now.ms(), after, PAGE).await?;
        let mut raise = Vec::new();
        for row in &due {
            after = row.case_id;
            if !vouched(&ctx.keys, &row.mac, |key| mac(key, row)) {
                ctx.metrics.untrusted.inc();
                continue;
            }
            if !raised(ctx, &mut tx, row).await? {
                let desk = desks::for_everybody(ctx, &mut tx).await?;
                let id = review_id(ctx.keys.audit_mac(), row);
                // About nobody: whoever answers for the hold may look after it, too.
                let about = (None, Some(row.case_id));
                raise.push(alarms::ready_as(ctx, &desk, id, alarms::Kind::HoldReview, about));
            }
        }
        drop(tx);
        for ready in &raise {
            let mut tx = ctx.store.begin("keeping.review").await?;
            alarms::raise(&mut tx, ready).await?;
            tx.commit().await?;
        }
        if i64::try_from(due.len()).unwrap_or(PAGE) < PAGE {
            return Ok(());
        }
    }
}

/// True when the alarm of this hold and this day was raised before, under this or an earlier key.
async fn raised(ctx: &Ctx, tx: &mut Tx, row: &Hold) -> Result<bool, ServiceError> {
    for key in ctx.keys.audit_macs().iter() {
        if vigie_store::alarms::get(tx, review_id(key.key(), row)).await?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The alarm of a hold's review: the same for the same day of the same hold.
fn review_id(key: &MacKey, row: &Hold) -> Uuid {
    let parts: [&[u8]; 3] = [row.case_id.as_bytes(), &row.at_ms.to_be_bytes(), &row.review_at_ms.to_be_bytes()];
    let mut id = [0; 16];
    id.copy_from_slice(&key.mac("hold review", &parts)[..16]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}

/// What holds a case back; `None` when nothing does.
///
/// # Errors
/// [`ServiceError::Untrusted`] when it was not made with this key file.
pub(super) async fn read(ctx: &Ctx, tx: &mut Tx, signed: &Signed, case: CaseId) -> Result<Option<Held>, ServiceError> {
    let Some(row) = keeps::hold(tx, case.0, ctx.clock.now().ms()).await? else { return Ok(None) };
    if !vouched(&ctx.keys, &row.mac, |key| mac(key, &row)) {
        ctx.metrics.untrusted.inc();
        return Err(ServiceError::Untrusted("hold"));
    }
    let desk = DeskId(row.desk_id);
    let generation = u32::try_from(row.generation).unwrap_or(u32::MAX);
    let opened = signed.key(desk, row.generation).and_then(|key| {
        key.open(&context(desk, row.case_id, generation), &Wrap::from_bytes(row.ground_sealed.clone())).ok()
    });
    Ok(Some(Held {
        ground: opened.map(|plain| String::from_utf8_lossy(plain.expose()).into_owned()),
        owner: MemberId(row.owner),
        since: Timestamp(row.at_ms),
        ends: Timestamp(row.ends_at_ms),
        review: Timestamp(row.review_at_ms),
    }))
}

fn context(desk: DeskId, case: Uuid, generation: u32) -> Context {
    Context { purpose: Purpose::Ground, owner: desk.bytes(), part: *case.as_bytes(), generation }
}

fn mac(key: &MacKey, row: &Hold) -> [u8; 32] {
    let parts: [&[u8]; 8] = [
        row.case_id.as_bytes(),
        row.owner.as_bytes(),
        &row.at_ms.to_be_bytes(),
        &row.ends_at_ms.to_be_bytes(),
        &row.review_at_ms.to_be_bytes(),
        row.desk_id.as_bytes(),
        &row.generation.to_be_bytes(),
        &row.ground_sealed,
    ];
    key.mac("hold", &parts)
}

/// A leaf that says which member did what to a case, sealed to the auditors.
pub(super) async fn leaf(ctx: &Ctx, signed: &Signed, event: Event, case: Uuid) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "member": signed.member.to_string() });
    Ok(audit::leaf(ctx, event, case, ctx.clock.now(), Some(Details { desk: &desk, value }), &[]))
}
