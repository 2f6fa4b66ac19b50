//! A case that is not one's own – claimed by somebody else, or closed – opens with a reason. It goes into the audit.

use serde_json::json;
use vigie_model::audit::Event;
use vigie_model::case::CaseState;
use vigie_model::clock::HOUR;
use vigie_model::id::{CaseId, MemberId};
use vigie_seal::MacKey;
use vigie_store::cases::Case;
use vigie_store::{Tx, alarms as watches};

use crate::casework::find_now;
use crate::login::Signed;
use crate::{Ctx, ServiceError, alarms, audit, desks, roster};

/// How long a reason is good for that case and member, in milliseconds.
pub const FRESH: i64 = HOUR;
/// Most characters of a reason.
pub const TEXT_MAX: usize = 500;

/// Why a member opens a case that is not theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The one who has it asked for advice.
    Asked,
    /// The one who has it is not there.
    Away,
    /// There may be danger.
    Danger,
    /// As a second person, or to look over the desk's work.
    Review,
    /// Something else, in words.
    Other,
}

impl Why {
    /// Every reason, in the order in which they are shown.
    pub const ALL: [Self; 5] = [Self::Asked, Self::Away, Self::Danger, Self::Review, Self::Other];

    /// The word written down; also the end of its text identifier `reason-ask-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Away => "away",
            Self::Danger => "danger",
            Self::Review => "review",
            Self::Other => "other",
        }
    }

    /// The reason behind a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.word() == word)
    }
}

/// Under what a reason is noted. One given while a case was open is another one than what a closed case needs: opening
/// that raises an alarm.
fn macs(key: &MacKey, member: MemberId, case: CaseId, closed: bool) -> ([u8; 32], [u8; 32]) {
    let what: &[u8] = if closed { b"reason, closed" } else { b"reason" };
    (key.mac("watch", &[what, &member.bytes()]), key.mac("watched", &[what, &case.bytes()]))
}

/// True when this member has to give a reason before the case opens.
pub(crate) async fn needed(ctx: &Ctx, tx: &mut Tx, signed: &Signed, row: &Case) -> Result<bool, ServiceError> {
    let another = row.claimed_by.is_some_and(|member| member != signed.member.0);
    let closed = is_closed(row);
    if !another && !closed {
        return Ok(false);
    }
    let (who, item) = macs(ctx.keys.audit_mac(), signed.member, CaseId(row.id), closed);
    Ok(watches::about(tx, &who, &item, ctx.clock.now().ms() - FRESH).await? == 0)
}

fn is_closed(row: &Case) -> bool {
    row.state == CaseState::Closed.word()
}

/// Notes that this member may open the closed case for a while: who closes a case has just seen it.
pub(crate) async fn closes(ctx: &Ctx, tx: &mut Tx, member: MemberId, case: CaseId) -> Result<(), ServiceError> {
    mark(ctx, tx, member, case, true).await
}

async fn mark(ctx: &Ctx, tx: &mut Tx, member: MemberId, case: CaseId, closed: bool) -> Result<(), ServiceError> {
    let (who, item) = macs(ctx.keys.audit_mac(), member, case, closed);
    Ok(watches::count(tx, &who, &item, ctx.clock.now().ms()).await?)
}

/// Gives a reason. For a closed case it raises an alarm too.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member cannot see the case.
pub async fn give(ctx: &Ctx, signed: &Signed, case: CaseId, why: Why, text: &str) -> Result<(), ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    let value = json!({ "why": why.word(), "text": text });
    let leaf = roster::leaf(ctx, signed, Event::CaseReasonGiven, MemberId(case.0), value).await?;
    let closed = is_closed(&found.row);
    let alarm = if closed {
        let mut tx = ctx.store.read().await?;
        let desk = desks::for_everybody(ctx, &mut tx).await?;
        Some(alarms::ready(ctx, &desk, alarms::Kind::OpenedClosed, Some(signed.member), Some(case.0)))
    } else {
        None
    };
    let mut tx = ctx.store.begin("reasons.give").await?;
    mark(ctx, &mut tx, signed.member, case, closed).await?;
    if let Some(alarm) = &alarm {
        alarms::raise(&mut tx, alarm).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}
