//! Tasks: what is to be done in a case, by whom and until when.

use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::Timestamp;
use vigie_model::id::{CaseId, MemberId, PartId};
use vigie_store::tasks::{self, Task as Row};
use vigie_store::{Tx, parts, reports};

use super::deed::{self, Deed};
use super::{Found, find, find_opened, leaf};
use crate::login::Signed;
use crate::sealing::open_part;
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit};

/// Most tasks that a member's own list shows.
const MOST: i64 = 100;

/// A task.
#[derive(Debug, Clone)]
pub struct Task {
    /// Which.
    pub id: PartId,
    /// In which case.
    pub case: CaseId,
    /// What is to be done.
    pub text: String,
    /// Who is to do it; `None` for anybody of the desk.
    pub whose: Option<MemberId>,
    /// Who set it.
    pub set_by: Option<MemberId>,
    /// Its last day, as the beginning of that day UTC; `None` for no day.
    pub due: Option<Timestamp>,
    /// Who has done it, and when; `None` until then.
    pub done: Option<(Option<MemberId>, Timestamp)>,
}

/// Sets a task.
///
/// # Errors
/// [`ServiceError::Refused`] when the visitor has taken the report back.
pub async fn set(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    text: &str,
    whose: Option<MemberId>,
    due: Option<Timestamp>,
) -> Result<PartId, ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let part = deed::seal(ctx, signed, &found, Deed::Task { text: text.to_owned() }, 0)?;
    let row = Row {
        id: part.row.id,
        case_id: case.0,
        member_id: whose.map(|member| member.0),
        due_ms: due.map(Timestamp::ms),
        done_at_ms: None,
        done_by: None,
        version: 1,
    };
    let leaf = leaf(ctx, signed, &found, Event::TaskSet, &[part.commitment])?;
    let mut tx = ctx.store.begin("casework.task").await?;
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    parts::insert(&mut tx, &part.row).await?;
    tasks::insert(&mut tx, &row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(PartId(part.row.id))
}

/// Marks a task as done, or as open again.
///
/// # Errors
/// [`ServiceError::NotFound`] when the case has no such task.
pub async fn mark(ctx: &Ctx, signed: &Signed, case: CaseId, task: PartId, done: bool) -> Result<(), ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let rows = tasks::of_case(&mut tx, case.0).await?;
    drop(tx);
    let row = rows.into_iter().find(|row| row.id == task.0).ok_or(ServiceError::NotFound)?;
    if row.done_at_ms.is_some() == done {
        return Ok(());
    }
    let event = if done { Event::TaskDone } else { Event::TaskUndone };
    let leaf = leaf(ctx, signed, &found, event, &[])?;
    let (at, by) = if done { (Some(ctx.clock.now().ms()), Some(signed.member.0)) } else { (None, None) };
    let mut tx = ctx.store.begin("casework.task_done").await?;
    tasks::set_done(&mut tx, row.id, row.version, at, by).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// The tasks of a case: the open ones by day, then those that are done.
pub(super) async fn of(tx: &mut Tx, found: &Found) -> Result<Vec<Task>, ServiceError> {
    let rows = tasks::of_case(tx, found.row.id).await?;
    let all = if rows.is_empty() { Vec::new() } else { parts::of_case(tx, found.row.id).await? };
    let mut opened = Vec::new();
    for row in rows {
        let Some(part) = all.iter().find(|part| part.id == row.id) else { continue };
        let piece = open_part(&found.key, part)?;
        let Some(Deed::Task { text }) = Deed::of(&piece) else { return Err(ServiceError::Untrusted("task")) };
        opened.push(Task {
            id: PartId(row.id),
            case: CaseId(row.case_id),
            text,
            whose: row.member_id.map(MemberId),
            set_by: piece.by,
            due: row.due_ms.map(Timestamp),
            done: row.done_at_ms.map(|at| (row.done_by.map(MemberId), Timestamp(at))),
        });
    }
    Ok(opened)
}

/// The member's own open tasks over all cases, the most pressing first.
///
/// # Errors
/// [`ServiceError::Untrusted`] when a case does not open with the desk's key.
pub async fn mine(ctx: &Ctx, signed: &Signed) -> Result<Vec<Task>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut mine = Vec::new();
    for row in tasks::of_member(&mut tx, signed.member.0, MOST).await? {
        // A case that the member no longer sees keeps its tasks for who does.
        let found = match find(&ctx.keys, &mut tx, signed, CaseId(row.case_id)).await {
            Err(ServiceError::NotFound) => continue,
            found => found?,
        };
        mine.extend(of(&mut tx, &found).await?.into_iter().filter(|task| task.id.0 == row.id));
    }
    Ok(mine)
}

/// How many open tasks the member has.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn count(ctx: &Ctx, signed: &Signed) -> Result<i64, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(tasks::count(&mut tx, signed.member.0).await?)
}
