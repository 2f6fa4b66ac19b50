//! Banks: what a list of known pictures is, who may see and change it, and how near counts.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_model::id::BankId;
use vigie_model::member::MemberRole;
use vigie_model::signal::{Basis, NEAR, NEAR_MAX, Sense, Tlp};
use vigie_seal::MacKey;
use vigie_store::{Tx, banks as rows};

use crate::audit::Details;
use crate::desks::vouched;
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, desks, private};

/// Most characters of a name, purpose or source.
pub const LONGEST: usize = 200;
/// The name of the bank of what visitors gave, everywhere.
pub const UNSEEN: &str = "self-reported-unseen";

/// What a bank is, as stored under the seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bank {
    /// Its name, unlike every other's.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// Whose list it is.
    pub source: String,
    /// Which way it counts.
    pub sense: Sense,
    /// What its signals rest on.
    pub basis: Basis,
    /// Most bits between a picture and a signal of it, 0 to [`NEAR_MAX`].
    pub near: u16,
    /// How far its signals may travel.
    pub tlp: Tlp,
    /// True while it is looked through.
    pub on: bool,
    /// True after a flood, until a person has looked: nothing of it is matched and nothing comes in.
    pub held_back: bool,
    /// Most signals that may come in within a day; more is a flood.
    pub most_a_day: i64,
    /// Keys of programs that are answered from it; empty: every key that may match.
    pub sees: Vec<Uuid>,
    /// Keys of programs that may put signals in and take their own out.
    pub changes: Vec<Uuid>,
    /// The key whose program made it; `None`: people did.
    #[serde(default)]
    pub of: Option<Uuid>,
    /// True when that program has ended it: programs see it no more.
    #[serde(default)]
    pub ended: bool,
}

impl Default for Bank {
    fn default() -> Self {
        Self {
            name: String::new(),
            purpose: String::new(),
            source: String::new(),
            sense: Sense::Positive,
            basis: Basis::List,
            near: NEAR,
            tlp: Tlp::Amber,
            on: true,
            held_back: false,
            most_a_day: 100_000,
            sees: Vec::new(),
            changes: Vec::new(),
            of: None,
            ended: false,
        }
    }
}

/// A bank, and where it stands.
#[derive(Debug, Clone)]
pub struct Held {
    /// Which.
    pub id: BankId,
    /// What it is.
    pub bank: Bank,
    /// How often it changed, from 1: a change names it.
    pub version: i64,
}

impl Held {
    /// True while its signals count.
    pub fn counts(&self) -> bool {
        self.bank.on && !self.bank.held_back
    }

    /// True when a key's program is answered from it.
    pub fn is_seen_by(&self, key: Uuid) -> bool {
        self.bank.sees.is_empty() || self.bank.sees.contains(&key)
    }
}

/// Why a bank is not made or changed so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BankError {
    /// It has no name, purpose or source.
    #[error("a bank has a name, a purpose and a source")]
    Missing,
    /// Something is longer than [`LONGEST`].
    #[error("too long")]
    Long,
    /// Another has this name.
    #[error("another bank has this name")]
    Taken,
    /// More bits than [`NEAR_MAX`].
    #[error("more bits than a bank may be asked within")]
    Near,
    /// What visitors gave has its own bank, whose basis and name nobody changes.
    #[error("the basis of what visitors gave is not changed")]
    Basis,
}

/// The bank of what visitors gave.
pub struct Unseen;

impl Unseen {
    /// Its id: the same on every process of the node.
    pub fn id(ctx: &Ctx) -> BankId {
        let mac = ctx.keys.delivery_mac().mac("bank", &[UNSEEN.as_bytes()]);
        BankId(uuid::Builder::from_custom_bytes(std::array::from_fn(|at| mac[at])).into_uuid())
    }
}

/// The bank of what visitors gave, made when it is first needed.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn unseen(ctx: &Ctx, tx: &mut Tx) -> Result<BankId, ServiceError> {
    let id = Unseen::id(ctx);
    if rows::get(tx, id.0).await?.is_none() {
        let bank = Bank {
            name: UNSEEN.to_owned(),
            purpose: "Pictures whose owner asked that they do not spread. Nobody here has seen them.".to_owned(),
            source: "visitors".to_owned(),
            basis: Basis::SelfReport,
            ..Bank::default()
        };
        rows::insert(tx, &row(ctx, id, &bank, ctx.clock.now().ms(), 1)?).await?;
    }
    Ok(id)
}

/// Every bank of the node, at most a second old, by id.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn banks(ctx: &Ctx) -> Result<Arc<HashMap<Uuid, Held>>, ServiceError> {
    if let Some(fresh) = ctx.known.banks(ctx.clock.now()) {
        return Ok(fresh);
    }
    let mut tx = ctx.store.read().await?;
    let all = rows::all(&mut tx).await?;
    drop(tx);
    let held = all.iter().filter_map(|row| Some((row.id, opened(ctx, row)?))).collect();
    Ok(ctx.known.set_banks(ctx.clock.now(), held))
}

/// Makes a bank.
///
/// # Errors
/// [`ServiceError::NotFound`] for who is no administrator or reviewer; [`ServiceError::Store`].
pub async fn make(ctx: &Ctx, signed: &Signed, bank: &Bank) -> Result<Result<BankId, BankError>, ServiceError> {
    keeps(signed)?;
    let now = ctx.clock.now();
    let id = BankId::new(now, &mut entropy());
    if let Err(refused) = sound(ctx, bank, id).await? {
        return Ok(Err(refused));
    }
    let leaf = leaf(ctx, signed, Event::BankMade, id).await?;
    let mut tx = ctx.store.begin("bank.make").await?;
    rows::insert(&mut tx, &row(ctx, id, bank, now.ms(), 1)?).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.known.forget_banks();
    Ok(Ok(id))
}

/// Changes a bank that was read at `version`.
///
/// # Errors
/// As [`make`]; [`ServiceError::Store`] with a conflict when somebody was faster.
pub async fn change(
    ctx: &Ctx,
    signed: &Signed,
    id: BankId,
    version: i64,
    bank: &Bank,
) -> Result<Result<(), BankError>, ServiceError> {
    keeps(signed)?;
    if let Err(refused) = sound(ctx, bank, id).await? {
        return Ok(Err(refused));
    }
    let leaf = leaf(ctx, signed, Event::BankChanged, id).await?;
    let mut tx = ctx.store.begin("bank.change").await?;
    let old = rows::get(&mut tx, id.0).await?.ok_or(ServiceError::NotFound)?;
    let was = opened(ctx, &old).ok_or(ServiceError::Untrusted("bank"))?;
    if was.bank.basis != bank.basis || (was.bank.basis == Basis::SelfReport && was.bank.name != bank.name) {
        return Ok(Err(BankError::Basis));
    }
    rows::save(&mut tx, &row(ctx, id, bank, old.at_ms, version + 1)?, version).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.known.forget_banks();
    Ok(Ok(()))
}

/// Holds a bank back after a flood, in the caller's transaction.
pub(super) async fn hold_back(ctx: &Ctx, tx: &mut Tx, held: &Held) -> Result<(), ServiceError> {
    let bank = Bank { held_back: true, ..held.bank.clone() };
    let old = rows::get(tx, held.id.0).await?.ok_or(ServiceError::NotFound)?;
    rows::save(tx, &row(ctx, held.id, &bank, old.at_ms, old.version + 1)?, old.version).await?;
    audit::append(tx, &audit::leaf(ctx, Event::BankChanged, held.id.0, ctx.clock.now(), None, &[])).await?;
    Ok(())
}

/// Who may make and change banks: an administrator or a reviewer.
pub(super) fn keeps(signed: &Signed) -> Result<(), ServiceError> {
    let may = signed.roles.any(&[MemberRole::Administrator, MemberRole::Reviewer]);
    if may { Ok(()) } else { Err(ServiceError::NotFound) }
}

pub(super) async fn leaf(
    ctx: &Ctx,
    signed: &Signed,
    event: Event,
    id: BankId,
) -> Result<vigie_store::audit::Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "member": signed.member.to_string(), "bank": id.to_string() });
    Ok(audit::leaf(ctx, event, id.0, ctx.clock.now(), Some(Details { desk: &desk, value }), &[]))
}

pub(super) async fn sound(ctx: &Ctx, bank: &Bank, id: BankId) -> Result<Result<(), BankError>, ServiceError> {
    let texts = [&bank.name, &bank.purpose, &bank.source];
    if texts.iter().any(|text| text.trim().is_empty()) {
        return Ok(Err(BankError::Missing));
    }
    if texts.iter().any(|text| text.chars().count() > LONGEST || text.contains(|c: char| c.is_control())) {
        return Ok(Err(BankError::Long));
    }
    if bank.near > NEAR_MAX {
        return Ok(Err(BankError::Near));
    }
    if bank.basis == Basis::SelfReport && id != Unseen::id(ctx) {
        return Ok(Err(BankError::Basis));
    }
    let all = banks(ctx).await?;
    let taken = all.values().any(|held| held.id != id && held.bank.name.eq_ignore_ascii_case(&bank.name));
    Ok(if taken || (bank.name.eq_ignore_ascii_case(UNSEEN) && id != Unseen::id(ctx)) {
        Err(BankError::Taken)
    } else {
        Ok(())
    })
}

pub(super) fn row(ctx: &Ctx, id: BankId, bank: &Bank, at_ms: i64, version: i64) -> Result<rows::Bank, ServiceError> {
    let sealed = private::seal(ctx, &place(id.0), &Some(bank))?;
    let mut row = rows::Bank { id: id.0, at_ms, version, sealed, mac: Vec::new() };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    Ok(row)
}

fn opened(ctx: &Ctx, row: &rows::Bank) -> Option<Held> {
    let known = vouched(&ctx.keys, &row.mac, |key| mac(key, row));
    let bank = known.then(|| private::open::<Option<Bank>>(ctx, &place(row.id), &row.sealed).ok().flatten()).flatten();
    if bank.is_none() {
        ctx.metrics.untrusted.inc();
        tracing::error!(bank.id = %row.id, "Bank {} was not written with this key file. Nothing in it is matched.", row.id);
    }
    Some(Held { id: BankId(row.id), bank: bank?, version: row.version })
}

fn place(id: Uuid) -> String {
    format!("bank {id}")
}

fn mac(key: &MacKey, row: &rows::Bank) -> [u8; 32] {
    let numbers = [row.at_ms, row.version].map(i64::to_be_bytes);
    key.mac("bank", &[row.id.as_bytes(), &numbers[0], &numbers[1], row.sealed.as_bytes()])
}
