//! Notices to the desk, and the list of what was erased.

use uuid::Uuid;

use crate::sql::sql;
use crate::{StoreError, Tx};

/// Tells the desk of a case, once for each job however often it is tried; `false` when it was told before.
pub async fn insert(tx: &mut Tx, case: Uuid, job: Uuid, kind: &str, at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO notices (case_id, job_id, kind, at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        case, job, kind, at_ms)
    .map(|made| made == 1)
}

/// How many notices a case has.
pub async fn count(tx: &mut Tx, case: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM notices WHERE case_id = $1", case)
}

/// Destroys a case's notices, inside the house and beyond it.
pub async fn destroy(tx: &mut Tx, case: Uuid) -> Result<u64, StoreError> {
    crate::rungs::destroy(tx, case).await?;
    sql!(exec tx, "DELETE FROM notices WHERE case_id = $1", case)
}

/// Writes a case into the list of what was erased.
pub async fn erased(tx: &mut Tx, case: Uuid, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO erasures (case_id, at_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING", case, at_ms)
        .map(|_| ())
}

/// Every erased case and when, oldest first.
pub async fn erasures(tx: &mut Tx) -> Result<Vec<(Uuid, i64)>, StoreError> {
    sql!(all tx, "SELECT case_id, at_ms FROM erasures ORDER BY at_ms, case_id")
}
