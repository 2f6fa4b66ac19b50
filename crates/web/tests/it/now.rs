//! What to do now: one action a screen, every branch within reach, the doors always there; and the words are short.

use std::collections::{BTreeSet, VecDeque};

use vigie_lang::Lang;

use crate::html::{Tag, tags, visible};
use crate::node::{Answer, Node, in_lang};
use crate::promises::{TEXTS, site};
use crate::site::says;

/// Every branch, where it begins.
const BRANCHES: [&str; 14] = [
    "/now/a/1",
    "/now/b/1",
    "/now/c/1",
    "/now/d/1",
    "/now/e/1",
    "/now/f/1",
    "/now/g/1",
    "/2/now/h/1",
    "/now/i/1",
    "/now/j/1",
    "/now/k/1",
    "/now/l/1",
    "/now/m/1",
    "/now/n/1",
];

/// Addresses of our own that a page links to, without the query.
pub fn links(body: &str) -> Vec<String> {
    let hrefs = tags(body).into_iter().filter(|tag| tag.name == "a" && tag.get("hreflang").is_none());
    let own = hrefs.filter_map(|tag| tag.get("href").filter(|href| href.starts_with('/')).map(str::to_owned));
    own.map(|href| href.split(['?', '#']).next().unwrap_or_default().to_owned()).collect()
}

/// Links and buttons of a class, also where it stands beside others: the one big button may be a quiet one.
fn classed<'a>(all: &'a [Tag], class: &str) -> Vec<&'a Tag> {
    let has = |tag: &&Tag| tag.get("class").is_some_and(|own| own == class || own.starts_with(&format!("{class} ")));
    all.iter().filter(has).collect()
}

#[tokio::test]
async fn every_branch_is_reached_from_the_first_question_by_links() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let (mut seen, mut ahead) = (BTreeSet::new(), VecDeque::from(["/now".to_owned()]));
        while let Some(path) = ahead.pop_front() {
            let page = node.get(&in_lang(&path, lang)).await.is(200);
            for to in links(&page.body).into_iter().filter(|to| to == "/now/me" || BRANCHES.contains(&&**to)) {
                if seen.insert(to.clone()) && to == "/now/me" {
                    ahead.push_back(to);
                }
            }
        }
        seen.remove("/now/me");
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), BRANCHES.map(str::to_owned).into());
    }
}

/// How many buttons are filled.
fn all_filled(main: &str) -> usize {
    let all = tags(main);
    classed(&all, "button").iter().filter(|tag| !tag.get("class").is_some_and(|own| own.ends_with("quiet"))).count()
}

/// Walks a branch by its one big button. Returns the pages.
async fn walk(node: &Node, lang: Lang, start: &str) -> Vec<Answer> {
    let (stem, mut pages) = (start.trim_end_matches('1'), Vec::new());
    let mut path = start.to_owned();
    while path.starts_with(stem) {
        let page = node.get(&in_lang(&path, lang)).await.is(200);
        site(&page, lang);
        let all = tags(&page.body);
        let [big] = classed(&all, "button big")[..] else { panic!("{path}: not one thing to do") };
        let next = big.get("href").and_then(|href| href.split('?').next()).expect("it leads on");
        path = String::from(next);
        pages.push(page);
        assert!(pages.len() < 15, "{start} never ends");
    }
    assert!(["/later/1", "/2/later/1", "/talk", "/2/talk"].contains(&&*path), "{start} ends at {path}");
    pages
}

#[tokio::test]
async fn every_screen_has_one_thing_to_do_and_ends_with_the_same_doors() {
    let node = Node::open().await;
    for (lang, start) in Lang::ALL.into_iter().flat_map(|lang| BRANCHES.map(|start| (lang, start))) {
        let pages = walk(&node, lang, start).await;
        let t = TEXTS.get(lang);
        for (number, page) in (1..).zip(&pages) {
            let count = i64::try_from(pages.len()).unwrap();
            let step = t.args("now-step", &[("number", i64::into(number)), ("count", count.into())]);
            assert!(page.visible().contains(&step), "{}: which step is it?", page.asked);
            assert_eq!(tags(&page.body).iter().filter(|tag| tag.name == "h1").count(), 1);
            let main = page.body.split("</main>").next().unwrap();
            let end: Vec<_> = links(main).into_iter().rev().take(3).collect();
            let prefix = if start.starts_with("/2") { "/2" } else { "" };
            assert_eq!(end, ["/safe-now", "/tell", "/talk"].map(|path| format!("{prefix}{path}")), "{}", page.asked);
            assert!(!page.body.contains("<form") && !page.body.contains("<input"), "nothing is typed here");
            let filled = all_filled(main);
            assert_eq!(filled, 1, "{}: one button is filled", page.asked);
        }
        // The whole branch on one page says the same, to be printed.
        let whole = node.get(&in_lang(start.trim_end_matches("/1"), lang)).await.is(200);
        site(&whole, lang);
        for page in &pages {
            let title = page.body.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).unwrap();
            assert!(whole.body.contains(title), "{}: {title} is missing", whole.asked);
        }
        let after = node.get(&in_lang(&format!("{}{}", start.trim_end_matches('1'), pages.len() + 1), lang)).await;
        assert_eq!(after.status, 404);
    }
}

#[tokio::test]
async fn who_paid_sent_or_deleted_reads_first_that_nothing_is_ruined() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        for (path, id) in [("/now/b/1", "do-paid"), ("/now/c/1", "do-sent"), ("/now/d/1", "do-deleted")] {
            says(&node.get(&in_lang(path, lang)).await.is(200), lang, id);
        }
    }
}

#[tokio::test]
async fn every_branch_has_a_heading_of_its_own_and_near_ones_begin_with_what_most_come_for() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let mut headings = BTreeSet::new();
        for start in BRANCHES {
            let whole = node.get(&in_lang(start.trim_end_matches("/1"), lang)).await.is(200);
            headings
                .insert(whole.body.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next()).map(str::to_owned));
        }
        assert_eq!(headings.len(), BRANCHES.len(), "{headings:?}");
        let near = node.get(&in_lang("/2/now/me", lang)).await.is(200);
        says(&near, lang, "now-go-a");
        assert!(links(&near.body).contains(&"/2/now/h/1".to_owned()), "{}", near.body);
    }
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_a_calm_page() {
    let node = Node::open().await;
    for path in ["/now/z", "/now/z/1", "/now/a/0", "/now/a/-1", "/now/a/x", "/now/h/1", "/2/now/a/1", "/2/now/l/1"] {
        let page = node.get(path).await.is(404);
        site(&page, Lang::En);
    }
}

#[tokio::test]
async fn danger_shows_people_first_and_then_goes_on_with_the_report() {
    for (node, demo) in [(Node::open().await, true), (Node::closed().await, false)] {
        for (lang, number) in Lang::ALL.into_iter().flat_map(|lang| ["1", "2", "3"].map(|number| (lang, number))) {
            let page = node.get(&in_lang(&format!("/safe-now/{number}"), lang)).await.is(200);
            if demo {
                site(&page, lang);
            }
            let all = tags(&page.body);
            let big: Vec<_> = classed(&all, "button big").into_iter().filter_map(|tag| tag.get("href")).collect();
            // While nobody reads a report, the way on is to people.
            let on = in_lang(if demo { "/tell" } else { "/talk" }, lang);
            assert_eq!(big.last(), Some(&&*on), "{}: the last big button goes on", page.asked);
            if number == "3" {
                continue;
            }
            let first = classed(&all, "button").into_iter().find(|tag| tag.get("class") == Some("button"));
            let people = in_lang("/talk", lang);
            assert_eq!(first.and_then(|tag| tag.get("href")), Some(&*people), "people are the filled button");
            let door = if demo { "demo-door-crisis" } else { "talk-none-asked" };
            says(&page, lang, door);
            let place = |text: &str| page.visible().find(text).unwrap_or_else(|| panic!("{text} is missing"));
            let t = TEXTS.get(lang);
            let goes_on = t.t(if demo { "safe-now-tell" } else { "common-talk" });
            let last = page.visible().rfind(&goes_on).expect("it goes on");
            assert!(place(&visible(&t.t(door))) < last, "people stand first");
            assert!(demo || !page.body.contains("href=\"tel:"), "a number nobody checked");
        }
    }
}

/// Sentences of a text. What is said aloud inside one is a sentence too.
fn sentences(text: &str) -> Vec<String> {
    let ends = text.split_inclusive(['.', '?', '؟', ':']);
    ends.map(|one| one.trim().to_owned()).filter(|one| one.chars().any(char::is_alphabetic)).collect()
}

/// Without what is said aloud.
fn told(text: &str) -> String {
    let mut outside = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(['“', '«']) {
        outside.push_str(before);
        rest = after.split_once(['”', '»']).map_or("", |(_, after)| after);
    }
    outside + rest
}

#[test]
fn the_words_of_a_screen_are_few_and_short() {
    for lang in Lang::ALL {
        let t = TEXTS.get(lang);
        let ours = |id: &&str| {
            let usual = id.strip_prefix("near-").unwrap_or(id);
            ["do-", "safe-now-", "later-"].iter().any(|start| usual.starts_with(start))
        };
        let (mut words, mut count) = (0, 0);
        for id in t.ids().filter(ours) {
            for sentence in sentences(&t.t(id)) {
                let length = sentence.split_whitespace().count();
                assert!(length <= 20, "{} {id}: {length} words: {sentence}", lang.code());
                (words, count) = (words + length, count + 1);
            }
        }
        assert!(words < 12 * count, "{}: {words} words in {count} sentences", lang.code());
        for (id, t) in t.ids().flat_map(|id| [(id, t), (id, TEXTS.near(lang))]) {
            let lines: Vec<_> = (1..=3).map(|line| format!("{id}-{line}")).filter(|id| t.has(id)).collect();
            if id.starts_with("do-") && !lines.is_empty() {
                let ends = |id: &String| told(&t.t(id)).matches(['.', '?', '؟']).count();
                // A line that only leads to what is said aloud ends with it.
                let all: usize = lines.iter().map(|id| ends(id).max(1)).sum();
                assert!((1..=4).contains(&all), "{} {id}: {all} sentences", lang.code());
            }
        }
    }
}
