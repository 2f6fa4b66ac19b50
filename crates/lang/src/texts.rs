//! Everything the house says, in every language, parsed once when it starts.
//!
//! Texts are for people; `Display` of errors is for logs. Values are wrapped in Unicode isolation marks, so that a
//! number or a name keeps its direction inside a sentence.

use std::collections::BTreeMap;
use std::sync::Arc;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Lang, source};

/// Where a text file is wrong. The message names file and line.
#[derive(Debug, thiserror::Error)]
pub enum TextError {
    /// Not Fluent, a message without a value, or something other than a plain message.
    #[error("{file}:{line}: not a Fluent message")]
    Syntax {
        /// Path of the file inside the project.
        file: &'static str,
        /// Line, from 1.
        line: usize,
    },
    /// The same id stands twice in one language.
    #[error("{file}:{line}: the id `{id}` is taken")]
    Duplicate {
        /// Path of the file inside the project.
        file: &'static str,
        /// Line of the second one, from 1.
        line: usize,
        /// The id.
        id: String,
    },
}

/// A value to put into a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Value<'a> {
    /// Words, shown as they are. Escaping for HTML is the template's work.
    Text(&'a str),
    /// A whole number; it also chooses the plural form.
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

/// The texts of all languages.
pub struct Texts {
    all: [Text; 4],
    near: [Text; 4],
}

/// The texts of one language.
pub struct Text {
    lang: Lang,
    catalogue: Arc<Catalogue>,
    english: Arc<Catalogue>,
    near: bool,
}

/// What the id of a text begins with that stands in for another one, for a reader who is threatened by somebody close
/// (family, carer, teacher): `near-talk-none` is said there instead of `talk-none`.
const NEAR: &str = "near-";

struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    raw: BTreeMap<String, String>,
    reviewed: bool,
}

/// A file of the project and what it holds.
type File = (&'static str, &'static str);

macro_rules! files {
    ($lang:literal) => {
        [
            file!($lang, "site"),
            file!($lang, "now"),
            file!($lang, "help"),
            file!($lang, "tell"),
            file!($lang, "doors"),
            file!($lang, "thread"),
            file!($lang, "picture"),
            file!($lang, "console"),
            file!($lang, "members"),
            file!($lang, "gate"),
            file!($lang, "queue"),
            file!($lang, "case"),
            file!($lang, "retention"),
            file!($lang, "audit"),
            file!($lang, "api"),
            file!($lang, "banks"),
        ]
    };
}

macro_rules! file {
    ($lang:literal, $name:literal) => {
        (
            concat!("data/lang/", $lang, "/", $name, ".ftl"),
            include_str!(concat!("../../../data/lang/", $lang, "/", $name, ".ftl")),
        )
    };
}

impl Texts {
    /// Parses the embedded files of all languages.
    ///
    /// # Errors
    /// The first broken or doubled message, with file and line.
    pub fn load() -> Result<Texts, TextError> {
        Texts::from_files([&files!("en"), &files!("fr"), &files!("es"), &files!("ar")])
    }

    /// The texts of `lang`.
    pub fn get(&self, lang: Lang) -> &Text {
        &self.all[lang.index()]
    }

    /// The texts of `lang` for a reader who is threatened by somebody close: where there is a text `near-ID`, it is
    /// said instead of `ID`. Everything else is the same.
    pub fn near(&self, lang: Lang) -> &Text {
        &self.near[lang.index()]
    }

    fn from_files([en, fr, es, ar]: [&[File]; 4]) -> Result<Texts, TextError> {
        let english = Arc::new(Catalogue::parse(Lang::En, en)?);
        let other = |lang, files| -> Result<Text, TextError> {
            let catalogue = Arc::new(Catalogue::parse(lang, files)?);
            Ok(Text { lang, catalogue, english: english.clone(), near: false })
        };
        let first = Text { lang: Lang::En, catalogue: english.clone(), english: english.clone(), near: false };
        let all = [first, other(Lang::Fr, fr)?, other(Lang::Es, es)?, other(Lang::Ar, ar)?];
        let near = all.each_ref().map(|text| Text {
            lang: text.lang,
            catalogue: text.catalogue.clone(),
            english: text.english.clone(),
            near: true,
        });
        Ok(Texts { all, near })
    }
}

impl Text {
    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// True when every file of this language says `### reviewed = true`: a native child-protection reviewer signed it.
    pub fn reviewed(&self) -> bool {
        self.catalogue.reviewed
    }

    /// The text with this id, which takes no values.
    ///
    /// An id that is missing panics in debug builds; in release the English text stands in, or the id itself.
    pub fn t(&self, id: &str) -> String {
        self.args(id, &[])
    }

    /// The text with one number in it.
    pub fn n(&self, id: &str, name: &str, value: i64) -> String {
        self.args(id, &[(name, Value::Number(value))])
    }

    /// The text with one string in it.
    pub fn s(&self, id: &str, name: &str, value: &str) -> String {
        self.args(id, &[(name, Value::Text(value))])
    }

    /// The text with any number of values. Missing ids and values are handled as in [`Text::t`].
    pub fn args(&self, id: &str, args: &[(&str, Value)]) -> String {
        let other = self.near.then(|| format!("{NEAR}{id}")).filter(|other| self.has(other));
        let id = other.as_deref().unwrap_or(id);
        let own = self.catalogue.format(id, args);
        let whole = own.as_ref().is_some_and(|(_, whole)| *whole);
        debug_assert!(whole, "the text `{id}` is missing in {}, or a value for it is", self.lang.code());
        let text = own.or_else(|| self.english.format(id, args));
        text.map_or_else(|| id.to_owned(), |(text, _)| text)
    }

    /// The parts one after the other with the comma of this language: U+060C in Arabic.
    pub fn list<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let comma = if self.lang() == Lang::Ar { "\u{60c} " } else { ", " };
        parts.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(comma)
    }

    /// Whether there is a text with this id.
    pub fn has(&self, id: &str) -> bool {
        self.catalogue.raw.contains_key(id)
    }

    /// Every id, sorted.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.catalogue.raw.keys().map(String::as_str)
    }

    /// A message as written, with its placeables: for checks over all texts, never for a page. `None`: no such id.
    pub fn raw(&self, id: &str) -> Option<&str> {
        self.catalogue.raw.get(id).map(String::as_str)
    }

    /// The names of the values a message takes, sorted; empty when there is no such id.
    pub fn variables(&self, id: &str) -> Vec<String> {
        self.raw(id).map(source::variables).unwrap_or_default()
    }
}

impl Catalogue {
    fn parse(lang: Lang, files: &[File]) -> Result<Catalogue, TextError> {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
        let mut raw = BTreeMap::new();
        for &(file, text) in files {
            let resource = FluentResource::try_new(text.to_owned()).map_err(|(_, errors)| {
                let position = errors.first().map_or(0, |error| error.pos.start);
                TextError::Syntax { file, line: source::line_of(text, position) }
            })?;
            // Doubled ids are found below, with their line.
            bundle.add_resource_overriding(resource);
            for entry in source::entries(text) {
                let has_value = bundle.get_message(&entry.id).is_some_and(|message| message.value().is_some());
                if !has_value {
                    return Err(TextError::Syntax { file, line: entry.line });
                }
                if raw.insert(entry.id.clone(), entry.body).is_some() {
                    return Err(TextError::Duplicate { file, line: entry.line, id: entry.id });
                }
            }
        }
        let reviewed = files.iter().all(|(_, text)| text.lines().any(|line| line.trim() == "### reviewed = true"));
        Ok(Catalogue { bundle, raw, reviewed })
    }

    /// The text, and whether every value it takes was given; `None` when the id is not there.
    fn format(&self, id: &str, args: &[(&str, Value)]) -> Option<(String, bool)> {
        let pattern = self.bundle.get_message(id)?.value()?;
        let args: FluentArgs = args.iter().map(|(name, value)| (*name, fluent(*value))).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        Some((text, errors.is_empty()))
    }
}

fn fluent(value: Value) -> FluentValue {
    match value {
        Value::Number(number) => FluentValue::from(number),
        Value::Text(text) => FluentValue::from(text.replace(turns_text, "")),
    }
}

/// Overrides and isolates inside a value would end our own isolation and turn the rest of the sentence around.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    // Cannot fail: the four codes are valid BCP 47, and a test loads them all.
    lang.code().parse().unwrap()
}

#[cfg(test)]
#[path = "texts_tests.rs"]
mod tests;
