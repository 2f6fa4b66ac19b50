//! `/tell`: the report on one page. Every question can be skipped; danger is asked first.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_service::ServiceError;
use vigie_service::intake::{self, Draft};

use super::done;
use super::house::{self, HouseWords};
use super::tell_form::{Form, read};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "site/tell.html")]
struct Tell<'a> {
    t: &'a Text,
    page: Page,
    draft: String,
    hours: String,
    secret: String,
    trouble: &'static str,
    form: Form,
    errors: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "site/closed.html")]
struct Closed<'a> {
    t: &'a Text,
    page: Page,
}

/// `GET /tell`
pub async fn get(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    let house = house::words(&app, lang).await;
    if !app.ctx.open() {
        return closed(&app, lang);
    }
    reply::ok(&app, lang, &view(&app, lang, &house, &Draft::new(), Form::empty(), ""))
}

/// `POST /tell`: stores the report and shows its receipt code. The same page sent again shows the same code.
pub async fn post(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let lang = fields.lang;
    let draft = Draft::parse(fields.get("draft"));
    let house = house::words(&app, lang).await;
    let report = match read(app.text(lang), &fields) {
        Ok(report) => report,
        Err(errors) => {
            let page = view(&app, lang, &house, &draft, Form::sent(fields, errors), "");
            return reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
    };
    match intake::accept(&app.ctx, report, draft.clone(), address).await {
        Ok(accepted) => done::reply(&app, lang, accepted).await,
        Err(ServiceError::Closed) => closed(&app, lang),
        Err(ServiceError::Gone) => done::gone(&app, lang),
        Err(error) => {
            if !matches!(error, ServiceError::Busy | ServiceError::TooMany) {
                tracing::error!("A report could not be accepted: {error}");
            }
            // Whatever went wrong, the words are still in the form, under the same draft: sent again it is one report.
            reply::busy(
                &app,
                lang,
                &view(&app, lang, &house, &draft, Form::sent(fields, Vec::new()), reply::trouble(&error)),
            )
        }
    }
}

fn view<'a>(
    app: &'a Inner,
    lang: Lang,
    house: &HouseWords,
    draft: &Draft,
    form: Form,
    trouble: &'static str,
) -> Tell<'a> {
    Tell {
        t: app.text(lang),
        page: Page::site(app, lang, "/tell"),
        draft: draft.as_str().to_owned(),
        hours: [house.hours.as_str(), house.usual.as_str()].join(" ").trim().to_owned(),
        secret: house
            .secrecy
            .iter()
            .find(|(country, _)| country.is_empty())
            .map_or_else(String::new, |one| one.1.clone()),
        trouble,
        errors: form.errors(),
        form,
    }
}

fn closed(app: &Inner, lang: Lang) -> Response {
    reply::ok(app, lang, &Closed { t: app.text(lang), page: Page::site(app, lang, "/tell") })
}
