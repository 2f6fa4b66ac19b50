//! Who may: the checks behind the roles of the route table.

use axum::extract::{FromRequest, Request, State};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use tower_http::csrf::ProtectionError;
use vigie_service::login::{self, Signed};

use crate::address::peer;
use crate::app::App;
use crate::console::view;
use crate::fields::{Fields, lang_of};
use crate::routes::Role;

/// The console's cookie. The prefix makes browsers refuse it from anything but this very host over a secure connection.
pub const COOKIE: &str = "__Host-vigie";

/// Pages that ask again by themselves: they keep no session alive.
const BY_ITSELF: [&str; 2] = ["/console/live", "/console/new"];

/// Lets a signed-in member with the route's role through and hands the handler [`Signed`]; everybody else is shown the way to sign in.
pub async fn member(
    State((app, role)): State<(App, Role)>,
    jar: CookieJar,
    mut request: Request,
    next: Next,
) -> Response {
    let lang = lang_of(request.uri().query(), request.headers());
    let signed = match jar.get(COOKIE) {
        Some(cookie) if BY_ITSELF.contains(&request.uri().path()) => {
            login::still_signed(&app.ctx, cookie.value()).await
        }
        Some(cookie) => login::signed(&app.ctx, cookie.value()).await,
        None => Ok(None),
    };
    match signed {
        Ok(Some(signed)) if !role.members().is_some_and(|roles| signed.roles.any(roles)) => {
            refused(&app, request, StatusCode::FORBIDDEN, "error-forbidden").await
        }
        Ok(Some(signed)) => {
            request.extensions_mut().insert::<Signed>(signed);
            next.run(request).await
        }
        Ok(None) if [Method::GET, Method::HEAD].contains(request.method()) => {
            Redirect::to(&format!("/console/login?l={}", lang.code())).into_response()
        }
        // A long answer outlives a session: the words go back to the one who wrote them.
        Ok(None) => refused(&app, request, StatusCode::UNAUTHORIZED, "error-signed-out").await,
        Err(error) => {
            tracing::error!("A session could not be opened: {error}");
            refused(&app, request, StatusCode::INTERNAL_SERVER_ERROR, "error-desk").await
        }
    }
}

/// A message, with what was being written.
async fn refused(app: &App, request: Request, status: StatusCode, id: &str) -> Response {
    let asked = lang_of(request.uri().query(), request.headers());
    match Fields::from_request(request, app).await {
        Ok(fields) if fields.get("l").is_empty() => view::kept(app, asked, status, id, fields.get("text")),
        Ok(fields) => view::kept(app, fields.lang, status, id, fields.get("text")),
        Err(response) => response,
    }
}

/// What a proxy adds to a request: any of these means that somebody else asks.
const BY_PROXY: [&str; 5] = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"];

/// Lets only this machine through, with no proxy in between. To everybody else the page does not exist.
pub async fn operator(State(app): State<App>, request: Request, next: Next) -> Response {
    let forwarded = BY_PROXY.iter().any(|name| request.headers().contains_key(*name));
    let direct = peer(&request).is_some_and(|peer| peer.is_loopback()) && !forwarded;
    if direct && !app.web.behind_proxy {
        return next.run(request).await;
    }
    let lang = app.lang(request.uri().path(), request.uri().query(), request.headers());
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
