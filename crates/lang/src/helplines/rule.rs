//! The release rule: when a contact may be shown to a visitor. Everything else is hidden, never shown as probably right.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Helpline, Kind};
use crate::Day;

/// Sources that must agree before a contact is shown.
pub const MIN_SOURCES: usize = 2;

/// Why a contact is hidden: for staff, each with what to do about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Of a kind that never stands on the pages of children. Nothing can be done, and nothing should.
    NeverForChildren,
    /// It names no way to reach anybody.
    NoContact,
    /// The house checked it and it did not work, or a person took it away.
    Withdrawn {
        /// Day of that.
        on: Day,
    },
    /// Fewer than [`MIN_SOURCES`] sites agree, each opened within twelve months.
    TooFewSources {
        /// Sources that do.
        have: usize,
    },
    /// No source opened within twelve months is the operator's own or official.
    NoOwnSource,
    /// Nobody has tried it.
    NeverChecked,
    /// Only the member who added it has checked it.
    SecondPerson,
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
    if row.phone.is_empty() && row.text.is_empty() && row.url.is_empty() && row.chat.is_empty() {
        reasons.push(Reason::NoContact);
    }
    reasons.extend(row.withdrawn.map(|on| Reason::Withdrawn { on }));
    let sources = sources(row, today);
    if sources.len() < MIN_SOURCES {
        reasons.push(Reason::TooFewSources { have: sources.len() });
    }
    if !sources.values().any(|source| source.own.is_some()) {
        reasons.push(Reason::NoOwnSource);
    }
    reasons.extend(check_reason(row.checked, today));
    reasons.extend(expiry_reason(row.expires, today));
    reasons
}

/// The last day on which `row` may be shown if nobody checks it again; `None` when it may not be shown today.
pub fn shown_until(row: &Helpline, today: Day) -> Option<Day> {
    if !why_hidden(row, today).is_empty() {
        return None;
    }
    let sources = sources(row, today);
    let mut seen: Vec<Day> = sources.values().map(|source| source.seen).collect();
    seen.sort_unstable_by(|one, other| other.cmp(one));
    let own = sources.values().filter_map(|source| source.own).max();
    let last_seen = [seen.get(MIN_SOURCES - 1).copied(), own, row.checked];
    let days = last_seen.into_iter().map(|day| day.map(Day::a_year_later)).chain([row.expires]);
    days.collect::<Option<Vec<Day>>>()?.into_iter().min()
}

/// The last days on which a site was seen to agree.
struct Agreed {
    seen: Day,
    /// The same for a page of it that is the operator's own or official.
    own: Option<Day>,
}

/// The sources that count on `today`, by site: opened within twelve months. Two pages of one site are one source; what
/// the service itself said on the phone or in writing is one of its own.
fn sources(row: &Helpline, today: Day) -> BTreeMap<&str, Agreed> {
    let counts = |day: &Day| *day <= today && today <= day.a_year_later();
    let pages = row.sources.iter().filter_map(|source| Some((source.site(), Day::parse(&source.seen)?, source.own)));
    let heard = row.heard.map(|day| ("(the service itself)", day, true));
    let mut sites = BTreeMap::new();
    for (site, day, own) in pages.chain(heard).filter(|(site, day, _)| !site.is_empty() && counts(day)) {
        let agreed = sites.entry(site).or_insert(Agreed { seen: day, own: None });
        agreed.seen = agreed.seen.max(day);
        agreed.own = agreed.own.max(own.then_some(day));
    }
    sites
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
