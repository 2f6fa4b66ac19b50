//! A calendar day, without a clock: whoever asks says which day it is.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{Date, Month};

/// A day in the Gregorian calendar, UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Day(Date);

impl Day {
    /// The day with this year, month (1 to 12) and day of the month; `None` when the calendar has no such day.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Day> {
        let month = Month::try_from(month).ok()?;
        Date::from_calendar_date(year, month, day).ok().map(Day)
    }

    /// The UTC day of a moment in milliseconds since 1970; `None` outside the years -9999 to 9999.
    pub fn of_unix_ms(ms: i64) -> Option<Day> {
        let moment = time::OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000)).ok()?;
        Some(Day(moment.date()))
    }

    /// The beginning of the day, UTC, in milliseconds since 1970.
    pub fn unix_ms(self) -> i64 {
        self.0.midnight().assume_utc().unix_timestamp().saturating_mul(1000)
    }

    /// A day written `YYYY-MM-DD`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Day> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<u16>().ok())?;
        let (year, month, day) = (number(text.get(..4)?)?, number(text.get(5..7)?)?, number(text.get(8..)?)?);
        Day::new(i32::from(year), u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The same day twelve months later; 28 February after a 29 February, so that nothing lasts a day too long.
    #[must_use]
    pub fn a_year_later(self) -> Day {
        let next = self.0.year().saturating_add(1);
        let later = self.0.replace_year(next).or_else(|_| Date::from_calendar_date(next, Month::February, 28));
        Day(later.unwrap_or(self.0))
    }

    /// The day so many days later; the last day of the calendar beyond its end.
    #[must_use]
    pub fn plus(self, days: u16) -> Day {
        Day(self.0.checked_add(time::Duration::days(i64::from(days))).unwrap_or(Date::MAX))
    }

    /// The last day of the calendar: on it no check is young enough, so nothing is shown.
    pub fn never() -> Day {
        Day(Date::MAX)
    }

    /// 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        self.0.weekday().number_days_from_monday()
    }

    /// The day after; the same day at the end of the calendar.
    #[must_use]
    pub fn next(self) -> Day {
        Day(self.0.next_day().unwrap_or(self.0))
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Day::parse(&text).ok_or_else(|| serde::de::Error::custom("a day must be written YYYY-MM-DD"))
    }
}

/// A day that may be missing: `""` in data files means "none yet".
pub(crate) mod or_empty {
    use super::{Day, Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde's `with` asks for this form")]
    pub(crate) fn serialize<S: Serializer>(day: &Option<Day>, serializer: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => serializer.collect_str(day),
            None => serializer.serialize_str(""),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Day>, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(None);
        }
        Day::parse(&text).map(Some).ok_or_else(|| serde::de::Error::custom("a day must be empty or YYYY-MM-DD"))
    }
}
