//! `/safe-now`: "Are you safe right now?", from every page. Doors to people come first, then one button that goes on with
//! the report: danger never replaces it.
//!
//! Inside the report itself the question keeps what was typed; that is `tell`'s. Nothing is asked or stored here.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use vigie_lang::{Lang, Text};

use super::doors::{self, Door, Network};
use crate::app::{App, AppError, Inner};
use crate::fields::PageLang;
use crate::page::Page;
use crate::prerender::Fixed;
use crate::reply;

/// The answers by number, from 1: the middle of the names of their texts (`safe-now-NAME`, `safe-now-NAME-1` and on).
/// The last one says that there is no danger.
pub const ANSWERS: [&str; 3] = ["self", "near", "no"];
/// Most lines of an answer.
const LINES: usize = 6;

#[derive(Template)]
#[template(path = "site/safe_now.html")]
struct Question<'a> {
    t: &'a Text,
    page: Page,
    answers: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "site/safe_now_do.html")]
struct Do<'a> {
    t: &'a Text,
    page: Page,
    title: String,
    lines: Vec<String>,
    danger: bool,
    doors: Vec<Door>,
    networks: Vec<Network>,
    open: bool,
}

/// `GET /safe-now`
pub async fn ask(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::SafeNow, lang, &headers)
}

/// `GET /safe-now/{answer}`: what to do in this minute. Made anew each time, because numbers expire.
pub async fn answer(State(app): State<App>, PageLang(lang): PageLang, Path(number): Path<String>) -> Response {
    let Some(number) = number.parse().ok().filter(|number| (1..=ANSWERS.len()).contains(number)) else {
        return reply::error(&app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"]);
    };
    let (t, name) = (app.text(lang), ANSWERS[number - 1]);
    let danger = number < ANSWERS.len();
    let ids = (1..=LINES).map(|line| format!("safe-now-{name}-{line}")).filter(|id| t.has(id));
    let view = Do {
        t,
        page: Page::site(&app, lang, format!("/safe-now/{number}")),
        title: t.t(&format!("safe-now-{name}")),
        lines: ids.map(|id| t.t(&id)).collect(),
        danger,
        doors: if danger { doors::for_country(&app, lang, "").await } else { Vec::new() },
        networks: if danger { doors::networks(&app, lang) } else { Vec::new() },
        open: app.ctx.open(),
    };
    reply::ok(&app, lang, &view)
}

/// The question as a page.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn question(app: &Inner, lang: Lang) -> Result<String, AppError> {
    let t = app.text(lang);
    let to = |number: usize| format!("/safe-now/{number}?l={}", lang.code());
    let answers = (1..).zip(ANSWERS).map(|(number, name)| (to(number), t.t(&format!("safe-now-is-{name}"))));
    Ok(Question { t, page: Page::site(app, lang, "/safe-now"), answers: answers.collect() }.render()?)
}
