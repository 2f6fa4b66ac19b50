//! Reading lexicon files and compiling their concepts and rules together: while the program is built for those that ship with
//! it, while it runs for those of a folder.

use crate::code::Coder;
use crate::element::{Label, Level, Voice};
use crate::error::{LexiconError, Source};
use crate::fold::fold_str;
use crate::lexicon::{Lexicon, Makes, Program, Rule, Start, Table, Tag, mask};
use crate::pattern::{Pattern, Sets};
use crate::readings::{Readings, Vocabulary};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// Compiles all files; the signs that rules stand for are not named yet.
pub(crate) fn compile(lexicons: &[Source]) -> Result<Lexicon, LexiconError> {
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

/// The [`mask`] of what may stand second; all bits where anything may.
fn may_follow(pattern: &Pattern) -> u64 {
    pattern.second.as_ref().map_or(u64::MAX, |ids| mask(ids.iter().copied()))
}

/// What is known of each word, and one more than the largest number of a need. `alone` are words and the concepts they alone
/// are.
fn starts(programs: &[(Makes, Pattern)], limit: usize, mut alone: Vec<(u32, u32)>) -> (Table, u32) {
    let (mut starting, mut satisfies) = (Vec::new(), Vec::new());
    let mut numbers: HashMap<&[u32], u16> = HashMap::new();
    for ((_, pattern), program) in programs.iter().zip(0_u32..) {
        let mut needs = [0; 4];
        for (need, ids) in needs.iter_mut().zip(&pattern.needs) {
            let Ok(next) = u16::try_from(numbers.len() + 1) else { break };
            *need = *numbers.entry(ids).or_insert_with(|| {
                satisfies.extend(ids.iter().map(|id| (*id, next)));
                next
            });
        }
        let [rarest, needs @ ..] = needs;
        let may_follow = may_follow(pattern);
        starting.extend(pattern.first.iter().map(|word| (*word, rarest, Start { may_follow, program, needs })));
    }
    starting.sort_unstable_by_key(|(word, rarest, start)| (*word, *rarest, start.program));
    satisfies.sort_unstable();
    // In the order they were written in: what is added first is tried first.
    alone.sort_by_key(|(word, _)| *word);
    // Cannot fail: their numbers have sixteen bits.
    let limit_of_needs = u32::try_from(numbers.len() + 1).unwrap_or(u32::MAX);
    (Table::new(limit, starting, &satisfies, &alone), limit_of_needs)
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
        self.rules.push(Rule { id: rule.id, tag, cue: rule.cue, signs: Vec::new() });
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
        let readings = Readings::new(&self.words, starred);
        let (table, needs) = starts(&self.programs, limit, self.alone);
        let mut coder = Coder::default();
        let rules = &self.rules;
        let programs = self.programs.into_iter().map(|(makes, pattern)| Program {
            makes,
            harm: matches!(makes, Makes::Rule(rule) if matches!(rules[rule as usize].tag, Tag::SelfHarm(_))),
            begin: coder.add(&pattern.program),
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
