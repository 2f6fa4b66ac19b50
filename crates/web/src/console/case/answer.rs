//! Answering on the page of a case: send, save, begin with a prepared text, take back, send at once, say what it means.

use vigie_lang::wording::{self, Finding};
use vigie_lang::{Lang, Text};
use vigie_model::id::PartId;
use vigie_service::ServiceError;
use vigie_service::casework::reply::{self, Leaving};
use vigie_service::casework::{self, Opened, Reply, TEXT_MAX};

use super::{Done, Form, Outcome, Refusal, Said, refused};
use crate::fields::Fields;
use crate::when;

/// The prepared texts, in the order of the page: `template-…` and `template-…-name`.
const TEMPLATES: [&str; 10] =
    ["first", "safe", "paid", "keep", "shared", "tell", "accounts", "wait", "handover", "closing"];

/// A text to begin with.
pub struct Template {
    /// What the button sends.
    pub word: &'static str,
    /// What it says.
    pub name: String,
}

/// An answer on its way, as the page shows it.
pub struct OnItsWay {
    /// Which.
    pub id: String,
    /// When it leaves, or why it does not.
    pub head: String,
    /// True when it may not leave.
    pub stopped: bool,
    /// The words.
    pub text: String,
}

/// A phrase to think about, as the page shows it.
pub struct Questioned {
    /// The words of the answer.
    pub words: String,
    /// What to say instead.
    pub instead: String,
    /// Why.
    pub why: String,
}

/// The answer in a form.
pub fn reply(fields: &Fields) -> Reply {
    Reply {
        text: fields.get("text").to_owned(),
        meaning: fields.get("meaning").to_owned(),
        as_it_is: fields.get("do") == "as-it-is",
    }
}

/// The texts to begin with, by name in the reader's language.
pub fn templates(t: &Text) -> Vec<Template> {
    TEMPLATES.map(|word| Template { word, name: t.t(&format!("template-{word}-name")) }).into()
}

/// Answers on their way.
pub fn on_their_way(t: &Text, leaving: &[Leaving]) -> Vec<OnItsWay> {
    let head = |one: &Leaving| {
        if one.stopped { t.t("case-leaves-stopped") } else { t.s("case-leaves-at", "time", &when::minute(one.at)) }
    };
    leaving
        .iter()
        .map(|one| OnItsWay { id: one.id.to_string(), head: head(one), stopped: one.stopped, text: one.text.clone() })
        .collect()
}

/// What to think about in a text for this visitor, also when it is written in the desk's language.
pub fn questioned(text: &str, visitor: Lang, desk: Lang) -> Vec<Questioned> {
    let mut found: Vec<Finding> = wording::check(text, visitor);
    if desk != visitor {
        found.extend(wording::check(text, desk));
        found.sort_by_key(|one| one.start);
        found.dedup_by_key(|one| (one.start, one.end));
    }
    let words = |one: &Finding| text.get(one.start..one.end).unwrap_or(one.avoid).to_owned();
    found
        .iter()
        .map(|one| Questioned { words: words(one), instead: one.instead.to_owned(), why: one.why.to_owned() })
        .collect()
}

/// The language in which the visitor reads; English when it is none of ours.
pub fn language(opened: &Opened) -> Lang {
    Lang::parse(&opened.summary.lang).unwrap_or(Lang::En)
}

/// Sends, saves, or begins with a prepared text, as the pressed button says.
pub async fn post(form: &Form<'_>) -> Outcome {
    let reply = reply(form.fields);
    match form.fields.get("do") {
        "draft" => save(form, &reply).await,
        word if word.starts_with("begin-") => begin(form, reply, &word["begin-".len()..]).await,
        _ => send(form, reply).await,
    }
}

async fn send(form: &Form<'_>, reply: Reply) -> Outcome {
    if let Some(why) = form.unfit().or_else(|| (reply.meaning.chars().count() > TEXT_MAX).then_some(Refusal::Long)) {
        return Ok(refused(why, form.refilled("answer")));
    }
    let opened = casework::lang_of(&form.app.ctx, form.signed, form.case).await?;
    let visitor = Lang::parse(&opened).unwrap_or(Lang::En);
    if !reply.as_it_is && !questioned(&reply.text, visitor, form.fields.lang).is_empty() {
        return Ok(Done::Page(Box::new(Said { questioned: true, ..form.refilled("answer") })));
    }
    casework::answer(&form.app.ctx, form.signed, form.case, form.version(), &reply).await?;
    Ok(Done::Back("case-leaving"))
}

async fn save(form: &Form<'_>, reply: &Reply) -> Outcome {
    if reply.text.chars().count() > TEXT_MAX || reply.meaning.chars().count() > TEXT_MAX {
        return Ok(refused(Refusal::Long, form.refilled("answer")));
    }
    reply::save_draft(&form.app.ctx, form.signed, form.case, reply).await?;
    Ok(Done::Back("case-draft-saved"))
}

/// The page again, with a prepared text at the end, in the visitor's language. Nothing is stored.
async fn begin(form: &Form<'_>, mut reply: Reply, word: &str) -> Outcome {
    let word = TEMPLATES.into_iter().find(|one| *one == word).ok_or(ServiceError::NotFound)?;
    let visitor = Lang::parse(&casework::lang_of(&form.app.ctx, form.signed, form.case).await?).unwrap_or(Lang::En);
    // Who is threatened by somebody close is not asked to tell a grown-up, or to keep what may be found.
    let close_by = casework::close_by(&form.app.ctx, form.signed, form.case).await?;
    let texts = if close_by { form.app.texts.near(visitor) } else { form.app.texts.get(visitor) };
    let text = texts.t(&format!("template-{word}"));
    reply.text = if reply.text.trim().is_empty() { text } else { format!("{}\n\n{text}", reply.text.trim_end()) };
    Ok(Done::Page(Box::new(Said { answer: Some(reply), ..form.refilled("answer") })))
}

/// Takes an answer back before it has left.
pub async fn undo(form: &Form<'_>) -> Outcome {
    let part = part(form)?;
    reply::take_back(&form.app.ctx, form.signed, form.case, part).await.map(|()| Done::Back("case-undone"))
}

/// Lets an answer leave at once.
pub async fn now(form: &Form<'_>) -> Outcome {
    let part = part(form)?;
    reply::send_now(&form.app.ctx, form.signed, form.case, part).await.map(|()| Done::Back("case-sent"))
}

/// Writes down what a message means.
pub async fn explain(form: &Form<'_>) -> Outcome {
    let part = part(form)?;
    if form.text().chars().count() > TEXT_MAX {
        return Ok(refused(Refusal::Long, form.refilled("explain")));
    }
    reply::explain(&form.app.ctx, form.signed, form.case, part, form.text()).await?;
    Ok(Done::Back("case-meaning-saved"))
}

fn part(form: &Form<'_>) -> Result<PartId, ServiceError> {
    PartId::parse(form.fields.get("part")).ok_or(ServiceError::NotFound)
}

/// What was written so far: refilled, else saved, else nothing.
pub fn begun(opened: &Opened, said: &Said) -> Reply {
    let refilled = said.answer.clone().filter(|_| said.on == Some(opened.case));
    refilled.or_else(|| opened.begun.as_ref().map(|begun| begun.reply.clone())).unwrap_or_default()
}
