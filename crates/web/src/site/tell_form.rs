//! The form of `/tell`: from fields to a report, and back to a page that has kept every word.

use vigie_lang::{Lang, Text};
use vigie_model::report::{
    AgeBand, By, Danger, HANDLE_ROWS, Handle, Happened, LONG_MAX, NewReport, Offender, SHORT_MAX, Side, Threat, Want,
    Who,
};

use crate::fields::Fields;

/// Most characters of a name, link or number.
const NAME_MAX: usize = 300;
/// Most characters of "when is it safe".
const ANSWER_MAX: usize = 2000;

/// What was sent, with what is wrong with it.
pub struct Form {
    fields: Fields,
    errors: Vec<(String, String)>,
}

impl Form {
    /// A form as it was filled so far, with its errors: field and sentence.
    pub fn sent(fields: Fields, errors: Vec<(String, String)>) -> Self {
        Self { fields, errors }
    }

    /// True when a choice was made.
    pub fn is(&self, field: &str, value: &str) -> bool {
        let chosen = self.fields.all(field).any(|sent| sent == value);
        chosen || (value == "unknown" && field.starts_with("side") && self.fields.get(field).is_empty())
    }

    /// What was typed.
    pub fn v(&self, field: &str) -> String {
        self.fields.get(field).to_owned()
    }

    /// The sentence beside a field, `""` when it is fine.
    pub fn err(&self, field: &str) -> String {
        self.errors.iter().find(|error| error.0 == field).map_or_else(String::new, |error| error.1.clone())
    }
}

/// Reads a report; the country was looked up already. Unknown answers count as skipped: a page must never lose words over a changed choice.
///
/// # Errors
/// Field and sentence for everything that needs another look.
pub fn read(t: &Text, fields: &Fields) -> Result<NewReport, Vec<(String, String)>> {
    let report = NewReport {
        lang: fields.lang.code().to_owned(),
        danger: Danger::parse(fields.get("danger")),
        who: Who::parse(fields.get("who")),
        age: AgeBand::parse(fields.get("age")),
        threat: fields.all("threat").filter_map(Threat::parse).collect(),
        want: fields.all("want").filter_map(Want::parse).collect(),
        by: By::parse(fields.get("by")),
        happened: fields.all("happened").filter_map(Happened::parse).collect(),
        handles: handles(fields),
        pasted: fields.get("pasted").to_owned(),
        words: fields.get("words").to_owned(),
        answer: fields.get("answer").to_owned(),
        country: fields.get("country").to_owned(),
        offender: Offender::parse(fields.get("offender")),
        given: None,
    };
    let mut errors = too_long(t, fields);
    if errors.is_empty() && blank(&report) {
        errors.push(("words".to_owned(), t.t("tell-error-empty")));
    }
    if errors.is_empty() { Ok(report) } else { Err(errors) }
}

/// Field and sentence for every text that is longer than there is room.
pub fn too_long(t: &Text, fields: &Fields) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    let mut check = |field: String, max: usize| {
        if fields.get(&field).chars().count() > max {
            errors.push((field, longest(t, max)));
        }
    };
    check("pasted".to_owned(), LONG_MAX);
    check("words".to_owned(), LONG_MAX);
    check("answer".to_owned(), ANSWER_MAX);
    for row in 1..=HANDLE_ROWS {
        check(format!("place{row}"), SHORT_MAX);
        check(format!("name{row}"), NAME_MAX);
    }
    errors
}

/// How much room there is, the thousands of a large number set apart as the reader's language does.
pub fn longest(t: &Text, max: usize) -> String {
    let apart = if matches!(t.lang(), Lang::En | Lang::Ar) { "," } else { "\u{a0}" };
    let written = match (max / 1000, max % 1000) {
        (thousands @ 10.., rest) => format!("{thousands}{apart}{rest:03}"),
        _ => max.to_string(),
    };
    t.s("tell-error-long", "max", &written)
}

/// White space alone is nothing to send.
fn blank(report: &NewReport) -> bool {
    let trimmed = |text: &String| text.trim().to_owned();
    let bare = NewReport {
        words: trimmed(&report.words),
        pasted: trimmed(&report.pasted),
        answer: trimmed(&report.answer),
        ..report.clone()
    };
    bare.is_empty()
}

fn handles(fields: &Fields) -> Vec<Handle> {
    (1..=HANDLE_ROWS)
        .map(|row| Handle {
            place: fields.get(&format!("place{row}")).to_owned(),
            name: fields.get(&format!("name{row}")).to_owned(),
            side: Side::parse(fields.get(&format!("side{row}"))).unwrap_or(Side::Unknown),
        })
        .filter(|handle| !handle.place.trim().is_empty() || !handle.name.trim().is_empty())
        .collect()
}
