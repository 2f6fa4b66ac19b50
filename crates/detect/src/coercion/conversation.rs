//! Reading a conversation turn by turn: who coerces, since when, and what was written in pieces.
//!
//! The state between two turns is small and holds no more of the words than what is needed to read a message that was
//! sent in pieces. Roles stay with who speaks: a plea by one does not clear the other.

mod bytes;
mod judged;
mod onset;
mod parts;
mod pieces;

pub use judged::coercing;

use super::onset::{TurnSigns, Written, labels};
use super::stance::Stance;
use super::turn::{Around, Most, Recent, Signs, signs};
use super::wanted::Wanted;
use super::whole::{KEPT, Kept};
use super::{Motive, Reading, media};
use crate::fold::is_invisible;
use crate::hash::digest;
use crate::{Detector, Label};
use judged::{Judged, stands};
use parts::threatens;
use pieces::Together;
use std::borrow::Cow;
use std::collections::{BTreeSet, VecDeque};

/// Turns of one speaker that are read together when they are short, and how many are kept of all.
const PIECES: usize = 6;
const ALL_PIECES: usize = 18;
/// Bytes up to which a turn may be a piece of a message.
const PIECE: usize = 60;
/// Speakers that are told apart; who comes after them is read turn by turn only.
const SPEAKERS: usize = 6;
/// Stands for an offender who is one too many to be told apart: nobody else takes the place.
const UNNAMED: u8 = u8::MAX - 1;
/// Turns that are counted: one number is left to say that there is none.
const MOST_TURNS: u32 = u32::MAX - 1;
/// Evidence that is kept, the first of it: with all else a state stays below 4 KB.
const EVIDENCE: usize = 64;
/// From how many per mille on a threat that rules know whole coerces.
const PLAIN: u16 = 950;

/// What is known of a conversation so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    turns: u32,
    /// Where the coercion was seen.
    seen: Option<u32>,
    /// The strongest turn when the alarm was raised, which may be taken back while that is looked at.
    raised: Option<u32>,
    /// The turn that most speaks for being the first, and its signs.
    onset: Option<(u32, TurnSigns)>,
    first_risk: Option<u32>,
    /// What was said before the first picture was given, by somebody else.
    asked: Option<u32>,
    /// Who gave a picture or was on a video call: a bit for each of `speakers`.
    gave: u8,
    /// It was seen with a turn that threatens plainly: no later one is the onset.
    plain: bool,
    /// Who coerces, as a number of `speakers`.
    offender: Option<u8>,
    /// What is wanted: by all who coerce, the 8 to 16 turns before it was seen and since.
    wanted: Wanted,
    motive: Option<Motive>,
    urgency: u8,
    complied: bool,
    demands: u32,
    evidence: BTreeSet<(u32, u8)>,
    speakers: Vec<Speaker>,
    /// The last turns.
    kept: VecDeque<Kept>,
}

/// One who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Speaker {
    /// A digest of the name.
    name: u64,
    /// The last turn.
    last: Option<u32>,
    /// The first turn since somebody else gave the last picture.
    since: Option<u32>,
    /// How much the last turn with words answers.
    answers: Option<i16>,
    /// What they said not long ago.
    recent: Recent,
    /// What they wrote so far.
    written: Written,
    /// Turns with which a coercion may have begun, and their signs.
    turns: Vec<(u32, TurnSigns)>,
    /// The last short turns.
    pieces: Vec<(u32, String)>,
}

/// What one turn adds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnReading {
    /// Which turn, from 0.
    pub turn: u32,
    /// This turn coerces, alone or with the ones before it.
    pub alarm: bool,
    /// Turns before coerce, as this one shows: by how it answers them, or what it goes on with.
    pub before: Vec<u32>,
    /// What was an alarm before is none any more, as this one shows: no turn before coerces, but for those of `before`.
    pub taken_back: bool,
    /// The turn read alone; where it coerces (`alarm`) as an offender's, unless it is the end of `pieces`.
    pub reading: Reading,
    /// The message in pieces that ends with it, where that is an alarm and the turn alone is none, whether or not it coerces here,
    /// or where the turn coerces and rules know a coercion in it; places are in the turns with a blank between them.
    pub pieces: Option<Reading>,
    /// What is weighed of it, as places among [`super::turn_names`]; nothing of a picture.
    pub signs: Vec<u16>,
    /// What it adds to the turn just before, where somebody else wrote that, in words.
    pub answers: Vec<u16>,
}

impl TurnReading {
    /// A turn that is no alarm and shows nothing.
    fn of(turn: u32, reading: Reading) -> Self {
        let (before, taken_back, pieces) = (Vec::new(), false, None);
        Self { turn, alarm: false, before, taken_back, reading, pieces, signs: Vec::new(), answers: Vec::new() }
    }
}

/// A conversation as far as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Somebody coerces.
    pub alarm: bool,
    /// The turn with which it began: of the turns of who coerces around the one where it was seen, the one that most speaks for
    /// it. Another may take its place while the conversation goes on.
    pub onset: Option<u32>,
    /// The first turn with a sign of risk: to go elsewhere, a picture asked for. Never later than the onset, once there is one.
    pub first_risk: Option<u32>,
    /// What is wanted.
    pub motive: Motive,
    /// 0 nothing, 1 to be looked at, 2 soon, 3 now.
    pub urgency: u8,
    /// Turns and what stands in them.
    pub evidence: Vec<(u32, Label)>,
}

/// Why bytes are not a state.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum StateError {
    /// They were written by another version.
    #[error("this state was written by another version; begin the conversation anew")]
    Version,
    /// They end too early or hold what cannot be.
    #[error("this is not the state of a conversation")]
    Damaged,
}

impl State {
    /// Reads the next turn.
    pub fn turn(&mut self, detector: &Detector, speaker: &str, text: &str, lang: &str) -> TurnReading {
        let turn = self.turns;
        self.turns = self.turns.saturating_add(1).min(MOST_TURNS);
        let (mut reading, words) = alone(detector, text, lang);
        if says_nothing(text) {
            // As exports write for what they leave out: it answers nothing and parts no message.
            return TurnReading::of(turn, reading);
        }
        self.close_gap(turn);
        let who = self.speaker(speaker);
        let (media, text) = (media::given(text), words.as_ref());
        // What says more than that there is a picture is read: brackets hide nothing.
        let calm = !reading.alarm && !reading.coercive && !reading.found.iter().copied().any(threatens);
        let media = media.as_ref().filter(|_| calm);
        if let Some(given) = media.filter(|given| given.beside.is_empty()) {
            let answers = self.answer(who, text, None, detector);
            self.given(who, turn, given.shown);
            self.hold(Kept { turn, who: number(who), is: u8::from(given.shown) * Kept::SHOWS, ..Kept::default() });
            let judged = self.judge(detector, who, turn, false);
            self.note(who, turn, false, &reading, true);
            self.urgency = self.urgency.max(self.urgent(false, &reading));
            self.settle(detector);
            let Judged { before, taken_back, .. } = judged;
            return TurnReading { before, taken_back, answers, ..TurnReading::of(turn, reading) };
        }
        let stance = detector.stance(text);
        let answers = self.answer(who, text, Some(stance), detector);
        let together = self.together(who, turn, text, detector, lang);
        let in_pieces = together.in_row.as_ref().map(|whole| whole.reading.score);
        let weighed = self.signs(who, turn, &reading, stance, in_pieces, together.with_before.or(in_pieces));
        let sum = detector.weights().turn.sum(weighed.iter().copied());
        let Together { in_row, scattered, two, .. } = together;
        // Behind a picture all short turns in a row are one message.
        let behind = self.has_picture(who) && !self.has_given(who);
        let row = in_row.as_ref().filter(|whole| whole.is_alarm() || (behind && whole.reading.alarm));
        let more = scattered.iter().chain(&two).find(|whole| whole.is_alarm());
        let whole = row.or(more).filter(|_| !reading.alarm).map(|whole| whole.reading.clone());
        let onset_signs = self.onset_signs(who, turn, text, &reading, stance, sum);
        self.keep_turn(who, turn, whole.as_ref().unwrap_or(&reading), stance, sum);
        self.remember(who, turn, text, reading.alarm || whole.is_some());
        let stands = whole.is_some() || stands(&reading, sum);
        let Judged { alarm, before, taken_back } = self.judge(detector, who, turn, stands);
        let mut pieces = whole;
        if alarm && !reading.alarm && pieces.is_none() {
            match in_row.filter(|whole| whole.reading.alarm || whole.reading.coercive) {
                Some(mut whole) => {
                    if !whole.reading.alarm {
                        detector.read_as_offender(&mut whole.reading, &whole.words, lang);
                    }
                    pieces = Some(whole.reading);
                }
                None => detector.read_as_offender(&mut reading, text, lang),
            }
        }
        let decisive = pieces.as_ref().unwrap_or(&reading);
        self.said(who, turn, stance, decisive);
        if let Some(given) = media.filter(|_| !alarm) {
            self.given(who, turn, given.shown);
        }
        self.note(who, turn, alarm, decisive, media.is_some());
        self.keep(who, turn, onset_signs);
        self.urgency = self.urgency.max(self.urgent(alarm, decisive));
        self.settle(detector);
        TurnReading { turn, alarm, before, taken_back, reading, pieces, signs: weighed, answers }
    }

    /// What is known so far.
    pub fn summary(&self) -> Summary {
        let onset = self.onset.map(|(turn, _)| turn).or(self.seen);
        let risk = self.first_risk.or(self.asked.filter(|_| onset.is_some()));
        // Nothing can show that a coercion was risky later than it began.
        let first_risk = onset.map_or(risk, |onset| Some(risk.map_or(onset, |risk| risk.min(onset))));
        let mut evidence = self.evidence.clone();
        if let Some((turn, signs)) = self.onset {
            evidence.extend(labels(signs).map(|label| (turn, label)));
        }
        Summary {
            alarm: onset.is_some(),
            onset,
            first_risk,
            motive: self.motive.unwrap_or(Motive::None),
            urgency: self.urgency,
            evidence: evidence
                .into_iter()
                .filter_map(|(turn, label)| Label::ALL.get(usize::from(label)).map(|label| (turn, *label)))
                .collect(),
        }
    }

    /// Which turn was the first, and what is wanted, as far as it was read.
    fn settle(&mut self, detector: &Detector) {
        self.onset = self.find_onset(detector);
        self.motive = self.seen.map(|_| detector.weights().wanted.motive(self.wanted));
    }

    /// How much there is of each of [`super::wanted_names`], per mille, where somebody coerces. For fitting their weights.
    pub fn wanted(&self) -> Option<Vec<u16>> {
        self.seen.map(|_| self.wanted.parts().to_vec())
    }

    /// The last turn that says something.
    fn before(&self) -> Option<u32> {
        self.kept.back().map(|last| last.turn)
    }

    /// Turns that say nothing do not part the pieces of a message.
    fn close_gap(&mut self, turn: u32) {
        let gap = self.before().map_or(0, |last| turn.saturating_sub(last.saturating_add(1)));
        for (at, _) in self.speakers.iter_mut().flat_map(|one| &mut one.pieces) {
            *at = at.saturating_add(gap);
        }
    }

    /// The number of a speaker, in small or large letters and whatever is not seen of the name; `None` for who is one too many.
    fn speaker(&mut self, name: &str) -> Option<u8> {
        let name: String = name.chars().filter(|c| !is_invisible(*c)).collect();
        let name = digest(&name.trim().to_lowercase());
        let known = self.speakers.iter().position(|s| s.name == name);
        let at = known.or_else(|| {
            (self.speakers.len() < SPEAKERS).then(|| {
                self.speakers.push(Speaker { name, ..Speaker::default() });
                self.speakers.len() - 1
            })
        });
        at.and_then(|at| u8::try_from(at).ok())
    }

    /// A picture was given: what the others said before it is over.
    fn given(&mut self, who: Option<u8>, turn: u32, shown: bool) {
        let Some(who) = who else { return };
        if shown {
            self.shown_by(who);
        }
        let mut asked = None;
        for (at, other) in self.speakers.iter_mut().enumerate() {
            if at != usize::from(who) {
                other.pieces.clear();
                other.since = None;
                asked = asked.max(other.last);
            }
        }
        if self.gave == 0 {
            self.asked = asked;
        }
        // A receipt or a missed call shows nobody.
        self.gave |= u8::from(shown) << who;
        self.speakers[usize::from(who)].last = Some(turn);
    }

    /// Whether somebody else gave a picture.
    fn has_picture(&self, who: Option<u8>) -> bool {
        who.is_some_and(|who| self.gave & !(1 << who) != 0)
    }

    /// Whether they gave a picture themselves.
    fn has_given(&self, who: Option<u8>) -> bool {
        who.is_some_and(|who| self.gave & (1 << who) != 0)
    }

    /// What is weighed of a turn when it is written.
    fn signs(
        &self,
        who: Option<u8>,
        turn: u32,
        reading: &Reading,
        stance: Stance,
        pieces: Option<u16>,
        with_before: Option<u16>,
    ) -> Signs {
        let me = who.and_then(|who| self.speakers.get(usize::from(who)));
        let others = || (0..).zip(&self.speakers).filter(|(at, _)| Some(*at) != who).map(|(_, other)| other);
        let spoke_last = others().filter(|other| other.last.is_some()).max_by_key(|other| other.last);
        signs(&Around {
            reading,
            stance,
            pieces,
            with_before,
            mine: me.map(|me| me.recent.at(turn)).unwrap_or_default(),
            others: others().map(|other| other.recent.at(turn)).fold(Most::default(), Most::or),
            answers_to: spoke_last.and_then(|other| other.answers),
            picture: self.has_picture(who),
            gave: self.has_given(who),
        })
    }

    /// Counts what a turn says, for those that come.
    fn said(&mut self, who: Option<u8>, turn: u32, stance: Stance, reading: &Reading) {
        let Some(who) = who else { return };
        let wanted = Wanted::of(reading);
        let speaker = &mut self.speakers[usize::from(who)];
        speaker.last = Some(turn);
        speaker.answers = Some(stance.answers);
        let Stance { coerces, answers, tells } = stance;
        speaker.recent.said(turn, Most { coerces, answers, tells, score: reading.score, calls: reading.tells, wanted });
    }

    fn remember(&mut self, who: Option<u8>, turn: u32, text: &str, alarm: bool) {
        let Some(who) = who else { return };
        let pieces = &mut self.speakers[usize::from(who)].pieces;
        if alarm || text.len() > PIECE {
            pieces.clear();
            return;
        }
        if pieces.len() == PIECES {
            pieces.remove(0);
        }
        pieces.push((turn, text.to_owned()));
        if self.speakers.iter().map(|one| one.pieces.len()).sum::<usize>() > ALL_PIECES {
            let oldest = self.speakers.iter_mut().filter(|one| !one.pieces.is_empty());
            if let Some(one) = oldest.min_by_key(|one| one.pieces[0].0) {
                one.pieces.remove(0);
            }
        }
    }

    fn evidence(&mut self, turn: u32, label: u8) {
        if self.evidence.len() < EVIDENCE {
            self.evidence.insert((turn, label));
        }
    }

    fn note(&mut self, who: Option<u8>, turn: u32, alarm: bool, reading: &Reading, gives: bool) {
        for label in &reading.found {
            let place = Label::ALL.iter().position(|l| l == label).unwrap_or_default();
            let risk = parts::risks(*label);
            if risk && self.first_risk.is_none() {
                self.first_risk = Some(turn);
            }
            if alarm || risk {
                self.evidence(turn, u8::try_from(place).unwrap_or_default());
            }
        }
        if alarm {
            self.plain |= self.seen.is_none() && is_plain(reading);
            self.coerced(who, turn, Wanted::of(reading), reading.found.iter().copied().any(parts::demands));
        } else if self.seen.is_some() && self.offender != Some(number(who)) {
            self.complied |= reading.complied || gives;
        } else if self.seen.is_some() {
            self.wanted = self.wanted.or(Wanted::of(reading));
        }
    }

    /// Somebody coerced with a turn, in which so much is wanted.
    fn coerced(&mut self, who: Option<u8>, turn: u32, wanted: Wanted, demands: bool) {
        self.wanted = self.wanted.or(wanted);
        if let Some(who) = who.filter(|_| self.seen.is_none()) {
            self.wanted = self.wanted.or(self.speakers[usize::from(who)].recent.at(turn).wanted);
        }
        self.seen = self.seen.or(Some(turn));
        self.offender = self.offender.or(Some(who.unwrap_or(UNNAMED)));
        self.demands = self.demands.saturating_add(demands.into());
    }

    fn urgent(&self, alarm: bool, reading: &Reading) -> u8 {
        let own = if alarm {
            reading.urgency.max(2)
        } else if reading.self_harm || reading.third_party_risk || reading.coerced_self_harm {
            3
        } else {
            0
        };
        // Who did what was asked and is asked again will be asked once more.
        let again = self.seen.is_some() && self.complied && self.demands > 1;
        let risk = u8::from(self.first_risk.is_some() || self.seen.is_some() || reading.alarm);
        own.max(risk).max(if again { 3 } else { 0 })
    }
}

/// A turn read alone, and its words: those beside a picture, where there are few of them or they say more without it.
pub(crate) fn alone<'a>(detector: &Detector, text: &'a str, lang: &str) -> (Reading, Cow<'a, str>) {
    let reading = detector.message(text, lang);
    let Some(beside) = media::beside(text).filter(|_| !reading.alarm) else { return (reading, Cow::Borrowed(text)) };
    let words = beside.trim_end();
    let other = detector.message(words, lang);
    if media::given(text).is_some() || other.score > reading.score {
        return (other, Cow::Owned(words.to_owned()));
    }
    (reading, Cow::Borrowed(text))
}

/// Whether a turn holds nothing but blanks and signs that are not seen, or a lone one that stands for no word.
fn says_nothing(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_invisible(c))
}

/// A threat that rules know and that is sure by its score.
fn is_plain(reading: &Reading) -> bool {
    reading.coercive && reading.score >= PLAIN
}

/// The number of a speaker; those who are too many to be told apart have one together.
fn number(who: Option<u8>) -> u8 {
    who.unwrap_or(UNNAMED)
}
