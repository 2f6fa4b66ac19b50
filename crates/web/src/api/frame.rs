//! What every call goes through once its key is known: the header of the body, JSON, where the texts come from, a word
//! against being done twice, and the answer.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use vigie_service::ServiceError;
use vigie_service::api::{self, Client, IDEMPOTENCY_KEY_MAX, Origin, Repeated};

use super::problem::{self, Problem};
use crate::app::App;

/// A call as it came in.
pub struct Asked {
    /// The node.
    pub app: App,
    /// Who asks.
    pub client: Client,
    /// The address of the call.
    pub path: &'static str,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, if it could be read.
    pub body: Result<Bytes, BytesRejection>,
}

/// What was read of a body: the texts' origin and what is to be done.
pub type Read<T> = Result<(Origin, T), Problem>;

/// Reads the body, does the work, answers.
pub async fn answer<T>(
    asked: Asked,
    read: impl FnOnce(&Value) -> Read<T>,
    work: impl AsyncFnOnce(&App, &Client, T) -> Result<Value, Problem>,
) -> Response {
    match answered(asked, read, work).await {
        Ok(response) => response,
        Err(problem) => problem.into_response(),
    }
}

async fn answered<T>(
    asked: Asked,
    read: impl FnOnce(&Value) -> Read<T>,
    work: impl AsyncFnOnce(&App, &Client, T) -> Result<Value, Problem>,
) -> Result<Response, Problem> {
    let Asked { app, client, path, headers, body } = asked;
    let body = body.map_err(|error| unreadable(&error))?;
    if !is_json(&headers) {
        return Err((&problem::MEDIA_TYPE).into());
    }
    let value = serde_json::from_slice(&body).map_err(|error| {
        // Line and column alone: the library's own words may repeat what was sent.
        let place = format!("The body stops being JSON at line {}, column {}.", error.line(), error.column());
        Problem::from(&problem::NOT_JSON).detail(place)
    })?;
    let (origin, read) = read(&value)?;
    drop(value);
    client.may_read(origin, app.ctx.clock.now()).map_err(|_| &problem::PRIVATE_SCAN)?;
    let Some(chosen) = chosen(&headers)? else {
        return work(&app, &client, read).await.map(|value| json(&value));
    };
    match api::begin(&app.ctx, &client, path, chosen, &body).await.map_err(|error| failed(&error))? {
        Repeated::Running => Err((&problem::RUNNING).into()),
        Repeated::Other => Err((&problem::OTHER_BODY).into()),
        Repeated::Answer { turn, again } => {
            let done = work(&app, &client, read).await;
            turn.end(&app.ctx, done.is_ok()).await.map_err(|error| failed(&error))?;
            let mut response = done.map(|value| json(&value))?;
            if again {
                let name = HeaderName::from_static("idempotency-replayed");
                response.headers_mut().insert(name, HeaderValue::from_static("true"));
            }
            Ok(response)
        }
    }
}

/// What went wrong on our side, or how much is going on.
pub fn failed(error: &ServiceError) -> Problem {
    if matches!(error, ServiceError::Busy) {
        return (&problem::BUSY).into();
    }
    tracing::error!("A call could not be answered: {error}");
    (&problem::BROKEN).into()
}

fn json(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn unreadable(error: &BytesRejection) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => (&problem::TOO_LARGE).into(),
        _ => Problem::from(&problem::NOT_JSON).detail("The body broke off.".to_owned()),
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The word against being done twice, when there is one.
fn chosen(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let mut all = headers.get_all("idempotency-key").iter();
    let Some(first) = all.next() else { return Ok(None) };
    let word = first.to_str().ok().map(str::trim).filter(|word| {
        all.next().is_none()
            && (1..=IDEMPOTENCY_KEY_MAX).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_graphic())
    });
    word.map(Some).ok_or_else(|| (&problem::KEY_WORD).into())
}
