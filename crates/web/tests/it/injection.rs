//! Markup in every field of every form: it is shown as what it is, and never becomes part of a page.

use vigie_lang::Lang;
use vigie_web::ROUTES;

use crate::html::{decode, tags};
use crate::node::{Answer, Ask, Node};
use crate::promises::{desk, site};

/// Every name that any form of ours has.
const NAMES: [&str; 48] = [
    "l",
    "draft",
    "danger",
    "who",
    "age",
    "threat",
    "want",
    "by",
    "happened",
    "place1",
    "name1",
    "side1",
    "place2",
    "name2",
    "side2",
    "place3",
    "name3",
    "side3",
    "pasted",
    "words",
    "answer",
    "country",
    "code",
    "pass",
    "text",
    "version",
    "login",
    "passphrase",
    "token",
    "name",
    "last",
    "told",
    "at",
    "then",
    "go",
    "offender",
    "otp",
    "proof",
    "old",
    "passphrase2",
    "word",
    "role",
    "why",
    "member",
    "proposal",
    "alarm",
    "desk",
    "session",
];
const PLANTED: &str = "<img src=x onerror=alert(1)>\"'";

/// The markup stands nowhere as markup.
#[track_caller]
fn harmless(answer: &Answer) {
    let body = answer.body.to_lowercase();
    for raw in ["<img", "alert(1)>", ">\"'", "onerror=alert(1)&#62;\"", "\"'\""] {
        assert!(!body.contains(raw), "{}: {raw}", answer.asked);
    }
    // Every attribute that has an `onerror` in it has it inside its value.
    let loose = tags(&answer.body).iter().any(|tag| {
        tag.get("onerror").is_some()
            || tag.get("src").is_some_and(|src| !src.ends_with("/s.js") && tag.name != "iframe")
    });
    assert!(!loose, "{}", answer.asked);
    for (name, value) in &answer.headers {
        let value = value.to_str().expect("headers are ASCII").to_lowercase();
        assert!(!value.contains("onerror") && !value.contains("%3cimg"), "{}: {name}", answer.asked);
    }
}

#[track_caller]
fn shows(answer: &Answer, planted: &str) {
    assert!(decode(&answer.body).contains(planted), "{}: {planted} is not shown as typed", answer.asked);
}

#[tokio::test]
async fn markup_in_every_field_of_every_form_is_only_words() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    let all = NAMES.map(|name| (name, PLANTED));
    for route in ROUTES.iter().filter(|route| route.method == "POST" && route.path != "/console/signout") {
        let path = route.path.replace("{id}", "0197f3c0-0000-7000-8000-000000000000").replace("{verb}", "note");
        for cookie in ["", &ana] {
            let answer = node.send(Ask::post(&path, &all).cookie(cookie)).await;
            harmless(&answer);
            match answer.status {
                // A step that was made leads on; its headers were looked at.
                303 => {}
                _ if route.path.starts_with("/api") => {
                    assert_eq!(answer.header("content-type"), "application/problem+json");
                }
                _ if ["/hma", "/stopncii"].iter().any(|start| route.path.starts_with(start)) => {
                    assert_eq!(answer.header("content-type"), "application/json");
                }
                _ if route.path.starts_with("/console") => desk(&answer, Lang::En),
                _ => site(&answer, Lang::En),
            }
        }
    }
}

#[tokio::test]
async fn markup_in_addresses_is_only_words() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    let planted = "%3Cimg%20src=x%20onerror=alert(1)%3E%22'";
    for path in ["/", "/now", "/talk", "/tell", "/back", "/leave", "/console", "/console/login", "/console/setup"] {
        for name in ["l", "show", "said", "word", "x"] {
            harmless(&node.send(Ask::get(&format!("{path}?{name}={planted}")).cookie(&ana)).await);
        }
    }
    for path in [format!("/{planted}"), format!("/console/case/{planted}"), format!("/console/{planted}")] {
        let answer = node.send(Ask::get(&path).cookie(&ana)).await.is(404);
        harmless(&answer);
        assert!(!answer.body.contains("onerror"));
    }
    let answer = node.send(Ask::get("/").with("accept-language", PLANTED).with("cookie", PLANTED)).await.is(200);
    harmless(&answer);
}

#[tokio::test]
async fn markup_in_a_report_is_only_words_for_whoever_reads_it() {
    let node = Node::open().await;
    let mark = |name: &str| format!("{PLANTED}{name}");
    let [words, pasted, answer, place, name] = ["words", "pasted", "answer", "place", "name"].map(mark);
    let sent = [
        ("words", &*words),
        ("pasted", &*pasted),
        ("answer", &*answer),
        ("place1", &*place),
        ("name1", &*name),
        ("side1", "them"),
    ];
    let long = "x".repeat(2001);
    let refill = node
        .post(
            "/tell",
            &[("words", &*words), ("pasted", &*pasted), ("answer", &*long), ("place1", &*place), ("name1", &*name)],
        )
        .await
        .is(422);
    harmless(&refill);
    for (field, typed) in [("words", &words), ("pasted", &pasted), ("place1", &place), ("name1", &name)] {
        assert_eq!(&refill.field(field), typed);
    }
    let done = node.post("/tell", &sent).await.is(200);
    harmless(&done);
    let thread = node.post("/back", &[("code", &done.digits())]).await.is(200);
    let pass = thread.field("pass");
    let more = mark("more");
    let thread = node.post("/back/write", &[("pass", &pass), ("text", &more)]).await.is(200);
    harmless(&thread);
    for typed in [&words, &pasted, &answer, &place, &name, &more] {
        shows(&thread, typed);
    }

    let ana = node.signs_in("ana").await;
    let queue = node.send(Ask::get("/console").cookie(&ana)).await.is(200);
    harmless(&queue);
    let case = node.case_with(&ana, "onerror=alert(1)>\"'words").await;
    let (written, inner) = (mark("reply"), mark("note"));
    for (verb, text) in [("claim", ""), ("answer", &*written), ("note", &*inner)] {
        let done = crate::desk::does(&node, &ana, &case, verb, Lang::En, text).await.is(303);
        harmless(&done);
    }
    let page = node.send(Ask::get(&format!("/console/case/{case}")).cookie(&ana)).await.is(200);
    harmless(&page);
    for typed in [&words, &pasted, &answer, &place, &name, &more, &written, &inner] {
        shows(&page, typed);
    }
    node.answers_leave().await;
    let thread = node.post("/back", &[("code", &done.digits())]).await.is(200);
    harmless(&thread);
    shows(&thread, &written);
    assert!(!decode(&thread.body).contains(&inner), "a note is for the desk only");
}
