//! Reading lexicon files and compiling their concepts and rules together.

use crate::Level;
use crate::code::{Code, Coder};
use crate::element::{Label, Voice};
use crate::fold::fold_str;
use crate::pattern::{Pattern, Sets};
use crate::readings::{Readings, Vocabulary};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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
    /// The rules are too many to compile together.
    #[error("the word index could not be built: {0}")]
    Index(#[from] aho_corasick::BuildError),
    /// The weights cannot be read.
    #[error(transparent)]
    Weights(#[from] crate::coercion::WeightsError),
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

/// A lexicon file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Who has read it as a native speaker.
    #[serde(default, rename = "reviewed_by")]
    _reviewed_by: Vec<String>,
    /// Words people hide behind stars.
    #[serde(default)]
    starred: Vec<String>,
    /// Words that join a clause to the next one.
    #[serde(default)]
    joins: Vec<String>,
    /// Named sets of words for `{name}`, of this file only.
    #[serde(default)]
    words: BTreeMap<String, String>,
    /// Things that are said in many ways, shared by all languages under one name.
    #[serde(default)]
    concepts: BTreeMap<String, String>,
    #[serde(default)]
    rule: Vec<FileRule>,
}

/// A rule as written. The reason and the examples are for people and tests.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRule {
    id: String,
    phrase: String,
    level: Option<Level>,
    element: Option<Label>,
    voice: Option<Voice>,
    cue: Option<String>,
    #[serde(rename = "why")]
    _why: String,
    #[serde(rename = "hits")]
    _hits: Vec<String>,
    #[serde(default, rename = "misses")]
    _misses: Vec<String>,
}

/// What a rule says about the place where it matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    /// Self-harm.
    SelfHarm(Level),
    /// A part of the coercion.
    Element(Label, Voice),
    /// A sign of the context, by its place among the names of cues.
    Cue(u16),
}

/// A compiled rule.
pub(crate) struct Rule {
    pub id: String,
    pub tag: Tag,
    /// Names of the signs it stands for.
    pub signs: Vec<String>,
}

/// What a program makes when it matches.
#[derive(Clone, Copy)]
pub(crate) enum Makes {
    Concept(u32),
    Rule(u32),
}

/// A phrase of a concept or a rule, and what has to be there for it to be worth a try, beside its rarest need.
pub(crate) struct Program {
    /// The [`mask`] of what may stand second; all bits where anything may.
    pub may_follow: u64,
    /// Numbers of needs, filled up with 0, which is always there.
    pub needs: [u16; 3],
    pub makes: Makes,
    /// It is a sign of self-harm.
    pub harm: bool,
    /// Its first step in the code.
    pub begin: u32,
    /// The list of [`Pattern::second`] in the code.
    pub second: Option<u32>,
}

/// Where what is known of a word or concept begins in the lists of [`Table`]; it ends where that of the next one begins.
#[derive(Clone, Copy, Default)]
struct Entry {
    starting: u32,
    satisfies: u32,
    is_a: u32,
}

/// What is known of each word and concept, for all of them in a row: what is asked together lies together.
struct Table {
    /// By id, one more for the end.
    entries: Vec<Entry>,
    /// The programs that may begin with it, and of each the rarest need.
    rarest: Vec<u16>,
    programs: Vec<u32>,
    /// The needs it satisfies.
    satisfies: Vec<u16>,
    /// The concepts it alone is.
    is_a: Vec<u32>,
}

impl Table {
    /// From pairs of an id and what is known of it, each sorted by the ids.
    fn new(limit: usize, starting: &[(u32, u16, u32)], satisfies: &[(u32, u16)], is_a: &[(u32, u32)]) -> Self {
        let before = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let (mut entries, mut entry) = (Vec::with_capacity(limit + 1), [0; 3]);
        for id in (0..).take(limit + 1) {
            entry[0] += starting[entry[0]..].iter().take_while(|one| one.0 < id).count();
            entry[1] += satisfies[entry[1]..].iter().take_while(|one| one.0 < id).count();
            entry[2] += is_a[entry[2]..].iter().take_while(|one| one.0 < id).count();
            let [starting, satisfies, is_a] = entry.map(before);
            entries.push(Entry { starting, satisfies, is_a });
        }
        Self {
            entries,
            rarest: starting.iter().map(|(_, need, _)| *need).collect(),
            programs: starting.iter().map(|(.., program)| *program).collect(),
            satisfies: satisfies.iter().map(|(_, need)| *need).collect(),
            is_a: is_a.iter().map(|(_, concept)| *concept).collect(),
        }
    }

    fn range(&self, id: u32, of: impl Fn(&Entry) -> u32) -> std::ops::Range<usize> {
        of(&self.entries[id as usize]) as usize..of(&self.entries[id as usize + 1]) as usize
    }
}

/// All concepts and rules of all languages.
pub(crate) struct Lexicon {
    pub rules: Vec<Rule>,
    pub programs: Vec<Program>,
    pub code: Code,
    pub readings: Readings,
    table: Table,
    /// One more than the largest number of a need.
    pub needs: usize,
    /// The concept `or_else`, the hinge of a threat: no gap goes over it.
    pub hinge: Option<u32>,
    /// Names of concepts, by id.
    names: Vec<Option<String>>,
    /// Words that join a clause to the next one, folded.
    pub joins: BTreeSet<String>,
}

/// A bit for each id, shared by many: what has no bit in common has no id in common.
pub(crate) fn mask(ids: impl Iterator<Item = u32>) -> u64 {
    ids.fold(0, |mask, id| mask | 1 << (id % 64))
}

/// What is gathered from the files before it can be ordered.
#[derive(Default)]
struct Draft {
    words: Vocabulary,
    rules: Vec<Rule>,
    cues: BTreeSet<String>,
    programs: Vec<(Makes, Pattern)>,
    /// A word or concept that alone is a concept.
    alone: Vec<(u32, u32)>,
    names: BTreeMap<u32, String>,
}

impl Lexicon {
    pub fn compile(lexicons: &[Source]) -> Result<Self, LexiconError> {
        let mut files = Vec::new();
        let mut draft = Draft::default();
        for source in lexicons {
            let file: File = toml::from_str(source.text)
                .map_err(|e| source.place(LexiconError::Toml { lang: source.lang.to_owned(), source: Box::new(e) }))?;
            for name in file.concepts.keys() {
                let id = draft.words.add_concept(name);
                draft.names.insert(id, name.clone());
            }
            draft.cues.extend(file.rule.iter().filter_map(|r| r.cue.clone()));
            files.push((source, file));
        }
        let (mut starred, mut joins, mut seen) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (source, file) in files {
            let lang = source.lang;
            starred.extend(file.starred.iter().map(|w| fold_str(w)));
            joins.extend(file.joins.iter().map(|w| fold_str(w)));
            let mut sets = Sets::new(file.words);
            for (name, phrase) in &file.concepts {
                draft.concept(lang, name, phrase, &mut sets).map_err(|e| source.place(e))?;
            }
            for rule in file.rule {
                if !rule.id.starts_with(&format!("{lang}-")) || !seen.insert(rule.id.clone()) {
                    return Err(source.place(LexiconError::Id { rule: rule.id }));
                }
                draft.rule(rule, &mut sets).map_err(|e| source.place(e))?;
            }
        }
        draft.finish(&starred, joins)
    }

    /// The programs a match of which can begin with this word or concept and whose rarest need is there.
    pub fn starting_with(&self, id: u32, there: impl Fn(u16) -> bool) -> impl Iterator<Item = (u32, &Program)> {
        let Table { rarest, programs, .. } = &self.table;
        let range = self.table.range(id, |entry| entry.starting);
        let there = rarest[range.clone()].iter().zip(&programs[range]).filter(move |(need, _)| there(**need));
        there.map(|(_, program)| (*program, &self.programs[*program as usize]))
    }

    /// The name of a concept; nothing for a word.
    pub fn concept_name(&self, id: u32) -> Option<&str> {
        self.names.get(id as usize)?.as_deref()
    }

    /// The names of concepts by id; nothing for words.
    pub fn concept_names(&self) -> &[Option<String>] {
        &self.names
    }

    /// What this word or concept is without anything beside it.
    pub fn is_a(&self, id: u32) -> &[u32] {
        &self.table.is_a[self.table.range(id, |entry| entry.is_a)]
    }

    /// The needs that a word or concept satisfies.
    pub fn satisfied_by(&self, id: u32) -> &[u16] {
        &self.table.satisfies[self.table.range(id, |entry| entry.satisfies)]
    }
}

/// What is known of each word, the needs of each program but the rarest, and one more than the largest number of a need.
/// `alone` are words and the concepts they alone are.
fn starts(programs: &[(Makes, Pattern)], limit: usize, mut alone: Vec<(u32, u32)>) -> (Table, Vec<[u16; 3]>, usize) {
    let (mut starting, mut satisfies) = (Vec::new(), Vec::new());
    let mut others = Vec::with_capacity(programs.len());
    let mut numbers: HashMap<&[u32], u16> = HashMap::new();
    for ((_, pattern), number) in programs.iter().zip(0_u32..) {
        let mut needs = [0; 4];
        for (need, ids) in needs.iter_mut().zip(&pattern.needs) {
            let Ok(next) = u16::try_from(numbers.len() + 1) else { break };
            *need = *numbers.entry(ids).or_insert_with(|| {
                satisfies.extend(ids.iter().map(|id| (*id, next)));
                next
            });
        }
        starting.extend(pattern.first.iter().map(|word| (*word, needs[0], number)));
        let [_, needs @ ..] = needs;
        others.push(needs);
    }
    starting.sort_unstable();
    satisfies.sort_unstable();
    // In the order they were written in: what is added first is tried first.
    alone.sort_by_key(|(word, _)| *word);
    (Table::new(limit, &starting, &satisfies, &alone), others, numbers.len() + 1)
}

impl Draft {
    fn concept(&mut self, lang: &str, name: &str, phrase: &str, sets: &mut Sets) -> Result<(), LexiconError> {
        let id = self.words.add_concept(name);
        let (single, longer) = Pattern::choices(phrase, sets, &mut self.words)
            .map_err(|reason| LexiconError::Phrase { rule: format!("{lang}, concept {name}"), reason })?;
        self.alone.extend(single.into_iter().map(|word| (word, id)));
        self.programs.extend(longer.into_iter().map(|pattern| (Makes::Concept(id), pattern)));
        Ok(())
    }

    fn rule(&mut self, rule: FileRule, sets: &mut Sets) -> Result<(), LexiconError> {
        let tag = match (rule.level, rule.element, &rule.cue) {
            (Some(level), None, None) => Tag::SelfHarm(level),
            (None, Some(label), None) => Tag::Element(label, rule.voice.unwrap_or_default()),
            (None, None, Some(cue)) => {
                let place = self.cues.iter().position(|c| c == cue).unwrap_or_default();
                Tag::Cue(u16::try_from(place).unwrap_or(u16::MAX))
            }
            _ => return Err(LexiconError::Tag { rule: rule.id }),
        };
        let branches = Pattern::branches(&rule.phrase, sets, &mut self.words)
            .map_err(|reason| LexiconError::Phrase { rule: rule.id.clone(), reason })?;
        let number = u32::try_from(self.rules.len()).unwrap_or(u32::MAX);
        self.programs.extend(branches.into_iter().map(|pattern| (Makes::Rule(number), pattern)));
        let signs = crate::coercion::of_rule(tag, rule.cue.as_deref());
        self.rules.push(Rule { id: rule.id, tag, signs });
        Ok(())
    }

    fn finish(mut self, starred: &[String], joins: BTreeSet<String>) -> Result<Lexicon, LexiconError> {
        let depths = self.depths()?;
        let hinge = self.words.concept("or_else");
        self.programs.sort_by_key(|(makes, _)| match makes {
            Makes::Concept(id) => depths[id],
            Makes::Rule(_) => usize::MAX,
        });
        let limit = self.words.id_limit();
        let readings = Readings::new(&self.words, starred)?;
        let (table, others, needs) = starts(&self.programs, limit, self.alone);
        let mut coder = Coder::default();
        let rules = &self.rules;
        let programs = self.programs.into_iter().zip(others).map(|((makes, pattern), needs)| Program {
            may_follow: pattern.second.as_ref().map_or(u64::MAX, |ids| mask(ids.iter().copied())),
            needs,
            makes,
            harm: matches!(makes, Makes::Rule(rule) if matches!(rules[rule as usize].tag, Tag::SelfHarm(_))),
            begin: coder.add(&pattern.program),
            second: pattern.second.map(|second| coder.list(&second)),
        });
        let programs = programs.collect();
        let code = coder.done();
        let mut names = vec![None; readings.id_limit()];
        for (id, name) in self.names {
            names[id as usize] = Some(name);
        }
        Ok(Lexicon { joins, rules: self.rules, programs, code, readings, table, needs, hinge, names })
    }

    /// How many concepts lie below each concept.
    fn depths(&self) -> Result<BTreeMap<u32, usize>, LexiconError> {
        let mut parts: BTreeMap<u32, BTreeSet<u32>> = self.names.keys().map(|id| (*id, BTreeSet::new())).collect();
        for (makes, pattern) in &self.programs {
            if let Makes::Concept(id) = makes {
                let used = pattern.uses.iter().copied().filter(|u| self.names.contains_key(u));
                parts.entry(*id).or_default().extend(used);
            }
        }
        for (word, concept) in &self.alone {
            if self.names.contains_key(word) {
                parts.entry(*concept).or_default().insert(*word);
            }
        }
        let mut depths: BTreeMap<u32, usize> = BTreeMap::new();
        while depths.len() < parts.len() {
            let known = depths.len();
            for (id, used) in &parts {
                if depths.contains_key(id) {
                    continue;
                }
                if let Some(below) = used.iter().map(|u| depths.get(u).copied()).collect::<Option<Vec<_>>>() {
                    depths.insert(*id, below.into_iter().max().map_or(0, |most| most + 1));
                }
            }
            if depths.len() == known {
                let stuck = parts.keys().find(|id| !depths.contains_key(id));
                let concept = stuck.and_then(|id| self.names.get(id)).cloned().unwrap_or_default();
                return Err(LexiconError::Circle { concept });
            }
        }
        Ok(depths)
    }
}
