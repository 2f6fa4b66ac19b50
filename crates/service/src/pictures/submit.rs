//! What programs send in the words of StopNCII: opinions of codes on their list, and codes of adults for the one bank that
//! names their key.

use vigie_model::given::Code;
use vigie_model::signal::{Age, Basis, Opinion, Sense};

use super::bank::{self, Held};
use super::canary;
use super::records::carrying;
use super::sighting;
use super::signal::{self, By, Entry, Outcome, Provenance};
use crate::api::Client;
use crate::{Ctx, ServiceError};

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
/// there changes nothing; what may not be said of a signal, nothing affirmative of what nobody has seen, is left unsaid, and
/// so is what a key says after many opinions of one.
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
            match sighting::opinion(ctx, By::Key(client.key), id, *opinion, "").await {
                Ok(()) | Err(ServiceError::NotFound | ServiceError::Enough) => {}
                other => return other,
            }
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
