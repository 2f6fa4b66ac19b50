//! Programs that ask whether pictures are known, and put signals in.

use serde_json::{Value, json};
use uuid::Uuid;
use vigie_model::id::SignalId;
use vigie_model::signal::{CodeKind, SightingState};
use vigie_service::api::Scope;
use vigie_service::pictures::{self, Bank, By, FILE_MAX, Unreadable};
use vigie_service::{alarms, login};
use vigie_store::Engine;

use crate::api::{json_of, problem};
use crate::known::{LISTED, MD5, PICTURE, bank, bmp, call, code, file, key, list, look, owned, put, visitor};
use crate::node::{Answer, Ask, Node, word};

const MATCH: &str = "/api/v1/match";

/// The same digits with the first `bits` of the last 64 turned over.
fn near(hex: &str, bits: u32) -> String {
    let (head, tail) = hex.split_at(48);
    let mask = (1u64 << bits) - 1;
    format!("{head}{:016x}", u64::from_str_radix(tail, 16).unwrap() ^ mask)
}

#[tokio::test]
async fn a_picture_is_answered_exact_near_or_none_and_a_distance_only_to_whom_it_is_allowed() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, plain) = key(&node, &[Scope::Match], false).await;
        let (_, both) = key(&node, &[Scope::Match, Scope::Distance], false).await;
        let heron = list(&node, "Heron list", &[]).await;
        let listed = put(&node, heron, &[code(CodeKind::Pdq, LISTED), code(CodeKind::Md5, MD5)]).await;
        let (_, given) = visitor(&node, PICTURE).await;
        let mirrored = near(LISTED, 3);
        let body = json!({ "items": [
            { "id": "a", "pdq": PICTURE.to_uppercase(), "quality": 90 },
            { "pdq": near(PICTURE, 31) },
            { "pdq": near(PICTURE, 40) },
            { "md5": MD5 },
            { "sha1": "a".repeat(40) },
            { "pdq": "00ff".repeat(16), "variants": [mirrored, LISTED] },
            { "pdq": PICTURE, "quality": 49 },
        ]});
        let answer = call(&node, &plain, MATCH, &body).await;
        let items = answer["items"].as_array().unwrap();
        let said: Vec<&str> = items.iter().map(|one| one["match"].as_str().unwrap()).collect();
        assert_eq!(said, ["exact", "near", "none", "exact", "none", "exact", "none"]);
        assert_eq!((&items[0]["id"], &items[6]["usable"]), (&json!("a"), &json!(false)));
        let first = &items[0]["signals"][0];
        assert_eq!(first["id"], given.to_string());
        assert_eq!((&first["bank"], &first["basis"]), (&json!("self-reported-unseen"), &json!("self_report_unseen")));
        assert_eq!((&first["age"], &first["advice"]), (&json!("under_18"), &json!("hold_and_review")));
        assert_eq!(
            (&items[3]["signals"][0]["id"], &items[3]["signals"][0]["tlp"]),
            (&json!(listed.to_string()), &json!("green"))
        );
        assert!(!answer.to_string().contains("distance") && answer.get("behind_ms").is_none());
        let measured = call(&node, &both, MATCH, &body).await;
        let bits: Vec<&Value> =
            measured["items"].as_array().unwrap().iter().map(|one| &one["signals"][0]["distance"]).collect();
        assert_eq!(bits, [&json!(0), &json!(31), &Value::Null, &json!(0), &Value::Null, &json!(0), &Value::Null]);
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn a_key_asks_only_what_it_was_made_for() {
    let node = Node::open().await;
    let (_, plain) = key(&node, &[Scope::Match], false).await;
    let (_, texts) = key(&node, &[Scope::Text, Scope::Distance], false).await;
    let body = json!({ "items": [{ "pdq": PICTURE }] }).to_string();
    problem(&node.send(Ask::call(MATCH, &texts, body.clone())).await.is(403), "scope");
    problem(&node.send(file(&plain, "/api/v1/hash", bmp(1))).await.is(403), "scope");
    problem(&node.send(file(&plain, "/api/v1/match/file", bmp(1))).await.is(403), "scope");
    problem(&node.send(Ask::call("/api/v1/signals", &plain, "{}")).await.is(403), "scope");
    problem(&node.send(look(&plain, "/api/v1/feed")).await.is(403), "scope");
    problem(&node.send(look(&texts, "/api/v1/banks")).await.is(403), "scope");
}

#[tokio::test]
async fn ten_thousand_pictures_are_one_call_and_one_more_is_refused() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match], false).await;
    let heron = list(&node, "Heron list", &[]).await;
    put(&node, heron, &[code(CodeKind::Sha256, &"7".repeat(64))]).await;
    let one = |at: usize| json!({ "sha256": format!("{at:064x}"), "id": at.to_string() });
    let mut items: Vec<Value> = (0..9_999).map(one).collect();
    items.push(json!({ "sha256": "7".repeat(64), "id": "last" }));
    let answer = call(&node, &secret, MATCH, &json!({ "items": items })).await;
    assert_eq!(answer["items"].as_array().unwrap().len(), 10_000);
    assert_eq!((&answer["items"][9_999]["match"], &answer["items"][7]["match"]), (&json!("exact"), &json!("none")));
    items.push(one(1));
    let more = node.send(Ask::call(MATCH, &secret, json!({ "items": items }).to_string())).await.is(422);
    assert_eq!(problem(&more, "invalid")["errors"][0]["pointer"], "/items");
}

#[tokio::test]
async fn what_is_no_fingerprint_is_named_by_its_place() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match], false).await;
    let body = json!({ "items": [
        7, {}, { "pdq": "f8" }, { "md5": LISTED }, { "quality": 3, "md5": MD5 }, { "pdq": PICTURE, "quality": 101 },
        { "pdq": PICTURE, "variants": [] }, { "pdq": PICTURE, "variants": [7, "zz"] }, { "pdq": PICTURE, "more": 1 },
    ]});
    let answer = node.send(Ask::call(MATCH, &secret, body.to_string())).await.is(422);
    let errors = problem(&answer, "invalid");
    let places: Vec<&str> =
        errors["errors"].as_array().unwrap().iter().map(|one| one["pointer"].as_str().unwrap()).collect();
    let expected = [
        "/items/0",
        "/items/1",
        "/items/2/pdq",
        "/items/3/md5",
        "/items/4/pdq",
        "/items/5/quality",
        "/items/6/variants",
        "/items/7/variants/0",
        "/items/7/variants/1",
        "/items/8",
    ];
    assert_eq!(places, expected);
}

#[tokio::test]
async fn a_bank_answers_whom_it_names_and_one_of_innocent_pictures_wins() {
    let node = Node::open().await;
    let ((first, one), (_, other)) =
        (key(&node, &[Scope::Match], false).await, key(&node, &[Scope::Match], false).await);
    let own = Bank { name: "Own".to_owned(), sees: vec![first], ..Bank::default() };
    let own = bank(&node, own).await;
    let signal = put(&node, own, &[code(CodeKind::Pdq, LISTED)]).await;
    let body = json!({ "items": [{ "pdq": LISTED }] });
    assert_eq!(call(&node, &one, MATCH, &body).await["items"][0]["match"], "exact");
    assert_eq!(call(&node, &other, MATCH, &body).await["items"][0]["match"], "none");
    node.send(look(&one, &format!("/api/v1/signals/{signal}"))).await.is(200);
    problem(&node.send(look(&other, &format!("/api/v1/signals/{signal}"))).await.is(404), "not-found");
    for id in ["none", "%ff", &Uuid::nil().to_string()] {
        problem(&node.send(look(&one, &format!("/api/v1/signals/{id}"))).await.is(404), "not-found");
    }
    let names =
        |answer: &Value| answer["banks"].as_array().unwrap().iter().map(|one| one["name"].clone()).collect::<Vec<_>>();
    let banks = async |secret: &str| json_of(&node.send(look(secret, "/api/v1/banks")).await.is(200));
    assert_eq!((names(&banks(&one).await), names(&banks(&other).await)), (vec![json!("Own")], vec![]));
    let innocent = Bank { name: "Memes".to_owned(), sense: vigie_model::signal::Sense::Negative, ..Bank::default() };
    let innocent = bank(&node, innocent).await;
    put(&node, innocent, &[code(CodeKind::Pdq, LISTED)]).await;
    assert_eq!(call(&node, &one, MATCH, &body).await["items"][0]["match"], "none");
}

#[tokio::test]
async fn a_picture_is_hashed_and_looked_up_by_its_bytes_and_stored_nowhere() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Bytes, Scope::Distance], false).await;
    let picture = bmp(1);
    let hashed = json_of(&node.send(file(&secret, "/api/v1/hash", picture.clone())).await.is(200));
    assert_eq!((&hashed["width"], &hashed["height"], &hashed["type"]), (&json!(96), &json!(64), &json!("image/bmp")));
    assert!(hashed["quality"].as_u64().unwrap() >= 50, "{hashed}");
    let heron = list(&node, "Heron list", &[]).await;
    let text = |name: &str| hashed[name].as_str().unwrap().to_owned();
    let unknown = json_of(&node.send(file(&secret, "/api/v1/match/file", picture.clone())).await.is(200));
    assert_eq!((&unknown["match"], &unknown["signals"]), (&json!("none"), &json!([])));
    put(&node, heron, &[code(CodeKind::Pdq, &text("pdq"))]).await;
    let known = json_of(&node.send(file(&secret, "/api/v1/match/file", picture.clone())).await.is(200));
    assert_eq!((&known["match"], &known["signals"][0]["distance"]), (&json!("exact"), &json!(0)));
    // Its rows upside down: the mirrored picture, which no client made a fingerprint of.
    let mut mirrored = picture[..54].to_vec();
    picture[54..].chunks(96 * 3).rev().for_each(|row| mirrored.extend(row));
    let turned = json_of(&node.send(file(&secret, "/api/v1/match/file", mirrored)).await.is(200));
    assert_ne!(turned["match"], "none");
    for planted in [text("md5"), text("sha1"), text("sha256")] {
        node.plant(&planted);
    }
    node.run_jobs().await;
    let part = &picture[3_000..3_060];
    for (name, bytes) in node.stored() {
        assert!(!bytes.windows(part.len()).any(|one| one == part), "in {name:?}");
        assert!(!bytes.windows(64).any(|one| one == text("sha256").as_bytes()), "in {name:?}");
    }
}

#[tokio::test]
async fn a_file_is_found_by_its_digest_alone_from_the_moment_that_it_is_listed() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Bytes], false).await;
    let heron = list(&node, "Heron list", &[]).await;
    for (seed, kind) in [(1, CodeKind::Sha256), (2, CodeKind::Sha1), (3, CodeKind::Md5)] {
        let sent = async |path| json_of(&node.send(file(&secret, path, bmp(seed))).await.is(200));
        let digits = sent("/api/v1/hash").await[kind.word()].as_str().unwrap().to_owned();
        assert_eq!(sent("/api/v1/match/file").await["match"], "none", "{kind:?}");
        let signal = put(&node, heron, &[code(kind, &digits)]).await;
        let known = sent("/api/v1/match/file").await;
        assert_eq!((&known["match"], &known["signals"][0]["id"]), (&json!("exact"), &json!(signal.to_string())));
    }
}

#[tokio::test]
async fn what_is_no_picture_is_said_with_a_reason_and_what_is_too_much_waits() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Bytes], false).await;
    let whole = bmp(2);
    let mut bomb = whole.clone();
    bomb[18..26].copy_from_slice(&[0x60, 0xea, 0, 0, 0x60, 0xea, 0, 0]);
    let cases: [(Vec<u8>, Unreadable); 4] = [
        (Vec::new(), Unreadable::Empty),
        (b"this is no picture".to_vec(), Unreadable::Unknown),
        (b"\x89PNG\r\n\x1a\nand then nothing".to_vec(), Unreadable::Damaged),
        (bomb, Unreadable::TooLarge),
    ];
    for path in ["/api/v1/hash", "/api/v1/match/file"] {
        for (bytes, why) in &cases {
            let answer = node.send(file(&secret, path, bytes.clone())).await.is(422);
            assert_eq!(problem(&answer, "picture")["detail"], why.sentence());
        }
        let large = node.send(file(&secret, path, vec![7; FILE_MAX + 1])).await.is(413);
        problem(&large, "too-large");
        let typed = Ask { headers: Vec::new(), ..file(&secret, path, whole.clone()) };
        let typed = typed.with("authorization", &format!("Bearer {secret}")).with("content-type", "text/plain");
        problem(&node.send(typed).await.is(415), "media-type");
        let seats: Vec<_> = std::iter::from_fn(|| node.ctx.files.seat()).collect();
        let full = node.send(file(&secret, path, whole.clone())).await.is(429);
        problem(&full, "full");
        assert_eq!(full.header("retry-after"), "2");
        drop(seats);
        node.send(file(&secret, path, whole.clone())).await.is(200);
    }
    for why in Unreadable::ALL {
        assert!(why.sentence().ends_with('.'));
    }
}

fn entry(digits: &str) -> Value {
    json!({ "codes": [{ "kind": "sha256", "hex": digits }], "name": "a-name-of-theirs" })
}

#[tokio::test]
async fn a_key_puts_signals_in_and_takes_its_own_back() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let scopes = [Scope::Match, Scope::Write];
        let ((first, one), (second, other)) = (key(&node, &scopes, false).await, key(&node, &scopes, false).await);
        let shared = list(&node, "Shared", &[first, second]).await;
        let foreign = list(&node, "Foreign", &[]).await;
        let body = |bank: String| {
            let blank = json!({ "codes": [{ "kind": "pdq", "hex": "0".repeat(64) }] });
            json!({ "bank": bank, "items": [entry(&"a1".repeat(32)), blank, entry(&"a1".repeat(32))] })
        };
        let added = call(&node, &one, "/api/v1/signals", &body(shared.to_string())).await;
        let outcomes: Vec<&Value> = added["items"].as_array().unwrap().iter().map(|one| &one["outcome"]).collect();
        assert_eq!(outcomes, ["added", "unusable", "there"]);
        let id = added["items"][0]["id"].as_str().unwrap().to_owned();
        for bank in [foreign.to_string(), Uuid::nil().to_string(), pictures::Unseen::id(&node.ctx).to_string()] {
            let refused = node.send(Ask::call("/api/v1/signals", &one, body(bank).to_string())).await.is(404);
            problem(&refused, "not-found");
        }
        let asked = json!({ "items": [{ "sha256": "a1".repeat(32) }] });
        assert_eq!(call(&node, &other, MATCH, &asked).await["items"][0]["match"], "exact");
        let back = format!("/api/v1/signals/{id}/withdraw");
        problem(&node.send(Ask::call(&back, &other, "{}")).await.is(404), "not-found");
        for _ in 0..2 {
            assert_eq!(call(&node, &one, &back, &json!({})).await, json!({ "state": "withdrawn" }));
        }
        assert_eq!(call(&node, &other, MATCH, &asked).await["items"][0]["match"], "none");
        let told = json_of(&node.send(look(&other, &format!("/api/v1/signals/{id}"))).await.is(200));
        assert_eq!(told["state"], "withdrawn");
        // Nobody takes back what a visitor gave but the visitor.
        let (_, given) = visitor(&node, PICTURE).await;
        problem(
            &node.send(Ask::call(&format!("/api/v1/signals/{given}/withdraw"), &one, "{}")).await.is(404),
            "not-found",
        );
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn what_services_saw_and_think_is_taken_once_a_call() {
    let node = Node::open().await;
    let (first, one) = owned(&node, "Heron chat", &[Scope::Match], false).await;
    let (_, other) = owned(&node, "Stork board", &[Scope::Match], false).await;
    let (_, given) = visitor(&node, PICTURE).await;
    let seen = |what: &str| json!({ "signal": given.to_string(), "seen": what, "uploader": "account 17" }).to_string();
    let tell = async |secret: &str, what: &str, word: &str| {
        let ask = Ask::call("/api/v1/sightings", secret, seen(what)).with("idempotency-key", word);
        node.send(ask).await.is(200)
    };
    for again in ["", "true"] {
        assert_eq!(tell(&one, "blocked", "w1").await.header("idempotency-replayed"), again);
    }
    let cookie = node.signs_in("ben").await;
    let ben = login::signed(&node.ctx, &cookie).await.unwrap().expect("ben");
    let waiting = pictures::waiting(&node.ctx, &ben).await.unwrap();
    assert_eq!((waiting.len(), waiting[0].signal, waiting[0].service.as_str()), (1, given, "Heron chat"));
    let opinion = format!("/api/v1/signals/{given}/opinion");
    for refused in ["coherent", "seed", "none"] {
        problem(
            &node.send(Ask::call(&opinion, &one, json!({ "opinion": refused }).to_string())).await.is(422),
            "invalid",
        );
    }
    // Of a picture that nobody has seen nobody says that it belongs here.
    problem(&node.send(Ask::call(&opinion, &one, r#"{"opinion":"positive"}"#)).await.is(404), "not-found");
    for _ in 0..2 {
        let ask = Ask::call(&opinion, &one, r#"{"opinion":"disputed","why":"w"}"#).with("idempotency-key", "w2");
        node.send(ask).await.is(200);
    }
    let told = json_of(&node.send(look(&other, &format!("/api/v1/signals/{given}"))).await.is(200));
    assert_eq!(told["opinions"].as_array().unwrap().len(), 1);
    // The same again is noted once, another reason is another opinion; who changes its mind for ever is told that it is not heard.
    let mut taken = 0;
    for turn in 0..70 {
        node.ctx.clock.advance(1);
        let why = ["w", "w", "v", "v"][turn % 4];
        let body = json!({ "opinion": "disputed", "why": why }).to_string();
        let answer = node.send(Ask::call(&opinion, &one, body)).await;
        match answer.status {
            200 => taken += 1,
            _ => drop(problem(&answer.is(409), "opinions")),
        }
    }
    let told = json_of(&node.send(look(&other, &format!("/api/v1/signals/{given}"))).await.is(200));
    assert_eq!((told["opinions"].as_array().unwrap().len(), taken), (32, 66));
    assert!(!told.to_string().contains(&first.to_string()), "not by whom");
    let body = json!({ "items": [{ "pdq": PICTURE }] });
    tell(&one, "not_it", "w3").await;
    assert_eq!(call(&node, &one, MATCH, &body).await["items"][0]["match"], "exact");
    tell(&other, "not_it", "w4").await;
    assert_eq!(call(&node, &one, MATCH, &body).await["items"][0]["match"], "none", "two organisations");
    problem(
        &node
            .send(Ask::call("/api/v1/sightings", &one, json!({ "signal": Uuid::nil(), "seen": "blocked" }).to_string()))
            .await
            .is(404),
        "not-found",
    );
    let all = pictures::of_report(&node.ctx, pictures::report_of(&node.ctx, given).await.unwrap()).await.unwrap();
    assert!(all[0].seen.iter().all(|one| one.2 == SightingState::New));
    node.run_jobs().await;
}

#[tokio::test]
async fn questions_that_feel_their_way_are_stopped_and_told_once() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match], false).await;
    let (_, other) = key(&node, &[Scope::Match], false).await;
    let step = |at: u64| json!({ "pdq": format!("{}{:016x}", &PICTURE[..48], at * 3 + 1) });
    let ask = async |secret: &str, from: u64, to: u64| {
        let items: Vec<Value> = (from..to).map(step).collect();
        node.send(Ask::call(MATCH, secret, json!({ "items": items }).to_string())).await
    };
    ask(&secret, 0, 150).await.is(200);
    ask(&secret, 0, 150).await.is(200);
    let stopped = ask(&secret, 150, 201).await.is(429);
    problem(&stopped, "walk");
    assert_eq!(stopped.header("retry-after"), "3600");
    ask(&secret, 0, 1).await.is(429);
    ask(&other, 0, 1).await.is(200);
    node.ctx.clock.advance(3_600_000);
    ask(&secret, 0, 1).await.is(200);
    ask(&secret, 300, 301).await.is(429);
    let cookie = node.signs_in("ben").await;
    let ben = login::signed(&node.ctx, &cookie).await.unwrap().expect("ben");
    let raised = alarms::list(&node.ctx, &ben).await.unwrap();
    assert_eq!(raised.iter().filter(|one| one.kind == alarms::Kind::Walk).count(), 1);
    node.run_jobs().await;
    let mut tx = node.ctx.store.read().await.unwrap();
    assert_eq!(vigie_store::audit::count_for(&mut tx, "alarm.raised", raised[0].id).await.unwrap(), 1);
}

#[tokio::test]
async fn nothing_of_a_question_about_pictures_is_stored_logged_or_counted() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match], false).await;
    let (digits, id) = ("3c5a".repeat(16), word());
    for planted in [&digits, &id] {
        node.plant(planted);
    }
    let good = json!({ "items": [{ "id": id, "pdq": digits }] }).to_string();
    let bad = json!({ "items": [{ "id": id, "pdq": format!("{digits}g") }], digits.clone(): id }).to_string();
    for (body, status) in [(good.clone(), 200), (bad, 422), (format!("{good}{digits}"), 400)] {
        let answer = node.send(Ask::call(MATCH, &secret, body).with("idempotency-key", &word())).await.is(status);
        assert!(!answer.body.contains(&digits));
    }
    node.run_jobs().await;
    let raw: Vec<u8> = [0x3c, 0x5a].repeat(16);
    for (name, bytes) in node.stored() {
        for planted in [digits.as_bytes(), id.as_bytes(), &raw] {
            assert!(!bytes.windows(planted.len()).any(|part| part == planted), "in {name:?}");
        }
    }
}

#[tokio::test]
async fn a_process_that_has_not_caught_up_says_so_and_serves_its_pages() {
    let node = Node::open().await;
    let ready = async || -> Answer { node.get("/ready").await.is(200) };
    assert_eq!(ready().await.body, "ready\nknown pictures: behind, not read yet\n");
    pictures::follow(&node.ctx).await.unwrap();
    assert_eq!(ready().await.body, "ready\n");
    node.ctx.clock.advance(5_000);
    assert_eq!(ready().await.body, "ready\nknown pictures: behind by 5000 ms\n");
    // Whoever is asked looks first.
    let (_, secret) = key(&node, &[Scope::Match], false).await;
    let answer = call(&node, &secret, MATCH, &json!({ "items": [{ "md5": MD5 }] })).await;
    assert!(answer.get("behind_ms").is_none());
    let house = pictures::set(&node.ctx, By::House, SignalId(Uuid::nil()), vigie_model::signal::SignalState::Suspended);
    assert!(house.await.is_err());
}
