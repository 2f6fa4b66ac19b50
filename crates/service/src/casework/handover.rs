//! Handing a case over, with what the next one has to know: the child tells it once.

use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::id::{CaseId, DeskId, MemberId};
use vigie_model::member::MemberRole;
use vigie_store::{Tx, cases, joins, members, parts, reports};

use super::deed::{self, Deed};
use super::{find, leaf, names};
use crate::login::Signed;
use crate::thread::standing;
use crate::{Ctx, ServiceError, audit, people, roles};

/// Hands a case over to a colleague, or back to the desk, with a summary. Cases worked on together go along, as far as the
/// member has claimed them.
///
/// # Errors
/// [`ServiceError::Refused`] when the member has not claimed it, [`ServiceError::NotFound`] when there is no such
/// colleague, [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn hand_over(
    ctx: &Ctx,
    signed: &Signed,
    case: CaseId,
    version: i64,
    to: Option<MemberId>,
    text: &str,
) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let found = find(&ctx.keys, &mut tx, signed, case).await?;
    if let Some(to) = to
        && !colleagues(ctx, &mut tx, signed, (case, found.desk)).await?.iter().any(|(member, _)| *member == to)
    {
        return Err(ServiceError::NotFound);
    }
    let step = Step::HandOver { from: signed.member, to };
    let after = standing(&found.row, &found.report)?.after(step)?;
    let count = parts::count(&mut tx, case.0).await?;
    let mut along = Vec::new();
    for other in joins::of(&mut tx, case.0).await?.into_iter().filter(|other| *other != case.0) {
        let Ok(other) = find(&ctx.keys, &mut tx, signed, CaseId(other)).await else { continue };
        if let Ok(after) = standing(&other.row, &other.report)?.after(step) {
            along.push((leaf(ctx, signed, &other, Event::CaseHandedOver, &[])?, other, after));
        }
    }
    drop(tx);
    let deed = Deed::HandedOver { to: to.map(|member| member.to_string()), text: text.to_owned() };
    let part = deed::seal(ctx, signed, &found, deed, count)?;
    let told = leaf(ctx, signed, &found, Event::CaseHandedOver, &[part.commitment])?;
    let mut tx = ctx.store.begin("casework.hand_over").await?;
    reports::unchanged(&mut tx, found.report.id, found.report.version).await?;
    cases::save(&mut tx, case.0, version, after.state.word(), after.claimed_by.map(|member| member.0)).await?;
    parts::insert(&mut tx, &part.row).await?;
    audit::append(&mut tx, &told).await?;
    for (told, other, after) in &along {
        let holder = after.claimed_by.map(|member| member.0);
        cases::save(&mut tx, other.row.id, other.row.version, after.state.word(), holder).await?;
        audit::append(&mut tx, told).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// The other counsellors of a desk, by name.
pub(super) async fn colleagues(
    ctx: &Ctx,
    tx: &mut Tx,
    signed: &Signed,
    (case, desk): (CaseId, DeskId),
) -> Result<Vec<(MemberId, String)>, ServiceError> {
    let mut names = names::of_desk(ctx, tx, signed, desk).await?;
    let mut found: Vec<(MemberId, String)> = Vec::new();
    for row in members::all(tx).await? {
        let other = row.id != signed.member.0 && roles::of(&ctx.keys, &row).has(MemberRole::Counsellor);
        // Who knows these people does not get the case from a colleague either.
        if other && !people::is_hidden(&ctx.keys, tx, MemberId(row.id), case).await? {
            found.extend(names.remove(&MemberId(row.id)).map(|name| (MemberId(row.id), name)));
        }
    }
    found.sort_by(|one, other| one.1.cmp(&other.1));
    Ok(found)
}
