//! The second factor of each member, and the one-time codes beside it.

use uuid::Uuid;

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A member's second factor.
    Factor {
        /// Whose.
        member_id: Uuid,
        /// `none` or `on`.
        state: String,
        /// The shared secret, to the member's own key; empty when there is none.
        secret_sealed: Vec<u8>,
        /// The last half minute, counted from 1970, whose code was used.
        last_step: i64,
        /// When it was made or taken away.
        changed_at_ms: i64,
        /// Keyed mac of member, state, secret and moment.
        mac: Vec<u8>,
    }
}

/// The factor of a member; `None` when nothing is known of one.
pub async fn get(tx: &mut Tx, member: Uuid) -> Result<Option<Factor>, StoreError> {
    sql!(opt tx, "SELECT member_id, state, secret_sealed, last_step, changed_at_ms, mac FROM factors WHERE member_id = $1", member)
}

/// Every factor.
pub async fn all(tx: &mut Tx) -> Result<Vec<Factor>, StoreError> {
    sql!(all tx, "SELECT member_id, state, secret_sealed, last_step, changed_at_ms, mac FROM factors")
}

/// Stores a member's factor in the place of the one before.
pub async fn put(tx: &mut Tx, row: &Factor) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO factors (member_id, state, secret_sealed, last_step, changed_at_ms, mac) VALUES ($1, $2, $3, $4, $5, $6)
                   ON CONFLICT (member_id) DO UPDATE SET state = excluded.state, secret_sealed = excluded.secret_sealed,
                     last_step = excluded.last_step, changed_at_ms = excluded.changed_at_ms, mac = excluded.mac",
        row.member_id, row.state.as_str(), row.secret_sealed.as_slice(), row.last_step, row.changed_at_ms, row.mac.as_slice())
    .map(|_| ())
}

/// Notes that the code of a half minute was used.
///
/// # Errors
/// [`StoreError::Conflict`] when it or a later one was used already.
pub async fn use_step(tx: &mut Tx, member: Uuid, step: i64) -> Result<(), StoreError> {
    sql!(exec tx, "UPDATE factors SET last_step = $2 WHERE member_id = $1 AND last_step < $2", member, step)
        .and_then(one)
}

/// Stores a one-time code.
pub async fn insert_code(tx: &mut Tx, member: Uuid, code_mac: &[u8]) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO factor_codes (member_id, code_mac) VALUES ($1, $2)", member, code_mac).map(|_| ())
}

/// Uses a one-time code up; `false` when it is none of the member's.
pub async fn use_code(tx: &mut Tx, member: Uuid, code_mac: &[u8]) -> Result<bool, StoreError> {
    sql!(exec tx, "DELETE FROM factor_codes WHERE member_id = $1 AND code_mac = $2", member, code_mac)
        .map(|used| used == 1)
}

/// Forgets every one-time code of a member.
pub async fn drop_codes(tx: &mut Tx, member: Uuid) -> Result<(), StoreError> {
    sql!(exec tx, "DELETE FROM factor_codes WHERE member_id = $1", member).map(|_| ())
}

/// How many one-time codes a member has left.
pub async fn codes_left(tx: &mut Tx, member: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM factor_codes WHERE member_id = $1", member)
}
