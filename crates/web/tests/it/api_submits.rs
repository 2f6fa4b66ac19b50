//! What partners of StopNCII send in its words: opinions of what is on their list, and codes of adults.

use axum::http::Method;
use serde_json::{Value, json};
use vigie_model::signal::{Age, CodeKind, Opinion, Sense, Tlp};
use vigie_service::api::Scope;
use vigie_service::pictures::{self, Bank, By};

use crate::api::json_of;
use crate::api_feed::made_up;
use crate::api_pulls::{hashes, pulled, record as as_pulled};
use crate::known::{LISTED, MD5, PICTURE, bank, code, key, list, owned, put_of, visitor_of};
use crate::node::{Answer, Ask, Node};

pub async fn submit(node: &Node, secret: &str, what: &str, body: &Value) -> Answer {
    let ask = hashes(secret, "");
    let uri = format!("/stopncii/v1/{what}");
    let ask = Ask { method: Method::POST, uri, body: body.to_string().into_bytes(), ..ask };
    node.send(ask.with("content-type", "application/json")).await
}

#[tokio::test]
async fn feedback_in_stopnciis_words_is_an_opinion_of_whatever_carries_the_code() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], true).await;
    let heron = list(&node, "Heron list", &[]).await;
    let (photo, film) = (code(CodeKind::Pdq, LISTED), code(CodeKind::Md5, MD5));
    let listed = put_of(&node, heron, std::slice::from_ref(&photo), Age::Adult).await;
    let video = put_of(&node, heron, &[film], Age::Adult).await;
    let stork = list(&node, "Stork list", &[]).await;
    let child = put_of(&node, stork, &[photo], Age::Minor).await;
    let given = "a5".repeat(16) + &PICTURE[32..];
    let (_, unseen) = visitor_of(&node, &given, Age::Adult).await;
    let one = |hex: &str, word: &str| json!({ "hashValue": hex, "feedbackValue": word, "tags": ["t"] });
    let all = [
        one(LISTED, "Blocked"),
        one(MD5, "StopNCIICSPFeedbackValue.NotBlocked"),
        // Nothing affirmative of what nobody has seen; what is not on the list is answered in the same way.
        one(&given, "Blocked"),
        one(&given, "PendingReview"),
        one(PICTURE, "Blocked"),
        one(LISTED, "None"),
    ];
    let answer = submit(&node, &secret, "SubmitFeedback", &json!({ "count": 6, "hashFeedbacks": all })).await.is(200);
    assert_eq!(json_of(&answer), json!({ "count": 6 }));
    let said = async |id| {
        let told = pictures::tell(&node.ctx, id, &|_| true).await.unwrap();
        told.opinions.into_iter().map(|one| one.1).collect::<Vec<_>>()
    };
    assert_eq!(said(listed).await, [Opinion::Positive]);
    assert_eq!(said(video).await, [Opinion::Negative]);
    assert_eq!(said(unseen).await, [Opinion::Disputed]);
    assert_eq!(said(child).await, [], "nothing of whoever is under 18 is known here");
    // What its list does not tell is not spoken of either: a picture's MD5, a visitor's, and what is withdrawn.
    let both =
        put_of(&node, heron, &[code(CodeKind::Pdq, PICTURE), code(CodeKind::Md5, &"7".repeat(32))], Age::Adult).await;
    let theirs: String = given[..32].chars().rev().collect();
    let gone = put_of(&node, heron, &[code(CodeKind::Md5, &"9".repeat(32))], Age::Adult).await;
    pictures::withdraw(&node.ctx, By::House, gone).await.unwrap();
    let silent = ["7".repeat(32), theirs, "9".repeat(32)].map(|hex| one(&hex, "PendingReview"));
    submit(&node, &secret, "SubmitFeedback", &json!({ "hashFeedbacks": silent })).await.is(200);
    for (id, before) in [(both, vec![]), (unseen, vec![Opinion::Disputed]), (gone, vec![])] {
        assert_eq!(said(id).await, before);
    }
    // One that cannot be read is refused with all that came beside it.
    let [short, odd] =
        [one("ab", "Blocked"), one(LISTED, "Perhaps")].map(|wrong| json!([one(LISTED, "NotBlocked"), wrong]));
    for wrong in
        [json!({}), json!({ "hashFeedbacks": [1] }), json!({ "hashFeedbacks": short }), json!({ "hashFeedbacks": odd })]
    {
        submit(&node, &secret, "SubmitFeedback", &wrong).await.is(400);
    }
    assert_eq!(said(listed).await, [Opinion::Positive]);
    node.ctx.clock.advance(1);
    // What is sent again is said once, and of what is said twice in a call the last counts.
    let again = json!({ "hashFeedbacks": [one(LISTED, "NotBlocked"), one(LISTED, "Blocked"), one(MD5, "NotBlocked")] });
    submit(&node, &secret, "SubmitFeedback", &again).await.is(200);
    assert_eq!((said(listed).await, said(video).await), (vec![Opinion::Positive], vec![Opinion::Negative]));
    for turn in 0..40 {
        node.ctx.clock.advance(1);
        let word = ["NotBlocked", "Blocked"][turn % 2];
        submit(&node, &secret, "SubmitFeedback", &json!({ "hashFeedbacks": [one(LISTED, word)] })).await.is(200);
    }
    assert_eq!(said(listed).await.len(), 32, "who changes its mind more often is not heard");
}

#[tokio::test]
async fn what_a_partner_of_stopncii_sends_is_of_adults_and_stands_in_the_one_bank_that_names_its_key() {
    let node = Node::open().await;
    let (id, secret) = key(&node, &[Scope::List, Scope::Write], false).await;
    let (_, reader) = owned(&node, "Stork chat", &[Scope::List], false).await;
    let record = |kind: &str, hex: &str, word: &str| {
        let said = json!([{ "tags": ["a heron"], "feedbackValue": word }]);
        json!({ "lastModtimestamp": 1, "signalType": kind, "hashValue": hex, "CSPFeedbacks": said })
    };
    let sent = |records: &[Value]| json!({ "count": records.len(), "hashRecords": records });
    let (photo, film) = (record("StopNCIISignalType.ImagePDQ", LISTED, "Blocked"), record("VideoMD5", MD5, "None"));
    let both = sent(&[photo, film, record("ImagePDQ", &"0".repeat(64), "None")]);
    submit(&node, &secret, "SubmitHashes", &both).await.is(403);
    let heron = list(&node, "Heron list", &[id]).await;
    submit(&node, &reader, "SubmitHashes", &both).await.is(403);
    for wrong in [record("VideoTMK", MD5, "None"), record("ImagePDQ", MD5, "None"), record("ImagePDQ", LISTED, "?")] {
        submit(&node, &secret, "SubmitHashes", &sent(&[record("VideoMD5", MD5, "None"), wrong])).await.is(400);
    }
    assert_eq!(pulled(&node, &reader, "").await.1, [], "a call that is refused puts nothing in");
    let first = json_of(&submit(&node, &secret, "SubmitHashes", &both).await.is(200));
    assert_eq!((&first["count"], &first["outcomes"]), (&json!(2), &json!(["added", "added", "unusable"])));
    let again = json_of(&submit(&node, &secret, "SubmitHashes", &both).await.is(200));
    assert_eq!((&again["signals"], &again["outcomes"]), (&first["signals"], &json!(["there", "there", "unusable"])));
    let (page, records) = pulled(&node, &reader, "").await;
    assert_eq!(records, [record_of(LISTED), record_of(MD5)]);
    assert_eq!(
        page["hashRecords"][0]["CSPFeedbacks"],
        json!([{ "source": "", "feedbackValue": "Blocked", "tags": [] }])
    );
    // A child's that is there already is not spoken of, and words of several are those of others.
    let child = put_of(&node, heron, &[code(CodeKind::Pdq, PICTURE)], Age::Minor).await;
    let mut several = record("VideoMD5", MD5, "Blocked");
    several["CSPFeedbacks"] = json!([{ "feedbackValue": "NotBlocked" }, { "feedbackValue": "Blocked" }]);
    let sent_again = sent(&[record("ImagePDQ", PICTURE, "Blocked"), several]);
    submit(&node, &secret, "SubmitHashes", &sent_again).await.is(200);
    assert_eq!(pictures::tell(&node.ctx, child, &|_| true).await.unwrap().opinions, []);
    assert_eq!(pulled(&node, &reader, "").await.0["hashRecords"][1]["CSPFeedbacks"], json!([]));
    let large = vec![b' '; 3 << 20];
    let ask =
        Ask { method: Method::POST, uri: "/stopncii/v1/SubmitHashes".to_owned(), body: large, ..hashes(&secret, "") };
    node.send(ask).await.is(413);
    let stork = list(&node, "Stork list", &[id]).await;
    submit(&node, &secret, "SubmitHashes", &both).await.is(409);
    assert_ne!(heron, stork);
    // A bank of innocent pictures takes nothing of them.
    let (other, only) = owned(&node, "Egret pay", &[Scope::List, Scope::Write], false).await;
    let innocent = Bank {
        name: "Innocent".to_owned(),
        tlp: Tlp::Green,
        sense: Sense::Negative,
        changes: vec![other],
        ..Bank::default()
    };
    bank(&node, innocent).await;
    submit(&node, &only, "SubmitHashes", &both).await.is(403);
}

fn record_of(hex: &str) -> (String, String, Vec<String>) {
    as_pulled(hex, "Active", &["Active"])
}

#[tokio::test]
async fn nobody_tells_a_made_up_code_of_the_list_from_a_real_one_by_what_is_said_of_it() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], false).await;
    let heron = list(&node, "Heron list", &[]).await;
    let mine: Vec<String> = (1..300).map(made_up).collect();
    for hex in &mine {
        put_of(&node, heron, &[code(CodeKind::Pdq, hex)], Age::Adult).await;
    }
    let all = async || pulled(&node, &secret, "?pageSize=1000").await.0["hashRecords"].as_array().unwrap().clone();
    let before = all().await;
    let made = before.iter().find(|one| !mine.iter().any(|hex| one["hashValue"] == hex.as_str())).expect("a canary");
    let said = json!([{ "hashValue": made["hashValue"], "feedbackValue": "PendingReview", "tags": [] }]);
    submit(&node, &secret, "SubmitFeedback", &json!({ "count": 1, "hashFeedbacks": said })).await.is(200);
    let after = all().await;
    let beside = after.iter().filter(|one| one["caseNumbers"] == made["caseNumbers"]);
    let words: Vec<&Value> = beside.map(|one| &one["CSPFeedbacks"][0]["feedbackValue"]).collect();
    assert_eq!(words, ["PendingReview", "PendingReview"], "the signal that it was told beside, and the canary");
}
