//! How far the parts of the coercion reach: rules name them, the words in and around them say where they begin and end.
//!
//! For each label a chain of words, each outside of a span, its first one or a further one; the way through with the
//! greatest sum stands. Whole numbers all through: the same text gives the same places on every machine.

#![expect(clippy::inline_always, reason = "see `wide`: what is called is compiled so only where it stands within")]

use super::Role;
use super::features::Known;
use super::message::{Element, WORDING};
use super::reach::{Parts, Plain, Sums, Weight};
use super::spans;
use super::weights::{WEIGHED, exp, round};
use crate::Label;
use crate::chart::Chart;
use crate::error::WeightsError;
use crate::hash::{digest, spread};
use crate::lexicon::Lexicon;
use crate::wide::wide;

/// The labels whose places are weighed, in the order of the weights.
pub const PLACED: [Label; 10] = [
    Label::ThreatDistribution,
    Label::DemandMoney,
    Label::DemandContent,
    Label::DemandAct,
    Label::Deadline,
    Label::Audience,
    Label::PossessionClaim,
    Label::LeverageInfo,
    Label::PaymentRail,
    Label::Isolation,
];
/// Outside, first word, further word.
pub const STATES: usize = 3;
/// From which state one may come to which: nothing goes on that did not begin. Before the first word is outside.
pub const MAY: [[bool; STATES]; STATES] = [[true, true, false], [true, true, true], [true, true, true]];
/// What stands before the weights of a step from one state to another.
const STEP: &str = "step ";

/// What stands before the weights that weigh the roles again.
const AGAIN: &str = "again ";
/// What cannot be, and most that one label is worth.
const NEVER: i32 = i32::MIN / 4;
const MOST: i32 = 1000;
/// How much a span is favoured where somebody is involved: the weights are fitted to other texts too, where there are none.
const EAGER: i32 = 200;

/// The names of what [`said`] gives.
pub fn said_names() -> Vec<String> {
    let labels =
        PLACED.iter().flat_map(|label| [format!("{} gain", label.as_str()), format!("{} there", label.as_str())]);
    let roles = ["bias", "offender", "victim", "bystander", "educator", "ordinary"];
    roles.into_iter().chain(Known::ALL.map(Known::as_str)).map(str::to_owned).chain(labels).collect()
}

/// What the roles are weighed by again: what signs and wording add up to against none of the roles, in thousandths, how much
/// of a coercion the rules know, and how sure the parts are, in hundredths.
pub(crate) fn said(sums: [i32; WEIGHED], known: Known, gains: [i32; PLACED.len()]) -> Vec<f64> {
    let clear = |at: usize| f64::from((sums[at] - sums[4]).clamp(-12_000, 12_000)) / 1000.0;
    let mut said = Vec::with_capacity(6 + Known::ALL.len() + 2 * PLACED.len());
    said.extend([1.0, clear(0), clear(1), clear(2), clear(3), clear(5)]);
    said.extend(Known::ALL.map(|one| f64::from(u8::from(one == known))));
    for gain in gains {
        let gain = f64::from(gain.clamp(-MOST, MOST)) / 100.0;
        let there = if gain > 0.0 { 1.0 / (1.0 + exp(-gain)) } else { exp(gain) / (1.0 + exp(gain)) };
        said.extend([gain / 3.0, there]);
    }
    said
}

/// The weights of words and steps, in hundredths.
#[derive(Default)]
pub(crate) struct Places {
    parts: Parts,
    /// The weights of [`said`] for each role, in thousandths.
    again: Vec<[i16; WEIGHED]>,
    steps: [[[i32; STATES]; STATES]; PLACED.len()],
}

/// A number for each of [`PLACED`].
type Labels = [i32; PLACED.len()];

wide! {
    /// As [`Places::gains_plainly`].
    gains = Places::gains_plainly, (places: &Places, sums: &[Sums]) -> Labels
}

/// A text as it was read for who speaks.
pub(crate) struct Heard {
    /// What rules name.
    named: Vec<Element>,
    /// Of each word.
    sums: Vec<Sums>,
    plain: Plain,
}

impl Places {
    /// Reads the weights: a part, and for each label what the first and a further word are worth; `step 1 2` and for each
    /// label what it is worth to go from one state to another.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let mut places = Self::default();
        let mut parts = Vec::new();
        for (at, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let wrong = |reason| WeightsError { file: "places.tsv", line: at, reason };
            let (name, numbers) = line.split_once('\t').ok_or(wrong("a part and its weights belong here"))?;
            let mut row = [0_i16; 2 * PLACED.len()];
            let mut fields = numbers.split('\t');
            let mut count = 0;
            for (field, number) in fields.by_ref().zip(&mut row) {
                *number = field.parse().map_err(|_| wrong("a weight is a whole number from -32768 to 32767"))?;
                count += 1;
            }
            let numbers = if fields.next().is_none() { &row[..count] } else { &[] };
            if let Some(name) = name.strip_prefix(AGAIN) {
                if said_names().get(places.again.len()).map(String::as_str) != Some(name) {
                    return Err(wrong("another name belongs here"));
                }
                places.again.push(numbers.try_into().map_err(|_| wrong("six weights belong here"))?);
                continue;
            }
            if let Some(step) = name.strip_prefix(STEP) {
                let state = |text: &str| text.parse().ok().filter(|state: &usize| *state < STATES);
                let (from, to) = step
                    .split_once(' ')
                    .and_then(|(from, to)| Some((state(from)?, state(to)?)))
                    .ok_or(wrong("a step goes from 0, 1 or 2 to 0, 1 or 2"))?;
                if numbers.len() != PLACED.len() {
                    return Err(wrong("ten weights belong here"));
                }
                numbers.iter().zip(&mut places.steps).for_each(|(n, steps)| steps[from][to] = i32::from(*n));
                continue;
            }
            let weight = Weight::try_from(numbers).map_err(|_| wrong("twenty weights belong here"))?;
            parts.push((spread(digest(name)), weight, at));
        }
        parts.sort_unstable_by_key(|(key, ..)| *key);
        if let Some(two) = parts.windows(2).find(|two| two[0].0 == two[1].0) {
            let line = two[0].2.max(two[1].2);
            return Err(WeightsError { file: "places.tsv", line, reason: "this part has its weights already" });
        }
        places.with(parts.into_iter().map(|(key, weight, _)| (key, weight)).collect())
    }

    /// The same of the first lines, which are no parts, and the parts by their keys, sorted.
    pub fn unpacked(first: &str, parts: Vec<(u64, Weight)>) -> Result<Self, WeightsError> {
        Self::parse(first)?.with(parts)
    }

    fn with(mut self, parts: Vec<(u64, Weight)>) -> Result<Self, WeightsError> {
        self.parts = Parts::new(parts);
        if self.again.len() != said_names().len() && !self.parts.is_empty() {
            return Err(WeightsError { file: "places.tsv", line: 1, reason: "weights of roles are missing" });
        }
        Ok(self)
    }

    /// Makes the weights of concepts ready for a lexicon.
    pub fn for_lexicon(&mut self, lexicon: &Lexicon) {
        self.parts.for_lexicon(lexicon);
    }

    /// A text as that of a role: what rules name, and what each word's parts add up to.
    pub fn hear(&self, lexicon: &Lexicon, chart: &Chart, text: &str, role: Role) -> Heard {
        self.hear_as(self.parts.plain(lexicon, chart, text), lexicon, chart, text, role)
    }

    /// The same text as that of another role.
    pub fn hear_again(&self, heard: Heard, lexicon: &Lexicon, chart: &Chart, text: &str, role: Role) -> Heard {
        self.hear_as(heard.plain, lexicon, chart, text, role)
    }

    fn hear_as(&self, plain: Plain, lexicon: &Lexicon, chart: &Chart, text: &str, role: Role) -> Heard {
        let named = spans::named(lexicon, chart, text, role);
        let sums = self.parts.sums(&plain, text, role, &named);
        Heard { named, sums, plain }
    }

    /// What rules named, with the places of [`PLACED`] weighed anew.
    pub fn weigh(&self, heard: Heard) -> Vec<Element> {
        let Heard { named, sums, plain: Plain { words, .. } } = heard;
        if self.parts.is_empty() {
            return named;
        }
        let (placed, mut out): (Vec<Element>, Vec<Element>) =
            named.into_iter().partition(|e| PLACED.contains(&e.label));
        for (number, label) in PLACED.into_iter().enumerate() {
            for (first, last) in self.spans(number, &sums) {
                let (start, end) = (words[first].0, words[last].1);
                let name = placed
                    .iter()
                    .filter(|e| e.label == label && e.start < end && start < e.end)
                    .max_by_key(|e| e.end.min(end) - e.start.max(start))
                    .map_or_else(|| WORDING.to_owned(), |e| e.rule.clone());
                out.push(Element { label, start, end, rule: name });
            }
            // What a rule names and the words around it leave out stands as the rule has it.
            let weighed = out.len();
            for one in placed.iter().filter(|e| e.label == label) {
                let free = !out[..weighed].iter().any(|e| e.label == label && e.start < one.end && one.start < e.end);
                out.extend(free.then(|| one.clone()));
            }
        }
        out
    }

    #[cfg(test)]
    pub(super) fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Whether there is nothing to weigh with.
    pub fn is_empty(&self) -> bool {
        self.again.is_empty()
    }

    /// How much surer a text with a span of each label is than one without, in hundredths of a natural logarithm.
    pub fn gains(&self, heard: &Heard) -> Labels {
        gains(self, &heard.sums)
    }

    #[inline(always)]
    fn gains_plainly(&self, sums: &[Sums]) -> Labels {
        // All labels side by side: no way through one waits for another's.
        let step = |from: usize, to: usize| -> Labels { std::array::from_fn(|label| self.steps[label][from][to]) };
        let steps: [[Labels; STATES]; STATES] = std::array::from_fn(|from| std::array::from_fn(|to| step(from, to)));
        let (mut without, mut best) = ([0; PLACED.len()], [[NEVER; PLACED.len()]; STATES]);
        for word in sums {
            let mut next = [[NEVER; PLACED.len()]; STATES];
            for (to, next) in next.iter_mut().enumerate() {
                for from in (0..STATES).filter(|from| MAY[*from][to]) {
                    for label in 0..PLACED.len() {
                        next[label] = next[label].max(best[from][label] + steps[from][to][label]);
                    }
                }
            }
            for label in 0..PLACED.len() {
                let first = next[1][label] + word[2 * label];
                next[1][label] = first.max(without[label] + steps[0][1][label] + word[2 * label]);
                next[2][label] += word[2 * label + 1];
                without[label] += steps[0][0][label];
            }
            best = next;
        }
        std::array::from_fn(|label| {
            let most = best.iter().map(|state| state[label]).max().unwrap_or(NEVER);
            (most - without[label]).max(-MOST)
        })
    }

    /// What speaks for each role and for what is ordinary, in thousandths, from what signs and wording add up to, what rules
    /// know and the parts the text seems to have.
    pub fn again(&self, sums: [i32; WEIGHED], known: Known, gains: [i32; PLACED.len()]) -> [i32; WEIGHED] {
        let said = said(sums, known, gains);
        std::array::from_fn(|role| {
            let whole: f64 = said.iter().zip(&self.again).map(|(much, weight)| much * f64::from(weight[role])).sum();
            round(whole)
        })
    }

    /// The first and last words of the spans of one label.
    fn spans(&self, label: usize, sums: &[Sums]) -> Vec<(usize, usize)> {
        let steps = &self.steps[label];
        let mut best = [0, i32::MIN / 2, i32::MIN / 2];
        let mut ways: Vec<[usize; STATES]> = Vec::with_capacity(sums.len());
        for word in sums {
            let here = [0, word[2 * label] + EAGER, word[2 * label + 1]];
            let (mut next, mut from) = ([0; STATES], [0; STATES]);
            for to in 0..STATES {
                let reach = |before: &usize| best[*before] + steps[*before][to];
                let before = (0..STATES).filter(|before| MAY[*before][to]).max_by_key(reach).unwrap_or(0);
                next[to] = reach(&before) + here[to];
                from[to] = before;
            }
            best = next;
            ways.push(from);
        }
        let mut state = (0..STATES).max_by_key(|state| best[*state]).unwrap_or(0);
        let mut spans = Vec::new();
        let mut last = None;
        for (at, from) in ways.iter().enumerate().rev() {
            if state > 0 {
                let end = *last.get_or_insert(at);
                if state == 1 {
                    spans.push((at, end));
                    last = None;
                }
            }
            state = from[state];
        }
        spans.reverse();
        spans
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, said_names};

    #[test]
    fn the_likeliest_way_begins_before_it_goes_on() {
        let again: String = said_names().iter().flat_map(|name| ["again ", name, "\t0\t0\t0\t0\t0\t0\n"]).collect();
        let row = |first: i16, further: i16| format!("{first}\t{further}\t{}", ["0"; 18].join("\t"));
        let places = Places::parse(&format!("{again}w pay\t{}\nw now\t{}\n", row(100, 0), row(-900, 300))).unwrap();
        let sums = |words: [[i32; 2]; 4]| {
            words.map(|[first, further]| {
                let mut sums = [-900; 20];
                sums[..2].copy_from_slice(&[first, further]);
                sums
            })
        };
        assert_eq!(places.spans(0, &sums([[-900, -900], [100, 0], [-900, 300], [-900, -900]])), [(1, 2)]);
        // Nothing goes on that did not begin.
        assert_eq!(places.spans(0, &sums([[-900, 300], [-900, 300], [-900, 300], [-900, 300]])), [(0, 3)]);
        assert_eq!(places.spans(1, &sums([[100, 0]; 4])), []);
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_line() {
        for (text, reason) in [
            ("w pay\t1\t2\n", "places.tsv, line 1: twenty weights belong here"),
            ("step 1 7\t1\n", "places.tsv, line 1: a step goes from 0, 1 or 2 to 0, 1 or 2"),
            ("again rain\t1\t2\t3\t4\t5\n", "places.tsv, line 1: another name belongs here"),
        ] {
            assert_eq!(Places::parse(text).err().map(|e| e.to_string()).as_deref(), Some(reason));
        }
    }
}
