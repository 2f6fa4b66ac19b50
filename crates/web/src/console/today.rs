//! What the signed-in member has read today: for that member alone, never added up, never compared.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::Text;
use vigie_service::exposure;
use vigie_service::login::Signed;

use super::view::{Desk, notice};
use crate::app::App;
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::{reply, when};

#[derive(Template)]
#[template(path = "console/today.html")]
struct Today<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    opened: i64,
    danger: i64,
    time: String,
    rest: bool,
    enough: bool,
}

/// `GET /console/today`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    let seen = match exposure::today(&app.ctx, &signed).await {
        Ok(seen) => seen,
        Err(error) => {
            tracing::error!("What a member has read today could not be read: {error}");
            return notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let t = app.text(lang);
    let view = Today {
        t,
        page: Page::desk(&app, lang, "/console/today"),
        desk: Desk::of(&app, &signed, lang).await,
        opened: i64::from(seen.opened),
        danger: i64::from(seen.danger),
        time: when::waiting(t, seen.time),
        rest: seen.wants_break(),
        enough: seen.enough_today(),
    };
    reply::ok(&app, lang, &view)
}

/// `POST /console/today`: the member takes a break; the clock of the next reminder begins anew.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    if let Err(error) = exposure::rested(&app.ctx, &signed).await {
        // A break is a break, also when it cannot be noted.
        tracing::error!("A break could not be noted: {error}");
    }
    Redirect::to(&format!("/console/break?l={}", fields.lang.code())).into_response()
}
