//! Who is signed in: one's own sessions, seen and ended, and everybody's for an administrator. No address is kept.

use serde_json::json;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::id::MemberId;
use vigie_model::member::MemberRole;
use vigie_store::audit::Leaf;
use vigie_store::sessions;

use crate::audit::Details;
use crate::login::{ABSOLUTE, IDLE, Signed};
use crate::{Ctx, ServiceError, audit, desks, hex};

/// A session that is good now.
#[derive(Debug, Clone)]
pub struct Session {
    /// Which, as a form names it: not a secret, it opens nothing.
    pub id: String,
    /// Whose.
    pub member: MemberId,
    /// When it began.
    pub since: Timestamp,
    /// When it was last used, give or take a minute.
    pub seen: Timestamp,
    /// True for the session that asks.
    pub this: bool,
}

/// The member's own sessions, the last used first.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn own(ctx: &Ctx, signed: &Signed) -> Result<Vec<Session>, ServiceError> {
    let mut all = good(ctx, signed).await?;
    all.retain(|session| session.member == signed.member);
    Ok(all)
}

/// Everybody's sessions, for an administrator.
///
/// # Errors
/// [`ServiceError::NotFound`] for others.
pub async fn all(ctx: &Ctx, signed: &Signed) -> Result<Vec<Session>, ServiceError> {
    if !signed.roles.has(MemberRole::Administrator) {
        return Err(ServiceError::NotFound);
    }
    good(ctx, signed).await
}

async fn good(ctx: &Ctx, signed: &Signed) -> Result<Vec<Session>, ServiceError> {
    let now = ctx.clock.now().ms();
    let mut tx = ctx.store.read().await?;
    let rows = sessions::good(&mut tx, now - IDLE, now - ABSOLUTE).await?;
    let session = |row: sessions::Seen| Session {
        id: hex::encode(&row.id),
        member: MemberId(row.member_id),
        since: Timestamp(row.created_at_ms),
        seen: Timestamp(row.seen_at_ms),
        this: row.id == signed.session,
    };
    Ok(rows.into_iter().map(session).collect())
}

/// Ends one of the member's own sessions.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is none of theirs.
pub async fn end(ctx: &Ctx, signed: &Signed, id: &str) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let now = ctx.clock.now().ms();
    let rows = sessions::good(&mut tx, now - IDLE, now - ABSOLUTE).await?;
    drop(tx);
    let own = rows.into_iter().find(|row| row.member_id == signed.member.0 && hex::encode(&row.id) == id);
    let id = own.ok_or(ServiceError::NotFound)?.id;
    let leaf = leaf(ctx, signed, signed.member).await?;
    let mut tx = ctx.store.begin("sessions.end").await?;
    sessions::end_one(&mut tx, &id, signed.member.0).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends every session of the member but this one.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn end_others(ctx: &Ctx, signed: &Signed) -> Result<(), ServiceError> {
    end_of(ctx, signed, signed.member).await
}

/// Ends every session of a member: an administrator's step. Of the own ones the present one stays.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator.
pub async fn end_of_member(ctx: &Ctx, signed: &Signed, member: MemberId) -> Result<(), ServiceError> {
    if !signed.roles.has(MemberRole::Administrator) {
        return Err(ServiceError::NotFound);
    }
    end_of(ctx, signed, member).await
}

async fn end_of(ctx: &Ctx, signed: &Signed, member: MemberId) -> Result<(), ServiceError> {
    let leaf = leaf(ctx, signed, member).await?;
    let mut tx = ctx.store.begin("sessions.end").await?;
    sessions::end_all(&mut tx, member.0, &signed.session).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

async fn leaf(ctx: &Ctx, signed: &Signed, member: MemberId) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let details = Details { desk: &desk, value: json!({ "member": signed.member.to_string() }) };
    Ok(audit::leaf(ctx, Event::SessionsEnded, member.0, ctx.clock.now(), Some(details), &[]))
}
