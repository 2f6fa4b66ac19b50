//! A program sets where it is called, sees how that goes, and ends it.

use axum::http::Method;
use serde_json::{Value, json};
use vigie_service::api::Scope;
use vigie_store::Engine;

use crate::api::{json_of, problem};
use crate::known::{key, look, owned};
use crate::node::{Answer, Ask, Node};

const PATH: &str = "/api/v1/hook";
const ADDRESS: &str = "https://receiver.example/vigie?from=heron";

async fn put(node: &Node, secret: &str, body: &Value) -> Answer {
    let ask = Ask { method: Method::PUT, ..Ask::call(PATH, secret, body.to_string()) };
    node.send(ask).await
}

async fn delete(node: &Node, secret: &str) -> Answer {
    node.send(Ask { method: Method::DELETE, ..look(secret, PATH) }).await
}

#[tokio::test]
async fn a_hook_is_set_seen_without_its_secret_set_anew_and_ended_by_its_own_key_alone() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, heron) = key(&node, &[Scope::Match, Scope::List], false).await;
        let (_, owl) = owned(&node, "Owl chat", &[Scope::Match], false).await;
        problem(&node.send(look(&heron, PATH)).await.is(404), "not-found");
        let hook = json!({ "address": ADDRESS, "events": ["withdrawn", "matched"] });
        let first = json_of(&put(&node, &heron, &hook).await.is(201));
        let again = json_of(&put(&node, &heron, &hook).await.is(200));
        let secrets = [&first, &again].map(|answer| answer["secret"].as_str().unwrap().to_owned());
        assert!(
            secrets[0] != secrets[1] && secrets.iter().all(|one| one.starts_with("vigie_hook_") && one.len() == 75)
        );
        for one in &secrets {
            node.plant(one);
        }
        let seen = node.send(look(&heron, PATH)).await.is(200);
        assert!(secrets.iter().all(|one| !seen.body.contains(one)));
        let never = Value::Null;
        let expected = json!({
            "address": ADDRESS, "events": ["withdrawn", "matched"], "calls": "idle", "delivered_at_ms": never,
            "failure": never, "waiting": 0, "given_up": 0,
        });
        assert_eq!(json_of(&seen), expected);
        problem(&node.send(look(&owl, PATH)).await.is(404), "not-found");
        assert_eq!(json_of(&delete(&node, &owl).await.is(200)), json!({ "ended": false }));
        node.send(look(&heron, PATH)).await.is(200);
        assert_eq!(json_of(&delete(&node, &heron).await.is(200)), json!({ "ended": true }));
        node.send(look(&heron, PATH)).await.is(404);
        // A secret of calls is no key.
        problem(&node.send(look(&secrets[1], PATH)).await.is(401), "no-key");
    }
}

#[tokio::test]
async fn an_address_that_is_not_listed_or_none_is_refused_in_words_and_nothing_of_it_is_repeated() {
    let node = Node::open().await;
    let (_, heron) = key(&node, &[Scope::Match], false).await;
    let (_, texts) = owned(&node, "Owl chat", &[Scope::Text], false).await;
    let to = |address: &str| json!({ "address": address, "events": ["matched"] });
    for address in ["https://elsewhere.example/pond", "https://127.0.0.1/pond", "https://receiver.example:8443/pond"] {
        let refused = put(&node, &heron, &to(address)).await.is(403);
        let body = problem(&refused, "hook-host");
        assert!(body["detail"].as_str().unwrap().contains("--webhook-host HOST"), "the operator is told what to write");
        assert!(!refused.body.contains("pond") && !refused.body.contains("elsewhere"));
    }
    for (body, pointer) in [
        (to("http://receiver.example/pond"), "/address"),
        (to("https://ana:pond@receiver.example/"), "/address"),
        (to(""), "/address"),
        (json!({ "address": ADDRESS }), "/events"),
        (json!({ "address": ADDRESS, "events": [] }), "/events"),
        (json!({ "address": ADDRESS, "events": ["pond"] }), "/events/0"),
        (json!({ "address": ADDRESS, "events": ["matched", "matched"] }), "/events/1"),
        (json!({ "address": ADDRESS, "events": ["matched"], "pond": 1 }), ""),
    ] {
        let refused = put(&node, &heron, &body).await.is(422);
        assert_eq!(problem(&refused, "invalid")["errors"][0]["pointer"], pointer, "{body}");
        assert!(!refused.body.contains("pond"));
    }
    let list = json!({ "address": ADDRESS, "events": ["withdrawn"] });
    problem(&put(&node, &heron, &list).await.is(403), "scope");
    problem(&put(&node, &texts, &to(ADDRESS)).await.is(403), "scope");
    problem(&delete(&node, &texts).await.is(403), "scope");
    node.send(look(&heron, PATH)).await.is(404);
}
