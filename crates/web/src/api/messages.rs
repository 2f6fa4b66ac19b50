//! `POST /api/v1/text/messages`: is each of these messages coercion?

use axum::response::Response;
use serde_json::{Value, json};
use vigie_lang::Lang;
use vigie_service::api::Scope;
use vigie_service::text::{self, Message, Reading};

use super::body::Reader;
use super::describe::{item_id, motive, origin};
use super::frame::{Asked, Read, answer, failed};
use super::{Call, Example, LARGEST, Takes, problem};

/// Most messages of a call.
pub const MOST: (usize, &str) = (1000, "A call has at most 1,000 messages.");

/// What it takes and gives.
pub static CALL: Call = Call {
    id: "readMessages",
    summary: "Reads messages, each on its own: who speaks, what they want, and why it says so.",
    about: "Nothing of a call is stored. The same body gives the same answer as long as `version` is the same. All \
            languages are tried on every text; `lang` is the language of `reason` alone. Places in a text are counted in \
            Unicode code points, from 0. A machine's finding is a reason to look, never a reason to punish.",
    scope: Scope::Text,
    takes: Takes::Json(takes),
    query: &[],
    largest: LARGEST,
    gives,
    examples: &[
        Example {
            name: "messages",
            summary: "Messages that a user reported.",
            query: "",
            request: include_str!("examples/messages.json"),
            status: 200,
            answer: include_str!("examples/messages-answer.json"),
        },
        Example {
            name: "no-origin",
            summary: "Every call says where its texts come from.",
            query: "",
            request: include_str!("examples/no-origin.json"),
            status: 422,
            answer: include_str!("examples/no-origin-answer.json"),
        },
        Example {
            name: "private-scan",
            summary: "Private messages, with a key that carries no ground for it.",
            query: "",
            request: include_str!("examples/private-scan.json"),
            status: 403,
            answer: include_str!("examples/private-scan-answer.json"),
        },
    ],
    problems: &[&problem::PRIVATE_SCAN],
};

/// What the program calls a message, and the message.
type Item = (Option<String>, Message);

/// `POST /api/v1/text/messages`
pub async fn post(asked: Asked) -> Response {
    answer(asked, read, async |by, items: Vec<Item>| {
        let (ids, all): (Vec<_>, Vec<_>) = items.into_iter().unzip();
        let readings = text::messages(&by.app.ctx, all).await.map_err(|error| failed(&error))?;
        let items: Vec<Value> = ids.iter().zip(&readings).map(|(id, reading)| shown(id.as_deref(), reading)).collect();
        Ok(json!({ "items": items }))
    })
    .await
}

fn read(body: &Value) -> Read<Vec<Item>> {
    let mut reader = Reader::default();
    let mut items = Vec::new();
    let mut origin = None;
    if let Some(object) = reader.object(body, "", &["origin", "items"]) {
        origin = reader.origin(object);
        for (place, value) in reader.list(object, "", "items", MOST).iter().enumerate() {
            let pointer = format!("/items/{place}");
            let Some(one) = reader.object(value, &pointer, &["id", "text", "lang"]) else { continue };
            let id = reader.id(one, &pointer);
            let text = reader.text(one, &pointer, "text").to_owned();
            let lang = reader.maybe(one, &pointer, "lang").map(|code| (code, Lang::parse(code)));
            if matches!(lang, Some((_, None))) {
                reader.wrong(&format!("{pointer}/lang"), "This must be en, fr, es or ar.");
            }
            let lang = lang.and_then(|lang| lang.1).unwrap_or(Lang::En);
            items.push((id, Message { text, lang }));
        }
    }
    let read = reader.end(items)?;
    origin.map(|origin| (origin, read)).ok_or_else(|| (&problem::INVALID).into())
}

fn shown(id: Option<&str>, reading: &Reading) -> Value {
    let [financial, content, humiliation, _] = reading.motives.map(per_mille);
    let elements: Vec<Value> = reading
        .elements
        .iter()
        .map(|one| json!({ "label": one.label.as_str(), "start": one.start, "end": one.end, "rule": one.rule }))
        .collect();
    json!({
        "id": id,
        "alarm": reading.alarm,
        "role": reading.role.as_str(),
        "motive": reading.motive.as_str(),
        "motives": { "financial": financial, "content": content, "humiliation": humiliation },
        "elements": elements,
        "self_harm": reading.self_harm,
        "coerced_self_harm": reading.coerced_self_harm,
        "third_party_risk": reading.third_party_risk,
        "urgency": reading.urgency,
        "score": per_mille(reading.score),
        "evasions": reading.evasions,
        "reason": reading.reason,
        "version": reading.version,
    })
}

/// A share of one.
fn per_mille(value: u16) -> f64 {
    f64::from(value) / 1000.0
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
                    "required": ["text"],
                    "properties": {
                        "id": item_id(),
                        "text": { "type": "string", "description": "The message, as it was written." },
                        "lang": {
                            "type": ["string", "null"], "enum": ["en", "fr", "es", "ar", null],
                            "description": "The language of `reason`; English when it is missing.",
                        },
                    },
                },
            },
        },
    })
}

fn gives() -> Value {
    let flag = |about: &str| json!({ "type": "boolean", "description": about });
    let share = |about: &str| json!({ "type": "number", "minimum": 0, "maximum": 1, "description": about });
    let item = json!({
        "type": "object",
        "required": ["id", "alarm", "role", "motive", "motives", "elements", "self_harm", "coerced_self_harm",
            "third_party_risk", "urgency", "score", "evasions", "reason", "version"],
        "properties": {
            "id": item_id(),
            "alarm": flag("An offender coerces somebody, at the operating point of this version."),
            "role": {
                "type": "string", "enum": ["offender", "victim", "bystander", "educator", "none"],
                "description": "Who speaks.",
            },
            "motive": motive(),
            "motives": {
                "type": "object", "required": ["financial", "content", "humiliation"],
                "properties": {
                    "financial": share("Money."),
                    "content": share("More pictures or acts."),
                    "humiliation": share("To hurt."),
                },
            },
            "elements": {
                "type": "array", "description": "What it was found by, with places in code points.",
                "items": {
                    "type": "object", "required": ["label", "start", "end", "rule"],
                    "properties": {
                        "label": { "type": "string" },
                        "start": { "type": "integer", "minimum": 0 },
                        "end": { "type": "integer", "minimum": 0 },
                        "rule": { "type": "string" },
                    },
                },
            },
            "self_harm": flag("The writer speaks of their own death or of hurting themselves. Show them people first."),
            "coerced_self_harm": flag("The writer demands that somebody hurts themselves."),
            "third_party_risk": flag("The writer fears for somebody else's life."),
            "urgency": { "type": "integer", "minimum": 0, "maximum": 3, "description": "0 can wait, 3 is now." },
            "score": share("How much speaks for an offender."),
            "evasions": {
                "type": "array", "items": { "type": "string" },
                "description": "What had to be undone to read it, such as letters put apart.",
            },
            "reason": { "type": "string", "description": "Why, in one sentence." },
            "version": { "type": "string", "description": "Which rules read it." },
        },
    });
    json!({ "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": item } } })
}
