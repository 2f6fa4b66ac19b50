//! The only place where the machine's clock and its randomness are read. Everything else takes them as arguments.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use getrandom::SysRng;
use rand_core::UnwrapErr;
use serde::{Deserialize, Serialize};

/// A moment, in whole milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

/// One second, in milliseconds.
pub const SECOND: i64 = 1000;
/// One minute, in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour, in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day, in milliseconds.
pub const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// Milliseconds since 1970-01-01 UTC.
    pub fn ms(self) -> i64 {
        self.0
    }

    /// This moment plus `ms` milliseconds; negative goes back.
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative when `earlier` is later.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// Whole days since 1970-01-01 UTC.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// The UTC calendar date as `YYYY-MM-DD`; empty outside the years -9999 to 9999.
    pub fn date(self) -> String {
        self.utc().map_or_else(String::new, |t| t.date().to_string())
    }

    /// The beginning of a UTC calendar date written `YYYY-MM-DD`; `None` for anything else.
    pub fn from_date(text: &str) -> Option<Self> {
        let date = time::Date::parse(text, time::macros::format_description!("[year]-[month]-[day]")).ok()?;
        Some(Self(date.midnight().assume_utc().unix_timestamp().saturating_mul(SECOND)))
    }

    /// The UTC date and minute as `YYYY-MM-DD HH:MM`; empty outside the years -9999 to 9999.
    pub fn minute(self) -> String {
        self.utc().map_or_else(String::new, |t| format!("{} {:02}:{:02}", t.date(), t.hour(), t.minute()))
    }

    fn utc(self) -> Option<time::OffsetDateTime> {
        time::OffsetDateTime::from_unix_timestamp(self.0.div_euclid(SECOND)).ok()
    }
}

/// Where "now" comes from: the machine, or a test's hand.
#[derive(Debug, Clone, Default)]
pub enum Clock {
    /// The machine's clock.
    #[default]
    System,
    /// A clock that stands still until a test moves it, in milliseconds since 1970.
    Mock(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at `start` until it is moved.
    pub fn mock(start: Timestamp) -> Self {
        Self::Mock(Arc::new(AtomicI64::new(start.0)))
    }

    /// The present moment.
    #[expect(clippy::disallowed_methods, reason = "the one place where the machine's clock is read")]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => {
                // A clock before 1970 is read as 1970: nothing here depends on more than order.
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Mock(at) => Timestamp(at.load(Ordering::SeqCst)),
        }
    }

    /// Moves a mock clock forward by `ms` milliseconds; the machine's clock is left alone.
    pub fn advance(&self, ms: i64) {
        if let Self::Mock(at) = self {
            at.fetch_add(ms, Ordering::SeqCst);
        }
    }
}

/// The machine's source of randomness. It panics when the kernel gives none: nothing may be sealed without it.
pub fn entropy() -> UnwrapErr<SysRng> {
    UnwrapErr(SysRng)
}
