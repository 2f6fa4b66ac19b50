//! The page of one number: what is known of it, its checks, a form to check it and one to take it away.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::helplines::{Free, How, Source, tongues};
use vigie_lang::{Lang, Text};
use vigie_service::ServiceError;
use vigie_service::login::Signed;
use vigie_service::numbers::{self, Checked, NewCheck, Opened, Refusal};

use super::numbers::{Row, kind, may, name, row};
use super::view::{Desk, notice, number as short};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::{reply, when};

/// For how many days a check may be good, as the form offers it.
pub const DAYS: [u16; 4] = [30, 90, 180, 366];
/// What the page may say after a step, as named in its address.
const SAID: [&str; 3] = ["numbers-checked", "numbers-expired", "numbers-added"];

/// A check in words.
struct Past {
    when: String,
    who: String,
    how: String,
    outcome: String,
    good: bool,
    until: String,
    pages: String,
    evidence: Option<String>,
    counts: bool,
}

/// A form as it was sent, or empty.
#[derive(Default)]
pub struct Filled(pub Option<Fields>);

impl Filled {
    /// What a field held.
    pub fn v(&self, field: &str) -> &str {
        self.0.as_ref().map_or("", |fields| fields.get(field))
    }

    /// True when a choice was made.
    pub fn is(&self, field: &str, value: &str) -> bool {
        self.0.as_ref().is_some_and(|fields| fields.all(field).any(|one| one == value))
    }
}

#[derive(Template)]
#[template(path = "console/number.html")]
struct Number<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    may: bool,
    notice: String,
    errors: Vec<(String, String)>,
    form: Filled,
    id: String,
    row: Row,
    facts: Vec<(String, String)>,
    sources: Vec<Source>,
    checks: Vec<Past>,
    hows: [&'static str; 4],
    days: [u16; 4],
}

/// `GET /console/numbers/{id}`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let said = SAID.into_iter().find(|said| query.ends_with(&format!("said={said}")));
    let said = said.map(|id| app.text(lang).t(id)).unwrap_or_default();
    show(&app, lang, &signed, &id, StatusCode::OK, said, None, Filled::default()).await
}

/// `POST /console/numbers/{id}/check`: writes a check down.
pub async fn check(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let done = match new_check(&fields) {
        Some(new) => numbers::check(&app.ctx, &signed, &id, new).await,
        None => Ok(Err(Refusal::Evidence)),
    };
    after(&app, &signed, &id, fields, done, "numbers-checked").await
}

/// `POST /console/numbers/{id}/expire`: takes a number away from visitors.
pub async fn expire(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    fields: Fields,
) -> Response {
    let done = numbers::expire(&app.ctx, &signed, &id, fields.get("reason")).await;
    after(&app, &signed, &id, fields, done, "numbers-expired").await
}

/// The check that was sent; `None` while a question is unanswered.
fn new_check(fields: &Fields) -> Option<NewCheck> {
    let works = match fields.get("works") {
        "yes" => true,
        "no" => false,
        _ => return None,
    };
    let other = fields.get("other").trim();
    let other = Source { url: other.to_owned(), seen: String::new(), own: fields.get("other-own") == "yes" };
    Some(NewCheck {
        how: How::parse(fields.get("how"))?,
        works,
        evidence: fields.get("evidence").to_owned(),
        agreed: fields.all("page").map(str::to_owned).collect(),
        others: if other.url.is_empty() { Vec::new() } else { vec![other] },
        days: fields.get("days").parse().ok().filter(|days| DAYS.contains(days))?,
    })
}

async fn after(
    app: &Inner,
    signed: &Signed,
    id: &str,
    fields: Fields,
    done: Result<Result<(), Refusal>, ServiceError>,
    said: &'static str,
) -> Response {
    let lang = fields.lang;
    match done {
        Ok(Ok(())) => Redirect::to(&format!("/console/numbers/{id}?l={}&said={said}", lang.code())).into_response(),
        Ok(Err(refusal)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let field = if said == "numbers-expired" { "reason" } else { field(refusal) };
            let error = Some((field, refusal));
            show(app, lang, signed, id, status, String::new(), error, Filled(Some(fields))).await
        }
        Err(error) => failed(app, lang, &error),
    }
}

/// The text of a refusal: what is missing for taking away is no proof, but a reason.
fn said_of(field: &str, refusal: Refusal) -> String {
    let word = if field == "reason" && refusal == Refusal::Evidence { "reason" } else { refusal.word() };
    format!("numbers-error-{word}")
}

/// The field that a refusal is about.
fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Page | Refusal::Address => "other",
        _ => "evidence",
    }
}

/// A step that was not made.
pub fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::NOT_FOUND, "numbers-none");
    }
    tracing::error!("A number could not be read or written: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}

#[expect(clippy::too_many_arguments, reason = "everything that the page says beside the number")]
async fn show(
    app: &Inner,
    lang: Lang,
    signed: &Signed,
    id: &str,
    status: StatusCode,
    said: String,
    error: Option<(&str, Refusal)>,
    form: Filled,
) -> Response {
    let opened = match numbers::open(&app.ctx, signed, id).await {
        Ok(opened) => opened,
        Err(error) => return failed(app, lang, &error),
    };
    let t = app.text(lang);
    let errors = error.map(|(field, refusal)| (field.to_owned(), t.t(&said_of(field, refusal)))).into_iter();
    let view = Number {
        t,
        page: Page::desk(app, lang, "/console/numbers"),
        desk: Desk::of(app, signed, lang).await,
        may: may(signed),
        notice: said,
        errors: errors.collect(),
        form,
        id: opened.line.row.id.clone(),
        row: row(app, lang, &opened.line),
        facts: facts(app, lang, signed, &opened),
        sources: opened.line.row.sources.clone(),
        checks: opened.checks.iter().map(|check| past(t, signed, check)).collect(),
        hows: How::ALL.map(How::word),
        days: DAYS,
    };
    reply::page(app, lang, status, &view)
}

/// What is known of a number, line by line; what is not known is left out.
fn facts(app: &Inner, lang: Lang, signed: &Signed, opened: &Opened) -> Vec<(String, String)> {
    let t = app.text(lang);
    let row = &opened.line.row;
    let languages: Vec<&str> = row.languages.iter().map(|code| tongues::own_name(code).unwrap_or(code)).collect();
    let free = match row.free {
        Free::Yes => t.t("numbers-free-yes"),
        Free::No => t.t("numbers-free-no"),
        Free::Unknown => String::new(),
    };
    let read = row.opening().map(|_| t.t("numbers-hours-read")).unwrap_or_default();
    let added = opened.line.own.map(|own| {
        let who = opened.added_by.clone().unwrap_or_else(|| member(t, signed, own.by));
        t.list(&[who, when::minute(own.at)])
    });
    let all = [
        ("numbers-fact-country", name(app, lang, &row.country)),
        ("numbers-fact-kind", t.t(kind(row.kind))),
        ("numbers-fact-phone", row.phone.clone()),
        ("numbers-fact-text", row.text.clone()),
        ("numbers-fact-chat", row.chat.clone()),
        ("numbers-fact-url", row.url.clone()),
        ("numbers-fact-hours", [row.hours.clone(), read].join(" ").trim().to_owned()),
        ("numbers-fact-zone", row.zone.clone()),
        ("numbers-fact-languages", t.list(&languages)),
        ("numbers-fact-free", free),
        ("numbers-fact-adults", if row.adults_only { t.t("numbers-yes") } else { String::new() }),
        ("numbers-fact-missing", if row.missing_children { t.t("numbers-yes") } else { String::new() }),
        ("numbers-fact-grade", row.grade.word().to_owned()),
        ("numbers-fact-note", row.note.clone()),
        ("numbers-fact-added", added.unwrap_or_default()),
        ("numbers-fact-week", t.n("numbers-presses", "count", opened.line.week)),
        ("numbers-fact-all", t.n("numbers-presses", "count", opened.line.all)),
    ];
    all.into_iter().filter(|(_, value)| !value.is_empty()).map(|(id, value)| (t.t(id), value)).collect()
}

/// A member whose name this one cannot open.
fn member(t: &Text, signed: &Signed, id: vigie_model::id::MemberId) -> String {
    if id == signed.member { t.t("desk-you") } else { t.s("numbers-member", "number", &short(&id)) }
}

fn past(t: &Text, signed: &Signed, checked: &Checked) -> Past {
    let check = &checked.check;
    let pages: Vec<&str> = check.sources.iter().map(Source::site).collect();
    Past {
        when: when::minute(checked.at),
        who: checked.name.clone().unwrap_or_else(|| member(t, signed, checked.by)),
        how: t.t(&format!("numbers-how-{}", check.how.word())),
        outcome: t.t(&format!("numbers-outcome-{}", check.outcome.word())),
        good: check.outcome == vigie_lang::helplines::Outcome::Works,
        until: check.expires.to_string(),
        pages: t.list(&pages),
        evidence: checked.evidence.clone(),
        counts: checked.counts,
    }
}
