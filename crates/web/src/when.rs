//! Times as people read them. UTC is named: a wrong local hour is worse than none.

use vigie_lang::{Text, Value};
use vigie_model::Timestamp;
use vigie_model::clock::{DAY, HOUR, MINUTE};

/// Date and minute, UTC.
pub fn minute(at: Timestamp) -> String {
    format!("{} UTC", whole(&at.minute()))
}

/// The date in words, `28 November 2026`; no line breaks between day and month.
pub fn date(t: &Text, at: Timestamp) -> String {
    named(t, &at.date())
}

/// A date as year-month-day in words; what is not one stays as it is.
pub fn named(t: &Text, date: &str) -> String {
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (Some(Some(year)), Some(Some(month @ 1..=12)), Some(Some(day))) = (parts.next(), parts.next(), parts.next())
    else {
        return whole(date);
    };
    let (month, year, number) = (t.t(&format!("month-{month}")), year.to_string(), day.to_string());
    let rest = [("month", Value::Text(&month)), ("year", Value::Text(&year))];
    // The first of a month has a form of its own in French.
    let text = match day {
        1 => t.args("date-first", &rest),
        _ => t.args("date-words", &[&rest[..], &[("day", Value::Text(&number))]].concat()),
    };
    let text = text.replace(['\u{2068}', '\u{2069}'], "");
    let (before, year) = text.rsplit_once(' ').unwrap_or((&text, ""));
    format!("{} {year}", before.replace(' ', "\u{a0}")).trim_end().to_owned()
}

/// Date and minute in words, UTC.
pub fn moment(t: &Text, at: Timestamp) -> String {
    let text = at.minute();
    let Some((date, time)) = text.split_once(' ') else { return whole(&text) };
    t.args("date-minute", &[("date", Value::Text(&named(t, date))), ("time", Value::Text(time))])
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

#[cfg(test)]
mod tests {
    use vigie_lang::{Lang, Texts};

    use super::*;

    #[test]
    fn a_date_is_said_in_words_of_each_language() {
        let texts = Texts::load().expect("the texts compile");
        let at = |date: &str| Timestamp::from_date(date).expect("a date");
        for (lang, first, later) in [
            (Lang::En, "1 November 2026", "28 February 2027"),
            (Lang::Fr, "1er novembre 2026", "28 février 2027"),
            (Lang::Es, "1 de noviembre de 2026", "28 de febrero de 2027"),
            (Lang::Ar, "1 نوفمبر 2026", "28 فبراير 2027"),
        ] {
            let t = texts.get(lang);
            let said = |date: &str| super::date(t, at(date)).replace('\u{a0}', " ");
            assert_eq!((said("2026-11-01").as_str(), said("2027-02-28").as_str()), (first, later));
            assert!(moment(t, at("2027-02-28")).contains("00:00"));
        }
        assert_eq!(named(texts.get(Lang::En), "soon"), "soon");
    }
}
