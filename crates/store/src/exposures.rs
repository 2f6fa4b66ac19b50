//! What each member has seen today, sealed to that member: nobody else reads it.

use uuid::Uuid;

use crate::sql::sql;
use crate::{StoreError, Tx};

/// What is kept for a member; `None` when nothing is.
pub async fn get(tx: &mut Tx, member: Uuid) -> Result<Option<Vec<u8>>, StoreError> {
    let row: Option<(Vec<u8>,)> = sql!(opt tx, "SELECT sealed FROM exposures WHERE member_id = $1", member)?;
    Ok(row.map(|row| row.0))
}

/// Keeps this for a member instead of what was kept.
pub async fn put(tx: &mut Tx, member: Uuid, sealed: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO exposures (member_id, sealed) VALUES ($1, $2)
                   ON CONFLICT (member_id) DO UPDATE SET sealed = excluded.sealed", member, sealed)
    .map(|_| ())
}
