//! The page itself: the case in the middle, the queue beside it, and the cases worked on together below.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text, Value};
use vigie_model::Timestamp;
use vigie_model::evidence::Grade;
use vigie_model::id::CaseId;
use vigie_model::member::MemberRole;
use vigie_model::report::Side;
use vigie_service::ServiceError;
use vigie_service::casework::misread::{REWRITE_MAX, Unfit};
use vigie_service::casework::{self, Opened, TEXT_MAX};
use vigie_service::login::Signed;
use vigie_service::{pictures, queue};

use super::answer::{Template as Prepared, templates};
use super::names::{Choice, grades, may_be, sides};
use super::prints::{self, PrintView};
use super::together::{HandedOver, candidates, handed_over, known, summary};
use super::view::{CaseView, case_view};
use super::{Refusal, Said, failed};
use crate::app::Inner;
use crate::console::queue::{Row, row};
use crate::console::view::Desk;
use crate::console::{keep, people};
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "console/case.html")]
#[expect(clippy::struct_field_names, reason = "the template's names")]
struct Case<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    rows: Vec<Row>,
    case: CaseView,
    joined: Vec<CaseView>,
    acts: bool,
    notice: String,
    conflict: bool,
    refused: String,
    note: String,
    templates: Vec<Prepared>,
    sides: Vec<Choice>,
    grades: Vec<Choice>,
    may_be: Vec<Choice>,
    me: String,
    colleagues: Vec<(String, String)>,
    handed: Option<HandedOver>,
    summary: String,
    candidates: Vec<(String, String)>,
    kept: String,
    prints: Vec<PrintView>,
}

/// Shows a case with whatever there is to say about the last step.
pub async fn show(app: &Inner, lang: Lang, signed: &Signed, case: CaseId, said: Said) -> Response {
    let written = || {
        let answer = said.answer.as_ref().map_or("", |reply| reply.text.as_str());
        let rewrite = said.misread.as_ref().map_or("", |misread| misread.text.as_str());
        format!("{answer}{rewrite}{}{}", said.note, said.handover.as_deref().unwrap_or_default())
    };
    let (opened, lines) = match (casework::open(&app.ctx, signed, case).await, queue::first(&app.ctx, signed).await) {
        (Ok(opened), Ok(lines)) => (opened, lines),
        (Err(ServiceError::ReasonNeeded), _) => {
            let status = said.status.unwrap_or(StatusCode::OK);
            return people::ask(app, lang, signed, (case, status), ("", &written())).await;
        }
        (Err(error), _) | (_, Err(error)) => return failed(app, lang, &error, &written()),
    };
    let known = match known(app, signed, &lines).await {
        Ok(known) => known,
        Err(error) => return failed(app, lang, &error, &written()),
    };
    let given = match pictures::of_case(&app.ctx, signed, case).await {
        Ok(given) => given,
        Err(error) => return failed(app, lang, &error, &written()),
    };
    let mut joined = Vec::new();
    for other in &opened.joined {
        match casework::open(&app.ctx, signed, *other).await {
            Ok(other) => joined.push(CaseView { together: true, ..case_view(app, lang, signed, &other, &said) }),
            // Hidden from this member, or opened with a reason only: it is left out here.
            Err(ServiceError::ReasonNeeded | ServiceError::NotFound) => {}
            Err(error) => return failed(app, lang, &error, &written()),
        }
    }
    let (t, together) = (app.text(lang), !joined.is_empty());
    let view = Case {
        t,
        page: Page::desk(app, lang, "/console"),
        desk: Desk::of(app, signed, lang).await,
        rows: lines.iter().take(30).map(|line| row(app, lang, signed, line, Some(case))).collect(),
        joined,
        acts: signed.roles.has(MemberRole::Counsellor),
        notice: if said.notice.is_empty() { String::new() } else { t.t(said.notice) },
        conflict: said.conflict,
        refused: said.refused.as_ref().map_or_else(String::new, |why| refusal(t, why, &opened)),
        templates: templates(t),
        sides: sides(t, Side::Unknown),
        grades: grades(t, Grade::Claimed),
        may_be: may_be(t, &[]),
        me: signed.member.to_string(),
        colleagues: opened.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect(),
        handed: handed_over(t, &opened),
        summary: said.handover.clone().unwrap_or_else(|| summary(t, &opened)),
        candidates: candidates(t, signed, &opened, &known),
        prints: prints::views(t, &opened.names, &given),
        kept: keep::line(app, lang, signed, case).await,
        case: CaseView { together, ..case_view(app, lang, signed, &opened, &said) },
        note: said.note,
    };
    reply::page(app, lang, said.status.unwrap_or(StatusCode::OK), &view)
}

fn refusal(t: &Text, why: &Refusal, opened: &Opened) -> String {
    let why = match why {
        Refusal::Empty(field) => return t.s("case-refused-empty", "field", &t.t(field)),
        Refusal::Long => return t.n("case-refused-long", "max", i64::try_from(TEXT_MAX).unwrap_or(0)),
        Refusal::Unreadable => return t.t("case-refused-name"),
        Refusal::NoCase => return t.t("case-refused-no-case"),
        Refusal::Stays(Unfit::Names) => return t.t("case-misread-names"),
        Refusal::Stays(Unfit::Words) => return t.t("case-misread-words"),
        Refusal::Stays(Unfit::Full) => return t.t("case-misread-full"),
        Refusal::Stays(Unfit::Long) => {
            return t.n("case-refused-long", "max", i64::try_from(REWRITE_MAX).unwrap_or(0));
        }
        Refusal::Rule(why) => *why,
    };
    let name = opened.standing.claimed_by.and_then(|member| opened.names.get(&member).cloned()).unwrap_or_default();
    let date = opened.standing.thread.erasing().map(Timestamp::date).unwrap_or_default();
    let status = t.t(&format!("status-{}", opened.standing.state.word()));
    t.args(
        why.text_id(),
        &[("name", Value::Text(&name)), ("date", Value::Text(&date)), ("status", Value::Text(&status))],
    )
}
