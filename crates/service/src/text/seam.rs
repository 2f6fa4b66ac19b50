//! The reading of one message and of a conversation, in the shapes that `vigie_detect::coercion` will have. Until that is
//! there, this reads signs of self-harm alone and never raises an alarm; then only this file changes.

use vigie_detect::{Detector, Level, RULES_VERSION};
use vigie_lang::Lang;

/// Who speaks in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "the detector names them all")]
pub enum Role {
    /// Who threatens.
    Offender,
    /// Who is threatened and asks for help.
    Victim,
    /// Who tells of somebody else.
    Bystander,
    /// Who teaches or reports about it.
    Educator,
    /// Nobody of these.
    None,
}

impl Role {
    /// The word in an answer.
    pub fn word(self) -> &'static str {
        match self {
            Self::Offender => "offender",
            Self::Victim => "victim",
            Self::Bystander => "bystander",
            Self::Educator => "educator",
            Self::None => "none",
        }
    }
}

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(dead_code, reason = "the detector names them all")]
pub enum Motive {
    /// Money.
    Financial,
    /// More pictures or acts.
    Content,
    /// To hurt.
    Humiliation,
    /// Nothing of these.
    None,
}

impl Motive {
    /// The word in an answer.
    pub fn word(self) -> &'static str {
        match self {
            Self::Financial => "financial",
            Self::Content => "content",
            Self::Humiliation => "humiliation",
            Self::None => "none",
        }
    }
}

/// One place in a text where one rule matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub label: &'static str,
    /// Its first byte in the text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// The rule.
    pub rule: String,
}

/// What one message was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// An offender coerces.
    pub alarm: bool,
    /// Who speaks.
    pub role: Role,
    /// What is wanted most.
    pub motive: Motive,
    /// Money, content, humiliation, each 0 to 1000.
    pub motives: [u16; 3],
    /// What it was found by.
    pub elements: Vec<Element>,
    /// The writer is in danger of hurting themselves, or is told to.
    pub self_harm: bool,
    /// Somebody else is in danger.
    pub third_party_risk: bool,
    /// 0 (can wait) to 3 (now).
    pub urgency: u8,
    /// How sure, 0 to 1000.
    pub score: u16,
    /// What was written so as not to be found.
    pub evasions: Vec<&'static str>,
    /// Why, in one sentence of the language that was asked for.
    pub reason: String,
    /// Which rules found it.
    pub version: &'static str,
}

/// What one more turn added to a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnReading {
    /// The turn's place in the conversation, from 0.
    pub turn: u32,
    /// Its labels.
    pub labels: Vec<&'static str>,
}

/// What a conversation is, so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// An offender coerces.
    pub alarm: bool,
    /// The first coercive turn.
    pub onset: Option<u32>,
    /// The first turn that was a risk.
    pub first_risk: Option<u32>,
    /// What is wanted most.
    pub motive: Motive,
    /// 0 (can wait) to 3 (now).
    pub urgency: u8,
    /// Turns with their labels, in order.
    pub evidence: Vec<(u32, &'static str)>,
}

/// Labels of self-harm, in the order of their numbers in a state.
const LABELS: [&str; 3] = ["self_harm_own", "self_harm_other", "self_harm_demanded"];
/// The shape of a state's bytes.
const SHAPE: u8 = 1;
/// Most pieces of evidence that a state keeps: the first ones, so that it stays small.
const MOST: usize = 64;

/// A conversation so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct State {
    turns: u32,
    urgency: u8,
    evidence: Vec<(u32, u8)>,
}

/// Bytes that are no state, or another version's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadState;

impl State {
    /// Shape, turns, urgency, evidence.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![SHAPE];
        out.extend(self.turns.to_be_bytes());
        out.push(self.urgency);
        for (turn, label) in &self.evidence {
            out.extend(turn.to_be_bytes());
            out.push(*label);
        }
        out
    }

    /// # Errors
    /// [`BadState`] for anything that [`Self::to_bytes`] of this version does not write.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, BadState> {
        let (head, rest) = bytes.split_first_chunk::<6>().ok_or(BadState)?;
        let [shape, turns @ .., urgency] = *head;
        let pieces = rest.chunks_exact(5);
        if shape != SHAPE || urgency > 3 || !pieces.remainder().is_empty() || rest.len() > MOST * 5 {
            return Err(BadState);
        }
        let turns = u32::from_be_bytes(turns);
        let piece = |piece: &[u8]| {
            let (turn, label) = piece.split_first_chunk::<4>()?;
            let (turn, label) = (u32::from_be_bytes(*turn), *label.first()?);
            (turn < turns && usize::from(label) < LABELS.len()).then_some((turn, label))
        };
        let evidence = pieces.map(piece).collect::<Option<Vec<_>>>().ok_or(BadState)?;
        Ok(Self { turns, urgency, evidence })
    }

    /// What the conversation is, so far.
    pub fn summary(&self) -> Summary {
        Summary {
            alarm: false,
            onset: None,
            first_risk: None,
            motive: Motive::None,
            urgency: self.urgency,
            evidence: self.evidence.iter().map(|(turn, label)| (*turn, LABELS[usize::from(*label)])).collect(),
        }
    }
}

/// Reads one message.
pub fn message(detector: &Detector, text: &str, lang: Lang) -> Reading {
    let found = detector.self_harm(text);
    let has = |level: Level| found.iter().any(|one| one.level == level);
    let (self_harm, third_party_risk) = (has(Level::Own) || has(Level::Demanded), has(Level::Other));
    Reading {
        alarm: false,
        role: Role::None,
        motive: Motive::None,
        motives: [0; 3],
        elements: found
            .iter()
            .map(|one| Element {
                label: LABELS[usize::from(number(one.level))],
                start: one.start,
                end: one.end,
                rule: one.rule.clone(),
            })
            .collect(),
        self_harm,
        third_party_risk,
        urgency: urgency(self_harm, third_party_risk),
        score: 0,
        evasions: Vec::new(),
        reason: reason(lang, self_harm, third_party_risk).to_owned(),
        version: RULES_VERSION,
    }
}

/// Reads one more turn of a conversation.
pub fn turn(detector: &Detector, state: &mut State, _speaker: &str, text: &str) -> TurnReading {
    let mut labels: Vec<u8> = detector.self_harm(text).iter().map(|one| number(one.level)).collect();
    labels.sort_unstable();
    labels.dedup();
    let turn = state.turns;
    state.turns = state.turns.saturating_add(1);
    let new = urgency(labels.iter().any(|label| *label != 1), labels.contains(&1));
    state.urgency = state.urgency.max(new);
    let room = MOST.saturating_sub(state.evidence.len());
    state.evidence.extend(labels.iter().take(room).map(|label| (turn, *label)));
    TurnReading { turn, labels: labels.iter().map(|label| LABELS[usize::from(*label)]).collect() }
}

fn number(level: Level) -> u8 {
    match level {
        Level::Own => 0,
        Level::Other => 1,
        Level::Demanded => 2,
    }
}

fn urgency(self_harm: bool, third_party_risk: bool) -> u8 {
    match (self_harm, third_party_risk) {
        (true, _) => 3,
        (false, true) => 2,
        (false, false) => 0,
    }
}

fn reason(lang: Lang, self_harm: bool, third_party_risk: bool) -> &'static str {
    let [own, other, none] = match lang {
        Lang::En => ["It has words of self-harm.", "It fears for somebody else's life.", "Nothing was found."],
        Lang::Fr => [
            "On y trouve des mots d'automutilation ou de suicide.",
            "On y craint pour la vie de quelqu'un d'autre.",
            "Rien n'a été trouvé.",
        ],
        Lang::Es => [
            "Contiene palabras de autolesión o suicidio.",
            "Teme por la vida de otra persona.",
            "No se encontró nada.",
        ],
        Lang::Ar => ["فيه كلمات عن إيذاء النفس.", "فيه خوف على حياة شخص آخر.", "لم يُعثر على شيء."],
    };
    match (self_harm, third_party_risk) {
        (true, _) => own,
        (false, true) => other,
        (false, false) => none,
    }
}
