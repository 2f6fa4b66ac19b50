//! Whose the names are that stand in what was sent. Nothing is chosen for her, and everything can be left.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::report::Side;
use vigie_seal::ReceiptCode;
use vigie_service::ServiceError;
use vigie_service::pass::Pass;
use vigie_service::thread::{self as threads, View};
use vigie_service::whose::{self, Offered};

use super::doors::{self, Door, Network};
use super::thread::{self, Said};
use super::{back, done};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::Fields;
use crate::page::Page;
use crate::reply;

/// What stands before the key of a name in the fields of the form.
const FIELD: &str = "whose-";

#[derive(Template)]
#[template(path = "site/whose.html")]
struct Noted<'a> {
    t: &'a Text,
    page: Page,
    danger: bool,
    asked: bool,
    doors: Vec<Door>,
    networks: Vec<Network>,
    said: Vec<(String, String)>,
    words: Vec<String>,
    digits: String,
}

/// `POST /back/which`: from the receipt, with its code, which is shown once more, so that nobody loses it by answering.
pub async fn post(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let (app, fields) = (&app, &fields);
    let lang = fields.lang;
    let wrong = || back::again(app, lang, "", app.text(lang).t("back-error-wrong"));
    let Ok(code) = ReceiptCode::parse(fields.get("code")) else { return wrong() };
    let answered = async {
        let view = threads::open(&app.ctx, code.clone(), address).await?;
        let pass = threads::pass(&app.ctx, &view.pass)?;
        Ok::<_, ServiceError>((whose::say(&app.ctx, &pass, &sides(fields), address).await?, view))
    };
    match answered.await {
        Ok((said, view)) => thread::reader(&view).through(noted(app, lang, &code, said, &view)).await,
        Err(ServiceError::NoMatch) => wrong(),
        Err(error) => thread::failed(app, fields, "/back/which", error),
    }
}

/// From the own page, with its pass: a button of the form that holds what is typed there.
pub async fn on_page(app: &Inner, pass: &Pass, fields: &Fields, address: std::net::IpAddr) -> Response {
    match whose::say(&app.ctx, pass, &sides(fields), address).await {
        Ok(said) => {
            let named = words(app.text(fields.lang), said);
            thread::show(app, fields, pass, Said::named(fields, named)).await
        }
        Err(error) => thread::failed(app, fields, "/back/write", error),
    }
}

async fn noted(app: &Inner, lang: Lang, code: &ReceiptCode, said: Vec<(Offered, Side)>, view: &View) -> Response {
    let (t, country) = (app.text(lang), thread::country(view));
    // Danger that nobody has taken up yet: people first, on this page too.
    let danger = (view.danger && !view.read) || view.nobody_came;
    let doors = if danger { doors::bare(doors::for_country(app, lang, &country).await) } else { Vec::new() };
    let page = Noted {
        t,
        page: Page::site(app, lang, "/back").only_here(),
        danger,
        asked: !country.is_empty(),
        doors,
        networks: if danger { doors::networks(app, lang) } else { Vec::new() },
        said: words(t, said),
        words: done::words(code, lang),
        digits: code.digits(),
    };
    reply::ok(app, lang, &page)
}

/// Names to ask about in a text that was just stored; none when something goes wrong: the text is what counts.
pub async fn offered(app: &Inner, pass: &Pass, text: &str) -> Vec<Offered> {
    whose::in_added(&app.ctx, pass, text).await.unwrap_or_else(|error| {
        tracing::error!("A message could not be looked through for names: {error}");
        Vec::new()
    })
}

/// What was chosen beside a message that was just stored; `None` for nothing.
pub async fn beside(
    app: &Inner,
    pass: &Pass,
    fields: &Fields,
    address: std::net::IpAddr,
) -> Option<Vec<(String, String)>> {
    let sides = sides(fields);
    if sides.is_empty() {
        return None;
    }
    match whose::say(&app.ctx, pass, &sides, address).await {
        Ok(said) => Some(words(app.text(fields.lang), said)),
        Err(error) => {
            tracing::error!("What was said of names beside a message was not stored: {error}");
            None
        }
    }
}

/// What was chosen for each name; what was left open is no answer.
fn sides(fields: &Fields) -> Vec<(String, Side)> {
    let chosen = |(name, value): &(String, String)| Some((name.strip_prefix(FIELD)?.to_owned(), Side::parse(value)?));
    fields.pairs().iter().filter_map(chosen).filter(|(_, side)| *side != Side::Unknown).collect()
}

fn words(t: &Text, said: Vec<(Offered, Side)>) -> Vec<(String, String)> {
    said.into_iter().map(|(one, side)| (one.name, t.t(&format!("tell-side-{}", side.word())))).collect()
}
