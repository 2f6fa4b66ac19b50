//! That a database came from a backup, and whether what was erased since was erased here too.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// The last restore.
    Restore {
        /// When the backup was made, in milliseconds since 1970 UTC.
        made_at_ms: i64,
        /// When it was restored.
        restored_at_ms: i64,
        /// When the list of erased cases was applied; `None`: not yet, and nothing may start.
        replayed_at_ms: Option<i64>,
    }
}

/// The last restore; `None` when this database was never restored.
pub async fn get(tx: &mut Tx) -> Result<Option<Restore>, StoreError> {
    sql!(opt tx, "SELECT made_at_ms, restored_at_ms, replayed_at_ms FROM restores WHERE id = 1")
}

/// Writes down, together with the rows of a backup, that this database was restored. It makes its table where the backup
/// is older than the table.
pub async fn mark(tx: &mut Tx, made_at_ms: i64, restored_at_ms: i64) -> Result<(), StoreError> {
    let make = "CREATE TABLE IF NOT EXISTS restores (id BIGINT PRIMARY KEY CHECK (id = 1), made_at_ms BIGINT NOT NULL, restored_at_ms BIGINT NOT NULL, replayed_at_ms BIGINT)";
    match &mut *tx {
        Tx::Lite(tx) => sqlx::query(make).execute(&mut **tx).await.map(|_| ())?,
        Tx::Pg(tx) => sqlx::query(make).execute(&mut **tx).await.map(|_| ())?,
    }
    sql!(exec &mut *tx, "DELETE FROM restores")?;
    sql!(exec tx, "INSERT INTO restores (id, made_at_ms, restored_at_ms) VALUES (1, $1, $2)", made_at_ms, restored_at_ms)
        .map(|_| ())
}

/// Writes down that the list of erased cases was applied.
///
/// # Errors
/// [`StoreError::Conflict`] when there was no restore.
pub async fn replayed(tx: &mut Tx, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE restores SET replayed_at_ms = $1 WHERE id = 1", at_ms).and_then(one)
}

/// The recovery keys whose paper was confirmed.
pub async fn confirmed_papers(tx: &mut Tx) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT id FROM recovery_keys WHERE confirmed_at_ms IS NOT NULL ORDER BY created_at_ms, id")
}
