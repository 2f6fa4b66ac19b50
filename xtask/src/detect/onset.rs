//! Fits the weights that say with which turn a coercion began: of the turns of who coerces, the one with the most is it.

use std::fmt::Write as _;

use vigie_detect::Detector;
use vigie_detect::coercion::{State, exp, onset_names, onset_parts};

use super::examples::Conversation;
use super::fit::numbers;

/// How strongly large weights are held back.
const HOLD: f64 = 1.0;
const STEPS: usize = 120;
const RATE: f64 = 0.3;

/// The turns of one conversation with which the coercion may have begun: what each has that is weighed, and how much it is
/// the first.
struct Case {
    turns: Vec<(Vec<usize>, f64)>,
}

impl Case {
    /// None where nobody coerces, nothing was found, or somebody else was.
    fn of(detector: &Detector, one: &Conversation) -> Option<Self> {
        let onset = u32::try_from(one.onset.filter(|_| one.label == "sextortion")?).ok()?;
        let mut state = State::default();
        for turn in &one.turns {
            state.turn(detector, &turn.speaker, &turn.text, "en");
        }
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

/// The lines of the weights.
pub fn weights(detector: &Detector, all: &[Conversation]) -> String {
    let cases: Vec<Case> = all.iter().filter_map(|one| Case::of(detector, one)).collect();
    let names: Vec<&str> = onset_names().collect();
    let mut lines = String::new();
    for (name, weight) in names.iter().zip(fit(&cases, names.len())) {
        let _ = writeln!(lines, "onset {name}\t{}", numbers(&[weight], 1000.0));
    }
    lines
}

/// Up the slope from zero, each weight's step by how steep it was so far.
fn fit(cases: &[Case], count: usize) -> Vec<f64> {
    let mut weights = vec![0.0; count];
    let mut steep = vec![1e-6; count];
    for _ in 0..STEPS {
        let mut slope: Vec<f64> = weights.iter().map(|w| -HOLD * w).collect();
        for case in cases {
            let sums: Vec<f64> =
                case.turns.iter().map(|(parts, _)| parts.iter().map(|at| weights[*at]).sum()).collect();
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let shares: Vec<f64> = sums.iter().map(|sum| exp(sum - most)).collect();
            let total: f64 = shares.iter().sum();
            for ((parts, right), share) in case.turns.iter().zip(shares) {
                for at in parts {
                    slope[*at] += right - share / total;
                }
            }
        }
        for ((weight, steep), slope) in weights.iter_mut().zip(&mut steep).zip(slope) {
            *steep += slope * slope;
            *weight += RATE * slope / steep.sqrt();
        }
    }
    weights
}
