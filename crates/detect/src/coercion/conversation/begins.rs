//! With which turn a coercion began: what is kept of the turns that may be it.

use super::{Began, Speaker, State};
use crate::Detector;
use crate::coercion::Reading;
use crate::coercion::beginning::{self, Signs};

/// Turns of one speaker with which a coercion may have begun.
pub(super) const TURNS: usize = 7;
/// How many of them may stand behind the one where the coercion was seen; the others are before it.
const LATER: usize = 3;
/// How many turns back a doubtful one is where a coercion began that is clear now.
const JUST_BEFORE: u32 = 2;

impl State {
    /// Keeps what a turn says for being the first of a coercion, and for the turns before it.
    pub(super) fn may_begin(&mut self, who: Option<u8>, turn: u32, text: &str, reading: &Reading) {
        let with_picture = self.has_picture(who);
        let answered = beginning::answered(text, reading);
        for (_, other) in (0..).zip(&mut self.speakers).filter(|(at, _)| Some(*at) != who) {
            if let Some((last, signs)) = other.turns.last_mut()
                && last.saturating_add(1) == turn
            {
                *signs |= answered;
            }
        }
        let Some(who) = who else { return };
        let seen = self.seen.filter(|_| self.offender == Some(who));
        let Speaker { turns, written, since, last, .. } = &mut self.speakers[usize::from(who)];
        if let Some((_, signs)) = turns.last_mut().filter(|(at, _)| *last == Some(*at)) {
            *signs |= beginning::followed(reading);
        }
        let signs = written.turn(text, reading, with_picture, with_picture && since.is_none());
        if seen.is_some_and(|seen| turns.iter().filter(|(at, _)| *at > seen).count() >= LATER) {
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
        others.for_each(|(_, signs)| *signs |= beginning::GIVEN_AFTER);
    }

    /// The turn of who coerces that most speaks for being the first, and its signs.
    pub(super) fn begins(&self, detector: &Detector) -> Option<(u32, Signs)> {
        let (turns, seen) = self.beginnings()?;
        let (first, signs) = detector.beginnings().first(&turns, seen)?;
        // What is said in one breath begins with its first piece.
        let said = |turn: u32| turns.iter().any(|(at, _)| *at == turn);
        let in_one_breath = seen < first && (seen..first).all(said);
        Some(if in_one_breath { (seen, signs) } else { (first, signs) })
    }

    /// The turns with which the coercion may have begun, with their signs, and the one where it was seen. For fitting the
    /// weights of [`super::super::beginning_names`].
    pub fn beginnings(&self) -> Option<(Vec<(u32, u64)>, u32)> {
        let (turns, seen) = (&self.speakers.get(usize::from(self.offender?))?.turns, self.seen?);
        // Nothing later takes the place of a threat that was clear by itself.
        let may_be = |(turn, _): &&(u32, u64)| self.began != Began::Clear || *turn <= seen;
        Some((turns.iter().filter(may_be).copied().collect(), seen))
    }
}
