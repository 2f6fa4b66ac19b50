//! What was done in a case, read from the audit: received, opened, claimed, answered, marked; by whom.

use serde_json::Value;
use vigie_model::clock::Timestamp;
use vigie_model::id::MemberId;
use vigie_seal::{Context, Purpose, Wrap};
use vigie_store::Tx;
use vigie_store::audit::{self, Leaf};

use super::Found;
use crate::ServiceError;
use crate::login::Signed;

/// Something that happened in a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Timestamp,
    /// What: the word of a `vigie_model::audit::Event`.
    pub kind: String,
    /// Which member did it; `None` for the visitor and for the house itself.
    pub by: Option<MemberId>,
}

/// Everything that the audit tells of a case and its report, oldest first.
pub(super) async fn of(tx: &mut Tx, signed: &Signed, found: &Found) -> Result<Vec<Happened>, ServiceError> {
    let mut leaves = audit::about(tx, found.report.id).await?;
    leaves.extend(audit::about(tx, found.row.id).await?);
    leaves.sort_by_key(|leaf| (leaf.at_ms, leaf.id));
    Ok(leaves
        .into_iter()
        .map(|leaf| Happened { at: Timestamp(leaf.at_ms), by: member(signed, &leaf), kind: leaf.kind })
        .collect())
}

/// When the visitor opened the thread with the code, oldest first.
pub fn openings(history: &[Happened]) -> impl Iterator<Item = Timestamp> {
    history.iter().filter(|one| one.kind == "thread.opened").map(|one| one.at)
}

/// The member named in the sealed details of a leaf; `None` when there are none, or for another desk.
fn member(signed: &Signed, leaf: &Leaf) -> Option<MemberId> {
    if leaf.details.is_empty() {
        return None;
    }
    signed.desks.iter().find_map(|held| {
        let context = Context {
            purpose: Purpose::AuditDetails,
            owner: *leaf.subject.as_bytes(),
            part: *leaf.id.as_bytes(),
            generation: held.desk.generation,
        };
        let plain = held.private.open(&context, &Wrap::from_bytes(leaf.details.clone())).ok()?;
        let details: Value = serde_json::from_slice(plain.expose()).ok()?;
        MemberId::parse(details.get("member")?.as_str()?)
    })
}
