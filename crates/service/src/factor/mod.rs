//! The second factor: a shared secret in the member's phone, and one-time codes on paper for the day it is lost.

use vigie_model::id::MemberId;
use vigie_seal::MacKey;
use vigie_store::factors::Factor;

use crate::Ctx;

/// The row of a member who has no second factor: vouched for, so that deleting a factor does not look like having none.
pub(crate) fn none(ctx: &Ctx, member: MemberId) -> Factor {
    let mut row = Factor {
        member_id: member.0,
        state: "none".to_owned(),
        secret_sealed: Vec::new(),
        last_step: 0,
        changed_at_ms: ctx.clock.now().ms(),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    row
}

/// True for a row of somebody who has a second factor, vouched for by this key file.
pub(crate) fn is_on(ctx: &Ctx, row: &Factor) -> bool {
    row.state == "on" && ctx.keys.audit_macs().iter().any(|key| mac(key.key(), row).as_slice() == row.mac)
}

fn mac(key: &MacKey, row: &Factor) -> [u8; 32] {
    let at = row.changed_at_ms.to_be_bytes();
    key.mac("second factor", &[row.member_id.as_bytes(), row.state.as_bytes(), &row.secret_sealed, &at])
}
