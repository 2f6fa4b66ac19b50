//! Fits the weights of where parts of a coercion begin and end: for each label a chain over the words of a text, made
//! likelier than all other chains; the same bytes on every machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vigie_detect::Detector;
use vigie_detect::coercion::{MAY, PLACED, Role, STATES, exp, said_names};

use super::examples::Message;
use super::fit::WEIGHED;

/// In how many words a part must occur to have a weight.
const RARE: usize = 4;
/// How strongly large weights are held back.
const HOLD: f64 = 0.3;
/// A part that weighs less than this for everything is left out.
const LITTLE: f64 = 0.08;
const STEPS: usize = 90;
const RATE: f64 = 0.12;

/// One text: for each word the numbers of its parts, and its state for each label.
struct Chain {
    parts: Vec<Vec<u32>>,
    states: Vec<[usize; PLACED.len()]>,
}

/// What the words and steps of one label weigh.
struct Fitted {
    parts: Vec<[f64; 2]>,
    steps: [[f64; STATES]; STATES],
}

/// The text of the file of weights. `marked` are sentences whose spans are labelled, or that have none.
pub fn weights(detector: &Detector, marked: &[&Message], again: &[[f64; WEIGHED]]) -> String {
    let found: Vec<_> =
        marked.iter().map(|message| (*message, detector.places(&message.text, role(message)))).collect();
    let mut times: BTreeMap<&String, usize> = BTreeMap::new();
    for part in found.iter().flat_map(|(_, words)| words).flat_map(|(_, parts)| parts) {
        *times.entry(part).or_default() += 1;
    }
    let names: Vec<&String> = times.into_iter().filter(|(_, times)| *times >= RARE).map(|(name, _)| name).collect();
    let number = |part: &String| names.binary_search(&part).ok().and_then(|at| u32::try_from(at).ok());
    let chains: Vec<Chain> = found
        .iter()
        .map(|(message, words)| Chain {
            parts: words.iter().map(|(_, parts)| parts.iter().filter_map(number).collect()).collect(),
            states: states(message, words),
        })
        .collect();
    let half = PLACED.len() / 2;
    // Two at a time: each label is fitted alone.
    let all: Vec<Fitted> = std::thread::scope(|scope| {
        let other =
            scope.spawn(|| (half..PLACED.len()).map(|label| fit(&chains, label, names.len())).collect::<Vec<_>>());
        let mut all: Vec<Fitted> = (0..half).map(|label| fit(&chains, label, names.len())).collect();
        match other.join() {
            Ok(others) => all.extend(others),
            Err(panic) => std::panic::resume_unwind(panic),
        }
        all
    });
    let mut text = "# Weights of where parts begin and end, in hundredths: of the first and of a further word, for each label. Made by `cargo xtask detect --fit` from data/examples.\n# part".to_owned();
    text.extend(PLACED.iter().flat_map(|label| ["\t", label.as_str(), "\t"]));
    text.push('\n');
    for (name, row) in said_names().iter().zip(again) {
        let row: Vec<String> = row.iter().map(|weight| hundredths(weight * 10.0)).collect();
        let _ = writeln!(text, "again {name}\t{}", row.join("\t"));
    }
    for (from, to) in (0..STATES).flat_map(|from| (0..STATES).map(move |to| (from, to))).filter(|(f, t)| MAY[*f][*t]) {
        let row: Vec<String> = all.iter().map(|one| hundredths(one.steps[from][to])).collect();
        let _ = writeln!(text, "step {from} {to}\t{}", row.join("\t"));
    }
    for (at, name) in names.iter().enumerate() {
        let row: Vec<f64> = all.iter().flat_map(|one| one.parts[at]).collect();
        if row.iter().any(|weight| weight.abs() >= LITTLE) {
            let _ = writeln!(text, "{name}\t{}", row.into_iter().map(hundredths).collect::<Vec<_>>().join("\t"));
        }
    }
    text
}

fn hundredths(weight: f64) -> String {
    format!("{:.0}", (weight * 100.0).round() + 0.0)
}

/// Who speaks; where nobody is coerced, as the detector asks whether somebody is.
fn role(message: &Message) -> Role {
    let telling = [Role::Victim, Role::Bystander];
    telling.into_iter().find(|role| role.as_str() == message.role).unwrap_or(Role::Offender)
}

/// The state of each word for each label.
fn states(message: &Message, words: &[((usize, usize), Vec<String>)]) -> Vec<[usize; PLACED.len()]> {
    let point = |byte: usize| message.text[..byte].chars().count();
    let mut states = vec![[0; PLACED.len()]; words.len()];
    for span in &message.spans {
        let Some(label) = PLACED.iter().position(|label| label.as_str() == span.label) else { continue };
        let inside = words
            .iter()
            .enumerate()
            .filter(|(_, ((start, end), _))| point(*start) < span.end && span.start < point(*end));
        for (nth, (at, _)) in inside.enumerate() {
            states[at][label] = if nth == 0 { 1 } else { 2 };
        }
    }
    states
}

/// Steps down the slope from zero; only products, sums and roots, in one order.
fn fit(chains: &[Chain], label: usize, parts: usize) -> Fitted {
    let mut weights = Fitted { parts: vec![[0.0; 2]; parts], steps: [[0.0; STATES]; STATES] };
    let mut steep = Fitted { parts: vec![[1e-6; 2]; parts], steps: [[1e-6; STATES]; STATES] };
    for _ in 0..STEPS {
        let mut slope = Fitted { parts: vec![[0.0; 2]; parts], steps: [[0.0; STATES]; STATES] };
        for chain in chains {
            slant(chain, label, &weights, &mut slope);
        }
        let go = |weight: &mut f64, slope: f64, steep: &mut f64, hold: f64| {
            let down = slope + hold * *weight;
            *steep += down * down;
            *weight -= RATE * down / steep.sqrt();
        };
        for ((weights, slopes), steep) in weights.parts.iter_mut().zip(&slope.parts).zip(&mut steep.parts) {
            for ((weight, slope), steep) in weights.iter_mut().zip(slopes).zip(steep) {
                go(weight, *slope, steep, HOLD);
            }
        }
        for ((weights, slopes), steep) in weights.steps.iter_mut().zip(&slope.steps).zip(&mut steep.steps) {
            for ((weight, slope), steep) in weights.iter_mut().zip(slopes).zip(steep) {
                go(weight, *slope, steep, 0.0);
            }
        }
    }
    weights
}

/// Adds how much more each part and step is expected in a chain than it stands there.
fn slant(chain: &Chain, label: usize, weights: &Fitted, slope: &mut Fitted) {
    let length = chain.parts.len();
    let grown = weights.steps.map(|row| row.map(grow));
    let grown: [[f64; STATES]; STATES] =
        std::array::from_fn(|from| std::array::from_fn(|to| if MAY[from][to] { grown[from][to] } else { 0.0 }));
    let here: Vec<[f64; STATES]> = chain
        .parts
        .iter()
        .map(|parts| {
            let mut sums = [0.0; 2];
            for part in parts {
                sums.iter_mut().zip(&weights.parts[*part as usize]).for_each(|(sum, w)| *sum += w);
            }
            [1.0, grow(sums[0]), grow(sums[1])]
        })
        .collect();
    let even = |row: [f64; STATES]| {
        let whole: f64 = row.iter().sum();
        row.map(|one| one / whole)
    };
    let mut forward = vec![[0.0; STATES]; length];
    let mut before = [1.0, 0.0, 0.0];
    for at in 0..length {
        let reach = |to: usize| (0..STATES).map(|from| before[from] * grown[from][to]).sum::<f64>() * here[at][to];
        before = even([reach(0), reach(1), reach(2)]);
        forward[at] = before;
    }
    let mut behind = [1.0; STATES];
    let from_true = |at: usize| if at == 0 { 0 } else { chain.states[at - 1][label] };
    for at in (0..length).rev() {
        let before = if at == 0 { [1.0, 0.0, 0.0] } else { forward[at - 1] };
        let pairs: [[f64; STATES]; STATES] = std::array::from_fn(|from| {
            std::array::from_fn(|to| before[from] * grown[from][to] * here[at][to] * behind[to])
        });
        let whole: f64 = pairs.iter().flatten().sum();
        let mut expected = [0.0; STATES];
        for (row, slopes) in pairs.iter().zip(&mut slope.steps) {
            for ((pair, slope), expected) in row.iter().zip(slopes).zip(&mut expected) {
                let share = pair / whole;
                *slope += share;
                *expected += share;
            }
        }
        let truth = chain.states[at][label];
        slope.steps[from_true(at)][truth] -= 1.0;
        for part in &chain.parts[at] {
            let slopes = &mut slope.parts[*part as usize];
            for state in 1..STATES {
                slopes[state - 1] += expected[state] - f64::from(u8::from(state == truth));
            }
        }
        let back = |from: usize| (0..STATES).map(|to| grown[from][to] * here[at][to] * behind[to]).sum::<f64>();
        behind = even([back(0), back(1), back(2)]);
    }
}

/// The exponential of any number that occurs.
fn grow(x: f64) -> f64 {
    if x > 0.0 { 1.0 / exp(-x.min(30.0)) } else { exp(x) }
}
