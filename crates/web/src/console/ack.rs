//! `/console/ack?k=…`: "I have it", from the link in a notice. The link is the authority: nobody has to sign in for it.
//! The token is not a part of the path, which layers of the router may log.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_service::ServiceError;
use vigie_service::calls::{self, Link};

use super::view::{Desk, notice};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

#[derive(Template)]
#[template(path = "console/ack.html")]
struct Ack<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    kind: &'static str,
    why: String,
    done: String,
    token: String,
}

/// `GET /console/ack?k=…`: asks; looking alone says nothing, because mail filters open links.
pub async fn get(State(app): State<App>, asked: Asked) -> Response {
    let (lang, token) = (asked.lang, asked.get("k").to_owned());
    let found = calls::link(&app.ctx, &token).await;
    show(&app, lang, token, found)
}

/// `POST /console/ack`
pub async fn post(State(app): State<App>, fields: Fields) -> Response {
    let token = fields.get("k").to_owned();
    let found = calls::acknowledge(&app.ctx, &token).await;
    show(&app, fields.lang, token, found)
}

fn show(app: &Inner, lang: Lang, token: String, found: Result<Option<Link>, ServiceError>) -> Response {
    let link = match found {
        Ok(Some(link)) => link,
        Ok(None) => return notice(app, lang, StatusCode::NOT_FOUND, "ack-gone"),
        Err(error) => {
            tracing::error!("A notice could not be acknowledged: {error}");
            return notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let done = link.acknowledged.map(when::minute).unwrap_or_default();
    // No language links: the address holds the token, which belongs on this page alone.
    let page = Page::desk(app, lang, "/console/login").only_here();
    let t = app.text(lang);
    let why = t.t(&format!("ack-{}", link.kind.word()));
    let view = Ack { t, page, why, desk: Desk::nobody(app), kind: link.kind.word(), done, token };
    reply::ok(app, lang, &view)
}
