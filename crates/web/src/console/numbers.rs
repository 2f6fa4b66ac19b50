//! The numbers that visitors see, and those they do not, with the reason in words.

use askama::Template;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::helplines::{Kind, Reason};
use vigie_lang::{Day, Lang, Text};
use vigie_model::member::MemberRole;
use vigie_service::login::Signed;
use vigie_service::numbers::{self, Line};

use super::view::{Desk, notice};
use crate::app::{App, Inner};
use crate::fields::PageLang;
use crate::page::Page;
use crate::reply;

/// Days ahead in which a number that ends should be checked again.
const SOON: u16 = 60;
/// What the list can be narrowed to; the first is the whole of it.
const SHOW: [&str; 5] = ["every", "shown", "hidden", "soon", "look"];

/// A number as the templates read it.
pub struct Row {
    /// Where it leads.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub kind: String,
    /// Number, or how to write to it.
    pub contact: String,
    /// `A`, `B` or `C`.
    pub grade: String,
    /// How many pages are named as sources.
    pub sources: usize,
    /// Day of the last check; empty for never.
    pub checked: String,
    /// Why it is hidden, or until when it is shown.
    pub states: Vec<String>,
    /// True when visitors see it.
    pub shown: bool,
    /// True when it ends soon.
    pub soon: bool,
    /// How often visitors said in a week that it did not work.
    pub week: i64,
    /// True when that asks for a look.
    pub look: bool,
}

/// The numbers of a country.
pub struct Group {
    /// Its name.
    pub country: String,
    /// Its numbers.
    pub rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "console/numbers.html")]
struct Numbers<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    may: bool,
    show: &'static str,
    tabs: Vec<(&'static str, String, usize)>,
    country: String,
    countries: Vec<(String, String)>,
    groups: Vec<Group>,
    presses: Vec<(String, i64)>,
}

/// True when the member may check, take away and add numbers.
pub fn may(signed: &Signed) -> bool {
    signed.roles.any(&[MemberRole::Administrator, MemberRole::Reviewer])
}

/// `GET /console/numbers?show=…&c=FR`
pub async fn get(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    PageLang(lang): PageLang,
    RawQuery(query): RawQuery,
) -> Response {
    let query = query.unwrap_or_default();
    let asked = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let show = SHOW.into_iter().find(|show| asked("show") == Some(*show)).unwrap_or(SHOW[0]);
    let country = asked("c").unwrap_or_default().to_ascii_uppercase();
    let lines = match numbers::lines(&app.ctx).await {
        Ok(lines) => lines,
        Err(error) => {
            tracing::error!("The numbers could not be read: {error}");
            return notice(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk");
        }
    };
    let (t, today) = (app.text(lang), numbers::today(&app.ctx));
    let there: Vec<&Line> = lines.iter().filter(|line| country.is_empty() || line.row.country == country).collect();
    let count = |show: &str| there.iter().filter(|line| fits(line, show, today)).count();
    let tabs = SHOW.map(|show| (show, t.t(&format!("numbers-show-{show}")), count(show))).to_vec();
    let view = Numbers {
        t,
        page: Page::desk(&app, lang, "/console/numbers"),
        desk: Desk::of(&app, &signed, lang).await,
        may: may(&signed),
        show,
        tabs,
        countries: countries(&app, lang, &lines),
        groups: groups(&app, lang, there.into_iter().filter(|line| fits(line, show, today))),
        presses: invented(&app, lang, &lines).await,
        country,
    };
    reply::ok(&app, lang, &view)
}

fn fits(line: &Line, show: &str, today: Day) -> bool {
    match show {
        "shown" => line.shown(),
        "hidden" => !line.shown(),
        "soon" => line.ends_within(today, SOON),
        "look" => line.asks_for_a_look(),
        _ => true,
    }
}

/// Every country with a number: code and name, sorted as a reader looks for it.
fn countries(app: &Inner, lang: Lang, lines: &[Line]) -> Vec<(String, String)> {
    let has = |code: &str| lines.iter().any(|line| line.row.country == code);
    let known = app.countries.sorted(lang).iter().filter(|one| has(&one.code));
    let known = known.map(|one| (one.code.clone(), one.name.clone()));
    let others = ["EU", "ZZ"].map(|code| (code.to_owned(), name(app, lang, code)));
    known.chain(others).collect()
}

/// The name of a country, or of the networks that are of none.
pub fn name(app: &Inner, lang: Lang, code: &str) -> String {
    match code {
        "EU" => app.text(lang).t("numbers-europe"),
        "ZZ" => app.text(lang).t("numbers-networks"),
        code => app.countries.name(lang, code).unwrap_or(code).to_owned(),
    }
}

fn groups<'a>(app: &Inner, lang: Lang, lines: impl Iterator<Item = &'a Line>) -> Vec<Group> {
    let mut groups: Vec<(String, Group)> = Vec::new();
    for line in lines {
        let row = row(app, lang, line);
        if let Some(group) = groups.iter_mut().find(|group| group.0 == line.row.country) {
            group.1.rows.push(row);
        } else {
            let country = name(app, lang, &line.row.country);
            groups.push((line.row.country.clone(), Group { country, rows: vec![row] }));
        }
    }
    groups.into_iter().map(|group| group.1).collect()
}

/// Presses on invented doors: a demonstration shows its visitors no other ones.
async fn invented(app: &Inner, lang: Lang, lines: &[Line]) -> Vec<(String, i64)> {
    if !app.ctx.settings.demo || lines.is_empty() {
        return Vec::new();
    }
    let counts = numbers::presses(&app.ctx).await.unwrap_or_default();
    let doors = app.ctx.helplines.demo("FR").iter().zip(1..);
    let count = |place| counts.get(&numbers::demo_id(place)).map_or(0, |counts| counts.0);
    doors.map(|(door, place)| (app.text(lang).t(door.name_id), count(place))).collect()
}

/// A number in words.
pub fn row(app: &Inner, lang: Lang, line: &Line) -> Row {
    let t = app.text(lang);
    let row = &line.row;
    let ways = [&row.phone, &row.text, &row.chat, &row.url];
    Row {
        href: format!("/console/numbers/{}?l={}", row.id, lang.code()),
        name: row.name.clone(),
        kind: t.t(kind(row.kind)),
        contact: ways.into_iter().find(|way| !way.is_empty()).cloned().unwrap_or_default(),
        grade: row.grade.word().to_owned(),
        sources: row.sources.len(),
        checked: row.checked.map(|day| day.to_string()).unwrap_or_default(),
        states: states(t, line),
        shown: line.shown(),
        soon: line.ends_within(numbers::today(&app.ctx), SOON),
        week: line.week,
        look: line.asks_for_a_look(),
    }
}

/// The text of a kind.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Crisis => "numbers-kind-crisis",
        Kind::ChildHelpline => "numbers-kind-child",
        Kind::Police => "numbers-kind-police",
        Kind::HotlineReport => "numbers-kind-hotline",
        Kind::Takedown => "numbers-kind-takedown",
        Kind::OffenderPrevention => "numbers-kind-prevention",
    }
}

/// Until when it is shown, or every reason why it is not.
pub fn states(t: &Text, line: &Line) -> Vec<String> {
    if let Some(until) = line.until.filter(|_| line.shown()) {
        return vec![t.s("numbers-shown-until", "day", &until.to_string())];
    }
    line.reasons.iter().map(|reason| why(t, *reason)).collect()
}

fn why(t: &Text, reason: Reason) -> String {
    let on = |id: &str, day: Day| t.s(id, "day", &day.to_string());
    match reason {
        Reason::NeverForChildren => t.t("numbers-why-prevention"),
        Reason::NoContact => t.t("numbers-why-contact"),
        Reason::Withdrawn { on: day } => on("numbers-why-withdrawn", day),
        Reason::TooFewSources { have } => t.n("numbers-why-sources", "have", i64::try_from(have).unwrap_or(0)),
        Reason::NoOwnSource => t.t("numbers-why-own"),
        Reason::NeverChecked => t.t("numbers-why-never"),
        Reason::SecondPerson => t.t("numbers-why-second"),
        Reason::CheckTooOld { on: day } => on("numbers-why-old", day),
        Reason::CheckInFuture { on: day } => on("numbers-why-future", day),
        Reason::NoExpiry => t.t("numbers-why-expiry"),
        Reason::Expired { on: day } => on("numbers-why-expired", day),
    }
}
