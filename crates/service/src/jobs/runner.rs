//! The runner: lease, work with no transaction open, record. Polling is the truth, a nudge only makes it quicker.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;
use vigie_model::clock::entropy;
use vigie_model::id::new_uuid;
use vigie_model::job::{LEASE_MS, MAX_ATTEMPTS, backoff_ms};
use vigie_store::StoreError;
use vigie_store::jobs::{self, Job};

use crate::{Ctx, ServiceError};

/// Longest time between two looks for work: a process that was not nudged is this late at most.
const POLL: Duration = Duration::from_millis(500);
/// Jobs at once in one process: a slow one does not hold up the others. One more than hooks are called at once.
const WORKERS: usize = 3;

/// Runs jobs until it is told to stop.
pub struct Runner {
    ctx: Ctx,
}

impl Runner {
    /// A runner for this process.
    pub fn new(ctx: Ctx) -> Self {
        Self { ctx }
    }

    /// Runs jobs until `stop` says true; what is leased then is finished first.
    pub async fn run(self, stop: watch::Receiver<bool>) {
        let mut workers = JoinSet::new();
        for _ in 0..WORKERS {
            workers.spawn(work(self.ctx.clone(), stop.clone()));
        }
        while workers.join_next().await.is_some() {}
    }

    /// Does everything that is due now, one after the other; returns how many. `now` overrides the database's clock,
    /// for tests.
    ///
    /// # Errors
    /// [`ServiceError::Store`].
    pub async fn run_due(&self, now: Option<i64>) -> Result<usize, ServiceError> {
        let mut count = 0;
        while one(&self.ctx, now).await? {
            count += 1;
        }
        Ok(count)
    }
}

async fn work(ctx: Ctx, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match one(&ctx, None).await {
            Ok(true) => {}
            Ok(false) => wait(&ctx, &mut stop).await,
            Err(error) => {
                tracing::error!("The runner cannot look for jobs: {error}. It tries again.");
                wait(&ctx, &mut stop).await;
            }
        }
    }
}

async fn wait(ctx: &Ctx, stop: &mut watch::Receiver<bool>) {
    tokio::select! {
        () = tokio::time::sleep(POLL) => {}
        () = ctx.nudge.notified() => {}
        _ = stop.changed() => {}
    }
}

/// Leases and does one job; false when nothing is due.
async fn one(ctx: &Ctx, now: Option<i64>) -> Result<bool, ServiceError> {
    // A look first: an idle node writes nothing to its disk.
    let mut tx = ctx.store.read().await?;
    if !jobs::due(&mut tx, now).await? {
        return Ok(false);
    }
    drop(tx);
    let token = new_uuid(ctx.clock.now(), &mut entropy());
    let mut tx = ctx.store.begin("job.claim").await?;
    let Some(job) = jobs::claim(&mut tx, token, LEASE_MS, now).await? else { return Ok(false) };
    tx.commit().await?;
    phase(&job, "job.leased");
    let result = renewing(ctx, &job, token).await;
    if result.is_ok() {
        phase(&job, "job.effect");
    }
    record(ctx, &job, token, result, now).await?;
    Ok(true)
}

fn phase(job: &Job, phase: &'static str) {
    if job.every_ms.is_none() {
        tracing::trace!(target: "vigie::phase", phase, job.id = %job.id, job.name = %job.name, job.subject = %job.subject);
    }
}

/// Works, and renews the lease at a third of its length.
async fn renewing(ctx: &Ctx, job: &Job, token: Uuid) -> Result<(), ServiceError> {
    let third = Duration::from_millis(u64::try_from(LEASE_MS / 3).unwrap_or(20_000));
    let mut work = std::pin::pin!(super::run(ctx, job));
    loop {
        tokio::select! {
            result = &mut work => return result,
            () = tokio::time::sleep(third) => {
                let mut tx = ctx.store.begin("job.renew").await?;
                jobs::renew(&mut tx, job.id, token, LEASE_MS).await?;
                tx.commit().await?;
            }
        }
    }
}

async fn record(
    ctx: &Ctx,
    job: &Job,
    token: Uuid,
    result: Result<(), ServiceError>,
    now: Option<i64>,
) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("job.record").await?;
    let recorded = match result {
        Ok(()) => {
            ctx.metrics.jobs_done.inc();
            jobs::done(&mut tx, job.id, token, now).await
        }
        Err(error) => {
            ctx.metrics.jobs_failed.inc();
            let give_up = job.every_ms.is_none() && job.attempts >= MAX_ATTEMPTS;
            if give_up {
                tracing::error!(job.id = %job.id, "Job {} ({}) is given up after {} tries: {error}. A person has to look.", job.id, job.name, job.attempts);
            } else {
                tracing::warn!(job.id = %job.id, "Job {} ({}) failed at try {}: {error}", job.id, job.name, job.attempts);
            }
            jobs::failed(&mut tx, job.id, token, word(&error), backoff_ms(job.attempts), give_up, now).await
        }
    };
    match recorded {
        Ok(()) => tx.commit().await?,
        // The lease was lost: somebody else does it again, and an effect done twice counts once.
        Err(StoreError::Conflict) => tracing::warn!(
            job.id = %job.id,
            "Job {} ({}) lost its lease before it was recorded; whoever holds it now does it again.", job.id, job.name
        ),
        Err(error) => return Err(error.into()),
    }
    phase(job, "job.recorded");
    Ok(())
}

/// A fixed word for the row; details stay in the log.
fn word(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Store(_) => "store",
        ServiceError::Untrusted(_) => "untrusted",
        ServiceError::NotFound => "unknown job",
        ServiceError::Wire(_) => "wire",
        _ => "failed",
    }
}
