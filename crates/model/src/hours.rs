//! Opening hours: which minutes of which weekday somebody reads, in the time of one place. Pure: the moment is an
//! argument.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// Minutes of a day.
const DAY_MINUTES: u16 = 24 * 60;
/// Most spans of one day: morning, afternoon, evening and one more.
const MOST_SPANS: usize = 4;

/// From one minute of the day up to another, that one left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// First minute, 0 to 1439.
    pub from: u16,
    /// Minute at which it ends, up to 1440.
    pub to: u16,
}

/// A week of opening hours in the time of one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// IANA name of the zone, as `Europe/Paris`.
    pub zone: String,
    /// Spans of each day, Monday first, in order, never touching.
    pub week: [Vec<Span>; 7],
}

impl Hours {
    /// Reads what was typed: a zone, and for each day, Monday first, spans such as `09:00-12:30, 14:00-18:00`; an empty
    /// day is closed. `None` when something is not right, or the whole week is closed.
    pub fn parse(zone: &str, days: [&str; 7]) -> Option<Self> {
        TimeZone::get(zone.trim()).ok()?;
        let mut week: [Vec<Span>; 7] = Default::default();
        for (spans, typed) in week.iter_mut().zip(days) {
            *spans = day(typed)?;
        }
        let any = week.iter().any(|day| !day.is_empty());
        any.then(|| Self { zone: zone.trim().to_owned(), week })
    }

    /// True when somebody reads at this moment.
    pub fn open_at(&self, at: Timestamp) -> bool {
        let Some((weekday, minute)) = self.local(at) else { return false };
        self.week[weekday].iter().any(|span| (span.from..span.to).contains(&minute))
    }

    /// True when somebody reads at every hour of every day.
    pub fn always(&self) -> bool {
        self.week.iter().all(|day| day.as_slice() == [Span { from: 0, to: DAY_MINUTES }])
    }

    /// Days with the same spans that follow each other: first day, last day (0 is Monday), spans. Closed days are left out.
    pub fn groups(&self) -> Vec<(usize, usize, &[Span])> {
        let mut groups: Vec<(usize, usize, &[Span])> = Vec::new();
        for (day, spans) in self.week.iter().enumerate().filter(|(_, spans)| !spans.is_empty()) {
            match groups.last_mut() {
                Some((_, last, same)) if *last + 1 == day && *same == spans.as_slice() => *last = day,
                _ => groups.push((day, day, spans)),
            }
        }
        groups
    }

    /// The name of the place in the zone, as people say it: `Paris` of `Europe/Paris`.
    pub fn place(&self) -> String {
        self.zone.rsplit('/').next().unwrap_or(&self.zone).replace('_', " ")
    }

    /// Weekday (0 is Monday) and minute of the day in that place.
    fn local(&self, at: Timestamp) -> Option<(usize, u16)> {
        let moment = jiff::Timestamp::from_millisecond(at.ms()).ok()?;
        let there = TimeZone::get(&self.zone).ok()?.to_datetime(moment);
        let minute = u16::try_from(there.hour()).ok()? * 60 + u16::try_from(there.minute()).ok()?;
        Some((index(there.date()), minute))
    }
}

fn index(date: Date) -> usize {
    usize::try_from(Weekday::to_monday_zero_offset(date.weekday())).unwrap_or(0)
}

/// The spans of one day as typed; empty is closed, `None` is not right.
fn day(typed: &str) -> Option<Vec<Span>> {
    let mut spans: Vec<Span> = Vec::new();
    for piece in typed.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
        let (from, to) = piece.split_once(['-', '–'])?;
        let span = Span { from: minute(from)?, to: minute(to)? };
        if span.from >= span.to || spans.last().is_some_and(|before| before.to >= span.from) {
            return None;
        }
        spans.push(span);
    }
    (spans.len() <= MOST_SPANS).then_some(spans)
}

/// `09:30` as minutes of the day; `24:00` is the end of it.
fn minute(typed: &str) -> Option<u16> {
    let (hour, minute) = typed.trim().split_once(':')?;
    let two = |text: &str| text.len() <= 2 && !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !two(hour) || minute.len() != 2 || !two(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let all = hour * 60 + minute;
    (minute < 60 && all <= DAY_MINUTES).then_some(all)
}

/// A minute of the day as `09:30`.
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The spans of a day as they are typed.
pub fn typed(spans: &[Span]) -> String {
    spans.iter().map(|span| format!("{}-{}", clock(span.from), clock(span.to))).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{HOUR, MINUTE};

    /// 2026-03-28 00:00 UTC, a Saturday; in Europe the clocks go forward in the next night.
    const SATURDAY: Timestamp = Timestamp(1_774_656_000_000);

    fn paris(days: [&str; 7]) -> Hours {
        Hours::parse("Europe/Paris", days).unwrap()
    }

    #[test]
    fn hours_are_those_of_the_place_also_when_its_clocks_change() {
        let hours = paris(["", "", "", "", "", "09:00-17:00", "09:00-17:00"]);
        let (saturday, sunday) = (SATURDAY.plus(8 * HOUR), SATURDAY.plus(24 * HOUR + 7 * HOUR));
        assert!(!hours.open_at(saturday.plus(-MINUTE)) && hours.open_at(saturday), "winter: one hour ahead of UTC");
        assert!(!hours.open_at(sunday.plus(-MINUTE)) && hours.open_at(sunday), "summer: two hours ahead");
        assert!(hours.open_at(sunday.plus(8 * HOUR - MINUTE)) && !hours.open_at(sunday.plus(8 * HOUR)));
        assert!(!hours.open_at(SATURDAY.plus(-12 * HOUR)), "Friday is closed");
    }

    #[test]
    fn what_is_typed_comes_back_and_what_is_not_right_is_refused() {
        let hours = paris(["9:00-12:30, 14:00–18:00", "", "", "", "", "", "00:00-24:00"]);
        assert_eq!(typed(&hours.week[0]), "09:00-12:30, 14:00-18:00");
        assert_eq!(typed(&hours.week[6]), "00:00-24:00");
        for wrong in
            ["9-17", "17:00-09:00", "09:00-09:00", "09:00-25:00", "09:60-10:00", "9:00-12:00, 11:00-13:00", "x"]
        {
            assert_eq!(Hours::parse("Europe/Paris", [wrong, "", "", "", "", "", ""]), None, "{wrong}");
        }
        assert_eq!(Hours::parse("Europe/Nowhere", ["09:00-17:00"; 7]), None);
        assert_eq!(Hours::parse("Europe/Paris", [""; 7]), None, "never open");
    }

    #[test]
    fn days_alike_are_said_together() {
        let week = ["09:00-17:00", "09:00-17:00", "10:00-12:00", "", "10:00-12:00", "10:00-12:00", ""];
        let hours = paris(week);
        let groups: Vec<_> = hours.groups().into_iter().map(|(from, to, _)| (from, to)).collect();
        assert_eq!(groups, [(0, 1), (2, 2), (4, 5)]);
        assert!(!hours.always() && paris(["00:00-24:00"; 7]).always());
        assert_eq!(Hours { zone: "America/Argentina/Buenos_Aires".to_owned(), ..hours }.place(), "Buenos Aires");
    }
}
