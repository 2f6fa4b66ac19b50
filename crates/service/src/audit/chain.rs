//! Chaining: leaves get an order, and checkpoints sign how far it went.
//!
//! The head is also written outside the database: who cuts the end off the chain cannot take that file back with it.

use std::io::Write;
use std::path::Path;

use serde::{Deserialize, Serialize};
use vigie_model::audit::checkpoint_bytes;
use vigie_store::audit::{Checkpoint, Link};

use super::link_hash;
use crate::{Ctx, ServiceError, hex};

/// Most leaves chained in one transaction: SQLite has one writer, and a visitor may wait for it.
const BATCH: i64 = 500;

/// A checkpoint as it is written outside the database: one line of JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names in the file")]
struct Head {
    /// Links so far.
    seq: i64,
    /// When, in milliseconds since 1970 UTC.
    at_ms: i64,
    /// Hash of the last link, hexadecimal.
    head: String,
    /// The audit signer's signature, hexadecimal.
    signature: String,
}

/// Chains every waiting leaf; returns how many.
///
/// # Errors
/// [`ServiceError::Store`]; another process may have chained at the same time, and the next run goes on from there.
pub async fn chain_waiting(ctx: &Ctx) -> Result<usize, ServiceError> {
    let mut total = 0;
    loop {
        let mut tx = ctx.store.begin("audit.chain").await?;
        let waiting = vigie_store::audit::waiting(&mut tx, BATCH).await?;
        if waiting.is_empty() {
            break;
        }
        let (mut seq, mut previous) =
            vigie_store::audit::head(&mut tx).await?.map_or((0, Vec::new()), |link| (link.seq, link.hash));
        for (leaf_id, leaf_hash) in &waiting {
            seq += 1;
            let hash = link_hash(seq, &previous, leaf_hash).to_vec();
            vigie_store::audit::chain(&mut tx, &Link { seq, leaf_id: *leaf_id, hash: hash.clone() }).await?;
            previous = hash;
        }
        tx.commit().await?;
        total += waiting.len();
        write_head(ctx, &sign(ctx, seq, &previous), "head", false)?;
    }
    Ok(total)
}

/// Signs how far the chain has come, inside the database and outside.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn checkpoint(ctx: &Ctx) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("audit.checkpoint").await?;
    let Some(last) = vigie_store::audit::head(&mut tx).await? else { return Ok(()) };
    let point = sign(ctx, last.seq, &last.hash);
    vigie_store::audit::checkpoint(&mut tx, &point).await?;
    tx.commit().await?;
    write_head(ctx, &point, "checkpoints", true)
}

fn sign(ctx: &Ctx, seq: i64, head: &[u8]) -> Checkpoint {
    let at_ms = ctx.clock.now().ms();
    let signature = ctx.keys.audit_signer().sign(&checkpoint_bytes(seq, head, at_ms)).to_vec();
    Checkpoint { seq, at_ms, head: head.to_vec(), signature }
}

fn write_head(ctx: &Ctx, point: &Checkpoint, name: &str, append: bool) -> Result<(), ServiceError> {
    let Some(dir) = &ctx.settings.audit_dir else { return Ok(()) };
    let head = Head {
        seq: point.seq,
        at_ms: point.at_ms,
        head: hex::encode(&point.head),
        signature: hex::encode(&point.signature),
    };
    write_line(dir, name, &head, append).map_err(|error| {
        tracing::error!("The audit's file {name} was not written outside the database: {error}. Look at the folder audit of the data folder.");
        ServiceError::Inner
    })
}

fn write_line(dir: &Path, name: &str, head: &Head, append: bool) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    let line = format!("{}\n", serde_json::to_string(head)?);
    if append {
        let path = dir.join(name);
        // Half a line of a full disk must not swallow the next one.
        let cut = std::fs::read(&path).is_ok_and(|old| old.last().is_some_and(|byte| *byte != b'\n'));
        let mut file = std::fs::OpenOptions::new().create(true).append(true).open(path)?;
        file.write_all(if cut { format!("\n{line}") } else { line }.as_bytes())?;
        return file.sync_data();
    }
    // Renamed into place: a kill in between leaves the old head, never half a line.
    let fresh = dir.join(format!("{name}.new-{}", std::process::id()));
    std::fs::write(&fresh, line)?;
    std::fs::rename(&fresh, dir.join(name))
}

/// The checkpoints written outside the database; none when there is no such folder.
pub(super) fn read_heads(dir: &Path) -> Vec<Checkpoint> {
    ["head", "checkpoints"]
        .iter()
        .filter_map(|name| std::fs::read_to_string(dir.join(name)).ok())
        .flat_map(|text| text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect::<Vec<Head>>())
        .map(Checkpoint::from)
        .collect()
}

/// What is no hexadecimal text becomes empty, and then its signature does not hold.
impl From<Head> for Checkpoint {
    fn from(head: Head) -> Self {
        let bytes = |text: &str| hex::decode(text).unwrap_or_default();
        Self { seq: head.seq, at_ms: head.at_ms, head: bytes(&head.head), signature: bytes(&head.signature) }
    }
}
