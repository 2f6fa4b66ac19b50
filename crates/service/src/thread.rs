//! What a visitor does with the code: read, write, get another code, ask for silence, take everything back.

use std::net::IpAddr;

use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::{CaseState, Refused, Standing, Step, ThreadState};
use vigie_model::clock::entropy;
use vigie_model::id::{CaseId, MemberId, PartId, ReportId};
use vigie_model::job;
use vigie_model::lane::Lane;
use vigie_seal::{DataKey, ReceiptCode, ReceiptKeys, Sealed, Secret};
use vigie_store::cases::{self, Case};
use vigie_store::reports::{self, Report};
use vigie_store::{StoreError, Tx, jobs, keeps, parts};

use crate::buckets::What;
use crate::intake::{ATTEMPTS, Draft, derive, enqueue, screen_text};
use crate::pass::{LASTS, Pass};
use crate::sealing::{
    FoundSign, Kind, Piece, SealedPart, in_order, open_part, seal_part, seal_part_as, thread_for_visitor,
};
use crate::{Ctx, ServiceError, audit, house, keeping, ladder};

/// Most pieces of one thread: a conversation of months. Without an end, one pass could fill a disk.
pub(crate) const THREAD_PIECES: i64 = 1_000;
/// Most sealed bytes of one thread, for the same reason.
pub(crate) const THREAD_BYTES: i64 = 8 * 1024 * 1024;

/// Most openings that are listed.
pub const OPENINGS: i64 = 12;

/// A thread as its visitor sees it.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "what a page may show, not a state")]
pub struct View {
    /// Everything sent and answered, oldest first; empty while it is being taken back.
    pub pieces: Vec<Piece>,
    /// Open, quiet, or being taken back.
    pub state: ThreadState,
    /// True once the desk has taken it up.
    pub read: bool,
    /// True when the desk has closed the case.
    pub closed: bool,
    /// True when it waits in the danger lane.
    pub danger: bool,
    /// True when everybody on duty was called for it, and nobody has it in hand since: has claimed it or, when
    /// danger came to a claimed case, has opened it.
    pub nobody_came: bool,
    /// When it is erased unless something happens; `None` while nobody has read it.
    pub kept_until: Option<Timestamp>,
    /// Until when it may not be erased; `None` when nothing holds it back.
    pub held_until: Option<Timestamp>,
    /// When it was opened with the code before, newest first, at most [`OPENINGS`].
    pub openings: Vec<Timestamp>,
    /// Authority for the next 20 minutes.
    pub pass: String,
}

/// Opens a thread with its code.
///
/// # Errors
/// [`ServiceError::NoMatch`] when nothing opens, [`ServiceError::TooMany`] after many wrong codes from one address,
/// [`ServiceError::Busy`] when the gate is full.
pub async fn open(ctx: &Ctx, code: ReceiptCode, address: IpAddr) -> Result<View, ServiceError> {
    let now = ctx.clock.now();
    // Taken before the hash and given back when it was no failure: many tries at once count as many.
    if !ctx.buckets.take(address, What::Failure, now) {
        return Err(ServiceError::TooMany);
    }
    let keys = match derive(ctx, code.clone(), address).await {
        Ok(keys) => keys,
        Err(error) => {
            ctx.buckets.give_back(address, What::Failure, now);
            return Err(error);
        }
    };
    let mut tx = ctx.store.read().await?;
    let Some(report) = reports::by_lookup(&mut tx, &keys.lookup).await? else {
        ctx.metrics.wrong_codes.inc();
        return Err(ServiceError::NoMatch);
    };
    // Frozen: the same answer as for a wrong code, so that whoever has it learns nothing.
    if keeping::code_frozen(&mut tx, report.case_id).await? {
        ctx.metrics.wrong_codes.inc();
        return Err(ServiceError::NoMatch);
    }
    ctx.buckets.give_back(address, What::Failure, now);
    drop(tx);
    let leaf = audit::leaf(ctx, Event::ThreadOpened, report.id, now, None, &[]);
    let mut tx = ctx.store.begin("thread.open").await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    let pass = Pass {
        visitor: keys.visitor,
        report: ReportId(report.id),
        code_generation: report.code_generation,
        until: now.plus(LASTS),
    };
    view(ctx, &pass).await
}

/// The thread again, with a pass.
///
/// # Errors
/// [`ServiceError::Expired`] when the pass is over or its code was changed, [`ServiceError::Gone`] when it was taken back.
pub async fn view(ctx: &Ctx, pass: &Pass) -> Result<View, ServiceError> {
    let rules = house::get::<keeping::Retention>(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let Opened { report, case, key } = opened(&mut tx, pass).await?;
    let standing = standing(&case, &report)?;
    let erasing = standing.thread.erasing().is_some();
    let rows = if erasing { Vec::new() } else { in_order(parts::of_report(&mut tx, report.id).await?) };
    let nobody_came = ladder::nobody_came(&mut tx, &case).await?;
    let kept_until = keeping::until(&rules, ctx.clock.now(), &mut tx, &case).await?;
    let held_until = keeps::hold(&mut tx, case.id, ctx.clock.now().ms()).await?.map(|hold| Timestamp(hold.ends_at_ms));
    let opened_at = vigie_store::audit::times_of(&mut tx, Event::ThreadOpened.word(), report.id, OPENINGS).await?;
    let openings = opened_at.into_iter().map(|(at,)| Timestamp(at)).collect();
    drop(tx);
    let pieces = rows.iter().map(|row| open_part(&key, row)).collect::<Result<Vec<_>, _>>()?;
    // What a machine found is for the desk: the child is never shown a finding about itself. What she said of names is
    // shown when she says it.
    let pieces = pieces.into_iter().filter(|piece| !matches!(piece.kind, Kind::Findings | Kind::Deed)).collect();
    Ok(View {
        pieces,
        state: standing.thread,
        read: standing.state != CaseState::New || standing.claimed_by.is_some(),
        closed: standing.state == CaseState::Closed,
        danger: Lane::from_number(case.lane) == Lane::Danger,
        nobody_came,
        kept_until,
        held_until,
        openings,
        pass: pass.seal(&ctx.keys, &mut entropy()),
    })
}

/// Reads a pass from a form.
///
/// # Errors
/// [`ServiceError::Expired`] when it is forged or over.
pub fn pass(ctx: &Ctx, text: &str) -> Result<Pass, ServiceError> {
    Pass::open(text, &ctx.keys, ctx.clock.now()).ok_or(ServiceError::Expired)
}

/// The visitor writes again. The same text sent twice from the same page is stored once. True when there is a sign of
/// self-harm in it.
///
/// # Errors
/// As [`view`]; [`ServiceError::Refused`] while it is being taken back.
pub async fn write(ctx: &Ctx, pass: &Pass, text: &str, page: &Draft, address: IpAddr) -> Result<bool, ServiceError> {
    let now = ctx.clock.now();
    if !ctx.buckets.take(address, What::Try, now) {
        return Err(ServiceError::TooMany);
    }
    let signs = {
        let (ctx, text) = (ctx.clone(), text.to_owned());
        ctx.clone().blocking(move || screen_text(&ctx, &text)).await?
    };
    for _ in 0..ATTEMPTS {
        // Read anew each time: a pass of a code that was changed meanwhile opens nothing.
        let opened = read_opened(ctx, pass).await?;
        let (report_id, case_id) = (ReportId(opened.report.id), CaseId(opened.case.id));
        let piece = Piece { kind: Kind::Words, at: now, by: None, bytes: Secret::new(text.as_bytes().to_vec()) };
        let id = send_id(ctx, report_id, page, text);
        let part = seal_part_as(id, &opened.key, case_id, Some(report_id), &piece, &mut entropy());
        let found = seal_signs(case_id, report_id, &opened.key, &signs, now)?;
        match store_message(ctx, &opened.report, &part, found.as_ref(), now).await {
            // The desk touched the case at the same moment: what the visitor wrote is stored with the next try.
            Err(error) if error.is_conflict() => {}
            stored => return stored.map(|()| !signs.is_empty()),
        }
    }
    Err(ServiceError::Busy)
}

/// The one transaction of a message.
async fn store_message(
    ctx: &Ctx,
    report: &Report,
    part: &SealedPart,
    found: Option<&SealedPart>,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let case = CaseId(report.case_id);
    let leaf = audit::leaf(ctx, Event::ReportAdded, report.id, now, None, &[part.commitment]);
    let mut tx = ctx.store.begin("thread.write").await?;
    reports::unchanged(&mut tx, report.id, report.version).await?;
    let (pieces, bytes) = parts::weight(&mut tx, report.id).await?;
    if pieces >= THREAD_PIECES || bytes >= THREAD_BYTES {
        return Err(ServiceError::TooMany);
    }
    if !parts::insert_once(&mut tx, &part.row).await? {
        return Ok(());
    }
    visitor_wrote(&mut tx, case, report).await?;
    danger_found(ctx, &mut tx, case, found).await?;
    audit::append(&mut tx, &leaf).await?;
    enqueue(&mut tx, job::NOTIFY, case.0, now).await?;
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}

/// The id of a message: the same page and the same text give the same one, on any process.
pub(crate) fn send_id(ctx: &Ctx, report: ReportId, page: &Draft, text: &str) -> PartId {
    let mac = ctx.keys.draft_mac().mac("thread send", &[&report.bytes(), page.as_str().as_bytes(), text.as_bytes()]);
    let bytes = std::array::from_fn(|at| mac[at]);
    PartId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// What was found in something added later, sealed beside the words under the thread key; `None` when nothing was.
pub(crate) fn seal_signs(
    case: CaseId,
    report: ReportId,
    key: &DataKey,
    signs: &[FoundSign],
    now: Timestamp,
) -> Result<Option<SealedPart>, ServiceError> {
    if signs.is_empty() {
        return Ok(None);
    }
    let bytes = serde_json::to_vec(signs).map_err(|_| ServiceError::Inner)?;
    let piece = Piece { kind: Kind::Findings, at: now, by: None, bytes: Secret::new(bytes) };
    Ok(Some(seal_part(key, case, Some(report), &piece, &mut entropy())))
}

/// Signs of danger in something added later: the case moves up, and whoever is on duty is called.
pub(crate) async fn danger_found(
    ctx: &Ctx,
    tx: &mut Tx,
    case: CaseId,
    found: Option<&SealedPart>,
) -> Result<(), ServiceError> {
    let Some(found) = found else { return Ok(()) };
    parts::insert(tx, &found.row).await?;
    cases::move_up(tx, case.0, Lane::Danger.number()).await?;
    ladder::danger_again(ctx, tx, case.0).await
}

/// Another code; the old one opens nothing from this moment. Asked twice from the same page – the answer was lost, or
/// the button pressed again – it is the same new code.
///
/// # Errors
/// As [`view`]; [`ServiceError::Refused`] while it is being taken back, [`ServiceError::Busy`] when the gate is full.
pub async fn new_code(
    ctx: &Ctx,
    pass: &Pass,
    page: &Draft,
    address: IpAddr,
) -> Result<(ReceiptCode, String), ServiceError> {
    let (now, generation) = (ctx.clock.now(), pass.code_generation + 1);
    let seed =
        [b"new code ".as_slice(), page.as_str().as_bytes(), &pass.report.bytes(), &generation.to_be_bytes()].concat();
    let code = ReceiptCode::for_draft(&seed, ctx.keys.draft_mac());
    let keys = derive(ctx, code.clone(), address).await?;
    let mut tx = ctx.store.read().await?;
    let made = reports::by_lookup(&mut tx, &keys.lookup).await?;
    drop(tx);
    let same = made.is_some_and(|report| report.id == pass.report.0 && report.code_generation == generation);
    if !same {
        change_code(ctx, pass, &keys, generation, now).await?;
    }
    let fresh =
        Pass { visitor: keys.visitor, report: pass.report, code_generation: generation, until: now.plus(LASTS) };
    Ok((code, fresh.seal(&ctx.keys, &mut entropy())))
}

async fn change_code(
    ctx: &Ctx,
    pass: &Pass,
    keys: &ReceiptKeys,
    generation: i64,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let Opened { report, case, key } = read_opened(ctx, pass).await?;
    if standing(&case, &report)?.thread.erasing().is_some() {
        return Err(Refused::Erasing.into());
    }
    let wrap = keys.visitor.wrap(&thread_for_visitor(pass.report, generation), &key, &mut entropy());
    let leaf = audit::leaf(ctx, Event::ThreadCodeChanged, report.id, now, None, &[]);
    let mut tx = ctx.store.begin("thread.new_code").await?;
    reports::change_code(&mut tx, report.id, report.version, &keys.lookup, wrap.as_bytes()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// "Do not write to me."
///
/// # Errors
/// As [`view`]; [`ServiceError::Refused`] while it is being taken back.
pub async fn quiet(ctx: &Ctx, pass: &Pass) -> Result<(), ServiceError> {
    step(ctx, pass, Step::VisitorQuiets, Event::ThreadQuieted).await.map(|_| ())
}

/// Takes everything back: unreadable with the code from this moment, destroyed in seven days. Returns that moment.
///
/// # Errors
/// As [`view`].
pub async fn erase(ctx: &Ctx, pass: &Pass) -> Result<Timestamp, ServiceError> {
    let after = step(ctx, pass, Step::VisitorErases(ctx.clock.now()), Event::ThreadEraseAsked).await?;
    after.thread.erasing().ok_or(ServiceError::Inner)
}

/// Keeps it after all.
///
/// # Errors
/// As [`view`]; [`ServiceError::Refused`] when it was not taken back.
pub async fn keep(ctx: &Ctx, pass: &Pass) -> Result<(), ServiceError> {
    step(ctx, pass, Step::VisitorKeeps, Event::ThreadKept).await.map(|_| ())
}

async fn step(ctx: &Ctx, pass: &Pass, step: Step, event: Event) -> Result<Standing, ServiceError> {
    let now = ctx.clock.now();
    let Opened { report, case, .. } = read_opened(ctx, pass).await?;
    let after = standing(&case, &report)?.after(step)?;
    let erase_at = after.thread.erasing();
    let leaf = audit::leaf(ctx, event, report.id, now, None, &[]);
    let mut tx = ctx.store.begin("thread.step").await?;
    reports::save_thread(&mut tx, report.id, report.version, after.thread.word(), erase_at.map(Timestamp::ms)).await?;
    match step {
        Step::VisitorErases(_) => enqueue(&mut tx, job::ERASE, report.id, erase_at.unwrap_or(now)).await?,
        Step::VisitorKeeps => {
            jobs::cancel(&mut tx, job::ERASE, report.id).await?;
        }
        _ => {}
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(after)
}

/// A report, its case and its key, once a pass has opened them.
pub(crate) struct Opened {
    pub report: Report,
    pub case: Case,
    pub key: DataKey,
}

pub(crate) async fn read_opened(ctx: &Ctx, pass: &Pass) -> Result<Opened, ServiceError> {
    let mut tx = ctx.store.read().await?;
    opened(&mut tx, pass).await
}

pub(crate) async fn opened(tx: &mut Tx, pass: &Pass) -> Result<Opened, ServiceError> {
    let report = reports::get(tx, pass.report.0).await?.ok_or(ServiceError::Gone)?;
    if report.code_generation != pass.code_generation || keeping::code_frozen(tx, report.case_id).await? {
        return Err(ServiceError::Expired);
    }
    let key = thread_key(&pass.visitor, &report, pass.code_generation)?;
    let case = cases::get(tx, report.case_id).await?.ok_or(ServiceError::Gone)?;
    Ok(Opened { report, case, key })
}

/// The thread key, opened with the visitor's key of this code.
///
/// # Errors
/// [`ServiceError::Gone`] when it was destroyed, [`ServiceError::Untrusted`] when it does not open.
pub(crate) fn thread_key(visitor: &DataKey, report: &Report, code_generation: i64) -> Result<DataKey, ServiceError> {
    let wrap = Sealed::from_bytes(report.visitor_wrap.clone().ok_or(ServiceError::Gone)?);
    let context = thread_for_visitor(ReportId(report.id), code_generation);
    visitor.unwrap_key(&context, &wrap).map_err(|_| ServiceError::Untrusted("thread key"))
}

/// What the rules need to know of a stored case.
///
/// # Errors
/// [`ServiceError::Store`] when a stored word is none of ours.
pub(crate) fn standing(case: &Case, report: &Report) -> Result<Standing, ServiceError> {
    Ok(Standing {
        state: CaseState::parse(&case.state).ok_or(StoreError::Unreadable("case state"))?,
        thread: ThreadState::parse(&report.thread_state, report.erase_at_ms)
            .ok_or(StoreError::Unreadable("thread state"))?,
        claimed_by: case.claimed_by.map(MemberId),
    })
}

/// Puts a case back to where somebody looks at it, in the caller's transaction.
pub(crate) async fn visitor_wrote(tx: &mut Tx, case: CaseId, report: &Report) -> Result<(), ServiceError> {
    // A case without a summary was destroyed meanwhile: nothing may be added to it.
    let row = cases::get(tx, case.0).await?.filter(|row| row.summary_sealed.is_some()).ok_or(ServiceError::Gone)?;
    let after = standing(&row, report)?.after(Step::VisitorWrites)?;
    cases::save(tx, row.id, row.version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    if report.thread_state != after.thread.word() {
        reports::save_thread(tx, report.id, report.version, after.thread.word(), None).await?;
    }
    Ok(())
}
