//! Telling: one question on each page or everything on one, and whatever happens on the way, no word is lost.

use vigie_lang::Lang;

use crate::html::{chosen, one_line, tags};
use crate::near::{forbidden, said};
use crate::node::{Ask, Node, in_lang, word};
use crate::promises::TEXTS;
use crate::site::says;
use crate::visitor::Visitor;

/// The number of questions.
pub const ALL: usize = 12;

/// Answers the question with a number, in words of its own where it asks for words.
pub fn answers(visitor: &mut Visitor, number: usize, mark: &str) {
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
pub fn shows(lang: Lang, number: usize, mark: &str) -> Vec<String> {
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
pub fn asked(number: usize) -> &'static str {
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
pub async fn at<'a>(node: &'a Node, lang: Lang, number: usize, mark: &str, home: &str) -> Visitor<'a> {
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
pub fn holds(thread: &str, lang: Lang, told: &[usize], mark: &str) {
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

/// The fields that hold something, in an order of their own.
pub fn sorted(mut fields: Vec<(String, String)>) -> Vec<(String, String)> {
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
            assert!(!visitor.page.body.contains("value=\"send\""), "nothing was told yet");
            continue;
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

#[tokio::test]
async fn after_somebody_close_no_page_speaks_of_parents_or_school() {
    let node = Node::open().await;
    let clean = |visitor: &Visitor| {
        let text = said(&visitor.page);
        assert_eq!(forbidden(visitor.lang, &text), Vec::<&str>::new(), "{}: {text}", visitor.page.asked);
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
        let out = tags(&visitor.page.body).iter().any(|tag| tag.get("href").is_some_and(|to| to.starts_with("/now")));
        assert!(!out, "a way to pages that speak of them");
    }
}

#[tokio::test]
async fn what_was_told_so_far_can_be_sent_from_the_entrance_and_beside_the_doors_too() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let button = "value=\"send\"";
        assert!(!node.get(&in_lang("/tell", lang)).await.body.contains(button), "nothing was told yet");
        let l = ("l", lang.code());
        let entrance = node.post("/tell/step", &[l, ("at", "1"), ("danger", "near"), ("go", "back")]).await.is(200);
        let doors = node.post("/tell/step", &[l, ("at", "1"), ("danger", "near"), ("go", "next")]).await.is(200);
        for page in [entrance, doors] {
            assert!(page.body.contains(button), "{}", page.asked);
            says(&page, lang, "tell-so-far");
            let fields = [l, ("at", &*page.field("at")), ("told", &*page.field("told")), ("go", "send")];
            let done = node.post("/tell/step", &fields).await.is(200);
            says(&done, lang, "done-danger-title");
        }
    }
}
