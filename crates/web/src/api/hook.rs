//! `/api/v1/hook`: a program asks to be called when something about its signals happens.

use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use vigie_service::api::Scope;
use vigie_service::hooks::{self, Hook, Refusal, State, Told};

use super::body::Reader;
use super::frame::{Asked, call, failed, look};
use super::problem::{self, Problem};
use super::{Call, Example, LARGEST, Takes};

/// Setting it.
pub static SET: Call = Call {
    id: "setHook",
    summary: "Has an address of yours called when something about your signals happens.",
    about: "A key has one hook; setting it again puts another in its place, with a new secret (200 instead of 201). The secret \
            is shown this once: every call is signed with it. `matched`: a signal that your organisation put in was met by a \
            question or a new signal of another one; `withdrawn`, for keys with the scope `list`: a signal that was sent to \
            you is withdrawn. Only hosts that the people who run this node have listed are called. Sent twice it makes two \
            secrets, also with an `Idempotency-Key`: the last one counts.",
    scope: Scope::Match,
    takes: Takes::Json(takes),
    query: &[],
    largest: LARGEST,
    gives: set_gives,
    examples: &[
        Example {
            name: "hook",
            summary: "The first hook of a key.",
            query: "",
            request: include_str!("examples/hook.json"),
            status: 201,
            answer: include_str!("examples/hook-answer.json"),
        },
        Example {
            name: "hook-again",
            summary: "Another in its place.",
            query: "",
            request: include_str!("examples/hook.json"),
            status: 200,
            answer: include_str!("examples/hook-again-answer.json"),
        },
        Example {
            name: "hook-host",
            summary: "A host that is not listed.",
            query: "",
            request: include_str!("examples/hook-host.json"),
            status: 403,
            answer: include_str!("examples/hook-host-answer.json"),
        },
    ],
    problems: &[&problem::HOOK_HOST],
};

/// Looking at it.
pub static GET: Call = Call {
    id: "getHook",
    summary: "Says where this key's program is called, and how that goes.",
    about: "Without the secret.",
    scope: Scope::Match,
    takes: Takes::Nothing,
    query: &[],
    largest: LARGEST,
    gives: get_gives,
    examples: &[Example {
        name: "hook-get",
        summary: "A hook that was not called yet.",
        query: "",
        request: "",
        status: 200,
        answer: include_str!("examples/hook-get-answer.json"),
    }],
    problems: &[&problem::NOT_FOUND],
};

/// Ending it.
pub static END: Call = Call {
    id: "endHook",
    summary: "Ends the calls.",
    about: "What waited to be told is forgotten. A call that is on its way at this moment may still arrive.",
    scope: Scope::Match,
    takes: Takes::Nothing,
    query: &[],
    largest: LARGEST,
    gives: end_gives,
    examples: &[Example {
        name: "hook-end",
        summary: "There was one.",
        query: "",
        request: "",
        status: 200,
        answer: include_str!("examples/hook-end-answer.json"),
    }],
    problems: &[],
};

/// `PUT /api/v1/hook`
pub async fn put(asked: Asked) -> Response {
    let first = AtomicBool::new(false);
    let mut response = call(asked, read, async |by, (address, events): (String, Vec<Told>)| {
        let set = hooks::set(&by.app.ctx, &by.client, &address, &events).await.map_err(|error| failed(&error))?;
        let set = set.map_err(refused)?;
        first.store(set.first, Ordering::Relaxed);
        Ok(json!({ "secret": set.secret.expose() }))
    })
    .await;
    if first.into_inner() {
        *response.status_mut() = StatusCode::CREATED;
    }
    response
}

/// `GET /api/v1/hook`
pub async fn get(asked: Asked) -> Response {
    look(asked, &[], async |by, _| {
        let hook = hooks::get(&by.app.ctx, by.client.key).await.map_err(|error| failed(&error))?;
        Ok(shown(&hook.ok_or(&problem::NOT_FOUND)?))
    })
    .await
}

/// `DELETE /api/v1/hook`
pub async fn delete(asked: Asked) -> Response {
    look(asked, &[], async |by, _| {
        let ended = hooks::end(&by.app.ctx, by.client.key).await.map_err(|error| failed(&error))?;
        Ok(json!({ "ended": ended }))
    })
    .await
}

fn read(body: &Value) -> Result<(String, Vec<Told>), Problem> {
    let mut reader = Reader::default();
    let (mut address, mut events) = (String::new(), Vec::new());
    if let Some(object) = reader.object(body, "", &["address", "events"]) {
        reader.text(object, "", "address").clone_into(&mut address);
        let most = (Told::ALL.len(), "This has too many entries.");
        for (place, value) in reader.list(object, "", "events", most).iter().enumerate() {
            match value.as_str().and_then(Told::parse).filter(|one| !events.contains(one)) {
                Some(one) => events.push(one),
                None => reader.wrong(&format!("/events/{place}"), "This must be matched or withdrawn, each once."),
            }
        }
    }
    reader.end((address, events))
}

fn refused(refusal: Refusal) -> Problem {
    let address = "This must be an https address (http where the operator lists an IP address) of at most 1,000 bytes, without a name, password or fragment.";
    match refusal {
        Refusal::Address => Problem::from(&problem::INVALID).errors(vec![("/address".to_owned(), address)]),
        Refusal::Host => (&problem::HOOK_HOST).into(),
        Refusal::Scope => {
            Problem::from(&problem::SCOPE).detail("`withdrawn` is for keys with the scope `list`.".to_owned())
        }
    }
}

fn shown(hook: &Hook) -> Value {
    json!({
        "address": hook.address,
        "events": hook.events.iter().map(|one| one.word()).collect::<Vec<_>>(),
        "calls": hook.state.word(),
        "delivered_at_ms": hook.delivered.map(vigie_model::Timestamp::ms),
        "failure": hook.failure,
        "waiting": hook.waiting,
        "given_up": hook.given_up,
    })
}

fn address() -> Value {
    json!({ "type": "string", "format": "uri", "maxLength": 1000, "description": "An https address on a listed host; http where that is an IP address." })
}

fn events() -> Value {
    json!({
        "type": "array", "minItems": 1, "maxItems": Told::ALL.len(), "uniqueItems": true,
        "items": { "type": "string", "enum": Told::ALL.map(Told::word) },
    })
}

fn takes() -> Value {
    json!({
        "type": "object", "additionalProperties": false, "required": ["address", "events"],
        "properties": { "address": address(), "events": events() },
    })
}

fn set_gives() -> Value {
    json!({
        "type": "object", "required": ["secret"],
        "properties": { "secret": { "type": "string", "description": "What calls are signed with. Shown once." } },
    })
}

fn get_gives() -> Value {
    let count = |about: &str| json!({ "type": "integer", "minimum": 0, "description": about });
    json!({
        "type": "object",
        "required": ["address", "events", "calls", "delivered_at_ms", "failure", "waiting", "given_up"],
        "properties": {
            "address": address(),
            "events": events(),
            "calls": {
                "type": "string", "enum": State::ALL.map(State::word),
                "description": "`waiting`: something is to be told; `off`: no call was taken for a week, set it anew.",
            },
            "delivered_at_ms": {
                "type": ["integer", "null"],
                "description": "When a call was taken last. In milliseconds since 1970 UTC.",
            },
            "failure": {
                "type": ["string", "null"],
                "description": "Why the last call was not taken: `refused` (a status other than 2xx), `redirect`, `late`, \
                    `unreachable`, `host` (not listed any more), `inside` (an address of no public network), `address`.",
            },
            "waiting": count("Events that wait to be told."),
            "given_up": count("Events that were given up, a day after they happened."),
        },
    })
}

fn end_gives() -> Value {
    json!({
        "type": "object", "required": ["ended"],
        "properties": { "ended": { "type": "boolean", "description": "False: there was none." } },
    })
}
