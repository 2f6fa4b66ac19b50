//! A report that somebody speaks to a counsellor: the questions to read out, and the code to read out at the end.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_model::id::CaseId;
use vigie_model::report::{
    AgeBand, By, Danger, Handle, Happened, LONG_MAX, NewReport, Offender, SHORT_MAX, Side, Threat, Want, Who,
};
use vigie_service::ServiceError;
use vigie_service::intake::{Draft, spoken};
use vigie_service::login::Signed;

use super::view::{Desk, kept, number};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::{Fields, PageLang};
use crate::page::Page;
use crate::reply;
use crate::site::done::words;

/// Rows for names: a caller rarely spells more.
const NAME_ROWS: usize = 2;
/// Most characters of a name, link or number.
const NAME_MAX: usize = 300;

/// A question with its answers.
struct Question {
    name: &'static str,
    text: String,
    many: bool,
    choices: Vec<(&'static str, String, bool)>,
}

/// A row for a name.
struct NameRow {
    number: usize,
    place: String,
    name: String,
    sides: Vec<(&'static str, String, bool)>,
}

#[derive(Template)]
#[template(path = "console/phone.html")]
struct Phone<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    draft: String,
    visitor: Vec<(&'static str, &'static str, bool)>,
    countries: Vec<(String, String, bool)>,
    questions: Vec<Question>,
    names: Vec<NameRow>,
    words: String,
    pasted: String,
    answer: String,
    problem: String,
}

#[derive(Template)]
#[template(path = "console/phone_done.html")]
struct Told<'a> {
    t: &'a Text,
    page: Page,
    desk: Desk,
    lang: &'static str,
    dir: &'static str,
    words: Vec<String>,
    digits: String,
    href: String,
    number: String,
}

/// `GET /console/phone`
pub async fn get(State(app): State<App>, Extension(signed): Extension<Signed>, PageLang(lang): PageLang) -> Response {
    let fields = Fields::empty(lang);
    reply::ok(&app, lang, &form(&app, &signed, &fields, &Draft::new(), String::new()).await)
}

/// `POST /console/phone`: stores the report, claims it, and shows its code, once.
pub async fn post(
    State(app): State<App>,
    Extension(signed): Extension<Signed>,
    From(address): From,
    fields: Fields,
) -> Response {
    let (lang, draft) = (fields.lang, Draft::parse(fields.get("draft")));
    let t = app.text(lang);
    let report = read(&app, &fields);
    let longest = [
        ("words", LONG_MAX),
        ("pasted", LONG_MAX),
        ("answer", 2000),
        ("place1", SHORT_MAX),
        ("name1", NAME_MAX),
        ("place2", SHORT_MAX),
        ("name2", NAME_MAX),
    ];
    let too_long = longest.into_iter().find(|(field, max)| fields.get(field).chars().count() > *max);
    let problem = match too_long {
        Some((_, max)) => t.n("case-refused-long", "max", i64::try_from(max).unwrap_or(0)),
        None if report.is_empty() => t.s("case-refused-empty", "field", &t.t("phone-words")),
        None => String::new(),
    };
    if !problem.is_empty() {
        let view = form(&app, &signed, &fields, &draft, problem).await;
        return reply::page(&app, lang, StatusCode::UNPROCESSABLE_ENTITY, &view);
    }
    let visitor = Lang::parse(&report.lang).unwrap_or(lang);
    match spoken::accept(&app.ctx, &signed, report, draft.clone(), address).await {
        Ok((accepted, case)) => told(&app, &signed, lang, visitor, accepted.code, case).await,
        Err(ServiceError::Busy | ServiceError::TooMany) => {
            let view = form(&app, &signed, &fields, &draft, t.t("error-desk-busy")).await;
            reply::busy(&app, lang, &view)
        }
        Err(error) => {
            tracing::error!("A spoken report could not be stored: {error}");
            kept(&app, lang, StatusCode::INTERNAL_SERVER_ERROR, "error-desk", fields.get("words"))
        }
    }
}

async fn told(
    app: &Inner,
    signed: &Signed,
    lang: Lang,
    visitor: Lang,
    code: Option<vigie_seal::ReceiptCode>,
    case: CaseId,
) -> Response {
    let view = Told {
        t: app.text(lang),
        page: Page::desk(app, lang, "/console").only_here(),
        desk: Desk::of(app, signed, lang).await,
        lang: visitor.code(),
        dir: visitor.dir(),
        words: code.as_ref().map_or_else(Vec::new, |code| words(code, visitor)),
        digits: code.as_ref().map_or_else(String::new, vigie_seal::ReceiptCode::digits),
        href: format!("/console/case/{case}?l={}", lang.code()),
        number: number(&case),
    };
    reply::ok(app, lang, &view)
}

fn read(app: &Inner, fields: &Fields) -> NewReport {
    let handle = |row: usize| Handle {
        place: fields.get(&format!("place{row}")).to_owned(),
        name: fields.get(&format!("name{row}")).to_owned(),
        side: Side::parse(fields.get(&format!("side{row}"))).unwrap_or(Side::Unknown),
    };
    let typed = |field: &str| Some(fields.get(field)).filter(|text| !text.trim().is_empty()).unwrap_or("").to_owned();
    let chosen = NewReport {
        lang: Lang::parse(fields.get("visitor")).unwrap_or(fields.lang).code().to_owned(),
        danger: Danger::parse(fields.get("danger")),
        country: country(app, fields),
        offender: Offender::parse(fields.get("offender")),
        who: Who::parse(fields.get("who")),
        age: AgeBand::parse(fields.get("age")),
        threat: fields.all("threat").filter_map(Threat::parse).collect(),
        want: fields.all("want").filter_map(Want::parse).collect(),
        by: By::parse(fields.get("by")),
        happened: fields.all("happened").filter_map(Happened::parse).collect(),
        ..NewReport::default()
    };
    NewReport {
        handles: (1..=NAME_ROWS)
            .map(handle)
            .filter(|one| !one.place.trim().is_empty() || !one.name.trim().is_empty())
            .collect(),
        pasted: typed("pasted"),
        words: typed("words"),
        answer: typed("answer"),
        ..chosen
    }
}

/// The country that was chosen, as its code; `""` for none: nobody has to say.
fn country(app: &Inner, fields: &Fields) -> String {
    let code = fields.get("country");
    app.countries.name(Lang::En, code).map_or_else(String::new, |_| code.to_ascii_uppercase())
}

/// The words in which the help site asks, so that they can be read out; else the desk's own short ones.
fn asks(t: &Text, site: &str, desk: &str) -> String {
    if t.has(site) && t.variables(site).is_empty() { t.t(site) } else { t.t(desk) }
}

async fn form<'a>(app: &'a Inner, signed: &Signed, fields: &Fields, draft: &Draft, problem: String) -> Phone<'a> {
    let t = app.text(fields.lang);
    let asked = Lang::parse(fields.get("visitor")).unwrap_or(fields.lang);
    let here = country(app, fields);
    let countries = app.countries.sorted(fields.lang).iter();
    let chosen = |name: &str, word: &str| fields.all(name).any(|sent| sent == word);
    let question = |name: &'static str, many: bool, words: Vec<&'static str>| Question {
        name,
        text: asks(t, &format!("tell-{name}"), &format!("case-q-{name}")),
        many,
        choices: words
            .into_iter()
            .map(|word| {
                let label = asks(t, &format!("tell-{name}-{word}"), &format!("{name}-{word}"));
                (word, label, chosen(name, word))
            })
            .collect(),
    };
    let row = |number: usize| {
        let name = format!("side{number}");
        let side = Side::parse(fields.get(&name)).unwrap_or(Side::Unknown);
        NameRow {
            number,
            place: fields.get(&format!("place{number}")).to_owned(),
            name: fields.get(&format!("name{number}")).to_owned(),
            sides: Side::ALL
                .iter()
                .map(|one| (one.word(), t.t(&format!("case-side-{}", one.word())), *one == side))
                .collect(),
        }
    };
    Phone {
        t,
        page: Page::desk(app, fields.lang, "/console/phone"),
        desk: Desk::of(app, signed, fields.lang).await,
        draft: draft.as_str().to_owned(),
        visitor: Lang::ALL.map(|lang| (lang.code(), lang.own_name(), lang == asked)).to_vec(),
        countries: countries.map(|one| (one.code.clone(), one.name.clone(), one.code == here)).collect(),
        questions: vec![
            question("danger", false, Danger::ALL.iter().map(|one| one.word()).collect()),
            question("who", false, Who::ALL.iter().map(|one| one.word()).collect()),
            question("age", false, AgeBand::ALL.iter().map(|one| one.word()).collect()),
            question("offender", false, Offender::ALL.iter().map(|one| one.word()).collect()),
            question("threat", true, Threat::ALL.iter().map(|one| one.word()).collect()),
            question("want", true, Want::ALL.iter().map(|one| one.word()).collect()),
            question("by", false, By::ALL.iter().map(|one| one.word()).collect()),
            question("happened", true, Happened::ALL.iter().map(|one| one.word()).collect()),
        ],
        names: (1..=NAME_ROWS).map(row).collect(),
        words: fields.get("words").to_owned(),
        pasted: fields.get("pasted").to_owned(),
        answer: fields.get("answer").to_owned(),
        problem,
    }
}
