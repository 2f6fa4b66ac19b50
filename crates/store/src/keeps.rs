//! How long a case is kept, what holds it back, and codes that open nothing for now.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// Until when a case is kept.
    Keep {
        /// The rule: a country with one of its own, or `""`.
        rule: String,
        /// When it is erased unless something happens in it, in milliseconds since 1970 UTC.
        until_ms: i64,
        /// The version of the case for which that was worked out.
        seen: i64,
    }
}

row! {
    /// A case for which a day has to be worked out.
    Stale {
        /// Which.
        id: Uuid,
        /// Its version.
        version: i64,
        /// Its state.
        state: String,
        /// Its rule.
        rule: String,
    }
}

row! {
    /// Why a case may not be erased for now.
    Hold {
        /// Which case.
        case_id: Uuid,
        /// Who answers for it.
        owner: Uuid,
        /// Since when, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// Until when.
        ends_at_ms: i64,
        /// When somebody looks whether it is still needed.
        review_at_ms: i64,
        /// To which desk the ground is sealed.
        desk_id: Uuid,
        /// Of that desk's key.
        generation: i64,
        /// Why, to the desk.
        ground_sealed: Vec<u8>,
        /// Keyed mac of all of it.
        mac: Vec<u8>,
    }
}

/// Stores until when a case is kept, in the place of what stood there; its rule stays once it has one.
pub async fn put(tx: &mut Tx, case: Uuid, keep: &Keep) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO keeps (case_id, rule, until_ms, seen) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (case_id) DO UPDATE SET until_ms = excluded.until_ms, seen = excluded.seen",
        case, keep.rule.as_str(), keep.until_ms, keep.seen)
    .map(|_| ())
}

/// Until when a case is kept; `None` when it was not worked out yet.
pub async fn get(tx: &mut Tx, case: Uuid) -> Result<Option<Keep>, StoreError> {
    sql!(opt tx, "SELECT rule, until_ms, seen FROM keeps WHERE case_id = $1", case)
}

/// Cases in which something happened since their day was worked out, `limit` at most.
pub async fn stale(tx: &mut Tx, limit: i64) -> Result<Vec<Stale>, StoreError> {
    sql!(all tx, "SELECT c.id AS id, c.version AS version, c.state AS state, COALESCE(k.rule, '') AS rule
                  FROM cases c LEFT JOIN keeps k ON k.case_id = c.id
                  WHERE c.summary_sealed IS NOT NULL AND (k.case_id IS NULL OR k.seen <> c.version) LIMIT $1", limit)
}

/// Cases that have had their time, that somebody has read and that nothing holds: id and version, `limit` at most.
pub async fn due(tx: &mut Tx, now: i64, limit: i64) -> Result<Vec<(Uuid, i64)>, StoreError> {
    sql!(all tx, "SELECT c.id, c.version FROM keeps k JOIN cases c ON c.id = k.case_id
                  WHERE k.until_ms <= $1 AND k.seen = c.version AND c.state <> 'new' AND c.summary_sealed IS NOT NULL
                    AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.case_id = c.id AND h.ends_at_ms > $1)
                  ORDER BY k.until_ms LIMIT $2", now, limit)
}

/// Makes sure that a case is as it was read, until this transaction ends.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn unchanged(tx: &mut Tx, case: Uuid, version: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE cases SET version = version WHERE id = $1 AND version = $2", case, version).and_then(one)
}

/// Forgets every day that was worked out, so that it is worked out anew under other rules.
pub async fn forget(tx: &mut Tx) -> Result<u64, StoreError> {
    sql!(exec tx, "UPDATE keeps SET seen = -1")
}

/// Stores a hold in the place of the one before.
pub async fn put_hold(tx: &mut Tx, hold: &Hold) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO holds (case_id, owner, at_ms, ends_at_ms, review_at_ms, desk_id, generation, ground_sealed, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                   ON CONFLICT (case_id) DO UPDATE SET owner = excluded.owner, at_ms = excluded.at_ms, ends_at_ms = excluded.ends_at_ms,
                   review_at_ms = excluded.review_at_ms, desk_id = excluded.desk_id, generation = excluded.generation,
                   ground_sealed = excluded.ground_sealed, mac = excluded.mac",
        hold.case_id, hold.owner, hold.at_ms, hold.ends_at_ms, hold.review_at_ms, hold.desk_id, hold.generation,
        hold.ground_sealed.as_slice(), hold.mac.as_slice())
    .map(|_| ())
}

/// The hold of a case that has not ended at `now`; `None` when nothing holds it.
pub async fn hold(tx: &mut Tx, case: Uuid, now: i64) -> Result<Option<Hold>, StoreError> {
    sql!(opt tx, "SELECT case_id, owner, at_ms, ends_at_ms, review_at_ms, desk_id, generation, ground_sealed, mac
                  FROM holds WHERE case_id = $1 AND ends_at_ms > $2", case, now)
}

/// Holds that stand at `now` and that somebody had to look at by then, of cases after `after`, `limit` at most.
pub async fn to_review(tx: &mut Tx, now: i64, after: Uuid, limit: i64) -> Result<Vec<Hold>, StoreError> {
    sql!(all tx, "SELECT case_id, owner, at_ms, ends_at_ms, review_at_ms, desk_id, generation, ground_sealed, mac
                  FROM holds WHERE review_at_ms <= $1 AND ends_at_ms > $1 AND case_id > $2 ORDER BY case_id LIMIT $3",
        now, after, limit)
}

/// Ends a hold; `false` when there was none.
pub async fn end_hold(tx: &mut Tx, case: Uuid) -> Result<bool, StoreError> {
    sql!(exec tx, "DELETE FROM holds WHERE case_id = $1", case).map(|ended| ended == 1)
}

/// Freezes the codes of a case: they open nothing.
pub async fn freeze(tx: &mut Tx, case: Uuid, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO frozen (case_id, at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING", case, at_ms).map(|_| ())
}

/// Lets the codes of a case open again; `false` when they did.
pub async fn thaw(tx: &mut Tx, case: Uuid) -> Result<bool, StoreError> {
    sql!(exec tx, "DELETE FROM frozen WHERE case_id = $1", case).map(|thawed| thawed == 1)
}

/// Since when the codes of a case are frozen; `None` when they open.
pub async fn frozen(tx: &mut Tx, case: Uuid) -> Result<Option<i64>, StoreError> {
    let row: Option<(i64,)> = sql!(opt tx, "SELECT at_ms FROM frozen WHERE case_id = $1", case)?;
    Ok(row.map(|row| row.0))
}

/// Destroys what is known of how long a case is kept.
pub(crate) async fn destroy(tx: &mut Tx, case: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM keeps WHERE case_id = $1", case)?;
    sql!(exec &mut *tx, "DELETE FROM holds WHERE case_id = $1", case)?;
    sql!(exec &mut *tx, "DELETE FROM frozen WHERE case_id = $1", case).map(|_| ())
}
