//! What stands before every call: the key, its scope, the calls of its day; and after it: problems instead of bare
//! errors, headers that keep everything to who asked.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use vigie_service::ServiceError;
use vigie_service::api::{self, Client, Quota, Scope};

use super::frame::failed;
use super::path_key::PathKey;
use super::problem::{self, Kind, Problem};
use crate::app::App;

/// Lets a program with a key for this through, hands the handler its [`Client`], and counts the call.
pub async fn client(State((app, scope)): State<(App, Scope)>, mut request: Request, next: Next) -> Response {
    let known = match known(&app, request.headers(), Some(scope)).await {
        Ok(known) => known,
        Err(problem) => return refused(&app, problem).into_response(),
    };
    let quota = match api::take(&app.ctx, &known).await {
        Ok(quota) => quota,
        Err(error) => return refused(&app, failed(&error)).into_response(),
    };
    let mut response = if quota.allowed {
        request.extensions_mut().insert::<Client>(known);
        next.run(request).await
    } else {
        Problem::from(&problem::QUOTA).after(quota.reset).into_response()
    };
    let counted = if response.status().is_success() { &app.ctx.metrics.calls } else { &app.ctx.metrics.calls_refused };
    counted.inc();
    limits(response.headers_mut(), quota);
    response
}

/// The program behind a request; a problem when its key is none, over, or not for this.
pub async fn known(app: &App, headers: &HeaderMap, scope: Option<Scope>) -> Result<Client, Problem> {
    shown(app, bearer(headers), scope).await
}

/// The secret that a request shows as a bearer, once.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut shown = headers.get_all(header::AUTHORIZATION).iter();
    let one = shown.next().and_then(|value| value.to_str().ok()).filter(|_| shown.next().is_none())?;
    let (scheme, secret) = one.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim())
}

/// The program behind a secret; a problem when it is none, over, or not for this.
pub async fn shown(app: &App, secret: Option<&str>, scope: Option<Scope>) -> Result<Client, Problem> {
    let client = checked(api::recognise(&app.ctx, secret.ok_or(&problem::NO_KEY)?).await)?;
    if scope.is_none_or(|scope| client.may(scope)) { Ok(client) } else { Err((&problem::SCOPE).into()) }
}

/// The program at this address behind a key in the path.
pub async fn shown_in_path(app: &App, key: &PathKey, from: IpAddr) -> Result<Client, Problem> {
    checked(api::authenticate_path(&app.ctx, key.expose(), from).await)
}

fn checked(found: Result<Client, ServiceError>) -> Result<Client, Problem> {
    found.map_err(|error| match error {
        ServiceError::NoMatch => (&problem::NO_KEY).into(),
        ServiceError::Expired => (&problem::KEY_ENDED).into(),
        ServiceError::Waits => (&problem::KEY_WAITS).into(),
        error => failed(&error),
    })
}

fn refused(app: &App, problem: Problem) -> Problem {
    app.ctx.metrics.calls_refused.inc();
    problem
}

/// How many calls are left, as the draft standard of `RateLimit` headers says it.
fn limits(headers: &mut HeaderMap, quota: Quota) {
    let texts = [
        ("ratelimit-policy", format!("\"day\";q={};w=86400", quota.most)),
        ("ratelimit", format!("\"day\";r={};t={}", quota.left, quota.reset)),
    ];
    for (name, text) in texts {
        // Cannot fail: letters, digits and quotes.
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("")),
        );
    }
}

/// An answer that no handler wrote (too large, too long, a panic, another method) is a problem too. No search engine
/// lists anything here.
pub async fn in_words(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    let bare = response.status().is_client_error() || response.status().is_server_error();
    let mut response = if bare && kind != b"application/problem+json" {
        let allowed = response.headers().get(header::ALLOW).cloned();
        let mut words = Problem::from(of(response.status())).into_response();
        if let Some(allowed) = allowed {
            words.headers_mut().insert(header::ALLOW, allowed);
        }
        words
    } else {
        response
    };
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

fn of(status: StatusCode) -> &'static Kind {
    match status {
        StatusCode::NOT_FOUND => &problem::NOT_FOUND,
        StatusCode::METHOD_NOT_ALLOWED => &problem::METHOD,
        StatusCode::PAYLOAD_TOO_LARGE => &problem::TOO_LARGE,
        StatusCode::SERVICE_UNAVAILABLE => &problem::BUSY,
        StatusCode::BAD_REQUEST => &problem::NOT_JSON,
        _ => &problem::BROKEN,
    }
}
