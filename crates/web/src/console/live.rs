//! What is new in the queue: told by server-sent events as identifiers alone, or counted in a small frame without script.

use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use futures_util::stream::{self, Stream};
use vigie_lang::{Lang, Text};
use vigie_service::login::{self, Signed};
use vigie_service::queue::{self, Change, Count};

use crate::access::COOKIE;
use crate::app::App;
use crate::fields::PageLang;
use crate::page::Page;
use crate::reply;

/// How often the database is asked for news.
const POLL: Duration = Duration::from_secs(1);
/// After so many looks it is checked again that whoever listens is still signed in.
const RECHECK: u32 = 10;

struct Listening {
    app: App,
    cookie: String,
    signed: Signed,
    seq: i64,
    looks: u32,
    waiting: Vec<Change>,
    over: bool,
}

/// `GET /console/live?since=…`: identifiers of cases to which something happened. The browser comes back with the last
/// number it saw, so nothing is missed between two connections.
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    jar: CookieJar,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Response {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let seq = match last.or_else(|| since(query.as_deref())) {
        Some(seq) => seq,
        None => queue::head(&app.ctx).await.unwrap_or(0),
    };
    let cookie = jar.get(COOKIE).map(|cookie| cookie.value().to_owned()).unwrap_or_default();
    let listening = Listening { app, cookie, signed, seq, looks: 0, waiting: Vec::new(), over: false };
    let stream = Sse::new(events(listening)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)));
    ([(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))], stream).into_response()
}

fn since(query: Option<&str>) -> Option<i64> {
    query?.split('&').find_map(|pair| pair.strip_prefix("since=")?.parse().ok())
}

fn events(listening: Listening) -> impl Stream<Item = Result<Event, Infallible>> {
    stream::unfold(listening, |mut state| async move {
        let event = next(&mut state).await?;
        Some((Ok(event), state))
    })
}

/// The next event; `None` ends the stream: the session is over, or the program stops.
async fn next(state: &mut Listening) -> Option<Event> {
    let mut stopping = state.app.stopping.subscribe();
    loop {
        if state.over || *stopping.borrow_and_update() {
            return None;
        }
        if !state.waiting.is_empty() {
            let change = state.waiting.remove(0);
            let kind = if change.new { "new" } else { "changed" };
            return Some(Event::default().id(change.seq.to_string()).event(kind).data(change.case.to_string()));
        }
        tokio::select! {
            _ = stopping.changed() => continue,
            () = tokio::time::sleep(POLL) => {}
        }
        state.looks += 1;
        if state.looks.is_multiple_of(RECHECK) {
            let Ok(Some(signed)) = login::still_signed(&state.app.ctx, &state.cookie).await else {
                // Whoever no longer may look hears nothing more.
                state.over = true;
                return Some(Event::default().event("ended").data("ended"));
            };
            state.signed = signed;
        }
        if let Ok(changes) = queue::changes(&state.app.ctx, &state.signed, state.seq).await {
            state.seq = changes.last().map_or(state.seq, |change| change.seq);
            state.waiting = changes;
        }
    }
}

#[derive(Template)]
#[template(path = "console/new.html")]
struct New<'a> {
    t: &'a Text,
    page: Page,
    again: String,
    href: String,
    label: String,
}

/// `GET /console/new?since=…&show=…`: the frame that says how many reports have come, and asks again by itself.
pub async fn new(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    RawQuery(query): RawQuery,
) -> Response {
    let Some(seq) = since(query.as_deref()) else { return StatusCode::NOT_FOUND.into_response() };
    let count = queue::arrived(&app.ctx, &signed, seq).await.unwrap_or_default();
    let t = app.text(lang);
    let label = if count == Count::default() { String::new() } else { super::queue::count(t, "queue-new", count) };
    let view = New {
        t,
        page: Page::desk(&app, lang, "/console"),
        again: again(lang, seq),
        href: format!("/console?l={}", lang.code()),
        label,
    };
    let mut response = reply::ok(&app, lang, &view);
    // The one page that may stand in a frame: in one of our own.
    let policy = reply::framed_policy();
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response.headers_mut().insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    response
}

fn again(lang: Lang, seq: i64) -> String {
    format!("/console/new?l={}&since={seq}", lang.code())
}
