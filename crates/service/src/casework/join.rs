//! Two cases about the same child, worked on together. The desk sees both side by side and answers each by itself; keys,
//! threads and codes stay apart, above all a parent's and a child's. Parting them leaves both as they were.

use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::id::CaseId;
use vigie_store::{Tx, cases, joins};

use super::{Found, find, leaf};
use crate::login::Signed;
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit};

/// Most cases worked on together: more is not one child.
pub const MOST: usize = 4;

/// Works on two cases together. Both are the member's from then on.
///
/// # Errors
/// [`ServiceError::Refused`] when the first is not claimed by this member, or the second by another;
/// [`ServiceError::NotFound`] when they are the same, already together, or too many.
pub async fn join(ctx: &Ctx, signed: &Signed, case: CaseId, other: CaseId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let (one, two) = (find(&ctx.keys, &mut tx, signed, case).await?, find(&ctx.keys, &mut tx, signed, other).await?);
    let (own, its) = (joins::group(&mut tx, case.0).await?, joins::group(&mut tx, other.0).await?);
    let size = joins::of(&mut tx, case.0).await?.len();
    drop(tx);
    // A case that is already with another group leaves it first, by hand: nobody is to be surprised by who is in here.
    if case == other || its.is_some() || size >= MOST {
        return Err(ServiceError::NotFound);
    }
    standing(&one.row, &one.report)?.after(Step::Answer(signed.member)).or_else(quiet_is_fine)?;
    let after = standing(&two.row, &two.report)?.after(Step::Claim(signed.member))?;
    let told = [leaf(ctx, signed, &one, Event::CaseJoined, &[])?, leaf(ctx, signed, &two, Event::CaseJoined, &[])?];
    let group = own.unwrap_or(case.0);
    let mut tx = ctx.store.begin("casework.join").await?;
    joins::join(&mut tx, case.0, one.row.version, group).await?;
    cases::save(&mut tx, other.0, two.row.version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    joins::join(&mut tx, other.0, two.row.version + 1, group).await?;
    for leaf in &told {
        audit::append(&mut tx, leaf).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Who asked for silence is not written to; the desk may still look at two cases together.
fn quiet_is_fine(why: vigie_model::case::Refused) -> Result<vigie_model::case::Standing, vigie_model::case::Refused> {
    if why == vigie_model::case::Refused::Quiet { Ok(vigie_model::case::Standing::NEW) } else { Err(why) }
}

/// Works on a case alone again.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is alone.
pub async fn part(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let found = find(&ctx.keys, &mut tx, signed, case).await?;
    let group = joins::group(&mut tx, case.0).await?.ok_or(ServiceError::NotFound)?;
    drop(tx);
    let told = leaf(ctx, signed, &found, Event::CaseParted, &[])?;
    let mut tx = ctx.store.begin("casework.part").await?;
    joins::part(&mut tx, case.0, group).await?;
    audit::append(&mut tx, &told).await?;
    tx.commit().await?;
    Ok(())
}

/// The other cases worked on together with this one, that the member may open.
pub(super) async fn others(
    ctx: &Ctx,
    tx: &mut Tx,
    signed: &Signed,
    found: &Found,
) -> Result<Vec<CaseId>, ServiceError> {
    let mut others = Vec::new();
    for id in joins::of(tx, found.row.id).await?.into_iter().filter(|id| *id != found.row.id) {
        if find(&ctx.keys, tx, signed, CaseId(id)).await.is_ok() {
            others.push(CaseId(id));
        }
    }
    Ok(others)
}
