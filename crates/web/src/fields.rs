//! Forms and languages of requests.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use std::convert::Infallible;
use vigie_lang::Lang;

use crate::app::App;

/// The language of a request: `?l=`, or what the browser asks for.
pub fn lang_of(query: Option<&str>, headers: &HeaderMap) -> Lang {
    let asked = query.and_then(|query| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "l")
            .and_then(|(_, value)| Lang::parse(&value))
    });
    asked.unwrap_or_else(|| {
        Lang::negotiate(headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default())
    })
}

/// The language of a page that is asked for.
pub struct PageLang(pub Lang);

impl FromRequestParts<App> for PageLang {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(app.lang(parts.uri.path(), parts.uri.query(), &parts.headers)))
    }
}

/// The language and the query of a page of the console that is asked for.
pub struct Asked {
    /// The language.
    pub lang: Lang,
    query: String,
}

impl Asked {
    /// The value of a name in the query, as it was sent; `""` when it has none.
    pub fn get(&self, name: &str) -> &str {
        self.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')).unwrap_or_default()
    }
}

impl FromRequestParts<App> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default().to_owned();
        Ok(Self { lang: lang_of(parts.uri.query(), &parts.headers), query })
    }
}

/// Most fields of a form; ours have at most some fifty.
const MOST_FIELDS: usize = 300;
/// Fields that carry authority. Sent from another site they are not read: else a link of a blackmailer could plant his
/// own draft or code, and what the child then writes would open with it.
const AUTHORITY: [&str; 4] = ["draft", "code", "pass", "told"];

/// True when a browser says that another site sent this form. Old ones that say nothing send `Origin: null` from our
/// own pages too (they carry no referrer): those are let through.
fn foreign(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match (text("sec-fetch-site"), text("origin"), text("host")) {
        (Some(site), ..) => !matches!(site, "same-origin" | "none"),
        (None, Some(origin), Some(host)) if origin != "null" => {
            origin.split_once("://").is_none_or(|(_, authority)| authority != host)
        }
        _ => false,
    }
}

/// A sent form: names and values in order, nothing of it ever logged.
#[derive(Clone, Default)]
pub struct Fields {
    /// The language of the page it was sent from.
    pub lang: Lang,
    pairs: Vec<(String, String)>,
}

impl Fields {
    /// A form that was not sent yet, on a page in this language.
    pub fn empty(lang: Lang) -> Self {
        Self { lang, pairs: Vec::new() }
    }

    /// The first value of a field, `""` when it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.pairs.iter().find(|pair| pair.0 == name).map_or("", |pair| pair.1.as_str())
    }

    /// Every value of a field that may repeat.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |pair| pair.0 == name).map(|pair| pair.1.as_str())
    }

    /// Fields that did not come from a browser, for a page that shows them.
    pub fn of(lang: Lang, pairs: Vec<(String, String)>) -> Self {
        Self { lang, pairs }
    }

    /// True when a field was sent, even empty.
    pub fn has(&self, name: &str) -> bool {
        self.pairs.iter().any(|pair| pair.0 == name)
    }

    /// Everything that was sent, for a page that sends it again.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }

    /// Reads a form's body. Line ends are made plain: browsers send CR LF for what was typed as one.
    pub fn read(body: &[u8], headers: &HeaderMap) -> Self {
        let foreign = foreign(headers);
        let pairs: Vec<(String, String)> = form_urlencoded::parse(body)
            .take(MOST_FIELDS)
            .filter(|(name, _)| !(foreign && AUTHORITY.contains(&name.as_ref())))
            .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n").replace('\0', "")))
            .collect();
        let asked = pairs.iter().find(|pair| pair.0 == "l").and_then(|pair| Lang::parse(&pair.1));
        Self { lang: asked.unwrap_or_else(|| lang_of(None, headers)), pairs }
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (headers, path) = (request.headers().clone(), request.uri().path().to_owned());
        let body = Bytes::from_request(request, app).await.map_err(axum::response::IntoResponse::into_response)?;
        let fields = Self::read(&body, &headers);
        Ok(Self { lang: app.offered(&path, fields.lang, &headers), ..fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_order_repeats_and_every_language() {
        let fields = Fields::read("want=money&want=more&words=%C3%A9%0D%0A%D8%A7&l=ar".as_bytes(), &HeaderMap::new());
        assert_eq!(fields.all("want").collect::<Vec<_>>(), ["money", "more"]);
        assert_eq!(fields.get("words"), "é\nا");
        assert_eq!((fields.lang, fields.get("name1")), (Lang::Ar, ""));
    }

    #[test]
    fn another_site_can_prefill_words_but_never_a_draft_code_or_pass() {
        let body = b"draft=aa&code=bb&pass=cc&told=dd&words=hello";
        let sent_with = |name: &'static str, value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "help.example".parse().unwrap());
            headers.insert(name, value.parse().unwrap());
            Fields::read(body, &headers)
        };
        for (name, value) in
            [("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-site"), ("origin", "https://evil.example")]
        {
            let fields = sent_with(name, value);
            assert_eq!(
                ["draft", "code", "pass", "told", "words"].map(|field| fields.get(field).len()),
                [0, 0, 0, 0, 5],
                "{value}"
            );
        }
        for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", "https://help.example"), ("origin", "null")]
        {
            assert_eq!(sent_with(name, value).get("draft"), "aa", "{value}");
        }
    }

    #[test]
    fn the_query_wins_over_the_browser() {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, "es-MX,es;q=0.9".parse().unwrap());
        assert_eq!(lang_of(Some("l=fr"), &headers), Lang::Fr);
        assert_eq!(lang_of(Some("l=xx"), &headers), Lang::Es);
        assert_eq!(lang_of(None, &headers), Lang::Es);
    }
}
