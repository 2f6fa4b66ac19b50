//! What partners of StopNCII send, v1: `SubmitFeedback`, opinions of what is on the list, and `SubmitHashes`, signals of
//! adults for the one bank that a key may change.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use vigie_model::given::Code;
use vigie_model::signal::{CodeKind, Opinion};
use vigie_service::ServiceError;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::import::stopncii_kind;
use vigie_service::pictures::{self, NoBank, Outcome, Sent};

use super::{Json, Refused, Surface, bad, surface};
use crate::app::App;

/// Most records of a call.
const MOST: usize = 1_000;
/// Most tags that are kept of a record; longer ones are not.
const TAGS: usize = 20;
/// Most characters of a tag.
const TAG_CHARS: usize = 200;

/// `POST /stopncii/v1/SubmitFeedback`: what the program thinks of codes on its list. A code that is not on it changes nothing
/// and is answered in the same way.
pub async fn feedback(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json, Refused> {
    surface::list(Surface::StopNcii, &client)?;
    let all = list(body, "hashFeedbacks")?;
    let read: Vec<_> = all.iter().map(thought).collect::<Result<_, _>>()?;
    let said: Vec<_> = read.into_iter().flatten().collect();
    pictures::say(&app.ctx, &client, &said).await.map_err(|error| failed(&error))?;
    Ok(Json(json!({ "count": all.len() })))
}

/// `POST /stopncii/v1/SubmitHashes`: all records or, when the call is refused, none. What the bank has already stays as it is.
pub async fn hashes(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json, Refused> {
    surface::list(Surface::StopNcii, &client)?;
    if !client.may(Scope::Write) {
        return Err(Refused::new(Surface::StopNcii, StatusCode::FORBIDDEN, "this key puts nothing in"));
    }
    let sent: Vec<Sent> = list(body, "hashRecords")?.iter().map(record).collect::<Result<_, _>>()?;
    let submitted = pictures::submit(&app.ctx, &client, &sent).await.map_err(|error| failed(&error))?;
    let outcomes = submitted.map_err(|none| match none {
        NoBank::None => Refused::new(Surface::StopNcii, StatusCode::FORBIDDEN, "no bank names this key"),
        NoBank::Several => {
            let several = "several banks name this key: use one for each, or /api/v1/signals";
            Refused::new(Surface::StopNcii, StatusCode::CONFLICT, several)
        }
    })?;
    let shown = outcomes.iter().map(|outcome| match outcome {
        Outcome::Added(id) => ("added", Some(id.to_string())),
        Outcome::There(id) => ("there", Some(id.to_string())),
        Outcome::Unusable => ("unusable", None),
        Outcome::HeldBack => ("held_back", None),
    });
    let (words, ids): (Vec<_>, Vec<_>) = shown.unzip();
    let count = ids.iter().flatten().count();
    Ok(Json(json!({ "count": count, "outcomes": words, "signals": ids })))
}

/// What is thought of a code; `None` where nothing is. Its words for feedback name no kind: the number of digits tells.
fn thought(one: &Map<String, Value>) -> Result<Option<(Code, Opinion)>, Refused> {
    let digits = text(one, "hashValue");
    let kind = if digits.len() == 2 * CodeKind::Md5.length() { CodeKind::Md5 } else { CodeKind::Pdq };
    let code = Code::new(kind, "", 100, digits).ok_or(bad("a hashValue is neither a PDQ nor an MD5"))?;
    Ok(opinion(text(one, "feedbackValue"))?.map(|opinion| (code, opinion)))
}

/// A record that was sent.
fn record(one: &Map<String, Value>) -> Result<Sent, Refused> {
    let kind = stopncii_kind(text(one, "signalType")).ok_or(bad("a signalType is neither ImagePDQ nor VideoMD5"))?;
    let code = Code::new(kind, "", 100, text(one, "hashValue"));
    let mut sent =
        Sent { code: code.ok_or(bad("a hashValue does not fit its signalType"))?, labels: Vec::new(), opinion: None };
    let all: Vec<&Value> = one.get("CSPFeedbacks").and_then(Value::as_array).into_iter().flatten().collect();
    for said in &all {
        let tags = said.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        sent.labels.extend(tags.filter(|tag| tag.chars().count() <= TAG_CHARS).map(str::to_owned));
        let word = said.get("feedbackValue").and_then(Value::as_str).unwrap_or_default();
        // Several are those of others, passed on.
        sent.opinion = opinion(word)?.filter(|_| all.len() == 1);
    }
    sent.labels.truncate(TAGS);
    Ok(sent)
}

/// What a word of theirs comes to; `None` for those that think nothing of the picture.
fn opinion(word: &str) -> Result<Option<Opinion>, Refused> {
    match word.rsplit('.').next().unwrap_or_default() {
        "Blocked" => Ok(Some(Opinion::Positive)),
        "NotBlocked" => Ok(Some(Opinion::Negative)),
        "PendingReview" => Ok(Some(Opinion::Disputed)),
        "Unknown" | "None" | "QualityUnknown" | "Withdrawn" | "Deleted" => Ok(None),
        _ => Err(bad("a feedbackValue is none of StopNCII's words")),
    }
}

/// The records of a body.
fn list(body: Result<Bytes, BytesRejection>, name: &str) -> Result<Vec<Map<String, Value>>, Refused> {
    let body = surface::body(Surface::StopNcii, body)?;
    let Ok(Value::Object(mut asked)) = serde_json::from_slice(&body) else {
        return Err(bad("a JSON object is needed"));
    };
    let Some(Value::Array(all)) = asked.remove(name) else { return Err(bad("the list of records is missing")) };
    if all.len() > MOST {
        return Err(bad("a call has at most 1,000 records"));
    }
    let object = |value| if let Value::Object(one) = value { Ok(one) } else { Err(bad("a record is an object")) };
    all.into_iter().map(object).collect()
}

fn text<'a>(one: &'a Map<String, Value>, name: &str) -> &'a str {
    one.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn failed(error: &ServiceError) -> Refused {
    Refused::failed(Surface::StopNcii, error)
}
