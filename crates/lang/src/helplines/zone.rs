//! What time it is where a line is. Only places with one clock whose rule has long been the same: a country that changed
//! its rule lately is left out, and its hours are shown as they were written.

use time::{Date, Month, OffsetDateTime, PlainDateTime, Weekday};

/// A local moment, as far as opening hours ask.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Local {
    /// 0 for Monday to 6 for Sunday.
    pub weekday: u8,
    /// Minute of the day, 0 to 1439.
    pub minute: u16,
}

/// When clocks are put forward by an hour.
#[derive(Clone, Copy)]
enum Summer {
    Never,
    /// From the last Sunday of March to the last Sunday of October, each at 01:00 UTC.
    Europe,
    /// From the last Sunday of September to the first Sunday of April, each at 14:00 UTC of the day before.
    NewZealand,
}

/// Name, minutes ahead of UTC in winter, summer time.
const ZONES: [(&str, i64, Summer); 45] = [
    ("Africa/Abidjan", 0, Summer::Never),
    ("Africa/Algiers", 60, Summer::Never),
    ("Africa/Blantyre", 120, Summer::Never),
    ("Africa/Dar_es_Salaam", 180, Summer::Never),
    ("Africa/Harare", 120, Summer::Never),
    ("Africa/Johannesburg", 120, Summer::Never),
    ("Africa/Kampala", 180, Summer::Never),
    ("Africa/Lusaka", 120, Summer::Never),
    ("Africa/Nairobi", 180, Summer::Never),
    ("America/Argentina/Buenos_Aires", -180, Summer::Never),
    ("America/Bogota", -300, Summer::Never),
    ("America/Costa_Rica", -360, Summer::Never),
    ("America/La_Paz", -240, Summer::Never),
    ("America/Montevideo", -180, Summer::Never),
    ("Asia/Brunei", 480, Summer::Never),
    ("Asia/Dhaka", 360, Summer::Never),
    ("Asia/Dubai", 240, Summer::Never),
    ("Asia/Ho_Chi_Minh", 420, Summer::Never),
    ("Asia/Hong_Kong", 480, Summer::Never),
    ("Asia/Kathmandu", 345, Summer::Never),
    ("Asia/Kolkata", 330, Summer::Never),
    ("Asia/Kuala_Lumpur", 480, Summer::Never),
    ("Asia/Manila", 480, Summer::Never),
    ("Asia/Riyadh", 180, Summer::Never),
    ("Asia/Seoul", 540, Summer::Never),
    ("Asia/Tokyo", 540, Summer::Never),
    ("Europe/Amsterdam", 60, Summer::Europe),
    ("Europe/Athens", 120, Summer::Europe),
    ("Europe/Berlin", 60, Summer::Europe),
    ("Europe/Brussels", 60, Summer::Europe),
    ("Europe/Bucharest", 120, Summer::Europe),
    ("Europe/Copenhagen", 60, Summer::Europe),
    ("Europe/Dublin", 0, Summer::Europe),
    ("Europe/Helsinki", 120, Summer::Europe),
    ("Europe/Lisbon", 0, Summer::Europe),
    ("Europe/London", 0, Summer::Europe),
    ("Europe/Madrid", 60, Summer::Europe),
    ("Europe/Oslo", 60, Summer::Europe),
    ("Europe/Paris", 60, Summer::Europe),
    ("Europe/Rome", 60, Summer::Europe),
    ("Europe/Stockholm", 60, Summer::Europe),
    ("Europe/Vienna", 60, Summer::Europe),
    ("Europe/Warsaw", 60, Summer::Europe),
    ("Europe/Zurich", 60, Summer::Europe),
    ("Pacific/Auckland", 720, Summer::NewZealand),
];

/// The zones whose clock is known, by name.
pub fn zones() -> impl Iterator<Item = &'static str> {
    ZONES.iter().map(|zone| zone.0)
}

/// The local moment in a zone at `ms` milliseconds since 1970 UTC; `None` for a zone that is not known here.
pub fn local(zone: &str, ms: i64) -> Option<Local> {
    let (_, ahead, summer) = ZONES.iter().find(|known| known.0 == zone)?;
    let utc = OffsetDateTime::from_unix_timestamp(ms.div_euclid(1000)).ok()?;
    let ahead = ahead + if summer.is_on(utc) { 60 } else { 0 };
    let there = utc.checked_add(time::Duration::minutes(ahead))?;
    let minute = u16::from(there.hour()) * 60 + u16::from(there.minute());
    Some(Local { weekday: there.weekday().number_days_from_monday(), minute })
}

impl Summer {
    fn is_on(self, utc: OffsetDateTime) -> bool {
        let at = |day: Option<Date>, hour: u8| {
            day.and_then(|day| day.with_hms(hour, 0, 0).ok()).map(PlainDateTime::assume_utc)
        };
        let year = utc.year();
        let (start, end, southern) = match self {
            Self::Never => return false,
            Self::Europe => (at(last_sunday(year, Month::March), 1), at(last_sunday(year, Month::October), 1), false),
            Self::NewZealand => {
                let before = |day: Option<Date>| at(day.and_then(Date::previous_day), 14);
                (before(last_sunday(year, Month::September)), before(first_sunday(year, Month::April)), true)
            }
        };
        let (Some(start), Some(end)) = (start, end) else { return false };
        if southern { utc < end || utc >= start } else { utc >= start && utc < end }
    }
}

fn first_sunday(year: i32, month: Month) -> Option<Date> {
    sunday(Date::from_calendar_date(year, month, 1).ok()?, Date::next_day)
}

fn last_sunday(year: i32, month: Month) -> Option<Date> {
    sunday(Date::from_calendar_date(year, month, month.length(year)).ok()?, Date::previous_day)
}

/// The first Sunday from a day on, going where `step` leads.
fn sunday(mut day: Date, step: fn(Date) -> Option<Date>) -> Option<Date> {
    while day.weekday() != Weekday::Sunday {
        day = step(day)?;
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(zone: &str, utc: &str) -> (u8, u16, u16) {
        let (date, time) = utc.split_once(' ').unwrap();
        let mut date = date.split('-').map(|part| part.parse::<i32>().unwrap());
        let (year, month, day) = (date.next().unwrap(), date.next().unwrap(), date.next().unwrap());
        let month = Month::try_from(u8::try_from(month).unwrap()).unwrap();
        let date = Date::from_calendar_date(year, month, u8::try_from(day).unwrap()).unwrap();
        let (hour, minute) = time.split_once(':').unwrap();
        let at = date.with_hms(hour.parse().unwrap(), minute.parse().unwrap(), 0).unwrap().assume_utc();
        let local = local(zone, at.unix_timestamp() * 1000).unwrap();
        (local.weekday, local.minute / 60, local.minute % 60)
    }

    #[test]
    fn clocks_change_in_the_night_they_change() {
        // Sunday 29 March 2026 and Sunday 25 October 2026, 01:00 UTC.
        assert_eq!(there("Europe/Paris", "2026-03-29 00:59"), (6, 1, 59));
        assert_eq!(there("Europe/Paris", "2026-03-29 01:00"), (6, 3, 0));
        assert_eq!(there("Europe/Lisbon", "2026-10-25 00:59"), (6, 1, 59));
        assert_eq!(there("Europe/Lisbon", "2026-10-25 01:00"), (6, 1, 0));
        // Sunday 5 April 2026, 03:00 there, and Sunday 27 September 2026, 02:00 there.
        assert_eq!(there("Pacific/Auckland", "2026-04-04 13:59"), (6, 2, 59));
        assert_eq!(there("Pacific/Auckland", "2026-04-04 14:00"), (6, 2, 0));
        assert_eq!(there("Pacific/Auckland", "2026-09-26 14:00"), (6, 3, 0));
    }

    #[test]
    fn a_zone_without_summer_time_is_the_same_all_year_and_an_unknown_one_is_none() {
        assert_eq!(there("America/Montevideo", "2026-01-01 02:00"), (2, 23, 0));
        assert_eq!(there("Asia/Kathmandu", "2026-07-01 00:00"), (2, 5, 45));
        assert_eq!(local("Europe/Atlantis", 0), None);
        assert!(zones().zip(zones().skip(1)).all(|(one, next)| one < next));
    }
}
