//! What every handler is handed: the service, the texts, the pages made at the start.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::{HeaderMap, header};
use thiserror::Error;
use tokio::sync::watch;
use vigie_lang::{Countries, Lang, Text, Texts};
use vigie_service::Ctx;

use crate::fields::lang_of;
use crate::prerender::{Pages, Prerendered};
use crate::script;
use crate::variant::Variant;

/// How the site is served.
#[derive(Debug, Clone)]
pub struct Web {
    /// Where "Leave this page" leads: neutral, with nothing personal on it.
    pub leave_to: String,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// A proxy with TLS stands before: addresses are its own, metrics are not served here.
    pub behind_proxy: bool,
}

impl Default for Web {
    fn default() -> Self {
        Self { leave_to: "https://www.wikipedia.org/".to_owned(), trusted_proxies: Vec::new(), behind_proxy: false }
    }
}

/// Why the site cannot be made from its data.
#[derive(Debug, Error)]
pub enum AppError {
    /// A text, number or country file in this binary cannot be read.
    #[error("data: {0}")]
    Data(String),
    /// A page made at the start does not render.
    #[error("template: {0}")]
    Template(#[from] askama::Error),
}

/// The site and console. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

/// What [`App`] holds.
pub struct Inner {
    /// The verbs.
    pub ctx: Ctx,
    /// How it is served.
    pub web: Web,
    /// Words in four languages.
    pub texts: Texts,
    /// Names of countries.
    pub countries: Countries,
    /// True once the program stops: what stays open by itself ends then.
    pub stopping: watch::Sender<bool>,
    /// Pages that are the same for everybody, made once.
    pub prerendered: Pages,
    /// The one script of the site.
    pub script: Bytes,
}

impl std::ops::Deref for App {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Reads the data and makes the pages that are the same for everybody.
    ///
    /// # Errors
    /// [`AppError`] when the data in this binary is broken.
    pub fn new(ctx: Ctx, web: Web) -> Result<Self, AppError> {
        let data = |error: &dyn std::fmt::Display| AppError::Data(error.to_string());
        let mut inner = Inner {
            texts: Texts::load().map_err(|error| data(&error))?,
            countries: Countries::load().map_err(|error| data(&error))?,
            prerendered: Pages::default(),
            stopping: watch::Sender::new(false),
            script: Bytes::new(),
            ctx,
            web,
        };
        inner.prerendered = Pages::new(inner.ctx.standing.key(), Prerendered::make(&inner)?);
        inner.script = script::make(&inner);
        Ok(Self(Arc::new(inner)))
    }
}

impl Inner {
    /// The texts of a language, for the reader whose page is being made.
    pub fn text(&self, lang: Lang) -> &Text {
        match Variant::now() {
            Variant::Usual => self.texts.get(lang),
            Variant::Near => self.texts.near(lang),
        }
    }

    /// The language of an answer: the one that is asked for; on the help site only if it is offered, else the best of
    /// those that are.
    pub fn lang(&self, path: &str, query: Option<&str>, headers: &HeaderMap) -> Lang {
        self.offered(path, lang_of(query, headers), headers)
    }

    /// `asked` if a page at `path` is offered in it, else the best language that is.
    pub fn offered(&self, path: &str, asked: Lang, headers: &HeaderMap) -> Lang {
        let offered = self.ctx.standing.langs();
        if path.starts_with("/console") || offered.contains(&asked) {
            return asked;
        }
        let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Lang::negotiate_among(wanted, &offered)
    }
}
