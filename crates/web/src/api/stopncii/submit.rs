//! What partners of StopNCII send, v1: `SubmitFeedback`, opinions of what is on the list, and `SubmitHashes`, signals of
//! adults for the one bank that a key may change.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::extract::rejection::BytesRejection;
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use vigie_model::given::Code;
use vigie_model::id::SignalId;
use vigie_model::signal::{Age, Basis, CodeKind, Opinion};
use vigie_service::ServiceError;
use vigie_service::api::{Client, Scope};
use vigie_service::pictures::{self, By, Entry, Held, Outcome, Provenance, carrying};

use super::{Json, Refused, Surface, bad, surface};
use crate::app::App;

/// Most records of a call.
const MOST: usize = 1_000;
/// Most words beside a record, and most characters of one.
const TAGS: (usize, usize) = (20, 200);

/// `POST /stopncii/v1/SubmitFeedback`: what the program thinks of codes on its list. A code that is not on it changes nothing
/// and is answered in the same way.
pub async fn feedback(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json, Refused> {
    surface::list(Surface::StopNcii, &client)?;
    let all = list(body, "hashFeedbacks")?;
    for one in &all {
        // Its words for feedback name no kind: the number of digits tells.
        let digits = text(one, "hashValue");
        let kind = if digits.len() == 2 * CodeKind::Md5.length() { CodeKind::Md5 } else { CodeKind::Pdq };
        let code = Code::new(kind, "", 100, digits).ok_or(bad("a hashValue is neither a PDQ nor an MD5"))?;
        if let Some(opinion) = opinion(text(one, "feedbackValue"))? {
            for id in carrying(&app.ctx, &client, &code).await.map_err(|error| failed(&error))? {
                say(&app, &client, id, opinion).await?;
            }
        }
    }
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
    let held = bank(&app, &client).await?;
    let (mut entries, mut opinions) = (Vec::new(), Vec::new());
    for one in list(body, "hashRecords")? {
        let (entry, opinion) = record(&client, &one)?;
        entries.push(entry);
        opinions.push(opinion);
    }
    let added =
        pictures::add(&app.ctx, By::Key(client.key), held.id, &entries).await.map_err(|error| failed(&error))?;
    let mut counts = [0_usize; 4];
    for (outcome, opinion) in added.into_iter().zip(opinions) {
        let (place, id) = match outcome {
            Outcome::Added(id) => (0, Some(id)),
            Outcome::There(id) => (1, Some(id)),
            Outcome::Unusable => (2, None),
            Outcome::HeldBack => (3, None),
        };
        counts[place] += 1;
        if let (Some(id), Some(opinion)) = (id, opinion) {
            say(&app, &client, id, opinion).await?;
        }
    }
    let [added, there, unusable, held_back] = counts;
    Ok(Json(json!({
        "count": added + there, "added": added, "there": there, "unusable": unusable, "heldBack": held_back,
    })))
}

/// The bank that the program puts into: its words name none, so there has to be exactly one.
async fn bank(app: &App, client: &Client) -> Result<Held, Refused> {
    let all = pictures::banks(&app.ctx).await.map_err(|error| failed(&error))?;
    let fits = |held: &&Held| held.bank.changes.contains(&client.key) && held.bank.basis == Basis::List;
    let mut fitting = all.values().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(held), None) => Ok(held.clone()),
        (None, _) => Err(Refused::new(Surface::StopNcii, StatusCode::FORBIDDEN, "no bank names this key")),
        _ => {
            let several = "several banks name this key: use one for each, or /api/v1/signals";
            Err(Refused::new(Surface::StopNcii, StatusCode::CONFLICT, several))
        }
    }
}

/// A record that was sent, and what the program thinks of it.
fn record(client: &Client, one: &Map<String, Value>) -> Result<(Entry, Option<Opinion>), Refused> {
    // Some clients write the name of the type before it.
    let kind = match text(one, "signalType").rsplit('.').next() {
        Some("ImagePDQ") => CodeKind::Pdq,
        Some("VideoMD5") => CodeKind::Md5,
        _ => return Err(bad("a signalType is neither ImagePDQ nor VideoMD5")),
    };
    let code = Code::new(kind, "", 100, text(one, "hashValue"));
    let code = code.ok_or(bad("a hashValue does not fit its signalType"))?;
    let said: Vec<&Value> = one.get("CSPFeedbacks").and_then(Value::as_array).into_iter().flatten().collect();
    let mut labels = Vec::new();
    let mut opinions = Vec::new();
    for one in said {
        let tags = one.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        labels.extend(tags.filter(|tag| tag.chars().count() <= TAGS.1).map(str::to_owned));
        opinions.extend(opinion(one.get("feedbackValue").and_then(Value::as_str).unwrap_or_default())?);
    }
    labels.truncate(TAGS.0);
    let from = Provenance { key: Some(client.key), labels, ..Provenance::default() };
    let entry = Entry { codes: vec![code], age: Age::Adult, expires: None, from };
    Ok((entry, opinions.pop()))
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

/// Notes an opinion. What may not be said of a signal, nothing affirmative of what nobody has seen, is left unsaid: the
/// other records of the call are not refused for it.
async fn say(app: &App, client: &Client, id: SignalId, said: Opinion) -> Result<(), Refused> {
    match pictures::opinion(&app.ctx, By::Key(client.key), id, said, "").await {
        Ok(()) | Err(ServiceError::NotFound) => Ok(()),
        Err(error) => Err(failed(&error)),
    }
}

/// The records of a body.
fn list(body: Result<Bytes, BytesRejection>, name: &str) -> Result<Vec<Map<String, Value>>, Refused> {
    let body = body.ok().and_then(|body| serde_json::from_slice(&body).ok());
    let Some(Value::Object(mut asked)) = body else { return Err(bad("a JSON object is needed")) };
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
