//! The audit: leaves in any order, the chain that orders them, and signed checkpoints.

use uuid::Uuid;

use crate::sql::{row, sql};
use crate::{StoreError, Tx};

row! {
    /// What the audit writes down of one thing that happened.
    Leaf {
        /// Which.
        id: Uuid,
        /// What happened; the word of a `vigie_model::audit::Event`.
        kind: String,
        /// To what.
        subject: Uuid,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// Sealed details; empty when there are none.
        details: Vec<u8>,
        /// Salted SHA-256 of each received part, 32 bytes each.
        commitments: Vec<u8>,
        /// SHA-256 over all of the above.
        hash: Vec<u8>,
        /// Keyed mac of the hash.
        mac: Vec<u8>,
    }
}

row! {
    /// A link of the chain: gives one leaf its place.
    Link {
        /// Place in the chain, from 1.
        seq: i64,
        /// The leaf.
        leaf_id: Uuid,
        /// SHA-256 over place, link before and leaf.
        hash: Vec<u8>,
    }
}

row! {
    /// A signed statement of how long the chain was.
    Checkpoint {
        /// Links so far.
        seq: i64,
        /// When, in milliseconds since 1970 UTC.
        at_ms: i64,
        /// Hash of the last link.
        head: Vec<u8>,
        /// The audit signer's signature.
        signature: Vec<u8>,
    }
}

/// Stores a leaf.
pub async fn insert(tx: &mut Tx, leaf: &Leaf) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO audit_leaves (id, kind, subject, at_ms, details, commitments, hash, mac, chained)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)",
        leaf.id, leaf.kind.as_str(), leaf.subject, leaf.at_ms, leaf.details.as_slice(), leaf.commitments.as_slice(),
        leaf.hash.as_slice(), leaf.mac.as_slice())
    .map(|_| ())
}

/// Leaves that wait for the chain, oldest first, at most `limit`: id and hash.
pub async fn waiting(tx: &mut Tx, limit: i64) -> Result<Vec<(Uuid, Vec<u8>)>, StoreError> {
    sql!(all tx, "SELECT id, hash FROM audit_leaves WHERE chained = 0 ORDER BY at_ms, id LIMIT $1", limit)
}

/// The last link; `None` when the chain is empty.
pub async fn head(tx: &mut Tx) -> Result<Option<Link>, StoreError> {
    sql!(opt tx, "SELECT seq, leaf_id, hash FROM audit_links ORDER BY seq DESC LIMIT 1")
}

/// Adds a link and marks its leaf as chained.
///
/// # Errors
/// [`StoreError::Engine`] when another process chained at the same time: the place is taken.
pub async fn chain(tx: &mut Tx, link: &Link) -> Result<(), StoreError> {
    sql!(exec &mut *tx, "INSERT INTO audit_links (seq, leaf_id, hash) VALUES ($1, $2, $3)", link.seq, link.leaf_id, link.hash.as_slice())?;
    sql!(exec &mut *tx, "UPDATE audit_leaves SET chained = 1 WHERE id = $1", link.leaf_id).map(|_| ())
}

/// Stores a checkpoint; the same one twice is one.
pub async fn checkpoint(tx: &mut Tx, point: &Checkpoint) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO audit_checkpoints (seq, at_ms, head, signature) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        point.seq, point.at_ms, point.head.as_slice(), point.signature.as_slice())
    .map(|_| ())
}

/// Every checkpoint, oldest first.
pub async fn checkpoints(tx: &mut Tx) -> Result<Vec<Checkpoint>, StoreError> {
    sql!(all tx, "SELECT seq, at_ms, head, signature FROM audit_checkpoints ORDER BY seq, at_ms")
}

/// Links after place `seq`, in order, at most `limit`.
pub async fn links_after(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<Link>, StoreError> {
    sql!(all tx, "SELECT seq, leaf_id, hash FROM audit_links WHERE seq > $1 ORDER BY seq LIMIT $2", seq, limit)
}

/// Leaves of the links after place `seq`, in order, at most `limit`.
pub async fn leaves_after(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<Leaf>, StoreError> {
    sql!(all tx, "SELECT l.id, l.kind, l.subject, l.at_ms, l.details, l.commitments, l.hash, l.mac
                  FROM audit_links k JOIN audit_leaves l ON l.id = k.leaf_id WHERE k.seq > $1 ORDER BY k.seq LIMIT $2", seq, limit)
}

/// Leaves that are in no link, at most `limit`.
pub async fn unlinked(tx: &mut Tx, limit: i64) -> Result<Vec<Leaf>, StoreError> {
    sql!(all tx, "SELECT l.id, l.kind, l.subject, l.at_ms, l.details, l.commitments, l.hash, l.mac
                  FROM audit_leaves l LEFT JOIN audit_links k ON k.leaf_id = l.id WHERE k.seq IS NULL ORDER BY l.at_ms, l.id LIMIT $1", limit)
}

/// Leaves marked as chained that no link holds: a link was taken out.
pub async fn orphans(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM audit_leaves l LEFT JOIN audit_links k ON k.leaf_id = l.id
                                            WHERE l.chained = 1 AND k.seq IS NULL")
}

/// Reports without a leaf that says they were received.
pub async fn reports_without_leaf(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM reports r WHERE NOT EXISTS
        (SELECT 1 FROM audit_leaves l WHERE l.subject = r.id AND l.kind = 'report.received')")
}

/// How many leaves there are of this kind about this subject.
pub async fn count_for(tx: &mut Tx, kind: &str, subject: Uuid) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM audit_leaves WHERE subject = $1 AND kind = $2", subject, kind)
}

/// Leaves about this subject, oldest first.
pub async fn about(tx: &mut Tx, subject: Uuid) -> Result<Vec<Leaf>, StoreError> {
    sql!(all tx, "SELECT id, kind, subject, at_ms, details, commitments, hash, mac FROM audit_leaves WHERE subject = $1 ORDER BY at_ms, id", subject)
}

/// Which leaves are looked for.
#[derive(Debug, Clone)]
pub struct Search<'a> {
    /// From this moment on, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// Before this moment.
    pub to_ms: i64,
    /// The word of one event; `""` for every one.
    pub kind: &'a str,
    /// About this case or one of its reports, a member or a desk.
    pub subject: Option<Uuid>,
    /// Older than this leaf: moment and id.
    pub before: (i64, Uuid),
    /// At most so many.
    pub limit: i64,
}

/// Leaves, newest first.
pub async fn search(tx: &mut Tx, search: &Search<'_>) -> Result<Vec<Leaf>, StoreError> {
    match search.subject {
        None => {
            sql!(all tx, "SELECT id, kind, subject, at_ms, details, commitments, hash, mac FROM audit_leaves
                          WHERE at_ms >= $1 AND at_ms < $2 AND ($3 = '' OR kind = $3) AND (at_ms, id) < ($4, $5)
                          ORDER BY at_ms DESC, id DESC LIMIT $6",
                search.from_ms, search.to_ms, search.kind, search.before.0, search.before.1, search.limit)
        }
        Some(subject) => {
            sql!(all tx, "SELECT id, kind, subject, at_ms, details, commitments, hash, mac FROM audit_leaves
                          WHERE (subject = $7 OR subject IN (SELECT r.id FROM reports r WHERE r.case_id = $7))
                            AND at_ms >= $1 AND at_ms < $2 AND ($3 = '' OR kind = $3) AND (at_ms, id) < ($4, $5)
                          ORDER BY at_ms DESC, id DESC LIMIT $6",
                search.from_ms, search.to_ms, search.kind, search.before.0, search.before.1, search.limit, subject)
        }
    }
}

/// When an event happened to a subject, newest first, `limit` at most.
pub async fn times_of(tx: &mut Tx, kind: &str, subject: Uuid, limit: i64) -> Result<Vec<(i64,)>, StoreError> {
    sql!(all tx, "SELECT at_ms FROM audit_leaves WHERE subject = $1 AND kind = $2 ORDER BY at_ms DESC LIMIT $3", subject, kind, limit)
}
