//! Tags of offenders' identifiers, and the links between cases that share one: leads, never "the same person".

use uuid::Uuid;

use crate::sql::sql;
use crate::{StoreError, Tx};

/// Tags a case; the same tag twice is one. `grade` says how sure the visitor was: `claimed`.
pub async fn insert(tx: &mut Tx, case: Uuid, tag: &[u8], grade: &str, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO tags (case_id, tag, grade, at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", case, tag, grade, at_ms)
        .map(|_| ())
}

/// Links a case to every other that shares a tag with it, both ways; returns how many links are new.
pub async fn link(tx: &mut Tx, case: Uuid, at_ms: i64) -> Result<u64, StoreError> {
    let there = sql!(exec &mut *tx, "INSERT INTO links (case_id, other_id, tag, at_ms)
        SELECT a.case_id, b.case_id, a.tag, $2 FROM tags a JOIN tags b ON b.tag = a.tag AND b.case_id <> a.case_id
        WHERE a.case_id = $1 ON CONFLICT DO NOTHING", case, at_ms)?;
    sql!(exec &mut *tx, "INSERT INTO links (case_id, other_id, tag, at_ms)
        SELECT b.case_id, a.case_id, a.tag, $2 FROM tags a JOIN tags b ON b.tag = a.tag AND b.case_id <> a.case_id
        WHERE a.case_id = $1 ON CONFLICT DO NOTHING", case, at_ms)?;
    Ok(there)
}

/// How many other cases share a tag with this one.
pub async fn shared(tx: &mut Tx, case: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(DISTINCT other_id) FROM links WHERE case_id = $1", case)
}

/// Destroys a case's tags and the links that came of them.
pub async fn destroy(tx: &mut Tx, case: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM links WHERE case_id = $1 OR other_id = $1", case)?;
    sql!(exec &mut *tx, "DELETE FROM tags WHERE case_id = $1", case).map(|_| ())
}
