//! Reading a conversation turn by turn: what adds up, when it began, and what was written in pieces.
//!
//! The state between two turns is small and holds no more of the words than what is needed to read a message that was
//! sent in pieces. Roles stay with who speaks: a plea by one does not clear the other.

mod bytes;
mod onset;
mod parts;
mod pieces;

use super::onset::{TurnSigns, Written, labels};
use super::{Motive, Reading, Role, media};
use crate::hash::digest;
use crate::{Detector, Label};
use parts::{asks, threatens};
use std::collections::BTreeSet;

/// Turns of one speaker that are read together when they are short.
const PIECES: usize = 6;
/// Bytes up to which a turn may be a piece of a message.
const PIECE: usize = 60;
/// Speakers that are told apart; who comes after them is read turn by turn only.
const SPEAKERS: usize = 6;
/// Stands for an offender who is one too many to be told apart: nobody else takes the place.
const UNNAMED: u8 = u8::MAX - 1;
/// Turns that are counted: one number is left to say that there is none.
const MOST_TURNS: u32 = u32::MAX - 1;
/// Evidence that is kept.
const EVIDENCE: usize = 96;
/// From how many per mille on a turn counts where a risk was seen before.
const WITH_RISK: u16 = 300;
/// Turns after the picture within which all that was said belongs to a coercion that no turn says alone.
const SINCE: u32 = 6;
/// From how many per mille on a turn after the picture is where the coercion began, once there is one.
const BEGINNING: u16 = 200;
/// How many turns back such a turn may be.
const SUSPECT: u32 = 12;
/// From how many per mille on a turn that only asks is where a coercion began, whatever is said later.
const ASKING: u16 = 850;
/// From how many per mille on a threat is where a coercion began though a picture was given only later.
const SURE: u16 = 950;
/// From how many per mille on a turn is doubtful: with another of the same speaker it may be coercion.
const DOUBT: u16 = 250;
/// How many per mille at least one of the doubtful turns has to reach.
const WORST: u16 = 400;
/// From how many per mille on a turn in which no rule finds a part counts after somebody else gave a picture.
const HEARD: u16 = 700;
/// How many turns back doubts still count.
const DOUBTFUL: u32 = 8;
/// Doubts of one speaker that are kept: one a turn.
const DOUBTS: usize = 9;
/// How many per mille may be left, when each doubt is taken off what is left clear, for all of them to be coercion.
const CLEAR: u32 = 360;

/// What is known of a conversation so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    turns: u32,
    /// Where rules and scores say that it began.
    seen: Option<u32>,
    began: Began,
    /// The turn that most speaks for being the first, and its signs.
    onset: Option<(u32, TurnSigns)>,
    first_risk: Option<u32>,
    /// What was said before the first picture was given, by somebody else.
    asked: Option<u32>,
    /// The last picture, film or call.
    shown: Option<u32>,
    /// Who gave a picture or was on a video call: a bit for each of `speakers`.
    gave: u8,
    /// Who coerces, as a number of `speakers`.
    offender: Option<u8>,
    motives: [u32; 4],
    urgency: u8,
    complied: bool,
    demands: u32,
    evidence: BTreeSet<(u32, u8)>,
    speakers: Vec<Speaker>,
}

/// How what the coercion was seen with was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Began {
    /// Somebody only asked, below [`ASKING`]: it is seen with a threat of theirs after an answer, once there is one.
    #[default]
    Asked,
    /// Somebody threatened, below [`SURE`], who had been given no picture: a threat behind one is.
    Unsure,
    /// Where it was seen stays; a later turn may weigh more as the onset.
    Firm,
    /// One turn threatened, clear by itself: nor may a later turn be the onset.
    Clear,
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
    /// The first turn since somebody else gave a picture that sounds like coercion.
    suspect: Option<u32>,
    /// They told of a coercion that happens to somebody.
    told: bool,
    /// What they wrote so far.
    written: Written,
    /// Turns with which a coercion may have begun, and their signs.
    turns: Vec<(u32, TurnSigns)>,
    /// Doubtful turns and how many per mille each had.
    doubts: Vec<(u32, u16)>,
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
    /// The turn read alone.
    pub reading: Reading,
    /// The message in pieces that ends with it, where that coerces and the turn alone does not.
    pub pieces: Option<Reading>,
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
        let mut reading = detector.message(text, lang);
        let who = self.speaker(speaker);
        let media = media::given(text);
        let beside = media.as_ref().map(|given| given.beside.as_str()).filter(|beside| !beside.is_empty());
        let text = beside.filter(|_| !reading.alarm).unwrap_or(text);
        reading = if beside.is_some() && !reading.alarm { detector.message(text, lang) } else { reading };
        // What says more than that there is a picture is read: brackets hide nothing.
        let calm = !reading.alarm && !reading.coercive && !reading.found.iter().copied().any(threatens);
        let media = media.as_ref().filter(|_| calm);
        if let Some(given) = media.filter(|_| beside.is_none()) {
            self.given(who, turn, given.shown);
            self.note(who, turn, (turn, turn), false, &reading, true);
            self.urgency = self.urgency.max(self.urgent(false, &reading));
            self.onset = self.find_onset(detector);
            return TurnReading { turn, alarm: false, reading, pieces: None };
        }
        let signs = self.onset_signs(who, turn, text, &reading);
        let calls = !reading.alarm && matches!(reading.role, Role::Victim | Role::Bystander);
        let mut begins = turn;
        let alone = reading.alarm;
        let mut alarm = self.coerces(who, &mut reading, detector, text, lang);
        let mut pieces = None;
        let suspected = self.suspected(who, turn, &reading, alone);
        if !alarm && let Some((began, whole)) = self.in_pieces(who, turn, text, detector, lang) {
            begins = began;
            (alarm, pieces) = (true, Some(whole));
        }
        if !alarm
            && let Some(began) = self.adds_up(who, turn, &reading)
            && let Some(read) = parts::shown(&reading, detector, text, lang)
        {
            (begins, alarm, reading) = (began, true, read);
        }
        if alone && let Some(began) = self.before_it(who, turn, text, detector, lang) {
            begins = began;
        }
        if alarm && let Some(began) = self.led_to(who, turn) {
            begins = begins.min(began);
        }
        let since = begins.min(suspected.filter(|_| alarm).unwrap_or(turn));
        self.remember(who, turn, text, alarm);
        if let Some(given) = media.filter(|_| !alarm) {
            self.given(who, turn, given.shown);
        }
        let decisive = pieces.as_ref().unwrap_or(&reading);
        self.note(who, turn, (begins, since), alarm, decisive, media.is_some());
        match who.filter(|_| calls && !alarm) {
            Some(who) => self.speakers[usize::from(who)].told = true,
            None => self.keep(who, turn, signs),
        }
        self.urgency = self.urgency.max(self.urgent(alarm, decisive));
        self.onset = self.find_onset(detector);
        TurnReading { turn, alarm, reading, pieces }
    }

    /// What is known so far.
    pub fn summary(&self) -> Summary {
        let motive = Motive::ALL.into_iter().zip(self.motives).rev().max_by_key(|(_, sum)| *sum);
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
            motive: motive.filter(|_| onset.is_some()).map_or(Motive::None, |(motive, _)| motive),
            urgency: self.urgency,
            evidence: evidence
                .into_iter()
                .filter_map(|(turn, label)| Label::ALL.get(usize::from(label)).map(|label| (turn, *label)))
                .collect(),
        }
    }

    /// The number of a speaker; `None` for who is one too many.
    fn speaker(&mut self, name: &str) -> Option<u8> {
        let name = digest(name);
        let known = self.speakers.iter().position(|s| s.name == name);
        let at = known.or_else(|| {
            (self.speakers.len() < SPEAKERS).then(|| {
                self.speakers.push(Speaker { name, ..Speaker::default() });
                self.speakers.len() - 1
            })
        });
        at.and_then(|at| u8::try_from(at).ok())
    }

    /// A picture was given: what the others said before is over, and less is needed from now on.
    fn given(&mut self, who: Option<u8>, turn: u32, shown: bool) {
        let Some(who) = who else { return };
        if shown {
            self.shown = Some(turn);
            self.shown_by(who);
        }
        let mut asked = None;
        for (at, other) in self.speakers.iter_mut().enumerate() {
            if at != usize::from(who) {
                other.pieces.clear();
                other.since = None;
                other.doubts.clear();
                asked = asked.max(other.last);
            }
        }
        if self.gave == 0 {
            self.asked = asked;
        }
        self.gave |= 1 << who;
        self.speakers[usize::from(who)].last = Some(turn);
    }

    /// Whether somebody else gave a picture.
    fn has_picture(&self, who: Option<u8>) -> bool {
        who.is_some_and(|who| self.gave & !(1 << who) != 0)
    }

    /// Who gave a picture and answers somebody who coerces, or told of a coercion and was given nothing: they bargain, warn, or
    /// repeat what was said to them.
    fn answers(&self, who: Option<u8>) -> bool {
        let Some(at) = who.filter(|_| self.offender != who) else { return false };
        let told = self.speakers[usize::from(at)].told && !self.has_picture(who);
        told || (self.offender.is_some() && self.has_given(who))
    }

    /// Whether they gave a picture themselves.
    fn has_given(&self, who: Option<u8>) -> bool {
        who.is_some_and(|who| self.gave & (1 << who) != 0)
    }

    /// Where a coercion of this turn began, since somebody else gave a picture: with the first turn that sounded like it;
    /// where no turn says it alone and little was said since, with the first of all.
    fn suspected(&mut self, who: Option<u8>, turn: u32, reading: &Reading, alone: bool) -> Option<u32> {
        let with_picture = self.has_picture(who);
        let speaker = &mut self.speakers[usize::from(who?)];
        speaker.last = Some(turn);
        if with_picture {
            let bare = !reading.found.is_empty() && asks(reading);
            let least = if bare { ASKING } else { BEGINNING };
            speaker.suspect = speaker.suspect.filter(|at| at.saturating_add(SUSPECT) >= turn);
            if reading.score >= least {
                speaker.suspect.get_or_insert(turn);
            }
            let since = *speaker.since.get_or_insert(turn);
            if !alone && turn.saturating_sub(since) <= SINCE {
                return Some(since);
            }
        }
        speaker.suspect
    }

    /// Whether what was read is coercion here: less is needed after a risk was seen, after somebody else gave a picture,
    /// or once it has begun. It is read as what it is then.
    fn coerces(&self, who: Option<u8>, reading: &mut Reading, detector: &Detector, text: &str, lang: &str) -> bool {
        let answers = self.answers(who);
        if answers || reading.alarm || parts::may_ask_for_leave(reading, text) {
            return reading.alarm && !answers;
        }
        let with_picture = self.has_picture(who);
        let before = with_picture || self.risky();
        let tells = matches!(reading.role, Role::Victim | Role::Bystander);
        let named = before && !tells && reading.coercive && reading.score >= WITH_RISK;
        let least = parts::enough(reading);
        // Who gave a picture too may be the one who is threatened with it, and tells of it.
        let gave = self.has_given(who);
        let tells = gave && tells;
        let put = with_picture && !tells && !reading.found.is_empty() && reading.score >= least;
        if reading.role == Role::Educator {
            return false;
        }
        if named || put {
            detector.read_as_offender(reading, text, lang);
            return true;
        }
        let heard = with_picture && !tells && !reading.refused && reading.score >= HEARD;
        if heard && let Some(read) = parts::shown(reading, detector, text, lang) {
            *reading = read;
            return true;
        }
        false
    }

    /// Where a coercion began that no turn of a speaker says clearly and several say together.
    fn adds_up(&mut self, who: Option<u8>, turn: u32, reading: &Reading) -> Option<u32> {
        let others = self.offender.is_some() && self.offender != who;
        let doubts = &mut self.speakers[usize::from(who?)].doubts;
        doubts.retain(|(at, _)| at.saturating_add(DOUBTFUL) >= turn);
        // Who answers a coercion repeats its words; who tells of one, or is refused by a rule, is not doubtful.
        let tells = matches!(reading.role, Role::Educator | Role::Victim | Role::Bystander);
        if others || tells || reading.refused || reading.score < DOUBT {
            return None;
        }
        if doubts.len() == DOUBTS {
            doubts.remove(0);
        }
        doubts.push((turn, reading.score));
        let left = |clear: u32, score: u16| clear * 1_000_u32.saturating_sub(score.into()) / 1_000;
        let clear = doubts.iter().fold(1_000, |clear, (_, score)| left(clear, *score));
        let bad = doubts.iter().any(|(_, score)| *score >= WORST);
        (bad && doubts.len() > 1 && clear <= CLEAR).then(|| doubts[0].0)
    }

    /// Whether a risk was seen or somebody coerced before.
    fn risky(&self) -> bool {
        self.first_risk.is_some() || self.seen.is_some()
    }

    fn remember(&mut self, who: Option<u8>, turn: u32, text: &str, alarm: bool) {
        let Some(who) = who else { return };
        let Speaker { pieces, doubts, .. } = &mut self.speakers[usize::from(who)];
        if alarm {
            doubts.clear();
        }
        if alarm || text.len() > PIECE {
            pieces.clear();
            return;
        }
        if pieces.len() == PIECES {
            pieces.remove(0);
        }
        pieces.push((turn, text.to_owned()));
    }

    /// `begins`: where this coercion began, by itself and with what was suspected before.
    fn note(&mut self, who: Option<u8>, turn: u32, begins: (u32, u32), alarm: bool, reading: &Reading, gives: bool) {
        for label in &reading.found {
            let place = Label::ALL.iter().position(|l| l == label).unwrap_or_default();
            let risk = matches!(label, Label::PlatformMove | Label::ImageRequest);
            if risk && self.first_risk.is_none() {
                self.first_risk = Some(turn);
            }
            if (alarm || risk) && self.evidence.len() < EVIDENCE {
                self.evidence.insert((turn, u8::try_from(place).unwrap_or_default()));
            }
        }
        if alarm {
            let (only_asks, holds) = (asks(reading), self.has_picture(who));
            let clear = reading.score >= if only_asks { ASKING } else { SURE };
            let began = match only_asks {
                false if clear => Began::Clear,
                _ if clear || who.is_none() => Began::Firm,
                true => Began::Asked,
                false if holds => Began::Firm,
                false => Began::Unsure,
            };
            let same = who.is_some() && self.offender == who;
            let yields = |seen: &u32| same && !only_asks && self.yields(*seen, holds);
            let seen = self.seen.map_or(begins.1, |seen| if yields(&seen) { begins.0 } else { seen });
            if self.seen != Some(seen) {
                self.began = if seen == turn { began } else { began.min(Began::Firm) };
            } else if same && began >= Began::Firm {
                self.began = self.began.max(Began::Firm);
            }
            self.seen = Some(seen);
            self.offender = self.offender.or(Some(who.unwrap_or(UNNAMED)));
            self.motives.iter_mut().zip(reading.motives).for_each(|(sum, more)| *sum = sum.saturating_add(more.into()));
            let demand = [Label::DemandMoney, Label::DemandContent, Label::DemandAct];
            let demands = reading.found.iter().any(|l| demand.contains(l));
            self.demands = self.demands.saturating_add(demands.into());
        } else if self.seen.is_some() && self.offender != who {
            self.complied |= reading.complied || gives;
        }
    }

    /// Whether where it was seen makes room for a threat of the same speaker, who holds a picture of somebody or does not.
    fn yields(&self, seen: u32, holds: bool) -> bool {
        match self.began {
            // What is said in one breath with the asking belongs to it.
            Began::Asked => (0..).zip(&self.speakers).any(|(at, s)| self.offender != Some(at) && s.last > Some(seen)),
            Began::Unsure => holds && self.shown.is_some_and(|at| at > seen),
            Began::Firm | Began::Clear => false,
        }
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
        let risk = u8::from(self.risky());
        own.max(risk).max(if again { 3 } else { 0 })
    }
}
