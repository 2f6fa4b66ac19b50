//! The node's own row, and the one-time set-up links.

use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// The node.
    Node {
        /// Public half of the root key, 32 bytes.
        root_public: Vec<u8>,
        /// When it came to be, in milliseconds since 1970 UTC.
        created_at_ms: i64,
        /// 1 when its cases are invented.
        demo: i64,
    }
}

/// The node's row; `None` on an empty database.
pub async fn get(tx: &mut Tx) -> Result<Option<Node>, StoreError> {
    sql!(opt tx, "SELECT root_public, created_at_ms, demo FROM node WHERE id = 1")
}

/// Makes the node's row; `false` when another process was faster.
pub async fn insert(tx: &mut Tx, root_public: &[u8], demo: bool, at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "INSERT INTO node (id, root_public, created_at_ms, demo) VALUES (1, $1, $2, $3) ON CONFLICT DO NOTHING",
        root_public, at_ms, i64::from(demo))
    .map(|made| made == 1)
}

/// Stores a set-up link by its mac.
pub async fn add_set_up_link(tx: &mut Tx, token_mac: &[u8], at_ms: i64) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO set_up_links (token_mac, created_at_ms) VALUES ($1, $2)", token_mac, at_ms).map(|_| ())
}

/// Makes every unused link useless.
pub async fn drop_set_up_links(tx: &mut Tx) -> Result<u64, StoreError> {
    sql!(exec tx, "DELETE FROM set_up_links WHERE used_at_ms IS NULL")
}

/// True when the link exists and was not used.
pub async fn set_up_link_waits(tx: &mut Tx, token_mac: &[u8]) -> Result<bool, StoreError> {
    let row: Option<(i64,)> =
        sql!(opt tx, "SELECT created_at_ms FROM set_up_links WHERE token_mac = $1 AND used_at_ms IS NULL", token_mac)?;
    Ok(row.is_some())
}

/// Uses the link up; `false` when it was used already or never existed.
pub async fn use_set_up_link(tx: &mut Tx, token_mac: &[u8], at_ms: i64) -> Result<bool, StoreError> {
    sql!(exec tx, "UPDATE set_up_links SET used_at_ms = $2 WHERE token_mac = $1 AND used_at_ms IS NULL", token_mac, at_ms)
        .map(|used| used == 1)
}
