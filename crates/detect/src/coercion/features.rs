//! What was found in a text as a set of named signs, for the weights.

use super::signs::{Signs, bit};
use crate::Label;
use crate::chart::Chart;
use crate::lexicon::{Lexicon, Tag};
use crate::near::is_numeric;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Elements that say little alone.
const WEAK: [Label; 4] = [Label::Audience, Label::PaymentRail, Label::ImageRequest, Label::PlatformMove];

/// What makes a coercion look like something else.
const GUARDS: [(&str, &str); 16] = [
    ("education", "coercive_education"),
    ("victim_voice", "coercive_victim_voice"),
    ("bystander_voice", "coercive_bystander_voice"),
    ("plea", "coercive_plea"),
    ("innocent", "coercive_innocent"),
    ("laughing", "coercive_laughing"),
    ("game", "coercive_game"),
    ("debt", "coercive_debt"),
    ("business", "coercive_business"),
    ("ransom", "coercive_ransom"),
    ("small_secret", "coercive_small_secret"),
    ("telling", "coercive_telling"),
    ("work", "coercive_work"),
    ("school", "coercive_school"),
    ("ordinary_picture", "coercive_ordinary_picture"),
    ("polite", "coercive_polite"),
];

/// The names of all signs of a text, pairs among them, sorted: what weights are fitted to.
pub(crate) fn all(lexicon: &Lexicon, chart: &Chart, text: &str) -> BTreeSet<String> {
    let simple = simple(lexicon, chart, text);
    let mut all: BTreeSet<String> = simple.iter().map(str::to_owned).collect();
    pairs(&simple, |one, other| {
        all.insert(format!("{one}+{other}"));
    });
    all
}

/// The names of the signs of a text without pairs.
pub(crate) fn simple<'a>(lexicon: &'a Lexicon, chart: &Chart, text: &str) -> Signs<'a> {
    let mut simple = Signs::new();
    let quoted = quotes(text);
    for found in &chart.matches {
        let rule = &lexicon.rules[found.rule as usize];
        rule.signs.iter().for_each(|(place, sign)| simple.insert_at(*place, sign));
        let element = matches!(rule.tag, Tag::Element(..));
        if element && quoted.iter().any(|(from, to)| *from <= found.start && found.end <= *to) {
            simple.insert("quoted");
        }
    }
    let elements = Label::ALL.iter().filter(|l| simple.contains(l.as_str()) && !WEAK.contains(l)).count();
    for (least, name) in [(2, "elements_2"), (3, "elements_3"), (4, "elements_4")] {
        if elements >= least {
            simple.insert(name);
        }
    }
    shape(chart, text, &mut simple);
    if is_coercion(&simple) {
        simple.insert("coercive");
        let demand = ["demand_money", "demand_content", "demand_act"].iter().any(|d| simple.contains(d));
        if simple.contains("threat_distribution") && demand {
            simple.insert("threat_and_demand");
        }
        for (guard, name) in GUARDS {
            if simple.contains(guard) {
                simple.insert(name);
            }
        }
    }
    simple
}

/// The signs that a rule alone stands for.
pub(crate) fn of_rule(tag: Tag, cue: Option<&str>) -> Vec<String> {
    match tag {
        Tag::Element(label, voice) => {
            vec![label.as_str().to_owned(), format!("{}/{}", label.as_str(), voice.as_str())]
        }
        Tag::Cue(_) => cue.map(str::to_owned).into_iter().collect(),
        Tag::SelfHarm(level) => vec![format!("self_harm_{}", level.as_str())],
    }
}

/// Who quotes what somebody else wrote does not say it.
fn quotes_others(signs: &Signs) -> bool {
    signs.contains("quoted") && ["education", "victim_voice", "plea"].iter().any(|frame| signs.contains(frame))
}

/// What has to be there whatever the weights say: no single sign accuses.
fn is_coercion(signs: &Signs) -> bool {
    let has = |name: &str| signs.contains(name);
    if quotes_others(signs) {
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

/// Parts of a coercion that are found alone often enough to mean little; what says the same stands together.
const FAINT: [&[&str]; 3] = [&["or_else"], &["their_image", "image"], &["audience", "audience_yours"]];
/// Parts of a coercion that say something alone.
const PLAIN: [&[&str]; 12] = [
    &["give_money", "demand_money"],
    &["threat_distribution"],
    &["distribution_started"],
    &["threat_weak"],
    &["or_show"],
    &["demand_content"],
    &["demand_act"],
    &["possession_claim"],
    &["leverage_info"],
    &["fabricated_image"],
    &["isolation"],
    &["deadline"],
];

/// Parts that make a request a threat.
const THREATENS: [&str; 8] = [
    "threat_distribution",
    "distribution_started",
    "threat_weak",
    "or_show",
    "possession_claim",
    "leverage_info",
    "fabricated_image",
    "or_else",
];

/// How much of a coercion the rules know in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// A threat and a demand.
    Whole,
    /// What has to be there.
    Coercion,
    /// A plain part and another.
    Parts,
    /// Faint parts.
    Faint,
    /// One part.
    One,
    /// Nothing, or what somebody else wrote.
    Nothing,
}

impl Known {
    /// All of them, in the order of the weights.
    pub const ALL: [Self; 6] = [Self::Whole, Self::Coercion, Self::Parts, Self::Faint, Self::One, Self::Nothing];

    /// The name in the file of weights.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Coercion => "coercion",
            Self::Parts => "parts",
            Self::Faint => "faint",
            Self::One => "one",
            Self::Nothing => "nothing",
        }
    }

    /// What the rules know by these signs.
    pub fn of(signs: &Signs) -> Self {
        if signs.contains("threat_and_demand") {
            return Self::Whole;
        }
        if signs.contains("coercive") {
            return Self::Coercion;
        }
        let has = |names: &&&[&str]| names.iter().any(|name| signs.contains(name));
        let plain = PLAIN.iter().filter(has).count();
        // A sum or a way to pay that nobody asks for is half a demand.
        let priced = !has(&&PLAIN[0]) && (signs.contains("amount") || signs.contains("payment_rail"));
        let faint = FAINT.iter().filter(has).count() + usize::from(priced);
        if is_elsewhere(signs) {
            return Self::Nothing;
        }
        match (plain, faint) {
            (0, 0) => Self::Nothing,
            (0, 1) | (1, 0) => Self::One,
            (0, _) => Self::Faint,
            _ => Self::Parts,
        }
    }

    /// How much more an offender's than ordinary a text has to be for an alarm, in thousandths of a natural logarithm; `None`
    /// where nothing is enough. In no order, one part alone asks most: chosen on the ordinary messages that are measured, so
    /// that at most one in ten thousand is an alarm (`docs/detection.md`).
    pub fn clear(self, signs: &Signs) -> Option<i32> {
        match self {
            Self::Whole | Self::Coercion => Some(i32::MIN),
            Self::Nothing if is_elsewhere(signs) => None,
            Self::Parts | Self::Faint => Some(2200),
            Self::Nothing => Some(2300),
            Self::One => Some(4000),
        }
    }
}

/// Quotes who reports it, or would like to talk elsewhere or to see a face and has not threatened yet.
fn is_elsewhere(signs: &Signs) -> bool {
    let asks = signs.contains("platform_move") || signs.contains("image_request");
    quotes_others(signs) || (asks && !THREATENS.iter().any(|part| signs.contains(part)))
}

/// Signs of the form of a text.
fn shape(chart: &Chart, text: &str, out: &mut Signs) {
    let words = chart.lattice.last;
    for (most, name) in [(4, "length_4"), (9, "length_9"), (16, "length_16"), (28, "length_28")] {
        if words <= most {
            out.insert(name);
            break;
        }
    }
    if text.contains(['?', '؟']) {
        out.insert("question");
    }
    if names_a_price(text) {
        out.insert("price_alone");
    }
}

/// Whether a clause is a sum and little else, "80 please": what somebody asks who needs not say for what. Letters beside it
/// are a currency or a word; a clause that is a number of one digit, a year or a time of day counts things.
fn names_a_price(text: &str) -> bool {
    const MOST_WORDS: usize = 2;
    let parts = |c: char| matches!(c, '!' | '?' | ';' | '\n' | '؟' | '،' | '؛' | '…' | '—');
    // Most texts and most clauses have no number at all.
    let numeric = |part: &&str| {
        if part.is_ascii() { part.bytes().any(|b| b.is_ascii_digit()) } else { part.contains(is_numeric) }
    };
    if !numeric(&text) {
        return false;
    }
    let clauses = text.split(parts).filter(numeric).flat_map(|part| part.split(". ")).filter(numeric);
    clauses.flat_map(|part| part.split(", ")).any(|clause| {
        let clause = clause.trim().trim_end_matches('.');
        let digits = clause.chars().filter(|c| is_numeric(*c)).count();
        let words = clause.split_whitespace().filter(|word| !word.contains(is_numeric)).count();
        let numbers = clause.split_whitespace().filter(|word| word.contains(is_numeric)).count();
        (2..=5).contains(&digits) && numbers == 1 && words <= MOST_WORDS && !clause.contains(':')
    })
}

/// Calls back with each pair of signs that may say something else together than apart.
pub(crate) fn pairs<'a>(simple: &Signs<'a>, mut found: impl FnMut(&'a str, &'a str)) {
    let mut core: Vec<&str> = simple.iter().filter(|name| is_core(name)).collect();
    core.sort_unstable();
    for (at, one) in core.iter().enumerate() {
        for other in &core[at + 1..] {
            found(one, other);
        }
    }
}

/// Elements without their voice, and the cues that turn what an element means.
fn is_core(name: &str) -> bool {
    const TURNING: [&str; 13] = [
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
        "price_alone",
        "audience_yours",
    ];
    static BITS: LazyLock<u128> = LazyLock::new(|| {
        let names = TURNING.into_iter().chain(Label::ALL.map(Label::as_str));
        names.fold(0, |bits, name| bits | bit(name))
    });
    *BITS & bit(name) != 0 && (TURNING.contains(&name) || Label::ALL.iter().any(|label| label.as_str() == name))
}

/// Where something is quoted: bytes of the text between quotation marks.
pub(crate) fn quotes(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if text.is_ascii() && !text.contains('"') {
        return found;
    }
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

#[cfg(test)]
mod tests {
    use super::names_a_price;

    #[test]
    fn a_clause_that_is_a_sum_is_a_price() {
        for text in
            ["lovely wedding website, full guest list on it. 900", "Freshers group, I'm in. 130 please", "80 €, vite"]
        {
            assert!(names_a_price(text), "{text}");
        }
        for text in ["see you at 18:30", "I have 3, you?", "bring 200 chairs for the hall", "call 1234567"] {
            assert!(!names_a_price(text), "{text}");
        }
    }
}
