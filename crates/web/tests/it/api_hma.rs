//! Clients of HMA 1.1.7: what they ask is answered in its shapes, under a key.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use vigie_model::signal::CodeKind;
use vigie_service::api::Scope;

use crate::api::json_of;
use crate::known::{LISTED, MD5, PICTURE, bmp, code, file, key, list, look, put, visitor};
use crate::node::{Answer, Ask, Node};

/// A form with one file.
fn form(secret: &str, path: &str, name: &str, bytes: &[u8]) -> Ask {
    let head = format!("--xx\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"f\"\r\n\r\n");
    let body = [head.as_bytes(), bytes, b"\r\n--xx--\r\n"].concat();
    let ask = file(secret, path, body);
    let headers = ask.headers.into_iter().filter(|header| header.0 != "content-type").collect();
    Ask { headers, ..ask }.with("content-type", "multipart/form-data; boundary=xx")
}

#[track_caller]
fn said(answer: &Answer, message: &str) {
    assert_eq!(json_of(answer), json!({ "message": message }), "{}", answer.asked);
}

#[tokio::test]
async fn requests_of_its_clients_are_answered_in_its_shapes() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match, Scope::Distance, Scope::Bytes], false).await;
    let heron = list(&node, "Heron list", &[]).await;
    let (picture, now) = (bmp(1), node.ctx.clock.now().ms() / 1000);
    let hashed = json_of(&node.send(form(&secret, "/hma/h/hash", "photo", &picture)).await.is(200));
    let pdq = hashed["pdq"].as_str().unwrap().to_owned();
    for codes in [code(CodeKind::Pdq, LISTED), code(CodeKind::Md5, MD5), code(CodeKind::Pdq, &pdq)] {
        put(&node, heron, &[codes]).await;
    }
    let near = format!("{}00", &LISTED[..62]);
    let bits = u8::from_str_radix(&LISTED[62..], 16).unwrap().count_ones().to_string();
    let content = |id: i64, distance: &str| json!({ "bank_content_id": id, "distance": distance });
    let bank = json!({ "name": "HERON_LIST", "matching_enabled_ratio": 1.0 });
    let index = json!({ "db_size": 3, "index_size": 3, "index_out_of_date": false, "newest_db_item": now, "index_built_to": now });
    let table: Vec<(String, Value)> = vec![
        (format!("m/raw_lookup?signal={LISTED}&signal_type=pdq"), json!({ "matches": [1] })),
        (
            format!("m/raw_lookup?signal={near}&signal_type=pdq&include_distance=true"),
            json!({ "matches": [content(1, &bits)] }),
        ),
        (format!("m/raw_lookup?signal={PICTURE}&signal_type=pdq"), json!({ "matches": [] })),
        (format!("m/lookup?signal={LISTED}&signal_type=pdq&seed=a"), json!({ "HERON_LIST": [content(1, "0")] })),
        (format!("m/lookup?signal={MD5}&signal_type=video_md5"), json!({ "HERON_LIST": [content(2, "0")] })),
        (
            format!("m/lookup?signal={LISTED}&signal_type=pdq&banks=A,HERON_LIST"),
            json!({ "HERON_LIST": [content(1, "0")] }),
        ),
        (format!("m/lookup?signal={LISTED}&signal_type=pdq&banks=OTHER"), json!({})),
        (format!("m/lookup?signal={PICTURE}&signal_type=pdq"), json!({})),
        (
            "m/index/status".to_owned(),
            json!({ "pdq": { "present": true, "built_to": now, "size": 3 }, "video_md5": { "present": true, "built_to": now, "size": 3 } }),
        ),
        (
            "m/index/status?signal_type=pdq".to_owned(),
            json!({ "pdq": { "present": true, "built_to": now, "size": 3 } }),
        ),
        ("c/banks".to_owned(), json!([bank])),
        ("c/bank/HERON_LIST".to_owned(), bank.clone()),
        (
            "c/bank/HERON_LIST/content/2".to_owned(),
            json!({ "id": 2, "disable_until_ts": 1, "original_media_uri": null, "bank": bank }),
        ),
        (
            "c/signal_type".to_owned(),
            json!([{ "name": "pdq", "enabled_ratio": 1.0 }, { "name": "video_md5", "enabled_ratio": 1.0 }]),
        ),
        ("c/signal_type/index".to_owned(), json!({ "pdq": index, "video_md5": index })),
        (
            "c/content_type".to_owned(),
            json!([{ "name": "photo", "enabled": true }, { "name": "video", "enabled": true }]),
        ),
        ("c/exchanges".to_owned(), json!([])),
        ("c/exchanges/apis".to_owned(), json!([])),
    ];
    for (path, expected) in table {
        let answer = node.send(look(&secret, &format!("/hma/{path}"))).await.is(200);
        assert_eq!(json_of(&answer), expected, "{path}");
    }
    let sent =
        json_of(&node.send(form(&secret, "/hma/m/lookup?bypass_coinflip=true", "photo", &picture)).await.is(200));
    assert_eq!(sent, json!({ "pdq": { "HERON_LIST": [content(3, "0")] } }));
    let video = json_of(
        &node.send(form(&secret, "/hma/h/hash", "video", b"The quick brown fox jumps over the lazy dog")).await.is(200),
    );
    assert_eq!(video, json!({ "video_md5": MD5 }));
    let video = json_of(
        &node
            .send(form(&secret, "/hma/m/lookup", "video", b"The quick brown fox jumps over the lazy dog"))
            .await
            .is(200),
    );
    assert_eq!(video, json!({ "video_md5": { "HERON_LIST": [content(2, "0")] } }));
    for live in ["/hma/status", "/hma/status/live"] {
        assert_eq!(node.get(live).await.is(200).body, "I-AM-ALIVE");
    }
    let twice = node.send(look(&secret, "/hma//c/banks?a=1")).await.is(308);
    assert_eq!(twice.header("location"), "/hma/c/banks?a=1");
}

#[tokio::test]
async fn what_it_refuses_is_refused_in_its_words_and_what_breaks_there_does_not_break_here() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match, Scope::Bytes], false).await;
    let get = async |path: &str| node.send(look(&secret, &format!("/hma/{path}"))).await;
    let missing = |name: &str| json!([{ "type": "missing", "loc": [name], "msg": "Field required", "input": {} }]);
    assert_eq!(json_of(&get("m/lookup?signal_type=pdq").await.is(422)), missing("signal"));
    assert_eq!(json_of(&get("m/raw_lookup?signal=a").await.is(422)), missing("signal_type"));
    let upper = format!("m/lookup?signal={}&signal_type=pdq", LISTED.to_uppercase());
    said(&get(&upper).await.is(400), "invalid signal: invalid PDQ hash");
    said(&get("m/lookup?signal=a&signal_type=none").await.is(400), "no such signal type");
    for fetched in ["m/lookup?url=http://127.0.0.1/a.jpg", "h/hash?url=http://127.0.0.1/a.jpg"] {
        assert!(json_of(&get(fetched).await.is(400))["message"].as_str().unwrap().contains("fetches no address"));
    }
    said(&get("c/bank/NONE").await.is(404), "bank not found");
    said(&get("c/bank/%ff").await.is(404), "bank not found");
    for gone in ["dev/factory_reset", "none", ""] {
        said(&get(gone).await.is(404), "Not Found");
    }
    said(&node.send(Ask::call("/hma/c/signal_type", &secret, "{}")).await.is(405), "Method Not Allowed");
    // A picture that is damaged breaks HMA, and one with nothing to see in it is refused there.
    let damaged = node.send(form(&secret, "/hma/m/lookup", "photo", b"\x89PNG\r\n\x1a\n")).await.is(400);
    assert!(json_of(&damaged)["message"].is_string());
    let mut blank = bmp(1);
    blank[54..].fill(7);
    let hashed = node.send(form(&secret, "/hma/h/hash", "photo", &blank)).await.is(200);
    assert_eq!(json_of(&hashed), json!({ "pdq": "" }));
    let looked = node.send(form(&secret, "/hma/m/lookup", "photo", &blank)).await.is(200);
    assert_eq!(json_of(&looked), json!({ "pdq": {} }));
    said(
        &node.send(form(&secret, "/hma/h/hash", "other", &blank)).await.is(400),
        "exactly one file is needed: photo or video",
    );
    let bare = node.get("/hma/c/banks").await.is(401);
    said(&bare, "Unauthorized");
    assert_eq!(bare.header("www-authenticate"), "Bearer realm=\"vigie\"");
    let (_, texts) = key(&node, &[Scope::Text], false).await;
    said(&node.send(look(&texts, "/hma/c/banks")).await.is(403), "this key is not for this");
}

#[tokio::test]
async fn two_signals_are_compared_with_one_another() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::Match], false).await;
    let near = format!("{}00", &LISTED[..62]);
    let bits = u8::from_str_radix(&LISTED[62..], 16).unwrap().count_ones();
    let far = "0123456789abcdef".repeat(4);
    let table = [
        (json!({ "pdq": [LISTED, LISTED] }), json!({ "pdq": [true, { "distance": 0 }] })),
        (json!({ "pdq": [LISTED, near] }), json!({ "pdq": [true, { "distance": bits }] })),
        (json!({ "video_md5": [MD5, MD5] }), json!({ "video_md5": [true, {}] })),
        (json!({ "video_md5": [MD5, "7".repeat(32)] }), json!({ "video_md5": [false, {}] })),
        (json!({}), json!({})),
    ];
    let compare = async |body: &str| node.send(Ask::call("/hma/m/compare", &secret, body)).await;
    for (body, expected) in table {
        assert_eq!(json_of(&compare(&body.to_string()).await.is(200)), expected, "{body}");
    }
    let apart = json_of(&compare(&json!({ "pdq": [LISTED, far] }).to_string()).await.is(200));
    assert_eq!(apart["pdq"][0], false);
    for bad in ["", "[]", "{\"pdq\":7}", "{\"pdq\":[]}", "{\"pdq\":[\"a\",\"b\"]}", "{\"dhash\":[\"a\",\"b\"]}"] {
        assert!(json_of(&compare(bad).await.is(400))["message"].is_string(), "{bad}");
    }
    let three = json!({ "pdq": [LISTED, LISTED, LISTED] }).to_string();
    said(&compare(&three).await.is(400), "exactly two signals of a type are compared");
}

#[tokio::test]
async fn what_visitors_made_and_distances_are_there_only_for_whom_they_were_allowed() {
    let node = Node::open().await;
    let (_, plain) = key(&node, &[Scope::Match], false).await;
    let (_, accepts) = key(&node, &[Scope::Match], true).await;
    visitor(&node, PICTURE).await;
    let path = format!("/hma/m/lookup?signal={PICTURE}&signal_type=pdq");
    assert_eq!(json_of(&node.send(look(&plain, &path)).await.is(200)), json!({}));
    assert_eq!(json_of(&node.send(look(&plain, "/hma/c/banks")).await.is(200)), json!([]));
    let content = json!([{ "bank_content_id": 1, "distance": "-" }]);
    assert_eq!(json_of(&node.send(look(&accepts, &path)).await.is(200)), json!({ "self-reported-unseen": content }));
    let raw = format!("/hma/m/raw_lookup?signal={PICTURE}&signal_type=pdq&include_distance=true");
    assert_eq!(json_of(&node.send(look(&accepts, &raw)).await.is(200)), json!({ "matches": content }));
}

#[test]
fn whatever_is_sent_to_either_surface_is_answered_or_a_problem() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let node = runtime.block_on(Node::open());
    let (_, secret) = runtime.block_on(key(&node, &Scope::ALL, true));
    let json = prop_oneof![
        Just(json!({ "items": [{ "pdq": "zz", "variants": 7 }] })),
        "\\PC{0,20}".prop_map(|text| json!({ "items": [{ "md5": text }], "bank": "x" })),
        "\\PC{0,20}".prop_map(|text| json!({ "signal": text, "seen": "blocked" })),
        any::<i64>()
            .prop_map(|number| json!({ "items": [{ "quality": number, "codes": [number] }], "opinion": number })),
    ];
    let bodies =
        prop_oneof![prop::collection::vec(any::<u8>(), 0..300), json.prop_map(|value| value.to_string().into_bytes())];
    let posts = [
        "/api/v1/match",
        "/api/v1/signals",
        "/api/v1/sightings",
        "/api/v1/signals/a/withdraw",
        "/api/v1/hash",
        "/api/v1/signals/01934f2a-7c00-7000-8000-0000000000a1/opinion",
        "/api/v1/match/file",
        "/hma/h/hash",
        "/hma/m/lookup",
        "/hma/m/compare",
        "/stopncii/v1/SubmitFeedback",
        "/stopncii/v1/SubmitHashes",
    ];
    let gets = [
        "/api/v1/feed",
        "/stopncii/v1/FetchHashes",
        "/ncmec/v2/entries",
        "/api/v1/signals/",
        "/api/v1/banks",
        "/hma/m/lookup",
        "/hma/m/raw_lookup",
        "/hma/c/bank/",
    ];
    let mut runner = TestRunner::new(Config { cases: 250, failure_persistence: None, ..Config::default() });
    let ways = (bodies, 0..posts.len(), 0..gets.len(), "[a-z_=&%0-9?/]{0,30}", 0..3u8);
    let run = runner.run(&ways, |(body, post, get, tail, way)| {
        let ask = match way {
            0 => Ask::call(posts[post], &secret, body),
            1 => file(&secret, posts[post], body),
            _ if gets[get].ends_with('/') => look(&secret, &format!("{}{}", gets[get], tail.replace('%', ""))),
            _ => look(&secret, &format!("{}?{tail}", gets[get])),
        };
        let answer = runtime.block_on(node.send(ask));
        let kinds = [("/hma/", "application/json"), ("/stopncii/", "application/json"), ("/ncmec/", "application/xml")];
        let peer = kinds.iter().find(|one| answer.asked.contains(one.0));
        prop_assert!(answer.status < 500, "{} {}", answer.asked, answer.status);
        if answer.status >= 400 {
            let kind = peer.map_or("application/problem+json", |one| one.1);
            prop_assert_eq!(answer.header("content-type"), kind, "{}", answer.asked);
        }
        Ok(())
    });
    run.unwrap();
    assert_eq!(node.ctx.metrics.panics.get(), 0);
    runtime.block_on(async { drop(node) });
}
