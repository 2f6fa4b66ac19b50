//! The page of a case, and what is done on it.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text, Value};
use vigie_model::Timestamp;
use vigie_model::case::{Refused, Step};
use vigie_model::id::CaseId;
use vigie_service::ServiceError;
use vigie_service::casework::{self, Opened, TEXT_MAX};
use vigie_service::login::Signed;
use vigie_service::queue;

use super::case_view::{CaseView, case_view};
use super::keep;
use super::queue::{Row, row};
use super::view::{Desk, kept, notice};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/case.html")]
#[expect(clippy::struct_field_names, reason = "the template's names")]
struct Case<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    rows: Vec<Row>,
    case: CaseView,
    notice: String,
    conflict: bool,
    refused: String,
    answer: String,
    note: String,
    kept: String,
}

/// What the page says beside the case itself.
#[derive(Default)]
struct Said {
    status: Option<StatusCode>,
    notice: &'static str,
    conflict: bool,
    refused: Option<Refusal>,
    answer: String,
    note: String,
}

/// Why a step was not made.
enum Refusal {
    Rule(Refused),
    Empty,
    Long,
}

/// What a page may say after a step, as named in its address.
const SAID: [&str; 4] = ["case-claimed", "case-released", "case-sent", "case-noted"];

/// `GET /console/case/{id}`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let notice = SAID.into_iter().find(|said| query.ends_with(&format!("said={said}"))).unwrap_or_default();
    match CaseId::parse(&id) {
        Some(case) => show(&app, lang, &signed, case, Said { notice, ..Said::default() }).await,
        None => super::view::notice(&app, lang, StatusCode::NOT_FOUND, "error-case"),
    }
}

/// `POST /console/case/{id}/{verb}`: claim, release, answer, note, close, reopen.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    let version = fields.get("version").parse().unwrap_or(0);
    let text = fields.get("text").to_owned();
    let refilled = || {
        let (answer, note) =
            if verb == "answer" { (text.clone(), String::new()) } else { (String::new(), text.clone()) };
        Said { answer, note, ..Said::default() }
    };
    if matches!(verb.as_str(), "answer" | "note") {
        let refused = if text.trim().is_empty() {
            Some(Refusal::Empty)
        } else {
            (text.chars().count() > TEXT_MAX).then_some(Refusal::Long)
        };
        if refused.is_some() {
            let said = Said { status: Some(StatusCode::UNPROCESSABLE_ENTITY), refused, ..refilled() };
            return show(&app, lang, &signed, case, said).await;
        }
    }
    let me = signed.member;
    let done = match verb.as_str() {
        "claim" => casework::step(&app.ctx, &signed, case, version, Step::Claim(me)).await.map(|_| "case-claimed"),
        "release" => casework::step(&app.ctx, &signed, case, version, Step::Release(me)).await.map(|_| "case-released"),
        "close" => casework::step(&app.ctx, &signed, case, version, Step::Close(me)).await.map(|_| ""),
        "reopen" => casework::step(&app.ctx, &signed, case, version, Step::Reopen(me)).await.map(|_| ""),
        "answer" => casework::answer(&app.ctx, &signed, case, version, &text).await.map(|()| "case-sent"),
        "note" => casework::note(&app.ctx, &signed, case, &text).await.map(|()| "case-noted"),
        _ => Err(ServiceError::NotFound),
    };
    match done {
        Ok("") => Redirect::to(&format!("/console/case/{case}?l={}", lang.code())).into_response(),
        Ok(said) => Redirect::to(&format!("/console/case/{case}?l={}&said={said}", lang.code())).into_response(),
        Err(ServiceError::Refused(why)) => {
            let said = Said { status: Some(StatusCode::CONFLICT), refused: Some(Refusal::Rule(why)), ..refilled() };
            show(&app, lang, &signed, case, said).await
        }
        Err(error) if error.is_conflict() => {
            let said = Said { status: Some(StatusCode::CONFLICT), conflict: true, ..refilled() };
            show(&app, lang, &signed, case, said).await
        }
        Err(error) => failed(&app, lang, &error, &text),
    }
}

async fn show(app: &Inner, lang: Lang, signed: &Signed, case: CaseId, said: Said) -> Response {
    let (opened, lines) = match (casework::open(&app.ctx, signed, case).await, queue::first(&app.ctx, signed).await) {
        (Ok(opened), Ok(lines)) => (opened, lines),
        (Err(error), _) | (_, Err(error)) => {
            return failed(app, lang, &error, &format!("{}{}", said.answer, said.note));
        }
    };
    let t = app.text(lang);
    let view = Case {
        t,
        page: Page::desk(app, lang, "/console"),
        desk: Desk::of(app, signed, lang).await,
        rows: lines.iter().take(30).map(|line| row(app, lang, signed, line, Some(case))).collect(),
        notice: if said.notice.is_empty() { String::new() } else { t.t(said.notice) },
        conflict: said.conflict,
        refused: said.refused.map_or_else(String::new, |why| refusal(t, &why, &opened)),
        answer: said.answer,
        note: said.note,
        kept: keep::line(app, lang, signed, case).await,
        case: case_view(app, lang, signed, &opened),
    };
    reply::page(app, lang, said.status.unwrap_or(StatusCode::OK), &view)
}

fn refusal(t: &Text, why: &Refusal, opened: &Opened) -> String {
    let why = match why {
        Refusal::Empty => return t.t("case-refused-empty"),
        Refusal::Long => return t.n("case-refused-long", "max", i64::try_from(TEXT_MAX).unwrap_or(0)),
        Refusal::Rule(why) => *why,
    };
    let name = opened.standing.claimed_by.and_then(|member| opened.names.get(&member).cloned()).unwrap_or_default();
    let date = opened.standing.thread.erasing().map(Timestamp::date).unwrap_or_default();
    let status = t.t(&format!("status-{}", opened.standing.state.word()));
    t.args(
        why.text_id(),
        &[("name", Value::Text(&name)), ("date", Value::Text(&date)), ("status", Value::Text(&status))],
    )
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError, written: &str) -> Response {
    if matches!(error, ServiceError::NotFound) {
        return kept(app, lang, StatusCode::NOT_FOUND, "error-case", written);
    }
    tracing::error!("A step on a case failed: {error}");
    kept(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk", written)
}
