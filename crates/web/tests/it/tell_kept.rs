//! Telling when something goes wrong: a seal that does not open, too many words, a page sent twice. No word is lost.

use vigie_lang::Lang;
use vigie_service::told::{LASTS, LONGEST};

use crate::forms::too_long;
use crate::html::one_line;
use crate::node::{Ask, Node, in_lang, word};
use crate::promises::TEXTS;
use crate::site::says;
use crate::tell::{ALL, answers, asked, at, holds, sorted};
use crate::visitor::Visitor;

/// What became of the seal: it is kept for nothing, or changed on the way.
async fn a_seal_that_does_not_open(spoil: impl Fn(&Node, &mut Visitor)) {
    let node = Node::open().await;
    for number in 2..=ALL {
        let (lang, mark, home) = (Lang::ALL[number % 4], word(), format!("203.0.113.{number}"));
        let mut visitor = at(&node, lang, number, &mark, &home).await;
        answers(&mut visitor, number, &mark);
        let filled = sorted(visitor.shown());
        spoil(&node, &mut visitor);
        if number % 2 == 0 {
            // Straight away: what this page holds is sent, and the receipt says that the rest is gone.
            visitor.presses("send").await;
            says(&visitor.page, lang, "tell-lost-sent");
        } else {
            visitor.presses("back").await;
            says(&visitor.page, lang, "tell-lost");
            visitor.presses("next").await;
            assert!(!visitor.page.visible().contains(&one_line(&TEXTS.get(lang).t("tell-lost"))), "said once");
            assert_eq!(sorted(visitor.shown()), filled);
            visitor.presses("send").await;
        }
        holds(&visitor.thread().await, lang, &[number], &mark);
    }
}

#[tokio::test]
async fn a_forged_seal_never_loses_what_its_page_sent() {
    a_seal_that_does_not_open(|_, visitor| {
        let mut told = visitor.has("told").to_owned();
        let other = if &told[40..41] == "A" { "B" } else { "A" };
        told.replace_range(40..41, other);
        visitor.types("told", &told);
    })
    .await;
}

#[tokio::test]
async fn an_old_seal_never_loses_what_its_page_sent() {
    a_seal_that_does_not_open(|node, _| node.ctx.clock.advance(LASTS)).await;
}

#[tokio::test]
async fn a_page_can_be_left_for_almost_a_day() {
    let (node, mark) = (Node::open().await, word());
    let mut visitor = at(&node, Lang::En, 12, &mark, "198.51.100.7").await;
    for _ in 0..3 {
        node.ctx.clock.advance(LASTS - 1);
        visitor.presses("back").await.presses("next").await;
    }
    visitor.presses("send").await;
    holds(&visitor.thread().await, Lang::En, &(1..ALL).collect::<Vec<_>>(), &mark);
}

#[tokio::test]
async fn a_seal_of_another_node_opens_nothing() {
    let (one, other, mark) = (Node::open().await, Node::open().await, word());
    let visitor = at(&one, Lang::En, 12, &mark, "198.51.100.7").await;
    let told = visitor.has("told").to_owned();
    for go in ["back", "all", "safe", "next"] {
        let fields = [("told", &*told), ("at", "12"), ("go", go), ("words", "zq words")];
        let page = other.post("/tell/step", &fields).await;
        assert!(!page.visible().contains(&mark) && !page.body.contains("value=\"FR\" selected"), "{go}");
    }
}

#[tokio::test]
async fn the_last_page_sent_twice_is_one_report() {
    let (node, mark) = (Node::open().await, word());
    let mut visitor = at(&node, Lang::En, 12, &mark, "198.51.100.7").await;
    answers(&mut visitor, 12, &mark);
    let (page, fields) = (visitor.page.clone(), visitor.fields.clone());
    let mut ask: Vec<(&str, &str)> = fields.iter().map(|field| (field.0.as_str(), field.1.as_str())).collect();
    ask.push(("go", "send"));
    let both = tokio::join!(node.post("/tell/step", &ask), node.post("/tell/step", &ask));
    let code = both.0.is(200).digits();
    assert_eq!(both.1.is(200).digits(), code);
    let again = node.post("/tell/step", &ask).await.is(200);
    says(&again, Lang::En, "done-again-title");
    // Back in the browser, one more sentence: the same thread.
    (visitor.page, visitor.fields) = (page, fields.clone());
    visitor.types("words", &format!("{mark}words and more")).presses("send").await;
    says(&visitor.page, Lang::En, "done-added-title");
    assert_eq!(visitor.page.digits(), code);
    let ana = node.signs_in("ana").await;
    let queue = node.send(Ask::get("/console").cookie(&ana)).await.is(200);
    assert_eq!(queue.body.matches("/console/case/").count(), 1);

    // The same with a seal that does not open.
    node.ctx.clock.advance(LASTS);
    let late = node.post("/tell/step", &ask).await.is(200).digits();
    assert!(late != code && node.post("/tell/step", &ask).await.is(200).digits() == late);
}

#[tokio::test]
async fn the_largest_answers_stay_within_the_seal_or_beside_it() {
    let node = Node::open().await;
    let (bird, long) = ("🪶", "🐦".repeat(99_999));
    let mut visitor = at(&node, Lang::En, 10, "zq", "198.51.100.7").await;
    visitor.long = true;
    for row in 1..=3 {
        visitor.types(&format!("place{row}"), &bird.repeat(200)).types(&format!("name{row}"), &bird.repeat(300));
    }
    visitor.presses("next").await.types("answer", &bird.repeat(2000)).presses("next").await;
    visitor.types("pasted", &long).types("words", &format!("\n{long}"));
    visitor.presses("safe").await.presses("on").await;
    assert!(visitor.has("pasted") == long && visitor.has("words") == format!("\n{long}"));
    visitor.presses("back").await;
    assert!(visitor.has("told").len() > LONGEST / 2, "the names are in it");
    visitor.presses("back").await;
    assert_eq!(visitor.has("name3"), bird.repeat(300));
    visitor.presses("all").await;
    assert!(visitor.has("pasted") == long && visitor.has("answer") == bird.repeat(2000));
    visitor.presses("steps").await;
    for _ in 1..ALL {
        visitor.presses("next").await;
    }
    visitor.presses("send").await;
    let code = visitor.page.digits();
    let thread = node.post("/back", &[("code", &code)]).await.is(200);
    assert!(thread.body.contains(&long) && thread.body.contains(&bird.repeat(2000)));
}

#[tokio::test]
async fn a_text_that_is_too_long_holds_its_page_and_keeps_every_word() {
    let node = Node::open().await;
    for (lang, (number, name, max)) in Lang::ALL.into_iter().zip([
        (10, "name1", 300),
        (10, "place3", 200),
        (11, "answer", 2000),
        (12, "words", 100_000),
    ]) {
        let mut visitor = at(&node, lang, number, "zq", "198.51.100.7").await;
        let long = format!("{}!", "ح".repeat(max));
        visitor.long = true;
        visitor.types(name, &long);
        let go = if number == 12 { "send" } else { "next" };
        assert_eq!(visitor.tries(go).await, 422);
        assert!(visitor.page.visible().contains(&too_long(lang, max)));
        assert_eq!(visitor.has(name), long);
        // From another page the send leads to the one that has to be looked at.
        visitor.presses("back").await;
        assert_eq!(visitor.tries("send").await, 422);
        says(&visitor.page, lang, asked(number));
        assert_eq!(visitor.has(name), long);
        visitor.types(name, "zq short");
        visitor.presses(if number == 12 { "send" } else { "next" }).await;
    }
}

#[tokio::test]
async fn a_send_that_has_to_wait_keeps_everything() {
    let (node, mark) = (Node::open().await, word());
    let home: std::net::IpAddr = "198.51.100.7".parse().expect("an address");
    let mut visitor = at(&node, Lang::Ar, 11, &mark, "198.51.100.7").await;
    answers(&mut visitor, 11, &mark);
    let now = node.ctx.clock.now();
    while node.ctx.buckets.take(home, vigie_service::buckets::What::Try, now) {}
    assert_eq!(visitor.tries("send").await, 503);
    says(&visitor.page, Lang::Ar, "busy-title");
    assert_eq!((visitor.has("answer"), visitor.page.header("retry-after")), (&*format!("{mark}answer"), "5"));
    "203.0.113.77".clone_into(&mut visitor.home);
    visitor.presses("send").await;
    holds(&visitor.thread().await, Lang::Ar, &(1..=11).collect::<Vec<_>>(), &mark);
}

#[tokio::test]
async fn a_closed_node_takes_no_step_and_gives_the_words_back() {
    let node = Node::closed().await;
    for lang in Lang::ALL {
        for path in ["/tell/all", "/tell/step"] {
            says(&node.get(&in_lang(path, lang)).await.is(200), lang, "closed-text");
        }
        let fields = [("l", lang.code()), ("at", "12"), ("go", "send"), ("words", "zq herons at dawn")];
        let page = node.post("/tell/step", &fields).await.is(200);
        says(&page, lang, "closed-text");
        assert!(page.visible().contains("zq herons at dawn"));
        says(&page, lang, "closed-kept");
        says(&page, lang, "tell-last");
        let fields = [("l", lang.code()), ("place1", "zq pond"), ("name1", "zq name"), ("pasted", "zq threat")];
        let page = node.post("/tell", &fields).await.is(200);
        for (id, text) in [("tell-place", "zq pond"), ("tell-name", "zq name"), ("closed-pasted", "zq threat")] {
            says(&page, lang, id);
            assert!(page.visible().contains(text) && page.body.contains("data-copy-for=\"kept3\""), "{}", page.body);
        }
    }
}

#[tokio::test]
async fn fields_from_elsewhere_and_places_that_are_none_lose_nothing() {
    let node = Node::open().await;
    let mut body = vec![("words", "zq words"), ("threat", "pictures"), ("danger", "applause"), ("country", "zz")];
    for at in ["", "0", "99", "d3", "dall", "x"] {
        for go in ["", "applause", "next", "on", "back", "all", "safe", "country", "steps", "in-xx"] {
            let fields: Vec<_> = body.iter().copied().chain([("at", at), ("go", go)]).collect();
            let page = node.post("/tell/step", &fields).await.is(200);
            let told = page.field("told");
            let sent = if told.is_empty() {
                assert_eq!(page.field("words"), "zq words", "{at} {go}");
                continue;
            } else {
                node.post("/tell/step", &[("told", &*told), ("at", "d1"), ("go", "all")]).await.is(200)
            };
            let words = if sent.field("words").is_empty() { page.field("words") } else { sent.field("words") };
            assert_eq!(words, "zq words", "{at} {go}");
        }
    }
    // A form that another site sent: its words count, its seal does not.
    body.push(("told", "x"));
    let visitor = at(&node, Lang::En, 12, "zqplanted", "198.51.100.7").await;
    let told = visitor.has("told").to_owned();
    let ask = Ask::post("/tell/step", &[("told", &*told), ("at", "12"), ("go", "all"), ("words", "zq words")]);
    let page = node.send(ask.with("sec-fetch-site", "cross-site")).await.is(200);
    assert!(page.field("words") == "zq words" && !page.body.contains("zqplanted"));
}
