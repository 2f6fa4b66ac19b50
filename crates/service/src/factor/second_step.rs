//! The second step of a log-in, and making, changing and renewing a second factor.

use std::net::IpAddr;

use serde_json::json;
use vigie_model::audit::Event;
use vigie_model::clock::MINUTE;
use vigie_model::id::MemberId;
use vigie_seal::{MacKey, PrivateKey, Sealed, Secret, SessionSecret, TotpSecret};
use vigie_store::audit::Leaf;
use vigie_store::{StoreError, factors, sessions};

use super::codes;
use crate::audit::Details;
use crate::buckets::What;
use crate::login::{self, Signed, Stage};
use crate::sealing::pending_context;
use crate::second::{self, Confirmed};
use crate::{Ctx, ServiceError, alarms, audit, desks};

/// How long a log-in waits for its second step, in milliseconds: time to find the phone.
const WAITS: i64 = 10 * MINUTE;
/// After so many wrong codes a log-in is over and asks for the passphrase again.
const TRIES: i64 = 5;

/// A log-in that waits for its second step.
#[derive(Debug)]
pub struct Waiting {
    /// Which step: [`Stage::Code`] or [`Stage::Enrol`].
    pub stage: Stage,
    member: MemberId,
    private: PrivateKey,
    id: [u8; 32],
}

/// A secret that is offered to a phone. Only the cookie makes it: it is stored when the phone has shown that it has it.
#[derive(Debug)]
pub struct Offer {
    secret: TotpSecret,
}

impl Offer {
    /// The secret as it is typed into a phone.
    pub fn spelled(&self) -> Secret<String> {
        self.secret.spelled()
    }

    /// What the square on the screen holds.
    pub fn uri(&self) -> Secret<String> {
        self.secret.uri("vigie")
    }
}

/// The log-in behind a cookie that waits for its second step; `None` when it is over, or complete.
///
/// # Errors
/// [`ServiceError::Untrusted`] when its row was changed.
pub async fn waiting(ctx: &Ctx, cookie: &str) -> Result<Option<Waiting>, ServiceError> {
    let Ok(secret) = SessionSecret::parse(cookie) else { return Ok(None) };
    let id = secret.id();
    let mut tx = ctx.store.read().await?;
    let Some(row) = sessions::pending(&mut tx, &id, ctx.clock.now().ms() - WAITS).await? else { return Ok(None) };
    let member = MemberId(row.member_id);
    let sealed = Sealed::from_bytes(row.private_sealed);
    let private = secret.wrap_key().unwrap_private(&pending_context(member), &sealed);
    let private = private.map_err(|_| ServiceError::Untrusted("session"))?;
    let stage = if row.stage == "code" { Stage::Code } else { Stage::Enrol };
    Ok(Some(Waiting { stage, member, private, id }))
}

/// The secret offered to a log-in that has to make a second factor; `None` when the cookie is none of those.
///
/// # Errors
/// As [`waiting`].
pub async fn offer(ctx: &Ctx, cookie: &str) -> Result<Option<Offer>, ServiceError> {
    let waiting = waiting(ctx, cookie).await?.filter(|waiting| waiting.stage == Stage::Enrol);
    Ok(waiting.and_then(|waiting| offered(cookie, waiting.member, 0)))
}

/// The secret offered to a member who makes a second factor or changes it.
///
/// # Errors
/// [`ServiceError::Untrusted`] when the factor's row was changed.
pub async fn offer_again(ctx: &Ctx, signed: &Signed, cookie: &str) -> Result<Option<Offer>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = super::row(ctx, &mut tx, signed.member).await?;
    Ok(offered(cookie, signed.member, row.changed_at_ms))
}

/// From the cookie alone: nothing is stored until it is confirmed, and every process makes the same.
fn offered(cookie: &str, member: MemberId, changed_at_ms: i64) -> Option<Offer> {
    let key = SessionSecret::parse(cookie).ok()?.wrap_key();
    let parts: [&[u8]; 2] = [&member.bytes(), &changed_at_ms.to_be_bytes()];
    let mac = zeroize::Zeroizing::new(MacKey::from_bytes(*key.expose()).mac("second factor offer", &parts));
    let bytes = mac.first_chunk::<20>()?;
    Some(Offer { secret: TotpSecret::from_bytes(*bytes) })
}

/// Completes a log-in with a code of the phone or a one-time code; returns the new cookie.
///
/// # Errors
/// [`ServiceError::NoMatch`] when the code is wrong or was used – the same, in the same time, for both –,
/// [`ServiceError::Expired`] when the log-in is over, [`ServiceError::TooMany`] when it should be tried more slowly.
pub async fn second_step(
    ctx: &Ctx,
    cookie: &str,
    typed: &str,
    address: IpAddr,
) -> Result<Secret<String>, ServiceError> {
    slowly(ctx, address)?;
    let waiting = waiting(ctx, cookie).await?.filter(|waiting| waiting.stage == Stage::Code);
    let waiting = waiting.ok_or(ServiceError::Expired)?;
    if !proves(ctx, waiting.member, &waiting.private, typed).await? {
        return Err(wrong(ctx, &waiting).await?);
    }
    ctx.buckets.give_back(address, What::Failure, ctx.clock.now());
    login::complete(ctx, waiting.member, &waiting.private, Some(&waiting.id)).await
}

/// Makes the second factor of a log-in that has to have one; returns the new cookie and ten one-time codes, shown once.
///
/// # Errors
/// As [`second_step`]; [`ServiceError::Expired`] too when a second factor was made meanwhile.
pub async fn enrol(
    ctx: &Ctx,
    cookie: &str,
    typed: &str,
    address: IpAddr,
) -> Result<(Secret<String>, Vec<Secret<String>>), ServiceError> {
    slowly(ctx, address)?;
    let waiting = waiting(ctx, cookie).await?.filter(|waiting| waiting.stage == Stage::Enrol);
    let waiting = waiting.ok_or(ServiceError::Expired)?;
    let offer = offered(cookie, waiting.member, 0).ok_or(ServiceError::Expired)?;
    let Some(step) = offer.secret.accepts(&digits(typed), ctx.clock.now().ms(), 0) else {
        return Err(wrong(ctx, &waiting).await?);
    };
    ctx.buckets.give_back(address, What::Failure, ctx.clock.now());
    let codes = store(ctx, waiting.member, &waiting.private, (&offer.secret, step), Some(&waiting.id)).await?;
    let cookie = login::complete(ctx, waiting.member, &waiting.private, Some(&waiting.id)).await?;
    Ok((cookie, codes))
}

/// Makes or changes the second factor of a signed-in member. Who has one proves it first, by a code of it.
///
/// # Errors
/// [`ServiceError::NoMatch`] when the proof or the new code is wrong, [`ServiceError::TooMany`].
pub async fn replace(
    ctx: &Ctx,
    signed: &Signed,
    cookie: &str,
    (proof, typed): (&str, &str),
    address: IpAddr,
) -> Result<Vec<Secret<String>>, ServiceError> {
    slowly(ctx, address)?;
    let offer = offer_again(ctx, signed, cookie).await?.ok_or(ServiceError::Expired)?;
    let step = offer.secret.accepts(&digits(typed), ctx.clock.now().ms(), 0).ok_or(ServiceError::NoMatch)?;
    let mut tx = ctx.store.read().await?;
    let has_one = super::row(ctx, &mut tx, signed.member).await?.state == "on";
    drop(tx);
    if has_one && !proves(ctx, signed.member, &signed.own, proof).await? {
        return Err(ServiceError::NoMatch);
    }
    ctx.buckets.give_back(address, What::Failure, ctx.clock.now());
    store(ctx, signed.member, &signed.own, (&offer.secret, step), None).await
}

/// Makes ten new one-time codes in the place of those before, for who proves the second factor.
///
/// # Errors
/// As [`replace`].
pub async fn renew_codes(
    ctx: &Ctx,
    signed: &Signed,
    proof: &str,
    address: IpAddr,
) -> Result<Vec<Secret<String>>, ServiceError> {
    slowly(ctx, address)?;
    if !proves(ctx, signed.member, &signed.own, proof).await? {
        return Err(ServiceError::NoMatch);
    }
    ctx.buckets.give_back(address, What::Failure, ctx.clock.now());
    let codes: Vec<_> = (0..codes::CODES).map(|_| codes::make()).collect();
    let leaf = leaf(ctx, Event::CodesRenewed, signed.member).await?;
    let mut tx = ctx.store.begin("factor.codes").await?;
    codes::store(ctx, &mut tx, signed.member, &codes).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Takes a member's lost second factor away, confirmed by two: a new one is made at the next sign-in.
pub(crate) async fn reset(ctx: &Ctx, signed: &Signed, confirmed: &Confirmed) -> Result<(), ServiceError> {
    let member = MemberId(confirmed.subject);
    let mut tx = ctx.store.read().await?;
    vigie_store::members::get(&mut tx, member.0).await?.ok_or(ServiceError::NotFound)?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    drop(tx);
    let details = Details { desk: &desk, value: json!({ "member": signed.member.to_string() }) };
    let leaf = audit::leaf(ctx, Event::FactorReset, member.0, ctx.clock.now(), Some(details), &[]);
    let mut tx = ctx.store.begin("factor.reset").await?;
    second::take(&mut tx, confirmed).await?;
    factors::put(&mut tx, &super::none(ctx, member)).await?;
    factors::drop_codes(&mut tx, member.0).await?;
    sessions::end_all(&mut tx, member.0, b"").await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

fn slowly(ctx: &Ctx, address: IpAddr) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    if ctx.buckets.take(address, What::Try, now) && ctx.buckets.take(address, What::Failure, now) {
        return Ok(());
    }
    Err(ServiceError::TooMany)
}

/// Counts a wrong code: the log-in ends after a few, and members learn of many.
async fn wrong(ctx: &Ctx, waiting: &Waiting) -> Result<ServiceError, ServiceError> {
    let mut tx = ctx.store.begin("factor.wrong").await?;
    sessions::wrong(&mut tx, &waiting.id, TRIES).await?;
    tx.commit().await?;
    alarms::wrong_code(ctx, waiting.member).await?;
    Ok(ServiceError::NoMatch)
}

/// Stores a new secret and ten codes, in the place of those before. `first` is the log-in that makes the very first one:
/// it finds none, and every other log-in that waits to make one ends.
///
/// # Errors
/// [`ServiceError::Expired`] when another log-in has made the first one.
async fn store(
    ctx: &Ctx,
    member: MemberId,
    private: &PrivateKey,
    (secret, step): (&TotpSecret, i64),
    first: Option<&[u8]>,
) -> Result<Vec<Secret<String>>, ServiceError> {
    let mut row = super::on(ctx, member, &private.public(), secret);
    row.last_step = step;
    let codes: Vec<_> = (0..codes::CODES).map(|_| codes::make()).collect();
    let leaf = leaf(ctx, Event::FactorSet, member).await?;
    let mut tx = ctx.store.begin("factor.set").await?;
    if let Some(login) = first {
        vigie_store::members::lock(&mut tx).await?;
        if super::row(ctx, &mut tx, member).await?.state == "on" {
            return Err(ServiceError::Expired);
        }
        sessions::end_all(&mut tx, member.0, login).await?;
    }
    factors::put(&mut tx, &row).await?;
    codes::store(ctx, &mut tx, member, &codes).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(codes)
}

/// True when what was typed is the phone's code of now, or a one-time code; it is used up by that.
async fn proves(ctx: &Ctx, member: MemberId, private: &PrivateKey, typed: &str) -> Result<bool, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = super::row(ctx, &mut tx, member).await?;
    drop(tx);
    let Some(secret) = super::secret(&row, private)? else { return Ok(false) };
    let (now, code) = (ctx.clock.now(), codes::parse(typed));
    let step = secret.accepts(&digits(typed), now.ms(), row.last_step);
    let mut tx = ctx.store.begin("factor.use").await?;
    let proven = match (code, step) {
        (Some(code), _) => codes::take(ctx, &mut tx, member, &code).await?,
        // Six digits can be guessed by who knows the passphrase: slowly, from wherever.
        (None, _) if !ctx.buckets.take_code(member, now) => return Err(ServiceError::TooMany),
        (None, None) => false,
        (None, Some(step)) => match factors::use_step(&mut tx, member.0, step).await {
            Ok(()) => true,
            Err(StoreError::Conflict) => false,
            Err(error) => return Err(error.into()),
        },
    };
    tx.commit().await?;
    if proven && step.is_some() {
        ctx.buckets.give_code_back(member, now);
    }
    Ok(proven)
}

/// The digits of a code, whichever script they are written in.
fn digits(typed: &str) -> String {
    let digit = |c: char| match c {
        '0'..='9' => Some(c),
        '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(u32::from(c) - 0x6f0, 10),
        _ => None,
    };
    typed.chars().filter_map(digit).collect()
}

async fn leaf(ctx: &Ctx, event: Event, member: MemberId) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let details = Details { desk: &desk, value: json!({ "member": member.to_string() }) };
    Ok(audit::leaf(ctx, event, member.0, ctx.clock.now(), Some(details), &[]))
}
