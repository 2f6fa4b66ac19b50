//! Calls to people on duty: each a row that was committed first, sent by a job, acknowledged by a one-time link.
//!
//! What leaves says that something waits, and nothing of what.

use uuid::Uuid;
use vigie_lang::Value;
use vigie_model::audit::Event;
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::id::new_uuid;
use vigie_model::job;
use vigie_model::ladder::LINK_LASTS;
use vigie_store::Tx;
use vigie_store::rungs::{self, Rung};
use vigie_wire::{Kind, Notice, WireError};

use crate::duty::{self, Name};
use crate::intake::enqueue;
use crate::opening::languages::texts;
use crate::{Ctx, ServiceError, audit, hex, ladder, opening};

/// Longest text read as the token of a link: ours have 64 digits.
const LONGEST: usize = 64;

/// What the page behind a link says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Why somebody was called.
    pub kind: Kind,
    /// When "I have it" was said; `None` while it was not.
    pub acknowledged: Option<Timestamp>,
}

/// A rung for one entry of the duty list, not stored yet.
pub(crate) fn rung(ctx: &Ctx, kind: Kind, case: Option<(Uuid, i64)>, place: usize, to: &Name) -> Rung {
    let now = ctx.clock.now();
    let id = new_uuid(now, &mut entropy());
    Rung {
        id,
        case_id: case.map(|one| one.0),
        round: case.map_or(0, |one| one.1),
        place: i64::try_from(place).unwrap_or(i64::MAX),
        kind: kind.word().to_owned(),
        recipient_id: to.id,
        state: "waiting".to_owned(),
        ack_mac: link_mac(ctx, &token(ctx, id)).to_vec(),
        made_at_ms: now.ms(),
        sent_at_ms: None,
        acknowledged_at_ms: None,
    }
}

/// Stores a rung with the job that sends it; nothing when this place was called already.
pub(crate) async fn enqueue_rung(tx: &mut Tx, rung: &Rung) -> Result<(), ServiceError> {
    if rungs::insert(tx, rung).await? {
        enqueue(tx, job::CALL, rung.id, Timestamp(rung.made_at_ms)).await?;
    }
    Ok(())
}

/// Sends a test to an entry of the duty list.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such entry.
pub async fn test(ctx: &Ctx, entry: Uuid) -> Result<(), ServiceError> {
    let list = duty::list(ctx).await?;
    let place = list.iter().position(|name| name.id == entry).ok_or(ServiceError::NotFound)?;
    let rung = rung(ctx, Kind::Test, None, place, &list[place]);
    let mut tx = ctx.store.begin("calls.test").await?;
    enqueue_rung(&mut tx, &rung).await?;
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}

/// Tells everybody on the duty list.
pub(crate) async fn everybody(ctx: &Ctx, kind: Kind) -> Result<(), ServiceError> {
    let list = duty::list(ctx).await?;
    let rungs: Vec<Rung> = list.iter().enumerate().map(|(place, name)| rung(ctx, kind, None, place, name)).collect();
    let mut tx = ctx.store.begin("calls.everybody").await?;
    for rung in &rungs {
        enqueue_rung(&mut tx, rung).await?;
    }
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}

/// The last test to each entry of the duty list: entry, when it left, when it was acknowledged.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn tests(ctx: &Ctx) -> Result<Vec<(Uuid, Option<Timestamp>, Option<Timestamp>)>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let rows = rungs::last_of(&mut tx, Kind::Test.word()).await?;
    let mut seen = Vec::new();
    for row in rows {
        if !seen.iter().any(|one: &(Uuid, _, _)| one.0 == row.recipient_id) {
            seen.push((row.recipient_id, row.sent_at_ms.map(Timestamp), row.acknowledged_at_ms.map(Timestamp)));
        }
    }
    Ok(seen)
}

/// Sends one rung. Done again after it was recorded, it sends nothing; cut before that, the receiver sees the same key twice.
pub(crate) async fn send(ctx: &Ctx, id: Uuid) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let Some(rung) = rungs::get(&mut tx, id).await?.filter(|rung| rung.state == "waiting") else { return Ok(()) };
    let waits = match rung.case_id {
        Some(case) => ladder::waits_still(&mut tx, case).await?,
        None => true,
    };
    drop(tx);
    let list = duty::list(ctx).await?;
    let to = list.into_iter().find(|name| name.id == rung.recipient_id);
    // Taken off the list, or taken in hand while it waited: nobody needs to be woken.
    let needless = to.is_none() || !waits;
    let Some(to) = to.filter(|_| !needless) else { return finish(ctx, &rung, "needless", None).await };
    if now.ms() - rung.made_at_ms > LINK_LASTS {
        tracing::error!(rung.id = %id, "Notice {id} did not leave for a day and is given up. Look at the mail server or the address that takes calls.");
        return finish(ctx, &rung, "given-up", None).await;
    }
    let sent = match notice(ctx, &rung, &to, now) {
        Ok(notice) => ctx.outside.send(&notice).await,
        Err(error) => Err(error),
    };
    match sent {
        Ok(_) => {
            ctx.metrics.duty_calls.inc();
            finish(ctx, &rung, "sent", Some(now)).await
        }
        Err(error) => {
            ctx.metrics.duty_failed.inc();
            Err(ServiceError::Wire(error))
        }
    }
}

async fn finish(ctx: &Ctx, rung: &Rung, state: &str, sent: Option<Timestamp>) -> Result<(), ServiceError> {
    let leaf = audit::leaf(ctx, Event::DutyCalled, rung.case_id.unwrap_or(rung.id), ctx.clock.now(), None, &[]);
    let mut tx = ctx.store.begin("calls.finish").await?;
    if rungs::finish(&mut tx, rung.id, state, sent.map(Timestamp::ms)).await? && sent.is_some() {
        audit::append(&mut tx, &leaf).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn notice(ctx: &Ctx, rung: &Rung, to: &Name, at: Timestamp) -> Result<Notice, WireError> {
    if ctx.outside.public.is_empty() {
        return Err(WireError::Unset);
    }
    let kind = Kind::parse(&rung.kind).unwrap_or(Kind::Urgent);
    let link = format!("{}/console/ack?k={}", ctx.outside.public, token(ctx, rung.id));
    let (t, node) = (texts().get(to.lang), ctx.outside.node.as_str());
    let values = [("node", Value::Text(node)), ("link", Value::Text(&link))];
    // Marks that keep a value's direction belong on pages: in a mail they would break the link.
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    Ok(Notice {
        key: hex::encode(&ctx.keys.delivery_mac().mac("call", &[rung.id.as_bytes()])[..16]),
        kind,
        node: node.to_owned(),
        to: to.recipient(),
        at,
        subject: plain(t.s(&format!("mail-{}-subject", kind.word()), "node", node)),
        text: plain(t.args(&format!("mail-{}-text", kind.word()), &values)),
        link,
    })
}

/// The token in a link. Made from the rung, so that a second try sends the same one and the database holds none.
fn token(ctx: &Ctx, rung: Uuid) -> String {
    hex::encode(&ctx.keys.delivery_mac().mac("acknowledge", &[rung.as_bytes()]))
}

fn link_mac(ctx: &Ctx, token: &str) -> [u8; 32] {
    ctx.keys.delivery_mac().mac("acknowledge link", &[token.as_bytes()])
}

/// What a link leads to; `None` when there is none or its day is over.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn link(ctx: &Ctx, token: &str) -> Result<Option<Link>, ServiceError> {
    Ok(found(ctx, token).await?.map(|rung| shown(&rung)))
}

async fn found(ctx: &Ctx, token: &str) -> Result<Option<Rung>, ServiceError> {
    if token.len() > LONGEST {
        return Ok(None);
    }
    let mut tx = ctx.store.read().await?;
    let rung = rungs::by_link(&mut tx, &link_mac(ctx, token)).await?;
    Ok(rung.filter(|rung| ctx.clock.now().ms() - rung.made_at_ms <= LINK_LASTS))
}

fn shown(rung: &Rung) -> Link {
    let kind = Kind::parse(&rung.kind).unwrap_or(Kind::Urgent);
    Link { kind, acknowledged: rung.acknowledged_at_ms.map(Timestamp) }
}

/// "I have it": said once, also when it is pressed twice. The ladder waits ten minutes more. `None` as [`link`].
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn acknowledge(ctx: &Ctx, token: &str) -> Result<Option<Link>, ServiceError> {
    let Some(rung) = found(ctx, token).await? else { return Ok(None) };
    let now = ctx.clock.now();
    let leaf = audit::leaf(ctx, Event::DutyAcknowledged, rung.case_id.unwrap_or(rung.id), now, None, &[]);
    let mut tx = ctx.store.begin("calls.acknowledge").await?;
    if !rungs::acknowledge(&mut tx, rung.id, now.ms()).await? {
        return Ok(Some(shown(&rung)));
    }
    if let Some(case) = rung.case_id {
        ladder::acknowledged(&mut tx, case, rung.round, now).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    opening::look(ctx).await;
    Ok(Some(Link { acknowledged: Some(now), ..shown(&rung) }))
}
