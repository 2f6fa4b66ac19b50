//! One report, there and back: typed on the site, read and answered in the console, read with the code.

use vigie_lang::Lang;

use crate::desk::does;
use crate::html::{field, tags};
use crate::node::{Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk, site};

#[tokio::test]
async fn one_report_goes_there_and_its_answer_comes_back() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let (words, pasted, name, answer) = (word(), word(), word(), word());
        let draft = node.get(&in_lang("/tell", lang)).await.is(200).field("draft");
        let fields = [
            ("l", lang.code()),
            ("draft", &draft),
            ("danger", "near"),
            ("by", "hour"),
            ("place1", "Zqgram"),
            ("name1", &name),
            ("side1", "them"),
            ("pasted", &pasted),
            ("words", &words),
        ];
        let done = node.post("/tell", &fields).await.is(200);
        site(&done, lang);

        let cookie = node.signs_in("ana").await;
        let case = node.case_with(&cookie, &words).await;
        let page = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&cookie)).await.is(200);
        desk(&page, lang);
        for said in [&words, &pasted, &name] {
            assert!(page.visible().contains(said.as_str()));
        }
        assert!(page.visible().contains(&TEXTS.get(lang).t("lane-0")));
        does(&node, &cookie, &case, "claim", lang, "").await.is(303);
        does(&node, &cookie, &case, "answer", lang, &answer).await.is(303);
        let early = node.post("/back", &[("code", &done.digits())]).await.is(200);
        assert!(!early.visible().contains(&answer), "it can still be taken back");
        node.answers_leave().await;

        for code in [done.digits(), done.words(), done.words().to_uppercase(), done.digits().replace(' ', "-")] {
            let back = node.post("/back", &[("l", lang.code()), ("code", &code)]).await.is(200);
            site(&back, lang);
            for said in [&answer, &words, &pasted, &name] {
                assert!(back.visible().contains(said.as_str()));
            }
            // Somebody has read it: the page no longer asks to call first.
            assert!(!back.visible().contains(&TEXTS.get(lang).t("thread-unread")));
        }
        let again = node.post("/tell", &fields).await.is(200);
        assert_eq!((again.digits(), again.words()), (done.digits(), done.words()));
    }
    assert_eq!(node.logged(&["accept.committed".to_owned()]).len(), 1, "the log was on at its finest");
}

#[tokio::test]
async fn the_cookie_of_the_console_is_for_this_host_alone() {
    let node = Node::open().await;
    node.member("ana").await;
    let fields = [("l", "fr"), ("login", &*node.login("ana")), ("passphrase", &*node.passphrase())];
    let answer = node.post("/console/login", &fields).await.is(303);
    assert_eq!(answer.header("location"), "/console?l=fr");
    assert_eq!(answer.headers.get_all("set-cookie").iter().count(), 1);
    let mut parts = answer.header("set-cookie").split("; ").collect::<Vec<_>>();
    let (name, value) = parts.remove(0).split_once('=').expect("a name and a value");
    assert_eq!(name, "__Host-vigie");
    assert!(
        value.len() >= 40 && value.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c)),
        "{}",
        value.len()
    );
    parts.sort_unstable();
    assert_eq!(parts, ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    let second = node.post("/console/login", &fields).await.is(303);
    assert_ne!(second.header("set-cookie"), answer.header("set-cookie"));
}

#[tokio::test]
async fn the_same_page_sent_at_once_is_one_report() {
    let node = Node::open().await;
    let (draft, words) = (node.get("/tell").await.field("draft"), word());
    let fields = [("draft", &*draft), ("words", &*words)];
    let (one, two, three) =
        tokio::join!(node.post("/tell", &fields), node.post("/tell", &fields), node.post("/tell", &fields));
    let codes = [one, two, three].map(|page| page.is(200).digits());
    assert!(codes[0] == codes[1] && codes[1] == codes[2]);
    let cookie = node.signs_in("ana").await;
    let queue = node.send(Ask::get("/console").cookie(&cookie)).await.is(200);
    let cases = tags(&queue.body).iter().filter(|tag| tag.get("href").is_some_and(|to| to.contains("/case/"))).count();
    assert_eq!(cases, 1);
}

#[tokio::test]
async fn a_message_sent_twice_from_the_same_page_stands_there_once() {
    let node = Node::open().await;
    let code = node.post("/tell", &[("words", "a plain heron")]).await.is(200).digits();
    let page = node.post("/back", &[("code", &code)]).await.is(200);
    let (pass, draft, text) = (page.field("pass"), field(&page.body, "draft").unwrap_or_default(), word());
    for _ in 0..2 {
        let fields = [("pass", &*pass), ("draft", &*draft), ("text", &*text)];
        let page = node.post("/back/write", &fields).await.is(200);
        assert_eq!(page.body.matches(&text).count(), 1);
    }
}
