//! With which turn a coercion began: what is kept of the turns that may be it.

use super::{Began, Speaker, State};
use crate::Detector;
use crate::coercion::Reading;
use crate::coercion::onset::{self, TurnSigns};

/// Turns of one speaker that may be the onset.
pub(super) const TURNS: usize = 7;
/// How many of them may stand behind the one where the coercion was seen.
const LATER: usize = 3;
/// How many turns back a doubtful one is where a coercion began that is clear now.
const JUST_BEFORE: u32 = 2;

impl State {
    /// The signs of a turn for being the onset; it is answer or next turn to the ones before it.
    pub(super) fn onset_signs(&mut self, who: Option<u8>, turn: u32, text: &str, reading: &Reading) -> TurnSigns {
        let with_picture = self.has_picture(who);
        let answered = onset::answered(text, reading);
        for (_, other) in (0..).zip(&mut self.speakers).filter(|(at, _)| Some(*at) != who) {
            if let Some((last, signs)) = other.turns.last_mut()
                && last.saturating_add(1) == turn
            {
                *signs |= answered;
            }
        }
        let Some(who) = who else { return 0 };
        let Speaker { turns, written, since, last, .. } = &mut self.speakers[usize::from(who)];
        if let Some((_, signs)) = turns.last_mut().filter(|(at, _)| *last == Some(*at)) {
            *signs |= onset::followed(reading);
        }
        written.turn(text, reading, with_picture, with_picture && since.is_none())
    }

    /// Keeps a turn that may be the onset, once it is known whether the coercion was seen with it.
    pub(super) fn keep(&mut self, who: Option<u8>, turn: u32, signs: TurnSigns) {
        let Some(who) = who else { return };
        let seen = self.seen.filter(|_| self.offender == Some(who));
        // Nothing later takes the place of a threat that was clear by itself.
        let later = if self.began == Began::Clear { 0 } else { LATER };
        let turns = &mut self.speakers[usize::from(who)].turns;
        let behind = |seen: u32| turns.iter().filter(|(at, _)| *at > seen).count();
        if seen.is_some_and(|seen| turn > seen && behind(seen) >= later) {
            return;
        }
        if turns.len() == TURNS {
            turns.remove(0);
        }
        turns.push((turn, signs));
    }

    /// The turn just before this one of the same speaker, when that was doubtful and nobody gave them a picture: behind one
    /// more sounds doubtful.
    pub(super) fn led_to(&self, who: Option<u8>, turn: u32) -> Option<u32> {
        let doubts = &self.speakers[usize::from(who?)].doubts;
        let near = |at: &u32| *at < turn && at.saturating_add(JUST_BEFORE) >= turn;
        doubts.iter().map(|(at, _)| *at).find(near).filter(|_| !self.has_picture(who))
    }

    /// Turns of others are from before a picture now.
    pub(super) fn shown_by(&mut self, who: u8) {
        let others = (0..).zip(&mut self.speakers).filter(|(at, _)| *at != who).flat_map(|(_, other)| &mut other.turns);
        others.for_each(|(_, signs)| *signs |= onset::GIVEN_AFTER);
    }

    /// The turn of who coerces that most speaks for being the first, and its signs.
    pub(super) fn find_onset(&self, detector: &Detector) -> Option<(u32, TurnSigns)> {
        let (turns, seen) = self.candidates()?;
        let (first, signs) = detector.onset_weights().first(&turns, seen)?;
        // What is said in one breath begins with its first piece.
        let one = |turn: u32| turns.iter().copied().find(|(at, _)| *at == turn);
        let in_one_breath = seen < first && (seen..first).all(|turn| one(turn).is_some());
        one(seen).filter(|_| in_one_breath).or(Some((first, signs)))
    }

    /// The turns of who coerces that may be the onset, with their signs, and the one where the coercion was seen, all
    /// counted from 0. None where nobody coerces, where who does is one speaker too many to be told apart, and where the turn it was
    /// seen with is not kept any more: that is the onset then. For fitting the weights of [`super::super::onset_names`].
    pub fn candidates(&self) -> Option<(Vec<(u32, u64)>, u32)> {
        let (turns, seen) = (&self.speakers.get(usize::from(self.offender?))?.turns, self.seen?);
        let may_be = |(turn, _): &&(u32, u64)| self.began != Began::Clear || *turn <= seen;
        let kept = turns.iter().any(|(turn, _)| *turn == seen);
        kept.then(|| (turns.iter().filter(may_be).copied().collect(), seen))
    }
}
