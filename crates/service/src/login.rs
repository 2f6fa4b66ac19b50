//! Signing in and being signed in. The cookie holds one half of the key to the member's key, the row the other: any
//! process serves any request, a restart signs nobody out, and the database alone opens nothing.

use std::net::IpAddr;

use serde_json::json;
use vigie_model::audit::Event;
use vigie_model::clock::{HOUR, MINUTE, Timestamp, entropy};
use vigie_model::id::{DeskId, MemberId};
use vigie_model::member::Roles;
use vigie_seal::{
    DataKey, KeyFile, PassParams, PrivateKey, Sealed, Secret, SessionSecret, Tag, TagKey, Wrap, passphrase_key,
};
use vigie_store::audit::Leaf;
use vigie_store::members::{self, Member};
use vigie_store::sessions;

use crate::audit::Details;
use crate::buckets::What;
use crate::desks::{self, DeskKey};
use crate::sealing::{desk_key_context, member_key_context, pending_context, session_context};
use crate::{Ctx, ServiceError, audit, factor, hex, roles, upgrade};

/// Unused for so long, a session is over, in milliseconds.
pub(crate) const IDLE: i64 = 15 * MINUTE;
/// After so long a session is over in any case, in milliseconds.
pub(crate) const ABSOLUTE: i64 = 12 * HOUR;
/// How coarse "last used" is kept, in milliseconds: reading the queue writes nothing most of the time.
const SEEN_STEP: i64 = MINUTE;

/// A member who is signed in, with the keys that go with it, for one request.
#[derive(Debug, Clone)]
pub struct Signed {
    /// Who.
    pub member: MemberId,
    /// What the member may do.
    pub roles: Roles,
    /// The desks whose keys the member holds: every generation, the newest of each desk first.
    pub desks: Vec<Held>,
    /// The id of this session's row.
    pub session: [u8; 32],
    /// The member's own private key.
    pub(crate) own: PrivateKey,
}

/// A desk's private key in a member's hand.
#[derive(Debug, Clone)]
pub struct Held {
    /// The desk, its key checked.
    pub desk: DeskKey,
    /// Its private key.
    pub private: PrivateKey,
}

impl Signed {
    /// The present key of the desk of this kind; `None` when the member is not of it.
    pub fn desk(&self, kind: &str) -> Option<&Held> {
        self.desks.iter().find(|held| held.desk.kind == kind)
    }

    /// The desks of this member that cases are sealed to, each once.
    pub fn case_desks(&self) -> Vec<&DeskKey> {
        let mut desks: Vec<&DeskKey> =
            self.desks.iter().map(|held| &held.desk).filter(|desk| desk.takes_cases()).collect();
        desks.dedup_by_key(|desk| desk.id);
        desks
    }

    /// The private key of a desk; `None` when the member is not of that desk.
    pub fn key(&self, desk: DeskId, generation: i64) -> Option<&PrivateKey> {
        self.desks
            .iter()
            .find(|held| held.desk.id == desk && i64::from(held.desk.generation) == generation)
            .map(|held| &held.private)
    }
}

/// The tag under which a log-in name is found.
pub(crate) fn login_tag(key: &TagKey, login: &str) -> Tag {
    key.tag("login", &login.trim().to_lowercase())
}

/// How far a log-in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Signed in.
    Full,
    /// A code of the second factor is missing.
    Code,
    /// A second factor has to be made first.
    Enrol,
}

/// A passphrase that was right.
#[derive(Debug)]
pub struct Entered {
    /// The cookie's value. It opens nothing but the next step until the stage is [`Stage::Full`].
    pub cookie: Secret<String>,
    /// What comes next.
    pub stage: Stage,
}

/// Takes name and passphrase. The member is signed in at once only where no second factor is asked for.
///
/// # Errors
/// [`ServiceError::NoMatch`] when name or passphrase is wrong – the same, in the same time, for both –,
/// [`ServiceError::TooMany`] and [`ServiceError::Busy`] when it should be tried again in a moment.
pub async fn sign_in(
    ctx: &Ctx,
    login: &str,
    passphrase: Secret<String>,
    address: IpAddr,
) -> Result<Entered, ServiceError> {
    let now = ctx.clock.now();
    if !ctx.buckets.take(address, What::Try, now) || !ctx.buckets.take(address, What::Failure, now) {
        return Err(ServiceError::TooMany);
    }
    let member = find(ctx, login).await?;
    let opened = open_member(ctx, member, passphrase).await;
    if !matches!(opened, Ok(None)) {
        ctx.buckets.give_back(address, What::Failure, now);
    }
    let Some((member, private)) = opened? else { return Err(ServiceError::NoMatch) };
    match factor::stage(ctx, member).await? {
        Stage::Full => Ok(Entered { cookie: complete(ctx, member, &private, None).await?, stage: Stage::Full }),
        stage => {
            let cookie = SessionSecret::random(&mut entropy());
            let sealed = cookie.wrap_key().wrap_private(&pending_context(member), &private, &mut entropy());
            let mut tx = ctx.store.begin("login.first_step").await?;
            let word = if stage == Stage::Code { "code" } else { "enrol" };
            sessions::insert_pending(&mut tx, &cookie.id(), member.0, sealed.as_bytes(), word, now.ms()).await?;
            tx.commit().await?;
            Ok(Entered { cookie: cookie.to_cookie(), stage })
        }
    }
}

/// Begins a complete session, in the place of the one that waited for its second step; returns the new cookie.
pub(crate) async fn complete(
    ctx: &Ctx,
    member: MemberId,
    private: &PrivateKey,
    waited: Option<&[u8; 32]>,
) -> Result<Secret<String>, ServiceError> {
    let now = ctx.clock.now();
    let cookie = SessionSecret::random(&mut entropy());
    let sealed = cookie.wrap_key().wrap_private(&session_context(member), private, &mut entropy());
    let leaf = desk_leaf(ctx, Event::MemberSignedIn, member).await?;
    let mut tx = ctx.store.begin("login.sign_in").await?;
    if let Some(waited) = waited
        && !sessions::end_one(&mut tx, waited, member.0).await?
    {
        return Err(ServiceError::Expired);
    }
    sessions::insert(&mut tx, &cookie.id(), member.0, sealed.as_bytes(), now.ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    if let Some(signed) = signed(ctx, cookie.to_cookie().expose()).await? {
        upgrade::desks(ctx, &signed).await?;
    }
    Ok(cookie.to_cookie())
}

/// The member with this log-in name, under whichever of our tag keys it was stored.
async fn find(ctx: &Ctx, login: &str) -> Result<Option<Member>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    for key in ctx.keys.tag_keys().iter() {
        let tag = login_tag(key.key(), login);
        if let Some(member) = members::by_login(&mut tx, tag.as_bytes()).await? {
            return Ok(Some(member));
        }
    }
    Ok(None)
}

/// A leaf about the desk whose details alone say which member: the database does not show who came and went.
async fn desk_leaf(ctx: &Ctx, event: Event, member: MemberId) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    drop(tx);
    let details = Details { desk: &desk, value: json!({ "member": member.to_string() }) };
    Ok(audit::leaf(ctx, event, desk.id.0, ctx.clock.now(), Some(details), &[]))
}

/// Hashes the passphrase – also for a name that does not exist – and opens the member's key with it.
pub(crate) async fn open_member(
    ctx: &Ctx,
    member: Option<Member>,
    passphrase: Secret<String>,
) -> Result<Option<(MemberId, PrivateKey)>, ServiceError> {
    let permit = ctx.login_gate.enter().await.inspect_err(|_| {
        ctx.metrics.busy.inc();
    })?;
    let (keys, usual) = (std::sync::Arc::clone(&ctx.keys), ctx.settings.passphrase);
    let opened = ctx
        .blocking(move || {
            let _turn = permit;
            let salt = member.as_ref().and_then(|row| row.pass_salt.as_slice().try_into().ok()).unwrap_or([0; 16]);
            let cost = member
                .as_ref()
                .and_then(|row| Cost::parse(&row.pass_params))
                .unwrap_or_else(|| Cost::now(&keys, usual));
            let under = under_passphrase(&keys, passphrase.expose(), &salt, cost);
            let (row, under) = (member?, under?);
            let sealed = Sealed::from_bytes(row.private_sealed.clone());
            let private = under.unwrap_private(&member_key_context(MemberId(row.id)), &sealed).ok()?;
            Some((row, private))
        })
        .await?;
    let Some((row, private)) = opened else { return Ok(None) };
    let (id, public) = (MemberId(row.id), private.public());
    let signature = row.signature.as_slice().try_into().unwrap_or([0; 64]);
    let signed = ctx.keys.root().public().verify_member(id.bytes(), &public, &signature).is_ok();
    if !signed || row.public_key.as_slice() != public.as_bytes() {
        ctx.metrics.untrusted.inc();
        return Err(ServiceError::Untrusted("member key"));
    }
    Ok(Some((id, private)))
}

/// What a passphrase costs, and which key of the key file goes in with it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    params: PassParams,
    key_number: u16,
}

impl Cost {
    /// The cost of a new passphrase.
    pub(crate) fn now(keys: &KeyFile, params: PassParams) -> Self {
        Self { params, key_number: keys.tag_key().number() }
    }

    /// As stored beside the salt: KiB, passes, lanes, number of the key.
    pub(crate) fn stored(self) -> String {
        let [memory, passes, lanes] = self.params.to_u32s();
        format!("{memory} {passes} {lanes} {}", self.key_number)
    }

    fn parse(text: &str) -> Option<Self> {
        let numbers = text.split(' ').map(|number| number.parse().ok()).collect::<Option<Vec<u32>>>()?;
        let [memory, passes, lanes, key] = numbers.try_into().ok()?;
        Some(Self { params: PassParams::from_u32s([memory, passes, lanes]).ok()?, key_number: key.try_into().ok()? })
    }
}

/// The key under a passphrase. A key of the key file goes in: the database alone allows no guessing.
pub(crate) fn under_passphrase(keys: &KeyFile, passphrase: &str, salt: &[u8; 16], cost: Cost) -> Option<DataKey> {
    let slow = passphrase_key(passphrase, salt, cost.params);
    let text = zeroize::Zeroizing::new(hex::encode(slow.expose()));
    let tag = keys.tag_key_by_number(cost.key_number)?.tag("passphrase", &text);
    // A tag is the number of its key, two bytes, and 32 bytes of HMAC.
    let bytes = tag.as_bytes()[2..].try_into().ok()?;
    Some(DataKey::from_bytes(bytes))
}

/// The member behind a cookie, with the desk keys; `None` when it is over or was never one of ours.
///
/// # Errors
/// [`ServiceError::Untrusted`] when a stored key does not open or a desk's key is not signed.
pub async fn signed(ctx: &Ctx, cookie: &str) -> Result<Option<Signed>, ServiceError> {
    look(ctx, cookie, true).await
}

/// The same without counting as use: a page that asks for news by itself must not keep a session alive.
///
/// # Errors
/// As [`signed`].
pub async fn still_signed(ctx: &Ctx, cookie: &str) -> Result<Option<Signed>, ServiceError> {
    look(ctx, cookie, false).await
}

async fn look(ctx: &Ctx, cookie: &str, used: bool) -> Result<Option<Signed>, ServiceError> {
    let Ok(secret) = SessionSecret::parse(cookie) else { return Ok(None) };
    let now = ctx.clock.now();
    let id = secret.id();
    let mut tx = ctx.store.read().await?;
    let Some(session) = sessions::get(&mut tx, &id, now.ms() - IDLE, now.ms() - ABSOLUTE).await? else {
        return Ok(None);
    };
    let member = MemberId(session.member_id);
    let sealed = Sealed::from_bytes(session.private_sealed);
    let private = secret
        .wrap_key()
        .unwrap_private(&session_context(member), &sealed)
        .map_err(|_| ServiceError::Untrusted("session"))?;
    let Some(row) = members::get(&mut tx, member.0).await? else { return Ok(None) };
    let roles = roles::of(&ctx.keys, &row);
    let held = members::held_by(&mut tx, member.0).await?;
    let (trusted, former) = (desks::trusted(ctx, &mut tx).await?, desks::former(ctx, &mut tx).await?);
    drop(tx);
    if used && now.since(Timestamp(session.seen_at_ms)) > SEEN_STEP {
        let mut tx = ctx.store.begin("login.seen").await?;
        sessions::seen(&mut tx, &id, now.ms()).await?;
        tx.commit().await?;
    }
    let mut desks = Vec::new();
    for row in held {
        let Some(desk) = trusted.iter().find(|desk| desk.id.0 == row.desk_id) else { continue };
        let generation = u32::try_from(row.generation).unwrap_or(u32::MAX);
        let context = desk_key_context(desk.id, member, generation);
        let key = private
            .open_private(&context, &Wrap::from_bytes(row.wrap))
            .map_err(|_| ServiceError::Untrusted("desk key"))?;
        let before = former.iter().find(|(id, number, _)| *id == desk.id && *number == generation);
        let public = if generation == desk.generation { Some(desk.public) } else { before.map(|(.., public)| *public) };
        if public != Some(key.public()) {
            return Err(ServiceError::Untrusted("desk key"));
        }
        desks.push(Held { desk: DeskKey { generation, public: key.public(), ..desk.clone() }, private: key });
    }
    Ok(Some(Signed { member, roles, desks, session: id, own: private }))
}

/// Ends a session.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn sign_out(ctx: &Ctx, cookie: &str) -> Result<(), ServiceError> {
    let Ok(secret) = SessionSecret::parse(cookie) else { return Ok(()) };
    let mut tx = ctx.store.read().await?;
    let Some(session) = sessions::get(&mut tx, &secret.id(), 0, 0).await? else { return Ok(()) };
    drop(tx);
    let leaf = desk_leaf(ctx, Event::MemberSignedOut, MemberId(session.member_id)).await?;
    let mut tx = ctx.store.begin("login.sign_out").await?;
    sessions::end(&mut tx, &secret.id()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}
