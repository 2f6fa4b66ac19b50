//! The recovery paper: used when no member can sign in any more, and made anew by two members. Every use alarms all.

use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_model::id::MemberId;
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{PrivateKey, ReceiptCode, RecoveryKey, Secret, WordList, Wrap};
use vigie_store::{Tx, members};

use crate::desks::{self, DeskKey};
use crate::login::Signed;
use crate::sealing::recovery_context;
use crate::second::{self, Confirmed};
use crate::setup::{self, NewMember, SetUp};
use crate::{Ctx, ServiceError, alarms, audit, hex, upgrade};

/// The member that the paper made, shown once.
#[derive(Debug)]
pub struct Recovered {
    /// Log-in name.
    pub login: String,
    /// Passphrase: six words.
    pub passphrase: Secret<String>,
    /// How many desks the paper opened.
    pub desks: usize,
}

/// Uses the paper: makes a member who holds every desk's key, and alarms everybody. It takes the key file too, which is
/// on the machine where this runs.
///
/// # Errors
/// [`ServiceError::NoMatch`] when this is not a paper of this node.
pub async fn recover(ctx: &Ctx, paper: &str) -> Result<Recovered, ServiceError> {
    let key = RecoveryKey::parse_paper(paper).map_err(|_| ServiceError::NoMatch)?;
    let mut tx = ctx.store.read().await?;
    let papers = upgrade::papers(ctx, &mut tx).await?;
    let id = papers.iter().find(|(_, public)| *public == key.public()).ok_or(ServiceError::NoMatch)?.0;
    let held = opened(ctx, &mut tx, id, &key).await?;
    drop(tx);
    let desk =
        held.iter().map(|(desk, _)| desk).find(|desk| desk.kind == desks::HOUSE).or(held.first().map(|one| &one.0));
    let desk = desk.ok_or(ServiceError::NoMatch)?.clone();
    let login = format!("recovered.{}", hex::encode(&vigie_seal::random_bytes::<3>(&mut entropy())));
    let passphrase = Secret::new(ReceiptCode::random(&mut entropy()).words(WordList::En).join(" "));
    let roles = Roles::of(&[MemberRole::Administrator, MemberRole::Counsellor]);
    let new = NewMember { name: login.clone(), login: login.clone(), passphrase: passphrase.clone(), roles };
    let member = setup::prepare_member(ctx, new).await?;
    let now = ctx.clock.now();
    let mut tx = ctx.store.begin("recovery.recover").await?;
    members::lock(&mut tx).await?;
    let member: MemberId = setup::store_member(ctx, &mut tx, &member, &held, now).await?;
    let alarm = alarms::ready(ctx, &desk, alarms::Kind::Recovery, Some(member), None);
    alarms::raise(&mut tx, &alarm).await?;
    audit::append(&mut tx, &audit::leaf(ctx, Event::RecoveryUsed, member.0, now, None, &[])).await?;
    tx.commit().await?;
    let mut kinds: Vec<_> = held.iter().map(|(desk, _)| desk.id).collect();
    kinds.dedup();
    Ok(Recovered { login, passphrase, desks: kinds.len() })
}

/// Every generation of every desk that the paper opens.
async fn opened(
    ctx: &Ctx,
    tx: &mut Tx,
    id: Uuid,
    key: &RecoveryKey,
) -> Result<Vec<(DeskKey, PrivateKey)>, ServiceError> {
    let (trusted, former) = (desks::trusted(ctx, tx).await?, desks::former(ctx, tx).await?);
    let mut held = Vec::new();
    for row in members::recovery_wraps(tx, id).await? {
        let Some(desk) = trusted.iter().find(|desk| desk.id.0 == row.desk_id) else { continue };
        let generation = u32::try_from(row.generation).unwrap_or(u32::MAX);
        let context = recovery_context(desk.id, id, generation);
        let private = key.private().open_private(&context, &Wrap::from_bytes(row.wrap));
        let private = private.map_err(|_| ServiceError::Untrusted("desk key"))?;
        let public = private.public();
        let known = if generation == desk.generation {
            desk.public == public
        } else {
            former.contains(&(desk.id, generation, public))
        };
        if !known {
            return Err(ServiceError::Untrusted("desk key"));
        }
        held.push((DeskKey { generation, public, ..desk.clone() }, private));
    }
    Ok(held)
}

/// Makes a new paper, confirmed by two: it opens every key that this member holds. Old papers go on working.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member does not hold the present key of every desk.
pub(crate) async fn renew(ctx: &Ctx, signed: &Signed, confirmed: &Confirmed) -> Result<SetUp, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let all = desks::trusted(ctx, &mut tx).await?;
    drop(tx);
    if all.iter().any(|desk| signed.key(desk.id, i64::from(desk.generation)).is_none()) {
        return Err(ServiceError::NotFound);
    }
    let held: Vec<_> = signed.desks.iter().map(|held| (held.desk.clone(), held.private.clone())).collect();
    let now = ctx.clock.now();
    let alarm = alarms::told(ctx, alarms::Kind::Recovery, confirmed.proposed_by).await?;
    let mut tx = ctx.store.begin("recovery.renew").await?;
    members::lock(&mut tx).await?;
    second::take(&mut tx, confirmed).await?;
    let made = setup::make_recovery(ctx, &mut tx, &held, now).await?;
    alarms::raise(&mut tx, &alarm).await?;
    audit::append(&mut tx, &audit::leaf(ctx, Event::RecoveryRenewed, made.recovery, now, None, &[])).await?;
    tx.commit().await?;
    Ok(made)
}
