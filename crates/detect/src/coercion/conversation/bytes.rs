//! The bytes of a state: fixed numbers, then lists with their lengths.

use super::onset::TURNS;
use super::{
    ALL_PIECES, EVIDENCE, KEPT, Kept, MOST_TURNS, Most, Motive, PIECE, PIECES, SPEAKERS, Speaker, Stance, State,
    StateError, UNNAMED, Wanted, Written,
};

/// Version of the bytes of a state.
const VERSION: u8 = 8;

/// Bytes of a state in which every list is full: what stands once, evidence, the last turns, of each speaker what stands once and
/// turns, and pieces.
const LARGEST: usize = 68 + EVIDENCE * 5 + KEPT * 25 + SPEAKERS * (87 + TURNS * 20) + ALL_PIECES * (5 + PIECE);
const _: () = assert!(LARGEST < 4096);

impl State {
    /// Fewer than 4,096 bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        out.extend(self.turns.to_le_bytes());
        out.extend(self.seen.map_or(u32::MAX, |t| t).to_le_bytes());
        out.extend(self.raised.map_or(u32::MAX, |t| t).to_le_bytes());
        let (first, signs) = self.onset.unwrap_or((u32::MAX, 0));
        out.extend(first.to_le_bytes());
        out.extend(signs.to_le_bytes());
        out.extend(self.first_risk.map_or(u32::MAX, |t| t).to_le_bytes());
        out.extend(self.asked.map_or(u32::MAX, |t| t).to_le_bytes());
        out.extend([
            self.gave,
            u8::from(self.plain),
            self.offender.unwrap_or(u8::MAX),
            self.urgency,
            u8::from(self.complied),
        ]);
        wanted_bytes(self.wanted, &mut out);
        let motive = self.motive.and_then(|motive| Motive::ALL.iter().position(|one| *one == motive));
        out.push(motive.map_or(u8::MAX, length));
        out.extend(self.demands.to_le_bytes());
        out.push(length(self.evidence.len()));
        for (turn, label) in &self.evidence {
            out.extend(turn.to_le_bytes());
            out.push(*label);
        }
        out.push(length(self.kept.len()));
        for Kept { turn, who, is, written, answered, stance, clear, calls, score, labels, urgency } in
            self.kept.iter().copied()
        {
            let Stance { coerces, answers, tells } = stance;
            out.extend(turn.to_le_bytes());
            out.extend([who, is, urgency]);
            let numbers = [written, answered, coerces, answers, tells, clear].map(i16::cast_unsigned);
            numbers.into_iter().chain([calls, score, labels]).for_each(|number| out.extend(number.to_le_bytes()));
        }
        out.push(length(self.speakers.len()));
        for speaker in &self.speakers {
            out.extend(speaker.name.to_le_bytes());
            out.extend(speaker.last.map_or(u32::MAX, |t| t).to_le_bytes());
            out.extend(speaker.since.map_or(u32::MAX, |t| t).to_le_bytes());
            out.push(u8::from(speaker.answers.is_some()));
            out.extend(speaker.answers.unwrap_or_default().to_le_bytes());
            out.extend(speaker.recent.stretch.to_le_bytes());
            for Most { coerces, answers, tells, score, calls, wanted } in [speaker.recent.now, speaker.recent.before] {
                let numbers = [coerces, answers, tells].map(i16::cast_unsigned).into_iter().chain([score, calls]);
                numbers.for_each(|number| out.extend(number.to_le_bytes()));
                wanted_bytes(wanted, &mut out);
            }
            let Written { turns, letters, longest, labels, sum } = speaker.written;
            out.extend(turns.to_le_bytes());
            out.extend(letters.to_le_bytes());
            out.extend(longest.to_le_bytes());
            out.extend(labels.to_le_bytes());
            out.extend(sum.to_le_bytes());
            out.push(length(speaker.turns.len()));
            for (turn, signs) in &speaker.turns {
                out.extend(turn.to_le_bytes());
                out.extend(signs.to_le_bytes());
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
        state.seen = some(rest.number()?);
        state.raised = some(rest.number()?);
        state.onset = Some((rest.number()?, u128::from_le_bytes(rest.array()?))).filter(|(turn, _)| *turn != u32::MAX);
        state.first_risk = some(rest.number()?);
        state.asked = some(rest.number()?);
        state.gave = rest.byte()?;
        state.plain = rest.byte()? != 0;
        state.offender = Some(rest.byte()?).filter(|who| *who != u8::MAX);
        state.urgency = rest.byte()?.min(3);
        state.complied = rest.byte()? != 0;
        state.wanted = wanted(&mut rest)?;
        state.motive = Motive::ALL.get(usize::from(rest.byte()?)).copied();
        state.demands = rest.number()?;
        for _ in 0..rest.byte()? {
            state.evidence.insert((rest.number()?, rest.byte()?));
        }
        for _ in 0..rest.byte()? {
            state.kept.push_back(kept(&mut rest)?);
        }
        let speakers = usize::from(rest.byte()?);
        let who = state.offender.filter(|who| usize::from(*who) < speakers);
        let coerces = [state.raised.is_some(), state.offender.is_some()];
        let nobody = coerces.into_iter().any(|is| is != state.seen.is_some())
            || (state.motive.is_some() && state.seen.is_none())
            || (state.onset.is_some() && who.is_none())
            || (state.offender.is_some() && who.is_none() && state.offender != Some(UNNAMED));
        let to_come = |turn: u32| turn >= state.turns && state.turns < MOST_TURNS;
        let told = [state.seen, state.raised, state.onset.map(|(turn, _)| turn), state.first_risk, state.asked];
        let later = told.into_iter().flatten().any(to_come) || state.turns > MOST_TURNS;
        let spoke = |one: &Kept| usize::from(one.who) < speakers || one.who == UNNAMED;
        let in_order = state
            .kept
            .iter()
            .zip(state.kept.iter().skip(1))
            .all(|(one, next)| one.turn < next.turn || next.turn == MOST_TURNS);
        let over = state.kept.back().is_none_or(|last| !to_come(last.turn) && last.turn <= MOST_TURNS);
        let kept = state.kept.len() <= KEPT && state.kept.iter().all(spoke) && in_order && over;
        if speakers > SPEAKERS || state.evidence.len() > EVIDENCE || nobody || later || !kept {
            return Err(StateError::Damaged);
        }
        for _ in 0..speakers {
            let mut speaker = speaker(&mut rest)?;
            let pieces = usize::from(rest.byte()?);
            for _ in 0..pieces {
                let turn = rest.number()?;
                let length = usize::from(rest.byte()?);
                let text = std::str::from_utf8(rest.take(length)?).map_err(|_| StateError::Damaged)?;
                speaker.pieces.push((turn, text.to_owned()));
            }
            if pieces > PIECES
                || speaker.turns.len() > TURNS
                || speaker.turns.iter().any(|(at, _)| *at > state.turns)
                || speaker.pieces.iter().any(|(_, text)| text.len() > PIECE)
            {
                return Err(StateError::Damaged);
            }
            state.speakers.push(speaker);
        }
        let pieces = state.speakers.iter().map(|speaker| speaker.pieces.len()).sum::<usize>();
        if rest.rest.is_empty() && pieces <= ALL_PIECES { Ok(state) } else { Err(StateError::Damaged) }
    }
}

/// One of the last turns.
fn kept(rest: &mut Bytes) -> Result<Kept, StateError> {
    Ok(Kept {
        turn: rest.number()?,
        who: rest.byte()?,
        is: rest.byte()?,
        urgency: rest.byte()?.min(3),
        written: rest.short()?.cast_signed(),
        answered: rest.short()?.cast_signed(),
        stance: Stance {
            coerces: rest.short()?.cast_signed(),
            answers: rest.short()?.cast_signed(),
            tells: rest.short()?.cast_signed(),
        },
        clear: rest.short()?.cast_signed(),
        calls: rest.short()?,
        score: rest.short()?,
        labels: rest.short()?,
    })
}

/// What stands of a speaker before the pieces.
fn speaker(rest: &mut Bytes) -> Result<Speaker, StateError> {
    let name = u64::from_le_bytes(rest.array()?);
    let mut speaker = Speaker { name, last: some(rest.number()?), since: some(rest.number()?), ..Speaker::default() };
    let answers = (rest.byte()? != 0, rest.short()?.cast_signed());
    speaker.answers = answers.0.then_some(answers.1);
    speaker.recent.stretch = rest.number()?;
    for most in [&mut speaker.recent.now, &mut speaker.recent.before] {
        *most = Most {
            coerces: rest.short()?.cast_signed(),
            answers: rest.short()?.cast_signed(),
            tells: rest.short()?.cast_signed(),
            score: rest.short()?,
            calls: rest.short()?,
            wanted: wanted(rest)?,
        };
    }
    speaker.written = Written {
        turns: rest.short()?,
        letters: rest.number()?,
        longest: rest.short()?,
        labels: rest.short()?,
        sum: rest.number()?.cast_signed(),
    };
    for _ in 0..rest.byte()? {
        speaker.turns.push((rest.number()?, u128::from_le_bytes(rest.array()?)));
    }
    Ok(speaker)
}

fn wanted_bytes(wanted: Wanted, out: &mut Vec<u8>) {
    let Wanted { wants, presses, labels } = wanted;
    let numbers = wants.into_iter().chain(presses).chain([labels]);
    numbers.for_each(|number| out.extend(number.to_le_bytes()));
}

fn wanted(rest: &mut Bytes) -> Result<Wanted, StateError> {
    Ok(Wanted {
        wants: [rest.short()?, rest.short()?, rest.short()?],
        presses: [rest.short()?, rest.short()?, rest.short()?],
        labels: rest.short()?,
    })
}

fn some(turn: u32) -> Option<u32> {
    (turn != u32::MAX).then_some(turn)
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

#[cfg(test)]
mod tests {
    use super::{
        ALL_PIECES, EVIDENCE, KEPT, Kept, LARGEST, Motive, PIECE, SPEAKERS, Speaker, Stance, State, TURNS, Wanted,
    };

    fn full() -> State {
        let speaker = |name: u64| Speaker {
            name,
            turns: vec![(1, u128::MAX); TURNS],
            pieces: vec![(1, "x".repeat(PIECE)); ALL_PIECES / SPEAKERS],
            ..Speaker::default()
        };
        let evidence = (0..).zip(0..).take(EVIDENCE).map(|(turn, label): (u32, u8)| (turn, label % 15)).collect();
        let stance = Stance { coerces: -3, answers: -4, tells: 5 };
        let kept = |turn| Kept {
            turn,
            who: 3,
            is: 255,
            written: -1,
            answered: -2,
            stance,
            clear: 6,
            calls: 7,
            score: 8,
            labels: u16::MAX,
            urgency: 2,
        };
        State {
            turns: 900,
            seen: Some(880),
            raised: Some(881),
            onset: Some((879, 5)),
            first_risk: Some(4),
            asked: Some(3),
            offender: Some(3),
            motive: Some(Motive::Humiliation),
            wanted: Wanted { wants: [1, 2, 3], presses: [4, 5, 6], labels: 7 },
            evidence,
            speakers: (0..).map(speaker).take(SPEAKERS).collect(),
            kept: (800..).take(KEPT).map(kept).collect(),
            ..State::default()
        }
    }

    #[test]
    fn a_state_in_which_every_list_is_full_is_read_and_has_the_largest_size() {
        assert_eq!(full().to_bytes().len(), LARGEST);
        assert_eq!(State::from_bytes(&full().to_bytes()), Ok(full()));
    }

    #[test]
    fn an_onset_of_nobody_or_of_a_turn_to_come_is_refused() {
        let of = |onset, seen, offender, turns| {
            let speakers = vec![Speaker::default()];
            let onset = Some((onset, 0));
            State::from_bytes(
                &State { turns, onset, seen, raised: seen, offender, speakers, ..State::default() }.to_bytes(),
            )
        };
        assert!(of(3, Some(4), Some(0), 9).is_ok());
        assert!(of(3, None, Some(0), 9).is_err(), "nothing was seen");
        assert!(of(3, Some(4), None, 9).is_err(), "by nobody");
        assert!(of(3, Some(4), Some(1), 9).is_err(), "by somebody who did not speak");
        assert!(of(10, Some(4), Some(0), 9).is_err(), "to come");
    }

    #[test]
    fn what_contradicts_itself_is_refused() {
        let refused = |change: fn(&mut State)| {
            let mut state = full();
            change(&mut state);
            State::from_bytes(&state.to_bytes()).is_err()
        };
        assert!(!refused(|_| {}));
        assert!(refused(|state| state.kept[4].who = 6), "a turn of nobody");
        assert!(!refused(|state| state.kept[4].who = super::UNNAMED), "of one who is too many");
        assert!(refused(|state| state.kept[4].turn = 803), "two of one turn");
        assert!(refused(|state| state.kept[KEPT - 1].turn = 900), "one to come");
        assert!(refused(|state| state.raised = None), "seen and never raised");
        assert!(
            refused(|state| (state.seen, state.raised, state.onset, state.offender) = (None, None, None, None)),
            "a motive of nobody"
        );
    }
}
