//! Ladders and their rungs: for which case somebody is called, whom, when, and who said "I have it".

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// Where the calling for a case stands.
    Ladder {
        /// Which case.
        case_id: Uuid,
        /// One more each time it begins anew, from 1.
        round: i64,
        /// `climbing`, `claimed` or `over`.
        state: String,
        /// Place on the duty list that is called next, from 0.
        next: i64,
        /// When, in milliseconds since 1970 UTC.
        due_at_ms: i64,
        /// When danger came to a case that somebody had in hand; `None`: not since this round began.
        again_at_ms: Option<i64>,
        /// One more with each change.
        version: i64,
    }
}

row! {
    /// A call to one name on the duty list.
    Rung {
        /// Which.
        id: Uuid,
        /// For which case; `None` for a test, or when the node has closed itself.
        case_id: Option<Uuid>,
        /// Of the ladder; 0 without one.
        round: i64,
        /// Place on the duty list, from 0.
        place: i64,
        /// `urgent`, `test` or `closed`.
        kind: String,
        /// Entry of the duty list.
        recipient_id: Uuid,
        /// `waiting`, `sent`, `needless` or `given-up`.
        state: String,
        /// Keyed mac of the one-time link.
        ack_mac: Vec<u8>,
        /// When it was made, in milliseconds since 1970 UTC.
        made_at_ms: i64,
        /// When it left.
        sent_at_ms: Option<i64>,
        /// When somebody said "I have it".
        acknowledged_at_ms: Option<i64>,
    }
}

/// The ladder of a case; `None` when there was never one.
pub async fn ladder(tx: &mut Tx, case: Uuid) -> Result<Option<Ladder>, StoreError> {
    sql!(opt tx, "SELECT case_id, round, state, next, due_at_ms, again_at_ms, version FROM ladders WHERE case_id = $1", case)
}

/// Begins a ladder, or begins it anew unless it is climbing; `false` when it is. `again_at_ms`: when danger came to a case
/// that somebody has in hand, in milliseconds since 1970 UTC.
pub async fn begin(tx: &mut Tx, case: Uuid, at_ms: i64, again_at_ms: Option<i64>) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO ladders (case_id, round, state, next, due_at_ms, again_at_ms, version) VALUES ($1, 1, 'climbing', 0, $2, $3, 1)
                   ON CONFLICT (case_id) DO UPDATE SET round = ladders.round + 1, state = 'climbing', next = 0, due_at_ms = $2,
                   again_at_ms = $3, version = ladders.version + 1 WHERE ladders.state <> 'climbing'", case, at_ms, again_at_ms)
    .map(|made| made == 1)
}

/// Danger came to a case that somebody had in hand while its ladder was climbing.
pub async fn goes_on(tx: &mut Tx, case: Uuid, again_at_ms: i64) -> Result<u64, StoreError> {
    sql!(exec tx, "UPDATE ladders SET again_at_ms = $2, version = version + 1 WHERE case_id = $1 AND state = 'climbing'", case, again_at_ms)
}

/// Saves where a ladder stands, if nobody changed it since it was read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn save(tx: &mut Tx, ladder: &Ladder) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE ladders SET state = $3, next = $4, due_at_ms = $5, version = version + 1 WHERE case_id = $1 AND version = $2",
        ladder.case_id, ladder.version, ladder.state.as_str(), ladder.next, ladder.due_at_ms)
    .and_then(one)
}

/// Ladders that should have moved before `before`, in milliseconds since 1970 UTC: their job was lost.
pub async fn overdue(tx: &mut Tx, before: i64) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT case_id FROM ladders WHERE state = 'climbing' AND due_at_ms < $1 ORDER BY due_at_ms LIMIT 500", before)
}

/// Cases with danger that nobody has claimed and nobody is called for: given back, or never begun; at most 500.
pub async fn forgotten(tx: &mut Tx) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT c.id FROM cases c LEFT JOIN ladders l ON l.case_id = c.id
                  WHERE c.state <> 'closed' AND c.lane = 0 AND c.state IN ('new', 'open') AND c.claimed_by IS NULL AND c.summary_sealed IS NOT NULL
                  AND (l.case_id IS NULL OR l.state = 'claimed') LIMIT 500")
}

/// Ladders at whose end nobody had the case in hand, and nobody has since: it is unclaimed, or nobody has opened it since
/// danger came again. `opened` is the word of the event.
pub async fn ended_alone(tx: &mut Tx, opened: &str) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM ladders l JOIN cases c ON c.id = l.case_id
                    WHERE l.state = 'over' AND c.state IN ('new', 'open') AND c.summary_sealed IS NOT NULL AND (c.claimed_by IS NULL
                    OR (l.again_at_ms IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audit_leaves a
                        WHERE a.subject = c.id AND a.kind = $1 AND a.at_ms >= l.again_at_ms)))", opened)
}

/// Stores a rung; `false` when this place was called in this round already.
pub async fn insert(tx: &mut Tx, rung: &Rung) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO rungs (id, case_id, round, place, kind, recipient_id, state, ack_mac, made_at_ms, sent_at_ms, acknowledged_at_ms)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT DO NOTHING",
        rung.id, rung.case_id, rung.round, rung.place, rung.kind.as_str(), rung.recipient_id, rung.state.as_str(),
        rung.ack_mac.as_slice(), rung.made_at_ms, rung.sent_at_ms, rung.acknowledged_at_ms)
    .map(|made| made == 1)
}

/// The rung; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Rung>, StoreError> {
    sql!(opt tx, "SELECT id, case_id, round, place, kind, recipient_id, state, ack_mac, made_at_ms, sent_at_ms, acknowledged_at_ms
                  FROM rungs WHERE id = $1", id)
}

/// The rung behind a one-time link; `None` when there is none.
pub async fn by_link(tx: &mut Tx, ack_mac: &[u8]) -> Result<Option<Rung>, StoreError> {
    sql!(opt tx, "SELECT id, case_id, round, place, kind, recipient_id, state, ack_mac, made_at_ms, sent_at_ms, acknowledged_at_ms
                  FROM rungs WHERE ack_mac = $1", ack_mac)
}

/// The last rung of a kind for each entry of the duty list, newest first.
pub async fn last_of(tx: &mut Tx, kind: &str) -> Result<Vec<Rung>, StoreError> {
    sql!(all tx, "SELECT id, case_id, round, place, kind, recipient_id, state, ack_mac, made_at_ms, sent_at_ms, acknowledged_at_ms
                  FROM rungs WHERE kind = $1 ORDER BY made_at_ms DESC, id DESC LIMIT 500", kind)
}

/// Records that a waiting rung left the house, or that it is given up; `false` when that was recorded before.
pub async fn finish(tx: &mut Tx, id: Uuid, state: &str, at_ms: Option<i64>) -> Result<bool, StoreError> {
    sql!(exec tx, "UPDATE rungs SET state = $2, sent_at_ms = $3 WHERE id = $1 AND state = 'waiting'", id, state, at_ms)
        .map(|changed| changed == 1)
}

/// Records "I have it"; `false` when that was said before.
pub async fn acknowledge(tx: &mut Tx, id: Uuid, at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "UPDATE rungs SET acknowledged_at_ms = $2 WHERE id = $1 AND acknowledged_at_ms IS NULL", id, at_ms)
        .map(|changed| changed == 1)
}

/// Rungs made between two moments, in milliseconds since 1970 UTC, that have not left the house.
pub async fn stuck(tx: &mut Tx, after: i64, before: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM rungs WHERE state IN ('waiting', 'given-up') AND made_at_ms > $1 AND made_at_ms < $2", after, before)
}

/// Destroys a case's ladder and rungs.
pub async fn destroy(tx: &mut Tx, case: Uuid) -> Result<u64, StoreError> {
    sql!(exec &mut *tx, "DELETE FROM ladders WHERE case_id = $1", case)?;
    sql!(exec tx, "DELETE FROM rungs WHERE case_id = $1", case)
}
