//! What waits for a second person, and the yes or no.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text, Value};
use vigie_model::case::Refused;
use vigie_model::id::{CaseId, MemberId};
use vigie_service::api::ProposedKey;
use vigie_service::casework::passing::Passed;
use vigie_service::login::Signed;
use vigie_service::second::{self, GROUND_MAX, Kind, Outcome, Proposal, ProposalId};
use vigie_service::{ServiceError, names};

use super::view::{Desk, notice, number, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 3] = ["second-done", "second-refused", "second-proposed"];

/// A proposal in words.
struct Row {
    id: String,
    kind: String,
    means: String,
    subject: String,
    href: String,
    by: String,
    until: String,
    ground: String,
    mine: bool,
}

#[derive(Template)]
#[template(path = "console/second.html")]
struct Second<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    rows: Vec<Row>,
    notice: String,
    max: usize,
}

/// `GET /console/second`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let lang = asked.lang;
    let (proposals, names) = match (second::open(&app.ctx, &signed).await, names::all(&app.ctx, &signed).await) {
        (Ok(proposals), Ok(names)) => (proposals, names),
        (Err(error), _) | (_, Err(error)) => return failed(&app, lang, &error),
    };
    let t = app.text(lang);
    let view = Second {
        t,
        page: Page::desk(&app, lang, "/console/second"),
        desk: Desk::of(&app, &signed, lang).await,
        rows: proposals.iter().map(|one| row(t, lang, one, &names)).collect(),
        notice: said(t, &asked, &SAID),
        max: GROUND_MAX,
    };
    reply::ok(&app, lang, &view)
}

/// `POST /console/second/confirm`: says yes, and does it.
pub async fn confirm(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let Some(id) = id(&fields) else { return gone(&app, fields.lang) };
    let done = match second::confirm(&app.ctx, &signed, id).await {
        Ok(confirmed) => second::carry_out(&app.ctx, &signed, confirmed).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(Outcome::Paper(made)) => super::setup::paper(&app, fields.lang, &made),
        Ok(Outcome::Done) => answer(&app, fields.lang, Ok(()), "second-done"),
        Err(error) => answer(&app, fields.lang, Err(error), ""),
    }
}

/// `POST /console/second/recovery`: proposes a new recovery paper.
pub async fn recovery(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let ground: String = fields.get("text").chars().take(GROUND_MAX).collect();
    let proposed = second::propose(&app.ctx, &signed, Kind::Recovery, second::THE_HOUSE, &ground).await;
    answer(&app, fields.lang, proposed.map(|_| ()), "second-proposed")
}

/// `POST /console/second/refuse`: says no, or takes one's own proposal back.
pub async fn refuse(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let Some(id) = id(&fields) else { return gone(&app, fields.lang) };
    answer(&app, fields.lang, second::refuse(&app.ctx, &signed, id).await, "second-refused")
}

fn id(fields: &Fields) -> Option<ProposalId> {
    CaseId::parse(fields.get("proposal")).map(|id| ProposalId(id.0))
}

fn answer(app: &Inner, lang: Lang, done: Result<(), ServiceError>, said: &str) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/console/second?l={}&said={said}", lang.code())).into_response(),
        Err(ServiceError::NotFound) => gone(app, lang),
        Err(ServiceError::Refused(Refused::Held)) => notice(app, lang, StatusCode::CONFLICT, "second-held"),
        Err(ServiceError::LastAdministrator) => notice(app, lang, StatusCode::CONFLICT, "members-last"),
        Err(error) if error.is_conflict() => gone(app, lang),
        Err(error) => failed(app, lang, &error),
    }
}

fn gone(app: &Inner, lang: Lang) -> Response {
    notice(app, lang, StatusCode::CONFLICT, "second-error")
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("A decision of two could not be made: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}

fn row(t: &Text, lang: Lang, one: &Proposal, names: &HashMap<MemberId, String>) -> Row {
    let name = |id: MemberId| names.get(&id).cloned().unwrap_or_else(|| t.t("desk-unknown"));
    let (subject, href) = if one.kind.about_a_case() {
        let case = CaseId(one.subject);
        (t.s("second-case", "number", &number(&case)), format!("/console/case/{case}?l={}", lang.code()))
    } else if one.kind == Kind::ListKey {
        // Not everybody who may confirm it may see the page of the keys.
        (key_of(one).map_or_else(String::new, |key| key.owner.to_owned()), String::new())
    } else if one.subject.is_nil() {
        (String::new(), String::new())
    } else {
        (name(MemberId(one.subject)), String::new())
    };
    let by = [("name", Value::Text(&name(one.proposed_by))), ("time", Value::Text(&when::minute(one.at)))];
    Row {
        id: one.id.0.to_string(),
        kind: t.t(&format!("second-kind-{}", one.kind.word())),
        means: t.t(&format!("second-means-{}", one.kind.word())),
        subject,
        href,
        by: t.args("second-by", &by),
        until: t.s("second-until", "time", &when::minute(one.expires)),
        ground: one.ground.as_deref().map_or_else(|| t.t("second-no-ground"), |ground| ground_in_words(t, one, ground)),
        mine: one.mine_to_decide,
    }
}

/// The key that a proposal is about; `None` when it is about none, or its ground cannot be read.
fn key_of(one: &Proposal) -> Option<ProposedKey<'_>> {
    ProposedKey::of(one.ground.as_deref().filter(|_| one.kind == Kind::ListKey)?)
}

/// A ground as it is read; that of passing on begins with what and to whom, that of a key is its agreement and last day.
fn ground_in_words(t: &Text, one: &Proposal, ground: &str) -> String {
    if let Some(key) = key_of(one) {
        let args = [("agreement", Value::Text(key.agreement)), ("date", Value::Text(key.last_day))];
        return t.args("second-ground-list-key", &args);
    }
    match Passed::proposed(ground).filter(|_| one.kind == Kind::PassOn) {
        Some((passed, ground)) => format!("{}\n{ground}", super::case::passed(t, passed)),
        None => ground.to_owned(),
    }
}
