//! A member's own page: second factor, one-time codes, passphrase, sessions.

use std::net::IpAddr;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use vigie_lang::{Lang, Text, Value};
use vigie_seal::Secret;
use vigie_service::factor::{self, Own};
use vigie_service::login::Signed;
use vigie_service::setup::{PASSPHRASE_MAX, PASSPHRASE_MIN};
use vigie_service::{ServiceError, passphrase, sessions};

use super::factor::{Square, codes_page};
use super::view::{Desk, notice, said};
use crate::access::COOKIE;
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields, PageLang};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step.
const SAID: [&str; 2] = ["me-passphrase-done", "me-sessions-done"];

/// A session in words.
pub struct Row {
    /// As a form names it.
    pub id: String,
    /// Since when, and when last used.
    pub text: String,
    /// True for the one that asks.
    pub this: bool,
}

#[derive(Template)]
#[template(path = "console/me.html")]
struct Me<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    notice: String,
    roles: String,
    factor: String,
    has_factor: bool,
    sessions: Vec<Row>,
}

#[derive(Template)]
#[template(path = "console/me_factor.html")]
struct MyFactor<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    square: Square,
    spelled: String,
    has_factor: bool,
}

/// `GET /console/me`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let notice = said(app.text(asked.lang), &asked, &SAID);
    show(&app, asked.lang, &signed, notice, None).await
}

/// `POST /console/me/passphrase`
pub async fn passphrase(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    From(address): From,
    fields: Fields,
) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let (old, new) = (fields.get("old"), fields.get("passphrase"));
    if let Some((field, text)) = passphrase_error(t, new, fields.get("passphrase2")) {
        return show(&app, lang, &signed, String::new(), Some((field, text))).await;
    }
    let done = passphrase::change(&app.ctx, &signed, Secret::new(old.to_owned()), Secret::new(new.to_owned()), address);
    match done.await {
        Ok(()) => back(lang, "me-passphrase-done"),
        Err(ServiceError::NoMatch) => wrong(&app, lang, &signed, "old", "me-error-old").await,
        Err(ServiceError::TooMany) => wrong(&app, lang, &signed, "old", "login-error-many").await,
        Err(ServiceError::Busy) => wrong(&app, lang, &signed, "old", "error-desk-busy").await,
        Err(error) => failed(&app, lang, &error),
    }
}

/// What is wrong with a new passphrase: field and text; `None` when nothing is.
pub fn passphrase_error(t: &Text, new: &str, again: &str) -> Option<(&'static str, String)> {
    let length = new.chars().count();
    let number = |length: usize| i64::try_from(length).unwrap_or(0);
    if length < PASSPHRASE_MIN {
        Some(("passphrase", t.n("setup-error-short", "count", number(length))))
    } else if length > PASSPHRASE_MAX {
        Some(("passphrase", t.n("setup-error-long", "max", number(PASSPHRASE_MAX))))
    } else if new != again {
        Some(("passphrase2", t.t("setup-error-differ")))
    } else {
        None
    }
}

/// `POST /console/me/sessions`: ends one session, or with no name every other one.
pub async fn end(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let ended = match fields.get("session") {
        "" => sessions::end_others(&app.ctx, &signed).await,
        id => sessions::end(&app.ctx, &signed, id).await,
    };
    match ended {
        // One that is gone already is as good as ended.
        Ok(()) | Err(ServiceError::NotFound) => back(fields.lang, "me-sessions-done"),
        Err(error) => failed(&app, fields.lang, &error),
    }
}

/// `GET /console/me/factor`
pub async fn factor_page(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    jar: CookieJar,
    PageLang(lang): PageLang,
) -> Response {
    show_factor(&app, lang, &signed, &jar, "").await
}

/// `POST /console/me/factor`
pub async fn set_factor(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    From(address): From,
    jar: CookieJar,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let cookie = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let typed = (fields.get("proof"), fields.get("otp"));
    match factor::replace(&app.ctx, &signed, &cookie, typed, address).await {
        Ok(codes) => codes_page(&app, lang, Desk::of(&app, &signed, lang).await, &codes),
        Err(ServiceError::NoMatch) => show_factor(&app, lang, &signed, &jar, "factor-error").await,
        Err(ServiceError::TooMany) => show_factor(&app, lang, &signed, &jar, "login-error-many").await,
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/me/codes`: ten new one-time codes.
pub async fn codes(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    From(address): From,
    fields: Fields,
) -> Response {
    renew(&app, fields.lang, &signed, fields.get("proof"), address).await
}

async fn renew(app: &App, lang: Lang, signed: &Signed, proof: &str, address: IpAddr) -> Response {
    // Codes stand beside a phone: who has none makes that first.
    match factor::own(&app.ctx, signed).await {
        Ok(own) if own.since.is_none() => return back(lang, ""),
        Ok(_) => {}
        Err(error) => return failed(app, lang, &error),
    }
    match factor::renew_codes(&app.ctx, signed, proof, address).await {
        Ok(codes) => codes_page(app, lang, Desk::of(app, signed, lang).await, &codes),
        Err(ServiceError::NoMatch) => wrong(app, lang, signed, "proof", "factor-error").await,
        Err(ServiceError::TooMany) => wrong(app, lang, signed, "proof", "login-error-many").await,
        Err(error) => failed(app, lang, &error),
    }
}

async fn show(app: &Inner, lang: Lang, signed: &Signed, notice: String, error: Option<(&str, String)>) -> Response {
    let (own, rows) = match (factor::own(&app.ctx, signed).await, sessions::own(&app.ctx, signed).await) {
        (Ok(own), Ok(rows)) => (own, rows),
        (Err(error), _) | (_, Err(error)) => return failed(app, lang, &error),
    };
    let t = app.text(lang);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = Me {
        t,
        page: Page::desk(app, lang, "/console/me"),
        desk: Desk::of(app, signed, lang).await,
        errors: error.into_iter().map(|(field, text)| (field.to_owned(), text)).collect(),
        notice,
        roles: super::members::roles_text(t, signed.roles),
        factor: factor_text(t, own),
        has_factor: own.since.is_some(),
        sessions: rows.iter().map(|row| session(t, row)).collect(),
    };
    reply::page(app, lang, status, &view)
}

/// A session in words: since when, when last used.
pub fn session(t: &Text, row: &sessions::Session) -> Row {
    let (since, seen) = (when::minute(row.since), when::minute(row.seen));
    let text = t.args("me-session", &[("since", Value::Text(&since)), ("seen", Value::Text(&seen))]);
    Row { id: row.id.clone(), text, this: row.this }
}

fn factor_text(t: &Text, own: Own) -> String {
    own.since.map_or_else(
        || t.t("me-factor-none"),
        |since| t.args("me-factor-on", &[("date", Value::Text(&since.date())), ("count", Value::Number(own.codes))]),
    )
}

async fn show_factor(app: &Inner, lang: Lang, signed: &Signed, jar: &CookieJar, error: &str) -> Response {
    let cookie = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let offer = factor::offer_again(&app.ctx, signed, &cookie).await;
    let (offer, own) = match (offer, factor::own(&app.ctx, signed).await) {
        (Ok(Some(offer)), Ok(own)) => (offer, own),
        (Ok(None), _) => return back(lang, ""),
        (Err(error), _) | (_, Err(error)) => return failed(app, lang, &error),
    };
    let t = app.text(lang);
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = MyFactor {
        t,
        page: Page::desk(app, lang, "/console/me/factor"),
        desk: Desk::of(app, signed, lang).await,
        errors: if error.is_empty() { Vec::new() } else { vec![("otp".to_owned(), t.t(error))] },
        square: Square::of(&offer),
        spelled: offer.spelled().expose().clone(),
        has_factor: own.since.is_some(),
    };
    reply::page(app, lang, status, &view)
}

async fn wrong(app: &Inner, lang: Lang, signed: &Signed, field: &str, id: &str) -> Response {
    show(app, lang, signed, String::new(), Some((field, app.text(lang).t(id)))).await
}

fn back(lang: Lang, said: &str) -> Response {
    let said = if said.is_empty() { String::new() } else { format!("&said={said}") };
    Redirect::to(&format!("/console/me?l={}{said}", lang.code())).into_response()
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("A step on the own page of a member failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
