//! Jobs: what happens after the visitor has gone. Each is a name, a row and one decision about failure.

mod erase;
mod runner;

pub(crate) use erase::{destroy as destroy_case, list as list_erased};
pub use runner::Runner;

use vigie_model::audit::Event;
use vigie_model::clock::{DAY, HOUR, MINUTE, SECOND, entropy};
use vigie_model::id::{CaseId, JobId, new_uuid};
use vigie_model::job;
use vigie_model::lane::Lane;
use vigie_store::jobs::Job;
use vigie_store::{alarms as watches, cases, invitations, jobs, notices, proposals, reports, sessions, tags};

use crate::login::{ABSOLUTE, IDLE};
use crate::{Ctx, ServiceError, audit, calls, casework, hooks, keeping, ladder, opening, second};

/// Names of recurring jobs and how long after success each runs again, in milliseconds.
const RECURRING: [(&str, i64); 4] =
    [(job::CHAIN, SECOND), (job::CHECKPOINT, HOUR), (job::SWEEP, HOUR), (job::GATE, MINUTE)];
/// How long a finished job stays for the person who looks, in milliseconds.
const DONE_STAYS: i64 = 7 * DAY;
/// How long the mark of a sent draft stays, in milliseconds: longer than [`crate::intake::DRAFT_LASTS`].
const DRAFT_STAYS: i64 = 30 * DAY;

/// Makes the recurring jobs that do not exist yet.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn recurring(ctx: &Ctx) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("jobs.recurring").await?;
    for (name, every) in RECURRING {
        jobs::recur(&mut tx, new_uuid(ctx.clock.now(), &mut entropy()), name, every).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Does what a leased job says. Every arm can be done twice and counts once.
///
/// # Errors
/// [`ServiceError`]; the runner tries again later.
pub async fn run(ctx: &Ctx, leased: &Job) -> Result<(), ServiceError> {
    match leased.name.as_str() {
        job::NOTIFY => notify(ctx, CaseId(leased.subject), JobId(leased.id)).await,
        job::LINK => link(ctx, CaseId(leased.subject)).await,
        job::RELANE => relane(ctx, CaseId(leased.subject)).await,
        job::ERASE => erase::run(ctx, leased.subject).await,
        job::SEND => casework::reply::run(ctx, leased.subject).await,
        job::CHAIN => audit::chain_waiting(ctx).await.map(|_| ()),
        job::CHECKPOINT => {
            audit::chain_waiting(ctx).await?;
            audit::checkpoint(ctx).await
        }
        job::SWEEP => {
            sweep(ctx).await?;
            keeping::sweep(ctx).await
        }
        job::LADDER => ladder::step(ctx, leased.subject).await,
        job::CALL => calls::send(ctx, leased.subject).await,
        job::HOOK => hooks::run(ctx, leased.subject).await,
        job::GATE => opening::watch(ctx).await,
        _ => Err(ServiceError::NotFound),
    }
}

/// Tells the desk. The row is keyed by the job: tried twice, told once.
async fn notify(ctx: &Ctx, case: CaseId, job: JobId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("job.notify").await?;
    // A report destroyed meanwhile needs no notice.
    if let Some(row) = cases::get(&mut tx, case.0).await?.filter(|row| row.summary_sealed.is_some())
        && notices::insert(&mut tx, case.0, job.0, "report", ctx.clock.now().ms()).await?
    {
        ladder::arrived(ctx, &mut tx, &row).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Links the case to those that share an offender's identifier.
async fn link(ctx: &Ctx, case: CaseId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("job.link").await?;
    tags::link(&mut tx, case.0, ctx.clock.now().ms()).await?;
    tx.commit().await?;
    Ok(())
}

/// A stated deadline has come near: the case moves up, unless it is up already.
async fn relane(ctx: &Ctx, case: CaseId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("job.relane").await?;
    if cases::move_up(&mut tx, case.0, Lane::Deadline.number()).await? {
        let leaf = audit::leaf(ctx, Event::CaseRelaned, case.0, ctx.clock.now(), None, &[]);
        audit::append(&mut tx, &leaf).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Deletes what has had its time.
async fn sweep(ctx: &Ctx) -> Result<(), ServiceError> {
    let now = ctx.clock.now().ms();
    let mut tx = ctx.store.begin("job.sweep").await?;
    sessions::sweep(&mut tx, now - IDLE, now - ABSOLUTE).await?;
    reports::sweep_drafts(&mut tx, now - DRAFT_STAYS).await?;
    jobs::sweep(&mut tx, now - DONE_STAYS).await?;
    proposals::sweep(&mut tx, now - second::STAYS).await?;
    invitations::sweep(&mut tx, now - second::STAYS).await?;
    watches::sweep(&mut tx, now - DAY).await?;
    // A promise to destroy is kept even when its job was lost: done twice, it counts once.
    for (report,) in reports::overdue(&mut tx, now - HOUR, now).await? {
        tracing::warn!(report.id = %report, "Report {report} should have been destroyed by now; it is tried again.");
        crate::intake::enqueue(&mut tx, job::ERASE, report, ctx.clock.now()).await?;
    }
    tx.commit().await?;
    crate::numbers::forget_old(ctx).await?;
    crate::api::sweep(ctx).await?;
    crate::pictures::expire(ctx).await?;
    hooks::sweep(ctx).await?;
    Ok(())
}
