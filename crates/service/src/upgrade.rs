//! What a database of the first version lacks, made good: macs at the first start, desks at the first sign-in.

use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::id::{DeskId, MemberId};
use vigie_seal::{PrivateKey, PublicKey};
use vigie_store::members::{self, Member, Unvouched};
use vigie_store::{Tx, factors};

use crate::desks::{self, AUDIT, DeskKey, HOUSE, INTAKE};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, factor, names, roles, setup};

/// The migration that added these macs.
const ADDED: i64 = 4;

/// Vouches for what the first version left without a mac: kinds of desks, names, recovery keys, and that nobody has a
/// second factor yet. Only in the start that adds the columns, and while no desk has a mac: later, one without is one
/// that somebody else made or emptied.
pub(crate) async fn vouch(ctx: &Ctx, tx: &mut Tx) -> Result<(), ServiceError> {
    if !ctx.store.applied().contains(&ADDED) {
        return Ok(());
    }
    let desks = members::desks(tx).await?;
    if desks.is_empty() || desks.iter().any(|desk| !desk.kind_mac.is_empty()) {
        return Ok(());
    }
    let key = ctx.keys.audit_mac();
    for desk in &desks {
        let id = DeskId(desk.id);
        members::set_macs(tx, Unvouched::Kind(desk.id, &desks::kind_mac(key, id, &desk.kind))).await?;
        for name in members::names(tx, desk.id).await? {
            members::set_macs(tx, Unvouched::Name(desk.id, &name, &names::mac(key, id, &name))).await?;
        }
    }
    for paper in members::recovery_keys(tx).await? {
        let mac = setup::recovery_mac(key, paper.id, &paper.public_key);
        members::set_macs(tx, Unvouched::Recovery(paper.id, &mac)).await?;
    }
    for member in members::all(tx).await? {
        factors::put(tx, &factor::none(ctx, MemberId(member.id))).await?;
    }
    audit::append(tx, &audit::leaf(ctx, Event::HouseUpgraded, Uuid::nil(), ctx.clock.now(), None, &[])).await?;
    Ok(())
}

/// Makes the desks for the audit and for everybody where they do not exist. It takes a member of the intake desk: only
/// such a member can read the names that the new desks are given.
pub(crate) async fn desks(ctx: &Ctx, signed: &Signed) -> Result<(), ServiceError> {
    let Some(intake) = signed.desk(INTAKE) else { return Ok(()) };
    let mut tx = ctx.store.read().await?;
    let there = desks::trusted(ctx, &mut tx).await?;
    let missing: Vec<&str> =
        [AUDIT, HOUSE].into_iter().filter(|kind| !there.iter().any(|desk| desk.kind == *kind)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = names::of_desk(ctx, &mut tx, signed, intake.desk.id).await?;
    drop(tx);
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("upgrade.desks").await?;
    members::lock(&mut tx).await?;
    // Two members may sign in at once: the second finds the desks made.
    let there = desks::trusted(ctx, &mut tx).await?;
    for kind in missing.into_iter().filter(|kind| !there.iter().any(|desk| desk.kind == *kind)) {
        let (desk, private) = setup::make_desk(ctx, &mut tx, kind, now).await?;
        for row in members::all(&mut tx).await? {
            let name = names.get(&MemberId(row.id)).map_or("", String::as_str);
            give(ctx, &mut tx, &row, name, &desk, &private).await?;
        }
        for (id, public) in papers(ctx, &mut tx).await? {
            setup::wrap_to_recovery(&mut tx, (id, &public), &desk, &private).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Gives a member a desk's key, when the roles entitle to it.
pub(crate) async fn give(
    ctx: &Ctx,
    tx: &mut Tx,
    row: &Member,
    name: &str,
    desk: &DeskKey,
    private: &PrivateKey,
) -> Result<(), ServiceError> {
    if !roles::of(&ctx.keys, row).holds(&desk.kind) {
        return Ok(());
    }
    let public = public(ctx, row)?;
    setup::hand_over(ctx, tx, (MemberId(row.id), &public, name), desk, private).await
}

/// A member's public key, when the root key signed it.
///
/// # Errors
/// [`ServiceError::Untrusted`]: nothing may be sealed to it.
pub(crate) fn public(ctx: &Ctx, row: &Member) -> Result<PublicKey, ServiceError> {
    let checked = || {
        let public = PublicKey::from_bytes(row.public_key.as_slice().try_into().ok()?).ok()?;
        let signature = row.signature.as_slice().try_into().ok()?;
        ctx.keys.root().public().verify_member(MemberId(row.id).bytes(), &public, &signature).ok()?;
        Some(public)
    };
    checked().ok_or_else(|| {
        ctx.metrics.untrusted.inc();
        ServiceError::Untrusted("member key")
    })
}

/// The recovery papers that this node made.
///
/// # Errors
/// [`ServiceError::Untrusted`] when one is another's: no desk's key is sealed to it.
pub(crate) async fn papers(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<(Uuid, PublicKey)>, ServiceError> {
    let check = |row: members::RecoveryPublic| {
        let known = desks::vouched(&ctx.keys, &row.mac, |key| setup::recovery_mac(key, row.id, &row.public_key));
        let public = PublicKey::from_bytes(row.public_key.as_slice().try_into().ok()?).ok()?;
        known.then_some((row.id, public))
    };
    let rows = members::recovery_keys(tx).await?;
    let checked: Option<Vec<_>> = rows.into_iter().map(check).collect();
    checked.ok_or_else(|| {
        ctx.metrics.untrusted.inc();
        ServiceError::Untrusted("recovery key")
    })
}
