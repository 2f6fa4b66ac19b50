//! `POST /api/v1/match`: is each of these pictures known? By fingerprints: no picture is sent.

use axum::response::Response;
use serde_json::{Map, Value, json};
use vigie_model::signal::CodeKind;
use vigie_service::api::Scope;
use vigie_service::pictures::{Query, ask};

use super::super::body::Reader;
use super::super::describe::item_id;
use super::super::frame::{Asked, call, failed};
use super::super::problem::{self, Problem};
use super::super::{Call, Example, Takes};
use super::shapes::{answered, behind, behind_schema, code, match_schema, waits};

/// Most pictures of a call.
const MOST: (usize, &str) = (10_000, "A call has at most 10,000 pictures.");
/// Most other faces of one picture: what `vigie hash` makes of it, at most.
const VARIANTS: (usize, &str) = (64, "A picture has at most 64 variants.");
/// Largest body: 10,000 pictures with ten faces each.
const LARGEST: usize = 8 * 1024 * 1024;
/// Digests of files.
const DIGESTS: [CodeKind; 3] = [CodeKind::Md5, CodeKind::Sha1, CodeKind::Sha256];

/// What it takes and gives.
pub static CALL: Call = Call {
    id: "matchPictures",
    summary: "Says of each picture whether it is known, by its fingerprint.",
    about: "Send PDQ with its quality, a digest of the file, or both. `variants` are other faces of the same picture \
            (mirrored, turned, without a border), as `vigie hash --json` makes them: any of them may match. What a \
            visitor's fingerprint matches has been seen by nobody: hold it and let a person look. How many bits differ is \
            told only to keys with the scope `distance`. Nothing of a call is stored; a key's last few thousand questions \
            stay in memory for a day, to notice whoever feels a way around a list.",
    scope: Scope::Match,
    takes: Takes::Json(takes),
    query: &[],
    largest: LARGEST,
    gives,
    examples: &[
        Example {
            name: "match",
            summary: "Four pictures: a visitor's, one near it, one of a list by its digest, one that is not known.",
            query: "",
            request: include_str!("../examples/match.json"),
            status: 200,
            answer: include_str!("../examples/match-answer.json"),
        },
        Example {
            name: "no-fingerprint",
            summary: "Pictures without a fingerprint, or with one that is none.",
            query: "",
            request: include_str!("../examples/no-fingerprint.json"),
            status: 422,
            answer: include_str!("../examples/no-fingerprint-answer.json"),
        },
    ],
    problems: &[&problem::WALK],
};

/// What the program calls a picture, and the picture.
type Item = (Option<String>, Query);

/// `POST /api/v1/match`
pub async fn post(asked: Asked) -> Response {
    call(asked, read, async |by, items: Vec<Item>| {
        let (ids, all): (Vec<_>, Vec<_>) = items.into_iter().unzip();
        let answers = ask(&by.app.ctx, &by.client, &all, &|held| held.is_seen_by(by.client.key)).await;
        let answers = answers.map_err(|error| failed(&error))?.map_err(waits)?;
        let items = ids.into_iter().zip(&answers).map(|(id, answer)| {
            let mut item = answered(by, answer);
            if let Some(id) = id {
                item.insert("id".to_owned(), id.into());
            }
            Value::Object(item)
        });
        let mut body = json!({ "items": items.collect::<Vec<_>>() });
        behind(by, &mut body);
        Ok(body)
    })
    .await
}

fn read(body: &Value) -> Result<Vec<Item>, Problem> {
    let mut reader = Reader::default();
    let mut items = Vec::new();
    if let Some(object) = reader.object(body, "", &["items"]) {
        for (place, value) in reader.list(object, "", "items", MOST).iter().enumerate() {
            let pointer = format!("/items/{place}");
            let known = ["id", "pdq", "quality", "variants", "md5", "sha1", "sha256"];
            if let Some(one) = reader.object(value, &pointer, &known) {
                items.push((reader.id(one, &pointer), picture(&mut reader, one, &pointer)));
            }
        }
    }
    reader.end(items)
}

fn picture(reader: &mut Reader, one: &Map<String, Value>, pointer: &str) -> Query {
    let mut faces = Vec::new();
    let quality = reader.number(one, pointer, "quality", (0, 100)).unwrap_or(100);
    let pdq = reader.maybe(one, pointer, "pdq");
    if let Some(digits) = pdq {
        faces.extend(code(reader, &format!("{pointer}/pdq"), CodeKind::Pdq, "as_stored", quality, digits));
    } else if one.contains_key("quality") || one.contains_key("variants") {
        reader.wrong(&format!("{pointer}/pdq"), "This is missing.");
    }
    if one.contains_key("variants") {
        for (at, value) in reader.list(one, pointer, "variants", VARIANTS).iter().enumerate() {
            let place = format!("{pointer}/variants/{at}");
            match value.as_str() {
                Some(digits) => faces.extend(code(reader, &place, CodeKind::Pdq, "variant", quality, digits)),
                None => reader.wrong(&place, "This must be a string."),
            }
        }
    }
    let mut asked = pdq.is_some();
    for kind in DIGESTS {
        if let Some(digits) = reader.maybe(one, pointer, kind.word()) {
            asked = true;
            faces.extend(code(reader, &format!("{pointer}/{}", kind.word()), kind, "", 100, digits));
        }
    }
    if !asked {
        reader.wrong(pointer, "This has no fingerprint: pdq, md5, sha1 or sha256.");
    }
    Query { faces }
}

fn takes() -> Value {
    let digits = |length: usize, about: &str| json!({ "type": ["string", "null"], "pattern": format!("^[0-9a-fA-F]{{{length}}}$"), "description": about });
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["items"],
        "properties": {
            "items": {
                "type": "array", "minItems": 1, "maxItems": MOST.0,
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "description": "At least one of `pdq`, `md5`, `sha1` and `sha256`.",
                    "properties": {
                        "id": item_id(),
                        "pdq": digits(64, "PDQ of the picture at full resolution."),
                        "quality": {
                            "type": ["integer", "null"], "minimum": 0, "maximum": 100,
                            "description": "Quality of `pdq` and `variants`; 100 when it is missing. Below 50 nothing is looked for.",
                        },
                        "variants": {
                            "type": "array", "minItems": 1, "maxItems": VARIANTS.0,
                            "items": { "type": "string", "pattern": "^[0-9a-fA-F]{64}$" },
                            "description": "PDQ of the same picture mirrored, turned, without a border.",
                        },
                        "md5": digits(32, "MD5 of the file."),
                        "sha1": digits(40, "SHA-1 of the file."),
                        "sha256": digits(64, "SHA-256 of the file."),
                    },
                },
            },
        },
    })
}

fn gives() -> Value {
    json!({
        "type": "object", "required": ["items"],
        "properties": {
            "items": { "type": "array", "items": match_schema() },
            "behind_ms": behind_schema(),
        },
    })
}
