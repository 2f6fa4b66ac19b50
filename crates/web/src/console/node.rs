//! The node: whether it is open, what is missing, opening and closing; and an empty page for a break.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_model::member::MemberRole;
use vigie_service::login::Signed;
use vigie_service::opening::{self, Gate, Point};
use vigie_service::{ServiceError, house, setup};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields, PageLang};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 2] = ["gate-saved", "gate-open-not"];

#[derive(Template)]
#[template(path = "console/node.html")]
#[expect(clippy::struct_excessive_bools, reason = "what a template may show, not a state")]
struct Node<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    points: Vec<(String, bool, String, &'static str)>,
    since: String,
    broken: Vec<String>,
    reason: String,
    ready: bool,
    administrator: bool,
    may_close: bool,
    house: bool,
    recovery: String,
    error: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "console/break.html")]
struct Break<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
}

/// `GET /console/node`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let notice = said(app.text(asked.lang), &asked, &SAID);
    match view(&app, &signed, asked.lang).await {
        Ok(view) => reply::ok(&app, asked.lang, &Node { notice, ..view }),
        Err(error) => failed(&app, asked.lang, &error),
    }
}

/// `POST /console/node/open`
pub async fn open(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    match opening::open(&app.ctx, &signed).await {
        Ok(true) => back(fields.lang, "gate-saved"),
        Ok(false) => back(fields.lang, "gate-open-not"),
        Err(error) if error.is_conflict() => notice(&app, fields.lang, StatusCode::CONFLICT, "gate-conflict"),
        Err(error) => failed(&app, fields.lang, &error),
    }
}

/// `POST /console/node/close`
pub async fn close(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    match opening::close(&app.ctx, &signed, fields.get("reason")).await {
        Ok(true) => back(lang, "gate-saved"),
        Ok(false) => match view(&app, &signed, lang).await {
            Ok(view) => {
                let (error, typed) = (app.text(lang).t("gate-close-error"), fields.get("reason").to_owned());
                reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &Node { error, typed, ..view })
            }
            Err(error) => failed(&app, lang, &error),
        },
        Err(error) => failed(&app, lang, &error),
    }
}

async fn view<'a>(app: &'a Inner, signed: &Signed, lang: Lang) -> Result<Node<'a>, ServiceError> {
    let t = app.text(lang);
    let points = opening::points(&app.ctx).await?;
    let gate: Gate = house::get(&app.ctx).await?;
    let administrator = signed.roles.has(MemberRole::Administrator);
    let recovery = setup::recovery_waits(&app.ctx).await?.filter(|_| administrator);
    Ok(Node {
        t,
        page: Page::desk(app, lang, "/console/node"),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        ready: points.iter().all(|point| point.done) && !app.ctx.settings.demo,
        points: points.into_iter().map(|point| row(t, &point)).collect(),
        since: gate.since.map(|at| t.s("gate-since", "time", &when::minute(at))).unwrap_or_default(),
        broken: gate.points.iter().filter(|id| t.has(id)).map(|id| t.t(id)).collect(),
        reason: gate.reason(&app.ctx)?,
        administrator,
        may_close: signed.roles.any(&[MemberRole::Administrator, MemberRole::Counsellor]) && !app.ctx.settings.demo,
        house: signed.roles.any(&[MemberRole::Administrator, MemberRole::Reviewer]),
        recovery: recovery.map(|id| id.to_string()).unwrap_or_default(),
        error: String::new(),
        typed: String::new(),
    })
}

/// A point: text, whether it holds, what is lacking in words, and the page where it is done.
fn row(t: &Text, point: &Point) -> (String, bool, String, &'static str) {
    let lacks = point.lacks.join(", ");
    let lacks = if lacks.is_empty() { lacks } else { t.s("gate-lacks", "list", &lacks) };
    (t.t(point.text_id), point.done, lacks, if point.done { "" } else { point.place })
}

fn back(lang: Lang, said: &str) -> Response {
    Redirect::to(&format!("/console/node?l={}&said={said}", lang.code())).into_response()
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("A step with the gate failed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}

/// `GET /console/break`: nothing on the screen, and nothing of it written down.
pub async fn rest(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    let desk = Desk::of(&app, &signed, lang).await;
    reply::ok(&app, lang, &Break { t: app.text(lang), page: Page::desk(&app, lang, "/console/break"), desk })
}
