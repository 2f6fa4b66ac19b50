//! The exposure meter: how much a member has read today, for that member alone, and when a break would be good.
//!
//! It is sealed to the member's own key: no colleague, no administrator and no thief of the database reads it, and
//! nothing here is added up over people. The limits follow what the Internet Watch Foundation says of its own analysts
//! (2024): a break each hour, at most five hours a day.

use serde::{Deserialize, Serialize};
use vigie_model::clock::{HOUR, MINUTE, Timestamp, entropy};
use vigie_model::id::MemberId;
use vigie_seal::{Context, Purpose, Wrap};
use vigie_store::exposures;

use crate::login::Signed;
use crate::{Ctx, ServiceError};

/// After so long without a break one is proposed, in milliseconds.
const BREAK_AFTER: i64 = HOUR;
/// After so many cases with danger without a break one is proposed.
const BREAK_AFTER_DANGER: u32 = 5;
/// More reading than this in a day is too much, in milliseconds.
const DAY_AT_MOST: i64 = 5 * HOUR;
/// Between two cases, more than this is time away and not counted, in milliseconds.
const AWAY: i64 = 15 * MINUTE;

/// What a member has read today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Exposure {
    /// Which day, whole days since 1970 UTC.
    pub day: i64,
    /// Cases opened.
    pub opened: u32,
    /// Of these, in the danger lane.
    pub danger: u32,
    /// How long, in milliseconds; time away is not counted.
    pub time: i64,
    /// When the last case was opened, in milliseconds since 1970 UTC.
    last: i64,
    /// How long since the last break, in milliseconds.
    since_break: i64,
    /// Cases with danger since the last break.
    danger_since_break: u32,
}

impl Exposure {
    /// After a case was opened at `now`.
    #[must_use]
    fn opens(self, danger: bool, now: Timestamp) -> Self {
        let today = if self.day == now.day() { self } else { Self { day: now.day(), ..Self::default() } };
        let gap = now.ms().saturating_sub(today.last);
        // Time away from the screen is a break too.
        let (step, fresh) = if today.last == 0 || gap > AWAY { (0, true) } else { (gap.max(0), false) };
        Self {
            opened: today.opened.saturating_add(1),
            danger: today.danger.saturating_add(u32::from(danger)),
            time: today.time + step,
            last: now.ms(),
            since_break: if fresh { 0 } else { today.since_break + step },
            danger_since_break: if fresh { 0 } else { today.danger_since_break }.saturating_add(u32::from(danger)),
            ..today
        }
    }

    /// After a break.
    #[must_use]
    fn rests(self) -> Self {
        Self { since_break: 0, danger_since_break: 0, last: 0, ..self }
    }

    /// True when a break would be good.
    pub fn wants_break(&self) -> bool {
        self.since_break >= BREAK_AFTER || self.danger_since_break >= BREAK_AFTER_DANGER
    }

    /// True when it is enough for today.
    pub fn enough_today(&self) -> bool {
        self.time >= DAY_AT_MOST
    }
}

/// What the signed-in member has read today.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn today(ctx: &Ctx, signed: &Signed) -> Result<Exposure, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let sealed = exposures::get(&mut tx, signed.member.0).await?;
    let day = ctx.clock.now().day();
    // What does not open is begun anew: a meter is not worth a page that does not open.
    let kept = sealed.and_then(|sealed| open(signed, sealed)).filter(|kept| kept.day == day);
    Ok(kept.unwrap_or(Exposure { day, ..Exposure::default() }))
}

/// Counts a case that was opened.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn opened(ctx: &Ctx, signed: &Signed, danger: bool) -> Result<(), ServiceError> {
    let next = today(ctx, signed).await?.opens(danger, ctx.clock.now());
    keep(ctx, signed, next).await
}

/// Notes that the member takes a break.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn rested(ctx: &Ctx, signed: &Signed) -> Result<(), ServiceError> {
    let next = today(ctx, signed).await?.rests();
    keep(ctx, signed, next).await
}

async fn keep(ctx: &Ctx, signed: &Signed, exposure: Exposure) -> Result<(), ServiceError> {
    let plain = serde_json::to_vec(&exposure).map_err(|_| ServiceError::Inner)?;
    let sealed = signed.own.public().seal(&context(signed.member), &plain, &mut entropy()).into_bytes();
    let mut tx = ctx.store.begin("exposure.keep").await?;
    exposures::put(&mut tx, signed.member.0, &sealed).await?;
    tx.commit().await?;
    Ok(())
}

fn open(signed: &Signed, sealed: Vec<u8>) -> Option<Exposure> {
    let plain = signed.own.open(&context(signed.member), &Wrap::from_bytes(sealed)).ok()?;
    serde_json::from_slice(plain.expose()).ok()
}

fn context(member: MemberId) -> Context {
    Context { purpose: Purpose::Exposure, owner: member.bytes(), part: member.bytes(), generation: 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(minutes: &[i64], danger: bool) -> Exposure {
        let begin = Timestamp(20_000 * 24 * HOUR + 9 * HOUR);
        minutes.iter().fold(Exposure::default(), |seen, minute| seen.opens(danger, begin.plus(minute * MINUTE)))
    }

    #[test]
    fn an_hour_without_a_break_asks_for_one_and_a_break_ends_that() {
        let steady: Vec<i64> = (0..=6).map(|ten| ten * 10).collect();
        assert!(!after(&steady[..6], false).wants_break());
        assert!(after(&steady, false).wants_break());
        assert!(!after(&steady, false).rests().wants_break());
    }

    #[test]
    fn time_away_is_a_break_and_is_not_counted() {
        let seen = after(&[0, 10, 20, 80, 90, 100, 110], false);
        assert_eq!((seen.opened, seen.time, seen.wants_break()), (7, 50 * MINUTE, false));
    }

    #[test]
    fn five_cases_with_danger_ask_for_a_break_at_once() {
        assert!(!after(&[0, 1, 2, 3], true).wants_break());
        assert!(after(&[0, 1, 2, 3, 4], true).wants_break());
    }

    #[test]
    fn a_new_day_begins_at_nothing() {
        let seen = after(&[0, 10, 24 * 60 + 10], true);
        assert_eq!((seen.opened, seen.danger, seen.time), (1, 1, 0));
    }

    #[test]
    fn five_hours_are_enough() {
        let steady: Vec<i64> = (0..=30).map(|ten| ten * 10).collect();
        assert!(after(&steady, false).enough_today() && !after(&steady[..30], false).enough_today());
    }
}
