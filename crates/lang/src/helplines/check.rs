//! A desk's own checks of a contact, and what they make of its row.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Helpline, Source};
use crate::Day;

/// How a contact was tried.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Somebody called, and the service answered or did not.
    Called,
    /// Somebody wrote: SMS, chat, messenger.
    Wrote,
    /// Somebody opened the pages named, and they agree. Nobody of the service was spoken to.
    OpenedPages,
    /// A letter of the service or of an authority, on paper or signed.
    Letter,
}

impl How {
    /// Every way, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Called, Self::Wrote, Self::OpenedPages, Self::Letter];

    /// The word stored and the end of its text identifier.
    pub fn word(self) -> &'static str {
        match self {
            Self::Called => "called",
            Self::Wrote => "wrote",
            Self::OpenedPages => "pages",
            Self::Letter => "letter",
        }
    }

    /// The way behind a word of a form.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.word() == word)
    }

    /// True when the service itself or an authority spoke: its word counts as one source of its own.
    pub fn is_own_word(self) -> bool {
        self != Self::OpenedPages
    }
}

/// What came of a check.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It is reached as written.
    Works,
    /// It is not: hidden at once, whatever else the row says.
    Fails,
    /// Taken away by a person, for a reason written down.
    Expired,
}

impl Outcome {
    /// The word of its text identifier.
    pub fn word(self) -> &'static str {
        match self {
            Self::Works => "works",
            Self::Fails => "fails",
            Self::Expired => "expired",
        }
    }
}

/// The ways to reach somebody that a check tried. A row that was changed since was not checked.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contact {
    /// As [`Helpline::phone`].
    pub phone: String,
    /// As [`Helpline::text`].
    pub text: String,
    /// As [`Helpline::url`].
    pub url: String,
    /// As [`Helpline::chat`].
    pub chat: String,
}

/// A desk's own check of one contact: somebody opened the sources and tried the service.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Check {
    /// Id of the row.
    pub helpline: String,
    /// What was tried.
    pub contact: Contact,
    /// Day of the check.
    pub on: Day,
    /// How it was tried.
    pub how: How,
    /// What came of it.
    pub outcome: Outcome,
    /// Last day on which the row may be shown. Twelve months after `on` it is hidden in any case.
    pub expires: Day,
    /// Pages opened on that day that agree with the row.
    pub sources: Vec<Source>,
}

/// Checks by row, each list in the order in which they were made.
pub(super) fn by_row(checks: &[Check]) -> BTreeMap<&str, Vec<&Check>> {
    let mut rows: BTreeMap<&str, Vec<&Check>> = BTreeMap::new();
    for check in checks {
        rows.entry(check.helpline.as_str()).or_default().push(check);
    }
    for list in rows.values_mut() {
        list.sort_by_key(|check| check.on); // stable: of one day the later in the list counts
    }
    rows
}

impl Helpline {
    /// What a check of this row tries.
    pub fn contact(&self) -> Contact {
        Contact { phone: self.phone.clone(), text: self.text.clone(), url: self.url.clone(), chat: self.chat.clone() }
    }

    /// The same row after checks of it, in the order in which they were made. Those of another number under the same
    /// id count for nothing.
    pub(super) fn with_checks(&self, checks: &[&Check]) -> Helpline {
        let mut row = self.clone();
        let contact = self.contact();
        for check in checks.iter().filter(|check| check.contact == contact) {
            match check.outcome {
                Outcome::Works => row.found_good(check),
                Outcome::Fails | Outcome::Expired => {
                    // What was good before is not: only a later check releases it again.
                    row.heard = None;
                    row.sources.clone_from(&self.sources);
                    row.withdrawn = Some(check.on);
                }
            }
        }
        row
    }

    fn found_good(&mut self, check: &Check) {
        // A data file that is younger than the check knows more, unless somebody has hidden the row here.
        if self.withdrawn.is_some() || self.checked.is_none_or(|checked| checked <= check.on) {
            self.checked = Some(check.on);
            self.expires = Some(check.expires.min(check.on.a_year_later()));
        }
        self.withdrawn = None;
        if check.how.is_own_word() {
            self.heard = Some(check.on);
        }
        for source in &check.sources {
            match self.sources.iter_mut().find(|known| known.url == source.url) {
                Some(known) => known.seen.clone_from(&source.seen),
                None => self.sources.push(source.clone()),
            }
        }
    }
}
