//! Whether somebody coerces, judged anew with each turn.
//!
//! A speaker coerces by their strongest turn and what stands around it ([`crate::coercion::whole`]). Who is known to coerce does so
//! again with each turn that says so by itself, or is answered so. Each such turn is named once, when it is known.

use super::{KEPT, Kept, PLAIN, State, TurnReading, Wanted, is_plain, number, parts};
use crate::coercion::Reading;
use crate::coercion::onset::labels;
use crate::coercion::stance::Stance;
use crate::coercion::turn::{Signs, answered};
use crate::coercion::whole::{AFTER, Look, looks};
use crate::{Detector, Label};
use std::collections::BTreeSet;

/// From how much on a speaker coerces, by the strongest turn and what stands around it, in thousandths of a natural logarithm:
/// while it is the last turn, while one followed, and with more. Chosen on what is measured (`docs/detection.md`).
const ASKED: [i32; 3] = [1_000, 650, 800];
/// The same where that turn alone is an alarm, and where somebody else gave a picture before it and its speaker none.
const ASKED_ALONE: i32 = -800;
const ASKED_BEHIND_PICTURE: i32 = -4_000;
/// What falls so far below is an alarm no more, so that few turns turn it round; and where that turn alone is one.
const TAKEN_BACK: i32 = 850;
const TAKEN_BACK_ALONE: i32 = 250;
/// From how much on one more turn of who coerces does, when it is written and once it is answered, and likewise for what alone is an
/// alarm, and for one that rules know.
const AT_ONCE: i32 = 3_000;
const ONCE_ANSWERED: i32 = 1_200;
/// What is a call for help from so many per mille on is no further turn of who coerces.
const CALLS: u16 = 250;
/// Who said no part of a coercion and nothing that is an offender's by so many per mille coerces nobody, whatever stands around it.
const SOUNDS_SO: u16 = 100;
const STANDS: i32 = 0;
const KNOWN_STANDS: i32 = -1_500;

impl Kept {
    /// As [`is_plain`] of what was read.
    fn is_plain(self) -> bool {
        self.is(Self::COERCIVE) && self.score >= PLAIN
    }

    /// Whether it does by itself, where its speaker coerces.
    fn coerces(self) -> bool {
        let least = match (self.is(Self::ALARM), self.is(Self::COERCIVE)) {
            (true, true) if self.is_plain() => return true,
            (true, true) => KNOWN_STANDS,
            (true, false) => STANDS,
            (false, _) => AT_ONCE,
        };
        i32::from(self.written) >= least || i32::from(self.answered) >= ONCE_ANSWERED
    }

    /// Whether who coerces already does so with this turn, too: what was said before it is no reason alone.
    fn goes_on(self) -> bool {
        i32::from(self.written) >= AT_ONCE && self.stance.coerces >= 0 && self.calls < CALLS
    }
}

/// What a turn shows.
#[derive(Default)]
pub(super) struct Judged {
    /// It coerces.
    pub alarm: bool,
    /// Turns before do.
    pub before: Vec<u32>,
    /// What seemed so before does not; turns of `before` do.
    pub taken_back: bool,
}

impl State {
    /// The strongest turn of each speaker among the last ones, and what stands around it. For fitting the weights of
    /// [`super::whole_names`].
    pub fn looks(&self) -> Vec<Look> {
        looks(&self.kept)
    }

    /// Takes a turn as the answer to the one just before, when somebody else wrote that in words: what it adds to it. Without a
    /// stance it is a picture.
    pub(super) fn answer(&mut self, who: Option<u8>, text: &str, stance: Option<Stance>, detector: &Detector) -> Signs {
        self.answered(who, text, stance);
        let Some(before) = self.kept.back_mut().filter(|last| last.who != number(who) && last.is(Kept::WORDS)) else {
            return Vec::new();
        };
        let adds = answered(stance);
        before.answer(detector.weights().turn.sum(adds.iter().copied()));
        adds
    }

    /// Keeps a turn with words, to be looked at with those around it; `reading` is what was read of it or of the message in pieces
    /// that ends with it, and how much it coerces in its place is `sum`.
    pub(super) fn keep_turn(&mut self, who: Option<u8>, turn: u32, reading: &Reading, stance: Stance, sum: i32) {
        let mut kept = Kept::of(reading, stance, sum, Wanted::of(reading).labels);
        (kept.turn, kept.who) = (turn, number(who));
        let is =
            [(reading.alarm, Kept::ALARM), (self.has_picture(who), Kept::PICTURE), (self.has_given(who), Kept::GAVE)];
        kept.is |= is.into_iter().filter(|(is, _)| *is).fold(0, |all, (_, bit)| all | bit);
        self.hold(kept);
    }

    pub(super) fn hold(&mut self, turn: Kept) {
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back(turn);
    }

    /// Whether a turn coerces, whether turns before do as it shows, and whether what was an alarm is none any more. `stands` is what
    /// coerces where nothing around it speaks against it.
    pub(super) fn judge(&mut self, detector: &Detector, who: Option<u8>, turn: u32, stands: bool) -> Judged {
        let weights = &detector.weights().whole;
        if !weights.weighs() {
            // Lexicons may come without: then each turn speaks for itself.
            self.raised = self.raised.or(stands.then_some(turn));
            return Judged { alarm: stands, ..Judged::default() };
        }
        let looks = self.looks();
        // How far each is above what is asked, and whether it is below what it would be taken back at.
        let above = |look: &Look| {
            let (sum, (asked, least)) = (weights.sum(look.signs.iter().copied()), self.asked(look));
            (sum.saturating_sub(asked), sum < least)
        };
        let looks: Vec<((i32, bool), Look)> = looks.into_iter().map(|look| (above(&look), look)).collect();
        let (mut judged, mut before) = (Judged::default(), None);
        let shown = |((_, below), look): &((i32, bool), Look)| *below && Some(look.who) == self.offender;
        if self.may_be_taken_back() && looks.iter().any(shown) {
            judged.taken_back = true;
            self.take_back();
        }
        let sure = || looks.iter().filter(|((above, _), look)| *above >= 0 && self.sounds_so(look.who));
        if self.seen.is_none() {
            let most = sure().max_by_key(|((above, _), _)| *above).map(|(_, look)| (look.turn, look.who));
            let mine = self.speakers.len() == 1 || most.is_some_and(|(_, of)| of == number(who));
            before = most.map(|(at, _)| at);
            judged.alarm = before == Some(turn) || (stands && mine);
            self.raised = before.or(judged.alarm.then_some(turn));
        } else if self.offender == Some(number(who)) {
            judged.alarm = stands || self.kept.back().is_some_and(|last| last.goes_on());
        } else {
            judged.alarm = sure().any(|(_, look)| look.who == number(who) && look.turn == turn);
            before = self.answered_before().or_else(|| {
                let new = |look: &Look| look.turn < turn && !self.named(look.who);
                sure().find(|(_, look)| new(look)).map(|(_, look)| look.turn)
            });
        }
        if let Some(strongest) = before {
            judged.before = self.shown_before(turn, strongest);
        }
        if judged.alarm {
            self.kept.back_mut().into_iter().for_each(Kept::name);
        }
        judged
    }

    /// Whether what raised the alarm is looked at still, and somebody is there who could show that it was not meant so.
    fn may_be_taken_back(&self) -> bool {
        let lately = self.raised.and_then(|raised| self.place(raised)).is_some_and(|at| self.behind(at) <= AFTER);
        lately && self.speakers.len() > 1
    }

    /// Whether somebody said anything of a coercion not long ago.
    fn sounds_so(&self, who: u8) -> bool {
        self.kept.iter().any(|one| one.who == who && (one.labels != 0 || one.score >= SOUNDS_SO))
    }

    /// Whether somebody was named as who coerces, not long ago or first.
    fn named(&self, who: u8) -> bool {
        self.offender == Some(who) || self.kept.iter().any(|one| one.who == who && one.is(Kept::NAMED))
    }

    /// The place among those kept of a turn.
    fn place(&self, turn: u32) -> Option<usize> {
        self.kept.binary_search_by_key(&turn, |one| one.turn).ok()
    }

    /// How many were kept since.
    fn behind(&self, place: usize) -> usize {
        self.kept.len().saturating_sub(place + 1)
    }

    /// From how much on a look shows that somebody coerces, and below what it shows that they do not.
    fn asked(&self, look: &Look) -> (i32, i32) {
        let Some(at) = self.place(look.turn) else { return (i32::MAX, i32::MIN) };
        let strongest = self.kept[at];
        if !(strongest.is(Kept::ALARM) && strongest.coerces()) {
            let asked = ASKED[self.behind(at).min(2)];
            return (asked, asked - TAKEN_BACK);
        }
        let behind = strongest.is(Kept::PICTURE) && !strongest.is(Kept::GAVE);
        let asked = if behind { ASKED_BEHIND_PICTURE } else { ASKED_ALONE };
        (asked, asked - TAKEN_BACK_ALONE)
    }

    /// The turn just before of who coerces, where its answer shows that it does so once more.
    fn answered_before(&self) -> Option<u32> {
        let last = self.kept.get(self.kept.len().checked_sub(2)?)?;
        let once_more = Some(last.who) == self.offender && !last.is(Kept::NAMED) && last.calls < CALLS;
        (once_more && i32::from(last.answered) >= ONCE_ANSWERED).then_some(last.turn)
    }

    /// Turns before coerce, as one that follows shows: the strongest, and where nobody did so far all of the same speaker that do by
    /// themselves.
    fn shown_before(&mut self, turn: u32, strongest: u32) -> Vec<u32> {
        let Some(most) = self.place(strongest).map(|at| self.kept[at]) else { return Vec::new() };
        let who = Some(most.who).filter(|who| usize::from(*who) < self.speakers.len());
        let first = self.seen.is_none();
        let mut shown = Vec::new();
        for place in 0..self.kept.len() {
            let one = self.kept[place];
            let at = one.turn;
            let by_itself = first && one.who == most.who && one.coerces();
            if at >= turn || !(at == strongest || by_itself) {
                continue;
            }
            self.kept[place].name();
            for label in labels(one.labels.into()) {
                self.evidence(at, label);
            }
            let said = labels(one.labels.into()).filter_map(|at| Label::ALL.get(usize::from(at)));
            self.plain |= self.seen.is_none() && one.is_plain();
            self.coerced(who, at, Wanted::default(), said.copied().any(parts::demands));
            self.urgency = self.urgency.max(one.urgency).max(2);
            shown.push(at);
        }
        shown
    }

    /// Nobody coerces, after all. What speaks for looking at it soon stays.
    fn take_back(&mut self) {
        (self.seen, self.raised, self.offender, self.onset, self.motive) = (None, None, None, None, None);
        (self.wanted, self.demands, self.plain, self.complied) = (Wanted::default(), 0, false, false);
        self.evidence.retain(|(_, label)| Label::ALL.get(usize::from(*label)).copied().is_some_and(parts::risks));
        self.kept.iter_mut().for_each(|one| one.is &= !Kept::NAMED);
    }
}

/// Whether a turn that alone is an alarm stays one, where who wrote it coerces: where what stands around it does not speak against
/// it, or where it threatens plainly.
pub(super) fn stands(reading: &Reading, sum: i32) -> bool {
    let least = if reading.coercive { KNOWN_STANDS } else { STANDS };
    reading.alarm && (is_plain(reading) || sum >= least)
}

/// The turns that coerce, once all were read.
pub fn coercing<'a>(reads: impl IntoIterator<Item = &'a TurnReading>) -> BTreeSet<u32> {
    let mut turns = BTreeSet::new();
    for read in reads {
        if read.taken_back {
            turns.clear();
        }
        turns.extend(read.alarm.then_some(read.turn).iter().chain(&read.before));
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::{AT_ONCE, CALLS, KNOWN_STANDS, Kept, ONCE_ANSWERED, PLAIN, STANDS, coercing};
    use crate::Detector;
    use crate::coercion::{Stance, State, TurnReading};

    #[test]
    fn what_coerces_by_itself_is_plain_or_says_enough_or_is_answered_so() {
        let short = |sum: i32| i16::try_from(sum).unwrap();
        let of = |is: u8, written: i32| Kept { is, written: short(written), answered: i16::MIN, ..Kept::default() };
        let (alarm, known) = (Kept::ALARM, Kept::ALARM | Kept::COERCIVE);
        for (is, least) in [(0, AT_ONCE), (Kept::COERCIVE, AT_ONCE), (alarm, STANDS), (known, KNOWN_STANDS)] {
            assert!(of(is, least).coerces() && !of(is, least - 1).coerces(), "{is}");
            assert!(Kept { answered: short(ONCE_ANSWERED), ..of(is, least - 1) }.coerces(), "{is}");
        }
        assert!(Kept { score: PLAIN, ..of(known, -9_000) }.coerces());
        assert!(!Kept { score: PLAIN, ..of(alarm, -9_000) }.coerces(), "no rule knows it");
        let on = Kept { written: short(AT_ONCE), ..Kept::default() };
        assert!(on.goes_on() && !Kept { calls: CALLS, ..on }.goes_on());
        assert!(!Kept { stance: Stance { coerces: -1, ..Stance::default() }, ..on }.goes_on());
    }

    #[test]
    fn turns_that_coerce_are_those_named_since_it_was_last_taken_back() {
        let detector = Detector::embedded().unwrap();
        let reading = State::default().turn(&detector, "A", "hi", "en").reading;
        let read = |turn, alarm, before: &[u32], taken_back| TurnReading {
            turn,
            alarm,
            before: before.to_vec(),
            taken_back,
            reading: reading.clone(),
            pieces: None,
            signs: Vec::new(),
            answers: Vec::new(),
        };
        let reads = [read(2, true, &[], false), read(3, false, &[1], false)];
        assert_eq!(coercing(&reads).into_iter().collect::<Vec<_>>(), [1, 2]);
        let back = [&reads[..], &[read(4, false, &[], true)]].concat();
        assert!(coercing(&back).is_empty());
        let again = [&reads[..], &[read(4, true, &[3], true)]].concat();
        assert_eq!(coercing(&again).into_iter().collect::<Vec<_>>(), [3, 4]);
    }
}
