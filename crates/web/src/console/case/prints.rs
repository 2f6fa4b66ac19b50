//! Fingerprints on the page of a case: how each stands, what was thought of it, what services did. There is no picture.

use std::collections::HashMap;

use vigie_lang::{Text, Value};
use vigie_model::id::{MemberId, SignalId};
use vigie_model::signal::{Opinion, SightingState, SignalState};
use vigie_service::ServiceError;
use vigie_service::casework::TEXT_MAX;
use vigie_service::pictures::{self, By, OfReport};

use super::{Done, Form, Outcome, Refusal, refused};
use crate::when;

/// A fingerprint as the page shows it.
pub struct PrintView {
    /// Which.
    pub id: String,
    /// Which picture of the case, counted from 1.
    pub name: String,
    /// Where it stands.
    pub state: String,
    /// True when it is not matched.
    pub off: bool,
    /// How many codes it has, what was thought and seen of it, each in a sentence.
    pub lines: Vec<String>,
    /// What may be done: word and label.
    pub acts: Vec<(&'static str, String)>,
}

/// The fingerprints of a case in words.
pub fn views(t: &Text, names: &HashMap<MemberId, String>, all: &[OfReport]) -> Vec<PrintView> {
    (1..).zip(all).map(|(at, one): (usize, _)| view(t, names, at, one)).collect()
}

fn view(t: &Text, names: &HashMap<MemberId, String>, at: usize, one: &OfReport) -> PrintView {
    let mut lines = vec![t.s("print-codes", "count", &one.codes.to_string())];
    lines.extend(one.opinions.iter().map(|said| {
        let name = match said.member {
            Some(member) => names.get(&member).cloned().unwrap_or_else(|| t.t("desk-unknown")),
            None if said.service.is_empty() => t.t("sighting-service"),
            None => said.service.clone(),
        };
        let (time, what) = (when::minute(said.at), t.t(&format!("print-opinion-{}", said.opinion.word())));
        let args = [("name", Value::Text(&name)), ("time", Value::Text(&time)), ("what", Value::Text(&what))];
        let line = t.args("print-said", &args);
        if said.why.is_empty() { line } else { format!("{line} · \u{2068}{}\u{2069}", said.why) }
    }));
    lines.extend(one.seen.iter().map(|(when, seen, state)| {
        let word = seen.word().replace('_', "-");
        let line = t.s(&format!("print-seen-{word}"), "time", &when::minute(*when));
        if *state == SightingState::New { format!("{line} · {}", t.t("print-waits")) } else { line }
    }));
    let mut acts: Vec<&'static str> = vec!["coherent", "disputed"];
    match one.state {
        SignalState::Standing => acts.push("suspend"),
        SignalState::Suspended => acts.push("stand"),
        SignalState::Withdrawn => acts.clear(),
    }
    PrintView {
        id: one.id.to_string(),
        name: t.s("print-picture", "number", &at.to_string()),
        state: t.t(&format!("print-{}", one.state.word())),
        off: one.state != SignalState::Standing,
        lines,
        acts: acts.into_iter().map(|word| (word, t.t(&format!("print-{word}")))).collect(),
    }
}

/// Notes an opinion, suspends a fingerprint or lets it stand again.
pub async fn post(form: &Form<'_>) -> Outcome {
    let (ctx, signed) = (&form.app.ctx, form.signed);
    if form.text().chars().count() > TEXT_MAX {
        return Ok(refused(Refusal::Long, form.refilled("print")));
    }
    let id = SignalId::parse(form.fields.get("part")).ok_or(ServiceError::NotFound)?;
    pictures::on_case(ctx, signed, form.case, id).await?;
    let by = By::Member(signed);
    let why = form.text().trim();
    let (opinion, state) = match form.fields.get("do") {
        "coherent" => (Some(Opinion::Coherent), None),
        "disputed" => (Some(Opinion::Disputed), None),
        "suspend" => (None, Some(SignalState::Suspended)),
        "stand" => (None, Some(SignalState::Standing)),
        _ => return Err(ServiceError::NotFound),
    };
    if let Some(opinion) = opinion {
        pictures::opinion(ctx, by, id, opinion, why).await?;
        return Ok(Done::Back("print-noted"));
    }
    // Why it was suspended is an opinion too: else nobody could say later what the doubt was.
    if state == Some(SignalState::Suspended) && !why.is_empty() {
        pictures::opinion(ctx, by, id, Opinion::Disputed, why).await?;
    }
    let state = state.unwrap_or(SignalState::Standing);
    pictures::set(ctx, by, id, state).await?;
    Ok(Done::Back(if state == SignalState::Standing { "print-is-standing" } else { "print-is-suspended" }))
}
