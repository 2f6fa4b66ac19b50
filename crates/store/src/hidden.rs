//! Cases that a member does not see, because they know the people in them.

use uuid::Uuid;

use crate::sql::sql;
use crate::{StoreError, Tx};

/// Hides a case from whoever has this mac; hiding it twice is no error.
pub async fn insert(tx: &mut Tx, who: &[u8], case: Uuid, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO case_hidden (who, case_id, at_ms) VALUES ($1, $2, $3) ON CONFLICT (who, case_id) DO NOTHING", who, case, at_ms)
        .map(|_| ())
}

/// Shows it again; `false` when it was not hidden.
pub async fn delete(tx: &mut Tx, who: &[u8], case: Uuid) -> Result<bool, StoreError> {
    sql!(exec tx, "DELETE FROM case_hidden WHERE who = $1 AND case_id = $2", who, case).map(|gone| gone > 0)
}

/// True when the case is hidden from whoever has this mac.
pub async fn is(tx: &mut Tx, who: &[u8], case: Uuid) -> Result<bool, StoreError> {
    sql!(count tx, "SELECT count(*) FROM case_hidden WHERE who = $1 AND case_id = $2", who, case).map(|rows| rows > 0)
}

/// Every case hidden from whoever has this mac.
pub async fn from(tx: &mut Tx, who: &[u8]) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT case_id FROM case_hidden WHERE who = $1", who)
}

/// From whom a case is hidden, as macs.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<(Vec<u8>,)>, StoreError> {
    sql!(all tx, "SELECT who FROM case_hidden WHERE case_id = $1", case)
}
