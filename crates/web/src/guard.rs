//! The router, with what stands before every handler: headers, sizes, time, panics, who may.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use vigie_service::casework::TEXT_MAX;
use vigie_service::opening;

use crate::api::surface::Surface;
use crate::app::App;
use crate::console::view;
use crate::routes::{ROUTES, Role};
use crate::{access, api, reply, variant};

/// Largest body of a form, in bytes: two texts of 100,000 characters, percent-encoded, and the rest.
const LARGEST_FORM: usize = 3 * 1024 * 1024;
/// Longest time for a request. The gate gives up earlier, at four seconds.
const LONGEST: Duration = Duration::from_secs(30);

/// The whole site and console.
pub fn router(app: App) -> Router {
    let [mut site, mut desk, mut calls, mut peers] = std::array::from_fn(|_| Router::new());
    for route in ROUTES {
        let handler = route.method_router();
        match route.role {
            Role::Visitor => {
                site = site.route(route.path, handler);
                if let Some(path) = variant::path(route) {
                    site = site.route(&path, route.method_router());
                }
            }
            Role::Operator => {
                site = site.route(route.path, handler.layer(from_fn_with_state(app.clone(), access::operator)));
            }
            Role::Staff => desk = desk.route(route.path, handler),
            Role::Program => calls = calls.route(route.path, handler),
            Role::Peer => {
                // Cannot fail: a test asks each of them, in its shape.
                let (surface, _) = Surface::of(route.path).expect("a surface");
                let state = (app.clone(), surface);
                peers = peers.route(route.path, handler.layer(from_fn_with_state(state, api::surface::client)));
            }
            Role::Client => {
                // Cannot fail: a test finds a route of this role without its call.
                let call = route.call.expect("a call");
                let state = (app.clone(), call.scope);
                let handler = handler.layer(DefaultBodyLimit::max(call.largest));
                calls = calls.route(route.path, handler.layer(from_fn_with_state(state, api::guard::client)));
            }
            role => {
                let state = (app.clone(), role);
                desk = desk.route(route.path, handler.layer(from_fn_with_state(state, access::member)));
            }
        }
    }
    // Only the console has authority of its own in the browser, so only it needs the check of origins.
    let desk = desk.layer(CsrfLayer::new()).layer(from_fn_with_state(app.clone(), access::other_origin));
    let site = site.fallback(not_found).method_not_allowed_fallback(wrong_method);
    let desk = within_bounds(desk, &app, LARGEST_FORM).layer(from_fn_with_state(app.clone(), desk_in_words));
    let calls = calls.method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED);
    let calls = within_bounds(calls, &app, api::LARGEST).layer(from_fn(api::guard::in_words));
    let peers = peers.method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED);
    let peers = within_bounds(peers, &app, api::LARGEST).layer(from_fn(api::surface::in_shape));
    let all = within_bounds(site, &app, LARGEST_FORM)
        .layer(from_fn_with_state(app.clone(), site_in_words))
        .layer(from_fn(variant::read))
        .merge(desk.layer(from_fn(reply::desk_headers)))
        .merge(calls)
        .merge(peers)
        .layer(from_fn_with_state(app.clone(), reply::outer_headers))
        .layer(from_fn_with_state(app.clone(), standing))
        .with_state(app);
    // Around everything: a key in the path is out of the address before a route is looked for.
    Router::new().fallback_service(all).layer(from_fn(api::path_key::read))
}

/// Sizes, time and panics. What they answer is bare: the layers around it say it in words and add the headers.
fn within_bounds(router: Router<App>, app: &App, largest: usize) -> Router<App> {
    let counted = app.clone();
    router
        .layer(DefaultBodyLimit::max(largest))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CatchPanicLayer::custom(move |_: Box<dyn std::any::Any + Send>| {
            // The panic's own words are not logged here: they may hold what was being worked on.
            counted.ctx.metrics.panics.inc();
            tracing::error!("A handler panicked. Whoever asked saw a calm page; the process goes on.");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }))
}

/// Serves until `stop` ends; what is being answered then is finished.
///
/// # Errors
/// When the listener breaks.
pub async fn serve(
    listener: TcpListener,
    app: App,
    stop: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    let stop = {
        let app = app.clone();
        async move {
            stop.await;
            app.stopping.send_replace(true);
        }
    };
    let site = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener.tap_io(|stream| drop(stream.set_nodelay(true))), site).with_graceful_shutdown(stop).await
}

/// Longest wait for a look at whether the node is open: a database that does not answer must not hold up a help page.
const LOOK: Duration = Duration::from_millis(800);

/// Looks once a second whether the node is open and which languages it offers, and makes the pages that are the same for
/// everybody anew when that has changed.
async fn standing(State(app): State<App>, request: Request, next: Next) -> Response {
    // Late: everything stays as it was.
    drop(tokio::time::timeout(LOOK, opening::refresh(&app.ctx)).await);
    if !app.prerendered.shows(app.ctx.standing.key()) {
        let fresh = app.clone();
        if tokio::task::spawn_blocking(move || fresh.prerendered.turn(&fresh)).await.is_err() {
            tracing::error!("The pages for everybody could not be made anew. The old ones are shown.");
        }
    }
    next.run(request).await
}

async fn not_found(State(app): State<App>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") {
        return api::problem::Problem::from(&api::problem::NOT_FOUND).into_response();
    }
    if let Some((surface, rest)) = Surface::of(request.uri().path()) {
        return api::surface::elsewhere(surface, request.uri().path(), rest, request.uri().query());
    }
    let lang = app.lang(request.uri().path(), request.uri().query(), request.headers());
    reply::error(&app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"])
}

async fn wrong_method(State(app): State<App>, request: Request) -> Response {
    let lang = app.lang(request.uri().path(), request.uri().query(), request.headers());
    reply::error(&app, lang, StatusCode::METHOD_NOT_ALLOWED, "error-method-title", &["error-method-text"])
}

/// An answer that no handler wrote (too large, too long, a panic) is a page too, not a bare number.
async fn site_in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = app.lang(request.uri().path(), request.uri().query(), request.headers());
    let response = next.run(request).await;
    match response.status() {
        _ if !is_bare(&response) => response,
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            reply::error(&app, lang, status, "error-large-title", &["error-large-text"])
        }
        status => reply::error(&app, lang, status, "error-broken-title", &["error-broken-text", "error-broken-sent"]),
    }
}

/// The same for the console.
async fn desk_in_words(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = app.lang(request.uri().path(), request.uri().query(), request.headers());
    let response = next.run(request).await;
    let t = app.text(lang);
    match response.status() {
        _ if !is_bare(&response) => response,
        status @ StatusCode::PAYLOAD_TOO_LARGE => {
            let max = i64::try_from(TEXT_MAX).unwrap_or(i64::MAX);
            view::message(&app, lang, status, (t.t("error-large-title"), t.n("case-refused-long", "max", max)), "")
        }
        status @ StatusCode::METHOD_NOT_ALLOWED => {
            view::message(&app, lang, status, (t.t("error-method-title"), t.t("error-method-text")), "")
        }
        status if status.is_client_error() => view::notice(&app, lang, status, "error-case"),
        status => view::notice(&app, lang, status, "error-desk"),
    }
}

/// True for an error that came without words of ours. What `/ready` says is meant for machines, and so is a problem.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    let status = response.status();
    let words = kind.starts_with(b"text/html")
        || [&b"application/problem+json"[..], b"application/json", b"application/xml"].contains(&kind);
    (status.is_client_error() && !words) || (status.is_server_error() && kind.is_empty())
}
