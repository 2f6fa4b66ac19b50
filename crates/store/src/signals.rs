//! Signals, their codes, and the log that processes and programs follow.

mod many;

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

pub use many::{Batch, Tagged, carrying, put};

/// Number of the lock that whoever writes the log holds until the commit.
const LOG_LOCK: i64 = 0x7669_6769_6c6f_6700;

row! {
    /// A known picture.
    Signal {
        /// Which.
        id: Uuid,
        /// In which bank.
        bank_id: Uuid,
        /// Of which report; `None`: of a list.
        report_id: Option<Uuid>,
        /// Where it stands.
        state: String,
        /// How old whoever is in it was said to be.
        age: String,
        /// 1: the visitor wants to know when it was stopped somewhere.
        wish: i64,
        /// When it came in, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// When it ends by itself; `None`: never.
        expires_at_ms: Option<i64>,
        /// How often it changed, from 1.
        version: i64,
        /// Where it comes from, sealed; empty: as its bank says.
        sealed: String,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// A code of a signal.
    Code {
        /// What the index knows it by.
        num: i64,
        /// Of which signal.
        signal_id: Uuid,
        /// In which bank.
        bank_id: Uuid,
        /// What it is.
        kind: String,
        /// Which face of the picture.
        member: String,
        /// Its quality, 0 to 100.
        quality: i64,
        /// The code, or the code sealed.
        code: Vec<u8>,
        /// Keyed mac of kind and code.
        tag: Vec<u8>,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// A line of the log.
    Line {
        /// Its place.
        seq: i64,
        /// Which signal changed.
        signal_id: Uuid,
        /// Where it stood then.
        state: String,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
    }
}

/// Takes the lock of the log until the transaction ends, and the last place in it. Whoever changes signals begins with
/// this: then the order of places is the order of commits, and nobody who follows skips one.
pub async fn lock(tx: &mut Tx) -> Result<i64, StoreError> {
    if let Tx::Pg(_) = tx {
        sql!(exec &mut *tx, lite "SELECT $1" pg "SELECT pg_advisory_xact_lock($1)", LOG_LOCK)?;
    }
    last(tx).await
}

/// The last place of the log; 0 while it is empty.
pub async fn last(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT coalesce(max(seq), 0) FROM signal_log")
}

/// Writes a line.
pub async fn log(tx: &mut Tx, line: &Line) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO signal_log (seq, signal_id, state, at_ms) VALUES ($1, $2, $3, $4)",
        line.seq, line.signal_id, line.state.as_str(), line.at_ms)
    .and_then(one)
}

/// Stores a new signal.
pub async fn insert(tx: &mut Tx, signal: &Signal) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO signals (id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        signal.id, signal.bank_id, signal.report_id, signal.state.as_str(), signal.age.as_str(), signal.wish, signal.at_ms,
        signal.expires_at_ms, signal.version, signal.sealed.as_str(), signal.mac.as_slice())
    .and_then(one)
}

/// Stores a code of a signal.
pub async fn insert_code(tx: &mut Tx, code: &Code) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO signal_codes (num, signal_id, bank_id, kind, member, quality, code, tag, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        code.num, code.signal_id, code.bank_id, code.kind.as_str(), code.member.as_str(), code.quality, code.code.as_slice(),
        code.tag.as_slice(), code.mac.as_slice())
    .and_then(one)
}

/// Saves state, wish and mac of a signal over `version`.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn save(tx: &mut Tx, signal: &Signal, version: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE signals SET state = $3, wish = $4, version = $5, mac = $6 WHERE id = $1 AND version = $2",
        signal.id, version, signal.state.as_str(), signal.wish, signal.version, signal.mac.as_slice())
    .and_then(one)
}

/// A signal; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Signal>, StoreError> {
    sql!(opt tx, "SELECT id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac
                  FROM signals WHERE id = $1", id)
}

/// The signals of a report, in the order in which they came.
pub async fn of_report(tx: &mut Tx, report: Uuid) -> Result<Vec<Signal>, StoreError> {
    sql!(all tx, "SELECT id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac
                  FROM signals WHERE report_id = $1 ORDER BY id", report)
}

/// Signals of a bank after one, at most `limit`.
pub async fn of_bank(tx: &mut Tx, bank: Uuid, after: Uuid, limit: i64) -> Result<Vec<Signal>, StoreError> {
    sql!(all tx, "SELECT id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac
                  FROM signals WHERE bank_id = $1 AND id > $2 ORDER BY id LIMIT $3", bank, after, limit)
}

/// Signals whose day has come, at most `limit`.
pub async fn expired(tx: &mut Tx, now_ms: i64, limit: i64) -> Result<Vec<Signal>, StoreError> {
    sql!(all tx, "SELECT id, bank_id, report_id, state, age, wish, at_ms, expires_at_ms, version, sealed, mac
                  FROM signals WHERE expires_at_ms IS NOT NULL AND state <> 'withdrawn' AND expires_at_ms <= $1
                  ORDER BY expires_at_ms LIMIT $2", now_ms, limit)
}

/// The codes of a signal.
pub async fn codes(tx: &mut Tx, signal: Uuid) -> Result<Vec<Code>, StoreError> {
    sql!(all tx, "SELECT num, signal_id, bank_id, kind, member, quality, code, tag, mac FROM signal_codes
                  WHERE signal_id = $1 ORDER BY num", signal)
}

/// The codes of the signals of a bank after one, up to and with another.
pub async fn codes_between(tx: &mut Tx, bank: Uuid, after: Uuid, to: Uuid) -> Result<Vec<Code>, StoreError> {
    sql!(all tx, "SELECT c.num, c.signal_id, c.bank_id, c.kind, c.member, c.quality, c.code, c.tag, c.mac
                  FROM signals s JOIN signal_codes c ON c.signal_id = s.id
                  WHERE s.bank_id = $1 AND s.id > $2 AND s.id <= $3 ORDER BY s.id, c.num", bank, after, to)
}

/// The code behind a number; `None` when there is none.
pub async fn code(tx: &mut Tx, num: i64) -> Result<Option<Code>, StoreError> {
    sql!(opt tx, "SELECT num, signal_id, bank_id, kind, member, quality, code, tag, mac FROM signal_codes WHERE num = $1", num)
}

/// The codes that carry a tag, at most `limit`: those of withdrawn signals last, so that they hide no other.
pub async fn tagged(tx: &mut Tx, tag: &[u8], limit: i64) -> Result<Vec<Code>, StoreError> {
    sql!(all tx, "SELECT c.num, c.signal_id, c.bank_id, c.kind, c.member, c.quality, c.code, c.tag, c.mac
                  FROM signal_codes c JOIN signals s ON s.id = c.signal_id
                  WHERE c.tag = $1 ORDER BY CASE s.state WHEN 'withdrawn' THEN 1 ELSE 0 END, c.num LIMIT $2", tag, limit)
}

/// Lines of the log after a place, at most `limit`.
pub async fn since(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<Line>, StoreError> {
    sql!(all tx, "SELECT seq, signal_id, state, at_ms FROM signal_log WHERE seq > $1 ORDER BY seq LIMIT $2", seq, limit)
}

/// The first place of the log whose moment is this or later, in the order of places; `None` when there is none.
pub async fn place_at(tx: &mut Tx, at_ms: i64) -> Result<Option<i64>, StoreError> {
    let place = sql!(count tx, "SELECT coalesce(min(seq), 0) FROM signal_log WHERE at_ms >= $1", at_ms)?;
    Ok(Some(place).filter(|place| *place > 0))
}

/// The lines of one signal, oldest first.
pub async fn lines(tx: &mut Tx, signal: Uuid) -> Result<Vec<Line>, StoreError> {
    sql!(all tx, "SELECT seq, signal_id, state, at_ms FROM signal_log WHERE signal_id = $1 ORDER BY seq", signal)
}

/// What a process that follows needs of the lines after `from`, up to and with `to`: every code of the signals that
/// changed, with the state that each has now.
pub async fn changed(tx: &mut Tx, from: i64, to: i64) -> Result<Vec<Changed>, StoreError> {
    sql!(all tx, "SELECT c.num, c.signal_id, c.bank_id, c.kind, c.member, c.quality, c.code, c.tag, c.mac, s.state
                  FROM (SELECT DISTINCT signal_id FROM signal_log WHERE seq > $1 AND seq <= $2) l
                  JOIN signals s ON s.id = l.signal_id JOIN signal_codes c ON c.signal_id = s.id", from, to)
}

/// The same for the signals of a bank after one, up to and with another.
pub async fn changed_between(tx: &mut Tx, bank: Uuid, after: Uuid, to: Uuid) -> Result<Vec<Changed>, StoreError> {
    sql!(all tx, "SELECT c.num, c.signal_id, c.bank_id, c.kind, c.member, c.quality, c.code, c.tag, c.mac, s.state
                  FROM signals s JOIN signal_codes c ON c.signal_id = s.id
                  WHERE s.bank_id = $1 AND s.id > $2 AND s.id <= $3", bank, after, to)
}

row! {
    /// A code, and where its signal stands.
    Changed {
        /// What the index knows it by.
        num: i64,
        /// Of which signal.
        signal_id: Uuid,
        /// In which bank.
        bank_id: Uuid,
        /// What it is.
        kind: String,
        /// Which face of the picture.
        member: String,
        /// Its quality, 0 to 100.
        quality: i64,
        /// The code, or the code sealed.
        code: Vec<u8>,
        /// Keyed mac of kind and code.
        tag: Vec<u8>,
        /// Keyed mac of the code's row.
        mac: Vec<u8>,
        /// Where its signal stands.
        state: String,
    }
}

/// Destroys what a report gave: its codes; the signals stay as withdrawn names without content.
pub async fn destroy(tx: &mut Tx, report: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM signal_codes WHERE signal_id IN (SELECT id FROM signals WHERE report_id = $1)", report)
        .map(|_| ())
}
