//! Keys that were shown a moment ago, so that not every call reads them from the database and opens them anew.
//!
//! What is changed on this process is forgotten at once; what another process changed stands here for [`STANDS`] at most.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};
use vigie_model::Timestamp;

use super::client::{Client, authenticate};
use crate::{Ctx, ServiceError};

/// Milliseconds for which a key is not read again.
const STANDS: i64 = 1_000;
/// Most keys that are held; the others are read every time.
const MOST: usize = 1_000;

/// The keys, by the digest of what was shown: what opens them is not kept.
#[derive(Debug, Default)]
pub struct Recent(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    /// How often all was forgotten: what was read before is not put back after.
    turn: u64,
    all: HashMap<[u8; 32], (Timestamp, Client)>,
}

impl Recent {
    /// A panic while the lock was held leaves a whole map behind: going on is safe.
    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The key, or the turn in which it may be put.
    fn get(&self, shown: &[u8; 32], now: Timestamp) -> Result<Client, u64> {
        let held = self.held();
        let stands = |(at, client): &&(Timestamp, Client)| (0..STANDS).contains(&now.since(*at)) && now < client.ends;
        let stands = held.all.get(shown).filter(stands);
        stands.map(|(_, client)| client.clone()).ok_or(held.turn)
    }

    fn put(&self, turn: u64, shown: [u8; 32], now: Timestamp, client: &Client) {
        let mut held = self.held();
        if held.all.len() >= MOST {
            held.all.retain(|_, (at, _)| (0..STANDS).contains(&now.since(*at)));
        }
        if held.turn == turn && held.all.len() < MOST {
            held.all.insert(shown, (now, client.clone()));
        }
    }

    /// Makes the next call of every key read it anew.
    pub(super) fn forget(&self) {
        let mut held = self.held();
        held.turn += 1;
        held.all.clear();
    }
}

/// The key behind what a program shows, as [`authenticate`] says it or said it within the last second.
///
/// # Errors
/// As [`authenticate`]. What was refused is asked again every time.
pub async fn recognise(ctx: &Ctx, shown: &str) -> Result<Client, ServiceError> {
    let digest = Sha256::digest(shown.as_bytes()).into();
    let now = ctx.clock.now();
    let turn = match ctx.recent.get(&digest, now) {
        Ok(client) => return Ok(client),
        Err(turn) => turn,
    };
    let client = authenticate(ctx, shown).await?;
    ctx.recent.put(turn, digest, now, &client);
    Ok(client)
}
