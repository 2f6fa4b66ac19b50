//! Set-up: the one-time link, the first desk and its first member, the recovery key on paper.

use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::id::{DeskId, MemberId, new_uuid};
use vigie_model::member::Roles;
use vigie_seal::{MacKey, PrivateKey, PublicKey, RecoveryKey, Secret, random_bytes};
use vigie_store::members::{Desk, DeskWrap, Member, RecoveryPublic};
use vigie_store::{Tx, factors, members, node};

use crate::audit::Details;
use crate::desks::DeskKey;
use crate::login::{Cost, login_tag, under_passphrase};
use crate::sealing::{desk_key_context, member_key_context, recovery_context};
use crate::{Ctx, ServiceError, audit, desks, factor, hex, names, roles};

/// Fewest characters of a passphrase. NIST SP 800-63B-4 asks for 15 when it is the only factor.
pub const PASSPHRASE_MIN: usize = 15;
/// Most characters of a passphrase: what is longer only makes the hash slow.
pub const PASSPHRASE_MAX: usize = 1000;
/// How many characters of the recovery paper are typed back.
const TAIL: usize = 6;

/// A person to become a member.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// Name that colleagues read.
    pub name: String,
    /// Log-in name: small letters, digits, dot, hyphen.
    pub login: String,
    /// Passphrase.
    pub passphrase: Secret<String>,
    /// What the member may do.
    pub roles: Roles,
}

/// What set-up gives back, once.
#[derive(Debug)]
pub struct SetUp {
    /// The recovery key for paper: shown once, stored nowhere.
    pub paper: Secret<String>,
    /// Which recovery key it is, to confirm.
    pub recovery: Uuid,
}

/// Makes a one-time set-up link when the node has no member yet; returns its token, or `None`.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn link(ctx: &Ctx) -> Result<Option<Secret<String>>, ServiceError> {
    let mut tx = ctx.store.begin("setup.link").await?;
    if members::count(&mut tx).await? > 0 {
        return Ok(None);
    }
    let token = hex::encode(&random_bytes::<24>(&mut entropy()));
    // The newest link alone is good: one that was printed and forgotten opens nothing.
    node::drop_set_up_links(&mut tx).await?;
    node::add_set_up_link(&mut tx, &token_mac(ctx, &token), ctx.clock.now().ms()).await?;
    tx.commit().await?;
    Ok(Some(Secret::new(token)))
}

/// True when the link can still be used.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn waits(ctx: &Ctx, token: &str) -> Result<bool, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(members::count(&mut tx).await? == 0 && node::set_up_link_waits(&mut tx, &token_mac(ctx, token)).await?)
}

/// Uses the link up: makes the intake desk, its first member and the recovery key.
///
/// # Errors
/// [`ServiceError::NoMatch`] when the link is used or unknown, [`ServiceError::Busy`] when the gate is full.
pub async fn first(ctx: &Ctx, token: &str, member: NewMember) -> Result<SetUp, ServiceError> {
    let now = ctx.clock.now();
    let prepared = prepare_member(ctx, member).await?;
    let mut tx = ctx.store.begin("setup.first").await?;
    if members::count(&mut tx).await? > 0 || !node::use_set_up_link(&mut tx, &token_mac(ctx, token), now.ms()).await? {
        return Err(ServiceError::NoMatch);
    }
    let desks = make_desks(ctx, &mut tx, now).await?;
    store_member(ctx, &mut tx, &prepared, &entitled(prepared.roles, &desks), now).await?;
    let set_up = make_recovery(ctx, &mut tx, &desks, now).await?;
    tx.commit().await?;
    Ok(set_up)
}

/// The recovery key whose paper has still to be confirmed; `None` once one was.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn recovery_waits(ctx: &Ctx) -> Result<Option<Uuid>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(members::recovery_waits(&mut tx).await?)
}

/// Confirms that the recovery key is on paper, by its last six characters.
///
/// # Errors
/// [`ServiceError::NoMatch`] when they are others.
pub async fn confirm_recovery(ctx: &Ctx, recovery: Uuid, typed: &str) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("setup.confirm").await?;
    if !members::confirm_recovery(&mut tx, recovery, &tail_mac(ctx, typed), now.ms()).await? {
        return Err(ServiceError::NoMatch);
    }
    audit::append(&mut tx, &audit::leaf(ctx, Event::RecoveryConfirmed, recovery, now, None, &[])).await?;
    tx.commit().await?;
    Ok(())
}

/// A member whose keys are made, before it is stored.
pub struct PreparedMember {
    row: Member,
    name: String,
    public: PublicKey,
    roles: Roles,
}

/// Makes a member's keys: the slow hash happens here, before any transaction.
///
/// # Errors
/// [`ServiceError::Busy`] when the gate is full.
pub async fn prepare_member(ctx: &Ctx, member: NewMember) -> Result<PreparedMember, ServiceError> {
    let permit = ctx.login_gate.enter().await?;
    let ctx2 = ctx.clone();
    ctx.blocking(move || {
        let _turn = permit;
        let rng = &mut entropy();
        let now = ctx2.clock.now();
        let id = MemberId::new(now, rng);
        let (private, salt) = (PrivateKey::random(rng), random_bytes::<16>(rng));
        let cost = Cost::now(&ctx2.keys, ctx2.settings.passphrase);
        let public = private.public();
        let under = under_passphrase(&ctx2.keys, member.passphrase.expose(), &salt, cost).ok_or(ServiceError::Inner)?;
        let row = Member {
            id: id.0,
            login_tag: login_tag(ctx2.keys.tag_key(), &member.login).as_bytes().to_vec(),
            state: "active".to_owned(),
            pass_salt: salt.to_vec(),
            pass_params: cost.stored(),
            public_key: public.to_bytes().to_vec(),
            signature: ctx2.keys.root().sign_member(id.bytes(), &public).to_vec(),
            private_sealed: under.wrap_private(&member_key_context(id), &private, rng).into_bytes(),
            created_at_ms: now.ms(),
            roles: member.roles.to_string(),
            roles_mac: roles::mac(&ctx2.keys, id.0, member.roles).to_vec(),
        };
        Ok(PreparedMember { row, name: member.name, public, roles: member.roles })
    })
    .await?
}

/// Makes the desks that every node has: for reports, for the audit, for what is every member's.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn make_desks(ctx: &Ctx, tx: &mut Tx, now: Timestamp) -> Result<Vec<(DeskKey, PrivateKey)>, ServiceError> {
    let mut made = Vec::new();
    for kind in [desks::INTAKE, desks::AUDIT, desks::HOUSE] {
        made.push(make_desk(ctx, tx, kind, now).await?);
    }
    Ok(made)
}

/// Of these desks the ones whose keys members with such roles hold.
pub fn entitled(roles: Roles, desks: &[(DeskKey, PrivateKey)]) -> Vec<(DeskKey, PrivateKey)> {
    desks.iter().filter(|(desk, _)| roles.holds(&desk.kind)).cloned().collect()
}

/// Makes a desk with a key signed by the root key.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn make_desk(
    ctx: &Ctx,
    tx: &mut Tx,
    kind: &str,
    now: Timestamp,
) -> Result<(DeskKey, PrivateKey), ServiceError> {
    let (id, private) = (DeskId::new(now, &mut entropy()), PrivateKey::random(&mut entropy()));
    let desk = DeskKey { id, kind: kind.to_owned(), generation: 1, public: private.public() };
    let row = Desk {
        id: id.0,
        kind: kind.to_owned(),
        kind_mac: desks::kind_mac(ctx.keys.audit_mac(), id, kind).to_vec(),
        generation: 1,
        public_key: desk.public.to_bytes().to_vec(),
        signature: ctx.keys.root().sign_desk(id.bytes(), 1, &desk.public).to_vec(),
    };
    members::insert_desk(tx, &row, now.ms()).await?;
    audit::append(tx, &audit::leaf(ctx, Event::DeskCreated, id.0, now, None, &[])).await?;
    Ok((desk, private))
}

/// Stores a member and gives it the keys of its desks.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn store_member(
    ctx: &Ctx,
    tx: &mut Tx,
    member: &PreparedMember,
    desks: &[(DeskKey, PrivateKey)],
    now: Timestamp,
) -> Result<MemberId, ServiceError> {
    let id = MemberId(member.row.id);
    members::insert(tx, &member.row).await?;
    factors::put(tx, &factor::none(ctx, id)).await?;
    names::store_own(ctx, tx, id, &member.public, &member.name).await?;
    for (desk, private) in desks {
        hand_over(ctx, tx, (id, &member.public, &member.name), desk, private).await?;
    }
    let details = desks.first().map(|(desk, _)| Details { desk, value: json!({ "member": id.to_string() }) });
    audit::append(tx, &audit::leaf(ctx, Event::MemberCreated, id.0, now, details, &[])).await?;
    Ok(id)
}

/// Gives a member a desk's private key, and the desk the member's name.
pub(crate) async fn hand_over(
    ctx: &Ctx,
    tx: &mut Tx,
    (id, public, name): (MemberId, &PublicKey, &str),
    desk: &DeskKey,
    private: &PrivateKey,
) -> Result<(), ServiceError> {
    let context = desk_key_context(desk.id, id, desk.generation);
    let wrap = public.seal_private(&context, private, &mut entropy());
    let held = DeskWrap { desk_id: desk.id.0, generation: i64::from(desk.generation), wrap: wrap.into_bytes() };
    Ok(members::join(tx, &held, &names::seal(ctx, desk, id, name)).await?)
}

/// The mac that vouches for a recovery key's public half.
pub(crate) fn recovery_mac(key: &MacKey, id: Uuid, public: &[u8]) -> [u8; 32] {
    key.mac("recovery key", &[id.as_bytes(), public])
}

/// Wraps a desk's private key to a recovery key.
pub(crate) async fn wrap_to_recovery(
    tx: &mut Tx,
    (id, public): (Uuid, &PublicKey),
    desk: &DeskKey,
    private: &PrivateKey,
) -> Result<(), ServiceError> {
    let wrap = public.seal_private(&recovery_context(desk.id, id, desk.generation), private, &mut entropy());
    let held = DeskWrap { desk_id: desk.id.0, generation: i64::from(desk.generation), wrap: wrap.into_bytes() };
    Ok(members::insert_recovery_wrap(tx, id, &held).await?)
}

pub(crate) async fn make_recovery(
    ctx: &Ctx,
    tx: &mut Tx,
    desks: &[(DeskKey, PrivateKey)],
    now: Timestamp,
) -> Result<SetUp, ServiceError> {
    let key = RecoveryKey::random(&mut entropy());
    let (id, paper, public) = (new_uuid(now, &mut entropy()), key.to_paper(), key.public());
    let mac = recovery_mac(ctx.keys.audit_mac(), id, public.as_bytes()).to_vec();
    let row = RecoveryPublic { id, public_key: public.to_bytes().to_vec(), mac };
    members::insert_recovery(tx, &row, &tail_mac(ctx, paper.expose()), now.ms()).await?;
    for (desk, private) in desks {
        wrap_to_recovery(tx, (id, &public), desk, private).await?;
    }
    Ok(SetUp { paper, recovery: id })
}

fn token_mac(ctx: &Ctx, token: &str) -> [u8; 32] {
    ctx.keys.draft_mac().mac("set-up link", &[token.as_bytes()])
}

/// The last characters of what was typed, whatever their case or spacing.
fn tail_mac(ctx: &Ctx, typed: &str) -> [u8; 32] {
    let letters: Vec<char> =
        typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    let tail: String = letters[letters.len().saturating_sub(TAIL)..].iter().collect();
    ctx.keys.draft_mac().mac("recovery tail", &[tail.as_bytes()])
}
