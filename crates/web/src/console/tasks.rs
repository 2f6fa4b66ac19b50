//! A member's own tasks over all cases.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::Text;
use vigie_model::Timestamp;
use vigie_model::clock::DAY;
use vigie_service::casework::tasks;
use vigie_service::login::Signed;

use super::view::{Desk, notice, number};
use crate::app::App;
use crate::fields::PageLang;
use crate::page::Page;
use crate::reply;

/// A task as the list shows it.
struct Mine {
    href: String,
    number: String,
    text: String,
    due: String,
    late: bool,
}

#[derive(Template)]
#[template(path = "console/tasks.html")]
struct Tasks<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    mine: Vec<Mine>,
}

/// `GET /console/tasks`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    let mine = match tasks::mine(&app.ctx, &signed).await {
        Ok(mine) => mine,
        Err(error) => {
            tracing::error!("The tasks of a member could not be read: {error}");
            return notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let t = app.text(lang);
    let now = app.ctx.clock.now();
    let late = |due: Timestamp| now.since(due) >= DAY;
    let view = Tasks {
        t,
        page: Page::desk(&app, lang, "/console/tasks"),
        desk: Desk::of(&app, &signed, lang).await,
        mine: mine
            .into_iter()
            .map(|task| Mine {
                href: format!("/console/case/{}?l={}", task.case, lang.code()),
                number: number(&task.case),
                text: task.text,
                due: task.due.map_or_else(String::new, |due| t.s("case-task-due-on", "date", &due.date())),
                late: task.due.is_some_and(late),
            })
            .collect(),
    };
    reply::ok(&app, lang, &view)
}
