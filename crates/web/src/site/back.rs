//! `/back`: coming back with the code.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_seal::{CodeError, ReceiptCode, typed_chunk};
use vigie_service::{ServiceError, thread as threads};

use super::{done, thread};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::Fields;
use crate::page::Page;
use crate::reply;

/// Longest text read as a code, in bytes: six words in any script, with room for what surrounds them.
const LONGEST: usize = 2000;

/// The page.
#[derive(Template)]
#[template(path = "site/back.html")]
pub struct Back<'a> {
    t: &'a Text,
    page: Page,
    code: String,
    error: String,
    trouble: &'static str,
    open: bool,
}

/// The page before a code is typed.
pub fn empty(app: &Inner, lang: Lang) -> Back<'_> {
    let page = Page::site(app, lang, "/back");
    Back { t: app.text(lang), page, code: String::new(), error: String::new(), trouble: "", open: app.ctx.open() }
}

/// The page with a sentence that says what to do; what was typed is still there.
pub fn again(app: &Inner, lang: Lang, code: &str, error: String) -> Response {
    let view = Back { code: code.to_owned(), error, ..empty(app, lang) };
    reply::page(app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// `POST /back`: opens the thread behind a code.
pub async fn post(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let (lang, typed) = (fields.lang, fields.get("code"));
    let t = app.text(lang);
    if typed.len() > LONGEST {
        return again(&app, lang, typed, t.t("back-error-wrong"));
    }
    let code = match ReceiptCode::parse(typed) {
        Ok(code) => code,
        Err(error) => return again(&app, lang, typed, sentence(t, error, typed)),
    };
    match threads::open(&app.ctx, code, address).await {
        Ok(view) => thread::reply(&app, lang, view, thread::Said::asked(&fields)).await,
        Err(ServiceError::NoMatch) => again(&app, lang, typed, t.t("back-error-wrong")),
        Err(ServiceError::TooMany) => {
            let view = Back { code: typed.to_owned(), error: t.t("back-error-many"), ..empty(&app, lang) };
            reply::busy(&app, lang, &view)
        }
        Err(error @ ServiceError::Busy) => reply::busy(
            &app,
            lang,
            &Back { code: typed.to_owned(), trouble: reply::trouble(&error), ..empty(&app, lang) },
        ),
        Err(ServiceError::Gone) => done::gone(&app, lang),
        Err(error) => {
            tracing::error!("A thread could not be opened: {error}");
            reply::busy(
                &app,
                lang,
                &Back { code: typed.to_owned(), trouble: reply::trouble(&error), ..empty(&app, lang) },
            )
        }
    }
}

/// What is wrong with a typed code, in the reader's words. The word itself goes back to the one who typed it only.
fn sentence(t: &Text, error: CodeError, typed: &str) -> String {
    match error {
        CodeError::Empty => t.t("back-error-empty"),
        CodeError::UnknownWord { position } => {
            t.s("back-error-word", "word", typed_chunk(typed, position).unwrap_or_default())
        }
        CodeError::WordCount { got } => t.n("back-error-short", "count", i64::try_from(got).unwrap_or(0)),
        CodeError::DigitCount { .. } | CodeError::Mixed => t.t("back-error-digits"),
    }
}
