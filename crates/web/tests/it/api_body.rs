//! Whatever a program sends, it gets an answer or a problem: never a page, a panic or a bare number.

use axum::http::Method;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::api::{CONVERSATIONS, MESSAGES, json_of, key, one, problem};
use crate::node::{Answer, Ask, Node};

/// Where the reader found something wrong.
#[track_caller]
fn wrong(answer: &Answer) -> Vec<String> {
    let body = problem(answer, "invalid");
    let errors = body["errors"].as_array().expect("errors");
    errors.iter().map(|one| one["pointer"].as_str().expect("a pointer").to_owned()).collect()
}

#[tokio::test]
async fn every_wrong_place_is_named() {
    let node = Node::open().await;
    let secret = key(&node, 1000, None).await;
    let many: Vec<Value> = (0..1001).map(|_| json!({ "text": "a" })).collect();
    let turn = json!({ "speaker": "A", "text": "a" });
    let talks: Vec<Value> = (0..101).map(|_| json!({ "turns": [turn] })).collect();
    let half: Vec<Value> = (0..2501).map(|_| turn.clone()).collect();
    let cases = [
        (MESSAGES, json!(7), vec![""]),
        (MESSAGES, json!({}), vec!["/origin", "/items"]),
        (MESSAGES, json!({ "origin": "chat", "items": [{ "text": "a" }] }), vec!["/origin"]),
        (MESSAGES, json!({ "origin": 1, "items": {} }), vec!["/origin", "/items"]),
        (MESSAGES, json!({ "origin": "user_report", "items": [] }), vec!["/items"]),
        (MESSAGES, json!({ "origin": "user_report", "items": many }), vec!["/items"]),
        (MESSAGES, json!({ "origin": "user_report", "items": [{ "text": "a" }], "more": 1 }), vec![""]),
        (
            MESSAGES,
            json!({ "origin": "user_report", "items": [1, {}, { "text": 1 }, { "text": "a", "lang": "xx" }] }),
            vec!["/items/0", "/items/1/text", "/items/2/text", "/items/3/lang"],
        ),
        (
            MESSAGES,
            json!({ "origin": "user_report", "items": [{ "text": "a", "id": "i".repeat(129) }, { "text": "a", "b": 1 }] }),
            vec!["/items/0/id", "/items/1"],
        ),
        (CONVERSATIONS, json!({ "origin": "user_report", "items": talks }), vec!["/items"]),
        (
            CONVERSATIONS,
            json!({ "origin": "user_report", "items": [{ "turns": half }, { "turns": half }] }),
            vec!["/items"],
        ),
        (
            CONVERSATIONS,
            json!({ "origin": "user_report", "items": [{}, { "turns": [] }, { "turns": [{}], "state": 1 }] }),
            vec![
                "/items/0/turns",
                "/items/1/turns",
                "/items/2/state",
                "/items/2/turns/0/speaker",
                "/items/2/turns/0/text",
            ],
        ),
    ];
    for (path, body, places) in cases {
        let answer = node.send(Ask::call(path, &secret, body.to_string())).await.is(422);
        assert_eq!(wrong(&answer), places);
    }
    let most: Vec<Value> = (0..1000).map(|at| json!({ "id": at.to_string(), "text": "a" })).collect();
    let body = json!({ "origin": "public_content", "items": most }).to_string();
    let answer = json_of(&node.send(Ask::call(MESSAGES, &secret, body)).await.is(200));
    assert_eq!((answer["items"].as_array().unwrap().len(), &answer["items"][999]["id"]), (1000, &json!("999")));
}

#[tokio::test]
async fn what_is_no_call_is_a_problem_too() {
    let node = Node::open().await;
    let secret = key(&node, 1000, None).await;
    let bearer = format!("Bearer {secret}");
    let good = one("a plain heron");
    let large = one(&"a".repeat(1024 * 1024));
    problem(&node.send(Ask::call(MESSAGES, &secret, large)).await.is(413), "too-large");
    let ask = |kind: Option<&str>| {
        let ask = Ask { body: good.clone().into(), ..Ask::new(Method::POST, MESSAGES) }.with("authorization", &bearer);
        kind.map_or(ask.clone(), |kind| ask.with("content-type", kind))
    };
    for kind in [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("application/jsonl")] {
        problem(&node.send(ask(kind)).await.is(415), "media-type");
    }
    node.send(ask(Some("Application/JSON; charset=utf-8"))).await.is(200);
    for body in ["", "{", "\"\\ud800\"", "[1,]", "{}{}", &"[".repeat(100_000)] {
        let answer = node.send(Ask::call(MESSAGES, &secret, body)).await.is(400);
        assert!(problem(&answer, "not-json")["detail"].as_str().unwrap().contains("line"), "{}", answer.body);
    }
    for path in ["/api/", "/api/v1", "/api/v1/text/none", "/api/problems/none"] {
        problem(&node.get(path).await.is(404), "not-found");
    }
    for method in [Method::GET, Method::PUT, Method::DELETE, Method::OPTIONS] {
        let ask = Ask::new(method, MESSAGES).with("origin", "https://elsewhere.example");
        let answer = node.send(ask.with("access-control-request-method", "POST")).await.is(405);
        problem(&answer, "method");
        assert_eq!(answer.header("allow"), "POST");
    }
    let answer =
        node.send(Ask::call(MESSAGES, &secret, good).with("origin", "https://elsewhere.example")).await.is(200);
    assert_eq!(answer.header("access-control-allow-origin"), "");
    assert_eq!((answer.header("set-cookie"), answer.header("x-robots-tag")), ("", "noindex"));
}

/// JSON of any shape, with names that the calls know among others.
fn anything() -> impl Strategy<Value = Value> {
    let names = prop_oneof![
        Just("origin".to_owned()),
        Just("items".to_owned()),
        Just("text".to_owned()),
        Just("turns".to_owned()),
        Just("speaker".to_owned()),
        Just("state".to_owned()),
        Just("id".to_owned()),
        Just("lang".to_owned()),
        "\\PC{0,8}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(json!("user_report")),
        "\\PC{0,30}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((names.clone(), inner), 0..6)
                .prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

#[test]
fn whatever_is_sent_is_answered_or_a_problem_and_never_a_panic() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let node = runtime.block_on(Node::open());
    let secret = runtime.block_on(key(&node, 1_000_000, None));
    let bodies = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        anything().prop_map(|value| value.to_string().into_bytes()),
        anything().prop_map(|value| json!({ "origin": "user_report", "items": [value] }).to_string().into_bytes()),
    ];
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    let run = runner.run(&(bodies, any::<bool>()), |(body, first)| {
        let path = if first { MESSAGES } else { CONVERSATIONS };
        let answer = runtime.block_on(node.send(Ask::call(path, &secret, body)));
        if answer.status == 200 {
            prop_assert!(json_of(&answer)["items"].is_array());
        } else {
            prop_assert!([400, 422].contains(&answer.status), "{}", answer.status);
            prop_assert_eq!(answer.header("content-type"), "application/problem+json");
        }
        Ok(())
    });
    run.unwrap();
    assert_eq!(node.ctx.metrics.panics.get(), 0);
    runtime.block_on(async { drop(node) });
}
