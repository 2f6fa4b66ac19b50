//! "This reading is wrong" on the page of a case: what a machine should have read in a pasted text.

use vigie_lang::{Text, Value};
use vigie_model::evidence::{WhyWrong, Wrote};
use vigie_model::id::PartId;
use vigie_service::ServiceError;
use vigie_service::casework::Opened;
use vigie_service::casework::misread::{self, Misread, REWRITE_MAX};
use vigie_service::sealing::Kind;

use super::view::name_of;
use super::{Done, Form, Outcome, Refusal, Said, refused};
use crate::console::case::names::Choice;
use crate::fields::Fields;
use crate::when;

/// What was chosen and written, for a page that shows it again.
#[derive(Default)]
pub struct Written {
    wrote: Option<Wrote>,
    why: Option<WhyWrong>,
    pub text: String,
}

/// The form below a pasted text, and what was said of its reading before.
pub struct MisreadView {
    /// The pasted text, in forms.
    pub part: String,
    /// Who can have written it.
    pub wrote: Vec<Choice>,
    /// Why the machine can be wrong.
    pub why: Vec<Choice>,
    /// The example in other words, refilled.
    pub text: String,
    /// What was said before, a line each.
    pub before: Vec<String>,
    /// What a rewrite must be.
    pub hint: String,
    /// Most characters of it.
    pub max: usize,
    /// True when it is shown again.
    pub open: bool,
}

/// What was chosen and written.
pub fn written(fields: &Fields) -> Written {
    let text = fields.get("text").to_owned();
    Written { wrote: Wrote::parse(fields.get("wrote")), why: WhyWrong::parse(fields.get("why")), text }
}

/// The form; `None` when nothing was pasted.
pub fn view(t: &Text, opened: &Opened, said: &Said) -> Option<MisreadView> {
    let at = opened.pieces.iter().position(|piece| piece.kind == Kind::Pasted)?;
    let none = Written::default();
    let here = said.misread.as_ref().filter(|_| said.on == Some(opened.case));
    let given = here.unwrap_or(&none);
    let wrote = |one: &Wrote| choice(one.word(), t.t(&wrote_id(*one)), given.wrote == Some(*one));
    let why = |one: &WhyWrong| choice(one.word(), t.t(&why_id(*one)), given.why == Some(*one));
    Some(MisreadView {
        part: opened.ids[at].to_string(),
        wrote: Wrote::ALL.iter().map(wrote).collect(),
        why: WhyWrong::ALL.iter().map(why).collect(),
        text: given.text.clone(),
        before: misread::marked(&opened.pieces).iter().map(|one| line(t, opened, one)).collect(),
        hint: t.n("case-misread-rewrite-hint", "max", i64::try_from(REWRITE_MAX).unwrap_or(0)),
        max: REWRITE_MAX,
        open: here.is_some(),
    })
}

fn choice(word: &'static str, label: String, chosen: bool) -> Choice {
    Choice { word, label, chosen }
}

/// The text of an answer to "who wrote it".
pub fn wrote_id(wrote: Wrote) -> String {
    format!("wrote-{}", wrote.word())
}

/// The text of a reason.
pub fn why_id(why: WhyWrong) -> String {
    format!("whywrong-{}", why.word())
}

fn line(t: &Text, opened: &Opened, one: &misread::Marked) -> String {
    let (name, time) = (name_of(opened, one.by), when::minute(one.at));
    let (wrote, why) = (t.t(&wrote_id(one.wrote)), t.t(&why_id(one.why)));
    let values = [
        ("name", Value::Text(&name)),
        ("time", Value::Text(&time)),
        ("wrote", Value::Text(&wrote)),
        ("why", Value::Text(&why)),
    ];
    let released = if one.released { format!(" {}", t.t("case-misread-was-released")) } else { String::new() };
    format!("{}{released}", t.args("case-misread-by", &values))
}

/// Marks a reading as wrong, and releases the example in other words when one was written.
pub async fn post(form: &Form<'_>) -> Outcome {
    let of = PartId::parse(form.fields.get("part")).ok_or(ServiceError::NotFound)?;
    let given = written(form.fields);
    let missing = if given.wrote.is_none() { "case-misread-wrote" } else { "case-misread-why" };
    let (Some(wrote), Some(why)) = (given.wrote, given.why) else {
        return Ok(refused(Refusal::Empty(missing), form.refilled("misread")));
    };
    let said = if given.text.trim().is_empty() { "case-misread-saved" } else { "case-misread-released" };
    let misread = Misread { of, wrote, why, rewrite: given.text };
    match misread::mark(&form.app.ctx, form.signed, form.case, misread).await? {
        None => Ok(Done::Back(said)),
        Some(unfit) => Ok(refused(Refusal::Stays(unfit), form.refilled("misread"))),
    }
}
