//! Interfaces in the words of other tools: where each shows its key, and in which shape it is refused.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;
use vigie_service::ServiceError;
use vigie_service::api::{self, Client, Scope};

use super::guard;
use super::path_key::PathKey;
use crate::address;
use crate::app::App;

/// In whose words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Surface {
    /// HMA 1.1.7.
    Hma,
    /// StopNCII's interface for partners, v1.
    StopNcii,
    /// NCMEC's hash sharing, v2.
    Ncmec,
}

impl Surface {
    /// The one that an address belongs to, and the rest of the address; `None` for any other.
    pub fn of(path: &str) -> Option<(Self, &str)> {
        let all = [("/hma/", Self::Hma), ("/stopncii/", Self::StopNcii), ("/ncmec/", Self::Ncmec)];
        all.into_iter().find_map(|(start, surface)| Some((surface, path.strip_prefix(start)?)))
    }

    /// The secret that a request shows: as a bearer, or where clients of the tool put it.
    fn secret(self, headers: &HeaderMap) -> Option<String> {
        let bearer = || guard::bearer(headers).map(str::to_owned);
        match self {
            Self::Hma => bearer(),
            Self::StopNcii => only(headers, "ocp-apim-subscription-key").map(str::to_owned).or_else(bearer),
            Self::Ncmec => basic(headers).or_else(bearer),
        }
    }

    /// The media type of every answer.
    fn kind(self) -> &'static str {
        if self == Self::Ncmec { "application/xml" } else { "application/json" }
    }

    fn body(self, message: &str) -> String {
        match self {
            Self::Ncmec => super::ncmec::error(message),
            Self::Hma | Self::StopNcii => json!({ "message": message }).to_string(),
        }
    }
}

/// The one value of a header.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut all = headers.get_all(name).iter();
    all.next().and_then(|value| value.to_str().ok()).filter(|_| all.next().is_none()).map(str::trim)
}

/// The password of `Authorization: Basic`; the name beside it says nothing.
fn basic(headers: &HeaderMap) -> Option<String> {
    let (scheme, sent) = only(headers, "authorization")?.split_once(' ')?;
    let plain = STANDARD.decode(sent.trim()).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let (_, secret) = std::str::from_utf8(&plain).ok()?.split_once(':')?;
    Some(secret.to_owned())
}

/// Why something is not answered.
#[derive(Debug, Clone, Copy)]
pub struct Refused {
    /// In which shape.
    pub surface: Surface,
    /// The status.
    pub status: StatusCode,
    /// In a sentence of ours.
    pub message: &'static str,
    /// Seconds to wait.
    pub wait: Option<i64>,
}

impl Refused {
    /// Refuses with a status and a sentence.
    pub fn new(surface: Surface, status: StatusCode, message: &'static str) -> Self {
        Self { surface, status, message, wait: None }
    }

    /// What went wrong on our side, or how much is going on.
    pub fn failed(surface: Surface, error: &ServiceError) -> Self {
        match error {
            ServiceError::NotFound => Self::new(surface, StatusCode::NOT_FOUND, "not found"),
            ServiceError::Enough => Self::new(surface, StatusCode::CONFLICT, "this key has said enough of this signal"),
            error if error.is_conflict() || matches!(error, ServiceError::Busy) => {
                Self { wait: Some(5), ..Self::new(surface, StatusCode::SERVICE_UNAVAILABLE, "busy") }
            }
            error => {
                tracing::error!("A call could not be answered: {error}");
                Self::new(surface, StatusCode::INTERNAL_SERVER_ERROR, "something here does not work")
            }
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let kind = [(header::CONTENT_TYPE, self.surface.kind())];
        let mut response = (self.status, kind, self.surface.body(self.message)).into_response();
        if let Some(seconds) = self.wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

/// The body of a request: 413 where it is too large, 400 where it broke off.
pub fn body(surface: Surface, body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refused> {
    body.map_err(|error| match error.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refused::new(surface, StatusCode::PAYLOAD_TOO_LARGE, "the body is too large"),
        _ => Refused::new(surface, StatusCode::BAD_REQUEST, "the body cannot be read"),
    })
}

/// Refuses a key that was not made for lists.
pub fn list(surface: Surface, client: &Client) -> Result<(), Refused> {
    let refused = Refused::new(surface, StatusCode::FORBIDDEN, "this key is not for this");
    if client.may(Scope::List) { Ok(()) } else { Err(refused) }
}

/// Lets a program with a key through, hands the handler its [`Client`], and counts the call.
pub async fn client(State((app, surface)): State<(App, Surface)>, mut request: Request, next: Next) -> Response {
    // A header is always first: who sends one is known by it or not at all.
    let in_path = request.extensions_mut().remove::<PathKey>();
    let in_path = in_path.filter(|_| surface == Surface::Hma && !request.headers().contains_key(header::AUTHORIZATION));
    let known = match in_path {
        Some(key) => {
            let from = address::of(&app, request.extensions(), request.headers());
            guard::shown_in_path(&app, &key, from).await
        }
        None => guard::shown(&app, surface.secret(request.headers()).as_deref(), None).await,
    };
    let known = match known {
        Ok(known) => known,
        Err(problem) => return problem.into_response(),
    };
    let quota = match api::take(&app.ctx, &known).await {
        Ok(quota) => quota,
        Err(error) => return Refused::failed(surface, &error).into_response(),
    };
    let response = if quota.allowed {
        request.extensions_mut().insert::<Client>(known);
        next.run(request).await
    } else {
        let used = Refused::new(surface, StatusCode::TOO_MANY_REQUESTS, "the calls of the day are used up");
        Refused { wait: Some(quota.reset), ..used }.into_response()
    };
    let counted = if response.status().is_success() { &app.ctx.metrics.calls } else { &app.ctx.metrics.calls_refused };
    counted.inc();
    response
}

/// Every error has the shape of its surface, also what the layers around say.
pub async fn in_shape(request: Request, next: Next) -> Response {
    let surface = Surface::of(request.uri().path()).map_or(Surface::Hma, |(surface, _)| surface);
    let response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let status = response.status();
    let bare = (status.is_client_error() || status.is_server_error()) && kind != surface.kind().as_bytes();
    let mut shaped = if bare {
        let message = status.canonical_reason().unwrap_or("refused");
        let kind = [(header::CONTENT_TYPE, surface.kind())];
        let mut shaped = (status, kind, surface.body(message)).into_response();
        for name in [header::ALLOW, header::RETRY_AFTER, header::WWW_AUTHENTICATE] {
            if let Some(value) = response.headers().get(&name) {
                shaped.headers_mut().insert(name, value.clone());
            }
        }
        if status == StatusCode::UNAUTHORIZED && surface == Surface::Ncmec {
            let basic = HeaderValue::from_static("Basic realm=\"vigie\"");
            shaped.headers_mut().insert(header::WWW_AUTHENTICATE, basic);
        }
        shaped
    } else {
        response
    };
    shaped.headers_mut().insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
    shaped
}

/// What no address of the table is. A client whose setting ends with a slash asks with two of them.
pub fn elsewhere(surface: Surface, path: &str, rest: &str, query: Option<&str>) -> Response {
    let single = rest.split('/').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    let root = path.strip_suffix(rest).unwrap_or_default();
    if single != rest
        && !single.is_empty()
        && let Ok(to) = HeaderValue::from_str(&format!("{root}{single}{query}"))
    {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response();
    }
    Refused::new(surface, StatusCode::NOT_FOUND, "Not Found").into_response()
}
