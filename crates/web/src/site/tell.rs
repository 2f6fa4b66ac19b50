//! `/tell`: the entrance, one question on each page, or everything on one. Every question can be skipped; danger is asked
//! first, and people come before the rest when it is not safe.
//!
//! Nothing is stored before it is sent. What was told travels sealed from page to page ([`SoFar`]), with what was typed
//! on the page itself: whatever button is pressed, and whatever became of the seal, no word is lost.

use axum::extract::State;
use axum::response::Response;
use vigie_lang::Lang;
use vigie_model::report::NewReport;
use vigie_service::ServiceError;
use vigie_service::intake;
use vigie_service::whose::{self, Looked};

use super::done::{self, Sent};
use super::house;
use super::tell_form::{read, too_long};
use super::tell_pages::{Said, Tale, closed};
use super::tell_place::{Go, Page, Place};
use super::tell_questions::{COUNTRY, QUESTIONS, question};
use super::tell_so_far::SoFar;
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::reply;

/// `GET /tell`: what to know before.
pub async fn get(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    open(&app, lang, Page::Start).await
}

/// `GET /tell/all`: every question on one page.
pub async fn all(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    open(&app, lang, Page::All).await
}

/// `GET /tell/step`: the first question, for a page that is opened anew.
pub async fn first(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    open(&app, lang, Page::Question(1)).await
}

/// `POST /tell`: the page with every question. Its own button stores the report and shows its receipt code; the same page
/// sent again shows the same code.
pub async fn post(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    act(&app, address, &fields, Place::at(Page::All)).await
}

/// `POST /tell/step`: the entrance, a question, or the doors to people.
pub async fn step(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let place = Place::parse(fields.get("at")).unwrap_or(Place::at(Page::Start));
    act(&app, address, &fields, place).await
}

async fn open(app: &Inner, lang: Lang, page: Page) -> Response {
    let so_far = SoFar::read(app, &Fields::empty(lang));
    if !app.ctx.open() {
        return closed(app, lang, &so_far);
    }
    let house = house::words(app, lang).await;
    Tale { app, lang, house: &house, so_far: &so_far, then: None }.show(Place::at(page), Said::default()).await
}

/// Does what a button asks for, with everything that was told before and on this page.
async fn act(app: &Inner, address: std::net::IpAddr, fields: &Fields, place: Place) -> Response {
    let go = Go::parse(fields.get("go"), place);
    let lang = match go {
        Go::Lang(lang) if app.ctx.standing.langs().contains(&lang) => lang,
        _ => fields.lang,
    };
    let mut so_far = SoFar::read(app, fields);
    so_far.add(app, fields, |field| place.asks(field));
    if let (Go::Skip, Page::Question(number)) = (go, place.page) {
        so_far.skip(question(number));
    }
    let then = Place::parse(fields.get("then"));
    let answer = async {
        if !app.ctx.open() {
            return closed(app, lang, &so_far);
        }
        let house = house::words(app, lang).await;
        let tale = Tale { app, lang, house: &house, so_far: &so_far, then };
        answer(tale, address, place, go).await
    };
    so_far.reader().through(answer).await
}

async fn answer(tale: Tale<'_>, address: std::net::IpAddr, place: Place, go: Go) -> Response {
    let then = tale.then;
    let last = place == Place::at(Page::Question(QUESTIONS.len()));
    match go {
        Go::Send => send(&tale, address, place).await,
        Go::Next if last => send(&tale, address, place).await,
        Go::Next => next(tale, place).await,
        Go::Skip => onward(tale, place).await,
        Go::Back => Tale { then: None, ..tale }.show(place.before(then), Said::default()).await,
        Go::Safe => Tale { then: None, ..tale }.show(Place::doors(place.page), Said::default()).await,
        Go::On => Tale { then: None, ..tale }.show(Place::at(place.page), Said::default()).await,
        Go::Country => {
            Tale { then: Some(place), ..tale }.show(Place::at(Page::Question(COUNTRY)), Said::default()).await
        }
        Go::All => Tale { then: None, ..tale }.show(Place::at(Page::All), Said::default()).await,
        Go::Steps => Tale { then: None, ..tale }.show(Place::at(Page::Question(1)), Said::default()).await,
        Go::Lang(_) => tale.show(place, Said::default()).await,
    }
}

/// The next question; this one again while a text of it is too long.
async fn next(tale: Tale<'_>, place: Place) -> Response {
    let mut errors = too_long(tale.app.text(tale.lang), &tale.so_far.fields(tale.lang));
    errors.retain(|error| place.asks(&error.0));
    if errors.is_empty() {
        onward(tale, place).await
    } else {
        tale.show(place, Said { errors, ..Said::default() }).await
    }
}

async fn onward(tale: Tale<'_>, place: Place) -> Response {
    let chosen = place.page == Page::Question(COUNTRY) && !tale.so_far.country().is_empty();
    let next = place.next(tale.then, tale.so_far);
    Tale { then: None, ..tale }.show(next, Said { chosen, ..Said::default() }).await
}

/// Sends what was told so far.
async fn send(tale: &Tale<'_>, address: std::net::IpAddr, place: Place) -> Response {
    let (app, lang, so_far) = (tale.app, tale.lang, tale.so_far);
    let report = match read(app.text(lang), &so_far.fields(lang)) {
        Ok(report) => NewReport { country: so_far.country(), ..report },
        Err(errors) => return refused(tale, place, errors).await,
    };
    let (country, told) = (report.country.clone(), report.clone());
    let draft = so_far.draft.as_str().to_owned();
    match intake::accept(&app.ctx, report, so_far.draft.clone(), address).await {
        Ok(accepted) => {
            let looked = looked(app, told, accepted.doors).await;
            let sent = Sent { country, lost: so_far.lost, looked, given: false, draft };
            done::reply(app, lang, accepted, tale.house, &sent).await
        }
        Err(ServiceError::Closed) => closed(app, lang, so_far),
        Err(ServiceError::Gone) => done::gone(app, lang),
        Err(error) => {
            if !matches!(error, ServiceError::Busy | ServiceError::TooMany) {
                tracing::error!("A report could not be accepted: {error}");
            }
            // Whatever went wrong, the words are still in the form, under the same draft: sent again it is one report.
            tale.show(Place::at(place.page), Said { trouble: reply::trouble(&error), ..Said::default() }).await
        }
    }
}

/// What was sent, looked through for names. It is stored already: whatever goes wrong here, the code is shown.
async fn looked(app: &Inner, told: NewReport, danger: bool) -> Looked {
    whose::looked(&app.ctx, told, danger).await.unwrap_or_else(|error| {
        tracing::error!("What was sent could not be looked through for names: {error}");
        Looked::default()
    })
}

/// The page on which something needs another look: this one, or the one that asks for it.
async fn refused(tale: &Tale<'_>, place: Place, mut errors: Vec<(String, String)>) -> Response {
    let nothing = too_long(tale.app.text(tale.lang), &tale.so_far.fields(tale.lang)).is_empty();
    let here = errors.iter().any(|error| place.asks(&error.0));
    let page = match place.page {
        Page::Question(number) if nothing => {
            question(number).field().clone_into(&mut errors[0].0);
            place.page
        }
        page if here => page,
        page => errors.first().and_then(|error| Page::of_field(&error.0)).unwrap_or(page),
    };
    if let Page::Question(number) = page {
        errors.retain(|error| question(number).asks(&error.0));
    }
    tale.show(Place::at(page), Said { errors, ..Said::default() }).await
}
