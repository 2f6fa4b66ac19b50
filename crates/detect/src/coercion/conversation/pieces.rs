//! A message that was sent in short turns.

use super::{PIECE, State, is_plain};
use crate::Detector;
use crate::coercion::Reading;

/// A message that was sent in pieces: what is read of it, and its words, a blank between turns.
#[derive(Clone)]
pub(super) struct Pieced {
    pub reading: Reading,
    pub words: String,
    /// How many turns stand before the last piece.
    before: usize,
}

impl Pieced {
    /// Whether it is an alarm that is plain, or of two pieces in which rules know a coercion: others say something together that
    /// nobody meant.
    pub fn is_alarm(&self) -> bool {
        self.reading.alarm && (is_plain(&self.reading) || (self.before == 1 && self.reading.coercive))
    }
}

/// A turn read with what its speaker wrote before.
#[derive(Default)]
pub(super) struct Together {
    /// With the short turns that stand just before it, nobody else between.
    pub in_row: Option<Pieced>,
    /// The same with more of them, single replies of others between.
    pub scattered: Option<Pieced>,
    /// With the last short turn alone, where more than that one stands before it.
    pub two: Option<Pieced>,
    /// The score with the last short turn, where somebody else spoke since, or more than that one stands just before it.
    pub with_before: Option<u16>,
}

impl State {
    /// Reads a turn of which a short one may be the beginning.
    pub(super) fn together(&self, who: Option<u8>, turn: u32, text: &str, detector: &Detector, lang: &str) -> Together {
        let Some(who) = who else { return Together::default() };
        let pieces = &self.speakers[usize::from(who)].pieces;
        let Some(_) = pieces.last().filter(|_| text.len() <= 2 * PIECE) else { return Together::default() };
        let follows = |(back, piece): &(u32, &(u32, String))| piece.0.saturating_add(back + 1) == turn;
        let row = (0..).zip(pieces.iter().rev()).take_while(follows).count();
        let mut next = turn;
        let near = |(at, _): &&(u32, String)| std::mem::replace(&mut next, *at) <= at.saturating_add(2);
        let all = pieces.iter().rev().take_while(near).count();
        let read = |pieces: &[(u32, String)]| {
            let words = pieces.iter().map(|(_, piece)| piece.as_str()).chain([text]).collect::<Vec<_>>().join(" ");
            Pieced { reading: detector.message(&words, lang), words, before: pieces.len() }
        };
        let two = (row != 1).then(|| read(&pieces[pieces.len() - 1..]));
        Together {
            in_row: (row > 0).then(|| read(&pieces[pieces.len() - row..])),
            scattered: (all > row).then(|| read(&pieces[pieces.len() - all..])),
            with_before: two.as_ref().map(|two| two.reading.score),
            two: two.filter(|_| all > 1),
        }
    }
}
