//! The visitor's own page and what can be done on it: write, another code, silence, take back. A sealed pass in the
//! form authorises each step for 20 minutes.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text, Value};
use vigie_model::Timestamp;
use vigie_model::case::{BACKUPS_LIVE, ERASE_AFTER, Refused, ThreadState};
use vigie_model::report::{LONG_MAX, Offender};
use vigie_service::ServiceError;
use vigie_service::intake::Draft;
use vigie_service::pass::Pass;
use vigie_service::sealing::{Kind, Piece};
use vigie_service::thread::{self as threads, View};
use vigie_service::whose::Offered;

use super::doors::{self, Door, Network};
use super::fingerprint::{self, Prints};
use super::tell_form::longest;
use super::thread_words::{headed, kept, opening, passed_on, readable};
use super::{back, done, house, whose};
use crate::address::From;
use crate::app::{App, Inner};
use crate::fields::Fields;
use crate::page::Page;
use crate::variant::Variant;
use crate::{reply, when};

struct Entry {
    when: String,
    text: String,
}

#[derive(Template)]
#[template(path = "site/thread.html")]
#[expect(clippy::struct_excessive_bools, reason = "what a template may show, not a state")]
struct Thread<'a> {
    t: &'a Text,
    page: Page,
    pass: String,
    draft: String,
    sent: bool,
    unread: bool,
    safe: bool,
    asked: bool,
    doors: Vec<Door>,
    networks: Vec<Network>,
    fresh: Vec<Entry>,
    answers: Vec<Entry>,
    mine: Vec<Entry>,
    passed: Vec<String>,
    openings: Vec<String>,
    kept: String,
    no_contact: bool,
    desk_closed: bool,
    hours: String,
    error: String,
    text: String,
    busy: bool,
    names: Vec<Offered>,
    named: Option<Vec<(String, String)>>,
    prints: Option<Prints>,
    did: &'static str,
}

/// One calm message after an act.
#[derive(Template)]
#[template(path = "site/notice.html")]
pub struct Notice<'a> {
    t: &'a Text,
    page: Page,
    title: String,
    texts: Vec<String>,
    kept: String,
    pass: String,
    action: &'static str,
    label: String,
    stop: String,
    enter: &'static str,
}

impl<'a> Notice<'a> {
    /// A message without a button.
    pub fn new(app: &'a Inner, lang: Lang, title: String, texts: Vec<String>) -> Self {
        let page = Page::site(app, lang, "/back").only_here();
        let none = String::new;
        let (kept, pass, label, stop) = (none(), none(), none(), none());
        Self { t: app.text(lang), page, title, texts, kept, pass, action: "", label, stop, enter: "" }
    }

    /// With a way to the page that asks for the code.
    pub fn enter(self, label: &'static str) -> Self {
        Self { enter: label, ..self }
    }

    fn button(self, pass: String, action: &'static str, label: &str) -> Self {
        let label = self.t.t(label);
        Self { pass, action, label, ..self }
    }
}

/// "Press again", with everything that was sent.
#[derive(Template)]
#[template(path = "site/busy.html")]
struct Again<'a> {
    t: &'a Text,
    page: Page,
    trouble: &'static str,
    action: &'static str,
    fields: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "site/confirm.html")]
struct Confirm<'a> {
    t: &'a Text,
    page: Page,
    pass: String,
    draft: String,
    title: String,
    texts: Vec<String>,
    asked: String,
    action: &'static str,
    yes: String,
    no: String,
}

#[derive(Template)]
#[template(path = "site/newcode_done.html")]
struct NewCode<'a> {
    t: &'a Text,
    page: Page,
    pass: String,
    words: Vec<String>,
    digits: String,
}

/// What the page says beside the thread itself.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "what a page says beside the thread, not a state")]
pub struct Said {
    /// True when people are asked for: they stand on top, whatever else is true.
    safe: bool,
    sent: bool,
    danger: bool,
    error: String,
    text: String,
    busy: bool,
    /// The text that says what was done with fingerprints, `""` for nothing.
    did: &'static str,
    /// Kept on a page that shows the same words again, so that sending them twice is one message.
    draft: Option<Draft>,
    /// Names found in what was just sent.
    names: Vec<Offered>,
    /// What was just said of names, in words.
    named: Option<Vec<(String, String)>>,
}

impl Said {
    /// After an answer about names: what the form holds beside it is kept, so that nothing typed is lost.
    pub fn named(fields: &Fields, named: Vec<(String, String)>) -> Self {
        let draft = Some(Draft::parse(fields.get("draft")));
        Self { named: Some(named), text: fields.get("text").to_owned(), draft, ..Self::asked(fields) }
    }

    /// What a form of this page or of the receipt asks for beside its own button.
    pub fn asked(fields: &Fields) -> Self {
        Self { safe: fields.get("safe") == "safe", ..Self::default() }
    }

    /// Something was done with fingerprints; the text that says so.
    pub fn did(text: &'static str) -> Self {
        Self { did: text, ..Self::default() }
    }
}

/// The visitor's page. Who told of somebody close, on whatever page, goes on where no page speaks of parents or school.
pub async fn reply(app: &Inner, lang: Lang, view: View, said: Said) -> Response {
    reader(&view).through(page(app, lang, view, said)).await
}

/// For whom pages about this thread are made.
pub fn reader(view: &View) -> Variant {
    let close_by = |report: vigie_model::report::NewReport| report.offender == Some(Offender::Family);
    let near = view.pieces.iter().filter_map(Piece::report).any(close_by);
    if near { Variant::Near } else { Variant::now() }
}

/// The country that was told last; `""` for none. It was asked for: nothing is guessed.
pub fn country(view: &View) -> String {
    let told = view.pieces.iter().rev().filter_map(Piece::report).map(|report| report.country);
    told.into_iter().find(|country| !country.is_empty()).unwrap_or_default()
}

async fn page(app: &Inner, lang: Lang, view: View, said: Said) -> Response {
    let t = app.text(lang);
    let country = country(&view);
    if let Some(at) = view.state.erasing() {
        return erasing(app, lang, at, view.held_until, view.pass).await;
    }
    // Danger that nobody has taken up yet: people first, on this page too; those of the country that was told.
    let unread = said.danger || (view.danger && !view.read) || view.nobody_came;
    let people = unread || said.safe;
    let (passed, said_here): (Vec<&Piece>, Vec<&Piece>) =
        view.pieces.iter().partition(|piece| piece.kind == Kind::PassedOn);
    let said_here = said_here.into_iter().filter(|piece| piece.kind != Kind::Fingerprints);
    let (ours, mine): (Vec<&Piece>, Vec<&Piece>) = said_here.partition(|piece| piece.kind == Kind::DeskAnswer);
    let entry = |piece: &&Piece| Entry { when: headed(t, piece), text: readable(app, t, piece) };
    let busy = said.busy;
    let prints = fingerprint::of(app, t, &view).await;
    // New is what came after the opening before this one; at the first opening, everything.
    let before = view.openings.get(1).copied().unwrap_or(Timestamp(0));
    let (fresh, answers): (Vec<&Piece>, Vec<&Piece>) = ours.into_iter().rev().partition(|piece| piece.at > before);
    let page = Thread {
        t,
        page: Page::site(app, lang, "/back"),
        pass: view.pass,
        draft: said.draft.unwrap_or_default().as_str().to_owned(),
        sent: said.sent,
        unread,
        safe: said.safe,
        asked: !country.is_empty(),
        // Nothing here leads away from what may be typed below.
        doors: if people { doors::bare(doors::for_country(app, lang, &country).await) } else { Vec::new() },
        networks: if people { doors::networks(app, lang) } else { Vec::new() },
        fresh: fresh.iter().map(entry).collect(),
        answers: answers.iter().map(entry).collect(),
        // Whoever gave fingerprints alone wrote nothing.
        mine: mine.iter().map(entry).filter(|entry| !entry.text.is_empty()).collect(),
        passed: passed.iter().filter_map(|piece| passed_on(t, piece)).collect(),
        openings: view.openings.iter().map(|at| opening(t, *at)).collect(),
        kept: view.kept_until.map_or_else(String::new, |at| kept(t, at, view.held_until)),
        no_contact: view.state == ThreadState::Quiet,
        desk_closed: view.closed,
        hours: house::words(app, lang).await.hours,
        error: said.error,
        text: said.text,
        busy,
        names: said.names,
        named: said.named,
        prints,
        did: said.did,
    };
    if busy { reply::busy(app, lang, &page) } else { reply::ok(app, lang, &page) }
}

async fn erasing(app: &Inner, lang: Lang, at: Timestamp, held: Option<Timestamp>, pass: String) -> Response {
    let t = app.text(lang);
    let (date, backup) = (when::date(t, at), when::date(t, at.plus(BACKUPS_LIVE)));
    let dates = match held.filter(|held| *held > at) {
        Some(held) => t.s("erase-hold", "date", &when::date(t, held)),
        None => t.args("erase-done-2", &[("date", Value::Text(&date)), ("backup", Value::Text(&backup))]),
    };
    let mut texts = vec![t.t("erase-done-1"), dates, t.s("erase-done-3", "date", &date)];
    let stands = fingerprint::stands(app, &pass).await;
    if stands {
        texts.push(t.s("picture-erase", "date", &when::date(t, held.map_or(at, |held| held.max(at)))));
    }
    let view =
        Notice::new(app, lang, t.t("erase-done-title"), texts).button(pass, "/back/erase/cancel", "erase-cancel");
    let stop = if stands { t.t("picture-stop") } else { String::new() };
    reply::ok(app, lang, &Notice { stop, ..view })
}

/// `POST /back/open`: the page again.
pub async fn open(State(app): State<App>, fields: Fields) -> Response {
    let pass = match pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    show(&app, &fields, &pass, Said::asked(&fields)).await
}

/// `POST /back/write`: adds a message to the thread.
pub async fn write(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let (lang, text) = (fields.lang, fields.get("text"));
    let t = app.text(lang);
    let pass = match pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    if fields.get("do") == "which" {
        return whose::on_page(&app, &pass, &fields, address).await;
    }
    let draft = Draft::parse(fields.get("draft"));
    let asked = Said::asked(&fields);
    if asked.safe {
        return show(&app, &fields, &pass, Said { text: text.to_owned(), draft: Some(draft), ..asked }).await;
    }
    let too_long = text.chars().count() > LONG_MAX;
    if too_long || text.trim().is_empty() {
        let error = if too_long { longest(t, LONG_MAX) } else { t.t("thread-error-empty") };
        return show(&app, &fields, &pass, Said { error, text: text.to_owned(), ..Said::default() }).await;
    }
    match threads::write(&app.ctx, &pass, text, &draft, address).await {
        Ok(danger) => {
            // What is answered now is not asked again.
            let named = whose::beside(&app, &pass, &fields, address).await;
            let found = whose::offered(&app, &pass, text).await;
            show(&app, &fields, &pass, Said { sent: true, danger, names: found, named, ..Said::default() }).await
        }
        Err(error) => failed(&app, &fields, "/back/write", error),
    }
}

/// `POST /back/newcode`
pub async fn ask_new_code(State(app): State<App>, fields: Fields) -> Response {
    let t = app.text(fields.lang);
    let texts = vec![t.t("newcode-text"), t.t("newcode-safe")];
    ask(&app, &fields, "newcode-title", texts, "", ("/back/newcode/yes", "newcode-yes", "common-go-back"))
}

/// `POST /back/newcode/yes`: another code; the old one opens nothing from now on.
pub async fn new_code(State(app): State<App>, From(address): From, fields: Fields) -> Response {
    let lang = fields.lang;
    let pass = match pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    match threads::new_code(&app.ctx, &pass, &Draft::parse(fields.get("draft")), address).await {
        Ok((code, pass)) => {
            let page = Page::site(&app, lang, "/back").only_here();
            let view =
                NewCode { t: app.text(lang), page, pass, words: done::words(&code, lang), digits: code.digits() };
            reply::ok(&app, lang, &view)
        }
        Err(ServiceError::Refused(_)) => show(&app, &fields, &pass, Said::default()).await,
        Err(error) => failed(&app, &fields, "/back/newcode/yes", error),
    }
}

/// `POST /back/close`
pub async fn ask_close(State(app): State<App>, fields: Fields) -> Response {
    let texts = vec![app.text(fields.lang).t("close-text")];
    ask(&app, &fields, "close-title", texts, "", ("/back/close/yes", "close-yes", "close-no"))
}

/// `POST /back/close/yes`: "do not write to me".
pub async fn close(State(app): State<App>, fields: Fields) -> Response {
    let lang = fields.lang;
    let pass = match pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    match threads::quiet(&app.ctx, &pass).await {
        Ok(()) => {
            let t = app.text(lang);
            let view = Notice::new(&app, lang, t.t("close-done-title"), vec![t.t("close-done")]);
            reply::ok(&app, lang, &view.button(fields.get("pass").to_owned(), "/back/open", "newcode-open"))
        }
        Err(ServiceError::Refused(_)) => show(&app, &fields, &pass, Said::default()).await,
        Err(error) => failed(&app, &fields, "/back/close/yes", error),
    }
}

/// `POST /back/erase`
pub async fn ask_erase(State(app): State<App>, fields: Fields) -> Response {
    let t = app.text(fields.lang);
    let held = match pass(&app, &fields) {
        Ok(pass) => threads::view(&app.ctx, &pass).await.ok().and_then(|view| view.held_until),
        Err(response) => return *response,
    };
    let stands = fingerprint::stands(&app, fields.get("pass")).await;
    let ends = app.ctx.clock.now().plus(ERASE_AFTER);
    let gone = held.map_or(ends, |held| held.max(ends));
    let destroyed = match held.filter(|held| *held > ends) {
        Some(held) => t.s("erase-hold", "date", &when::date(t, held)),
        None => t.s("erase-text-2", "date", &when::date(t, gone)),
    };
    let copies = t.s("erase-text-3", "date", &when::date(t, gone.plus(BACKUPS_LIVE)));
    let mut texts = vec![t.t("erase-text-1"), destroyed, copies, t.t("erase-text-4")];
    if stands {
        texts.push(t.s("picture-erase", "date", &when::date(t, gone)));
    }
    ask(&app, &fields, "erase-title", texts, "erase-asked", ("/back/erase/yes", "erase-yes", "erase-no"))
}

/// `POST /back/erase/yes`: takes everything back.
pub async fn erase(State(app): State<App>, fields: Fields) -> Response {
    let pass = match pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    match threads::erase(&app.ctx, &pass).await {
        Ok(at) => {
            let held = threads::view(&app.ctx, &pass).await.ok().and_then(|view| view.held_until);
            erasing(&app, fields.lang, at, held, fields.get("pass").to_owned()).await
        }
        Err(ServiceError::Refused(_)) => show(&app, &fields, &pass, Said::default()).await,
        Err(error) => failed(&app, &fields, "/back/erase/yes", error),
    }
}

/// `POST /back/erase/cancel`: keeps it after all.
pub async fn keep(State(app): State<App>, fields: Fields) -> Response {
    let lang = fields.lang;
    let pass = match pass(&app, &fields) {
        Ok(pass) => pass,
        Err(response) => return *response,
    };
    match threads::keep(&app.ctx, &pass).await {
        Ok(()) => {
            let t = app.text(lang);
            let view = Notice::new(&app, lang, t.t("erase-cancelled-title"), vec![t.t("erase-cancelled")]);
            reply::ok(&app, lang, &view.button(fields.get("pass").to_owned(), "/back/open", "newcode-open"))
        }
        Err(ServiceError::Refused(_)) => show(&app, &fields, &pass, Said::default()).await,
        Err(error) => failed(&app, &fields, "/back/erase/cancel", error),
    }
}

/// Asks before an act.
pub fn ask(
    app: &Inner,
    fields: &Fields,
    title: &str,
    texts: Vec<String>,
    asked: &str,
    to: (&'static str, &str, &str),
) -> Response {
    if let Err(response) = pass(app, fields) {
        return *response;
    }
    let t = app.text(fields.lang);
    let view = Confirm {
        t,
        page: Page::site(app, fields.lang, "/back").only_here(),
        pass: fields.get("pass").to_owned(),
        draft: Draft::new().as_str().to_owned(),
        title: t.t(title),
        texts,
        asked: if asked.is_empty() { String::new() } else { t.t(asked) },
        action: to.0,
        yes: t.t(to.1),
        no: t.t(to.2),
    };
    reply::ok(app, fields.lang, &view)
}

/// The pass of a form, or the page that says what to do without one.
///
/// # Errors
/// That page.
pub fn pass(app: &Inner, fields: &Fields) -> Result<Pass, Box<Response>> {
    threads::pass(&app.ctx, fields.get("pass")).map_err(|error| Box::new(failed(app, fields, "/back/open", error)))
}

/// The page is closed, and something was written on it: the words go back on the next one, to be copied.
fn closed_with_text(app: &Inner, lang: Lang, error: &ServiceError, text: &str) -> Response {
    let t = app.text(lang);
    let (status, title, why) = match error {
        ServiceError::Expired => (StatusCode::FORBIDDEN, "back-title", "back-error-expired"),
        ServiceError::Refused(_) => (StatusCode::CONFLICT, "erase-done-title", "erase-done-1"),
        _ => (StatusCode::GONE, "common-back", "erase-gone"),
    };
    let view = Notice { kept: text.to_owned(), ..Notice::new(app, lang, t.t(title), vec![t.t(why)]) };
    reply::page(app, lang, status, &view)
}

/// The visitor's page as it stands now.
pub async fn show(app: &Inner, fields: &Fields, pass: &Pass, said: Said) -> Response {
    match threads::view(&app.ctx, pass).await {
        Ok(view) => reply(app, fields.lang, view, said).await,
        Err(error) => failed(app, fields, "/back/open", error),
    }
}

/// What a step that was not made leads to. Whatever was sent stays on the page, one button away from being sent again.
pub fn failed(app: &Inner, fields: &Fields, action: &'static str, error: ServiceError) -> Response {
    let lang = fields.lang;
    match error {
        ServiceError::Expired | ServiceError::Gone | ServiceError::Refused(_) if !fields.get("text").is_empty() => {
            closed_with_text(app, lang, &error, fields.get("text"))
        }
        ServiceError::Expired => back::again(app, lang, "", app.text(lang).t("back-error-expired")),
        ServiceError::Gone | ServiceError::Refused(Refused::Erasing) => done::gone(app, lang),
        error => {
            if !error.is_conflict() && !matches!(error, ServiceError::Busy | ServiceError::TooMany) {
                tracing::error!("A step on a thread failed: {error}");
            }
            let page = Page::site(app, lang, "/back").only_here();
            reply::busy(
                app,
                lang,
                &Again {
                    t: app.text(lang),
                    page,
                    trouble: reply::trouble(&error),
                    action,
                    fields: fields.pairs().to_vec(),
                },
            )
        }
    }
}
