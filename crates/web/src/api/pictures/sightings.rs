//! `POST /api/v1/sightings`: what a service did when a picture matched.

use axum::response::Response;
use serde_json::{Value, json};
use uuid::Uuid;
use vigie_model::id::SignalId;
use vigie_model::signal::Seen;
use vigie_service::api::Scope;
use vigie_service::pictures::{Sighting, see};

use super::super::body::Reader;
use super::super::frame::{Asked, call, failed};
use super::super::problem::{self, Problem};
use super::super::{Call, Example, LARGEST, Takes};
use super::shapes::id;
use super::signal::taken;

/// Most characters of what a service calls an uploader.
const UPLOADER: usize = 200;

/// What it takes and gives.
pub static CALL: Call = Call {
    id: "tellSighting",
    summary: "Tells what your service did when a picture matched.",
    about: "`blocked`: it was not let in; `removed`: it was taken down; `not_it`: a person there looked, and it is another \
            picture. A counsellor reads it first; a child learns of it only if it wished to, later and without your name. \
            `uploader` is any name for whoever put it up; a keyed code of it is kept that is another one every day, to see \
            when a fingerprint matches what everybody has.",
    scope: Scope::Match,
    takes: Takes::Json(takes),
    query: &[],
    largest: LARGEST,
    gives: taken,
    examples: &[Example {
        name: "sighting",
        summary: "An upload was held back.",
        query: "",
        request: include_str!("../examples/sighting.json"),
        status: 200,
        answer: include_str!("../examples/sighting-answer.json"),
    }],
    problems: &[&problem::NOT_FOUND],
};

/// `POST /api/v1/sightings`
pub async fn post(asked: Asked) -> Response {
    call(asked, read, async |by, (signal, seen, uploader): (SignalId, Seen, String)| {
        if !by.again {
            let told = Sighting { signal, seen, uploader: &uploader };
            see(&by.app.ctx, by.client.key, told).await.map_err(|error| failed(&error))?;
        }
        Ok(json!({ "taken": true }))
    })
    .await
}

fn read(body: &Value) -> Result<(SignalId, Seen, String), Problem> {
    let mut reader = Reader::default();
    let (mut signal, mut seen, mut uploader) = (None, None, String::new());
    if let Some(object) = reader.object(body, "", &["signal", "seen", "uploader"]) {
        signal = reader.must(object, "", "signal", |id| Uuid::try_parse(id).ok(), "This must be the id of a signal.");
        seen = reader.must(object, "", "seen", Seen::parse, "This must be blocked, removed or not_it.");
        uploader = reader.short(object, "", "uploader", UPLOADER).unwrap_or_default();
    }
    let whole = reader.end(signal.zip(seen))?;
    whole.map(|(signal, seen)| (SignalId(signal), seen, uploader)).ok_or_else(|| (&problem::INVALID).into())
}

fn takes() -> Value {
    json!({
        "type": "object", "additionalProperties": false, "required": ["signal", "seen"],
        "properties": {
            "signal": id("Which signal."),
            "seen": { "type": "string", "enum": Seen::ALL.iter().map(|one| one.word()).collect::<Vec<_>>() },
            "uploader": { "type": ["string", "null"], "maxLength": UPLOADER },
        },
    })
}
