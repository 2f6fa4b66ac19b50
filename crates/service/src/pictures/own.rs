//! Banks that programs make: a key with the scope `banks` makes some, gives them another name, switches them on and off,
//! and ends them; those it made and no other. Which way a bank counts, what it rests on, how near is near, how far it
//! travels and who else is answered from it stay with people.

use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_model::id::BankId;
use vigie_model::signal::{Basis, SignalState};
use vigie_store::audit::Leaf;
use vigie_store::{banks as rows, signals};

use super::bank::{self, Bank, BankError, Held, LONGEST};
use super::known;
use super::signal::{self, By};
use crate::api::{self, Client, Scope};
use crate::audit::Details;
use crate::{Ctx, ServiceError, audit, desks};

/// Most banks of one key: each is looked at with every question.
pub const MOST: usize = 100;
/// Signals that are withdrawn with one transaction when a bank ends.
const TOGETHER: i64 = 500;

/// Why a program's bank is not made, changed or ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OwnError {
    /// As for everybody.
    #[error("{0}")]
    Bank(#[from] BankError),
    /// The key has [`MOST`] banks.
    #[error("too many banks of one key")]
    Many,
    /// Somebody else put signals in: they are not the program's to withdraw.
    #[error("others have put signals into this bank")]
    Others,
}

/// Makes a bank of this key. Until a person opens it to others, no other key is answered from it.
///
/// # Errors
/// [`ServiceError::NotFound`] for a key that may not; [`ServiceError::Store`].
pub async fn make_own(
    ctx: &Ctx,
    client: &Client,
    name: &str,
    on: bool,
) -> Result<Result<BankId, OwnError>, ServiceError> {
    may(client)?;
    let bank = Bank {
        name: name.to_owned(),
        purpose: "Made by a program in the words of HMA.".to_owned(),
        source: api::whose(ctx, client.key).await?,
        on,
        sees: vec![client.key],
        changes: vec![client.key],
        of: Some(client.key),
        ..Bank::default()
    };
    let (now, mine) = (ctx.clock.now(), |held: &&Held| held.bank.of == Some(client.key) && !held.bank.ended);
    if bank::banks(ctx).await?.values().filter(mine).count() >= MOST {
        return Ok(Err(OwnError::Many));
    }
    let id = BankId::new(now, &mut entropy());
    if let Err(refused) = bank::sound(ctx, &bank, id).await? {
        return Ok(Err(refused.into()));
    }
    let leaf = leaf(ctx, client, Event::BankMade, id).await?;
    let mut tx = ctx.store.begin("bank.make_own").await?;
    rows::insert(&mut tx, &bank::row(ctx, id, &bank, now.ms(), 1)?).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.known.forget_banks();
    Ok(Ok(id))
}

/// Gives a bank of this key another name, or switches it on or off. One that is held back after a flood stays so.
///
/// # Errors
/// [`ServiceError::NotFound`] for a bank that this key did not make; [`ServiceError::Store`] with a conflict when somebody
/// was faster.
pub async fn change_own(
    ctx: &Ctx,
    client: &Client,
    id: BankId,
    name: Option<&str>,
    on: Option<bool>,
) -> Result<Result<(), OwnError>, ServiceError> {
    let held = owned(ctx, client, id).await?;
    let name = name.map_or_else(|| held.bank.name.clone(), str::to_owned);
    let bank = Bank { name, on: on.unwrap_or(held.bank.on), ..held.bank.clone() };
    if let Err(refused) = bank::sound(ctx, &bank, id).await? {
        return Ok(Err(refused.into()));
    }
    save(ctx, client, &held, &bank).await?;
    Ok(Ok(()))
}

/// Ends a bank of this key: every signal of it is withdrawn, so that whoever has one learns of it, its name is free again,
/// and programs see it no more. People still find it, empty. Broken off in between it is asked for again.
///
/// # Errors
/// As [`change_own`].
pub async fn end_own(ctx: &Ctx, client: &Client, id: BankId) -> Result<Result<(), OwnError>, ServiceError> {
    let mut held = owned(ctx, client, id).await?;
    let mut after = Uuid::nil();
    loop {
        let mut tx = ctx.store.read().await?;
        let page = signals::of_bank(&mut tx, id.0, after, TOGETHER).await?;
        if page.iter().any(|one| is_of_others(ctx, client, one)) {
            return Ok(Err(OwnError::Others));
        }
        let Some(last) = page.last() else { break };
        after = last.id;
    }
    if held.bank.on {
        // Nothing of it is matched from here on, however long the rest takes.
        let off = Bank { on: false, ..held.bank.clone() };
        save(ctx, client, &held, &off).await?;
        held = owned(ctx, client, id).await?;
    }
    after = Uuid::nil();
    loop {
        let mut tx = ctx.store.begin("bank.end").await?;
        let mut seq = signals::lock(&mut tx).await?;
        let page = signals::of_bank(&mut tx, id.0, after, TOGETHER).await?;
        let Some(last) = page.last().map(|one| one.id) else { break };
        for one in page {
            if is_of_others(ctx, client, &one) {
                return Ok(Err(OwnError::Others));
            }
            if one.state != SignalState::Withdrawn.word() {
                signal::turn(ctx, &mut tx, By::Key(client.key), one, SignalState::Withdrawn, &mut seq).await?;
            }
        }
        tx.commit().await?;
        after = last;
    }
    let digits = id.0.simple().to_string();
    let room = LONGEST - 20;
    let name: String = held.bank.name.chars().take(room).collect();
    let name = format!("{name} ({})", &digits[digits.len() - 12..]);
    let ended = Bank { name, on: false, ended: true, changes: Vec::new(), ..held.bank.clone() };
    save(ctx, client, &held, &ended).await?;
    known::follow(ctx).await?;
    Ok(Ok(()))
}

/// True for a signal that counts, or may again, and that another than this key put in.
fn is_of_others(ctx: &Ctx, client: &Client, one: &signals::Signal) -> bool {
    one.state != SignalState::Withdrawn.word() && signal::provenance(ctx, one).key != Some(client.key)
}

fn may(client: &Client) -> Result<(), ServiceError> {
    if client.may(Scope::Banks) { Ok(()) } else { Err(ServiceError::NotFound) }
}

/// A bank that this key made, as it stands now.
async fn owned(ctx: &Ctx, client: &Client, id: BankId) -> Result<Held, ServiceError> {
    may(client)?;
    ctx.known.forget_banks();
    let held = bank::banks(ctx).await?.get(&id.0).cloned().ok_or(ServiceError::NotFound)?;
    let own = held.bank.of == Some(client.key) && !held.bank.ended && held.bank.basis == Basis::List;
    if own { Ok(held) } else { Err(ServiceError::NotFound) }
}

async fn save(ctx: &Ctx, client: &Client, held: &Held, bank: &Bank) -> Result<(), ServiceError> {
    let leaf = leaf(ctx, client, Event::BankChanged, held.id).await?;
    let mut tx = ctx.store.begin("bank.change_own").await?;
    let old = rows::get(&mut tx, held.id.0).await?.ok_or(ServiceError::NotFound)?;
    rows::save(&mut tx, &bank::row(ctx, held.id, bank, old.at_ms, held.version + 1)?, held.version).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.known.forget_banks();
    Ok(())
}

/// A leaf that says which key did it.
async fn leaf(ctx: &Ctx, client: &Client, event: Event, id: BankId) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "key": client.key.to_string(), "bank": id.to_string() });
    Ok(audit::leaf(ctx, event, id.0, ctx.clock.now(), Some(Details { desk: &desk, value }), &[]))
}
