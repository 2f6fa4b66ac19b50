//! After sending: the code, and doors to people first when there is a sign of danger.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use vigie_lang::{Lang, Text};
use vigie_seal::{ReceiptCode, WordList};
use vigie_service::intake::{Accepted, Outcome};
use vigie_service::whose::{Looked, Offered};

use super::doors::{self, Door, Network};
use super::house::HouseWords;
use super::thread::Notice;
use crate::app::Inner;
use crate::page::Page;
use crate::reply;

#[derive(Template)]
#[template(path = "site/done.html")]
#[expect(clippy::struct_excessive_bools, reason = "what a template may show, not a state")]
struct Done<'a> {
    t: &'a Text,
    page: Page,
    again: bool,
    added: bool,
    danger: bool,
    lost: bool,
    given: bool,
    draft: String,
    asked: bool,
    doors: Vec<Door>,
    networks: Vec<Network>,
    words: Vec<String>,
    digits: String,
    house: &'a HouseWords,
    names: Vec<Offered>,
    many: bool,
}

/// What the page after sending needs to know of what was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// The country that was chosen, `""` for none: it chooses the doors.
    pub country: String,
    /// What was told on pages before could not be opened, and was not sent.
    pub lost: bool,
    /// What a look at it found.
    pub looked: Looked,
    /// Fingerprints were sent, and no words.
    pub given: bool,
    /// The draft of what was told: a fingerprint sent under it gets the same code. `""`: none is offered.
    pub draft: String,
}

/// The receipt page.
pub async fn reply(app: &Inner, lang: Lang, accepted: Accepted, house: &HouseWords, sent: &Sent) -> Response {
    let t = app.text(lang);
    let Some(code) = accepted.code else {
        let view =
            Notice::new(app, lang, t.t("done-elsewhere-title"), vec![t.t("newcode-done"), t.t("done-elsewhere")]);
        return reply::ok(app, lang, &view.enter("back-open"));
    };
    let view = Done {
        t,
        page: Page::site(app, lang, "/back").only_here(),
        again: accepted.outcome == Outcome::Again,
        added: accepted.outcome == Outcome::Added,
        danger: accepted.doors,
        lost: sent.lost,
        given: sent.given,
        draft: sent.draft.clone(),
        asked: !sent.country.is_empty(),
        doors: if accepted.doors {
            doors::bare(doors::for_country(app, lang, &sent.country).await)
        } else {
            Vec::new()
        },
        networks: if accepted.doors { doors::networks(app, lang) } else { Vec::new() },
        words: words(&code, lang),
        digits: code.digits(),
        house,
        names: sent.looked.names.clone(),
        many: sent.looked.many,
    };
    reply::ok(app, lang, &view)
}

/// What was sent before under this draft was taken back since.
pub fn gone(app: &Inner, lang: Lang) -> Response {
    let t = app.text(lang);
    reply::page(app, lang, StatusCode::GONE, &Notice::new(app, lang, t.t("common-back"), vec![t.t("erase-gone")]))
}

/// The code as six words of the reader's list.
pub fn words(code: &ReceiptCode, lang: Lang) -> Vec<String> {
    let list = match lang {
        Lang::En => WordList::En,
        Lang::Fr => WordList::Fr,
        Lang::Es => WordList::Es,
        Lang::Ar => WordList::Ar,
    };
    code.words(list).map(str::to_owned).to_vec()
}
