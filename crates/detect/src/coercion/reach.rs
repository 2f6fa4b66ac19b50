//! What the parts of each word add up to: the parts of the module `around`, known by their digests.
//!
//! A word takes part in some dozen parts of its own and its neighbours'. Each is digested once, side by side with the
//! others; what has no word in it is looked up when the program starts.

#![expect(clippy::inline_always, reason = "see `wide`: what is called is compiled so only where it stands within")]

use super::Role;
use super::around::first_sign;
use super::asked::{Asked, Table};
use super::message::Element;
use super::places::PLACED;
use crate::Label;
use crate::chart::Chart;
use crate::fold::fold_into;
use crate::hash::{Short, spread};
use crate::lexicon::Lexicon;
use crate::near::{is_alphabetic, is_numeric};
use crate::wide::wide;

pub(super) use super::around::words;

/// How much the first and a further word speak for a part, for each label; outside is what they are measured by.
pub(super) type Weight = [i16; 2 * PLACED.len()];
/// What the parts of a word add up to.
pub(super) type Sums = [i32; 2 * PLACED.len()];

/// Where in a part of the coercion a word stands.
pub(super) const WITHIN: [&str; 4] = ["whole", "first", "last", "within"];
/// Who is not an offender tells of it.
const SAYS: [&str; 2] = ["says", "tells"];
/// What stands before a word in its parts: where the two before it, it itself and the two behind it are read from, and
/// where it is the first of two.
const WORD: [&str; 8] = ["w+2 ", "w+1 ", "w ", "w-1 ", "w-2 ", "ww- ", "ww+ ", "no break "];
/// What stands for a word before the first one or behind the last.
const NOTHING: &str = "|";
/// Before most words is nothing but a blank, before the first one the beginning.
const USUAL: [&str; 2] = ["", "^"];

/// The weights of all parts.
#[derive(Default)]
pub(super) struct Parts {
    table: Table,
    /// For [`SAYS`].
    says: [Sums; SAYS.len()],
    /// For [`USUAL`], alone and with [`SAYS`].
    before: [[Sums; SAYS.len()]; USUAL.len()],
    /// Where words are missing: two before, one before, one behind, two behind.
    nothing: [Sums; 4],
    elsewhere: Vec<Sums>,
    /// By label and [`WITHIN`].
    named: Vec<Named>,
    concepts: Vec<Concept>,
    /// By id, the place of a concept among these; [`NONE`] for a word.
    numbers: Vec<u32>,
}

/// What something named is worth to the words around it.
struct Named {
    on: Sums,
    back: Sums,
    /// To the word itself, with [`USUAL`] and [`SAYS`].
    here: [[Sums; SAYS.len()]; USUAL.len()],
    /// To the word itself where something unusual is before it, with [`SAYS`].
    unusual: [Sums; SAYS.len()],
    /// What stands before a word.
    word: Short,
}

/// Stands where an id is no concept's.
const NONE: u32 = u32::MAX;

/// What a concept is worth to the words around it.
struct Concept {
    id: u32,
    on: Sums,
    back: Sums,
    /// To the word itself, with [`USUAL`].
    here: [Sums; USUAL.len()],
    /// To the word itself where something unusual is before it.
    unusual: Sums,
}

#[inline(always)]
fn add(sums: &mut Sums, more: &Sums) {
    sums.iter_mut().zip(more).for_each(|(sum, one)| *sum += one);
}

/// The words of a text in bytes, and what each one's parts add up to that are the same whoever speaks.
#[derive(Default)]
pub(super) struct Plain {
    pub words: Vec<(usize, usize)>,
    sums: Vec<Sums>,
}

impl Parts {
    /// From weights sorted by their keys.
    pub fn new(rows: Vec<(u64, Weight)>) -> Self {
        let mut parts = Self { table: Table::new(rows), ..Self::default() };
        parts.says = SAYS.map(|says| parts.sum(&[&[says]]));
        parts.before =
            USUAL.map(|before| SAYS.map(|says| parts.sum(&[&["before ", before], &["before ", before, " ", says]])));
        parts.nothing = ["w-2 ", "w-1 ", "w+1 ", "w+2 "].map(|name| parts.sum(&[&[name, NOTHING]]));
        parts.elsewhere = Label::ALL.iter().map(|label| parts.sum(&[&["elsewhere ", label.as_str()]])).collect();
        let named = Label::ALL.iter().flat_map(|label| WITHIN.map(|place| parts.named(label.as_str(), place)));
        parts.named = named.collect();
        parts
    }

    /// Whether there is nothing to weigh with.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    /// Looks up what the concepts of a lexicon are worth.
    pub fn for_lexicon(&mut self, lexicon: &Lexicon) {
        let concept = |id, name: &str| {
            let unusual = self.sum(&[&["c ", name]]);
            let here = USUAL.map(|before| {
                let mut here = self.sum(&[&["before ", before, " c ", name]]);
                add(&mut here, &unusual);
                here
            });
            let (on, back) = (self.sum(&[&["c-1 ", name]]), self.sum(&[&["c+1 ", name]]));
            Concept { id, on, back, here, unusual }
        };
        let names = lexicon.concept_names();
        let ids = (0..).zip(names).filter_map(|(id, name)| Some((id, name.as_deref()?)));
        let concepts: Vec<Concept> = ids.map(|(id, name)| concept(id, name)).collect();
        self.numbers = vec![NONE; names.len()];
        (0..).zip(&concepts).for_each(|(number, concept)| self.numbers[concept.id as usize] = number);
        self.concepts = concepts;
    }

    fn named(&self, label: &str, place: &str) -> Named {
        let of = |before: &[&str], says| {
            let mut here = self.sum(&[&["r ", label, " ", place], &["r ", label, " ", place, " ", says]]);
            if let [before] = before {
                add(&mut here, &self.sum(&[&["before ", before, " r ", label, " ", place]]));
            }
            here
        };
        Named {
            on: self.sum(&[&["r-1 ", label, " ", place]]),
            back: self.sum(&[&["r+1 ", label, " ", place]]),
            here: USUAL.map(|before| SAYS.map(|says| of(&[before], says))),
            unusual: SAYS.map(|says| of(&[], says)),
            word: Short::of(&["r ", label, " ", place, " w "]),
        }
    }

    /// What parts add up to, each in pieces.
    fn sum(&self, parts: &[&[&str]]) -> Sums {
        let mut sums = Sums::default();
        for part in parts {
            self.weigh(spread(Short::of(part).digest()), &mut sums);
        }
        sums
    }

    fn weigh(&self, key: u64, sums: &mut Sums) {
        self.table.weigh(key, sums);
    }

    /// What the parts of each word add up to that are the same whoever speaks.
    pub fn plain(&self, lexicon: &Lexicon, chart: &Chart, text: &str) -> Plain {
        plain(self, lexicon, chart, text)
    }

    #[inline(always)]
    fn plainly(&self, lexicon: &Lexicon, chart: &Chart, text: &str) -> Plain {
        let words = words(text);
        if self.is_empty() || words.is_empty() {
            return Plain::default();
        }
        let mut all = vec![Sums::default(); words.len()];
        let mut asked = Asked::new(16 * words.len());
        let befores = befores(text, &words);
        self.words(text, &words, &befores, &mut all, &mut asked);
        self.table.call(&mut asked);
        let mut more = Asked::new(0);
        for (at, number) in self.concepts(chart, &words) {
            let concept = &self.concepts[number as usize];
            around(&mut all, at, &concept.on, &concept.back);
            if let Some(usual) = usual(befores[at]) {
                add(&mut all[at], &concept.here[usual]);
            } else {
                add(&mut all[at], &concept.unusual);
                let name = lexicon.concept_name(concept.id).unwrap_or_default();
                more.ask(at, Short::of(&["before ", befores[at], " c ", name]));
            }
        }
        self.table.call(&mut more);
        self.table.answer(&asked, &mut all);
        self.table.answer(&more, &mut all);
        Plain { words, sums: all }
    }

    /// What the parts of each word add up to where a role speaks and rules named something.
    pub fn sums(&self, plain: &Plain, text: &str, role: Role, named: &[Element]) -> Vec<Sums> {
        sums(self, plain, text, role, named)
    }

    #[inline(always)]
    fn sums_plainly(&self, plain: &Plain, text: &str, role: Role, named: &[Element]) -> Vec<Sums> {
        let Plain { words, sums } = plain;
        if words.is_empty() {
            return Vec::new();
        }
        let says = usize::from(role != Role::Offender);
        let mut all = sums.clone();
        let mut asked = Asked::new(2 * words.len());
        let befores = befores(text, words);
        for (at, sign) in befores.iter().enumerate() {
            add(&mut all[at], &self.says[says]);
            if let Some(usual) = usual(sign) {
                add(&mut all[at], &self.before[usual][says]);
            } else {
                let part = Short::of(&["before ", sign]);
                asked.ask(at, part);
                asked.ask(at, part.then(" ").then(SAYS[says]));
            }
        }
        self.rules(text, words, named, &befores, says, &mut all, &mut asked);
        self.table.call(&mut asked);
        self.table.answer(&asked, &mut all);
        all
    }

    /// The concepts of each word, by their numbers; each once.
    #[inline(always)]
    fn concepts(&self, chart: &Chart, words: &[(usize, usize)]) -> Vec<(usize, u32)> {
        let places = &chart.lattice.places;
        let mut found = Vec::with_capacity(8 * words.len());
        let width = self.concepts.len().div_ceil(64);
        // Bits of the concepts of each word.
        let mut there = vec![0_u64; width * words.len()];
        for place in places.iter().filter(|place| !place.cut) {
            let first = words.partition_point(|word| word.1 <= place.begin);
            for way in &place.ways {
                let Some(number) = self.numbers.get(way.word as usize).copied().filter(|number| *number != NONE) else {
                    continue;
                };
                let end = places[way.to as usize].end;
                let reached = words[first..].iter().take_while(|word| word.0 < end).count();
                for at in first..first + reached {
                    let bits = &mut there[width * at + number as usize / 64];
                    let bit = 1 << (number % 64);
                    if *bits & bit == 0 {
                        *bits |= bit;
                        found.push((at, number));
                    }
                }
            }
        }
        found
    }

    /// The parts that have words in them.
    #[inline(always)]
    fn words(&self, text: &str, words: &[(usize, usize)], befores: &[&str], all: &mut [Sums], asked: &mut Asked) {
        let last = words.len() - 1;
        let starts = WORD.map(|name| Short::of(&[name]));
        let (begins, ends) = (Short::of(&["begins "]), Short::of(&["ends "]));
        let usual_before = USUAL.map(|before| Short::of(&["before ", before, " w "]));
        let mut folded = String::with_capacity(text.len());
        // The word before and this one, as the first of two: for the word behind, and for itself.
        let mut pairs = (Short::of(&["ww- ", NOTHING]), Short::default());
        for (at, word) in words.iter().enumerate() {
            folded.clear();
            fold_word(&text[word.0..word.1], &mut folded);
            let before = befores[at];
            let here =
                usual(before).map_or_else(|| Short::of(&["before ", before, " w "]), |usual| usual_before[usual]);
            let mut parts = (starts, here, pairs.0, pairs.1);
            parts.2.push(b' ');
            parts.3.push(b' ');
            for byte in folded.bytes() {
                parts.0.iter_mut().for_each(|part| part.push(byte));
                parts.1.push(byte);
                parts.2.push(byte);
                parts.3.push(byte);
            }
            let [two_on, on, alone, back, two_back, first, second, unbroken] = parts.0;
            for (far, part) in [(2, two_on), (1, on)] {
                if let Some(to) = at.checked_sub(far) {
                    asked.ask(to, part);
                }
            }
            for (far, part) in [(0, alone), (1, back), (2, two_back)] {
                if at + far <= last {
                    asked.ask(at + far, part);
                }
            }
            asked.ask(at, parts.1);
            asked.ask(at, parts.2);
            if at > 0 {
                asked.ask(at - 1, parts.3);
            }
            if at < last && befores[at + 1].is_empty() {
                asked.ask(at + 1, unbroken);
            }
            pairs = (first, second);
            let cut = folded.char_indices().nth(3).map_or(folded.len(), |(cut, _)| cut);
            asked.ask(at, begins.then(&folded[..cut]));
            let cut = folded.char_indices().nth_back(2).map_or(0, |(cut, _)| cut);
            asked.ask(at, ends.then(&folded[cut..]));
            let gap = if at == last { "$" } else { befores[at + 1] };
            asked.ask(at, Short::of(&["behind ", gap]));
        }
        asked.ask(last, pairs.1.then(" ").then(NOTHING));
        let [two_back, back, on, two_on] = &self.nothing;
        add(&mut all[0], two_back);
        add(&mut all[0], back);
        add(&mut all[last], on);
        add(&mut all[last], two_on);
        if last > 0 {
            add(&mut all[1], two_back);
            add(&mut all[last - 1], two_on);
        }
    }

    /// The parts that say what rules name.
    #[inline(always)]
    #[expect(clippy::too_many_arguments, reason = "what was read of one text")]
    fn rules(
        &self,
        text: &str,
        words: &[(usize, usize)],
        named: &[Element],
        befores: &[&str],
        says: usize,
        all: &mut [Sums],
        asked: &mut Asked,
    ) {
        let mut elsewhere = Sums::default();
        let mut labels: Vec<usize> = named.iter().map(|element| element.label as usize).collect();
        labels.sort_unstable();
        labels.dedup();
        for label in labels {
            add(&mut elsewhere, &self.elsewhere[label]);
        }
        let mut found = Vec::new();
        for element in named {
            let range = covered(words, element.start, element.end);
            for at in range.clone() {
                let place = match (at == range.start, at + 1 == range.end) {
                    (true, true) => 0,
                    (true, false) => 1,
                    (false, true) => 2,
                    (false, false) => 3,
                };
                found.push((at, WITHIN.len() * element.label as usize + place));
            }
        }
        found.sort_unstable();
        found.dedup();
        let mut folded = String::new();
        let mut free = 0;
        for (at, number) in found {
            let one = &self.named[number];
            around(all, at, &one.on, &one.back);
            if let Some(usual) = usual(befores[at]) {
                add(&mut all[at], &one.here[usual][says]);
            } else {
                add(&mut all[at], &one.unusual[says]);
                let (label, place) = (Label::ALL[number / WITHIN.len()].as_str(), WITHIN[number % WITHIN.len()]);
                asked.ask(at, Short::of(&["before ", befores[at], " r ", label, " ", place]));
            }
            folded.clear();
            fold_word(&text[words[at].0..words[at].1], &mut folded);
            asked.ask(at, one.word.then(&folded));
            all[free.min(at)..at].iter_mut().for_each(|sums| add(sums, &elsewhere));
            free = at + 1;
        }
        all[free..].iter_mut().for_each(|sums| add(sums, &elsewhere));
    }
}

wide! {
    /// As [`Parts::plainly`].
    plain = Parts::plainly, (parts: &Parts, lexicon: &Lexicon, chart: &Chart, text: &str) -> Plain
}
wide! {
    /// As [`Parts::sums_plainly`].
    sums = Parts::sums_plainly, (parts: &Parts, plain: &Plain, text: &str, role: Role, named: &[Element]) -> Vec<Sums>
}

/// Adds to the words behind and before a word.
#[inline(always)]
fn around(all: &mut [Sums], at: usize, on: &Sums, back: &Sums) {
    if let Some(sums) = all.get_mut(at + 1) {
        add(sums, on);
    }
    if at > 0 {
        add(&mut all[at - 1], back);
    }
}

/// The place among [`USUAL`] of what is before a word.
fn usual(before: &str) -> Option<usize> {
    USUAL.iter().position(|one| *one == before)
}

/// What is before each word: the first sign there, if any.
fn befores<'a>(text: &'a str, words: &[(usize, usize)]) -> Vec<&'a str> {
    let between = words.windows(2).map(|two| first_sign(&text[two[0].1..two[1].0]));
    std::iter::once("^").chain(between).collect()
}

/// Writes the plain form of a word; a number is any number.
fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() && !word.bytes().any(|b| b == b'`' || b.is_ascii_digit()) {
        folded.push_str(word);
        folded.make_ascii_lowercase();
        return;
    }
    fold_into(word, folded);
    if folded.contains(is_numeric) && !folded.contains(is_alphabetic) {
        folded.clear();
        folded.push('0');
    }
}

/// The words between two places of the text.
fn covered(words: &[(usize, usize)], start: usize, end: usize) -> std::ops::Range<usize> {
    let first = words.partition_point(|word| word.1 <= start);
    let last = words.partition_point(|word| word.0 < end);
    first..last.max(first)
}

#[cfg(test)]
mod tests {
    use super::super::{Role, around, spans};
    use super::{Sums, spread, words};
    use crate::chart::Chart;
    use crate::hash::digest;
    use crate::lexicon::Lexicon;

    #[test]
    fn sums_are_those_of_the_parts_by_their_names() {
        let lexicon = Lexicon::unpack(crate::LEXICON).expect("the packed rules are whole");
        let mut weights = crate::shipped().expect("the packed weights are whole");
        weights.for_lexicon(&lexicon);
        let parts = weights.places.parts();
        let odd =
            ["", "a", "pay", "?!", "بكرة ؟", "pay. now, (or) 5: \u{301} else", "ـ ـ", "وصورة، ولا شي", "3 2 1... send"];
        let sentences = crate::RULES.iter().flat_map(|(_, _, text)| text.split('"')).filter(|s| s.contains(' '));
        for text in sentences.step_by(5).chain(odd) {
            let chart = Chart::new(&lexicon, text);
            for role in [Role::Offender, Role::Victim] {
                let named = spans::named(&lexicon, &chart, text, role);
                let mut all = vec![Sums::default(); words(text).len()];
                around::parts(&lexicon, &chart, text, &words(text), role, &named, |at, part| {
                    parts.weigh(spread(digest(&part.concat())), &mut all[at]);
                });
                let plain = parts.plain(&lexicon, &chart, text);
                assert_eq!(parts.sums(&plain, text, role, &named), all, "{text:?}");
            }
        }
    }
}
