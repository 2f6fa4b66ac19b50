//! One signal: how it stands, taken back, and what a program thinks of it.

use axum::response::Response;
use serde_json::{Value, json};
use vigie_model::signal::{Opinion, SignalState};
use vigie_service::ServiceError;
use vigie_service::api::Scope;
use vigie_service::pictures::{self, By, Signal};

use super::super::body::Reader;
use super::super::frame::{Asked, call, failed, look};
use super::super::problem::{self, Problem};
use super::super::{Call, Example, LARGEST, Takes};
use super::shapes::{age, basis, id, moment, tlp};

/// Most characters of why.
const WHY: usize = 2_000;

/// What one signal is.
pub static CALL: Call = Call {
    id: "getSignal",
    summary: "Says how a signal stands and what was thought of it.",
    about: "Without its codes, and without saying who thought so.",
    scope: Scope::Match,
    takes: Takes::Nothing,
    query: &[],
    largest: LARGEST,
    gives: signal_gives,
    examples: &[Example {
        name: "signal",
        summary: "A signal that stands.",
        query: "",
        request: "",
        status: 200,
        answer: include_str!("../examples/signal-answer.json"),
    }],
    problems: &[&problem::NOT_FOUND],
};

/// Taking a signal back.
pub static WITHDRAW: Call = Call {
    id: "withdrawSignal",
    summary: "Takes back a signal that this key put in.",
    about: "It is not matched any more when this is answered; every other process stops within a second, and whoever \
            follows the list is told. There is no way back: put it in anew. The body is an empty object. Taken back twice \
            is taken back.",
    scope: Scope::Write,
    takes: Takes::Json(nothing),
    query: &[],
    largest: LARGEST,
    gives: state_gives,
    examples: &[Example {
        name: "withdraw",
        summary: "A signal that another key put in.",
        query: "",
        request: "{}",
        status: 404,
        answer: include_str!("../examples/withdraw-answer.json"),
    }],
    problems: &[&problem::NOT_FOUND],
};

/// Thinking something of a signal.
pub static OPINION: Call = Call {
    id: "giveOpinion",
    summary: "Says what your organisation thinks of a signal.",
    about: "People decide what follows from it. Of a visitor's signal only `negative` and `disputed` may be said: nobody \
            here has seen the picture.",
    scope: Scope::Match,
    takes: Takes::Json(opinion_takes),
    query: &[],
    largest: LARGEST,
    gives: taken,
    examples: &[Example {
        name: "opinion",
        summary: "A person there looked and is in doubt.",
        query: "",
        request: include_str!("../examples/opinion.json"),
        status: 200,
        answer: include_str!("../examples/opinion-answer.json"),
    }],
    problems: &[&problem::NOT_FOUND, &problem::OPINIONS],
};

/// `GET /api/v1/signals/{id}`
pub async fn get(asked: Asked) -> Response {
    look(asked, &[], async |by, _| {
        let told = pictures::tell(&by.app.ctx, by.signal()?, &|held| held.is_seen_by(by.client.key)).await;
        Ok(shown(&told.map_err(|error| failed(&error))?))
    })
    .await
}

/// `POST /api/v1/signals/{id}/withdraw`
pub async fn withdraw(asked: Asked) -> Response {
    let read = |body: &Value| {
        let mut reader = Reader::default();
        reader.object(body, "", &[]);
        reader.end(())
    };
    call(asked, read, async |by, ()| {
        let (id, key) = (by.signal()?, by.client.key);
        match pictures::withdraw(&by.app.ctx, By::Key(key), id).await {
            Ok(()) => {}
            // Taken back already, by this key.
            Err(ServiceError::NotFound) if pictures::withdrew(&by.app.ctx, key, id).await.unwrap_or(false) => {}
            Err(error) => return Err(failed(&error)),
        }
        Ok(json!({ "state": SignalState::Withdrawn.word() }))
    })
    .await
}

/// `POST /api/v1/signals/{id}/opinion`
pub async fn opinion(asked: Asked) -> Response {
    call(asked, read_opinion, async |by, (opinion, why): (Opinion, String)| {
        let id = by.signal()?;
        if !by.again {
            let given = pictures::opinion(&by.app.ctx, By::Key(by.client.key), id, opinion, &why).await;
            given.map_err(|error| failed(&error))?;
        }
        Ok(json!({ "taken": true }))
    })
    .await
}

fn read_opinion(body: &Value) -> Result<(Opinion, String), Problem> {
    let mut reader = Reader::default();
    let (mut opinion, mut why) = (None, String::new());
    if let Some(object) = reader.object(body, "", &["opinion", "why"]) {
        opinion = reader.must(object, "", "opinion", Opinion::parse, "This must be positive, negative or disputed.");
        why = reader.short(object, "", "why", WHY).unwrap_or_default();
    }
    if matches!(opinion, Some(Opinion::Coherent | Opinion::Seed)) {
        reader.wrong("/opinion", "This must be positive, negative or disputed.");
    }
    reader.end(why).and_then(|why| opinion.map(|opinion| (opinion, why)).ok_or_else(|| (&problem::INVALID).into()))
}

fn shown(of: &Signal) -> Value {
    let opinions: Vec<Value> =
        of.opinions.iter().map(|(at, opinion)| json!({ "opinion": opinion.word(), "at_ms": at.ms() })).collect();
    json!({
        "id": of.signal.to_string(),
        "state": of.state.word(),
        "bank": of.name,
        "basis": of.basis.word(),
        "age": of.age.word(),
        "tlp": of.tlp.word(),
        "at_ms": of.at.ms(),
        "expires_at_ms": of.expires.map(vigie_model::Timestamp::ms),
        "opinions": opinions,
    })
}

fn nothing() -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": {} })
}

fn state() -> Value {
    json!({ "type": "string", "enum": SignalState::ALL.iter().map(|state| state.word()).collect::<Vec<_>>() })
}

fn state_gives() -> Value {
    json!({ "type": "object", "required": ["state"], "properties": { "state": state() } })
}

/// That it was taken, as a schema.
pub fn taken() -> Value {
    json!({ "type": "object", "required": ["taken"], "properties": { "taken": { "type": "boolean" } } })
}

fn opinion_takes() -> Value {
    json!({
        "type": "object", "additionalProperties": false, "required": ["opinion"],
        "properties": {
            "opinion": { "type": "string", "enum": ["positive", "negative", "disputed"] },
            "why": { "type": ["string", "null"], "maxLength": WHY, "description": "Sealed. No names and no links." },
        },
    })
}

fn signal_gives() -> Value {
    let opinion = json!({
        "type": "object", "required": ["opinion", "at_ms"],
        "properties": {
            "opinion": { "type": "string", "enum": Opinion::ALL.iter().map(|one| one.word()).collect::<Vec<_>>() },
            "at_ms": moment("When."),
        },
    });
    json!({
        "type": "object",
        "required": ["id", "state", "bank", "basis", "age", "tlp", "at_ms", "expires_at_ms", "opinions"],
        "properties": {
            "id": id("Which signal."),
            "state": state(),
            "bank": { "type": "string" },
            "basis": basis(),
            "age": age(),
            "tlp": tlp(),
            "at_ms": moment("When it came in."),
            "expires_at_ms": moment("When it ends by itself."),
            "opinions": { "type": "array", "items": opinion },
        },
    })
}
