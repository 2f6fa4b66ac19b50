//! `GET /api/v1/banks`: which lists of known pictures a program is answered from.

use axum::response::Response;
use serde_json::{Value, json};
use vigie_service::api::Scope;
use vigie_service::pictures::{Held, banks};

use super::super::frame::{Asked, failed, look};
use super::super::{Call, Example, LARGEST, Takes};
use super::shapes::{basis, id, tlp};

/// What it gives.
pub static CALL: Call = Call {
    id: "listBanks",
    summary: "Lists the banks that this key is answered from.",
    about: "A bank that is not `on` is not matched here; whoever follows its list does not match it either until it is on \
            again.",
    scope: Scope::Match,
    takes: Takes::Nothing,
    query: &[],
    largest: LARGEST,
    gives,
    examples: &[Example {
        name: "banks",
        summary: "Two banks.",
        query: "",
        request: "",
        status: 200,
        answer: include_str!("../examples/banks-answer.json"),
    }],
    problems: &[],
};

/// `GET /api/v1/banks`
pub async fn get(asked: Asked) -> Response {
    look(asked, &[], async |by, _| {
        let all = banks(&by.app.ctx).await.map_err(|error| failed(&error))?;
        let mut all: Vec<&Held> = all.values().filter(|held| held.is_seen_by(by.client.key)).collect();
        all.sort_by(|a, b| a.bank.name.cmp(&b.bank.name));
        let shown = all.into_iter().map(|held| {
            json!({
                "id": held.id.to_string(),
                "name": held.bank.name,
                "purpose": held.bank.purpose,
                "source": held.bank.source,
                "sense": held.bank.sense.word(),
                "basis": held.bank.basis.word(),
                "tlp": held.bank.tlp.word(),
                "near": held.bank.near,
                "on": held.counts(),
                "writable": held.bank.changes.contains(&by.client.key),
            })
        });
        Ok(json!({ "banks": shown.collect::<Vec<_>>() }))
    })
    .await
}

fn gives() -> Value {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let flag = |about: &str| json!({ "type": "boolean", "description": about });
    let bank = json!({
        "type": "object",
        "required": ["id", "name", "purpose", "source", "sense", "basis", "tlp", "near", "on", "writable"],
        "properties": {
            "id": id("Which bank."),
            "name": text("Its name."),
            "purpose": text("What it is for."),
            "source": text("Whose list it is."),
            "sense": {
                "type": "string", "enum": ["positive", "negative"],
                "description": "`negative`: what it holds is known to be innocent, and wins over every other bank.",
            },
            "basis": basis(),
            "tlp": tlp(),
            "near": { "type": "integer", "description": "Most bits between a picture and a signal of it." },
            "on": flag("It is matched."),
            "writable": flag("This key may put signals in, with the scope `write`."),
        },
    });
    json!({ "type": "object", "required": ["banks"], "properties": { "banks": { "type": "array", "items": bank } } })
}
