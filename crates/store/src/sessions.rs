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
                  WHERE s.id = $1 AND s.stage = 'full' AND s.seen_at_ms > $2 AND s.created_at_ms > $3", id, seen_after, created_after)
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

row! {
    /// A log-in that waits for its second step.
    Pending {
        /// Whose.
        member_id: Uuid,
        /// The member's private key under the cookie's, for this stage.
        private_sealed: Vec<u8>,
        /// `code` or `enrol`.
        stage: String,
        /// How many wrong codes were tried.
        tries: i64,
    }
}

/// Begins a log-in that waits for its second step: `code` or `enrol`.
pub async fn insert_pending(
    tx: &mut Tx,
    id: &[u8],
    member: Uuid,
    private_sealed: &[u8],
    stage: &str,
    at_ms: i64,
) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO sessions (id, member_id, private_sealed, created_at_ms, seen_at_ms, stage) VALUES ($1, $2, $3, $4, $4, $5)",
        id, member, private_sealed, at_ms, stage)
    .map(|_| ())
}

/// The log-in behind a cookie's id that waits for its second step, if it began since a moment.
pub async fn pending(tx: &mut Tx, id: &[u8], created_after: i64) -> Result<Option<Pending>, StoreError> {
    sql!(opt tx, "SELECT s.member_id, s.private_sealed, s.stage, s.tries FROM sessions s
                  JOIN members m ON m.id = s.member_id AND m.state = 'active'
                  WHERE s.id = $1 AND s.stage <> 'full' AND s.created_at_ms > $2", id, created_after)
}

/// Counts a wrong code; after `most` the log-in is over.
pub async fn wrong(tx: &mut Tx, id: &[u8], most: i64) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "UPDATE sessions SET tries = tries + 1 WHERE id = $1", id)?;
    sql!(exec tx, "DELETE FROM sessions WHERE id = $1 AND tries >= $2", id, most).map(|_| ())
}

row! {
    /// A complete session, as its member or an administrator sees it.
    Seen {
        /// Which.
        id: Vec<u8>,
        /// Whose.
        member_id: Uuid,
        /// When it began.
        created_at_ms: i64,
        /// When it was last used.
        seen_at_ms: i64,
    }
}

/// Every session that is good, the newest first.
pub async fn good(tx: &mut Tx, seen_after: i64, created_after: i64) -> Result<Vec<Seen>, StoreError> {
    sql!(all tx, "SELECT s.id, s.member_id, s.created_at_ms, s.seen_at_ms FROM sessions s
                  JOIN members m ON m.id = s.member_id AND m.state = 'active'
                  WHERE s.stage = 'full' AND s.seen_at_ms > $1 AND s.created_at_ms > $2 ORDER BY s.seen_at_ms DESC, s.id", seen_after, created_after)
}

/// Ends one session of a member; `false` when it is none of theirs.
pub async fn end_one(tx: &mut Tx, id: &[u8], member: Uuid) -> Result<bool, StoreError> {
    sql!(exec tx, "DELETE FROM sessions WHERE id = $1 AND member_id = $2", id, member).map(|ended| ended == 1)
}

/// Ends every session of a member, but the one to keep; an empty one keeps none.
pub async fn end_all(tx: &mut Tx, member: Uuid, keep: &[u8]) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM sessions WHERE member_id = $1 AND id <> $2", member, keep)
}
