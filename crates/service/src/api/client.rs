//! Who asks: from what a program shows to the key behind it.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_store::api as rows;

use super::basis::{Basis, Origin, PrivateScan};
use super::keys::{Stored, opened, secret_mac, secret_vouched};
use super::network::Network;
use crate::{Ctx, ServiceError, hex};

/// What a key may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Is this text coercion?
    Text,
    /// Is this picture known? Answered exact, near or none.
    Match,
    /// By how many bits a picture differs from what is known.
    Distance,
    /// What is known, as a list that is followed.
    List,
    /// The bytes of pictures may be sent: for services of whoever runs the node.
    Bytes,
    /// Signals may be put into the banks that name the key.
    Write,
    /// Banks may be made in the words of HMA, and those that the key made changed and ended.
    Banks,
}

impl Scope {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Match, Self::Distance, Self::List, Self::Bytes, Self::Write, Self::Banks];

    /// The word stored, shown and sent.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Match => "match",
            Self::Distance => "distance",
            Self::List => "list",
            Self::Bytes => "bytes",
            Self::Write => "write",
            Self::Banks => "banks",
        }
    }

    /// True for what a key in the path may ask: what clients of HMA cannot do without. Nothing that helps whoever finds the
    /// key in the log of a proxy to get round a list, or to have it.
    pub fn goes_in_a_path(self) -> bool {
        matches!(self, Self::Match | Self::Bytes | Self::Banks)
    }

    /// The scope behind a word; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// A program that is known.
#[derive(Debug, Clone)]
pub struct Client {
    /// Its key.
    pub key: Uuid,
    /// What it may ask.
    pub scopes: Vec<Scope>,
    /// Calls a day, UTC.
    pub quota: i64,
    /// True when it is given what visitors made of pictures that nobody here has seen, on lists and in the words of other
    /// tools: its owner honours withdrawals.
    pub unseen: bool,
    basis: Option<Basis>,
    /// From when on neither the key nor what was shown of it is good any more.
    pub(super) ends: Timestamp,
}

impl Client {
    /// True when the key may ask this.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.contains(&scope)
    }

    /// # Errors
    /// [`PrivateScan`] when texts of this origin may not be read for this key.
    pub fn may_read(&self, origin: Origin, now: Timestamp) -> Result<(), PrivateScan> {
        match origin {
            Origin::UserReport | Origin::PublicContent => Ok(()),
            Origin::PrivateScan => Basis::holds(self.basis.as_ref(), now),
        }
    }
}

/// The key behind what a program shows in a header.
///
/// # Errors
/// [`ServiceError::NoMatch`] when there is none, [`ServiceError::Expired`] when it, or this secret of it, has ended,
/// [`ServiceError::Waits`] until a second member has confirmed it.
pub async fn authenticate(ctx: &Ctx, shown: &str) -> Result<Client, ServiceError> {
    let (client, bound) = found(ctx, shown).await?;
    // A key of the path has been in addresses: it opens nothing else.
    if bound.is_none() { Ok(client) } else { Err(ServiceError::NoMatch) }
}

/// The key behind what a program at this address shows in the path of its call: one that was made for that, and is bound
/// to networks of which one holds the address. For an address outside of them there is no such key.
///
/// # Errors
/// As [`authenticate`].
pub async fn authenticate_path(ctx: &Ctx, shown: &str, from: IpAddr) -> Result<Client, ServiceError> {
    let (client, bound) = found(ctx, shown).await?;
    let bound = bound.ok_or(ServiceError::NoMatch)?;
    if !bound.iter().any(|network| network.holds(from)) {
        let prefix = split(shown).map_or("", |parts| parts.0);
        tracing::warn!(api_key.id = %client.key, "The key vigie_{prefix}_… was shown in a path from an address outside of its networks. If that was no program of its owner, revoke it.");
        return Err(ServiceError::NoMatch);
    }
    if client.scopes.iter().all(|scope| scope.goes_in_a_path()) { Ok(client) } else { Err(ServiceError::NoMatch) }
}

/// The key behind a secret, and for one of the path the networks that it is bound to.
async fn found(ctx: &Ctx, shown: &str) -> Result<(Client, Option<Vec<Network>>), ServiceError> {
    let (prefix, hidden) = split(shown).ok_or(ServiceError::NoMatch)?;
    let mut tx = ctx.store.read().await?;
    let secret = rows::secret(&mut tx, prefix).await?.ok_or(ServiceError::NoMatch)?;
    if !secret_vouched(ctx, &secret) {
        ctx.metrics.untrusted.inc();
        return Err(ServiceError::NoMatch);
    }
    let right = |key: &vigie_seal::MacKey| bool::from(secret_mac(key, prefix, &hidden).ct_eq(&secret.secret_mac));
    if !ctx.keys.audit_macs().iter().any(|key| right(key.key())) {
        return Err(ServiceError::NoMatch);
    }
    let row = rows::key(&mut tx, secret.key_id).await?.ok_or(ServiceError::NoMatch)?;
    let Stored { of, waits } = opened(ctx, &row).ok_or(ServiceError::NoMatch)?;
    let now = ctx.clock.now().ms();
    let over = secret.until_ms.is_some_and(|until| until <= now) || of.expires.ms() <= now;
    if over || row.revoked_at_ms.is_some() {
        return Err(ServiceError::Expired);
    }
    if waits {
        return Err(ServiceError::Waits);
    }
    let ends = secret.until_ms.map_or(of.expires, |until| of.expires.min(Timestamp(until)));
    let client = Client { key: row.id, scopes: of.scopes, quota: of.quota, unseen: of.unseen, basis: of.basis, ends };
    Ok((client, of.in_path))
}

/// The program behind a key that stands, without its secret, and whose it is; `None` once it was revoked or is over, and
/// while it waits for a second member.
pub(crate) fn client_of(ctx: &Ctx, row: &rows::Key) -> Option<(Client, String)> {
    let Stored { of, waits } = opened(ctx, row)?;
    let stands = !waits && row.revoked_at_ms.is_none() && of.expires > ctx.clock.now();
    let client = Client {
        key: row.id,
        scopes: of.scopes,
        quota: of.quota,
        unseen: of.unseen,
        basis: of.basis,
        ends: of.expires,
    };
    stands.then_some((client, of.owner))
}

/// The two parts of a secret; `None` for anything that is not one.
fn split(shown: &str) -> Option<(&str, zeroize::Zeroizing<Vec<u8>>)> {
    let (prefix, hidden) = shown.strip_prefix("vigie_")?.split_once('_')?;
    let plain = |c: char| matches!(c, '0'..='9' | 'a'..='f');
    let fits = prefix.len() == 12 && prefix.chars().all(plain) && hidden.len() == 64 && hidden.chars().all(plain);
    fits.then(|| Some((prefix, zeroize::Zeroizing::new(hex::decode(hidden)?)))).flatten()
}
