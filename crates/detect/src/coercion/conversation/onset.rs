//! With which turn a coercion began: what is kept of the turns that may be it.

use super::{Speaker, State};
use crate::Detector;
use crate::coercion::Reading;
use crate::coercion::onset::{self, OneTurn, TurnSigns};
use crate::coercion::stance::Stance;

/// Turns of one speaker that may be the onset.
pub(super) const TURNS: usize = 10;
/// What stands further before that has to say a part of a coercion, or it is talk that nothing has to do with.
const FAR: u32 = 8;
/// How many of them may stand behind the one where the coercion was seen.
const LATER: usize = 3;

impl State {
    /// A turn is the answer to the one just before, where somebody else wrote that. Without a stance it is a picture.
    pub(super) fn answered(&mut self, who: Option<u8>, text: &str, stance: Option<Stance>) {
        let (answer, before) = (onset::answered(text, stance), self.before());
        for (_, other) in (0..).zip(&mut self.speakers).filter(|(at, _)| Some(*at) != who) {
            if let Some((_, signs)) = other.turns.last_mut().filter(|(at, _)| Some(*at) == before) {
                *signs |= answer;
            }
        }
    }

    /// The signs of a turn for being the onset; it is the next one to the last of the same speaker.
    pub(super) fn onset_signs(
        &mut self,
        who: Option<u8>,
        turn: u32,
        text: &str,
        reading: &Reading,
        stance: Stance,
        sum: i32,
    ) -> TurnSigns {
        let (with_picture, before) = (self.has_picture(who), self.before());
        let Some(who) = who else { return 0 };
        let Speaker { turns, written, since, last, .. } = &mut self.speakers[usize::from(who)];
        let goes_on = last.is_some() && *last == before;
        if let Some((_, signs)) = turns.last_mut().filter(|(at, _)| *last == Some(*at)) {
            *signs |= onset::followed(sum, goes_on);
        }
        let first_since = with_picture && since.is_none();
        if first_since {
            *since = Some(turn);
        }
        written.turn(&OneTurn { text, reading, stance, sum, with_picture, first_since, goes_on })
    }

    /// Keeps a turn that may be the onset, once it is known whether the coercion was seen with it.
    pub(super) fn keep(&mut self, who: Option<u8>, turn: u32, signs: TurnSigns) {
        let Some(who) = who else { return };
        let seen = self.seen.filter(|_| self.offender == Some(who));
        let turns = &mut self.speakers[usize::from(who)].turns;
        let behind = |seen: u32| turns.iter().filter(|(at, _)| *at > seen).count();
        if seen.is_some_and(|seen| turn > seen && behind(seen) >= LATER) {
            return;
        }
        if turns.len() == TURNS {
            turns.remove(0);
        }
        turns.push((turn, signs));
    }

    /// Turns of others are from before a picture now.
    pub(super) fn shown_by(&mut self, who: u8) {
        let others = (0..).zip(&mut self.speakers).filter(|(at, _)| *at != who).flat_map(|(_, other)| &mut other.turns);
        others.for_each(|(_, signs)| *signs |= onset::given_after());
    }

    /// The turn of who coerces that most speaks for being the first, and its signs.
    pub(super) fn find_onset(&self, detector: &Detector) -> Option<(u32, TurnSigns)> {
        let (turns, seen) = self.candidates()?;
        onset::first(&detector.weights().onset, &turns, seen)
    }

    /// The turns of who coerces that may be the onset, with their signs, and the one where the coercion was seen, all
    /// counted from 0. None where nobody coerces, where who does is one speaker too many to be told apart, and where the turn it was
    /// seen with is not kept any more: that is the onset then. For fitting the weights of [`super::super::onset_names`].
    pub fn candidates(&self) -> Option<(Vec<(u32, u128)>, u32)> {
        let (turns, seen) = (&self.speakers.get(usize::from(self.offender?))?.turns, self.seen?);
        let near = |turn: u32, signs| turn.saturating_add(FAR) >= seen || onset::labels(signs).next().is_some();
        let may_be = |(turn, signs): &&(u32, u128)| (!self.plain || *turn <= seen) && near(*turn, *signs);
        let kept = turns.iter().any(|(turn, _)| *turn == seen);
        kept.then(|| (turns.iter().filter(may_be).copied().collect(), seen))
    }
}
