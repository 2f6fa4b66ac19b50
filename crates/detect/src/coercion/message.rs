//! Reading one message.

use super::{Motive, Reasons, Role, Weights, features, spans};
use crate::chart::Chart;
use crate::lexicon::{Lexicon, Tag};
use crate::readings::undone;
use crate::{Finding, Label, Level, RULES_VERSION, Voice};
use std::collections::BTreeSet;

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
    /// How much speaks for an offender, per mille.
    pub score: u16,
    /// What had to be undone to read it.
    pub evasions: Vec<&'static str>,
    /// All rules that matched, elements or not, sorted.
    pub rules: Vec<String>,
    /// One sentence for people, in the language asked for.
    pub reason: String,
    /// Version of rules and weights.
    pub version: &'static str,
}

/// Reads a text with everything that is known.
pub(crate) fn read(lexicon: &Lexicon, weights: &Weights, reasons: &Reasons, text: &str, lang: &str) -> Reading {
    let chart = Chart::new(lexicon, text);
    let signs = features::of(lexicon, &chart, text);
    let (roles, motives) = weights.weigh(&signs);
    let mut role = Role::of(&roles);
    let score = roles[0];
    let alarm = score >= weights.alarm && is_coercion(&signs);
    if role == Role::Offender && !alarm {
        role = Role::ALL.into_iter().zip(roles).skip(1).max_by_key(|(_, share)| *share).map_or(Role::None, |(r, _)| r);
    } else if alarm {
        role = Role::Offender;
    }
    let elements = spans::elements(lexicon, &chart, role);
    let motive = if matches!(role, Role::Offender | Role::Victim | Role::Bystander) {
        Motive::of(&motives)
    } else {
        Motive::None
    };
    let self_harm = features::has_level(lexicon, &chart, Level::Own);
    let third_party_risk = features::has_level(lexicon, &chart, Level::Other);
    let coerced_self_harm = features::has_level(lexicon, &chart, Level::Demanded);
    let involved = matches!(role, Role::Offender | Role::Victim | Role::Bystander);
    let started =
        features::has(lexicon, &chart, Label::DistributionStarted, &[Voice::Offender, Voice::Reported, Voice::Any]);
    let urgency = if self_harm
        || third_party_risk
        || coerced_self_harm
        || (involved && (started || signs.contains("deadline_now")))
    {
        3
    } else if alarm || (involved && signs.contains("deadline")) {
        2
    } else {
        u8::from(involved)
    };
    let rules: BTreeSet<&String> = chart.matches.iter().map(|m| &lexicon.rules[m.rule as usize].id).collect();
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
        score,
        evasions: evasions(chart.lattice.undone),
        rules: rules.into_iter().cloned().collect(),
        reason: String::new(),
        version: RULES_VERSION,
    };
    reading.reason = reasons.sentence(&reading, lang);
    reading
}

/// What has to be there whatever the weights say: no single sign accuses.
fn is_coercion(signs: &BTreeSet<String>) -> bool {
    let has = |name: &str| signs.contains(name);
    let threat = has("threat_distribution") || has("distribution_started") || has("threat_weak");
    let demand = has("demand_money") || has("demand_content") || has("demand_act");
    let hold = has("possession_claim") || has("leverage_info") || has("fabricated_image");
    let rest = has("isolation") || has("deadline") || has("audience") || has("or_else") || has("image") || has("taunt");
    (threat && (demand || hold || rest))
        || (hold && (demand || has("isolation") || has("leverage_info") || has("taunt")))
        || (has("self_harm_demanded") && (threat || hold))
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
