//! The queue: the most urgent first, with the reason in words.

use askama::Template;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::case::CaseState;
use vigie_model::id::CaseId;
use vigie_model::lane::Lane;
use vigie_service::casework::{self, Line, QUEUE_PAGE};
use vigie_service::login::Signed;

use super::view::{Desk, notice, number};
use crate::app::{App, Inner};
use crate::fields::PageLang;
use crate::page::Page;
use crate::{reply, when};

/// A line as the templates read it.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// How people speak of the case.
    pub number: String,
    /// 0 to 4.
    pub lane: u8,
    /// Why it waits where it waits.
    pub reason: String,
    /// Age band.
    pub age: String,
    /// Who writes.
    pub who: String,
    /// Language, by its own name.
    pub language: String,
    /// How long it has waited.
    pub waiting: String,
    /// Who has claimed it.
    pub claimed: String,
    /// Where it stands.
    pub status: String,
    /// True for the case that is open beside it.
    pub current: bool,
}

#[derive(Template)]
#[template(path = "console/queue.html")]
struct Queue<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    rows: Vec<Row>,
    waiting: i64,
    danger: i64,
    unclaimed: i64,
    show: &'static str,
    next: String,
    first: bool,
    time: String,
}

/// `GET /console?show=waiting|mine|all&from=0`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let asked = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let show = ["waiting", "mine", "all"].into_iter().find(|show| asked("show") == Some(*show)).unwrap_or("all");
    let from: i64 = asked("from").and_then(|from| from.parse().ok()).filter(|from| *from > 0).unwrap_or(0);
    let page = match casework::queue_page(&app.ctx, &signed, from).await {
        Ok(page) => page,
        Err(error) => {
            tracing::error!("The queue could not be read: {error}");
            return notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let next = format!("/console?l={}&show={show}&from={}", lang.code(), from.saturating_add(QUEUE_PAGE));
    let shown = |line: &&Line| match show {
        "mine" => line.claimed_by.as_ref().is_some_and(|(member, _)| *member == signed.member),
        "waiting" => line.state != CaseState::Answered,
        _ => true,
    };
    let view = Queue {
        t: app.text(lang),
        page: Page::desk(&app, lang, "/console"),
        desk: Desk::of(&app, &signed, lang).await,
        rows: page.lines.iter().filter(shown).map(|line| row(&app, lang, &signed, line, None)).collect(),
        waiting: page.waiting,
        danger: page.danger,
        unclaimed: page.unclaimed,
        show,
        next: if page.more { next } else { String::new() },
        first: from == 0,
        time: when::minute(app.ctx.clock.now()),
    };
    reply::ok(&app, lang, &view)
}

/// A line of the queue in words.
pub fn row(app: &Inner, lang: Lang, signed: &Signed, line: &Line, current: Option<CaseId>) -> Row {
    let t = app.text(lang);
    let claimed = match &line.claimed_by {
        Some((member, _)) if *member == signed.member => t.t("desk-you"),
        Some((_, name)) => name.clone(),
        None => t.t("desk-nobody"),
    };
    let status = if line.thread.starts_with("erasing") {
        t.t("status-erasing")
    } else {
        t.t(&format!("status-{}", line.state.word()))
    };
    Row {
        href: format!("/console/case/{}?l={}", line.case, lang.code()),
        number: number(&line.case),
        lane: u8::try_from(line.lane.number()).unwrap_or(4),
        reason: t.t(reason(line)),
        age: t.t(&format!("age-{}", line.summary.age.map_or("skip", vigie_model::report::AgeBand::word))),
        who: t.t(&format!("who-{}", line.summary.who.map_or("skip", vigie_model::report::Who::word))),
        language: language(&line.summary.lang),
        waiting: when::waiting(t, app.ctx.clock.now().since(line.received)),
        claimed,
        status,
        current: current == Some(line.case),
    }
}

/// The text that says why a line waits where it waits. A later message may have moved the case up since its summary
/// was sealed: then the lane itself says why.
fn reason(line: &Line) -> &'static str {
    match line.summary.reasons.first() {
        Some(first) if first.lane() <= line.lane => first.text_id(),
        _ if line.lane == Lane::Danger => "reason-selfharm-words",
        _ => "reason-deadline-today",
    }
}

/// A language by its own name.
pub fn language(code: &str) -> String {
    Lang::parse(code).map_or_else(|| code.to_owned(), |lang| lang.own_name().to_owned())
}
