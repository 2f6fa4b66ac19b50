//! What partners of StopNCII pull, v1: `FetchHashes`, in its shape, of adults alone; and what they send.

pub mod submit;

use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use serde_json::{Map, Value, json};
use vigie_model::signal::{CodeKind, Opinion, SignalState};
use vigie_service::api::Client;
use vigie_service::pictures::{FEED_MAX, From, Place, Record, records};

use super::hma::Json;
use super::surface::{self, Refused, Surface};
use crate::app::App;

/// What its clients send when they have nothing. Larger numbers are places of the list, counted from here.
const START: i64 = 10;
/// Signals of a page that names no number, as its clients ask.
const USUAL: i64 = 800;

/// `GET /stopncii/v1/FetchHashes`
pub async fn fetch(
    State(app): State<App>,
    Extension(client): Extension<Client>,
    RawQuery(query): RawQuery,
) -> Result<Json, Refused> {
    surface::list(Surface::StopNcii, &client)?;
    let (from, limit) = read(&query.unwrap_or_default()).map_err(bad)?;
    let page = records(&app.ctx, &client, from, limit).await;
    let page = page.map_err(|error| Refused::failed(Surface::StopNcii, &error))?;
    let page = page.ok_or(bad(
        "the list has not come to this place: forget what you have of it and begin with startTimestamp=10",
    ))?;
    let Place { had, end, at } = page.place;
    let all: Vec<Value> = page.records.iter().map(shown).collect();
    Ok(Json(json!({
        "count": all.len(),
        "nextSetTimestamp": at.saturating_add(START),
        "nextPageToken": page.more.then(|| format!("{had}-{end}-{at}")),
        "hasMoreRecords": page.more,
        "hashRecords": all,
    })))
}

/// From where on, and how many at most.
fn read(query: &str) -> Result<(From, i64), &'static str> {
    let (mut start, mut token, mut size) = (START, None, USUAL);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "startTimestamp" => start = value.parse().map_err(|_| "startTimestamp is a whole number")?,
            "pageSize" => size = value.parse().map_err(|_| "pageSize is a whole number")?,
            "nextPageToken" if !value.is_empty() => token = Some(place(&value).ok_or("nextPageToken is none of ours")?),
            _ => {}
        }
    }
    let from = token.map_or(From::Begin(start.saturating_sub(START).max(0)), From::Page);
    Ok((from, size.clamp(1, FEED_MAX)))
}

fn place(token: &str) -> Option<Place> {
    let mut parts = token.split('-').map(|part| part.parse::<i64>().ok());
    let place = Place { had: parts.next()??, end: parts.next()??, at: parts.next()?? };
    parts.next().is_none().then_some(place)
}

fn shown(record: &Record) -> Value {
    let cases: Map<String, Value> =
        record.signals.iter().map(|(id, state)| (id.to_string(), status(*state).into())).collect();
    let feedback: Vec<Value> = record.opinions.iter().filter_map(|one| feedback(*one)).collect();
    json!({
        "lastModtimestamp": record.at.ms().div_euclid(1000),
        "hashValue": record.hex,
        "hashStatus": status(record.state),
        "caseNumbers": cases,
        "signalType": if record.kind == CodeKind::Pdq { "ImagePDQ" } else { "VideoMD5" },
        "CSPFeedbacks": feedback,
        "hashRegions": [],
    })
}

/// Its words have none for "not until a person has looked": `Deleted` is taken back by `Active`.
fn status(state: SignalState) -> &'static str {
    match state {
        SignalState::Standing => "Active",
        SignalState::Suspended => "Deleted",
        SignalState::Withdrawn => "Withdrawn",
    }
}

/// What a program thinks, without saying which.
fn feedback(opinion: Opinion) -> Option<Value> {
    let word = match opinion {
        Opinion::Positive => "Blocked",
        Opinion::Negative => "NotBlocked",
        Opinion::Disputed => "PendingReview",
        Opinion::Seed | Opinion::Coherent => return None,
    };
    Some(json!({ "source": "", "feedbackValue": word, "tags": [] }))
}

fn bad(message: &'static str) -> Refused {
    Refused::new(Surface::StopNcii, StatusCode::BAD_REQUEST, message)
}
