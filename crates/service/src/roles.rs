//! Which roles a member has: stored in words, vouched for by the key file.

use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{KeyFile, MacKey};
use vigie_store::Tx;
use vigie_store::members::{self, Member};

use crate::{Ctx, ServiceError, audit};

/// The roles of a stored member; none when they were not given with this key file.
pub(crate) fn of(keys: &KeyFile, row: &Member) -> Roles {
    let known = keys.audit_macs().iter().any(|key| with(key.key(), row.id, &row.roles).as_slice() == row.roles_mac);
    if known { Roles::parse(&row.roles) } else { Roles::default() }
}

/// The mac that vouches for a member's roles.
pub(crate) fn mac(keys: &KeyFile, member: Uuid, roles: Roles) -> [u8; 32] {
    with(keys.audit_mac(), member, &roles.to_string())
}

fn with(key: &MacKey, member: Uuid, roles: &str) -> [u8; 32] {
    key.mac("member roles", &[member.as_bytes(), roles.as_bytes()])
}

/// The migration that added roles.
const ADDED: i64 = 2;

/// Gives the members of the first version, who had none, the roles they worked with. Only in the start that adds the
/// column, and while nobody has any: whoever can write the database could empty it later.
pub(crate) async fn upgrade(ctx: &Ctx, tx: &mut Tx) -> Result<(), ServiceError> {
    if !ctx.store.applied().contains(&ADDED) {
        return Ok(());
    }
    let all = members::all(tx).await?;
    if all.is_empty() || all.iter().any(|row| !row.roles_mac.is_empty()) {
        return Ok(());
    }
    let roles = Roles::of(&[MemberRole::Administrator, MemberRole::Counsellor]);
    for row in &all {
        members::set_roles(tx, row.id, &roles.to_string(), &mac(&ctx.keys, row.id, roles)).await?;
    }
    audit::append(tx, &audit::leaf(ctx, Event::RolesUpgraded, Uuid::nil(), ctx.clock.now(), None, &[])).await?;
    Ok(())
}
