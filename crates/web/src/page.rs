//! What every page has: language, direction, a neutral title, one style sheet, the way out.

use std::sync::LazyLock;

use base64::Engine;
use sha2::{Digest, Sha256};
use vigie_lang::Lang;

use crate::app::Inner;

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
    pub path: &'static str,
    /// Code and own name of each language; empty on pages that a language link would lose.
    pub langs: Vec<(&'static str, &'static str)>,
    /// The way out.
    pub leave: &'static str,
}

impl Page {
    /// A page of the help site, with language links to `path`.
    pub fn site(app: &Inner, lang: Lang, path: &'static str) -> Self {
        Self {
            lang: lang.code(),
            dir: lang.dir(),
            title: app.text(lang).t("common-title"),
            css: LOOK.as_str(),
            demo: app.ctx.settings.demo,
            path,
            langs: names(&app.ctx.standing.langs()),
            leave: "/leave",
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

/// Drops comments and the white space that means nothing; every byte counts on a slow phone.
fn shrink(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..].find("*/").map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    tighten(&out)
}

/// Keeps white space only between words and inside quotes, and drops the last `;` of a rule.
fn tighten(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut quote = None;
    let mut space = false;
    for c in css.chars() {
        if quote.is_none() && c.is_whitespace() {
            space = true;
            continue;
        }
        let joined = out.ends_with(['{', '}', ';', ':', ',']) || matches!(c, '{' | '}') || out.is_empty();
        if std::mem::take(&mut space) && !joined {
            out.push(' ');
        }
        if c == '}' && quote.is_none() && out.ends_with(';') {
            out.pop();
        }
        match quote {
            Some(open) if open == c => quote = None,
            None if matches!(c, '"' | '\'') => quote = Some(c),
            _ => {}
        }
        out.push(c);
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
            "@media (a:1) and (b:2){.c > d + e,:f{g:\" { \";h:calc(1rem - 2px)}}"
        );
    }

    #[test]
    fn a_style_sheet_cannot_close_its_element() {
        assert!(!LOOK.contains('<') && !DESK_LOOK.contains('<'));
    }
}
