//! Log-ins in course. The row alone opens nothing: the cookie holds the other half.

use uuid::Uuid;

use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A session of an active member.
    Session {
        /// Whose.
        member_id: Uuid,
        /// The member's private key under the cookie's.
        private_sealed: Vec<u8>,
        /// When it began.
        created_at_ms: i64,
        /// When it was last used.
        seen_at_ms: i64,
    }
}

/// Begins a session.
pub async fn insert(tx: &mut Tx, id: &[u8], member: Uuid, private_sealed: &[u8], at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO sessions (id, member_id, private_sealed, created_at_ms, seen_at_ms) VALUES ($1, $2, $3, $4, $4)",
        id, member, private_sealed, at_ms)
    .map(|_| ())
}

/// The session behind a cookie's id, if it was used since `seen_after` and begun since `created_after`.
pub async fn get(tx: &mut Tx, id: &[u8], seen_after: i64, created_after: i64) -> Result<Option<Session>, StoreError> {
    sql!(opt tx, "SELECT s.member_id, s.private_sealed, s.created_at_ms, s.seen_at_ms FROM sessions s
                  JOIN members m ON m.id = s.member_id AND m.state = 'active'
                  WHERE s.id = $1 AND s.seen_at_ms > $2 AND s.created_at_ms > $3", id, seen_after, created_after)
}

/// Notes that a session was used.
pub async fn seen(tx: &mut Tx, id: &[u8], at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE sessions SET seen_at_ms = $2 WHERE id = $1 AND seen_at_ms < $2", id, at_ms).map(|_| ())
}

/// Ends a session; ending one that is gone is no error.
pub async fn end(tx: &mut Tx, id: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM sessions WHERE id = $1", id).map(|_| ())
}

/// Deletes sessions unused since `seen_before` or begun before `created_before`.
pub async fn sweep(tx: &mut Tx, seen_before: i64, created_before: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM sessions WHERE seen_at_ms <= $1 OR created_at_ms <= $2", seen_before, created_before)
}
