//! The release rule: when a contact may be shown to a visitor. Everything else is hidden, never shown as probably right.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Helpline, Kind};
use crate::Day;

/// Sites that must agree before a contact is shown.
pub const MIN_SOURCES: usize = 2;

/// Why a contact is hidden: for staff, each with what to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Of a kind that never stands on the pages of children. Nothing can be done, and nothing should.
    NeverForChildren,
    /// It names no way to reach anybody.
    NoContact,
    /// Fewer than [`MIN_SOURCES`] sites agree.
    TooFewSources {
        /// Sites that do.
        have: usize,
    },
    /// No source is the operator's own or official.
    NoOwnSource,
    /// Nobody has tried it.
    NeverChecked,
    /// The last check is more than twelve months ago.
    CheckTooOld {
        /// Day of the check.
        on: Day,
    },
    /// The check is dated after today: a mistake in the row, or a wrong clock.
    CheckInFuture {
        /// Day written in the row.
        on: Day,
    },
    /// Nobody said until when it may be shown.
    NoExpiry,
    /// The last day it could be shown has passed.
    Expired {
        /// That last day.
        on: Day,
    },
}

/// Every reason why `row` may not be shown on the day `today`; empty: it may.
pub fn why_hidden(row: &Helpline, today: Day) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if row.kind == Kind::OffenderPrevention {
        reasons.push(Reason::NeverForChildren);
    }
    if row.phone.is_empty() && row.text.is_empty() && row.url.is_empty() {
        reasons.push(Reason::NoContact);
    }
    let sites: BTreeSet<&str> = row.sources.iter().map(super::Source::site).filter(|site| !site.is_empty()).collect();
    if sites.len() < MIN_SOURCES {
        reasons.push(Reason::TooFewSources { have: sites.len() });
    }
    if !row.sources.iter().any(|source| source.own) {
        reasons.push(Reason::NoOwnSource);
    }
    reasons.extend(check_reason(row.checked, today));
    reasons.extend(expiry_reason(row.expires, today));
    reasons
}

fn check_reason(checked: Option<Day>, today: Day) -> Option<Reason> {
    match checked {
        None => Some(Reason::NeverChecked),
        Some(on) if on > today => Some(Reason::CheckInFuture { on }),
        Some(on) if today > on.a_year_later() => Some(Reason::CheckTooOld { on }),
        Some(_) => None,
    }
}

fn expiry_reason(expires: Option<Day>, today: Day) -> Option<Reason> {
    match expires {
        None => Some(Reason::NoExpiry),
        Some(on) if today > on => Some(Reason::Expired { on }),
        Some(_) => None,
    }
}
