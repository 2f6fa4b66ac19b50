//! `GET /api/v1/feed`: the list of known pictures, followed by a cursor.

use axum::response::Response;
use serde_json::{Value, json};
use vigie_model::signal::{CodeKind, SignalState};
use vigie_service::api::Scope;
use vigie_service::pictures::{self, Change, FEED_MAX, Since, WAIT_MAX};

use super::super::frame::{Asked, failed, look};
use super::super::problem;
use super::super::{Call, Example, LARGEST, Param, Takes};
use super::shapes::{age, basis, id, moment, tlp};

/// Lines of the log in a page that names no number.
const USUAL: i64 = 500;

/// What it gives.
pub static CALL: Call = Call {
    id: "followSignals",
    summary: "Lists what changed since a cursor: new signals, and those that are not to be matched any more.",
    about: "Begin without `since`; then ask with the `cursor` of the last answer. Asking with a cursor says that you have \
            taken in everything before it: that is how a child can be told that a withdrawal has arrived, so ask only after \
            you have stored the page. A signal that is `withdrawn` is to be forgotten, one that is `suspended` is not to be \
            matched until it stands again. What visitors made is on the list of keys whose owners accepted to honour this, \
            and of no other.",
    scope: Scope::List,
    takes: Takes::Nothing,
    query: &[
        Param {
            name: "since",
            about: "The `cursor` of the last answer; missing at the beginning.",
            schema: || json!({ "type": "integer", "minimum": 0 }),
        },
        Param {
            name: "confirmed",
            about: "The cursor up to which you have taken everything in, when that is less than `since`: for whoever reads \
                several pages before storing them.",
            schema: || json!({ "type": "integer", "minimum": 0 }),
        },
        Param {
            name: "limit",
            about: "Most changes of an answer; 500 when it is missing.",
            schema: || json!({ "type": "integer", "minimum": 1, "maximum": FEED_MAX }),
        },
        Param {
            name: "wait",
            about: "How long to wait for something new, in seconds; 0 when it is missing.",
            schema: || json!({ "type": "integer", "minimum": 0, "maximum": WAIT_MAX }),
        },
    ],
    largest: LARGEST,
    gives,
    examples: &[
        Example {
            name: "feed",
            summary: "The beginning of a list.",
            query: "?limit=500",
            request: "",
            status: 200,
            answer: include_str!("../examples/feed-answer.json"),
        },
        Example {
            name: "feed-cursor",
            summary: "A place that the list has not come to.",
            query: "?since=1000000",
            request: "",
            status: 422,
            answer: include_str!("../examples/feed-cursor-answer.json"),
        },
    ],
    problems: &[&problem::CURSOR],
};

/// `GET /api/v1/feed`
pub async fn get(asked: Asked) -> Response {
    look(asked, &["since", "confirmed", "limit", "wait"], async |by, query| {
        let longest = i64::try_from(WAIT_MAX).unwrap_or(0);
        let (seq, limit) = (query.number("since", (0, i64::MAX), 0), query.number("limit", (1, FEED_MAX), USUAL));
        let wait = query.number("wait", (0, longest), 0).unsigned_abs();
        let has = query.number("confirmed", (0, i64::MAX), seq);
        query.end()?;
        let since = Since { seq, has, limit, wait };
        let page = pictures::feed(&by.app.ctx, &by.client, since, by.app.stopping.subscribe()).await;
        let page = page.map_err(|error| failed(&error))?.ok_or(&problem::CURSOR)?;
        let changes: Vec<Value> = page.changes.iter().map(shown).collect();
        Ok(json!({ "cursor": page.cursor, "more": page.more, "changes": changes }))
    })
    .await
}

fn shown(change: &Change) -> Value {
    let codes: Vec<Value> = change
        .codes
        .iter()
        .map(|code| json!({ "kind": code.kind.word(), "hex": code.hex, "quality": code.quality }))
        .collect();
    json!({
        "seq": change.seq,
        "id": change.signal.to_string(),
        "state": change.state.word(),
        "bank": change.name,
        "basis": change.basis.word(),
        "age": change.age.word(),
        "tlp": change.tlp.word(),
        "expires_at_ms": change.expires.map(vigie_model::Timestamp::ms),
        "codes": codes,
    })
}

fn gives() -> Value {
    let code = json!({
        "type": "object", "required": ["kind", "hex", "quality"],
        "properties": {
            "kind": { "type": "string", "enum": CodeKind::ALL.iter().map(|kind| kind.word()).collect::<Vec<_>>() },
            "hex": { "type": "string" },
            "quality": { "type": "integer", "minimum": 0, "maximum": 100 },
        },
    });
    let change = json!({
        "type": "object",
        "required": ["seq", "id", "state", "bank", "basis", "age", "tlp", "expires_at_ms", "codes"],
        "properties": {
            "seq": { "type": "integer", "description": "Its place in the list." },
            "id": id("Which signal."),
            "state": {
                "type": "string", "enum": SignalState::ALL.iter().map(|state| state.word()).collect::<Vec<_>>(),
                "description": "Where it stands now.",
            },
            "bank": { "type": "string", "description": "The name of its bank." },
            "basis": basis(),
            "age": age(),
            "tlp": tlp(),
            "expires_at_ms": moment("When it ends by itself."),
            "codes": {
                "type": "array", "items": code,
                "description": "What it is found by; empty unless it stands. Of what a visitor made: PDQ alone, of the \
                    picture and of slight crops of it, which together are one picture.",
            },
        },
    });
    json!({
        "type": "object", "required": ["cursor", "more", "changes"],
        "properties": {
            "cursor": { "type": "integer", "minimum": 0, "description": "Send it as `since` once this page is stored." },
            "more": { "type": "boolean", "description": "There is more at once." },
            "changes": { "type": "array", "items": change },
        },
    })
}
