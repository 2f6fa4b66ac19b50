//! What a member is told when something is not done, and that nothing typed is lost.

use vigie_lang::Lang;

use crate::desk::{does, gives_a_reason};
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk};
use crate::site::{says, says_empty};

/// A refusal in words, with what was typed still on the page.
#[track_caller]
fn refused(answer: &Answer, status: u16, lang: Lang, text: &str) {
    assert_eq!(answer.status, status, "{}: {}", answer.asked, answer.visible());
    desk(answer, lang);
    assert!(answer.visible().contains(text), "{}: what was typed is lost", answer.asked);
}

struct Story {
    node: Node,
    ana: String,
    ben: String,
    case: String,
    digits: String,
}

async fn story() -> Story {
    let node = Node::open().await;
    let words = word();
    let digits = node.post("/tell", &[("words", &words)]).await.is(200).digits();
    let (ana, ben) = (node.signs_in("ana").await, node.signs_in("ben").await);
    let case = node.case_with(&ana, &words).await;
    Story { node, ana, ben, case, digits }
}

#[tokio::test]
async fn a_step_that_is_not_possible_is_refused_in_words_and_keeps_what_was_typed() {
    let Story { node, ana, ben, case, digits } = story().await;
    let text = "Written by the patient heron";
    for lang in Lang::ALL {
        let unclaimed = does(&node, &ana, &case, "answer", lang, text).await;
        refused(&unclaimed, 409, lang, text);
        says(&unclaimed, lang, "case-refused-unclaimed");
        let open = does(&node, &ana, &case, "reopen", lang, "").await;
        refused(&open, 409, lang, "");
        let nothing = does(&node, &ana, &case, "note", lang, " \n ").await;
        refused(&nothing, 422, lang, "");
        says_empty(&nothing, lang, "case-note-add");
        let unknown = does(&node, &ana, &case, "applaud", lang, text).await;
        refused(&unknown, 404, lang, text);
    }
    does(&node, &ben, &case, "claim", Lang::En, "").await.is(303);
    // Without a reason the case does not open, and what was being written is kept all the same.
    let asked = does(&node, &ana, &case, "answer", Lang::En, text).await;
    refused(&asked, 409, Lang::En, text);
    gives_a_reason(&node, &ana, &case).await;
    for lang in Lang::ALL {
        let others = does(&node, &ana, &case, "answer", lang, text).await;
        refused(&others, 409, lang, text);
        let claim = does(&node, &ana, &case, "claim", lang, "").await;
        refused(&claim, 409, lang, "ben-");
    }
    does(&node, &ben, &case, "close", Lang::En, "").await.is(303);
    for lang in Lang::ALL {
        let closed = does(&node, &ben, &case, "answer", lang, text).await;
        refused(&closed, 409, lang, text);
        says(&closed, lang, "case-refused-closed");
    }
    does(&node, &ben, &case, "reopen", Lang::En, "").await.is(303);
    let pass = node.post("/back", &[("code", &digits)]).await.is(200).field("pass");
    node.post("/back/close/yes", &[("pass", &pass)]).await.is(200);
    for lang in Lang::ALL {
        let quiet = does(&node, &ben, &case, "answer", lang, text).await;
        refused(&quiet, 409, lang, text);
        says(&quiet, lang, "case-answer-closed");
    }
    node.post("/back/erase/yes", &[("pass", &pass)]).await.is(200);
    for lang in Lang::ALL {
        for verb in ["answer", "note", "close"] {
            let erasing = does(&node, &ben, &case, verb, lang, text).await;
            refused(&erasing, 409, lang, if verb == "close" { "" } else { text });
        }
    }
}

#[tokio::test]
async fn a_text_that_is_too_long_is_refused_with_every_letter_kept() {
    let Story { node, ana, case, .. } = story().await;
    does(&node, &ana, &case, "claim", Lang::En, "").await.is(303);
    let (fits, long) = ("h".repeat(20_000), "h".repeat(20_001));
    for (verb, field) in [("answer", "answer"), ("note", "note")] {
        let refused = does(&node, &ana, &case, verb, Lang::Fr, &long).await.is(422);
        desk(&refused, Lang::Fr);
        assert!(refused.visible().contains(&long), "{field}");
        does(&node, &ana, &case, verb, Lang::Fr, &fits).await.is(303);
    }
}

#[tokio::test]
async fn whoever_is_second_sees_how_it_stands_now_and_keeps_the_words() {
    let Story { node, ana, ben, case, .. } = story().await;
    let path = format!("/console/case/{case}");
    for lang in Lang::ALL {
        does(&node, &ana, &case, "claim", lang, "").await.is(303);
        let old = node.send(Ask::get(&path).cookie(&ana)).await.is(200).field("version");
        does(&node, &ana, &case, "answer", lang, "First, said the heron").await.is(303);
        let text = "Second, said the heron";
        let fields = [("l", lang.code()), ("version", &old), ("text", text)];
        let second = node.send(Ask::post(&format!("{path}/answer"), &fields).cookie(&ana)).await;
        refused(&second, 409, lang, text);
        says(&second, lang, "case-conflict-title");
        assert_eq!(second.body.matches(text).count(), 1, "kept in the form, and not in the thread");

        // Somebody else holds it by now: there is no form for an answer, and the words are there all the same.
        does(&node, &ana, &case, "release", lang, "").await.is(303);
        does(&node, &ben, &case, "claim", lang, "").await.is(303);
        let late = node.send(Ask::post(&format!("{path}/answer"), &fields).cookie(&ana)).await;
        refused(&late, 409, lang, text);
        does(&node, &ben, &case, "release", lang, "").await.is(303);
    }
}

#[tokio::test]
async fn a_session_that_ends_while_somebody_writes_loses_no_word() {
    let Story { node, ana, case, .. } = story().await;
    does(&node, &ana, &case, "claim", Lang::En, "").await.is(303);
    node.ctx.clock.advance(16 * 60_000);
    for lang in Lang::ALL {
        let fields = [("l", lang.code()), ("version", "2"), ("text", "A long answer by the heron")];
        let late = node.send(Ask::post(&format!("/console/case/{case}/answer"), &fields).cookie(&ana)).await;
        refused(&late, 401, lang, "A long answer by the heron");
        says(&late, lang, "error-signed-out-title");
    }
}

#[tokio::test]
async fn signing_in_tells_nobody_which_half_was_wrong() {
    let node = Node::open().await;
    node.member("ana").await;
    let (ana, wrong) = (node.login("ana"), "not her passphrase");
    for (number, lang) in Lang::ALL.into_iter().enumerate() {
        let from =
            |fields: &[(&str, &str)]| Ask::post("/console/login", fields).from(&format!("198.51.100.{}", 50 + number));
        let half = node.send(from(&[("l", lang.code()), ("login", &ana), ("passphrase", wrong)])).await.is(401);
        let nobody =
            node.send(from(&[("l", lang.code()), ("login", "nobody-at-all"), ("passphrase", wrong)])).await.is(401);
        desk(&half, lang);
        says(&half, lang, "login-error");
        assert_eq!((half.field("login"), half.field("passphrase")), (ana.clone(), String::new()));
        assert_eq!(half.body.replace(&ana, ""), nobody.body.replace("nobody-at-all", ""));
        assert!(!half.body.contains(wrong), "a passphrase never comes back");
        let empty = node.send(from(&[("l", lang.code()), ("login", &ana)])).await.is(422);
        desk(&empty, lang);
        says(&empty, lang, "login-error-empty");
    }
    let now = node.ctx.clock.now();
    let home = "198.51.100.7".parse().expect("an address");
    while node.ctx.buckets.take(home, vigie_service::buckets::What::Failure, now) {}
    for lang in Lang::ALL {
        let many =
            node.post("/console/login", &[("l", lang.code()), ("login", &ana), ("passphrase", wrong)]).await.is(503);
        desk(&many, lang);
        says(&many, lang, "login-error-many");
        assert_eq!((many.field("login"), many.header("retry-after")), (ana.clone(), "5"));
    }
}

#[tokio::test]
async fn an_address_of_the_console_that_is_none_is_answered_in_words() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    let unknown = "/console/case/0197f3c0-0000-7000-8000-000000000000";
    for lang in Lang::ALL {
        for (path, status) in [(unknown, 404), ("/console/case/heron", 404), ("/console/case/%FF", 400)] {
            let page = node.send(Ask::get(&in_lang(path, lang)).cookie(&ana)).await.is(status);
            desk(&page, lang);
            says(&page, lang, "error-case-title");
        }
        let wrong = node.send(Ask::post(&in_lang("/console", lang), &[]).cookie(&ana)).await.is(405);
        desk(&wrong, lang);
        says(&wrong, lang, "error-method-title");
        let large = Ask::raw(&in_lang("/console/login", lang), vec![b'a'; 4 << 20]);
        let large = node.send(large).await.is(413);
        desk(&large, lang);
        assert!(large.visible().contains(&TEXTS.get(lang).n("case-refused-long", "max", 20_000)));
    }
}
