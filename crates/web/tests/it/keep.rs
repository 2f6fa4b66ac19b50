//! How long something is kept, as the desk decides it and as the visitor reads it, in every language.

use vigie_lang::Lang;
use vigie_model::clock::DAY;
use vigie_web::when;

use crate::html::one_line;
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk, site};
use crate::site::says;

async fn sends(node: &Node, cookie: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
    node.send(Ask::post(path, fields).cookie(cookie)).await
}

/// What the second person waits for is confirmed.
async fn confirmed(node: &Node, cookie: &str) {
    let page = node.send(Ask::get("/console/second").cookie(cookie)).await.is(200);
    let proposal = page.field("proposal");
    let done = sends(node, cookie, "/console/second/confirm", &[("proposal", &proposal)]).await.is(303);
    assert!(done.header("location").contains("second-done"));
}

#[tokio::test]
async fn a_hold_is_proposed_confirmed_shown_to_the_visitor_and_ended() {
    let node = Node::open().await;
    let (ana, cleo) = (node.signs_in("ana").await, node.signs_in("cleo").await);
    let words = word();
    let code = node.post("/tell", &[("words", &*words)]).await.is(200).digits();
    let case = node.case_with(&ana, &words).await;
    let path = format!("/console/keep/{case}");
    let now = node.ctx.clock.now();
    let (ends, review) = (now.plus(60 * DAY).date(), now.plus(30 * DAY).date());
    let days = [("ends", ends.as_str()), ("review", review.as_str()), ("ground", "a court asks, says the heron")];
    let wrong = sends(&node, &ana, &format!("{path}/hold"), &days[..2]).await.is(303);
    assert!(wrong.header("location").contains("keep-error"), "a hold has a ground");
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&path, lang)).cookie(&ana)).await.is(200);
        desk(&page, lang);
        says(&page, lang, "keep-case-unread");
    }
    let proposed = sends(&node, &ana, &format!("{path}/hold"), &[("l", "ar"), days[0], days[1], days[2]]).await.is(303);
    assert!(proposed.header("location").contains("keep-proposed"), "{}", proposed.header("location"));
    confirmed(&node, &cleo).await;
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&path, lang)).cookie(&cleo)).await.is(200);
        desk(&page, lang);
        assert!(page.visible().contains(&ends) && page.visible().contains("a court asks, says the heron"));
    }
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    for lang in Lang::ALL {
        let asked = node.post("/back/erase", &[("l", lang.code()), ("pass", &pass)]).await.is(200);
        site(&asked, lang);
        let held = one_line(&when::named(TEXTS.get(lang), &ends));
        assert!(asked.visible().contains(&held), "the visitor is told until when a law keeps it");
    }
    let taken = node.post("/back/erase/yes", &[("l", "en"), ("pass", &pass)]).await.is(200);
    assert!(taken.visible().contains("Nobody works with it until then"), "{}", taken.visible());
    sends(&node, &ana, &format!("{path}/end"), &[("sure", "1")]).await.is(303);
    let page = node.send(Ask::get(&path).cookie(&ana)).await.is(200);
    assert!(!page.visible().contains("a court asks, says the heron"));
    node.run_jobs().await;
}

#[tokio::test]
async fn the_visitor_reads_when_the_page_was_opened_what_was_passed_on_and_until_when_it_is_kept() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    let words = word();
    let code = node.post("/tell", &[("words", &*words)]).await.is(200).digits();
    let case = node.case_with(&ana, &words).await;
    crate::desk::does(&node, &ana, &case, "claim", Lang::En, "").await.is(303);
    for lang in Lang::ALL {
        let page = node.post("/back", &[("l", lang.code()), ("code", &code)]).await.is(200);
        site(&page, lang);
        for id in ["thread-openings", "thread-openings-not-you", "thread-newcode", "thread-passed-none"] {
            says(&page, lang, id);
        }
        let day = when::date(TEXTS.get(lang), node.ctx.clock.now().plus(365 * DAY));
        assert!(page.visible().contains(&one_line(&day)), "until when it is kept");
    }
    let path = format!("/console/keep/{case}");
    sends(&node, &ana, &format!("{path}/freeze"), &[("sure", "1")]).await.is(303);
    node.post("/back", &[("code", &code)]).await.is(422);
    let unsure = sends(&node, &ana, &format!("{path}/thaw"), &[]).await.is(303);
    assert!(unsure.header("location").contains("keep-error"), "a second look");
    sends(&node, &ana, &format!("{path}/thaw"), &[("sure", "1")]).await.is(303);
    node.post("/back", &[("code", &code)]).await.is(200);
    node.run_jobs().await;
}

#[tokio::test]
async fn two_agree_to_pass_something_on_and_the_visitor_reads_what_and_when_but_not_to_whom() {
    let node = Node::open().await;
    let (ana, cleo) = (node.signs_in("ana").await, node.signs_in("cleo").await);
    let words = word();
    let code = node.post("/tell", &[("words", &*words)]).await.is(200).digits();
    let case = node.case_with(&ana, &words).await;
    let path = format!("/console/keep/{case}/pass-on");
    let asked = [("what", "messages"), ("to", "police"), ("ground", "she asked us to, says the heron")];
    for wrong in [&asked[..2], &[("what", "all"), asked[1], asked[2]], &[asked[0], ("to", "all"), asked[2]]] {
        assert!(sends(&node, &ana, &path, wrong).await.is(303).header("location").contains("keep-error"));
    }
    assert!(sends(&node, &ana, &path, &asked).await.is(303).header("location").contains("keep-proposed"));
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang("/console/second", lang)).cookie(&cleo)).await.is(200);
        desk(&page, lang);
        for id in ["second-kind-pass-on", "second-means-pass-on", "passed-what-messages", "passed-to-police"] {
            says(&page, lang, id);
        }
    }
    let before = node.post("/back", &[("code", &code)]).await.is(200);
    says(&before, Lang::En, "thread-passed-none");
    confirmed(&node, &cleo).await;
    for lang in Lang::ALL {
        let page = node.post("/back", &[("l", lang.code()), ("code", &code)]).await.is(200);
        site(&page, lang);
        let t = TEXTS.get(lang);
        let line = one_line(&t.s("thread-passed-messages", "date", &when::date(t, node.ctx.clock.now())));
        assert!(page.visible().contains(&line), "{}", page.visible());
        says(&page, lang, "thread-passed-ask");
        let to = one_line(&TEXTS.get(lang).t("passed-to-police"));
        assert!(
            !page.visible().contains(&to) && !page.body.contains("says the heron"),
            "whoever stands by reads it too"
        );
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
        desk(&page, lang);
        assert!(page.visible().contains(&to) && page.body.contains("says the heron"));
    }
    node.run_jobs().await;
}

#[tokio::test]
async fn an_administrator_sets_the_days_and_a_wrong_number_changes_nothing() {
    let node = Node::open().await;
    let adam = node.signs_in("adam").await;
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang("/console/retention", lang)).cookie(&adam)).await.is(200);
        desk(&page, lang);
    }
    let days = |closed| [("closed", closed), ("answered", "60"), ("open", "90"), ("countries", "fr 10 20 30\n")];
    for wrong in ["0", "3651", "soon", ""] {
        let page = sends(&node, &adam, "/console/retention", &days(wrong)).await.is(422);
        assert_eq!(page.field("answered"), "60", "what was typed stays");
    }
    sends(&node, &adam, "/console/retention", &days("30")).await.is(303);
    let page = node.send(Ask::get("/console/retention").cookie(&adam)).await.is(200);
    assert_eq!((page.field("closed").as_str(), page.body.contains("FR 10 20 30")), ("30", true));
    node.run_jobs().await;
}

#[tokio::test]
async fn of_a_very_long_thread_the_newest_messages_are_shown_and_the_earlier_ones_are_one_press_away() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    let words = word();
    let code = node.post("/tell", &[("words", &*words)]).await.is(200).digits();
    let case = node.case_with(&ana, &words).await;
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    for number in 0..101 {
        node.ctx.clock.advance(1000);
        let text = format!("heron {number:03} zq");
        node.post("/back/write", &[("pass", &pass), ("text", &text)]).await.is(200);
    }
    let path = format!("/console/case/{case}");
    for lang in Lang::ALL {
        let page = node.send(Ask::get(&in_lang(&path, lang)).cookie(&ana)).await.is(200);
        desk(&page, lang);
        assert!(!page.body.contains("heron 000 zq") && page.body.contains("heron 001 zq"));
        let link = format!("{}&amp;everything=1", in_lang(&path, lang));
        assert!(page.body.contains(&link), "{link}");
        let all = node.send(Ask::get(&link.replace("&amp;", "&")).cookie(&ana)).await.is(200);
        assert!(all.body.contains("heron 000 zq") && all.body.contains("heron 100 zq"));
    }
    node.run_jobs().await;
}
