//! Opening hours and the usual time until an answer.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_model::hours::{Hours, typed};
use vigie_service::login::Signed;
use vigie_service::opening::{Opening, USUAL_MAX};
use vigie_service::{ServiceError, house};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::reply;
use crate::site::house::{sentence, usual};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 1] = ["gate-saved"];
/// Names of the fields of the days, Monday first.
const DAYS: [&str; 7] = ["day0", "day1", "day2", "day3", "day4", "day5", "day6"];

#[derive(Template)]
#[template(path = "console/hours.html")]
struct HoursPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    zone: String,
    days: Vec<(&'static str, String, String)>,
    usual: String,
    shown: String,
}

/// `GET /console/node/hours`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let (lang, t) = (asked.lang, app.text(asked.lang));
    let opening: Opening = match house::get(&app.ctx).await {
        Ok(opening) => opening,
        Err(error) => return failed(&app, lang, &error),
    };
    let week = |day: usize| opening.hours.as_ref().map(|hours| typed(&hours.week[day])).unwrap_or_default();
    let zone = opening.hours.as_ref().map(|hours| hours.zone.clone()).unwrap_or_default();
    let hours = if opening.usual_hours > 0 { opening.usual_hours.to_string() } else { String::new() };
    let mut view = view(&app, &signed, lang, (zone, hours), week).await;
    let shown = opening.hours.as_ref().map(|hours| sentence(t, hours)).unwrap_or_default();
    [shown, usual(t, opening.usual_hours)].join(" ").trim().clone_into(&mut view.shown);
    view.notice = said(t, &asked, &SAID);
    reply::ok(&app, lang, &view)
}

/// `POST /console/node/hours`
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let hours = Hours::parse(fields.get("zone"), DAYS.map(|day| fields.get(day)));
    let usual_hours = fields.get("usual").trim().parse().ok().filter(|hours| (1..=USUAL_MAX).contains(hours));
    if let (Some(hours), Some(usual_hours)) = (&hours, usual_hours) {
        let opening = Opening { hours: Some(hours.clone()), usual_hours };
        return match house::set(&app.ctx, &signed, &opening).await {
            Ok(()) => Redirect::to(&format!("/console/node/hours?l={}&said=gate-saved", lang.code())).into_response(),
            Err(error) => failed(&app, lang, &error),
        };
    }
    let typed = (fields.get("zone").to_owned(), fields.get("usual").to_owned());
    let mut view = view(&app, &signed, lang, typed, |day| fields.get(DAYS[day]).to_owned()).await;
    if hours.is_none() {
        view.errors.push(("zone".to_owned(), t.t("hours-error-week")));
    }
    if usual_hours.is_none() {
        view.errors.push(("usual".to_owned(), t.t("hours-error-usual")));
    }
    reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
}

async fn view<'a>(
    app: &'a Inner,
    signed: &Signed,
    lang: Lang,
    (zone, usual): (String, String),
    week: impl Fn(usize) -> String,
) -> HoursPage<'a> {
    let t = app.text(lang);
    let days = DAYS.iter().enumerate().map(|(at, name)| (*name, t.t(&format!("visit-day-{at}")), week(at))).collect();
    let (page, desk) = (Page::desk(app, lang, "/console/node/hours"), Desk::of(app, signed, lang).await);
    HoursPage { t, page, desk, notice: String::new(), errors: Vec::new(), zone, days, usual, shown: String::new() }
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("The opening hours could not be read or saved: {error}");
    let (status, id) = if error.is_conflict() {
        (StatusCode::CONFLICT, "gate-conflict")
    } else {
        (StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
    };
    notice(app, lang, status, id)
}
