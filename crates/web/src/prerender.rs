//! Pages that are the same for everybody: made and compressed once per language at the start.

use std::collections::HashMap;
use std::io::Write;
use std::sync::{Arc, PoisonError, RwLock};

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

/// A page as it is sent, plain and compressed.
pub struct Ready {
    plain: Bytes,
    packed: Bytes,
    plain_headers: HeaderMap,
    packed_headers: HeaderMap,
}

/// The pages, ready to be sent.
#[derive(Default)]
pub struct Prerendered(HashMap<(Fixed, Lang), Ready>);

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
        ready.reply(asked)
    }
}

impl Ready {
    /// The page as an answer, compressed when the browser can read that.
    pub fn reply(&self, asked: &HeaderMap) -> Response {
        let gzip = asked.get(header::ACCEPT_ENCODING).is_some_and(|value| takes_gzip(value.as_bytes()));
        let (body, headers) =
            if gzip { (&self.packed, &self.packed_headers) } else { (&self.plain, &self.plain_headers) };
        let mut response = Response::new(axum::body::Body::from(body.clone()));
        *response.headers_mut() = headers.clone();
        response
    }
}

/// Pages that are the same for everybody, made when first asked for and kept. There are some two hundred of them:
/// making all at the start would make every start slow.
#[derive(Default)]
pub struct Kept(RwLock<HashMap<(&'static str, Lang), Arc<Ready>>>);

impl Kept {
    /// The page behind one of our own paths; `make` is called when nobody asked for it before in this process.
    ///
    /// # Errors
    /// [`AppError::Template`] when it does not render.
    pub fn get(
        &self,
        path: &'static str,
        lang: Lang,
        make: impl FnOnce() -> Result<String, askama::Error>,
    ) -> Result<Arc<Ready>, AppError> {
        if let Some(ready) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&(path, lang)) {
            return Ok(ready.clone());
        }
        // Two first visitors may both make it: they make the same.
        let ready = Arc::new(pack(lang, make()?)?);
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert((path, lang), ready.clone());
        Ok(ready)
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
