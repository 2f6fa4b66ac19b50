//! Pages that are the same for everybody: made and compressed once per language at the start.

use std::collections::HashMap;
use std::io::Write;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, RwLock};

use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use vigie_lang::{Lang, Text};

use crate::app::{AppError, Inner};
use crate::page::Page;
use crate::reply;
use crate::site::{back, talk};

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fixed {
    /// `/`
    Home,
    /// `/now`
    Now,
    /// `/talk`, before a country is chosen.
    Talk,
    /// `/back`, before a code is typed.
    Back,
}

impl Fixed {
    /// Every such page.
    pub const ALL: [Self; 4] = [Self::Home, Self::Now, Self::Talk, Self::Back];
}

struct Ready {
    plain: Bytes,
    packed: Bytes,
    plain_headers: HeaderMap,
    packed_headers: HeaderMap,
}

/// The pages, ready to be sent.
#[derive(Default)]
pub struct Prerendered(HashMap<(Fixed, Lang), Ready>);

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

    /// The page in a language, compressed when the browser can read that.
    pub fn reply(&self, fixed: Fixed, lang: Lang, asked: &HeaderMap) -> Response {
        let key = self.shown.load(Ordering::Acquire);
        let pages = self.sets.read().ok().and_then(|sets| sets.get(&key).cloned());
        pages.map_or_else(|| axum::http::StatusCode::NOT_FOUND.into_response(), |pages| pages.reply(fixed, lang, asked))
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
#[template(path = "site/now.html")]
struct Now<'a> {
    t: &'a Text,
    page: Page,
}

impl Prerendered {
    /// Renders and compresses every page in every language.
    ///
    /// # Errors
    /// [`AppError::Template`] when one does not render.
    pub fn make(app: &Inner) -> Result<Self, AppError> {
        let mut ready = HashMap::new();
        for lang in Lang::ALL {
            let t = app.text(lang);
            for fixed in Fixed::ALL {
                let html = match fixed {
                    Fixed::Home => Home { t, page: Page::site(app, lang, "/"), open: app.ctx.open() }.render()?,
                    Fixed::Now => Now { t, page: Page::site(app, lang, "/now") }.render()?,
                    Fixed::Talk => talk::before(app, lang).render()?,
                    Fixed::Back => back::empty(app, lang).render()?,
                };
                ready.insert((fixed, lang), pack(lang, html)?);
            }
        }
        Ok(Self(ready))
    }

    /// The page in a language, compressed when the browser can read that.
    pub fn reply(&self, fixed: Fixed, lang: Lang, asked: &HeaderMap) -> Response {
        let Some(ready) = self.0.get(&(fixed, lang)) else { return axum::http::StatusCode::NOT_FOUND.into_response() };
        let gzip = asked.get(header::ACCEPT_ENCODING).is_some_and(|value| takes_gzip(value.as_bytes()));
        let (body, headers) =
            if gzip { (&ready.packed, &ready.packed_headers) } else { (&ready.plain, &ready.plain_headers) };
        let mut response = Response::new(axum::body::Body::from(body.clone()));
        *response.headers_mut() = headers.clone();
        response
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
