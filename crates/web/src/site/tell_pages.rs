//! The pages of telling, each made from what was told so far: the entrance, one question, all of them, doors to people.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text, Value};

use super::doors::{self, Door, Network};
use super::house::HouseWords;
use super::tell_form::Form;
use super::tell_place::{Page as At, Place};
use super::tell_questions::{Kind, QUESTIONS, Question, question};
use super::tell_so_far::SoFar;
use crate::app::Inner;
use crate::page::Page;
use crate::reply;

/// What a page is made from.
pub struct Tale<'a> {
    /// The site.
    pub app: &'a Inner,
    /// The reader's language.
    pub lang: Lang,
    /// What the house says about itself.
    pub house: &'a HouseWords,
    /// What was told so far.
    pub so_far: &'a SoFar,
    /// Where the question for the country leads back to.
    pub then: Option<Place>,
}

/// What a page says beside its question.
#[derive(Default)]
pub struct Said {
    /// Field and sentence for what needs another look.
    pub errors: Vec<(String, String)>,
    /// The title of what did not work, `""` for nothing.
    pub trouble: &'static str,
    /// True right after a country was chosen: what is kept secret there is shown.
    pub chosen: bool,
}

/// What every form of telling carries in hidden fields, and says above them.
struct Carry {
    told: String,
    left: Vec<(String, String)>,
    draft: String,
    at: String,
    then: String,
    lost: bool,
    begun: bool,
    trouble: &'static str,
    others: Vec<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "site/tell_start.html")]
struct Start<'a> {
    t: &'a Text,
    page: Page,
    c: Carry,
    house: &'a HouseWords,
    secret: &'a str,
    secrets: Vec<(String, &'a str)>,
}

#[derive(Template)]
#[template(path = "site/tell_step.html")]
struct Ask<'a> {
    t: &'a Text,
    page: Page,
    c: Carry,
    form: Form,
    errors: Vec<(String, String)>,
    q: &'static Question,
    number: String,
    hint: String,
    first: bool,
    last: bool,
    values: Vec<&'static str>,
    countries: Vec<(&'a str, &'a str)>,
    country: String,
    secret: &'a str,
}

#[derive(Template)]
#[template(path = "site/tell.html")]
struct All<'a> {
    t: &'a Text,
    page: Page,
    c: Carry,
    form: Form,
    errors: Vec<(String, String)>,
    questions: Vec<(&'static Question, String)>,
    code: String,
    country: &'a str,
    secret: &'a str,
}

#[derive(Template)]
#[template(path = "site/tell_people.html")]
struct People<'a> {
    t: &'a Text,
    page: Page,
    c: Carry,
    asked: bool,
    doors: Vec<Door>,
    networks: Vec<Network>,
}

#[derive(Template)]
#[template(path = "site/closed.html")]
struct Closed<'a> {
    t: &'a Text,
    page: Page,
    kept: Vec<(String, String)>,
}

/// The page of messages that nobody can read yet. What was written is shown once more, to be copied.
pub fn closed(app: &Inner, lang: Lang, so_far: &SoFar) -> Response {
    let t = app.text(lang);
    let label = |name: &str| match name.trim_end_matches(|c: char| c.is_ascii_digit()) {
        "pasted" => t.t("closed-pasted"),
        "words" => t.t("tell-last"),
        field => t.t(&format!("tell-{field}")),
    };
    let kept = so_far.texts().into_iter().map(|(name, text)| (label(name), text.to_owned())).collect();
    reply::ok(app, lang, &Closed { t, page: Page::site(app, lang, "/tell"), kept })
}

impl<'a> Tale<'a> {
    /// The page of a place.
    pub async fn show(&self, place: Place, said: Said) -> Response {
        match place {
            Place { doors: true, .. } => self.reply(&self.people(place).await, StatusCode::OK),
            Place { page: At::Start, .. } => self.reply(&self.start(place), StatusCode::OK),
            Place { page: At::Question(number), .. } => {
                let status = said.status();
                self.reply(&self.ask(place, number, said), status)
            }
            Place { page: At::All, .. } => {
                let status = said.status();
                self.reply(&self.all(place, said), status)
            }
        }
    }

    fn reply(&self, template: &impl Template, status: StatusCode) -> Response {
        if status == StatusCode::SERVICE_UNAVAILABLE {
            return reply::busy(self.app, self.lang, template);
        }
        reply::page(self.app, self.lang, status, template)
    }

    fn start(&self, place: Place) -> Start<'a> {
        let name = |code: &str| self.app.countries.name(self.lang, code).map(str::to_owned);
        let countries = self.house.secrecy.iter().filter(|(code, text)| !code.is_empty() && !text.is_empty());
        Start {
            t: self.app.text(self.lang),
            // Nothing was told yet: a language link loses nothing.
            page: if self.so_far.is_empty() { Page::site(self.app, self.lang, "/tell") } else { self.page() },
            c: self.carry(place, "", |_| false),
            house: self.house,
            secret: self.secret(""),
            secrets: countries.filter_map(|(code, text)| Some((name(code)?, text.as_str()))).collect(),
        }
    }

    fn ask(&self, place: Place, number: usize, said: Said) -> Ask<'a> {
        let q = question(number);
        let (t, last, total) = (self.app.text(self.lang), number == QUESTIONS.len(), QUESTIONS.len().to_string());
        let country = self.so_far.country();
        let countries = if q.kind == Kind::Country { self.app.countries.sorted(self.lang) } else { &[] };
        Ask {
            t,
            page: self.page(),
            c: self.carry(place, said.trouble, |field| q.asks(field)),
            errors: said.errors.clone(),
            form: Form::sent(self.so_far.fields(self.lang), said.errors),
            q,
            number: t
                .args("tell-number", &[("number", Value::Text(&number.to_string())), ("total", Value::Text(&total))]),
            hint: hint(t, q),
            first: number == 1,
            last,
            // On a page of its own, each question has a button for this.
            values: q.values().into_iter().filter(|value| *value != "skip").collect(),
            countries: countries.iter().map(|one| (one.code.as_str(), one.name.as_str())).collect(),
            secret: if last || said.chosen { self.secret(&country) } else { "" },
            country,
        }
    }

    fn all(&self, place: Place, said: Said) -> All<'a> {
        let (t, code) = (self.app.text(self.lang), self.so_far.country());
        All {
            t,
            page: self.page(),
            c: Carry { told: String::new(), left: Vec::new(), ..self.carry(place, said.trouble, |_| true) },
            errors: said.errors.clone(),
            form: Form::sent(self.so_far.fields(self.lang), said.errors),
            questions: QUESTIONS.iter().filter(|q| q.chosen()).map(|q| (q, hint(t, q))).collect(),
            country: self.app.countries.name(self.lang, &code).unwrap_or_default(),
            secret: self.secret(&code),
            code,
        }
    }

    async fn people(&self, place: Place) -> People<'a> {
        let country = self.so_far.country();
        People {
            t: self.app.text(self.lang),
            page: self.page(),
            c: self.carry(place, "", |_| false),
            asked: !country.is_empty(),
            doors: doors::bare(doors::for_country(self.app, self.lang, &country).await),
            networks: doors::networks(self.app, self.lang),
        }
    }

    /// No language links: they would lose what was told. The form has buttons for that.
    fn page(&self) -> Page {
        Page::site(self.app, self.lang, "/tell").only_here()
    }

    fn carry(&self, place: Place, trouble: &'static str, shown: impl Fn(&str) -> bool) -> Carry {
        let carried = self.so_far.carried(self.app, shown);
        // Those of the footer's links: a language that nobody signed is no choice here either.
        let offered = self.app.ctx.standing.langs();
        Carry {
            told: carried.text,
            left: carried.left,
            draft: self.so_far.draft.as_str().to_owned(),
            at: place.text(),
            then: self.then.map(Place::text).unwrap_or_default(),
            lost: self.so_far.lost,
            begun: !self.so_far.is_empty(),
            trouble,
            others: offered
                .into_iter()
                .filter(|lang| *lang != self.lang)
                .map(|lang| (lang.code(), lang.own_name()))
                .collect(),
        }
    }

    /// What is kept secret in a country, in the operator's words; those for every other country when it has none.
    fn secret(&self, country: &str) -> &'a str {
        let of = |code: &str| self.house.secrecy.iter().find(|one| one.0 == code).map(|one| one.1.as_str());
        of(country).or_else(|| of("")).unwrap_or_default()
    }
}

fn hint(t: &Text, question: &Question) -> String {
    if question.hint.is_empty() { String::new() } else { t.t(question.hint) }
}

impl Said {
    fn status(&self) -> StatusCode {
        match self {
            Self { trouble: "", errors, .. } if errors.is_empty() => StatusCode::OK,
            Self { trouble: "", .. } => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}
