//! Reading one message.

use super::features::Known;
use super::signs::Signs;
use super::weights::{Weighed, Wording};
use super::{Motive, Places, Reasons, Role, Weights, features, spans, weights as weighing};
use crate::chart::Chart;
use crate::lattice::Lattice;
use crate::lexicon::{Lexicon, Tag};
use crate::readings::undone;
use crate::undo::Undone;
use crate::{Finding, Label, Level};

/// One part of the coercion and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    /// What it is.
    pub label: Label,
    /// First byte in the text, on a character boundary.
    pub start: usize,
    /// Byte after the last one in the text, on a character boundary.
    pub end: usize,
    /// The rule that found it.
    pub rule: String,
}

/// What one message says.
#[expect(clippy::struct_excessive_bools, reason = "answers that are independent of each other")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Somebody is being coerced by who wrote this.
    pub alarm: bool,
    /// Who wrote it.
    pub role: Role,
    /// What is wanted.
    pub motive: Motive,
    /// For each of [`Motive::ALL`], per mille.
    pub motives: [u16; 4],
    /// The parts of the coercion, by place.
    pub elements: Vec<Element>,
    /// Signs of self-harm, by place.
    pub signs: Vec<Finding>,
    /// The writer speaks of their own death or of hurting themselves.
    pub self_harm: bool,
    /// The writer fears for somebody else.
    pub third_party_risk: bool,
    /// The writer demands that somebody hurts themselves.
    pub coerced_self_harm: bool,
    /// 0 nothing, 1 to be looked at, 2 soon, 3 now.
    pub urgency: u8,
    /// What a coercion needs is there, whatever the weights say.
    pub coercive: bool,
    /// The writer says that they paid, sent or did it.
    pub complied: bool,
    /// All labels that were found, whoever wrote it.
    pub found: Vec<Label>,
    /// How much speaks for an offender, per mille.
    pub score: u16,
    /// How much speaks for a victim or a bystander, per mille.
    pub tells: u16,
    /// How much more an offender's than ordinary it is, in thousandths of a natural logarithm.
    pub clear: i32,
    /// No weight makes it an alarm: it quotes who reports it, or only asks to talk elsewhere or to see a face.
    pub refused: bool,
    /// How much speaks for self-harm, per mille: the writer's own, somebody else's, none.
    pub harms: [u16; 3],
    /// What had to be undone to read it.
    pub evasions: Vec<&'static str>,
    /// All rules that matched, elements or not, sorted.
    pub rules: Vec<String>,
    /// One sentence for people, in the language asked for.
    pub reason: String,
    /// Version of rules and weights.
    pub version: String,
}

/// From how many per mille on signs and wording add up to self-harm, the writer's own and somebody else's, and from where
/// on a rule that names it is enough: seldom for the writer's own, which figures of speech sound like.
/// The role decides nothing here. What [`self_harm`] finds by a rule is not weighed at all: it puts people first.
const HARM: u16 = 750;
const HARM_OTHER: u16 = 400;
const HARM_NAMED: u16 = 500;
const HARM_OTHER_NAMED: u16 = 100;
/// A text of so few words that says nothing else is meant more often.
const HARM_FEW: usize = 4;
const HARM_FEW_NAMED: u16 = 100;
/// The signs of rules that name the writer's own, and somebody else's.
const HARM_RULES: [&str; 2] = ["self_harm_own", "self_harm_other"];
const _: () = assert!(HARM_NAMED < HARM && HARM_OTHER_NAMED < HARM_OTHER);
/// A text of fewer words than this sounds like nothing by itself: "hi" is no sign, whatever the weights start from.
const HARM_WORDS: usize = 3;
/// From how many per mille on a text of so few words sounds like self-harm.
const HARM_SHORT: u16 = 905;
/// From how many per mille on a sentence sounds like self-harm to [`self_harm`] where no rule names it: a door too many is
/// better than one too few.
const HARM_UNNAMED: u16 = 800;
/// Bytes of a sentence, and of a text that is also heard whole.
const SENTENCE: usize = 600;
/// More than so many per mille of a victim or a bystander, and it is no offender's.
const TELLS: u16 = 250;
/// From how many per mille on for an offender or a call for help a text is weighed again by the parts it seems to have.
const AGAIN: u16 = 100;
/// From how many per mille on for all who are involved it is told what is wanted.
const TOLD: u16 = 250;
/// What of a coercion has to stand somewhere in a text of which the rules know nothing.
const CORE: [Label; 5] =
    [Label::ThreatDistribution, Label::DemandMoney, Label::DemandContent, Label::DemandAct, Label::PossessionClaim];
/// Stands among the rules where the wording decided.
pub const WORDING: &str = "wording";
/// Bytes up to which a text is read as one message; what is longer is read piece by piece, in bounded memory.
const LONG: usize = 16_384;

/// Reads a text of any length.
pub(crate) fn read(lexicon: &Lexicon, weights: &Weights, reasons: &Reasons, text: &str, lang: &str) -> Reading {
    if text.len() <= LONG {
        return read_one(lexicon, weights, reasons, text, lang);
    }
    let mut whole: Option<Reading> = None;
    for (start, piece) in pieces(text) {
        let mut reading = read_one(lexicon, weights, reasons, piece, lang);
        reading.elements.iter_mut().for_each(|e| (e.start, e.end) = (e.start + start, e.end + start));
        reading.signs.iter_mut().for_each(|s| (s.start, s.end) = (s.start + start, s.end + start));
        whole = Some(match whole {
            None => reading,
            Some(before) => before.and(reading),
        });
    }
    let mut whole = whole.unwrap_or_else(|| read_one(lexicon, weights, reasons, "", lang));
    whole.reason = reasons.sentence(&whole, lang);
    whole
}

/// Every sign of self-harm in a text of any length: what a rule names, and sentences that sound like it.
pub(crate) fn self_harm(lexicon: &Lexicon, weights: &Weights, text: &str) -> Vec<Finding> {
    let mut found = Vec::new();
    for (start, piece) in pieces(text) {
        let plain = Undone::of(lexicon, piece);
        let place = |from: usize, to: usize| {
            let (from, to) = plain.original((from, to));
            (start + from, start + to)
        };
        let piece = &*plain.text;
        let signs = findings(lexicon, &Chart::new(lexicon, piece));
        found.extend(signs.into_iter().map(|s| {
            let (start, end) = place(s.start, s.end);
            Finding { start, end, ..s }
        }));
        for (from, to) in sentences(piece) {
            let (first, end) = place(from, to);
            if found.iter().any(|f| f.start < end && first < f.end) {
                continue;
            }
            let sentence = &piece[from..to];
            let (chart, wording) = heard(lexicon, weights, sentence);
            let harms = weights.weigh(&features::simple(lexicon, &chart, sentence), &chart, wording).harms;
            let least = if chart.lattice.last < HARM_WORDS { HARM_SHORT } else { HARM_UNNAMED };
            let level = match harms {
                [own, ..] if own >= least => Level::Own,
                [_, other, _] if other >= least => Level::Other,
                _ => continue,
            };
            found.push(Finding { start: first, end, rule: WORDING.to_owned(), level });
        }
    }
    found.sort_unstable();
    found
}

/// Whether a text tells of the writer's own self-harm, and of somebody else's.
fn harm_told(
    lexicon: &Lexicon,
    weights: &Weights,
    text: &str,
    chart: &Chart,
    marks: &Signs,
    harms: [u16; 3],
) -> [bool; 2] {
    let named = |marks: &Signs, words: usize, harms: [u16; 3]| {
        let own = if words <= HARM_FEW { HARM_FEW_NAMED } else { HARM_NAMED };
        [
            harms[0] >= own && marks.contains(HARM_RULES[0]),
            harms[1] >= HARM_OTHER_NAMED && marks.contains(HARM_RULES[1]),
        ]
    };
    let words = chart.lattice.last;
    let short = if words < HARM_WORDS { HARM_SHORT } else { 0 };
    let mut told = named(marks, words, harms);
    told[0] |= harms[0] >= HARM.max(short);
    told[1] |= harms[1] >= HARM_OTHER.max(short);
    // What a rule names is not made less by what stands around it: the sentence it stands in is weighed alone, too.
    if (0..2).any(|at| marks.contains(HARM_RULES[at]) && !told[at]) {
        for (from, to) in sentences(text) {
            let sentence = &text[from..to];
            let (chart, wording) = heard(lexicon, weights, sentence);
            let marks = features::simple(lexicon, &chart, sentence);
            let harms = weights.weigh(&marks, &chart, wording).harms;
            told.iter_mut().zip(named(&marks, chart.lattice.last, harms)).for_each(|(all, one)| *all |= one);
        }
    }
    told
}

/// The sentences of a text, and before them the whole where it is short; bytes without the blanks around.
fn sentences(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let whole = (text.len() <= SENTENCE).then_some((0, text)).into_iter();
    let parts = text.split_inclusive(['\n', '.', '!', '?', '؟']).scan(0, |at, part| {
        let start = *at;
        *at += part.len();
        Some((start, part))
    });
    whole.chain(parts).filter(|(_, part)| part.len() <= SENTENCE && part.split_whitespace().nth(1).is_some()).map(
        |(start, part)| {
            let from = start + part.len() - part.trim_start().len();
            (from, from + part.trim().len())
        },
    )
}

/// A text in pieces of at most [`LONG`] bytes, cut at the end of a line, else of a word, else of a character.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = &text[at..];
        if rest.is_empty() {
            return None;
        }
        let mut most = rest.len().min(LONG);
        while !rest.is_char_boundary(most) {
            most -= 1;
        }
        let piece = &rest[..most];
        let cut = if most == rest.len() {
            most
        } else {
            let after = |c: char| piece.rfind(c).map(|at| at + c.len_utf8());
            after('\n').or_else(|| after(' ')).unwrap_or(most)
        };
        let start = at;
        at += cut;
        Some((start, &rest[..cut]))
    })
}

impl Reading {
    /// This reading and that of the piece behind it: what is worse stands.
    fn and(self, next: Self) -> Self {
        let next_leads = (next.alarm, next.urgency, next.score) > (self.alarm, self.urgency, self.score);
        let (mut lead, other, lead_first) = if next_leads { (next, self, false) } else { (self, next, true) };
        let (first, second) = if lead_first {
            ((lead.elements, lead.signs), (other.elements, other.signs))
        } else {
            ((other.elements, other.signs), (lead.elements, lead.signs))
        };
        lead.elements = first.0.into_iter().chain(second.0).collect();
        lead.signs = first.1.into_iter().chain(second.1).collect();
        lead.self_harm |= other.self_harm;
        lead.third_party_risk |= other.third_party_risk;
        lead.coerced_self_harm |= other.coerced_self_harm;
        lead.urgency = lead.urgency.max(other.urgency);
        lead.tells = lead.tells.max(other.tells);
        lead.clear = lead.clear.max(other.clear);
        lead.coercive |= other.coercive;
        lead.complied |= other.complied;
        lead.found.extend(other.found);
        lead.found.sort_unstable();
        lead.found.dedup();
        lead.evasions.extend(other.evasions);
        lead.evasions.sort_unstable();
        lead.evasions.dedup();
        lead.rules.extend(other.rules);
        lead.rules.sort_unstable();
        lead.rules.dedup();
        lead
    }
}

/// What rules find in a text and how it is put.
pub(super) fn heard(lexicon: &Lexicon, weights: &Weights, text: &str) -> (Chart, Box<Wording>) {
    let lattice = Lattice::new(text, &lexicon.readings);
    let wording = weights.hear(&lattice.folded);
    (Chart::of(lexicon, lattice), wording)
}

/// Reads a text with everything that is known, disguised words as the plain ones.
fn read_one(lexicon: &Lexicon, weights: &Weights, reasons: &Reasons, text: &str, lang: &str) -> Reading {
    let plain = Undone::of(lexicon, text);
    let mut reading = read_plain(lexicon, weights, reasons, &plain.text, lang, plain.kinds);
    reading.elements.iter_mut().for_each(|e| (e.start, e.end) = plain.original((e.start, e.end)));
    reading.signs.iter_mut().for_each(|s| (s.start, s.end) = plain.original((s.start, s.end)));
    reading
}

/// Reads a text as it stands. `kinds` were undone before.
fn read_plain(lexicon: &Lexicon, weights: &Weights, reasons: &Reasons, text: &str, lang: &str, kinds: u16) -> Reading {
    let (chart, wording) = heard(lexicon, weights, text);
    let marks = features::simple(lexicon, &chart, text);
    let Weighed { sums, motives, told, harms } = weights.weigh(&marks, &chart, wording);
    let roles = weighing::roles(&sums);
    let known = Known::of(&marks);
    // Most texts are clearly nothing: only the others are weighed again.
    let again = !weights.places.is_empty() && (roles[0] >= AGAIN || roles[1] + roles[2] >= AGAIN);
    let heard = again.then(|| weights.places.hear(lexicon, &chart, text, Role::Offender));
    let sums = heard.as_ref().map_or(sums, |heard| weights.places.again(sums, known, weights.places.gains(heard)));
    let roles = weighing::roles(&sums);
    let score = roles[0];
    // What no rule names whole has to be put as offenders put it.
    let coercive = marks.contains("coercive");
    let [offender, .., ordinary] = sums;
    let least = known.clear(&marks);
    let clear = least.is_some_and(|clear| offender - ordinary >= clear);
    // Who tells of a threat repeats its words.
    let tells = roles[1] + roles[2] > TELLS;
    // One word alone threatens nobody, however it is said elsewhere.
    let says = coercive || chart.lattice.last > 1;
    let is_offenders = score >= weights.alarm && clear && says && !tells;
    let mut role = if is_offenders { Role::Offender } else { Role::without_alarm(&roles) };
    let mut elements = spans::elements(lexicon, &weights.places, &chart, text, role, heard);
    // Where rules know nothing of it, it has to be seen where it stands.
    let is_seen = known != Known::Nothing || elements.iter().any(|one| CORE.contains(&one.label));
    let alarm = is_offenders && is_seen;
    if is_offenders && !alarm {
        role = Role::without_alarm(&roles);
        elements = spans::elements(lexicon, &weights.places, &chart, text, role, None);
    }
    let motives = if matches!(role, Role::Victim | Role::Bystander) { told } else { motives };
    // Also where no rule knows enough for an alarm: what is wanted accuses nobody.
    let involved = matches!(role, Role::Offender | Role::Victim | Role::Bystander);
    let motive = if involved || roles[..3].iter().sum::<u16>() >= TOLD { Motive::of(motives) } else { Motive::None };
    let [self_harm, third_party_risk] = harm_told(lexicon, weights, text, &chart, &marks, harms);
    let coerced_self_harm = marks.contains("self_harm_demanded");
    let started = marks.contains("distribution_started");
    let urgency = if self_harm
        || third_party_risk
        || coerced_self_harm
        || (involved && (started || marks.contains("deadline_now")))
    {
        3
    } else if alarm || (involved && marks.contains("deadline")) {
        2
    } else {
        u8::from(involved)
    };
    let mut matched: Vec<&String> = chart.matches.iter().map(|m| &lexicon.rules[m.rule as usize].id).collect();
    matched.sort_unstable();
    matched.dedup();
    let mut reading = Reading {
        alarm,
        role,
        motive,
        motives,
        elements,
        signs: findings(lexicon, &chart),
        self_harm,
        third_party_risk,
        coerced_self_harm,
        urgency,
        coercive,
        complied: marks.contains("complied"),
        found: Label::ALL.into_iter().filter(|label| marks.contains(label.as_str())).collect(),
        score,
        tells: roles[1] + roles[2],
        clear: offender - ordinary,
        refused: least.is_none(),
        harms,
        evasions: evasions(chart.lattice.undone | kinds),
        rules: matched.into_iter().cloned().chain((alarm && !coercive).then(|| WORDING.to_owned())).collect(),
        reason: String::new(),
        version: String::new(),
    };
    reading.reason = reasons.sentence(&reading, lang);
    reading
}

/// Reads a text as an offender's, which alone it would not be: what was said before decides. What is seen in it then is found.
pub(crate) fn read_as_offender(
    lexicon: &Lexicon,
    places: &Places,
    reasons: &Reasons,
    reading: &mut Reading,
    text: &str,
    lang: &str,
) {
    reading.alarm = true;
    reading.role = Role::Offender;
    reading.motive = Motive::of(reading.motives);
    reading.urgency = reading.urgency.max(2);
    reading.elements.clear();
    for (start, piece) in pieces(text) {
        let plain = Undone::of(lexicon, piece);
        let chart = Chart::new(lexicon, &plain.text);
        let found = spans::elements(lexicon, places, &chart, &plain.text, Role::Offender, None);
        reading.elements.extend(found.into_iter().map(|e| {
            let (from, to) = plain.original((e.start, e.end));
            Element { start: from + start, end: to + start, ..e }
        }));
    }
    for element in &reading.elements {
        if !reading.found.contains(&element.label) {
            reading.found.push(element.label);
        }
    }
    reading.reason = reasons.around(reading, lang);
}

/// Signs of self-harm among the matches.
pub(crate) fn findings(lexicon: &Lexicon, chart: &Chart) -> Vec<Finding> {
    let mut found: Vec<Finding> = chart
        .matches
        .iter()
        .filter_map(|m| {
            let rule = &lexicon.rules[m.rule as usize];
            let Tag::SelfHarm(level) = rule.tag else { return None };
            Some(Finding { start: m.start, end: m.end, rule: rule.id.clone(), level })
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn evasions(bits: u16) -> Vec<&'static str> {
    [
        (undone::LEET, "leet"),
        (undone::LOOKALIKE, "homoglyph"),
        (undone::STRETCHED, "elongation"),
        (undone::STARS, "stars"),
        (undone::SPACED, "spacing"),
        (undone::RUN_TOGETHER, "run_together"),
        (undone::INVISIBLE, "zero_width"),
        (undone::STYLED, "styled"),
        (undone::EMOJI, "emoji"),
    ]
    .into_iter()
    .filter(|(bit, _)| bits & bit != 0)
    .map(|(_, name)| name)
    .collect()
}
