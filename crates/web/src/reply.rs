//! Answers: pages with a status, errors in words, and the headers that every answer carries.

use std::sync::LazyLock;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use vigie_lang::{Lang, Text};
use vigie_service::ServiceError;

use crate::app::{App, Inner};
use crate::page::{DESK_LOOK, LOOK, Page, style_source};
use crate::variant;

/// Seconds after which a busy page may be sent again.
const RETRY_AFTER: &str = "5";

/// A rendered page with a status.
pub fn page(app: &Inner, lang: Lang, status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(html) => html_reply(status, html),
        Err(error) => {
            tracing::error!("A page did not render: {error}");
            broken(app, lang)
        }
    }
}

/// A rendered page, status 200.
pub fn ok(app: &Inner, lang: Lang, template: &impl Template) -> Response {
    page(app, lang, StatusCode::OK, template)
}

/// A rendered page that says "busy", with the form still filled.
pub fn busy(app: &Inner, lang: Lang, template: &impl Template) -> Response {
    let mut response = page(app, lang, StatusCode::SERVICE_UNAVAILABLE, template);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(RETRY_AFTER));
    response
}

#[derive(Template)]
#[template(path = "site/error.html")]
struct ErrorPage<'a> {
    t: &'a Text,
    page: Page,
    title: String,
    texts: Vec<String>,
}

/// An error of the site in words.
pub fn error(app: &Inner, lang: Lang, status: StatusCode, title: &str, texts: &[&str]) -> Response {
    let t = app.text(lang);
    let view = ErrorPage {
        t,
        page: Page::site(app, lang, "/"),
        title: t.t(title),
        texts: texts.iter().map(|id| t.t(id)).collect(),
    };
    view.render().map_or_else(|_| status.into_response(), |html| html_reply(status, html))
}

/// The title of a page that could not do what was asked and has kept every word: many people, or our own fault.
pub fn trouble(error: &ServiceError) -> &'static str {
    match error {
        ServiceError::Busy | ServiceError::TooMany => "busy-title",
        error if error.is_conflict() => "busy-title",
        _ => "error-broken-title",
    }
}

/// Something on our side does not work.
pub fn broken(app: &Inner, lang: Lang) -> Response {
    let texts = ["error-broken-text", "error-broken-sent"];
    error(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-broken-title", &texts)
}

fn html_reply(status: StatusCode, html: String) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::VARY, "accept-language")];
    (status, kind, variant::carry(html)).into_response()
}

/// Headers of the help site.
pub static SITE: LazyLock<HeaderMap> = LazyLock::new(|| headers(&LOOK, "no-referrer", SITE_SOURCES));
/// What the site's modules may do: be loaded, ask this site, and look at a video that is in the browser already. Pages
/// change inside one document, so every page has to allow what `/picture` needs.
const SITE_SOURCES: &str = " script-src 'self'; connect-src 'self'; media-src blob:;";
/// Headers of the console; its own pages may name themselves to each other, so that origins can be checked.
static DESK: LazyLock<HeaderMap> = LazyLock::new(|| headers(&DESK_LOOK, "same-origin", DESK_SOURCES));

/// What the console may load beside its style: its own script, its own news, the frame that counts without script.
const DESK_SOURCES: &str = " script-src 'self'; connect-src 'self'; frame-src 'self';";

fn policy(css: &str, more: &str, ancestors: &str) -> String {
    format!(
        "default-src 'none'; style-src {};{more} img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}",
        style_source(css)
    )
}

/// The policy of the one page that may stand in a frame of ours.
pub fn framed_policy() -> HeaderValue {
    // Cannot fail: the policy is visible ASCII written here.
    HeaderValue::from_str(&policy(&DESK_LOOK, "", "'self'")).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

fn headers(css: &str, referrer: &'static str, more: &str) -> HeaderMap {
    let policy = policy(css, more, "'none'");
    let mut map = HeaderMap::new();
    let mut put = |name: HeaderName, value: &str| {
        // Cannot fail: every value is visible ASCII written here, the policy included.
        map.insert(name, HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("")));
    };
    put(header::CONTENT_SECURITY_POLICY, &policy);
    put(header::CACHE_CONTROL, "no-store");
    put(header::REFERRER_POLICY, referrer);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::X_FRAME_OPTIONS, "DENY");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), browsing-topics=()");
    map
}

/// Puts the site's headers on every answer that does not carry its own, and behind a proxy with TLS asks browsers to
/// never come without it.
pub async fn outer_headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = with(&SITE, next.run(request).await);
    if app.web.behind_proxy {
        let year = HeaderValue::from_static("max-age=31536000");
        response.headers_mut().insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    response
}

/// Puts the console's headers on every answer; no search engine lists it.
pub async fn desk_headers(request: Request, next: Next) -> Response {
    let mut response = with(&DESK, next.run(request).await);
    response.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    response
}

fn with(extra: &HeaderMap, mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in extra {
        if !headers.contains_key(name) {
            headers.insert(name.clone(), value.clone());
        }
    }
    response
}
