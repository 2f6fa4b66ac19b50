//! `GET /api/openapi.json`: the interface described (`OpenAPI` 3.1), made from the same table as the router.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::problem::{self, Kind};
use super::{Call, Takes};
use crate::routes::ROUTES;

/// Problems that every call may have.
static EVERYWHERE: &[&Kind] = &[
    &problem::NO_KEY,
    &problem::KEY_ENDED,
    &problem::SCOPE,
    &problem::METHOD,
    &problem::RUNNING,
    &problem::TOO_LARGE,
    &problem::MEDIA_TYPE,
    &problem::NOT_JSON,
    &problem::INVALID,
    &problem::KEY_WORD,
    &problem::OTHER_BODY,
    &problem::QUOTA,
    &problem::BUSY,
    &problem::BROKEN,
];

static DOCUMENT: LazyLock<String> = LazyLock::new(|| document().to_string());

/// `GET /api/openapi.json`
pub async fn get() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.as_str()).into_response()
}

/// Where texts come from, as a schema.
pub fn origin() -> Value {
    json!({
        "type": "string", "enum": ["user_report", "public_content", "private_scan"],
        "description": "Where the texts come from: `user_report`, somebody who takes part reported them; `public_content`, \
            everybody can read them; `private_scan`, a machine looks through private messages that nobody reported, which \
            a key may do only on a ground that was agreed, signed and dated.",
    })
}

/// What a program calls an item, as a schema.
pub fn item_id() -> Value {
    json!({
        "type": ["string", "null"], "maxLength": 128,
        "description": "What you call it: it comes back as it was sent. Use none that says who somebody is.",
    })
}

/// What is wanted, as a schema.
pub fn motive() -> Value {
    json!({
        "type": "string", "enum": ["financial", "content", "humiliation", "none"],
        "description": "What is wanted most.",
    })
}

fn document() -> Value {
    let mut paths = Map::new();
    for route in ROUTES {
        if let Some(call) = route.call {
            let method = route.method.as_str().to_lowercase();
            let methods = paths.entry(route.path).or_insert_with(|| json!({}));
            methods[method] = operation(route.path, call);
        }
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "vigie",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Spotting sextortion, for programs of other organisations.",
            "description": "JSON in UTF-8. What is sent to be read, texts and pictures and their fingerprints, is not \
                stored, logged or counted; signals, opinions and sightings are stored, as their calls say. Errors are \
                problem documents (RFC 9457); each `type` is the address of a page about it.",
            "license": { "name": "EUPL-1.2", "identifier": "EUPL-1.2" },
        },
        "paths": paths,
        "security": [{ "key": [] }],
        "components": {
            "securitySchemes": {
                "key": { "type": "http", "scheme": "bearer", "description": "A key made by who runs this node." },
            },
            "schemas": { "Problem": problem_schema() },
        },
    })
}

fn operation(path: &str, call: &Call) -> Value {
    let mut parameters: Vec<Value> = call
        .query
        .iter()
        .map(|one| {
            let schema = (one.schema)();
            json!({ "name": one.name, "in": "query", "required": false, "description": one.about, "schema": schema })
        })
        .collect();
    if path.contains("{id}") {
        let schema = json!({ "type": "string", "format": "uuid" });
        parameters.push(json!({ "name": "id", "in": "path", "required": true, "schema": schema }));
    }
    let mut operation = json!({
        "operationId": call.id,
        "summary": call.summary,
        "description": format!("{} Scope: `{}`.", call.about, call.scope.word()),
        "responses": responses(call),
    });
    match call.takes {
        Takes::Json(takes) => {
            parameters.push(idempotency_key());
            let requests = call
                .examples
                .iter()
                .map(|one| (one.name.to_owned(), json!({ "summary": one.summary, "value": read(one.request) })));
            let requests: Map<String, Value> = requests.collect();
            operation["requestBody"] = json!({
                "required": true,
                "description": format!("At most {} bytes.", call.largest),
                "content": { "application/json": { "schema": takes(), "examples": requests } },
            });
        }
        Takes::Picture => {
            operation["requestBody"] = json!({
                "required": true,
                "description": format!("The bytes of a picture, at most {}.", call.largest),
                "content": { "image/*": {}, "application/octet-stream": {} },
            });
        }
        Takes::Nothing => {}
    }
    operation["parameters"] = parameters.into();
    operation
}

fn idempotency_key() -> Value {
    json!({
        "name": "Idempotency-Key", "in": "header", "required": false,
        "description": "A word of yours for this call, remembered for 24 hours. With the same body it is answered again and \
            not done again; with another body it is refused. Neither body nor answer is kept: the answer is worked out anew.",
        "schema": { "type": "string", "minLength": 1, "maxLength": 255 },
    })
}

fn responses(call: &Call) -> Value {
    let mut all: BTreeMap<u16, Vec<&Kind>> = BTreeMap::new();
    for kind in EVERYWHERE.iter().chain(call.problems) {
        all.entry(kind.status).or_default().push(kind);
    }
    let examples = |status: u16| {
        let of = call.examples.iter().filter(|one| one.status == status);
        of.map(|one| (one.name.to_owned(), json!({ "summary": one.summary, "value": read(one.answer) })))
            .collect::<Map<String, Value>>()
    };
    let mut responses = Map::new();
    let made = call.examples.iter().any(|one| one.status == 201);
    for (status, says) in [(200, "Answered."), (201, "Made.")].into_iter().take(1 + usize::from(made)) {
        let answer = json!({ "schema": (call.gives)(), "examples": examples(status) });
        responses.insert(
            status.to_string(),
            json!({ "description": says, "headers": limits(), "content": { "application/json": answer } }),
        );
    }
    for (status, kinds) in all {
        let lines = kinds.iter().map(|kind| format!("`{}{}`: {}", problem::PLACE, kind.name, kind.means));
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        responses.insert(
            status.to_string(),
            json!({
                "description": lines.collect::<Vec<_>>().join("\n\n"),
                "content": { "application/problem+json": { "schema": schema, "examples": examples(status) } },
            }),
        );
    }
    Value::Object(responses)
}

fn limits() -> Value {
    json!({
        "RateLimit-Policy": { "description": "Calls a day.", "schema": { "type": "string" } },
        "RateLimit": { "description": "Calls left, and seconds until the next day.", "schema": { "type": "string" } },
    })
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string", "format": "uri-reference",
                "enum": problem::ALL.iter().map(|kind| format!("{}{}", problem::PLACE, kind.name)).collect::<Vec<_>>() },
            "title": { "type": "string" },
            "status": { "type": "integer" },
            "detail": { "type": "string" },
            "errors": {
                "type": "array",
                "items": {
                    "type": "object", "required": ["pointer", "detail"],
                    "properties": { "pointer": { "type": "string" }, "detail": { "type": "string" } },
                },
            },
        },
    })
}

fn read(example: &str) -> Value {
    // Cannot fail: a test sends every example.
    serde_json::from_str(example).unwrap_or_default()
}
