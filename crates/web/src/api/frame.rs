//! What every call goes through once its key is known: the header of the body, JSON, where texts come from, a word
//! against being done twice, and the answer.

use std::borrow::Cow;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use uuid::Uuid;
use vigie_model::id::SignalId;
use vigie_service::ServiceError;
use vigie_service::api::{self, Client, IDEMPOTENCY_KEY_MAX, Origin, Repeated};

use super::problem::{self, Problem};
use super::query::Query;
use crate::app::App;

/// A call as it came in.
pub struct Asked {
    /// By whom and where.
    by: By,
    /// Its address without the query.
    path: String,
    /// Behind the question mark.
    query: String,
    headers: HeaderMap,
    /// Its body, if it could be read.
    body: Result<Bytes, BytesRejection>,
}

/// Who asks, and of what.
pub struct By {
    /// The node.
    pub app: App,
    /// The program.
    pub client: Client,
    /// True when the same call was answered before: what it does is done.
    pub again: bool,
    /// What stands in the address where the table says `{id}`.
    id: Option<String>,
}

impl By {
    /// A program that asks without an id.
    pub fn of(app: App, client: Client) -> Self {
        Self { app, client, again: false, id: None }
    }

    /// The signal that the address names.
    pub fn signal(&self) -> Result<SignalId, Problem> {
        let id = self.id.as_deref().and_then(|id| Uuid::try_parse(id).ok());
        id.map(SignalId).ok_or_else(|| (&problem::NOT_FOUND).into())
    }
}

impl FromRequest<App> for Asked {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let id = RawPathParams::from_request_parts(&mut parts, app).await.ok();
        let id = id.and_then(|all| all.iter().find(|(name, _)| *name == "id").map(|(_, id)| id.to_owned()));
        // Cannot be missing: the guard before every call put it there.
        let client = parts.extensions.remove::<Client>().ok_or(&problem::BROKEN)?;
        let (path, headers) = (parts.uri.path().to_owned(), parts.headers.clone());
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let body = Bytes::from_request(Request::from_parts(parts, body), app).await;
        let by = By { app: app.clone(), client, again: false, id };
        Ok(Self { by, path, query, headers, body })
    }
}

/// What was read of a body: the texts' origin and what is to be done.
pub type Read<T> = Result<(Origin, T), Problem>;

/// Answers a call about texts: none of an origin that its key may not read.
pub async fn answer<T>(
    asked: Asked,
    read: impl FnOnce(&Value) -> Read<T>,
    work: impl AsyncFnOnce(&By, T) -> Result<Value, Problem>,
) -> Response {
    let (client, now) = (asked.by.client.clone(), asked.by.app.ctx.clock.now());
    let read = |value: &Value| {
        let (origin, read) = read(value)?;
        client.may_read(origin, now).map_err(|_| &problem::PRIVATE_SCAN)?;
        Ok(read)
    };
    call(asked, read, work).await
}

/// Reads the body, does the work, answers.
pub async fn call<T>(
    asked: Asked,
    read: impl FnOnce(&Value) -> Result<T, Problem>,
    work: impl AsyncFnOnce(&By, T) -> Result<Value, Problem>,
) -> Response {
    called(asked, read, work).await.unwrap_or_else(IntoResponse::into_response)
}

/// Answers a call that has a query and no body.
pub async fn look(
    asked: Asked,
    known: &[&str],
    work: impl AsyncFnOnce(&By, &mut Query) -> Result<Value, Problem>,
) -> Response {
    let answered = async {
        let mut query = Query::read(&asked.query, known)?;
        work(&asked.by, &mut query).await
    };
    answered.await.map_or_else(IntoResponse::into_response, |value| json(&value))
}

async fn called<T>(
    asked: Asked,
    read: impl FnOnce(&Value) -> Result<T, Problem>,
    work: impl AsyncFnOnce(&By, T) -> Result<Value, Problem>,
) -> Result<Response, Problem> {
    let Asked { mut by, path, headers, body, .. } = asked;
    let body = body.map_err(|error| unreadable(&error))?;
    if !kind(&headers).eq_ignore_ascii_case("application/json") {
        return Err((&problem::MEDIA_TYPE).into());
    }
    let value = serde_json::from_slice(&body).map_err(|error| {
        // Line and column alone: the library's own words may repeat what was sent.
        let place = format!("The body stops being JSON at line {}, column {}.", error.line(), error.column());
        Problem::from(&problem::NOT_JSON).detail(place)
    })?;
    let read = read(&value)?;
    drop(value);
    let Some(chosen) = chosen(&headers)? else {
        return work(&by, read).await.map(|value| json(&value));
    };
    let begun = api::begin(&by.app.ctx, &by.client, &path, chosen, &body).await;
    match begun.map_err(|error| failed(&error))? {
        Repeated::Running => Err((&problem::RUNNING).into()),
        Repeated::Other => Err((&problem::OTHER_BODY).into()),
        Repeated::Answer { turn, again } => {
            by.again = again;
            let done = work(&by, read).await;
            turn.end(&by.app.ctx, done.is_ok()).await.map_err(|error| failed(&error))?;
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
    match error {
        ServiceError::NotFound => return (&problem::NOT_FOUND).into(),
        // Somebody was faster: asked again it finds what is now.
        error if error.is_conflict() => return (&problem::BUSY).into(),
        ServiceError::Busy => return (&problem::BUSY).into(),
        ServiceError::Enough => return (&problem::OPINIONS).into(),
        _ => {}
    }
    tracing::error!("A call could not be answered: {error}");
    (&problem::BROKEN).into()
}

/// An answer.
pub fn json(value: &Value) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn unreadable(error: &BytesRejection) -> Problem {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => (&problem::TOO_LARGE).into(),
        _ => Problem::from(&problem::NOT_JSON).detail("The body broke off.".to_owned()),
    }
}

/// The media type of the body, without its parameters.
pub fn kind(headers: &HeaderMap) -> Cow<'_, str> {
    let kind = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let kind = kind.split(|byte| *byte == b';').next().unwrap_or_default();
    String::from_utf8_lossy(kind.trim_ascii())
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
