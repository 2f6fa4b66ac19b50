//! What of a case is passed on to somebody outside: two members agree, the visitor can read what and when.
//!
//! Nothing is sent from here: a person passes it on, by the way that the receiver asks for.

use serde::{Deserialize, Serialize};
use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::entropy;
use vigie_model::id::{CaseId, ReportId};
use vigie_seal::Secret;
use vigie_store::{parts, reports};

use super::{find_now, find_opened, leaf};
use crate::login::Signed;
use crate::sealing::{Kind, Piece, seal_part};
use crate::second::{self, Confirmed, ProposalId};
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit};

/// What is passed on. Words of variants stand in sealed pieces: never rename one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum What {
    /// Accounts and numbers of the offender.
    Accounts,
    /// What the offender wrote.
    Messages,
    /// What the visitor told.
    Report,
    /// How the visitor can be reached.
    Contact,
}

impl What {
    /// Everything that can be passed on, in the order in which it is shown.
    pub const ALL: [Self; 4] = [Self::Accounts, Self::Messages, Self::Report, Self::Contact];

    /// The word written down; also the end of its text identifiers `passed-what-…` and `thread-passed-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Messages => "messages",
            Self::Report => "report",
            Self::Contact => "contact",
        }
    }
}

/// To whom. The visitor's page does not say it: who forces the visitor to open the page would read it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum To {
    /// The police.
    Police,
    /// Another hotline.
    Hotline,
    /// A platform.
    Platform,
    /// A payment firm.
    Payment,
    /// A doctor, an office for young people, or somebody else who helps.
    Help,
}

impl To {
    /// Every receiver, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Police, Self::Hotline, Self::Platform, Self::Payment, Self::Help];

    /// The word written down; also the end of its text identifier `passed-to-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Police => "police",
            Self::Hotline => "hotline",
            Self::Platform => "platform",
            Self::Payment => "payment",
            Self::Help => "help",
        }
    }
}

/// What was passed on, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// What.
    pub what: What,
    /// To whom.
    pub to: To,
}

impl Passed {
    /// Reads two words; `None` when one is none of them.
    pub fn parse(what: &str, to: &str) -> Option<Self> {
        let what = What::ALL.into_iter().find(|one| one.word() == what)?;
        Some(Self { what, to: To::ALL.into_iter().find(|one| one.word() == to)? })
    }

    /// What a piece says; `None` when it is no such piece.
    pub fn of(piece: &Piece) -> Option<Self> {
        if piece.kind != Kind::PassedOn {
            return None;
        }
        serde_json::from_slice(piece.bytes.expose()).ok()
    }

    /// What a proposal says in its first line, and the ground after it; `None` when it is no such proposal.
    pub fn proposed(ground: &str) -> Option<(Self, &str)> {
        let (first, ground) = ground.split_once('\n')?;
        let (what, to) = first.split_once(' ')?;
        Some((Self::parse(what, to)?, ground))
    }
}

/// Proposes to pass something of a case on.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member cannot read the case, [`ServiceError::ReasonNeeded`] as for opening it,
/// [`ServiceError::Refused`] when the visitor has taken the report back.
pub async fn propose(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    passed: Passed,
    ground: &str,
) -> Result<ProposalId, ServiceError> {
    let found = find_opened(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let ground = format!("{} {}\n{ground}", passed.what.word(), passed.to.word());
    second::propose(ctx, signed, second::Kind::PassOn, case.0, &ground).await
}

/// Writes down what a confirmed [`second::Kind::PassOn`] says: in the thread, where the visitor reads what and when, and
/// with its ground among the notes.
///
/// # Errors
/// [`ServiceError::Refused`] when the visitor has taken the report back meanwhile; a conflict when somebody was faster.
pub(crate) async fn pass_on(ctx: &Ctx, signed: &Signed, confirmed: &Confirmed) -> Result<(), ServiceError> {
    let case = CaseId(confirmed.subject);
    let (passed, ground) = Passed::proposed(&confirmed.ground).ok_or(ServiceError::Untrusted("proposal"))?;
    let found = find_now(ctx, signed, case).await?;
    standing(&found.row, &found.report)?.after(Step::Note)?;
    let report = ReportId(found.report.id);
    let told = serde_json::to_vec(&passed).map_err(|_| ServiceError::Inner)?;
    let piece = |kind: Kind, bytes: Vec<u8>| Piece {
        kind,
        at: ctx.clock.now(),
        by: Some(confirmed.proposed_by),
        bytes: Secret::new(bytes),
    };
    let told = piece(Kind::PassedOn, told);
    let told = seal_part(&found.thread_key()?, case, Some(report), &told, &mut entropy());
    let why = seal_part(&found.key, case, None, &piece(Kind::Note, ground.as_bytes().to_vec()), &mut entropy());
    let leaf = leaf(ctx, signed, &found, Event::CasePassedOn, &[told.commitment, why.commitment])?;
    let mut tx = ctx.store.begin("casework.pass_on").await?;
    second::take(&mut tx, confirmed).await?;
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    parts::insert(&mut tx, &told.row).await?;
    parts::insert(&mut tx, &why.row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proposal_says_what_to_whom_and_why() {
        let passed = Passed { what: What::Accounts, to: To::Police };
        assert_eq!(Passed::proposed("accounts police\nthey asked\ntwice"), Some((passed, "they asked\ntwice")));
        for wrong in ["accounts police", "accounts\nwhy", "all police\nwhy", "accounts all\nwhy", ""] {
            assert_eq!(Passed::proposed(wrong), None, "{wrong}");
        }
    }
}
