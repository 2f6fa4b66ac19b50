//! Reading pages: what a person would see, and what a browser would send back.

use crate::http::{Answer, Browser};

const SITE: &str = include_str!("../../../../data/lang/en/site.ftl");
const CONSOLE: &str = include_str!("../../../../data/lang/en/console.ftl");
const MEMBERS: &str = include_str!("../../../../data/lang/en/members.ftl");

/// An English sentence of the site or console, by its name in the text files.
pub fn says(id: &str) -> &'static str {
    let start = format!("{id} = ");
    let mut lines = SITE.lines().chain(CONSOLE.lines()).chain(MEMBERS.lines());
    let line = lines.find(|line| line.starts_with(&start)).unwrap_or_else(|| panic!("there is no text {id}"));
    &line[start.len()..]
}

/// Whether a page shows an English sentence.
pub fn shows(answer: &Answer, id: &str) -> bool {
    answer.text().contains(says(id))
}

/// What stands between two marks, the first time.
pub fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let start = text.find(before)? + before.len();
    let length = text[start..].find(after)?;
    Some(&text[start..start + length])
}

/// The value of a field, or what stands in a text area.
pub fn field(page: &str, name: &str) -> Option<String> {
    let input = between(page, &format!("name=\"{name}\" value=\""), "\"");
    let area = || {
        let rest = &page[page.find(&format!("<textarea id=\"{name}\""))?..];
        // A browser drops the line end that follows the tag.
        between(rest, ">", "</textarea>").map(|text| text.strip_prefix('\n').unwrap_or(text))
    };
    input.or_else(area).map(unescape)
}

/// The receipt code in digits.
pub fn digits(page: &str) -> Option<String> {
    between(page, "<p class=\"digits\"><bdi dir=\"ltr\">", "</bdi>").map(str::to_owned)
}

/// The receipt code in words.
pub fn words(page: &str) -> Vec<String> {
    let list = between(page, "<ol class=\"words\"", "</ol>").unwrap_or_default();
    list.split("<bdi>").skip(1).filter_map(|word| word.split("</bdi>").next()).map(unescape).collect()
}

/// Reads the entities that our templates write.
pub fn unescape(text: &str) -> String {
    let entities = [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain))
}

/// Opens the form of `/tell` and returns its draft id.
pub fn draft(browser: Browser) -> Option<String> {
    browser.get("/tell?l=en").and_then(|page| field(&page.body, "draft"))
}

/// Opens a thread; tries again while the program says that it is busy.
pub fn open(browser: Browser, code: &str) -> Option<Answer> {
    for _ in 0..100 {
        let page = browser.post("/back", &[("l", "en"), ("code", code)])?;
        if page.status != 503 {
            return Some(page);
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    None
}

/// An answer waits two minutes, so that it can be taken back: here it leaves at once.
pub fn send_now(desk: Browser, case: &str) {
    let page = desk.get(&format!("/console/case/{case}?l=en")).expect("a case");
    let version = field(&page.body, "version").expect("a version");
    let form = page.body.split_once("/now\"").expect("an answer on its way").1;
    let part = field(form, "part").expect("which answer");
    let fields = [("l", "en"), ("version", version.as_str()), ("part", part.as_str())];
    let left = desk.post(&format!("/console/case/{case}/now"), &fields).expect("an answer");
    assert_eq!(left.status, 303, "now: {left}");
}
