//! What a code that opens nothing tells: nothing, whether it never was or is no more.

use crate::html::one_line;
use crate::node::{Answer, Ask, Node, word};
use crate::promises::{TEXTS, site};
use crate::site::says;
use vigie_lang::Lang;

/// The same from one address after the other, so that no bucket is empty.
async fn tries(node: &Node, lang: Lang, code: &str, address: u8) -> Answer {
    let fields = [("l", lang.code()), ("code", code)];
    node.send(Ask::post("/back", &fields).from(&format!("203.0.113.{address}"))).await
}

#[tokio::test]
async fn a_code_of_an_erased_report_and_a_wrong_one_are_answered_alike() {
    let node = Node::open().await;
    let draft = node.get("/tell").await.field("draft");
    let sent = [("draft", &*draft), ("words", "to be taken back, zq")];
    let done = node.post("/tell", &sent).await.is(200);
    let (erased, erased_words) = (done.digits(), done.words());
    let pass = node.post("/back", &[("code", &erased)]).await.is(200).field("pass");
    node.post("/back/erase/yes", &[("pass", &pass)]).await.is(200);
    node.ctx.clock.advance(7 * 24 * 3_600_000 + 1);
    node.run_jobs().await;

    let never = vigie_seal::ReceiptCode::random(&mut vigie_model::clock::entropy());
    let never_words = never.words(vigie_seal::WordList::En).join(" ");
    for (number, lang) in (0u8..).zip(Lang::ALL) {
        let was = tries(&node, lang, &erased, number).await.is(422);
        let never = tries(&node, lang, &never.digits(), 100 + number).await.is(422);
        site(&was, lang);
        says(&was, lang, "back-error-wrong");
        assert_eq!(was.headers, never.headers);
        assert_eq!(was.body.len(), never.body.len());
        assert_eq!(was.body.replace(&erased, ""), never.body.replace(&never.field("code"), ""));
    }
    let was = tries(&node, Lang::En, &erased_words, 50).await.is(422);
    let never = tries(&node, Lang::En, &never_words, 51).await.is(422);
    assert_eq!(was.body.replace(&erased_words, ""), never.body.replace(&never_words, ""));

    // Old passes and old pages open nothing either; what is written with them is not lost.
    let late = node.post("/back/write", &[("pass", &pass), ("text", "too late, says the heron")]).await.is(403);
    assert!(late.visible().contains("too late, says the heron"));
}

#[tokio::test]
async fn both_kinds_of_wrong_code_cost_the_same_hash() {
    let node = Node::open().await;
    let code = node.post("/tell", &[("words", "a plain heron")]).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    node.post("/back/erase/yes", &[("pass", &pass)]).await.is(200);
    node.ctx.clock.advance(7 * 24 * 3_600_000 + 1);
    node.run_jobs().await;
    // While somebody else holds the only turn, neither is answered: both wait for the same memory-hard hash.
    let turn = node.ctx.receipt_gate.enter().await.expect("the gate is free");
    let short = std::time::Duration::from_millis(200);
    assert!(tokio::time::timeout(short, tries(&node, Lang::En, &code, 1)).await.is_err());
    assert!(tokio::time::timeout(short, tries(&node, Lang::En, "111 111 111 111 111 111", 2)).await.is_err());
    drop(turn);
    tries(&node, Lang::En, &code, 1).await.is(422);
}

#[tokio::test]
async fn a_pass_lasts_twenty_minutes_and_takes_no_word_with_it() {
    let node = Node::open().await;
    let words = word();
    let code = node.post("/tell", &[("words", &words)]).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    node.ctx.clock.advance(20 * 60_000 - 1);
    node.post("/back/open", &[("pass", &pass)]).await.is(200);
    node.ctx.clock.advance(1);
    for lang in Lang::ALL {
        let fields = [("l", lang.code()), ("pass", &pass), ("text", "two lines\nby the heron")];
        let late = node.post("/back/write", &fields).await.is(403);
        site(&late, lang);
        says(&late, lang, "back-error-expired");
        assert!(late.body.contains("two lines\nby the heron"));
        for path in ["/back/open", "/back/newcode", "/back/newcode/yes", "/back/close/yes", "/back/erase/yes"] {
            let late = node.post(path, &[("l", lang.code()), ("pass", &pass)]).await.is(422);
            site(&late, lang);
            says(&late, lang, "back-error-expired");
        }
    }
    let still = node.post("/back", &[("code", &code)]).await.is(200);
    assert!(still.visible().contains(&words), "nothing was taken back by a pass that was over");
}

#[tokio::test]
async fn many_wrong_codes_slow_one_address_and_nobody_else() {
    let node = Node::open().await;
    let code = node.post("/tell", &[("words", "a plain heron")]).await.is(200).digits();
    let (now, home) = (node.ctx.clock.now(), "203.0.113.77".parse().expect("an address"));
    while node.ctx.buckets.take(home, vigie_service::buckets::What::Failure, now) {}
    for lang in Lang::ALL {
        let slowed = tries(&node, lang, &code, 77).await.is(503);
        site(&slowed, lang);
        says(&slowed, lang, "back-error-many");
        assert_eq!((slowed.field("code"), slowed.header("retry-after")), (code.clone(), "5"));
    }
    tries(&node, Lang::En, &code, 78).await.is(200);
    node.ctx.clock.advance(10_000);
    tries(&node, Lang::En, &code, 77).await.is(200);
}

#[tokio::test]
async fn a_page_sent_again_after_its_report_was_taken_back_says_so() {
    let node = Node::open().await;
    let draft = node.get("/tell").await.field("draft");
    let sent = [("draft", &*draft), ("words", "to be taken back, zq")];
    let code = node.post("/tell", &sent).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    node.post("/back/erase/yes", &[("pass", &pass)]).await.is(200);
    for lang in Lang::ALL {
        let fields = [("l", lang.code()), ("draft", &*draft), ("words", "to be taken back, zq")];
        let gone = node.post("/tell", &fields).await.is(410);
        site(&gone, lang);
        says(&gone, lang, "erase-gone");
    }
}

#[tokio::test]
async fn a_page_sent_again_after_another_code_shows_no_old_code_and_loses_no_word() {
    let node = Node::open().await;
    let draft = node.get("/tell").await.field("draft");
    let code = node.post("/tell", &[("draft", &*draft), ("words", "a plain heron")]).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    let fresh = node.post("/back/newcode/yes", &[("pass", &pass)]).await.is(200).digits();
    let same = node.post("/tell", &[("draft", &*draft), ("words", "a plain heron")]).await.is(200);
    site(&same, Lang::En);
    says(&same, Lang::En, "newcode-done");
    says(&same, Lang::En, "done-elsewhere-title");
    assert!(same.body.contains("class=\"button\" href=\"/back?l=en\""), "a way to the field of the code");
    assert!(!same.body.contains(&code) && !same.body.contains(&fresh));
    let more = word();
    let page = node.post("/tell", &[("draft", &*draft), ("words", &*more)]).await.is(200);
    assert!(![&code, &fresh].contains(&&page.digits()));
    let thread = node.post("/back", &[("code", &page.digits())]).await.is(200);
    assert!(thread.visible().contains(&more) && !thread.visible().contains("a plain heron"));
}

#[tokio::test]
async fn are_you_safe_right_now_loses_no_word_on_the_own_page() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let code = node.post("/tell", &[l, ("words", "a plain heron")]).await.is(200).digits();
        let page = node.post("/back", &[l, ("code", &code)]).await.is(200);
        assert!(!page.body.contains("href=\"/safe-now"), "no link that loses what is typed");
        let (pass, typed) = (page.field("pass"), word());
        let fields = [l, ("pass", &*pass), ("text", &*typed), ("safe", "safe")];
        let doors = node.post("/back/write", &fields).await.is(200);
        site(&doors, lang);
        for id in ["safe-now-people", "demo-door-crisis", "thread-title"] {
            says(&doors, lang, id);
        }
        assert!(doors.body.contains(&typed), "what was typed is still in its field");
        let plain = node.post("/back/open", &[l, ("pass", &pass)]).await.is(200);
        assert!(!plain.body.contains(&typed), "and was not sent");
    }
}

#[tokio::test]
async fn on_a_receipt_people_are_shown_and_no_link_beside_them_loses_the_code() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let done = node.post("/tell", &[l, ("danger", "self"), ("words", "a plain heron")]).await.is(200);
        site(&done, lang);
        let main = done.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page");
        assert!(!main.contains("href=\"/"), "{}", done.asked);
        let fields = [l, ("code", &*done.digits()), ("safe", "safe")];
        let page = node.post("/back", &fields).await.is(200);
        site(&page, lang);
        says(&page, lang, "demo-door-crisis");
    }
}

#[tokio::test]
async fn above_what_was_pasted_it_never_says_that_the_visitor_wrote_it() {
    let node = Node::open().await;
    // The clock stands still: what was sent together is of the same millisecond, under ids that are random.
    for lang in Lang::ALL.into_iter().cycle().take(12) {
        let (threat, own) = (word(), word());
        let sent = [("l", lang.code()), ("who", "me"), ("pasted", &*threat), ("words", &*own)];
        let done = node.post("/tell", &sent).await.is(200);
        let page = node.post("/back", &[("l", lang.code()), ("code", &done.digits())]).await.is(200);
        let (text, t) = (page.visible(), TEXTS.get(lang));
        let label = |id: &str| one_line(&t.s(id, "date", &vigie_web::when::moment(t, node.ctx.clock.now())));
        let order = [
            &label("thread-from-you-answers"),
            &one_line(&t.t("tell-who-me")),
            &label("thread-from-you-pasted"),
            &threat,
            &label("thread-from-you"),
            &own,
        ];
        let mut from = 0;
        for part in order {
            let at = text[from..].find(part).unwrap_or_else(|| panic!("{part} is not there, or too early: {text}"));
            from += at + part.len();
        }
    }
}
