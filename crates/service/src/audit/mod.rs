//! The audit: a leaf in the transaction of what it tells, a chain made by one leased job, signed checkpoints, and the
//! check of all of it.

mod chain;
mod search;
mod verify;

pub use chain::{chain_waiting, checkpoint};
pub use search::{EXPORT, Entry, Found, PAGE, Query, export, search};
pub use verify::{Fault, Outcome, verify};

use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;
use vigie_model::audit::{Event, LeafFields};
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::id::LeafId;
use vigie_seal::{Context, MacKey, Purpose};
use vigie_store::audit::Leaf;
use vigie_store::{StoreError, Tx};

use crate::Ctx;
use crate::desks::DeskKey;

/// What a leaf tells beyond its kind: sealed to a desk, so that the database alone does not say who did it.
#[derive(Debug)]
pub(crate) struct Details<'a> {
    /// The desk that can read them.
    pub desk: &'a DeskKey,
    /// The details; never a word of a case.
    pub value: Value,
}

/// Makes a leaf: sealing and hashing happen here, before any transaction.
pub(crate) fn leaf(
    ctx: &Ctx,
    event: Event,
    subject: Uuid,
    now: Timestamp,
    details: Option<Details<'_>>,
    commitments: &[[u8; 32]],
) -> Leaf {
    let mut rng = entropy();
    let id = LeafId::new(now, &mut rng);
    let details = details.map_or_else(Vec::new, |details| {
        let context = Context {
            purpose: Purpose::AuditDetails,
            owner: *subject.as_bytes(),
            part: id.bytes(),
            generation: details.desk.generation,
        };
        details.desk.public.seal(&context, details.value.to_string().as_bytes(), &mut rng).into_bytes()
    });
    let mut leaf = Leaf {
        id: id.0,
        kind: event.word().to_owned(),
        subject,
        at_ms: now.ms(),
        details,
        commitments: commitments.concat(),
        hash: Vec::new(),
        mac: Vec::new(),
    };
    leaf.hash = leaf_hash(&leaf).to_vec();
    leaf.mac = leaf_mac(ctx.keys.audit_mac(), &leaf).to_vec();
    leaf
}

/// Appends a leaf in the caller's transaction.
///
/// # Errors
/// [`StoreError`] of the insert; then the caller's transaction must not commit.
pub(crate) async fn append(tx: &mut Tx, leaf: &Leaf) -> Result<(), StoreError> {
    vigie_store::audit::insert(tx, leaf).await
}

/// SHA-256 over a leaf's fields.
fn leaf_hash(leaf: &Leaf) -> [u8; 32] {
    let fields = LeafFields {
        id: leaf.id,
        kind: &leaf.kind,
        subject: leaf.subject,
        at_ms: leaf.at_ms,
        details: &leaf.details,
        commitments: &leaf.commitments,
    };
    Sha256::digest(fields.encoded()).into()
}

/// What shows that a leaf was made with this node's key file.
fn leaf_mac(key: &MacKey, leaf: &Leaf) -> [u8; 32] {
    key.mac("audit leaf", &[&leaf.hash])
}

/// SHA-256 over place, the link before, and the leaf.
fn link_hash(seq: i64, previous: &[u8], leaf_hash: &[u8]) -> [u8; 32] {
    Sha256::digest(vigie_model::audit::link_bytes(seq, previous, leaf_hash)).into()
}
