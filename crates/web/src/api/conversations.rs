//! `POST /api/v1/text/conversations`: is each of these conversations coercion, and since when? Whole, or turn by turn with
//! a token that this side does not keep.

use axum::response::Response;
use serde_json::{Value, json};
use vigie_service::api::Scope;
use vigie_service::text::{self, Conversation, StateError, Told, Turn};

use super::body::Reader;
use super::describe::{item_id, motive, origin};
use super::frame::{Asked, Read, answer, failed};
use super::problem::Problem;
use super::{Call, Example, LARGEST, Takes, problem};

/// Most conversations of a call.
pub const MOST: (usize, &str) = (100, "A call has at most 100 conversations.");
/// Most turns of a call, all conversations together.
pub const TURNS: (usize, &str) = (5000, "A call has at most 5,000 turns, all conversations together.");

/// What it takes and gives.
pub static CALL: Call = Call {
    id: "readConversations",
    summary: "Reads conversations turn by turn: whether somebody is coerced, since when, and where it shows.",
    about: "Send a conversation whole, without `state`; or send the turns since the last answer together with the \
            `state` of that answer. A state is sealed, opens for the key that got it alone, and is good for 30 days. It is \
            kept nowhere here, and nothing else of a call is. Turns are counted from 0, from the first one of the \
            conversation.",
    scope: Scope::Text,
    takes: Takes::Json(takes),
    query: &[],
    largest: LARGEST,
    gives,
    examples: &[
        Example {
            name: "conversation",
            summary: "A whole conversation.",
            query: "",
            request: include_str!("examples/conversation.json"),
            status: 200,
            answer: include_str!("examples/conversation-answer.json"),
        },
        Example {
            name: "forged-state",
            summary: "A state that this node did not give.",
            query: "",
            request: include_str!("examples/forged-state.json"),
            status: 422,
            answer: include_str!("examples/forged-state-answer.json"),
        },
    ],
    problems: &[&problem::PRIVATE_SCAN, &problem::STATE_INVALID, &problem::STATE_EXPIRED, &problem::STATE_VERSION],
};

/// What the program calls a conversation, and the conversation.
type Item = (Option<String>, Conversation);

/// `POST /api/v1/text/conversations`
pub async fn post(asked: Asked) -> Response {
    answer(asked, read, async |by, items: Vec<Item>| {
        let (ids, all): (Vec<_>, Vec<_>) = items.into_iter().unzip();
        let told = text::conversations(&by.app.ctx, by.client.key, all).await.map_err(|error| failed(&error))?;
        let told = told.map_err(|(place, error)| closed(place, error))?;
        let items: Vec<Value> = ids.iter().zip(&told).map(|(id, told)| shown(id.as_deref(), told)).collect();
        Ok(json!({ "items": items }))
    })
    .await
}

/// A state that does not open.
fn closed(place: usize, error: StateError) -> Problem {
    let kind = match error {
        StateError::Invalid => &problem::STATE_INVALID,
        StateError::Expired => &problem::STATE_EXPIRED,
        StateError::Version => &problem::STATE_VERSION,
    };
    Problem::from(kind).errors(vec![(format!("/items/{place}/state"), kind.title)])
}

fn read(body: &Value) -> Read<Vec<Item>> {
    let mut reader = Reader::default();
    let (mut items, mut turns) = (Vec::new(), 0);
    let mut origin = None;
    if let Some(object) = reader.object(body, "", &["origin", "items"]) {
        origin = reader.origin(object);
        for (place, value) in reader.list(object, "", "items", MOST).iter().enumerate() {
            let pointer = format!("/items/{place}");
            let Some(one) = reader.object(value, &pointer, &["id", "state", "turns"]) else { continue };
            let id = reader.id(one, &pointer);
            let state = reader.maybe(one, &pointer, "state").map(str::to_owned);
            let all = reader.list(one, &pointer, "turns", TURNS);
            turns += all.len();
            let turns = all.iter().enumerate().filter_map(|(at, value)| turn(&mut reader, &pointer, at, value));
            let turns = turns.collect();
            items.push((id, Conversation { state, turns }));
        }
    }
    if turns > TURNS.0 {
        reader.wrong("/items", TURNS.1);
    }
    let read = reader.end(items)?;
    origin.map(|origin| (origin, read)).ok_or_else(|| (&problem::INVALID).into())
}

fn turn(reader: &mut Reader, pointer: &str, at: usize, value: &Value) -> Option<Turn> {
    let pointer = format!("{pointer}/turns/{at}");
    let one = reader.object(value, &pointer, &["speaker", "text"])?;
    let speaker = reader.text(one, &pointer, "speaker").to_owned();
    Some(Turn { speaker, text: reader.text(one, &pointer, "text").to_owned() })
}

fn shown(id: Option<&str>, told: &Told) -> Value {
    let summary = &told.summary;
    let evidence: Vec<Value> =
        summary.evidence.iter().map(|(turn, label)| json!({ "turn": turn, "label": label.as_str() })).collect();
    json!({
        "id": id,
        "alarm": summary.alarm,
        "onset": summary.onset,
        "first_risk": summary.first_risk,
        "motive": summary.motive.as_str(),
        "urgency": summary.urgency,
        "evidence": evidence,
        "version": told.version,
        "state": told.state,
    })
}

fn takes() -> Value {
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["origin", "items"],
        "properties": {
            "origin": origin(),
            "items": {
                "type": "array", "minItems": 1, "maxItems": MOST.0,
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["turns"],
                    "properties": {
                        "id": item_id(),
                        "state": {
                            "type": ["string", "null"],
                            "description": "What the last answer about this conversation gave; missing at its beginning.",
                        },
                        "turns": {
                            "type": "array", "minItems": 1, "maxItems": TURNS.0,
                            "items": {
                                "type": "object",
                                "additionalProperties": false,
                                "required": ["speaker", "text"],
                                "properties": {
                                    "speaker": {
                                        "type": "string",
                                        "description": "Any name; the same name is the same person. Use none that says who it is.",
                                    },
                                    "text": { "type": "string" },
                                },
                            },
                        },
                    },
                },
            },
        },
    })
}

fn gives() -> Value {
    let turn = |about: &str| json!({ "type": ["integer", "null"], "minimum": 0, "description": about });
    let item = json!({
        "type": "object",
        "required": ["id", "alarm", "onset", "first_risk", "motive", "urgency", "evidence", "version", "state"],
        "properties": {
            "id": item_id(),
            "alarm": { "type": "boolean", "description": "Somebody coerces, as far as is known: turns that come next may take it back, as when who wrote a threat turns out to tell of it." },
            "onset": turn("The turn with which the coercion began, as far as is known: it may lie before the turn that raised the alarm or behind it, and another may take its place while the conversation goes on."),
            "first_risk": turn("The first turn that was a risk, such as asking for a picture."),
            "motive": motive(),
            "urgency": { "type": "integer", "minimum": 0, "maximum": 3, "description": "0 can wait, 3 is now." },
            "evidence": {
                "type": "array",
                "items": {
                    "type": "object", "required": ["turn", "label"],
                    "properties": { "turn": { "type": "integer", "minimum": 0 }, "label": { "type": "string" } },
                },
            },
            "version": { "type": "string", "description": "Which rules read it." },
            "state": { "type": "string", "description": "Send it with the turns that come next." },
        },
    });
    json!({ "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": item } } })
}
