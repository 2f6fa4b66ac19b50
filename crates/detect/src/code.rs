//! The programs of all phrases in one row, and the words they ask for kept once: what runs for every message fits the
//! processor's memory better so.

use crate::hash::prefetch;
use crate::lexicon::mask;
use crate::pack::{Pack, packed};
use crate::pattern::Step;
use std::collections::HashMap;

/// One step as it runs, eight bytes. Numbers of steps are places in [`Code::ops`], those of lists places in [`Code::lists`].
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    /// One token with this reading.
    One(u32),
    /// One token with a reading in a list.
    Word(u32),
    /// Any one token, not across the end of a sentence.
    Any,
    /// Try the next step, then that one.
    Fork(u32),
    /// Try that step, then the next one.
    Skip(u32),
    /// Go on where the words of a list lead to, and at those places that take anything.
    Choice(u32),
    Jump(u32),
    /// What follows must not match the program that begins there.
    NotNext(u32),
    /// The token before must not have a reading in a list.
    NotBefore(u32),
    /// The beginning or end of a sentence or text.
    Edge,
    Done,
}

/// All programs.
#[derive(Default)]
pub(crate) struct Code {
    ops: Vec<Op>,
    /// Lists one after the other, before each how many it holds, and before that its [`mask`], lower half first. Behind the
    /// words of a choice stands where each leads to, then the list of steps that take anything.
    lists: Vec<u32>,
}

packed!(Code { ops, lists });

impl Pack for Op {
    fn pack(&self, out: &mut Vec<u8>) {
        match self {
            Self::One(word) => (0_u8, *word).pack(out),
            Self::Word(list) => (1_u8, *list).pack(out),
            Self::Any => 2_u8.pack(out),
            Self::Fork(to) => (3_u8, *to).pack(out),
            Self::Skip(to) => (4_u8, *to).pack(out),
            Self::Choice(list) => (5_u8, *list).pack(out),
            Self::Jump(to) => (6_u8, *to).pack(out),
            Self::NotNext(to) => (7_u8, *to).pack(out),
            Self::NotBefore(list) => (8_u8, *list).pack(out),
            Self::Edge => 9_u8.pack(out),
            Self::Done => 10_u8.pack(out),
        }
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Some(match u8::unpack(from)? {
            0 => Self::One(u32::unpack(from)?),
            1 => Self::Word(u32::unpack(from)?),
            2 => Self::Any,
            3 => Self::Fork(u32::unpack(from)?),
            4 => Self::Skip(u32::unpack(from)?),
            5 => Self::Choice(u32::unpack(from)?),
            6 => Self::Jump(u32::unpack(from)?),
            7 => Self::NotNext(u32::unpack(from)?),
            8 => Self::NotBefore(u32::unpack(from)?),
            9 => Self::Edge,
            10 => Self::Done,
            _ => return None,
        })
    }
}

/// While programs are added: where each list stands.
#[derive(Default)]
pub(crate) struct Coder {
    code: Code,
    known: HashMap<Box<[u32]>, u32>,
}

fn number(of: usize) -> u32 {
    // Cannot fail: lexicons of four thousand million words are no lexicons, and would not have been compiled so far.
    u32::try_from(of).unwrap_or(u32::MAX)
}

impl Coder {
    /// Adds a program and says where it begins.
    pub fn add(&mut self, steps: &[Step]) -> u32 {
        let unwanted: Vec<u32> = steps
            .iter()
            .filter_map(|step| if let Step::NotNext(unwanted) = step { Some(self.add(unwanted)) } else { None })
            .collect();
        let mut unwanted = unwanted.into_iter();
        let begin = self.code.ops.len();
        let place = |to: usize| number(begin + to);
        for (at, step) in steps.iter().enumerate() {
            let op = match step {
                Step::Word(words) => match &**words {
                    [word] => Op::One(*word),
                    _ => Op::Word(self.list(words)),
                },
                Step::Any => Op::Any,
                // One of the two is the next step.
                Step::Split(one, other) if *one == at + 1 => Op::Fork(place(*other)),
                Step::Split(one, _) => Op::Skip(place(*one)),
                Step::Choice(mask, table, always) => {
                    let at = self.begin(*mask);
                    let lists = &mut self.code.lists;
                    lists.push(number(table.len()));
                    lists.extend(table.iter().map(|(word, _)| *word));
                    lists.extend(table.iter().map(|(_, to)| place(*to)));
                    lists.push(number(always.len()));
                    lists.extend(always.iter().map(|to| place(*to)));
                    Op::Choice(at)
                }
                Step::Jump(to) => Op::Jump(place(*to)),
                // Cannot be missing: one was added for each above.
                Step::NotNext(_) => Op::NotNext(unwanted.next().unwrap_or_default()),
                Step::NotBefore(words) => Op::NotBefore(self.list(words)),
                Step::Edge => Op::Edge,
                Step::Done => Op::Done,
            };
            self.code.ops.push(op);
        }
        number(begin)
    }

    /// The place of a list of words.
    pub fn list(&mut self, words: &[u32]) -> u32 {
        if let Some(at) = self.known.get(words) {
            return *at;
        }
        let at = self.begin(mask(words.iter().copied()));
        self.code.lists.push(number(words.len()));
        self.code.lists.extend_from_slice(words);
        self.known.insert(words.into(), at);
        at
    }

    /// Writes the mask of a list, which begins behind it.
    fn begin(&mut self, mask: u64) -> u32 {
        let bytes = mask.to_le_bytes();
        let (halves, _) = bytes.as_chunks::<4>();
        self.code.lists.extend(halves.iter().map(|half| u32::from_le_bytes(*half)));
        number(self.code.lists.len())
    }

    pub fn done(mut self) -> Code {
        self.code.ops.shrink_to_fit();
        self.code.lists.shrink_to_fit();
        self.code
    }
}

impl Code {
    /// Calls for a step ahead of its use.
    pub fn call(&self, at: u32) {
        prefetch(&self.ops, at as usize);
    }

    pub fn op(&self, at: u32) -> Op {
        self.ops[at as usize]
    }

    pub fn list(&self, at: u32) -> &[u32] {
        let at = at as usize;
        &self.lists[at + 1..=at + self.lists[at] as usize]
    }

    /// The [`mask`] of a list or choice.
    pub fn mask(&self, at: u32) -> u64 {
        let at = at as usize;
        u64::from(self.lists[at - 2]) | u64::from(self.lists[at - 1]) << 32
    }

    /// The words of a choice, where each leads to, and the steps that take anything.
    pub fn choice(&self, at: u32) -> (&[u32], &[u32], &[u32]) {
        let words = self.list(at);
        let behind = at as usize + 1 + words.len();
        (words, &self.lists[behind..behind + words.len()], self.list(number(behind + words.len())))
    }
}

/// Whether a word stands in a sorted list of which this is the [`mask`].
pub(crate) fn stands_in(word: u32, of: u64, list: &[u32]) -> bool {
    of & mask(std::iter::once(word)) != 0 && list.binary_search(&word).is_ok()
}
