//! `/later`: cards for the first day, week and month afterwards. They can be printed; who did it is named on none.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use vigie_lang::{Lang, Text};

use crate::app::{App, AppError, Inner};
use crate::fields::PageLang;
use crate::page::Page;
use crate::prerender::Fixed;
use crate::reply;

/// The cards by number, from 1: the middle of the names of their texts (`later-NAME`, `later-NAME-1` and on).
pub const CARDS: [&str; 3] = ["day", "week", "month"];
/// Most lines of a card.
const LINES: usize = 9;

#[derive(Template)]
#[template(path = "site/later.html")]
struct All<'a> {
    t: &'a Text,
    page: Page,
    cards: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "site/later_card.html")]
struct Card<'a> {
    t: &'a Text,
    page: Page,
    title: String,
    lines: Vec<String>,
    next: String,
}

/// `GET /later`: the three cards.
pub async fn cards(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Later, lang, &headers)
}

/// `GET /later/{card}`: one card, from 1.
pub async fn card(
    State(app): State<App>,
    PageLang(lang): PageLang,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Response {
    match number.parse().ok().filter(|number| (1..=CARDS.len()).contains(number)) {
        Some(number) => app.prerendered.reply(&app, Fixed::Card(number), lang, &headers),
        None => reply::error(&app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"]),
    }
}

/// The page with the three cards.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn index(app: &Inner, lang: Lang) -> Result<String, AppError> {
    let t = app.text(lang);
    let to = |number: usize| format!("/later/{number}?l={}", lang.code());
    let cards = (1..).zip(CARDS).map(|(number, name)| (to(number), t.t(&format!("later-{name}")))).collect();
    Ok(All { t, page: Page::site(app, lang, "/later"), cards }.render()?)
}

/// One card as a page. `number` is 1 to 3.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn one(app: &Inner, lang: Lang, number: usize) -> Result<String, AppError> {
    let (t, name) = (app.text(lang), CARDS[number - 1]);
    let ids = (1..=LINES).map(|line| format!("later-{name}-{line}")).filter(|id| t.has(id));
    let view = Card {
        t,
        page: Page::site(app, lang, format!("/later/{number}")),
        title: t.t(&format!("later-{name}")),
        lines: ids.map(|id| t.t(&id)).collect(),
        next: if number < CARDS.len() { format!("/later/{}?l={}", number + 1, lang.code()) } else { String::new() },
    };
    Ok(view.render()?)
}
