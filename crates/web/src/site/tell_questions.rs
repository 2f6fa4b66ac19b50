//! The questions of `/tell`, in their order: one table for the page with all of them and for one on each page.

use vigie_model::report::{AgeBand, By, Danger, HANDLE_ROWS, Happened, Offender, Side, Threat, Want, Who};

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// One of some answers.
    One,
    /// Any of some answers.
    Many,
    /// A country of the list.
    Country,
    /// Names and the places where they are used.
    Places,
    /// A short text.
    Text,
    /// The last page: what was pasted, and the visitor's own words.
    Words,
}

/// A question.
#[derive(Debug)]
pub struct Question {
    /// The name of its field; `tell-NAME` is its text.
    pub name: &'static str,
    /// How it is answered.
    pub kind: Kind,
    /// The identifier of the line below it, `""` for none.
    pub hint: &'static str,
    /// The answers to choose from.
    values: fn() -> Vec<&'static str>,
}

impl Question {
    /// The answers to choose from, in order; none when it is answered in words.
    pub fn values(&self) -> Vec<&'static str> {
        (self.values)()
    }

    /// True when answers are chosen from a few.
    pub fn chosen(&self) -> bool {
        matches!(self.kind, Kind::One | Kind::Many)
    }

    /// The kind of its inputs.
    pub fn input(&self) -> &'static str {
        if self.kind == Kind::Many { "checkbox" } else { "radio" }
    }

    /// The field that a sentence about the whole question stands beside.
    pub fn field(&self) -> &'static str {
        if self.kind == Kind::Places { "place1" } else { self.name }
    }

    /// True for a field that this question asks for: sent without it, the question was answered with nothing.
    pub fn asks(&self, field: &str) -> bool {
        match self.kind {
            Kind::Places => row(field).is_some(),
            Kind::Words => ["pasted", "words"].contains(&field),
            _ => self.name == field,
        }
    }
}

/// The answers of a type of the model that has them all in [`Self::ALL`].
macro_rules! all {
    ($type:ty) => {
        || <$type>::ALL.iter().map(|answer| answer.word()).collect()
    };
    ($type:ty, $($more:literal),+) => {
        || <$type>::ALL.iter().map(|answer| answer.word()).chain([$($more),+]).collect()
    };
}

/// The country's place in the table: other pages lead to it and back.
pub const COUNTRY: usize = 2;

/// The table; the first question has number 1.
pub static QUESTIONS: [Question; 12] = [
    Question { name: "danger", kind: Kind::One, hint: "tell-danger-hint", values: all!(Danger, "skip") },
    Question { name: "country", kind: Kind::Country, hint: "tell-country-hint", values: Vec::new },
    Question { name: "who", kind: Kind::One, hint: "", values: all!(Who) },
    Question { name: "age", kind: Kind::One, hint: "tell-age-hint", values: all!(AgeBand, "skip") },
    Question { name: "offender", kind: Kind::One, hint: "tell-offender-hint", values: all!(Offender) },
    Question { name: "threat", kind: Kind::Many, hint: "tell-many-hint", values: all!(Threat) },
    Question { name: "want", kind: Kind::Many, hint: "tell-many-hint", values: all!(Want) },
    Question { name: "by", kind: Kind::One, hint: "", values: all!(By) },
    Question { name: "happened", kind: Kind::Many, hint: "tell-happened-hint", values: happened },
    Question { name: "places", kind: Kind::Places, hint: "tell-places-hint", values: Vec::new },
    Question { name: "answer", kind: Kind::Text, hint: "tell-answer-hint", values: Vec::new },
    Question { name: "words", kind: Kind::Words, hint: "", values: Vec::new },
];

/// What happened, in the order in which it is easiest to say.
fn happened() -> Vec<&'static str> {
    use Happened::{Again, Blocked, Deleted, Fake, Nothing, Paid, Sent, Shared};
    [Paid, Sent, Shared, Again, Deleted, Blocked, Fake, Nothing].map(Happened::word).to_vec()
}

/// The question with a number; the nearest one for a number that none has.
pub fn question(number: usize) -> &'static Question {
    &QUESTIONS[number.clamp(1, QUESTIONS.len()) - 1]
}

/// The number of the question that asks for a field.
pub fn number_of(field: &str) -> Option<usize> {
    QUESTIONS.iter().position(|question| question.asks(field)).map(|at| at + 1)
}

/// True for an answer that is worth keeping: one of those that were offered, or words. Everything else is skipped.
pub fn fits(field: &str, value: &str) -> bool {
    let Some(question) = number_of(field).map(question) else { return false };
    match question.kind {
        Kind::One | Kind::Many => question.values().contains(&value),
        Kind::Country => value.len() == 2,
        Kind::Places if field.starts_with("side") => {
            value != Side::Unknown.word() && Side::ALL.iter().any(|side| side.word() == value)
        }
        Kind::Places | Kind::Text | Kind::Words => !value.is_empty(),
    }
}

/// The row of a field for places and names.
fn row(field: &str) -> Option<usize> {
    let number = ["place", "name", "side"].iter().find_map(|start| field.strip_prefix(start))?;
    (1..=HANDLE_ROWS).find(|row| row.to_string() == number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_belongs_to_one_question_and_the_country_is_where_it_is_said_to_be() {
        for field in ["danger", "who", "place1", "name3", "side2", "pasted", "words", "answer", "country", "offender"] {
            assert_eq!(QUESTIONS.iter().filter(|question| question.asks(field)).count(), 1, "{field}");
        }
        assert_eq!(number_of("country"), Some(COUNTRY));
        assert!(["place4", "places", "name", "l", "draft", "told"].iter().all(|field| number_of(field).is_none()));
        assert_eq!((question(0).name, question(99).name), ("danger", "words"));
    }

    #[test]
    fn only_answers_that_were_offered_are_kept() {
        assert!(fits("danger", "self") && fits("age", "skip") && fits("place2", " ") && fits("side1", "them"));
        assert!(!fits("danger", "applause") && !fits("side1", "unknown") && !fits("words", "") && !fits("draft", "x"));
        assert_eq!(question(9).values().len(), Happened::ALL.len());
    }
}
