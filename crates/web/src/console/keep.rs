//! How long a case is kept, what holds it back, its codes; and the rules of the house.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text, Value};
use vigie_model::clock::DAY;
use vigie_model::id::CaseId;
use vigie_service::casework::passing::{self, Passed, To, What};
use vigie_service::keeping::{self, CountryDays, Days, Kept, Retention};
use vigie_service::login::Signed;
use vigie_service::second::GROUND_MAX;
use vigie_service::{ServiceError, house, names};

use super::view::{Desk, notice, number, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::reply;

/// What a page may say after a step, as named in its address.
const SAID: [&str; 4] = ["keep-proposed", "keep-done", "keep-error", "keep-saved"];

#[derive(Template)]
#[template(path = "console/keep.html")]
struct KeepPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    id: String,
    title: String,
    notice: String,
    wrong: bool,
    until: String,
    left: String,
    held: String,
    ground: String,
    frozen: String,
    whats: Vec<(&'static str, String)>,
    tos: Vec<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "console/retention.html")]
struct RetentionPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    error: bool,
    closed: String,
    answered: String,
    open: String,
    countries: String,
}

/// `GET /console/keep/{id}`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    asked: Asked,
) -> Response {
    let lang = asked.lang;
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    match keeping::of_case(&app.ctx, &signed, case).await {
        Ok(kept) => show(&app, &signed, case, kept, &asked).await,
        Err(error) => failed(&app, lang, &error),
    }
}

/// Until when a case is kept, in a line for its page.
pub async fn line(app: &Inner, lang: Lang, signed: &Signed, case: CaseId) -> String {
    let t = app.text(lang);
    match keeping::of_case(&app.ctx, signed, case).await {
        Ok(Kept { held: Some(held), .. }) => t.s("keep-case-held", "date", &held.ends.date()),
        Ok(Kept { erasing: Some(at), .. }) => t.s("keep-case-erasing", "date", &at.date()),
        Ok(Kept { until: Some(at), .. }) => {
            let left = (at.since(app.ctx.clock.now()) / DAY).max(0);
            format!("{} {}", t.s("keep-case-until", "date", &at.date()), t.n("keep-case-left", "count", left))
        }
        Ok(_) => t.t("keep-case-unread"),
        Err(_) => t.t("keep-title"),
    }
}

async fn show(app: &Inner, signed: &Signed, case: CaseId, kept: Kept, asked: &Asked) -> Response {
    let (lang, t) = (asked.lang, app.text(asked.lang));
    let names = names::all(&app.ctx, signed).await.unwrap_or_default();
    let held = kept.held.as_ref().map_or_else(String::new, |held| {
        let name = names.get(&held.owner).cloned().unwrap_or_else(|| t.t("desk-unknown"));
        let (ends, review) = (held.ends.date(), held.review.date());
        let args = [("ends", Value::Text(&ends)), ("review", Value::Text(&review)), ("name", Value::Text(&name))];
        t.args("keep-hold-stands", &args)
    });
    let left =
        |at: vigie_model::Timestamp| t.n("keep-case-left", "count", (at.since(app.ctx.clock.now()) / DAY).max(0));
    let view = KeepPage {
        t,
        page: Page::desk(app, lang, "/console"),
        desk: Desk::of(app, signed, lang).await,
        id: case.to_string(),
        title: t.s("keep-case-title", "number", &number(&case)),
        notice: said(t, asked, &SAID),
        wrong: asked.get("said") == "keep-error",
        until: match (kept.erasing, kept.until) {
            (Some(at), _) => t.s("keep-case-erasing", "date", &at.date()),
            (None, Some(at)) => t.s("keep-case-until", "date", &at.date()),
            (None, None) => t.t("keep-case-unread"),
        },
        left: kept.until.filter(|_| kept.erasing.is_none()).map_or_else(String::new, left),
        held,
        ground: kept.held.and_then(|held| held.ground).unwrap_or_default(),
        frozen: kept.frozen.map_or_else(String::new, |at| t.s("keep-code-frozen", "date", &at.date())),
        whats: What::ALL.map(|one| (one.word(), t.t(&format!("passed-what-{}", one.word())))).to_vec(),
        tos: To::ALL.map(|one| (one.word(), t.t(&format!("passed-to-{}", one.word())))).to_vec(),
    };
    reply::ok(app, lang, &view)
}

/// `POST /console/keep/{id}/{verb}`: hold, end, erase, pass-on, freeze, thaw.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    let ground = fields.get("ground");
    let argued = !ground.trim().is_empty() && ground.chars().count() <= GROUND_MAX;
    let sure = fields.get("sure") == "1";
    let done = match verb.as_str() {
        "hold" if argued => hold(&app, &signed, case, &fields).await,
        "pass-on" if argued => pass_on(&app, &signed, case, &fields).await,
        "erase" if argued => keeping::propose_erase(&app.ctx, &signed, case, ground).await.map(|_| "keep-proposed"),
        "end" if sure => keeping::end(&app.ctx, &signed, case).await.map(|()| "keep-done"),
        "freeze" if sure => keeping::freeze(&app.ctx, &signed, case).await.map(|()| "keep-done"),
        "thaw" if sure => keeping::thaw(&app.ctx, &signed, case).await.map(|()| "keep-done"),
        "hold" | "erase" | "pass-on" | "end" | "freeze" | "thaw" => Ok("keep-error"),
        _ => return notice(&app, lang, StatusCode::NOT_FOUND, "error-case"),
    };
    let to = |said: &str| Redirect::to(&format!("/console/keep/{case}?l={}&said={said}", lang.code())).into_response();
    match done {
        Ok(said) => to(said),
        // The days or the moment are not right; what was said about it stands on the page.
        Err(ServiceError::NotFound) => to("keep-error"),
        Err(error) => failed(&app, lang, &error),
    }
}

async fn hold(app: &Inner, signed: &Signed, case: CaseId, fields: &Fields) -> Result<&'static str, ServiceError> {
    let args = [("ends", Value::Text(fields.get("ends"))), ("review", Value::Text(fields.get("review")))];
    let sentence = app.text(fields.lang).args("keep-hold-sentence", &args);
    keeping::propose_hold(&app.ctx, signed, case, &sentence, fields.get("ground")).await.map(|_| "keep-proposed")
}

async fn pass_on(app: &Inner, signed: &Signed, case: CaseId, fields: &Fields) -> Result<&'static str, ServiceError> {
    let passed = Passed::parse(fields.get("what"), fields.get("to")).ok_or(ServiceError::NotFound)?;
    match passing::propose(&app.ctx, signed, case, passed, fields.get("ground")).await {
        Ok(_) => Ok("keep-proposed"),
        // The case is opened first, with a reason; or nothing of it leaves any more.
        Err(ServiceError::ReasonNeeded | ServiceError::Refused(_)) => Ok("keep-error"),
        Err(error) => Err(error),
    }
}

/// `GET /console/retention`
pub async fn rules(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let rules = match house::get::<Retention>(&app.ctx).await {
        Ok(rules) => rules,
        Err(error) => return failed(&app, asked.lang, &error),
    };
    let line =
        |one: &CountryDays| format!("{} {} {} {}\n", one.country, one.days.closed, one.days.answered, one.days.open);
    let days = rules.days;
    let typed = [days.closed.to_string(), days.answered.to_string(), days.open.to_string()];
    let notice = said(app.text(asked.lang), &asked, &SAID);
    rules_page(&app, &signed, asked.lang, StatusCode::OK, notice, typed, rules.countries.iter().map(line).collect())
        .await
}

async fn rules_page(
    app: &Inner,
    signed: &Signed,
    lang: Lang,
    status: StatusCode,
    notice: String,
    [closed, answered, open]: [String; 3],
    countries: String,
) -> Response {
    let view = RetentionPage {
        t: app.text(lang),
        page: Page::desk(app, lang, "/console/retention"),
        desk: Desk::of(app, signed, lang).await,
        notice,
        error: status != StatusCode::OK,
        closed,
        answered,
        open,
        countries,
    };
    reply::page(app, lang, status, &view)
}

/// `POST /console/retention`
pub async fn set_rules(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let done = match parsed(&fields) {
        Some(rules) => keeping::set(&app.ctx, &signed, &rules).await,
        None => Err(ServiceError::NotFound),
    };
    match done {
        Ok(()) => Redirect::to(&format!("/console/retention?l={}&said=keep-saved", lang.code())).into_response(),
        Err(ServiceError::NotFound) => {
            let typed = ["closed", "answered", "open"].map(|name| fields.get(name).to_owned());
            let countries = fields.get("countries").to_owned();
            rules_page(&app, &signed, lang, StatusCode::UNPROCESSABLE_ENTITY, String::new(), typed, countries).await
        }
        Err(error) => failed(&app, lang, &error),
    }
}

fn parsed(fields: &Fields) -> Option<Retention> {
    let days = |closed: &str, answered: &str, open: &str| {
        Some(Days {
            closed: closed.trim().parse().ok()?,
            answered: answered.trim().parse().ok()?,
            open: open.trim().parse().ok()?,
        })
    };
    let country = |line: &str| {
        let mut words = line.split_whitespace();
        let country = words.next()?.to_ascii_uppercase();
        let days = days(words.next()?, words.next()?, words.next()?)?;
        words.next().is_none().then_some(CountryDays { country, days })
    };
    let lines = fields.get("countries").lines().filter(|line| !line.trim().is_empty());
    Some(Retention {
        days: days(fields.get("closed"), fields.get("answered"), fields.get("open"))?,
        countries: lines.map(country).collect::<Option<_>>()?,
    })
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::NOT_FOUND, "error-case");
    }
    tracing::error!("How long something is kept could not be read or changed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
