//! Opening hours that a machine can read, and whether a line is open at a moment. What is not read whole is not read
//! at all: half of "Mon-Fri 9:00-17:00, not in August" would be a lie.

use super::zone::Local;

/// Minutes of a day.
const DAY: u16 = 24 * 60;

/// Opening hours, read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hours {
    /// Day and night, every day.
    Always,
    /// At these times, in the order in which they were written.
    At(Vec<Span>),
}

/// The same times on some days of a week.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// First day, 0 for Monday.
    pub first: u8,
    /// Last day, 0 for Monday; not before the first.
    pub last: u8,
    /// Minute of the day at which it opens, 0 to 1439.
    pub from: u16,
    /// Minute at which it closes, counted from the same midnight: up to 1440, and beyond for the night after.
    pub to: u16,
}

/// Whether a line is open, by its own hours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// It is.
    Open,
    /// It opens later.
    OpensAt {
        /// In how many days: 0 today, 1 tomorrow.
        days: u8,
        /// On which day of the week, 0 for Monday.
        weekday: u8,
        /// At which minute of that day.
        minute: u16,
    },
}

impl Hours {
    /// Reads `24/7`, `daily 16:00-21:00`, `Mon-Fri 8:00-20:00, weekend 9:00-17:00` and the like; `None` for anything
    /// with another word in it.
    pub fn parse(text: &str) -> Option<Hours> {
        let text = text.trim();
        if matches!(text, "24/7" | "24/7/365") {
            return Some(Hours::Always);
        }
        let spans: Vec<Span> = text.split([',', ';']).map(span).collect::<Option<_>>()?;
        Some(Hours::At(spans))
    }

    /// Whether it is open at a local moment; when it is not, when it opens next.
    pub fn state(&self, now: Local) -> State {
        let Hours::At(spans) = self else { return State::Open };
        let yesterday = (now.weekday + 6) % 7;
        let is_open = |span: &Span| {
            (span.on(now.weekday) && (span.from..span.to).contains(&now.minute))
                || (span.on(yesterday) && (span.from..span.to).contains(&(now.minute + DAY)))
        };
        if spans.iter().any(is_open) {
            return State::Open;
        }
        let later = (0..=7u8).flat_map(|days| spans.iter().map(move |span| (days, span)));
        let mut later: Vec<(u8, u16)> = later
            .filter(|(days, span)| span.on((now.weekday + days) % 7) && (*days > 0 || span.from > now.minute))
            .map(|(days, span)| (days, span.from))
            .collect();
        later.sort_unstable();
        // Cannot be empty: each span is on at least one day of the week, and eight days were looked at.
        let (days, minute) = later.first().copied().unwrap_or_default();
        State::OpensAt { days, weekday: (now.weekday + days) % 7, minute }
    }
}

impl Span {
    fn on(self, weekday: u8) -> bool {
        (self.first..=self.last).contains(&weekday)
    }
}

/// `Mon-Fri 8:00-20:00`
fn span(text: &str) -> Option<Span> {
    let (days, times) = text.trim().rsplit_once(' ')?;
    let (from, to) = times.split_once('-')?;
    let (from, to) = (minute(from)?, minute(to)?);
    let (first, last) = days_of(days.trim())?;
    let to = if to <= from { to + DAY } else { to };
    (from < DAY).then_some(Span { first, last, from, to })
}

fn days_of(text: &str) -> Option<(u8, u8)> {
    match text {
        "daily" | "7/7" | "365 days" => Some((0, 6)),
        "weekend" => Some((5, 6)),
        one => {
            let (first, last) = one.split_once('-').unwrap_or((one, one));
            let (first, last) = (weekday(first)?, weekday(last)?);
            (first <= last).then_some((first, last))
        }
    }
}

fn weekday(text: &str) -> Option<u8> {
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let place = names.iter().position(|name| *name == text)?;
    u8::try_from(place).ok()
}

/// `8:00` to `24:00`, in minutes.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 || hour.is_empty() || hour.len() > 2 {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (minute < 60 && hour * 60 + minute <= DAY).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(weekday: u8, hour: u16, minute: u16) -> Local {
        Local { weekday, minute: hour * 60 + minute }
    }

    #[test]
    fn hours_are_read_whole_or_not_at_all() {
        let every = |from: u16, to: u16| Hours::At(vec![Span { first: 0, last: 6, from: from * 60, to: to * 60 }]);
        assert_eq!(Hours::parse("24/7"), Some(Hours::Always));
        assert_eq!(Hours::parse("7/7 9:00-23:00"), Some(every(9, 23)));
        assert_eq!(Hours::parse("365 days 8:00-23:00"), Some(every(8, 23)));
        let week = Hours::parse("Mon-Fri 8:00-20:00, weekend 9:00-17:00");
        assert!(matches!(week, Some(Hours::At(spans)) if spans.len() == 2));
        for words in [
            "",
            "24/7 (text)",
            "24/7 (most provinces)",
            "varies by country",
            "phone Mon-Sat 14:00-20:00",
            "daily 16:00-21:00 (closed 29 Dec-3 Jan)",
            "Mon-Fri 8:30-17:15 (not public holidays)",
            "24/7; chat Mon-Fri 8-22, weekend 8-20",
            "Fri-Mon 8:00-20:00",
            "daily 25:00-26:00",
            "8:00-20:00",
        ] {
            assert_eq!(Hours::parse(words), None, "{words}");
        }
    }

    #[test]
    fn a_line_is_open_from_its_first_minute_to_its_last() {
        let hours = Hours::parse("Mon-Fri 9:00-19:00").unwrap();
        assert_eq!(hours.state(at(0, 8, 59)), State::OpensAt { days: 0, weekday: 0, minute: 540 });
        assert_eq!(hours.state(at(0, 9, 0)), State::Open);
        assert_eq!(hours.state(at(0, 18, 59)), State::Open);
        assert_eq!(hours.state(at(0, 19, 0)), State::OpensAt { days: 1, weekday: 1, minute: 540 });
        assert_eq!(hours.state(at(4, 19, 0)), State::OpensAt { days: 3, weekday: 0, minute: 540 });
        let once = Hours::parse("Mon 9:00-10:00").unwrap();
        assert_eq!(once.state(at(0, 11, 0)), State::OpensAt { days: 7, weekday: 0, minute: 540 });
    }

    #[test]
    fn a_night_belongs_to_the_day_on_which_it_began() {
        let hours = Hours::parse("Fri 20:00-3:00").unwrap();
        assert_eq!(hours.state(at(4, 23, 0)), State::Open);
        assert_eq!(hours.state(at(5, 2, 59)), State::Open);
        assert_eq!(hours.state(at(5, 3, 0)), State::OpensAt { days: 6, weekday: 4, minute: 1200 });
        assert_eq!(hours.state(at(4, 2, 0)), State::OpensAt { days: 0, weekday: 4, minute: 1200 });
    }
}
