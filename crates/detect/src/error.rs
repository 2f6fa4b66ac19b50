//! Why lexicons and weights are refused, and where what is wrong stands.

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
    #[error(
        "rule id {rule} is used twice or has the wrong language: write one of its own that begins with the folder's name and -"
    )]
    Id {
        /// Rule id.
        rule: String,
    },
    /// A rule must say one thing: `level`, `element` or `cue`.
    #[error("rule {rule} needs exactly one of level, element and cue: write one, take out the others")]
    Tag {
        /// Rule id.
        rule: String,
    },
    /// Concepts that are made of each other never end.
    #[error("concept {concept} is made of itself: take its name out of what it is made of")]
    Circle {
        /// Name of the concept.
        concept: String,
    },
    /// What was packed into the program is no lexicon.
    #[error("the packed rules are damaged")]
    Packed,
    /// The weights cannot be read.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// Something of the above, and where it stands.
    #[error("{place}: {what}")]
    At {
        /// File, and the line where it is known, such as `en/threat.toml, line 12`.
        place: String,
        /// What is wrong there.
        what: Box<LexiconError>,
    },
    /// A folder or file could not be read.
    #[error("{file}: {source}")]
    Read {
        /// The folder or file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The folder holds no lexicon.
    #[error("{0} holds no lexicon: a folder for each language with .toml files in it belongs there")]
    Empty(String),
}

/// A lexicon file's text and where it comes from.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// Language code, or `any`.
    pub lang: &'a str,
    /// Folder and name, such as `en/threat.toml`; nothing where it is no file.
    pub file: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    /// Says where an error stands: at the line that names what it is about.
    pub fn place(&self, what: LexiconError) -> LexiconError {
        if self.file.is_empty() {
            return what;
        }
        let line = match &what {
            LexiconError::Phrase { rule, .. } | LexiconError::Id { rule } | LexiconError::Tag { rule } => {
                let name = rule.rsplit(' ').next().unwrap_or(rule);
                let names = |line: &str| match line.split_once('=') {
                    Some((key, value)) => {
                        key.trim().trim_matches('"') == name
                            || (key.trim() == "id" && value.trim().trim_matches(['"', '\'']) == name)
                    }
                    None => false,
                };
                self.text.lines().position(names).map(|at| at + 1)
            }
            _ => None,
        };
        let place = line.map_or_else(|| self.file.to_owned(), |line| format!("{}, line {line}", self.file));
        LexiconError::At { place, what: Box::new(what) }
    }
}

/// Why a file of weights was refused.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {reason}", if *line == 0 { String::new() } else { format!(", line {line}") })]
pub struct WeightsError {
    /// Name of the file.
    pub file: &'static str,
    /// Line of the file, from 1; 0 where it is about the whole file.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}
