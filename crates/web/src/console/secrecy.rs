//! Countries served, and what is kept secret there and when it cannot be.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_service::login::Signed;
use vigie_service::opening::languages::Languages;
use vigie_service::opening::{SECRECY_WORDS, Secrecy, Served};
use vigie_service::{ServiceError, house};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::reply;

/// What the page may say after a step, as named in its address.
const SAID: [&str; 1] = ["gate-saved"];

/// A text that stands.
struct Written {
    country: String,
    language: &'static str,
    code: &'static str,
    text: String,
}

#[derive(Template)]
#[template(path = "console/secrecy.html")]
struct SecrecyPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    served: String,
    names: Vec<String>,
    countries: Vec<(String, String)>,
    languages: Vec<(&'static str, &'static str)>,
    country: String,
    language: String,
    text: String,
    lacking: Vec<String>,
    written: Vec<Written>,
}

/// `GET /console/node/secrecy`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    match view(&app, &signed, asked.lang).await {
        Ok(view) => {
            let notice = said(app.text(asked.lang), &asked, &SAID);
            reply::ok(&app, asked.lang, &SecrecyPage { notice, ..view })
        }
        Err(error) => failed(&app, asked.lang, &error),
    }
}

/// `POST /console/node/served`: the countries served.
pub async fn served(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let typed = fields.get("served").to_uppercase();
    let mut countries: Vec<String> =
        typed.split([' ', ',', ';', '\n']).filter(|code| !code.is_empty()).map(str::to_owned).collect();
    countries.sort();
    countries.dedup();
    let unknown: Vec<&str> =
        countries.iter().map(String::as_str).filter(|code| app.countries.name(lang, code).is_none()).collect();
    if unknown.is_empty() {
        return done(&app, lang, house::set(&app.ctx, &signed, &Served { countries }).await);
    }
    let errors = vec![("served".to_owned(), t.s("secrecy-served-error", "list", &unknown.join(", ")))];
    match view(&app, &signed, lang).await {
        Ok(view) => {
            let view = SecrecyPage { errors, served: fields.get("served").to_owned(), ..view };
            reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/node/secrecy`: one text.
pub async fn text(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let (country, text) = (fields.get("country"), fields.get("text"));
    let known = country.is_empty() || app.countries.name(lang, country).is_some();
    let Some(language) = Lang::parse(fields.get("language")).filter(|_| known) else {
        return notice(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, "gate-conflict");
    };
    let (version, mut secrecy) = match house::now::<Secrecy>(&app.ctx).await {
        Ok(read) => read,
        Err(error) => return failed(&app, lang, &error),
    };
    if secrecy.put(country, language, text) {
        return done(&app, lang, house::set_over(&app.ctx, &signed, version, &secrecy).await);
    }
    let count = i64::try_from(text.split_whitespace().count()).unwrap_or(i64::MAX);
    let errors = vec![("text".to_owned(), t.n("secrecy-text-error", "count", count))];
    match view(&app, &signed, lang).await {
        Ok(view) => {
            let (country, language) = (country.to_owned(), language.code().to_owned());
            let view = SecrecyPage { errors, country, language, text: text.to_owned(), ..view };
            reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
        }
        Err(error) => failed(&app, lang, &error),
    }
}

async fn view<'a>(app: &'a Inner, signed: &Signed, lang: Lang) -> Result<SecrecyPage<'a>, ServiceError> {
    const { assert!(SECRECY_WORDS == 60, "the texts of this page name the number") };
    let t = app.text(lang);
    let (served, secrecy): (Served, Secrecy) = (house::get(&app.ctx).await?, house::get(&app.ctx).await?);
    let signatures: Languages = house::get(&app.ctx).await?;
    let name = |code: &str| match code {
        "" => t.t("gate-every-other"),
        code => app.countries.name(lang, code).unwrap_or(code).to_owned(),
    };
    let own: Vec<String> = served.countries.iter().cloned().chain([String::new()]).collect();
    let offered: Vec<Lang> = signatures.signed.iter().map(|one| one.lang).collect();
    let pairs = own.iter().flat_map(|country| offered.iter().map(move |lang| (country, *lang)));
    let lacking = pairs
        .filter(|(country, lang)| secrecy.text(country, *lang).is_none())
        .map(|(country, lang)| format!("{} – {}", name(country), lang.own_name()))
        .collect();
    let written = secrecy.texts.into_iter().map(|one| Written {
        country: name(&one.country),
        language: one.lang.own_name(),
        code: one.lang.code(),
        text: one.text,
    });
    Ok(SecrecyPage {
        t,
        page: Page::desk(app, lang, "/console/node/secrecy"),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        errors: Vec::new(),
        names: served.countries.iter().map(|code| name(code)).collect(),
        countries: own.iter().map(|code| (code.clone(), name(code))).collect(),
        served: served.countries.join(" "),
        languages: Lang::ALL.map(|lang| (lang.code(), lang.own_name())).to_vec(),
        country: String::new(),
        language: lang.code().to_owned(),
        text: String::new(),
        lacking,
        written: written.collect(),
    })
}

fn done(app: &Inner, lang: Lang, done: Result<(), ServiceError>) -> Response {
    match done {
        Ok(()) => Redirect::to(&format!("/console/node/secrecy?l={}&said=gate-saved", lang.code())).into_response(),
        Err(error) => failed(app, lang, &error),
    }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if error.is_conflict() {
        return notice(app, lang, StatusCode::CONFLICT, "gate-conflict");
    }
    tracing::error!("The confidentiality texts could not be read or saved: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
