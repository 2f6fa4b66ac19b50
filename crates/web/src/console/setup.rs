//! Set-up: the first member and desk, once, and the recovery key on paper.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::Secret;
use vigie_service::ServiceError;
use vigie_service::setup::{self, NewMember, PASSPHRASE_MAX, PASSPHRASE_MIN};

use super::view::{Desk, message, notice, sign_in};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

/// Most characters of a name.
const NAME_MAX: usize = 60;

#[derive(Template)]
#[template(path = "console/setup.html")]
struct SetUp<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    token: String,
    name: String,
    login: String,
}

#[derive(Template)]
#[template(path = "console/setup_recovery.html")]
struct Recovery<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    key: String,
    pass: String,
}

/// `GET /console/setup?word=…`: the link that was printed fills in the set-up word. It is used up by the first set-up.
pub async fn get(State(app): State<App>, PageLang(lang): PageLang, RawQuery(query): RawQuery) -> Response {
    let query = query.unwrap_or_default();
    let word = query.split('&').find_map(|pair| pair.strip_prefix("word=")).unwrap_or_default();
    let mut page = view(&app, lang, &Fields::default(), Vec::new());
    word.clone_into(&mut page.token);
    reply::ok(&app, lang, &page)
}

/// `POST /console/setup`
pub async fn post(State(app): State<App>, fields: Fields) -> Response {
    let lang = fields.lang;
    let t = app.text(lang);
    let errors = check(t, &fields);
    if !errors.is_empty() {
        return reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view(&app, lang, &fields, errors));
    }
    let token = fields.get("token").trim();
    match setup::waits(&app.ctx, token).await {
        Ok(true) => {}
        Ok(false) => {
            let errors = vec![("token".to_owned(), t.t("setup-error-token"))];
            return reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view(&app, lang, &fields, errors));
        }
        Err(error) => return failed(&app, lang, &error),
    }
    let member = NewMember {
        name: fields.get("name").trim().to_owned(),
        login: fields.get("login").trim().to_owned(),
        passphrase: Secret::new(fields.get("passphrase").to_owned()),
        roles: Roles::of(&[MemberRole::Administrator, MemberRole::Counsellor]),
    };
    match setup::first(&app.ctx, token, member).await {
        Ok(made) => paper(&app, lang, &made),
        Err(ServiceError::NoMatch) => done_already(&app, lang, StatusCode::CONFLICT),
        Err(ServiceError::Busy) => {
            let errors = vec![("passphrase".to_owned(), t.t("error-desk-busy"))];
            reply::busy(&app, lang, &view(&app, lang, &fields, errors))
        }
        Err(error) => failed(&app, lang, &error),
    }
}

/// The page of a recovery paper that was just made, with the form that confirms it.
pub fn paper(app: &Inner, lang: Lang, made: &setup::SetUp) -> Response {
    let (key, pass) = (made.paper.expose().clone(), made.recovery.to_string());
    reply::ok(app, lang, &recovery_page(app, lang, key, pass, ""))
}

fn done_already(app: &Inner, lang: Lang, status: StatusCode) -> Response {
    let t = app.text(lang);
    sign_in(app, lang, status, (t.t("setup-title"), t.t("setup-done-already")), "")
}

/// `POST /console/setup/recovery`: confirms that the key is on paper.
pub async fn recovery(State(app): State<App>, fields: Fields) -> Response {
    let lang = fields.lang;
    let (pass, last) = (fields.get("pass"), fields.get("last"));
    let Some(id) = vigie_model::id::CaseId::parse(pass) else {
        return done_already(&app, lang, StatusCode::NOT_FOUND);
    };
    match setup::confirm_recovery(&app.ctx, id.0, last).await {
        Ok(()) => {
            let t = app.text(lang);
            message(&app, lang, StatusCode::OK, (t.t("setup-finished-title"), t.t("setup-finished-text")), "")
        }
        Err(ServiceError::NoMatch) => {
            let page = recovery_page(&app, lang, String::new(), pass.to_owned(), "setup-error-recovery");
            reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => failed(&app, lang, &error),
    }
}

/// True for a name that colleagues can read: 1 to 60 characters.
pub fn name_fits(name: &str) -> bool {
    (1..=NAME_MAX).contains(&name.chars().count())
}

/// True for a log-in name: 3 to 32 small letters, digits, dots or hyphens.
pub fn login_fits(login: &str) -> bool {
    let fits = login.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-'));
    fits && (3..=32).contains(&login.len())
}

fn check(t: &Text, fields: &Fields) -> Vec<(String, String)> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, text: String| errors.push((field.to_owned(), text));
    if !name_fits(fields.get("name").trim()) {
        wrong("name", t.t("setup-error-name"));
    }
    if !login_fits(fields.get("login").trim()) {
        wrong("login", t.t("setup-error-login"));
    }
    let passphrase = fields.get("passphrase").chars().count();
    if passphrase < PASSPHRASE_MIN {
        wrong("passphrase", t.n("setup-error-short", "count", i64::try_from(passphrase).unwrap_or(0)));
    } else if passphrase > PASSPHRASE_MAX {
        wrong("passphrase", t.n("setup-error-long", "max", i64::try_from(PASSPHRASE_MAX).unwrap_or(0)));
    } else if fields.get("passphrase") != fields.get("passphrase2") {
        wrong("passphrase2", t.t("setup-error-differ"));
    }
    errors
}

fn view<'a>(app: &'a Inner, lang: Lang, fields: &Fields, errors: Vec<(String, String)>) -> SetUp<'a> {
    let of = |field: &str| fields.get(field).to_owned();
    SetUp {
        t: app.text(lang),
        page: Page::desk(app, lang, "/console/setup"),
        desk: Desk::nobody(app),
        errors,
        token: of("token"),
        name: of("name"),
        login: of("login"),
    }
}

fn recovery_page<'a>(app: &'a Inner, lang: Lang, key: String, pass: String, error: &str) -> Recovery<'a> {
    let t = app.text(lang);
    let errors = if error.is_empty() { Vec::new() } else { vec![("last".to_owned(), t.t(error))] };
    let page = Page::desk(app, lang, "/console/setup").only_here();
    Recovery { t, page, desk: Desk::nobody(app), errors, key, pass }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("Set-up failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
