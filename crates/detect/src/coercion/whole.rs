//! Whether somebody coerces, by their strongest turn and all that stands around it.
//!
//! One turn does not say who wrote a threat: who tells a friend of one repeats it word for word. What others answer, then and
//! after ("who sent you that", "don't pay"), and what the speaker says before and behind it do. So the strongest turn of each
//! speaker is looked at together with the turns around it, anew with each turn that follows: what was an alarm may be none any
//! more. Each sign has a weight, fitted to conversations (`cargo xtask detect --fit-talks`).

use super::Reading;
use super::stance::Stance;
use super::turn::Signs;
use crate::Label;
use std::collections::VecDeque;
use std::sync::LazyLock;

/// So many turns before the strongest one and behind it are looked at.
const BEFORE: usize = 12;
pub(super) const AFTER: usize = 8;
/// Turns that are kept.
pub(super) const KEPT: usize = BEFORE + 1 + AFTER;
/// From how much on a turn may be the strongest, in thousandths of a natural logarithm, and how much one at least counts that is
/// an alarm by itself.
const LEAST: i32 = -1_500;
const ALONE: i32 = 5_000;

// Only what says something: where a turn of no weight reached a step, an "ok" would turn round what was judged.
const SUM: &[i32] = &[-1000, 0, 1000, 2000, 3000, 4000, 6000];
const SAYS: &[i32] = &[-1000, -500, 0, 500, 1000, 2000];
const CLEAR: &[i32] = &[-1000, 0, 1000, 2000, 3000, 4000, 6000, 8000];
const CALLS: &[i32] = &[100, 200, 400, 600, 800];
const SCORE: &[i32] = &[20, 100, 300, 460, 750, 950, 990];
/// What is measured of each turn: how much it coerces in its place, once it is answered, what it does by its wording, how much
/// more it is an offender's than ordinary, and how much a call for help, per mille.
const MEASURES: [(&str, &[i32]); 6] =
    [("sum", SUM), ("coerces", SAYS), ("answers", SAYS), ("tells", SAYS), ("clear", CLEAR), ("calls", CALLS)];
/// What only the strongest turn and its answer are measured by.
const OWN: [(&str, &[i32]); 5] =
    [("written", SUM), ("score", SCORE), ("answer answers", SAYS), ("answer tells", SAYS), ("answer coerces", SAYS)];
/// Whose turns are told apart, and whether they stand before the strongest one. Of each measure the most counts, and the most
/// but one.
const GROUPS: [&str; 4] = ["mine before", "mine after", "others before", "others after"];
/// How many of the speaker's turns and of others' are an alarm alone, and how many turns stand before the strongest one and behind
/// it: of what is missing nothing can be said.
const COUNTS: [(&str, &[i32]); 4] =
    [("alarms", &[2, 3]), ("alarms of others", &[1, 2]), ("before", &[1, 2, 3, 5, 8]), ("after", &[1, 2, 3, 5])];
/// What is there or not: what everything starts from, what the strongest turn is, and how the conversation goes on.
const FLAGS: [&str; 10] = [
    "bias",
    "alarm",
    "coercive",
    "refused",
    "picture",
    "gave",
    "goes on",
    "answered",
    "answered by a picture",
    "alone",
];

/// One turn as it is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Which turn it is, from 0.
    pub turn: u32,
    /// The number of the speaker.
    pub who: u8,
    /// Bits of what is true of it.
    pub is: u8,
    /// How much it coerces when it is written, and once it is answered, in thousandths of a natural logarithm.
    pub written: i16,
    pub answered: i16,
    pub stance: Stance,
    pub clear: i16,
    /// Per mille: a call for help, an offender's.
    pub calls: u16,
    pub score: u16,
    /// A bit for each label.
    pub labels: u16,
    /// How urgent it is alone.
    pub urgency: u8,
}

impl Kept {
    /// It has words.
    pub const WORDS: u8 = 1;
    /// It shows somebody.
    pub const SHOWS: u8 = 2;
    /// Alone, or as the end of a message in pieces, it is an alarm.
    pub const ALARM: u8 = 4;
    /// Rules know a coercion in it.
    pub const COERCIVE: u8 = 8;
    /// It only quotes, or only asks to talk elsewhere.
    pub const REFUSED: u8 = 16;
    /// Somebody else gave a picture before; its speaker did.
    pub const PICTURE: u8 = 32;
    pub const GAVE: u8 = 64;
    /// It was named as one that coerces.
    pub const NAMED: u8 = 128;

    /// A turn with words, of which `labels` are said.
    pub fn of(reading: &Reading, stance: Stance, sum: i32, labels: u16) -> Self {
        let bits = [(true, Self::WORDS), (reading.coercive, Self::COERCIVE), (reading.refused, Self::REFUSED)];
        let written = short(sum);
        Self {
            turn: 0,
            who: 0,
            is: bits.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, bit)| all | bit),
            written,
            answered: written,
            stance,
            clear: short(reading.clear),
            calls: reading.tells,
            score: reading.score,
            labels,
            urgency: reading.urgency,
        }
    }

    /// Takes what an answer adds.
    pub fn answer(&mut self, adds: i32) {
        self.answered = short(i32::from(self.written).saturating_add(adds));
    }

    /// From now on it was named as one that coerces.
    pub fn name(&mut self) {
        self.is |= Self::NAMED;
    }

    pub fn is(self, bit: u8) -> bool {
        self.is & bit != 0
    }

    /// How much it speaks for a coercion alone.
    fn strength(self) -> i32 {
        let sum = i32::from(self.written.max(self.answered));
        if self.is(Self::ALARM) { sum.max(ALONE) } else { sum }
    }

    fn measures(self) -> [i32; MEASURES.len()] {
        let Stance { coerces, answers, tells } = self.stance;
        let [sum, coerces, answers, tells, clear] = [self.answered, coerces, answers, tells, self.clear].map(i32::from);
        [sum, coerces, answers, tells, clear, self.calls.into()]
    }
}

fn short(sum: i32) -> i16 {
    i16::try_from(sum.clamp(i16::MIN.into(), i16::MAX.into())).unwrap_or_default()
}

/// All that is measured, and from where on it is a sign: a look has all that it reaches.
fn steps() -> impl Iterator<Item = (String, &'static [i32])> {
    let alone = OWN.into_iter().chain(MEASURES).map(|(name, limits)| (name.to_owned(), limits));
    let around = GROUPS.into_iter().flat_map(|group| {
        let most = MEASURES.into_iter().map(move |(name, limits)| (format!("{group} {name}"), limits));
        let next = MEASURES.into_iter().map(move |(name, limits)| (format!("{group} {name} twice"), limits));
        most.chain(next)
    });
    alone.chain(around).chain(COUNTS.into_iter().map(|(name, limits)| (name.to_owned(), limits)))
}

/// The names of all that has a weight.
pub fn whole_names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let flags = FLAGS.into_iter().map(str::to_owned);
        let pictures = GROUPS.into_iter().map(|group| format!("picture {group}"));
        let labels = ["says", "others say"];
        let labels = labels.into_iter().flat_map(|how| Label::ALL.map(|label| format!("{how} {}", label.as_str())));
        let steps = steps().flat_map(|(name, limits)| limits.iter().map(move |limit| format!("{name} {limit}")));
        flags.chain(pictures).chain(labels).chain(steps).collect()
    });
    &NAMES
}

/// The strongest turn of one speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The number of who speaks.
    pub(super) who: u8,
    /// Which turn it is, from 0.
    pub turn: u32,
    /// How strong it is alone, in thousandths of a natural logarithm.
    pub strength: i32,
    /// What it and the turns around it say, as places among [`whole_names`].
    pub signs: Signs,
}

/// The strongest turn of each speaker among the last ones, and what stands around it.
pub(super) fn looks(kept: &VecDeque<Kept>) -> Vec<Look> {
    let mut strongest: Vec<(u8, usize)> = Vec::new();
    for (at, turn) in kept.iter().enumerate().skip(kept.len().saturating_sub(AFTER + 1)) {
        if !turn.is(Kept::WORDS) || turn.strength() < LEAST {
            continue;
        }
        match strongest.iter_mut().find(|(who, _)| *who == turn.who) {
            Some((_, most)) if kept[*most].strength() < turn.strength() => *most = at,
            Some(_) => {}
            None => strongest.push((turn.who, at)),
        }
    }
    let look = |(who, at): (u8, usize)| Look {
        who,
        turn: kept[at].turn,
        strength: kept[at].strength(),
        signs: signs(kept, at),
    };
    strongest.into_iter().map(look).collect()
}

/// What is measured of the turns of a group.
#[derive(Clone, Copy)]
struct Group {
    most: [i32; MEASURES.len()],
    next: [i32; MEASURES.len()],
    shows: bool,
}

impl Group {
    const NONE: Self = Self { most: [i32::MIN; MEASURES.len()], next: [i32::MIN; MEASURES.len()], shows: false };

    fn add(&mut self, turn: Kept) {
        self.shows |= turn.is(Kept::SHOWS);
        if !turn.is(Kept::WORDS) {
            return;
        }
        for ((most, next), value) in self.most.iter_mut().zip(&mut self.next).zip(turn.measures()) {
            *next = (*next).max(value.min(*most));
            *most = (*most).max(value);
        }
    }
}

fn signs(kept: &VecDeque<Kept>, at: usize) -> Signs {
    let strongest = kept[at];
    let around = at.saturating_sub(BEFORE)..(at + AFTER + 1).min(kept.len());
    let mut groups = [Group::NONE; GROUPS.len()];
    let (mut alarms, mut labels, mut alone) = ([0, 0], [0, 0], true);
    for place in around {
        let turn = kept[place];
        let other = usize::from(turn.who != strongest.who);
        alarms[other] += i32::from(turn.is(Kept::ALARM));
        labels[other] |= turn.labels;
        alone &= other == 0;
        if place != at {
            groups[2 * other + usize::from(place > at)].add(turn);
        }
    }
    let count = |turns: usize| i32::try_from(turns).unwrap_or_default();
    let (before, after) = (count(at.min(BEFORE)), count((kept.len() - at - 1).min(AFTER)));
    let follows = kept.get(at + 1);
    let answer = follows.filter(|next| next.who != strongest.who);
    let words = answer.filter(|answer| answer.is(Kept::WORDS));
    let flags = [
        true,
        strongest.is(Kept::ALARM),
        strongest.is(Kept::COERCIVE),
        strongest.is(Kept::REFUSED),
        strongest.is(Kept::PICTURE),
        strongest.is(Kept::GAVE),
        follows.is_some() && answer.is_none(),
        words.is_some(),
        answer.is_some() && words.is_none(),
        alone,
    ];
    let labels = labels.into_iter().flat_map(|said: u16| (0..Label::ALL.len()).map(move |at| said & 1 << at != 0));
    let flags = flags.into_iter().chain(groups.map(|group| group.shows)).chain(labels);
    let said = |of: fn(Stance) -> i16| words.map_or(i32::MIN, |answer| of(answer.stance).into());
    let own = [
        strongest.written.into(),
        strongest.score.into(),
        said(|stance| stance.answers),
        said(|stance| stance.tells),
        said(|stance| stance.coerces),
    ];
    let around = groups.into_iter().flat_map(|group| group.most.into_iter().chain(group.next));
    let values = own.into_iter().chain(strongest.measures()).chain(around).chain(alarms).chain([before, after]);
    let reached = LIMITS.iter().zip(values).flat_map(|(limits, value)| limits.iter().map(move |limit| value >= *limit));
    let all = flags.chain(reached);
    (0..).zip(all).filter(|(_, is)| *is).map(|(at, _)| at).collect()
}

/// The limits of [`steps`].
static LIMITS: LazyLock<Vec<&'static [i32]>> = LazyLock::new(|| steps().map(|(_, limits)| limits).collect());

#[cfg(test)]
mod tests {
    use super::{AFTER, BEFORE, FLAGS, GROUPS, KEPT, Kept, Look, Stance, looks, steps, whole_names};
    use crate::Label;
    use std::collections::VecDeque;

    /// The place of the first picture, label and step among the names.
    const PICTURES: usize = FLAGS.len();
    const LABELS: usize = PICTURES + GROUPS.len();
    const STEPS: usize = LABELS + 2 * Label::ALL.len();

    fn says(who: u8, written: i16) -> Kept {
        Kept { who, is: Kept::WORDS, written, answered: written, ..Kept::default() }
    }

    fn looked(turns: &[Kept]) -> Vec<Look> {
        looks(&(0..).zip(turns).map(|(turn, one)| Kept { turn, ..*one }).collect::<VecDeque<_>>())
    }

    fn named(look: &Look) -> Vec<&str> {
        look.signs.iter().map(|at| whole_names()[usize::from(*at)].as_str()).collect()
    }

    #[test]
    fn names_are_told_once_and_stand_where_signs_do() {
        let names = whole_names();
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), names.len());
        assert_eq!((names[0].as_str(), FLAGS[0]), ("bias", "bias"));
        assert_eq!(names[PICTURES], "picture mine before");
        assert_eq!(names[LABELS], format!("says {}", Label::ALL[0].as_str()));
        assert_eq!(names[STEPS], "written -1000");
        assert_eq!(names.len(), STEPS + steps().map(|(_, limits)| limits.len()).sum::<usize>());
    }

    #[test]
    fn what_stands_around_the_strongest_turn_is_told_apart() {
        let call = Stance { tells: 1500, ..Stance::default() };
        let show = Kept { who: 1, is: Kept::SHOWS, ..Kept::default() };
        let turns = [says(0, -500), show, says(0, 2500), Kept { stance: call, ..says(1, -9000) }];
        let all = looked(&turns);
        assert_eq!(all.iter().map(|look| (look.who, look.turn, look.strength)).collect::<Vec<_>>(), [(0, 2, 2500)]);
        let names = named(&all[0]);
        let there = [
            "bias",
            "answered",
            "picture others before",
            "written 2000",
            "answer tells 1000",
            "mine before sum -1000",
            "others after tells 1000",
        ];
        assert!(there.iter().all(|name| names.contains(name)), "{names:?}");
        let none = ["written 3000", "alarm", "mine before sum twice -1000", "alone"];
        assert!(none.iter().all(|name| !names.contains(name)), "{names:?}");
    }

    #[test]
    fn what_is_an_alarm_alone_is_stronger_than_what_merely_sounds_so() {
        let alarm = Kept { is: Kept::WORDS | Kept::ALARM, ..says(0, 100) };
        assert_eq!(looked(&[says(0, 4000), alarm])[0].turn, 1);
        assert_eq!(looked(&[says(0, 5000), alarm])[0].turn, 0, "of equal ones the first");
        assert!(looked(&[says(0, -1501)]).is_empty());
    }

    #[test]
    fn what_stands_too_far_before_or_behind_counts_nothing() {
        let mut turns = vec![says(1, 9000)];
        turns.extend([says(1, -9000); BEFORE]);
        turns.push(says(0, 3000));
        turns.extend([says(1, -9000); AFTER]);
        let look = |turns: &[Kept]| looked(&turns[turns.len() - KEPT..]).into_iter().find(|look| look.who == 0);
        let found = look(&turns).unwrap_or_else(|| Look { who: 9, turn: 0, strength: 0, signs: Vec::new() });
        assert!(!named(&found).contains(&"others before sum 6000"), "{:?}", named(&found));
        turns.push(says(1, -9000));
        assert_eq!(look(&turns), None, "it is looked at no longer");
    }
}
