//! Signing in and out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use vigie_lang::{Lang, Text};
use vigie_seal::Secret;
use vigie_service::ServiceError;
use vigie_service::login::{self, Stage};

use super::view::Desk;
use crate::access::COOKIE;
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/login.html")]
#[expect(clippy::struct_field_names, reason = "the template's names")]
struct Login<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    notice: String,
    busy: bool,
    login: String,
}

fn view<'a>(app: &'a Inner, lang: Lang, login: &str, error: &str) -> Login<'a> {
    let t = app.text(lang);
    let errors = if error.is_empty() { Vec::new() } else { vec![("login".to_owned(), t.t(error))] };
    let (page, desk) = (Page::desk(app, lang, "/console/login"), Desk::nobody(app));
    Login { t, page, desk, errors, notice: String::new(), busy: false, login: login.to_owned() }
}

/// `GET /console/login`
pub async fn get(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    reply::ok(&app, lang, &view(&app, lang, "", ""))
}

/// `POST /console/login`
pub async fn post(State(app): State<App>, From(address): From, jar: CookieJar, fields: Fields) -> Response {
    let (lang, name, passphrase) = (fields.lang, fields.get("login"), fields.get("passphrase"));
    if name.trim().is_empty() || passphrase.is_empty() {
        return reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view(&app, lang, name, "login-error-empty"));
    }
    match login::sign_in(&app.ctx, name, Secret::new(passphrase.to_owned()), address).await {
        Ok(entered) => {
            let next = if entered.stage == Stage::Full { "/console" } else { "/console/login/second" };
            let cookie = super::factor::cookie(&entered.cookie);
            (jar.add(cookie), Redirect::to(&format!("{next}?l={}", lang.code()))).into_response()
        }
        Err(ServiceError::NoMatch) => {
            reply::page(&app, lang, StatusCode::UNAUTHORIZED, &view(&app, lang, name, "login-error"))
        }
        Err(ServiceError::TooMany) => reply::busy(&app, lang, &view(&app, lang, name, "login-error-many")),
        Err(error) => {
            if !matches!(error, ServiceError::Busy) {
                tracing::error!("Signing in failed: {error}");
            }
            reply::busy(&app, lang, &Login { busy: true, ..view(&app, lang, name, "") })
        }
    }
}

/// `POST /console/signout`
pub async fn sign_out(State(app): State<App>, jar: CookieJar, fields: Fields) -> Response {
    let lang = fields.lang;
    if let Some(cookie) = jar.get(COOKIE)
        && let Err(error) = login::sign_out(&app.ctx, cookie.value()).await
    {
        tracing::error!("Signing out failed: {error}");
        return super::view::notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
    }
    let view = Login { notice: app.text(lang).t("login-signed-out"), ..view(&app, lang, "", "") };
    let gone = Cookie::build((COOKIE, "")).path("/").secure(true).http_only(true).same_site(SameSite::Lax).removal();
    (jar.add(gone), reply::ok(&app, lang, &view)).into_response()
}
