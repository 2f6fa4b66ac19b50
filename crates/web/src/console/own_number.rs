//! Adding a number of the house's own. Another member has to check it before anybody is shown it.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::helplines::{Free, Kind, zones};
use vigie_lang::{Lang, Text};
use vigie_service::login::Signed;
use vigie_service::numbers::{self, NewNumber, Refusal};

use super::number::{Filled, failed};
use super::numbers::kind as kind_text;
use super::view::Desk;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;

/// The kinds that can be added, by the word of the form.
const KINDS: [(&str, Kind); 5] = [
    ("crisis", Kind::Crisis),
    ("child", Kind::ChildHelpline),
    ("police", Kind::Police),
    ("hotline", Kind::HotlineReport),
    ("takedown", Kind::Takedown),
];

#[derive(Template)]
#[template(path = "console/own_number.html")]
struct OwnNumber<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    errors: Vec<(String, String)>,
    form: Filled,
    countries: Vec<(String, String)>,
    kinds: Vec<(&'static str, String)>,
    zones: Vec<&'static str>,
}

/// `GET /console/numbers/own`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    show(&app, lang, &signed, StatusCode::OK, None, Filled::default()).await
}

/// `POST /console/numbers/own`
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let done = match new_number(&app, &fields) {
        Ok(new) => numbers::add(&app.ctx, &signed, new).await,
        Err(refusal) => Ok(Err(refusal)),
    };
    match done {
        Ok(Ok(id)) => {
            Redirect::to(&format!("/console/numbers/{id}?l={}&said=numbers-added", lang.code())).into_response()
        }
        Ok(Err(refusal)) => {
            show(&app, lang, &signed, StatusCode::UNPROCESSABLE_ENTITY, Some(refusal), Filled(Some(fields))).await
        }
        Err(error) => failed(&app, lang, &error),
    }
}

fn new_number(app: &Inner, fields: &Fields) -> Result<NewNumber, Refusal> {
    let line = |name: &str| fields.get(name).trim().to_owned();
    let country = line("country");
    let known = app.countries.sorted(fields.lang).iter().any(|one| one.code == country);
    let kind = KINDS.into_iter().find(|(word, _)| *word == fields.get("kind")).map(|(_, kind)| kind);
    let codes = fields.get("languages").split([',', ' ', '،']).map(|code| code.trim().to_ascii_lowercase());
    Ok(NewNumber {
        name: line("name"),
        country: if known { country } else { return Err(Refusal::Country) },
        kind: kind.ok_or(Refusal::Kind)?,
        phone: line("phone"),
        text: line("write"),
        chat: line("chat"),
        url: line("web"),
        hours: line("hours"),
        zone: line("zone"),
        languages: codes.filter(|code| !code.is_empty()).collect(),
        free: match fields.get("free") {
            "yes" => Free::Yes,
            "no" => Free::No,
            _ => Free::Unknown,
        },
        source: line("source"),
        source_own: fields.get("source-own") == "yes",
        source_day: line("source-day"),
    })
}

/// The field that a refusal is about.
fn field(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Country => "country",
        Refusal::Contact => "phone",
        Refusal::Day => "source-day",
        Refusal::Language => "languages",
        Refusal::Zone => "zone",
        Refusal::Kind | Refusal::Never => "kind",
        Refusal::Page | Refusal::Address => "source",
        Refusal::Name | Refusal::Evidence | Refusal::Long => "name",
    }
}

async fn show(
    app: &Inner,
    lang: Lang,
    signed: &Signed,
    status: StatusCode,
    refusal: Option<Refusal>,
    form: Filled,
) -> Response {
    let t = app.text(lang);
    let error = |refusal: Refusal| (field(refusal).to_owned(), t.t(&format!("numbers-error-{}", refusal.word())));
    let view = OwnNumber {
        t,
        page: Page::desk(app, lang, "/console/numbers/own"),
        desk: Desk::of(app, signed, lang).await,
        errors: refusal.map(error).into_iter().collect(),
        form,
        countries: app.countries.sorted(lang).iter().map(|one| (one.code.clone(), one.name.clone())).collect(),
        kinds: KINDS.map(|(word, kind)| (word, t.t(kind_text(kind)))).to_vec(),
        zones: zones().collect(),
    };
    reply::page(app, lang, status, &view)
}
