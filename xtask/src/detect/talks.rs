//! Fits what is read of conversations: the stances of turns by their wording, whether a turn coerces, and with which turn of
//! a coercion it began. The last two are fitted to what stances say of conversations they were not fitted to.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use vigie_detect::Detector;
use vigie_detect::coercion::{
    Look, Motive, State, TurnReading, exp, onset_names, onset_parts, turn_names, wanted_names, whole_names,
};

use super::cross::beside;
use super::examples::{self, Conversation, Turn, conversations, files};
use super::fit::{self, numbers};
use super::{LEXICONS, OWN, staged};

/// Parts into which the files are cut.
const PARTS: usize = 6;
/// How strongly large weights are held back: of whether a turn coerces, whether it does with all that stands around it, of the
/// onset, and of what is wanted.
const HOLD_TURN: f64 = 20.0;
const HOLD_WHOLE: f64 = 33.0;
const HOLD_ONSET: f64 = 2.0;
const HOLD_WANTED: f64 = 1.0;
const STEPS: usize = 400;
const RATE: f64 = 0.3;

/// What a turn does, as a place among [`vigie_detect::coercion::STANCES`].
const COERCES: usize = 0;
pub const ANSWERS: usize = 1;
const TELLS: usize = 2;
const TALKS: usize = 3;
/// From how many per mille on a turn of a conversation in which somebody tells is the threat that they tell of.
pub const REPEATS: u16 = 300;

/// Conversations of some pairs of hands, which nothing is fitted to that reads them; but for the short ones that are put together
/// (`staged`), in which sentences of all hands stand.
struct Part {
    all: Vec<Conversation>,
}

/// What a turn does. All that is said once a coercion began belongs to it.
pub fn stance(one: &Conversation, turn: usize) -> usize {
    match one.onset.filter(|_| one.label == "sextortion") {
        Some(onset) if turn >= onset => {
            if one.turns[turn].speaker == one.turns[onset].speaker {
                COERCES
            } else {
                ANSWERS
            }
        }
        None if one.kind == "help_seeking" => TELLS,
        _ => TALKS,
    }
}

/// Fits all of it and writes it beside the other weights.
pub fn fit(root: &Path) -> Result<(), String> {
    let folder = root.join(LEXICONS);
    let file = folder.join("weights.tsv");
    let signs = std::fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
    let other = |line: &&str| ["onset ", "turn ", "wanted ", "whole "].iter().all(|head| !line.starts_with(head));
    let signs: String = signs.lines().filter(other).flat_map(|line| [line, "\n"]).collect();
    let stances = folder.join("stances.tsv");
    let stances = std::fs::read_to_string(&stances).map_err(|e| format!("{}: {e}", stances.display()))?;
    // Without the weights that are made here: their signs may have other names now.
    let base = with(root, &signs, &stances)?;
    let parts = parts(root, &base)?;
    let mut stances = Vec::new();
    for left_out in 0..parts.len() {
        let others = parts.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, part)| part);
        stances.push(fit::stances(&base, &turns(&base, others)));
        println!("Stances without part {left_out} are fitted.");
    }
    let mut cases = Vec::new();
    for (part, stances) in parts.iter().zip(&stances) {
        let detector = with(root, &signs, stances)?;
        part.all.iter().for_each(|one| Case::of(one, &reads(&detector, one).0, &mut cases));
    }
    let signs = signs + &told("turn", turn_names(), &likely(&cases, turn_names().len(), HOLD_TURN));
    let (mut cases, mut last) = (Vec::new(), Vec::new());
    for (part, stances) in parts.iter().zip(&stances) {
        let detector = with(root, &signs, stances)?;
        for one in &part.all {
            let looks = looks(&detector, one);
            cases.extend(around(one, &looks));
            last.push((one.onset.is_some(), looks.into_iter().last().unwrap_or_default()));
        }
    }
    let whole = likely(&cases, whole_names().len(), HOLD_WHOLE);
    print_points(&last, &whole);
    let signs = signs + &told("whole", whole_names(), &whole);
    let (mut onsets, mut wants) = (Vec::new(), Vec::new());
    for (part, stances) in parts.iter().zip(&stances) {
        let detector = with(root, &signs, stances)?;
        for one in part.all.iter().filter(|one| !one.id.starts_with("staged")) {
            let state = reads(&detector, one).1;
            onsets.extend(Onset::of(&state, one));
            wants.extend(Want::of(&state, one));
        }
    }
    let mut lines = told("onset", onset_names(), &beginning(&onsets, onset_names().len()));
    for (name, row) in wanted_names().iter().zip(wanting(&wants, wanted_names().len()).chunks(Motive::ALL.len())) {
        let _ = writeln!(lines, "wanted {name}\t{}", numbers(row, 1000.0));
    }
    let stances = fit::stances(&base, &turns(&base, parts.iter()));
    println!(
        "Fitted to {} conversations; {} of them for the onset.",
        parts.iter().map(|part| part.all.len()).sum::<usize>(),
        onsets.len()
    );
    for (name, text) in [("weights.tsv", signs + &lines), ("stances.tsv", stances)] {
        std::fs::write(folder.join(name), text).map_err(|e| e.to_string())?;
    }
    Ok(())
}

/// Lines of `weights.tsv`: a sign each.
fn told(head: &str, names: &[String], weights: &[f64]) -> String {
    let lines = names.iter().zip(weights);
    lines.fold(String::new(), |mut all, (name, weight)| {
        let _ = writeln!(all, "{head} {name}\t{}", numbers(&[*weight], 1000.0));
        all
    })
}

/// The conversations that are fitted to, files of one pair of hands together.
fn parts(root: &Path, detector: &Detector) -> Result<Vec<Part>, String> {
    let mut hands: BTreeMap<String, Vec<Conversation>> = BTreeMap::new();
    let own = root.join(OWN);
    for path in [files(&own, ".conversations.jsonl"), files(&own, ".talks.jsonl")].concat() {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let hand = name.split('.').next().unwrap_or_default().to_owned();
        hands.entry(hand).or_default().extend(conversations(&path)?);
    }
    for path in files(&own, ".ordinary.txt") {
        for (at, one) in staged::ordinary(&path)?.into_iter().enumerate() {
            // In every part some.
            hands.entry(format!("~{}", at % PARTS)).or_default().push(one);
        }
    }
    for ordinary in files(&own, ".ordinary.txt") {
        let lines = examples::ordinary(&ordinary)?;
        let Some(lang) = lines.first().map(|line| line.lang.clone()) else { continue };
        let lines: Vec<String> = lines.into_iter().map(|line| line.text).collect();
        let mut sentences = Vec::new();
        for path in files(&own, ".terse.jsonl") {
            sentences.extend(examples::messages(&path)?.into_iter().filter(|one| one.lang == lang));
        }
        let talks: Vec<&Conversation> = hands.values().flatten().filter(|one| one.lang == lang).collect();
        for (at, one) in staged::short(&sentences, &lines, &talks, detector).into_iter().enumerate() {
            hands.entry(format!("~{}", at % PARTS)).or_default().push(one);
        }
    }
    let mut parts: Vec<Part> = (0..PARTS).map(|_| Part { all: Vec::new() }).collect();
    for (at, (_, all)) in hands.into_iter().enumerate() {
        parts[at % PARTS].all.extend(all);
    }
    Ok(parts)
}

/// The turns with words, and what each does.
fn turns<'a>(detector: &Detector, parts: impl Iterator<Item = &'a Part>) -> Vec<(&'a str, usize)> {
    let mut all = Vec::new();
    for one in parts.flat_map(|part| &part.all).filter(|one| !one.id.starts_with("staged")) {
        for (at, (turn, read)) in one.turns.iter().zip(reads(detector, one).0).enumerate() {
            let does = stance(one, at);
            // Who tells repeats what was written to them, which sounds like who coerces: telling is what stands around it.
            let repeats = does == TELLS && read.reading.score >= REPEATS;
            if !read.signs.is_empty() && !repeats {
                all.push((turn.text.as_str(), does));
            }
        }
    }
    all
}

fn reads(detector: &Detector, one: &Conversation) -> (Vec<TurnReading>, State) {
    let mut state = State::default();
    let reads = one.turns.iter().map(|turn| state.turn(detector, &turn.speaker, &turn.text, "en")).collect();
    (reads, state)
}

/// A detector with other weights of signs and stances.
fn with(root: &Path, signs: &str, stances: &str) -> Result<Detector, String> {
    let folder = beside(root, "talks")?;
    for (name, text) in [("weights.tsv", signs), ("stances.tsv", stances)] {
        std::fs::write(folder.join(name), text).map_err(|e| e.to_string())?;
    }
    Detector::from_folder(&folder).map_err(|e| e.to_string())
}

/// A turn as it is weighed: when it is written, and once more when it is answered; or all that stands around one.
struct Case {
    signs: Vec<u16>,
    coerces: bool,
}

impl Case {
    fn of(one: &Conversation, reads: &[TurnReading], all: &mut Vec<Self>) {
        // Whether it is told is not seen in one turn: that is for what stands around it.
        let weighed = |(at, read): &(usize, &TurnReading)| !read.signs.is_empty() && stance(one, *at) != TELLS;
        for (at, read) in reads.iter().enumerate().filter(weighed) {
            let coerces = stance(one, at) == COERCES;
            all.push(Self { signs: read.signs.clone(), coerces });
            let answer = reads.get(at + 1).map(|next| &next.answers).filter(|answer| !answer.is_empty());
            if let Some(answer) = answer {
                all.push(Self { signs: read.signs.iter().chain(answer).copied().collect(), coerces });
            }
        }
    }

    fn sum(&self, weights: &[f64]) -> f64 {
        sum(&self.signs, weights)
    }
}

fn sum(signs: &[u16], weights: &[f64]) -> f64 {
    signs.iter().map(|at| weights[usize::from(*at)]).sum()
}

/// What is looked at after each turn.
fn looks(detector: &Detector, one: &Conversation) -> Vec<Vec<Look>> {
    let mut state = State::default();
    let mut read = |turn: &Turn| {
        state.turn(detector, &turn.speaker, &turn.text, "en");
        state.looks()
    };
    one.turns.iter().map(&mut read).collect()
}

/// So many turns behind a strongest turn it is looked at for the fit, and at the end of the conversation.
const LOOKED_AT: [usize; 4] = [0, 1, 4, 8];

/// What the strongest turns of a conversation and those around them say: where nobody coerces all that were the strongest for a
/// while, else the strongest of each speaker.
fn around(one: &Conversation, looks: &[Vec<Look>]) -> Vec<Case> {
    let speaker = |turn: u32| one.turns[turn as usize].speaker.as_str();
    let mut strongest: BTreeMap<&str, (i32, u32)> = BTreeMap::new();
    for look in looks.iter().flatten() {
        let most = strongest.entry(speaker(look.turn)).or_insert((i32::MIN, 0));
        if look.strength > most.0 {
            *most = (look.strength, look.turn);
        }
    }
    let mut cases = Vec::new();
    for (at, look) in looks.iter().enumerate().flat_map(|(at, looks)| looks.iter().map(move |look| (at, look))) {
        let behind = at - look.turn as usize;
        let wanted = one.onset.is_none() || strongest[speaker(look.turn)].1 == look.turn;
        if wanted && (LOOKED_AT.contains(&behind) || at + 1 == looks.len()) {
            let begun =
                |onset: usize| onset <= look.turn as usize + 1 && speaker(look.turn) == one.turns[onset].speaker;
            cases.push(Case { signs: look.signs.clone(), coerces: one.onset.is_some_and(begun) });
        }
    }
    cases
}

/// Weights of signs for whether a turn coerces.
fn likely(cases: &[Case], count: usize, hold: f64) -> Vec<f64> {
    let mut weights = vec![0.0; count];
    climb(&mut weights, hold, |weights, slope| {
        for case in cases {
            let sum = case.sum(weights);
            // One over one and e to the minus sum, with an exponential of what is not positive.
            let less = exp(-sum.abs());
            let likely = if sum > 0.0 { 1.0 / (1.0 + less) } else { less / (1.0 + less) };
            let right = f64::from(u8::from(case.coerces));
            for at in &case.signs {
                slope[usize::from(*at)] += right - likely;
            }
        }
    });
    weights
}

/// For each operating point: how many coercions are found at the end of conversations whose stances were not fitted to them, and
/// how many other conversations are an alarm.
fn print_points(last: &[(bool, Vec<Look>)], weights: &[f64]) {
    println!("from on   precision  recall (at the end; stances unseen, weights fitted)");
    for least in [-1.0, -0.5, 0.0, 0.5, 1.0, 1.5] {
        let (mut found, mut wrong, mut all) = (0, 0, 0);
        for (truth, looks) in last {
            let alarm = looks.iter().any(|look| sum(&look.signs, weights) >= least);
            all += u32::from(*truth);
            found += u32::from(*truth && alarm);
            wrong += u32::from(!*truth && alarm);
        }
        let share = |of: u32| f64::from(found) / f64::from(of.max(1));
        println!("{least:<9} {:.3}      {:.3}", share(found + wrong), share(all));
    }
}

/// The turns of one conversation with which the coercion may have begun: what each has that is weighed, and how much it is
/// the first.
struct Onset {
    turns: Vec<(Vec<u16>, f64)>,
}

impl Onset {
    /// None where nobody coerces, nothing was found, or somebody else was.
    fn of(state: &State, one: &Conversation) -> Option<Self> {
        let onset = u32::try_from(one.onset.filter(|_| one.label == "sextortion")?).ok()?;
        let (turns, seen) = state.candidates()?;
        // The onset itself, else what is within one turn of it.
        let near = u32::from(turns.iter().all(|(turn, _)| *turn != onset));
        let right = |turn: u32| f64::from(u8::from(turn.abs_diff(onset) <= near));
        let all: f64 = turns.iter().map(|(turn, _)| right(*turn)).sum();
        let parts = |turn, signs| onset_parts(signs, turn, seen).collect();
        let turns = turns.iter().map(|(turn, signs)| (parts(*turn, *signs), right(*turn) / all)).collect();
        (all > 0.0).then_some(Self { turns })
    }
}

/// Weights of signs for which turn is the first.
fn beginning(cases: &[Onset], count: usize) -> Vec<f64> {
    let mut weights = vec![0.0; count];
    climb(&mut weights, HOLD_ONSET, |weights, slope| {
        for case in cases {
            let sums: Vec<f64> = case.turns.iter().map(|(parts, _)| sum(parts, weights)).collect();
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let shares: Vec<f64> = sums.iter().map(|sum| exp(sum - most)).collect();
            let total: f64 = shares.iter().sum();
            for ((parts, right), share) in case.turns.iter().zip(shares) {
                for at in parts {
                    slope[usize::from(*at)] += right - share / total;
                }
            }
        }
    });
    weights
}

/// What is wanted in one conversation: how much there is of each part, and the motive.
struct Want {
    parts: Vec<f64>,
    motive: usize,
}

impl Want {
    /// None where nobody coerces or nothing was found.
    fn of(state: &State, one: &Conversation) -> Option<Self> {
        let motive = Motive::ALL.iter().position(|motive| motive.as_str() == one.motive)?;
        let parts = state.wanted().filter(|_| one.label == "sextortion")?;
        Some(Self { parts: parts.into_iter().map(|much| f64::from(much) / 1000.0).collect(), motive })
    }
}

/// Weights of what turns want for each motive, those of one part together.
fn wanting(cases: &[Want], count: usize) -> Vec<f64> {
    const WIDE: usize = Motive::ALL.len();
    let mut weights = vec![0.0; count * WIDE];
    climb(&mut weights, HOLD_WANTED, |weights, slope| {
        for case in cases {
            let mut sums = [0.0; WIDE];
            for (much, row) in case.parts.iter().zip(weights.chunks(WIDE)) {
                sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += much * weight);
            }
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let shares = sums.map(|sum| exp(sum - most));
            let total: f64 = shares.iter().sum();
            for (motive, share) in shares.into_iter().enumerate() {
                let off = f64::from(u8::from(motive == case.motive)) - share / total;
                for (much, row) in case.parts.iter().zip(slope.chunks_mut(WIDE)) {
                    row[motive] += off * much;
                }
            }
        }
    });
    weights
}

/// Up the slope from zero, each weight's step by how steep it was so far. The first one is held back as the others are.
fn climb(weights: &mut [f64], hold: f64, slope: impl Fn(&[f64], &mut [f64])) {
    let mut steep = vec![1e-6; weights.len()];
    for _ in 0..STEPS {
        let mut up: Vec<f64> = weights.iter().map(|weight| -hold * weight).collect();
        slope(weights, &mut up);
        for ((weight, steep), up) in weights.iter_mut().zip(&mut steep).zip(up) {
            *steep += up * up;
            *weight += RATE * up / steep.sqrt();
        }
    }
}
