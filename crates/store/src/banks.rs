//! Banks of known pictures.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A list of known pictures.
    Bank {
        /// Which.
        id: Uuid,
        /// When it came to be, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// How often it changed, from 1.
        version: i64,
        /// What it is, sealed.
        sealed: String,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

/// Stores a new bank; false when there is one with this id already.
pub async fn insert(tx: &mut Tx, bank: &Bank) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO banks (id, at_ms, version, sealed, mac) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING",
        bank.id, bank.at_ms, bank.version, bank.sealed.as_str(), bank.mac.as_slice())
    .map(|rows| rows == 1)
}

/// Saves a bank over `version`.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn save(tx: &mut Tx, bank: &Bank, version: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE banks SET version = $3, sealed = $4, mac = $5 WHERE id = $1 AND version = $2",
        bank.id, version, bank.version, bank.sealed.as_str(), bank.mac.as_slice())
    .and_then(one)
}

/// A bank; `None` when there is none.
pub async fn get(tx: &mut Tx, id: Uuid) -> Result<Option<Bank>, StoreError> {
    sql!(opt tx, "SELECT id, at_ms, version, sealed, mac FROM banks WHERE id = $1", id)
}

/// Every bank, oldest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Bank>, StoreError> {
    sql!(all tx, "SELECT id, at_ms, version, sealed, mac FROM banks ORDER BY at_ms, id")
}

/// How many signals of a bank stand in a state, counted to `most`. In a long list nearly all are standing: those that are
/// not have an index of their own, which is named to SQLite and seen by PostgreSQL in the statement.
pub async fn count(tx: &mut Tx, bank: Uuid, state: &str, most: i64) -> Result<i64, StoreError> {
    if state != "standing" {
        return sql!(count tx,
            lite "SELECT count(*) FROM (SELECT 1 FROM signals INDEXED BY signals_not_standing
                                        WHERE bank_id = $1 AND state = $2 AND state <> 'standing' LIMIT $3) AS part"
            pg "SELECT count(*) FROM (SELECT 1 FROM signals WHERE bank_id = $1 AND state = $2 AND state <> 'standing' LIMIT $3) AS part",
            bank, state, most);
    }
    sql!(count tx, "SELECT count(*) FROM (SELECT 1 FROM signals WHERE bank_id = $1 AND state = $2 LIMIT $3) AS part", bank, state, most)
}

/// How many signals came into a bank since a moment, counted to `most`. Their ids begin with the moment, so the index of the
/// bank finds them without looking at the others.
pub async fn came_since(tx: &mut Tx, bank: Uuid, since_ms: i64, most: i64) -> Result<i64, StoreError> {
    let first = Uuid::from_u128(u128::from(since_ms.max(0).unsigned_abs()) << 80);
    sql!(count tx, "SELECT count(*) FROM (SELECT 1 FROM signals WHERE bank_id = $1 AND id >= $2 LIMIT $3) AS part", bank, first, most)
}
