//! What a hook is told: stored with what it tells of, called by a job, given up after a day.

use serde_json::{Value, json};
use uuid::Uuid;
use vigie_model::audit::Event as Leaf;
use vigie_model::clock::{DAY, SECOND, Timestamp};
use vigie_model::job;
use vigie_seal::Secret;
use vigie_store::hooks::{self as rows, Event, Hook as Row};
use vigie_store::{Tx, jobs};
use vigie_wire::WireError;

use super::{Receiver, State, Stored, Told, place, receiver};
use crate::intake::enqueue;
use crate::{Ctx, ServiceError, audit, hex, private};

/// Most events of a call.
const MOST: i64 = 100;
/// What happens within so long is one call, in milliseconds.
const TOGETHER: i64 = SECOND;
/// How long something is worth telling, in milliseconds.
const WORTH: i64 = DAY;
/// After failing for so long a hook is off, in milliseconds.
const OFF_AFTER: i64 = 7 * DAY;
/// How long the name of what was told is kept, in milliseconds: longer than the day within which it is told once.
const NAMED: i64 = 3 * DAY;
/// How long a call waits while others are made, in milliseconds.
const BUSY: i64 = SECOND / 2;

/// Something to be told to one program.
pub(crate) struct Telling<'a> {
    /// To whom.
    pub to: &'a Receiver,
    /// What it is about.
    pub told: Told,
    /// What makes it one and the same: told once.
    pub once: &'a [u8],
    /// The rest of it.
    pub about: Value,
}

/// Stores something to be told with the job that calls, in the transaction of what it tells of, which holds the lock of the
/// signals' log. False when it was told already.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn tell(ctx: &Ctx, tx: &mut Tx, telling: &Telling<'_>) -> Result<bool, ServiceError> {
    let (now, key, id) = (ctx.clock.now(), telling.to.client.key, id(ctx, telling));
    if was_told(ctx, tx, telling).await? {
        return Ok(false);
    }
    // Ended or off by now: nobody is there to be told.
    let Some(hook) = rows::lock(tx, key).await?.filter(|hook| hook.state != State::Off.word()) else {
        return Ok(false);
    };
    let mut value = telling.about.clone();
    value["id"] = id.to_string().into();
    value["event"] = telling.told.word().into();
    let sealed = private::seal(ctx, &event_place(key, id), &value)?;
    let added = rows::add(tx, &Event { id, key_id: key, at_ms: now.ms(), sealed }).await?;
    if added && hook.state == State::Idle.word() {
        rows::put(tx, &Row { state: State::Waiting.word().to_owned(), ..hook }).await?;
        enqueue(tx, job::HOOK, key, now.plus(TOGETHER)).await?;
    }
    Ok(added)
}

/// True when something was told already, or waits.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn was_told(ctx: &Ctx, tx: &mut Tx, telling: &Telling<'_>) -> Result<bool, ServiceError> {
    Ok(rows::known(tx, id(ctx, telling)).await?)
}

/// The name of something that is told once.
fn id(ctx: &Ctx, telling: &Telling<'_>) -> Uuid {
    let parts = [telling.to.client.key.as_bytes().as_slice(), telling.told.word().as_bytes(), telling.once];
    let mac = ctx.keys.delivery_mac().mac("hook event", &parts);
    uuid::Builder::from_custom_bytes(std::array::from_fn(|at| mac[at])).into_uuid()
}

/// Calls a program with what waits for it: one call, and the next job where there is more or it was not taken.
///
/// # Errors
/// [`ServiceError::Store`]. That a call is not taken is no error of ours.
pub(crate) async fn run(ctx: &Ctx, key: Uuid) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let Some(hook) = rows::get(&mut tx, key).await?.filter(|hook| hook.state == State::Waiting.word()) else {
        return Ok(());
    };
    let stands = receiver(ctx, &mut tx, key).await?.is_some();
    let events = rows::waiting(&mut tx, key, MOST).await?;
    drop(tx);
    if !stands {
        super::end(ctx, key).await?;
        return Ok(());
    }
    // People on duty come first: a slow program must not hold every worker.
    let Ok(_turn) = ctx.hook_gate.try_acquire() else {
        let mut tx = ctx.store.begin("hook.wait").await?;
        enqueue(&mut tx, job::HOOK, key, ctx.clock.now().plus(BUSY)).await?;
        tx.commit().await?;
        return Ok(());
    };
    let (ids, body) = body(ctx, &events);
    let sent = if body.is_empty() {
        Ok(())
    } else {
        // A row that was not written with this key file is a call that is not taken: it is given up like any other.
        match private::open::<Stored>(ctx, &place(key), &hook.sealed) {
            Ok(of) => {
                let (secret, at) = (Secret::new(of.secret), ctx.clock.now().ms() / 1000);
                ctx.outside.receivers.call(&of.address, &secret, at, body).await.map(|_| ())
            }
            Err(_) => Err(WireError::Unset),
        }
    };
    record(ctx, &hook, &ids, &sent, ctx.clock.now()).await
}

/// The events of a call and its body; empty without any that is ours.
fn body(ctx: &Ctx, events: &[Event]) -> (Vec<Uuid>, String) {
    let ids: Vec<Uuid> = events.iter().map(|event| event.id).collect();
    let open = |event: &Event| {
        let value: Option<Value> = private::open(ctx, &event_place(event.key_id, event.id), &event.sealed).ok()?;
        value
    };
    let values: Vec<Value> = events.iter().filter_map(open).collect();
    if values.is_empty() {
        return (ids, String::new());
    }
    let named: Vec<&[u8]> = ids.iter().map(|id| id.as_bytes().as_slice()).collect();
    let key = hex::encode(&ctx.keys.delivery_mac().mac("hook call", &named)[..16]);
    (ids, json!({ "node": ctx.outside.node, "kind": "signals", "key": key, "events": values }).to_string())
}

/// Notes how a call went. When the hook was set anew meanwhile, what was told is told, and what failed is the old one's.
async fn record(
    ctx: &Ctx,
    called: &Row,
    ids: &[Uuid],
    sent: &Result<(), WireError>,
    now: Timestamp,
) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("hook.record").await?;
    let key = called.key_id;
    let Some(mut hook) = rows::lock(&mut tx, key).await? else { return Ok(()) };
    let mut next = now;
    let before = hook.tried_at_ms.replace(now.ms());
    match sent {
        Ok(()) => {
            for id in ids {
                rows::told(&mut tx, *id).await?;
            }
            hook.delivered_at_ms = Some(now.ms());
            (hook.tries, hook.failing_since_ms) = (0, None);
            hook.failure.clear();
        }
        Err(_) if hook.sealed != called.sealed => {}
        Err(error) => {
            hook.tries += 1;
            word(error).clone_into(&mut hook.failure);
            // A hook that is called once in a while has not failed all the time between.
            let lately = before.is_some_and(|at| now.ms() - at < OFF_AFTER);
            let since = hook.failing_since_ms.filter(|_| lately).unwrap_or(now.ms());
            hook.failing_since_ms = Some(since);
            let off = now.ms() - since >= OFF_AFTER;
            hook.given_up += rows::give_up(&mut tx, key, if off { i64::MAX } else { now.ms() - WORTH }).await?;
            next = now.plus(job::backoff_ms(hook.tries));
            tracing::warn!(api_key.id = %key, "The hook of key {key} took no call ({}), {} in a row.", hook.failure, hook.tries);
            if off {
                tracing::error!(api_key.id = %key, "The hook of key {key} took no call for a week. It is off until its program sets it anew.");
                State::Off.word().clone_into(&mut hook.state);
                audit::append(&mut tx, &audit::leaf(ctx, Leaf::HookEnded, key, now, None, &[])).await?;
            }
        }
    }
    if hook.state != State::Off.word() {
        let left = rows::waits(&mut tx, key).await?;
        if left { State::Waiting } else { State::Idle }.word().clone_into(&mut hook.state);
        if left {
            // One job at a time, or two would say the same.
            jobs::cancel(&mut tx, job::HOOK, key).await?;
            enqueue(&mut tx, job::HOOK, key, next).await?;
        }
    }
    rows::put(&mut tx, &hook).await?;
    tx.commit().await?;
    Ok(())
}

/// Why a call was not taken, in a word that its program is told.
fn word(error: &WireError) -> &'static str {
    match error {
        WireError::Refused { code: 300..400 } => "redirect",
        WireError::Refused { .. } => "refused",
        WireError::Late => "late",
        WireError::Unlisted => "host",
        WireError::Inside => "inside",
        WireError::Unreachable(_) => "unreachable",
        WireError::Address(_) | WireError::Unset => "address",
    }
}

/// Ends the hooks of keys that are over, calls again where a job was lost, and forgets what was told days ago.
///
/// # Errors
/// [`ServiceError::Store`].
pub(crate) async fn sweep(ctx: &Ctx) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let mut over = Vec::new();
    for hook in rows::all(&mut tx).await? {
        if receiver(ctx, &mut tx, hook.key_id).await?.is_none() {
            over.push(hook.key_id);
        }
    }
    drop(tx);
    for key in over {
        super::end(ctx, key).await?;
    }
    let mut tx = ctx.store.begin("hook.sweep").await?;
    for (key,) in rows::stranded(&mut tx, job::HOOK).await? {
        enqueue(&mut tx, job::HOOK, key, now).await?;
    }
    rows::sweep(&mut tx, now.ms() - NAMED).await?;
    tx.commit().await?;
    Ok(())
}

fn event_place(key: Uuid, id: Uuid) -> String {
    format!("hook event {id} of {key}")
}
