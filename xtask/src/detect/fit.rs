//! Fits the weights of signs to labelled sentences: multinomial logistic regression, the same bytes on every machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vigie_detect::Detector;

use super::examples::Message;

const ROLES: [&str; 5] = ["offender", "victim", "bystander", "educator", "none"];
const MOTIVES: [&str; 4] = ["financial", "content", "humiliation", "none"];
/// How often a sign must occur to have a weight.
const RARE: usize = 4;
/// How strongly large weights are held back.
const HOLD: f64 = 0.6;
const STEPS: usize = 500;

/// One sentence: its signs and what it is.
struct Case {
    signs: Vec<usize>,
    class: usize,
    weight: f64,
}

/// The text of the file of weights.
pub fn weights(detector: &Detector, examples: &[Message], alarm: u32) -> String {
    let signs: Vec<_> = examples.iter().map(|m| detector.signs(&m.text)).collect();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for sign in signs.iter().flatten() {
        *count.entry(sign).or_default() += 1;
    }
    let names: Vec<&str> = std::iter::once("bias")
        .chain(count.iter().filter(|(_, times)| **times >= RARE).map(|(name, _)| *name))
        .collect();
    let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(at, name)| (*name, at)).collect();
    let case = |at: usize, class: usize, weight: f64| Case {
        signs: std::iter::once(0).chain(signs[at].iter().filter_map(|s| place.get(s.as_str()).copied())).collect(),
        class,
        weight,
    };
    let class = |names: &[&str], name: &str| names.iter().position(|n| *n == name).unwrap_or(names.len() - 1);
    let roles: Vec<Case> = examples.iter().enumerate().map(|(at, m)| case(at, class(&ROLES, &m.role), 1.0)).collect();
    let about = |m: &Message| matches!(m.role.as_str(), "offender" | "victim" | "bystander");
    let motives: Vec<Case> = examples
        .iter()
        .enumerate()
        .filter(|(_, m)| about(m))
        .map(|(at, m)| case(at, class(&MOTIVES, &m.motive), 1.0))
        .collect();
    let (roles, motives) = (fit::<5>(&roles, names.len()), fit::<4>(&motives, names.len()));

    let mut out = String::from(
        "# Weights of signs for roles and motives, in thousandths. Made by `cargo xtask detect --fit` from data/examples.\n\
         # sign\toffender\tvictim\tbystander\teducator\tnone\tfinancial\tcontent\thumiliation\tnone\n",
    );
    let _ = writeln!(out, "alarm\t{alarm}");
    for (at, name) in names.iter().enumerate() {
        let numbers: Vec<String> =
            roles[at].iter().chain(&motives[at]).map(|w| format!("{:.0}", (w * 1000.0).round() + 0.0)).collect();
        let _ = writeln!(out, "{name}\t{}", numbers.join("\t"));
    }
    out
}

/// Gradient descent with momentum from zero; only products and sums, in one order.
fn fit<const N: usize>(cases: &[Case], signs: usize) -> Vec<[f64; N]> {
    let mut weights = vec![[0.0; N]; signs];
    let mut speed = vec![[0.0; N]; signs];
    #[expect(clippy::cast_precision_loss, reason = "some thousands of sentences")]
    let whole = cases.len() as f64;
    let (rate, keep) = (0.35, 0.9);
    for _ in 0..STEPS {
        let mut slope = vec![[0.0; N]; signs];
        for case in cases {
            let mut sums = [0.0; N];
            for sign in &case.signs {
                sums.iter_mut().zip(&weights[*sign]).for_each(|(sum, w)| *sum += w);
            }
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let parts = sums.map(|s| vigie_detect::coercion::exp(s - most));
            let total: f64 = parts.iter().sum();
            for class in 0..N {
                let wrong = (parts[class] / total - f64::from(u8::from(class == case.class))) * case.weight;
                for sign in &case.signs {
                    slope[*sign][class] += wrong;
                }
            }
        }
        for (sign, row) in slope.iter().enumerate() {
            for class in 0..N {
                // What is not a sign of the text is not held back.
                let hold = if sign == 0 { 0.0 } else { HOLD * weights[sign][class] };
                speed[sign][class] = keep * speed[sign][class] - rate * (row[class] + hold) / whole;
                weights[sign][class] += speed[sign][class];
            }
        }
    }
    weights
}
