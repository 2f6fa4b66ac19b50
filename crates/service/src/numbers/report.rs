//! *This number did not work*: a press of a visitor, counted for each number and day. No address, no hour, no words.

use std::net::IpAddr;

use serde_json::json;
use uuid::Uuid;
use vigie_lang::Helpline;
use vigie_model::audit::Event;
use vigie_store::numbers as rows;

use super::{for_visitors, today};
use crate::audit::Details;
use crate::buckets::What;
use crate::{Ctx, ServiceError, audit, desks};

/// Days that count as a week.
pub const WEEK: i64 = 7;
/// So many reports in a week ask for a look. They hide nothing: a person decides.
pub const LOOK_AT: i64 = 3;
/// Days that counts are kept: long enough to see that a line is weak.
const KEPT: i64 = 90;

/// What a press led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It was counted.
    Counted,
    /// Too many from one address: thanked like everybody, and not counted.
    Slowed,
}

/// Counts that a visitor of a country could not reach one of the numbers shown there.
///
/// # Errors
/// [`ServiceError::NotFound`] when that number is not shown there: nothing else is ever counted.
pub async fn report(ctx: &Ctx, country: &str, number: &str, address: IpAddr) -> Result<Reported, ServiceError> {
    if !is_shown(ctx, country, number).await {
        return Err(ServiceError::NotFound);
    }
    let now = ctx.clock.now();
    if !ctx.buckets.take(address, What::Report, now) {
        return Ok(Reported::Slowed);
    }
    let asks = {
        let mut tx = ctx.store.read().await?;
        let known = rows::reports(&mut tx, now.day() - WEEK + 1).await?;
        known.iter().filter(|(id, ..)| id == number).map(|(.., count)| count).sum::<i64>() + 1 == LOOK_AT
    };
    let leaf = if asks { Some(leaf(ctx, number).await?) } else { None };
    let mut tx = ctx.store.begin("numbers.report").await?;
    rows::report(&mut tx, number, now.day()).await?;
    if let Some(leaf) = &leaf {
        audit::append(&mut tx, leaf).await?;
    }
    tx.commit().await?;
    Ok(Reported::Counted)
}

/// The id of an invented door, such as `demo-1`, by its place.
pub fn demo_id(place: usize) -> String {
    format!("demo-{place}")
}

async fn is_shown(ctx: &Ctx, country: &str, number: &str) -> bool {
    if ctx.settings.demo {
        let doors = ctx.helplines.demo(if country.is_empty() { "FR" } else { country });
        return (1..=doors.len()).any(|place| demo_id(place) == number);
    }
    let Some(table) = for_visitors(ctx).await else { return false };
    let today = today(ctx);
    let shown = table.helplines.for_country(country, today).shown.into_iter();
    shown.chain(table.helplines.for_adults(country, today)).any(|row: &Helpline| row.id == number)
}

/// Only the press that asks for a look is in the audit: an hour for each would say more than a count for each day.
async fn leaf(ctx: &Ctx, number: &str) -> Result<vigie_store::audit::Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let details = Details { desk: &desk, value: json!({ "number": number }) };
    Ok(audit::leaf(ctx, Event::NumberReported, Uuid::nil(), ctx.clock.now(), Some(details), &[]))
}

/// Forgets counts older than ninety days.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn forget_old(ctx: &Ctx) -> Result<(), ServiceError> {
    let mut tx = ctx.store.begin("numbers.forget").await?;
    rows::forget_reports(&mut tx, ctx.clock.now().day() - KEPT).await?;
    tx.commit().await?;
    Ok(())
}
