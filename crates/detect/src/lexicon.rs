//! All concepts and rules of all languages, compiled: what texts are read with.

use crate::code::Code;
use crate::element::{Label, Level, Voice};
use crate::hash::prefetch;
use crate::pack::{Pack, packed};
use crate::readings::Readings;
use std::collections::BTreeSet;

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
    /// The name of the cue, where it is one.
    pub cue: Option<String>,
    /// Names of the signs it stands for, each with the place of its bit.
    pub signs: Vec<(u8, String)>,
}

impl Pack for Rule {
    fn pack(&self, out: &mut Vec<u8>) {
        self.id.pack(out);
        self.tag.pack(out);
        self.cue.pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        // The signs are named where the rules are made ready.
        Some(Self { id: Pack::unpack(from)?, tag: Pack::unpack(from)?, cue: Pack::unpack(from)?, signs: Vec::new() })
    }
}

impl Pack for Tag {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Self::SelfHarm(level) => (0_u8, place(&Level::ALL, level)).pack(out),
            Self::Element(label, voice) => {
                (1_u8, (place(&Label::ALL, label), place(&Voice::ALL, voice))).pack(out);
            }
            Self::Cue(name) => (2_u8, *name).pack(out),
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::unpack(from)? {
            0 => Self::SelfHarm(at(&Level::ALL, from)?),
            1 => Self::Element(at(&Label::ALL, from)?, at(&Voice::ALL, from)?),
            2 => Self::Cue(u16::unpack(from)?),
            _ => return None,
        })
    }
}

/// The place of one among all of its kind.
fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    // Cannot fail: all are in the list, and they are few.
    all.iter().position(|other| other == one).and_then(|at| u8::try_from(at).ok()).unwrap_or(u8::MAX)
}

fn at<T: Copy>(all: &[T], from: &mut &[u8]) -> Option<T> {
    all.get(usize::from(u8::unpack(from)?)).copied()
}

/// What a program makes when it matches.
#[derive(Clone, Copy)]
pub(crate) enum Makes {
    Concept(u32),
    Rule(u32),
}

impl Pack for Makes {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Self::Concept(id) => (false, *id).pack(out),
            Self::Rule(number) => (true, *number).pack(out),
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        let (rule, number) = Pack::unpack(from)?;
        Some(if rule { Self::Rule(number) } else { Self::Concept(number) })
    }
}

/// A phrase of a concept or a rule.
pub(crate) struct Program {
    pub makes: Makes,
    /// It is a sign of self-harm.
    pub harm: bool,
    /// Its first step in the code.
    pub begin: u32,
}

packed!(Program { makes, harm, begin });

/// What has to be there for a program to be worth a try, beside its rarest need: to read on is quicker than to jump.
pub(crate) struct Start {
    /// The [`mask`] of what may stand second; all bits where anything may.
    pub may_follow: u64,
    pub program: u32,
    /// Numbers of needs, filled up with 0, which is always there.
    pub needs: [u16; 3],
}

packed!(Start { may_follow, program, needs });

/// Where what is known of a word or concept begins in the lists of [`Table`]; it ends where that of the next one begins.
#[derive(Clone, Copy, Default)]
struct Entry {
    starting: u32,
    satisfies: u32,
    is_a: u32,
}

packed!(Entry { starting, satisfies, is_a });

/// What is known of each word and concept, for all of them in a row: what is asked together lies together.
pub(crate) struct Table {
    /// By id, one more for the end.
    entries: Vec<Entry>,
    /// The programs that may begin with it, and of each the rarest need.
    rarest: Vec<u16>,
    starts: Vec<Start>,
    /// The needs it satisfies.
    satisfies: Vec<u16>,
    /// The concepts it alone is.
    is_a: Vec<u32>,
}

packed!(Table { entries, rarest, starts, satisfies, is_a });

impl Table {
    /// From pairs of an id and what is known of it, each sorted by the ids: of programs with their rarest need.
    pub fn new(limit: usize, starting: Vec<(u32, u16, Start)>, satisfies: &[(u32, u16)], is_a: &[(u32, u32)]) -> Self {
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
            starts: starting.into_iter().map(|(.., start)| start).collect(),
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
    pub table: Table,
    /// One more than the largest number of a need.
    pub needs: u32,
    /// The concept `or_else`, the hinge of a threat: no gap goes over it.
    pub hinge: Option<u32>,
    /// Names of concepts, by id.
    pub names: Vec<Option<String>>,
    /// Words that join a clause to the next one, folded.
    pub joins: BTreeSet<String>,
}

packed!(Lexicon { rules, programs, code, readings, table, needs, hinge, names, joins });

/// A bit for each id, shared by many: what has no bit in common has no id in common.
pub(crate) fn mask(ids: impl Iterator<Item = u32>) -> u64 {
    ids.fold(0, |mask, id| mask | 1 << (id % 64))
}

impl Lexicon {
    /// Calls for what is known of a word ahead of its use.
    pub fn call(&self, id: u32) {
        let Table { entries, rarest, starts, satisfies, .. } = &self.table;
        let entry = &entries[id as usize];
        prefetch(rarest, entry.starting as usize);
        prefetch(starts, entry.starting as usize);
        prefetch(satisfies, entry.satisfies as usize);
    }

    /// Lists the programs a match of which can begin with this word or concept, all of whose needs are there, and behind whose
    /// first word something of this [`mask`] may follow. The list is room for them.
    pub fn starting_with<'a>(
        &self,
        id: u32,
        second: u64,
        there: &[bool; 1 << 16],
        list: &'a mut Vec<u32>,
    ) -> &'a [u32] {
        let range = self.table.range(id, |entry| entry.starting);
        let (rarest, starts) = (&self.table.rarest[range.clone()], &self.table.starts[range]);
        if list.len() < rarest.len() {
            list.resize(rarest.len(), 0);
        }
        let likely = &mut list[..rarest.len()];
        // Without branches, twice: nobody can guess which needs are there.
        let mut count = 0;
        for (at, need) in (0..).zip(rarest) {
            likely[count] = at;
            count += usize::from(there[usize::from(*need)]);
        }
        let mut kept = 0;
        for at in 0..count {
            let Start { may_follow, program, needs } = &starts[likely[at] as usize];
            let follows = usize::from(may_follow & second != 0) | usize::from(*may_follow == u64::MAX);
            let there = needs.iter().fold(follows, |all, need| all & usize::from(there[usize::from(*need)]));
            likely[kept] = *program;
            kept += there;
        }
        &likely[..kept]
    }

    /// How many phrases need a known word or begin with it: of two words that may be meant the one that more of them know is
    /// the likelier. `None` for a word that no phrase knows.
    pub fn common(&self, word: &str) -> Option<usize> {
        let id = self.readings.id(word)?;
        Some(self.satisfied_by(id).len() + self.table.range(id, |entry| entry.starting).len())
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
