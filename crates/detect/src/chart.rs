//! Finding concepts and rules in a text: every place is read once, from the end to the beginning.
//!
//! What begins at a place depends only on what begins further on, so one pass is enough: at each place the phrases that
//! can begin there run in order of how many concepts they are made of, and what they find is a new way from that place.

use crate::code::{Code, Op, stands_in};
use crate::lattice::{Lattice, Place, Way};
use crate::lexicon::{Lexicon, Makes, mask};
use std::cell::RefCell;
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
        Self::of(lexicon, Lattice::new(text, &lexicon.readings))
    }

    /// Of a text that was taken apart.
    pub fn of(lexicon: &Lexicon, lattice: Lattice) -> Self {
        Self::filled(lexicon, lattice, true)
    }

    /// With `sifted`, phrases that cannot match are left out before they are tried; the answer is the same without.
    fn filled(lexicon: &Lexicon, lattice: Lattice, sifted: bool) -> Self {
        let (lattice, mut matches) = SCRATCH.with_borrow_mut(|scratch| Filler::fill(lexicon, lattice, scratch, sifted));
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

/// Kept between texts, so that none begins with asking for memory.
#[derive(Default)]
struct Scratch {
    heap: BinaryHeap<Reverse<u32>>,
    /// Of each place: a mask of everything that begins there.
    masks: Vec<u64>,
    there: There,
    ends: Vec<usize>,
    /// Room for programs that may match.
    likely: Vec<u32>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// Which needs of phrases are satisfied by what was read so far.
struct There {
    /// Bits by word.
    words: Vec<u64>,
    /// For each number a need can have, whether it is satisfied: to write a byte waits for no other.
    needs: Box<[bool; 1 << 16]>,
}

impl Default for There {
    fn default() -> Self {
        // Cannot fail: it has as many as are asked for.
        Self { words: Vec::new(), needs: vec![false; 1 << 16].try_into().unwrap() }
    }
}

impl There {
    fn clear(&mut self, lexicon: &Lexicon, sifted: bool) {
        self.words.clear();
        self.words.resize(lexicon.readings.id_limit().div_ceil(64), 0);
        self.needs[..lexicon.needs as usize].fill(!sifted);
        // Number 0 stands where a phrase has no further need.
        self.needs[0] = true;
    }

    fn note(&mut self, lexicon: &Lexicon, word: u32) {
        let (at, bit) = (word as usize / 64, 1 << (word % 64));
        if self.words[at] & bit != 0 {
            return;
        }
        self.words[at] |= bit;
        for need in lexicon.satisfied_by(word) {
            self.needs[usize::from(*need)] = true;
        }
    }
}

/// What a phrase is tried against.
struct Ground<'a> {
    lattice: &'a Lattice,
    code: &'a Code,
    masks: &'a [u64],
    hinge: Option<u32>,
}

struct Filler<'a> {
    lexicon: &'a Lexicon,
    lattice: Lattice,
    scratch: &'a mut Scratch,
    matches: Vec<Match>,
}

impl<'a> Filler<'a> {
    /// Reads every place.
    fn fill(lexicon: &'a Lexicon, lattice: Lattice, scratch: &'a mut Scratch, sifted: bool) -> (Lattice, Vec<Match>) {
        let of_place = |place: &Place| if sifted { mask(place.ways.iter().map(|way| way.word)) } else { u64::MAX };
        // Empty but after a panic in the text before.
        scratch.heap.clear();
        scratch.masks.clear();
        scratch.masks.extend(lattice.places.iter().map(of_place));
        scratch.there.clear(lexicon, sifted);
        let simple = lattice.places.len() == lattice.last + 1;
        let mut filler = Self { lexicon, lattice, scratch, matches: Vec::with_capacity(32) };
        if simple {
            for at in (0..filler.lattice.places.len()).rev() {
                filler.place(at);
            }
        } else {
            let places = &filler.lattice.places;
            // Places inside words may be read out of order: all words count from the beginning.
            for way in places.iter().flat_map(|place| &place.ways) {
                filler.scratch.there.note(lexicon, way.word);
            }
            let mut order: Vec<usize> = (0..places.len()).collect();
            order.sort_by_key(|at| (places[*at].begin, *at));
            for at in order.into_iter().rev() {
                filler.place(at);
            }
        }
        (filler.lattice, filler.matches)
    }

    fn place(&mut self, at: usize) {
        // What the word before asks for comes while this one is read.
        if let Some(before) = at.checked_sub(1) {
            self.lattice.places[before].ways.iter().for_each(|way| self.lexicon.call(way.word));
        }
        let count = self.lattice.places[at].ways.len();
        for way in 0..count {
            self.scratch.there.note(self.lexicon, self.lattice.places[at].ways[way].word);
        }
        for way in 0..count {
            let Way { word, to } = self.lattice.places[at].ways[way];
            self.announce(at, word, to as usize);
        }
        let mut last = None;
        while let Some(Reverse(number)) = self.scratch.heap.pop() {
            // Who is announced twice stands twice in a row: nothing that runs announces what ran before it.
            if last.replace(number) == Some(number) {
                continue;
            }
            let program = &self.lexicon.programs[number as usize];
            let mut left = PATIENCE;
            self.scratch.ends.clear();
            // A cry for help goes on over "or"; a demand ends there.
            let harm = program.harm;
            let hinge = self.lexicon.hinge.filter(|_| !harm);
            let ground = Ground { lattice: &self.lattice, code: &self.lexicon.code, masks: &self.scratch.masks, hinge };
            ends(program.begin, &ground, at, &mut left, &mut self.scratch.ends);
            self.scratch.ends.sort_unstable();
            self.scratch.ends.dedup();
            match program.makes {
                Makes::Concept(id) => {
                    for which in 0..self.scratch.ends.len() {
                        self.add(at, id, self.scratch.ends[which]);
                    }
                }
                Makes::Rule(rule) => {
                    let places = &self.lattice.places;
                    let whole = self.scratch.ends.iter().filter(|end| harm || !(places[**end].cut || places[at].cut));
                    if let Some(end) = whole.map(|end| places[*end].end).max() {
                        self.matches.push(Match { start: places[at].begin, end, rule });
                    }
                }
            }
        }
    }

    /// A concept found from `at` to `to`.
    fn add(&mut self, at: usize, id: u32, to: usize) {
        let ways = &mut self.lattice.places[at].ways;
        let way = Way::new(id, to);
        if to == at || ways.len() >= MOST_WAYS || ways.contains(&way) {
            return;
        }
        ways.push(way);
        self.scratch.masks[at] |= mask(std::iter::once(id));
        self.scratch.there.note(self.lexicon, id);
        self.announce(at, id, to);
    }

    /// Lets everything run that may begin with `id`, and adds what it is alone.
    fn announce(&mut self, at: usize, id: u32, to: usize) {
        let lexicon = self.lexicon;
        let Scratch { heap, masks, there, likely, .. } = &mut *self.scratch;
        let likely = lexicon.starting_with(id, masks[to], &there.needs, likely);
        for number in likely {
            let program = &lexicon.programs[*number as usize];
            lexicon.code.call(program.begin);
            heap.push(Reverse(*number));
        }
        for concept in lexicon.is_a(id) {
            self.add(at, *concept, to);
        }
    }
}

/// Collects the places where matches of a program that start at `place` end.
fn ends(mut step: u32, ground: &Ground, mut place: usize, left: &mut u32, out: &mut Vec<usize>) {
    let (lattice, code) = (ground.lattice, ground.code);
    loop {
        let Some(less) = left.checked_sub(1) else { return };
        *left = less;
        let here = &lattice.places[place];
        match code.op(step) {
            Op::Done => {
                out.push(place);
                return;
            }
            Op::Jump(to) => step = to,
            Op::Fork(second) => {
                ends(step + 1, ground, place, left, out);
                step = second;
            }
            Op::Skip(first) => {
                ends(first, ground, place, left, out);
                step += 1;
            }
            Op::Choice(list) => {
                choose(list, ground, place, left, out);
                return;
            }
            Op::Edge if here.edge => step += 1,
            Op::Edge => return,
            Op::NotNext(unwanted) => {
                // Behind what was found so far: no list of its own, taken off again.
                let before = out.len();
                ends(unwanted, ground, place, left, out);
                if out.len() > before {
                    out.truncate(before);
                    return;
                }
                step += 1;
            }
            Op::NotBefore(list) => {
                if comes_from(lattice, place, code.list(list)) {
                    return;
                }
                step += 1;
            }
            Op::One(word) if ground.masks[place] & mask(std::iter::once(word)) == 0 => return,
            Op::One(word) => match on(here, |one| one == word, ground, (step, left, out)) {
                Some(first) => (step, place) = (step + 1, first),
                None => return,
            },
            Op::Word(list) => {
                let mask = code.mask(list);
                if ground.masks[place] & mask == 0 {
                    return;
                }
                let words = code.list(list);
                match on(here, |one| stands_in(one, mask, words), ground, (step, left, out)) {
                    Some(first) => (step, place) = (step + 1, first),
                    None => return,
                }
            }
            Op::Any if here.edge => return,
            Op::Any => {
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

/// Goes on where the words at a place lead to by a choice, each way once as far as there is room to remember it.
#[inline]
fn choose(list: u32, ground: &Ground, place: usize, left: &mut u32, out: &mut Vec<usize>) {
    let (words, to, always) = ground.code.choice(list);
    let mask = ground.code.mask(list);
    if ground.masks[place] & mask != 0 {
        let mut tried = [u32::MAX; 12];
        let mut count = 0;
        for way in ground.lattice.places[place].ways.iter().filter(|way| mask & 1 << (way.word % 64) != 0) {
            let from = words.partition_point(|word| *word < way.word);
            let same = words[from..].iter().take_while(|word| **word == way.word);
            for (_, to) in same.zip(&to[from..]) {
                if tried[..count].contains(to) {
                    continue;
                }
                if count < tried.len() {
                    tried[count] = *to;
                    count += 1;
                }
                ends(*to, ground, place, left, out);
            }
        }
    }
    for to in always {
        ends(*to, ground, place, left, out);
    }
}

/// Where the first fitting word at a place leads to. Where others lead to, the step behind goes on at once.
#[inline]
fn on(
    here: &Place,
    fits: impl Fn(u32) -> bool,
    ground: &Ground,
    (step, left, out): (u32, &mut u32, &mut Vec<usize>),
) -> Option<usize> {
    let mut next = here.ways.iter().filter(|way| fits(way.word)).map(|way| way.to as usize);
    let first = next.next()?;
    for other in next.filter(|to| *to != first) {
        ends(step + 1, ground, other, left, out);
    }
    Some(first)
}

/// Whether the ordinary token before `place` has one of these readings.
fn comes_from(lattice: &Lattice, place: usize, words: &[u32]) -> bool {
    if place == 0 || place > lattice.last {
        return false;
    }
    let before = &lattice.places[place - 1];
    before.ways.iter().any(|w| w.to as usize == place && words.binary_search(&w.word).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn lexicon() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::compile(&crate::sources(crate::RULES)).expect("the shipped lexicons compile"))
    }

    /// Words of the lexicons: of phrases, and of the sentences that rules must find or leave.
    fn words() -> Vec<&'static str> {
        let texts = crate::RULES.iter().map(|(_, _, text)| *text);
        let mut words: Vec<&str> = texts
            .flat_map(|t| t.split(|c: char| !c.is_alphanumeric() && c != '\''))
            .filter(|w| !w.is_empty())
            .collect();
        words.sort_unstable();
        words.dedup();
        words
    }

    /// Sentences that rules must find or leave.
    fn sentences() -> Vec<&'static str> {
        crate::RULES
            .iter()
            .flat_map(|(_, _, text)| text.split('"'))
            .filter(|s| s.matches(' ').nth(2).is_some())
            .collect()
    }

    fn same(text: &str) {
        let [sifted, all] =
            [true, false].map(|sifted| Chart::filled(lexicon(), Lattice::new(text, &lexicon().readings), sifted));
        assert_eq!(sifted.matches, all.matches, "{text:?}");
        for (one, other) in sifted.lattice.places.iter().zip(&all.lattice.places) {
            assert_eq!(one.ways, other.ways, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]
        #[test]
        fn what_is_left_out_would_not_have_matched(
            words in prop::collection::vec(prop::sample::select(words()), 0..40),
            (before, behind) in (prop::sample::select(sentences()), prop::sample::select(sentences())),
            between in prop::sample::select(vec![" ", ". ", "", "'", "\u{200b}", "! ", "\n", "ﷺ", " 300$ ", "  "]),
        ) {
            same(&words.join(between));
            same(&format!("{before}{between}{} {behind}", words.iter().take(3).copied().collect::<String>()));
            same(&before.chars().flat_map(|c| [c, ' ']).collect::<String>());
        }
    }

    #[test]
    fn every_sentence_of_the_lexicons_reads_the_same_with_all_phrases_tried() {
        let sentences = sentences();
        assert!(sentences.len() > 2_000, "{}", sentences.len());
        sentences.into_iter().for_each(same);
    }
}
