//! What one member proposes and another confirms or refuses.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A step that waits for a second person, or waited.
    Proposal {
        /// Which.
        id: Uuid,
        /// What is to be done.
        kind: String,
        /// To which case or member.
        subject: Uuid,
        /// To which desk the ground is sealed.
        desk_id: Uuid,
        /// Under which generation of its key.
        generation: i64,
        /// Why, to the desk.
        ground_sealed: Vec<u8>,
        /// Who proposed it.
        proposed_by: Uuid,
        /// When.
        at_ms: i64,
        /// When it can no longer be confirmed.
        expires_at_ms: i64,
        /// Keyed mac of all of this.
        mac: Vec<u8>,
    }
}

/// Stores an open proposal.
pub async fn insert(tx: &mut Tx, row: &Proposal) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO proposals (id, kind, subject, desk_id, generation, ground_sealed, proposed_by, at_ms, expires_at_ms, state, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10)",
        row.id, row.kind.as_str(), row.subject, row.desk_id, row.generation, row.ground_sealed.as_slice(), row.proposed_by,
        row.at_ms, row.expires_at_ms, row.mac.as_slice())
    .map(|_| ())
}

/// The proposal, if nobody has decided it and it has not expired; `None` otherwise.
pub async fn get(tx: &mut Tx, id: Uuid, now_ms: i64) -> Result<Option<Proposal>, StoreError> {
    sql!(opt tx, "SELECT id, kind, subject, desk_id, generation, ground_sealed, proposed_by, at_ms, expires_at_ms, mac
                  FROM proposals WHERE id = $1 AND state = 'open' AND expires_at_ms > $2", id, now_ms)
}

/// Every proposal that waits, oldest first.
pub async fn open(tx: &mut Tx, now_ms: i64) -> Result<Vec<Proposal>, StoreError> {
    sql!(all tx, "SELECT id, kind, subject, desk_id, generation, ground_sealed, proposed_by, at_ms, expires_at_ms, mac
                  FROM proposals WHERE state = 'open' AND expires_at_ms > $1 ORDER BY at_ms, id", now_ms)
}

/// Decides a proposal, once: `done` or `refused`.
///
/// # Errors
/// [`StoreError::Conflict`] when it was decided or has expired.
pub async fn decide(tx: &mut Tx, id: Uuid, state: &str, by: Uuid, now_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE proposals SET state = $2, decided_by = $3, decided_at_ms = $4
                   WHERE id = $1 AND state = 'open' AND expires_at_ms > $4", id, state, by, now_ms)
    .and_then(one)
}

/// Forgets the grounds of what was decided or has expired before a moment.
pub async fn sweep(tx: &mut Tx, before_ms: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM proposals WHERE expires_at_ms <= $1 OR decided_at_ms <= $1", before_ms)
}
