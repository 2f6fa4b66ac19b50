//! What a visitor told on the pages before and on this one, put together: nothing that was sent is lost on the way.

use vigie_lang::Lang;
use vigie_model::clock::entropy;
use vigie_model::report::{Danger, Offender};
use vigie_service::intake::Draft;
use vigie_service::told::{Answers, Carried, Told};

use super::tell_questions::{Kind, Question, fits, number_of, question};
use crate::app::Inner;
use crate::fields::Fields;
use crate::variant::Variant;

/// What was told so far.
pub struct SoFar {
    /// The draft of the whole telling.
    pub draft: Draft,
    /// True when a sealed field was sent that does not open: what it held is gone.
    pub lost: bool,
    answers: Answers,
}

impl SoFar {
    /// What came sealed with a form. One that does not open is left out, and the rest of the form still counts.
    pub fn read(app: &Inner, fields: &Fields) -> Self {
        let (sealed, keys) = (fields.get("told"), &app.ctx.keys);
        match Told::open(sealed, keys, app.ctx.clock.now()) {
            Some(told) => Self { draft: told.draft, lost: false, answers: told.answers },
            None if sealed.is_empty() => {
                Self { draft: Draft::parse(fields.get("draft")), lost: false, answers: Vec::new() }
            }
            None => Self { draft: Draft::behind(sealed, keys), lost: true, answers: Vec::new() },
        }
    }

    /// Adds what a form holds. What its own question asks for counts as it stands now, also when it is empty; other
    /// fields were carried beside the seal.
    pub fn add(&mut self, app: &Inner, fields: &Fields, own: impl Fn(&str) -> bool) {
        let sent = |name: &str| own(name) || fields.has(name);
        self.answers.retain(|answer| !sent(&answer.0));
        for (name, value) in fields.pairs() {
            let many = number_of(name).map(question).is_some_and(|question| question.kind == Kind::Many);
            // Of a field that comes twice the first counts; of answers to choose from, each counts once.
            let twice = self.answers.iter().any(|answer| answer.0 == *name && (!many || answer.1 == *value));
            let known = name != "country" || app.countries.name(Lang::En, value).is_some();
            if !twice && known && fits(name, value) {
                self.answers.push((name.clone(), value.clone()));
            }
        }
    }

    /// Takes the answer to a question back.
    pub fn skip(&mut self, question: &Question) {
        self.answers.retain(|answer| !question.asks(&answer.0));
    }

    /// True when nothing was told yet.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// The answer to a question, `""` for none.
    pub fn get(&self, name: &str) -> &str {
        self.answers.iter().find(|answer| answer.0 == name).map_or("", |answer| answer.1.as_str())
    }

    /// The country that was chosen, `""` for none.
    pub fn country(&self) -> String {
        self.get("country").to_ascii_uppercase()
    }

    /// True when the visitor says that it is not safe.
    pub fn danger(&self) -> bool {
        matches!(Danger::parse(self.get("danger")), Some(Danger::Myself | Danger::Near))
    }

    /// True when somebody close threatens.
    fn close_by(&self) -> bool {
        Offender::parse(self.get("offender")) == Some(Offender::Family)
    }

    /// For whom the pages are made from here on: once somebody close is named, for a reader whom they threaten.
    pub fn reader(&self) -> Variant {
        if self.close_by() { Variant::Near } else { Variant::now() }
    }

    /// Everything that was typed: name of the field, and text.
    pub fn texts(&self) -> Vec<(&str, &str)> {
        let typed =
            |name: &str| ["place", "name", "answer", "pasted", "words"].iter().any(|start| name.starts_with(start));
        self.answers
            .iter()
            .filter(|answer| typed(&answer.0))
            .map(|answer| (answer.0.as_str(), answer.1.as_str()))
            .collect()
    }

    /// Everything as fields of a form.
    pub fn fields(&self, lang: Lang) -> Fields {
        Fields::of(lang, self.answers.clone())
    }

    /// Everything but what the page itself shows in its fields, sealed to be carried by it.
    pub fn carried(&self, app: &Inner, shown: impl Fn(&str) -> bool) -> Carried {
        let answers = self.answers.iter().filter(|answer| !shown(&answer.0)).cloned().collect();
        Told { draft: self.draft.clone(), answers }.seal(&app.ctx.keys, app.ctx.clock.now(), &mut entropy())
    }
}
