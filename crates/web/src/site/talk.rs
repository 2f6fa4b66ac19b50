//! `/talk`: who to talk to, by country. The country is asked, never guessed, and kept nowhere.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};

use super::doors::{self, Door, Network};
use crate::app::{App, Inner};
use crate::fields::Fields;
use crate::page::Page;
use crate::reply;

/// The page.
#[derive(Template)]
#[template(path = "site/talk.html")]
pub struct Talk<'a> {
    t: &'a Text,
    page: Page,
    countries: Vec<(String, String)>,
    chosen: String,
    country: String,
    emergency: Vec<String>,
    error: bool,
    doors: Vec<Door>,
    networks: Vec<Network>,
    open: bool,
}

/// The page before a country is chosen.
pub fn before(app: &Inner, lang: Lang) -> Talk<'_> {
    let countries = app.countries.sorted(lang).iter().map(|one| (one.code.clone(), one.name.clone())).collect();
    Talk {
        t: app.text(lang),
        page: Page::site(app, lang, "/talk"),
        countries,
        chosen: String::new(),
        country: String::new(),
        // No emergency number is checked yet: none is shown. The text beside says what to do.
        emergency: Vec::new(),
        error: false,
        doors: Vec::new(),
        networks: Vec::new(),
        open: app.ctx.open(),
    }
}

/// `POST /talk`: the doors of the chosen country.
pub async fn post(State(app): State<App>, fields: Fields) -> Response {
    let mut view = before(&app, fields.lang);
    let asked = fields.get("country");
    let name = app.countries.name(fields.lang, asked).map(str::to_owned);
    if name.is_none() && asked != "none" {
        view.error = true;
        return reply::page(&app, fields.lang, StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    asked.clone_into(&mut view.chosen);
    view.doors = if name.is_some() { doors::for_country(&app, fields.lang, asked).await } else { Vec::new() };
    view.country = name.unwrap_or_default();
    view.networks = doors::networks(&app, fields.lang);
    reply::ok(&app, fields.lang, &view)
}
