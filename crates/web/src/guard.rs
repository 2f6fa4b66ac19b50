//! The router, with what stands before every handler: headers, sizes, time, panics, who may.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::timeout::TimeoutLayer;
use vigie_lang::Lang;

use crate::access;
use crate::app::App;
use crate::fields::lang_of;
use crate::reply;
use crate::routes::{ROUTES, Role};

/// Largest body of a form, in bytes: two texts of 100,000 characters, percent-encoded, and the rest.
const LARGEST_FORM: usize = 3 * 1024 * 1024;
/// Longest time for a request. The gate gives up earlier, at four seconds.
const LONGEST: Duration = Duration::from_secs(30);

/// The whole site and console.
pub fn router(app: App) -> Router {
    let (mut site, mut desk) = (Router::new(), Router::new());
    for route in ROUTES {
        let handler = route.method_router();
        match route.role {
            Role::Visitor => site = site.route(route.path, handler),
            Role::Operator => {
                site = site.route(route.path, handler.layer(from_fn_with_state(app.clone(), access::operator)))
            }
            Role::Staff => desk = desk.route(route.path, handler),
            Role::Member => {
                desk = desk.route(route.path, handler.layer(from_fn_with_state(app.clone(), access::member)))
            }
        }
    }
    // Only the console has authority of its own in the browser, so only it needs the check of origins.
    let desk = desk
        .layer(CsrfLayer::new())
        .layer(from_fn_with_state(app.clone(), access::other_origin))
        .layer(from_fn(reply::desk_headers));
    let site = site
        .fallback(not_found)
        .method_not_allowed_fallback(wrong_method)
        .layer(from_fn_with_state(app.clone(), too_large));
    let counted = app.clone();
    site.merge(desk)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(CatchPanicLayer::custom(move |_: Box<dyn std::any::Any + Send>| {
            // The panic's own words are not logged here: they may hold what was being worked on.
            counted.ctx.metrics.panics.inc();
            tracing::error!("A handler panicked. The visitor saw a calm page; the process goes on.");
            reply::broken(&counted, Lang::En)
        }))
        // Once more outside: pages made by the layers above carry the headers too.
        .layer(from_fn_with_state(app.clone(), reply::outer_headers))
        .with_state(app)
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
    let site = router(app).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener.tap_io(|stream| drop(stream.set_nodelay(true))), site).with_graceful_shutdown(stop).await
}

async fn not_found(State(app): State<App>, request: Request) -> Response {
    let lang = lang_of(request.uri().query(), request.headers());
    reply::error(&app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"])
}

async fn wrong_method(State(app): State<App>, request: Request) -> Response {
    let lang = lang_of(request.uri().query(), request.headers());
    reply::error(&app, lang, StatusCode::METHOD_NOT_ALLOWED, "error-method-title", &["error-method-text"])
}

/// A body over the limit is answered with a page, not with a bare number.
async fn too_large(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = lang_of(request.uri().query(), request.headers());
    let response = next.run(request).await;
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return reply::error(&app, lang, StatusCode::PAYLOAD_TOO_LARGE, "error-large-title", &["error-large-text"])
            .into_response();
    }
    response
}
