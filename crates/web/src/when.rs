//! Times as people read them. UTC is named: a wrong local hour is worse than none.

use vigie_lang::Text;
use vigie_model::Timestamp;
use vigie_model::clock::{DAY, HOUR, MINUTE};

/// Date and minute, UTC.
pub fn minute(at: Timestamp) -> String {
    format!("{} UTC", at.minute())
}

/// How long something has waited, in the largest fitting unit.
pub fn waiting(t: &Text, ms: i64) -> String {
    match ms.max(0) {
        ms if ms < 2 * HOUR => t.n("queue-wait-minutes", "count", ms / MINUTE),
        ms if ms < 2 * DAY => t.n("queue-wait-hours", "count", ms / HOUR),
        ms => t.n("queue-wait-days", "count", ms / DAY),
    }
}
