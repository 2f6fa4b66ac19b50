//! Doors to people: who is shown to a visitor of a country, by the release rule, or invented ones in a demonstration.

use vigie_lang::helplines::{Directory, Free, Helpline, Hours, Kind, Source, Span, State, local, tongues};
use vigie_lang::{Lang, Text};
use vigie_service::numbers;

use crate::app::Inner;
use crate::when;

/// A contact as the templates read it.
#[derive(Default)]
pub struct Door {
    /// Its id, for "this did not work"; empty on a page that must not be left.
    pub id: String,
    /// Code of the country it is shown for; `""` when none was asked.
    pub country: String,
    /// Language of the page.
    pub lang: &'static str,
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub about: String,
    /// Whether it is open, by its own hours; empty when nobody can tell.
    pub state: String,
    /// Opening hours in the reader's words; empty when a machine cannot read them.
    pub hours: Vec<String>,
    /// Opening hours as they were written; empty when they are said in words or not known.
    pub hours_given: String,
    /// True when times stand in the hours: they are those of its own place.
    pub local: bool,
    /// How to write to it, as it was written; empty when not known.
    pub write: String,
    /// Language of what is shown as it was written; empty when not known.
    pub given: &'static str,
    /// Languages spoken: code and own name.
    pub languages: Vec<(String, String)>,
    /// What a call costs; empty when not known.
    pub cost: String,
    /// The number as shown.
    pub phone: String,
    /// The number as dialled; empty when it is more than one plain number.
    pub tel: String,
    /// The number for texts, as shown and dialled.
    pub sms: String,
    /// Address of a chat.
    pub chat: String,
    /// Address of its website.
    pub web: String,
    /// When it was checked.
    pub checked: String,
    /// Sites that agree, with commas between; empty in a demonstration.
    pub sources: String,
}

/// A list of helplines made by others.
pub struct Network {
    /// Its name.
    pub name: String,
    /// What it lists.
    pub about: String,
    /// Its address.
    pub url: String,
}

/// The doors of a country today, for children: who can be written to before who can be called.
pub async fn for_country(app: &Inner, lang: Lang, country: &str) -> Vec<Door> {
    if app.ctx.settings.demo {
        return invented(app, lang, country);
    }
    let Some(table) = numbers::for_visitors(&app.ctx).await else { return Vec::new() };
    let shown = table.helplines.for_country(country, numbers::today(&app.ctx)).shown;
    shown.into_iter().map(|row| door(app, lang, row)).collect()
}

/// The same doors without "this did not work", for a page that its answer would lose: a receipt, or a telling.
pub fn bare(doors: Vec<Door>) -> Vec<Door> {
    doors.into_iter().map(|door| Door { id: String::new(), ..door }).collect()
}

/// What a visitor of 18 and over is shown besides: services for adults. Only for the page that asked.
pub async fn for_adults(app: &Inner, lang: Lang, country: &str) -> Vec<Door> {
    if app.ctx.settings.demo {
        return Vec::new();
    }
    let Some(table) = numbers::for_visitors(&app.ctx).await else { return Vec::new() };
    let shown = table.helplines.for_adults(country, numbers::today(&app.ctx));
    shown.into_iter().map(|row| door(app, lang, row)).collect()
}

fn door(app: &Inner, lang: Lang, row: &Helpline) -> Door {
    let t = app.text(lang);
    let opening = row.opening();
    let languages = row.languages.iter().map(|code| {
        let name = tongues::own_name(code).unwrap_or(code);
        (code.clone(), name.to_owned())
    });
    // Only over a closed connection: what is opened there says why.
    let page = |url: &str| if url.starts_with("https://") { url.to_owned() } else { String::new() };
    let chat = page(if row.chat.is_empty() && row.can_write() { &row.url } else { &row.chat });
    Door {
        id: row.id.clone(),
        country: row.country.clone(),
        lang: lang.code(),
        name: row.name.clone(),
        about: t.t(about(row)),
        state: state(app, t, row, opening.as_ref()),
        local: matches!(opening, Some(Hours::At(_))),
        hours: opening.as_ref().map_or_else(Vec::new, |hours| in_words(t, hours)),
        hours_given: if opening.is_none() { row.hours.clone() } else { String::new() },
        write: row.text.clone(),
        given: if row.id.starts_with("own-") { "" } else { "en" },
        languages: languages.collect(),
        cost: match row.free {
            Free::Yes => t.t("talk-free"),
            Free::No => t.t("doors-cost"),
            Free::Unknown => String::new(),
        },
        phone: row.phone.clone(),
        tel: row.dial().unwrap_or_default(),
        sms: row.sms().unwrap_or_default(),
        web: if chat == row.url { String::new() } else { page(&row.url) },
        chat,
        checked: row.checked.map(|day| when::named(t, &day.to_string())).unwrap_or_default(),
        sources: sites(&row.sources),
    }
}

/// The text that says what a contact is for.
fn about(row: &Helpline) -> &'static str {
    match row.kind {
        Kind::Crisis if row.missing_children => "doors-for-missing",
        Kind::Crisis => "doors-for-crisis",
        Kind::ChildHelpline => "doors-for-child",
        Kind::Police => "doors-for-police",
        Kind::HotlineReport => "doors-for-hotline",
        // Services for people who fear to offend are never shown.
        Kind::Takedown | Kind::OffenderPrevention => "doors-for-takedown",
    }
}

/// The sites of its sources, each once.
fn sites(sources: &[Source]) -> String {
    let mut sites: Vec<&str> = Vec::new();
    for site in sources.iter().map(Source::site) {
        if !sites.contains(&site) {
            sites.push(site);
        }
    }
    sites.join(", ")
}

/// Whether it is open, as far as its hours and the clock of its place say.
fn state(app: &Inner, t: &Text, row: &Helpline, opening: Option<&Hours>) -> String {
    let Some(hours) = opening else { return String::new() };
    if *hours == Hours::Always {
        return t.t("doors-open-always");
    }
    let Some(now) = local(&row.zone, app.ctx.clock.now().ms()) else { return String::new() };
    match hours.state(now) {
        State::Open => t.t("doors-open-now"),
        State::OpensAt { days: 0, minute, .. } => t.s("doors-opens-today", "time", &clock(minute)),
        State::OpensAt { days: 1, minute, .. } => t.s("doors-opens-tomorrow", "time", &clock(minute)),
        State::OpensAt { weekday, minute, .. } => {
            let (day, time) = (day(t, weekday), clock(minute));
            t.args("doors-opens-on", &[("day", day.as_str().into()), ("time", time.as_str().into())])
        }
    }
}

/// Hours as lines of the reader's language. "Day and night" is said by the state alone.
fn in_words(t: &Text, hours: &Hours) -> Vec<String> {
    let Hours::At(spans) = hours else { return Vec::new() };
    let line = |span: &Span| {
        let (days, from, to) = (days(t, *span), clock(span.from), clock(span.to));
        t.args(
            "doors-span",
            &[("days", days.as_str().into()), ("from", from.as_str().into()), ("to", to.as_str().into())],
        )
    };
    spans.iter().map(line).collect()
}

fn days(t: &Text, span: Span) -> String {
    match (span.first, span.last) {
        (0, 6) => t.t("doors-days-every"),
        (first, last) if first == last => day(t, first),
        (first, last) => {
            let (first, last) = (day(t, first), day(t, last));
            t.args("doors-days-range", &[("first", first.as_str().into()), ("last", last.as_str().into())])
        }
    }
}

fn day(t: &Text, weekday: u8) -> String {
    t.t(&format!("doors-day-{weekday}"))
}

/// `09:30`; midnight at the end of a day is `24:00`.
fn clock(minute: u16) -> String {
    let minute = if minute > 24 * 60 { minute - 24 * 60 } else { minute };
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Doors that nobody can take for real: the banner says so, and so does each name.
fn invented(app: &Inner, lang: Lang, country: &str) -> Vec<Door> {
    let t = app.text(lang);
    let text = |id: &str| if id.is_empty() { String::new() } else { t.t(id) };
    let doors = app.ctx.helplines.demo(if country.is_empty() { "FR" } else { country }).iter();
    doors
        .zip(1..)
        .map(|(one, place)| Door {
            id: numbers::demo_id(place),
            country: country.to_owned(),
            lang: lang.code(),
            name: text(one.name_id),
            hours_given: text(one.hours_id),
            write: text(one.text_id),
            given: lang.code(),
            phone: one.phone.to_owned(),
            tel: one.phone.replace(' ', ""),
            checked: when::date(t, app.ctx.clock.now()),
            ..Door::default()
        })
        .collect()
}

/// Lists by others, for who finds no number here. Adults' services are left to the page that says so.
pub fn networks(app: &Inner, lang: Lang) -> Vec<Network> {
    directories(app, lang, false)
}

/// Lists and tools by others that are for adults only: for the page that asked.
pub fn networks_for_adults(app: &Inner, lang: Lang) -> Vec<Network> {
    directories(app, lang, true)
}

/// A name without what the table says beside it in English: that is said in words of the reader.
fn own_name(name: &str) -> &str {
    let end = [" (", " - "].into_iter().filter_map(|start| name.find(start)).min();
    &name[..end.unwrap_or(name.len())]
}

fn directories(app: &Inner, lang: Lang, adults: bool) -> Vec<Network> {
    let t = app.text(lang);
    let about = |one: &Directory<'_>| match one.kind {
        Kind::Crisis => t.t("talk-network-crisis"),
        Kind::ChildHelpline => t.t("talk-network-child"),
        // What each of them does, as "what to do now" says it.
        Kind::Takedown if t.has(&format!("now-{}", one.id)) => t.t(&format!("now-{}", one.id)),
        Kind::Takedown => t.t("doors-for-takedown"),
        _ => t.t("talk-network-hotline"),
    };
    let all = app.ctx.helplines.directories();
    all.into_iter()
        .filter(|one| one.adults_only == adults)
        .map(|one| Network { name: own_name(one.name).to_owned(), about: about(&one), url: one.url.to_owned() })
        .collect()
}
