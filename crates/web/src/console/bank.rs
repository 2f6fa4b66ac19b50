//! One bank of known pictures: what it is, a list that comes in, a list that goes out. There are no pictures.

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::{StreamExt, stream};
use vigie_lang::{Lang, Text};
use vigie_model::id::BankId;
use vigie_model::signal::{Age, Basis};
use vigie_service::ServiceError;
use vigie_service::login::Signed;
use vigie_service::pictures::import::{self, Bad, List};
use vigie_service::pictures::{self, Bank, By, Difference, Entry, Held, Provenance};

use super::banks::{self, Choice, Form, Row, Wrong};
use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::reply;

/// What the page may say after a step, as named in its address.
const SAID: [&str; 3] = ["bank-made", "bank-saved", "bank-released"];
/// Most lines of a list that come in over this page: they have to be in before a request is given up.
const LINES: usize = 20_000;
/// Bad lines that are named; the others are counted.
const NAMED: usize = 20;

/// What a list would change, or did.
struct Report {
    /// What the lines below are.
    head: String,
    lines: Vec<String>,
    /// True when it was done.
    done: bool,
}

/// A list as it was sent.
struct Sent {
    text: String,
    skip: bool,
    ages: Vec<Choice>,
    about: String,
}

#[derive(Template)]
#[template(path = "console/bank.html")]
struct BankPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    row: Row,
    form: Form,
    version: i64,
    held_back: bool,
    listed: bool,
    sent: Sent,
    report: Option<Report>,
}

/// `GET /console/banks/{id}`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    asked: Asked,
) -> Response {
    let lang = asked.lang;
    match found(&app, &signed, &id).await {
        Ok(held) => match view(&app, &signed, &Fields::empty(lang), &held, &held.bank).await {
            Ok(view) => reply::ok(&app, lang, &BankPage { notice: said(app.text(lang), &asked, &SAID), ..view }),
            Err(error) => banks::failed(&app, lang, &error),
        },
        Err(ServiceError::NotFound) => notice(&app, lang, StatusCode::NOT_FOUND, "bank-gone"),
        Err(error) => banks::failed(&app, lang, &error),
    }
}

/// `POST /console/banks/{id}/{verb}`: change, release, import.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let done = match found(&app, &signed, &id).await {
        Ok(held) => match verb.as_str() {
            "change" => change(&app, &signed, &held, &fields).await,
            "release" => release(&app, &signed, &held, &fields).await,
            "import" => bring_in(&app, &signed, &held, &fields).await,
            _ => Err(ServiceError::NotFound),
        },
        Err(error) => Err(error),
    };
    done.unwrap_or_else(|error| banks::failed(&app, lang, &error))
}

async fn found(app: &Inner, signed: &Signed, id: &str) -> Result<Held, ServiceError> {
    let id = BankId::parse(id).ok_or(ServiceError::NotFound)?;
    pictures::held(&app.ctx, By::Member(signed), id).await
}

fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

async fn change(app: &Inner, signed: &Signed, held: &Held, fields: &Fields) -> Result<Response, ServiceError> {
    let lang = fields.lang;
    let (bank, mut wrong) = banks::read(fields, &held.bank);
    if wrong.is_none() {
        match pictures::change(&app.ctx, signed, held.id, version(fields), &bank).await? {
            Ok(()) => return Ok(back(lang, held.id, "bank-saved")),
            Err(refused) => wrong = Some(banks::why(&bank, refused)),
        }
    }
    let view = view(app, signed, fields, held, &bank).await?;
    let form = banks::written(view.form, fields);
    Ok(refused(app, lang, BankPage { form, ..view }, wrong))
}

/// After a flood: matched again, once somebody says that they have looked.
async fn release(app: &Inner, signed: &Signed, held: &Held, fields: &Fields) -> Result<Response, ServiceError> {
    if !fields.has("looked") {
        let view = view(app, signed, fields, held, &held.bank).await?;
        return Ok(refused(app, fields.lang, view, Some(("looked", "bank-release-error"))));
    }
    let bank = Bank { held_back: false, ..held.bank.clone() };
    pictures::change(&app.ctx, signed, held.id, version(fields), &bank).await?.map_err(|_| ServiceError::NotFound)?;
    Ok(back(fields.lang, held.id, "bank-released"))
}

/// Looks what a list would change, or brings it in.
async fn bring_in(app: &Inner, signed: &Signed, held: &Held, fields: &Fields) -> Result<Response, ServiceError> {
    let (lang, by) = (fields.lang, By::Member(signed));
    let list = import::read(fields.get("text")).filter(|list| list.lines.len() + list.bad.len() <= LINES);
    let Some(list) = list else {
        let view = view(app, signed, fields, held, &held.bank).await?;
        return Ok(refused(app, lang, view, Some(("text", "bank-import-long"))));
    };
    if list.lines.is_empty() && list.bad.is_empty() {
        let view = view(app, signed, fields, held, &held.bank).await?;
        return Ok(refused(app, lang, view, Some(("text", "bank-import-empty"))));
    }
    let entries = entries(&list, Age::parse(fields.get("age")).unwrap_or(Age::Unknown));
    let wanted = fields.get("do") == "bring";
    let stopped = wanted && !list.bad.is_empty() && !fields.has("skip");
    let done = wanted && !stopped;
    let change = if done {
        pictures::bring_in(&app.ctx, by, held.id, &entries, &mut |_| {}).await?
    } else {
        pictures::preview(&app.ctx, by, held.id, &entries).await?
    };
    let said = if done {
        "bank-import-done"
    } else if stopped {
        "bank-import-stopped"
    } else {
        "bank-import-would"
    };
    let t = app.text(lang);
    let report = Report { head: t.t(said), lines: lines(t, &change, &list), done };
    // A flood changes the bank itself.
    let held = pictures::held(&app.ctx, by, held.id).await?;
    let mut view = view(app, signed, fields, &held, &held.bank).await?;
    if done {
        view.sent.text.clear();
    }
    let status = if stopped { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(reply::page(app, lang, status, &BankPage { report: Some(report), ..view }))
}

fn entries(list: &List, age: Age) -> Vec<Entry> {
    let entry = |line: &import::Line| Entry {
        codes: line.codes.clone(),
        age: line.age.unwrap_or(age),
        expires: None,
        from: Provenance::default(),
    };
    list.lines.iter().map(|(_, line)| entry(line)).collect()
}

/// What a list changes, and its bad lines by number.
fn lines(t: &Text, change: &Difference, list: &List) -> Vec<String> {
    let mut lines = vec![t.s("bank-import-added", "count", &change.added.to_string())];
    let others = [
        ("bank-import-there", change.there),
        ("bank-import-unusable", change.unusable),
        ("bank-import-held", change.held_back),
        ("bank-import-bad", list.bad.len()),
    ];
    lines.extend(others.into_iter().filter(|one| one.1 > 0).map(|(id, count)| t.s(id, "count", &count.to_string())));
    let bad = list.bad.iter().take(NAMED).map(|(number, why)| {
        let id = match why {
            Bad::Code => "bank-bad-code",
            Bad::Fields => "bank-bad-fields",
            Bad::Json => "bank-bad-json",
            Bad::Xml => "bank-bad-xml",
            Bad::Record | Bad::Kind => "bank-bad-record",
        };
        t.s(id, "number", &number.to_string())
    });
    lines.extend(bad);
    lines
}

/// `GET /console/banks/{id}/export`: the list as CSV, page by page, so that a long one takes no more memory than a short one.
pub async fn export(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(id): Path<String>,
    asked: Asked,
) -> Response {
    let id = BankId::parse(&id).unwrap_or(BankId(uuid::Uuid::nil()));
    let first = match pictures::export(&app.ctx, By::Member(&signed), id, None).await {
        Ok(first) => first,
        Err(ServiceError::NotFound) => return notice(&app, asked.lang, StatusCode::NOT_FOUND, "bank-gone"),
        Err(error) => return banks::failed(&app, asked.lang, &error),
    };
    let rest = stream::try_unfold((app, signed, id, first.next), async |(app, signed, id, after)| {
        if after.is_none() {
            return Ok(None);
        }
        match pictures::export(&app.ctx, By::Member(&signed), id, after).await {
            Ok(page) => Ok(Some((page.text, (app, signed, id, page.next)))),
            Err(error) => {
                tracing::error!("A list that was taken out broke off: {error}");
                Err(std::io::Error::other("broken off"))
            }
        }
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"bank.csv\"")),
    ];
    let body = Body::from_stream(stream::iter([Ok(first.text)]).chain(rest));
    (StatusCode::OK, headers, body).into_response()
}

async fn view<'a>(
    app: &'a Inner,
    signed: &Signed,
    fields: &Fields,
    held: &Held,
    bank: &Bank,
) -> Result<BankPage<'a>, ServiceError> {
    let (lang, t) = (fields.lang, app.text(fields.lang));
    let all = pictures::overview(&app.ctx, By::Member(signed)).await?;
    let counts = all.iter().find(|one| one.0.id == held.id).map(|one| one.1).ok_or(ServiceError::NotFound)?;
    let programs = pictures::programs(&app.ctx, signed).await?;
    let age = |age: Age| Choice {
        word: age.word().to_owned(),
        label: t.t(&format!("bank-age-{}", age.word().replace('_', "-"))),
        chosen: fields.get("age") == age.word(),
    };
    Ok(BankPage {
        t,
        page: Page::desk(app, lang, "/console/banks").only_here(),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        errors: Vec::new(),
        row: banks::row(t, held, counts),
        form: banks::form(t, bank, &programs, false),
        version: held.version,
        held_back: held.bank.held_back,
        listed: held.bank.basis == Basis::List,
        sent: Sent {
            text: fields.get("text").to_owned(),
            skip: fields.has("skip"),
            ages: [Age::Unknown, Age::Minor, Age::Adult].map(age).into(),
            about: t.s("bank-import-about", "most", &LINES.to_string()),
        },
        report: None,
    })
}

fn refused(app: &Inner, lang: Lang, view: BankPage<'_>, wrong: Option<Wrong>) -> Response {
    let errors = banks::errors(view.t, wrong);
    reply::page(app, lang, StatusCode::UNPROCESSABLE_ENTITY, &BankPage { errors, ..view })
}

fn back(lang: Lang, id: BankId, said: &str) -> Response {
    Redirect::to(&format!("/console/banks/{id}?l={}&said={said}", lang.code())).into_response()
}
