//! Numbers that visitors are shown: the rows of the data files and the house's own, with the checks of the house.
//!
//! Whether one may be shown is the release rule of `vigie_lang::helplines`, and only that. Here is what it is given:
//! checks and own numbers whose mac is of this key file, so that who can write the database releases nothing.

mod check;
mod own;
mod report;
mod view;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use vigie_lang::helplines::{Check, Reason, why_hidden};
use vigie_lang::{Day, Helpline, Helplines};
use vigie_model::Timestamp;
use vigie_model::clock::SECOND;
use vigie_model::id::MemberId;
use vigie_store::numbers as rows;

use crate::{Ctx, ServiceError};

pub use check::{EVIDENCE_MAX, NewCheck, Refusal, check, expire};
pub use own::{NewNumber, add};
pub use report::{LOOK_AT, Reported, WEEK, demo_id, forget_old, report};
pub use view::{Checked, Line, Opened, lines, missing, of_files, open, presses};

/// How long what was read is taken for true, in milliseconds.
const FRESH: i64 = SECOND;

/// Every number with what the house knows of it.
#[derive(Debug, Clone)]
pub struct Table {
    /// The rows, the house's checks applied.
    pub helplines: Helplines,
    /// Numbers of the house's own: who added each, and whether that member alone has checked it.
    pub own: BTreeMap<String, Own>,
}

/// What is known of a number of the house's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// Who added it: somebody else has to check it before it is shown.
    pub by: MemberId,
    /// When.
    pub at: Timestamp,
    /// True when it was checked by that member and by nobody else.
    pub needs_second: bool,
}

/// What this process has read, and when.
#[derive(Debug, Default)]
pub struct Cache(Mutex<Option<(Timestamp, Arc<Table>)>>);

/// What a country has, for the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    /// True: a checked crisis line can be shown today.
    pub crisis: bool,
    /// True: a checked child helpline can be shown today.
    pub child: bool,
    /// The last day on which both can be shown if nobody checks again; `None` when one is missing today.
    pub next_expiry: Option<Day>,
    /// The last day with a crisis line; the day after it the node closes.
    pub crisis_until: Option<Day>,
    /// The last day with a child helpline.
    pub child_until: Option<Day>,
}

/// Whether a country (ISO code, any case) has a checked crisis line and a checked child helpline today. In a
/// demonstration too these are the real ones: the invented doors serve nobody.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn served(ctx: &Ctx, country: &str) -> Result<Served, ServiceError> {
    let table = table(ctx).await?;
    let found = table.helplines.coverage(country, today(ctx));
    Ok(Served {
        crisis: found.crisis_until.is_some(),
        child: found.child_until.is_some(),
        next_expiry: found.crisis_until.zip(found.child_until).map(|(crisis, child)| crisis.min(child)),
        crisis_until: found.crisis_until,
        child_until: found.child_until,
    })
}

/// Every number as it stands, at most a second old.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn table(ctx: &Ctx) -> Result<Arc<Table>, ServiceError> {
    let now = ctx.clock.now();
    if let Some((read, table)) = ctx.numbers.last()
        && (0..FRESH).contains(&now.since(read))
    {
        return Ok(table);
    }
    let table = Arc::new(read(ctx).await?);
    ctx.numbers.keep(now, &table);
    Ok(table)
}

/// The same for visitors: when the database does not answer, what this process read last. Somebody in danger is shown a
/// number that was good a moment ago rather than none.
pub async fn for_visitors(ctx: &Ctx) -> Option<Arc<Table>> {
    match table(ctx).await {
        Ok(table) => Some(table),
        Err(error) => {
            tracing::error!("The checks of numbers could not be read: {error}");
            ctx.numbers.last().map(|(_, table)| table)
        }
    }
}

impl Cache {
    fn last(&self) -> Option<(Timestamp, Arc<Table>)> {
        // A panic while the lock was held leaves a whole table behind: going on is safe.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, now: Timestamp, table: &Arc<Table>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, Arc::clone(table)));
    }

    /// Forgets how old it is, so that a change of this process is seen at once. The table stays for when the database
    /// does not answer.
    fn stale(&self) {
        if let Some((read, _)) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            *read = Timestamp(i64::MIN);
        }
    }
}

/// The UTC day at the clock of the node.
pub fn today(ctx: &Ctx) -> Day {
    // Cannot fail in the years 1970 to 9999; a clock beyond them shows no number at all.
    Day::of_unix_ms(ctx.clock.now().ms()).unwrap_or_else(Day::never)
}

/// Why a row is hidden today, also when only the member who added it has checked it. Empty: it is shown.
pub(crate) fn reasons(table: &Table, row: &Helpline, today: Day) -> Vec<Reason> {
    let mut reasons = why_hidden(row, today);
    if table.own.get(&row.id).is_some_and(|own| own.needs_second)
        && let Some(never) = reasons.iter_mut().find(|reason| **reason == Reason::NeverChecked)
    {
        *never = Reason::SecondPerson;
    }
    reasons
}

/// A check as it is stored in a row: everything but who, when and the evidence.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Stored(pub(crate) Check);

async fn read(ctx: &Ctx) -> Result<Table, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let (checks, own) = (rows::checks(&mut tx).await?, rows::own(&mut tx).await?);
    drop(tx);
    let (mut all, mut added) = (ctx.helplines.rows().to_vec(), BTreeMap::new());
    for row in own {
        let Some(helpline) = own::verified(ctx, &row) else { continue };
        let own = Own { by: MemberId(row.member_id), at: Timestamp(row.at_ms), needs_second: false };
        added.insert(helpline.id.clone(), own);
        all.push(helpline);
    }
    let mut counted = Vec::new();
    for row in checks {
        let Some(check) = check::verified(ctx, &row) else { continue };
        match added.get_mut(&check.helpline) {
            // Who added a number may take it away, but somebody else has to release it.
            Some(own) if own.by.0 == row.member_id && check.outcome == vigie_lang::helplines::Outcome::Works => {
                own.needs_second = true;
            }
            _ => counted.push(check),
        }
    }
    let helplines = Helplines::from_rows(all).map_err(|_| ServiceError::Untrusted("number"))?;
    Ok(Table { helplines: helplines.with_checks(&counted), own: added })
}

/// Something of the numbers was not written with this key file: it counts for nothing, and somebody should look.
fn untrusted(ctx: &Ctx, what: &'static str, id: uuid::Uuid) {
    ctx.metrics.untrusted.inc();
    tracing::error!(number.row = %id, "The {what} {id} was not written with this key file. It counts for nothing. Run vigie helplines check.");
}
