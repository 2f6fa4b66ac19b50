//! Finding concepts and rules in a text: every place is read once, from the end to the beginning.
//!
//! What begins at a place depends only on what begins further on, so one pass is enough: at each place the phrases that
//! can begin there run in order of how many concepts they are made of, and what they find is a new way from that place.

use crate::lattice::{Lattice, Way};
use crate::lexicon::{Lexicon, Makes, Tag, mask};
use crate::pattern::Step;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Most steps spent on one phrase at one place. Real phrases need far fewer; the limit only keeps
/// text made to be slow from being slow.
const PATIENCE: u32 = 1_000;
/// Most ways kept from one place, for the same reason.
const MOST_WAYS: usize = 160;

/// One place where one rule matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// First byte in the original text.
    pub start: usize,
    /// Byte after the last one in the original text.
    pub end: usize,
    /// Number of the rule.
    pub rule: u32,
}

/// A text with everything that was found in it.
pub(crate) struct Chart {
    pub matches: Vec<Match>,
    pub lattice: Lattice,
}

impl Chart {
    pub fn new(lexicon: &Lexicon, text: &str) -> Self {
        let lattice = Lattice::new(text, &lexicon.readings);
        let mut order: Vec<usize> = (0..lattice.places.len()).collect();
        if lattice.places.len() > lattice.last + 1 {
            order.sort_by_key(|at| (lattice.places[*at].begin, *at));
        }
        let masks = vec![0; lattice.places.len()];
        let mut filler =
            Filler { lexicon, lattice, heap: BinaryHeap::new(), masks, ends: Vec::new(), matches: Vec::new() };
        for at in order.into_iter().rev() {
            filler.place(at);
        }
        let Filler { lattice, mut matches, .. } = filler;
        // One rule never reports overlapping places: the first and longest stands.
        matches.sort_unstable_by_key(|m| (m.rule, m.start, Reverse(m.end)));
        let mut reached = (u32::MAX, 0);
        matches.retain(|m| {
            let free = reached.0 != m.rule || m.start >= reached.1;
            if free {
                reached = (m.rule, m.end);
            }
            free
        });
        matches.sort_unstable_by_key(|m| (m.start, Reverse(m.end), m.rule));
        Self { matches, lattice }
    }
}

/// What a phrase is tried against.
struct Ground<'a> {
    lattice: &'a Lattice,
    hinge: Option<u32>,
}

struct Filler<'a> {
    lexicon: &'a Lexicon,
    lattice: Lattice,
    heap: BinaryHeap<Reverse<u32>>,
    /// Of each place that was read: a mask of everything that begins there.
    masks: Vec<u64>,
    ends: Vec<usize>,
    matches: Vec<Match>,
}

impl Filler<'_> {
    fn place(&mut self, at: usize) {
        let count = self.lattice.places[at].ways.len();
        for way in 0..count {
            let Way { word, to } = self.lattice.places[at].ways[way];
            self.announce(at, word, to);
        }
        let mut last = None;
        while let Some(Reverse(number)) = self.heap.pop() {
            // Who is announced twice stands twice in a row: nothing that runs announces what ran before it.
            if last.replace(number) == Some(number) {
                continue;
            }
            let program = &self.lexicon.programs[number as usize];
            let mut left = PATIENCE;
            self.ends.clear();
            // A cry for help goes on over "or"; a demand ends there.
            let harm = matches!(program.makes, Makes::Rule(rule)
                if matches!(self.lexicon.rules[rule as usize].tag, Tag::SelfHarm(_)));
            let ground = Ground { lattice: &self.lattice, hinge: self.lexicon.hinge.filter(|_| !harm) };
            ends(&program.steps, 0, &ground, at, &mut left, &mut self.ends);
            self.ends.sort_unstable();
            self.ends.dedup();
            match program.makes {
                Makes::Concept(id) => {
                    for end in std::mem::take(&mut self.ends) {
                        self.add(at, id, end);
                    }
                }
                Makes::Rule(rule) => {
                    let places = &self.lattice.places;
                    let whole = self.ends.iter().filter(|end| harm || !(places[**end].cut || places[at].cut));
                    if let Some(end) = whole.map(|end| places[*end].end).max() {
                        self.matches.push(Match { start: places[at].begin, end, rule });
                    }
                }
            }
        }
        self.masks[at] = mask(self.lattice.places[at].ways.iter().map(|way| way.word));
    }

    /// Whether something that may be second in a program begins at a place.
    fn goes_on(&self, program: u32, to: usize) -> bool {
        let Some((mask, second)) = &self.lexicon.programs[program as usize].second else { return true };
        self.masks[to] & mask != 0
            && self.lattice.places[to].ways.iter().any(|way| second.binary_search(&way.word).is_ok())
    }

    /// A concept found from `at` to `to`.
    fn add(&mut self, at: usize, id: u32, to: usize) {
        let ways = &mut self.lattice.places[at].ways;
        let way = Way { word: id, to };
        if to == at || ways.len() >= MOST_WAYS || ways.contains(&way) {
            return;
        }
        ways.push(way);
        self.announce(at, id, to);
    }

    /// Lets everything run that may begin with `id`, and adds what it is alone.
    fn announce(&mut self, at: usize, id: u32, to: usize) {
        let lexicon = self.lexicon;
        for program in lexicon.starting_with(id) {
            if self.goes_on(*program, to) {
                self.heap.push(Reverse(*program));
            }
        }
        for concept in lexicon.is_a(id) {
            self.add(at, *concept, to);
        }
    }
}

/// Collects the places where matches of a program that start at `place` end.
fn ends(program: &[Step], mut step: usize, ground: &Ground, mut place: usize, left: &mut u32, out: &mut Vec<usize>) {
    let lattice = ground.lattice;
    loop {
        let Some(less) = left.checked_sub(1) else { return };
        *left = less;
        let here = &lattice.places[place];
        match &program[step] {
            Step::Done => {
                out.push(place);
                return;
            }
            Step::Jump(to) => step = *to,
            Step::Split(first, second) => {
                ends(program, *first, ground, place, left, out);
                step = *second;
            }
            Step::Choice(table, always) => {
                let mut tried = [usize::MAX; 12];
                let mut count = 0;
                for way in &here.ways {
                    let from = table.partition_point(|(word, _)| *word < way.word);
                    for (_, to) in table[from..].iter().take_while(|(word, _)| *word == way.word) {
                        if tried[..count].contains(to) {
                            continue;
                        }
                        if count < tried.len() {
                            tried[count] = *to;
                            count += 1;
                        }
                        ends(program, *to, ground, place, left, out);
                    }
                }
                for to in always {
                    ends(program, *to, ground, place, left, out);
                }
                return;
            }
            Step::Edge if here.edge => step += 1,
            Step::Edge => return,
            Step::NotNext(unwanted) => {
                let mut found = Vec::new();
                ends(unwanted, 0, ground, place, left, &mut found);
                if !found.is_empty() {
                    return;
                }
                step += 1;
            }
            Step::NotBefore(words) => {
                if comes_from(lattice, place, words) {
                    return;
                }
                step += 1;
            }
            Step::Word(words) => {
                let mut next = here.ways.iter().filter(|w| words.binary_search(&w.word).is_ok()).map(|w| w.to);
                let Some(first) = next.next() else { return };
                for other in next.filter(|to| *to != first) {
                    ends(program, step + 1, ground, other, left, out);
                }
                (step, place) = (step + 1, first);
            }
            Step::Any if here.edge => return,
            Step::Any => {
                // One token, however it is read: a place inside a token or the next one, never a whole concept.
                let next = if place < lattice.last { place + 1 } else { return };
                if lattice.places[next].edge || here.ways.iter().any(|w| Some(w.word) == ground.hinge) {
                    return;
                }
                (step, place) = (step + 1, next);
            }
        }
    }
}

/// Whether the ordinary token before `place` has one of these readings.
fn comes_from(lattice: &Lattice, place: usize, words: &[u32]) -> bool {
    if place == 0 || place > lattice.last {
        return false;
    }
    let before = &lattice.places[place - 1];
    before.ways.iter().any(|w| w.to == place && words.binary_search(&w.word).is_ok())
}
