//! Fingerprints on the site: the page that makes them, what becomes of them, and how they are stopped.

use vigie_lang::Lang;
use vigie_model::case::ERASE_AFTER;
use vigie_model::given::{Code, Given};
use vigie_model::signal::Age;
use vigie_service::pictures::{Query, Verdict, look};
use vigie_web::when;

use crate::html::{chosen, one_line, tags};
use crate::node::{Answer, Ask, Node, in_lang};
use crate::promises::{TEXTS, real, site, site_without_limit};
use crate::site::says;

/// What the script shows for a picture: `number` makes it another one.
fn lines(number: usize) -> String {
    let digits = |count: usize| -> String {
        (0..count)
            .map(|at| char::from(b"0123456789abcdef"[(at * (2 * number + 3) + at * at / 7 + number) % 16]))
            .collect()
    };
    let (pdq, sha, md5) = (digits(64), digits(64), digits(32));
    format!("pdq as_stored 100 {pdq}\npdq crop_2 98 {pdq}\nsha256 {sha}\nmd5 {md5}")
}

/// Whether a picture of these lines is known by now.
async fn known(node: &Node, lines: &str) -> bool {
    let given = Given::read(lines, Age::Unknown, false).expect("fingerprints");
    let faces: Vec<Code> = given.pictures[0].codes.clone();
    let answers = look(&node.ctx, &[Query { faces }], &|_| true).await.expect("an answer");
    answers[0].verdict != Verdict::None
}

/// A form of a page in its language.
async fn sends(node: &Node, lang: Lang, path: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("l", lang.code())];
    fields.extend(more);
    node.post(path, &fields).await
}

#[tokio::test]
async fn the_page_says_what_it_can_and_cannot_do_before_anything_is_chosen() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        for path in ["/picture", "/2/picture"] {
            let page = node.get(&in_lang(path, lang)).await.is(200);
            site(&page, lang);
            for id in [
                "picture-title",
                "picture-code",
                "picture-cannot-1",
                "picture-tid-2",
                "picture-nofile",
                "picture-without",
            ] {
                says(&page, lang, id);
            }
            let (help, choose) = (page.body.find("https://takeitdown.ncmec.org"), page.body.find("type=\"file\""));
            assert!(help < choose && help.is_some() && page.body.contains("https://stopncii.org"), "said before");
            let all = tags(&page.body);
            let file = all.iter().find(|tag| tag.get("type") == Some("file")).expect("a file can be chosen");
            assert_eq!((file.get("name"), file.get("form")), (None, None), "no form can send it");
            let (form, end) = (page.body.find("<form class"), page.body.find("data-picture-file"));
            assert!(end < form, "it stands in no form");
            let area = all.iter().find(|tag| tag.name == "textarea").expect("what will leave");
            assert_eq!((area.get("autocomplete"), area.inside.as_str()), (Some("off"), ""));
            assert!(area.get("readonly").is_some() && page.body.contains("content=\"noindex\""));
        }
        let usual = node.get(&in_lang("/picture", lang)).await;
        says(&usual, lang, "picture-first");
        says(&node.get(&in_lang("/2/picture", lang)).await, lang, "near-picture-first");
    }
    let script = node.get("/picture.js").await.is(200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert!(script.body.len() < 20_000 && script.body.contains("export function wire"));
    let policy = node.get("/picture").await.header("content-security-policy").to_owned();
    assert!(policy.contains("connect-src 'self'; media-src blob:") && !policy.contains("img-src blob:"), "{policy}");
}

#[tokio::test]
async fn a_fingerprint_is_taken_gets_a_code_and_is_found_at_once() {
    let node = Node::open().await;
    for (number, lang) in (1..).zip(Lang::ALL) {
        let draft = node.get(&in_lang("/picture", lang)).await.field("draft");
        let codes = format!("{}\n\n{}", lines(10 * number), lines(10 * number + 1));
        let form = [("draft", &*draft), ("codes", &*codes), ("age", "under_18"), ("wish", "yes")];
        let done = sends(&node, lang, "/picture", &form).await.is(200);
        site(&done, lang);
        says(&done, lang, "picture-done-title");
        assert!(known(&node, &lines(10 * number)).await && known(&node, &lines(10 * number + 1)).await);
        let again = sends(&node, lang, "/picture", &form).await.is(200);
        assert_eq!(again.digits(), done.digits(), "the page sent twice is one report");
        let own = sends(&node, lang, "/back", &[("code", &done.digits())]).await.is(200);
        site(&own, lang);
        says(&own, lang, "picture-box");
        says(&own, lang, "picture-heard-none");
        let t = TEXTS.get(lang);
        let text = t.args(
            "picture-box-count",
            &[("count", 2.into()), ("date", when::date(t, node.ctx.clock.now()).as_str().into())],
        );
        assert!(own.visible().contains(&one_line(&text)), "{}", own.visible());
        assert!(!own.body.contains("crop_2") && !own.visible().contains("under_18"), "no code is shown on it");
    }
}

#[tokio::test]
async fn what_is_no_fingerprint_is_said_in_words_and_nothing_is_lost() {
    let node = Node::open().await;
    let (many, bad) = (vec![lines(1); 21].join("\n\n"), format!("{}\nnot a code", lines(1)));
    for lang in Lang::ALL {
        for (codes, id) in [("", "picture-error-empty"), (&*many, "picture-error-many"), (&*bad, "picture-error-line")]
        {
            let draft = node.get("/picture").await.field("draft");
            let form = [("codes", codes), ("draft", &*draft), ("age", "adult"), ("wish", "yes")];
            let page = sends(&node, lang, "/picture", &form).await.is(422);
            site_without_limit(&page, lang);
            if id == "picture-error-line" {
                assert!(page.visible().contains(&one_line(&TEXTS.get(lang).n(id, "line", 5))), "the line is named");
            } else {
                says(&page, lang, id);
            }
            assert_eq!((page.field("codes"), page.field("draft")), (codes.to_owned(), draft));
            assert!(chosen(&page.body, "age", "adult") && chosen(&page.body, "wish", "yes"));
        }
    }
}

#[tokio::test]
async fn a_known_and_a_useless_picture_are_answered_in_the_same_words() {
    let node = Node::open().await;
    let send = async |codes: &str| {
        let page = node.post("/picture", &[("codes", codes)]).await.is(200);
        let code = [page.digits(), page.digits().replace(' ', "")];
        let (before, words) = page.body.split_once("<ol class=\"words\"").expect("a card with words");
        let after = words.split_once("</ol>").expect("its end").1;
        code.iter().fold(format!("{before}{after}"), |rest, code| rest.replace(code, ""))
    };
    let first = send(&lines(1)).await;
    let weak = lines(2).replace("as_stored 100", "as_stored 3").replace("crop_2 98", "crop_2 2");
    assert_eq!(first, send(&lines(1)).await, "somebody else gave it before");
    assert_eq!(first, send(&weak).await, "it may not be matched");
    assert!(!known(&node, &weak).await);
    let file_alone = lines(3).lines().skip(2).collect::<Vec<_>>().join("\n");
    assert_eq!(first, send(&file_alone).await, "only the file is known");
}

#[tokio::test]
async fn from_the_own_page_another_is_added_and_all_are_stopped() {
    let node = Node::open().await;
    for (number, lang) in (1..).zip(Lang::ALL) {
        let code = sends(&node, lang, "/picture", &[("codes", &lines(20 * number))]).await.is(200).digits();
        let own = sends(&node, lang, "/back", &[("code", &code)]).await.is(200);
        assert!(!own.visible().contains(&TEXTS.get(lang).t("picture-heard")), "who did not ask is told nothing");
        let pass = own.field("pass");
        let page = sends(&node, lang, "/picture", &[("pass", &pass)]).await.is(200);
        site(&page, lang);
        says(&page, lang, "picture-send-add");
        node.ctx.clock.advance(1_000);
        let form =
            [("pass", &*page.field("pass")), ("draft", &*page.field("draft")), ("codes", &*lines(20 * number + 1))];
        let added = sends(&node, lang, "/picture", &form).await.is(200);
        site(&added, lang);
        says(&added, lang, "picture-added");
        sends(&node, lang, "/picture", &form).await.is(200);
        let t = TEXTS.get(lang);
        let two = t.args(
            "picture-box-count",
            &[("count", 2.into()), ("date", when::date(t, node.ctx.clock.now()).as_str().into())],
        );
        let own = sends(&node, lang, "/back/open", &[("pass", &pass)]).await.is(200);
        assert!(own.visible().contains(&one_line(&two)), "sent twice it is one");

        let ask = sends(&node, lang, "/back/stop", &[("pass", &pass)]).await.is(200);
        site(&ask, lang);
        for id in ["picture-stop-title", "picture-stop-2", "erase-asked"] {
            says(&ask, lang, id);
        }
        assert!(known(&node, &lines(20 * number)).await);
        node.ctx.clock.advance(1_000);
        let stop = [("pass", &*pass), ("draft", &*ask.field("draft"))];
        for _ in 0..2 {
            let stopped = sends(&node, lang, "/back/stop/yes", &stop).await.is(200);
            site(&stopped, lang);
            for id in ["picture-stopped", "picture-services-none"] {
                says(&stopped, lang, id);
            }
            assert!(!stopped.body.contains("action=\"/back/stop\""), "nothing stands that could be stopped");
        }
        assert!(!known(&node, &lines(20 * number)).await && !known(&node, &lines(20 * number + 1)).await);
    }
}

#[tokio::test]
async fn erasing_says_that_fingerprints_go_on_and_can_be_stopped_at_once() {
    let node = Node::open().await;
    for (number, lang) in (1..).zip(Lang::ALL) {
        let code = sends(&node, lang, "/picture", &[("codes", &lines(20 * number))]).await.is(200).digits();
        let pass = sends(&node, lang, "/back", &[("code", &code)]).await.is(200).field("pass");
        let text = one_line(&TEXTS.get(lang).s(
            "picture-erase",
            "date",
            &when::date(TEXTS.get(lang), node.ctx.clock.now().plus(ERASE_AFTER)),
        ));
        let ask = sends(&node, lang, "/back/erase", &[("pass", &pass)]).await.is(200);
        assert!(ask.visible().contains(&text), "{}", ask.visible());
        let erased = sends(&node, lang, "/back/erase/yes", &[("pass", &pass)]).await.is(200);
        site(&erased, lang);
        assert!(erased.visible().contains(&text) && known(&node, &lines(20 * number)).await);
        let draft = sends(&node, lang, "/back/stop", &[("pass", &pass)]).await.is(200).field("draft");
        // Nobody stops in the millisecond in which they sent.
        node.ctx.clock.advance(1_000);
        let after = sends(&node, lang, "/back/stop/yes", &[("pass", &pass), ("draft", &draft)]).await.is(200);
        site(&after, lang);
        assert!(!after.visible().contains(&text) && !known(&node, &lines(20 * number)).await);
    }
}

#[tokio::test]
async fn a_pass_that_is_over_takes_no_fingerprint_with_it() {
    let node = Node::open().await;
    let code = node.post("/picture", &[("codes", &lines(1))]).await.is(200).digits();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    node.ctx.clock.advance(20 * 60_000);
    for lang in Lang::ALL {
        let late = sends(&node, lang, "/picture", &[("pass", &pass), ("codes", &lines(2))]).await.is(403);
        site(&late, lang);
        says(&late, lang, "picture-error-expired");
        assert_eq!((late.field("codes"), late.field("pass")), (lines(2), String::new()));
        says(&sends(&node, lang, "/picture", &[("pass", &pass)]).await.is(422), lang, "back-error-expired");
    }
    node.post("/picture", &[("codes", &lines(2))]).await.is(200);
    assert!(known(&node, &lines(2)).await, "sent as it stands there it is one of its own");
}

#[tokio::test]
async fn after_telling_a_fingerprint_comes_under_the_same_code() {
    let node = Node::open().await;
    for (number, lang) in (1..).zip(Lang::ALL) {
        let told = sends(&node, lang, "/tell", &[("words", "a plain heron")]).await.is(200);
        says(&told, lang, "picture-door");
        let draft = told.field("draft");
        let page = sends(&node, lang, "/picture", &[("draft", &draft)]).await.is(200);
        assert_eq!(page.field("draft"), draft);
        let done = sends(&node, lang, "/picture", &[("draft", &draft), ("codes", &lines(20 * number))]).await.is(200);
        site(&done, lang);
        assert_eq!(done.digits(), told.digits());
        let own = sends(&node, lang, "/back", &[("code", &told.digits())]).await.is(200);
        says(&own, lang, "picture-box");
        assert_eq!(own.body.matches("class=\"said\"").count(), 1, "the words; fingerprints are no message");
    }
}

#[tokio::test]
async fn a_closed_node_takes_no_fingerprint_and_shows_who_does() {
    let node = Node::closed().await;
    for lang in Lang::ALL {
        let page = node.get(&in_lang("/picture", lang)).await.is(200);
        let sent = sends(&node, lang, "/picture", &[("codes", &lines(1))]).await.is(200);
        for page in [page, sent] {
            real(&page, lang);
            says(&page, lang, "closed-text");
            assert!(page.body.contains("https://takeitdown.ncmec.org") && page.body.contains("https://stopncii.org"));
            assert!(!page.body.contains("<textarea") && !page.body.contains("type=\"file\""));
        }
    }
    assert!(!known(&node, &lines(1)).await);
}

#[tokio::test]
async fn a_busy_house_gives_every_code_back() {
    let node = Node::open().await;
    let (now, home) = (node.ctx.clock.now(), "203.0.113.77".parse().expect("an address"));
    while node.ctx.buckets.take(home, vigie_service::buckets::What::Try, now) {}
    let draft = node.get("/picture").await.field("draft");
    let form = [("codes", &*lines(1)), ("draft", &*draft), ("age", "adult")];
    let busy = node.send(Ask::post("/picture", &form).from("203.0.113.77")).await.is(503);
    site(&busy, Lang::En);
    says(&busy, Lang::En, "busy-title");
    assert_eq!((busy.field("codes"), busy.field("draft"), busy.header("retry-after")), (lines(1), draft, "5"));
    assert!(chosen(&busy.body, "age", "adult"));
}

#[tokio::test]
async fn the_desk_reads_a_line_of_words_and_no_code() {
    let node = Node::open().await;
    let cookie = node.signs_in("ana").await;
    let form = [("codes", &*lines(1)), ("age", "under_18"), ("wish", "yes")];
    let code = node.post("/picture", &form).await.is(200).digits();
    let queue = node.send(Ask::get("/console").cookie(&cookie)).await.is(200);
    let case = queue.body.split("href=\"/console/case/").nth(1).and_then(|rest| rest.split(['?', '"']).next());
    let case = case.expect("a case").to_owned();
    let pass = node.post("/back", &[("code", &code)]).await.is(200).field("pass");
    node.post("/back/stop/yes", &[("pass", &pass)]).await.is(200);
    for lang in Lang::ALL {
        let uri = in_lang(&format!("/console/case/{case}"), lang);
        let page = node.send(Ask::get(&uri).cookie(&cookie)).await.is(200);
        let t = TEXTS.get(lang);
        let (what, age) = (t.n("case-fingerprints", "count", 1), t.t("case-fingerprints-under-18"));
        let line = format!("{what}; {age}; {}", t.t("case-fingerprints-wish"));
        assert!(page.visible().contains(&one_line(&line)), "{}", page.visible());
        assert!(page.visible().contains(&t.t("case-fingerprints-stopped")));
        assert!(!page.body.contains("as_stored"));
    }
}
