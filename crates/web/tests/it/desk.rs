//! Every page of the console, in every language, as a member meets it.

use vigie_lang::Lang;

use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, desk};
use crate::site::says;

/// A page of the console, read by a member.
async fn reads(node: &Node, cookie: &str, path: &str, lang: Lang) -> Answer {
    let page = node.send(Ask::get(&in_lang(path, lang)).cookie(cookie)).await.is(200);
    desk(&page, lang);
    page
}

/// A form of a case, sent by a member with the number the page holds now.
pub async fn does(node: &Node, cookie: &str, case: &str, verb: &str, lang: Lang, text: &str) -> Answer {
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(cookie)).await.is(200);
    let version = page.field("version");
    let fields = [("l", lang.code()), ("version", &version), ("text", text)];
    node.send(Ask::post(&format!("/console/case/{case}/{verb}"), &fields).cookie(cookie)).await
}

/// Says why a case of somebody else is opened.
pub async fn gives_a_reason(node: &Node, cookie: &str, case: &str) {
    let ask = Ask::post(&format!("/console/case/{case}/reason"), &[("why", "asked")]);
    node.send(ask.cookie(cookie)).await.is(303);
}

/// A step that is made and led back to its page.
async fn does_well(node: &Node, cookie: &str, case: &str, verb: &str, text: &str) {
    for lang in Lang::ALL {
        let after = does(node, cookie, case, verb, lang, text).await;
        assert_eq!(after.status, 303, "{verb}: {}", after.visible());
        let page = node.send(Ask::get(after.header("location")).cookie(cookie)).await.is(200);
        desk(&page, lang);
        for (step, id) in [
            ("claim", "case-claimed"),
            ("release", "case-released"),
            ("answer", "case-leaving"),
            ("note", "case-noted"),
        ] {
            let says = page.body.contains(&format!("role=\"status\">{}</p>", TEXTS.get(lang).t(id)));
            assert_eq!(says, step == verb, "after {verb}: {id}");
        }
        if !matches!(verb, "claim" | "answer" | "note") {
            return;
        }
    }
}

/// Fills a form with every answer the page knows.
fn everything(words: &str) -> Vec<(&str, &str)> {
    vec![
        ("danger", "self"),
        ("who", "me"),
        ("age", "u13"),
        ("threat", "pictures"),
        ("threat", "information"),
        ("want", "money"),
        ("want", "more"),
        ("want", "act"),
        ("want", "harm"),
        ("want", "unknown"),
        ("by", "hour"),
        ("happened", "paid"),
        ("happened", "sent"),
        ("happened", "shared"),
        ("happened", "deleted"),
        ("happened", "blocked"),
        ("happened", "again"),
        ("happened", "fake"),
        ("happened", "nothing"),
        ("place1", "Zqgram"),
        ("name1", "zq_heron_1"),
        ("side1", "them"),
        ("place2", "Zqchat"),
        ("name2", "zq_heron_2"),
        ("side2", "me"),
        ("place3", "Zqtalk"),
        ("name3", "zq_heron_3"),
        ("side3", "other"),
        ("pasted", "zq said the heron: pay 300 in gift cards or your friends get the video"),
        ("words", words),
        ("answer", "after zq school"),
    ]
}

#[tokio::test]
async fn every_page_of_the_console_keeps_its_promises_in_every_language() {
    let node = Node::open().await;
    let (ana, ben) = (node.signs_in("ana").await, node.signs_in("ben").await);
    for lang in Lang::ALL {
        desk(&node.get(&in_lang("/console/login", lang)).await.is(200), lang);
        says(&reads(&node, &ana, "/console", lang).await, lang, "queue-empty-title");
        reads(&node, &ana, "/console/node", lang).await;
        reads(&node, &ana, "/console/break", lang).await;
    }
    let words = word();
    let done = node.post("/tell", &everything(&words)).await.is(200);
    for (value, lang) in ["today", "tomorrow", "later", "none"].into_iter().zip(Lang::ALL) {
        node.post("/tell", &[("l", lang.code()), ("by", value), ("danger", "near"), ("who", "pupil")]).await.is(200);
    }
    let case = node.case_with(&ana, &words).await;
    let path = format!("/console/case/{case}");
    for lang in Lang::ALL {
        for show in ["waiting", "mine", "all"] {
            let queue = node.send(Ask::get(&format!("/console?l={}&show={show}", lang.code())).cookie(&ana)).await;
            desk(&queue.is(200), lang);
        }
        let page = reads(&node, &ana, &path, lang).await;
        says(&page, lang, "case-refused-unclaimed");
        // What was pasted is read by a machine too, with the parts marked and the rules named; her own words are not.
        says(&page, lang, "case-machine-about");
        says(&page, lang, "element-threat-distribution");
        assert!(page.body.contains("<mark>your friends get the video</mark>") && page.body.contains("en-co-004"));
    }
    does_well(&node, &ana, &case, "claim", "").await;
    does_well(&node, &ana, &case, "answer", "You are not in trouble, says the heron.").await;
    does_well(&node, &ana, &case, "note", "The heron has to sleep.").await;
    node.post("/back/write", &[("pass", &opens(&node, &done).await.field("pass")), ("text", "zq more")]).await.is(200);
    let asked = reads(&node, &ben, &path, Lang::En).await;
    assert!(!asked.visible().contains("The heron has to sleep."), "it is ana's: a reason is asked first");
    gives_a_reason(&node, &ben, &case).await;
    for lang in Lang::ALL {
        for cookie in [&ana, &ben] {
            let page = reads(&node, cookie, &path, lang).await;
            assert!(page.visible().contains("The heron has to sleep.") && page.visible().contains("zq more"));
        }
    }
    does_well(&node, &ana, &case, "close", "").await;
    for lang in Lang::ALL {
        reads(&node, &ana, &path, lang).await;
        let thread = node.post("/back", &[("l", lang.code()), ("code", &done.digits())]).await.is(200);
        says(&thread, lang, "thread-closed-desk");
        crate::promises::site(&thread, lang);
    }
    // What he said while it was open is no reason for a closed one.
    gives_a_reason(&node, &ben, &case).await;
    does_well(&node, &ben, &case, "reopen", "").await;
    does_well(&node, &ben, &case, "release", "").await;
    erasing(&node, &ana, &case, &done).await;
}

async fn opens(node: &Node, done: &Answer) -> Answer {
    node.post("/back", &[("code", &done.digits())]).await.is(200)
}

/// A case that its visitor takes back, until it is gone.
async fn erasing(node: &Node, ana: &str, case: &str, done: &Answer) {
    let path = format!("/console/case/{case}");
    let pass = opens(node, done).await.field("pass");
    node.post("/back/close/yes", &[("pass", &pass)]).await.is(200);
    for lang in Lang::ALL {
        says(&reads(node, ana, &path, lang).await, lang, "case-answer-closed");
    }
    node.post("/back/erase/yes", &[("pass", &pass)]).await.is(200);
    for lang in Lang::ALL {
        says(&reads(node, ana, &path, lang).await, lang, "status-erasing");
        says(&reads(node, ana, "/console", lang).await, lang, "status-erasing");
    }
    node.ctx.clock.advance(8 * 24 * 3_600_000);
    node.run_jobs().await;
    let ana = node.signs_in("ana").await;
    for lang in Lang::ALL {
        let gone = node.send(Ask::get(&in_lang(&path, lang)).cookie(&ana)).await.is(404);
        desk(&gone, lang);
        says(&gone, lang, "error-case-title");
    }
}

#[tokio::test]
async fn who_signs_out_is_out() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let cookie = node.signs_in("ana").await;
        let out = node.send(Ask::post("/console/signout", &[("l", lang.code())]).cookie(&cookie)).await.is(200);
        desk(&out, lang);
        says(&out, lang, "login-signed-out");
        let gone = out.header("set-cookie");
        assert!(gone.starts_with("__Host-vigie=;") && gone.contains("Max-Age=0") && gone.contains("Secure"), "{gone}");
        node.send(Ask::get("/console").cookie(&cookie)).await.is(303);
    }
}
