//! `/picture`: fingerprints of pictures that must not spread. The script of the page makes them where the picture is; what
//! comes here is the text that it shows. Without script, or without the picture, the page leads to telling.
//!
//! Whatever becomes of a fingerprint, its visitor reads the same words: nobody learns here what is known.

use std::net::IpAddr;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::given::{BadGiven, Given};
use vigie_model::report::NewReport;
use vigie_model::signal::Age;
use vigie_service::intake::{self, Draft};
use vigie_service::{ServiceError, pictures};

use super::done::{self, Sent};
use super::now::{Service, service};
use super::{house, thread};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

/// The page. `codes` is what was sent before and comes back.
#[derive(Template)]
#[template(path = "site/picture.html")]
struct Picture<'a> {
    t: &'a Text,
    page: Page,
    help: Help,
    draft: String,
    pass: &'a str,
    codes: &'a str,
    age: &'static str,
    wish: bool,
    error: String,
    trouble: &'static str,
}

#[derive(Template)]
#[template(path = "site/picture_closed.html")]
struct Closed<'a> {
    t: &'a Text,
    page: Page,
    help: Help,
}

/// Services of others that do the like, by the age in the picture.
struct Help {
    minor: Vec<Service>,
    adult: Vec<Service>,
}

/// What the page says beside itself.
#[derive(Default)]
struct Said {
    error: String,
    trouble: &'static str,
    status: StatusCode,
    /// The pass that came with the form is over.
    no_pass: bool,
}

/// `GET /picture`
pub async fn get(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    if app.ctx.open() { show(&app, &Fields::empty(lang), Said::default()) } else { closed(&app, lang) }
}

/// `POST /picture`: without codes the page itself, for a thread (with its pass) or after a report (with its draft); with
/// codes they are sent.
pub async fn post(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let pass = fields.get("pass");
    if pass.is_empty() && !app.ctx.open() {
        return closed(&app, fields.lang);
    }
    if !fields.has("codes") {
        return match thread::pass(&app, &fields) {
            Err(response) if !pass.is_empty() => *response,
            _ => show(&app, &fields, Said::default()),
        };
    }
    match Given::read(fields.get("codes"), age(&fields), wish(&fields)) {
        Err(bad) => {
            let (error, status) = (sentence(app.text(fields.lang), bad), StatusCode::UNPROCESSABLE_ENTITY);
            show(&app, &fields, Said { error, status, ..Said::default() })
        }
        Ok(given) if pass.is_empty() => send(&app, &fields, given, address).await,
        Ok(given) => add(&app, &fields, &given, address).await,
    }
}

fn age(fields: &Fields) -> Age {
    Age::parse(fields.get("age")).unwrap_or(Age::Unknown)
}

fn wish(fields: &Fields) -> bool {
    fields.get("wish") == "yes"
}

fn sentence(t: &Text, bad: BadGiven) -> String {
    match bad {
        BadGiven::Empty => t.t("picture-error-empty"),
        BadGiven::Line(line) => t.n("picture-error-line", "line", i64::try_from(line).unwrap_or(i64::MAX)),
        BadGiven::Many => t.t("picture-error-many"),
    }
}

/// A report of its own, with a code; or more of the report that this page came from.
async fn send(app: &Inner, fields: &Fields, given: Given, address: IpAddr) -> Response {
    let lang = fields.lang;
    let report = NewReport { lang: lang.code().to_owned(), given: Some(given), ..NewReport::default() };
    let draft = Draft::parse(fields.get("draft"));
    match intake::accept(&app.ctx, report, draft.clone(), address).await {
        Ok(accepted) => {
            let sent = Sent { given: true, ..Sent::default() };
            done::reply(app, lang, accepted, &house::words(app, lang).await, &sent).await
        }
        Err(ServiceError::Closed) => closed(app, lang),
        Err(ServiceError::Gone) => done::gone(app, lang),
        Err(error) => troubled(app, fields, &error),
    }
}

/// More fingerprints for a thread.
async fn add(app: &Inner, fields: &Fields, given: &Given, address: IpAddr) -> Response {
    let draft = Draft::parse(fields.get("draft"));
    let added = match vigie_service::thread::pass(&app.ctx, fields.get("pass")) {
        Ok(pass) => pictures::give(&app.ctx, &pass, given, &draft, address).await.map(|()| pass),
        Err(error) => Err(error),
    };
    match added {
        Ok(pass) => thread::show(app, fields, &pass, thread::Said::did("picture-added")).await,
        Err(ServiceError::Expired) => {
            let (error, status) = (app.text(fields.lang).t("picture-error-expired"), StatusCode::FORBIDDEN);
            show(app, fields, Said { error, status, no_pass: true, ..Said::default() })
        }
        Err(ServiceError::Gone) => done::gone(app, fields.lang),
        Err(error) => troubled(app, fields, &error),
    }
}

/// Whatever went wrong, the codes are still in the form, under the same draft: sent again they are one.
fn troubled(app: &Inner, fields: &Fields, error: &ServiceError) -> Response {
    if !error.is_conflict() && !matches!(error, ServiceError::Busy | ServiceError::TooMany) {
        tracing::error!("Fingerprints could not be accepted: {error}");
    }
    let status = StatusCode::SERVICE_UNAVAILABLE;
    show(app, fields, Said { trouble: reply::trouble(error), status, ..Said::default() })
}

fn show(app: &Inner, fields: &Fields, said: Said) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let page = Page::site(app, lang, "/picture");
    let view = Picture {
        t,
        // A link would lose the pass, or the codes that came back.
        page: if fields.pairs().is_empty() { page } else { page.only_here() },
        help: help(app, t),
        draft: Draft::parse(fields.get("draft")).as_str().to_owned(),
        pass: if said.no_pass { "" } else { fields.get("pass") },
        codes: fields.get("codes"),
        // At first none is chosen.
        age: Age::parse(fields.get("age")).map_or("", Age::word),
        wish: wish(fields),
        error: said.error,
        trouble: said.trouble,
    };
    match said.status {
        StatusCode::SERVICE_UNAVAILABLE => reply::busy(app, lang, &view),
        status => reply::page(app, lang, status, &view),
    }
}

fn closed(app: &Inner, lang: Lang) -> Response {
    let t = app.text(lang);
    reply::ok(app, lang, &Closed { t, page: Page::site(app, lang, "/picture"), help: help(app, t) })
}

fn help(app: &Inner, t: &Text) -> Help {
    let all = |ids: &[&str]| ids.iter().filter_map(|id| service(app, t, id)).collect();
    Help { minor: all(&["zz-take-it-down", "gb-report-remove"]), adult: all(&["zz-stopncii"]) }
}
