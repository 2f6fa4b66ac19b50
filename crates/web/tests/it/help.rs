//! Help for the child and for those who stand by: /say, /safe, /parents, /friends, /school.

use std::collections::{BTreeMap, BTreeSet};

use vigie_lang::Lang;

use crate::html::{Tag, one_line, tags};
use crate::node::{Answer, Node, in_lang};
use crate::promises::{TEXTS, site};
use crate::site::says;

/// Where each part begins.
const BEGINNINGS: [&str; 5] = ["/say", "/safe", "/parents", "/friends", "/school"];
/// The beginnings for who has trouble with their own grown-up.
const NEAR: [&str; 2] = ["/2/say", "/2/safe"];
/// What a help page must never show to them, in any link.
const CLOSED: [&str; 3] = ["/parents", "/school", "/friends"];
/// Longest sentence for readers of nine, in words.
const LONGEST: usize = 20;

fn leads(tag: &Tag) -> Option<&str> {
    let to = tag.get("href").or_else(|| tag.get("action"))?;
    to.starts_with('/').then(|| to.split(['?', '#']).next().unwrap_or_default())
}

fn links(page: &Answer) -> BTreeSet<String> {
    tags(&page.body).iter().filter_map(leads).map(str::to_owned).collect()
}

/// True for a path of one of these parts.
fn within(path: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| path.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

/// Every page that links lead to from here, as long as `follow` says so.
async fn walk(node: &Node, lang: Lang, from: &[&str], follow: impl Fn(&str) -> bool) -> BTreeMap<String, Answer> {
    let mut waiting: Vec<String> = from.iter().map(|one| (*one).to_owned()).collect();
    let mut seen = BTreeMap::new();
    while let Some(path) = waiting.pop() {
        if seen.contains_key(&path) {
            continue;
        }
        let page = node.get(&in_lang(&path, lang)).await.is(200);
        let hrefs = tags(&page.body).into_iter().filter(|tag| tag.get("href").is_some());
        waiting.extend(hrefs.filter_map(|tag| leads(&tag).map(str::to_owned)).filter(|link| follow(link)));
        seen.insert(path, page);
    }
    seen
}

/// What is before the end of the page's own part.
fn end(page: &Answer) -> &str {
    let main = page.body.split_once("</main>").expect("a page has a main part").0;
    let from = main.char_indices().rev().nth(900).map_or(0, |(at, _)| at);
    &main[from..]
}

#[tokio::test]
async fn every_page_of_help_is_there_in_every_language_and_ends_with_a_door() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let pages = walk(&node, lang, &BEGINNINGS, |path| within(path, &BEGINNINGS)).await;
        assert_eq!(pages.len(), 2 + 4 * 6 + 2 + 2 + 2, "{:?}", pages.keys());
        for (path, page) in &pages {
            site(page, lang);
            assert!(end(page).contains("href=\"/"), "{path} ends without a door");
            let again = node.packed(&in_lang(path, lang)).await;
            assert_eq!(again, page.body, "{path}");
        }
    }
}

#[tokio::test]
async fn a_path_that_is_no_page_of_help_is_answered_in_words() {
    let node = Node::open().await;
    for path in [
        "/say/0",
        "/say/7",
        "/say/7/1",
        "/2/say/1",
        "/2/say/2/1",
        "/say/1/4",
        "/2/say/7/0",
        "/say/%31/1",
        "/safe/x",
        "/say/1/",
        "/2/parents",
        "/2/parents/before",
        "/2/school",
        "/2/friends",
    ] {
        let page = node.get(&in_lang(path, Lang::Fr)).await.is(404);
        says(&page, Lang::Fr, "error-notfound-title");
    }
}

/// The words to say on a page.
fn words(page: &Answer) -> String {
    let rest = page.body.split_once("id=\"words\" data-copy>").expect("a page with words").1;
    crate::html::decode(rest.split_once('<').expect("they end").0)
}

fn sentences(text: &str) -> Vec<&str> {
    let ends = |c: char| matches!(c, '.' | '?' | '؟' | ':' | ';');
    text.split_inclusive(ends).map(str::trim).filter(|one| one.chars().any(char::is_alphabetic)).collect()
}

#[tokio::test]
async fn each_person_in_each_tone_gets_two_or_three_sentences_to_show_and_copy() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let mut all = BTreeSet::new();
        let usual = (1..=6).map(|whom| format!("/say/{whom}"));
        for whom in usual.chain([7, 3, 4, 5, 6].map(|whom| format!("/2/say/{whom}"))) {
            for tone in 1..=3 {
                let page = node.get(&in_lang(&format!("{whom}/{tone}"), lang)).await.is(200);
                let words = words(&page);
                let ends = words.chars().filter(|c| matches!(c, '.' | '?' | '؟')).count();
                assert!((2..=3).contains(&ends), "{}: {words}", page.asked);
                let button = tags(&page.body).into_iter().find(|tag| tag.get("data-copy-for").is_some());
                let button = button.expect("a button to copy");
                assert_eq!((button.get("data-copy-for"), button.get("hidden")), (Some("words"), Some("")));
                assert!(page.body.contains("class=\"card-only\""), "printed, only the words are on the paper");
                all.insert(words);
            }
        }
        assert_eq!(all.len(), 33, "no two are the same");
    }
}

#[tokio::test]
async fn the_card_says_nothing_of_what_happened() {
    let node = Node::open().await;
    for path in ["/say/card", "/2/say/card"] {
        let card = words(&node.get(&in_lang(path, Lang::En)).await.is(200));
        assert_eq!(card, "I need help with something online. Can we talk?");
    }
}

#[tokio::test]
async fn who_has_trouble_with_a_grown_up_is_never_led_back_to_them() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let t = TEXTS.get(lang);
        let mut pages: Vec<Answer> = walk(&node, lang, &NEAR, |path| within(path, &NEAR)).await.into_values().collect();
        assert_eq!(pages.len(), 2 + 4 * 5 + 2);
        for (answers, said) in [("", "d"), ("dcn", "c"), ("dcndcndcn", "n"), ("forged", "")] {
            pages.push(node.post("/2/safe", &[("l", lang.code()), ("a", answers), ("s", said)]).await);
        }
        for page in &pages {
            site(page, lang);
            for link in links(page) {
                let bare = link.strip_prefix("/2").unwrap_or(&link);
                assert!(!within(bare, &CLOSED), "{}: {link}", page.asked);
                assert!(link == "/leave" || within(&link, &["/2"]), "{}: {link} leads out of the branch", page.asked);
            }
            for id in ["say-1", "say-2", "say-1-about", "foot-parents", "foot-school"] {
                assert!(!page.visible().contains(&one_line(&t.t(id))), "{}: {id}", page.asked);
            }
        }
        let usual = node.get(&in_lang("/say", lang)).await;
        assert!(links(&usual).contains("/2/say") && links(&usual).contains("/parents"));
    }
}

/// Answers all ten steps as a visitor does: by the buttons and hidden fields of each page.
async fn answers(node: &Node, lang: Lang, said: &str) -> Answer {
    let mut page = node.get(&in_lang("/safe", lang)).await.is(200);
    for (step, letter) in (1..).zip(said.chars()) {
        says(&page, lang, &format!("safe-{step}-title"));
        site(&page, lang);
        let letter = letter.to_string();
        let buttons: Vec<Tag> = tags(&page.body).into_iter().filter(|tag| tag.name == "button").collect();
        assert!(buttons.iter().any(|tag| tag.get("name") == Some("s") && tag.get("value") == Some(&letter)));
        let fields = [("l", page.field("l")), ("a", page.field("a")), ("s", letter)];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        page = node.post("/safe", &fields).await.is(200);
    }
    page
}

/// The titles that stand under a heading of the list, in order.
fn under(page: &Answer, lang: Lang, heading: &str) -> Vec<usize> {
    let t = TEXTS.get(lang);
    let seen = page.visible();
    let titles = (1..=10).map(|step| (step, one_line(&t.t(&format!("safe-{step}-title")))));
    let body = crate::html::decode(&page.body);
    let Some((_, section)) = body.split_once(&format!("<h2>{}</h2>", t.t(heading))) else { return Vec::new() };
    let section = one_line(section.split_once("</section>").expect("a section ends").0);
    let found = titles.filter(|(_, title)| section.contains(title)).collect::<Vec<_>>();
    assert!(found.iter().all(|(_, title)| seen.matches(title.as_str()).count() == 1), "a step stands there once");
    found.into_iter().map(|(step, _)| step).collect()
}

#[tokio::test]
async fn any_answers_to_the_ten_steps_lead_to_the_list_they_make() {
    let node = Node::open().await;
    let mut number: u32 = 20_261_101;
    let mut some = vec!["dddddddddd".to_owned(), "cccccccccc".to_owned(), "nnnnnnnnnn".to_owned()];
    for _ in 0..21 {
        let letters = (0..10).map(|_| {
            number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            ["d", "c", "n"][(number >> 16) as usize % 3]
        });
        some.push(letters.collect());
    }
    let before = node.stored();
    for (said, lang) in some.iter().zip(Lang::ALL.into_iter().cycle()) {
        let list = answers(&node, lang, said).await;
        site(&list, lang);
        says(&list, lang, "safe-list-title");
        assert!(list.body.contains("<meta name=\"robots\" content=\"noindex\">"));
        for (letter, heading) in [('d', "safe-list-done"), ('n', "safe-list-later"), ('c', "safe-list-help")] {
            let expected: Vec<usize> = (1..).zip(said.chars()).filter(|one| one.1 == letter).map(|one| one.0).collect();
            assert_eq!(under(&list, lang, heading), expected, "{said}: {heading}");
        }
        assert!(!list.visible().contains('%') && end(&list).contains("href=\"/talk"));
    }
    assert!(node.stored() == before, "something was stored");
}

#[tokio::test]
async fn one_step_back_asks_the_last_question_again() {
    let node = Node::open().await;
    let page = answers(&node, Lang::Es, "dc").await;
    assert_eq!(page.field("a"), "dc");
    let back = node.post("/safe", &[("l", "es"), ("a", "dc"), ("s", "b")]).await.is(200);
    says(&back, Lang::Es, "safe-2-title");
    assert_eq!(back.field("a"), "d");
    let list = node.post("/safe", &[("l", "es"), ("a", "dcndcndcnd"), ("s", "b")]).await.is(200);
    says(&list, Lang::Es, "safe-10-title");
}

#[tokio::test]
async fn answers_that_no_page_sent_begin_again_calmly() {
    let node = Node::open().await;
    let long = "d".repeat(50_000);
    for (answers, said) in [
        ("x", "d"),
        ("ddddddddddd", ""),
        ("dddddddddd", "d"),
        ("d d", "c"),
        ("<script>", "d"),
        ("é\u{0}", "n"),
        ("", "zz"),
        ("d", "dd"),
        (&long, "d"),
        ("d", &long),
    ] {
        for lang in Lang::ALL {
            let page = node.post("/safe", &[("l", lang.code()), ("a", answers), ("s", said)]).await.is(422);
            site(&page, lang);
            says(&page, lang, "safe-again");
            says(&page, lang, "safe-1-title");
            assert_eq!(page.field("a"), "");
        }
    }
}

#[test]
fn what_a_child_reads_here_is_in_short_sentences() {
    for lang in Lang::ALL {
        let t = TEXTS.get(lang);
        let (mut count, mut total) = (0, 0);
        for id in
            t.ids().filter(|id| ["say-", "safe-", "friends-", "near-say-"].iter().any(|start| id.starts_with(start)))
        {
            for sentence in sentences(t.raw(id).expect("a text")) {
                let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
                assert!(words <= LONGEST, "{} {id}: {words} words: {sentence}", lang.code());
                (count, total) = (count + 1, total + words);
            }
        }
        assert!(count > 200 && total <= count * 12, "{}: {total} words in {count} sentences", lang.code());
    }
}
