//! Questions that feel their way: many pictures that hardly differ, until one is found that a list holds. Remembered in
//! memory for a day, a few thousand for each key, and written nowhere.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::clock::{HOUR, SECOND};
use vigie_model::given::Code;

use super::bank::Held;
use super::canary;
use super::codes::is_usable;
use super::hooked;
use super::looking::{Answer, Query, look};
use crate::alarms::{self, Kind};
use crate::api::Client;
use crate::{Ctx, ServiceError, desks};

/// Most codes of a key that are remembered.
const REMEMBERED: usize = 4_096;
/// Most bits between two questions that belong together: twice what matches.
const TOGETHER: u32 = 64;
/// So many different questions of a day around one place are a walk.
pub const WALK: usize = 200;
/// Above so many codes they are compared off the async threads.
const AT_ONCE: usize = 32;

/// A code as it is compared.
type Words = [u64; 4];

/// What this process remembers of each key's questions.
#[derive(Debug, Default)]
pub struct Walks(Mutex<HashMap<Uuid, Arc<Mutex<Walked>>>>);

/// How long a key waits, in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait(pub i64);

#[derive(Debug, Default)]
struct Walked {
    day: i64,
    /// In the order in which they came.
    codes: VecDeque<Words>,
    /// The same, to tell a repetition.
    known: HashSet<Words>,
    /// Which different questions were near a signal and not the same, at most [`WALK`] of each.
    near: HashMap<Uuid, HashSet<u64>>,
    /// Until when the key waits; 0: it does not.
    until: i64,
    /// True when the alarm of the day was raised by this process.
    told: bool,
}

impl Walked {
    /// The same, without what is of another day.
    fn on(&mut self, now: Timestamp) -> &mut Self {
        if self.day != now.day() {
            *self = Self { day: now.day(), until: self.until, ..Self::default() };
        }
        self
    }

    /// Seconds that are still to wait.
    fn waits(&self, now: Timestamp) -> Option<Wait> {
        let left = self.until - now.ms();
        (left > 0).then_some(Wait((left + SECOND - 1) / SECOND))
    }

    /// Remembers a code; false when it came before.
    fn add(&mut self, code: Words) -> bool {
        if !self.known.insert(code) {
            return false;
        }
        if self.codes.len() == REMEMBERED
            && let Some(oldest) = self.codes.pop_front()
        {
            self.known.remove(&oldest);
        }
        self.codes.push_back(code);
        true
    }

    /// Remembers codes; true when one of them has company enough for a walk.
    fn asked(&mut self, codes: &[Words]) -> bool {
        let mut walks = false;
        for code in codes {
            if self.add(*code) && !walks {
                walks = self.codes.iter().filter(|other| distance(code, other) <= TOGETHER).count() >= WALK;
            }
        }
        walks
    }

    /// Makes the key wait for the rest of the hour; true when nobody was told today.
    fn stop(&mut self, now: Timestamp) -> bool {
        self.until = (now.ms().div_euclid(HOUR) + 1) * HOUR;
        !std::mem::replace(&mut self.told, true)
    }
}

impl Walks {
    fn of(&self, key: Uuid) -> Arc<Mutex<Walked>> {
        // A panic while the lock was held leaves plain numbers behind: going on is safe.
        Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default())
    }
}

fn distance(a: &Words, b: &Words) -> u32 {
    a.iter().zip(b).map(|(a, b)| (a ^ b).count_ones()).sum()
}

fn words(bits: [u8; 32]) -> Words {
    std::array::from_fn(|at| u64::from_be_bytes(std::array::from_fn(|byte| bits[8 * at + byte])))
}

/// [`look`] for a program, unless its questions feel their way: then it waits for the rest of the hour, and the members are
/// told once a day.
///
/// # Errors
/// As [`look`].
pub async fn ask(
    ctx: &Ctx,
    client: &Client,
    queries: &[Query],
    seen: &(dyn Fn(&Held) -> bool + Sync),
) -> Result<Result<Vec<Answer>, Wait>, ServiceError> {
    let now = ctx.clock.now();
    let walked = ctx.walks.of(client.key);
    let usable = queries.iter().flat_map(|query| &query.faces).filter(|code| is_usable(code));
    let codes: Vec<[u8; 32]> = usable.filter_map(Code::bits).collect();
    if let Some(wait) = locked(&walked).on(now).waits(now) {
        return Ok(Err(wait));
    }
    let many = codes.len() > AT_ONCE;
    let remember = {
        let (walked, ctx) = (Arc::clone(&walked), ctx.clone());
        move || {
            let leaked = canary::among(&ctx, codes.iter().copied());
            let codes: Vec<Words> = codes.into_iter().map(words).collect();
            (locked(&walked).on(now).asked(&codes), leaked)
        }
    };
    let (walks, leaked) = if many { ctx.blocking(remember).await? } else { remember() };
    canary::came(ctx, Some(client.key), &leaked).await?;
    if walks {
        return stop(ctx, client, &walked, now).await.map(Err);
    }
    let answers = look(ctx, queries, seen).await?;
    if crowds(&walked, queries, &answers) {
        return stop(ctx, client, &walked, now).await.map(Err);
    }
    hooked::asked(ctx, client, &answers).await;
    Ok(Ok(answers))
}

/// Counts what was near a signal without being it; true when it is too much for one of them.
fn crowds(walked: &Mutex<Walked>, queries: &[Query], answers: &[Answer]) -> bool {
    let mut walked = locked(walked);
    let mut crowds = false;
    for (query, answer) in queries.iter().zip(answers) {
        // What comes again from one page or file is one question.
        let Some(first) = query.faces.iter().find_map(Code::bits).map(|bits| folded(words(bits))) else {
            continue;
        };
        for one in answer.matches.iter().filter(|one| one.distance > 0) {
            if walked.near.len() > REMEMBERED {
                walked.near.clear();
            }
            let around = walked.near.entry(one.signal.0).or_default();
            if around.len() < WALK && around.insert(first) {
                crowds |= around.len() == WALK;
            }
        }
    }
    crowds
}

/// A short mark of a code: two of one mark are rare, and then count once.
fn folded(code: Words) -> u64 {
    code.into_iter().fold(0, |sum, word| sum.rotate_left(7) ^ word)
}

async fn stop(ctx: &Ctx, client: &Client, walked: &Mutex<Walked>, now: Timestamp) -> Result<Wait, ServiceError> {
    let fresh = locked(walked).stop(now);
    if fresh {
        tracing::warn!(api_key.id = %client.key, "The questions of key {} feel their way. It waits for the rest of the hour.", client.key);
        tell(ctx, Kind::Walk, client.key, Some(now)).await?;
    }
    Ok(locked(walked).waits(now).unwrap_or(Wait(1)))
}

/// The id of an alarm about a key: one for a day, or one for all time.
pub(super) fn alarm_id(ctx: &Ctx, kind: Kind, key: Uuid, day: Option<Timestamp>) -> Uuid {
    let day = day.map_or(0, Timestamp::day).to_be_bytes();
    let mac = ctx.keys.audit_mac().mac(kind.word(), &[key.as_bytes(), &day]);
    uuid::Builder::from_custom_bytes(std::array::from_fn(|at| mac[at])).into_uuid()
}

/// Raises an alarm about a key, once among all processes: once a day, or once for all time.
pub(super) async fn tell(ctx: &Ctx, kind: Kind, key: Uuid, day: Option<Timestamp>) -> Result<(), ServiceError> {
    let id = alarm_id(ctx, kind, key, day);
    let mut tx = ctx.store.read().await?;
    if vigie_store::alarms::get(&mut tx, id).await?.is_some() {
        return Ok(());
    }
    let desk = desks::for_everybody(ctx, &mut tx).await?;
    drop(tx);
    let ready = alarms::ready_as(ctx, &desk, id, kind, (None, None));
    let mut tx = ctx.store.begin("alarms.walk").await?;
    if vigie_store::alarms::get(&mut tx, id).await?.is_none() {
        alarms::raise(&mut tx, &ready).await?;
        tx.commit().await?;
    }
    Ok(())
}

fn locked(walked: &Mutex<Walked>) -> std::sync::MutexGuard<'_, Walked> {
    walked.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of ordinary pictures: about half of the bits differ.
    fn far(seed: u64) -> Words {
        std::array::from_fn(|at| {
            (seed * 4 + at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31)
                ^ seed.wrapping_mul(0xbf58_476d_1ce4_e5b9)
        })
    }

    #[test]
    fn many_steps_around_one_place_are_a_walk_and_repetitions_are_none() {
        let mut walked = Walked::default();
        let step = |at: u64| [1u64 << (at % 64), 1u64 << (at / 64), 0, 0];
        let steps: Vec<Words> = (0..200).map(step).collect();
        for _ in 0..50 {
            assert!(!walked.asked(&steps[..199]), "199 places, again and again");
        }
        assert!(walked.asked(&steps[199..]));
        let now = Timestamp(5 * HOUR + 1);
        assert!(walked.stop(now) && !walked.stop(now), "told once");
        assert_eq!(walked.waits(now), Some(Wait(3600)));
        assert_eq!(walked.waits(Timestamp(6 * HOUR)), None);
    }

    #[test]
    fn ordinary_pictures_are_no_walk_and_the_oldest_are_forgotten() {
        let mut walked = Walked::default();
        let codes: Vec<Words> = (0..6_000).map(far).collect();
        assert!(!walked.asked(&codes));
        assert_eq!((walked.codes.len(), walked.known.len()), (REMEMBERED, REMEMBERED));
        walked.on(Timestamp(vigie_model::clock::DAY));
        assert!(walked.codes.is_empty(), "another day");
    }
}
