//! The list as members of NCMEC's hash sharing pull it: by moments of their clock, each signal an entry with an id, so that
//! one that was withdrawn is told by its id alone. Nothing of it is of somebody who is 18 or older.

use std::collections::HashSet;

use vigie_model::Timestamp;
use vigie_model::clock::SECOND;
use vigie_model::signal::Age;
use vigie_store::{sightings, signals as rows};

use super::bank::{self, Held};
use super::canary;
use super::feed::{self, Change, FEED_MAX, PASSED};
use crate::api::Client;
use crate::{Ctx, ServiceError};

/// What is asked for: what changed in the seconds after one, up to and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// After this second.
    pub from: Timestamp,
    /// Up to and with this one.
    pub to: Timestamp,
    /// The page after this place of the log; `None`: the first.
    pub after: Option<i64>,
}

/// A page of entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entries {
    /// What changed, each signal once.
    pub changes: Vec<Change>,
    /// The place to ask from next, and the last place of the log; `None`: this was the last page.
    pub next: Option<(i64, i64)>,
}

/// What changed in a window. Moments alone would skip what is stored late, or while the clocks of both sides differ; so a
/// key is also given whatever of the log was never sent to it, from whatever moment on it asks. Asking confirms nothing: a
/// client asks for the next window before it has stored the last.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn entries(ctx: &Ctx, client: &Client, window: Window) -> Result<Entries, ServiceError> {
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let before = sightings::reader(&mut tx, client.key).await?;
    let last = rows::last(&mut tx).await?;
    let sent = before.as_ref().map_or(0, |reader| reader.ncmec_seq);
    let mut at = if let Some(after) = window.after {
        after.clamp(0, last)
    } else {
        let next = rows::place_at(&mut tx, window.from.plus(SECOND).ms()).await?;
        next.map_or(last, |next| next - 1).min(sent)
    };
    let until = window.to.plus(SECOND).ms();
    let (mut changes, mut more) = (Vec::new(), true);
    for _ in 0..PASSED {
        let mut lines = rows::since(&mut tx, at, FEED_MAX).await?;
        more = i64::try_from(lines.len()).unwrap_or(0) == FEED_MAX;
        // What comes after a later line waits with it, whatever moment it carries: places are the order here.
        if let Some(ends) = lines.iter().position(|line| line.at_ms >= until) {
            lines.truncate(ends);
            more = false;
        }
        let mut told = HashSet::new();
        for line in lines.iter().rev() {
            if told.insert(line.signal_id) {
                let change = feed::change(ctx, &mut tx, client, &banks, line).await?;
                changes.extend(change.filter(|change| change.age != Age::Adult).map(|mut change| {
                    change.codes.extend(canary::beside(ctx, client.key, &change));
                    change
                }));
            }
        }
        at = lines.last().map_or(at, |line| line.seq);
        if !more || !changes.is_empty() {
            break;
        }
    }
    drop(tx);
    changes.reverse();
    if !more {
        let reader = sightings::Reader {
            key_id: client.key,
            sent_seq: 0,
            confirmed_seq: 0,
            at_ms: ctx.clock.now().ms(),
            stopncii_seq: 0,
            ncmec_seq: at,
        };
        feed::follows(ctx, before.as_ref(), &reader).await?;
    }
    Ok(Entries { changes, next: more.then_some((at, last)) })
}

/// The banks that are on the list of this program, by name.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn listed(ctx: &Ctx, client: &Client) -> Result<Vec<Held>, ServiceError> {
    let all = bank::banks(ctx).await?;
    let mut listed: Vec<Held> = all.values().filter(|held| feed::listed(client, held)).cloned().collect();
    listed.sort_by(|a, b| (&a.bank.name, a.id).cmp(&(&b.bank.name, b.id)));
    Ok(listed)
}
