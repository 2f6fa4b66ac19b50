//! Changing one's own passphrase: the same key under another lock.

use std::net::IpAddr;

use serde_json::json;
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_seal::{Secret, random_bytes};
use vigie_store::members::{self, Member};
use vigie_store::sessions;

use crate::audit::Details;
use crate::buckets::What;
use crate::login::{Cost, Signed, open_member, under_passphrase};
use crate::sealing::member_key_context;
use crate::{Ctx, ServiceError, audit, desks};

/// Changes the passphrase of a signed-in member and ends their other sessions.
///
/// # Errors
/// [`ServiceError::NoMatch`] when the old one is wrong, [`ServiceError::TooMany`] and [`ServiceError::Busy`].
pub async fn change(
    ctx: &Ctx,
    signed: &Signed,
    old: Secret<String>,
    new: Secret<String>,
    address: IpAddr,
) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    if !ctx.buckets.take(address, What::Try, now) || !ctx.buckets.take(address, What::Failure, now) {
        return Err(ServiceError::TooMany);
    }
    let mut tx = ctx.store.read().await?;
    let row = members::get(&mut tx, signed.member.0).await?.ok_or(ServiceError::NotFound)?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    drop(tx);
    let opened = open_member(ctx, Some(row.clone()), old).await;
    if !matches!(opened, Ok(None)) {
        ctx.buckets.give_back(address, What::Failure, now);
    }
    if opened?.is_none() {
        return Err(ServiceError::NoMatch);
    }
    let row = locked(ctx, signed, row, new).await?;
    let details = Details { desk: &desk, value: json!({ "member": signed.member.to_string() }) };
    let leaf = audit::leaf(ctx, Event::PassphraseChanged, signed.member.0, now, Some(details), &[]);
    let mut tx = ctx.store.begin("passphrase.change").await?;
    members::set_passphrase(&mut tx, &row).await?;
    sessions::end_all(&mut tx, signed.member.0, &signed.session).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// The member's row with the private key under the new passphrase.
async fn locked(ctx: &Ctx, signed: &Signed, row: Member, new: Secret<String>) -> Result<Member, ServiceError> {
    let permit = ctx.login_gate.enter().await?;
    let (keys, member, own) = (std::sync::Arc::clone(&ctx.keys), signed.member, signed.own.clone());
    let params = ctx.settings.passphrase;
    ctx.blocking(move || {
        let _turn = permit;
        let (salt, cost) = (random_bytes::<16>(&mut entropy()), Cost::now(&keys, params));
        let under = under_passphrase(&keys, new.expose(), &salt, cost).ok_or(ServiceError::Inner)?;
        let private_sealed = under.wrap_private(&member_key_context(member), &own, &mut entropy()).into_bytes();
        Ok(Member { pass_salt: salt.to_vec(), pass_params: cost.stored(), private_sealed, ..row })
    })
    .await?
}
