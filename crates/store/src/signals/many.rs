//! Many signals at once: one statement for each table instead of one for each row, so that a list comes in at the speed of
//! the database.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{Code, Line, Signal};
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

/// New signals with their codes and their lines of the log.
#[derive(Debug, Default)]
pub struct Batch {
    /// The signals.
    pub signals: Vec<Signal>,
    /// Their codes.
    pub codes: Vec<Code>,
    /// Their lines.
    pub lines: Vec<Line>,
}

/// Stores new signals, all of them or none of the transaction.
///
/// # Errors
/// [`StoreError::Conflict`] when a row did not go in; what the database refuses, such as one that is there already.
pub async fn put(tx: &mut Tx, batch: &Batch) -> Result<(), StoreError> {
    if batch.signals.is_empty() && batch.codes.is_empty() && batch.lines.is_empty() {
        return Ok(());
    }
    let signals = text(&batch.signals, |one| {
        json!({
            "id": one.id.simple().to_string(), "bank_id": one.bank_id.simple().to_string(),
            "report_id": one.report_id.map(|id| id.simple().to_string()), "state": one.state, "age": one.age,
            "wish": one.wish, "at_ms": one.at_ms, "expires_at_ms": one.expires_at_ms, "version": one.version,
            "sealed": one.sealed, "mac": hex(&one.mac),
        })
    });
    sql!(exec &mut *tx,
        lite "INSERT INTO signals (id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac)
              SELECT unhex(value->>'id'), unhex(value->>'bank_id'), unhex(value->>'report_id'), value->>'state', value->>'age',
                     value->>'wish', value->>'at_ms', value->>'expires_at_ms', value->>'version', value->>'sealed',
                     unhex(value->>'mac') FROM json_each($1)"
        pg "INSERT INTO signals (id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac)
            SELECT id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, decode(mac, 'hex')
            FROM json_to_recordset(CAST($1 AS json)) AS one (id uuid, bank_id uuid, report_id uuid, state text, age text,
                 wish bigint, at_ms bigint, expires_at_ms bigint, version bigint, sealed text, mac text)",
        signals.as_str())
    .and_then(|rows| all(rows, batch.signals.len()))?;
    let codes = text(&batch.codes, |one| {
        json!({
            "num": one.num, "signal_id": one.signal_id.simple().to_string(),
            "bank_id": one.bank_id.simple().to_string(), "kind": one.kind, "member": one.member,
            "quality": one.quality, "code": hex(&one.code), "tag": hex(&one.tag), "mac": hex(&one.mac),
        })
    });
    sql!(exec &mut *tx,
        lite "INSERT INTO signal_codes (num, signal_id, bank_id, kind, member, quality, code, tag, mac)
              SELECT value->>'num', unhex(value->>'signal_id'), unhex(value->>'bank_id'), value->>'kind', value->>'member',
                     value->>'quality', unhex(value->>'code'), unhex(value->>'tag'), unhex(value->>'mac') FROM json_each($1)"
        pg "INSERT INTO signal_codes (num, signal_id, bank_id, kind, member, quality, code, tag, mac)
            SELECT num, signal_id, bank_id, kind, member, quality, decode(code, 'hex'), decode(tag, 'hex'), decode(mac, 'hex')
            FROM json_to_recordset(CAST($1 AS json)) AS one (num bigint, signal_id uuid, bank_id uuid, kind text, member text,
                 quality bigint, code text, tag text, mac text)",
        codes.as_str())
    .and_then(|rows| all(rows, batch.codes.len()))?;
    let lines = text(&batch.lines, |one| {
        json!({
            "seq": one.seq, "signal_id": one.signal_id.simple().to_string(), "state": one.state, "at_ms": one.at_ms,
        })
    });
    sql!(exec tx,
        lite "INSERT INTO signal_log (seq, signal_id, state, at_ms)
              SELECT value->>'seq', unhex(value->>'signal_id'), value->>'state', value->>'at_ms' FROM json_each($1)"
        pg "INSERT INTO signal_log (seq, signal_id, state, at_ms) SELECT seq, signal_id, state, at_ms
            FROM json_to_recordset(CAST($1 AS json)) AS one (seq bigint, signal_id uuid, state text, at_ms bigint)",
        lines.as_str())
    .and_then(|rows| all(rows, batch.lines.len()))
}

row! {
    /// A tag, and a signal that carries it.
    Tagged {
        /// The tag.
        tag: Vec<u8>,
        /// The signal.
        id: Uuid,
    }
}

/// The signals of a bank that carry one of these tags and are not withdrawn, by their ids.
pub async fn carrying(tx: &mut Tx, bank: Uuid, tags: &[Vec<u8>]) -> Result<Vec<Tagged>, StoreError> {
    let tags = text(tags, |tag| Value::from(hex(tag)));
    sql!(all tx,
        lite "SELECT c.tag, s.id FROM signal_codes c JOIN signals s ON s.id = c.signal_id
              WHERE c.tag IN (SELECT unhex(value) FROM json_each($2)) AND c.bank_id = $1 AND s.state <> 'withdrawn'
              ORDER BY s.id"
        pg "SELECT c.tag, s.id FROM signal_codes c JOIN signals s ON s.id = c.signal_id
            WHERE c.tag IN (SELECT decode(one, 'hex') FROM json_array_elements_text(CAST($2 AS json)) AS one)
                  AND c.bank_id = $1 AND s.state <> 'withdrawn' ORDER BY s.id",
        bank, tags.as_str())
}

fn text<T>(of: &[T], row: impl Fn(&T) -> Value) -> String {
    Value::Array(of.iter().map(row).collect()).to_string()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Cannot fail: it is memory.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Every row went in.
fn all(rows: u64, wanted: usize) -> Result<(), StoreError> {
    if usize::try_from(rows) == Ok(wanted) { Ok(()) } else { Err(StoreError::Conflict) }
}
