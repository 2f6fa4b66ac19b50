//! The safety texts of a language, to be read and signed.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text, Value};
use vigie_model::member::MemberRole;
use vigie_service::login::Signed;
use vigie_service::opening::languages::{self, Basis, Languages, Signature};
use vigie_service::{ServiceError, house};

use super::view::{Desk, notice, said};
use crate::app::{App, Inner};
use crate::fields::{Asked, Fields};
use crate::page::Page;
use crate::{reply, when};

/// What the page may say after a step, as named in its address.
const SAID: [&str; 2] = ["texts-signed", "texts-withdrawn"];

/// A language to choose: code, own name, how it stands, whether it is the one shown.
type Choice = (&'static str, &'static str, String, bool);

#[derive(Template)]
#[template(path = "console/texts.html")]
struct TextsPage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    notice: String,
    errors: Vec<(String, String)>,
    choices: Vec<Choice>,
    chosen: &'static str,
    chosen_dir: &'static str,
    state: String,
    texts: Vec<(String, String)>,
    reviewer: bool,
    administrator: bool,
    signed: bool,
    reviewer_name: String,
    qualification: String,
}

/// `GET /console/node/texts?show=…`: the texts of one language; the reader's own when none is named.
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, asked: Asked) -> Response {
    let chosen = Lang::parse(asked.get("show")).unwrap_or(asked.lang);
    match view(&app, &signed, asked.lang, chosen).await {
        Ok(view) => {
            let notice = said(app.text(asked.lang), &asked, &SAID);
            reply::ok(&app, asked.lang, &TextsPage { notice, ..view })
        }
        Err(error) => failed(&app, asked.lang, &error),
    }
}

/// `POST /console/node/texts`: signs, takes on, or withdraws.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    let Some(chosen) = Lang::parse(fields.get("which")) else {
        return notice(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, "gate-conflict");
    };
    let who = (fields.get("reviewer"), fields.get("qualification"));
    let done = match fields.get("act") {
        "sign" => languages::sign(&app.ctx, &signed, chosen, Basis::Reviewer, who).await,
        "operator" => languages::sign(&app.ctx, &signed, chosen, Basis::Operator, ("", "")).await,
        "withdraw" => languages::withdraw(&app.ctx, &signed, chosen).await.map(|()| true),
        _ => Err(ServiceError::NotFound),
    };
    let said = if fields.get("act") == "withdraw" { "texts-withdrawn" } else { "texts-signed" };
    match done {
        Ok(true) => {
            let at = format!("/console/node/texts?l={}&show={}&said={said}", lang.code(), chosen.code());
            Redirect::to(&at).into_response()
        }
        Ok(false) => match view(&app, &signed, lang, chosen).await {
            Ok(view) => {
                let errors = vec![("reviewer".to_owned(), app.text(lang).t("texts-sign-error"))];
                let (reviewer_name, qualification) = (who.0.to_owned(), who.1.to_owned());
                let view = TextsPage { errors, reviewer_name, qualification, ..view };
                reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view)
            }
            Err(error) => failed(&app, lang, &error),
        },
        Err(ServiceError::NotFound) => notice(&app, lang, StatusCode::FORBIDDEN, "error-forbidden"),
        Err(error) => failed(&app, lang, &error),
    }
}

async fn view<'a>(app: &'a Inner, signed: &Signed, lang: Lang, chosen: Lang) -> Result<TextsPage<'a>, ServiceError> {
    let t = app.text(lang);
    let all: Languages = house::get(&app.ctx).await?;
    let mut choices = Vec::new();
    for one in Lang::ALL {
        choices.push((one.code(), one.own_name(), state(app, t, all.of(one))?, one == chosen));
    }
    let texts = app.text(chosen).safety();
    Ok(TextsPage {
        t,
        page: Page::desk(app, lang, "/console/node/texts"),
        desk: Desk::of(app, signed, lang).await,
        notice: String::new(),
        errors: Vec::new(),
        choices,
        chosen: chosen.code(),
        chosen_dir: chosen.dir(),
        state: state(app, t, all.of(chosen))?,
        texts: texts.into_iter().map(|(id, text)| (id.to_owned(), readable(text))).collect(),
        reviewer: signed.roles.has(MemberRole::Reviewer),
        administrator: signed.roles.has(MemberRole::Administrator),
        signed: all.of(chosen).is_some(),
        reviewer_name: String::new(),
        qualification: String::new(),
    })
}

/// A text as it is written, with what is put into it in angle marks.
fn readable(text: &str) -> String {
    text.replace("{ $", "‹").replace("{$", "‹").replace(" }", "›").replace('}', "›")
}

/// How a language stands, in a sentence.
fn state(app: &Inner, t: &Text, signature: Option<&Signature>) -> Result<String, ServiceError> {
    let Some(signature) = signature else { return Ok(t.t("texts-state-none")) };
    if !signature.holds() {
        return Ok(t.t("texts-state-void"));
    }
    let time = when::minute(signature.at);
    if signature.basis == Basis::Operator {
        return Ok(t.s("texts-state-operator", "time", &time));
    }
    let (name, qualification) = signature.who(&app.ctx)?;
    let values =
        [("name", Value::Text(&name)), ("qualification", Value::Text(&qualification)), ("time", Value::Text(&time))];
    Ok(t.args("texts-state-reviewer", &values))
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    if error.is_conflict() {
        return notice(app, lang, StatusCode::CONFLICT, "gate-conflict");
    }
    tracing::error!("The safety texts could not be shown or signed: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
