//! Telling: one question on each page or everything on one, and whatever happens on the way, no word is lost.

use vigie_lang::Lang;
use vigie_service::told::{LASTS, LONGEST};

use crate::html::{chosen, one_line};
use crate::node::{Ask, Node, in_lang, word};
use crate::promises::TEXTS;
use crate::site::says;
use crate::visitor::Visitor;

/// The number of questions.
const ALL: usize = 12;

/// Answers the question with a number, in words of its own where it asks for words.
fn answers(visitor: &mut Visitor, number: usize, mark: &str) {
    let own = |name: &str| format!("{mark}{name}");
    match number {
        1 => visitor.chooses("danger", "no"),
        2 => visitor.types("country", "FR"),
        3 => visitor.chooses("who", "friend"),
        4 => visitor.chooses("age", "a13"),
        5 => visitor.chooses("offender", "young"),
        6 => visitor.chooses("threat", "pictures").chooses("threat", "information"),
        7 => visitor.chooses("want", "money").chooses("want", "act"),
        8 => visitor.chooses("by", "later"),
        9 => visitor.chooses("happened", "blocked").chooses("happened", "fake"),
        10 => visitor.types("place2", "Zqgram").types("name2", &own("name")).chooses("side2", "them"),
        11 => visitor.types("answer", &own("answer")),
        _ => visitor.types("pasted", &own("pasted")).types("words", &own("words")),
    };
}

/// What the visitor's page shows of the answer to a question.
fn shows(lang: Lang, number: usize, mark: &str) -> Vec<String> {
    let t = TEXTS.get(lang);
    let own = |name: &str| format!("{mark}{name}");
    let line = |answers: &[&str]| {
        let question = asked(number);
        let given: Vec<String> = answers.iter().map(|answer| t.t(&format!("{question}-{answer}"))).collect();
        vec![one_line(&format!("{} {}", t.t(question), given.join(" · ")))]
    };
    match number {
        1 => line(&["no"]),
        2 => vec![one_line(&format!("{} {}", t.t("tell-country"), france(lang)))],
        3 => line(&["friend"]),
        4 => line(&["a13"]),
        5 => line(&["young"]),
        6 => line(&["pictures", "information"]),
        7 => line(&["money", "act"]),
        8 => line(&["later"]),
        9 => line(&["blocked", "fake"]),
        10 => vec![format!("Zqgram {}", own("name"))],
        11 => vec![own("answer")],
        _ => vec![own("pasted"), own("words")],
    }
}

fn france(lang: Lang) -> String {
    let countries = vigie_lang::Countries::load().expect("the list can be read");
    countries.name(lang, "FR").expect("France is on the list").to_owned()
}

/// The identifier of the text of a question.
fn asked(number: usize) -> &'static str {
    const ASKED: [&str; ALL] = [
        "tell-danger",
        "tell-country",
        "tell-who",
        "tell-age",
        "tell-offender",
        "tell-threat",
        "tell-want",
        "tell-by",
        "tell-happened",
        "tell-places",
        "tell-answer",
        "tell-last",
    ];
    ASKED[number - 1]
}

/// A visitor at the question with a number, with every question before it answered.
async fn at<'a>(node: &'a Node, lang: Lang, number: usize, mark: &str, home: &str) -> Visitor<'a> {
    let mut visitor = Visitor::opens_from(node, "/tell", lang, home).await;
    visitor.presses("steps").await;
    for before in 1..number {
        answers(&mut visitor, before, mark);
        visitor.presses("next").await;
    }
    visitor
}

/// Says that the thread holds the answers to these questions and to no other.
#[track_caller]
fn holds(thread: &str, lang: Lang, told: &[usize], mark: &str) {
    for number in 1..=ALL {
        for text in shows(lang, number, mark) {
            assert_eq!(thread.contains(&text), told.contains(&number), "question {number}: {text} in {thread}");
        }
    }
}

async fn a_whole_telling(lang: Lang) {
    let (node, mark) = (Node::open().await, word());
    let t = TEXTS.get(lang);
    let mut visitor = Visitor::opens(&node, "/tell", lang).await;
    says(&visitor.page, lang, "tell-after-2");
    visitor.presses("steps").await;
    for number in 1..=ALL {
        let page = visitor.page.clone();
        says(&page, lang, asked(number));
        let of =
            one_line(&t.args("tell-number", &[("number", number.to_string().as_str().into()), ("total", "12".into())]));
        assert!(page.visible().contains(&of), "{of}");
        assert!(page.body.contains("<meta name=\"robots\" content=\"noindex\">"));
        assert_eq!(page.body.matches("<h1").count(), 1, "one heading");
        answers(&mut visitor, number, &mark);
        let filled = visitor.shown();
        if number > 1 {
            // Back and forth again changes nothing.
            visitor.presses("back").await;
            says(&visitor.page, lang, asked(number - 1));
            visitor.presses("next").await;
            assert_eq!(sorted(visitor.shown()), sorted(filled), "question {number}");
        }
        visitor.presses(if number == ALL { "send" } else { "next" }).await;
    }
    says(&visitor.page, lang, "done-title");
    holds(&visitor.thread().await, lang, &(1..=ALL).collect::<Vec<_>>(), &mark);
    let ana = node.signs_in("ana").await;
    let case = node.case_with(&ana, &mark).await;
    let case = node.send(Ask::get(&in_lang(&format!("/console/case/{case}"), lang)).cookie(&ana)).await.is(200);
    says(&case, lang, "case-q-country");
    says(&case, lang, "offender-young");
    assert!(case.visible().contains(&france(lang)));
}

fn sorted(mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
    fields.retain(|field| !field.1.is_empty());
    fields.sort();
    fields
}

#[tokio::test]
async fn everything_is_told_one_question_at_a_time_in_english() {
    a_whole_telling(Lang::En).await;
}

#[tokio::test]
async fn everything_is_told_one_question_at_a_time_in_french() {
    a_whole_telling(Lang::Fr).await;
}

#[tokio::test]
async fn everything_is_told_one_question_at_a_time_in_spanish() {
    a_whole_telling(Lang::Es).await;
}

#[tokio::test]
async fn everything_is_told_one_question_at_a_time_in_arabic() {
    a_whole_telling(Lang::Ar).await;
}

#[tokio::test]
async fn what_was_told_so_far_can_be_sent_from_every_question() {
    let node = Node::open().await;
    for number in 1..=ALL {
        let (lang, mark, home) = (Lang::ALL[number % 4], word(), format!("203.0.113.{number}"));
        let mut visitor = at(&node, lang, number, &mark, &home).await;
        if number == 1 {
            assert_eq!(visitor.tries("send").await, 422, "nothing was told yet");
            says(&visitor.page, lang, "tell-error-empty");
        }
        answers(&mut visitor, number, &mark);
        visitor.presses("send").await;
        holds(&visitor.thread().await, lang, &(1..=number).collect::<Vec<_>>(), &mark);
    }
}

#[tokio::test]
async fn every_question_can_be_skipped_and_an_answer_taken_back() {
    let (node, mark) = (Node::open().await, word());
    let mut visitor = at(&node, Lang::En, 1, &mark, "198.51.100.7").await;
    for number in 1..ALL {
        answers(&mut visitor, number, &mark);
        visitor.presses("skip").await;
        says(&visitor.page, Lang::En, asked(number + 1));
    }
    assert_eq!(visitor.tries("send").await, 422);
    says(&visitor.page, Lang::En, "tell-error-empty");
    visitor.types("words", &format!("{mark}words"));
    visitor.presses("send").await;
    let thread = visitor.thread().await;
    assert!((1..ALL).all(|number| shows(Lang::En, number, &mark).iter().all(|text| !thread.contains(text))));
}

#[tokio::test]
async fn danger_shows_people_first_and_then_goes_on_with_everything_kept() {
    let node = Node::open().await;
    for (lang, danger) in Lang::ALL.into_iter().zip(["self", "near", "self", "near"]) {
        let mut visitor = Visitor::opens(&node, "/tell/step", lang).await;
        visitor.chooses("danger", danger).presses("next").await;
        for id in ["done-danger-title", "demo-door-crisis", "tell-doors-kept"] {
            says(&visitor.page, lang, id);
        }
        visitor.presses("country").await;
        says(&visitor.page, lang, "tell-country");
        visitor.types("country", "MA").presses("next").await;
        says(&visitor.page, lang, "done-danger-title");
        assert!(!visitor.page.body.contains("value=\"country\""), "it is known by now");
        visitor.presses("on").await;
        says(&visitor.page, lang, "tell-who");
        visitor.presses("back").await;
        assert_eq!(visitor.has("country"), "MA");
        visitor.presses("back").await;
        assert!(chosen(&visitor.page.body, "danger", danger));
        visitor.presses("send").await;
        says(&visitor.page, lang, "done-danger-title");
    }
}

#[tokio::test]
async fn the_way_to_people_leads_back_to_what_was_typed() {
    let (node, mark) = (Node::open().await, word());
    for number in 1..=ALL {
        let mut visitor = at(&node, Lang::ALL[number % 4], number, &mark, "198.51.100.7").await;
        answers(&mut visitor, number, &mark);
        let before = sorted(visitor.shown());
        visitor.presses("safe").await;
        says(&visitor.page, visitor.lang, "done-danger-title");
        assert!(!visitor.page.visible().contains(&mark), "nothing typed is shown beside the doors");
        let other = if visitor.lang == Lang::Ar { "in-en" } else { "in-ar" };
        visitor.presses(other).await.presses("on").await;
        says(&visitor.page, visitor.lang, asked(number));
        assert_eq!(sorted(visitor.shown()), before, "question {number}");
    }
    let mut visitor = Visitor::opens(&node, "/tell/all", Lang::Fr).await;
    for number in (1..=ALL).filter(|number| *number != 2) {
        answers(&mut visitor, number, &mark);
    }
    let before = sorted(visitor.shown());
    visitor.presses("safe").await.presses("country").await.types("country", "FR").presses("next").await;
    says(&visitor.page, Lang::Fr, "done-danger-title");
    visitor.presses("on").await;
    assert_eq!(visitor.has("country"), "FR");
    let mut after = visitor.shown();
    after.retain(|field| field.0 != "country");
    assert_eq!(sorted(after), before);
    visitor.presses("").await;
    holds(&visitor.thread().await, Lang::Fr, &(1..=ALL).collect::<Vec<_>>(), &mark);
}

#[tokio::test]
async fn one_page_and_one_question_at_a_time_change_into_each_other() {
    let (node, mark) = (Node::open().await, word());
    let mut visitor = at(&node, Lang::Es, 8, &mark, "198.51.100.7").await;
    visitor.presses("all").await.presses("in-en").await;
    assert!(chosen(&visitor.page.body, "want", "act") && visitor.has("country") == "FR");
    for number in 8..=ALL {
        answers(&mut visitor, number, &mark);
    }
    visitor.presses("country").await;
    assert_eq!(visitor.has("country"), "FR");
    visitor.presses("skip").await.presses("country").await.types("country", "FR").presses("next").await;
    visitor.presses("steps").await;
    for number in 1..ALL {
        says(&visitor.page, Lang::En, asked(number));
        visitor.presses("next").await;
    }
    visitor.presses("send").await;
    holds(&visitor.thread().await, Lang::En, &(1..=ALL).collect::<Vec<_>>(), &mark);
}

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
        let last = if told.ends_with('A') { 'B' } else { 'A' };
        told.replace_range(40..41, &last.to_string());
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
    let (bird, long) = ("🪶", "🐦".repeat(100_000));
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
        let max = i64::try_from(max).expect("a small number");
        assert!(visitor.page.visible().contains(&TEXTS.get(lang).n("tell-error-long", "max", max)));
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
async fn after_somebody_close_no_page_speaks_of_parents_or_school() {
    let node = Node::open().await;
    let forbidden = |lang: Lang| match lang {
        Lang::En => ["parent", "school", "teacher", "mother", "father"],
        Lang::Fr => ["parent", "école", "prof", "mère", "enseign"],
        Lang::Es => ["padre", "madre", "escuela", "docente", "colegio"],
        Lang::Ar => ["والد", "مدرسة", "معلم", "أهلك", "عائلتك"],
    };
    let clean = |visitor: &Visitor| {
        let text = visitor.page.visible().to_lowercase();
        let found = forbidden(visitor.lang).into_iter().find(|word| text.contains(word));
        assert_eq!(found, None, "{}: {text}", visitor.page.asked);
    };
    for lang in Lang::ALL {
        let mut visitor = at(&node, lang, 5, "zq", "198.51.100.7").await;
        visitor.chooses("offender", "family").presses("next").await;
        for _ in 6..ALL {
            clean(&visitor);
            visitor.presses("next").await;
        }
        clean(&visitor);
        visitor.presses("safe").await;
        clean(&visitor);
        visitor.presses("on").await.types("words", &word()).presses("send").await;
        clean(&visitor);
        let body = visitor.page.body.split("<main").nth(1).expect("a page").split("</main>").next().unwrap_or_default();
        assert!(!body.contains("href=\"/now"), "a page that speaks of them");
    }
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
#[tokio::test]
async fn zz_size() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        for path in ["/tell", "/tell/all", "/tell/step"] {
            let p = node.get(&in_lang(path, lang)).await;
            eprintln!("SIZE {path} {lang:?} {} {}", p.body.len(), p.body.len() - p.body.find("</style>").unwrap());
        }
        let mut f = vec![("l", lang.code())];
        f.extend([("words", "x")]);
        let p = node.post("/tell", &f).await;
        eprintln!("SIZE done {lang:?} {}", p.body.len() - p.body.find("</style>").unwrap());
    }
    let p = node.get("/tell/all?l=ar").await;
    std::fs::write("/tmp/tell_all_ar.html", p.body).unwrap();
    let p = node.get("/tell/step?l=en").await;
    std::fs::write("/tmp/tell_step_en.html", p.body).unwrap();
}
