//! What a member does with cases: see the queue, claim, open, answer, note, change where it stands.

pub mod deed;
pub mod examples;
mod found;
pub mod handover;
pub mod history;
pub mod identifiers;
pub mod join;
pub mod leads;
pub mod misread;
pub mod passing;
pub mod reply;
pub mod tasks;

pub use reply::{Reply, answer};

use std::collections::HashMap;

use serde_json::json;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::{CaseState, Standing, Step, ThreadState};
use vigie_model::clock::entropy;
use vigie_model::id::{CaseId, DeskId, MemberId, PartId, ReportId};
use vigie_model::lane::Lane;
use vigie_model::report::{Offender, Summary};
use vigie_seal::{DataKey, KeyFile, Sealed, Secret};
use vigie_store::audit::Leaf;
use vigie_store::cases::{self, Case};
use vigie_store::reports::{self, Report};
use vigie_store::{Tx, keeps, parts, tags};

use self::history::Happened;
use self::identifiers::Named;
use self::leads::Lead;
use self::reply::{Begun, Leaving};
use self::tasks::Task;
use crate::audit::Details;
use crate::desks::AUDIT;
use crate::login::Signed;
use crate::sealing::{
    FoundSign, Kind, Piece, in_order, open_case_key, open_part, seal_part, summary_context, thread_for_case,
};
use crate::thread::standing;
use crate::{Ctx, ServiceError, alarms, audit, exposure, names, people, reasons};

/// Most characters of an answer or note.
pub const TEXT_MAX: usize = 20_000;

/// A case, opened.
#[derive(Debug)]
pub struct Opened {
    /// Which.
    pub case: CaseId,
    /// Its version, to save under: another one means that somebody was faster.
    pub version: i64,
    /// Its lane.
    pub lane: Lane,
    /// Where it stands, with the visitor's decision and who has claimed it.
    pub standing: Standing,
    /// When it came.
    pub received: Timestamp,
    /// What it is about.
    pub summary: Summary,
    /// Everything in it, oldest first.
    pub pieces: Vec<Piece>,
    /// The id of each piece, in the same order.
    pub ids: Vec<PartId>,
    /// Signs of self-harm found.
    pub signs: Vec<FoundSign>,
    /// How many other cases share an offender's identifier: a lead, never "the same person".
    pub leads: i64,
    /// Names of the desk's members.
    pub names: HashMap<MemberId, String>,
    /// Names and accounts as they stand now.
    pub named: Vec<Named>,
    /// Accounts that stand in other cases too.
    pub shared: Vec<Lead>,
    /// Answers on their way.
    pub leaving: Vec<Leaving>,
    /// What this member has written so far.
    pub begun: Option<Begun>,
    /// What is to be done and was done.
    pub tasks: Vec<Task>,
    /// Until when a hold keeps it although it should be destroyed; `None` when none stands.
    pub held_until: Option<Timestamp>,
    /// The other cases worked on together with this one.
    pub joined: Vec<CaseId>,
    /// Counsellors it can be handed over to.
    pub colleagues: Vec<(MemberId, String)>,
    /// Everything that the audit tells of it, oldest first.
    pub history: Vec<Happened>,
}

/// Opens a case, and writes down who did.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none, it is another desk's or hidden from this member;
/// [`ServiceError::ReasonNeeded`] when it is somebody else's or closed and no reason was given.
pub async fn open(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Opened, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let found = find(&ctx.keys, &mut tx, signed, case).await?;
    if reasons::needed(ctx, &mut tx, signed, &found.row).await? {
        return Err(ServiceError::ReasonNeeded);
    }
    let (ids, pieces) = open_pieces(&mut tx, &found).await?;
    let named = identifiers::fold(&pieces);
    let opened = Opened {
        case,
        version: found.row.version,
        lane: Lane::from_number(found.row.lane),
        standing: standing(&found.row, &found.report)?,
        received: Timestamp(found.row.created_at_ms),
        summary: open_summary(&found.key, case, found.row.summary_sealed.clone())?,
        signs: pieces.iter().flat_map(Piece::signs).collect(),
        pieces,
        ids,
        shared: leads::of(&mut tx, &ctx.keys, signed, case, &named).await?,
        named,
        leaving: reply::leaving(&mut tx, &found).await?,
        begun: reply::draft(&mut tx, &found, signed).await?,
        tasks: tasks::of(&mut tx, &found).await?,
        held_until: keeps::hold(&mut tx, case.0, ctx.clock.now().ms()).await?.map(|hold| Timestamp(hold.ends_at_ms)),
        joined: join::others(ctx, &mut tx, signed, &found).await?,
        colleagues: handover::colleagues(ctx, &mut tx, signed, (case, found.desk)).await?,
        history: history::of(&mut tx, signed, &found).await?,
        leads: tags::shared(&mut tx, case.0).await?,
        names: names::of_desk(ctx, &mut tx, signed, found.desk).await?,
    };
    drop(tx);
    let leaf = leaf(ctx, signed, &found, Event::CaseOpened, &[])?;
    let mut tx = ctx.store.begin("casework.open").await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    exposure::opened(ctx, signed, opened.lane == Lane::Danger).await?;
    alarms::opened(ctx, signed.member, case.0).await?;
    Ok(opened)
}

/// The language of a case's visitor, two letters, without opening what they said.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none or it is another desk's.
pub async fn lang_of(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<String, ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    open_summary(&found.key, case, found.row.summary_sealed).map(|summary| summary.lang)
}

/// True when the visitor said that somebody of the family threatens: some prepared words would put them in danger.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none or it is another desk's.
pub async fn close_by(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<bool, ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let (_, pieces) = open_pieces(&mut tx, &found).await?;
    Ok(pieces.iter().filter_map(Piece::report).any(|report| report.offender == Some(Offender::Family)))
}

/// Changes where a case stands: claim, release, close, open again.
///
/// # Errors
/// [`ServiceError::Refused`] by the rules, [`ServiceError::ReasonNeeded`] when a closed case is to be opened and no reason
/// was given, [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn step(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    version: i64,
    step: Step,
) -> Result<Standing, ServiceError> {
    let found = match step {
        Step::Reopen(_) => find_opened(ctx, signed, case).await?,
        _ => find_now(ctx, signed, case).await?,
    };
    let after = standing(&found.row, &found.report)?.after(step)?;
    let event = match step {
        Step::Claim(_) => Event::CaseClaimed,
        Step::Release(_) => Event::CaseReleased,
        _ => Event::CaseStatus,
    };
    let leaf = leaf(ctx, signed, &found, event, &[])?;
    let mut tx = ctx.store.begin("casework.step").await?;
    if matches!(step, Step::Close(_)) {
        reasons::closes(ctx, &mut tx, signed.member, case).await?;
    }
    cases::save(&mut tx, case.0, version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(after)
}

/// Writes a note that the visitor never sees.
///
/// # Errors
/// [`ServiceError::Refused`] when the visitor has taken the report back, [`ServiceError::ReasonNeeded`] as [`open`].
pub async fn note(ctx: &Ctx, signed: &Signed, case: CaseId, text: &str) -> Result<(), ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let part = seal_part(&found.key, case, None, &piece(ctx, signed, Kind::Note, text), &mut entropy());
    let leaf = leaf(ctx, signed, &found, Event::CaseNoted, &[part.commitment])?;
    let mut tx = ctx.store.begin("casework.note").await?;
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    parts::insert(&mut tx, &part.row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

fn piece(ctx: &Ctx, signed: &Signed, kind: Kind, text: &str) -> Piece {
    Piece { kind, at: ctx.clock.now(), by: Some(signed.member), bytes: Secret::new(text.as_bytes().to_vec()) }
}

/// A case that the member may see, with the keys to it.
pub(crate) struct Found {
    pub(crate) row: Case,
    pub(crate) report: Report,
    pub(crate) desk: DeskId,
    pub(crate) key: DataKey,
}

impl Found {
    fn thread_key(&self) -> Result<DataKey, ServiceError> {
        let wrap = self.report.case_wrap.clone().ok_or(ServiceError::NotFound)?;
        let context = thread_for_case(CaseId(self.row.id), ReportId(self.report.id));
        self.key.unwrap_key(&context, &Sealed::from_bytes(wrap)).map_err(|_| ServiceError::Untrusted("thread key"))
    }
}

/// Every piece of a case, opened, with its id; oldest first.
async fn open_pieces(tx: &mut Tx, found: &Found) -> Result<(Vec<PartId>, Vec<Piece>), ServiceError> {
    let thread = found.thread_key()?;
    let (mut ids, mut pieces) = (Vec::new(), Vec::new());
    for row in in_order(parts::of_case(tx, found.row.id).await?) {
        let key = if row.report_id.is_some() { &thread } else { &found.key };
        ids.push(PartId(row.id));
        let piece = open_part(key, &row)?;
        // Under a thread key there is only what visitors do: whoever has a code and the database is no member by that.
        if piece.kind == Kind::Deed && (piece.by.is_none() != row.report_id.is_some()) {
            return Err(ServiceError::Untrusted("part"));
        }
        pieces.push(piece);
    }
    Ok((ids, pieces))
}

/// [`find`] in a transaction of its own.
pub(crate) async fn find_now(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Found, ServiceError> {
    let mut tx = ctx.store.read().await?;
    find(&ctx.keys, &mut tx, signed, case).await
}

/// [`find_now`] for what reads or changes a case: one that is somebody else's or closed takes a reason first.
///
/// # Errors
/// [`ServiceError::ReasonNeeded`] while none was given.
pub(crate) async fn find_opened(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Found, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let found = find(&ctx.keys, &mut tx, signed, case).await?;
    if reasons::needed(ctx, &mut tx, signed, &found.row).await? {
        return Err(ServiceError::ReasonNeeded);
    }
    Ok(found)
}

async fn find(keys: &KeyFile, tx: &mut Tx, signed: &Signed, case: CaseId) -> Result<Found, ServiceError> {
    let row = cases::get(tx, case.0).await?.ok_or(ServiceError::NotFound)?;
    if people::is_hidden(keys, tx, signed.member, case).await? {
        return Err(ServiceError::NotFound);
    }
    let report = reports::of_case(tx, case.0).await?.into_iter().next().ok_or(ServiceError::NotFound)?;
    for wrap in cases::wraps(tx, case.0).await? {
        let desk = DeskId(wrap.desk_id);
        if let Some(private) = signed.key(desk, wrap.generation) {
            let key = open_case_key(keys, private, case, desk, wrap.generation, &wrap.wrap)?;
            return Ok(Found { row, report, desk, key });
        }
    }
    Err(ServiceError::NotFound)
}

pub(crate) fn open_summary(key: &DataKey, case: CaseId, sealed: Option<Vec<u8>>) -> Result<Summary, ServiceError> {
    let sealed = Sealed::from_bytes(sealed.ok_or(ServiceError::NotFound)?);
    let plain = key.open(&summary_context(case), &sealed).map_err(|_| ServiceError::Untrusted("summary"))?;
    serde_json::from_slice(plain.expose()).map_err(|_| ServiceError::Untrusted("summary"))
}

/// The name by which the desk knows this member.
///
/// # Errors
/// [`ServiceError::Untrusted`] when a name does not open.
pub async fn own_name(ctx: &Ctx, signed: &Signed) -> Result<String, ServiceError> {
    let mut tx = ctx.store.read().await?;
    if let Some(name) = names::own(ctx, &mut tx, signed).await? {
        return Ok(name);
    }
    let Some(held) = signed.desks.first() else { return Ok(String::new()) };
    Ok(names::of_desk(ctx, &mut tx, signed, held.desk.id).await?.remove(&signed.member).unwrap_or_default())
}

/// A leaf that says which member did what to a case, sealed to the case's desk.
pub(crate) fn leaf(
    ctx: &Ctx,
    signed: &Signed,
    found: &Found,
    event: Event,
    commitments: &[[u8; 32]],
) -> Result<Leaf, ServiceError> {
    // Who reads the audit need not open cases; before there is an audit desk, the case's own reads it.
    let own = || signed.desks.iter().find(|held| held.desk.id == found.desk);
    let desk = signed.desk(AUDIT).or_else(own).map(|held| &held.desk).ok_or(ServiceError::NotFound)?;
    let details = Details { desk, value: json!({ "member": signed.member.to_string() }) };
    Ok(audit::leaf(ctx, event, found.row.id, ctx.clock.now(), Some(details), commitments))
}

/// True while the desk may answer: the visitor has neither asked for silence nor taken it back.
pub fn may_answer(standing: &Standing) -> bool {
    standing.thread == ThreadState::Open && standing.state != CaseState::Closed
}
