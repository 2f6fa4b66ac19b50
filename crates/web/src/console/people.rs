//! A case that is not one's own: the reason asked before it opens, and "I know these people".

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_model::id::{CaseId, MemberId};
use vigie_service::login::Signed;
use vigie_service::reasons::{self, TEXT_MAX, Why};
use vigie_service::{ServiceError, names, people};

use super::view::{Desk, notice, number};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/reason.html")]
struct Reason<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    id: String,
    number: String,
    whys: Vec<(&'static str, String)>,
    max: usize,
    kept: String,
}

#[derive(Template)]
#[template(path = "console/people.html")]
struct People<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    id: String,
    number: String,
    hidden: Vec<(String, String)>,
}

/// The page that asks for a reason, in the place of the case. `kept` is what was being written on it.
pub async fn ask(
    app: &Inner,
    lang: Lang,
    signed: &Signed,
    (case, status): (CaseId, StatusCode),
    (error, kept): (&str, &str),
) -> Response {
    let t = app.text(lang);
    let view = Reason {
        t,
        page: Page::desk(app, lang, "/console"),
        desk: Desk::of(app, signed, lang).await,
        errors: if error.is_empty() { Vec::new() } else { vec![("why-asked".to_owned(), t.t(error))] },
        id: case.to_string(),
        number: number(&case),
        whys: Why::ALL.map(|why| (why.word(), t.t(&format!("reason-ask-{}", why.word())))).to_vec(),
        max: TEXT_MAX,
        kept: kept.to_owned(),
    };
    reply::page(app, lang, status, &view)
}

/// `POST /console/case/{id}/reason`
pub async fn reason(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    let text: String = fields.get("text").trim().chars().take(TEXT_MAX).collect();
    let why = Why::parse(fields.get("why")).filter(|why| *why != Why::Other || !text.is_empty());
    let Some(why) = why else {
        let again = (case, StatusCode::UNPROCESSABLE_ENTITY);
        return ask(&app, lang, &signed, again, ("reason-ask-error", &text)).await;
    };
    match reasons::give(&app.ctx, &signed, case, why, &text).await {
        Ok(()) => Redirect::to(&format!("/console/case/{case}?l={}", lang.code())).into_response(),
        Err(error) => failed(&app, lang, &error),
    }
}

/// `GET /console/case/{id}/people`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    PageLang(lang): PageLang,
) -> Response {
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    let from = people::hidden_members(&app.ctx, &signed, case).await;
    let (from, names) = match (from, names::all(&app.ctx, &signed).await) {
        (Ok(from), Ok(names)) => (from, names),
        (Err(error), _) | (_, Err(error)) => return failed(&app, lang, &error),
    };
    let t = app.text(lang);
    let name = |id: &MemberId| names.get(id).cloned().unwrap_or_else(|| t.t("desk-unknown"));
    let view = People {
        t,
        page: Page::desk(&app, lang, "/console"),
        desk: Desk::of(&app, &signed, lang).await,
        id: case.to_string(),
        number: number(&case),
        hidden: from.iter().map(|id| (id.to_string(), name(id))).collect(),
    };
    reply::ok(&app, lang, &view)
}

/// `POST /console/case/{id}/people`: hides the case from this member and hands it on; with a member's id shows it to
/// that one again.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    let (done, to) = match fields.get("member") {
        "" => (people::know(&app.ctx, &signed, case, &t.t("people-note")).await, "/console".to_owned()),
        member => match MemberId::parse(member) {
            Some(member) => {
                (people::show_again(&app.ctx, &signed, case, member).await, format!("/console/case/{case}/people"))
            }
            None => (Err(ServiceError::NotFound), String::new()),
        },
    };
    match done {
        Ok(()) => Redirect::to(&format!("{to}?l={}", lang.code())).into_response(),
        Err(error) => failed(&app, lang, &error),
    }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::NOT_FOUND, "error-case");
    }
    if error.is_conflict() {
        return notice(app, lang, StatusCode::CONFLICT, "error-desk-busy");
    }
    tracing::error!("A step about who sees a case failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
