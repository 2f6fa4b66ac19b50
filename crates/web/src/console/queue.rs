//! The queue: the most urgent first, with the reason in words; filters, claiming from the list.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use vigie_lang::{Lang, Text};
use vigie_model::case::Step;
use vigie_model::id::CaseId;
use vigie_model::lane::Lane;
use vigie_service::casework;
use vigie_service::login::Signed;
use vigie_service::queue::{self, Count, Filter, Line, Shown, parse_place, place_text};

use super::view::{Desk, notice, number};
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::{reply, when};

/// A line as the templates read it.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// The case's identifier.
    pub id: String,
    /// Its version, to claim it under.
    pub version: i64,
    /// How people speak of the case.
    pub number: String,
    /// 0 to 4.
    pub lane: u8,
    /// Name of the lane.
    pub lane_name: String,
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
    /// `claim`, `release` or nothing: what can be done with it from the list.
    pub verb: &'static str,
    /// Where it stands.
    pub status: String,
    /// True for the case that is open beside it.
    pub current: bool,
}

/// A way of showing the queue.
struct Tab {
    href: String,
    label: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "console/queue.html")]
struct Queue<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    rows: Vec<Row>,
    waiting: String,
    danger: String,
    unclaimed: String,
    shows: Vec<Tab>,
    lanes: Vec<Tab>,
    here: String,
    reload: String,
    next: String,
    first: bool,
    time: String,
    seq: i64,
    counsellor: bool,
    filtered: bool,
    said: String,
}

/// What an address asks of the queue.
struct Asked {
    show: Shown,
    lane: Option<Lane>,
    after: String,
}

impl Asked {
    fn read(query: &str) -> Self {
        let get = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        Self {
            show: get("show").and_then(Shown::parse).unwrap_or(Shown::Waiting),
            lane: get("lane")
                .and_then(|lane| lane.parse().ok())
                .and_then(|lane: i64| Lane::ALL.into_iter().find(|one| one.number() == lane)),
            after: get("after").unwrap_or_default().to_owned(),
        }
    }
}

/// The address of a view of the queue.
fn address(said: Lang, show: Shown, lane: Option<Lane>) -> String {
    let only = lane.map_or_else(String::new, |lane| format!("&lane={}", lane.number()));
    format!("/console?l={}&show={}{only}", said.code(), show.word())
}

/// `GET /console?show=…&lane=0&after=…`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    RawQuery(query): RawQuery,
) -> Response {
    if !signed.roles.reads_cases() {
        return Redirect::to(&format!("/console/node?l={}", lang.code())).into_response();
    }
    let query = query.unwrap_or_default();
    let asked = Asked::read(&query);
    let filter = Filter { show: asked.show, lane: asked.lane, after: parse_place(&asked.after) };
    let page = match queue::page(&app.ctx, &signed, filter).await {
        Ok(page) => page,
        Err(error) => {
            tracing::error!("The queue could not be read: {error}");
            return notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let t = app.text(lang);
    let here = address(lang, asked.show, asked.lane);
    let said = SAID.into_iter().find(|said| query.ends_with(&format!("said={said}")));
    let view = Queue {
        t,
        page: Page::desk(&app, lang, "/console"),
        desk: Desk::of(&app, &signed, lang).await,
        rows: page.lines.iter().map(|line| row(&app, lang, &signed, line, None)).collect(),
        waiting: count(t, "queue-waiting", page.waiting),
        danger: if page.danger == Count::default() { String::new() } else { count(t, "queue-danger", page.danger) },
        unclaimed: count(t, "queue-unclaimed", page.unclaimed),
        shows: shows(t, &asked, lang),
        lanes: lanes(t, &asked, lang),
        reload: here.clone(),
        next: page
            .lines
            .last()
            .filter(|_| page.more)
            .map_or_else(String::new, |line| format!("{here}&after={}", place_text(line.place))),
        here,
        first: asked.after.is_empty(),
        time: when::minute(app.ctx.clock.now()),
        seq: page.seq,
        counsellor: signed.roles.has(vigie_model::member::MemberRole::Counsellor),
        filtered: asked.show != Shown::Waiting || asked.lane.is_some() || !asked.after.is_empty(),
        said: said.map_or_else(String::new, |said| t.t(said)),
    };
    reply::ok(&app, lang, &view)
}

/// What the list may say after a step, as named in its address.
const SAID: [&str; 3] = ["case-claimed", "case-released", "queue-faster"];

/// `POST /console/queue/{verb}`: claims or releases a case from the list.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    Path(verb): Path<String>,
    fields: Fields,
) -> Response {
    let lang = fields.lang;
    let Some(case) = CaseId::parse(fields.get("case")) else {
        return notice(&app, lang, StatusCode::NOT_FOUND, "error-case");
    };
    let (step, said) = match verb.as_str() {
        "claim" => (Step::Claim(signed.member), "case-claimed"),
        "release" => (Step::Release(signed.member), "case-released"),
        _ => return notice(&app, lang, StatusCode::NOT_FOUND, "error-case"),
    };
    let version = fields.get("version").parse().unwrap_or(0);
    let asked = Asked::read(fields.get("here").split_once('?').map_or("", |(_, query)| query));
    let back = |said: &str| {
        let to = address(lang, asked.show, asked.lane);
        Redirect::to(&format!("{to}&said={said}")).into_response()
    };
    match casework::step(&app.ctx, &signed, case, version, step).await {
        Ok(_) => back(said),
        // Somebody was faster, or the rules say no: the list, read anew, shows how it stands.
        Err(error) if error.is_conflict() => back("queue-faster"),
        Err(vigie_service::ServiceError::Refused(_)) => back("queue-faster"),
        Err(vigie_service::ServiceError::NotFound) => notice(&app, lang, StatusCode::NOT_FOUND, "error-case"),
        Err(error) => {
            tracing::error!("A case could not be claimed or released: {error}");
            notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk")
        }
    }
}

/// A count in words; beyond a thousand it says so.
pub fn count(t: &Text, id: &str, count: Count) -> String {
    if count.beyond() { t.n(&format!("{id}-many"), "count", count.told()) } else { t.n(id, "count", count.told()) }
}

fn shows(t: &Text, asked: &Asked, lang: Lang) -> Vec<Tab> {
    let tab = |show: Shown| Tab {
        href: address(lang, show, asked.lane),
        label: t.t(&format!("queue-show-{}", show.word())),
        current: show == asked.show,
    };
    Shown::ALL.map(tab).into_iter().collect()
}

fn lanes(t: &Text, asked: &Asked, lang: Lang) -> Vec<Tab> {
    let tab = |lane: Option<Lane>| Tab {
        href: address(lang, asked.show, lane),
        label: lane.map_or_else(|| t.t("queue-lane-all"), |lane| t.t(&format!("lane-{}", lane.number()))),
        current: lane == asked.lane,
    };
    std::iter::once(None).chain(Lane::ALL.map(Some)).map(tab).collect()
}

/// A line of the queue in words.
pub fn row(app: &Inner, lang: Lang, signed: &Signed, line: &Line, current: Option<CaseId>) -> Row {
    let t = app.text(lang);
    let mine = line.claimed_by.as_ref().is_some_and(|(member, _)| *member == signed.member);
    let claimed = match &line.claimed_by {
        Some(_) if mine => t.t("desk-you"),
        Some((_, name)) => name.clone(),
        None => t.t("desk-nobody"),
    };
    let erasing = line.thread.starts_with("erasing");
    let closed = line.state == vigie_model::case::CaseState::Closed;
    Row {
        href: format!("/console/case/{}?l={}", line.case, lang.code()),
        id: line.case.to_string(),
        version: line.version,
        number: number(&line.case),
        lane: u8::try_from(line.lane.number()).unwrap_or(4),
        lane_name: t.t(&format!("lane-{}", line.lane.number())),
        reason: t.t(queue::reason(&line.summary.reasons, line.lane, false)),
        age: t.t(&format!("age-{}", line.summary.age.map_or("skip", vigie_model::report::AgeBand::word))),
        who: t.t(&format!("who-{}", line.summary.who.map_or("skip", vigie_model::report::Who::word))),
        language: language(&line.summary.lang),
        waiting: if super::case::waits(line.state) {
            when::waiting(t, app.ctx.clock.now().since(line.received))
        } else {
            "–".to_owned()
        },
        claimed,
        verb: match &line.claimed_by {
            _ if erasing || closed => "",
            None => "claim",
            Some(_) if mine => "release",
            Some(_) => "",
        },
        status: if erasing { t.t("status-erasing") } else { t.t(&format!("status-{}", line.state.word())) },
        current: current == Some(line.case),
    }
}

/// A language by its own name.
pub fn language(code: &str) -> String {
    Lang::parse(code).map_or_else(|| code.to_owned(), |lang| lang.own_name().to_owned())
}

#[cfg(test)]
mod tests {
    use vigie_lang::Texts;

    use super::*;

    #[test]
    fn a_count_is_told_to_a_thousand_and_then_as_more_in_every_language() {
        let texts = Texts::load().expect("the texts can be read");
        for lang in Lang::ALL {
            let t = texts.get(lang);
            for id in ["queue-waiting", "queue-danger", "queue-unclaimed", "queue-new"] {
                let said = |counted: i64| count(t, id, Count::of(counted));
                assert_eq!(said(1_000), t.n(id, "count", 1_000), "{id} in {}", lang.code());
                assert_eq!(said(1_001), t.n(&format!("{id}-many"), "count", 1_000), "{id} in {}", lang.code());
                assert_ne!(said(1_001), said(1_000), "{id} in {}", lang.code());
                assert_eq!(said(5_000), said(1_001), "{id} in {}", lang.code());
            }
        }
    }
}
