//! The auditor's view: what happened, when and by whom, without opening a case; the check of all of it; a file to take along.

use askama::Template;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, StreamExt as _};
use serde_json::json;
use uuid::Uuid;
use vigie_lang::{Day, Lang, Text};
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::clock::DAY;
use vigie_model::id::MemberId;
use vigie_service::ServiceError;
use vigie_service::audit::{self, EXPORT, Entry, PAGE, Query};
use vigie_service::login::Signed;

use super::view::{Desk, notice};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::{reply, when};

/// A line as the template reads it.
struct Row {
    when: String,
    what: String,
    who: String,
    subject: String,
    sound: bool,
}

#[derive(Template)]
#[template(path = "console/audit.html")]
struct Audit<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    kinds: Vec<(&'static str, String)>,
    members: Vec<(String, String)>,
    kind: String,
    member: String,
    subject: String,
    from: String,
    to: String,
    rows: Vec<Row>,
    next: String,
    looked_at: i64,
    errors: Vec<(String, String)>,
    checked: Vec<String>,
    faulty: bool,
}

/// `GET /console/audit`: the newest first.
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    show(&app, lang, &signed, &Fields::empty(lang), Vec::new()).await
}

/// `POST /console/audit`: looks, checks everything, or gives the lines as a file.
pub async fn post(State(app): State<App>, Extension(signed): Extension<Signed>, fields: Fields) -> Response {
    let lang = fields.lang;
    match fields.get("do") {
        "check" => match audit::verify(&app.ctx).await {
            Ok(outcome) => {
                let t = app.text(lang);
                let mut lines = vec![t.n("audit-checked", "count", outcome.links)];
                lines.extend(outcome.faults.iter().map(ToString::to_string));
                show(&app, lang, &signed, &fields, lines).await
            }
            Err(error) => failed(&app, lang, &error),
        },
        "file" => export(app, lang, signed, &fields).await,
        _ => show(&app, lang, &signed, &fields, Vec::new()).await,
    }
}

/// The lines as a file: one JSON object a line, newest first, all of them. It leaves piece by piece, so that a long one
/// takes no more memory than a short one; a file that breaks off arrives as broken.
async fn export(app: App, lang: Lang, signed: Signed, fields: &Fields) -> Response {
    let (query, errors) = query(app.text(lang), fields);
    if !errors.is_empty() {
        return show(&app, lang, &signed, fields, Vec::new()).await;
    }
    let query = Query { before: None, ..query };
    let first = match audit::export(&app.ctx, &signed, &query, EXPORT).await {
        Ok(found) => found,
        Err(error) => return failed(&app, lang, &error),
    };
    let beginning = lines(&first.entries);
    let rest = stream::try_unfold((app, signed, query, first.next), async |(app, signed, query, next)| {
        let Some(before) = next else { return Ok(None) };
        let query = Query { before: Some(before), ..query };
        match audit::export(&app.ctx, &signed, &query, EXPORT).await {
            Ok(found) => Ok(Some((lines(&found.entries), (app, signed, query, found.next)))),
            Err(error) => {
                tracing::error!("A file of the audit broke off: {error}");
                Err(std::io::Error::other("broken off"))
            }
        }
    });
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/x-ndjson; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"audit.ndjson\"")),
    ];
    let body = Body::from_stream(stream::iter([Ok(beginning)]).chain(rest));
    (StatusCode::OK, headers, body).into_response()
}

/// Entries as lines of a file.
fn lines(entries: &[Entry]) -> String {
    let line = |entry: &Entry| {
        json!({
            "id": entry.id.to_string(),
            "at_ms": entry.at.ms(),
            "kind": entry.kind,
            "subject": entry.subject.to_string(),
            "member": entry.member.map(|member| member.to_string()),
            "sound": entry.sound,
        })
        .to_string()
            + "\n"
    };
    entries.iter().map(line).collect()
}

async fn show(app: &Inner, lang: Lang, signed: &Signed, fields: &Fields, checked: Vec<String>) -> Response {
    let t = app.text(lang);
    let (query, errors) = query(t, fields);
    let names = match vigie_service::names::all(&app.ctx, signed).await {
        Ok(names) => names,
        Err(error) => return failed(app, lang, &error),
    };
    let found = match audit::search(&app.ctx, signed, &query, PAGE).await {
        Ok(found) => found,
        Err(error) => return failed(app, lang, &error),
    };
    let mut members: Vec<(String, String)> = names.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    members.sort_by(|a, b| a.1.cmp(&b.1));
    let of = |name: &str| fields.get(name).to_owned();
    let view = Audit {
        t,
        page: Page::desk(app, lang, "/console/audit"),
        desk: Desk::of(app, signed, lang).await,
        kinds: Event::ALL.iter().map(|event| (event.word(), what(t, event.word()))).collect(),
        members,
        kind: of("kind"),
        member: of("member"),
        subject: of("subject"),
        from: of("from"),
        to: of("to"),
        rows: found.entries.iter().map(|entry| row(t, entry)).collect(),
        next: found.next.map_or_else(String::new, |(at, id)| format!("{at}.{id}")),
        looked_at: i64::try_from(found.looked_at).unwrap_or(i64::MAX),
        faulty: checked.len() > 1,
        checked,
        errors: errors.clone(),
    };
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    reply::page(app, lang, status, &view)
}

/// An event in words: `report.received` is said by the text `did-report-received`.
fn what(t: &Text, kind: &str) -> String {
    let id = format!("did-{}", kind.replace(['.', '_'], "-"));
    if t.has(&id) { t.t(&id) } else { kind.to_owned() }
}

fn row(t: &Text, entry: &Entry) -> Row {
    Row {
        when: when::minute(entry.at),
        what: what(t, &entry.kind),
        who: match entry.member {
            Some(member) if entry.name.is_empty() => member.to_string(),
            Some(_) => entry.name.clone(),
            None => String::new(),
        },
        subject: if entry.subject.is_nil() { String::new() } else { entry.subject.to_string() },
        sound: entry.sound,
    }
}

/// What was asked; what cannot be read is named and left out.
fn query(t: &Text, fields: &Fields) -> (Query, Vec<(String, String)>) {
    let mut errors = Vec::new();
    let mut day = |name: &str, after: i64| {
        let typed = fields.get(name).trim();
        let day = Day::parse(typed).map(|day| Timestamp(day.unix_ms()).plus(after));
        if day.is_none() && !typed.is_empty() {
            errors.push((name.to_owned(), t.t("audit-error-day")));
        }
        day
    };
    let (from, to) = (day("from", 0), day("to", DAY));
    let subject = fields.get("subject").trim();
    let id = Uuid::parse_str(subject).ok();
    if id.is_none() && !subject.is_empty() {
        errors.push(("subject".to_owned(), t.t("audit-error-subject")));
    }
    let before =
        fields.get("before").split_once('.').and_then(|(at, id)| Some((at.parse().ok()?, Uuid::parse_str(id).ok()?)));
    let kind = Event::ALL.iter().map(|event| event.word()).find(|word| *word == fields.get("kind"));
    let member = Uuid::parse_str(fields.get("member")).ok().map(MemberId);
    (Query { from, to, kind: kind.unwrap_or_default().to_owned(), subject: id, member, before }, errors)
}

fn failed(app: &Inner, lang: Lang, error: &ServiceError) -> Response {
    tracing::error!("The audit could not be read: {error}");
    notice(app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
}
