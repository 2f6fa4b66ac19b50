//! Programs of other organisations: their keys, from the form to the last call.

use serde_json::{Value, json};
use vigie_lang::Lang;
use vigie_model::clock::{DAY, HOUR};
use vigie_service::api::{self, Basis, NewKey, Repeated, Scope};
use vigie_service::{audit, login, text};
use vigie_store::Engine;

use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises;
use crate::site::says;

pub const MESSAGES: &str = "/api/v1/text/messages";
pub const CONVERSATIONS: &str = "/api/v1/text/conversations";

/// A key for texts with so many calls a day; what its program shows.
pub async fn key(node: &Node, quota: i64, basis: Option<Basis>) -> String {
    let cookie = node.signs_in("adam").await;
    let signed = login::signed(&node.ctx, &cookie).await.unwrap().expect("adam");
    let expires = node.ctx.clock.now().plus(300 * DAY);
    let (owner, agreement) = ("Heron chat".to_owned(), "2026-17".to_owned());
    let new =
        NewKey { owner, scopes: vec![Scope::Text], agreement, quota, expires, basis, unseen: false, in_path: None };
    let made = api::make(&node.ctx, &signed, new).await.unwrap().unwrap();
    node.plant(made.secret.expose());
    made.secret.expose().clone()
}

/// One message, reported by a user.
pub fn one(text: &str) -> String {
    json!({ "origin": "user_report", "items": [{ "text": text }] }).to_string()
}

pub fn json_of(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("{}: not JSON: {}", answer.asked, answer.body))
}

/// A problem of this type, in the form that the standard asks for.
#[track_caller]
pub fn problem(answer: &Answer, kind: &str) -> Value {
    let body = json_of(answer);
    assert_eq!(body["type"], format!("/api/problems/{kind}"), "{}: {body}", answer.asked);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(body["status"], answer.status);
    assert!(body["title"].is_string() && body["detail"].is_string());
    promises::headers(answer, "no-referrer");
    for never in ["set-cookie", "access-control-allow-origin"] {
        assert_eq!(answer.header(never), "", "{}", answer.asked);
    }
    body
}

async fn form(node: &Node, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    node.send(Ask::post(path, fields).cookie(cookie)).await
}

fn secret(page: &Answer) -> String {
    let shown = page.body.split("class=\"secret\"><bdi dir=\"ltr\">").nth(1).and_then(|rest| rest.split('<').next());
    shown.expect("a secret is shown").to_owned()
}

async fn asks(node: &Node, secret: &str) -> Answer {
    node.send(Ask::call(MESSAGES, secret, one("a plain heron"))).await
}

#[tokio::test]
async fn a_key_is_made_shown_once_used_replaced_with_overlap_and_revoked() {
    for (engine, lang) in [(Engine::Sqlite, Lang::Ar), (Engine::Postgres, Lang::Fr)] {
        let node = Node::open_on(engine).await;
        let adam = node.signs_in("adam").await;
        let (l, owner) = (("l", lang.code()), word());
        let expires = node.ctx.clock.now().plus(200 * DAY).date();
        let fields = [
            l,
            ("owner", &*owner),
            ("agreement", "2026-17"),
            ("scope", "text"),
            ("quota", "500"),
            ("expires", &expires),
        ];
        let made = form(&node, &adam, "/console/api", &fields).await.is(200);
        promises::desk(&made, lang);
        let first = secret(&made);
        let page = node.send(Ask::get(&in_lang("/console/api", lang)).cookie(&adam)).await.is(200);
        promises::desk(&page, lang);
        assert!(page.visible().contains(&owner) && page.visible().contains(&first[..18]));
        assert!(!page.body.contains(&first[19..]), "shown once");
        asks(&node, &first).await.is(200);

        let id = page.body.split("/console/api/").nth(1).and_then(|rest| rest.split('/').next()).expect("an id");
        let path = format!("/console/api/{id}");
        form(&node, &adam, &format!("{path}/rotate"), &[l, ("overlap", "3")]).await.is(409);
        let rotated = form(&node, &adam, &format!("{path}/rotate"), &[l, ("overlap", "1")]).await.is(200);
        promises::desk(&rotated, lang);
        let second = secret(&rotated);
        node.ctx.clock.advance(DAY - 1);
        asks(&node, &first).await.is(200);
        asks(&node, &second).await.is(200);
        node.ctx.clock.advance(1);
        problem(&asks(&node, &first).await.is(401), "key-ended");
        asks(&node, &second).await.is(200);

        let adam = node.signs_in("adam").await;
        let revoked = form(&node, &adam, &format!("{path}/revoke"), &[l]).await.is(303);
        says(&node.send(Ask::get(revoked.header("location")).cookie(&adam)).await.is(200), lang, "api-revoked");
        problem(&asks(&node, &second).await.is(401), "key-ended");
        for verb in ["rotate", "revoke"] {
            let again = form(&node, &adam, &format!("{path}/{verb}"), &[l, ("overlap", "1")]).await.is(409);
            says(&again, lang, "api-gone");
        }
        node.run_jobs().await;
        let outcome = audit::verify(&node.ctx).await.unwrap();
        assert!(outcome.faults.is_empty(), "{:?}", outcome.faults);
        let mut tx = node.ctx.store.read().await.unwrap();
        for kind in ["api_key.made", "api_key.rotated", "api_key.revoked"] {
            let id = uuid::Uuid::parse_str(id).unwrap();
            assert_eq!(vigie_store::audit::count_for(&mut tx, kind, id).await.unwrap(), 1, "{kind}");
        }
        for (name, bytes) in node.stored() {
            for hidden in [owner.as_str(), "2026-17", &first[19..], &second[19..]] {
                assert!(!bytes.windows(hidden.len()).any(|part| part == hidden.as_bytes()), "{hidden} in {name:?}");
            }
        }
    }
}

#[tokio::test]
async fn the_page_of_keys_says_in_every_language_what_is_missing() {
    let node = Node::open().await;
    let adam = node.signs_in("adam").await;
    let now = node.ctx.clock.now();
    let (day, later, far) = (now.plus(30 * DAY).date(), now.plus(60 * DAY).date(), now.plus(900 * DAY).date());
    let whole = [("owner", "Heron chat"), ("agreement", "17"), ("scope", "text"), ("quota", "9"), ("expires", &*day)];
    let ground = [("jurisdiction", "XQ"), ("ground", "an order"), ("signer", "A. Heron"), ("basis-until", &*day)];
    let with = |change: &[(&'static str, &'static str)], ground: &[(&'static str, &str)]| -> Vec<(String, String)> {
        let all = whole.iter().chain(ground).map(|(name, value)| {
            let value = change.iter().find(|one| one.0 == *name).map_or(*value, |one| one.1);
            ((*name).to_owned(), value.to_owned())
        });
        all.collect()
    };
    let mut wrong = vec![
        (with(&[("owner", " ")], &[]), "owner"),
        (with(&[("agreement", "")], &[]), "agreement"),
        (with(&[("scope", "zq-no-such")], &[]), "scopes"),
        (with(&[("quota", "0")], &[]), "quota"),
        (with(&[("quota", "1000001")], &[]), "quota"),
        (with(&[("expires", "tomorrow")], &[]), "day"),
        (with(&[("expires", "2026-10-31")], &[]), "day"),
        (with(&[("signer", "")], &ground), "basis"),
        (with(&[("basis-until", "2026-10-31")], &ground), "basis-day"),
        (with(&[("ground", "Regulation (EU) 2021/1232")], &ground), "expired"),
    ];
    wrong.push((with(&[], &[ground[0], ground[1], ground[2], ("basis-until", &later)]), "basis-day"));
    let mut long = with(&[], &[]);
    long[0].1 = "h".repeat(201);
    wrong.push((long, "long"));
    let mut late = with(&[], &[]);
    late[4].1 = far;
    wrong.push((late, "day"));
    for ((fields, error), lang) in wrong.iter().zip(Lang::ALL.into_iter().cycle()) {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
        let page = form(&node, &adam, "/console/api", &[&[("l", lang.code())], &fields[..]].concat()).await.is(422);
        promises::desk(&page, lang);
        says(&page, lang, &format!("api-error-{error}"));
        assert_eq!(page.field("agreement"), fields[1].1, "what was typed stays");
    }
    let page = node.send(Ask::get("/console/api?l=en").cookie(&adam)).await.is(200);
    says(&page, Lang::En, "api-none");
}

#[tokio::test]
async fn without_a_key_that_stands_nothing_is_answered() {
    let node = Node::open().await;
    let secret = key(&node, 100, None).await;
    let body = one("a plain heron");
    let cookie = node.signs_in("adam").await;
    let bare = || Ask { body: body.clone().into(), ..Ask::get(MESSAGES) };
    let bare = || Ask { method: axum::http::Method::POST, ..bare() };
    let changed = format!("{}{}", &secret[..secret.len() - 1], if secret.ends_with('0') { '1' } else { '0' });
    let refused = [
        bare(),
        bare().cookie(&cookie),
        bare().with("authorization", &secret),
        bare().with("authorization", &format!("Basic {secret}")),
        bare().with("authorization", &format!("Bearer {secret}")).with("authorization", &format!("Bearer {secret}")),
        Ask::call(MESSAGES, &changed, body.clone()),
        Ask::call(MESSAGES, &secret.to_uppercase(), body.clone()),
        Ask::call(MESSAGES, "", body.clone()),
        Ask::call(MESSAGES, "vigie_000000000000_", body.clone()),
        Ask::call(MESSAGES, &format!("vigie_000000000000_{}", "0".repeat(64)), body.clone()),
    ];
    for ask in refused {
        let answer = node.send(ask).await.is(401);
        problem(&answer, "no-key");
        assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"vigie\"");
        assert_eq!(answer.header("ratelimit"), "");
    }
    asks(&node, &secret).await.is(200);
    node.ctx.clock.advance(300 * DAY);
    problem(&asks(&node, &secret).await.is(401), "key-ended");
}

#[tokio::test]
async fn a_day_has_its_calls_and_the_next_day_has_them_again() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let secret = key(&node, 3, None).await;
        node.ctx.clock.advance(HOUR);
        for left in [2, 1, 0] {
            let answer = asks(&node, &secret).await.is(200);
            assert_eq!(answer.header("ratelimit-policy"), "\"day\";q=3;w=86400");
            assert_eq!(answer.header("ratelimit"), format!("\"day\";r={left};t={}", 23 * 3600));
        }
        let over = asks(&node, &secret).await.is(429);
        problem(&over, "quota");
        assert_eq!((over.header("retry-after"), over.header("ratelimit")), ("82800", "\"day\";r=0;t=82800"));
        node.ctx.clock.advance(23 * HOUR);
        asks(&node, &secret).await.is(200);
    }
}

#[tokio::test]
async fn private_messages_are_read_only_on_a_ground_that_holds() {
    let node = Node::open().await;
    let body = json!({ "origin": "private_scan", "items": [{ "text": "a plain heron" }] }).to_string();
    let talk = json!({ "origin": "private_scan", "items": [{ "turns": [{ "speaker": "A", "text": "hello" }] }] });
    let until = node.ctx.clock.now().plus(10 * DAY);
    let part = |text: &str| text.to_owned();
    let basis = Basis { jurisdiction: part("XQ"), ground: part("an order"), signer: part("A. Heron"), until };
    let (without, with) = (key(&node, 100, None).await, key(&node, 100, Some(basis)).await);
    let sent = async |secret: &str| {
        let messages = node.send(Ask::call(MESSAGES, secret, body.clone())).await;
        let conversations = node.send(Ask::call(CONVERSATIONS, secret, talk.to_string())).await;
        assert_eq!(messages.status, conversations.status);
        messages
    };
    problem(&sent(&without).await.is(403), "private-scan");
    sent(&with).await.is(200);
    node.ctx.clock.advance(10 * DAY);
    problem(&sent(&with).await.is(403), "private-scan");
    asks(&node, &with).await.is(200);
}

#[tokio::test]
async fn the_same_word_is_the_same_call_for_a_day() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let secret = key(&node, 100, None).await;
        let ask = |text: &str, word: &str| Ask::call(MESSAGES, &secret, one(text)).with("idempotency-key", word);
        let first = node.send(ask("a plain heron", "w1")).await.is(200);
        let again = node.send(ask("a plain heron", "w1")).await.is(200);
        assert_eq!((&first.body, first.header("idempotency-replayed")), (&again.body, ""));
        assert_eq!(again.header("idempotency-replayed"), "true");
        problem(&node.send(ask("another heron", "w1")).await.is(422), "other-body");
        node.send(ask("another heron", "w2")).await.is(200);
        // The same word of another program, or at another address, is another word.
        let other = key(&node, 100, None).await;
        node.send(Ask::call(MESSAGES, &other, one("b")).with("idempotency-key", "w1")).await.is(200);

        let client = api::authenticate(&node.ctx, &secret).await.unwrap();
        let body = one("a slow heron");
        let begun = api::begin(&node.ctx, &client, MESSAGES, "w3", body.as_bytes()).await.unwrap();
        assert!(matches!(begun, Repeated::Answer { again: false, .. }));
        let running = node.send(ask("a slow heron", "w3")).await.is(409);
        problem(&running, "running");
        assert_eq!(running.header("retry-after"), "5");
        problem(&node.send(ask("another heron", "w3")).await.is(422), "other-body");
        // Its process died: after a minute it may be sent again.
        node.ctx.clock.advance(60_000);
        assert_eq!(node.send(ask("a slow heron", "w3")).await.is(200).header("idempotency-replayed"), "");

        // What was refused is not remembered.
        let empty = Ask::call(MESSAGES, &secret, "{}").with("idempotency-key", "w4");
        problem(&node.send(empty).await.is(422), "invalid");
        node.send(ask("a plain heron", "w4")).await.is(200);
        let forged = json!({ "origin": "user_report", "items": [{ "state": "AAAA", "turns": [{ "speaker": "A", "text": "b" }] }] });
        let forged = Ask::call(CONVERSATIONS, &secret, forged.to_string()).with("idempotency-key", "w5");
        problem(&node.send(forged).await.is(422), "state-invalid");
        node.send(Ask::call(MESSAGES, &secret, one("c")).with("idempotency-key", "w5")).await.is(200);

        node.ctx.clock.advance(DAY);
        node.send(ask("another heron", "w1")).await.is(200);
        for bad in ["", "two words", &"w".repeat(256)] {
            problem(&node.send(ask("a", bad)).await.is(400), "idempotency-key");
        }
        problem(&node.send(ask("a", "w6").with("idempotency-key", "w7")).await.is(400), "idempotency-key");
        node.run_jobs().await;
    }
}

fn turns(all: &[(&str, &str)]) -> Vec<Value> {
    all.iter().map(|(speaker, text)| json!({ "speaker": speaker, "text": text })).collect()
}

#[tokio::test]
async fn a_conversation_in_pieces_is_read_as_the_whole_one() {
    let node = Node::open().await;
    let (secret, other) = (key(&node, 100, None).await, key(&node, 100, None).await);
    let all = [("A", "hello"), ("B", "hi"), ("A", "i want to die"), ("B", "please do not"), ("A", "ok")];
    let ask = async |secret: &str, state: Option<&str>, all: &[(&str, &str)]| {
        let item = json!({ "id": "c", "state": state, "turns": turns(all) });
        let body = json!({ "origin": "user_report", "items": [item] });
        node.send(Ask::call(CONVERSATIONS, secret, body.to_string())).await
    };
    let without_state = |answer: &Answer| {
        let mut item = json_of(answer)["items"][0].clone();
        let state = item.as_object_mut().unwrap().remove("state").unwrap();
        (item, state.as_str().unwrap().to_owned())
    };
    let (whole, _) = without_state(&ask(&secret, None, &all).await.is(200));
    for cut in 1..all.len() {
        let (_, state) = without_state(&ask(&secret, None, &all[..cut]).await.is(200));
        let (pieces, next) = without_state(&ask(&secret, Some(&state), &all[cut..]).await.is(200));
        assert_eq!(pieces, whole);
        assert!(next.len() < text::LONGEST && !next.contains("want to die"));
        problem(&ask(&other, Some(&state), &all[cut..]).await.is(422), "state-invalid");
        problem(&ask(&secret, Some(&state[1..]), &all[cut..]).await.is(422), "state-invalid");
    }
    let (_, state) = without_state(&ask(&secret, None, &all).await);
    node.ctx.clock.advance(text::LASTS - 1);
    ask(&secret, Some(&state), &all).await.is(200);
    node.ctx.clock.advance(1);
    let expired = ask(&secret, Some(&state), &all).await.is(422);
    assert_eq!(problem(&expired, "state-expired")["errors"][0]["pointer"], "/items/0/state");
}

#[tokio::test]
async fn nothing_of_a_call_is_stored_logged_or_counted() {
    let node = Node::open().await;
    let secret = key(&node, 100, None).await;
    let (text, id, name) = (word(), word(), word());
    for planted in [&text, &id, &name] {
        node.plant(planted);
    }
    let good = json!({ "origin": "user_report", "items": [{ "id": id, "text": text }] }).to_string();
    let talk =
        json!({ "origin": "user_report", "items": [{ "id": id, "turns": [{ "speaker": name, "text": text }] }] });
    let bad = json!({ "origin": text, "items": [{ "id": id, text.clone(): name }] }).to_string();
    let broken = format!("{good} {text}");
    for (path, body, status) in
        [(MESSAGES, good, 200), (CONVERSATIONS, talk.to_string(), 200), (MESSAGES, bad, 422), (MESSAGES, broken, 400)]
    {
        let answer = node.send(Ask::call(path, &secret, body).with("idempotency-key", &word())).await.is(status);
        assert!(!answer.body.contains(&text) && !answer.body.contains(&name), "{}", answer.body);
    }
    node.run_jobs().await;
    for (file, bytes) in node.stored() {
        for planted in [&text, &id, &name] {
            assert!(!bytes.windows(planted.len()).any(|part| part == planted.as_bytes()), "in {file:?}");
        }
    }
}
