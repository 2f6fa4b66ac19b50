//! Tasks of a case: whose, until when, done or not. Their words are a sealed part of the same id.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A task.
    Task {
        /// The part that holds its words.
        id: Uuid,
        /// Whose case.
        case_id: Uuid,
        /// Who is to do it; `None` for anybody of the desk.
        member_id: Option<Uuid>,
        /// Beginning of its last day, in milliseconds since 1970 UTC; `None` for no day.
        due_ms: Option<i64>,
        /// When it was done; `None` until then.
        done_at_ms: Option<i64>,
        /// Who did it.
        done_by: Option<Uuid>,
        /// One more with each change.
        version: i64,
    }
}

/// Stores a task.
pub async fn insert(tx: &mut Tx, task: &Task) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO tasks (id, case_id, member_id, due_ms, done_at_ms, done_by, version) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        task.id, task.case_id, task.member_id, task.due_ms, task.done_at_ms, task.done_by, task.version)
    .map(|_| ())
}

/// The tasks of a case: the open ones by day, then those that are done.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Task>, StoreError> {
    sql!(all tx, "SELECT id, case_id, member_id, due_ms, done_at_ms, done_by, version FROM tasks WHERE case_id = $1
                  ORDER BY CASE WHEN done_at_ms IS NULL THEN 0 ELSE 1 END, CASE WHEN due_ms IS NULL THEN 1 ELSE 0 END, due_ms, id", case)
}

/// The open tasks of a member, the most pressing first; at most `limit`.
pub async fn of_member(tx: &mut Tx, member: Uuid, limit: i64) -> Result<Vec<Task>, StoreError> {
    sql!(all tx, "SELECT id, case_id, member_id, due_ms, done_at_ms, done_by, version FROM tasks WHERE member_id = $1 AND done_at_ms IS NULL
                  ORDER BY CASE WHEN due_ms IS NULL THEN 1 ELSE 0 END, due_ms, id LIMIT $2", member, limit)
}

/// How many open tasks a member has.
pub async fn count(tx: &mut Tx, member: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM tasks WHERE member_id = $1 AND done_at_ms IS NULL", member)
}

/// Marks a task as done, or as open again.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn set_done(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    done_at_ms: Option<i64>,
    done_by: Option<Uuid>,
) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE tasks SET done_at_ms = $3, done_by = $4, version = version + 1 WHERE id = $1 AND version = $2",
        id, version, done_at_ms, done_by)
    .and_then(one)
}

/// Destroys the tasks of a case.
pub(crate) async fn destroy(tx: &mut Tx, case: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM tasks WHERE case_id = $1", case).map(|_| ())
}
