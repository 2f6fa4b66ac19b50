//! Cases: what the desk works on, and the keys to them.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A case as it stands.
    Case {
        /// Which.
        id: Uuid,
        /// Whose desk.
        desk_id: Uuid,
        /// `new`, `open`, `answered` or `closed`.
        state: String,
        /// 0 danger to 4 others.
        lane: i64,
        /// Order within the lane, lowest first: when it came, in milliseconds since 1970 UTC.
        key_ms: i64,
        /// One more with each change.
        version: i64,
        /// Who has claimed it.
        claimed_by: Option<Uuid>,
        /// What the queue shows, under the case key; `None` once destroyed.
        summary_sealed: Option<Vec<u8>>,
        /// When it came to be.
        created_at_ms: i64,
    }
}

row! {
    /// A case key as one desk holds it.
    CaseWrap {
        /// Which case.
        case_id: Uuid,
        /// Which desk.
        desk_id: Uuid,
        /// Under which generation of the desk's key.
        generation: i64,
        /// The case key, to the desk.
        wrap: Vec<u8>,
    }
}

/// Stores a new case.
pub async fn insert(tx: &mut Tx, case: &Case) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO cases (id, desk_id, state, lane, key_ms, version, claimed_by, summary_sealed, created_at_ms)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        case.id, case.desk_id, case.state.as_str(), case.lane, case.key_ms, case.version, case.claimed_by,
        case.summary_sealed.as_deref(), case.created_at_ms)
    .map(|_| ())
}

/// The case; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Case>, StoreError> {
    sql!(opt tx, "SELECT id, desk_id, state, lane, key_ms, version, claimed_by, summary_sealed, created_at_ms FROM cases WHERE id = $1", id)
}

/// Saves where a case stands, if nobody changed it since it was read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn save(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    state: &str,
    claimed_by: Option<Uuid>,
) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE cases SET state = $3, claimed_by = $4, version = version + 1 WHERE id = $1 AND version = $2",
        id, version, state, claimed_by)
    .and_then(one)
}

/// Moves a case to an earlier lane; one that is there already, or further up, stays.
pub async fn move_up(tx: &mut Tx, id: Uuid, lane: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "UPDATE cases SET lane = $2, version = version + 1 WHERE id = $1 AND lane > $2", id, lane)
        .map(|moved| moved == 1)
}

/// Gives a desk the case key.
pub async fn insert_wrap(tx: &mut Tx, wrap: &CaseWrap) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO case_wraps (case_id, desk_id, generation, wrap) VALUES ($1, $2, $3, $4)",
        wrap.case_id, wrap.desk_id, wrap.generation, wrap.wrap.as_slice())
    .map(|_| ())
}

/// Every desk's copy of the case key.
pub async fn wraps(tx: &mut Tx, case: Uuid) -> Result<Vec<CaseWrap>, StoreError> {
    sql!(all tx, "SELECT case_id, desk_id, generation, wrap FROM case_wraps WHERE case_id = $1", case)
}

/// How many cases wait in each state, for metrics: state and count.
pub async fn counts(tx: &mut Tx) -> Result<Vec<(String, i64)>, StoreError> {
    sql!(all tx, "SELECT state, count(*) FROM cases GROUP BY state ORDER BY state")
}

/// Destroys what opens and shows a case, and leaves its bare row.
pub async fn destroy(tx: &mut Tx, case: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM case_wraps WHERE case_id = $1", case)?;
    sql!(exec &mut *tx, "UPDATE cases SET summary_sealed = NULL, claimed_by = NULL, joined = NULL, state = 'closed', version = version + 1 WHERE id = $1", case)
        .map(|_| ())
}

/// The cases that a member has claimed and that are not closed.
pub async fn claimed(tx: &mut Tx, member: Uuid) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT id FROM cases WHERE claimed_by = $1 AND state <> 'closed' ORDER BY id", member)
}

/// Gives every case that a member has claimed back to the queue; closed ones keep who closed them.
pub async fn release_all(tx: &mut Tx, member: Uuid) -> Result<u64, StoreError> {
    sql!(exec tx, "UPDATE cases SET state = CASE WHEN state = 'open' THEN 'new' ELSE state END, claimed_by = NULL, version = version + 1
                   WHERE claimed_by = $1 AND state <> 'closed'", member)
}
