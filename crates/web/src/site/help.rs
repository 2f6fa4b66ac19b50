//! Help for children and for those who stand by them: `/say`, `/safe`, `/parents`, `/friends`, `/school`. The same for
//! everybody, so each page is made once. What a visitor answers is in `safe`, never here.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use vigie_lang::{Lang, Text};

use super::{safe, say};
use crate::app::{App, Inner};
use crate::fields::PageLang;
use crate::page::Page;
use crate::prerender::Fixed;
use crate::reply;
use crate::variant::{CLOSED, PREFIX, Variant};

/// The pages that are text alone: where each is.
const PARENTS: &str = "/parents";
const BEFORE: &str = "/parents/before";
const FRIENDS: &str = "/friends";
const SCHOOL: &str = "/school";

macro_rules! guide {
    ($name:ident, $path:literal) => {
        #[derive(Template)]
        #[template(path = $path)]
        struct $name<'a> {
            t: &'a Text,
            page: Page,
        }
    };
}

guide!(Parents, "site/parents.html");
guide!(Before, "site/before.html");
guide!(Friends, "site/friends.html");
guide!(School, "site/school.html");

/// `GET` of any of these pages.
pub async fn get(State(app): State<App>, PageLang(lang): PageLang, uri: Uri, headers: HeaderMap) -> Response {
    match known(uri.path(), Variant::now()) {
        Some(path) => app.prerendered.reply(&app, Fixed::Help(path), lang, &headers),
        None => reply::error(&app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"]),
    }
}

/// Our own copy of a path that has a page for this reader. Nothing a visitor sends becomes a key of what is kept.
fn known(asked: &str, variant: Variant) -> Option<&'static str> {
    let (asked, usual) = match variant {
        Variant::Usual => (asked, true),
        Variant::Near => (asked.strip_prefix(PREFIX)?, false),
    };
    let guides = [PARENTS, BEFORE, FRIENDS, SCHOOL].into_iter().filter(|path| usual || !CLOSED.contains(path));
    let mut plain = guides.chain(safe::PATHS);
    plain.find(|one| *one == asked).or_else(|| say::find(asked, variant).map(|page| page.path))
}

/// The page at one of these paths, for this reader.
///
/// # Errors
/// When the template does not render.
pub fn render(app: &Inner, lang: Lang, path: &'static str) -> askama::Result<String> {
    let (t, page) = (app.text(lang), Page::site(app, lang, path));
    match path {
        PARENTS => Parents { t, page }.render(),
        BEFORE => Before { t, page }.render(),
        FRIENDS => Friends { t, page }.render(),
        SCHOOL => School { t, page }.render(),
        _ => match say::find(path, Variant::now()) {
            Some(one) => say::render(t, page, one),
            None => safe::render(t, page),
        },
    }
}
