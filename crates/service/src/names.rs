//! Names of members: sealed to each desk they belong to and to themselves, and vouched for by the key file, so that who
//! can write the database can neither read nor swap them.

use std::collections::HashMap;

use vigie_model::clock::entropy;
use vigie_model::id::{DeskId, MemberId};
use vigie_seal::{Context, MacKey, PublicKey, Purpose, Wrap};
use vigie_store::members::{self, DeskName};
use vigie_store::{StoreError, Tx};

use crate::desks::{DeskKey, HOUSE, vouched};
use crate::login::Signed;
use crate::sealing::name_context;
use crate::{Ctx, ServiceError};

/// A member's name as a desk will read it.
pub(crate) fn seal(ctx: &Ctx, desk: &DeskKey, member: MemberId, name: &str) -> DeskName {
    let context = name_context(desk.id, member, desk.generation);
    let mut row = DeskName {
        member_id: member.0,
        generation: i64::from(desk.generation),
        name_sealed: desk.public.seal(&context, name.as_bytes(), &mut entropy()).into_bytes(),
        name_mac: Vec::new(),
    };
    row.name_mac = mac(ctx.keys.audit_mac(), desk.id, &row).to_vec();
    row
}

/// The mac that vouches for a sealed name and its place.
pub(crate) fn mac(key: &MacKey, desk: DeskId, row: &DeskName) -> [u8; 32] {
    let place = row.generation.to_be_bytes();
    key.mac("member name", &[&desk.bytes(), row.member_id.as_bytes(), &place, &row.name_sealed])
}

/// The names that a desk's members can read there. One that nobody vouched for is left out: it must not hide the others.
pub(crate) async fn of_desk(
    ctx: &Ctx,
    tx: &mut Tx,
    signed: &Signed,
    desk: DeskId,
) -> Result<HashMap<MemberId, String>, StoreError> {
    let mut names = HashMap::new();
    for row in members::names(tx, desk.0).await? {
        let Some(private) = signed.key(desk, row.generation) else { continue };
        let member = MemberId(row.member_id);
        let context = name_context(desk, member, u32::try_from(row.generation).unwrap_or(u32::MAX));
        let known = vouched(&ctx.keys, &row.name_mac, |key| mac(key, desk, &row));
        match private.open(&context, &Wrap::from_bytes(row.name_sealed)) {
            Ok(name) if known => {
                names.insert(member, String::from_utf8_lossy(name.expose()).into_owned());
            }
            _ => {
                ctx.metrics.untrusted.inc();
                tracing::error!(member.id = %member, "The name of member {member} is not one that this node sealed. It is not shown. Run vigie doctor.");
            }
        }
    }
    Ok(names)
}

/// The names of all members, past ones too, as far as this member can read them: from the house, or from the desks.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn all(ctx: &Ctx, signed: &Signed) -> Result<HashMap<MemberId, String>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut names = HashMap::new();
    let mut desks: Vec<&DeskKey> = signed.desks.iter().map(|held| &held.desk).collect();
    desks.sort_by_key(|desk| desk.kind == HOUSE);
    desks.dedup_by_key(|desk| desk.id);
    for desk in desks {
        names.extend(of_desk(ctx, &mut tx, signed, desk.id).await?);
    }
    if !names.contains_key(&signed.member) {
        names.extend(own(ctx, &mut tx, signed).await?.map(|name| (signed.member, name)));
    }
    Ok(names)
}

fn own_context(member: MemberId) -> Context {
    Context { purpose: Purpose::MemberName, owner: member.bytes(), part: member.bytes(), generation: 1 }
}

fn own_mac(key: &MacKey, member: MemberId, sealed: &[u8]) -> [u8; 32] {
    key.mac("own name", &[&member.bytes(), sealed])
}

/// Stores a member's name for that member alone: who holds no desk's key reads it here.
pub(crate) async fn store_own(
    ctx: &Ctx,
    tx: &mut Tx,
    member: MemberId,
    public: &PublicKey,
    name: &str,
) -> Result<(), StoreError> {
    let sealed = public.seal(&own_context(member), name.as_bytes(), &mut entropy()).into_bytes();
    let mac = own_mac(ctx.keys.audit_mac(), member, &sealed);
    members::set_own_name(tx, member.0, &sealed, &mac).await
}

/// The signed-in member's own name; `None` for a member of the first version.
pub(crate) async fn own(ctx: &Ctx, tx: &mut Tx, signed: &Signed) -> Result<Option<String>, ServiceError> {
    let Some((sealed, mac)) = members::own_name(tx, signed.member.0).await? else { return Ok(None) };
    if sealed.is_empty() {
        return Ok(None);
    }
    if !vouched(&ctx.keys, &mac, |key| own_mac(key, signed.member, &sealed)) {
        return Err(ServiceError::Untrusted("name"));
    }
    let name = signed.own.open(&own_context(signed.member), &Wrap::from_bytes(sealed));
    let name = name.map_err(|_| ServiceError::Untrusted("name"))?;
    Ok(Some(String::from_utf8_lossy(name.expose()).into_owned()))
}
