//! Leads: other cases that share an account of somebody who threatens. A lead, never "the same person".

use vigie_model::case::CaseState;
use vigie_model::evidence::Grade;
use vigie_model::id::{CaseId, DeskId};
use vigie_model::lane::Lane;
use vigie_seal::KeyFile;
use vigie_store::{Tx, cases, tags};

use super::identifiers::Named;
use crate::login::Signed;
use crate::{ServiceError, people};

/// Most linked cases that are read: more is a cluster, and for somebody else's tools.
const MOST: i64 = 100;

/// A case that shares an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeadCase {
    /// Which.
    pub case: CaseId,
    /// Its lane.
    pub lane: Lane,
    /// Where it stands.
    pub state: CaseState,
}

/// An account that stands in other cases too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lead {
    /// The account, by [`Named::key`].
    pub key: String,
    /// The cases that the member may open.
    pub cases: Vec<LeadCase>,
    /// How many more there are at desks that the member is not of.
    pub elsewhere: usize,
    /// How many reports name the account, this one included.
    pub sources: usize,
    /// The lowest grade that any of them gives it.
    pub grade: Grade,
}

/// The leads of a case, by account.
pub(super) async fn of(
    tx: &mut Tx,
    keys: &KeyFile,
    signed: &Signed,
    case: CaseId,
    named: &[Named],
) -> Result<Vec<Lead>, ServiceError> {
    let mut leads: Vec<Lead> = Vec::new();
    for row in tags::leads(tx, case.0, MOST).await? {
        let Some(own) = named.iter().find(|named| named.has_tag(keys, &row.tag)) else { continue };
        let at = leads.iter().position(|lead| lead.key == own.key).unwrap_or_else(|| {
            let lead = Lead { key: own.key.clone(), cases: Vec::new(), elsewhere: 0, sources: 1, grade: own.grade };
            leads.push(lead);
            leads.len() - 1
        });
        let lead = &mut leads[at];
        // Hidden from a member who knows these people: not even that it exists is told.
        if people::is_hidden(keys, tx, signed.member, CaseId(row.id)).await? {
            continue;
        }
        lead.sources += 1;
        lead.grade = lead.grade.min(Grade::parse(&row.grade).unwrap_or(Grade::Claimed));
        let wraps = cases::wraps(tx, row.id).await?;
        if wraps.iter().any(|wrap| signed.key(DeskId(wrap.desk_id), wrap.generation).is_some()) {
            let state = CaseState::parse(&row.state).unwrap_or(CaseState::New);
            lead.cases.push(LeadCase { case: CaseId(row.id), lane: Lane::from_number(row.lane), state });
        } else {
            lead.elsewhere += 1;
        }
    }
    Ok(leads)
}
