//! Programs that follow the list, and what a visitor is told of them.

use serde_json::{Value, json};
use vigie_model::signal::{CodeKind, SignalState, Tlp};
use vigie_service::api::Scope;
use vigie_service::intake::Draft;
use vigie_service::pictures::{self, Bank, By, Service};
use vigie_service::{alarms, login};
use vigie_store::Engine;

use crate::api::{json_of, problem};
use crate::known::{LISTED, MD5, PICTURE, bank, code, key, list, look, owned, put, visitor};
use crate::node::{Ask, Node};

async fn page(node: &Node, secret: &str, query: &str) -> Value {
    json_of(&node.send(look(secret, &format!("/api/v1/feed{query}"))).await.is(200))
}

fn states(page: &Value) -> Vec<(String, String, usize)> {
    let one = |one: &Value| {
        let text = |name: &str| one[name].as_str().unwrap().to_owned();
        (text("id"), text("state"), one["codes"].as_array().unwrap().len())
    };
    page["changes"].as_array().unwrap().iter().map(one).collect()
}

#[tokio::test]
async fn a_list_is_followed_from_its_beginning_and_a_change_takes_the_place_of_what_was() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, secret) = key(&node, &[Scope::List], false).await;
        assert_eq!(page(&node, &secret, "").await, json!({ "cursor": 0, "more": false, "changes": [] }));
        let heron = list(&node, "Heron list", &[]).await;
        let first = put(&node, heron, &[code(CodeKind::Pdq, LISTED), code(CodeKind::Md5, MD5)]).await;
        let second = put(&node, heron, &[code(CodeKind::Sha256, &"7".repeat(64))]).await;
        let red = Bank { name: "Red".to_owned(), tlp: Tlp::Red, ..Bank::default() };
        let red = bank(&node, red).await;
        put(&node, red, &[code(CodeKind::Sha1, &"7".repeat(40))]).await;
        let all = page(&node, &secret, "").await;
        let (one, two) = (first.to_string(), second.to_string());
        assert_eq!(states(&all), [(one.clone(), "standing".to_owned(), 2), (two.clone(), "standing".to_owned(), 1)]);
        assert_eq!((&all["cursor"], &all["more"]), (&json!(3), &json!(false)));
        assert_eq!(all["changes"][0]["codes"][1], json!({ "kind": "pdq", "hex": LISTED, "quality": 100 }));
        assert_eq!((&all["changes"][0]["tlp"], &all["changes"][0]["bank"]), (&json!("green"), &json!("Heron list")));
        // A page at a time.
        let begun = page(&node, &secret, "?limit=1").await;
        assert_eq!((states(&begun).len(), &begun["cursor"], &begun["more"]), (1, &json!(1), &json!(true)));
        let rest = page(&node, &secret, "?limit=1&since=1").await;
        assert_eq!(states(&rest), [(two.clone(), "standing".to_owned(), 1)]);
        // Suspended, standing again, withdrawn: without codes, and each at its last place.
        pictures::set(&node.ctx, By::House, first, SignalState::Suspended).await.unwrap();
        assert_eq!(states(&page(&node, &secret, "?since=3").await), [(one.clone(), "suspended".to_owned(), 0)]);
        pictures::set(&node.ctx, By::House, first, SignalState::Standing).await.unwrap();
        pictures::withdraw(&node.ctx, By::House, second).await.unwrap();
        let later = page(&node, &secret, "?since=4").await;
        assert_eq!(states(&later), [(one.clone(), "standing".to_owned(), 2), (two.clone(), "withdrawn".to_owned(), 0)]);
        assert_eq!(states(&page(&node, &secret, "").await), states(&later), "whoever begins anew has the same");
        for query in ["?since=-1", "?since=a", "?limit=0", "?limit=1001", "?wait=21", "?more=1", "?since=1&since=2"] {
            problem(&node.send(look(&secret, &format!("/api/v1/feed{query}"))).await.is(422), "invalid");
        }
        problem(&node.send(look(&secret, "/api/v1/feed?since=7")).await.is(422), "cursor");
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn what_visitors_made_is_listed_only_where_it_is_accepted_and_without_digests_of_files() {
    let node = Node::open().await;
    let (_, plain) = key(&node, &[Scope::List], false).await;
    let (_, accepts) = key(&node, &[Scope::List], true).await;
    let (_, given) = visitor(&node, PICTURE).await;
    assert_eq!(page(&node, &plain, "").await, json!({ "cursor": 1, "more": false, "changes": [] }));
    let all = page(&node, &accepts, "").await;
    let change = &all["changes"][0];
    assert_eq!((&change["id"], &change["basis"]), (&json!(given.to_string()), &json!("self_report_unseen")));
    assert_eq!(change["age"], "under_18");
    let codes = change["codes"].as_array().unwrap();
    assert_eq!(codes.len(), 2, "the picture and its crop");
    assert!(codes.iter().all(|one| one["kind"] == "pdq") && codes.iter().any(|one| one["hex"] == PICTURE));
}

#[tokio::test]
async fn a_visitor_sees_who_has_taken_a_withdrawal_in_and_who_is_silent() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, heron) = owned(&node, "Heron chat", &[Scope::List], true).await;
        let (_, stork) = owned(&node, "Stork board", &[Scope::List], true).await;
        // It follows the list and is never given what visitors made.
        let (_, plain) = owned(&node, "Crane files", &[Scope::List], false).await;
        let (pass, _) = visitor(&node, PICTURE).await;
        let services = async || pictures::standing(&node.ctx, &pass).await.unwrap().services;
        let all = |heron: bool, stork: bool| {
            let one = |name: &str, confirmed: bool| Service { name: name.to_owned(), confirmed };
            vec![one("Heron chat", heron), one("Stork board", stork)]
        };
        assert_eq!(services().await, [], "nobody has asked yet");
        for secret in [&heron, &stork, &plain] {
            page(&node, secret, "").await;
        }
        assert_eq!(services().await, all(false, false));
        pictures::stop(&node.ctx, &pass, &Draft::new()).await.unwrap();
        assert_eq!(services().await, all(false, false));
        // It says that it has what it was never sent.
        assert_eq!(page(&node, &stork, "?since=2").await["changes"], json!([]));
        assert_eq!(services().await, all(false, false));
        let told = page(&node, &heron, "?since=1").await;
        assert_eq!((told["changes"][0]["state"].as_str(), &told["cursor"]), (Some("withdrawn"), &json!(2)));
        assert_eq!(services().await, all(false, false), "sent, and not taken in yet");
        page(&node, &heron, "?since=2&confirmed=1").await;
        assert_eq!(services().await, all(false, false), "read, and not stored yet");
        page(&node, &heron, "?since=2").await;
        assert_eq!(services().await, all(true, false));
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn whoever_waits_is_answered_when_something_comes() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], false).await;
    let heron = list(&node, "Heron list", &[]).await;
    let began = std::time::Instant::now();
    assert_eq!(page(&node, &secret, "?wait=1").await["changes"], json!([]));
    assert!(began.elapsed().as_millis() >= 900);
    let waits = page(&node, &secret, "?wait=20");
    let comes = async {
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        put(&node, heron, &[code(CodeKind::Pdq, LISTED)]).await
    };
    let began = std::time::Instant::now();
    let (told, id) = tokio::join!(waits, comes);
    assert_eq!(states(&told), [(id.to_string(), "standing".to_owned(), 1)]);
    assert!(began.elapsed().as_secs() < 15);
}

/// Codes as a picture has them, half of whose bits are ones; none is near another.
pub fn made_up(seed: u64) -> String {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let half: Vec<u64> = (0..2).map(|_| next()).collect();
    let all = half.iter().chain(&half).enumerate().map(|(at, word)| if at < 2 { *word } else { !word });
    all.map(|word| format!("{word:016x}")).collect::<Vec<_>>().concat()
}

#[tokio::test]
async fn a_list_that_leaks_says_whose_it_was() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (heron, one) = owned(&node, "Heron chat", &[Scope::List], false).await;
        let (_, two) = owned(&node, "Stork board", &[Scope::List], false).await;
        let (_, same) = owned(&node, "Heron chat", &[Scope::Match], false).await;
        let (_, third) = owned(&node, "Crane files", &[Scope::Match], false).await;
        let bank = list(&node, "Heron list", &[]).await;
        let mut mine = std::collections::HashSet::new();
        for at in 0..300 {
            let hex = made_up(at + 1);
            put(&node, bank, &[code(CodeKind::Pdq, &hex)]).await;
            mine.insert(hex);
        }
        let codes = async |secret: &str| -> Vec<String> {
            let page = page(&node, secret, "?limit=1000").await;
            let all = page["changes"].as_array().unwrap().iter().flat_map(|one| one["codes"].as_array().unwrap());
            all.map(|one| one["hex"].as_str().unwrap().to_owned()).collect()
        };
        let (first, second) = (codes(&one).await, codes(&two).await);
        let canaries = |all: &[String]| all.iter().filter(|hex| !mine.contains(*hex)).cloned().collect::<Vec<_>>();
        let (of_one, of_two) = (canaries(&first), canaries(&second));
        assert!((1..60).contains(&of_one.len()) && !of_two.is_empty(), "{} and {}", of_one.len(), of_two.len());
        assert!(of_one.iter().all(|hex| !of_two.contains(hex)), "each has its own");
        assert_eq!(canaries(&codes(&one).await), of_one, "the same each time");
        let ones = |hex: &String| hex.chars().map(|digit| digit.to_digit(16).unwrap().count_ones()).sum::<u32>();
        assert!(of_one.iter().all(|hex| ones(hex) == 128), "as many as the code of a picture");

        let alarms = async || {
            let ben = login::signed(&node.ctx, &node.signs_in("ben").await).await.unwrap().expect("ben");
            let all = alarms::list(&node.ctx, &ben).await.unwrap();
            all.iter().filter(|one| one.kind == alarms::Kind::ListLeaked).count()
        };
        let ask = async |secret: &str, hex: &str| {
            let body = json!({ "items": [{ "pdq": hex }] }).to_string();
            let answer = json_of(&node.send(Ask::call("/api/v1/match", secret, body)).await.is(200));
            assert_eq!(answer["items"][0]["match"], "none", "{answer}");
        };
        // Whoever asks about its own list has leaked nothing, and what is no canary is none.
        ask(&same, &of_one[0]).await;
        ask(&third, &made_up(999)).await;
        assert_eq!(alarms().await, 0);
        ask(&third, &of_one[0]).await;
        ask(&third, &of_one[0]).await;
        assert_eq!(alarms().await, 1, "once for a key");
        let adam = login::signed(&node.ctx, &node.signs_in("adam").await).await.unwrap().expect("adam");
        let keys = vigie_service::api::list(&node.ctx, &adam).await.unwrap();
        let leaked: Vec<_> = keys.iter().filter(|key| key.leaked.is_some()).map(|key| key.id).collect();
        assert_eq!(leaked, [heron]);
        // A list that somebody brings in is looked through too.
        let from = list(&node, "Found elsewhere", &[]).await;
        put(&node, from, &[code(CodeKind::Pdq, &of_two[0])]).await;
        assert_eq!(alarms().await, 2);
        let found: Vec<_> = second.iter().map(|hex| code(CodeKind::Pdq, hex)).collect();
        let traced = pictures::trace(&node.ctx, &found).await.unwrap();
        let traced: Vec<_> = traced.iter().map(|one| (one.owner.as_str(), one.canaries)).collect();
        assert_eq!(traced, [("Stork board", of_two.len())]);
        node.run_jobs().await;
    }
}
