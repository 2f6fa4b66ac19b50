//! The banks of known pictures: all of them, and a new one.

use std::collections::HashSet;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use uuid::Uuid;
use vigie_lang::{Lang, Text, Value};
use vigie_model::signal::{Basis, NEAR_MAX, Sense, Tlp};
use vigie_service::ServiceError;
use vigie_service::login::Signed;
use vigie_service::pictures::{self, Bank, BankError, By, COUNTED, Counts, Held};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::reply;

/// What the page may say after a step, as named in its address.
const SAID: [&str; 1] = ["bank-made"];
/// Most characters of a name, purpose or source, as the service bounds them.
const LONGEST: usize = 200;
/// Most signals a day that a bank may be given.
const MOST: i64 = 10_000_000;

/// A bank in words.
pub struct Row {
    /// Which.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for; empty for what visitors gave, of which the lines say it.
    pub purpose: String,
    /// On, off or held back.
    pub state: String,
    /// True while it is matched.
    pub counts: bool,
    /// What else there is to say, each in a sentence.
    pub lines: Vec<String>,
}

/// Something that can be chosen.
pub struct Choice {
    /// What is sent.
    pub word: String,
    /// What is shown.
    pub label: String,
    /// True when it is chosen.
    pub chosen: bool,
}

/// The form of a bank, new or old.
pub struct Form {
    /// Most bits, as written.
    pub near: String,
    /// Most signals of a day, as written.
    pub most: String,
    /// Its name, as written.
    pub name: String,
    /// What it is for, as written.
    pub purpose: String,
    /// Whose list it is, as written.
    pub source: String,
    /// Which way it counts.
    pub senses: Vec<Choice>,
    /// How far it may travel.
    pub tlps: Vec<Choice>,
    /// True when it is looked through.
    pub on: bool,
    /// Keys that are answered from it.
    pub sees: Vec<Choice>,
    /// Keys that change it.
    pub changes: Vec<Choice>,
    /// Most characters of a text.
    pub max: usize,
    /// True for the bank of what visitors gave.
    pub unseen: bool,
    /// True for a bank that is not made yet.
    pub new: bool,
}

/// What is wrong with a form: the field, and the text that says so.
pub type Wrong = (&'static str, &'static str);

#[derive(Template)]
#[template(path = "console/banks.html")]
struct Banks<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    rows: Vec<Row>,
    form: Form,
}

/// `GET /console/banks`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let lang = asked.lang;
    match view(&app, &signed, lang, &Bank::default()).await {
        Ok(view) => reply::ok(&app, lang, &Banks { notice: said(app.text(lang), &asked, &SAID), ..view }),
        Err(error) => failed(&app, lang, &error),
    }
}

/// `POST /console/banks`: makes one.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let (bank, mut wrong) = read(&fields, &Bank::default());
    if wrong.is_none() {
        match pictures::make(&app.ctx, &signed, &bank).await {
            Ok(Ok(id)) => {
                return Redirect::to(&format!("/console/banks/{id}?l={}&said=bank-made", lang.code())).into_response();
            }
            Ok(Err(refused)) => wrong = Some(why(&bank, refused)),
            Err(error) => return failed(&app, lang, &error),
        }
    }
    match view(&app, &signed, lang, &bank).await {
        Ok(view) => {
            let errors = errors(view.t, wrong);
            let form = written(view.form, &fields);
            reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &Banks { errors, form, ..view })
        }
        Err(error) => failed(&app, lang, &error),
    }
}

async fn view<'a>(app: &'a Inner, signed: &Signed, lang: Lang, bank: &Bank) -> Result<Banks<'a>, ServiceError> {
    let t = app.text(lang);
    let all = pictures::overview(&app.ctx, By::Member(signed)).await?;
    let programs = pictures::programs(&app.ctx, signed).await?;
    Ok(Banks {
        t,
        page: Page::desk(app, lang, "/console/banks"),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        errors: Vec::new(),
        rows: all.iter().map(|(held, counts)| row(t, held, *counts)).collect(),
        form: form(t, bank, &programs, true),
    })
}

/// A bank in words.
pub fn row(t: &Text, held: &Held, counts: Counts) -> Row {
    let bank = &held.bank;
    let state = match (bank.held_back, bank.on) {
        (true, _) => "bank-state-held",
        (false, true) => "bank-state-on",
        (false, false) => "bank-state-off",
    };
    let capped = |count: i64| if count > COUNTED { "1,000+".to_owned() } else { count.to_string() };
    let (standing, suspended) = (capped(counts.standing), capped(counts.suspended));
    let (bits, tlp) = (bank.near.to_string(), format!("TLP:{}", bank.tlp.word().to_uppercase()));
    let basis = if bank.basis == Basis::SelfReport { "bank-basis-unseen" } else { "bank-basis-list" };
    Row {
        id: held.id.to_string(),
        name: bank.name.clone(),
        purpose: if bank.basis == Basis::SelfReport { String::new() } else { bank.purpose.clone() },
        state: t.t(state),
        counts: held.counts(),
        lines: vec![
            t.t(basis),
            t.t(&format!("bank-sense-{}", bank.sense.word())),
            t.s("bank-line-source", "source", &bank.source),
            t.args("bank-line-near", &[("bits", Value::Text(&bits)), ("tlp", Value::Text(&tlp))]),
            t.args("bank-line-counts", &[("standing", Value::Text(&standing)), ("suspended", Value::Text(&suspended))]),
        ],
    }
}

/// The form of a bank.
pub fn form(t: &Text, bank: &Bank, programs: &[(Uuid, String)], new: bool) -> Form {
    let choice = |word: &str, id: String, chosen: bool| Choice { word: word.to_owned(), label: t.t(&id), chosen };
    let keys = |chosen: &[Uuid]| {
        // Two keys of one owner are told apart by the end of their names.
        let mut owners = HashSet::new();
        let twice: HashSet<&str> =
            programs.iter().filter(|one| !owners.insert(one.1.as_str())).map(|one| one.1.as_str()).collect();
        let label = |id: &Uuid, owner: &str| {
            if twice.contains(owner) { format!("{owner} ({})", super::view::number(id)) } else { owner.to_owned() }
        };
        let one = |(id, owner): &(Uuid, String)| Choice {
            word: id.to_string(),
            label: label(id, owner),
            chosen: chosen.contains(id),
        };
        programs.iter().map(one).collect()
    };
    let tlp = |one: &Tlp| choice(one.word(), format!("bank-tlp-{}", one.word().replace('+', "-")), *one == bank.tlp);
    let sense = |one: &Sense| choice(one.word(), format!("bank-sense-{}", one.word()), *one == bank.sense);
    Form {
        near: bank.near.to_string(),
        most: bank.most_a_day.to_string(),
        name: bank.name.clone(),
        purpose: bank.purpose.clone(),
        source: bank.source.clone(),
        senses: Sense::ALL.iter().map(sense).collect(),
        tlps: Tlp::ALL.iter().map(tlp).collect(),
        on: bank.on,
        sees: keys(&bank.sees),
        changes: keys(&bank.changes),
        max: LONGEST,
        unseen: bank.basis == Basis::SelfReport,
        new,
    }
}

/// The form with its numbers as they were written.
pub fn written(form: Form, fields: &Fields) -> Form {
    Form { near: fields.get("near").to_owned(), most: fields.get("most").to_owned(), ..form }
}

/// A bank as a form says; what it does not ask for stays as it was.
pub fn read(fields: &Fields, was: &Bank) -> (Bank, Option<Wrong>) {
    let text = |name: &str| fields.get(name).trim().to_owned();
    let unseen = was.basis == Basis::SelfReport;
    let keys = |name: &'static str| fields.all(name).filter_map(|id| Uuid::parse_str(id).ok()).collect();
    let near = text("near").parse().ok().filter(|near| *near <= NEAR_MAX);
    let most = text("most").parse().ok().filter(|most| (1..=MOST).contains(most));
    let bank = Bank {
        name: if unseen { was.name.clone() } else { text("name") },
        purpose: text("purpose"),
        source: if unseen { was.source.clone() } else { text("source") },
        sense: if was.name.is_empty() { Sense::parse(fields.get("sense")).unwrap_or(was.sense) } else { was.sense },
        near: near.unwrap_or(was.near),
        tlp: Tlp::parse(fields.get("tlp")).unwrap_or(was.tlp),
        on: fields.has("on"),
        most_a_day: most.unwrap_or(was.most_a_day),
        sees: keys("sees"),
        changes: if unseen { was.changes.clone() } else { keys("changes") },
        ..was.clone()
    };
    let wrong = match (near, most) {
        (None, _) => Some(("near", "bank-error-near")),
        (_, None) => Some(("most", "bank-error-most")),
        _ => None,
    };
    (bank, wrong)
}

/// The field that a refusal is about, and the text that says why.
pub fn why(bank: &Bank, refused: BankError) -> Wrong {
    let texts = [("name", &bank.name), ("purpose", &bank.purpose), ("source", &bank.source)];
    let first = |wrong: fn(&str) -> bool| texts.iter().find(|one| wrong(one.1)).map_or("name", |one| one.0);
    match refused {
        BankError::Missing => (first(|text| text.trim().is_empty()), "bank-error-missing"),
        BankError::Long => {
            (first(|text| text.chars().count() > LONGEST || text.contains(|c: char| c.is_control())), "bank-error-long")
        }
        BankError::Taken | BankError::Basis => ("name", "bank-error-taken"),
        BankError::Near => ("near", "bank-error-near"),
    }
}

/// What is wrong, as the page lists it.
pub fn errors(t: &Text, wrong: Option<Wrong>) -> Vec<(String, String)> {
    wrong.into_iter().map(|(field, id)| (field.to_owned(), t.t(id))).collect()
}

/// A page for a step that was not made.
pub fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if error.is_conflict() || matches!(error, ServiceError::NotFound) {
        return notice(app, lang, StatusCode::CONFLICT, "bank-gone");
    }
    tracing::error!("The banks could not be read or changed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
