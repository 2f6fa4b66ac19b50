//! Reading what people write: signs of self-harm, and who the offender says to be.
//!
//! Two small things. [`Detector::self_harm`] finds phrases of self-harm in free text, in every
//! language on every message; it only puts doors to people on the next page and the report on top,
//! so missing a child is worse than one hit too many. [`identifier::read`] brings an offender's
//! name, typed into a field, to one canonical form so that equal ones meet.
//!
//! No clock, no randomness, no network; the same input gives the same output. Nothing here decides
//! anything about a person, and a negation ("I don't want to die") never silences a finding.
//!
//! The phrases live in `data/lexicons/<language>/self_harm.toml`; their little syntax is described
//! in `data/lexicons/README.md` and read by the module `pattern`.

pub mod extract;
mod fold;
pub mod identifier;
mod lattice;
mod lexicon;
mod pattern;
mod readings;
mod search;

pub use lexicon::LexiconError;

use lexicon::Lexicon;

/// Version of the rules and of how text is normalised. Raised with every change to either, so that
/// a stored finding says what found it.
pub const RULES_VERSION: &str = "self-harm-1";

/// Who is in danger according to the text, and who wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The writer speaks of their own death or of hurting themselves.
    Own,
    /// The writer fears for somebody else.
    Other,
    /// Somebody demands or suggests it: "kys", "hurt yourself or I post".
    Demanded,
}

impl Level {
    /// The word used in lexicons, rows and pages: `own`, `other` or `demanded`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Other => "other",
            Self::Demanded => "demanded",
        }
    }
}

/// One place in a text where one rule matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// First byte in the original text, on a character boundary.
    pub start: usize,
    /// Byte after the last one in the original text, on a character boundary.
    pub end: usize,
    /// The rule, such as `en-sh-001`. Ids are never reused.
    pub rule: String,
    /// Who is in danger.
    pub level: Level,
}

/// The compiled rules of all languages. Build it once; it is read-only afterwards.
pub struct Detector {
    lexicon: Lexicon,
}

/// The lexicons that ship with the project: language code and TOML text.
const EMBEDDED: [(&str, &str); 4] = [
    ("en", include_str!("../../../data/lexicons/en/self_harm.toml")),
    ("fr", include_str!("../../../data/lexicons/fr/self_harm.toml")),
    ("es", include_str!("../../../data/lexicons/es/self_harm.toml")),
    ("ar", include_str!("../../../data/lexicons/ar/self_harm.toml")),
];

impl Detector {
    /// The detector with the lexicons that ship with the project.
    ///
    /// # Errors
    /// [`LexiconError`] when a shipped lexicon does not compile; the tests of this crate keep that
    /// from being released.
    pub fn embedded() -> Result<Self, LexiconError> {
        Self::from_lexicons(&EMBEDDED)
    }

    /// A detector from `(language code, TOML text)` pairs.
    ///
    /// # Errors
    /// [`LexiconError`] when a text is not a lexicon, a phrase does not parse, an id is used twice
    /// or does not start with its language.
    pub fn from_lexicons(lexicons: &[(&str, &str)]) -> Result<Self, LexiconError> {
        Ok(Self { lexicon: Lexicon::compile(lexicons)? })
    }

    /// Every sign of self-harm in `text`, ordered by place, then rule.
    ///
    /// One rule never reports overlapping places; two rules may. Never panics, whatever the text.
    pub fn self_harm(&self, text: &str) -> Vec<Finding> {
        search::findings(&self.lexicon, text)
    }
}
