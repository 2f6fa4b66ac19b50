//! Alarms: what several people should know of, and who looks after it.

use std::collections::HashMap;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text, Value};
use vigie_model::id::{CaseId, MemberId};
use vigie_service::alarms::{self, Alarm};
use vigie_service::login::Signed;
use vigie_service::{ServiceError, names};

use super::view::{Desk, notice, number, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// An alarm in words.
struct Row {
    id: String,
    kind: String,
    means: String,
    when: String,
    about: String,
    case: String,
    seen: String,
    mine: bool,
}

#[derive(Template)]
#[template(path = "console/alarms.html")]
struct Alarms<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    rows: Vec<Row>,
}

/// `GET /console/alarms`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let lang = asked.lang;
    let (all, names) = match (alarms::list(&app.ctx, &signed).await, names::all(&app.ctx, &signed).await) {
        (Ok(all), Ok(names)) => (all, names),
        (Err(error), _) | (_, Err(error)) => return failed(&app, lang, &error),
    };
    let t = app.text(lang);
    let view = Alarms {
        t,
        page: Page::desk(&app, lang, "/console/alarms"),
        desk: Desk::of(&app, &signed, lang).await,
        notice: said(t, &asked, &["alarm-acknowledged"]),
        rows: all.iter().map(|alarm| row(t, alarm, &names, &signed)).collect(),
    };
    reply::ok(&app, lang, &view)
}

/// `POST /console/alarms`: acknowledges one.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let done = match CaseId::parse(fields.get("alarm")) {
        Some(id) => alarms::acknowledge(&app.ctx, &signed, id.0).await,
        None => Err(ServiceError::NotFound),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/console/alarms?l={}&said=alarm-acknowledged", lang.code())).into_response(),
        Err(error) if error.is_conflict() || matches!(error, ServiceError::NotFound) => {
            notice(&app, lang, StatusCode::CONFLICT, "alarm-gone")
        }
        Err(error) => failed(&app, lang, &error),
    }
}

fn row(t: &Text, alarm: &Alarm, names: &HashMap<MemberId, String>, signed: &Signed) -> Row {
    let name = |id: MemberId| names.get(&id).cloned().unwrap_or_else(|| t.t("desk-unknown"));
    let seen = |(by, at): (MemberId, vigie_model::Timestamp)| {
        t.args("alarm-seen", &[("name", Value::Text(&name(by))), ("time", Value::Text(&when::minute(at)))])
    };
    Row {
        id: alarm.id.to_string(),
        kind: t.t(&format!("alarm-kind-{}", alarm.kind.word())),
        means: t.t(&format!("alarm-means-{}", alarm.kind.word())),
        when: when::minute(alarm.at),
        about: alarm.about.map(|id| t.s("alarm-about", "name", &name(id))).unwrap_or_default(),
        case: alarm.case.map(|case| t.s("second-case", "number", &number(&case))).unwrap_or_default(),
        seen: alarm.acknowledged.map(seen).unwrap_or_default(),
        mine: alarm.about == Some(signed.member),
    }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("The alarms could not be shown: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
