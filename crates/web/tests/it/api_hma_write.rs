//! Clients of HMA that change something: banks of a program, and what it puts into one.

use axum::http::Method;
use serde_json::{Value, json};
use vigie_model::signal::{CodeKind, Sense, SignalState};
use vigie_service::api::Scope;
use vigie_service::pictures::{self, Bank};
use vigie_store::Engine;

use crate::api::json_of;
use crate::known::{LISTED, MD5, PICTURE, bank, bmp, code, in_path, key, list, look, put, visitor};
use crate::node::{Answer, Ask, Node};

/// A request with JSON in it, or none.
fn ask(method: &str, secret: &str, path: &str, body: &Value) -> Ask {
    let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
    let ask = Ask { method: method.parse().expect("a method"), body, ..look(secret, &format!("/hma/{path}")) };
    ask.with("content-type", "application/json")
}

async fn send(node: &Node, secret: &str, (method, path, body): (&str, &str, Value)) -> Answer {
    node.send(ask(method, secret, path, &body)).await
}

fn shown(name: &str, ratio: f64) -> Value {
    json!({ "name": name, "matching_enabled_ratio": ratio })
}

fn message(text: &str) -> Value {
    json!({ "message": text })
}

/// A request, and what HMA answers it.
type Row = (&'static str, String, Value, u16, Value);

fn row(method: &'static str, path: &str, body: Value, status: u16, answer: Value) -> Row {
    (method, path.to_owned(), body, status, answer)
}

fn get(path: &str, status: u16, answer: Value) -> Row {
    row("GET", path, Value::Null, status, answer)
}

fn delete(path: &str, status: u16, answer: Value) -> Row {
    row("DELETE", path, Value::Null, status, answer)
}

fn lookup() -> String {
    format!("m/lookup?signal={LISTED}&signal_type=pdq")
}

fn lookup_of_video() -> String {
    format!("m/lookup?signal={MD5}&signal_type=video_md5")
}

fn found(bank: &str) -> Value {
    json!({ bank: [{ "bank_content_id": 1, "distance": "-" }] })
}

/// Banks are made and filled.
fn made() -> Vec<Row> {
    let (signal, both) = (json!({ "pdq": LISTED }), json!({ "pdq": PICTURE, "video_md5": MD5 }));
    let into = "c/bank/COOP_1_A/signal";
    let names = message("Bank names must be UPPER_WITH_UNDERSCORE");
    let nothing = message("there is nothing in it that could be matched");
    let invalid = message("Invalid pdq signal: invalid PDQ hash");
    vec![
        get("c/banks", 200, json!([])),
        row("POST", "c/banks", json!({ "name": "COOP_1_A" }), 201, shown("COOP_1_A", 1.0)),
        row("POST", "c/banks", json!({ "name": "COOP_1_A" }), 403, message("Bank already exists")),
        row("POST", "c/banks", json!({ "name": "lower" }), 400, names),
        // Coop sends the number as a string.
        row("POST", "c/banks", json!({ "name": "_B", "enabled_ratio": "0.0" }), 201, shown("_B", 0.0)),
        get("c/banks", 200, json!([shown("COOP_1_A", 1.0), shown("_B", 0.0)])),
        row("POST", into, signal.clone(), 200, json!({ "id": 1, "signals": signal })),
        get(&lookup(), 200, found("COOP_1_A")),
        // Sent again it is the same one.
        row("POST", into, json!({ "pdq": LISTED, "note": "again" }), 200, json!({ "id": 1, "signals": signal })),
        row("POST", "c/bank/_B/signal", both.clone(), 200, json!({ "id": 2, "signals": both })),
        get(&lookup_of_video(), 200, json!({})),
        row("POST", into, json!({ "pdq": "abc" }), 400, invalid),
        row("POST", into, json!({ "none": "abc" }), 400, message("no such signal type")),
        row("POST", into, json!({}), 400, nothing),
        row("POST", "c/bank/NONE/signal", signal, 404, message("bank not found")),
    ]
}

/// They are changed and ended.
fn changed() -> Vec<Row> {
    let (one, none) = ("c/bank/COOP_1_C", message("bank not found"));
    let taken = message("Bank already exists");
    vec![
        row("PUT", "c/bank/COOP_1_A", json!({ "enabled": false }), 200, shown("COOP_1_A", 0.0)),
        get(&lookup(), 200, json!({})),
        row("PUT", "c/bank/COOP_1_A", json!({ "name": "COOP_1_C", "enabled_ratio": 1 }), 200, shown("COOP_1_C", 1.0)),
        get(&lookup(), 200, found("COOP_1_C")),
        get("c/bank/COOP_1_A", 404, none.clone()),
        row("PUT", "c/bank/COOP_1_A", json!({ "enabled": true }), 404, none.clone()),
        row("PUT", one, json!({ "name": "_B" }), 403, taken.clone()),
        row("PUT", one, json!({ "name": "SELF_REPORTED_UNSEEN" }), 403, taken),
        delete("c/bank/COOP_1_C/content/9", 404, message("content not found")),
        delete("c/bank/_B/content/1", 404, message("content not found")),
        delete("c/bank/COOP_1_C/content/1", 200, json!({ "deleted": 1 })),
        get(&lookup(), 200, json!({})),
        delete("c/bank/COOP_1_C/content/1", 200, json!({ "deleted": 1 })),
        delete("c/bank/_B", 200, message("Done")),
        get("c/bank/_B/content/2", 404, none),
        delete("c/bank/_B", 200, message("Done")),
        get("c/banks", 200, json!([shown("COOP_1_C", 1.0)])),
        // The name is free again.
        row("POST", "c/banks", json!({ "name": "_B", "enabled": true }), 201, shown("_B", 1.0)),
        get(&lookup_of_video(), 200, json!({})),
    ]
}

#[tokio::test]
async fn what_a_client_of_hma_asks_of_banks_is_answered_in_its_shapes() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, secret) = key(&node, &[Scope::Match, Scope::Banks], false).await;
        for (method, path, body, status, expected) in made().into_iter().chain(changed()) {
            let answer = send(&node, &secret, (method, &path, body)).await;
            assert_eq!((answer.status, json_of(&answer)), (status, expected), "{}", answer.asked);
        }
        for wrong in [
            json!({ "enabled_ratio": 0.5 }),
            json!({ "enabled_ratio": "half" }),
            json!({ "enabled": "yes" }),
            json!({ "enabled": true, "enabled_ratio": 0 }),
            json!({ "name": 7 }),
            json!({ "name": "A".repeat(181) }),
            json!(["name"]),
            Value::Null,
        ] {
            send(&node, &secret, ("PUT", "c/bank/_B", wrong)).await.is(400);
        }
        let withdrawn = pictures::numbered(&node.ctx, 2).await.unwrap().expect("a signal");
        let told = pictures::tell(&node.ctx, withdrawn, &|_| true).await.unwrap();
        assert_eq!(told.state, SignalState::Withdrawn, "whoever follows the list is told");
        let all = pictures::banks(&node.ctx).await.unwrap();
        let ended = all.values().find(|held| held.bank.ended).expect("a bank that was ended");
        assert!(ended.bank.name.starts_with("_B (") && !ended.counts() && ended.bank.changes.is_empty());
        let mut tx = node.ctx.store.read().await.unwrap();
        for (kind, of) in [
            ("bank.made", ended.id.0),
            ("signals.added", ended.id.0),
            ("bank.changed", ended.id.0),
            ("signal.changed", withdrawn.0),
        ] {
            assert_eq!(vigie_store::audit::count_for(&mut tx, kind, of).await.unwrap(), 1, "{kind}");
        }
    }
}

#[tokio::test]
async fn a_key_changes_its_own_banks_and_no_other() {
    let node = Node::open().await;
    let (own, secret) = key(&node, &[Scope::Match, Scope::Banks, Scope::Bytes], true).await;
    let (_, other) = key(&node, &[Scope::Match, Scope::Banks], false).await;
    let (_, reads) = key(&node, &[Scope::Match, Scope::Bytes], false).await;
    let (second, writes) = key(&node, &[Scope::Match, Scope::Write], false).await;
    list(&node, "Heron list", &[]).await;
    let named = list(&node, "Named list", &[own, second]).await;
    let negative = Bank { name: "Memes".to_owned(), sense: Sense::Negative, changes: vec![own], ..Bank::default() };
    let memes = bank(&node, negative).await;
    visitor(&node, PICTURE).await;
    let signal = json!({ "pdq": LISTED });
    let refused = message("this key may not change this bank");
    for path in ["c/bank/HERON_LIST", "c/bank/self-reported-unseen", "c/bank/NAMED_LIST", "c/bank/MEMES"] {
        for asked in [("PUT", path, json!({ "enabled": false, "name": "X" })), ("DELETE", path, Value::Null)] {
            let answer = send(&node, &secret, asked).await.is(403);
            assert_eq!(json_of(&answer), refused, "{}", answer.asked);
        }
    }
    for path in ["c/bank/HERON_LIST", "c/bank/self-reported-unseen"] {
        send(&node, &secret, ("POST", &format!("{path}/signal"), signal.clone())).await.is(403);
        send(&node, &secret, ("DELETE", &format!("{path}/content/1"), Value::Null)).await.is(403);
    }
    // What people put in is not a program's to take out; into a list that names it, it puts its own.
    let theirs = put(&node, named, &[code(CodeKind::Md5, MD5)]).await;
    let number = pictures::number(&node.ctx, theirs).await.unwrap().expect("a number");
    send(&node, &secret, ("DELETE", &format!("c/bank/NAMED_LIST/content/{number}"), Value::Null)).await.is(404);
    send(&node, &secret, ("POST", "c/bank/NAMED_LIST/signal", signal.clone())).await.is(200);
    send(&node, &writes, ("POST", "c/bank/NAMED_LIST/signal", json!({ "pdq": PICTURE }))).await.is(200);
    send(&node, &secret, ("POST", "c/bank/MEMES/signal", json!({ "pdq": PICTURE }))).await.is(200);
    let held = pictures::banks(&node.ctx).await.unwrap().get(&memes.0).cloned().expect("a bank");
    assert_eq!((held.bank.sense, held.bank.name.as_str()), (Sense::Negative, "Memes"));
    // A bank of one program is unknown to others until a person opens it, and so are its names and contents.
    send(&node, &secret, ("POST", "c/banks", json!({ "name": "COOP_1" }))).await.is(201);
    send(&node, &secret, ("POST", "c/bank/COOP_1/signal", signal.clone())).await.is(200);
    for asked in [("GET", "c/bank/COOP_1", Value::Null), ("PUT", "c/bank/COOP_1", json!({}))] {
        send(&node, &other, asked).await.is(404);
    }
    send(&node, &other, ("DELETE", "c/bank/COOP_1", Value::Null)).await.is(200);
    send(&node, &secret, ("GET", "c/bank/COOP_1", Value::Null)).await.is(200);
    // Without the scope nothing is changed.
    for asked in [
        ("POST", "c/banks", json!({ "name": "A" })),
        ("PUT", "c/bank/NAMED_LIST", json!({})),
        ("DELETE", "c/bank/NAMED_LIST", Value::Null),
        ("POST", "c/bank/NAMED_LIST/signal", signal.clone()),
        ("POST", "c/bank/NAMED_LIST/content", Value::Null),
        ("DELETE", "c/bank/NAMED_LIST/content/1", Value::Null),
    ] {
        send(&node, &reads, asked).await.is(403);
    }
    // A bank in which others have something does not end.
    let coop = pictures::banks(&node.ctx).await.unwrap().values().find(|one| one.bank.name == "COOP_1").cloned();
    put(&node, coop.expect("a bank").id, &[code(CodeKind::Md5, MD5)]).await;
    send(&node, &secret, ("DELETE", "c/bank/COOP_1", Value::Null)).await.is(409);
    send(&node, &secret, ("GET", "c/bank/COOP_1", Value::Null)).await.is(200);
}

#[tokio::test]
async fn coop_without_a_header_keeps_a_bank_by_files_and_by_signals() {
    let node = Node::open().await;
    let (_, secret) = in_path(&node, &[Scope::Match, Scope::Bytes, Scope::Banks], "192.0.2.7").await;
    let base = format!("/hma/k/{secret}/");
    let call = |method: Method, path: &str, body: Vec<u8>, kind: &str| {
        let ask = Ask { method, body, ..Ask::get(&format!("{base}{path}")) };
        ask.from("192.0.2.7").with("content-type", kind)
    };
    let json = "application/json";
    let made = br#"{"name":"COOP_1_A","enabled_ratio":"1.0"}"#.to_vec();
    node.send(call(Method::POST, "/c/banks", made, json)).await.is(201);
    let fetched = "c/bank/COOP_1_A/content?url=http://127.0.0.1/a.jpg&content_id=7";
    node.send(call(Method::POST, fetched, Vec::new(), json)).await.is(400);
    let form = |bytes: &[u8]| {
        let head = b"--xx\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"f\"\r\n\r\n";
        [&head[..], bytes, b"\r\n--xx--\r\n"].concat()
    };
    let kind = "multipart/form-data; boundary=xx";
    let sent = node.send(call(Method::POST, "c/bank/COOP_1_A/content", form(&bmp(1)), kind)).await.is(200);
    let sent = json_of(&sent);
    assert_eq!(sent["id"], 1);
    let signal = sent["signals"]["pdq"].as_str().expect("a signal");
    let lookup = format!("m/lookup?signal={signal}&signal_type=pdq");
    let found = json_of(&node.send(call(Method::GET, &lookup, Vec::new(), json)).await.is(200));
    assert_eq!(found, json!({ "COOP_1_A": [{ "bank_content_id": 1, "distance": "-" }] }));
    let mut blank = bmp(1);
    blank[54..].fill(7);
    node.send(call(Method::POST, "c/bank/COOP_1_A/content", form(&blank), kind)).await.is(400);
    node.send(call(Method::DELETE, "c/bank/COOP_1_A/content/1", Vec::new(), json)).await.is(200);
    let found = json_of(&node.send(call(Method::GET, &lookup, Vec::new(), json)).await.is(200));
    assert_eq!(found, json!({}));
}
