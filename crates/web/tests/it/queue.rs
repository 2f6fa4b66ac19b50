//! The queue as a member works with it: filters, claiming from the list, what is new, the keyboard.

use std::time::Duration;

use vigie_lang::Lang;

use crate::node::{Ask, Node};
use crate::promises::{TEXTS, desk};
use crate::site::says;

async fn list(node: &Node, cookie: &str, query: &str) -> crate::node::Answer {
    node.send(Ask::get(&format!("/console?{query}")).cookie(cookie)).await.is(200)
}

#[tokio::test]
async fn a_case_is_claimed_and_released_from_the_list_and_the_view_stays() {
    let node = Node::open().await;
    node.post("/tell", &[("words", "a heron at the pond"), ("danger", "self")]).await.is(200);
    let cookie = node.signs_in("ana").await;
    for lang in Lang::ALL {
        let code = lang.code();
        for (verb, said) in [("claim", "case-claimed"), ("release", "case-released")] {
            let page = list(&node, &cookie, &format!("l={code}&show=all&lane=0")).await;
            desk(&page, lang);
            let fields = ["case", "version", "here"].map(|name| (name, page.field(name)));
            let mut sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            sent.push(("l", code));
            let after = node.send(Ask::post(&format!("/console/queue/{verb}"), &sent).cookie(&cookie)).await.is(303);
            assert_eq!(after.header("location"), format!("/console?l={code}&show=all&lane=0&said={said}"));
            let page = node.send(Ask::get(after.header("location")).cookie(&cookie)).await.is(200);
            desk(&page, lang);
            says(&page, lang, said);
        }
    }
}

#[tokio::test]
async fn whoever_claims_second_is_told_and_sees_how_it_stands() {
    let node = Node::open().await;
    node.post("/tell", &[("words", "a heron at the pond")]).await.is(200);
    let (ana, ben) = (node.signs_in("ana").await, node.signs_in("ben").await);
    let page = list(&node, &ana, "l=en&show=waiting").await;
    let (case, version, here) = (page.field("case"), page.field("version"), page.field("here"));
    let fields = [("l", "en"), ("case", &case), ("version", &version), ("here", &here)];
    node.send(Ask::post("/console/queue/claim", &fields).cookie(&ana)).await.is(303);
    let after = node.send(Ask::post("/console/queue/claim", &fields).cookie(&ben)).await.is(303);
    let page = node.send(Ask::get(after.header("location")).cookie(&ben)).await.is(200);
    says(&page, Lang::En, "queue-faster");
    assert_eq!(list(&node, &ben, "l=en&show=mine").await.field("case"), "");
    assert!(list(&node, &ana, "l=en&show=mine").await.body.contains(&case));
}

#[tokio::test]
async fn the_frame_counts_what_came_since_the_list_was_read() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    vigie_service::audit::chain_waiting(&node.ctx).await.expect("the chain grows");
    let page = list(&node, &cookie, "l=en").await;
    let frame = page.body.split("src=\"/console/new?").nth(1).and_then(|rest| rest.split('"').next()).expect("a frame");
    let frame = format!("/console/new?{}", frame.replace("&#38;", "&").replace("&amp;", "&"));
    let before = node.send(Ask::get(&frame).cookie(&cookie)).await.is(200);
    says(&before, Lang::En, "queue-new-none");
    assert_eq!(before.header("x-frame-options"), "SAMEORIGIN");
    for words in ["a heron", "a second heron", "a third heron"] {
        node.post("/tell", &[("words", words)]).await.is(200);
    }
    let unchained = node.send(Ask::get(&frame).cookie(&cookie)).await.is(200);
    says(&unchained, Lang::En, "queue-new-none");
    vigie_service::audit::chain_waiting(&node.ctx).await.expect("the chain grows");
    for lang in Lang::ALL {
        let after =
            node.send(Ask::get(&frame.replace("l=en", &format!("l={}", lang.code()))).cookie(&cookie)).await.is(200);
        let expected = TEXTS.get(lang).n("queue-new", "count", 3);
        assert!(after.body.contains(&expected), "{}", after.body);
    }
}

#[tokio::test]
async fn a_page_that_asks_for_news_by_itself_keeps_no_session_alive() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    for _ in 0..4 {
        node.ctx.clock.advance(4 * 60_000);
        node.send(Ask::get("/console/new?since=0").cookie(&cookie)).await;
    }
    node.send(Ask::get("/console").cookie(&cookie)).await.is(303);
}

#[tokio::test]
async fn news_are_identifiers_and_nothing_else() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    node.post("/tell", &[("words", "a plain heron at the pond")]).await.is(200);
    vigie_service::audit::chain_waiting(&node.ctx).await.expect("the chain grows");
    let mut stream = node.listen("/console/live?since=0", &cookie).await;
    let first = tokio::time::timeout(Duration::from_secs(10), stream.next()).await.expect("an event comes");
    let case = node.case_with(&cookie, "a plain heron").await;
    assert!(first.contains("event: new") && first.contains(&format!("data: {case}")), "{first}");
    let known = ["id:", "event:", "data:"];
    assert!(first.lines().all(|line| line.is_empty() || known.iter().any(|word| line.starts_with(word))), "{first}");
}

#[tokio::test]
async fn keys_are_chosen_turned_off_and_refused_when_two_are_alike() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    let signs = |page: &crate::node::Answer| {
        page.body.split("data-keys=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("-").to_owned()
    };
    assert_eq!(signs(&list(&node, &cookie, "l=en").await), "jkocan.?");
    let names = ["next", "before", "open", "claim", "answer", "note", "break", "help"];
    let own: Vec<String> = ["w", "s", "d", "e", "r", "t", "y", "h"].map(str::to_owned).to_vec();
    let mut fields: Vec<(&str, &str)> = names.into_iter().zip(own.iter().map(String::as_str)).collect();
    fields.extend([("l", "en"), ("do", "save")]);
    node.send(Ask::post("/console/keys", &fields).cookie(&cookie)).await.is(303);
    assert_eq!(signs(&list(&node, &cookie, "l=en").await), "wsdertyh");
    fields[0].1 = "s";
    for lang in Lang::ALL {
        fields[8].1 = lang.code();
        let refused = node.send(Ask::post("/console/keys", &fields).cookie(&cookie)).await.is(422);
        desk(&refused, lang);
        says(&refused, lang, "keys-error");
    }
    node.send(Ask::post("/console/keys", &[("l", "en"), ("do", "none")]).cookie(&cookie)).await.is(303);
    assert_eq!(signs(&list(&node, &cookie, "l=en").await), "");
    node.send(Ask::post("/console/keys", &[("l", "en"), ("do", "usual")]).cookie(&cookie)).await.is(303);
    assert_eq!(signs(&list(&node, &cookie, "l=en").await), "jkocan.?");
}
