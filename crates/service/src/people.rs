//! "I know these people": one press hides a case from the member and hands it on. Only another member shows it again.

use serde_json::json;
use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::entropy;
use vigie_model::id::{CaseId, MemberId};
use vigie_seal::{KeyFile, MacKey, Secret};
use vigie_store::{Tx, cases, hidden, members, parts, reports};

use crate::casework::{find_now, leaf};
use crate::login::Signed;
use crate::sealing::{Kind, Piece, seal_part};
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit, roster};

fn who(key: &MacKey, member: MemberId) -> [u8; 32] {
    key.mac("hidden from", &[&member.bytes()])
}

/// True when a case is hidden from this member.
pub(crate) async fn is_hidden(
    keys: &KeyFile,
    tx: &mut Tx,
    member: MemberId,
    case: CaseId,
) -> Result<bool, ServiceError> {
    for key in keys.audit_macs().iter() {
        if hidden::is(tx, &who(key.key(), member), case.0).await? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Every case that is hidden from this member.
pub(crate) async fn hidden_from(keys: &KeyFile, tx: &mut Tx, member: MemberId) -> Result<Vec<CaseId>, ServiceError> {
    let mut all = Vec::new();
    for key in keys.audit_macs().iter() {
        all.extend(hidden::from(tx, &who(key.key(), member)).await?.into_iter().map(|(case,)| CaseId(case)));
    }
    Ok(all)
}

/// Hides a case from this member, gives it back to the queue when it was theirs, and leaves `note` for the desk: it
/// names nobody.
///
/// # Errors
/// [`ServiceError::NotFound`] when the member cannot see the case, a conflict when somebody was faster.
pub async fn know(ctx: &Ctx, signed: &Signed, case: CaseId, note: &str) -> Result<(), ServiceError> {
    let found = find_now(ctx, signed, case).await?;
    let before = standing(&found.row, &found.report)?;
    let released =
        if before.claimed_by == Some(signed.member) { before.after(Step::Release(signed.member)).ok() } else { None };
    let now = ctx.clock.now();
    let part = before.after(Step::Note).is_ok().then(|| {
        let piece = Piece { kind: Kind::Note, at: now, by: None, bytes: Secret::new(note.as_bytes().to_vec()) };
        seal_part(&found.key, case, None, &piece, &mut entropy())
    });
    let commitments: Vec<_> = part.iter().map(|part| part.commitment).collect();
    let leaf = leaf(ctx, signed, &found, Event::CaseHidden, &commitments)?;
    let mut tx = ctx.store.begin("people.know").await?;
    hidden::insert(&mut tx, &who(ctx.keys.audit_mac(), signed.member), case.0, now.ms()).await?;
    if let Some(after) = released {
        cases::save(&mut tx, case.0, found.row.version, after.state.word(), None).await?;
    }
    if let Some(part) = &part {
        reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
        parts::insert(&mut tx, &part.row).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// The members from whom a case is hidden.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member cannot see the case.
pub async fn hidden_members(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Vec<MemberId>, ServiceError> {
    find_now(ctx, signed, case).await?;
    let mut tx = ctx.store.read().await?;
    let macs = hidden::of_case(&mut tx, case.0).await?;
    let all = members::all(&mut tx).await?.into_iter().map(|row| MemberId(row.id));
    let is = |member: &MemberId| {
        ctx.keys.audit_macs().iter().any(|key| macs.iter().any(|(mac,)| mac.as_slice() == who(key.key(), *member)))
    };
    Ok(all.filter(is).collect())
}

/// Shows a case again to a member from whom it is hidden. It takes somebody else than that member.
///
/// # Errors
/// [`ServiceError::NotFound`] for oneself, or when it was not hidden.
pub async fn show_again(ctx: &Ctx, signed: &Signed, case: CaseId, member: MemberId) -> Result<(), ServiceError> {
    if member == signed.member {
        return Err(ServiceError::NotFound);
    }
    find_now(ctx, signed, case).await?;
    let about = json!({ "shown_to": member.to_string() });
    let leaf = roster::leaf(ctx, signed, Event::CaseShownAgain, MemberId(case.0), about).await?;
    let mut tx = ctx.store.begin("people.show_again").await?;
    let mut gone = false;
    for key in ctx.keys.audit_macs().iter() {
        gone |= hidden::delete(&mut tx, &who(key.key(), member), case.0).await?;
    }
    if !gone {
        return Err(ServiceError::NotFound);
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}
