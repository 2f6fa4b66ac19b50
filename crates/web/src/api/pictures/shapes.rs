//! What several calls about pictures take and give.

use serde_json::{Map, Value, json};
use vigie_model::given::Code;
use vigie_model::signal::{Advice, Age, Basis, CodeKind, Tlp};
use vigie_service::api::Scope;
use vigie_service::pictures::{Answer, Match, Wait};

use super::super::body::Reader;
use super::super::frame::By;
use super::super::problem::{self, Problem};

/// What a picture is, for a program that asked whether it is known.
pub fn answered(by: &By, answer: &Answer) -> Map<String, Value> {
    let with_distance = by.client.may(Scope::Distance);
    let mut matches: Vec<&Match> = answer.matches.iter().collect();
    if !with_distance {
        // The nearest first would say something of how near.
        matches.sort_by_key(|one| one.signal);
    }
    let signals: Vec<Value> = matches
        .into_iter()
        .map(|one| {
            let mut shown = json!({
                "id": one.signal.to_string(),
                "bank": one.name,
                "basis": one.basis.word(),
                "age": one.age.word(),
                "advice": one.advice.word(),
                "tlp": one.tlp.word(),
            });
            if with_distance {
                shown["distance"] = one.distance.into();
            }
            shown
        })
        .collect();
    let mut item = Map::new();
    item.insert("match".to_owned(), answer.verdict.word().into());
    item.insert("usable".to_owned(), answer.usable.into());
    item.insert("signals".to_owned(), signals.into());
    item
}

/// Adds how far this process is behind, when it is.
pub fn behind(by: &By, body: &mut Value) {
    let lag = by.app.ctx.known.lag(by.app.ctx.clock.now());
    if lag.is_behind() {
        body["behind_ms"] = lag.ms.into();
    }
}

/// The problem of a program whose questions feel their way.
pub fn waits(wait: Wait) -> Problem {
    Problem::from(&problem::WALK).after(wait.0)
}

/// A code of these digits; noted as wrong when they are none.
pub fn code(
    reader: &mut Reader,
    pointer: &str,
    kind: CodeKind,
    member: &str,
    quality: i64,
    digits: &str,
) -> Option<Code> {
    let code = Code::new(kind, member, quality, digits);
    if code.is_none() {
        reader.wrong(
            pointer,
            match kind.length() {
                16 => "This must be 32 hexadecimal digits.",
                20 => "This must be 40 hexadecimal digits.",
                _ => "This must be 64 hexadecimal digits.",
            },
        );
    }
    code
}

/// The schema of an answer about a picture, without what is its own.
pub fn match_schema() -> Value {
    json!({
        "type": "object",
        "required": ["match", "usable", "signals"],
        "properties": {
            "id": super::super::describe::item_id(),
            "match": {
                "type": "string", "enum": ["exact", "near", "none"],
                "description": "`exact`: the same file or the same fingerprint; `near`: near enough for its bank.",
            },
            "usable": { "type": "boolean", "description": "False: too little to see in it, so that nothing could be looked for." },
            "signals": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["id", "bank", "basis", "age", "advice", "tlp"],
                    "properties": {
                        "id": id("Which signal: for sightings and opinions."),
                        "bank": { "type": "string", "description": "The name of the bank that it is in." },
                        "basis": basis(),
                        "age": age(),
                        "advice": advice(),
                        "tlp": tlp(),
                        "distance": {
                            "type": "integer", "minimum": 0, "maximum": 64,
                            "description": "Bits that differ. Only for keys with the scope `distance`.",
                        },
                    },
                },
            },
        },
    })
}

/// How far the process is behind, as a schema.
pub fn behind_schema() -> Value {
    json!({
        "type": ["integer", "null"], "minimum": 0,
        "description": "There only when this process has not looked at the newest signals for 5 seconds: so many \
            milliseconds. `null`: it never has.",
    })
}

/// An id, as a schema.
pub fn id(about: &str) -> Value {
    json!({ "type": "string", "format": "uuid", "description": about })
}

/// What a signal rests on, as a schema.
pub fn basis() -> Value {
    json!({
        "type": "string", "enum": Basis::ALL.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "description": "`self_report_unseen`: whoever is in the picture, or somebody for them, made the fingerprint; \
            nobody has seen the picture. `list`: a list of somebody who answers for it.",
    })
}

/// How old whoever is in a picture is, as a schema.
pub fn age() -> Value {
    json!({
        "type": "string", "enum": Age::ALL.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "description": "How old whoever is in it was said to be.",
    })
}

/// What to do, as a schema.
pub fn advice() -> Value {
    json!({
        "type": "string", "enum": Advice::ALL.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "description": "Hold it and let a person look. Never delete, act on an account or report by a machine alone.",
    })
}

/// How far a signal may travel, as a schema.
pub fn tlp() -> Value {
    json!({
        "type": "string", "enum": Tlp::ALL.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "description": "How far it may travel: Traffic Light Protocol 2.0.",
    })
}

/// A moment, as a schema.
pub fn moment(about: &str) -> Value {
    json!({ "type": ["integer", "null"], "description": format!("{about} In milliseconds since 1970 UTC.") })
}
