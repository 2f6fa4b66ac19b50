//! What clients of HMA 1.1.7 ask (Meta's hasher-matcher-actioner), in its words and shapes, under a key. No
//! address of a caller is fetched, and nothing of its `/dev` is here.

pub mod curate;
mod form;
pub mod hashing;
pub mod matching;
pub mod writing;

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};
use vigie_model::signal::Basis;
use vigie_service::ServiceError;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::Held;

/// What HMA calls a PDQ code, and an MD5 of a file.
const SIGNALS: [&str; 2] = ["pdq", "video_md5"];
/// What it calls the files that have them.
const CONTENTS: [&str; 2] = ["photo", "video"];

/// Why something is not answered, as HMA says it.
#[derive(Debug)]
pub enum Refused {
    /// `{"message": …}`
    Said(StatusCode, &'static str),
    /// A part of the query is missing: its own list of such.
    Missing(&'static [&'static str]),
    /// The same, and how many seconds to wait.
    Wait(&'static str, i64),
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Said(status, message) => (status, Json(json!({ "message": message }))).into_response(),
            Self::Missing(names) => {
                let one =
                    |name: &&str| json!({ "type": "missing", "loc": [name], "msg": "Field required", "input": {} });
                let all: Vec<Value> = names.iter().map(one).collect();
                (StatusCode::UNPROCESSABLE_ENTITY, Json(all.into())).into_response()
            }
            Self::Wait(message, seconds) => {
                let body = Json(json!({ "message": message }));
                let mut response = (StatusCode::TOO_MANY_REQUESTS, body).into_response();
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                response
            }
        }
    }
}

/// An answer.
pub struct Json(pub Value);

impl IntoResponse for Json {
    fn into_response(self) -> Response {
        super::frame::json(&self.0)
    }
}

/// What a handler gives.
type Answer = Result<Json, Refused>;

/// A request that HMA refuses.
fn bad(message: &'static str) -> Refused {
    Refused::Said(StatusCode::BAD_REQUEST, message)
}

fn failed(error: &ServiceError) -> Refused {
    match error {
        ServiceError::NotFound => Refused::Said(StatusCode::NOT_FOUND, "not found"),
        error if error.is_conflict() => Refused::Said(StatusCode::SERVICE_UNAVAILABLE, "busy"),
        ServiceError::Busy => Refused::Said(StatusCode::SERVICE_UNAVAILABLE, "busy"),
        error => {
            tracing::error!("A call could not be answered: {error}");
            Refused::Said(StatusCode::INTERNAL_SERVER_ERROR, "something here does not work")
        }
    }
}

/// Refuses a key that was not made for this.
fn allowed(client: &Client, scope: Scope) -> Result<(), Refused> {
    if client.may(scope) { Ok(()) } else { Err(Refused::Said(StatusCode::FORBIDDEN, "this key is not for this")) }
}

/// True for a bank that this key's clients of HMA know: what visitors made only where it was accepted.
fn seen(client: &Client, held: &Held) -> bool {
    !held.bank.ended && held.is_seen_by(client.key) && (held.bank.basis != Basis::SelfReport || client.unseen)
}

/// The name of a bank as HMA writes names; that of what visitors made stays as it is everywhere.
fn name(held: &Held) -> String {
    if held.bank.basis == Basis::SelfReport {
        return held.bank.name.clone();
    }
    upper(&held.bank.name)
}

/// A name as HMA writes it.
fn upper(name: &str) -> String {
    let upper = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' };
    let name: String = name.chars().map(upper).collect();
    if name.starts_with(|c: char| c.is_ascii_digit()) { format!("_{name}") } else { name }
}

/// The parts of a query.
struct Query(Vec<(String, String)>);

impl Query {
    fn of(request: &Request) -> Self {
        let text = request.uri().query().unwrap_or_default();
        let pairs = form_urlencoded::parse(text.as_bytes());
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|one| one.0 == name).map(|one| one.1.as_str())
    }

    fn is(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| ["true", "1", "yes", "on"].contains(&value.to_ascii_lowercase().as_str()))
    }

    /// True when a list names `word`, or there is no list.
    fn names(&self, list: &str, word: &str) -> bool {
        self.get(list).is_none_or(|all| all.split(',').any(|one| one.trim() == word))
    }
}

/// `GET /hma/status` and `GET /hma/status/live`: it answers, and what is known is looked at before each answer.
pub async fn status() -> &'static str {
    "I-AM-ALIVE"
}
