//! Answers that are not in the thread yet: on their way, or still being written.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// An answer on its way: the visitor does not see it yet.
    Outgoing {
        /// The part it becomes when it leaves.
        id: Uuid,
        /// Whose case.
        case_id: Uuid,
        /// Whose thread.
        report_id: Uuid,
        /// Who wrote it.
        member_id: Uuid,
        /// `waiting`, or `stopped` when it may not leave.
        state: String,
        /// When it leaves, in milliseconds since 1970 UTC.
        leaves_at_ms: i64,
        /// The sealed part.
        sealed: Vec<u8>,
    }
}

/// Stores an answer that will leave.
pub async fn insert(tx: &mut Tx, answer: &Outgoing) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO outgoing (id, case_id, report_id, member_id, state, leaves_at_ms, sealed) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        answer.id, answer.case_id, answer.report_id, answer.member_id, answer.state.as_str(), answer.leaves_at_ms,
        answer.sealed.as_slice())
    .map(|_| ())
}

/// The answer on its way; `None` when it has left or was taken back.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Outgoing>, StoreError> {
    sql!(opt tx, "SELECT id, case_id, report_id, member_id, state, leaves_at_ms, sealed FROM outgoing WHERE id = $1", id)
}

/// The answers of a case on their way, in the order in which they leave.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Outgoing>, StoreError> {
    sql!(all tx, "SELECT id, case_id, report_id, member_id, state, leaves_at_ms, sealed FROM outgoing WHERE case_id = $1 ORDER BY leaves_at_ms, id", case)
}

/// Takes an answer off the way, by whoever lets it leave or takes it back.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody else did so first.
pub async fn remove(tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM outgoing WHERE id = $1", id).and_then(one)
}

/// Marks an answer as one that may not leave.
///
/// # Errors
/// [`StoreError::Conflict`] when it is no longer on its way.
pub async fn stop(tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE outgoing SET state = 'stopped' WHERE id = $1", id).and_then(one)
}

row! {
    /// An answer that a member has begun in a case.
    ReplyDraft {
        /// When it was saved, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// What was written so far.
        sealed: Vec<u8>,
    }
}

/// Saves what a member has written so far: one for each member and case.
pub async fn save_draft(tx: &mut Tx, case: Uuid, member: Uuid, sealed: &[u8], at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO reply_drafts (case_id, member_id, at_ms, sealed) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (case_id, member_id) DO UPDATE SET at_ms = excluded.at_ms, sealed = excluded.sealed",
        case, member, at_ms, sealed)
    .map(|_| ())
}

/// What a member has written so far; `None` when nothing was saved.
pub async fn draft(tx: &mut Tx, case: Uuid, member: Uuid) -> Result<Option<ReplyDraft>, StoreError> {
    sql!(opt tx, "SELECT at_ms, sealed FROM reply_drafts WHERE case_id = $1 AND member_id = $2", case, member)
}

/// Forgets what a member has written so far.
pub async fn drop_draft(tx: &mut Tx, case: Uuid, member: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM reply_drafts WHERE case_id = $1 AND member_id = $2", case, member).map(|_| ())
}

/// Destroys every answer of a case that is not in its thread.
pub(crate) async fn destroy(tx: &mut Tx, case: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM outgoing WHERE case_id = $1", case)?;
    sql!(exec &mut *tx, "DELETE FROM reply_drafts WHERE case_id = $1", case).map(|_| ())
}
