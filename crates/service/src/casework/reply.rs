//! Answering: begun and saved, on its way for two minutes, then in the thread. Until it has left it can be taken back.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::case::{Step, ThreadState};
use vigie_model::clock::{MINUTE, Timestamp, entropy};
use vigie_model::id::{CaseId, MemberId, PartId, ReportId};
use vigie_model::job;
use vigie_seal::{DataKey, Sealed};
use vigie_store::audit::Leaf;
use vigie_store::parts::{self, Part};
use vigie_store::replies::{self, Outgoing};
use vigie_store::{StoreError, Tx, cases, jobs, reports};

use super::deed::{self, Deed, meanings};
use super::{Found, find_now, find_opened, leaf, open_pieces, piece};
use crate::intake::enqueue;
use crate::login::Signed;
use crate::sealing::{Kind, Piece, open_part, reply_draft_context, seal_part};
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit};

/// How long an answer can be taken back, in milliseconds. Long enough to see a slip, short enough for who waits.
pub const LEAVES_AFTER: i64 = 2 * MINUTE;

/// An answer as a member writes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// What the visitor will read.
    pub text: String,
    /// What it means in a language of the desk, for the desk only; `""` for nothing.
    pub meaning: String,
    /// True when its wording was questioned and the member sends it as it is.
    #[serde(skip)]
    pub as_it_is: bool,
}

impl Reply {
    /// An answer without a note beside it.
    pub fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

/// An answer that is on its way.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// The part it becomes.
    pub id: PartId,
    /// Who wrote it.
    pub by: MemberId,
    /// When it leaves.
    pub at: Timestamp,
    /// True when it may not leave: the visitor wants silence or takes the report back.
    pub stopped: bool,
    /// The words.
    pub text: String,
}

/// An answer begun and saved.
#[derive(Debug, Clone)]
pub struct Begun {
    /// When it was saved.
    pub at: Timestamp,
    /// What was written so far.
    pub reply: Reply,
}

/// Answers the visitor in two minutes; returns the part that the answer becomes.
///
/// # Errors
/// [`ServiceError::Refused`] when it is not claimed by this member, closed, or the visitor asked for silence.
pub async fn answer(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    version: i64,
    reply: &Reply,
) -> Result<PartId, ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    let after = standing(&found.row, &found.report)?.after(Step::Answer(signed.member))?;
    let (now, words) = (ctx.clock.now(), piece(ctx, signed, Kind::DeskAnswer, &reply.text));
    let part = seal_part(&found.thread_key()?, case, Some(ReportId(found.report.id)), &words, &mut entropy());
    let leaves_at = now.plus(LEAVES_AFTER);
    let meaning = meaning(ctx, signed, &found, part.row.id, &reply.meaning)?;
    let mut told = vec![leaf(ctx, signed, &found, Event::CaseAnswered, &[part.commitment])?];
    if reply.as_it_is {
        told.push(leaf(ctx, signed, &found, Event::AnswerAsItIs, &[])?);
    }
    let mut tx = ctx.store.begin("casework.answer").await?;
    // Both rows guard: the visitor may ask for silence at this very moment, and then nothing is sent.
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    cases::save(&mut tx, case.0, version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    replies::insert(&mut tx, &outgoing(&found, signed, &part.row, leaves_at)).await?;
    replies::drop_draft(&mut tx, case.0, signed.member.0).await?;
    if let Some(meaning) = meaning {
        parts::insert(&mut tx, &meaning).await?;
    }
    for leaf in &told {
        audit::append(&mut tx, leaf).await?;
    }
    enqueue(&mut tx, job::SEND, part.row.id, leaves_at).await?;
    tx.commit().await?;
    Ok(PartId(part.row.id))
}

fn outgoing(found: &Found, signed: &Signed, part: &Part, leaves_at: Timestamp) -> Outgoing {
    Outgoing {
        id: part.id,
        case_id: found.row.id,
        report_id: found.report.id,
        member_id: signed.member.0,
        state: "waiting".to_owned(),
        leaves_at_ms: leaves_at.ms(),
        sealed: part.sealed.clone(),
    }
}

/// What an answer means, as a piece of the desk's own; `None` when nothing was written.
fn meaning(ctx: &Ctx, signed: &Signed, found: &Found, of: Uuid, text: &str) -> Result<Option<Part>, ServiceError> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let deed = Deed::Meaning { of: of.to_string(), text: text.to_owned() };
    deed::seal(ctx, signed, found, deed, 0).map(|part| Some(part.row))
}

/// Lets an answer leave at once.
///
/// # Errors
/// [`ServiceError::NotFound`] when it has left or was taken back, [`ServiceError::Refused`] as [`answer`].
pub async fn send_now(ctx: &Ctx, signed: &Signed, case: CaseId, id: PartId) -> Result<(), ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Answer(signed.member))?;
    let left = leaf(ctx, signed, &found, Event::AnswerLeft, &[])?;
    let mut tx = ctx.store.begin("casework.send_now").await?;
    let answer =
        replies::get(&mut tx, id.0).await?.filter(|one| one.case_id == case.0).ok_or(ServiceError::NotFound)?;
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    leave(&mut tx, answer, ctx.clock.now(), &left).await?;
    jobs::cancel(&mut tx, job::SEND, id.0).await?;
    tx.commit().await?;
    Ok(())
}

/// The job that lets an answer leave when its time has come. Taken back meanwhile, there is nothing to do; and who asked
/// for silence meanwhile is not written to.
///
/// # Errors
/// [`ServiceError::Store`] with a conflict when somebody touched the thread at this moment: the job tries again.
pub(crate) async fn run(ctx: &Ctx, id: Uuid) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let Some(answer) = replies::get(&mut tx, id).await? else { return Ok(()) };
    drop(tx);
    let now = ctx.clock.now();
    let left = audit::leaf(ctx, Event::AnswerLeft, answer.case_id, now, None, &[]);
    let stopped = audit::leaf(ctx, Event::AnswerStopped, answer.case_id, now, None, &[]);
    let mut tx = ctx.store.begin("job.send").await?;
    let Some(answer) = replies::get(&mut tx, id).await?.filter(|one| one.state == "waiting") else { return Ok(()) };
    let report = reports::get(&mut tx, answer.report_id).await?.ok_or(StoreError::Unreadable("report"))?;
    reports::unchanged(&mut tx, report.id, report.version).await?;
    if ThreadState::parse(&report.thread_state, report.erase_at_ms) == Some(ThreadState::Open) {
        leave(&mut tx, answer, now, &left).await?;
    } else {
        replies::stop(&mut tx, id).await?;
        audit::append(&mut tx, &stopped).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Moves an answer into its thread. It stands there at the moment it left.
async fn leave(tx: &mut Tx, answer: Outgoing, now: Timestamp, told: &Leaf) -> Result<(), StoreError> {
    replies::remove(tx, answer.id).await?;
    let part = Part {
        id: answer.id,
        case_id: answer.case_id,
        report_id: Some(answer.report_id),
        purpose: Kind::DeskAnswer.number(),
        at_ms: now.ms(),
        sealed: answer.sealed,
    };
    parts::insert(tx, &part).await?;
    audit::append(tx, told).await
}

/// Takes an answer back before it has left: it is a draft again, before whatever was begun since.
///
/// # Errors
/// [`ServiceError::NotFound`] when it has left, [`ServiceError::Refused`] when another member has the case.
pub async fn take_back(ctx: &Ctx, signed: &Signed, case: CaseId, id: PartId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let found = super::find(&ctx.keys, &mut tx, signed, case).await?;
    let row = replies::get(&mut tx, id.0).await?.filter(|one| one.case_id == case.0).ok_or(ServiceError::NotFound)?;
    let (_, pieces) = open_pieces(&mut tx, &found).await?;
    let begun = draft(&mut tx, &found, signed).await?;
    drop(tx);
    let after = standing(&found.row, &found.report)?.after(Step::TakeAnswerBack(signed.member))?;
    let text = open_part(&found.thread_key()?, &as_part(&row))?.text();
    let meaning = meanings(&pieces).remove(&id).map_or_else(String::new, |(_, text)| text);
    let join = |one: String, two: Option<&String>| match two {
        Some(two) if !two.trim().is_empty() => format!("{one}\n\n{two}"),
        _ => one,
    };
    let reply = Reply {
        text: join(text, begun.as_ref().map(|begun| &begun.reply.text)),
        meaning: join(meaning, begun.as_ref().map(|begun| &begun.reply.meaning)),
        as_it_is: false,
    };
    let sealed = seal_draft(&found, signed, &reply)?;
    let leaf = leaf(ctx, signed, &found, Event::AnswerTakenBack, &[])?;
    let mut tx = ctx.store.begin("casework.take_back").await?;
    replies::remove(&mut tx, id.0).await?;
    replies::save_draft(&mut tx, case.0, signed.member.0, &sealed, ctx.clock.now().ms()).await?;
    cases::save(&mut tx, case.0, found.row.version, after.state.word(), after.claimed_by.map(|member| member.0))
        .await?;
    audit::append(&mut tx, &leaf).await?;
    jobs::cancel(&mut tx, job::SEND, id.0).await?;
    tx.commit().await?;
    Ok(())
}

fn as_part(row: &Outgoing) -> Part {
    Part {
        id: row.id,
        case_id: row.case_id,
        report_id: Some(row.report_id),
        purpose: Kind::DeskAnswer.number(),
        at_ms: row.leaves_at_ms,
        sealed: row.sealed.clone(),
    }
}

/// The answers of a case that are on their way.
pub(super) async fn leaving(tx: &mut Tx, found: &Found) -> Result<Vec<Leaving>, ServiceError> {
    let rows = replies::of_case(tx, found.row.id).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let thread = found.thread_key()?;
    let open = |row: Outgoing| {
        let words: Piece = open_part(&thread, &as_part(&row))?;
        Ok(Leaving {
            id: PartId(row.id),
            by: MemberId(row.member_id),
            at: Timestamp(row.leaves_at_ms),
            stopped: row.state != "waiting",
            text: words.text(),
        })
    };
    rows.into_iter().map(open).collect()
}

/// Saves what a member has written so far; nothing written forgets it.
///
/// # Errors
/// [`ServiceError::Refused`] when the visitor has taken the report back.
pub async fn save_draft(ctx: &Ctx, signed: &Signed, case: CaseId, reply: &Reply) -> Result<(), ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let sealed = seal_draft(&found, signed, reply)?;
    let mut tx = ctx.store.begin("casework.draft").await?;
    if reply.text.trim().is_empty() && reply.meaning.trim().is_empty() {
        replies::drop_draft(&mut tx, case.0, signed.member.0).await?;
    } else {
        replies::save_draft(&mut tx, case.0, signed.member.0, &sealed, ctx.clock.now().ms()).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn seal_draft(found: &Found, signed: &Signed, reply: &Reply) -> Result<Vec<u8>, ServiceError> {
    let plain = serde_json::to_vec(reply).map(zeroize::Zeroizing::new).map_err(|_| ServiceError::Inner)?;
    let context = reply_draft_context(CaseId(found.row.id), signed.member);
    Ok(found.key.seal(&context, &plain, &mut entropy()).into_bytes())
}

/// What the member has written so far; `None` when nothing was saved.
pub(super) async fn draft(tx: &mut Tx, found: &Found, signed: &Signed) -> Result<Option<Begun>, ServiceError> {
    let Some(row) = replies::draft(tx, found.row.id, signed.member.0).await? else { return Ok(None) };
    let reply = open_draft(&found.key, CaseId(found.row.id), signed.member, row.sealed)?;
    Ok(Some(Begun { at: Timestamp(row.at_ms), reply }))
}

fn open_draft(key: &DataKey, case: CaseId, member: MemberId, sealed: Vec<u8>) -> Result<Reply, ServiceError> {
    let context = reply_draft_context(case, member);
    let plain = key.open(&context, &Sealed::from_bytes(sealed)).map_err(|_| ServiceError::Untrusted("answer begun"))?;
    serde_json::from_slice(plain.expose()).map_err(|_| ServiceError::Untrusted("answer begun"))
}

/// Writes down what a message means in a language of the desk. A person writes it; the visitor never sees it.
///
/// # Errors
/// [`ServiceError::NotFound`] when the case has no such message.
pub async fn explain(ctx: &Ctx, signed: &Signed, case: CaseId, of: PartId, text: &str) -> Result<(), ServiceError> {
    let found = super::find_opened(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let (ids, _) = open_pieces(&mut tx, &found).await?;
    drop(tx);
    if !ids.contains(&of) {
        return Err(ServiceError::NotFound);
    }
    let deed = Deed::Meaning { of: of.to_string(), text: text.to_owned() };
    deed::record(ctx, signed, &found, deed, Event::MessageExplained).await.map(|_| ())
}
