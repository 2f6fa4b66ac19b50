//! Reports: a visitor's thread, its code, and the marks that make a second send of the same page harmless.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A report and its thread.
    Report {
        /// Which.
        id: Uuid,
        /// The case it belongs to.
        case_id: Uuid,
        /// Found by this; `None` once destroyed.
        lookup: Option<Vec<u8>>,
        /// Number of its code, from 1.
        code_generation: i64,
        /// Thread key under the visitor's key; `None` once destroyed.
        visitor_wrap: Option<Vec<u8>>,
        /// Thread key under the case key; `None` once destroyed.
        case_wrap: Option<Vec<u8>>,
        /// `open`, `quiet` or `erasing`.
        thread_state: String,
        /// When it is destroyed, if it was taken back.
        erase_at_ms: Option<i64>,
        /// One more with each change.
        version: i64,
        /// When it was received.
        received_at_ms: i64,
    }
}

row! {
    /// What is known of a draft that was sent.
    Draft {
        /// The report it became.
        report_id: Uuid,
        /// 1 when the report has another code since.
        superseded: i64,
        /// When it was first sent.
        first_at_ms: i64,
    }
}

/// Stores a report; `false` when its code leads to another: the same page was sent twice at once.
pub async fn insert(tx: &mut Tx, report: &Report) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO reports (id, case_id, lookup, code_generation, visitor_wrap, case_wrap, thread_state, erase_at_ms, version, received_at_ms)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (lookup) DO NOTHING",
        report.id, report.case_id, report.lookup.as_deref(), report.code_generation, report.visitor_wrap.as_deref(),
        report.case_wrap.as_deref(), report.thread_state.as_str(), report.erase_at_ms, report.version, report.received_at_ms)
    .map(|made| made == 1)
}

/// The report that a code leads to; `None` when there is none or its code was changed.
pub async fn by_lookup(tx: &mut Tx, lookup: &[u8]) -> Result<Option<Report>, StoreError> {
    sql!(opt tx, "SELECT id, case_id, lookup, code_generation, visitor_wrap, case_wrap, thread_state, erase_at_ms, version, received_at_ms
                  FROM reports WHERE lookup = $1", lookup)
}

/// The report; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Report>, StoreError> {
    sql!(opt tx, "SELECT id, case_id, lookup, code_generation, visitor_wrap, case_wrap, thread_state, erase_at_ms, version, received_at_ms
                  FROM reports WHERE id = $1", id)
}

/// The reports of a case, oldest first.
pub async fn of_case(tx: &mut Tx, case: Uuid) -> Result<Vec<Report>, StoreError> {
    sql!(all tx, "SELECT id, case_id, lookup, code_generation, visitor_wrap, case_wrap, thread_state, erase_at_ms, version, received_at_ms
                  FROM reports WHERE case_id = $1 ORDER BY received_at_ms, id", case)
}

/// Saves what the visitor decided, if nobody changed it since it was read.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn save_thread(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    state: &str,
    erase_at_ms: Option<i64>,
) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE reports SET thread_state = $3, erase_at_ms = $4, version = version + 1 WHERE id = $1 AND version = $2",
        id, version, state, erase_at_ms)
    .and_then(one)
}

/// Makes sure that a report is as it was read, until this transaction ends.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn unchanged(tx: &mut Tx, id: Uuid, version: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE reports SET version = version WHERE id = $1 AND version = $2", id, version).and_then(one)
}

/// Gives a report another code: the old one leads nowhere from the commit on.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn change_code(
    tx: &mut Tx,
    id: Uuid,
    version: i64,
    lookup: &[u8],
    visitor_wrap: &[u8],
) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "UPDATE reports SET lookup = $3, visitor_wrap = $4, code_generation = code_generation + 1, version = version + 1
                         WHERE id = $1 AND version = $2", id, version, lookup, visitor_wrap)
    .and_then(one)?;
    sql!(exec &mut *tx, "UPDATE drafts SET superseded = 1 WHERE report_id = $1", id).map(|_| ())
}

/// Destroys a report's keys; the bare row stays, and so do the keyed marks of its page until they are swept: a page sent
/// again must not become a report with the code that was taken back.
pub async fn destroy(tx: &mut Tx, id: Uuid) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "UPDATE reports SET lookup = NULL, visitor_wrap = NULL, case_wrap = NULL, version = version + 1 WHERE id = $1", id)
        .map(|_| ())
}

/// Reports whose destruction was due before `before`, has not happened, and is not held back at `now`.
pub async fn overdue(tx: &mut Tx, before: i64, now: i64) -> Result<Vec<(Uuid,)>, StoreError> {
    sql!(all tx, "SELECT id FROM reports WHERE erase_at_ms < $1 AND case_wrap IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM holds h WHERE h.case_id = reports.case_id AND h.ends_at_ms > $2)", before, now)
}

/// Marks a draft as sent; `false` when it was marked before.
pub async fn insert_draft(tx: &mut Tx, draft_mac: &[u8], report: Uuid, at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO drafts (draft_mac, report_id, superseded, first_at_ms) VALUES ($1, $2, 0, $3) ON CONFLICT DO NOTHING",
        draft_mac, report, at_ms)
    .map(|made| made == 1)
}

/// What is known of a draft; `None` when it was never sent.
pub async fn draft(tx: &mut Tx, draft_mac: &[u8]) -> Result<Option<Draft>, StoreError> {
    sql!(opt tx, "SELECT report_id, superseded, first_at_ms FROM drafts WHERE draft_mac = $1", draft_mac)
}

/// Marks a content as sent under a draft; `false` when the same was sent before.
pub async fn insert_send(tx: &mut Tx, draft_mac: &[u8], content_mac: &[u8], at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO draft_sends (draft_mac, content_mac, at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        draft_mac, content_mac, at_ms)
    .map(|made| made == 1)
}

/// True when this content was sent under this draft.
pub async fn was_sent(tx: &mut Tx, draft_mac: &[u8], content_mac: &[u8]) -> Result<bool, StoreError> {
    let row: Option<(i64,)> = sql!(opt tx, "SELECT at_ms FROM draft_sends WHERE draft_mac = $1 AND content_mac = $2", draft_mac, content_mac)?;
    Ok(row.is_some())
}

/// Forgets drafts first sent before `first_before`.
pub async fn sweep_drafts(tx: &mut Tx, first_before: i64) -> Result<u64, StoreError> {
    sql!(exec &mut *tx, "DELETE FROM draft_sends WHERE draft_mac IN (SELECT draft_mac FROM drafts WHERE first_at_ms < $1)", first_before)?;
    sql!(exec &mut *tx, "DELETE FROM drafts WHERE first_at_ms < $1", first_before)
}
