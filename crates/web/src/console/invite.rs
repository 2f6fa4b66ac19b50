//! Inviting somebody, and answering an invitation.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::Secret;
use vigie_service::ServiceError;
use vigie_service::invite;
use vigie_service::login::Signed;

use super::me::passphrase_error;
use super::members::word_list;
use super::setup::{login_fits, name_fits};
use super::view::{Desk, notice};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/invite.html")]
struct Invite<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    name: String,
    login: String,
    roles: Vec<(&'static str, String, bool)>,
    word: String,
}

#[derive(Template)]
#[template(path = "console/join.html")]
struct Join<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    word: String,
    words: Vec<&'static str>,
    digits: String,
}

/// `GET /console/members/invite`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    reply::ok(&app, lang, &view(&app, lang, &signed, &Fields::default()).await)
}

/// `POST /console/members/invite`: shows the word, once.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let (name, login) = (fields.get("name").trim(), fields.get("login").trim());
    let roles = Roles::of(&fields.all("role").filter_map(MemberRole::parse).collect::<Vec<_>>());
    let mut errors = Vec::new();
    if !name_fits(name) {
        errors.push(("name", t.t("setup-error-name")));
    }
    if !login_fits(login) {
        errors.push(("login", t.t("setup-error-login")));
    }
    if roles == Roles::default() {
        errors.push(("role-administrator", t.t("invite-error-roles")));
    }
    if errors.is_empty() {
        match invite::invite(&app.ctx, &signed, name, login, roles).await {
            Ok(invited) => {
                let mut page = view(&app, lang, &signed, &fields).await;
                invited.word.expose().clone_into(&mut page.word);
                page.page = page.page.only_here();
                return reply::ok(&app, lang, &page);
            }
            Err(ServiceError::Taken) => errors.push(("login", t.t("invite-error-taken"))),
            Err(error) => return failed(&app, lang, &error),
        }
    }
    let mut page = view(&app, lang, &signed, &fields).await;
    page.errors = errors.into_iter().map(|(field, text)| (field.to_owned(), text)).collect();
    reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn view<'a>(app: &'a Inner, lang: Lang, signed: &Signed, fields: &Fields) -> Invite<'a> {
    let t = app.text(lang);
    let chosen = |role: MemberRole| fields.all("role").any(|word| word == role.word());
    Invite {
        t,
        page: Page::desk(app, lang, "/console/members/invite"),
        desk: Desk::of(app, signed, lang).await,
        errors: Vec::new(),
        name: fields.get("name").to_owned(),
        login: fields.get("login").to_owned(),
        roles: MemberRole::ALL.map(|role| (role.word(), t.t(&format!("role-{}", role.word())), chosen(role))).to_vec(),
        word: String::new(),
    }
}

/// `GET /console/join`
pub async fn join_page(State(app): State<App>, PageLang(lang): PageLang) -> Response {
    reply::ok(&app, lang, &join_view(&app, lang, "", None))
}

/// `POST /console/join`: a passphrase for the word; four words come back, to be read aloud.
pub async fn join(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let (word, passphrase) = (fields.get("word"), fields.get("passphrase"));
    let again = |status, error| reply::page(&app, lang, status, &join_view(&app, lang, word, Some(error)));
    if let Some(error) = passphrase_error(t, passphrase, fields.get("passphrase2")) {
        return again(StatusCode::UNPROCESSABLE_ENTITY, error);
    }
    match invite::join(&app.ctx, word, Secret::new(passphrase.to_owned()), address).await {
        Ok(print) => {
            let mut view = join_view(&app, lang, "", None);
            view.page = view.page.only_here();
            view.words = print.words(word_list(lang));
            view.digits = print.digits();
            reply::ok(&app, lang, &view)
        }
        Err(ServiceError::NoMatch) => again(StatusCode::UNAUTHORIZED, ("word", t.t("join-error"))),
        Err(error) if error.is_conflict() => again(StatusCode::UNAUTHORIZED, ("word", t.t("join-error"))),
        Err(ServiceError::TooMany) => {
            reply::busy(&app, lang, &join_view(&app, lang, word, Some(("word", t.t("login-error-many")))))
        }
        Err(ServiceError::Busy) => {
            reply::busy(&app, lang, &join_view(&app, lang, word, Some(("word", t.t("error-desk-busy")))))
        }
        Err(error) => failed(&app, lang, &error),
    }
}

fn join_view<'a>(app: &'a Inner, lang: Lang, word: &str, error: Option<(&str, String)>) -> Join<'a> {
    Join {
        t: app.text(lang),
        page: Page::desk(app, lang, "/console/join"),
        desk: Desk::nobody(app),
        errors: error.into_iter().map(|(field, text)| (field.to_owned(), text)).collect(),
        word: word.to_owned(),
        words: Vec::new(),
        digits: String::new(),
    }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("An invitation failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
