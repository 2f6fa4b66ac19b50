//! The second step of signing in, and making the second factor there.

use std::fmt::Write;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use qrcodegen::{QrCode, QrCodeEcc};
use vigie_lang::{Lang, Text};
use vigie_seal::Secret;
use vigie_service::factor::{self, Offer, codes};
use vigie_service::login::Stage;
use vigie_service::{Ctx, ServiceError};

use super::view::{Desk, notice};
use crate::access::COOKIE;
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/second_step.html")]
struct Step<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    square: Square,
    spelled: String,
}

#[derive(Template)]
#[template(path = "console/codes.html")]
struct OneTime<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    codes: Vec<String>,
}

/// A QR code as a path of one SVG; the path is empty where none is shown.
#[derive(Default)]
pub struct Square {
    /// Width and height in modules, with the quiet border.
    pub size: i32,
    /// The dark modules.
    pub path: String,
}

impl Square {
    /// The square of an offer.
    pub fn of(offer: &Offer) -> Self {
        let Ok(code) = QrCode::encode_text(offer.uri().expose(), QrCodeEcc::Medium) else { return Self::default() };
        let mut path = String::new();
        for y in 0..code.size() {
            for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
                // Cannot fail: writing to a String never does.
                let _ = write!(path, "M{} {}h1v1h-1z", x + 4, y + 4);
            }
        }
        Self { size: code.size() + 8, path }
    }
}

/// The cookie of a log-in, complete or waiting for its second step.
pub fn cookie(value: &Secret<String>) -> Cookie<'static> {
    let cookie = Cookie::build((COOKIE, value.expose().clone())).path("/").secure(true).http_only(true);
    cookie.same_site(SameSite::Lax).build()
}

/// `GET /console/login/second`
pub async fn get(State(app): State<App>, jar: CookieJar, PageLang(lang): PageLang) -> Response {
    show(&app, lang, &jar, StatusCode::OK, "").await
}

/// `POST /console/login/second`
pub async fn post(State(app): State<App>, From(address): From, jar: CookieJar, fields: Fields) -> Response {
    let (lang, typed) = (fields.lang, fields.get("otp"));
    let Some(old) = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()) else { return over(lang) };
    let stage = match factor::waiting(&app.ctx, &old).await {
        Ok(Some(waiting)) => waiting.stage,
        Ok(None) => return over(lang),
        Err(error) => return failed(&app, lang, &error),
    };
    let done = if stage == Stage::Enrol {
        factor::enrol(&app.ctx, &old, typed, address).await
    } else {
        factor::second_step(&app.ctx, &old, typed, address).await.map(|cookie| (cookie, Vec::new()))
    };
    match done {
        Ok((value, codes)) if codes.is_empty() => {
            (jar.add(cookie(&value)), Redirect::to(&format!("/console?l={}", lang.code()))).into_response()
        }
        Ok((value, codes)) => {
            (jar.add(cookie(&value)), codes_page(&app, lang, Desk::nobody(&app), &codes)).into_response()
        }
        Err(ServiceError::Expired) => over(lang),
        Err(ServiceError::NoMatch) => show(&app, lang, &jar, StatusCode::UNAUTHORIZED, "factor-error").await,
        Err(ServiceError::TooMany) => show(&app, lang, &jar, StatusCode::SERVICE_UNAVAILABLE, "login-error-many").await,
        Err(error) => failed(&app, lang, &error),
    }
}

/// The page with ten new one-time codes, shown once.
pub fn codes_page(app: &Inner, lang: Lang, desk: Desk, codes: &[Secret<String>]) -> Response {
    let page = Page::desk(app, lang, "/console").only_here();
    let codes = codes.iter().map(codes::shown).collect();
    reply::ok(app, lang, &OneTime { t: app.text(lang), page, desk, codes })
}

async fn show(app: &Inner, lang: Lang, jar: &CookieJar, status: StatusCode, error: &str) -> Response {
    let Some(cookie) = jar.get(COOKIE) else { return over(lang) };
    let offer = match stage(&app.ctx, cookie.value()).await {
        Ok(Some(offer)) => offer,
        Ok(None) => return over(lang),
        Err(error) => return failed(app, lang, &error),
    };
    let t = app.text(lang);
    let view = Step {
        t,
        page: Page::desk(app, lang, "/console/login/second"),
        desk: Desk::nobody(app),
        errors: if error.is_empty() { Vec::new() } else { vec![("otp".to_owned(), t.t(error))] },
        square: offer.as_ref().map(Square::of).unwrap_or_default(),
        spelled: offer.map_or_else(String::new, |offer| offer.spelled().expose().clone()),
    };
    if status == StatusCode::SERVICE_UNAVAILABLE {
        reply::busy(app, lang, &view)
    } else {
        reply::page(app, lang, status, &view)
    }
}

/// What a waiting log-in is shown: an offer when it has to make a factor; `None` outside when nothing waits.
async fn stage(ctx: &Ctx, cookie: &str) -> Result<Option<Option<Offer>>, ServiceError> {
    match factor::waiting(ctx, cookie).await? {
        None => Ok(None),
        Some(waiting) if waiting.stage == Stage::Enrol => Ok(Some(factor::offer(ctx, cookie).await?)),
        Some(_) => Ok(Some(None)),
    }
}

fn over(lang: Lang) -> Response {
    Redirect::to(&format!("/console/login?l={}", lang.code())).into_response()
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("The second step of a log-in failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
