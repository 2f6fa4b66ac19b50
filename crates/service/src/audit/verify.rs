//! Checking the audit: what was changed, removed, inserted or cut is found and named.

use std::collections::HashMap;
use std::fmt;

use vigie_model::audit::checkpoint_bytes;
use vigie_store::Tx;
use vigie_store::audit::{Checkpoint, Leaf};

use super::chain::read_heads;
use super::{leaf_hash, leaf_mac, link_hash};
use crate::{Ctx, ServiceError};

/// Links read at once: the chain of years does not fit into memory with its leaves.
const PAGE: i64 = 1000;

/// Something in the audit that no run of vigie wrote so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The leaf's fields do not give its hash.
    Changed(uuid::Uuid),
    /// The leaf was not made with this node's key file.
    Inserted(uuid::Uuid),
    /// The link at this place is missing, or its leaf is.
    Removed(i64),
    /// The link at this place does not follow from the one before.
    Broken(i64),
    /// Leaves were chained once and are in no link now.
    Unlinked(i64),
    /// A checkpoint says the chain was this long; it is shorter or ends otherwise.
    Cut(i64),
    /// A checkpoint's signature does not hold.
    Forged(i64),
    /// Reports without the leaf that says they were received.
    Silent(i64),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Changed(id) => write!(f, "leaf {id} was changed"),
            Self::Inserted(id) => write!(f, "leaf {id} was not written by this node"),
            Self::Removed(seq) => write!(f, "link {seq} or its leaf was removed"),
            Self::Broken(seq) => write!(f, "link {seq} does not follow from the link before"),
            Self::Unlinked(count) => write!(f, "{count} leaves were taken out of the chain"),
            Self::Cut(seq) => write!(f, "the chain was {seq} links long once; its end was cut or changed"),
            Self::Forged(seq) => write!(f, "the checkpoint at link {seq} is not signed by this node"),
            Self::Silent(count) => write!(f, "{count} reports have no leaf that says they were received"),
        }
    }
}

/// The result of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Links of the chain.
    pub links: i64,
    /// Leaves that wait to be chained.
    pub waiting: usize,
    /// Checkpoints whose signature holds, inside the database and outside.
    pub checkpoints: usize,
    /// Everything found, in the order of the chain.
    pub faults: Vec<Fault>,
}

/// Checks every leaf, link and checkpoint.
///
/// # Errors
/// [`ServiceError::Store`] when the database cannot be read.
pub async fn verify(ctx: &Ctx) -> Result<Outcome, ServiceError> {
    // What was signed is read before the chain: a node at work goes on meanwhile, and its chain only grows.
    let heads = ctx.settings.audit_dir.as_deref().map(read_heads).unwrap_or_default();
    let mut tx = ctx.store.read().await?;
    let points = vigie_store::audit::checkpoints(&mut tx).await?;
    let mut outcome = Outcome::default();
    let hashes = walk(ctx, &mut tx, &mut outcome).await?;
    for leaf in vigie_store::audit::unlinked(&mut tx, i64::MAX).await? {
        check_leaf(ctx, &leaf, &mut outcome.faults);
        outcome.waiting += 1;
    }
    let orphans = vigie_store::audit::orphans(&mut tx).await?;
    if orphans > 0 {
        outcome.faults.push(Fault::Unlinked(orphans));
    }
    let silent = vigie_store::audit::reports_without_leaf(&mut tx).await?;
    if silent > 0 {
        outcome.faults.push(Fault::Silent(silent));
    }
    for point in points.iter().chain(&heads) {
        check_point(ctx, &hashes, point, &mut outcome);
    }
    Ok(outcome)
}

/// Walks the chain from its beginning; returns the hash at each place.
async fn walk(ctx: &Ctx, tx: &mut Tx, outcome: &mut Outcome) -> Result<HashMap<i64, Vec<u8>>, ServiceError> {
    let (mut hashes, mut previous, mut seq) = (HashMap::new(), Vec::new(), 0);
    loop {
        let links = vigie_store::audit::links_after(tx, seq, PAGE).await?;
        if links.is_empty() {
            return Ok(hashes);
        }
        let leaves: HashMap<_, _> =
            vigie_store::audit::leaves_after(tx, seq, PAGE).await?.into_iter().map(|leaf| (leaf.id, leaf)).collect();
        for link in links {
            outcome.faults.extend((seq + 1..link.seq).map(Fault::Removed));
            match leaves.get(&link.leaf_id) {
                None => outcome.faults.push(Fault::Removed(link.seq)),
                Some(leaf) => {
                    check_leaf(ctx, leaf, &mut outcome.faults);
                    // The leaf's own fields are hashed again: a changed leaf breaks the chain too.
                    if link_hash(link.seq, &previous, &leaf_hash(leaf)).as_slice() != link.hash {
                        outcome.faults.push(Fault::Broken(link.seq));
                    }
                }
            }
            seq = link.seq;
            outcome.links = seq;
            hashes.insert(seq, link.hash.clone());
            previous = link.hash;
        }
    }
}

fn check_leaf(ctx: &Ctx, leaf: &Leaf, faults: &mut Vec<Fault>) {
    if leaf_hash(leaf).as_slice() != leaf.hash {
        faults.push(Fault::Changed(leaf.id));
    }
    let made_here = ctx.keys.audit_macs().iter().any(|key| leaf_mac(key.key(), leaf).as_slice() == leaf.mac);
    if !made_here {
        faults.push(Fault::Inserted(leaf.id));
    }
}

fn check_point(ctx: &Ctx, hashes: &HashMap<i64, Vec<u8>>, point: &Checkpoint, outcome: &mut Outcome) {
    let bytes = checkpoint_bytes(point.seq, &point.head, point.at_ms);
    let holds = <[u8; 64]>::try_from(point.signature.as_slice())
        .is_ok_and(|signature| ctx.keys.audit_verifiers().any(|verifier| verifier.verify(&bytes, &signature).is_ok()));
    if !holds {
        outcome.faults.push(Fault::Forged(point.seq));
        return;
    }
    outcome.checkpoints += 1;
    if hashes.get(&point.seq) != Some(&point.head) {
        outcome.faults.push(Fault::Cut(point.seq));
    }
}
