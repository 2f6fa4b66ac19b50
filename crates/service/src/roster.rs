//! The members of the house: who they are, what they hold, how a desk's key is handed on, and how somebody leaves.

use serde_json::json;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_model::id::{DeskId, MemberId};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::PrivateKey;
use vigie_store::audit::Leaf;
use vigie_store::members::{self, Desk, Member};
use vigie_store::{Tx, cases, factors, sessions};

use crate::audit::Details;
use crate::desks::{self, DeskKey};
use crate::login::Signed;
use crate::names;
use crate::second::{self, Confirmed};
use crate::{Ctx, ServiceError, alarms, audit, roles, setup, upgrade};

type Names = std::collections::HashMap<MemberId, String>;

/// A desk, as the list of members shows it beside a name.
#[derive(Debug, Clone)]
pub struct Place {
    /// Which.
    pub desk: DeskId,
    /// What it is for.
    pub kind: String,
    /// True when the member holds its present key; false when somebody of the desk still has to hand it on.
    pub holds: bool,
    /// True when the member who looks can hand it on.
    pub can_hand_on: bool,
}

/// A member, as the list shows them.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Who.
    pub id: MemberId,
    /// By name; empty when no desk tells it.
    pub name: String,
    /// What they may do.
    pub roles: Roles,
    /// Since when.
    pub since: Timestamp,
    /// True when there is a second factor.
    pub factor: bool,
    /// The desks whose keys the roles entitle to.
    pub places: Vec<Place>,
}

/// Every member, oldest first.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn list(ctx: &Ctx, signed: &Signed) -> Result<Vec<Listed>, ServiceError> {
    let names = names::all(ctx, signed).await?;
    let mut tx = ctx.store.read().await?;
    let all_desks = desks::trusted(ctx, &mut tx).await?;
    let with_factor: Vec<_> = factors::all(&mut tx).await?.into_iter().filter(|row| row.state == "on").collect();
    let mut listed = Vec::new();
    for row in members::all(&mut tx).await? {
        let (id, roles) = (MemberId(row.id), roles::of(&ctx.keys, &row));
        let held = members::held_by(&mut tx, row.id).await?;
        let place = |desk: &DeskKey| {
            let now = i64::from(desk.generation);
            let holds = held.iter().any(|one| one.desk_id == desk.id.0 && one.generation == now);
            let can_hand_on = !holds && id != signed.member && signed.key(desk.id, now).is_some();
            Place { desk: desk.id, kind: desk.kind.clone(), holds, can_hand_on }
        };
        listed.push(Listed {
            id,
            name: names.get(&id).cloned().unwrap_or_default(),
            roles,
            since: Timestamp(row.created_at_ms),
            factor: with_factor.iter().any(|factor| factor.member_id == row.id),
            places: all_desks.iter().filter(|desk| roles.holds(&desk.kind)).map(place).collect(),
        });
    }
    Ok(listed)
}

/// Hands a desk's key on to a member whose roles entitle to it: every generation, so that older cases open too. It takes
/// somebody who holds it, and never oneself: an administrator does not get into a desk alone.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member does not hold it, or the other is not entitled to it.
pub async fn hand_on(ctx: &Ctx, signed: &Signed, to: MemberId, desk: DeskId) -> Result<(), ServiceError> {
    let kind = signed.desks.iter().find(|held| held.desk.id == desk).map(|held| held.desk.kind.clone());
    let kind = kind.filter(|_| to != signed.member).ok_or(ServiceError::NotFound)?;
    let names = names::all(ctx, signed).await?;
    let leaf = leaf(ctx, signed, Event::DeskKeyHandedOn, to, json!({ "desk": desk.to_string() })).await?;
    let mut tx = ctx.store.begin("roster.hand_on").await?;
    members::lock(&mut tx).await?;
    let row = members::get(&mut tx, to.0).await?.ok_or(ServiceError::NotFound)?;
    if !roles::of(&ctx.keys, &row).holds(&kind) {
        return Err(ServiceError::NotFound);
    }
    give_held(ctx, &mut tx, signed, &row, (names.get(&to).map_or("", String::as_str), &kind)).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// Gives a member every generation of the desks of one kind that the giver holds.
pub(crate) async fn give_held(
    ctx: &Ctx,
    tx: &mut Tx,
    signed: &Signed,
    row: &Member,
    (name, kind): (&str, &str),
) -> Result<(), ServiceError> {
    for held in signed.desks.iter().filter(|held| held.desk.kind == kind) {
        upgrade::give(ctx, tx, row, name, &held.desk, &held.private).await?;
    }
    Ok(())
}

/// Gives a member other roles. Desks that they no longer entitle to get a new key; those they newly entitle to wait for
/// somebody who hands the key on.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator, for one's own roles and for none at all,
/// [`ServiceError::LastAdministrator`].
pub async fn set_roles(ctx: &Ctx, signed: &Signed, of: MemberId, new: Roles) -> Result<(), ServiceError> {
    if !signed.roles.has(MemberRole::Administrator) || of == signed.member || new == Roles::default() {
        return Err(ServiceError::NotFound);
    }
    let names = names::all(ctx, signed).await?;
    let leaf = leaf(ctx, signed, Event::RolesChanged, of, json!({ "roles": new.to_string() })).await?;
    let alarm = alarms::told(ctx, alarms::Kind::Roles, signed.member).await?;
    let mut tx = ctx.store.begin("roster.roles").await?;
    members::lock(&mut tx).await?;
    let row = members::get(&mut tx, of.0).await?.ok_or(ServiceError::NotFound)?;
    if !new.has(MemberRole::Administrator) {
        another_administrator(ctx, &mut tx, of).await?;
    }
    let old = roles::of(&ctx.keys, &row);
    members::set_roles(&mut tx, of.0, &new.to_string(), &roles::mac(&ctx.keys, of.0, new)).await?;
    for desk in desks::trusted(ctx, &mut tx).await? {
        if old.holds(&desk.kind) && !new.holds(&desk.kind) {
            leave(ctx, &mut tx, of, &desk, &names).await?;
        }
    }
    if old.reads_cases() && !new.reads_cases() {
        cases::release_all(&mut tx, of.0).await?;
    }
    alarms::raise(&mut tx, &alarm).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// Removes a member, confirmed by two: sessions end, wraps go, every desk they held gets a new key, their cases go back
/// to the queue.
pub(crate) async fn remove(ctx: &Ctx, signed: &Signed, confirmed: &Confirmed) -> Result<(), ServiceError> {
    let member = MemberId(confirmed.subject);
    let names = names::all(ctx, signed).await?;
    let mut tx = ctx.store.read().await?;
    let mut leaves = vec![leaf(ctx, signed, Event::MemberRemoved, member, json!({})).await?];
    for (case,) in cases::claimed(&mut tx, member.0).await? {
        leaves.push(leaf(ctx, signed, Event::CaseReleased, MemberId(case), json!({ "removed": true })).await?);
    }
    drop(tx);
    let mut tx = ctx.store.begin("roster.remove").await?;
    members::lock(&mut tx).await?;
    let row = members::get(&mut tx, member.0).await?.ok_or(ServiceError::NotFound)?;
    if roles::of(&ctx.keys, &row).has(MemberRole::Administrator) {
        another_administrator(ctx, &mut tx, member).await?;
    }
    second::take(&mut tx, confirmed).await?;
    sessions::end_all(&mut tx, member.0, b"").await?;
    let held = members::held_by(&mut tx, member.0).await?;
    members::remove(&mut tx, member.0, &member.bytes()).await?;
    for desk in desks::trusted(ctx, &mut tx).await? {
        if held.iter().any(|one| one.desk_id == desk.id.0) {
            leave(ctx, &mut tx, member, &desk, &names).await?;
        }
    }
    cases::release_all(&mut tx, member.0).await?;
    factors::drop_codes(&mut tx, member.0).await?;
    for leaf in &leaves {
        audit::append(&mut tx, leaf).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes a desk's key from a member and gives the desk the next one: what comes from now on, they cannot read.
async fn leave(ctx: &Ctx, tx: &mut Tx, member: MemberId, desk: &DeskKey, names: &Names) -> Result<(), ServiceError> {
    members::drop_wraps(tx, desk.id.0, member.0).await?;
    let holders = members::holders(tx, desk.id.0).await?;
    let private = PrivateKey::random(&mut entropy());
    let next = DeskKey { generation: desk.generation + 1, public: private.public(), ..desk.clone() };
    let row = Desk {
        id: desk.id.0,
        kind: desk.kind.clone(),
        kind_mac: Vec::new(),
        generation: i64::from(next.generation),
        public_key: next.public.to_bytes().to_vec(),
        signature: ctx.keys.root().sign_desk(desk.id.bytes(), next.generation, &next.public).to_vec(),
    };
    members::renew_desk(tx, &row).await?;
    for (holder,) in holders {
        let Some(row) = members::get(tx, holder).await? else { continue };
        let name = names.get(&MemberId(holder)).map_or("", String::as_str);
        upgrade::give(ctx, tx, &row, name, &next, &private).await?;
    }
    for (id, public) in upgrade::papers(ctx, tx).await? {
        setup::wrap_to_recovery(tx, (id, &public), &next, &private).await?;
    }
    let leaf = audit::leaf(ctx, Event::DeskKeyRenewed, desk.id.0, ctx.clock.now(), None, &[]);
    Ok(audit::append(tx, &leaf).await?)
}

/// # Errors
/// [`ServiceError::LastAdministrator`] when nobody else is one.
async fn another_administrator(ctx: &Ctx, tx: &mut Tx, than: MemberId) -> Result<(), ServiceError> {
    let all = members::all(tx).await?;
    let administers = |row: &Member| roles::of(&ctx.keys, row).has(MemberRole::Administrator);
    let other = all.iter().any(|row| row.id != than.0 && administers(row));
    if other || !all.iter().any(|row| row.id == than.0 && administers(row)) {
        return Ok(());
    }
    Err(ServiceError::LastAdministrator)
}

/// A leaf about a member, whose details say who did it.
pub(crate) async fn leaf(
    ctx: &Ctx,
    signed: &Signed,
    event: Event,
    about: MemberId,
    mut value: serde_json::Value,
) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    value["member"] = json!(signed.member.to_string());
    Ok(audit::leaf(ctx, event, about.0, ctx.clock.now(), Some(Details { desk: &desk, value }), &[]))
}
