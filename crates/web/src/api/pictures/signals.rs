//! `POST /api/v1/signals`: puts signals into a bank that names the key.

use axum::response::Response;
use serde_json::{Map, Value, json};
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::given::{Code, LINES_MAX};
use vigie_model::id::BankId;
use vigie_model::signal::{Age, CodeKind, Tlp};
use vigie_service::api::Scope;
use vigie_service::pictures::{By, Entry, Outcome, Provenance, add};

use super::super::body::Reader;
use super::super::frame::{Asked, call, failed};
use super::super::problem::Problem;
use super::super::{Call, Example, Takes};
use super::shapes::{self, code, id, moment};

/// Most signals of a call.
const MOST: (usize, &str) = (1_000, "A call has at most 1,000 signals.");
/// Most codes of one signal.
const CODES: (usize, &str) = (LINES_MAX, "A signal has at most 640 codes.");
/// Most labels of one signal, and most characters of one of them or of a name.
const LABELS: (usize, &str) = (20, "A signal has at most 20 labels.");
const WORD: usize = 200;
/// Largest body: a thousand pictures with a family of codes each.
const LARGEST: usize = 8 * 1024 * 1024;

/// What it takes and gives.
pub static ADD: Call = Call {
    id: "addSignals",
    summary: "Puts signals into a bank that this key may change.",
    about: "All of them or, when the call is refused, none. What the bank has already stays as it is (`there`): sent again, \
            nothing is twice. What could not be matched is refused one by one (`unusable`). When far too many come within a \
            day the bank is held back until a person has looked (`held_back`).",
    scope: Scope::Write,
    takes: Takes::Json(takes),
    query: &[],
    largest: LARGEST,
    gives,
    examples: &[Example {
        name: "signals",
        summary: "One that the bank has, and one that cannot be matched.",
        query: "",
        request: include_str!("../examples/signals.json"),
        status: 200,
        answer: include_str!("../examples/signals-answer.json"),
    }],
    problems: &[&super::super::problem::NOT_FOUND],
};

/// `POST /api/v1/signals`
pub async fn post(asked: Asked) -> Response {
    call(asked, read, async |by, (bank, mut entries): (BankId, Vec<Entry>)| {
        for entry in &mut entries {
            entry.from.key = Some(by.client.key);
        }
        let added = add(&by.app.ctx, By::Key(by.client.key), bank, &entries).await.map_err(|error| failed(&error))?;
        let shown = added.into_iter().map(|outcome| match outcome {
            Outcome::Added(id) => json!({ "outcome": "added", "id": id.to_string() }),
            Outcome::There(id) => json!({ "outcome": "there", "id": id.to_string() }),
            Outcome::Unusable => json!({ "outcome": "unusable", "id": null }),
            Outcome::HeldBack => json!({ "outcome": "held_back", "id": null }),
        });
        Ok(json!({ "items": shown.collect::<Vec<_>>() }))
    })
    .await
}

fn read(body: &Value) -> Result<(BankId, Vec<Entry>), Problem> {
    let mut reader = Reader::default();
    let (mut bank, mut entries) = (Uuid::nil(), Vec::new());
    if let Some(object) = reader.object(body, "", &["bank", "items"]) {
        let text = reader.text(object, "", "bank");
        match Uuid::try_parse(text) {
            Ok(id) => bank = id,
            Err(_) if text.is_empty() => {}
            Err(_) => reader.wrong("/bank", "This must be the id of a bank."),
        }
        for (place, value) in reader.list(object, "", "items", MOST).iter().enumerate() {
            let pointer = format!("/items/{place}");
            let known = ["codes", "age", "expires_at_ms", "name", "tlp", "labels"];
            if let Some(one) = reader.object(value, &pointer, &known) {
                entries.push(entry(&mut reader, one, &pointer));
            }
        }
    }
    reader.end((BankId(bank), entries))
}

fn entry(reader: &mut Reader, one: &Map<String, Value>, pointer: &str) -> Entry {
    let codes = reader.list(one, pointer, "codes", CODES).iter().enumerate();
    let codes = codes.filter_map(|(at, value)| read_code(reader, value, &format!("{pointer}/codes/{at}"))).collect();
    let age = reader.word(one, pointer, "age", Age::parse, "This must be under_18, adult or unknown.");
    let tlp = reader.word(one, pointer, "tlp", Tlp::parse, "This must be red, amber+strict, amber, green or clear.");
    let expires = reader.number(one, pointer, "expires_at_ms", (0, i64::MAX)).map(Timestamp);
    let name = reader.short(one, pointer, "name", WORD).unwrap_or_default();
    let mut labels = Vec::new();
    if one.contains_key("labels") {
        for (at, value) in reader.list(one, pointer, "labels", LABELS).iter().enumerate() {
            match value.as_str().filter(|label| label.chars().count() <= WORD) {
                Some(label) => labels.push(label.to_owned()),
                None => {
                    reader.wrong(&format!("{pointer}/labels/{at}"), "This must be a string of at most 200 characters.");
                }
            }
        }
    }
    Entry { codes, age: age.unwrap_or(Age::Unknown), expires, from: Provenance { name, key: None, tlp, labels } }
}

fn read_code(reader: &mut Reader, value: &Value, pointer: &str) -> Option<Code> {
    let one = reader.object(value, pointer, &["kind", "hex", "quality", "member"])?;
    let digits = reader.text(one, pointer, "hex");
    let quality = reader.number(one, pointer, "quality", (0, 100)).unwrap_or(100);
    let member = reader.short(one, pointer, "member", 40).filter(|member| member.len() <= 40).unwrap_or_default();
    let kind = reader.word(one, pointer, "kind", CodeKind::parse, "This must be pdq, vpdq, md5, sha1 or sha256.");
    if kind.is_none() && !one.contains_key("kind") {
        reader.wrong(&format!("{pointer}/kind"), "This is missing.");
    }
    code(reader, &format!("{pointer}/hex"), kind?, &member, quality, digits)
}

fn takes() -> Value {
    let code = json!({
        "type": "object", "additionalProperties": false, "required": ["kind", "hex"],
        "properties": {
            "kind": { "type": "string", "enum": CodeKind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>() },
            "hex": { "type": "string", "description": "Its hexadecimal digits." },
            "quality": { "type": ["integer", "null"], "minimum": 0, "maximum": 100, "description": "100 when it is missing." },
            "member": { "type": ["string", "null"], "maxLength": 40, "description": "Which face of the picture, or second of the video." },
        },
    });
    json!({
        "type": "object", "additionalProperties": false, "required": ["bank", "items"],
        "properties": {
            "bank": id("Which bank: one that is `writable`."),
            "items": {
                "type": "array", "minItems": 1, "maxItems": MOST.0,
                "items": {
                    "type": "object", "additionalProperties": false, "required": ["codes"],
                    "properties": {
                        "codes": {
                            "type": "array", "minItems": 1, "maxItems": CODES.0, "items": code,
                            "description": "The codes of one picture or video. Equal ones are told by the first that can be matched.",
                        },
                        "age": shapes::age(),
                        "expires_at_ms": moment("When it ends by itself."),
                        "name": { "type": ["string", "null"], "maxLength": WORD, "description": "What you call it. Sealed." },
                        "tlp": shapes::tlp(),
                        "labels": { "type": "array", "minItems": 1, "maxItems": LABELS.0, "items": { "type": "string" } },
                    },
                },
            },
        },
    })
}

fn gives() -> Value {
    let item = json!({
        "type": "object", "required": ["outcome", "id"],
        "properties": {
            "outcome": { "type": "string", "enum": ["added", "there", "unusable", "held_back"] },
            "id": { "type": ["string", "null"], "format": "uuid", "description": "Which signal it is." },
        },
    });
    json!({ "type": "object", "required": ["items"], "properties": { "items": { "type": "array", "items": item } } })
}
