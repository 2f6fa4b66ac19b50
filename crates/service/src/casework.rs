//! What a member does with cases: see the queue, claim, open, answer, note, change where it stands.

use std::collections::HashMap;

use serde_json::json;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::{CaseState, Event as Step, Standing, ThreadState};
use vigie_model::clock::entropy;
use vigie_model::id::{CaseId, DeskId, MemberId, ReportId};
use vigie_model::lane::Lane;
use vigie_model::report::Summary;
use vigie_seal::{DataKey, KeyFile, Sealed, Secret};
use vigie_store::audit::Leaf;
use vigie_store::cases::{self, Case};
use vigie_store::reports::{self, Report};
use vigie_store::{Tx, parts, tags};

use crate::audit::Details;
use crate::login::Signed;
use crate::sealing::{FoundSign, Kind, Piece, open_case_key, open_part, seal_part, summary_context, thread_for_case};
use crate::thread::standing;
use crate::{Ctx, ServiceError, alarms, audit, names, people, reasons};

/// Most lines of the queue that are read: more is no order in which anybody works.
pub const QUEUE_PAGE: i64 = 100;
/// Most characters of an answer or note.
pub const TEXT_MAX: usize = 20_000;

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which case.
    pub case: CaseId,
    /// Its lane.
    pub lane: Lane,
    /// Where it stands.
    pub state: CaseState,
    /// When it came.
    pub received: Timestamp,
    /// Who has claimed it, by name.
    pub claimed_by: Option<(MemberId, String)>,
    /// What the visitor decided: `open`, `quiet`, `erasing`.
    pub thread: String,
    /// What it is about.
    pub summary: Summary,
}

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
    /// Signs of self-harm found.
    pub signs: Vec<FoundSign>,
    /// How many other cases share an offender's identifier: a lead, never "the same person".
    pub leads: i64,
    /// Names of the desk's members.
    pub names: HashMap<MemberId, String>,
}

/// A page of the queue.
#[derive(Debug)]
pub struct Page {
    /// Its lines, the most urgent first.
    pub lines: Vec<Line>,
    /// True when another page follows.
    pub more: bool,
    /// Cases not answered yet, over all pages.
    pub waiting: i64,
    /// Of these, in the danger lane.
    pub danger: i64,
    /// Cases claimed by nobody, over all pages.
    pub unclaimed: i64,
}

/// The first page of waiting cases, the most urgent first.
///
/// # Errors
/// [`ServiceError::Untrusted`] when a case does not open with the desk's key.
pub async fn queue(ctx: &Ctx, signed: &Signed) -> Result<Vec<Line>, ServiceError> {
    queue_page(ctx, signed, 0).await.map(|page| page.lines)
}

/// A page of waiting cases, `from` lines into the queue.
///
/// # Errors
/// [`ServiceError::Untrusted`] when a case does not open with the desk's key.
pub async fn queue_page(ctx: &Ctx, signed: &Signed, from: i64) -> Result<Page, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut page = Page { lines: Vec::new(), more: false, waiting: 0, danger: 0, unclaimed: 0 };
    for desk in signed.case_desks() {
        if let Some(tally) = cases::tally(&mut tx, desk.id.0).await? {
            page.waiting += tally.waiting;
            page.danger += tally.danger;
            page.unclaimed += tally.unclaimed;
        }
        let names = names::of_desk(ctx, &mut tx, signed, desk.id).await?;
        // One more than fits says that another page follows.
        let mut rows = cases::queue(&mut tx, desk.id.0, QUEUE_PAGE + 1, from).await?;
        if i64::try_from(rows.len()).unwrap_or(i64::MAX) > QUEUE_PAGE {
            page.more = true;
            rows.pop();
        }
        let hidden = people::hidden_from(&ctx.keys, &mut tx, signed.member).await?;
        for row in rows.into_iter().filter(|row| !hidden.contains(&CaseId(row.id))) {
            if !page.lines.iter().any(|line| line.case.0 == row.id) {
                let id = row.id;
                match line(&ctx.keys, signed, desk.id, row, &names) {
                    Ok(line) => page.lines.extend(line),
                    // One case that does not open must not hide the others.
                    Err(error) => {
                        ctx.metrics.untrusted.inc();
                        tracing::error!(case.id = %id, "Case {id} is left out of the queue: {error}. Run vigie doctor.");
                    }
                }
            }
        }
    }
    page.lines.sort_by_key(|line| (line.lane, line.received));
    Ok(page)
}

/// A row of the queue, opened; `None` when its key is of a generation that this member does not hold.
fn line(
    keys: &KeyFile,
    signed: &Signed,
    desk: DeskId,
    row: cases::Line,
    names: &HashMap<MemberId, String>,
) -> Result<Option<Line>, ServiceError> {
    let Some(private) = signed.key(desk, row.generation) else { return Ok(None) };
    let case = CaseId(row.id);
    let key = open_case_key(keys, private, case, desk, row.generation, &row.wrap)?;
    Ok(Some(Line {
        case,
        lane: Lane::from_number(row.lane),
        state: CaseState::parse(&row.state).unwrap_or(CaseState::New),
        received: Timestamp(row.created_at_ms),
        claimed_by: row.claimed_by.map(MemberId).map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
        thread: row.thread_state,
        summary: open_summary(&key, case, row.summary_sealed)?,
    }))
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
    let thread = found.thread_key()?;
    let mut pieces = Vec::new();
    for row in parts::of_case(&mut tx, case.0).await? {
        let key = if row.report_id.is_some() { &thread } else { &found.key };
        pieces.push(open_part(key, &row)?);
    }
    let opened = Opened {
        case,
        version: found.row.version,
        lane: Lane::from_number(found.row.lane),
        standing: standing(&found.row, &found.report)?,
        received: Timestamp(found.row.created_at_ms),
        summary: open_summary(&found.key, case, found.row.summary_sealed.clone())?,
        signs: pieces.iter().flat_map(Piece::signs).collect(),
        pieces,
        leads: tags::shared(&mut tx, case.0).await?,
        names: names::of_desk(ctx, &mut tx, signed, found.desk).await?,
    };
    drop(tx);
    let leaf = leaf(ctx, signed, &found, Event::CaseOpened, &[])?;
    let mut tx = ctx.store.begin("casework.open").await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    alarms::opened(ctx, signed.member, case.0).await?;
    Ok(opened)
}

/// Changes where a case stands: claim, release, close, open again.
///
/// # Errors
/// [`ServiceError::Refused`] by the rules, [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn step(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    version: i64,
    step: Step,
) -> Result<Standing, ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    let after = standing(&found.row, &found.report)?.after(step)?;
    let event = match step {
        Step::Claim(_) => Event::CaseClaimed,
        Step::Release(_) => Event::CaseReleased,
        _ => Event::CaseStatus,
    };
    let leaf = leaf(ctx, signed, &found, event, &[])?;
    let mut tx = ctx.store.begin("casework.step").await?;
    if matches!(step, Step::Close(_)) {
        reasons::mark(ctx, &mut tx, signed.member, case).await?;
    }
    cases::save(&mut tx, case.0, version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(after)
}

/// Answers the visitor.
///
/// # Errors
/// [`ServiceError::Refused`] when it is not claimed by this member, closed, or the visitor asked for silence.
pub async fn answer(ctx: &Ctx, signed: &Signed, case: CaseId, version: i64, text: &str) -> Result<(), ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    let after = standing(&found.row, &found.report)?.after(Step::Answer(signed.member))?;
    let piece = piece(ctx, signed, Kind::DeskAnswer, text);
    let part = seal_part(&found.thread_key()?, case, Some(ReportId(found.report.id)), &piece, &mut entropy());
    let leaf = leaf(ctx, signed, &found, Event::CaseAnswered, &[part.commitment])?;
    let mut tx = ctx.store.begin("casework.answer").await?;
    // Both rows guard: the visitor may ask for silence at this very moment, and then nothing is sent.
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    cases::save(&mut tx, case.0, version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    parts::insert(&mut tx, &part.row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// Writes a note that the visitor never sees.
///
/// # Errors
/// [`ServiceError::Refused`] when the visitor has taken the report back.
pub async fn note(ctx: &Ctx, signed: &Signed, case: CaseId, text: &str) -> Result<(), ServiceError> {
    let found = find_now(ctx, signed, case).await?;
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

/// [`find`] in a transaction of its own.
pub(crate) async fn find_now(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Found, ServiceError> {
    let mut tx = ctx.store.read().await?;
    find(&ctx.keys, &mut tx, signed, case).await
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

fn open_summary(key: &DataKey, case: CaseId, sealed: Option<Vec<u8>>) -> Result<Summary, ServiceError> {
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
    let desk = signed.desks.iter().find(|held| held.desk.id == found.desk).map(|held| &held.desk);
    let desk = desk.ok_or(ServiceError::NotFound)?;
    let details = Details { desk, value: json!({ "member": signed.member.to_string() }) };
    Ok(audit::leaf(ctx, event, found.row.id, ctx.clock.now(), Some(details), commitments))
}

/// True while the desk may answer: the visitor has neither asked for silence nor taken it back.
pub fn may_answer(standing: &Standing) -> bool {
    standing.thread == ThreadState::Open && standing.state != CaseState::Closed
}
