//! What every console page has, and messages.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::member::{MemberRole, Roles};
use vigie_service::casework::{self, tasks};
use vigie_service::login::Signed;
use vigie_service::{alarms, exposure, pictures, queue, second};

use crate::app::Inner;
use crate::fields::Asked;
use crate::page::Page;
use crate::reply;

/// Sightings that wait are counted to here on every page.
const SIGHTINGS: i64 = 99;

/// The common part of the console's pages, as its layout reads it.
#[expect(clippy::struct_excessive_bools, reason = "what a template may show, not a state")]
pub struct Desk {
    /// Who is signed in; empty for nobody.
    pub member: String,
    /// Name of the desk; empty for none.
    pub name: String,
    /// False: the texts of this language are not signed by a native reviewer.
    pub reviewed: bool,
    /// True when the node takes reports.
    pub open: bool,
    /// The signs of the keyboard's commands, in order; empty: none.
    pub keys: String,
    /// True when a break would be good.
    pub rest: bool,
    /// What the member may do: which doors the bar has.
    pub roles: Roles,
    /// What is wrong with the node, in words: on every page, until it is mended.
    pub troubles: Vec<String>,
    /// True for who reads cases.
    pub reads: bool,
    /// True for a counsellor.
    pub acts: bool,
    /// The link to the member's own tasks, with their number.
    pub tasks: String,
    /// How many alarms nobody has acknowledged.
    pub alarms: i64,
    /// How many decisions wait for this member as the second person.
    pub decisions: usize,
    /// How many sightings wait, in words; empty: none, or none for this member.
    pub sightings: String,
}

impl Desk {
    /// For a page that anybody of the staff sees.
    pub fn nobody(app: &Inner) -> Self {
        Self {
            member: String::new(),
            name: String::new(),
            reviewed: true,
            open: app.ctx.open(),
            keys: String::new(),
            rest: false,
            roles: Roles::default(),
            troubles: Vec::new(),
            reads: false,
            acts: false,
            tasks: String::new(),
            alarms: 0,
            decisions: 0,
            sightings: String::new(),
        }
    }

    /// For a page of a signed-in member.
    pub async fn of(app: &Inner, signed: &Signed, lang: Lang) -> Self {
        let member = casework::own_name(&app.ctx, signed).await.unwrap_or_default();
        let member = if member.is_empty() { app.text(lang).t("desk-you") } else { member };
        let keys = queue::keys(&app.ctx, signed.member).await.unwrap_or_default();
        let seen = exposure::today(&app.ctx, signed).await.unwrap_or_default();
        // A page is not refused because a count could not be read: the pages of both say what is wrong.
        let alarms = alarms::waiting(&app.ctx).await.unwrap_or_default();
        let decisions = second::waiting(&app.ctx, signed).await.unwrap_or_default();
        let sightings = pictures::waiting_count(&app.ctx, signed, SIGHTINGS + 1).await.unwrap_or_default();
        let t = app.text(lang);
        let administrator = signed.roles.has(MemberRole::Administrator);
        let told = app.ctx.standing.troubles().into_iter().filter(|one| administrator || !one.of_the_house());
        let troubles = told.map(|one| t.t(one.text_id())).collect();
        let reads = signed.roles.reads_cases();
        let tasks = if reads { tasks::count(&app.ctx, signed).await.unwrap_or_default() } else { 0 };
        Self {
            member,
            name: String::new(),
            reviewed: t.reviewed(),
            open: app.ctx.open(),
            keys,
            rest: seen.wants_break() || seen.enough_today(),
            roles: signed.roles,
            troubles,
            alarms,
            decisions,
            sightings: match sightings {
                0 => String::new(),
                some if some > SIGHTINGS => format!("{SIGHTINGS}+"),
                some => some.to_string(),
            },
            reads,
            acts: signed.roles.has(MemberRole::Counsellor),
            tasks: t.n("desk-tasks", "count", tasks),
        }
    }
}

#[derive(Template)]
#[template(path = "console/notice.html")]
struct NoticePage<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    title: String,
    texts: Vec<String>,
    kept: &'a str,
    href: String,
    label: String,
}

/// A message with a way back to the queue. `id` names both texts: `id-title` and `id`.
pub fn notice(app: &Inner, lang: Lang, status: StatusCode, id: &str) -> Response {
    kept(app, lang, status, id, "")
}

/// The same with what was being written, so that it can be copied: nothing typed is lost with a step that failed.
pub fn kept(app: &Inner, lang: Lang, status: StatusCode, id: &str, written: &str) -> Response {
    let t = app.text(lang);
    let (title, text) = (t.t(&format!("{id}-title")), t.t(id));
    if id != "error-signed-out" {
        return message(app, lang, status, (title, text), written);
    }
    // Whoever signs in leaves this page: what was written is copied first.
    let text = if written.is_empty() { text } else { t.t("error-signed-out-copy") };
    sign_in(app, lang, status, (title, text), written)
}

/// A message that leads to the log-in.
pub fn sign_in(app: &Inner, lang: Lang, status: StatusCode, said: (String, String), kept: &str) -> Response {
    let to = (format!("/console/login?l={}", lang.code()), app.text(lang).t("login-button"));
    leading(app, lang, status, (said, to), kept)
}

/// A message with a title and a text of its own.
pub fn message(app: &Inner, lang: Lang, status: StatusCode, said: (String, String), kept: &str) -> Response {
    let to = (format!("/console?l={}", lang.code()), app.text(lang).t("desk-break-back"));
    leading(app, lang, status, (said, to), kept)
}

fn leading(
    app: &Inner,
    lang: Lang,
    status: StatusCode,
    ((title, text), (href, label)): ((String, String), (String, String)),
    kept: &str,
) -> Response {
    let t = app.text(lang);
    let view = NoticePage {
        t,
        page: Page::desk(app, lang, "/console"),
        desk: Desk::nobody(app),
        title,
        texts: vec![text],
        kept,
        href,
        label,
    };
    reply::page(app, lang, status, &view)
}

/// What a page says after a step: the text that `said` in its address names, when the page has such a one; `""` else.
pub fn said(t: &Text, asked: &Asked, known: &[&str]) -> String {
    known.iter().find(|id| asked.get("said") == **id).map_or_else(String::new, |id| t.t(id))
}

/// The last characters of an identifier: enough to speak about a case, nothing that says more.
pub fn number(id: &impl std::fmt::Display) -> String {
    let text = id.to_string();
    text[text.len().saturating_sub(4)..].to_uppercase()
}
