//! Sightings: what services did when a picture matched, before anybody else learns of it.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use vigie_lang::{Lang, Text};
use vigie_model::member::MemberRole;
use vigie_model::signal::{Seen, SignalState};
use vigie_service::ServiceError;
use vigie_service::login::Signed;
use vigie_service::pictures::{self, Waiting};

use super::view::{Desk, notice, number, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 2] = ["sighting-told", "sighting-kept"];

/// A sighting in words.
struct Row {
    id: String,
    what: String,
    when: String,
    state: String,
    wish: String,
    /// Address of its case; `""` where there is none that this member sees.
    href: String,
    /// Title of the case, or why there is none.
    case: String,
    /// True when it may be told.
    tell: bool,
    /// True when this member may decide.
    decide: bool,
}

#[derive(Template)]
#[template(path = "console/sightings.html")]
struct Sightings<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    rows: Vec<Row>,
}

/// `GET /console/sightings`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let lang = asked.lang;
    let waiting = match pictures::waiting(&app.ctx, &signed).await {
        Ok(waiting) => waiting,
        Err(error) => return failed(&app, lang, &error),
    };
    let t = app.text(lang);
    let acts = signed.roles.has(MemberRole::Counsellor);
    let view = Sightings {
        t,
        page: Page::desk(&app, lang, "/console/sightings"),
        desk: Desk::of(&app, &signed, lang).await,
        notice: said(t, &asked, &SAID),
        rows: waiting.iter().map(|one| row(t, lang, acts, one)).collect(),
    };
    reply::ok(&app, lang, &view)
}

/// `POST /console/sightings/{id}/{verb}`: tell, keep.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let tell = verb == "tell";
    let done = match Uuid::parse_str(&id) {
        Ok(id) if tell || verb == "keep" => pictures::decide(&app.ctx, &signed, id, tell).await,
        _ => Err(ServiceError::NotFound),
    };
    match done {
        Ok(()) => {
            let said = if tell { SAID[0] } else { SAID[1] };
            Redirect::to(&format!("/console/sightings?l={}&said={said}", lang.code())).into_response()
        }
        Err(error) => failed(&app, lang, &error),
    }
}

fn row(t: &Text, lang: Lang, acts: bool, one: &Waiting) -> Row {
    let service = if one.service.is_empty() { t.t("sighting-service") } else { one.service.clone() };
    let word = one.seen.word().replace('_', "-");
    let title = one.case.map(|case| t.s("case-title", "number", &number(&case)));
    let gone = one.state == SignalState::Withdrawn;
    Row {
        id: one.id.to_string(),
        what: t.s(&format!("sighting-{word}"), "service", &service),
        when: when::minute(one.at),
        state: t.t(&format!("sighting-state-{}", one.state.word())),
        wish: match (one.listed, one.wish) {
            (true, _) => String::new(),
            (false, true) => t.t("sighting-wish-yes"),
            (false, false) => t.t("sighting-wish-no"),
        },
        href: one.case.map_or_else(String::new, |case| format!("/console/case/{case}?l={}", lang.code())),
        case: title.unwrap_or_else(|| t.t(if one.listed { "sighting-list" } else { "sighting-elsewhere" })),
        tell: one.wish && one.seen != Seen::NotIt && one.case.is_some(),
        decide: acts && (one.case.is_some() || one.listed || gone),
    }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if error.is_conflict() || matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::CONFLICT, "sighting-gone");
    }
    tracing::error!("The sightings could not be read or decided: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
