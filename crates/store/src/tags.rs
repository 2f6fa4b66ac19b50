//! Tags of offenders' identifiers, and the links between cases that share one: leads, never "the same person".

use uuid::Uuid;

use crate::sql::{row, sql};
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

row! {
    /// A case that shares a tag with another.
    Lead {
        /// The shared tag.
        tag: Vec<u8>,
        /// Which case.
        id: Uuid,
        /// Its lane.
        lane: i64,
        /// Where it stands.
        state: String,
        /// How sure that case is of the account.
        grade: String,
    }
}

/// The cases that share a tag with this one, at most `limit`.
pub async fn leads(tx: &mut Tx, case: Uuid, limit: i64) -> Result<Vec<Lead>, StoreError> {
    sql!(all tx, "SELECT t.tag, c.id, c.lane, c.state, t.grade
                  FROM links l JOIN tags t ON t.case_id = l.other_id AND t.tag = l.tag JOIN cases c ON c.id = l.other_id
                  WHERE l.case_id = $1 ORDER BY t.tag, c.id LIMIT $2", case, limit)
}

/// Tags a case or changes how sure it is of the account.
pub async fn put(tx: &mut Tx, case: Uuid, tag: &[u8], grade: &str, at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO tags (case_id, tag, grade, at_ms) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (case_id, tag) DO UPDATE SET grade = excluded.grade", case, tag, grade, at_ms)
    .map(|_| ())
}

/// Takes one tag from a case, and the links that came of it, on both sides.
pub async fn remove(tx: &mut Tx, case: Uuid, tag: &[u8]) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM links WHERE tag = $2 AND (case_id = $1 OR other_id = $1)", case, tag)?;
    sql!(exec &mut *tx, "DELETE FROM tags WHERE case_id = $1 AND tag = $2", case, tag).map(|_| ())
}

/// Destroys a case's tags and the links that came of them.
pub async fn destroy(tx: &mut Tx, case: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM links WHERE case_id = $1 OR other_id = $1", case)?;
    sql!(exec &mut *tx, "DELETE FROM tags WHERE case_id = $1", case).map(|_| ())
}
