//! `/talk`: who to talk to, by country. The country is asked, never guessed, and kept nowhere.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_service::{ServiceError, numbers};

use super::doors::{self, Door, Network};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::Fields;
use crate::page::Page;
use crate::reply;

/// The page.
#[derive(Template)]
#[template(path = "site/talk.html")]
#[expect(clippy::struct_excessive_bools, reason = "what the template asks, each by its own name")]
pub struct Talk<'a> {
    t: &'a Text,
    page: Page,
    countries: Vec<(String, String)>,
    chosen: String,
    country: String,
    emergency: Vec<String>,
    error: bool,
    thanks: bool,
    adult: bool,
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
        thanks: false,
        adult: false,
        doors: Vec::new(),
        networks: Vec::new(),
        open: app.ctx.open(),
    }
}

/// `POST /talk`: the doors of the chosen country. Services for adults only for who says so.
pub async fn post(State(app): State<App>, fields: Fields) -> Response {
    let (lang, asked) = (fields.lang, fields.get("country"));
    let Some(mut view) = of_country(&app, lang, asked).await else { return again(&app, lang) };
    if fields.get("adult") == "yes" {
        view.adult = true;
        view.doors.extend(doors::for_adults(&app, lang, asked).await);
        view.networks.splice(0..0, doors::networks_for_adults(&app, lang));
    }
    reply::ok(&app, lang, &view)
}

/// `POST /talk/wrong`: a number did not work for a visitor. Counted, thanked, and the next door comes first.
pub async fn wrong(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let (lang, number) = (fields.lang, fields.get("number"));
    // Only a number that is shown there is counted; whatever else is sent changes nothing and is thanked all the same.
    match numbers::report(&app.ctx, fields.get("country"), number, address).await {
        Ok(_) | Err(ServiceError::NotFound) => {}
        Err(error) => tracing::error!("That a number did not work could not be counted: {error}"),
    }
    // Doors beside a report ask for no country; then there are those of none.
    let asked = if fields.get("country").is_empty() && !number.is_empty() { "none" } else { fields.get("country") };
    let Some(mut view) = of_country(&app, lang, asked).await else { return again(&app, lang) };
    view.thanks = true;
    if let Some(place) = view.doors.iter().position(|door| door.id == number) {
        view.doors.rotate_left(place + 1);
        view.doors.pop();
    }
    reply::ok(&app, lang, &view)
}

/// The doors of a country (`none`: it was not said); `None` for one that is on no list.
async fn of_country<'a>(app: &'a Inner, lang: Lang, asked: &str) -> Option<Talk<'a>> {
    let name = app.countries.name(lang, asked).map(str::to_owned);
    if name.is_none() && asked != "none" {
        return None;
    }
    let doors = if name.is_some() { doors::for_country(app, lang, asked).await } else { Vec::new() };
    let (chosen, country) = (asked.to_owned(), name.unwrap_or_default());
    Some(Talk { chosen, country, doors, networks: doors::networks(app, lang), ..before(app, lang) })
}

/// The question again: what was sent is no country.
fn again(app: &Inner, lang: Lang) -> Response {
    let view = Talk { error: true, ..before(app, lang) };
    reply::page(app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
}
