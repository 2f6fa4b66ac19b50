//! Who may: the checks behind the roles of the route table.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use tower_http::csrf::ProtectionError;
use vigie_service::login::{self, Signed};

use crate::address::peer;
use crate::app::App;
use crate::console::view;
use crate::fields::lang_of;

/// The console's cookie. The prefix makes browsers refuse it from anything but this very host over a secure connection.
pub const COOKIE: &str = "__Host-vigie";

/// Lets a signed-in member through and hands the handler [`Signed`]; everybody else is shown the way to sign in.
pub async fn member(State(app): State<App>, jar: CookieJar, mut request: Request, next: Next) -> Response {
    let lang = lang_of(request.uri().query(), request.headers());
    let signed = match jar.get(COOKIE) {
        Some(cookie) => login::signed(&app.ctx, cookie.value()).await,
        None => Ok(None),
    };
    match signed {
        Ok(Some(signed)) => {
            request.extensions_mut().insert::<Signed>(signed);
            next.run(request).await
        }
        Ok(None) if request.method() == axum::http::Method::GET => {
            Redirect::to(&format!("/console/login?l={}", lang.code())).into_response()
        }
        Ok(None) => view::notice(&app, lang, StatusCode::UNAUTHORIZED, "error-signed-out"),
        Err(error) => {
            tracing::error!("A session could not be opened: {error}");
            view::notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
        }
    }
}

/// Lets only this machine through, with no proxy in between. To everybody else the page does not exist.
pub async fn operator(State(app): State<App>, request: Request, next: Next) -> Response {
    let direct =
        peer(&request).is_some_and(|peer| peer.is_loopback()) && !request.headers().contains_key("x-forwarded-for");
    if direct && !app.web.behind_proxy {
        return next.run(request).await;
    }
    let lang = lang_of(request.uri().query(), request.headers());
    crate::reply::error(&app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"])
}

/// A form that came from another place is answered in words.
pub async fn other_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = lang_of(request.uri().query(), request.headers());
    let response = next.run(request).await;
    if response.extensions().get::<ProtectionError>().is_some() {
        return view::notice(&app, lang, StatusCode::FORBIDDEN, "error-origin");
    }
    response
}
