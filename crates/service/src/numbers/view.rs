//! Numbers as the desk and the command line see them: each with its state, its checks and what visitors said.

use std::collections::HashMap;

use vigie_lang::helplines::{Check, Reason, shown_until, why_hidden};
use vigie_lang::{Day, Helpline, Helplines};
use vigie_model::Timestamp;
use vigie_model::id::{DeskId, MemberId};
use vigie_seal::Wrap;
use vigie_store::numbers as rows;

use super::check::evidence_context;
use super::{LOOK_AT, Own, WEEK, check, reasons, table, today};
use crate::login::Signed;
use crate::{Ctx, ServiceError, names};

/// A number with its state today.
#[derive(Debug, Clone)]
pub struct Line {
    /// The row, the house's checks applied.
    pub row: Helpline,
    /// Why it is hidden; empty: visitors see it.
    pub reasons: Vec<Reason>,
    /// The last day on which it is shown if nobody checks it again; `None` while it is hidden.
    pub until: Option<Day>,
    /// Who added it, when it is one of the house's own.
    pub own: Option<Own>,
    /// How often visitors said in the last seven days that it did not work.
    pub week: i64,
    /// The same in ninety days.
    pub all: i64,
}

impl Line {
    /// True when visitors see it.
    pub fn shown(&self) -> bool {
        self.reasons.is_empty()
    }

    /// True when it stops being shown within `days`.
    pub fn ends_within(&self, today: Day, days: u16) -> bool {
        self.until.is_some_and(|until| until <= today.plus(days))
    }

    /// True when so many could not reach it that somebody should look.
    pub fn asks_for_a_look(&self) -> bool {
        self.week >= LOOK_AT
    }
}

/// A check as the desk reads it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// Who.
    pub by: MemberId,
    /// The member's name, for who reads cases.
    pub name: Option<String>,
    /// When.
    pub at: Timestamp,
    /// What was written down.
    pub check: Check,
    /// What happened, in the member's words; `None` for who does not hold the desk's key.
    pub evidence: Option<String>,
    /// False: it was of another number than the row holds now, and counts for nothing.
    pub counts: bool,
}

/// A number, opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its state.
    pub line: Line,
    /// Its checks, the newest first.
    pub checks: Vec<Checked>,
    /// Name of who added it, for who reads cases.
    pub added_by: Option<String>,
}

/// Every number, in the order of the data files; the house's own at the end.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn lines(ctx: &Ctx) -> Result<Vec<Line>, ServiceError> {
    let (table, today) = (table(ctx).await?, today(ctx));
    let counts = presses(ctx).await?;
    let line = |row: &Helpline| {
        let (week, all) = counts.get(&row.id).copied().unwrap_or_default();
        Line {
            row: row.clone(),
            reasons: reasons(&table, row, today),
            until: shown_until(row, today),
            own: table.own.get(&row.id).copied(),
            week,
            all,
        }
    };
    Ok(table.helplines.rows().iter().map(line).collect())
}

/// Every number of the data files alone, without a node.
pub fn of_files(helplines: &Helplines, today: Day) -> Vec<Line> {
    let line = |row: &Helpline| Line {
        row: row.clone(),
        reasons: why_hidden(row, today),
        until: shown_until(row, today),
        own: None,
        week: 0,
        all: 0,
    };
    helplines.rows().iter().map(line).collect()
}

/// One number with its checks.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none with this id.
pub async fn open(ctx: &Ctx, signed: &Signed, number: &str) -> Result<Opened, ServiceError> {
    let line = lines(ctx).await?.into_iter().find(|line| line.row.id == number).ok_or(ServiceError::NotFound)?;
    let mut tx = ctx.store.read().await?;
    let stored = rows::checks(&mut tx).await?.into_iter().filter(|row| row.number_id == number);
    let mut names = HashMap::new();
    for held in &signed.desks {
        names.extend(names::of_desk(ctx, &mut tx, signed, held.desk.id).await?);
    }
    drop(tx);
    let contact = line.row.contact();
    let mut checks: Vec<Checked> = stored
        .filter_map(|row| {
            let check = check::verified(ctx, &row)?;
            Some(Checked {
                by: MemberId(row.member_id),
                name: names.get(&MemberId(row.member_id)).cloned(),
                at: Timestamp(row.at_ms),
                counts: check.contact == contact,
                evidence: evidence(signed, &row),
                check,
            })
        })
        .collect();
    checks.reverse();
    let added_by = line.own.and_then(|own| names.get(&own.by).cloned());
    Ok(Opened { line, checks, added_by })
}

fn evidence(signed: &Signed, row: &rows::Check) -> Option<String> {
    let desk = DeskId(row.desk_id);
    let private = signed.key(desk, row.generation)?;
    let context = evidence_context(row.id, desk, u32::try_from(row.generation).ok()?);
    let plain = private.open(&context, &Wrap::from_bytes(row.evidence_sealed.clone())).ok()?;
    Some(String::from_utf8_lossy(plain.expose()).into_owned())
}

/// Presses of visitors for each number: in a week, and in all that is kept.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn presses(ctx: &Ctx) -> Result<HashMap<String, (i64, i64)>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let since = ctx.clock.now().day() - WEEK + 1;
    let mut counts: HashMap<String, (i64, i64)> = HashMap::new();
    for (number, day, count) in rows::reports(&mut tx, 0).await? {
        let entry = counts.entry(number).or_default();
        entry.0 += if day >= since { count } else { 0 };
        entry.1 += count;
    }
    Ok(counts)
}

/// How many checks and own numbers are gone although the audit tells of them: somebody took rows out of the database.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn missing(ctx: &Ctx) -> Result<i64, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(rows::missing(&mut tx).await?)
}
