//! What every page promises, checked on whatever page a test has in hand.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use axum::http::Method;
use base64::Engine;
use sha2::{Digest, Sha256};
use vigie_lang::{Lang, Texts, banned};
use vigie_web::{PREFIX, ROUTES, variant_path};

use crate::html::{Tag, tags, text_nodes, visible};
use crate::node::Answer;

/// Every byte counts on a slow phone.
const LARGEST_PAGE: usize = 30_000;

pub static TEXTS: LazyLock<Texts> = LazyLock::new(|| Texts::load().expect("the texts can be read"));

/// A page of the help site.
#[track_caller]
pub fn site(answer: &Answer, lang: Lang) {
    let asked = &answer.asked;
    assert!(answer.body.len() < LARGEST_PAGE, "{asked}: {} bytes", answer.body.len());
    site_without_limit(answer, lang);
}

/// A page of the help site of a real node: everything that [`site`] promises, and no word of a demonstration.
#[track_caller]
pub fn real(answer: &Answer, lang: Lang) {
    let (asked, t) = (&answer.asked, TEXTS.get(lang));
    assert!(answer.body.len() < LARGEST_PAGE, "{asked}: {} bytes", answer.body.len());
    headers(answer, "no-referrer");
    assert!(answer.headers.get("set-cookie").is_none(), "{asked}: a cookie");
    assert!(!visible(&answer.body).contains(&t.t("common-demo")), "{asked}: not a demonstration");
    page(answer, lang, &[t.t("common-title"), t.t("leave-title")], "");
}

/// A page of the help site that carries long words of its visitor.
#[track_caller]
pub fn site_without_limit(answer: &Answer, lang: Lang) {
    let t = TEXTS.get(lang);
    headers(answer, "no-referrer");
    assert!(answer.headers.get("set-cookie").is_none(), "{}: a cookie", answer.asked);
    page(answer, lang, &[t.t("common-title"), t.t("leave-title")], &t.t("common-demo"));
    assert!(answer.body.contains("href=\"/leave") || answer.status == 303, "{}: no way out", answer.asked);
    // A page that holds typed words asks it with a button of its own; one is the answer to it.
    let asks = ["/safe-now", "name=\"go\" value=\"safe\"", "name=\"go\" value=\"on\"", "name=\"safe\" value=\"safe\""];
    assert!(
        asks.iter().any(|ask| answer.body.contains(ask)) || answer.status == 303,
        "{}: nobody asks if they are safe",
        answer.asked
    );
}

/// A page of the console.
#[track_caller]
pub fn desk(answer: &Answer, lang: Lang) {
    let t = TEXTS.get(lang);
    headers(answer, "same-origin");
    assert_eq!(answer.header("x-robots-tag"), "noindex", "{}", answer.asked);
    page(answer, lang, &[t.t("desk-title")], &t.t("desk-demo"));
}

/// The headers of every answer.
#[track_caller]
pub fn headers(answer: &Answer, referrer: &str) {
    let asked = &answer.asked;
    for (name, value) in [
        ("cache-control", "no-store"),
        ("referrer-policy", referrer),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{asked}: {name}");
    }
    let policy = answer.header("content-security-policy");
    for rule in ["default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"] {
        assert!(policy.split("; ").any(|one| one == rule), "{asked}: {rule} is not in {policy}");
    }
    assert!(!policy.contains("unsafe"), "{asked}: {policy}");
    let scripts: Vec<&str> = policy.split("; ").filter(|rule| rule.starts_with("script-src")).collect();
    assert!(scripts.iter().all(|rule| *rule == "script-src 'self'"), "{asked}: {policy}");
    let location = answer.header("location");
    if location.starts_with('/') {
        query(location, asked);
    }
}

#[track_caller]
fn page(answer: &Answer, lang: Lang, titles: &[String], demo: &str) {
    let (asked, body) = (&answer.asked, &answer.body);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{asked}");
    assert!(answer.header("vary").contains("accept-language"), "{asked}: Vary is {:?}", answer.header("vary"));
    let all = tags(body);
    let first = |name: &str| all.iter().find(|tag| tag.name == name);
    let html = first("html").expect("a page");
    assert_eq!((html.get("lang"), html.get("dir")), (Some(lang.code()), Some(lang.dir())), "{asked}");
    let title = first("title").expect("a title").inside.clone();
    assert!(titles.contains(&title), "{asked}: the title is {title}");
    if let Some(style) = first("style") {
        let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&style.inside));
        assert!(answer.header("content-security-policy").contains(&hash), "{asked}: its own style sheet is refused");
        assert!(
            !style.inside.contains("url(") && !style.inside.contains("@import"),
            "{asked}: a style sheet that loads"
        );
    }
    let text = visible(body);
    assert!(text.contains(demo), "{asked}: no word that this is a demonstration");
    assert_eq!(banned(lang, &text), Vec::<&str>::new(), "{asked}");
    loads_nothing(&all, asked);
    ids_resolve(&all, asked);
    links_lead_somewhere(&all, asked);
    no_gap(&text, asked);
    own_language(body, lang, asked);
}

/// Nothing that runs but the site's one module, nothing from elsewhere.
#[track_caller]
fn loads_nothing(all: &[Tag], asked: &str) {
    const NEVER: [&str; 14] = [
        "img",
        "object",
        "embed",
        "link",
        "base",
        "use",
        "image",
        "video",
        "audio",
        "source",
        "picture",
        "frame",
        "applet",
        "foreignobject",
    ];
    for tag in all {
        // A square that a phone reads is drawn on the page itself.
        assert!(!NEVER.contains(&tag.name.as_str()), "{asked}: <{}>", tag.name);
        if tag.name == "script" {
            let ours = matches!(tag.get("src"), Some("/s.js" | "/console/s.js"));
            let own = ours && tag.get("type") == Some("module") && tag.inside.is_empty();
            assert!(own && tag.attributes.len() == 2, "{asked}: a script that is not the site's own");
            continue;
        }
        if tag.name == "iframe" {
            let own = tag.get("src").is_some_and(|src| src.starts_with("/console/new?"));
            assert!(own, "{asked}: a frame that is not the queue's own");
            continue;
        }
        for (name, value) in &tag.attributes {
            let bad = name.starts_with("on")
                || ["src", "style", "srcset", "background", "ping", "formaction"].contains(&&**name);
            assert!(!bad, "{asked}: {name} on <{}>", tag.name);
            assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{asked}: a script in {name}");
        }
    }
}

/// Every id is there once, and everything that names an id finds it.
#[track_caller]
fn ids_resolve(all: &[Tag], asked: &str) {
    let mut ids = HashSet::new();
    for id in all.iter().filter_map(|tag| tag.get("id")) {
        assert!(ids.insert(id), "{asked}: two of #{id}");
    }
    for tag in all {
        let named = ["for", "aria-describedby", "aria-labelledby"].iter().filter_map(|name| tag.get(name));
        let linked = tag.get("href").and_then(|href| href.strip_prefix('#'));
        for id in named.flat_map(str::split_whitespace).chain(linked) {
            assert!(ids.contains(id), "{asked}: #{id} is nowhere");
        }
    }
    let fields =
        all.iter().filter(|tag| matches!(tag.name.as_str(), "textarea" | "select") && tag.get("hidden").is_none());
    for field in fields.chain(all.iter().filter(|tag| tag.name == "input" && tag.get("type") == Some("text"))) {
        let id = field.get("id").unwrap_or_default();
        assert!(all.iter().any(|tag| tag.get("for") == Some(id)), "{asked}: nothing says what #{id} is");
    }
}

/// Each link and form leads to a route, with nothing typed in it; each way out of the house says nothing of it.
#[track_caller]
fn links_lead_somewhere(all: &[Tag], asked: &str) {
    for tag in all {
        let (method, to) = match (tag.get("href"), tag.get("action")) {
            (Some(href), _) => (Method::GET, href),
            (None, Some(action)) => (Method::POST, action),
            (None, None) => continue,
        };
        if to.starts_with('/') {
            let path = query(to, asked);
            let near = || ROUTES.iter().filter_map(|route| Some((&route.method, variant_path(route)?)));
            let known = ROUTES.iter().any(|route| route.method == method && fits(route.path, path))
                || (path.starts_with(PREFIX) && near().any(|(known, route)| *known == method && fits(&route, path)));
            assert!(known, "{asked}: nothing at {method} {path}");
        } else if to.starts_with("http") {
            let rel = tag.get("rel").unwrap_or_default();
            assert!(
                to.starts_with("https://") && rel.contains("noreferrer") && rel.contains("noopener"),
                "{asked}: {to}"
            );
        } else {
            assert!(["#", "tel:", "sms:"].iter().any(|start| to.starts_with(start)), "{asked}: {to}");
        }
        assert!(
            tag.name != "form" || tag.get("method") == Some("post"),
            "{asked}: a form that writes into the address"
        );
    }
}

fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<_>, Vec<_>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(&path).all(|(one, other)| one == other || one.starts_with('{'))
}

/// The path of an address whose query holds a language and a filter at most, and whose fragment names nothing typed.
#[track_caller]
fn query<'a>(address: &'a str, asked: &str) -> &'a str {
    let address = address.split('#').next().unwrap_or_default();
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let fits = match &*name {
            "l" => Lang::parse(&value).is_some(),
            "c" => value.len() == 2 && value.bytes().all(|b| b.is_ascii_uppercase()),
            "show" if path == "/console/numbers" => ["every", "shown", "hidden", "soon", "look"].contains(&&*value),
            "said" if path.starts_with("/console/numbers/") => {
                ["numbers-checked", "numbers-expired", "numbers-added"].contains(&&*value)
            }
            "show" => {
                ["waiting", "nobody", "mine", "answered", "closed", "all", "en", "fr", "es", "ar"].contains(&&*value)
            }
            "lane" => ["0", "1", "2", "3", "4"].contains(&&*value),
            "since" => value.parse::<i64>().is_ok(),
            "everything" => value == "1",
            "after" => value.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | '-')),
            "said" => IDS.contains(&*value),
            _ => false,
        };
        assert!(fits, "{asked}: {name} in an address");
    }
    path
}

static IDS: LazyLock<HashSet<&str>> = LazyLock::new(|| TEXTS.get(Lang::En).ids().collect());

/// No placeholder, no name of a text instead of a text.
#[track_caller]
fn no_gap(text: &str, asked: &str) {
    for gap in ["{$", "{ $", "??", "{}", "Some(", "NaN"] {
        assert!(!text.contains(gap), "{asked}: {gap}");
    }
    let gap = text.split_whitespace().find(|word| word.contains('-') && IDS.contains(word));
    assert_eq!(gap, None, "{asked}: a text is missing");
}

/// No English sentence on a page in another language.
#[track_caller]
fn own_language(body: &str, lang: Lang, asked: &str) {
    if lang == Lang::En {
        return;
    }
    let (whole, pieces) = &FOREIGN[Lang::ALL.iter().position(|one| *one == lang).expect("a language")];
    for node in text_nodes(body) {
        assert!(!whole.contains(node.as_str()), "{asked}: not translated: {node}");
    }
    let text = visible(body);
    let attributes = tags(body).iter().filter_map(|tag| tag.get("aria-label").map(str::to_owned)).collect::<Vec<_>>();
    let everything = format!("{text} {}", attributes.join(" "));
    let piece = pieces.iter().find(|piece| everything.contains(piece.as_str()));
    assert_eq!(piece, None, "{asked}: not translated");
}

type Foreign = (BTreeSet<String>, Vec<String>);

/// For each language the English texts that it says in other words: as whole texts, and as pieces between values.
static FOREIGN: LazyLock<Vec<Foreign>> = LazyLock::new(|| Lang::ALL.map(foreign).to_vec());

fn foreign(lang: Lang) -> Foreign {
    let (english, own) = (TEXTS.get(Lang::En), TEXTS.get(lang));
    let said: HashSet<&str> = own.ids().filter_map(|id| own.raw(id)).collect();
    let others =
        english.ids().filter_map(|id| english.raw(id)).filter(|raw| !said.contains(raw) && !raw.contains("->"));
    let (mut whole, mut pieces) = (BTreeSet::new(), Vec::new());
    for raw in others {
        if !raw.contains('{') && raw.len() > 2 {
            whole.insert(raw.to_owned());
        }
        let between = raw.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after).trim());
        pieces.extend(between.filter(|piece| piece.len() > 12 && piece.contains(' ')).map(str::to_owned));
    }
    (whole, pieces)
}

#[test]
#[should_panic(expected = "not translated: Leave this page")]
fn an_english_text_on_a_french_page_is_found() {
    own_language("<p>Aide</p><a>Leave this page</a>", Lang::Fr, "a page");
}

#[test]
#[should_panic(expected = "not translated")]
fn an_english_piece_around_a_value_is_found() {
    own_language("<p>Merci. We checked this on 2026-11-01.</p>", Lang::Ar, "a page");
}

#[test]
#[should_panic(expected = "two of #a")]
fn an_id_that_stands_twice_is_found() {
    ids_resolve(&tags("<p id=\"a\"></p><p id=\"a\"></p>"), "a page");
}

#[test]
#[should_panic(expected = "words in an address")]
fn a_typed_word_in_an_address_is_found() {
    query("/tell?l=en&words=heron", "a page");
}
