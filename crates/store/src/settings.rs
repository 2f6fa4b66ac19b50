//! Settings of the house: a name, a value as JSON, and the mac that shows who set it.

use crate::connect::one;
use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// A setting.
    Setting {
        /// Which.
        name: String,
        /// JSON.
        value: Vec<u8>,
        /// Keyed mac of name and value.
        mac: Vec<u8>,
        /// One more with each change.
        version: i64,
    }
}

/// The setting; `None` when it was never set.
pub async fn get(tx: &mut Tx, name: &str) -> Result<Option<Setting>, StoreError> {
    sql!(opt tx, "SELECT name, value, mac, version FROM settings WHERE name = $1", name)
}

/// Stores a setting over `version`, 0 when it was never set.
///
/// # Errors
/// [`StoreError::Conflict`] when somebody was faster.
pub async fn put(
    tx: &mut Tx,
    name: &str,
    version: i64,
    value: &[u8],
    mac: &[u8],
    at_ms: i64,
) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO settings (name, value, mac, version, changed_at_ms) VALUES ($1, $3, $4, $2 + 1, $5)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value, mac = excluded.mac, version = excluded.version,
                   changed_at_ms = excluded.changed_at_ms WHERE settings.version = $2",
        name, version, value, mac, at_ms)
    .and_then(one)
}
