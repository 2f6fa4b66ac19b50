//! The page of a case, and what is done on it. Each verb is one form of the page and one call into the service.

mod answer;
mod history;
mod misread;
mod names;
mod page;
mod prints;
mod tasks;
mod together;
mod view;

pub use misread::{why_id, wrote_id};
pub use view::{passed, waits};

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::Lang;
use vigie_model::case::{Refused, Step};
use vigie_model::id::CaseId;
use vigie_service::ServiceError;
use vigie_service::casework::misread::Unfit;
use vigie_service::casework::{self, TEXT_MAX};
use vigie_service::login::Signed;

use super::people;
use super::view::{kept, notice};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};

/// What a page may say after a step, as named in its address.
const SAID: [&str; 25] = [
    "case-claimed",
    "case-released",
    "case-done-with",
    "case-open-again",
    "case-sent",
    "case-noted",
    "case-leaving",
    "case-undone",
    "case-draft-saved",
    "case-meaning-saved",
    "case-misread-saved",
    "case-misread-released",
    "case-name-saved",
    "case-name-added",
    "case-name-corrected",
    "case-name-withdrawn",
    "case-task-saved",
    "case-task-marked",
    "case-handed-over",
    "case-joined",
    "case-parted",
    "case-changed",
    "print-noted",
    "print-is-suspended",
    "print-is-standing",
];

/// Why a step was not made.
enum Refusal {
    /// By the rules of a case.
    Rule(Refused),
    /// Nothing was written; the text that names the field.
    Empty(&'static str),
    /// Too much was written.
    Long,
    /// What was written cannot be read as an account.
    Unreadable,
    /// No case, or more than one, has the number that was written.
    NoCase,
    /// What was written may not leave the case.
    Stays(Unfit),
}

/// What the page says beside the case itself, and what is refilled.
#[derive(Default)]
struct Said {
    status: Option<StatusCode>,
    notice: &'static str,
    conflict: bool,
    refused: Option<Refusal>,
    /// The case whose answer form is refilled.
    on: Option<CaseId>,
    answer: Option<casework::Reply>,
    /// True when the wording was questioned: what was found is shown.
    questioned: bool,
    note: String,
    handover: Option<String>,
    misread: Option<misread::Written>,
    /// True when the whole thread is asked for, however long.
    everything: bool,
}

/// What a step ends in.
enum Done {
    /// Back to the page, which says this; `""` says nothing.
    Back(&'static str),
    /// The page itself, with what was written.
    Page(Box<Said>),
}

type Outcome = Result<Done, ServiceError>;

/// A form of a case as it was sent.
struct Form<'a> {
    app: &'a Inner,
    signed: &'a Signed,
    case: CaseId,
    fields: &'a Fields,
    /// The text that names the field of this form in which something has to be written.
    field: &'static str,
}

impl Form<'_> {
    fn version(&self) -> i64 {
        self.fields.get("version").parse().unwrap_or(0)
    }

    fn text(&self) -> &str {
        self.fields.get("text")
    }

    /// Why a text that has to be there cannot be taken; `None` when it can.
    fn unfit(&self) -> Option<Refusal> {
        let text = self.text();
        if text.trim().is_empty() {
            return Some(Refusal::Empty(self.field));
        }
        (text.chars().count() > TEXT_MAX).then_some(Refusal::Long)
    }

    /// What was written, for a page that shows it again.
    fn refilled(&self, verb: &str) -> Said {
        let (on, text) = (Some(self.case), self.text().to_owned());
        match verb {
            "answer" => Said { on, answer: Some(answer::reply(self.fields)), ..Said::default() },
            "handover" => Said { on, handover: Some(text), ..Said::default() },
            "note" => Said { on, note: text, ..Said::default() },
            "misread" => Said { on, misread: Some(misread::written(self.fields)), ..Said::default() },
            _ => Said { on, ..Said::default() },
        }
    }
}

/// `GET /console/case/{id}`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let notice = SAID.into_iter().find(|said| query.ends_with(&format!("said={said}"))).unwrap_or_default();
    let everything = query.split('&').any(|pair| pair == "everything=1");
    match CaseId::parse(&id) {
        Some(case) => page::show(&app, lang, &signed, case, Said { notice, everything, ..Said::default() }).await,
        None => super::view::notice(&app, lang, StatusCode::NOT_FOUND, "error-case"),
    }
}

/// `POST /console/case/{id}/{verb}`
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path((id, verb)): Path<(String, String)>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let Some(case) = CaseId::parse(&id) else { return notice(&app, lang, StatusCode::NOT_FOUND, "error-case") };
    // A thread beside another is answered from the page of the other, and leads back there.
    let page = CaseId::parse(fields.get("from")).unwrap_or(case);
    let form = Form { app: &app, signed: &signed, case, fields: &fields, field: field(&verb) };
    let said = match act(&form, &verb).await {
        Ok(Done::Back("")) => {
            return Redirect::to(&format!("/console/case/{page}?l={}", lang.code())).into_response();
        }
        Ok(Done::Back(said)) => {
            return Redirect::to(&format!("/console/case/{page}?l={}&said={said}", lang.code())).into_response();
        }
        Ok(Done::Page(said)) => *said,
        Err(ServiceError::ReasonNeeded) => {
            return people::ask(&app, lang, &signed, (case, StatusCode::CONFLICT), ("", form.text())).await;
        }
        Err(ServiceError::Refused(why)) => {
            let refused = Some(Refusal::Rule(why));
            Said { status: Some(StatusCode::CONFLICT), refused, ..form.refilled(&verb) }
        }
        Err(error) if error.is_conflict() => {
            Said { status: Some(StatusCode::CONFLICT), conflict: true, ..form.refilled(&verb) }
        }
        Err(error) => return failed(&app, lang, &error, form.text()),
    };
    page::show(&app, lang, &signed, page, said).await
}

/// What the field is called in which the form of a verb has its text.
fn field(verb: &str) -> &'static str {
    match verb {
        "explain" => "case-meaning",
        "note" => "case-note-add",
        "task" => "case-task-text",
        "handover" => "case-handover-text",
        _ => "case-answer",
    }
}

async fn act(form: &Form<'_>, verb: &str) -> Outcome {
    let me = form.signed.member;
    match verb {
        "claim" => step(form, Step::Claim(me), "case-claimed").await,
        "release" => step(form, Step::Release(me), "case-released").await,
        "close" => step(form, Step::Close(me), "case-done-with").await,
        "reopen" => step(form, Step::Reopen(me), "case-open-again").await,
        "note" => note(form).await,
        "answer" => answer::post(form).await,
        "undo" => answer::undo(form).await,
        "now" => answer::now(form).await,
        "explain" => answer::explain(form).await,
        "mark" | "add" | "correct" | "wrong" => names::post(form, verb).await,
        "misread" => misread::post(form).await,
        "print" => prints::post(form).await,
        "task" => tasks::set(form).await,
        "done" => tasks::mark(form, true).await,
        "undone" => tasks::mark(form, false).await,
        "handover" => together::hand_over(form).await,
        "join" => together::join(form).await,
        "part" => together::part(form).await,
        _ => Err(ServiceError::NotFound),
    }
}

async fn step(form: &Form<'_>, step: Step, said: &'static str) -> Outcome {
    casework::step(&form.app.ctx, form.signed, form.case, form.version(), step).await.map(|_| Done::Back(said))
}

async fn note(form: &Form<'_>) -> Outcome {
    if let Some(why) = form.unfit() {
        return Ok(refused(why, form.refilled("note")));
    }
    casework::note(&form.app.ctx, form.signed, form.case, form.text()).await.map(|()| Done::Back("case-noted"))
}

/// The page again, with what was written and why it was not taken.
fn refused(why: Refusal, said: Said) -> Done {
    Done::Page(Box::new(Said { status: Some(StatusCode::UNPROCESSABLE_ENTITY), refused: Some(why), ..said }))
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError, written: &str) -> Response {
    if matches!(error, ServiceError::NotFound) {
        return kept(app, lang, StatusCode::NOT_FOUND, "error-case", written);
    }
    tracing::error!("A step on a case failed: {error}");
    kept(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk", written)
}
