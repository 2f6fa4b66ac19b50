//! When something does not work: a page in words, and every word that was typed.

use vigie_lang::Lang;
use vigie_service::buckets::What;
use vigie_service::gate::{Gate, WAITING_ROOM};

use crate::html::{chosen, tags};
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{desk, site};
use crate::site::says;

const TYPED: [(&str, &str); 12] = [
    ("draft", "0123456789abcdef0123456789abcdef"),
    ("place1", "Zqgram"),
    ("name1", "zq_heron_1"),
    ("place2", "Zqchat"),
    ("name2", "zq_heron_2"),
    ("place3", "Zqtalk"),
    ("name3", "zq_heron_3"),
    ("pasted", "line one\nline <two>"),
    ("words", "\n zq \"words\" & more"),
    ("answer", "after zq school"),
    ("danger", "self"),
    ("side1", "them"),
];
const CHOSEN: [(&str, &str); 8] = [
    ("who", "friend"),
    ("age", "a13"),
    ("threat", "pictures"),
    ("threat", "information"),
    ("want", "money"),
    ("by", "today"),
    ("happened", "paid"),
    ("happened", "fake"),
];

/// A whole form in a language.
fn form(lang: Lang) -> Ask {
    let mut fields = vec![("l", lang.code())];
    fields.extend(TYPED);
    fields.extend(CHOSEN);
    Ask::post("/tell", &fields)
}

/// Everything of [`form`] is still on the page.
#[track_caller]
fn everything_is_kept(page: &Answer) {
    for (name, value) in TYPED.into_iter().take(10) {
        assert_eq!(page.field(name), value, "{name}");
    }
    for (name, value) in CHOSEN.into_iter().chain([("danger", "self"), ("side1", "them")]) {
        assert!(chosen(&page.body, name, value), "{name} is {value}");
    }
    assert!(!chosen(&page.body, "side1", "unknown") && chosen(&page.body, "side2", "unknown"));
}

/// Takes every turn and every seat of a gate, for about four seconds.
async fn fill(gate: &Gate) -> Vec<tokio::sync::OwnedSemaphorePermit> {
    let mut turns = Vec::new();
    while let Ok(turn) = tokio::time::timeout(std::time::Duration::from_millis(50), gate.enter()).await {
        turns.push(turn.expect("a turn"));
    }
    for _ in 0..WAITING_ROOM {
        let gate = gate.clone();
        tokio::spawn(async move { gate.enter().await.is_ok() });
    }
    tokio::task::yield_now().await;
    turns
}

#[tokio::test]
async fn a_full_gate_is_answered_at_once_with_every_word_kept() {
    let node = Node::open().await;
    let code = node.post("/tell", &[("words", "a plain heron")]).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    let (_turns, _logins) = (fill(&node.ctx.receipt_gate).await, fill(&node.ctx.login_gate).await);
    for lang in Lang::ALL {
        let tell = node.send(form(lang)).await.is(503);
        everything_is_kept(&tell);
        let back = node.post("/back", &[("l", lang.code()), ("code", &code)]).await.is(503);
        assert_eq!(back.field("code"), code);
        let again = node.post("/back/newcode/yes", &[("l", lang.code()), ("pass", &pass)]).await.is(503);
        for page in [&tell, &back, &again] {
            site(page, lang);
            says(page, lang, "busy-title");
            assert_eq!(page.header("retry-after"), "5");
        }
        let fields = [("l", lang.code()), ("login", "heron.zq"), ("passphrase", "some wrong passphrase")];
        let login = node.post("/console/login", &fields).await.is(503);
        desk(&login, lang);
        says(&login, lang, "login-busy-title");
        assert_eq!(login.field("login"), "heron.zq");
        // Who needs no hash does not wait.
        node.get(&in_lang("/now", lang)).await.is(200);
        node.post("/back/open", &[("pass", &pass)]).await.is(200);
    }
}

#[tokio::test]
async fn a_full_gate_keeps_the_set_up_form() {
    let node = Node::bare(true, vigie_web::Web::default()).await;
    let token = vigie_service::setup::link(&node.ctx).await.expect("a link").expect("nobody is there yet");
    let _logins = fill(&node.ctx.login_gate).await;
    for lang in Lang::ALL {
        let fields = [
            ("l", lang.code()),
            ("token", token.expose()),
            ("name", "Heron Zq"),
            ("login", "heron.zq"),
            ("passphrase", "four grey herons at dawn"),
            ("passphrase2", "four grey herons at dawn"),
        ];
        let busy = node.post("/console/setup", &fields).await.is(503);
        desk(&busy, lang);
        says(&busy, lang, "error-desk-busy");
        for (name, value) in &fields[1..4] {
            assert_eq!(&busy.field(name), value);
        }
    }
}

#[tokio::test]
async fn too_many_sends_of_one_address_keep_every_word() {
    let node = Node::open().await;
    let (now, home) = (node.ctx.clock.now(), "198.51.100.7".parse().expect("an address"));
    while node.ctx.buckets.take(home, What::Try, now) {}
    for lang in Lang::ALL {
        let page = node.send(form(lang)).await.is(503);
        site(&page, lang);
        everything_is_kept(&page);
        node.send(form(lang).from("203.0.113.200")).await.is(200);
    }
}

#[tokio::test]
async fn a_database_that_does_not_answer_loses_no_word() {
    let node = Node::open().await;
    let code = node.post("/tell", &[("words", "a plain heron")]).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    let ana = node.signs_in("ana").await;
    let case = node.case_with(&ana, "a plain heron").await;
    node.ctx.store.close().await;
    let text = word();
    for lang in Lang::ALL {
        let tell = node.send(form(lang)).await.is(503);
        everything_is_kept(&tell);
        let back = node.post("/back", &[("l", lang.code()), ("code", &code)]).await.is(503);
        assert_eq!(back.field("code"), code);
        let fields = [("l", lang.code()), ("pass", &pass), ("text", &text)];
        let write = node.post("/back/write", &fields).await.is(503);
        assert_eq!((write.field("text"), write.field("pass")), (text.clone(), pass.clone()));
        assert!(tags(&write.body).iter().any(|tag| tag.get("action") == Some("/back/write")));
        for page in [&tell, &back, &write] {
            site(page, lang);
        }
        for path in ["/back/open", "/back/newcode/yes", "/back/close/yes", "/back/erase/yes", "/back/erase/cancel"] {
            let page = node.post(path, &[("l", lang.code()), ("pass", &pass)]).await.is(503);
            site(&page, lang);
            assert_eq!(page.field("pass"), pass);
        }
        for path in ["/", "/now", "/talk", "/tell", "/back"] {
            site(&node.get(&in_lang(path, lang)).await.is(200), lang);
        }
        let queue = node.send(Ask::get(&in_lang("/console", lang)).cookie(&ana)).await.is(500);
        let fields = [("l", lang.code()), ("version", "1"), ("text", &text)];
        let written = node.send(Ask::post(&format!("/console/case/{case}/note"), &fields).cookie(&ana)).await.is(500);
        assert!(written.visible().contains(&text), "what was typed is lost");
        for page in [&queue, &written] {
            desk(page, lang);
            says(page, lang, "error-desk-title");
        }
    }
    let ready = node.get("/ready").await.is(503);
    assert_eq!(ready.body, "the database does not answer\n");
    node.get("/health").await.is(200);
}

#[tokio::test]
async fn a_panic_is_a_calm_page_with_every_header() {
    // What overflows only in debug builds stands for any mistake of ours.
    if !cfg!(debug_assertions) {
        return;
    }
    let node = Node::open().await;
    node.send(form(Lang::En)).await.is(200);
    let ana = node.signs_in("ana").await;
    node.ctx.clock.advance(i64::MIN + 10);
    node.ctx.clock.advance(-node.ctx.clock.now().ms());
    node.ctx.clock.advance(i64::MIN + 10);
    for lang in Lang::ALL {
        let asked = form(lang).with("accept-language", lang.code());
        let page = node.send(asked).await.is(500);
        site(&page, lang);
        says(&page, lang, "error-broken-title");
        let page = node.send(Ask::get(&in_lang("/console", lang)).cookie(&ana)).await.is(500);
        desk(&page, lang);
        says(&page, lang, "error-desk-title");
    }
    assert!(node.ctx.metrics.render().contains("panics_total 8"), "{}", node.ctx.metrics.render());
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_in_words() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        for path in ["/tell", "/talk", "/back", "/back/write"] {
            let page = node.send(Ask::raw(&in_lang(path, lang), vec![b'a'; 3 * 1024 * 1024 + 1])).await.is(413);
            site(&page, lang);
            says(&page, lang, "error-large-title");
        }
    }
}
