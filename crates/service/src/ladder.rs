//! The ladder of a case: begun when danger waits, climbed by a job every ten minutes, ended by a claim. Danger that comes
//! to a claimed case begins it anew, until a member has opened the case.

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::CaseState;
use vigie_model::clock::MINUTE;
use vigie_model::job;
use vigie_model::ladder::{Ladder, Move, State};
use vigie_model::lane::Lane;
use vigie_store::cases::{self, Case};
use vigie_store::{StoreError, Tx, rungs};
use vigie_wire::Kind;

use crate::intake::enqueue;
use crate::{Ctx, ServiceError, audit, calls, duty};

/// A ladder that should have moved so long ago has lost its job, in milliseconds.
const LOST_AFTER: i64 = MINUTE;

/// True while nobody of the desk has the case in hand.
pub(crate) fn unclaimed(case: &Case) -> bool {
    let waits = matches!(CaseState::parse(&case.state), Some(CaseState::New | CaseState::Open));
    waits && case.claimed_by.is_none() && case.summary_sealed.is_some()
}

/// Something arrived for a case: with danger and nobody at it, the calling begins, unless it is under way. In a
/// demonstration nobody is called: its cases are invented.
pub(crate) async fn arrived(ctx: &Ctx, tx: &mut Tx, case: &Case) -> Result<(), ServiceError> {
    if !ctx.settings.demo && Lane::from_number(case.lane) == Lane::Danger && unclaimed(case) {
        begin(tx, case.id, ctx.clock.now(), None).await?;
    }
    Ok(())
}

/// Signs of danger came in something added later. Whoever has the case in hand may be asleep: the calling begins anew, and
/// ends when a member has opened the case since. A case that nobody has in hand is for [`arrived`].
pub(crate) async fn danger_again(ctx: &Ctx, tx: &mut Tx, case: Uuid) -> Result<(), ServiceError> {
    let row = cases::get(tx, case).await?;
    let in_hand = row.is_some_and(|row| row.claimed_by.is_some() && row.summary_sealed.is_some());
    if !ctx.settings.demo && in_hand {
        let now = ctx.clock.now();
        begin(tx, case, now, Some(now)).await?;
        // Claimed a moment ago, the ladder may not have been looked at since: it goes on instead of ending.
        rungs::goes_on(tx, case, now.ms()).await?;
    }
    Ok(())
}

/// True while somebody has to be called for a case: see [`waits`]. One that was destroyed needs nobody.
pub(crate) async fn waits_still(tx: &mut Tx, case: Uuid) -> Result<bool, ServiceError> {
    let again = rungs::ladder(tx, case).await?.and_then(|row| row.again_at_ms);
    match cases::get(tx, case).await? {
        Some(case) => waits(tx, &case, again).await,
        None => Ok(false),
    }
}

/// True while nobody has the case in hand, or whoever has it has not opened it since danger came again.
async fn waits(tx: &mut Tx, case: &Case, again_at_ms: Option<i64>) -> Result<bool, ServiceError> {
    let Some(again) = again_at_ms.filter(|_| case.claimed_by.is_some() && case.summary_sealed.is_some()) else {
        return Ok(unclaimed(case));
    };
    let opened = vigie_store::audit::times_of(tx, Event::CaseOpened.word(), case.id, 1).await?;
    Ok(opened.first().is_none_or(|(at,)| *at < again))
}

async fn begin(tx: &mut Tx, case: Uuid, now: Timestamp, again: Option<Timestamp>) -> Result<(), ServiceError> {
    if rungs::begin(tx, case, now.ms(), again.map(Timestamp::ms)).await? {
        enqueue(tx, job::LADDER, case, now).await?;
    }
    Ok(())
}

/// One look at a ladder. Done twice it calls nobody twice: what it decides is saved with what it decided on.
pub(crate) async fn step(ctx: &Ctx, case: Uuid) -> Result<(), ServiceError> {
    let names = duty::list(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let Some(row) = rungs::ladder(&mut tx, case).await? else { return Ok(()) };
    let claimed = !waits_still(&mut tx, case).await?;
    drop(tx);
    let now = ctx.clock.now();
    let (after, step) = stands(&row)?.look(now, claimed, names.len());
    if step == Move::Wait {
        return Ok(());
    }
    let rung = match step {
        Move::Call(place) => {
            names.get(place).map(|name| calls::rung(ctx, Kind::Urgent, Some((case, row.round)), place, name))
        }
        _ => None,
    };
    let exhausted = audit::leaf(ctx, Event::DutyExhausted, case, now, None, &[]);
    let mut tx = ctx.store.begin("ladder.step").await?;
    save(&mut tx, row, after).await?;
    if let Some(rung) = &rung {
        calls::enqueue_rung(&mut tx, rung).await?;
        enqueue(&mut tx, job::LADDER, case, after.due).await?;
    }
    if step == Move::Over {
        audit::append(&mut tx, &exhausted).await?;
    }
    tx.commit().await?;
    if step == Move::Over {
        tracing::error!(case.id = %case, "Case {case} has signs of danger, everybody on duty was called, and no member has it in hand. Its visitor is told so, with numbers to call.");
    }
    Ok(())
}

/// Somebody who was called says "I have it": in the caller's transaction.
pub(crate) async fn acknowledged(tx: &mut Tx, case: Uuid, round: i64, now: Timestamp) -> Result<(), ServiceError> {
    let Some(row) = rungs::ladder(tx, case).await?.filter(|row| row.round == round) else { return Ok(()) };
    let before = stands(&row)?;
    let after = before.acknowledged(now);
    if after != before {
        save(tx, row, after).await?;
        enqueue(tx, job::LADDER, case, after.due).await?;
    }
    Ok(())
}

/// True when everybody on duty was called for this case, and nobody has it in hand since: see [`waits`].
pub(crate) async fn nobody_came(tx: &mut Tx, case: &Case) -> Result<bool, ServiceError> {
    let row = rungs::ladder(tx, case.id).await?.filter(|row| State::parse(&row.state) == Some(State::Over));
    match row {
        Some(row) => waits(tx, case, row.again_at_ms).await,
        None => Ok(false),
    }
}

/// A promise to call is kept even when its job was lost, when a case was given back, or when the node came up late.
pub(crate) async fn catch_up(ctx: &Ctx) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let mut tx = ctx.store.read().await?;
    let overdue = rungs::overdue(&mut tx, now.ms() - LOST_AFTER).await?;
    let forgotten = rungs::forgotten(&mut tx).await?;
    drop(tx);
    if overdue.is_empty() && forgotten.is_empty() {
        return Ok(());
    }
    let mut tx = ctx.store.begin("ladder.catch_up").await?;
    for (case,) in forgotten {
        begin(&mut tx, case, now, None).await?;
    }
    for (case,) in overdue {
        enqueue(&mut tx, job::LADDER, case, now).await?;
    }
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}

fn stands(row: &rungs::Ladder) -> Result<Ladder, StoreError> {
    let state = State::parse(&row.state).ok_or(StoreError::Unreadable("ladder"))?;
    let next = usize::try_from(row.next).map_err(|_| StoreError::Unreadable("ladder"))?;
    Ok(Ladder { state, next, due: Timestamp(row.due_at_ms) })
}

async fn save(tx: &mut Tx, row: rungs::Ladder, after: Ladder) -> Result<(), StoreError> {
    let next = i64::try_from(after.next).unwrap_or(i64::MAX);
    let row = rungs::Ladder { state: after.state.word().to_owned(), next, due_at_ms: after.due.ms(), ..row };
    rungs::save(tx, &row).await
}
