//! How often a key may ask in a day.
//!
//! A process sets calls aside in small steps and counts them down in memory, so that not every call writes a row. What a
//! process had set aside when it stops is lost to that day: a hundredth at most.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use uuid::Uuid;
use vigie_model::clock::{DAY, SECOND, Timestamp};
use vigie_store::api as rows;

use super::client::Client;
use crate::{Ctx, ServiceError};

/// Most calls set aside at once.
const STEP: i64 = 100;

/// What a process holds of a key's day.
#[derive(Debug, Clone, Copy)]
struct Held {
    day: i64,
    /// Calls set aside and not used yet.
    left: i64,
    /// Calls of the day set aside by all processes when this one last looked.
    taken: i64,
}

/// What this process holds.
#[derive(Debug, Default)]
pub struct Quotas(Mutex<HashMap<Uuid, Held>>);

/// How a key stands after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// False: there was none left, and this call is not answered.
    pub allowed: bool,
    /// Calls a day.
    pub most: i64,
    /// Calls left today, as far as this process knows.
    pub left: i64,
    /// Seconds until the next day begins.
    pub reset: i64,
}

/// Takes one call of the day.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn take(ctx: &Ctx, client: &Client) -> Result<Quota, ServiceError> {
    let now = ctx.clock.now();
    if let Some(held) = ctx.quotas.spend(client.key, now) {
        return Ok(quota(client, held, true, now));
    }
    let mut taken = None;
    let mut tx = ctx.store.begin("api.quota").await?;
    for want in [(client.quota / 100).clamp(1, STEP), 1] {
        if let Some(after) = rows::set_aside(&mut tx, client.key, now.day(), want, client.quota).await? {
            taken = Some((want, after));
            break;
        }
    }
    tx.commit().await?;
    let Some((want, after)) = taken else {
        return Ok(quota(client, Held { day: now.day(), left: 0, taken: client.quota }, false, now));
    };
    let held = ctx.quotas.add(client.key, Held { day: now.day(), left: want - 1, taken: after });
    Ok(quota(client, held, true, now))
}

fn quota(client: &Client, held: Held, allowed: bool, now: Timestamp) -> Quota {
    let reset = (Timestamp((now.day() + 1) * DAY).since(now) + SECOND - 1) / SECOND;
    Quota { allowed, most: client.quota, left: (client.quota - held.taken + held.left).max(0), reset }
}

impl Quotas {
    /// Uses a call that was set aside today; `None` when there is none.
    fn spend(&self, key: Uuid, now: Timestamp) -> Option<Held> {
        // A panic while the lock was held leaves plain numbers behind: going on is safe.
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let held = all.get_mut(&key).filter(|held| held.day == now.day() && held.left > 0)?;
        held.left -= 1;
        Some(*held)
    }

    /// Adds what was set aside. Two calls that came at once both add theirs.
    fn add(&self, key: Uuid, more: Held) -> Held {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|_, held| held.day >= more.day);
        let held = all.entry(key).or_insert(Held { left: 0, ..more });
        held.left += more.left;
        held.taken = held.taken.max(more.taken);
        *held
    }
}
