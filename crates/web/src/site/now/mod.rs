//! `/now`: what to do now. Two questions with links as answers, then one action a screen, or all of a branch on one page
//! to print. Nothing is typed and nothing is stored; which screens there are stands in [`steps`].

pub mod steps;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use vigie_lang::{Lang, Text};

use self::steps::{ASKS, Aid, Answer, Ask, Branch, Screen};
use crate::app::{App, AppError, Inner};
use crate::fields::PageLang;
use crate::page::Page;
use crate::prerender::Fixed;
use crate::reply;
use crate::variant::{PREFIX, Variant};

/// Most paragraphs of a screen, so that it stays one screen.
const LINES: usize = 3;

/// A link with its text.
struct Door {
    to: String,
    text: String,
}

#[derive(Template)]
#[template(path = "site/now_ask.html")]
struct Question<'a> {
    t: &'a Text,
    page: Page,
    title: String,
    first: bool,
    groups: Vec<(String, Vec<Door>)>,
}

/// A service of somebody else, by its own name.
pub struct Service {
    /// Its name.
    pub name: &'static str,
    /// Where it is.
    pub url: String,
    /// For whom it is, in words of ours.
    pub about: String,
}

/// What a screen says.
struct Words {
    title: String,
    lines: Vec<String>,
    say: String,
    other: Option<(String, String)>,
    aid: Option<Door>,
    /// Help comes before the next step.
    urgent: bool,
    services: Vec<Service>,
}

#[derive(Template)]
#[template(path = "site/now_step.html")]
struct Step<'a> {
    t: &'a Text,
    page: Page,
    number: i64,
    count: i64,
    words: Words,
    next: Door,
    back: String,
    whole: String,
}

#[derive(Template)]
#[template(path = "site/now_whole.html")]
struct Whole<'a> {
    t: &'a Text,
    page: Page,
    title: String,
    steps: Vec<Words>,
    end: Door,
    begin: String,
}

#[derive(Template)]
#[template(path = "site/history.html")]
struct History<'a> {
    t: &'a Text,
    page: Page,
}

/// `GET /now`: who is it about?
pub async fn who(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Ask(0), lang, &headers)
}

/// `GET /now/me`: what happened?
pub async fn what(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::Ask(1), lang, &headers)
}

/// `GET /now/history`: how to take the visit out of the browser's history.
pub async fn past(State(app): State<App>, PageLang(lang): PageLang, headers: HeaderMap) -> Response {
    app.prerendered.reply(&app, Fixed::History, lang, &headers)
}

/// `GET /now/{branch}`: every step of a branch on one page.
pub async fn whole(
    State(app): State<App>,
    PageLang(lang): PageLang,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Response {
    match steps::branch(&key, Variant::now()) {
        Some(branch) => app.prerendered.reply(&app, Fixed::Whole(branch.key), lang, &headers),
        None => nothing(&app, lang),
    }
}

/// `GET /now/{branch}/{step}`: one step, from 1.
pub async fn step(
    State(app): State<App>,
    PageLang(lang): PageLang,
    Path((key, number)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let found = steps::branch(&key, Variant::now())
        .and_then(|branch| Some((branch, number.parse().ok().filter(|one| (1..=branch.screens.len()).contains(one))?)));
    match found {
        Some((branch, number)) => app.prerendered.reply(&app, Fixed::Step(branch.key, number), lang, &headers),
        None => nothing(&app, lang),
    }
}

fn nothing(app: &Inner, lang: Lang) -> Response {
    reply::error(app, lang, StatusCode::NOT_FOUND, "error-notfound-title", &["error-notfound-text"])
}

/// A question as a page.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn question(app: &Inner, lang: Lang, number: usize) -> Result<String, AppError> {
    let (t, ask): (_, &Ask) = (app.text(lang), &ASKS[number]);
    let groups = ask.groups.iter().filter_map(|(above, answers)| {
        let doors: Vec<Door> = answers.iter().filter_map(|answer| door(t, lang, answer)).collect();
        let above = if above.is_empty() { String::new() } else { t.t(above) };
        (!doors.is_empty()).then_some((above, doors))
    });
    let view = Question {
        t,
        page: Page::site(app, lang, ask.path),
        title: t.t(ask.title),
        first: number == 0,
        groups: groups.collect(),
    };
    Ok(view.render()?)
}

/// The link of an answer; `None` when it is not for this reader.
fn door(t: &Text, lang: Lang, answer: &Answer) -> Option<Door> {
    let l = lang.code();
    let (to, text) = match answer {
        Answer::Ask(path, text) => (format!("{path}?l={l}"), t.t(text)),
        Answer::Main(usual, near) => {
            let key = if Variant::now() == Variant::Near { near } else { usual };
            (format!("/now/{key}/1?l={l}"), t.t(&format!("now-go-{usual}")))
        }
        Answer::Branch(key) => {
            steps::branch(key, Variant::now())?;
            (format!("/now/{key}/1?l={l}"), t.t(&format!("now-go-{key}")))
        }
        Answer::Near(key) => (format!("{PREFIX}/now/{key}/1?l={l}"), t.t(&format!("now-go-{key}"))),
    };
    Some(Door { to, text })
}

/// One screen as a page. `number` counts from 1 and is one of the branch.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn screen(app: &Inner, lang: Lang, branch: &Branch, number: usize) -> Result<String, AppError> {
    let (t, l, key) = (app.text(lang), lang.code(), branch.key);
    let count = branch.screens.len();
    let next = if number < count {
        Door { to: format!("/now/{key}/{}?l={l}", number + 1), text: t.t("now-next-step") }
    } else {
        end(t, lang, branch)
    };
    let back = if number > 1 { format!("/now/{key}/{}?l={l}", number - 1) } else { format!("{}?l={l}", branch.from) };
    let view = Step {
        t,
        page: Page::site(app, lang, format!("/now/{key}/{number}")),
        number: i64::try_from(number).unwrap_or(0),
        count: i64::try_from(count).unwrap_or(0),
        words: words(app, t, &branch.screens[number - 1]),
        next,
        back,
        whole: format!("/now/{key}?l={l}"),
    };
    Ok(view.render()?)
}

fn end(t: &Text, lang: Lang, branch: &Branch) -> Door {
    let (to, text) = branch.end;
    Door { to: format!("{to}?l={}", lang.code()), text: t.t(text) }
}

/// A whole branch as a page.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn all(app: &Inner, lang: Lang, branch: &Branch) -> Result<String, AppError> {
    let t = app.text(lang);
    let view = Whole {
        t,
        page: Page::site(app, lang, format!("/now/{}", branch.key)),
        title: t.t(&format!("now-go-{}", branch.key)),
        steps: branch.screens.iter().map(|screen| Words { urgent: false, ..words(app, t, screen) }).collect(),
        end: end(t, lang, branch),
        begin: format!("/now/{}/1?l={}", branch.key, lang.code()),
    };
    Ok(view.render()?)
}

/// The page about the browser's history.
///
/// # Errors
/// [`AppError::Template`] when it does not render.
pub fn history(app: &Inner, lang: Lang) -> Result<String, AppError> {
    Ok(History { t: app.text(lang), page: Page::site(app, lang, "/now/history") }.render()?)
}

fn words(app: &Inner, t: &Text, screen: &Screen) -> Words {
    let id = format!("do-{}", screen.name);
    let part = |part: &str| Some(format!("{id}-{part}")).filter(|id| t.has(id)).map(|id| t.t(&id));
    let services = match screen.aid {
        Aid::Services(ids) => ids.iter().filter_map(|id| service(app, t, id)).collect(),
        _ => Vec::new(),
    };
    let link = |path: &str, text: &str| Some(Door { to: format!("{path}?l={}", t.lang().code()), text: t.t(text) });
    let aid = match screen.aid {
        Aid::Safe => link("/safe-now", "now-safe-link"),
        Aid::Talk => link("/talk", "now-talk-link"),
        Aid::Say => link("/say", "say-title"),
        Aid::Check => link("/safe", "safe-title"),
        Aid::Quiet => link("/now/history", "history-title"),
        // Whoever does not have the picture any more cannot make a fingerprint of it.
        Aid::Services(_) if screen.name != "gone" => link("/picture", "picture-now"),
        Aid::None | Aid::Services(_) => None,
    };
    Words {
        title: t.t(&id),
        lines: (1..=LINES).filter_map(|line| part(&line.to_string())).collect(),
        say: part("say").unwrap_or_default(),
        other: part("if").zip(part("then")),
        aid,
        urgent: screen.aid == Aid::Safe,
        services,
    }
}

/// A service by the id of its row: address from the row, its short name and what it does in words of ours.
pub fn service(app: &Inner, t: &Text, id: &str) -> Option<Service> {
    let name = match id {
        "zz-take-it-down" => "Take It Down",
        "zz-stopncii" => "StopNCII",
        "gb-report-remove" => "Report Remove",
        _ => return None,
    };
    let row = app.ctx.helplines.row(id)?;
    Some(Service { name, url: row.url.clone(), about: t.t(&format!("now-{id}")) })
}
