//! Names and accounts on the page of a case: marks, corrections, and the leads that come of them.

use vigie_lang::{Lang, Text, Value};
use vigie_model::evidence::{Grade, MayBe, Source};
use vigie_model::report::Side;
use vigie_service::ServiceError;
use vigie_service::casework::Opened;
use vigie_service::casework::deed::{Deed, Mark};
use vigie_service::casework::identifiers::{self, Gone, Named};

use super::view::name_of;
use super::{Done, Form, Outcome, Refusal, refused};
use crate::console::view::number;
use crate::when;

/// An answer that can be chosen.
pub struct Choice {
    /// What is sent.
    pub word: &'static str,
    /// What is read.
    pub label: String,
    /// True when it is chosen.
    pub chosen: bool,
}

/// A case that shares an account.
pub struct LeadRow {
    /// Where its page is.
    pub href: String,
    /// How people speak of it.
    pub number: String,
    /// 0 to 4.
    pub lane: u8,
    /// Its lane and status in words.
    pub about: String,
}

/// A name as the page shows it.
pub struct NameView {
    /// Names it in forms.
    pub key: String,
    /// App or site.
    pub place: String,
    /// The name there.
    pub name: String,
    /// Whose, in words.
    pub side: String,
    /// How sure that is, where it came from, and that its holder may be a victim.
    pub tags: Vec<String>,
    /// Who marked it and when; `""` for nobody.
    pub marked: String,
    /// Why it counts no more; `""` while it does.
    pub gone: String,
    /// "Shares an account: …"; `""` for no lead.
    pub lead: String,
    /// The cases that share it.
    pub cases: Vec<LeadRow>,
    /// How many more there are elsewhere, in words; `""` for none.
    pub elsewhere: String,
    /// Whose it can be.
    pub sides: Vec<Choice>,
    /// How sure it can be.
    pub grades: Vec<Choice>,
    /// Why its holder may be a victim.
    pub may_be: Vec<Choice>,
}

/// The names of a case in words: those that count first.
pub fn views(t: &Text, lang: Lang, opened: &Opened) -> Vec<NameView> {
    let (counting, gone): (Vec<&Named>, Vec<&Named>) = opened.named.iter().partition(|named| named.gone.is_none());
    counting.into_iter().chain(gone).map(|named| view(t, lang, opened, named)).collect()
}

fn view(t: &Text, lang: Lang, opened: &Opened, named: &Named) -> NameView {
    let lead = opened.shared.iter().find(|lead| lead.key == named.key);
    let mut tags = vec![t.t(&format!("case-grade-{}", named.grade.word()))];
    tags.extend(named.sources.iter().map(|source| t.t(source_id(*source))));
    tags.extend(named.may_be.iter().map(|one| t.t(&format!("case-maybe-{}", one.word()))));
    NameView {
        key: named.key.clone(),
        place: named.place.clone(),
        name: named.name.clone(),
        side: t.t(&format!("case-side-{}", named.side.word())),
        tags,
        marked: named.marked.map_or_else(String::new, |(by, at)| {
            let (name, time) = (name_of(opened, by), when::minute(at));
            match by {
                None => t.s("case-name-marked-visitor", "time", &time),
                Some(_) => t.args("case-name-marked-by", &[("name", Value::Text(&name)), ("time", Value::Text(&time))]),
            }
        }),
        gone: match named.gone {
            None => String::new(),
            Some(Gone::WrongPerson) => t.t("case-name-gone-wrong"),
            Some(Gone::Corrected) => t.t("case-name-gone-corrected"),
        },
        lead: lead.map_or_else(String::new, |lead| {
            let (count, grade) =
                (i64::try_from(lead.sources).unwrap_or(0), t.t(&format!("case-grade-{}", lead.grade.word())));
            t.args("case-lead", &[("count", Value::Number(count)), ("grade", Value::Text(&grade))])
        }),
        cases: lead.map_or_else(Vec::new, |lead| lead.cases.iter().map(|one| lead_row(t, lang, one)).collect()),
        elsewhere: lead.filter(|lead| lead.elsewhere > 0).map_or_else(String::new, |lead| {
            t.n("case-lead-elsewhere", "count", i64::try_from(lead.elsewhere).unwrap_or(0))
        }),
        sides: sides(t, named.side),
        grades: grades(t, named.grade),
        may_be: may_be(t, &named.may_be),
    }
}

fn lead_row(t: &Text, lang: Lang, one: &vigie_service::casework::leads::LeadCase) -> LeadRow {
    let number_of_lane = one.lane.number();
    LeadRow {
        href: format!("/console/case/{}?l={}", one.case, lang.code()),
        number: number(&one.case),
        lane: u8::try_from(number_of_lane).unwrap_or(4),
        about: format!("{} · {}", t.t(&format!("lane-{number_of_lane}")), t.t(&format!("status-{}", one.state.word()))),
    }
}

fn source_id(source: Source) -> &'static str {
    match source {
        Source::Typed => "case-source-typed",
        Source::Found => "case-source-found",
        Source::Staff => "case-source-staff",
    }
}

/// Whose a name can be.
pub fn sides(t: &Text, chosen: Side) -> Vec<Choice> {
    let one = |side: &Side| Choice {
        word: side.word(),
        label: t.t(&format!("case-side-{}", side.word())),
        chosen: *side == chosen,
    };
    Side::ALL.iter().map(one).collect()
}

/// How sure that can be.
pub fn grades(t: &Text, chosen: Grade) -> Vec<Choice> {
    let one = |grade: &Grade| Choice {
        word: grade.word(),
        label: t.t(&format!("case-grade-{}", grade.word())),
        chosen: *grade == chosen,
    };
    Grade::ALL.iter().map(one).collect()
}

/// Why the holder may be a victim.
pub fn may_be(t: &Text, chosen: &[MayBe]) -> Vec<Choice> {
    let one = |may: &MayBe| Choice {
        word: may.word(),
        label: t.t(&format!("case-maybe-{}", may.word())),
        chosen: chosen.contains(may),
    };
    MayBe::ALL.iter().map(one).collect()
}

/// Marks, adds, corrects or withdraws a name.
pub async fn post(form: &Form<'_>, verb: &str) -> Outcome {
    let fields = form.fields;
    let (key, place, name) =
        (fields.get("key").to_owned(), fields.get("place").trim().to_owned(), fields.get("name").trim().to_owned());
    let mark = Mark {
        side: Side::parse(fields.get("side")).unwrap_or(Side::Unknown),
        grade: Grade::parse(fields.get("grade")).unwrap_or(Grade::Claimed),
        may_be: fields.all("maybe").filter_map(MayBe::parse).collect(),
    };
    if matches!(verb, "add" | "correct") && !identifiers::readable(&place, &name) {
        return Ok(refused(Refusal::Unreadable, form.refilled(verb)));
    }
    let (deed, said) = match verb {
        "mark" => (Deed::Marked { key, mark }, "case-name-saved"),
        "add" => (Deed::Added { place, name, mark }, "case-name-added"),
        "correct" => (Deed::Corrected { key, place, name }, "case-name-corrected"),
        "wrong" => (Deed::WrongPerson { key }, "case-name-withdrawn"),
        _ => return Err(ServiceError::NotFound),
    };
    identifiers::change(&form.app.ctx, form.signed, form.case, &deed).await.map(|()| Done::Back(said))
}
