//! The ladder: who is called when danger waits and nobody has it in hand. One name after the other, ten minutes each.

use crate::clock::{MINUTE, Timestamp};

/// How long one name has before the next is called, in milliseconds.
pub const STEP: i64 = 10 * MINUTE;
/// How long the link of a notice is good, in milliseconds.
pub const LINK_LASTS: i64 = 24 * 60 * MINUTE;
/// Later than this, the steps that were missed are not made up for: nobody reads five notices of one second.
const LATE: i64 = MINUTE;
/// How far the clocks of two machines may be apart, in milliseconds, before a step counts as too early.
const SLACK: i64 = 5_000;

/// Where a ladder stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Somebody is being called.
    Climbing,
    /// A member has the case in hand: claimed it, or opened it since danger came to it again.
    Claimed,
    /// Everybody was called, and nobody had it in hand.
    Over,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Climbing, Self::Claimed, Self::Over];

    /// The word stored in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Climbing => "climbing",
            Self::Claimed => "claimed",
            Self::Over => "over",
        }
    }

    /// The state behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// A ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ladder {
    /// Where it stands.
    pub state: State,
    /// Place on the duty list that is called next, from 0.
    pub next: usize,
    /// When.
    pub due: Timestamp,
}

/// What is to be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Nothing.
    Wait,
    /// Call this place on the duty list.
    Call(usize),
    /// Nothing more: it was claimed.
    Claimed,
    /// Nothing more: nobody is left to call.
    Over,
}

impl Ladder {
    /// A ladder that begins now.
    pub fn begin(now: Timestamp) -> Self {
        Self { state: State::Climbing, next: 0, due: now }
    }

    /// The ladder after a look at it: whether somebody has its case in hand (`claimed`), and how many names the duty
    /// list has.
    #[must_use]
    pub fn look(self, now: Timestamp, claimed: bool, names: usize) -> (Self, Move) {
        match self.state {
            State::Claimed | State::Over => (self, Move::Wait),
            State::Climbing if claimed => (Self { state: State::Claimed, ..self }, Move::Claimed),
            State::Climbing if self.due.since(now) > SLACK => (self, Move::Wait),
            State::Climbing if self.next < names => {
                let on_time = now.since(self.due) < LATE;
                let due = if on_time { self.due.plus(STEP) } else { now.plus(STEP) };
                (Self { next: self.next + 1, due, ..self }, Move::Call(self.next))
            }
            State::Climbing => (Self { state: State::Over, ..self }, Move::Over),
        }
    }

    /// The ladder after somebody said "I have it": they have ten minutes to claim the case.
    #[must_use]
    pub fn acknowledged(self, at: Timestamp) -> Self {
        match self.state {
            State::Climbing => Self { due: self.due.max(at.plus(STEP)), ..self },
            State::Claimed | State::Over => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp(1_000_000);

    fn at(minutes: i64) -> Timestamp {
        START.plus(minutes * MINUTE)
    }

    #[test]
    fn a_name_every_ten_minutes_and_then_it_is_over() {
        let mut ladder = Ladder::begin(START);
        let mut seen = Vec::new();
        for minute in 0..40 {
            let (after, step) = ladder.look(at(minute), false, 2);
            ladder = after;
            if step != Move::Wait {
                seen.push((minute, step));
            }
        }
        assert_eq!(seen, [(0, Move::Call(0)), (10, Move::Call(1)), (20, Move::Over)]);
        assert_eq!(ladder.look(at(50), true, 2), (ladder, Move::Wait), "what is over stays over");
    }

    #[test]
    fn a_claim_ends_it_at_any_moment() {
        let (ladder, _) = Ladder::begin(START).look(START, false, 3);
        let (ladder, step) = ladder.look(at(1), true, 3);
        assert_eq!((ladder.state, step), (State::Claimed, Move::Claimed));
        assert_eq!(ladder.look(at(30), false, 3).1, Move::Wait);
        assert_eq!(ladder.acknowledged(at(2)), ladder);
    }

    #[test]
    fn i_have_it_gives_ten_minutes_more_and_never_less() {
        let (ladder, _) = Ladder::begin(START).look(START, false, 3);
        let held = ladder.acknowledged(at(7));
        assert_eq!(held.look(at(10), false, 3).1, Move::Wait);
        assert_eq!(held.look(at(17), false, 3).1, Move::Call(1));
        let (second, _) = held.look(at(17), false, 3);
        assert_eq!(second.acknowledged(at(8)), second, "an early word does not bring the next call forward");
    }

    #[test]
    fn what_was_missed_is_not_made_up_for_in_one_second() {
        let (ladder, step) = Ladder::begin(START).look(at(45), false, 3);
        assert_eq!((step, ladder.due), (Move::Call(0), at(55)));
        assert_eq!(ladder.look(at(45), false, 3).1, Move::Wait);
    }

    #[test]
    fn with_an_empty_list_it_is_over_at_once() {
        assert_eq!(Ladder::begin(START).look(START, false, 0).1, Move::Over);
        assert!(State::ALL.into_iter().all(|state| State::parse(state.word()) == Some(state)));
    }
}
