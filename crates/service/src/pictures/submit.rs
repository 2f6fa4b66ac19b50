//! What programs send in the words of StopNCII: opinions of codes on their list, and codes of adults for the one bank that
//! names their key.

use vigie_model::given::Code;
use vigie_model::id::SignalId;
use vigie_model::signal::{Age, Basis, Opinion, Sense};
use vigie_store::sightings as rows;

use super::bank::{self, Held};
use super::canary;
use super::records::carrying;
use super::sighting::opinion;
use super::signal::{self, By, Entry, Outcome, Provenance};
use crate::api::Client;
use crate::{Ctx, ServiceError};

/// From how many opinions of a key on one signal on nothing more is noted in these words: who changes its mind so often is
/// not heard.
const MOST: usize = 32;

/// A code that a program sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The code.
    pub code: Code,
    /// Words that it sorts by.
    pub labels: Vec<String>,
    /// What it thinks of it.
    pub opinion: Option<Opinion>,
}

/// Why there is no bank for what is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoBank {
    /// None names the key.
    None,
    /// Several do, and the words of the tool name none.
    Several,
}

/// Notes what a program thinks of codes: of each signal on its list that carries one, see [`carrying`]. A code that is not
/// there changes nothing; what may not be said of a signal, nothing affirmative of what nobody has seen, is left unsaid.
///
/// # Errors
/// [`ServiceError::Store`]; what was noted before stays, and is not noted twice.
pub async fn say(ctx: &Ctx, client: &Client, said: &[(Code, Opinion)]) -> Result<(), ServiceError> {
    let codes = said.iter().filter_map(|one| one.0.bits());
    canary::came(ctx, Some(client.key), &canary::among(ctx, codes)).await?;
    // Of what is said twice in a call the last counts.
    let mut last: Vec<&(Code, Opinion)> = Vec::new();
    for one in said.iter().rev() {
        if !last.iter().any(|known| known.0 == one.0) {
            last.push(one);
        }
    }
    for (code, opinion) in last.into_iter().rev() {
        for id in carrying(ctx, client, code).await? {
            once(ctx, client, id, *opinion).await?;
        }
    }
    Ok(())
}

/// Puts codes of adults into the one list that names the key, all or, when that fails, none; then notes what is thought of
/// them, as [`say`]. When that fails the codes are in, and sending them again is safe. The outcome of each in their order.
///
/// # Errors
/// As [`signal::add`].
pub async fn submit(ctx: &Ctx, client: &Client, sent: &[Sent]) -> Result<Result<Vec<Outcome>, NoBank>, ServiceError> {
    let held = match the_bank(ctx, client).await? {
        Ok(held) => held,
        Err(none) => return Ok(Err(none)),
    };
    let entry = |one: &Sent| {
        let from = Provenance { key: Some(client.key), labels: one.labels.clone(), ..Provenance::default() };
        Entry { codes: vec![one.code.clone()], age: Age::Adult, expires: None, from }
    };
    let entries: Vec<Entry> = sent.iter().map(entry).collect();
    let added = signal::add(ctx, By::Key(client.key), held.id, &entries).await?;
    // Of what is there already only what is on its list: a signal of a child is no business of this surface.
    let thought = |one: &Sent| one.opinion.map(|opinion| (one.code.clone(), opinion));
    let said: Vec<(Code, Opinion)> = sent.iter().filter_map(thought).collect();
    say(ctx, client, &said).await?;
    Ok(Ok(added))
}

async fn the_bank(ctx: &Ctx, client: &Client) -> Result<Result<Held, NoBank>, ServiceError> {
    let all = bank::banks(ctx).await?;
    let fits = |held: &&Held| {
        let kept = held.bank.basis == Basis::List && held.bank.sense == Sense::Positive;
        kept && held.bank.changes.contains(&client.key)
    };
    let mut fitting = all.values().filter(fits);
    Ok(match (fitting.next(), fitting.next()) {
        (Some(held), None) => Ok(held.clone()),
        (None, _) => Err(NoBank::None),
        _ => Err(NoBank::Several),
    })
}

/// Notes an opinion unless it is the last that this key gave, which is said once, or it has given many.
async fn once(ctx: &Ctx, client: &Client, id: SignalId, said: Opinion) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let before: Vec<_> = rows::opinions(&mut tx, id.0).await?;
    drop(tx);
    let own: Vec<_> = before.iter().filter(|row| row.key_id == Some(client.key)).collect();
    if own.len() >= MOST || own.last().is_some_and(|row| row.opinion == said.word()) {
        return Ok(());
    }
    match opinion(ctx, By::Key(client.key), id, said, "").await {
        Err(ServiceError::NotFound) => Ok(()),
        other => other,
    }
}
