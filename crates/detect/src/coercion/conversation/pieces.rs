//! A message that was sent in short turns.

use super::{HEARD, PIECE, State};
use crate::coercion::Reading;
use crate::{Detector, Label};

/// From how many per mille on pieces count between which others spoke, where nothing but a risk went before.
const SCATTERED: u16 = 950;
/// The same where nothing went before, and only single replies came between.
const REPLIED: u16 = 950;
/// The same where a picture was given or the speaker coerced before.
const TOGETHER: u16 = 260;

impl State {
    /// The last short turns of a speaker and this one as one message that coerces, and the turn it begins with: as few
    /// of them as are enough, and what was said before them without a break and belongs to it.
    pub(super) fn in_pieces(
        &self,
        who: Option<u8>,
        turn: u32,
        text: &str,
        detector: &Detector,
        lang: &str,
    ) -> Option<(u32, Reading)> {
        let pieces = &self.speakers[usize::from(who?)].pieces;
        if pieces.is_empty() || text.len() > 2 * PIECE {
            return None;
        }
        let read = |from: usize| {
            let (joined, starts) = joined(&pieces[from..], turn, text);
            let mut whole = detector.message(&joined, lang);
            // Small talk put together sounds like anything: a rule has to name it, or something to have gone before; and
            // between pieces of one message others say little.
            let scattered = starts.windows(2).any(|two| two[0].1.saturating_add(1) != two[1].1);
            let near = starts.windows(2).all(|two| two[0].1.saturating_add(2) >= two[1].1);
            let before = self.has_picture(who) || self.offender == who;
            let heard = match (before, scattered) {
                (true, _) => {
                    whole.score >= if self.offender == who || !whole.found.is_empty() { TOGETHER } else { HEARD }
                }
                (false, true) if self.risky() => whole.coercive && whole.score >= SCATTERED,
                (false, true) => whole.coercive && near && whole.score >= REPLIED,
                (false, false) => whole.coercive,
            };
            (heard && self.coerces(who, &mut whole, detector, &joined, lang)).then_some((whole, starts))
        };
        let (enough, mut found) = (0..pieces.len()).rev().find_map(|from| Some((from, read(from)?)))?;
        let unbroken = (1..=enough).rev().take_while(|at| pieces[at - 1].0.saturating_add(1) == pieces[*at].0).last();
        if let Some(more) = unbroken.and_then(|at| read(at - 1)) {
            found = more;
        }
        let (whole, starts) = found;
        Some((begins_in(&whole, &starts).min(pieces[enough].0), whole))
    }

    /// Where a coercion of this turn began, when it is the last of short turns that follow one another.
    pub(super) fn before_it(
        &self,
        who: Option<u8>,
        turn: u32,
        text: &str,
        detector: &Detector,
        lang: &str,
    ) -> Option<u32> {
        let pieces = &self.speakers[usize::from(who?)].pieces;
        let follows = |(back, piece): &(u32, &(u32, String))| piece.0.saturating_add(back + 1) == turn;
        let count = (0..).zip(pieces.iter().rev()).take_while(follows).count();
        if count == 0 || text.len() > 2 * PIECE {
            return None;
        }
        let (joined, starts) = joined(&pieces[pieces.len() - count..], turn, text);
        let whole = detector.message(&joined, lang);
        whole.alarm.then(|| begins_in(&whole, &starts))
    }
}

/// With which turn a message in pieces begins to say more than small talk.
fn begins_in(whole: &Reading, starts: &[(usize, u32)]) -> u32 {
    let says = |label| !matches!(label, Label::Isolation | Label::ImageRequest | Label::PlatformMove);
    let first = whole.elements.iter().find(|e| says(e.label)).map_or(usize::MAX, |e| e.start);
    starts.iter().rev().find(|(at, _)| *at <= first).map_or(0, |(_, turn)| *turn)
}

/// Turns as one message, and where in it each begins.
fn joined(pieces: &[(u32, String)], turn: u32, text: &str) -> (String, Vec<(usize, u32)>) {
    let (mut joined, mut starts) = (String::new(), Vec::new());
    for (turn, piece) in pieces {
        starts.push((joined.len(), *turn));
        joined.push_str(piece);
        joined.push(' ');
    }
    starts.push((joined.len(), turn));
    joined.push_str(text);
    (joined, starts)
}
