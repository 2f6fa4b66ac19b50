//! The bytes of a state: fixed numbers, then lists with their lengths.

use super::begins::TURNS;
use super::{Began, DOUBTS, EVIDENCE, PIECE, PIECES, SPEAKERS, Speaker, State, StateError, Written};

/// Version of the bytes of a state.
const VERSION: u8 = 5;

/// Bytes of a state in which every list is full: what stands once, evidence, and of each speaker what stands once, turns,
/// doubts and pieces.
const LARGEST: usize = 60 + EVIDENCE * 5 + SPEAKERS * (34 + TURNS * 12 + DOUBTS * 6 + PIECES * (5 + PIECE));
const _: () = assert!(LARGEST < 4096);

impl State {
    /// Fewer than 4,096 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend(self.turns.to_le_bytes());
        out.extend(self.seen.map_or(u32::MAX, |t| t).to_le_bytes());
        let (first, signs) = self.first.unwrap_or((u32::MAX, 0));
        out.extend(first.to_le_bytes());
        out.extend(signs.to_le_bytes());
        out.extend(self.first_risk.map_or(u32::MAX, |t| t).to_le_bytes());
        out.extend(self.asked.map_or(u32::MAX, |t| t).to_le_bytes());
        out.extend(self.shown.map_or(u32::MAX, |t| t).to_le_bytes());
        out.extend([
            self.gave,
            self.offender.unwrap_or(u8::MAX),
            self.urgency,
            u8::from(self.complied),
            self.began as u8,
        ]);
        self.motives.iter().for_each(|sum| out.extend(sum.to_le_bytes()));
        out.extend(self.demands.to_le_bytes());
        out.push(length(self.evidence.len()));
        for (turn, label) in &self.evidence {
            out.extend(turn.to_le_bytes());
            out.push(*label);
        }
        out.push(length(self.speakers.len()));
        for speaker in &self.speakers {
            out.extend(speaker.name.to_le_bytes());
            out.extend(speaker.last.map_or(u32::MAX, |t| t).to_le_bytes());
            out.extend(speaker.since.map_or(u32::MAX, |t| t).to_le_bytes());
            out.extend(speaker.suspect.map_or(u32::MAX, |t| t).to_le_bytes());
            let Written { turns, letters, longest, labels } = speaker.written;
            out.extend(turns.to_le_bytes());
            out.extend(letters.to_le_bytes());
            out.extend(longest.to_le_bytes());
            out.extend(labels.to_le_bytes());
            out.push(length(speaker.turns.len()));
            for (turn, signs) in &speaker.turns {
                out.extend(turn.to_le_bytes());
                out.extend(signs.to_le_bytes());
            }
            out.push(length(speaker.doubts.len()));
            for (turn, score) in &speaker.doubts {
                out.extend(turn.to_le_bytes());
                out.extend(score.to_le_bytes());
            }
            out.push(length(speaker.pieces.len()));
            for (turn, text) in &speaker.pieces {
                out.extend(turn.to_le_bytes());
                out.push(length(text.len()));
                out.extend(text.as_bytes());
            }
        }
        out
    }

    /// Reads what [`State::to_bytes`] wrote.
    ///
    /// # Errors
    /// [`StateError`] when it was written by another version or is not whole.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, StateError> {
        let mut rest = Bytes { rest: bytes };
        if rest.byte()? != VERSION {
            return Err(StateError::Version);
        }
        let mut state = Self { turns: rest.number()?, ..Self::default() };
        let some = |turn: u32| (turn != u32::MAX).then_some(turn);
        state.seen = some(rest.number()?);
        state.first = Some((rest.number()?, u64::from_le_bytes(rest.array()?))).filter(|(turn, _)| *turn != u32::MAX);
        state.first_risk = some(rest.number()?);
        state.asked = some(rest.number()?);
        state.shown = some(rest.number()?);
        state.gave = rest.byte()?;
        state.offender = Some(rest.byte()?).filter(|who| *who != u8::MAX);
        state.urgency = rest.byte()?.min(3);
        state.complied = rest.byte()? != 0;
        state.began = match rest.byte()? {
            0 => Began::Asked,
            1 => Began::Unsure,
            2 => Began::Firm,
            3 => Began::Clear,
            _ => return Err(StateError::Damaged),
        };
        for sum in &mut state.motives {
            *sum = rest.number()?;
        }
        state.demands = rest.number()?;
        for _ in 0..rest.byte()? {
            state.evidence.insert((rest.number()?, rest.byte()?));
        }
        let speakers = usize::from(rest.byte()?);
        let later = state.first.is_some_and(|(turn, _)| turn >= state.turns);
        if speakers > SPEAKERS || state.evidence.len() > EVIDENCE || later {
            return Err(StateError::Damaged);
        }
        for _ in 0..speakers {
            let name = u64::from_le_bytes(rest.array()?);
            let (last, since, suspect) = (some(rest.number()?), some(rest.number()?), some(rest.number()?));
            let mut speaker = Speaker { name, last, since, suspect, ..Speaker::default() };
            speaker.written = Written {
                turns: rest.short()?,
                letters: rest.number()?,
                longest: rest.short()?,
                labels: rest.short()?,
            };
            for _ in 0..rest.byte()? {
                speaker.turns.push((rest.number()?, u64::from_le_bytes(rest.array()?)));
            }
            for _ in 0..rest.byte()? {
                speaker.doubts.push((rest.number()?, rest.short()?));
            }
            let pieces = usize::from(rest.byte()?);
            for _ in 0..pieces {
                let turn = rest.number()?;
                let length = usize::from(rest.byte()?);
                let text = std::str::from_utf8(rest.take(length)?).map_err(|_| StateError::Damaged)?;
                speaker.pieces.push((turn, text.to_owned()));
            }
            if pieces > PIECES
                || speaker.doubts.len() > DOUBTS
                || speaker.turns.len() > TURNS
                || speaker.turns.iter().any(|(at, _)| *at >= state.turns)
                || speaker.doubts.iter().any(|(at, _)| *at >= state.turns)
                || speaker.pieces.iter().any(|(_, text)| text.len() > PIECE)
            {
                return Err(StateError::Damaged);
            }
            state.speakers.push(speaker);
        }
        if rest.rest.is_empty() { Ok(state) } else { Err(StateError::Damaged) }
    }
}

fn length(count: usize) -> u8 {
    u8::try_from(count).unwrap_or(u8::MAX)
}

struct Bytes<'a> {
    rest: &'a [u8],
}

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], StateError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(StateError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], StateError> {
        self.take(N)?.try_into().map_err(|_| StateError::Damaged)
    }

    fn byte(&mut self) -> Result<u8, StateError> {
        Ok(self.array::<1>()?[0])
    }

    fn short(&mut self) -> Result<u16, StateError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    fn number(&mut self) -> Result<u32, StateError> {
        Ok(u32::from_le_bytes(self.array()?))
    }
}
