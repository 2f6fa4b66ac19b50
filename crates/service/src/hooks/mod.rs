//! Hooks: programs that are called when something about their signals happens, instead of asking again and again.
//!
//! Here is where a hook is set, seen and ended. What is told, and when, is decided in [`crate::pictures`]; `call` stores it
//! and makes the calls.

mod call;

pub(crate) use call::{Telling, run, sweep, tell, was_told};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::job;
use vigie_seal::random_bytes;
use vigie_store::hooks::{self as rows, Hook as Row};
use vigie_store::{Tx, api as keys, jobs};
use vigie_wire::Unfit;

use crate::api::{self, Client, Scope};
use crate::intake::enqueue;
use crate::{Ctx, ServiceError, audit, hex, private};

/// What a program may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Told {
    /// A signal that its organisation put in was met elsewhere.
    Matched,
    /// A signal that it was given with the list is withdrawn.
    Withdrawn,
}

impl Told {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Matched, Self::Withdrawn];

    /// The word stored and sent.
    pub fn word(self) -> &'static str {
        match self {
            Self::Matched => "matched",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The one behind a word; `None` for any other.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.word() == word)
    }
}

/// Where a hook stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing is to be told.
    Idle,
    /// Something is, and a job will call.
    Waiting,
    /// It took no call for a week and is called no more, until it is set anew.
    Off,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Idle, Self::Waiting, Self::Off];

    /// The word stored and sent.
    pub fn word(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Waiting => "waiting",
            Self::Off => "off",
        }
    }

    fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|one| one.word() == word).unwrap_or(Self::Off)
    }
}

/// What of a hook is sealed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Stored {
    address: String,
    events: Vec<Told>,
    secret: String,
}

/// A hook as its program sees it: without its secret.
#[derive(Debug, Clone)]
pub struct Hook {
    /// Where it is called.
    pub address: String,
    /// What it is told.
    pub events: Vec<Told>,
    /// Where it stands.
    pub state: State,
    /// When it took a call last.
    pub delivered: Option<Timestamp>,
    /// Why the last call was not taken, in a word; `None`: it was, or there was none.
    pub failure: Option<String>,
    /// Events that wait.
    pub waiting: i64,
    /// Events that were never taken.
    pub given_up: i64,
}

/// A hook that was set.
#[derive(Debug)]
pub struct Set {
    /// What its calls are signed with, shown once.
    pub secret: vigie_seal::Secret<String>,
    /// False when it took the place of another.
    pub first: bool,
}

/// Why a hook is not set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Its address is none that can be called.
    Address,
    /// The operator does not list its host.
    Host,
    /// The key may not be told of withdrawals: it does not follow the list.
    Scope,
}

/// A program that is to be told something.
pub(crate) struct Receiver {
    /// The program, as if it asked.
    pub client: Client,
    /// Whose it is.
    pub owner: String,
}

/// Sets the hook of a key, or another in its place: that has a new secret, and begins without a failure.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn set(
    ctx: &Ctx,
    client: &Client,
    address: &str,
    events: &[Told],
) -> Result<Result<Set, Refusal>, ServiceError> {
    if let Err(unfit) = ctx.outside.receivers.fits(address) {
        return Ok(Err(match unfit {
            Unfit::Address => Refusal::Address,
            Unfit::Host => Refusal::Host,
        }));
    }
    if events.contains(&Told::Withdrawn) && !client.may(Scope::List) {
        return Ok(Err(Refusal::Scope));
    }
    let (now, key) = (ctx.clock.now(), client.key);
    let secret = format!("vigie_hook_{}", hex::encode(&random_bytes::<32>(&mut entropy())));
    let stored = Stored { address: address.to_owned(), events: events.to_vec(), secret: secret.clone() };
    let sealed = private::seal(ctx, &place(key), &stored)?;
    let leaf = audit::leaf(ctx, Event::HookSet, key, now, None, &[]);
    let mut tx = ctx.store.begin("hook.set").await?;
    let before = rows::lock(&mut tx, key).await?;
    let waits = rows::count(&mut tx, key).await? > 0;
    let row = Row {
        key_id: key,
        at_ms: now.ms(),
        state: if waits { State::Waiting } else { State::Idle }.word().to_owned(),
        tries: 0,
        tried_at_ms: None,
        failing_since_ms: None,
        failure: String::new(),
        delivered_at_ms: before.as_ref().and_then(|row| row.delivered_at_ms),
        given_up: before.as_ref().map_or(0, |row| row.given_up),
        sealed,
    };
    rows::put(&mut tx, &row).await?;
    // What waits goes to the new address at once, not after the pause of the old one. A job that calls at this moment sees
    // for itself that something is left.
    let was_off = before.as_ref().is_some_and(|row| State::parse(&row.state) == State::Off);
    if waits && (jobs::cancel(&mut tx, job::HOOK, key).await? > 0 || was_off) {
        enqueue(&mut tx, job::HOOK, key, now).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(Ok(Set { secret: vigie_seal::Secret::new(secret), first: before.is_none() }))
}

/// The hook of a key; `None` when it has none.
///
/// # Errors
/// [`ServiceError::Store`]; [`ServiceError::Untrusted`] when it was not written with this key file.
pub async fn get(ctx: &Ctx, key: Uuid) -> Result<Option<Hook>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let Some(row) = rows::get(&mut tx, key).await? else { return Ok(None) };
    let waiting = rows::count(&mut tx, key).await?;
    let Stored { address, events, .. } = private::open(ctx, &place(key), &row.sealed)?;
    Ok(Some(Hook {
        address,
        events,
        state: State::parse(&row.state),
        delivered: row.delivered_at_ms.map(Timestamp),
        failure: Some(row.failure).filter(|word| !word.is_empty()),
        waiting,
        given_up: row.given_up,
    }))
}

/// Ends the hook of a key, and forgets what it was to be told; false when it had none.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn end(ctx: &Ctx, key: Uuid) -> Result<bool, ServiceError> {
    let leaf = audit::leaf(ctx, Event::HookEnded, key, ctx.clock.now(), None, &[]);
    let mut tx = ctx.store.begin("hook.end").await?;
    rows::lock(&mut tx, key).await?;
    let ended = rows::delete(&mut tx, key).await?;
    if ended {
        jobs::cancel(&mut tx, job::HOOK, key).await?;
        audit::append(&mut tx, &leaf).await?;
        tx.commit().await?;
    }
    Ok(ended)
}

/// Whose programs are called, and where: for the operator.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn addresses(ctx: &Ctx) -> Result<Vec<(String, String)>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut all = Vec::new();
    for row in rows::all(&mut tx).await? {
        let Some(receiver) = receiver(ctx, &mut tx, row.key_id).await? else { continue };
        // One row that somebody else wrote does not hide the others.
        let stored: Result<Stored, _> = private::open(ctx, &place(row.key_id), &row.sealed);
        all.push((receiver.owner, stored.map_or_else(|_| "unreadable".to_owned(), |of| of.address)));
    }
    Ok(all)
}

/// Everybody who is to be told of such a thing.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn receivers(ctx: &Ctx, tx: &mut Tx, told: Told) -> Result<Vec<Receiver>, ServiceError> {
    let mut all = Vec::new();
    for row in rows::all(tx).await? {
        let wants =
            || private::open(ctx, &place(row.key_id), &row.sealed).is_ok_and(|of: Stored| of.events.contains(&told));
        if State::parse(&row.state) != State::Off && wants() {
            all.extend(receiver(ctx, tx, row.key_id).await?);
        }
    }
    Ok(all)
}

/// Who is behind a key that stands; `None` once it was revoked or is over.
async fn receiver(ctx: &Ctx, tx: &mut Tx, key: Uuid) -> Result<Option<Receiver>, ServiceError> {
    let row = keys::key(tx, key).await?;
    Ok(row.and_then(|row| api::client_of(ctx, &row)).map(|(client, owner)| Receiver { client, owner }))
}

fn place(key: Uuid) -> String {
    format!("hook {key}")
}
