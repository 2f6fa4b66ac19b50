//! What every page has: language, direction, a neutral title, one style sheet, the way out.

use std::borrow::Cow;
use std::sync::LazyLock;

use base64::Engine;
use sha2::{Digest, Sha256};
use vigie_lang::Lang;

use crate::app::Inner;
use crate::variant::Variant;

/// The style sheet of the site, without comments and spare white space.
pub static LOOK: LazyLock<String> = LazyLock::new(|| shrink(include_str!("../assets/look.css")));
/// The style sheet of the console.
pub static DESK_LOOK: LazyLock<String> =
    LazyLock::new(|| shrink(concat!(include_str!("../assets/look.css"), "\n", include_str!("../assets/console.css"))));

/// The common part of a page, as the layouts read it.
pub struct Page {
    /// Language, two letters.
    pub lang: &'static str,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Neutral title.
    pub title: String,
    /// The inlined style sheet.
    pub css: &'static str,
    /// True: every page says that it is a demonstration.
    pub demo: bool,
    /// What a language link opens.
    pub path: Cow<'static, str>,
    /// Code and own name of each language; empty on pages that a language link would lose.
    pub langs: Vec<(&'static str, &'static str)>,
    /// The way out.
    pub leave: &'static str,
    /// True: the reader is threatened by somebody close, so no word of parents or school and no door to their pages.
    pub near: bool,
}

impl Page {
    /// A page of the help site, with language links to `path`.
    pub fn site(app: &Inner, lang: Lang, path: impl Into<Cow<'static, str>>) -> Self {
        Self {
            lang: lang.code(),
            dir: lang.dir(),
            title: app.text(lang).t("common-title"),
            css: LOOK.as_str(),
            demo: app.ctx.settings.demo,
            path: path.into(),
            langs: names(&app.ctx.standing.langs()),
            leave: "/leave",
            near: Variant::now() == Variant::Near,
        }
    }

    /// A page of the console.
    pub fn desk(app: &Inner, lang: Lang, path: &'static str) -> Self {
        Self {
            title: app.text(lang).t("desk-title"),
            css: DESK_LOOK.as_str(),
            langs: names(&Lang::ALL),
            leave: "",
            ..Self::site(app, lang, path)
        }
    }

    /// The same without language links: they would lose what only this page shows.
    #[must_use]
    pub fn only_here(self) -> Self {
        Self { langs: Vec::new(), ..self }
    }
}

/// Code and own name of languages; none when there is no choice.
fn names(langs: &[Lang]) -> Vec<(&'static str, &'static str)> {
    if langs.len() < 2 { Vec::new() } else { langs.iter().map(|lang| (lang.code(), lang.own_name())).collect() }
}

/// The source expression that allows a style sheet and no other.
pub fn style_source(css: &str) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(css));
    format!("'sha256-{hash}'")
}

/// Drops comments and the white space that means nothing, and gives tokens short names; every byte counts on a slow phone.
fn shrink(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    short_names(&tighten(&out))
}

/// Keeps white space only between words and inside quotes, and drops the last `;` of a rule.
fn tighten(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let (mut quote, mut space, mut depth) = (None, false, 0_usize);
    for c in css.chars() {
        if quote.is_none() && c.is_whitespace() {
            space = true;
            continue;
        }
        // Between selectors; inside brackets a `+` is a sum and needs its space.
        let between = |c: char| depth == 0 && matches!(c, '>' | '+');
        let joined = out.is_empty()
            || out.ends_with(['{', '}', ';', ':', ','])
            || out.ends_with(between)
            || matches!(c, '{' | '}')
            || between(c);
        if std::mem::take(&mut space) && !joined {
            out.push(' ');
        }
        if c == '}' && quote.is_none() && out.ends_with(';') {
            out.pop();
        }
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Every `--name` becomes `--` and a letter or two, in the order of first use.
fn short_names(css: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(css.len());
    let mut pieces = css.split("--");
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let end = piece.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(piece.len());
        let (name, rest) = piece.split_at(end);
        let number = names.iter().position(|known| *known == name).unwrap_or(names.len());
        if number == names.len() {
            names.push(name);
        }
        out.push_str("--");
        if number >= 26 {
            out.push('a');
        }
        out.push(char::from(b"abcdefghijklmnopqrstuvwxyz"[number % 26]));
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_keeps_rules_and_drops_comments() {
        assert_eq!(shrink("/* a */\na { b: c; } /* d */\n\n  e { f: g; }\n"), "a{b:c}e{f:g}");
        assert_eq!(
            shrink("@media (a: 1) and (b: 2) { .c > d + e, :f { g: \" { \"; h: calc(1rem - 2px); } }"),
            "@media (a:1) and (b:2){.c>d+e,:f{g:\" { \";h:calc(1rem - 2px)}}"
        );
    }

    #[test]
    fn a_token_keeps_one_short_name_of_its_own() {
        assert_eq!(
            shrink(":root { --ink: a; --ink-2: b; } c { d: var(--ink-2) var(--ink); }"),
            ":root{--a:a;--b:b}c{d:var(--b) var(--a)}"
        );
        let many = (0..52).map(|n| format!("--n{n}:")).collect::<Vec<_>>().concat();
        let short = short_names(&many);
        let all: std::collections::HashSet<&str> = short.split(':').collect();
        assert_eq!(all.len(), 53, "no two share one");
    }

    #[test]
    fn the_sheets_leave_room_for_the_words_of_a_page() {
        assert!(LOOK.len() < 15_000, "{} bytes", LOOK.len());
        println!("{} bytes of the site, {} of the console", LOOK.len(), DESK_LOOK.len());
    }

    #[test]
    fn a_style_sheet_cannot_close_its_element() {
        assert!(!LOOK.contains('<') && !DESK_LOOK.contains('<'));
    }
}
