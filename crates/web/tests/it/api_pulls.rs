//! Lists in the words of StopNCII and NCMEC: their shapes, whom they are for, what of a withdrawal they carry, and that
//! nothing is skipped.

use axum::http::Method;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use vigie_model::clock::{DAY, HOUR, SECOND};
use vigie_model::signal::{Age, CodeKind, Opinion, SignalState, Tlp};
use vigie_service::api::Scope;
use vigie_service::intake::Draft;
use vigie_service::pictures::{self, Bank, By, Service};
use vigie_store::Engine;

use crate::api::json_of;
use crate::api_submits::submit;
use crate::known::{LISTED, MD5, PICTURE, bank, code, key, list, look, owned, put, put_of, visitor, visitor_of};
use crate::node::{Answer, Ask, Node};

pub fn hashes(secret: &str, query: &str) -> Ask {
    Ask::get(&format!("/stopncii/v1/FetchHashes{query}"))
        .with("x-functions-key", "anything")
        .with("ocp-apim-subscription-key", secret)
}

/// What a pull gives, and each record as its code, its status and the statuses of its cases.
pub async fn pulled(node: &Node, secret: &str, query: &str) -> (Value, Vec<(String, String, Vec<String>)>) {
    let page = json_of(&node.send(hashes(secret, query)).await.is(200));
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let one = |one: &Value| {
        let mut cases: Vec<String> = one["caseNumbers"].as_object().expect("cases").values().map(text).collect();
        cases.sort();
        (text(&one["hashValue"]), text(&one["hashStatus"]), cases)
    };
    let records: Vec<_> = page["hashRecords"].as_array().expect("records").iter().map(one).collect();
    assert_eq!(page["count"], records.len());
    (page, records)
}

pub fn record(hex: &str, status: &str, cases: &[&str]) -> (String, String, Vec<String>) {
    (hex.to_owned(), status.to_owned(), cases.iter().map(|&case| case.to_owned()).collect())
}

fn entries(secret: &str, query: &str) -> Ask {
    let shown = STANDARD.encode(format!("heron:{secret}"));
    Ask::get(&format!("/ncmec/v2/{query}")).with("authorization", &format!("Basic {shown}"))
}

async fn xml(node: &Node, secret: &str, query: &str) -> String {
    let answer = node.send(entries(secret, query)).await.is(200);
    assert_eq!(answer.header("content-type"), "application/xml");
    answer.body
}

/// What an opening and a closing word of the XML stand around.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| Some(rest.split_once(after)?.0)).collect()
}

/// Each entry as its kind and its id.
fn kinds(page: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for kind in ["image", "video", "deletedImage", "deletedVideo"] {
        for one in between(page, &format!("<{kind}>"), &format!("</{kind}>")) {
            all.push((kind.to_owned(), between(one, "<id>", "</id>")[0].to_owned()));
        }
    }
    all
}

/// Seconds as its clients write them.
fn moment(at: vigie_model::Timestamp) -> String {
    let seconds = at.ms().rem_euclid(DAY) / SECOND;
    format!("{}T{:02}:{:02}:{:02}Z", at.date(), seconds / 3600, seconds / 60 % 60, seconds % 60)
}

#[tokio::test]
async fn a_partner_of_stopncii_pulls_what_is_of_adults_in_its_shape_and_nothing_else() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (id, secret) = key(&node, &[Scope::List], true).await;
        let (_, plain) = key(&node, &[Scope::List], false).await;
        let heron = list(&node, "Heron list", &[]).await;
        let red = bank(&node, Bank { name: "Red".to_owned(), tlp: Tlp::Red, ..Bank::default() }).await;
        let nothing = json!({ "count": 0, "nextSetTimestamp": 10, "nextPageToken": null, "hasMoreRecords": false, "hashRecords": [] });
        assert_eq!(pulled(&node, &secret, "?startTimestamp=10&pageSize=800").await.0, nothing);
        // Neither a child's, nor what nobody said an age of, in whichever bank.
        visitor(&node, PICTURE).await;
        visitor_of(&node, &"c3".repeat(32), Age::Unknown).await;
        put_of(&node, heron, &[code(CodeKind::Pdq, LISTED)], Age::Minor).await;
        put(&node, heron, &[code(CodeKind::Md5, MD5)]).await;
        put_of(&node, red, &[code(CodeKind::Md5, MD5)], Age::Adult).await;
        assert_eq!(pulled(&node, &secret, "?startTimestamp=10").await.1, []);
        // A list's: the picture without its file's digest; a video's MD5.
        let adult = format!("{}00", &LISTED[..62]);
        let photo = put_of(&node, heron, &[code(CodeKind::Pdq, &adult), code(CodeKind::Md5, MD5)], Age::Adult).await;
        put_of(&node, heron, &[code(CodeKind::Md5, &"7".repeat(32))], Age::Adult).await;
        pictures::opinion(&node.ctx, By::Key(id), photo, Opinion::Positive, "").await.unwrap();
        let (page, records) = pulled(&node, &plain, "?startTimestamp=10").await;
        let listed = [record(&adult, "Active", &["Active"]), record(&"7".repeat(32), "Active", &["Active"])];
        assert_eq!(records, listed);
        assert_eq!((&page["nextSetTimestamp"], &page["hasMoreRecords"]), (&json!(17), &json!(false)));
        let expected = json!({
            "lastModtimestamp": node.ctx.clock.now().ms() / 1000, "hashValue": adult, "hashStatus": "Active",
            "caseNumbers": { (photo.to_string()): "Active" }, "signalType": "ImagePDQ", "hashRegions": [],
            "CSPFeedbacks": [{ "source": "", "feedbackValue": "Blocked", "tags": [] }],
        });
        assert_eq!((&page["hashRecords"][0], &page["hashRecords"][1]["signalType"]), (&expected, &json!("VideoMD5")));
        // A visitor's, of the picture and its crop, only where it was accepted.
        let given = "a5".repeat(16) + &PICTURE[32..];
        visitor_of(&node, &given, Age::Adult).await;
        assert_eq!(pulled(&node, &plain, "?startTimestamp=17").await.1, []);
        let visitors = pulled(&node, &secret, "?startTimestamp=17").await.1;
        assert_eq!(visitors.len(), 2, "{visitors:?}");
        assert!(visitors.contains(&record(&given, "Active", &["Active"])));
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn a_withdrawal_is_told_by_its_code_to_who_may_have_it_and_to_nobody_else() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], true).await;
    let (heron, stork) = (list(&node, "Heron list", &[]).await, list(&node, "Stork list", &[]).await);
    let first = put_of(&node, heron, &[code(CodeKind::Pdq, PICTURE)], Age::Adult).await;
    let second = put_of(&node, stork, &[code(CodeKind::Pdq, PICTURE)], Age::Adult).await;
    let twice = record(PICTURE, "Active", &["Active", "Active"]);
    assert_eq!(pulled(&node, &secret, "").await.1, [twice], "one record, two cases");
    // Another signal of the same picture stands.
    pictures::withdraw(&node.ctx, By::House, first).await.unwrap();
    let both = record(PICTURE, "Active", &["Active", "Withdrawn"]);
    assert_eq!(pulled(&node, &secret, "?startTimestamp=12").await.1, [both]);
    pictures::set(&node.ctx, By::House, second, SignalState::Suspended).await.unwrap();
    let held = record(PICTURE, "Deleted", &["Deleted", "Withdrawn"]);
    assert_eq!(pulled(&node, &secret, "?startTimestamp=13").await.1, [held]);
    pictures::set(&node.ctx, By::House, second, SignalState::Standing).await.unwrap();
    pictures::withdraw(&node.ctx, By::House, second).await.unwrap();
    let gone = record(PICTURE, "Withdrawn", &["Withdrawn", "Withdrawn"]);
    let told = pulled(&node, &secret, "?startTimestamp=14").await;
    assert_eq!((&told.1[..], &told.0["nextSetTimestamp"]), (std::slice::from_ref(&gone), &json!(16)));
    // An answer that was lost is given again; whoever begins never learns of it.
    assert_eq!(pulled(&node, &secret, "?startTimestamp=14").await.1, std::slice::from_ref(&gone));
    assert_eq!(pulled(&node, &secret, "?startTimestamp=10").await.1, []);
    // Withdrawn between two pages of one pull: what the first page gave is taken back, what it did not give is not told.
    let page = put_of(&node, heron, &[code(CodeKind::Pdq, LISTED)], Age::Adult).await;
    let last = put_of(&node, heron, &[code(CodeKind::Md5, MD5)], Age::Adult).await;
    let begun = pulled(&node, &secret, "?startTimestamp=16&pageSize=1").await;
    assert_eq!(
        (&begun.1[..], &begun.0["hasMoreRecords"]),
        (&[record(LISTED, "Active", &["Active"])][..], &json!(true))
    );
    pictures::withdraw(&node.ctx, By::House, last).await.unwrap();
    pictures::withdraw(&node.ctx, By::House, page).await.unwrap();
    let token = begun.0["nextPageToken"].as_str().unwrap();
    let rest = pulled(&node, &secret, &format!("?startTimestamp=16&pageSize=800&nextPageToken={token}")).await;
    assert_eq!(rest.1, [record(LISTED, "Withdrawn", &["Withdrawn"])]);
    assert_eq!((&rest.0["nextPageToken"], &rest.0["nextSetTimestamp"]), (&Value::Null, &json!(20)));
}

#[tokio::test]
async fn a_member_of_ncmecs_sharing_pulls_entries_and_stones_and_nothing_of_adults() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, secret) = key(&node, &[Scope::List], true).await;
        let (_, plain) = key(&node, &[Scope::List], false).await;
        let heron = list(&node, "Heron <list> & co", &[]).await;
        let now = moment(node.ctx.clock.now());
        let window = format!("entries?from=1970-01-01T00%3A00%3A00Z&to={now}");
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        let space = "xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\"";
        let empty = format!(
            "{head}<queryResult {space}><images count=\"0\"></images><videos count=\"0\"></videos></queryResult>\n"
        );
        assert_eq!(xml(&node, &secret, &window).await, empty);
        let photo = put(&node, heron, &[code(CodeKind::Pdq, LISTED), code(CodeKind::Sha1, &"7".repeat(40))]).await;
        let video = put(&node, heron, &[code(CodeKind::Md5, MD5)]).await;
        put(&node, heron, &[code(CodeKind::Sha256, &"7".repeat(64))]).await;
        put_of(&node, heron, &[code(CodeKind::Md5, &"7".repeat(32))], Age::Adult).await;
        visitor_of(&node, &"c3".repeat(32), Age::Adult).await;
        let (_, child) = visitor(&node, PICTURE).await;
        let page = xml(&node, &plain, &window).await;
        let number = between(&xml(&node, &plain, "members").await, "<member id=\"", "\"")[0].to_owned();
        let member = format!("<member id=\"{number}\">Heron &lt;list&gt; &amp; co</member>");
        let expected = format!(
            "{head}<queryResult {space}><images count=\"1\" maxTimestamp=\"{now}\"><image>{member}<timestamp>{now}</timestamp>\
             <id>{photo}</id><fingerprints><sha1>{}</sha1><pdq>{LISTED}</pdq></fingerprints></image></images>\
             <videos count=\"1\" maxTimestamp=\"{now}\"><video>{member}<timestamp>{now}</timestamp><id>{video}</id>\
             <fingerprints><md5>{MD5}</md5></fingerprints></video></videos></queryResult>\n",
            "7".repeat(40)
        );
        assert_eq!(page, expected);
        let accepted = xml(&node, &secret, &window).await;
        let of_child =
            between(&accepted, "<image>", "</image>").into_iter().find(|one| one.contains(&child.to_string()));
        let of_child = of_child.expect("where it was accepted, under a member of its own");
        assert!(of_child.contains(">self-reported-unseen</member>"));
        assert!(of_child.contains(&format!("<fingerprints><pdq>{PICTURE}</pdq></fingerprints>")), "{of_child}");
        let members = xml(&node, &secret, "members").await;
        assert_eq!(between(&members, "\">", "</member>"), ["Heron &lt;list&gt; &amp; co", "self-reported-unseen"]);
        // A stone names no fingerprint; what is suspended is one until it stands again.
        node.ctx.clock.advance(HOUR);
        let later = format!("entries?from={now}&to={}", moment(node.ctx.clock.now()));
        pictures::withdraw(&node.ctx, By::House, video).await.unwrap();
        pictures::set(&node.ctx, By::House, photo, SignalState::Suspended).await.unwrap();
        let page = xml(&node, &plain, &later).await;
        let stones = [("deletedImage".to_owned(), video.to_string()), ("deletedImage".to_owned(), photo.to_string())];
        assert_eq!(kinds(&page), stones);
        assert!(!page.contains("fingerprints") && !page.contains(LISTED));
        pictures::set(&node.ctx, By::House, photo, SignalState::Standing).await.unwrap();
        let again = kinds(&xml(&node, &plain, &later).await);
        assert!(again.contains(&("image".to_owned(), photo.to_string())), "{again:?}");
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn whatever_the_clocks_say_nothing_of_the_list_is_skipped() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let node = Node::open_on(engine).await;
        let (_, secret) = key(&node, &[Scope::List], false).await;
        let heron = list(&node, "Heron list", &[]).await;
        let md5 = |n: u32| [code(CodeKind::Md5, &format!("{n:032x}"))];
        let first = put(&node, heron, &md5(1)).await;
        let ids = |page: &str| kinds(page).into_iter().map(|one| one.1).collect::<Vec<_>>();
        // Its clock is an hour ahead: it takes all as seen until then.
        let (start, ahead) = (node.ctx.clock.now(), node.ctx.clock.now().plus(HOUR));
        let window = format!("entries?from=1970-01-01T00:00:00Z&to={}", moment(ahead));
        assert_eq!(ids(&xml(&node, &secret, &window).await), [first.to_string()]);
        node.ctx.clock.advance(60 * SECOND);
        let second = put(&node, heron, &md5(2)).await;
        let next = format!("entries?from={}&to={}", moment(ahead), moment(ahead.plus(HOUR)));
        assert_eq!(ids(&xml(&node, &secret, &next).await), [second.to_string()], "stored at a moment it took as seen");
        // Its clock is behind: what is later waits for its window.
        node.ctx.clock.advance(HOUR);
        let third = put(&node, heron, &md5(3)).await;
        let behind = format!("entries?from={}&to={}", moment(ahead), moment(start.plus(70 * SECOND)));
        assert_eq!(ids(&xml(&node, &secret, &behind).await), Vec::<String>::new());
        let whole = format!("entries?from={}&to={}", moment(start.plus(70 * SECOND)), moment(node.ctx.clock.now()));
        assert_eq!(ids(&xml(&node, &secret, &whole).await), [third.to_string()]);
        node.run_jobs().await;
    }
}

#[tokio::test]
async fn a_long_list_is_pulled_page_by_page_and_each_signal_comes_once() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], false).await;
    let heron = list(&node, "Heron list", &[]).await;
    let entry = |n: u32| pictures::Entry {
        codes: vec![code(CodeKind::Md5, &format!("{n:032x}"))],
        age: if n.is_multiple_of(2) { Age::Adult } else { Age::Minor },
        expires: None,
        from: pictures::Provenance::default(),
    };
    let all: Vec<_> = (1..=2300).map(entry).collect();
    pictures::add(&node.ctx, By::House, heron, &all).await.unwrap();
    let mut query = format!("entries?from=1970-01-01T00:00:00Z&to={}", moment(node.ctx.clock.now()));
    let mut seen = Vec::new();
    for pages in 1.. {
        let page = xml(&node, &secret, &query).await;
        seen.extend(between(&page, "<md5>", "</md5>").into_iter().map(str::to_owned));
        let Some(next) = between(&page, "<next>/v2/", "</next>").first().map(|next| next.replace("&amp;", "&")) else {
            assert_eq!(pages, 3);
            break;
        };
        query = next;
    }
    let odd: Vec<String> = (1..=2300).filter(|n| n % 2 == 1).map(|n| format!("{n:032x}")).collect();
    seen.sort();
    assert_eq!(seen, odd);
    let (mut query, mut seen) = ("?startTimestamp=10&pageSize=800".to_owned(), Vec::new());
    loop {
        let (page, records) = pulled(&node, &secret, &query).await;
        seen.extend(records.into_iter().map(|one| one.0));
        let Some(token) = page["nextPageToken"].as_str() else { break };
        assert_eq!(page["hasMoreRecords"], true);
        query = format!("?startTimestamp=10&pageSize=800&nextPageToken={token}");
    }
    let even: Vec<String> = (1..=2300).filter(|n| n % 2 == 0).map(|n| format!("{n:032x}")).collect();
    assert_eq!(seen, even, "in the order of the list");
}

#[tokio::test]
async fn a_visitor_sees_who_was_sent_a_fingerprint_in_other_words_and_pulling_confirms_nothing() {
    for age in [Age::Adult, Age::Minor] {
        let node = Node::open().await;
        let (_, stork) = owned(&node, "Stork board", &[Scope::List], true).await;
        let (_, crane) = owned(&node, "Crane files", &[Scope::List], true).await;
        let (pass, _) = visitor_of(&node, PICTURE, age).await;
        let services = async || pictures::standing(&node.ctx, &pass).await.unwrap().services;
        let window = |from: &str| format!("entries?from={from}&to={}", moment(node.ctx.clock.now()));
        pulled(&node, &stork, "?startTimestamp=10").await;
        xml(&node, &crane, &window("1970-01-01T00:00:00Z")).await;
        let name = if age == Age::Adult { "Stork board" } else { "Crane files" };
        let silent = [Service { name: name.to_owned(), confirmed: false }];
        assert_eq!(services().await, silent, "who was sent it, and nobody else");
        let before = moment(node.ctx.clock.now());
        node.ctx.clock.advance(HOUR);
        pictures::stop(&node.ctx, &pass, &Draft::new()).await.unwrap();
        for _ in 0..2 {
            pulled(&node, &stork, "?startTimestamp=11").await;
            xml(&node, &crane, &window(&before)).await;
            pulled(&node, &stork, "?startTimestamp=12").await;
        }
        assert_eq!(services().await, silent);
    }
}

#[tokio::test]
async fn feedback_in_ncmecs_words_is_an_opinion() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], true).await;
    let heron = list(&node, "Heron list", &[]).await;
    let listed = put(&node, heron, &[code(CodeKind::Pdq, LISTED)]).await;
    let (_, child) = visitor(&node, PICTURE).await;
    let reasons = xml(&node, &secret, "feedback/PDQ/reasons").await;
    let guids: Vec<String> = between(&reasons, "<reason guid=\"", "\"").into_iter().map(str::to_owned).collect();
    assert_eq!(between(&reasons, "name=\"", "\""), ["Does not belong here", "In doubt"]);
    assert!(reasons.contains("type=\"PDQ\"/>") && reasons.contains("<availableFeedbackReasons xmlns="));
    let submission = |inside: &str| {
        format!(
            "<feedbackSubmission xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\">{inside}</feedbackSubmission>"
        )
    };
    let no = |guid: &str| submission(&format!("<negative><reasonIds><guid>{guid}</guid></reasonIds></negative>"));
    let send = async |id: &str, kind: &str, body: String| {
        let ask = entries(&secret, &format!("entries/7/{id}/{kind}/feedback"));
        let ask = Ask { method: Method::PUT, body: body.into_bytes(), ..ask };
        node.send(ask.with("content-type", "application/xml; charset=utf-8")).await
    };
    let yes = || submission("<affirmative><!-- nothing --></affirmative>");
    let (list, given) = (listed.to_string(), child.to_string());
    let table: [(&str, &str, String, u16); 9] = [
        (&list, "PDQ", yes(), 200),
        (&list, "PDQ", no(&guids[0]), 200),
        (&list, "MD5", no(&guids[1]), 200),
        (&given, "PDQ", no(&guids[1]), 200),
        // Nobody has seen what a visitor gave.
        (&given, "PDQ", yes(), 404),
        (&list, "PDQ", no("01234567-abcd-0123-4567-012345678900"), 400),
        (&list, "PDQ", "{}".to_owned(), 400),
        (&list, "DHASH", yes(), 404),
        ("01934f2a-7c00-7000-8000-0000000000a1", "PDQ", yes(), 404),
    ];
    for (id, kind, body, status) in table {
        // Which one is the last is told by the moment.
        node.ctx.clock.advance(1);
        let answer = send(id, kind, body.clone()).await;
        assert_eq!((answer.status, answer.header("content-type")), (status, "application/xml"), "{kind} {body}");
    }
    let said = async |id| {
        let told = pictures::tell(&node.ctx, id, &|_| true).await.unwrap();
        told.opinions.into_iter().map(|one| one.1).collect::<Vec<_>>()
    };
    let mut all = said(listed).await;
    all.sort_by_key(|one| one.word());
    assert_eq!(all, [Opinion::Disputed, Opinion::Negative, Opinion::Positive]);
    assert_eq!(said(child).await, [Opinion::Disputed]);
    let mut refused = 0;
    for turn in 0..40 {
        node.ctx.clock.advance(1);
        let answer = send(&list, "PDQ", if turn % 2 == 0 { yes() } else { no(&guids[0]) }).await;
        refused += usize::from(answer.status == 409);
    }
    assert_eq!((said(listed).await.len(), refused), (32, 6), "who changes its mind more often is told so");
}

#[tokio::test]
async fn whoever_has_no_key_for_lists_gets_nothing_in_the_shape_of_the_tool() {
    let node = Node::open().await;
    let (_, secret) = key(&node, &[Scope::List], false).await;
    let (_, other) = key(&node, &[Scope::Match, Scope::Distance, Scope::Text], true).await;
    let message = |answer: &Answer| json_of(answer)["message"].as_str().expect("a message").to_owned();
    let refused = |answer: &Answer| between(&answer.body, "<message>", "</message>")[0].to_owned();
    let status = xml(&node, &secret, "status").await;
    assert!(status.contains("<username>Heron chat</username><member id=\"") && status.contains(">Heron chat</member>"));
    assert_eq!(message(&node.send(hashes(&other, "")).await.is(403)), "this key is not for this");
    assert_eq!(refused(&node.send(entries(&other, "entries")).await.is(403)), "this key is not for this");
    let bare = node.get("/ncmec/v2/entries").await.is(401);
    assert_eq!((refused(&bare).as_str(), bare.header("www-authenticate")), ("Unauthorized", "Basic realm=\"vigie\""));
    assert_eq!(message(&node.send(hashes("none", "")).await.is(401)), "Unauthorized");
    for path in ["/stopncii/v1/FetchHashes", "/ncmec/v2/entries"] {
        node.send(look(&secret, path)).await.is(200);
    }
    for query in ["?startTimestamp=x", "?pageSize=x", "?nextPageToken=1-2", "?startTimestamp=1790000000"] {
        node.send(hashes(&secret, query)).await.is(400);
    }
    for query in ["entries?from=yesterday", "entries?to=2026-13-01T00:00:00Z", "entries?start=x"] {
        assert_eq!(node.send(entries(&secret, query)).await.is(400).header("content-type"), "application/xml");
    }
    assert_eq!(message(&node.get("/stopncii/v1/None").await.is(404)), "Not Found");
    let wrong = node.get("/stopncii/v1/SubmitHashes").await.is(405);
    assert_eq!((message(&wrong).as_str(), wrong.header("allow")), ("Method Not Allowed", "POST"));
    for what in ["SubmitHashes", "SubmitFeedback"] {
        assert_eq!(message(&submit(&node, &other, what, &json!({})).await.is(403)), "this key is not for this");
        assert_eq!(message(&submit(&node, "none", what, &json!({})).await.is(401)), "Unauthorized");
    }
    assert_eq!(refused(&node.get("/ncmec/v2/none").await.is(404)), "Not Found");
    assert_eq!(
        node.get("/stopncii//v1/FetchHashes?a=1").await.is(308).header("location"),
        "/stopncii/v1/FetchHashes?a=1"
    );
}
