//! Inviting somebody: a word handed over, a key that comes back under it, and the inviter's yes.
//!
//! Between the word and the yes the new key could be swapped by whoever can write the database. So it carries a mac under
//! the word, and four words made from both are read aloud: only then does the root key vouch for it.

use std::net::IpAddr;

use serde_json::json;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::clock::{DAY, entropy};
use vigie_model::id::MemberId;
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{Context, MacKey, PrivateKey, PublicKey, Purpose, ReceiptCode, Secret, WordList, Wrap, random_bytes};
use vigie_store::invitations::{self, Invitation, Joined};
use vigie_store::members::{self, Member};
use vigie_store::{Tx, factors};

use crate::buckets::What;
use crate::desks::vouched;
use crate::login::{Cost, Signed, login_tag, under_passphrase};
use crate::roster::{give_held, leaf};
use crate::sealing::member_key_context;
use crate::{Ctx, ServiceError, alarms, audit, factor, hex, names, roles};

/// How long an invitation is good, in milliseconds.
pub const LASTS: i64 = 7 * DAY;

/// What is shown once, to be handed over.
#[derive(Debug)]
pub struct Invited {
    /// Which invitation; it becomes the member's id.
    pub id: MemberId,
    /// The word: 64 letters and digits.
    pub word: Secret<String>,
}

/// Four words made from the new key and the invitation's word: whoever reads the same on both sides holds the same key.
#[derive(Debug)]
pub struct Fingerprint(ReceiptCode);

impl Fingerprint {
    fn of(word: &[u8; 32], public: &PublicKey) -> Self {
        Self(ReceiptCode::for_draft(public.as_bytes(), &MacKey::from_bytes(*word)))
    }

    /// The four words in a list.
    pub fn words(&self, list: WordList) -> Vec<&'static str> {
        self.0.words(list)[..4].to_vec()
    }

    /// The same as twelve digits, for two who read different languages.
    pub fn digits(&self) -> String {
        self.0.digits()[..15].to_owned()
    }
}

/// An invitation that waits, as members see it.
#[derive(Debug)]
pub struct Waiting {
    /// Which; it becomes the member's id.
    pub id: MemberId,
    /// The name; `None` for all but the inviter.
    pub name: Option<String>,
    /// The roles.
    pub roles: Roles,
    /// Who invited.
    pub by: MemberId,
    /// Until when it is good.
    pub expires: Timestamp,
    /// What the inviter compares, once it was answered; `None` for all but the inviter.
    pub answered: Option<Answered>,
}

/// An invitation that was answered.
#[derive(Debug)]
pub struct Answered {
    /// The four words to compare.
    pub fingerprint: Fingerprint,
    /// True when the key that came back carries the mac of the word. Else somebody swapped it: withdraw.
    pub mac_holds: bool,
}

/// Invites somebody.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator, [`ServiceError::Taken`] when the log-in name is.
pub async fn invite(
    ctx: &Ctx,
    signed: &Signed,
    name: &str,
    login: &str,
    roles: Roles,
) -> Result<Invited, ServiceError> {
    if !signed.roles.has(MemberRole::Administrator) || roles == Roles::default() {
        return Err(ServiceError::NotFound);
    }
    let now = ctx.clock.now();
    let id = MemberId::new(now, &mut entropy());
    let word: [u8; 32] = random_bytes(&mut entropy());
    let own = signed.own.public();
    let seal = |part: u8, plain: &[u8]| own.seal(&context(id, part), plain, &mut entropy()).into_bytes();
    let mut row = Invitation {
        id: id.0,
        word_mac: word_mac(ctx.keys.draft_mac(), &word).to_vec(),
        word_sealed: seal(1, &word),
        name_sealed: seal(2, name.as_bytes()),
        login_tag: login_tag(ctx.keys.tag_key(), login).as_bytes().to_vec(),
        roles: roles.to_string(),
        invited_by: signed.member.0,
        at_ms: now.ms(),
        expires_at_ms: now.plus(LASTS).ms(),
        state: "sent".to_owned(),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    let leaf = leaf(ctx, signed, Event::InvitationSent, id, json!({ "roles": roles.to_string() })).await?;
    let mut tx = ctx.store.begin("invite.invite").await?;
    members::lock(&mut tx).await?;
    free(ctx, &mut tx, login, now).await?;
    invitations::insert(&mut tx, &row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(Invited { id, word: Secret::new(hex::encode(&word)) })
}

/// # Errors
/// [`ServiceError::Taken`] when a member or an open invitation has the log-in name.
async fn free(ctx: &Ctx, tx: &mut Tx, login: &str, now: Timestamp) -> Result<(), ServiceError> {
    for key in ctx.keys.tag_keys().iter() {
        let tag = login_tag(key.key(), login);
        let held = members::by_login(tx, tag.as_bytes()).await?.is_some();
        if held || invitations::holds_login(tx, tag.as_bytes(), now.ms()).await? {
            return Err(ServiceError::Taken);
        }
    }
    Ok(())
}

/// Answers an invitation: makes a key under a new passphrase, and four words to read aloud to the inviter.
///
/// # Errors
/// [`ServiceError::NoMatch`] when the word is not one that waits, [`ServiceError::TooMany`] and [`ServiceError::Busy`].
pub async fn join(
    ctx: &Ctx,
    word: &str,
    passphrase: Secret<String>,
    address: IpAddr,
) -> Result<Fingerprint, ServiceError> {
    let now = ctx.clock.now();
    if !ctx.buckets.take(address, What::Try, now) || !ctx.buckets.take(address, What::Failure, now) {
        return Err(ServiceError::TooMany);
    }
    let (word, row) = by_word(ctx, word).await?.ok_or(ServiceError::NoMatch)?;
    ctx.buckets.give_back(address, What::Failure, now);
    let (id, permit) = (MemberId(row.id), ctx.login_gate.enter().await?);
    let (keys, params) = (std::sync::Arc::clone(&ctx.keys), ctx.settings.passphrase);
    let made = ctx.blocking(move || {
        let _turn = permit;
        let rng = &mut entropy();
        let (private, salt, cost) = (PrivateKey::random(rng), random_bytes::<16>(rng), Cost::now(&keys, params));
        let under = under_passphrase(&keys, passphrase.expose(), &salt, cost).ok_or(ServiceError::Inner)?;
        let public = private.public();
        let joined = Joined {
            pass_salt: salt.to_vec(),
            pass_params: cost.stored(),
            public_key: public.to_bytes().to_vec(),
            private_sealed: under.wrap_private(&member_key_context(id), &private, rng).into_bytes(),
            key_mac: key_mac(&word, id, public.as_bytes()).to_vec(),
        };
        Ok::<_, ServiceError>((joined, Fingerprint::of(&word, &public)))
    });
    let (joined, fingerprint) = made.await??;
    let leaf = audit::leaf(ctx, Event::InvitationAnswered, id.0, now, None, &[]);
    let mut tx = ctx.store.begin("invite.join").await?;
    invitations::join(&mut tx, id.0, &joined, now.ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(fingerprint)
}

async fn by_word(ctx: &Ctx, typed: &str) -> Result<Option<([u8; 32], Invitation)>, ServiceError> {
    let letters: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    let word = hex::decode(&letters).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let Some(word) = word else { return Ok(None) };
    let mut tx = ctx.store.read().await?;
    let found = invitations::by_word(&mut tx, &word_mac(ctx.keys.draft_mac(), &word), ctx.clock.now().ms()).await?;
    Ok(found.filter(|row| vouched(&ctx.keys, &row.mac, |key| mac(key, row))).map(|row| (word, row)))
}

/// Every invitation that waits. What the inviter compares is there for the inviter alone.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn waiting(ctx: &Ctx, signed: &Signed) -> Result<Vec<Waiting>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    for row in invitations::open(&mut tx, ctx.clock.now().ms()).await? {
        if !vouched(&ctx.keys, &row.mac, |key| mac(key, &row)) {
            ctx.metrics.untrusted.inc();
            continue;
        }
        let (mut name, mut answered) = (None, None);
        if row.invited_by == signed.member.0 {
            let (word, own_name) = opened(signed, &row)?;
            name = Some(own_name);
            if let Some(joined) = invitations::joined(&mut tx, row.id).await? {
                answered = Some(compare(&word, &row, &joined)?.0);
            }
        }
        all.push(Waiting {
            id: MemberId(row.id),
            name,
            roles: Roles::parse(&row.roles),
            by: MemberId(row.invited_by),
            expires: Timestamp(row.expires_at_ms),
            answered,
        });
    }
    Ok(all)
}

fn compare(word: &[u8; 32], row: &Invitation, joined: &Joined) -> Result<(Answered, PublicKey), ServiceError> {
    let bytes = joined.public_key.as_slice().try_into().ok();
    let public =
        bytes.and_then(|bytes| PublicKey::from_bytes(bytes).ok()).ok_or(ServiceError::Untrusted("member key"))?;
    let mac_holds = key_mac(word, MemberId(row.id), public.as_bytes()).as_slice() == joined.key_mac;
    Ok((Answered { fingerprint: Fingerprint::of(word, &public), mac_holds }, public))
}

/// The inviter says that the four words were the same: the root key vouches for the new key, and the new member gets the
/// keys of those desks that the inviter holds. Other desks hand theirs on themselves.
///
/// # Errors
/// [`ServiceError::NotFound`] for all but the inviter, [`ServiceError::Untrusted`] when the key's mac does not hold.
pub async fn confirm(ctx: &Ctx, signed: &Signed, id: MemberId) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let row = invitations::get(&mut tx, id.0, now.ms()).await?.filter(|row| row.invited_by == signed.member.0);
    let row = row.filter(|_| signed.roles.has(MemberRole::Administrator)).ok_or(ServiceError::NotFound)?;
    let joined = invitations::joined(&mut tx, id.0).await?.ok_or(ServiceError::NotFound)?;
    drop(tx);
    let (word, name) = opened(signed, &row)?;
    let (answered, public) = compare(&word, &row, &joined)?;
    if !answered.mac_holds || !vouched(&ctx.keys, &row.mac, |key| mac(key, &row)) {
        ctx.metrics.untrusted.inc();
        return Err(ServiceError::Untrusted("invitation"));
    }
    let roles = Roles::parse(&row.roles);
    let member = Member {
        id: id.0,
        login_tag: row.login_tag,
        state: "active".to_owned(),
        pass_salt: joined.pass_salt,
        pass_params: joined.pass_params,
        public_key: joined.public_key,
        signature: ctx.keys.root().sign_member(id.bytes(), &public).to_vec(),
        private_sealed: joined.private_sealed,
        created_at_ms: now.ms(),
        roles: roles.to_string(),
        roles_mac: roles::mac(&ctx.keys, id.0, roles).to_vec(),
    };
    let leaf = leaf(ctx, signed, Event::MemberCreated, id, json!({ "roles": roles.to_string() })).await?;
    let alarm = alarms::told(ctx, alarms::Kind::Joined, signed.member).await?;
    let mut tx = ctx.store.begin("invite.confirm").await?;
    members::lock(&mut tx).await?;
    invitations::end(&mut tx, id.0, "done").await?;
    members::insert(&mut tx, &member).await?;
    factors::put(&mut tx, &factor::none(ctx, id)).await?;
    names::store_own(ctx, &mut tx, id, &public, &name).await?;
    for kind in [crate::desks::INTAKE, crate::desks::URGENT, crate::desks::AUDIT, crate::desks::HOUSE] {
        give_held(ctx, &mut tx, signed, &member, (&name, kind)).await?;
    }
    alarms::raise(&mut tx, &alarm).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// Withdraws an invitation: the inviter, or any administrator.
///
/// # Errors
/// [`ServiceError::NotFound`] for others; a conflict when it has ended.
pub async fn withdraw(ctx: &Ctx, signed: &Signed, id: MemberId) -> Result<(), ServiceError> {
    if !signed.roles.has(MemberRole::Administrator) {
        return Err(ServiceError::NotFound);
    }
    let leaf = leaf(ctx, signed, Event::InvitationWithdrawn, id, json!({})).await?;
    let mut tx = ctx.store.begin("invite.withdraw").await?;
    invitations::end(&mut tx, id.0, "withdrawn").await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// The word and the name, which only the inviter opens.
fn opened(signed: &Signed, row: &Invitation) -> Result<([u8; 32], String), ServiceError> {
    let open = |part: u8, sealed: &[u8]| {
        let plain = signed.own.open(&context(MemberId(row.id), part), &Wrap::from_bytes(sealed.to_vec()));
        plain.map_err(|_| ServiceError::Untrusted("invitation"))
    };
    let word = open(1, &row.word_sealed)?.expose().as_slice().try_into();
    let word = word.map_err(|_| ServiceError::Untrusted("invitation"))?;
    Ok((word, String::from_utf8_lossy(open(2, &row.name_sealed)?.expose()).into_owned()))
}

fn context(id: MemberId, part: u8) -> Context {
    Context { purpose: Purpose::Invitation, owner: id.bytes(), part: [part; 16], generation: 1 }
}

fn word_mac(key: &MacKey, word: &[u8; 32]) -> [u8; 32] {
    key.mac("invitation word", &[word])
}

fn key_mac(word: &[u8; 32], id: MemberId, public: &[u8]) -> [u8; 32] {
    MacKey::from_bytes(*word).mac("invited key", &[&id.bytes(), public])
}

fn mac(key: &MacKey, row: &Invitation) -> [u8; 32] {
    let parts: [&[u8]; 9] = [
        row.id.as_bytes(),
        &row.word_mac,
        &row.word_sealed,
        &row.name_sealed,
        &row.login_tag,
        row.roles.as_bytes(),
        row.invited_by.as_bytes(),
        &row.at_ms.to_be_bytes(),
        &row.expires_at_ms.to_be_bytes(),
    ];
    key.mac("invitation", &parts)
}
