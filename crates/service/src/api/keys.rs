//! Keys of programs: made, given a new secret and revoked by an administrator, each written into the audit. One that
//! follows the list of what is known opens nothing until a second member confirms it.
//!
//! A key is what an organisation may do; a *secret* is what its program shows. A key has one secret, and two while a
//! program changes from the old one to the new. A secret is shown once and kept as a keyed mac.

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{DAY, HOUR, Timestamp, entropy};
use vigie_model::id::{MemberId, new_uuid};
use vigie_model::member::MemberRole;
use vigie_seal::{MacKey, random_bytes};
use vigie_store::Tx;
use vigie_store::api as rows;
use vigie_store::audit::Leaf;

use super::basis::{Basis, expired_regulation};
use super::client::Scope;
use super::confirm::ground;
use super::network::{self, Network};
use crate::audit::Details;
use crate::desks::vouched;
use crate::login::Signed;
use crate::second::{self, Kind};
use crate::{Ctx, ServiceError, audit, desks, hex, pictures, private};

/// Most characters of a name, reference or ground.
pub const LONGEST: usize = 200;
/// Most calls a day that a key may have.
pub const MOST_CALLS: i64 = 1_000_000;
/// Most years that a key lasts: who is responsible is asked again.
pub const YEARS: i64 = 2;
/// For how long the old secret may stay good beside the new one, in milliseconds.
pub const OVERLAPS: [i64; 4] = [0, DAY, 7 * DAY, 30 * DAY];
/// How long a secret that is over stays on the list of its key, in milliseconds.
const REMEMBERED: i64 = 30 * DAY;

/// What a key is for, as stored under the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKey {
    /// Whose it is.
    pub owner: String,
    /// What it may ask.
    pub scopes: Vec<Scope>,
    /// The agreement with the owner, as the house files it.
    pub agreement: String,
    /// Calls a day, UTC.
    pub quota: i64,
    /// The moment it ends.
    pub expires: Timestamp,
    /// On which ground it may look through private messages; `None`: not at all.
    pub basis: Option<Basis>,
    /// True when it takes signals of pictures that nobody here has seen and honours their withdrawal: whoever makes the
    /// key stands for that by name.
    #[serde(default)]
    pub unseen: bool,
    /// `None`: it is shown in a header. Else it is shown in the path of calls in the words of HMA, nowhere else, and only
    /// from these networks, of which there is at least one.
    #[serde(default)]
    pub in_path: Option<Vec<Network>>,
}

/// A key as it is stored under the seal.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Stored {
    #[serde(flatten)]
    pub(super) of: NewKey,
    /// True until a second member confirms it. Keys of before that was asked do not wait.
    #[serde(default)]
    pub(super) waits: bool,
}

/// Why a key is not made so. Each is a text identifier's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody owns it.
    #[error("no owner")]
    Owner,
    /// It rests on no agreement.
    #[error("no agreement")]
    Agreement,
    /// It may ask nothing.
    #[error("no scope")]
    Scopes,
    /// No number of calls, or too many.
    #[error("no quota")]
    Quota,
    /// Its day is none, over, or too far away.
    #[error("no day")]
    Day,
    /// In the path it may ask something that is for headers alone.
    #[error("not in a path")]
    Path,
    /// In the path it is bound to no network, or to more than [`network::MOST`].
    #[error("no networks, or too many")]
    Networks,
    /// Something is longer than it can be.
    #[error("too long")]
    Long,
    /// A part of the ground for private messages is missing.
    #[error("the ground is not whole")]
    Basis,
    /// The day of that ground is none, over, or after the key's own.
    #[error("no day of the ground")]
    BasisDay,
    /// The ground is a regulation that has expired.
    #[error("the regulation has expired")]
    Expired,
}

impl Refusal {
    /// The end of its text identifier `api-error-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Agreement => "agreement",
            Self::Scopes => "scopes",
            Self::Quota => "quota",
            Self::Day => "day",
            Self::Path => "path",
            Self::Networks => "networks",
            Self::Long => "long",
            Self::Basis => "basis",
            Self::BasisDay => "basis-day",
            Self::Expired => "expired",
        }
    }
}

/// A secret as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// The part that may be read.
    pub prefix: String,
    /// When it was made.
    pub at: Timestamp,
    /// Until when it is good; `None`: as long as its key.
    pub until: Option<Timestamp>,
}

/// A key as an administrator sees it.
#[derive(Debug, Clone)]
pub struct Key {
    /// Which.
    pub id: Uuid,
    /// Whose, for what, until when.
    pub of: NewKey,
    /// Which member made it.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// When it was revoked; `None` while it stands.
    pub revoked: Option<Timestamp>,
    /// Its secrets, newest first.
    pub secrets: Vec<Secret>,
    /// Calls set aside today.
    pub used: i64,
    /// True while it opens nothing because no second member has confirmed it.
    pub waits: bool,
    /// When a made-up fingerprint of its list first came from somebody else; `None`: never.
    pub leaked: Option<Timestamp>,
}

/// What is shown once.
#[derive(Debug)]
pub struct Made {
    /// Which key.
    pub id: Uuid,
    /// What its program shows with each call.
    pub secret: vigie_seal::Secret<String>,
    /// True when it is shown in the path.
    pub in_path: bool,
    /// As [`Key::waits`].
    pub waits: bool,
}

/// Makes a key. `Ok(Err(…))` when it cannot be made so. With [`Scope::List`] that a second member confirms it is proposed
/// in the same transaction.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator.
pub async fn make(ctx: &Ctx, signed: &Signed, new: NewKey) -> Result<Result<Made, Refusal>, ServiceError> {
    administers(signed)?;
    let now = ctx.clock.now();
    if let Err(refusal) = sound(&new, now) {
        return Ok(Err(refusal));
    }
    let id = new_uuid(now, &mut entropy());
    let waits = new.scopes.contains(&Scope::List);
    let proposed =
        if waits { Some(second::prepare(ctx, signed, Kind::ListKey, id, &ground(&new)).await?) } else { None };
    let stored = Stored { of: new, waits };
    let mut row = rows::Key {
        id,
        made_by: signed.member.0,
        at_ms: now.ms(),
        expires_at_ms: stored.of.expires.ms(),
        revoked_at_ms: None,
        version: 1,
        sealed: private::seal(ctx, &place(id), &stored)?,
        mac: Vec::new(),
    };
    row.mac = key_mac(ctx.keys.audit_mac(), &row).to_vec();
    let (secret, shown) = secret(ctx, id, now);
    let leaf = leaf(ctx, signed, Event::ApiKeyMade, id, now).await?;
    let mut tx = ctx.store.begin("api.make").await?;
    rows::insert_key(&mut tx, &row).await?;
    rows::insert_secret(&mut tx, &secret).await?;
    audit::append(&mut tx, &leaf).await?;
    if let Some(proposed) = &proposed {
        second::put(&mut tx, proposed).await?;
    }
    tx.commit().await?;
    Ok(Ok(Made { id, secret: shown, in_path: stored.of.in_path.is_some(), waits }))
}

/// Gives a key a new secret; the old ones stay good for `overlap` milliseconds more, one of [`OVERLAPS`].
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator, without such a key or overlap;
/// [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn rotate(ctx: &Ctx, signed: &Signed, id: Uuid, overlap: i64) -> Result<Made, ServiceError> {
    administers(signed)?;
    let now = ctx.clock.now();
    if !OVERLAPS.contains(&overlap) {
        return Err(ServiceError::NotFound);
    }
    let leaf = leaf(ctx, signed, Event::ApiKeyRotated, id, now).await?;
    let mut tx = ctx.store.begin("api.rotate").await?;
    let (row, Stored { of, waits }) = standing(ctx, &mut tx, id).await?;
    if row.expires_at_ms <= now.ms() {
        return Err(ServiceError::NotFound);
    }
    save(ctx, &mut tx, row, None).await?;
    let until = now.plus(overlap).ms();
    for mut old in rows::secrets(&mut tx, id).await? {
        if old.until_ms.is_none_or(|standing| standing > until) {
            old.until_ms = Some(until);
            old.mac = secret_row_mac(ctx.keys.audit_mac(), &old).to_vec();
            rows::save_secret(&mut tx, &old).await?;
        }
    }
    let (secret, shown) = secret(ctx, id, now);
    rows::insert_secret(&mut tx, &secret).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.recent.forget();
    Ok(Made { id, secret: shown, in_path: of.in_path.is_some(), waits })
}

/// Ends a key: no secret of it opens anything any more, here at once and on other processes within a second.
///
/// # Errors
/// As [`rotate`].
pub async fn revoke(ctx: &Ctx, signed: &Signed, id: Uuid) -> Result<(), ServiceError> {
    administers(signed)?;
    let now = ctx.clock.now();
    let leaf = leaf(ctx, signed, Event::ApiKeyRevoked, id, now).await?;
    let mut tx = ctx.store.begin("api.revoke").await?;
    let (row, _) = standing(ctx, &mut tx, id).await?;
    save(ctx, &mut tx, row, Some(now.ms())).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.recent.forget();
    Ok(())
}

/// Every key, newest first.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator.
pub async fn list(ctx: &Ctx, signed: &Signed) -> Result<Vec<Key>, ServiceError> {
    administers(signed)?;
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    for row in rows::keys(&mut tx).await? {
        let Some(Stored { of, waits }) = opened(ctx, &row) else { continue };
        let secrets = rows::secrets(&mut tx, row.id).await?.into_iter();
        let secrets = secrets.map(|one| Secret {
            prefix: one.prefix,
            at: Timestamp(one.at_ms),
            until: one.until_ms.map(Timestamp),
        });
        let recent = |one: &Secret| one.until.is_none_or(|until| now.since(until) < REMEMBERED);
        all.push(Key {
            id: row.id,
            of,
            by: MemberId(row.made_by),
            at: Timestamp(row.at_ms),
            revoked: row.revoked_at_ms.map(Timestamp),
            secrets: secrets.filter(recent).collect(),
            used: rows::used(&mut tx, row.id, now.day()).await?,
            waits,
            leaked: pictures::leaked(ctx, &mut tx, row.id).await?,
        });
    }
    Ok(all)
}

/// Forgets calls that are remembered no longer, and counts of days that nobody asks about.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn sweep(ctx: &Ctx) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("api.sweep").await?;
    rows::sweep(&mut tx, now.ms(), now.day() - 1).await?;
    tx.commit().await?;
    Ok(())
}

/// What a stored key is for; `None`, with an alarm, when it was not written with this key file.
pub(super) fn opened(ctx: &Ctx, row: &rows::Key) -> Option<Stored> {
    let known = vouched(&ctx.keys, &row.mac, |key| key_mac(key, row));
    let of = known.then(|| private::open::<Option<Stored>>(ctx, &place(row.id), &row.sealed).ok().flatten()).flatten();
    if of.is_none() {
        ctx.metrics.untrusted.inc();
        tracing::error!(api_key.id = %row.id, "Key {} of a program was not written with this key file. It opens nothing.", row.id);
    }
    of
}

/// True when a stored secret was written with this key file.
pub(super) fn secret_vouched(ctx: &Ctx, row: &rows::Secret) -> bool {
    vouched(&ctx.keys, &row.mac, |key| secret_row_mac(key, row))
}

/// The mac of the part of a secret that may not be read.
pub(super) fn secret_mac(key: &MacKey, prefix: &str, hidden: &[u8]) -> [u8; 32] {
    key.mac("api secret", &[prefix.as_bytes(), hidden])
}

fn administers(signed: &Signed) -> Result<(), ServiceError> {
    if signed.roles.has(MemberRole::Administrator) { Ok(()) } else { Err(ServiceError::NotFound) }
}

fn sound(new: &NewKey, now: Timestamp) -> Result<(), Refusal> {
    let short = |text: &str| text.chars().count() <= LONGEST && !text.contains(|c: char| c.is_control());
    let mut texts = vec![&new.owner, &new.agreement];
    texts.extend(new.basis.iter().flat_map(|basis| [&basis.jurisdiction, &basis.ground, &basis.signer]));
    if new.owner.trim().is_empty() {
        return Err(Refusal::Owner);
    }
    if new.agreement.trim().is_empty() {
        return Err(Refusal::Agreement);
    }
    if new.scopes.is_empty() {
        return Err(Refusal::Scopes);
    }
    if let Some(networks) = &new.in_path {
        if !(1..=network::MOST).contains(&networks.len()) {
            return Err(Refusal::Networks);
        }
        if new.basis.is_some() || !new.scopes.iter().all(|scope| scope.goes_in_a_path()) {
            return Err(Refusal::Path);
        }
    }
    if !(1..=MOST_CALLS).contains(&new.quota) {
        return Err(Refusal::Quota);
    }
    if !texts.into_iter().all(|text| short(text)) {
        return Err(Refusal::Long);
    }
    // A day more: leap years, and a day that is written is meant whole.
    if new.expires <= now || new.expires > now.plus(YEARS * 366 * DAY + 24 * HOUR) {
        return Err(Refusal::Day);
    }
    let Some(basis) = &new.basis else { return Ok(()) };
    if [&basis.jurisdiction, &basis.ground, &basis.signer].iter().any(|part| part.trim().is_empty()) {
        return Err(Refusal::Basis);
    }
    if expired_regulation(&basis.ground) {
        return Err(Refusal::Expired);
    }
    if basis.until <= now || basis.until > new.expires { Err(Refusal::BasisDay) } else { Ok(()) }
}

/// A new secret: `vigie_`, twelve digits that may be read, `_`, sixty-four that may not.
fn secret(ctx: &Ctx, key: Uuid, now: Timestamp) -> (rows::Secret, vigie_seal::Secret<String>) {
    let prefix = hex::encode(&random_bytes::<6>(&mut entropy()));
    let hidden = zeroize::Zeroizing::new(random_bytes::<32>(&mut entropy()));
    let mac = ctx.keys.audit_mac();
    let mut row = rows::Secret {
        prefix: prefix.clone(),
        key_id: key,
        secret_mac: secret_mac(mac, &prefix, &*hidden).to_vec(),
        at_ms: now.ms(),
        until_ms: None,
        mac: Vec::new(),
    };
    row.mac = secret_row_mac(mac, &row).to_vec();
    (row, vigie_seal::Secret::new(format!("vigie_{prefix}_{}", hex::encode(&*hidden))))
}

/// A key that stands: nobody revoked it.
pub(super) async fn standing(ctx: &Ctx, tx: &mut Tx, id: Uuid) -> Result<(rows::Key, Stored), ServiceError> {
    let row = rows::key(tx, id).await?.filter(|row| row.revoked_at_ms.is_none()).ok_or(ServiceError::NotFound)?;
    let of = opened(ctx, &row).ok_or(ServiceError::Untrusted("api key"))?;
    Ok((row, of))
}

/// Saves a key over the version that was read: two administrators at once do not both succeed.
pub(super) async fn save(
    ctx: &Ctx,
    tx: &mut Tx,
    row: rows::Key,
    revoked_at_ms: Option<i64>,
) -> Result<(), ServiceError> {
    let was = row.version;
    let mut row = rows::Key { version: was + 1, revoked_at_ms, ..row };
    row.mac = key_mac(ctx.keys.audit_mac(), &row).to_vec();
    Ok(rows::save_key(tx, &row, was).await?)
}

async fn leaf(ctx: &Ctx, signed: &Signed, event: Event, key: Uuid, now: Timestamp) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "member": signed.member.to_string() });
    Ok(audit::leaf(ctx, event, key, now, Some(Details { desk: &desk, value }), &[]))
}

pub(super) fn place(id: Uuid) -> String {
    format!("api key {id}")
}

fn key_mac(key: &MacKey, row: &rows::Key) -> [u8; 32] {
    let revoked = row.revoked_at_ms.unwrap_or(-1).to_be_bytes();
    let parts: [&[u8]; 7] = [
        row.id.as_bytes(),
        row.made_by.as_bytes(),
        &row.at_ms.to_be_bytes(),
        &row.expires_at_ms.to_be_bytes(),
        &revoked,
        &row.version.to_be_bytes(),
        row.sealed.as_bytes(),
    ];
    key.mac("api key", &parts)
}

fn secret_row_mac(key: &MacKey, row: &rows::Secret) -> [u8; 32] {
    let until = row.until_ms.unwrap_or(-1).to_be_bytes();
    let parts: [&[u8]; 5] =
        [row.prefix.as_bytes(), row.key_id.as_bytes(), &row.secret_mac, &row.at_ms.to_be_bytes(), &until];
    key.mac("api secret row", &parts)
}

/// Whose a stored key is, if it is given what nobody here has seen by following the list; else `None`.
pub(crate) fn owner_of_unseen(ctx: &Ctx, row: &rows::Key) -> Option<String> {
    let follows = |key: &Stored| !key.waits && key.of.unseen && key.of.scopes.contains(&Scope::List);
    opened(ctx, row).filter(follows).map(|key| key.of.owner)
}

/// Whose a key is; empty when there is none.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn whose(ctx: &Ctx, key: Uuid) -> Result<String, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(rows::key(&mut tx, key).await?.and_then(|row| owner(ctx, &row)).unwrap_or_default())
}

/// Whose a stored key is; `None` when it was not written with this key file.
pub(crate) fn owner(ctx: &Ctx, row: &rows::Key) -> Option<String> {
    opened(ctx, row).map(|key| key.of.owner)
}
