//! Parts: the sealed pieces of reports and cases, each as it was received.

use uuid::Uuid;

use crate::sql::{row, sql};
use crate::{StoreError, Tx, keeps, replies, tasks};

row! {
    /// One sealed piece.
    Part {
        /// Which.
        id: Uuid,
        /// Whose case.
        case_id: Uuid,
        /// Whose report; `None` for what belongs to the desk alone.
        report_id: Option<Uuid>,
        /// Number of the seal's purpose.
        purpose: i64,
        /// When it was received or written.
        at_ms: i64,
        /// The sealed bytes.
        sealed: Vec<u8>,
    }
}

/// Stores a part.
pub async fn insert(tx: &mut Tx, part: &Part) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO parts (id, case_id, report_id, purpose, at_ms, sealed) VALUES ($1, $2, $3, $4, $5, $6)",
        part.id, part.case_id, part.report_id, part.purpose, part.at_ms, part.sealed.as_slice())
    .map(|_| ())
}

/// Stores a part unless its id is there already; `false` when it was: the same send, tried again.
pub async fn insert_once(tx: &mut Tx, part: &Part) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO parts (id, case_id, report_id, purpose, at_ms, sealed) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        part.id, part.case_id, part.report_id, part.purpose, part.at_ms, part.sealed.as_slice())
    .map(|made| made == 1)
}

/// The parts of a report's thread, oldest first.
pub async fn of_report(tx: &mut Tx, report: Uuid) -> Result<Vec<Part>, StoreError> {
    sql!(all tx, "SELECT id, case_id, report_id, purpose, at_ms, sealed FROM parts WHERE report_id = $1 ORDER BY at_ms, id", report)
}

/// How many parts a report has, and how many sealed bytes they are together.
pub async fn weight(tx: &mut Tx, report: Uuid) -> Result<(i64, i64), StoreError> {
    let row: Option<(i64, i64)> = sql!(opt tx, "SELECT count(*), CAST(COALESCE(sum(length(sealed)), 0) AS BIGINT) FROM parts WHERE report_id = $1", report)?;
    Ok(row.unwrap_or((0, 0)))
}

/// Every part of a case, oldest first.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Part>, StoreError> {
    sql!(all tx, "SELECT id, case_id, report_id, purpose, at_ms, sealed FROM parts WHERE case_id = $1 ORDER BY at_ms, id", case)
}

/// How many parts a case has.
pub async fn count(tx: &mut Tx, case: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM parts WHERE case_id = $1", case)
}

/// Destroys every part of a case, answers that have not left, answers begun, tasks, and until when it was kept.
pub async fn destroy(tx: &mut Tx, case: Uuid) -> Result<u64, StoreError> {
    replies::destroy(tx, case).await?;
    tasks::destroy(tx, case).await?;
    keeps::destroy(tx, case).await?;
    sql!(exec tx, "DELETE FROM parts WHERE case_id = $1", case)
}
