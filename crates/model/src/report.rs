//! What a visitor tells: typed, bounded, every question skippable.

use serde::{Deserialize, Serialize};

use crate::given::Given;

/// Most characters of an app or site.
pub const SHORT_MAX: usize = 200;
/// Most characters of the visitor's own words, and of pasted messages: a chat of months fits.
pub const LONG_MAX: usize = 100_000;
/// Rows for names and places on the page.
pub const HANDLE_ROWS: usize = 3;

macro_rules! answers {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every answer, in the order of the page.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word in forms and in sealed answers.
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The answer behind a form's word; `None` for a skipped or unknown one.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|answer| answer.word() == word)
            }
        }
    )*};
}

answers! {
    /// Are you safe right now?
    Danger {
        /// They may hurt themselves.
        Myself = "self",
        /// Somebody is near, or coming.
        Near = "near",
        /// Safe at the moment.
        Safe = "no",
    }
    /// Who is speaking.
    Who {
        /// The person it happens to.
        Me = "me",
        /// A parent or carer, about their child.
        Child = "child",
        /// A friend.
        Friend = "friend",
        /// A teacher, about a pupil.
        Pupil = "pupil",
        /// Somebody else.
        Other = "other",
    }
    /// How old the person it happens to is.
    AgeBand {
        /// Under 13.
        Under13 = "u13",
        /// 13 to 15.
        From13 = "a13",
        /// 16 or 17.
        From16 = "a16",
        /// 18 or over.
        Adult = "a18",
    }
    /// What the threat is about.
    Threat {
        /// Pictures or videos.
        Pictures = "pictures",
        /// A secret, information.
        Information = "information",
    }
    /// What the person threatening wants.
    Want {
        /// Money, cards, codes.
        Money = "money",
        /// More pictures or videos.
        More = "more",
        /// That the child does something.
        Act = "act",
        /// To hurt.
        Harm = "harm",
        /// Not known.
        Unknown = "unknown",
    }
    /// By when.
    By {
        /// Within an hour.
        Hour = "hour",
        /// Today.
        Today = "today",
        /// Tomorrow.
        Tomorrow = "tomorrow",
        /// Later.
        Later = "later",
        /// No time was said.
        Never = "none",
    }
    /// What happened already.
    Happened {
        /// Money was sent.
        Paid = "paid",
        /// More pictures were sent.
        Sent = "sent",
        /// It was shared with others.
        Shared = "shared",
        /// Messages were deleted.
        Deleted = "deleted",
        /// The account was blocked.
        Blocked = "blocked",
        /// They came back for more.
        Again = "again",
        /// The picture is made up.
        Fake = "fake",
        /// None of these yet.
        Nothing = "nothing",
    }
    /// Who threatens.
    Offender {
        /// Somebody the child knows.
        Known = "known",
        /// Family, a carer or a teacher: no later page speaks of telling them.
        Family = "family",
        /// Another child or young person.
        Young = "young",
        /// A stranger, or somebody known from the internet alone.
        Stranger = "stranger",
        /// Not known.
        Unknown = "unknown",
    }
    /// Whose name it is.
    Side {
        /// The person threatening.
        Them = "them",
        /// The visitor's own.
        Mine = "me",
        /// Somebody else's.
        Someone = "other",
        /// Not said: sealed, never tagged, never leaves.
        Unknown = "unknown",
    }
}

/// A name, and the app or site where it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handle {
    /// The app or site, as typed.
    pub place: String,
    /// The name there, as typed.
    pub name: String,
    /// Whose it is.
    pub side: Side,
}

/// A report as it leaves the form: parsed and bounded, nothing stored yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewReport {
    /// Language of the page it was written on, two letters.
    pub lang: String,
    /// Are you safe right now?
    pub danger: Option<Danger>,
    /// Who speaks.
    pub who: Option<Who>,
    /// Age band of the person it happens to.
    pub age: Option<AgeBand>,
    /// What the threat is about.
    pub threat: Vec<Threat>,
    /// What they want.
    pub want: Vec<Want>,
    /// By when.
    pub by: Option<By>,
    /// What happened already.
    pub happened: Vec<Happened>,
    /// Names and places.
    pub handles: Vec<Handle>,
    /// Pasted messages, as typed.
    pub pasted: String,
    /// The visitor's own words, as typed.
    pub words: String,
    /// A safe way and time to be answered, as typed.
    pub answer: String,
    /// The country that was chosen, ISO 3166-1 alpha-2 in capitals; `""` when skipped. It is asked, never guessed, and
    /// stored nowhere but sealed among the answers.
    // Left out when skipped, so that what was sent before these questions existed still has the same mark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub country: String,
    /// Who threatens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offender: Option<Offender>,
    /// Fingerprints of pictures that the browser made; sealed apart from the other answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<Given>,
}

impl NewReport {
    /// Everything in it that may carry a sign of danger, piece by piece.
    pub fn free_texts(&self) -> impl Iterator<Item = &str> {
        [self.words.as_str(), self.pasted.as_str(), self.answer.as_str()]
            .into_iter()
            .chain(self.handles.iter().flat_map(|h| [h.place.as_str(), h.name.as_str()]))
            .filter(|text| !text.is_empty())
    }

    /// True when every question was skipped: there is nothing to send yet.
    pub fn is_empty(&self) -> bool {
        let nothing = Self { lang: self.lang.clone(), ..Self::default() };
        *self == nothing
    }
}

/// What the queue shows of a case once it is opened: sealed under the case key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Language of the visitor, two letters.
    pub lang: String,
    /// Who speaks.
    pub who: Option<Who>,
    /// Age band.
    pub age: Option<AgeBand>,
    /// Apps and sites named beside the person threatening, at most three.
    pub places: Vec<String>,
    /// Why it waits where it waits, the weightiest first.
    pub reasons: Vec<crate::lane::Reason>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_forms_round_trip_and_unknown_ones_are_skipped() {
        assert!(Happened::ALL.iter().all(|h| Happened::parse(h.word()) == Some(*h)));
        assert_eq!(Danger::parse("skip"), None);
        assert_eq!(By::parse(""), None);
    }

    #[test]
    fn a_report_with_only_a_language_is_empty() {
        let mut report = NewReport { lang: "fr".into(), ..NewReport::default() };
        assert!(report.is_empty());
        report.by = Some(By::Never);
        assert!(!report.is_empty());
    }

    #[test]
    fn answers_stored_before_a_question_existed_still_parse_and_look_the_same() {
        let old = r#"{"lang":"fr","danger":null,"who":"me","age":null,"threat":[],"want":[],"by":null,"happened":[],"handles":[],"pasted":"","words":"","answer":""}"#;
        let report: NewReport = serde_json::from_str(old).unwrap();
        assert_eq!((report.country.as_str(), report.offender), ("", None));
        assert_eq!(serde_json::to_string(&report).unwrap(), old);
        let new = NewReport { country: "FR".into(), offender: Some(Offender::Family), ..report };
        assert_eq!(serde_json::from_str::<NewReport>(&serde_json::to_string(&new).unwrap()).unwrap(), new);
    }
}
