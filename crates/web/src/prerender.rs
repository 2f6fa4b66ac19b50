//! Pages that are the same for everybody: made and compressed once per language.

use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use vigie_lang::{Lang, Text};

use crate::app::{AppError, Inner};
use crate::page::Page;
use crate::reply;
use crate::site::now::steps;
use crate::site::{back, help, later, now, safe_now, talk};
use crate::variant::{self, Variant};

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// `/`
    Home,
    /// `/talk`, before a country is chosen.
    Talk,
    /// `/back`, before a code is typed.
    Back,
    /// `/leaving`: what the way out does, and what it cannot do.
    Leaving,
    /// `/now` and what follows it: a question, by its place in the table.
    Ask(usize),
    /// `/now/{branch}`: all steps, by the letter of the branch.
    Whole(&'static str),
    /// `/now/{branch}/{step}`: the letter, and the step from 1.
    Step(&'static str, usize),
    /// `/now/history`
    History,
    /// `/later`
    Later,
    /// `/later/{card}`, from 1.
    Card(usize),
    /// `/safe-now`
    SafeNow,
    /// A page of `help`, by its path.
    Help(&'static str),
}

impl Fixed {
    /// What is made at the start. The rest is made when it is asked for the first time: there are hundreds.
    pub const FIRST: [Self; 5] = [Self::Home, Self::Ask(0), Self::Talk, Self::Back, Self::SafeNow];
}

struct Ready {
    plain: Bytes,
    packed: Bytes,
    plain_headers: HeaderMap,
    packed_headers: HeaderMap,
}

type Key = (Fixed, Lang, Variant);

/// The pages, ready to be sent. There are as many as the tables have rows, so they are never thrown away.
#[derive(Default)]
pub struct Prerendered(RwLock<HashMap<Key, Arc<Ready>>>);

/// The pages for each way the node can stand: open or closed, and the languages that are offered.
#[derive(Default)]
pub struct Pages {
    shown: AtomicU8,
    sets: RwLock<HashMap<u8, Arc<Prerendered>>>,
}

impl Pages {
    /// The pages for one standing, shown from now on.
    pub fn new(key: u8, pages: Prerendered) -> Self {
        Self { shown: AtomicU8::new(key), sets: RwLock::new(HashMap::from([(key, Arc::new(pages))])) }
    }

    /// True when the pages of this standing are shown.
    pub fn shows(&self, key: u8) -> bool {
        self.shown.load(Ordering::Acquire) == key
    }

    /// Turns to the pages of the node's present standing; makes them when they are needed for the first time.
    pub fn turn(&self, app: &Inner) {
        let key = app.ctx.standing.key();
        let known = self.sets.read().is_ok_and(|sets| sets.contains_key(&key));
        if !known {
            let pages = match Prerendered::make(app) {
                Ok(pages) => Arc::new(pages),
                Err(error) => {
                    tracing::error!("The pages for everybody could not be made: {error}. The old ones are shown.");
                    return;
                }
            };
            // It changed while they were made: half of them may be of the other kind.
            if app.ctx.standing.key() != key {
                return;
            }
            if let Ok(mut sets) = self.sets.write() {
                sets.insert(key, pages);
            }
        }
        self.shown.store(key, Ordering::Release);
    }

    /// The page in a language, for the reader of this request, compressed when the browser can read that.
    pub fn reply(&self, app: &Inner, fixed: Fixed, lang: Lang, asked: &HeaderMap) -> Response {
        let key = self.shown.load(Ordering::Acquire);
        let pages = self.sets.read().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
        pages.map_or_else(|| reply::broken(app, lang), |pages| pages.reply(app, fixed, lang, asked))
    }
}

#[derive(Template)]
#[template(path = "site/home.html")]
struct Home<'a> {
    t: &'a Text,
    page: Page,
    open: bool,
}

#[derive(Template)]
#[template(path = "site/leaving.html")]
struct Leaving<'a> {
    t: &'a Text,
    page: Page,
}

impl Prerendered {
    /// Renders and compresses the first pages in every language.
    ///
    /// # Errors
    /// [`AppError::Template`] when one does not render.
    pub fn make(app: &Inner) -> Result<Self, AppError> {
        let mut ready = HashMap::new();
        for lang in Lang::ALL {
            for fixed in Fixed::FIRST {
                ready.insert((fixed, lang, Variant::Usual), Arc::new(one(app, (fixed, lang, Variant::Usual))?));
            }
        }
        Ok(Self(RwLock::new(ready)))
    }

    /// The page in a language, for the reader of this request, compressed when the browser can read that.
    fn reply(&self, app: &Inner, fixed: Fixed, lang: Lang, asked: &HeaderMap) -> Response {
        let ready = match self.ready(app, (fixed, lang, Variant::now())) {
            Ok(ready) => ready,
            Err(error) => {
                tracing::error!("A page did not render: {error}");
                return reply::broken(app, lang);
            }
        };
        let gzip = asked.get(header::ACCEPT_ENCODING).is_some_and(|value| takes_gzip(value.as_bytes()));
        let (body, headers) =
            if gzip { (&ready.packed, &ready.packed_headers) } else { (&ready.plain, &ready.plain_headers) };
        let mut response = Response::new(axum::body::Body::from(body.clone()));
        *response.headers_mut() = headers.clone();
        response
    }

    /// The page, made now if nobody asked for it yet. Two who ask at once may make it twice; one is kept.
    fn ready(&self, app: &Inner, key: Key) -> Result<Arc<Ready>, AppError> {
        if let Some(ready) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(ready.clone());
        }
        let made = Arc::new(one(app, key)?);
        Ok(self.0.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(made).clone())
    }
}

fn one(app: &Inner, (fixed, lang, variant): Key) -> Result<Ready, AppError> {
    pack(lang, variant.during(|| html(app, fixed, lang).map(variant::carry))?)
}

fn html(app: &Inner, fixed: Fixed, lang: Lang) -> Result<String, AppError> {
    let branch = |key| {
        steps::branch(key, Variant::now()).ok_or_else(|| AppError::Data(format!("no branch {key} for this reader")))
    };
    match fixed {
        Fixed::Home => Ok(Home { t: app.text(lang), page: Page::site(app, lang, "/"), open: app.ctx.open() }.render()?),
        Fixed::Talk => Ok(talk::before(app, lang).render()?),
        Fixed::Back => Ok(back::empty(app, lang).render()?),
        Fixed::Leaving => Ok(Leaving { t: app.text(lang), page: Page::site(app, lang, "/leaving") }.render()?),
        Fixed::Ask(number) => now::question(app, lang, number),
        Fixed::Whole(key) => now::all(app, lang, branch(key)?),
        Fixed::Step(key, number) => now::screen(app, lang, branch(key)?, number),
        Fixed::History => now::history(app, lang),
        Fixed::Later => later::index(app, lang),
        Fixed::Card(number) => later::one(app, lang, number),
        Fixed::SafeNow => safe_now::question(app, lang),
        Fixed::Help(path) => Ok(help::render(app, lang, path)?),
    }
}

/// True when the header names gzip and does not refuse it with `q=0`.
fn takes_gzip(header: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(header) else { return false };
    text.split(',').any(|one| {
        let mut parts = one.split(';');
        parts.next().is_some_and(|name| name.trim() == "gzip")
            && !parts.any(|q| matches!(q.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn pack(lang: Lang, html: String) -> Result<Ready, AppError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder
        .write_all(html.as_bytes())
        .and_then(|()| encoder.finish())
        .map_err(|error| AppError::Data(error.to_string()))?;
    let mut plain_headers = reply::SITE.clone();
    plain_headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    plain_headers.insert(header::VARY, HeaderValue::from_static("accept-language, accept-encoding"));
    plain_headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.code()));
    let mut packed_headers = plain_headers.clone();
    packed_headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Ok(Ready { plain: Bytes::from(html), packed: Bytes::from(packed), plain_headers, packed_headers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_sent_only_to_who_asks_for_it() {
        assert!(takes_gzip(b"br, gzip;q=0.8"));
        assert!(!takes_gzip(b"br") && !takes_gzip(b"gzip;q=0") && !takes_gzip(b""));
    }
}
