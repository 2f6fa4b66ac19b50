//! The duty list, and the test of the urgent notice.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_model::id::CaseId;
use vigie_service::duty::{self, Change, NewName, Way};
use vigie_service::login::Signed;
use vigie_service::{ServiceError, calls};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 2] = ["gate-saved", "duty-test-sent"];

/// Somebody on the list.
struct Row {
    id: String,
    name: String,
    address: String,
    way: String,
    language: &'static str,
    partner: bool,
    tested: String,
}

#[derive(Template)]
#[template(path = "console/duty.html")]
struct DutyPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    warnings: Vec<String>,
    rows: Vec<Row>,
    languages: Vec<(&'static str, &'static str)>,
    name: String,
    address: String,
}

/// `GET /console/node/duty`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    match view(&app, &signed, asked.lang).await {
        Ok(view) => {
            let notice = said(app.text(asked.lang), &asked, &SAID);
            reply::ok(&app, asked.lang, &DutyPage { notice, ..view })
        }
        Err(error) => failed(&app, asked.lang, &error),
    }
}

/// `POST /console/node/duty/add`
pub async fn add(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let new = NewName {
        name: fields.get("name").to_owned(),
        lang: Lang::parse(fields.get("language")).unwrap_or(lang),
        kind: if fields.get("way") == "call" { Way::Call } else { Way::Mail },
        address: fields.get("address").to_owned(),
        partner: fields.get("partner") == "yes",
    };
    match duty::change(&app.ctx, &signed, Change::Add(new)).await {
        Ok(true) => back(lang, "gate-saved"),
        Ok(false) => match view(&app, &signed, lang).await {
            Ok(view) => {
                let errors = vec![("address".to_owned(), app.text(lang).t("duty-error"))];
                let (name, address) = (fields.get("name").to_owned(), fields.get("address").to_owned());
                let view = DutyPage { errors, name, address, ..view };
                reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
            }
            Err(error) => failed(&app, lang, &error),
        },
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/node/duty/change`: up, off the list, or a test.
pub async fn change(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let Some(id) = CaseId::parse(fields.get("entry")).map(|id| id.0) else {
        return notice(&app, lang, StatusCode::CONFLICT, "gate-conflict");
    };
    let (done, said) = match fields.get("act") {
        "up" => (duty::change(&app.ctx, &signed, Change::Raise(id)).await.map(|_| ()), "gate-saved"),
        "remove" => (duty::change(&app.ctx, &signed, Change::Remove(id)).await.map(|_| ()), "gate-saved"),
        _ => (calls::test(&app.ctx, id).await, "duty-test-sent"),
    };
    match done {
        Ok(()) => back(lang, said),
        Err(error) => failed(&app, lang, &error),
    }
}

async fn view<'a>(app: &'a Inner, signed: &Signed, lang: Lang) -> Result<DutyPage<'a>, ServiceError> {
    let t = app.text(lang);
    let (list, tests) = (duty::list(&app.ctx).await?, calls::tests(&app.ctx).await?);
    let outside = &app.ctx.outside;
    let warnings = [
        (outside.mail.is_none() && list.iter().any(|name| name.kind == Way::Mail), "duty-no-mail"),
        (outside.hook.is_none() && list.iter().any(|name| name.kind == Way::Call), "duty-no-call"),
        (outside.public.is_empty(), "duty-no-public"),
    ];
    let row = |name: duty::Name| Row {
        id: name.id.to_string(),
        way: t.t(if name.kind == Way::Mail { "duty-way-mail" } else { "duty-way-call" }),
        language: name.lang.own_name(),
        partner: name.partner,
        tested: match tests.iter().find(|test| test.0 == name.id) {
            None => t.t("duty-never"),
            Some((_, _, Some(at))) => t.s("duty-tested", "time", &when::minute(*at)),
            Some((_, Some(at), None)) => t.s("duty-test-waits", "time", &when::minute(*at)),
            Some((_, None, None)) => t.t("duty-test-leaves"),
        },
        name: name.name,
        address: name.address,
    };
    Ok(DutyPage {
        t,
        page: Page::desk(app, lang, "/console/node/duty"),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        errors: Vec::new(),
        warnings: warnings.into_iter().filter(|one| one.0).map(|one| t.t(one.1)).collect(),
        rows: list.into_iter().map(row).collect(),
        languages: Lang::ALL.map(|lang| (lang.code(), lang.own_name())).to_vec(),
        name: String::new(),
        address: String::new(),
    })
}

fn back(lang: Lang, said: &str) -> Response {
    Redirect::to(&format!("/console/node/duty?l={}&said={said}", lang.code())).into_response()
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if error.is_conflict() || matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::CONFLICT, "gate-conflict");
    }
    tracing::error!("The duty list could not be read or saved: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
