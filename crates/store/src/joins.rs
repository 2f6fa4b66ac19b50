//! Cases that are worked on together. Only the desk's view changes: rows, keys and threads stay apart.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::sql;
use crate::{StoreError, Tx};

/// The ids of the cases worked on together with this one, itself included, oldest first; none when it is alone.
pub async fn of(tx: &mut Tx, case: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let rows: Vec<(Uuid,)> = sql!(all tx, "SELECT o.id FROM cases c JOIN cases o ON o.joined = c.joined WHERE c.id = $1 ORDER BY o.id", case)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The first case of the group this one is in; `None` when it is alone.
pub async fn group(tx: &mut Tx, case: Uuid) -> Result<Option<Uuid>, StoreError> {
    let row: Option<(Option<Uuid>,)> = sql!(opt tx, "SELECT joined FROM cases WHERE id = $1", case)?;
    Ok(row.and_then(|row| row.0))
}

/// Puts a case into a group, if nobody changed the case since it was read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn join(tx: &mut Tx, case: Uuid, version: i64, group: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE cases SET joined = $3, version = version + 1 WHERE id = $1 AND version = $2", case, version, group)
        .and_then(one)
}

/// Takes a case out of its group; a group of one is none.
pub async fn part(tx: &mut Tx, case: Uuid, group: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "UPDATE cases SET joined = NULL, version = version + 1 WHERE id = $1 AND joined = $2", case, group)?;
    sql!(exec &mut *tx, "UPDATE cases SET joined = NULL, version = version + 1 WHERE joined = $1
                         AND (SELECT count(*) FROM cases o WHERE o.joined = $1) < 2", group)
    .map(|_| ())
}
