//! Health, readiness, metrics.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::app::App;

/// `GET /health`: this process answers.
pub async fn health() -> &'static str {
    "ok\n"
}

/// `GET /ready`: the database answers too. A process that has not caught up with the known pictures says so, and serves
/// its pages all the same.
pub async fn ready(State(app): State<App>) -> Response {
    match vigie_service::metrics::ready(&app.ctx).await {
        Ok(()) => {
            let lag = app.ctx.known.lag(app.ctx.clock.now());
            match lag.ms {
                _ if !lag.is_behind() => "ready\n".to_owned(),
                Some(ms) => format!("ready\nknown pictures: behind by {ms} ms\n"),
                None => "ready\nknown pictures: behind, not read yet\n".to_owned(),
            }
            .into_response()
        }
        Err(error) => {
            tracing::error!("Not ready: {error}");
            (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n").into_response()
        }
    }
}

/// `GET /metrics`: counts without content, for this machine only.
pub async fn metrics(State(app): State<App>) -> Response {
    vigie_service::metrics::refresh(&app.ctx).await;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], app.ctx.metrics.render()).into_response()
}
