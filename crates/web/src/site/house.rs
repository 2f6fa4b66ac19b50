//! What the house says about itself to visitors: opening hours, the usual time until an answer, what it keeps secret.

use vigie_lang::{Lang, Text, Value};
use vigie_model::hours::{Hours, Span, clock};
use vigie_service::house;
use vigie_service::opening::{Opening, Secrecy};

use crate::app::Inner;

/// The words; each is empty while nobody has set it.
#[derive(Debug, Clone, Default)]
pub struct HouseWords {
    /// When somebody reads, in a sentence.
    pub hours: String,
    /// How long an answer usually takes, in a sentence.
    pub usual: String,
    /// What is kept secret and when it cannot be: country code, `""` for every other country, and text, at most 60 words.
    pub secrecy: Vec<(String, String)>,
}

/// The words in a language. A database that does not answer leaves them empty: a page without hours is better than none.
pub async fn words(app: &Inner, lang: Lang) -> HouseWords {
    let t = app.text(lang);
    match (house::get::<Opening>(&app.ctx).await, house::get::<Secrecy>(&app.ctx).await) {
        (Ok(opening), Ok(secrecy)) => HouseWords {
            hours: opening.hours.as_ref().map_or_else(String::new, |hours| sentence(t, hours)),
            usual: usual(t, opening.usual_hours),
            secrecy: secrecy
                .texts
                .into_iter()
                .filter(|one| one.lang == lang)
                .map(|one| (one.country, one.text))
                .collect(),
        },
        (Err(error), _) | (_, Err(error)) => {
            tracing::error!("The settings of the house could not be read: {error}");
            HouseWords::default()
        }
    }
}

/// Opening hours in a sentence.
pub fn sentence(t: &Text, hours: &Hours) -> String {
    if hours.always() {
        return t.t("visit-hours-always");
    }
    let days = hours.groups().into_iter().map(|(first, last, spans)| group(t, first, last, spans));
    let (days, place) = (joined(t, days), hours.place());
    t.args("visit-hours", &[("days", Value::Text(&days)), ("place", Value::Text(&place))])
}

/// The usual time until an answer in a sentence; empty for 0.
pub fn usual(t: &Text, hours: i64) -> String {
    match hours {
        ..=0 => String::new(),
        hours if hours > 24 && hours % 24 == 0 => t.n("visit-usual-days", "days", hours / 24),
        hours => t.n("visit-usual", "hours", hours),
    }
}

fn group(t: &Text, first: usize, last: usize, spans: &[Span]) -> String {
    let day = |day: usize| t.t(&format!("visit-day-{day}"));
    let hours = joined(t, spans.iter().map(|span| self::span(t, *span)));
    let (first_day, last_day) = (day(first), day(last));
    if first == last {
        return t.args("visit-day", &[("day", Value::Text(&first_day)), ("hours", Value::Text(&hours))]);
    }
    let values = [("first", Value::Text(&first_day)), ("last", Value::Text(&last_day)), ("hours", Value::Text(&hours))];
    t.args("visit-days", &values)
}

fn span(t: &Text, span: Span) -> String {
    let (from, to) = (clock(span.from), clock(span.to));
    t.args("visit-span", &[("from", Value::Text(&from)), ("to", Value::Text(&to))])
}

/// Pieces with "and" between.
fn joined(t: &Text, pieces: impl Iterator<Item = String>) -> String {
    pieces
        .reduce(|one, other| t.args("visit-and", &[("one", Value::Text(&one)), ("other", Value::Text(&other))]))
        .unwrap_or_default()
}
