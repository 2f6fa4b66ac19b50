//! What was found in a text as a set of named signs, for the weights.

use crate::chart::Chart;
use crate::lexicon::{Lexicon, Tag};
use crate::readings::undone;
use crate::{Label, Level, Voice};
use std::collections::BTreeSet;

/// Elements that say little alone.
const WEAK: [Label; 4] = [Label::Audience, Label::PaymentRail, Label::ImageRequest, Label::PlatformMove];

/// What makes a coercion look like something else.
const GUARDS: [&str; 16] = [
    "education",
    "victim_voice",
    "bystander_voice",
    "plea",
    "innocent",
    "laughing",
    "game",
    "debt",
    "business",
    "ransom",
    "small_secret",
    "telling",
    "work",
    "school",
    "ordinary_picture",
    "polite",
];

/// The names of all signs of a text, sorted.
pub(crate) fn of(lexicon: &Lexicon, chart: &Chart, text: &str) -> BTreeSet<String> {
    let mut simple = BTreeSet::new();
    let quoted = quotes(text);
    for found in &chart.matches {
        match lexicon.rules[found.rule as usize].tag {
            Tag::Element(label, voice) => {
                simple.insert(label.as_str().to_owned());
                simple.insert(format!("{}/{}", label.as_str(), voice.as_str()));
                if quoted.iter().any(|(from, to)| *from <= found.start && found.end <= *to) {
                    simple.insert("quoted".to_owned());
                }
            }
            Tag::Cue(cue) => {
                simple.insert(lexicon.cues[usize::from(cue)].clone());
            }
            Tag::SelfHarm(level) => {
                simple.insert(format!("self_harm_{}", level.as_str()));
            }
        }
    }
    let elements = Label::ALL.iter().filter(|l| simple.contains(l.as_str()) && !WEAK.contains(l)).count();
    for (least, name) in [(2, "elements_2"), (3, "elements_3"), (4, "elements_4")] {
        if elements >= least {
            simple.insert(name.to_owned());
        }
    }
    shape(chart, text, &mut simple);
    if is_coercion(&simple) {
        simple.insert("coercive".to_owned());
        let demand = ["demand_money", "demand_content", "demand_act"].iter().any(|d| simple.contains(*d));
        if simple.contains("threat_distribution") && demand {
            simple.insert("threat_and_demand".to_owned());
        }
        for guard in GUARDS {
            if simple.contains(guard) {
                simple.insert(format!("coercive_{guard}"));
            }
        }
    }
    let mut all = pairs(&simple);
    all.extend(simple);
    all
}

/// What has to be there whatever the weights say: no single sign accuses.
fn is_coercion(signs: &BTreeSet<String>) -> bool {
    let has = |name: &str| signs.contains(name);
    // Who quotes does not say it.
    if has("quoted") && (has("education") || has("victim_voice") || has("plea")) {
        return false;
    }
    let hold = has("possession_claim") || has("leverage_info") || has("fabricated_image");
    let shown = has("image") || has("their_image") || hold;
    // Snoring, a siege at dawn, a server's data: there is nothing intimate to show.
    let else_is_meant = has("innocent") || has("game") || has("ransom") || has("small_secret");
    if else_is_meant && !shown {
        return false;
    }
    let threat = has("threat_distribution") || has("distribution_started") || has("threat_weak") || has("or_show");
    let demand = has("give_money") || has("demand_money") || has("demand_content") || has("demand_act");
    let pressed = has("or_else") || has("isolation") || has("deadline") || has("taunt");
    (threat && (demand || hold || pressed || (shown && has("audience_yours"))))
        || (hold && (demand || has("isolation")))
        || (has("leverage_info") && (has("possession_claim") || has("fabricated_image")))
        || (has("distribution_started") && demand)
        || (has("self_harm_demanded") && (threat || hold))
}

/// Signs of the form of a text.
fn shape(chart: &Chart, text: &str, out: &mut BTreeSet<String>) {
    let words = chart.lattice.last;
    for (most, name) in [(4, "length_4"), (9, "length_9"), (16, "length_16"), (28, "length_28")] {
        if words <= most {
            out.insert(name.to_owned());
            break;
        }
    }
    if text.contains(['?', '؟']) {
        out.insert("question".to_owned());
    }
    if chart.lattice.undone & (undone::LEET | undone::LOOKALIKE | undone::SPACED) != 0 {
        out.insert("disguised".to_owned());
    }
}

/// Signs that say something else together than apart.
fn pairs(simple: &BTreeSet<String>) -> BTreeSet<String> {
    let elements: Vec<&String> = simple.iter().filter(|name| is_core(name)).collect();
    let mut out = BTreeSet::new();
    for (at, one) in elements.iter().enumerate() {
        for other in &elements[at + 1..] {
            out.insert(format!("{one}+{other}"));
        }
    }
    out
}

/// Elements without their voice, and the cues that turn what an element means.
fn is_core(name: &str) -> bool {
    const TURNING: [&str; 12] = [
        "or_else",
        "victim_voice",
        "bystander_voice",
        "education",
        "plea",
        "innocent",
        "image",
        "quoted",
        "complied",
        "threat_weak",
        "second_person",
        "first_person_past",
    ];
    TURNING.contains(&name) || Label::ALL.iter().any(|label| label.as_str() == name)
}

/// Where something is quoted: bytes of the text between quotation marks.
pub(crate) fn quotes(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, c) in text.char_indices() {
        match open {
            Some((from, close)) if c == close => {
                // A short quotation is a name or a word.
                if at - from > 8 {
                    found.push((from, at + c.len_utf8()));
                }
                open = None;
            }
            Some(_) => {}
            None => {
                open = match c {
                    '"' => Some((at, '"')),
                    '“' | '„' => Some((at, '”')),
                    '«' => Some((at, '»')),
                    '‹' => Some((at, '›')),
                    _ => None,
                };
            }
        }
    }
    found
}

/// Whether a level of self-harm was found.
pub(crate) fn has_level(lexicon: &Lexicon, chart: &Chart, level: Level) -> bool {
    chart.matches.iter().any(|m| lexicon.rules[m.rule as usize].tag == Tag::SelfHarm(level))
}

/// Whether an element was found, in any of these voices.
pub(crate) fn has(lexicon: &Lexicon, chart: &Chart, label: Label, voices: &[Voice]) -> bool {
    chart.matches.iter().any(|m| {
        matches!(lexicon.rules[m.rule as usize].tag, Tag::Element(found, voice) if found == label && voices.contains(&voice))
    })
}
