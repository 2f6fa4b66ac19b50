//! Every page of the help site, in every language, as a visitor meets it.

use vigie_lang::Lang;
use vigie_lang::Lang::{Ar, En, Es, Fr};

use crate::html::one_line;
use crate::node::{Answer, Ask, Node, in_lang, word};
use crate::promises::{TEXTS, site};

/// Says that a page shows a text of ours.
#[track_caller]
pub fn says(answer: &Answer, lang: Lang, id: &str) {
    let (text, seen) = (one_line(&TEXTS.get(lang).t(id)), answer.visible());
    assert!(seen.contains(&text), "{}: {id} is not in: {seen}", answer.asked);
}

/// A page names the field in which nothing is written.
pub fn says_empty(answer: &Answer, lang: Lang, field: &str) {
    let t = TEXTS.get(lang);
    let (text, seen) = (one_line(&t.s("case-refused-empty", "field", &t.t(field))), answer.visible());
    assert!(seen.contains(&text), "{}: {field} is not named in: {seen}", answer.asked);
}

/// A visitor's form in a language.
async fn tells(node: &Node, lang: Lang, draft: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("l", lang.code()), ("draft", draft)];
    fields.extend(more);
    node.post("/tell", &fields).await
}

/// A step with a pass.
async fn step(node: &Node, lang: Lang, path: &str, pass: &str) -> Answer {
    node.post(path, &[("l", lang.code()), ("pass", pass)]).await
}

async fn pages_for_everybody(node: &Node, lang: Lang) {
    for path in ["/", "/now", "/now/me", "/now/history", "/later", "/safe-now", "/talk", "/tell", "/back", "/leaving"] {
        let page = node.get(&in_lang(path, lang)).await.is(200);
        site(&page, lang);
        let negotiated = node.send(Ask::get(path).with("accept-language", lang.code())).await.is(200);
        site(&negotiated, lang);
        assert!(path == "/tell" || negotiated.body == page.body);
    }
    let home = node.get(&in_lang("/", lang)).await.is(200).body;
    let place = |part: &str| home.find(part).expect("it is there");
    assert!(place("class=\"skip\"") < place("class=\"skip out\" href=\"/leave\""), "then the way out, for who listens");
    assert!(place("class=\"link\" href=\"/leaving?") < place("href=\"/now?"), "how leaving works is said first");
    let leave = node.get(&in_lang("/leave", lang)).await.is(303);
    site(&leave, lang);
    assert_eq!(leave.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(leave.header("location"), "https://www.wikipedia.org/");
    let gone = node.get(&in_lang("/nothing/here", lang)).await.is(404);
    site(&gone, lang);
    says(&gone, lang, "error-notfound-title");
    let wrong = node.post(&in_lang("/now", lang), &[]).await.is(405);
    site(&wrong, lang);
    says(&wrong, lang, "error-method-title");
}

async fn doors(node: &Node, lang: Lang) {
    for (country, status, id) in [
        ("FR", 200, "demo-door-crisis"),
        ("ZZ", 422, "talk-country-error"),
        ("", 422, "talk-country-error"),
        ("none", 200, "talk-none-asked"),
    ] {
        let page = node.post("/talk", &[("l", lang.code()), ("country", country)]).await.is(status);
        site(&page, lang);
        says(&page, lang, id);
    }
}

async fn sending(node: &Node, lang: Lang) -> String {
    let draft = node.get(&in_lang("/tell", lang)).await.field("draft");
    let empty = tells(node, lang, &draft, &[]).await.is(422);
    site(&empty, lang);
    says(&empty, lang, "tell-error-empty");
    assert_eq!(empty.field("draft"), draft);

    let words = word();
    let done = tells(node, lang, &draft, &[("words", &words)]).await.is(200);
    says(&done, lang, "done-title");
    let again = tells(node, lang, &draft, &[("words", &words)]).await.is(200);
    says(&again, lang, "done-again-title");
    let added = tells(node, lang, &draft, &[("words", &word()), ("who", "friend")]).await.is(200);
    says(&added, lang, "done-added-title");
    let danger = tells(node, lang, "", &[("danger", "self")]).await.is(200);
    says(&danger, lang, "done-danger-title");
    says(&danger, lang, "demo-door-crisis");
    for page in [&done, &again, &added, &danger] {
        site(page, lang);
        assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert_eq!((page.digits().len(), page.words().split(' ').count()), (23, 6));
    }
    assert!(done.digits() == again.digits() && done.digits() == added.digits() && done.digits() != danger.digits());
    assert_eq!(done.words(), added.words());
    let unread = node.post("/back", &[("l", lang.code()), ("code", &danger.words())]).await.is(200);
    site(&unread, lang);
    says(&unread, lang, "thread-unread");
    done.digits()
}

async fn wrong_codes(node: &Node, lang: Lang) {
    for (code, id) in [
        ("", "back-error-empty"),
        ("12", "back-error-digits"),
        ("111 111 111 111 111 111", "back-error-wrong"),
        (&"9".repeat(3000), "back-error-wrong"),
    ] {
        let page = node.post("/back", &[("l", lang.code()), ("code", code)]).await.is(422);
        site(&page, lang);
        says(&page, lang, id);
        assert_eq!(page.field("code"), code);
    }
    for code in ["zzqx zzqy", "zzqx"] {
        let page = node.post("/back", &[("l", lang.code()), ("code", code)]).await.is(422);
        site(&page, lang);
        assert!(page.visible().contains("zzqx"), "the unknown word is named");
    }
    let first = vigie_seal::ReceiptCode::random(&mut vigie_model::clock::entropy());
    let first = first.words(vigie_seal::WordList::En)[0].to_owned();
    let short = node.post("/back", &[("l", lang.code()), ("code", &first)]).await.is(422);
    site(&short, lang);
    assert!(short.visible().contains(&one_line(&TEXTS.get(lang).n("back-error-short", "count", 1))));
}

async fn the_thread(node: &Node, lang: Lang, code: &str) {
    let opened = node.post("/back", &[("l", lang.code()), ("code", code)]).await.is(200);
    site(&opened, lang);
    says(&opened, lang, "thread-wait");
    let pass = opened.field("pass");
    let wrote =
        node.post("/back/write", &[("l", lang.code()), ("pass", &pass), ("text", "one more heron")]).await.is(200);
    site(&wrote, lang);
    says(&wrote, lang, "thread-sent");
    let nothing = node.post("/back/write", &[("l", lang.code()), ("pass", &pass), ("text", "  ")]).await.is(200);
    site(&nothing, lang);
    says(&nothing, lang, "thread-error-empty");
    for (path, id) in [
        ("/back/open", "thread-title"),
        ("/back/newcode", "newcode-title"),
        ("/back/close", "close-title"),
        ("/back/close/yes", "close-done-title"),
        ("/back/open", "thread-closed"),
        ("/back/erase", "erase-title"),
        ("/back/erase/cancel", "thread-title"),
    ] {
        let page = step(node, lang, path, &pass).await.is(200);
        site(&page, lang);
        says(&page, lang, id);
        assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\">"), "{path}");
    }
    let fresh = step(node, lang, "/back/newcode/yes", &pass).await.is(200);
    site(&fresh, lang);
    says(&fresh, lang, "newcode-done-title");
    assert_ne!(fresh.digits(), code);
    let old = node.post("/back", &[("l", lang.code()), ("code", code)]).await.is(422);
    says(&old, lang, "back-error-wrong");
    let over = step(node, lang, "/back/open", &pass).await.is(422);
    site(&over, lang);
    says(&over, lang, "back-error-expired");
    taking_back(node, lang, &fresh.field("pass"), &fresh.digits()).await;
}

async fn taking_back(node: &Node, lang: Lang, pass: &str, code: &str) {
    let ways = [("/back/erase/yes", "erase-done-title"), ("/back/erase/cancel", "erase-cancelled-title")];
    let again = [("/back/erase/yes", "erase-done-title"), ("/back/open", "erase-done-title")];
    let closed = [("/back/erase/yes", "erase-done-title"), ("/back/close/yes", "erase-done-title")];
    for (path, id) in ways.into_iter().chain(again).chain(closed).chain([("/back/newcode/yes", "erase-done-title")]) {
        let page = step(node, lang, path, pass).await.is(200);
        site(&page, lang);
        says(&page, lang, id);
    }
    let fields = [("l", lang.code()), ("pass", pass), ("text", "written in another window")];
    let late = node.post("/back/write", &fields).await.is(409);
    site(&late, lang);
    assert!(late.visible().contains("written in another window"), "the words are not lost");
    let opened = node.post("/back", &[("l", lang.code()), ("code", code)]).await.is(200);
    says(&opened, lang, "erase-done-title");
}

async fn a_visit(lang: Lang) {
    let node = Node::open().await;
    pages_for_everybody(&node, lang).await;
    doors(&node, lang).await;
    let code = sending(&node, lang).await;
    wrong_codes(&node, lang).await;
    the_thread(&node, lang, &code).await;
}

#[tokio::test]
async fn every_page_of_the_site_keeps_its_promises_in_english() {
    a_visit(En).await;
}

#[tokio::test]
async fn every_page_of_the_site_keeps_its_promises_in_french() {
    a_visit(Fr).await;
}

#[tokio::test]
async fn every_page_of_the_site_keeps_its_promises_in_spanish() {
    a_visit(Es).await;
}

#[tokio::test]
async fn every_page_of_the_site_keeps_its_promises_in_arabic() {
    a_visit(Ar).await;
}

#[tokio::test]
async fn the_one_script_is_small_stores_nothing_and_names_one_place_elsewhere() {
    let node = Node::open().await;
    let script = node.get("/s.js").await.is(200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("cache-control"), "no-store");
    assert!(script.body.len() < 20_000, "{} bytes", script.body.len());
    for never in
        ["localStorage", "sessionStorage", "indexedDB", "cookie", "caches", "serviceWorker", "eval(", "innerHTML"]
    {
        assert!(!script.body.contains(never), "{never}");
    }
    let elsewhere: Vec<&str> = script.body.match_indices("://").map(|(at, _)| &script.body[at - 5..at + 20]).collect();
    assert_eq!(elsewhere, ["https://www.wikipedia.org"]);
    for lang in Lang::ALL {
        assert!(script.body.contains(&TEXTS.get(lang).t("common-leave-two")), "{}", lang.code());
        let policy = node.get(&in_lang("/", lang)).await.header("content-security-policy").to_owned();
        assert!(policy.contains("script-src 'self'; connect-src 'self'"), "{policy}");
    }
}

#[tokio::test]
async fn a_closed_node_takes_nothing_and_shows_who_can() {
    let node = Node::closed().await;
    for lang in Lang::ALL {
        for page in [node.get(&in_lang("/tell", lang)).await, tells(&node, lang, "", &[("words", "a heron")]).await] {
            let page = page.is(200);
            let t = TEXTS.get(lang);
            assert!(
                page.visible().contains(&one_line(&t.t("closed-text")))
                    && !page.visible().contains(&t.t("common-demo"))
            );
            assert!(!page.body.contains("<textarea"));
        }
        let home = node.get(&in_lang("/", lang)).await.is(200);
        says(&home, lang, "home-tell-closed");
        let talk = node.post("/talk", &[("l", lang.code()), ("country", "FR")]).await.is(200);
        assert!(!talk.visible().contains(&TEXTS.get(lang).t("demo-door-crisis")));
        assert!(!talk.body.contains("href=\"/tell"));
    }
}

#[tokio::test]
async fn a_packed_page_is_the_same_page() {
    let node = Node::bare(true, vigie_web::Web::default()).await;
    for path in ["/", "/now", "/talk", "/back", "/now/a", "/now/c/2", "/2/now/h/1", "/later/1", "/safe-now", "/leaving"]
    {
        let plain = node.get(path).await.is(200);
        let packed = node.packed(path).await;
        assert_eq!(plain.body, packed);
        assert!(plain.header("vary").contains("accept-encoding"));
    }
}
