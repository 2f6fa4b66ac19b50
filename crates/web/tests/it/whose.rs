//! "Which of these is the person threatening you?", and the sentence about words that are sent to many people.

use vigie_lang::Lang;

use crate::html::{decode, tags};
use crate::node::{Answer, Ask, Node, word};
use crate::promises::{TEXTS, site};
use crate::site::says;

const PASTED: &str = "me: hello, I am @zq.mine_77\n\
    kim: send 200 on paypal to zq.pay@heron.example or I send the video to your mother\nme: please no";

/// The fields of the names that a page asks about, in its order.
fn asked(page: &Answer) -> Vec<String> {
    let all = tags(&page.body);
    let names = all.iter().filter(|tag| tag.name == "input").filter_map(|tag| tag.get("name"));
    let mut names: Vec<String> = names.filter(|name| name.starts_with("whose-")).map(str::to_owned).collect();
    names.dedup();
    names
}

/// What is chosen on a page as it came.
fn chosen(page: &Answer) -> Vec<String> {
    let all = tags(&page.body);
    let checked = all.iter().filter(|tag| tag.name == "input" && tag.get("checked").is_some());
    checked.filter_map(|tag| tag.get("value")).map(str::to_owned).collect()
}

fn not_said(page: &Answer, lang: Lang, id: &str) {
    assert!(!decode(&page.body).contains(&TEXTS.get(lang).t(id)), "{}: {id}", page.asked);
}

#[tokio::test]
async fn names_in_what_was_pasted_are_asked_about_after_the_code_and_nothing_is_chosen() {
    let node = Node::open().await;
    let ana = node.signs_in("ana").await;
    for lang in Lang::ALL {
        let (l, words) = (("l", lang.code()), word());
        let done = node.post("/tell", &[l, ("words", &words), ("pasted", PASTED)]).await.is(200);
        site(&done, lang);
        says(&done, lang, "whose-title");
        assert_eq!(chosen(&done), ["unknown", "unknown"], "never chosen for her");
        let place = |text: &str| done.body.find(text).unwrap_or_else(|| panic!("no {text}"));
        assert!(place("class=\"digits\"") < place("id=\"whose\""), "the code comes first");
        assert!(place("zq.pay@heron.example") < place("@zq.mine_77"), "who coerces comes first");

        let names = asked(&done);
        let answer = [l, ("code", &*done.digits()), (&*names[0], "them"), (&*names[1], "me")];
        let noted = node.post("/back/which", &answer).await.is(200);
        site(&noted, lang);
        says(&noted, lang, "whose-done-title");
        says(&noted, lang, "tell-side-them");
        assert_eq!(noted.digits(), done.digits(), "the code is not lost by answering");
        assert!(noted.visible().contains("zq.pay@heron.example"));
        site(&node.post("/back/which", &answer).await.is(200), lang);

        let case = node.case_with(&ana, &words).await;
        let path = format!("/console/case/{case}?l={}", lang.code());
        let page = node.send(Ask::get(&path).cookie(&ana)).await.is(200).visible();
        let marked = TEXTS.get(lang).s("case-name-marked-visitor", "time", "");
        assert_eq!(page.matches(marked.trim_end_matches([' ', '\u{2068}', '\u{2069}'])).count(), 2, "{page}");
    }
}

#[tokio::test]
async fn it_can_be_left_and_a_page_without_names_asks_nothing() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let plain = node.post("/tell", &[l, ("pasted", "no heron here")]).await.is(200);
        not_said(&plain, lang, "whose-title");
        let done = node.post("/tell", &[l, ("pasted", PASTED)]).await.is(200);
        let names = asked(&done);
        let left = [l, ("code", &*done.digits()), (&*names[0], "unknown"), (&*names[1], "unknown")];
        let noted = node.post("/back/which", &left).await.is(200);
        site(&noted, lang);
        says(&noted, lang, "whose-none");
        let wrong = node.post("/back/which", &[l, ("code", "000 000 000 000 000 000"), (&*names[0], "them")]).await;
        says(&wrong.is(422), lang, "back-error-wrong");
        says(
            &node.post("/back/which", &[l, ("code", "no code"), ("whose-x", "them")]).await.is(422),
            lang,
            "back-error-wrong",
        );
    }
}

#[tokio::test]
async fn when_there_is_danger_people_come_before_names_on_both_pages() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let done = node.post("/tell", &[l, ("danger", "self"), ("pasted", PASTED)]).await.is(200);
        site(&done, lang);
        let place = |page: &Answer, text: &str| page.body.find(text).unwrap_or_else(|| panic!("no {text}"));
        assert!(place(&done, "class=\"card person near\"") < place(&done, "id=\"whose\""));
        let answer = [l, ("code", &*done.digits()), (&*asked(&done)[0], "them")];
        let noted = node.post("/back/which", &answer).await.is(200);
        site(&noted, lang);
        assert!(place(&noted, "class=\"card person near\"") < place(&noted, "role=\"status\""));
        says(&noted, lang, "demo-door-crisis");
        let main = noted.body.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a page");
        assert!(!main.contains("href=\"/"), "no link beside the people loses the code");
    }
}

#[tokio::test]
async fn what_is_pasted_on_the_own_page_is_asked_about_and_no_word_beside_it_is_lost() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let done = node.post("/tell", &[l, ("words", "a plain heron")]).await.is(200);
        let thread = node.post("/back", &[l, ("code", &*done.digits())]).await.is(200);
        assert!(asked(&thread).is_empty());
        let pass = ("pass", &*thread.field("pass"));
        let sent =
            node.post("/back/write", &[l, pass, ("text", "he is snap: zq.kim_77 and zq.kim@heron.example")]).await;
        let sent = sent.is(200);
        site(&sent, lang);
        says(&sent, lang, "thread-sent");
        let names = asked(&sent);
        assert_eq!((names.len(), chosen(&sent)), (2, vec!["unknown".to_owned(), "unknown".to_owned()]));
        let own = tags(&sent.body).into_iter().filter(|tag| tag.name == "input" && tag.get("form") == Some("write"));
        assert_eq!(own.count(), 8, "they belong to the form that holds what is typed");

        let typed = format!("typed meanwhile {}", word());
        let noted =
            node.post("/back/write", &[l, pass, ("do", "which"), ("text", &typed), (&*names[0], "them")]).await.is(200);
        site(&noted, lang);
        says(&noted, lang, "whose-done-title");
        assert_eq!(decode(&noted.body).matches(&typed).count(), 1, "kept in its field, not sent");
        let again = node.post("/back/write", &[l, pass, ("text", &typed), (&*names[1], "other")]).await.is(200);
        says(&again, lang, "whose-done-title");
        says(&again, lang, "tell-side-other");
    }
}

#[tokio::test]
async fn words_for_many_are_named_so_only_where_a_stranger_wants_money() {
    let node = Node::open().await;
    let threat = "kim: hi\nkim: send 200 in gift cards or I send the video to your mother\nme: please no";
    let told = |offender: &'static str| vec![("pasted", threat), ("offender", offender), ("want", "money")];
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let shown = [vec![l], told("stranger")].concat();
        let done = node.post("/tell", &shown).await.is(200);
        site(&done, lang);
        says(&done, lang, "done-many");
        for never in [
            [told("known"), vec![l]].concat(),
            [told("family"), vec![l]].concat(),
            [told("young"), vec![l]].concat(),
            vec![l, ("pasted", threat), ("want", "money")],
            [told("stranger"), vec![l, ("happened", "shared")]].concat(),
            [told("stranger"), vec![l, ("want", "act")]].concat(),
            [told("stranger"), vec![l, ("danger", "near")]].concat(),
            [told("stranger"), vec![l, ("words", "I want to kill myself")]].concat(),
            vec![l, ("words", threat), ("offender", "stranger"), ("want", "money")],
        ] {
            not_said(&node.post("/tell", &never).await.is(200), lang, "done-many");
        }
    }
}

#[tokio::test]
async fn whoever_is_threatened_by_somebody_close_answers_where_every_form_stays() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let done = node.post("/tell", &[l, ("offender", "family"), ("pasted", PASTED)]).await.is(200);
        assert!(done.body.contains("action=\"/2/back/which\""), "{}", done.body);
        let answer = [l, ("code", &*done.digits()), (&*asked(&done)[0], "them")];
        let noted = node.post("/back/which", &answer).await.is(200);
        assert!(noted.body.contains("action=\"/2/back\""));
        let thread = node.post("/2/back", &[l, ("code", &*done.digits())]).await.is(200);
        let text = ("text", "now he is zq.new@heron.example");
        let sent = node.post("/2/back/write", &[l, ("pass", &*thread.field("pass")), text]).await.is(200);
        assert!(sent.body.contains("name=\"do\" value=\"which\"") && sent.body.contains("action=\"/2/back/write\""));
    }
}
