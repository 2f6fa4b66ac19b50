//! The keyboard of the console: which sign does what, chosen by each member, or none at all.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_service::ServiceError;
use vigie_service::login::Signed;
use vigie_service::queue::{self, COMMANDS, USUAL_KEYS};

use super::view::{Desk, notice};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

/// A command and its sign.
struct Command {
    name: &'static str,
    label: String,
    sign: String,
}

#[derive(Template)]
#[template(path = "console/keys.html")]
struct Keys<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    commands: Vec<Command>,
    on: bool,
    error: String,
}

/// `GET /console/keys`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    match queue::keys(&app.ctx, signed.member).await {
        Ok(signs) => show(&app, lang, &signed, &signs, "", StatusCode::OK).await,
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/keys`: stores the signs, the usual ones again, or none.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let typed: String = COMMANDS.iter().map(|name| fields.get(name).trim()).collect();
    let signs = match fields.get("do") {
        "usual" => USUAL_KEYS,
        "none" => "",
        _ => typed.as_str(),
    };
    let whole = fields.get("do") != "save" || COMMANDS.iter().all(|name| fields.get(name).trim().chars().count() == 1);
    let stored = if whole { queue::set_keys(&app.ctx, signed.member, signs).await } else { Err(ServiceError::NoMatch) };
    match stored {
        Ok(()) => Redirect::to(&format!("/console/keys?l={}", lang.code())).into_response(),
        Err(ServiceError::NoMatch) => {
            show(&app, lang, &signed, &typed, "keys-error", StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => failed(&app, lang, &error),
    }
}

async fn show(app: &Inner, lang: Lang, signed: &Signed, signs: &str, error: &str, status: StatusCode) -> Response {
    let t = app.text(lang);
    let signs_of = |number: usize| signs.chars().nth(number).map(String::from).unwrap_or_default();
    let commands = COMMANDS.iter().enumerate().map(|(number, name)| Command {
        name,
        label: t.t(&format!("keys-{name}")),
        sign: signs_of(number),
    });
    let view = Keys {
        t,
        page: Page::desk(app, lang, "/console/keys"),
        desk: Desk::of(app, signed, lang).await,
        commands: commands.collect(),
        on: !signs.is_empty(),
        error: if error.is_empty() { String::new() } else { t.t(error) },
    };
    reply::page(app, lang, status, &view)
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("The keys of a member could not be read or stored: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}

/// `GET /console/s.js`: the console's own script. Every page works without it.
pub async fn script() -> Response {
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], include_str!("../../assets/console.js")).into_response()
}
