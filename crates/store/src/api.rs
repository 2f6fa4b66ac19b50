//! Keys of programs that ask over HTTP, what they show, how often they asked, and what they sent twice.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A key: what an organisation may do here.
    Key {
        /// Which.
        id: Uuid,
        /// Which member made it.
        made_by: Uuid,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// When it ends.
        expires_at_ms: i64,
        /// When it was ended before; `None` while it stands.
        revoked_at_ms: Option<i64>,
        /// How often it changed, from 1.
        version: i64,
        /// Whose it is and what for, sealed.
        sealed: String,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// What a program shows to be known.
    Secret {
        /// The part that may be read by anybody.
        prefix: String,
        /// Of which key.
        key_id: Uuid,
        /// Keyed mac of the part that may not.
        secret_mac: Vec<u8>,
        /// When it was made, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// Until when it is good; `None`: as long as its key.
        until_ms: Option<i64>,
        /// Keyed mac of the rest.
        mac: Vec<u8>,
    }
}

row! {
    /// A call that carried a key of its own against being done twice.
    Repeat {
        /// Keyed mac of the body.
        body_mac: Vec<u8>,
        /// Until when it is remembered, in milliseconds since 1970 UTC.
        until_ms: i64,
        /// Until when it is taken for running; 0 once it was answered.
        running_until_ms: i64,
    }
}

/// Stores a new key.
pub async fn insert_key(tx: &mut Tx, key: &Key) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO api_keys (id, made_by, at_ms, expires_at_ms, revoked_at_ms, version, sealed, mac)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        key.id, key.made_by, key.at_ms, key.expires_at_ms, key.revoked_at_ms, key.version, key.sealed.as_str(),
        key.mac.as_slice())
    .map(|_| ())
}

/// A key; `None` when there is none.
pub async fn key(tx: &mut Tx, id: Uuid) -> Result<Option<Key>, StoreError> {
    sql!(opt tx, "SELECT id, made_by, at_ms, expires_at_ms, revoked_at_ms, version, sealed, mac FROM api_keys WHERE id = $1", id)
}

/// Every key, newest first.
pub async fn keys(tx: &mut Tx) -> Result<Vec<Key>, StoreError> {
    sql!(all tx, "SELECT id, made_by, at_ms, expires_at_ms, revoked_at_ms, version, sealed, mac FROM api_keys ORDER BY at_ms DESC, id")
}

/// Saves what may change of a key: that it was revoked or confirmed, its number of changes, its mac.
///
/// # Errors
/// [`StoreError::Conflict`] when its version is no longer `version`.
pub async fn save_key(tx: &mut Tx, key: &Key, version: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE api_keys SET revoked_at_ms = $3, version = $4, sealed = $5, mac = $6 WHERE id = $1 AND version = $2",
        key.id, version, key.revoked_at_ms, key.version, key.sealed.as_str(), key.mac.as_slice())
    .and_then(one)
}

/// Stores what a program will show.
pub async fn insert_secret(tx: &mut Tx, secret: &Secret) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO api_secrets (prefix, key_id, secret_mac, at_ms, until_ms, mac) VALUES ($1, $2, $3, $4, $5, $6)",
        secret.prefix.as_str(), secret.key_id, secret.secret_mac.as_slice(), secret.at_ms, secret.until_ms, secret.mac.as_slice())
    .map(|_| ())
}

/// Saves until when a secret is good.
///
/// # Errors
/// [`StoreError::Conflict`] when it is gone.
pub async fn save_secret(tx: &mut Tx, secret: &Secret) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE api_secrets SET until_ms = $2, mac = $3 WHERE prefix = $1",
        secret.prefix.as_str(), secret.until_ms, secret.mac.as_slice())
    .and_then(one)
}

/// The secret with this prefix; `None` when there is none.
pub async fn secret(tx: &mut Tx, prefix: &str) -> Result<Option<Secret>, StoreError> {
    sql!(opt tx, "SELECT prefix, key_id, secret_mac, at_ms, until_ms, mac FROM api_secrets WHERE prefix = $1", prefix)
}

/// Every secret of a key, newest first.
pub async fn secrets(tx: &mut Tx, key: Uuid) -> Result<Vec<Secret>, StoreError> {
    sql!(all tx, "SELECT prefix, key_id, secret_mac, at_ms, until_ms, mac FROM api_secrets WHERE key_id = $1 ORDER BY at_ms DESC, prefix", key)
}

/// Sets `want` calls of a day aside for a process. How many of the day are set aside then; `None` when it would be more
/// than `most`.
pub async fn set_aside(tx: &mut Tx, key: Uuid, day: i64, want: i64, most: i64) -> Result<Option<i64>, StoreError> {
    sql!(exec &mut *tx, "INSERT INTO api_use (key_id, day, calls) VALUES ($1, $2, 0) ON CONFLICT (key_id, day) DO NOTHING", key, day)?;
    // Look and take in one statement: two processes that ask at once never take more than there is.
    let after: Option<(i64,)> = sql!(opt tx,
        "UPDATE api_use SET calls = calls + $3 WHERE key_id = $1 AND day = $2 AND calls + $3 <= $4 RETURNING calls",
        key, day, want, most)?;
    Ok(after.map(|row| row.0))
}

/// How many calls of a key were set aside on a day.
pub async fn used(tx: &mut Tx, key: Uuid, day: i64) -> Result<i64, StoreError> {
    let row: Option<(i64,)> = sql!(opt tx, "SELECT calls FROM api_use WHERE key_id = $1 AND day = $2", key, day)?;
    Ok(row.map_or(0, |row| row.0))
}

/// Notes that a call is being answered; false when it is remembered already.
pub async fn begin_call(tx: &mut Tx, call_mac: &[u8], repeat: &Repeat) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO api_repeats (call_mac, body_mac, until_ms, running_until_ms) VALUES ($1, $2, $3, $4)
                   ON CONFLICT (call_mac) DO NOTHING",
        call_mac, repeat.body_mac.as_slice(), repeat.until_ms, repeat.running_until_ms)
    .map(|rows| rows == 1)
}

/// What is remembered of a call; `None` when nothing is.
pub async fn repeat(tx: &mut Tx, call_mac: &[u8]) -> Result<Option<Repeat>, StoreError> {
    sql!(opt tx, "SELECT body_mac, until_ms, running_until_ms FROM api_repeats WHERE call_mac = $1", call_mac)
}

/// Takes a call over whose time is over or whose process died: `was` must still stand there. False when somebody was
/// faster.
pub async fn take_call(tx: &mut Tx, call_mac: &[u8], was: &Repeat, now: &Repeat) -> Result<bool, StoreError> {
    sql!(exec tx, "UPDATE api_repeats SET body_mac = $2, until_ms = $3, running_until_ms = $4
                   WHERE call_mac = $1 AND body_mac = $5 AND until_ms = $6 AND running_until_ms = $7",
        call_mac, now.body_mac.as_slice(), now.until_ms, now.running_until_ms, was.body_mac.as_slice(), was.until_ms,
        was.running_until_ms)
    .map(|rows| rows == 1)
}

/// Notes that a call was answered.
pub async fn end_call(tx: &mut Tx, call_mac: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE api_repeats SET running_until_ms = 0 WHERE call_mac = $1", call_mac).map(|_| ())
}

/// Forgets a call that came to nothing: it may be sent again, changed.
pub async fn forget_call(tx: &mut Tx, call_mac: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM api_repeats WHERE call_mac = $1", call_mac).map(|_| ())
}

/// Forgets calls whose time is over, and counts of days before `day`.
pub async fn sweep(tx: &mut Tx, now_ms: i64, day: i64) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "DELETE FROM api_repeats WHERE until_ms <= $1", now_ms)?;
    sql!(exec tx, "DELETE FROM api_use WHERE day < $1", day).map(|_| ())
}
