//! What programs that asked to be called are told of their signals: that one was met elsewhere, that one is withdrawn.
//!
//! Nobody is told who asked, what for, or another's code; and nothing of a picture that a visitor gave is ever met here.

use std::collections::HashMap;

use serde_json::json;
use uuid::Uuid;
use vigie_model::id::SignalId;
use vigie_model::signal::{Age, Basis, Sense, SignalState, Tlp};
use vigie_store::{Tx, api as keys, sightings, signals as rows};

use super::bank::{self, Held};
use super::feed;
use super::looking::{Answer, Match, Query, Verdict, look};
use super::signal::{self, By, Entry};
use crate::api::{self, Client, Scope};
use crate::hooks::{self, Receiver, Telling, Told};
use crate::{Ctx, ServiceError};

/// A signal of somebody who is to be told that it was met.
struct Met {
    /// Who, by their place among the receivers.
    to: usize,
    /// Which signal.
    signal: SignalId,
    /// What its bank is called.
    bank: String,
    /// How it was met.
    grade: Verdict,
}

/// Who is told of new signals, and what each of them is near to.
pub(super) struct Near {
    receivers: Vec<Receiver>,
    /// For each new signal, in their order.
    met: Vec<Vec<Met>>,
}

/// Tells those whose signals a program of another organisation has just been answered. Before it is answered, but never
/// instead: when it cannot be stored, that is logged, and the answer goes out.
pub(super) async fn asked(ctx: &Ctx, client: &Client, answers: &[Answer]) {
    if answers.iter().all(|answer| answer.matches.is_empty()) {
        return;
    }
    if let Err(error) = tell_asked(ctx, client, answers).await {
        tracing::error!("Whose signals were met could not be told: {error}");
    }
}

async fn tell_asked(ctx: &Ctx, client: &Client, answers: &[Answer]) -> Result<(), ServiceError> {
    // Before a connection is held: reading them may take another one.
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let mut receivers = hooks::receivers(ctx, &mut tx, Told::Matched).await?;
    if receivers.is_empty() {
        return Ok(());
    }
    let asks = owner(ctx, &mut tx, client.key).await?;
    receivers.retain(|one| Some(&one.owner) != asks.as_ref());
    if receivers.is_empty() {
        return Ok(());
    }
    let mut met = Vec::new();
    for answer in answers {
        met.extend(of(ctx, &mut tx, &receivers, &banks, &answer.matches).await?);
    }
    let mut news = Vec::new();
    for one in met {
        if !hooks::was_told(ctx, &mut tx, &telling(ctx, &receivers, &one, &once(ctx, &one))).await? {
            news.push(one);
        }
    }
    drop(tx);
    if news.is_empty() {
        return Ok(());
    }
    let mut tx = ctx.store.begin("hook.matched").await?;
    rows::lock(&mut tx).await?;
    for one in &news {
        hooks::tell(ctx, &mut tx, &telling(ctx, &receivers, one, &once(ctx, one))).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What new signals of a bank are near to, for those who are to be told; `None` when that is nobody. Before the transaction
/// that stores them.
pub(super) async fn near(ctx: &Ctx, by: By<'_>, held: &Held, entries: &[Entry]) -> Result<Option<Near>, ServiceError> {
    if !held.counts() || held.bank.sense != Sense::Positive || held.bank.tlp == Tlp::Red {
        return Ok(None);
    }
    let mut tx = ctx.store.read().await?;
    let mut receivers = hooks::receivers(ctx, &mut tx, Told::Matched).await?;
    let puts = match by {
        By::Key(key) => owner(ctx, &mut tx, key).await?,
        By::Member(_) | By::House => None,
    };
    // Nobody learns that there is something in a bank that they are not answered from.
    receivers.retain(|one| held.is_seen_by(one.client.key) && Some(&one.owner) != puts.as_ref());
    if receivers.is_empty() {
        return Ok(None);
    }
    drop(tx);
    let queries: Vec<Query> = entries.iter().map(|entry| Query { faces: entry.codes.clone() }).collect();
    let answers = look(ctx, &queries, &|_| true).await?;
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let mut met = Vec::with_capacity(answers.len());
    for (entry, answer) in entries.iter().zip(&answers) {
        let red = entry.from.tlp == Some(Tlp::Red);
        let matches = if red { &[][..] } else { &answer.matches };
        met.push(of(ctx, &mut tx, &receivers, &banks, matches).await?);
    }
    Ok(Some(Near { receivers, met }))
}

/// Tells whose signals a new one is near to, in the transaction that stores it.
pub(super) async fn came(ctx: &Ctx, tx: &mut Tx, near: &Near, place: usize) -> Result<(), ServiceError> {
    for one in near.met.get(place).into_iter().flatten() {
        hooks::tell(ctx, tx, &telling(ctx, &near.receivers, one, &once(ctx, one))).await?;
    }
    Ok(())
}

/// Which of some signals the receivers' organisations put in.
async fn of(
    ctx: &Ctx,
    tx: &mut Tx,
    receivers: &[Receiver],
    banks: &HashMap<Uuid, Held>,
    matches: &[Match],
) -> Result<Vec<Met>, ServiceError> {
    let mut met = Vec::new();
    for one in matches.iter().filter(|one| one.basis == Basis::List) {
        let Some(row) = rows::get(tx, one.signal.0).await? else { continue };
        let Some(key) = signal::provenance(ctx, &row).key else { continue };
        let Some(whose) = owner(ctx, tx, key).await? else { continue };
        let Some(held) = banks.get(&one.bank.0) else { continue };
        let grade = if one.distance == 0 { Verdict::Exact } else { Verdict::Near };
        for (to, receiver) in receivers.iter().enumerate() {
            if receiver.owner == whose && held.is_seen_by(receiver.client.key) {
                met.push(Met { to, signal: one.signal, bank: one.name.clone(), grade });
            }
        }
    }
    Ok(met)
}

async fn owner(ctx: &Ctx, tx: &mut Tx, key: Uuid) -> Result<Option<String>, ServiceError> {
    Ok(keys::key(tx, key).await?.and_then(|row| api::owner(ctx, &row)))
}

/// A signal that is met again on the same day in the same way is told once: nobody counts another's questions.
fn once(ctx: &Ctx, met: &Met) -> Vec<u8> {
    let day = ctx.clock.now().day().to_be_bytes();
    [met.signal.0.as_bytes().as_slice(), met.grade.word().as_bytes(), &day].concat()
}

fn telling<'a>(ctx: &Ctx, receivers: &'a [Receiver], met: &Met, once: &'a [u8]) -> Telling<'a> {
    let about = json!({
        "signal": met.signal.to_string(),
        "bank": met.bank,
        "grade": met.grade.word(),
        "at_ms": ctx.clock.now().ms(),
    });
    Telling { to: &receivers[met.to], told: Told::Matched, once, about }
}

/// Tells those who were given a signal with the list that it is withdrawn, in the transaction that withdraws it. They are
/// told its name and its place in the list, no time.
pub(super) async fn withdrawn(ctx: &Ctx, tx: &mut Tx, of: &rows::Signal, seq: i64) -> Result<(), ServiceError> {
    let receivers = hooks::receivers(ctx, tx, Told::Withdrawn).await?;
    if receivers.is_empty() {
        return Ok(());
    }
    let banks = bank::banks(ctx).await?;
    let Some(held) = banks.get(&of.bank_id).filter(|held| signal::tlp(ctx, of, held) != Tlp::Red) else {
        return Ok(());
    };
    let lines = rows::lines(tx, of.id).await?;
    let stood = lines.iter().find(|line| line.state == SignalState::Standing.word());
    let first = stood.map_or(i64::MAX, |line| line.seq);
    let adult = Age::parse(&of.age) == Some(Age::Adult);
    for to in receivers.iter().filter(|to| to.client.may(Scope::List) && feed::listed(&to.client, held)) {
        let Some(reader) = sightings::reader(tx, to.client.key).await? else { continue };
        let pulled = if adult { reader.stopncii_seq } else { reader.ncmec_seq };
        if reader.sent_seq.max(pulled) >= first {
            let about = json!({ "signal": of.id.to_string(), "cursor": seq });
            let once = [of.id.as_bytes().as_slice(), &seq.to_be_bytes()].concat();
            hooks::tell(ctx, tx, &Telling { to, told: Told::Withdrawn, once: &once, about }).await?;
        }
    }
    Ok(())
}
