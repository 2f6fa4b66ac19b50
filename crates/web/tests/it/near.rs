//! Who is threatened by somebody in the family, a carer or a teacher: from there on no page says a word of parents or
//! school, or of a phone or computer that somebody keeps or looks at, and no link leads to a page that does.

use std::collections::{BTreeMap, VecDeque};
use std::sync::LazyLock;

use vigie_lang::Lang;
use vigie_web::{CLOSED, PREFIX};

use crate::html::{one_line, tags, visible};
use crate::node::{Answer, Node, in_lang};
use crate::now::links;
use crate::promises::{TEXTS, site};

/// Words that never stand there, and runs of words; small letters.
const FORBIDDEN: [(Lang, &[&str]); 4] = [
    (
        Lang::En,
        &[
            "parent",
            "parents",
            "mother",
            "mum",
            "mom",
            "father",
            "dad",
            "carer",
            "carers",
            "guardian",
            "teacher",
            "teachers",
            "school",
            "grown up",
            "trusted adult",
            "adult you trust",
            "device",
            "devices",
            "your phone",
            "this phone",
            "the phone",
            "your computer",
        ],
    ),
    (
        Lang::Fr,
        &[
            "parent",
            "parents",
            "mère",
            "maman",
            "père",
            "papa",
            "tuteur",
            "tutrice",
            "prof",
            "profs",
            "professeur",
            "maître",
            "maîtresse",
            "école",
            "collège",
            "lycée",
            "adulte",
            "appareil",
            "ton téléphone",
            "ce téléphone",
            "le téléphone",
            "ton ordinateur",
        ],
    ),
    (
        Lang::Es,
        &[
            "madre",
            "mamá",
            "padre",
            "papá",
            "padres",
            "tutor",
            "tutora",
            "cuidador",
            "cuidadora",
            "profe",
            "profesor",
            "profesora",
            "maestro",
            "maestra",
            "escuela",
            "colegio",
            "persona adulta",
            "dispositivo",
            "tu teléfono",
            "este teléfono",
            "el teléfono",
            "tu computadora",
        ],
    ),
    (
        Lang::Ar,
        &[
            "الأم",
            "الأب",
            "والأب",
            "أمك",
            "أبوك",
            "أبيك",
            "الوالدين",
            "الوالدان",
            "والديك",
            "مدرسة",
            "المدرسة",
            "مدرستك",
            "معلم",
            "المعلم",
            "معلمة",
            "المعلمة",
            "يعلمني",
            "يرعاني",
            "شخص كبير",
            "جهاز",
            "الجهاز",
            "جهازك",
            "هاتفك",
            "هذا الهاتف",
            "حاسوبك",
        ],
    ),
];

/// Small letters, one space between words, nothing else. Apostrophes part words; Arabic signs above letters go.
fn words(text: &str) -> String {
    let plain = text.to_lowercase().replace(|c: char| ('\u{64b}'..='\u{652}').contains(&c), "");
    let parts: Vec<_> = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", parts.join(" "))
}

/// The words of a text that never stand there.
pub fn forbidden(lang: Lang, text: &str) -> Vec<&'static str> {
    let (text, list) = (words(text), FORBIDDEN.iter().find(|row| row.0 == lang).expect("a list"));
    list.1.iter().copied().filter(|word| text.contains(&words(word))).collect()
}

/// Texts that never stand there: whatever another one replaces, and all of what is for others. In each language.
static FORBIDDEN_TEXTS: LazyLock<[Vec<(&str, String)>; 4]> = LazyLock::new(|| Lang::ALL.map(forbidden_texts));

fn forbidden_texts(lang: Lang) -> Vec<(&'static str, String)> {
    let t = TEXTS.get(lang);
    let for_others = ["do-parent", "do-school", "do-friend", "do-young", "now-go-h", "now-go-l", "now-go-m"];
    let never = |id: &&str| for_others.iter().any(|start| id.starts_with(start)) || t.has(&format!("near-{id}"));
    t.ids().filter(never).map(|id| (id, one_line(&t.t(id)))).collect()
}

/// What a page says, without the words of a receipt code: they are drawn at random, and say nothing.
pub fn said(page: &Answer) -> String {
    let (before, card) = page.body.split_once("<ol class=\"words\"").unwrap_or((&page.body, ""));
    let after = card.split_once("</ol>").map_or("", |(_, after)| after);
    visible(&format!("{before}{after}"))
}

/// A page of the variant keeps every promise of the site, and the one of the variant.
fn keeps(page: &Answer, lang: Lang) {
    site(page, lang);
    let attributes: Vec<_> =
        tags(&page.body).iter().filter_map(|tag| tag.get("aria-label").map(str::to_owned)).collect();
    let text = format!("{} {}", said(page), attributes.join(" "));
    assert_eq!(forbidden(lang, &text), Vec::<&str>::new(), "{}: {text}", page.asked);
    let number = Lang::ALL.iter().position(|one| *one == lang).expect("a language");
    for (id, other) in &FORBIDDEN_TEXTS[number] {
        assert!(!text.contains(other), "{}: {id} stands here", page.asked);
    }
    stays(page);
    assert_eq!(page.header("x-robots-tag"), "noindex", "{}", page.asked);
}

/// No link or form leads out of the variant, or to the people they may fear.
fn stays(page: &Answer) {
    for tag in tags(&page.body) {
        for to in ["href", "action"].iter().filter_map(|name| tag.get(name)).filter(|to| to.starts_with('/')) {
            let path = to.split('?').next().unwrap_or_default();
            let inside = path == PREFIX || path.starts_with(&format!("{PREFIX}/"));
            assert!(inside || path == "/leave", "{}: {to} leads out", page.asked);
            let closed = CLOSED.iter().any(|closed| path == format!("{PREFIX}{closed}"));
            assert!(!closed, "{}: {to} is for the people they may fear", page.asked);
        }
    }
}

/// Everything that links lead to from the first screen.
async fn linked(node: &Node, lang: Lang) -> BTreeMap<String, Answer> {
    let mut seen = BTreeMap::new();
    let mut ahead = VecDeque::from([format!("{PREFIX}/now/h/1")]);
    while let Some(path) = ahead.pop_front() {
        if path == "/leave" || seen.contains_key(&path) {
            continue;
        }
        let page = node.get(&in_lang(&path, lang)).await.is(200);
        keeps(&page, lang);
        ahead.extend(links(&page.body));
        seen.insert(path, page);
    }
    seen
}

/// Everything that forms lead to: doors of a country, the report, its receipt, coming back, and what can be done there.
async fn sent(node: &Node, lang: Lang) {
    let post = async |path: &str, fields: &[(&str, &str)], status: u16| {
        let mut all = vec![("l", lang.code())];
        all.extend(fields);
        let page = node.post(&format!("{PREFIX}{path}"), &all).await.is(status);
        keeps(&page, lang);
        page
    };
    for (country, status) in [("FR", 200), ("none", 200), ("", 422)] {
        post("/talk", &[("country", country)], status).await;
    }
    post("/tell", &[], 422).await;
    post("/tell", &[("danger", "near"), ("words", "a heron at the door")], 200).await;
    let done = post("/tell", &[("words", "a plain heron")], 200).await;
    post("/back", &[("code", "12")], 422).await;
    let page = post("/back", &[("code", &done.digits())], 200).await;
    let pass = page.field("pass");
    for path in ["/back/open", "/back/write", "/back/newcode", "/back/close", "/back/close/yes", "/back/erase"] {
        post(path, &[("pass", &pass), ("text", "one more heron")], 200).await;
    }
    post("/back/newcode/yes", &[("pass", &pass)], 200).await;
    post("/back/open", &[("pass", &pass)], 422).await;
    let nowhere = node.get(&in_lang(&format!("{PREFIX}/nothing"), lang)).await.is(404);
    keeps(&nowhere, lang);
}

async fn a_visit(lang: Lang) {
    let node = Node::open().await;
    let seen = linked(&node, lang).await;
    for path in ["", "/now", "/now/me", "/now/h", "/now/b/1", "/talk", "/tell", "/back", "/safe-now/2", "/later/3"] {
        assert!(seen.contains_key(&format!("{PREFIX}{path}")), "{path} was not reached: {:?}", seen.keys());
    }
    assert!(seen.len() > 90, "only {} pages", seen.len());
    sent(&node, lang).await;
}

#[tokio::test]
async fn who_told_of_the_family_comes_back_by_the_usual_door_and_is_not_sent_to_it() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        let l = ("l", lang.code());
        let told = [l, ("offender", "family"), ("danger", "near"), ("words", "a heron at the door")];
        let code = node.post("/tell", &told).await.is(200).digits();
        let back = node.post("/back", &[l, ("code", &code)]).await.is(200);
        let pass = back.field("pass");
        let opened = node.post("/back/open", &[l, ("pass", &pass)]).await.is(200);
        let empty = node.post("/back/write", &[l, ("pass", &pass), ("text", "")]).await.is(200);
        let written = node.post("/back/write", &[l, ("pass", &pass), ("text", "one more heron")]).await.is(200);
        for page in [back, opened, empty, written] {
            site(&page, lang);
            stays(&page);
            assert_eq!(forbidden(lang, &visible(&page.body)), Vec::<&str>::new(), "{}", page.asked);
        }
    }
}

#[tokio::test]
async fn no_page_speaks_of_parents_or_school_to_who_fears_them_in_english() {
    a_visit(Lang::En).await;
}

#[tokio::test]
async fn no_page_speaks_of_parents_or_school_to_who_fears_them_in_french() {
    a_visit(Lang::Fr).await;
}

#[tokio::test]
async fn no_page_speaks_of_parents_or_school_to_who_fears_them_in_spanish() {
    a_visit(Lang::Es).await;
}

#[tokio::test]
async fn no_page_speaks_of_parents_or_school_to_who_fears_them_in_arabic() {
    a_visit(Lang::Ar).await;
}

#[tokio::test]
async fn a_closed_node_sends_who_fears_somebody_close_to_a_hospital_or_the_police() {
    let node = Node::closed().await;
    for lang in Lang::ALL {
        for path in ["/safe-now/1", "/safe-now/2"] {
            let page = node.get(&in_lang(&format!("{PREFIX}{path}"), lang)).await.is(200);
            let text = visible(&page.body);
            assert!(text.contains(&visible(&TEXTS.near(lang).t("talk-none-asked"))), "{}", page.asked);
            assert_eq!(forbidden(lang, &text), Vec::<&str>::new());
        }
    }
}

/// The proof must be able to fail: the usual pages do say what these may not.
#[tokio::test]
async fn the_usual_pages_do_say_these_words() {
    let node = Node::open().await;
    for lang in Lang::ALL {
        for path in ["/now/a/6", "/later/1", "/talk", "/now/me", "/now/g/3"] {
            let page = node.get(&in_lang(path, lang)).await.is(200);
            assert!(!forbidden(lang, &visible(&page.body)).is_empty(), "{path} in {}", lang.code());
        }
    }
}
