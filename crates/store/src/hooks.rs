//! Programs that are called when something about their signals happens, and what they are told.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// Where a key's program is called.
    Hook {
        /// Of which key.
        key_id: Uuid,
        /// When it was set, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// `idle`, `waiting` or `off`. While it is `waiting` there is a job that calls.
        state: String,
        /// Calls in a row that were not taken.
        tries: i64,
        /// When it was called last.
        tried_at_ms: Option<i64>,
        /// Since when no call was taken; `None`: the last one was.
        failing_since_ms: Option<i64>,
        /// Why the last one was not, in a word; empty: it was.
        failure: String,
        /// When a call was taken last.
        delivered_at_ms: Option<i64>,
        /// How many events were never taken.
        given_up: i64,
        /// Address, secret and which events, sealed.
        sealed: String,
    }
}

row! {
    /// Something to be told.
    Event {
        /// Which: equal for what is told once.
        id: Uuid,
        /// To which key's program.
        key_id: Uuid,
        /// When it happened, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// What, sealed; empty: it was told.
        sealed: String,
    }
}

/// Stores a hook, or a new one in the place of the key's last.
pub async fn put(tx: &mut Tx, hook: &Hook) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO hooks (key_id, at_ms, state, tries, tried_at_ms, failing_since_ms, failure, delivered_at_ms, given_up, sealed)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                   ON CONFLICT (key_id) DO UPDATE SET at_ms = excluded.at_ms, state = excluded.state, tries = excluded.tries,
                   tried_at_ms = excluded.tried_at_ms, failing_since_ms = excluded.failing_since_ms, failure = excluded.failure,
                   delivered_at_ms = excluded.delivered_at_ms, given_up = excluded.given_up, sealed = excluded.sealed",
        hook.key_id, hook.at_ms, hook.state.as_str(), hook.tries, hook.tried_at_ms, hook.failing_since_ms,
        hook.failure.as_str(), hook.delivered_at_ms, hook.given_up, hook.sealed.as_str())
    .and_then(one)
}

/// A key's hook; `None` when it has none.
pub async fn get(tx: &mut Tx, key: Uuid) -> Result<Option<Hook>, StoreError> {
    sql!(opt tx, "SELECT key_id, at_ms, state, tries, tried_at_ms, failing_since_ms, failure, delivered_at_ms, given_up, sealed
                  FROM hooks WHERE key_id = $1", key)
}

/// [`get`], and nobody else changes it or adds an event of it until the transaction ends. Whoever adds events to more than
/// one holds the lock of the signals' log, or two could wait for one another.
pub async fn lock(tx: &mut Tx, key: Uuid) -> Result<Option<Hook>, StoreError> {
    sql!(opt tx,
        lite "SELECT key_id, at_ms, state, tries, tried_at_ms, failing_since_ms, failure, delivered_at_ms, given_up, sealed
              FROM hooks WHERE key_id = $1"
        pg "SELECT key_id, at_ms, state, tries, tried_at_ms, failing_since_ms, failure, delivered_at_ms, given_up, sealed
            FROM hooks WHERE key_id = $1 FOR UPDATE", key)
}

/// Every hook.
pub async fn all(tx: &mut Tx) -> Result<Vec<Hook>, StoreError> {
    sql!(all tx, "SELECT key_id, at_ms, state, tries, tried_at_ms, failing_since_ms, failure, delivered_at_ms, given_up, sealed
                  FROM hooks ORDER BY key_id")
}

/// Deletes a hook and everything it was to tell; false when there was none.
pub async fn delete(tx: &mut Tx, key: Uuid) -> Result<bool, StoreError> {
    sql!(exec &mut *tx, "DELETE FROM hook_events WHERE key_id = $1", key)?;
    sql!(exec tx, "DELETE FROM hooks WHERE key_id = $1", key).map(|rows| rows == 1)
}

/// Stores something to be told; false when it was told already, or waits.
pub async fn add(tx: &mut Tx, event: &Event) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO hook_events (id, key_id, at_ms, sealed) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING",
        event.id, event.key_id, event.at_ms, event.sealed.as_str())
    .map(|rows| rows == 1)
}

/// True when something was told already, or waits.
pub async fn known(tx: &mut Tx, id: Uuid) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sql!(opt tx, "SELECT at_ms FROM hook_events WHERE id = $1", id)?;
    Ok(row.is_some())
}

/// What waits to be told, oldest first, at most `limit`.
pub async fn waiting(tx: &mut Tx, key: Uuid, limit: i64) -> Result<Vec<Event>, StoreError> {
    sql!(all tx, "SELECT id, key_id, at_ms, sealed FROM hook_events WHERE key_id = $1 AND sealed <> '' ORDER BY at_ms, id LIMIT $2",
        key, limit)
}

/// How much waits to be told.
pub async fn count(tx: &mut Tx, key: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM hook_events WHERE key_id = $1 AND sealed <> ''", key)
}

/// Whether anything waits to be told.
pub async fn waits(tx: &mut Tx, key: Uuid) -> Result<bool, StoreError> {
    let one = sql!(count tx, "SELECT count(*) FROM (SELECT 1 FROM hook_events WHERE key_id = $1 AND sealed <> '' LIMIT 1) w", key)?;
    Ok(one > 0)
}

/// Notes that something was told: its content is gone, its name stays.
pub async fn told(tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE hook_events SET sealed = '' WHERE id = $1", id).map(|_| ())
}

/// Gives up what waits since a moment or longer; how much that was.
pub async fn give_up(tx: &mut Tx, key: Uuid, since_ms: i64) -> Result<i64, StoreError> {
    let gone = sql!(exec tx, "UPDATE hook_events SET sealed = '' WHERE key_id = $1 AND sealed <> '' AND at_ms <= $2", key, since_ms)?;
    Ok(i64::try_from(gone).unwrap_or(i64::MAX))
}

/// Forgets the names of what was told before a moment.
pub async fn sweep(tx: &mut Tx, before_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM hook_events WHERE sealed = '' AND at_ms < $1", before_ms).map(|_| ())
}

/// Keys whose hook is `waiting` without a job that would call: one was lost.
pub async fn stranded(tx: &mut Tx, job: &str) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT key_id FROM hooks WHERE state = 'waiting' AND NOT EXISTS
                  (SELECT 1 FROM jobs WHERE name = $1 AND subject = hooks.key_id AND state IN ('ready', 'leased'))", job)
}
