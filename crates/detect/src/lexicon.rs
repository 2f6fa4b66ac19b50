//! Reading lexicon files and compiling their rules together.

use crate::Level;
use crate::fold::fold_str;
use crate::pattern::Pattern;
use crate::readings::{Readings, Vocabulary};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Why a lexicon was refused. Names the rule, never a text somebody wrote to us.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is not TOML of the lexicon's shape.
    #[error("lexicon {lang}: {source}")]
    Toml {
        /// Language code.
        lang: String,
        /// What the TOML reader says.
        source: Box<toml::de::Error>,
    },
    /// The phrase of a rule cannot be read.
    #[error("rule {rule}: {reason}")]
    Phrase {
        /// Rule id.
        rule: String,
        /// What is wrong with the phrase.
        reason: &'static str,
    },
    /// The rule id is used twice or does not begin with its language.
    #[error("rule id {rule} is used twice or has the wrong language")]
    Id {
        /// Rule id.
        rule: String,
    },
    /// The rules are too many to compile together.
    #[error("the word index could not be built: {0}")]
    Index(#[from] aho_corasick::BuildError),
}

/// A lexicon file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Words people hide behind stars.
    #[serde(default)]
    starred: Vec<String>,
    /// Named sets of words for `{name}`.
    #[serde(default)]
    words: BTreeMap<String, String>,
    rule: Vec<FileRule>,
}

/// A rule as written. The reason and the examples are for people and tests.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    id: String,
    phrase: String,
    level: Level,
    #[serde(rename = "why")]
    _why: String,
    #[serde(rename = "hits")]
    _hits: Vec<String>,
    #[serde(default, rename = "misses")]
    _misses: Vec<String>,
}

/// A compiled rule.
pub(crate) struct Rule {
    pub id: String,
    pub level: Level,
    pub pattern: Pattern,
}

/// All rules of all languages.
pub(crate) struct Lexicon {
    pub rules: Vec<Rule>,
    pub readings: Readings,
    /// Rule numbers by the word id a match begins with.
    starting: Vec<Vec<usize>>,
}

impl Lexicon {
    pub fn compile(lexicons: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let (mut rules, mut starred, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut words = Vocabulary::default();
        for (lang, text) in lexicons {
            let file: File = toml::from_str(text)
                .map_err(|e| LexiconError::Toml { lang: (*lang).to_owned(), source: Box::new(e) })?;
            starred.extend(file.starred.iter().map(|w| fold_str(w)));
            for rule in file.rule {
                if !rule.id.starts_with(&format!("{lang}-")) || !seen.insert(rule.id.clone()) {
                    return Err(LexiconError::Id { rule: rule.id });
                }
                let pattern = Pattern::compile(&rule.phrase, &file.words, &mut words)
                    .map_err(|reason| LexiconError::Phrase { rule: rule.id.clone(), reason })?;
                rules.push(Rule { id: rule.id, level: rule.level, pattern });
            }
        }
        let readings = Readings::new(words, &starred)?;
        let mut starting = vec![Vec::new(); readings.id_limit()];
        for (number, rule) in rules.iter().enumerate() {
            for word in &rule.pattern.first {
                starting[*word as usize].push(number);
            }
        }
        Ok(Self { rules, readings, starting })
    }

    /// The rules a match of which can begin with this word.
    pub fn starting_with(&self, word: u32) -> &[usize] {
        &self.starting[word as usize]
    }
}
