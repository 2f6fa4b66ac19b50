//! What is missing before the node may open, and an empty page for a break.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::Text;
use vigie_model::member::MemberRole;
use vigie_service::login::Signed;
use vigie_service::opening;

use super::view::{Desk, notice};
use crate::app::App;
use crate::fields::PageLang;
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/node.html")]
struct Node<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    points: Vec<(String, bool, String)>,
    rules: bool,
}

#[derive(Template)]
#[template(path = "console/break.html")]
struct Break<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
}

/// `GET /console/node`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    let t = app.text(lang);
    let points = match opening::points(&app.ctx).await {
        Ok(points) => points.into_iter().map(|point| (t.t(point.text_id), point.done, String::new())).collect(),
        Err(error) => {
            tracing::error!("The list of what is missing could not be made: {error}");
            return notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let desk = Desk::of(&app, &signed, lang).await;
    let rules = signed.roles.has(MemberRole::Administrator);
    reply::ok(&app, lang, &Node { t, page: Page::desk(&app, lang, "/console/node"), desk, points, rules })
}

/// `GET /console/break`: nothing on the screen, and nothing of it written down.
pub async fn rest(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    let desk = Desk::of(&app, &signed, lang).await;
    reply::ok(&app, lang, &Break { t: app.text(lang), page: Page::desk(&app, lang, "/console/break"), desk })
}
