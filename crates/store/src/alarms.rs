//! Alarms that people acknowledge, and the counts that raise them.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// An alarm.
    Alarm {
        /// Which.
        id: Uuid,
        /// What happened.
        kind: String,
        /// When.
        at_ms: i64,
        /// The member whose step raised it.
        about: Option<Uuid>,
        /// To which desk its details are sealed.
        desk_id: Uuid,
        /// Under which generation of its key.
        generation: i64,
        /// The details, to the desk.
        details_sealed: Vec<u8>,
        /// Keyed mac of all of this.
        mac: Vec<u8>,
        /// Who acknowledged it.
        acknowledged_by: Option<Uuid>,
        /// When.
        acknowledged_at_ms: Option<i64>,
    }
}

/// Stores an alarm.
pub async fn insert(tx: &mut Tx, row: &Alarm) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO alarms (id, kind, at_ms, about, desk_id, generation, details_sealed, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        row.id, row.kind.as_str(), row.at_ms, row.about, row.desk_id, row.generation, row.details_sealed.as_slice(), row.mac.as_slice())
    .map(|_| ())
}

/// The newest alarms, at most `limit`: those not acknowledged first.
pub async fn list(tx: &mut Tx, limit: i64) -> Result<Vec<Alarm>, StoreError> {
    sql!(all tx, "SELECT id, kind, at_ms, about, desk_id, generation, details_sealed, mac, acknowledged_by, acknowledged_at_ms
                  FROM alarms ORDER BY CASE WHEN acknowledged_at_ms IS NULL THEN 0 ELSE 1 END, at_ms DESC, id LIMIT $1", limit)
}

/// The alarm; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Alarm>, StoreError> {
    sql!(opt tx, "SELECT id, kind, at_ms, about, desk_id, generation, details_sealed, mac, acknowledged_by, acknowledged_at_ms
                  FROM alarms WHERE id = $1", id)
}

/// How many alarms nobody has acknowledged.
pub async fn waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM alarms WHERE acknowledged_at_ms IS NULL")
}

/// True when an alarm of this kind about this member was raised since a moment.
pub async fn raised(tx: &mut Tx, kind: &str, about: Uuid, since_ms: i64) -> Result<bool, StoreError> {
    sql!(count tx, "SELECT count(*) FROM alarms WHERE kind = $1 AND about = $2 AND at_ms > $3", kind, about, since_ms)
        .map(|raised| raised > 0)
}

/// Acknowledges an alarm, once.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn acknowledge(tx: &mut Tx, id: Uuid, by: Uuid, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE alarms SET acknowledged_by = $2, acknowledged_at_ms = $3 WHERE id = $1 AND acknowledged_at_ms IS NULL", id, by, at_ms)
        .and_then(one)
}

/// Counts a step.
pub async fn count(tx: &mut Tx, who: &[u8], item: &[u8], at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO watches (who, item, at_ms) VALUES ($1, $2, $3) ON CONFLICT (who, item, at_ms) DO NOTHING", who, item, at_ms)
        .map(|_| ())
}

/// How many steps were counted since a moment.
pub async fn steps(tx: &mut Tx, who: &[u8], since_ms: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM watches WHERE who = $1 AND at_ms > $2", who, since_ms)
}

/// How many different things the steps since a moment were about.
pub async fn things(tx: &mut Tx, who: &[u8], since_ms: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(DISTINCT item) FROM watches WHERE who = $1 AND at_ms > $2", who, since_ms)
}

/// How many steps since a moment were about one thing.
pub async fn about(tx: &mut Tx, who: &[u8], item: &[u8], since_ms: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM watches WHERE who = $1 AND item = $2 AND at_ms > $3", who, item, since_ms)
}

/// Forgets what was counted before a moment.
pub async fn sweep(tx: &mut Tx, before_ms: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM watches WHERE at_ms <= $1", before_ms)
}
