//! Examples in other words that members released: to be read, taken out, and carried off as a file for the rules.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use vigie_lang::{Lang, Text, Value};
use vigie_service::ServiceError;
use vigie_service::casework::examples::{self, Example};
use vigie_service::login::Signed;

use super::case::{why_id, wrote_id};
use super::queue::language;
use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields, PageLang};
use crate::page::Page;
use crate::reply;

/// What the page may say after a step, as named in its address.
const SAID: [&str; 1] = ["examples-taken-out"];

/// An example as the page shows it.
struct Row {
    id: String,
    text: String,
    lang: String,
    about: String,
}

#[derive(Template)]
#[template(path = "console/examples.html")]
struct Examples<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    rows: Vec<Row>,
}

/// `GET /console/examples`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let (lang, t) = (asked.lang, app.text(asked.lang));
    let all = match examples::all(&app.ctx).await {
        Ok(all) => all,
        Err(error) => return failed(&app, lang, &error),
    };
    let view = Examples {
        t,
        page: Page::desk(&app, lang, "/console/examples"),
        desk: Desk::of(&app, &signed, lang).await,
        notice: said(t, &asked, &SAID),
        rows: all.into_iter().map(|one| row(t, one)).collect(),
    };
    reply::ok(&app, lang, &view)
}

/// `GET /console/examples/file`: one JSON object a line.
pub async fn file(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    match examples::lines(&app.ctx).await {
        Ok(lines) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson; charset=utf-8")),
                (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"examples.jsonl\"")),
            ];
            (StatusCode::OK, headers, lines).into_response()
        }
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/examples`: takes one out.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let Ok(id) = Uuid::parse_str(fields.get("example")) else {
        return notice(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, "gate-conflict");
    };
    match examples::take_out(&app.ctx, &signed, id).await {
        Ok(()) => Redirect::to(&format!("/console/examples?l={}&said=examples-taken-out", lang.code())).into_response(),
        Err(error) => failed(&app, lang, &error),
    }
}

fn row(t: &Text, one: Example) -> Row {
    let (wrote, why, lang) = (t.t(&wrote_id(one.role)), t.t(&why_id(one.why)), language(&one.lang));
    let values = [
        ("wrote", Value::Text(&wrote)),
        ("why", Value::Text(&why)),
        ("lang", Value::Text(&lang)),
        ("date", Value::Text(&one.released)),
        ("rules", Value::Text(&one.rules)),
    ];
    Row { id: one.id.to_string(), about: t.args("examples-by", &values), text: one.text, lang: one.lang }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if matches!(error, ServiceError::Busy) {
        return notice(app, lang, StatusCode::CONFLICT, "gate-conflict");
    }
    tracing::error!("The examples could not be shown or changed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
