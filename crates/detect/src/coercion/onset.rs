//! The onset: with which turn of who coerces it began, by signs that speak for a turn and how much each of them does.
//!
//! A threat seldom stands where a coercion begins: before it somebody says what they hold, hints, or asks for one thing more.
//! No single sign finds that turn, so each has a weight, fitted to conversations whose onset is known (`cargo xtask detect
//! --fit-onset`), and the turn with the most of them is it.

use super::Reading;
use crate::Label;
use crate::error::WeightsError;

/// Signs of one turn: a bit for each label, then for each of [`SIGNS`], from the lowest on.
pub(super) type TurnSigns = u64;

/// The signs of one turn behind its labels that its speaker had not said before: the score, from so many per mille on; the length, from
/// so many characters on; the length beside the mean and beside the longest of what the speaker wrote before, from so many
/// tenths on; whether somebody else gave a picture before it, whether it is the first turn since, whether one was given after
/// it; whether somebody else answered at once, asked something, with which score and length; the score of the speaker's next
/// turn. Steps are about half as large again each time, and a turn has all that it reaches: where they stand matters little.
/// A sign that is renamed or left out: first take its line out of `weights.tsv`.
const SIGNS: [&str; 42] = [
    "score 5",
    "score 20",
    "score 50",
    "score 100",
    "score 200",
    "score 300",
    "score 480",
    "score 700",
    "score 900",
    "score 970",
    "letters 8",
    "letters 15",
    "letters 25",
    "letters 40",
    "letters 60",
    "letters 90",
    "letters 130",
    "beside 10",
    "beside 15",
    "beside 20",
    "beside 30",
    "beside 45",
    "longest 7",
    "longest 10",
    "longest 14",
    "longest 20",
    "picture before",
    "first since",
    "picture after",
    "answered",
    "answer asks",
    "answer score 50",
    "answer score 300",
    "answer score 600",
    "answer letters 8",
    "answer letters 16",
    "answer letters 30",
    "answer letters 60",
    "next score 20",
    "next score 100",
    "next score 300",
    "next score 480",
];
/// Where a turn stands beside the one where the coercion was seen: at it, so many turns before or after it; 3 before is 3 to 5,
/// 6 before and 3 after are so many or more.
const PLACES: [&str; 8] = ["at", "1 before", "2 before", "3 before", "6 before", "1 after", "2 after", "3 after"];
/// All that has a weight.
const COUNT: usize = BITS + PLACES.len();
/// All that is a bit of [`TurnSigns`].
const BITS: usize = Label::ALL.len() + SIGNS.len();

const SCORES: [u16; 10] = [5, 20, 50, 100, 200, 300, 480, 700, 900, 970];
const LETTERS: [u32; 7] = [8, 15, 25, 40, 60, 90, 130];
const BESIDE: [u64; 5] = [10, 15, 20, 30, 45];
const LONGEST: [u64; 4] = [7, 10, 14, 20];
const ANSWER_SCORES: [u16; 3] = [50, 300, 600];
const ANSWER_LETTERS: [u32; 4] = [8, 16, 30, 60];
const NEXT_SCORES: [u16; 4] = [20, 100, 300, 480];

const AT_SCORES: usize = Label::ALL.len();
const AT_LETTERS: usize = AT_SCORES + SCORES.len();
const AT_BESIDE: usize = AT_LETTERS + LETTERS.len();
const AT_LONGEST: usize = AT_BESIDE + BESIDE.len();
const PICTURE_BEFORE: usize = AT_LONGEST + LONGEST.len();
const FIRST_SINCE: usize = PICTURE_BEFORE + 1;
const PICTURE_AFTER: usize = FIRST_SINCE + 1;
const ANSWERED: usize = PICTURE_AFTER + 1;
const ANSWER_ASKS: usize = ANSWERED + 1;
const AT_ANSWER_SCORES: usize = ANSWER_ASKS + 1;
const AT_ANSWER_LETTERS: usize = AT_ANSWER_SCORES + ANSWER_SCORES.len();
const AT_NEXT_SCORES: usize = AT_ANSWER_LETTERS + ANSWER_LETTERS.len();
const _: () = assert!(AT_NEXT_SCORES + NEXT_SCORES.len() == BITS && BITS <= TurnSigns::BITS as usize);
const _: () = assert!(Label::ALL.len() <= u16::BITS as usize);

/// What a speaker wrote so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// Turns with words.
    pub turns: u16,
    /// Characters of all of them.
    pub letters: u32,
    /// Those of the longest.
    pub longest: u16,
    /// A bit for each label they said.
    pub labels: u16,
}

impl Written {
    /// The signs of one turn more, which is counted then.
    pub fn turn(&mut self, text: &str, reading: &Reading, with_picture: bool, first_since: bool) -> TurnSigns {
        let length = letters(text);
        let labels = reading.found.iter().filter_map(|label| Label::ALL.iter().position(|one| one == label));
        let labels = labels.fold(0_u16, |all, at| all | 1 << at);
        let mut signs = TurnSigns::from(labels & !self.labels);
        signs |= over(AT_SCORES, &SCORES, reading.score) | over(AT_LETTERS, &LETTERS, length);
        if self.turns > 0 {
            // The length over the mean length, in tenths: ten times the length and the turns over the characters of all.
            let beside = |parts: u64, of: u64| u64::from(length) * 10 * parts / of.max(1);
            signs |= over(AT_BESIDE, &BESIDE, beside(self.turns.into(), self.letters.into()));
            signs |= over(AT_LONGEST, &LONGEST, beside(1, self.longest.into()));
        }
        signs |= TurnSigns::from(with_picture) << PICTURE_BEFORE | TurnSigns::from(first_since) << FIRST_SINCE;
        self.turns = self.turns.saturating_add(1);
        self.letters = self.letters.saturating_add(length);
        self.longest = self.longest.max(u16::try_from(length).unwrap_or(u16::MAX));
        self.labels |= labels;
        signs
    }
}

/// What a turn gets when somebody else answers at once.
pub(super) fn answered(text: &str, reading: &Reading) -> TurnSigns {
    let asks = TurnSigns::from(text.contains(['?', '؟', '？'])) << ANSWER_ASKS;
    let scores = over(AT_ANSWER_SCORES, &ANSWER_SCORES, reading.score);
    1 << ANSWERED | asks | scores | over(AT_ANSWER_LETTERS, &ANSWER_LETTERS, letters(text))
}

/// What a turn gets from the next one of the same speaker.
pub(super) fn followed(reading: &Reading) -> TurnSigns {
    over(AT_NEXT_SCORES, &NEXT_SCORES, reading.score)
}

/// What a turn gets when somebody else gives a picture after it.
pub(super) const GIVEN_AFTER: TurnSigns = 1 << PICTURE_AFTER;

/// The labels among signs.
pub(super) fn labels(signs: TurnSigns) -> impl Iterator<Item = u8> {
    (0_u8..).take(Label::ALL.len()).filter(move |at| signs & (1 << at) != 0)
}

fn letters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// A bit for each limit that is reached, from a place on.
fn over<T: PartialOrd + Copy>(from: usize, limits: &[T], value: T) -> TurnSigns {
    (from..).zip(limits).filter(|(_, limit)| value >= **limit).fold(0, |all, (at, _)| all | 1 << at)
}

/// The names of all that has a weight for the onset: signs of a turn, then its place beside the one where the coercion was seen.
pub fn onset_names() -> impl Iterator<Item = &'static str> {
    Label::ALL.into_iter().map(Label::as_str).chain(SIGNS).chain(PLACES)
}

/// Which of [`onset_names`] a turn has, as places among them. `signs` are those of [`super::State::candidates`], `turn` and
/// `seen` (where the coercion was seen) count from 0; bits above the signs are ignored.
pub fn onset_parts(signs: u64, turn: u32, seen: u32) -> impl Iterator<Item = usize> {
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
    (0..BITS).filter(move |at| signs & (1 << at) != 0).chain([BITS + place])
}

/// How much each sign speaks for a turn, in thousandths; none where it was not told.
pub(crate) struct OnsetWeights([Option<i32>; COUNT]);

impl Default for OnsetWeights {
    fn default() -> Self {
        Self([None; COUNT])
    }
}

impl OnsetWeights {
    /// Takes the weight of a sign from a line of `weights.tsv`.
    pub fn set(&mut self, name: &str, number: &str, line: usize) -> Result<(), WeightsError> {
        let wrong = |reason| WeightsError { file: "weights.tsv", line, reason };
        let at = onset_names().position(|one| one == name).ok_or(wrong("the onset has no such sign"))?;
        let weight: i16 = number.parse().map_err(|_| wrong("a weight is a whole number from -32768 to 32767"))?;
        match self.0[at].replace(weight.into()) {
            None => Ok(()),
            Some(_) => Err(wrong("this sign has its weights already")),
        }
    }

    /// Which of some turns most speaks for being the first; none where nothing has a weight.
    pub fn first(&self, turns: &[(u32, TurnSigns)], seen: u32) -> Option<(u32, TurnSigns)> {
        let weighs = self.0.iter().flatten().any(|weight| *weight != 0);
        let sum = |(turn, signs): &(u32, TurnSigns)| -> i32 {
            onset_parts(*signs, *turn, seen).filter_map(|at| self.0[at]).sum()
        };
        // Of two that are worth the same, the earlier.
        turns.iter().rev().copied().max_by_key(sum).filter(|_| weighs)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        ANSWER_LETTERS, ANSWER_SCORES, BESIDE, BITS, COUNT, LETTERS, LONGEST, NEXT_SCORES, OnsetWeights, PLACES,
        SCORES, SIGNS, onset_names, onset_parts, over,
    };

    #[test]
    fn names_are_told_once_and_places_stand_behind_signs() {
        let all: std::collections::BTreeSet<_> = onset_names().collect();
        assert_eq!(all.len(), COUNT);
        let parts = |turn, seen| onset_parts(0, turn, seen).map(|at| PLACES[at - BITS]).collect::<Vec<_>>();
        assert_eq!(parts(7, 7), ["at"]);
        assert_eq!(parts(0, 9), ["6 before"]);
        assert_eq!(parts(4, 9), ["3 before"]);
        assert_eq!(parts(12, 9), ["3 after"]);
        assert_eq!(over(3, &[5, 20, 50], 20), 0b11 << 3);
    }

    #[test]
    fn each_name_says_its_limit() {
        let steps =
            |kind: &'static str, limits: Vec<u64>| limits.into_iter().map(move |limit| format!("{kind} {limit}"));
        let of = |limits: &[u16]| limits.iter().copied().map(u64::from).collect();
        let letters = |limits: &[u32]| limits.iter().copied().map(u64::from).collect();
        let names: Vec<String> = steps("score", of(&SCORES))
            .chain(steps("letters", letters(&LETTERS)))
            .chain(steps("beside", BESIDE.to_vec()))
            .chain(steps("longest", LONGEST.to_vec()))
            .chain(["picture before", "first since", "picture after", "answered", "answer asks"].map(str::to_owned))
            .chain(steps("answer score", of(&ANSWER_SCORES)))
            .chain(steps("answer letters", letters(&ANSWER_LETTERS)))
            .chain(steps("next score", of(&NEXT_SCORES)))
            .collect();
        assert_eq!(names, SIGNS);
    }

    #[test]
    fn the_turn_with_the_most_is_the_first_and_without_weights_there_is_none() {
        let turns = [(3, 0b01), (5, 0b10), (7, 0b10)];
        assert_eq!(OnsetWeights::default().first(&turns, 7), None);
        let mut weights = OnsetWeights::default();
        weights.set("demand_money", "700", 1).unwrap();
        assert_eq!(weights.first(&turns, 7), Some((5, 0b10)), "the earlier of two");
        assert!(weights.set("demand_money", "700", 2).is_err(), "told twice");
        weights.set("at", "1", 2).unwrap();
        assert_eq!(weights.first(&turns, 7), Some((7, 0b10)));
        assert!(weights.set("rain", "1", 3).is_err());
        assert!(weights.set("at", "40000", 4).is_err());
    }
}
