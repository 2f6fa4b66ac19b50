//! Times as people read them. UTC is named: a wrong local hour is worse than none.

use vigie_lang::Text;
use vigie_model::Timestamp;
use vigie_model::clock::{DAY, HOUR, MINUTE};

/// Date and minute, UTC.
pub fn minute(at: Timestamp) -> String {
    format!("{} UTC", whole(&at.minute()))
}

/// The date, `2026‑11‑28`.
pub fn date(at: Timestamp) -> String {
    whole(&at.date())
}

/// A date for reading. Its hyphens are those at which no line breaks: a date in two halves is read as a sum.
pub fn whole(date: &str) -> String {
    date.replace('-', "\u{2011}")
}

/// How long something has waited, in the largest fitting unit.
pub fn waiting(t: &Text, ms: i64) -> String {
    match ms.max(0) {
        ms if ms < 2 * HOUR => t.n("queue-wait-minutes", "count", ms / MINUTE),
        ms if ms < 2 * DAY => t.n("queue-wait-hours", "count", ms / HOUR),
        ms => t.n("queue-wait-days", "count", ms / DAY),
    }
}
