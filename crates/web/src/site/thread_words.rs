//! The visitor's own page in words: what was written, passed on, opened, and how long it is kept.

use vigie_lang::{Text, Value};
use vigie_model::Timestamp;
use vigie_model::case::BACKUPS_LIVE;
use vigie_model::clock::{DAY, HOUR};
use vigie_service::casework::passing::Passed;
use vigie_service::sealing::{Kind, Piece};

use crate::app::Inner;
use crate::when;

/// What was passed on and when. To whom is not said: whoever stands beside her reads it too.
pub fn passed_on(t: &Text, piece: &Piece) -> Option<String> {
    let what = Passed::of(piece)?.what.word();
    Some(t.s(&format!("thread-passed-{what}"), "date", &when::date(t, piece.at)))
}

/// What a piece is and of when. What was pasted is mostly not hers: "you wrote" never stands above a threat.
pub fn headed(t: &Text, piece: &Piece) -> String {
    let id = match piece.kind {
        Kind::DeskAnswer => "thread-from-us",
        Kind::Pasted => "thread-from-you-pasted",
        Kind::Answers => "thread-from-you-answers",
        _ => "thread-from-you",
    };
    t.s(id, "date", &when::moment(t, piece.at))
}

/// A piece as its writer reads it: answers of the form each under its question.
pub fn readable(app: &Inner, t: &Text, piece: &Piece) -> String {
    let Some(report) = piece.report() else { return piece.text() };
    let mut lines = Vec::new();
    let mut line = |question: &str, given: Vec<String>| {
        if !given.is_empty() {
            lines.push(format!("{}\n{}", t.t(question), given.join(" · ")));
        }
    };
    let one = |field: &str, word: Option<&str>| {
        word.map(|word| t.t(&format!("tell-{field}-{word}"))).into_iter().collect::<Vec<_>>()
    };
    line("tell-danger", one("danger", report.danger.map(vigie_model::report::Danger::word)));
    line("tell-country", app.countries.name(t.lang(), &report.country).map(str::to_owned).into_iter().collect());
    line("tell-who", one("who", report.who.map(vigie_model::report::Who::word)));
    line("tell-age", one("age", report.age.map(vigie_model::report::AgeBand::word)));
    line("tell-offender", one("offender", report.offender.map(vigie_model::report::Offender::word)));
    line("tell-threat", report.threat.iter().map(|word| t.t(&format!("tell-threat-{}", word.word()))).collect());
    line("tell-want", report.want.iter().map(|word| t.t(&format!("tell-want-{}", word.word()))).collect());
    line("tell-by", one("by", report.by.map(vigie_model::report::By::word)));
    line("tell-happened", report.happened.iter().map(|word| t.t(&format!("tell-happened-{}", word.word()))).collect());
    line("tell-places", report.handles.iter().map(|handle| format!("{} {}", handle.place, handle.name)).collect());
    line("tell-answer", Some(report.answer).filter(|text| !text.is_empty()).into_iter().collect());
    lines.extend([report.pasted, report.words].into_iter().filter(|text| !text.is_empty()));
    lines.join("\n\n")
}

/// When a page was opened: date and part of the day. Where the visitor's clock stands is not known.
pub fn opening(t: &Text, at: Timestamp) -> String {
    let part = match at.ms().rem_euclid(DAY) / HOUR {
        0..6 => "thread-part-night",
        6..12 => "thread-part-morning",
        12..18 => "thread-part-afternoon",
        _ => "thread-part-evening",
    };
    t.args("thread-opening", &[("date", Value::Text(&when::date(t, at))), ("part", Value::Text(&t.t(part)))])
}

/// Until when it is kept, and when the copies are gone. What is held is kept at least so long.
pub fn kept(t: &Text, at: Timestamp, held: Option<Timestamp>) -> String {
    let at = held.map_or(at, |held| held.max(at));
    let copies = t.s("thread-kept-copies", "date", &when::date(t, at.plus(BACKUPS_LIVE)));
    format!("{} {copies}", t.s("thread-kept", "date", &when::date(t, at)))
}
