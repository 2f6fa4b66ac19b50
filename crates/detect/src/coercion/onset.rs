//! The onset: with which turn of who coerces it began, by signs that speak for a turn and how much each of them does.
//!
//! A threat seldom stands where a coercion begins: before it somebody says what they hold, hints, or asks for one thing more.
//! No single sign finds that turn, so each has a weight, fitted to conversations whose onset is known (`cargo xtask detect
//! --fit-talks`), and the turn with the most of them is it.

use super::Reading;
use super::named::Named;
use super::stance::Stance;
use crate::Label;
use std::sync::LazyLock;

/// Signs of one turn: a bit for each label that its speaker had not said before, then for each sign of [`STEPS`] and
/// [`FLAGS`], from the lowest on.
pub(super) type TurnSigns = u128;

/// What is measured of a turn, and from where on it is a sign: a turn has all that it reaches. How much it coerces with what
/// was said before it, how much the most did that the speaker wrote before, and how far it is above that; its stance; score
/// and how clear it is; characters; the length beside the mean and beside the longest of what the speaker wrote before, in
/// tenths; how much the answer answers and tells, and its characters; how much the speaker's next turn coerces. Stances and
/// sums are in thousandths of a natural logarithm. A sign that is renamed or left out: first take its line out of `weights.tsv`.
const STEPS: [(&str, &[i32]); 15] = [
    ("sum", &[-4000, -3000, -2000, -1000, 0, 1000, 2000, 3000, 4000, 5000]),
    ("most before", &[-4000, -3000, -2000, -1000, 0, 1000, 2000, 3000]),
    ("above", &[-2000, -1000, 0, 500, 1000, 2000, 3000, 4000]),
    ("coerces", &[-4000, -3000, -2500, -2000, -1500, -1000, -500, 0, 500, 1000, 2000]),
    ("answers", &[-2000, -1000, 0]),
    ("score", &[20, 50, 100, 200, 300, 460, 600, 750, 850, 950]),
    ("clear", &[-4000, -3000, -2000, -1000, 0, 1000, 2000, 3000, 4000, 6000]),
    ("letters", &[8, 15, 25, 40, 60, 90, 130]),
    ("beside", &[3, 5, 8, 12, 16, 20, 30, 40]),
    ("longest", &[7, 10, 14, 20]),
    ("answer answers", &[-3000, -2000, -1500, -1000, -500, 0, 500, 1000]),
    ("answer tells", &[-2000, -1000, 0]),
    ("answer letters", &[8, 16, 30, 60]),
    ("next sum", &[-3000, -2000, -1000, 0, 1000, 2000, 3000, 4000]),
    ("flag", &[0; FLAGS.len()]),
];
/// What is there or not: a picture that somebody else gave before it, that it is the first turn since, a picture given after it;
/// whether somebody else answers at once, and asks something; whether it asks; whether the speaker wrote the turn just before
/// it, and the one just after.
const FLAGS: [&str; 8] =
    ["picture before", "first since", "picture after", "answered", "answer asks", "asks", "goes on from", "goes on"];
/// Where a turn stands beside the one where the coercion was seen: at it, so many turns before or after it; 3 before is 3 to 5,
/// 6 before and 3 after are so many or more.
const PLACES: [&str; 8] = ["at", "1 before", "2 before", "3 before", "6 before", "1 after", "2 after", "3 after"];
/// All that is a bit of [`TurnSigns`].
const BITS: usize = BEGIN[STEPS.len()];

const SUM: usize = 0;
const MOST_BEFORE: usize = 1;
const ABOVE: usize = 2;
const COERCES: usize = 3;
const ANSWERS: usize = 4;
const SCORE: usize = 5;
const CLEAR: usize = 6;
const LETTERS: usize = 7;
const BESIDE: usize = 8;
const LONGEST: usize = 9;
const ANSWER_ANSWERS: usize = 10;
const ANSWER_TELLS: usize = 11;
const ANSWER_LETTERS: usize = 12;
const NEXT_SUM: usize = 13;
const FLAG: usize = 14;

/// The bit with which each of [`STEPS`] begins, and one behind the last.
const BEGIN: [usize; STEPS.len() + 1] = {
    let mut begin = [Label::ALL.len(); STEPS.len() + 1];
    let mut at = 0;
    while at < STEPS.len() {
        begin[at + 1] = begin[at] + STEPS[at].1.len();
        at += 1;
    }
    begin
};
const _: () = assert!(BITS <= TurnSigns::BITS as usize && Label::ALL.len() <= u16::BITS as usize);

/// What a speaker wrote so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Turns with words.
    pub turns: u16,
    /// Characters of all of them.
    pub letters: u32,
    /// Those of the longest.
    pub longest: u16,
    /// A bit for each label they said.
    pub labels: u16,
    /// How much the turn coerces that does so most.
    pub sum: i32,
}

impl Default for Written {
    fn default() -> Self {
        Self { turns: 0, letters: 0, longest: 0, labels: 0, sum: i32::MIN / 2 }
    }
}

/// One turn, and what stands around it.
pub(super) struct OneTurn<'a> {
    pub text: &'a str,
    pub reading: &'a Reading,
    pub stance: Stance,
    /// How much it coerces with what was said before it.
    pub sum: i32,
    /// Somebody else gave a picture before; it is the first turn since.
    pub with_picture: bool,
    pub first_since: bool,
    /// The speaker wrote the turn just before it.
    pub goes_on: bool,
}

impl Written {
    /// The signs of one turn more, which is counted then.
    pub fn turn(&mut self, one: &OneTurn) -> TurnSigns {
        let length = letters(one.text);
        let labels = one.reading.found.iter().filter_map(|label| Label::ALL.iter().position(|one| one == label));
        let labels = labels.fold(0_u16, |all, at| all | 1 << at);
        let mut signs = TurnSigns::from(labels & !self.labels);
        signs |= over(SUM, one.sum) | over(MOST_BEFORE, self.sum) | over(ABOVE, one.sum.saturating_sub(self.sum));
        signs |= over(COERCES, one.stance.coerces.into()) | over(ANSWERS, one.stance.answers.into());
        signs |= over(SCORE, one.reading.score.into()) | over(CLEAR, one.reading.clear) | over(LETTERS, length);
        if self.turns > 0 {
            // The length over the mean length, in tenths: ten times the length and the turns over the characters of all.
            let beside =
                |parts: i64, of: i64| i32::try_from(i64::from(length) * 10 * parts / of.max(1)).unwrap_or(i32::MAX);
            signs |= over(BESIDE, beside(self.turns.into(), self.letters.into()));
            signs |= over(LONGEST, beside(1, self.longest.into()));
        }
        let flags = [(one.with_picture, 0), (one.first_since, 1), (asks(one.text), 5), (one.goes_on, 6)];
        signs |= flags.into_iter().fold(0, |all, (is, at)| all | flag(is, at));
        self.turns = self.turns.saturating_add(1);
        self.letters = self.letters.saturating_add(length.cast_unsigned());
        self.longest = self.longest.max(u16::try_from(length).unwrap_or(u16::MAX));
        self.labels |= labels;
        self.sum = self.sum.max(one.sum);
        signs
    }
}

/// What a turn gets when somebody else answers at once; without a stance it is a picture.
pub(super) fn answered(text: &str, stance: Option<Stance>) -> TurnSigns {
    let with = stance.map_or(0, |stance| {
        let says = over(ANSWER_ANSWERS, stance.answers.into()) | over(ANSWER_TELLS, stance.tells.into());
        says | flag(asks(text), 4) | over(ANSWER_LETTERS, letters(text))
    });
    flag(true, 3) | with
}

/// What a turn gets from the next one of the same speaker, which may follow at once.
pub(super) fn followed(sum: i32, at_once: bool) -> TurnSigns {
    over(NEXT_SUM, sum) | flag(at_once, 7)
}

/// What a turn gets when somebody else gives a picture after it.
pub(super) fn given_after() -> TurnSigns {
    flag(true, 2)
}

/// The labels among signs.
pub(super) fn labels(signs: TurnSigns) -> impl Iterator<Item = u8> {
    (0_u8..).take(Label::ALL.len()).filter(move |at| signs & (1 << at) != 0)
}

fn asks(text: &str) -> bool {
    text.contains(['?', '؟', '？'])
}

fn letters(text: &str) -> i32 {
    i32::try_from(text.chars().count()).unwrap_or(i32::MAX)
}

/// A bit for each limit that is reached.
fn over(step: usize, value: i32) -> TurnSigns {
    (BEGIN[step]..).zip(STEPS[step].1).filter(|(_, limit)| value >= **limit).fold(0, |all, (at, _)| all | 1 << at)
}

fn flag(is: bool, at: usize) -> TurnSigns {
    TurnSigns::from(is) << (BEGIN[FLAG] + at)
}

/// The names of all that has a weight for the onset: labels and signs of a turn, then its place beside the one where the coercion
/// was seen.
pub fn onset_names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let steps =
            STEPS[..FLAG].iter().flat_map(|(name, limits)| limits.iter().map(move |limit| format!("{name} {limit}")));
        let labels = Label::ALL.into_iter().map(|label| label.as_str().to_owned());
        labels.chain(steps).chain(FLAGS.into_iter().chain(PLACES).map(str::to_owned)).collect()
    });
    &NAMES
}

/// Which of [`onset_names`] a turn has, as places among them. `signs` are those of [`super::State::candidates`], `turn` and
/// `seen` (where the coercion was seen) count from 0; bits above the signs are ignored.
pub fn onset_parts(signs: u128, turn: u32, seen: u32) -> impl Iterator<Item = u16> {
    let place = match i64::from(turn) - i64::from(seen) {
        0 => 0,
        -1 => 1,
        -2 => 2,
        -5..=-3 => 3,
        ..=-6 => 4,
        1 => 5,
        2 => 6,
        3.. => 7,
    };
    (0..).take(BITS + PLACES.len()).filter(move |at| {
        let at = usize::from(*at);
        if at < BITS { signs & (1 << at) != 0 } else { at == BITS + place }
    })
}

/// Which of some turns most speaks for being the first; none where nothing has a weight.
pub(super) fn first(weights: &Named, turns: &[(u32, TurnSigns)], seen: u32) -> Option<(u32, TurnSigns)> {
    let sum = |(turn, signs): &(u32, TurnSigns)| weights.sum(onset_parts(*signs, *turn, seen));
    // Of two that are worth the same, the earlier.
    turns.iter().rev().copied().max_by_key(sum).filter(|_| weights.weighs())
}

#[cfg(test)]
mod tests {
    use super::{
        BITS, FLAG, FLAGS, Named, PLACES, SCORE, STEPS, answered, first, flag, onset_names, onset_parts, over,
    };
    use crate::Label;

    #[test]
    fn names_are_told_once_and_stand_where_signs_do() {
        let names = onset_names();
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len());
        assert_eq!(names.len(), BITS + PLACES.len());
        let of = |signs| onset_parts(signs, 7, 7).map(|at| names[usize::from(at)].as_str()).collect::<Vec<_>>();
        assert_eq!(of(over(SCORE, 60)), ["score 20", "score 50", "at"]);
        assert_eq!(of(1), [Label::ALL[0].as_str(), "at"]);
        let all = (0..FLAGS.len()).fold(0, |all, at| all | flag(true, at));
        assert_eq!(of(all), [&FLAGS[..], &["at"]].concat());
        assert_eq!(of(answered("", None)), ["answered", "at"]);
        assert_eq!(STEPS[FLAG].1.len(), FLAGS.len());
        let place =
            |turn, seen| onset_parts(0, turn, seen).map(|at| PLACES[usize::from(at) - BITS]).collect::<Vec<_>>();
        assert_eq!([place(0, 9), place(4, 9), place(12, 9)], [["6 before"], ["3 before"], ["3 after"]]);
    }

    #[test]
    fn the_turn_with_the_most_is_the_first_and_without_weights_there_is_none() {
        let turns = [(3, 0b01), (5, 0b10), (7, 0b10)];
        let mut weights = Named::new(onset_names);
        assert_eq!(first(&weights, &turns, 7), None);
        weights.set("demand_money", "700", 1).unwrap();
        assert_eq!(first(&weights, &turns, 7), Some((5, 0b10)), "the earlier of two");
        weights.set("at", "1", 2).unwrap();
        assert_eq!(first(&weights, &turns, 7), Some((7, 0b10)));
    }
}
