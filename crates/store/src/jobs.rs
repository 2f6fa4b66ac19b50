//! Jobs as rows: enqueued in the caller's transaction, leased, done or tried again, timed by the database's clock.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A leased job.
    Job {
        /// Which.
        id: Uuid,
        /// What to do; one of `vigie_model::job`.
        name: String,
        /// The row it is about.
        subject: Uuid,
        /// Tries, this one included.
        attempts: i64,
        /// Recurring: how long after success it runs again.
        every_ms: Option<i64>,
    }
}

/// Enqueues a job that is due at `run_at_ms`, in milliseconds since 1970 UTC.
pub async fn enqueue(tx: &mut Tx, id: Uuid, name: &str, subject: Uuid, run_at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO jobs (id, name, subject, state, run_at_ms, attempts) VALUES ($1, $2, $3, 'ready', $4, 0)",
        id, name, subject, run_at_ms)
    .map(|_| ())
}

/// Makes a recurring job if it does not exist; another period, in milliseconds, is taken over.
pub async fn recur(tx: &mut Tx, id: Uuid, name: &str, every_ms: i64) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "INSERT INTO jobs (id, name, subject, state, run_at_ms, every_ms, attempts) VALUES ($1, $2, $1, 'ready', 0, $3, 0)
                  ON CONFLICT DO NOTHING", id, name, every_ms)?;
    sql!(exec &mut *tx, "UPDATE jobs SET every_ms = $2 WHERE name = $1 AND every_ms <> $2", name, every_ms).map(|_| ())
}

/// True when a job is due. The chaining job counts only when a leaf waits, so that an idle node writes nothing.
pub async fn due(tx: &mut Tx, now: Option<i64>) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sql!(opt tx,
        lite "SELECT 1 FROM jobs WHERE ((state = 'ready' AND run_at_ms <= COALESCE($1, CAST(unixepoch('subsec') * 1000 AS INTEGER)))
                  OR (state = 'leased' AND lease_until_ms < COALESCE($1, CAST(unixepoch('subsec') * 1000 AS INTEGER))))
                AND (name <> 'chain' OR EXISTS (SELECT 1 FROM audit_leaves WHERE chained = 0)) LIMIT 1"
        pg "SELECT CAST(1 AS BIGINT) FROM jobs WHERE ((state = 'ready' AND run_at_ms <= COALESCE($1, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)))
                  OR (state = 'leased' AND lease_until_ms < COALESCE($1, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT))))
                AND (name <> 'chain' OR EXISTS (SELECT 1 FROM audit_leaves WHERE chained = 0)) LIMIT 1",
        now)?;
    Ok(row.is_some())
}

/// Leases the job that has been due longest, for `lease_ms`; `None` when nothing is due. `now` overrides the
/// database's clock in tests.
pub async fn claim(tx: &mut Tx, token: Uuid, lease_ms: i64, now: Option<i64>) -> Result<Option<Job>, StoreError> {
    // The guard is repeated outside: PostgreSQL re-checks only this WHERE when two workers race.
    sql!(opt tx,
        lite "UPDATE jobs SET state = 'leased', attempts = attempts + 1, lease_token = $1,
                lease_until_ms = COALESCE($3, CAST(unixepoch('subsec') * 1000 AS INTEGER)) + $2
              WHERE id = (SELECT id FROM jobs
                  WHERE (state = 'ready' AND run_at_ms <= COALESCE($3, CAST(unixepoch('subsec') * 1000 AS INTEGER)))
                     OR (state = 'leased' AND lease_until_ms < COALESCE($3, CAST(unixepoch('subsec') * 1000 AS INTEGER)))
                  ORDER BY run_at_ms LIMIT 1)
                AND (state = 'ready' OR lease_until_ms < COALESCE($3, CAST(unixepoch('subsec') * 1000 AS INTEGER)))
              RETURNING id, name, subject, attempts, every_ms"
        pg "UPDATE jobs SET state = 'leased', attempts = attempts + 1, lease_token = $1,
                lease_until_ms = COALESCE($3, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)) + $2
              WHERE id = (SELECT id FROM jobs
                  WHERE (state = 'ready' AND run_at_ms <= COALESCE($3, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)))
                     OR (state = 'leased' AND lease_until_ms < COALESCE($3, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)))
                  ORDER BY run_at_ms LIMIT 1 FOR UPDATE SKIP LOCKED)
                AND (state = 'ready' OR lease_until_ms < COALESCE($3, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)))
              RETURNING id, name, subject, attempts, every_ms",
        token, lease_ms, now)
}

/// Renews a lease that is still ours.
///
/// # Errors
/// [`StoreError::Conflict`] when the lease was lost.
pub async fn renew(tx: &mut Tx, id: Uuid, token: Uuid, lease_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx,
        lite "UPDATE jobs SET lease_until_ms = CAST(unixepoch('subsec') * 1000 AS INTEGER) + $3 WHERE id = $1 AND lease_token = $2 AND state = 'leased'"
        pg "UPDATE jobs SET lease_until_ms = CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT) + $3 WHERE id = $1 AND lease_token = $2 AND state = 'leased'",
        id, token, lease_ms)
    .and_then(one)
}

/// Records that a job is done; a recurring one is ready again after its period.
///
/// # Errors
/// [`StoreError::Conflict`] when the lease was lost: somebody else may have done it again.
pub async fn done(tx: &mut Tx, id: Uuid, token: Uuid, now: Option<i64>) -> Result<(), StoreError> {
    sql!(exec tx,
        lite "UPDATE jobs SET state = CASE WHEN every_ms IS NULL THEN 'done' ELSE 'ready' END,
                attempts = CASE WHEN every_ms IS NULL THEN attempts ELSE 0 END, lease_token = NULL, lease_until_ms = NULL, last_error = NULL,
                run_at_ms = COALESCE($3, CAST(unixepoch('subsec') * 1000 AS INTEGER)) + COALESCE(every_ms, 0)
              WHERE id = $1 AND lease_token = $2 AND state = 'leased'"
        pg "UPDATE jobs SET state = CASE WHEN every_ms IS NULL THEN 'done' ELSE 'ready' END,
                attempts = CASE WHEN every_ms IS NULL THEN attempts ELSE 0 END, lease_token = NULL, lease_until_ms = NULL, last_error = NULL,
                run_at_ms = COALESCE($3, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)) + COALESCE(every_ms, 0)
              WHERE id = $1 AND lease_token = $2 AND state = 'leased'",
        id, token, now)
    .and_then(one)
}

/// Records that a try failed: ready again after `wait_ms`, or dead when `give_up`. `error` is a fixed word of ours, `now`
/// as in [`claim`].
///
/// # Errors
/// [`StoreError::Conflict`] when the lease was lost.
pub async fn failed(
    tx: &mut Tx,
    id: Uuid,
    token: Uuid,
    error: &str,
    wait_ms: i64,
    give_up: bool,
    now: Option<i64>,
) -> Result<(), StoreError> {
    let state = if give_up { "dead" } else { "ready" };
    sql!(exec tx,
        lite "UPDATE jobs SET state = $3, lease_token = NULL, lease_until_ms = NULL, last_error = $4,
                run_at_ms = COALESCE($6, CAST(unixepoch('subsec') * 1000 AS INTEGER)) + $5 WHERE id = $1 AND lease_token = $2 AND state = 'leased'"
        pg "UPDATE jobs SET state = $3, lease_token = NULL, lease_until_ms = NULL, last_error = $4,
                run_at_ms = COALESCE($6, CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)) + $5 WHERE id = $1 AND lease_token = $2 AND state = 'leased'",
        id, token, state, error, wait_ms, now)
    .and_then(one)
}

/// Jobs by state, recurring ones left out: state and count.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    sql!(all tx, "SELECT state, count(*) FROM jobs WHERE every_ms IS NULL GROUP BY state ORDER BY state")
}

/// How many jobs were given up, recurring ones left out.
pub async fn dead(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM jobs WHERE state = 'dead' AND every_ms IS NULL")
}

/// How many jobs of this name exist for this row, done or not.
pub async fn count_for(tx: &mut Tx, name: &str, subject: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM jobs WHERE name = $1 AND subject = $2", name, subject)
}

/// Deletes the jobs of this name for this row that have not begun.
pub async fn cancel(tx: &mut Tx, name: &str, subject: Uuid) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM jobs WHERE name = $1 AND subject = $2 AND state = 'ready'", name, subject)
}

/// Deletes jobs that were done before `done_before`, in milliseconds since 1970 UTC.
pub async fn sweep(tx: &mut Tx, done_before: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM jobs WHERE state = 'done' AND run_at_ms < $1", done_before)
}
