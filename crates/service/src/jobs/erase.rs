//! Destroying what a visitor took back, once its seven days are over.

use std::io::Write;

use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::case::ThreadState;
use vigie_model::clock::DAY;
use vigie_store::{Tx, cases, keeps, notices, parts, reports, tags};

use crate::{Ctx, ServiceError, audit, pictures};

/// Deletes every wrap, part and tag of the report's case and writes the case into the list of what was erased.
pub async fn run(ctx: &Ctx, report_id: Uuid) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("job.erase").await?;
    let Some(report) = reports::get(&mut tx, report_id).await? else { return Ok(()) };
    let state = ThreadState::parse(&report.thread_state, report.erase_at_ms);
    // Cancelled meanwhile: there is nothing to do. Whether it is due was decided by the clock that leased this job; ours
    // may be behind it, and only tells a job of this week from one that was taken back anew.
    let due = state.and_then(ThreadState::erasing).is_some_and(|at| at.since(now) < DAY);
    if !due {
        return Ok(());
    }
    let case = report.case_id;
    if report.case_wrap.is_none() {
        // Destroyed by an earlier try that was cut short before its outcome was recorded.
        return list(ctx, case, now.ms());
    }
    // Held: it is restricted until the hold has ended. The sweep that follows tries it again.
    if keeps::hold(&mut tx, case, now.ms()).await?.is_some() {
        return Ok(());
    }
    // The visitor may keep it at this very moment: whoever is first counts.
    reports::unchanged(&mut tx, report_id, report.version).await?;
    destroy(ctx, &mut tx, case, now.ms()).await?;
    tx.commit().await?;
    list(ctx, case, now.ms())
}

/// Deletes every wrap, part and tag of a case in the caller's transaction; once it has committed, [`list`] follows.
/// `at_ms` is when it was erased.
///
/// # Errors
/// [`ServiceError::Store`]; then the caller's transaction must not commit.
pub(crate) async fn destroy(ctx: &Ctx, tx: &mut Tx, case: Uuid, at_ms: i64) -> Result<(), ServiceError> {
    parts::destroy(tx, case).await?;
    tags::destroy(tx, case).await?;
    notices::destroy(tx, case).await?;
    for report in reports::of_case(tx, case).await? {
        pictures::destroy(ctx, tx, report.id).await?;
        reports::destroy(tx, report.id).await?;
        audit::append(tx, &audit::leaf(ctx, Event::ThreadErased, report.id, ctx.clock.now(), None, &[])).await?;
    }
    cases::destroy(tx, case).await?;
    Ok(notices::erased(tx, case, at_ms).await?)
}

/// Writes the case into the file `erasures` outside the database, once: what a backup brings back must be lost again.
pub(crate) fn list(ctx: &Ctx, case: Uuid, at_ms: i64) -> Result<(), ServiceError> {
    let Some(dir) = &ctx.settings.audit_dir else { return Ok(()) };
    let write = || {
        std::fs::create_dir_all(dir)?;
        let listed = std::fs::read_to_string(dir.join("erasures")).unwrap_or_default();
        if listed.contains(&case.to_string()) {
            return Ok(());
        }
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(dir.join("erasures"))?;
        writeln!(file, "{case} {at_ms}")?;
        file.sync_data()
    };
    write().map_err(|error| {
        tracing::error!("The list of erased cases was not written outside the database: {error}. The job tries again; look at the folder audit of the data folder.");
        ServiceError::Inner
    })
}
