//! Whether a turn of a conversation coerces: by what it says, by what was said and given before it, and by how it is answered.
//!
//! What is harmless alone may coerce behind a picture, and what sounds like a threat may be a price, a joke or a plan. No rule
//! tells these apart, so each sign has a weight, fitted to conversations (`cargo xtask detect --fit-talks`).

use super::Reading;
use super::stance::Stance;
use super::wanted::Wanted;
use crate::Label;
use std::sync::LazyLock;

const SCORES: &[i32] = &[20, 50, 100, 200, 300, 460, 600, 750, 850, 950, 975, 990];
const COERCES: &[i32] = &[-4000, -3000, -2500, -2000, -1500, -1000, -500, 0, 500, 1000, 2000];
const SAYS: &[i32] = &[-4000, -3000, -2000, -1500, -1000, -500, 0, 500, 1000, 2000];
const CLEAR: &[i32] = &[-4000, -3000, -2000, -1000, 0, 1000, 2000, 3000, 4000, 6000, 8000, 10000];
const CALLS: &[i32] = &[50, 150, 250, 400, 600];
const LOW: &[i32] = &[-2000, -1000, 0, 1000];

/// What is measured, and from where on it is a sign: a turn has all that it reaches. Scores are per mille, stances and how clear
/// it is in thousandths of a natural logarithm.
const STEPS: [(&str, &[i32]); 21] = [
    ("coerces", COERCES),
    ("answers", SAYS),
    ("tells", SAYS),
    ("score", SCORES),
    ("clear", CLEAR),
    ("calls", CALLS),
    ("pieces", SCORES),
    ("with before", SCORES),
    ("picture coerces", COERCES),
    ("coerced before", COERCES),
    ("score before", SCORES),
    ("told before", SAYS),
    ("called before", CALLS),
    ("others coerced", COERCES),
    ("others answered", SAYS),
    ("others score", SCORES),
    ("others told", SAYS),
    ("others called", CALLS),
    ("answers to", SAYS),
    ("told of", SAYS),
    ("answer answers", SAYS),
];
/// The place in [`STEPS`] of what is known only once somebody answers.
const ANSWER: usize = 20;
/// How the answer sounds itself.
const ANSWER_COERCES: (&str, &[i32]) = ("answer coerces", LOW);
/// What is there or not.
const FLAGS: [&str; 7] = ["alarm", "coercive", "refused", "picture", "gave", "answered", "answered picture"];
/// The last two of them, which an answer adds.
const ANSWERED: u16 = 5;
const ANSWERED_PICTURE: u16 = 6;

/// Signs of a turn, as places among [`turn_names`].
pub(super) type Signs = Vec<u16>;

/// The names of all that has a weight: what everything starts from, then steps, flags, labels that are said and were said.
pub fn turn_names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let steps = STEPS.into_iter().chain([ANSWER_COERCES]);
        let steps = steps.flat_map(|(name, limits)| limits.iter().map(move |limit| format!("{name} {limit}")));
        let flags = FLAGS.into_iter().map(str::to_owned);
        let labels = ["says", "said"].into_iter().flat_map(|how| Label::ALL.map(|l| format!("{how} {}", l.as_str())));
        std::iter::once("bias".to_owned()).chain(steps).chain(flags).chain(labels).collect()
    });
    &NAMES
}

/// Where the signs of each of [`STEPS`] begin; then those of how the answer sounds, flags, and labels.
#[expect(clippy::cast_possible_truncation, reason = "some hundred signs")]
const BEGIN: [u16; STEPS.len() + 4] = {
    let mut begin = [1; STEPS.len() + 4];
    let mut at = 0;
    while at < STEPS.len() {
        begin[at + 1] = begin[at] + STEPS[at].1.len() as u16;
        at += 1;
    }
    begin[at + 1] = begin[at] + LOW.len() as u16;
    begin[at + 2] = begin[at + 1] + FLAGS.len() as u16;
    begin[at + 3] = begin[at + 2] + Label::ALL.len() as u16;
    begin
};
const AT_ANSWER_COERCES: usize = STEPS.len();
const AT_FLAGS: usize = STEPS.len() + 1;
const AT_SAYS: usize = STEPS.len() + 2;
const AT_SAID: usize = STEPS.len() + 3;

/// What a turn is read with.
pub(super) struct Around<'a> {
    pub reading: &'a Reading,
    pub stance: Stance,
    /// Scores of the turn together with the short ones just before it, and with the last one, of the same speaker.
    pub pieces: Option<u16>,
    pub with_before: Option<u16>,
    /// What the speaker said not long before.
    pub mine: Most,
    /// What all others said not long before.
    pub others: Most,
    /// How much the last turn of somebody else answers.
    pub answers_to: Option<i16>,
    /// Somebody else gave a picture; they did.
    pub picture: bool,
    pub gave: bool,
}

/// The most that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Most {
    pub coerces: i16,
    pub answers: i16,
    pub tells: i16,
    pub score: u16,
    /// How much it was a call for help, per mille.
    pub calls: u16,
    /// What was wanted, and labels that were said.
    pub wanted: Wanted,
}

impl Default for Most {
    fn default() -> Self {
        Self { coerces: i16::MIN, answers: i16::MIN, tells: i16::MIN, score: 0, calls: 0, wanted: Wanted::default() }
    }
}

impl Most {
    /// What was said by one and by another.
    pub fn or(self, other: Self) -> Self {
        Self {
            coerces: self.coerces.max(other.coerces),
            answers: self.answers.max(other.answers),
            tells: self.tells.max(other.tells),
            calls: self.calls.max(other.calls),
            wanted: self.wanted.or(other.wanted),
            score: self.score.max(other.score),
        }
    }
}

/// What a speaker said not long ago: in the stretch of turns that is going on, and in the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Recent {
    /// Which stretch was the last they spoke in.
    pub stretch: u32,
    pub now: Most,
    pub before: Most,
}

impl Recent {
    /// Turns of a stretch: in a long chat what was said long ago says nothing of now.
    const STRETCH: u32 = 8;

    /// What stands in the stretch of a turn and the one before.
    pub fn at(self, turn: u32) -> Most {
        match (turn / Self::STRETCH).saturating_sub(self.stretch) {
            0 => self.now.or(self.before),
            1 => self.now,
            _ => Most::default(),
        }
    }

    /// Takes what a turn says.
    pub fn said(&mut self, turn: u32, most: Most) {
        let stretch = turn / Self::STRETCH;
        match stretch.saturating_sub(self.stretch) {
            0 => {}
            1 => self.before = std::mem::take(&mut self.now),
            _ => (self.now, self.before) = Default::default(),
        }
        self.stretch = stretch;
        self.now = self.now.or(most);
    }
}

/// The signs of a turn that are known when it is written.
pub(super) fn signs(around: &Around) -> Signs {
    let Around { reading, stance, mine, others, .. } = around;
    let mut signs = vec![0];
    let scores = |score: Option<u16>| i32::from(score.unwrap_or(0));
    let steps = [
        i32::from(stance.coerces),
        stance.answers.into(),
        stance.tells.into(),
        reading.score.into(),
        reading.clear,
        reading.tells.into(),
        scores(around.pieces),
        scores(around.with_before),
        if around.picture { stance.coerces.into() } else { i32::MIN },
        mine.coerces.into(),
        mine.score.into(),
        mine.tells.into(),
        mine.calls.into(),
        others.coerces.into(),
        others.answers.into(),
        others.score.into(),
        others.tells.into(),
        others.calls.into(),
        around.answers_to.map_or(i32::MIN, i32::from),
        mine.tells.max(others.tells).into(),
    ];
    for (at, value) in steps.into_iter().enumerate() {
        over(at, STEPS[at].1, value, &mut signs);
    }
    let flags = [reading.alarm, reading.coercive, reading.refused, around.picture, around.gave];
    signs.extend((BEGIN[AT_FLAGS]..).zip(flags).filter(|(_, is)| *is).map(|(at, _)| at));
    for (label, at) in Label::ALL.into_iter().zip(0..) {
        if reading.found.contains(&label) {
            signs.push(BEGIN[AT_SAYS] + at);
        }
        if mine.wanted.labels & 1 << at != 0 {
            signs.push(BEGIN[AT_SAID] + at);
        }
    }
    signs
}

/// What a turn gets when somebody else answers at once: with a turn that does this, or with a picture.
pub(super) fn answered(with: Option<Stance>) -> Signs {
    let mut signs = vec![BEGIN[AT_FLAGS] + ANSWERED];
    match with {
        Some(stance) => {
            over(ANSWER, STEPS[ANSWER].1, stance.answers.into(), &mut signs);
            over(AT_ANSWER_COERCES, LOW, stance.coerces.into(), &mut signs);
        }
        None => signs.push(BEGIN[AT_FLAGS] + ANSWERED_PICTURE),
    }
    signs
}

/// A sign for each limit that is reached.
fn over(at: usize, limits: &[i32], value: i32, signs: &mut Signs) {
    signs.extend((BEGIN[at]..).zip(limits).filter(|(_, limit)| value >= **limit).map(|(at, _)| at));
}

#[cfg(test)]
mod tests {
    use super::{
        ANSWER, ANSWER_COERCES, AT_SAID, BEGIN, FLAGS, LOW, Most, Recent, STEPS, Stance, answered, over, turn_names,
    };
    use crate::Label;

    #[test]
    fn names_are_told_once_and_stand_where_signs_do() {
        let names = turn_names();
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len());
        assert_eq!(names.len(), usize::from(BEGIN[AT_SAID]) + Label::ALL.len());
        for (at, (name, limits)) in STEPS.iter().chain([&ANSWER_COERCES]).enumerate() {
            let mut signs = Vec::new();
            over(at, limits, limits[1], &mut signs);
            let of = |limit| format!("{name} {limit}");
            assert_eq!(
                signs.iter().map(|at| &names[usize::from(*at)]).collect::<Vec<_>>(),
                [&of(limits[0]), &of(limits[1])]
            );
        }
        assert_eq!((STEPS[ANSWER].0, ANSWER_COERCES.1), ("answer answers", LOW));
        let said = |with| answered(with).iter().map(|at| names[usize::from(*at)].as_str()).collect::<Vec<_>>();
        assert_eq!(said(None), FLAGS[5..]);
        assert_eq!(
            said(Some(Stance { coerces: -2000, answers: -4000, tells: 0 })),
            ["answered", "answer answers -4000", "answer coerces -2000"]
        );
    }

    #[test]
    fn what_was_said_long_ago_is_forgotten() {
        let mut recent = Recent::default();
        let said = |score| Most { score, ..Most::default() };
        let next = Recent::STRETCH;
        recent.said(0, said(900));
        recent.said(next - 1, said(100));
        let scores = |recent: Recent, turns: [u32; 3]| turns.map(|turn| recent.at(turn).score);
        assert_eq!(scores(recent, [next - 1, 2 * next - 1, 2 * next]), [900, 900, 0]);
        recent.said(next, said(200));
        assert_eq!(scores(recent, [next, 2 * next, 3 * next]), [900, 200, 0]);
        recent.said(50 * next, said(5));
        assert_eq!(recent.at(50 * next).score, 5);
        // A state that was made to say otherwise is read, too.
        assert_eq!(Recent { stretch: u32::MAX, ..recent }.at(0).score, 5);
    }
}
