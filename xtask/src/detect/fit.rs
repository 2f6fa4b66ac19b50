//! Fits weights to labelled sentences: multinomial logistic regression, the same bytes on every machine.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vigie_detect::Detector;
use vigie_detect::coercion::SHARES;

use super::examples::Message;

const ROLES: [&str; 5] = ["offender", "victim", "bystander", "educator", "none"];
const MOTIVES: [&str; 4] = ["financial", "content", "humiliation", "none"];
const HARMS: [&str; 3] = ["own", "other", "none"];
/// The families of the wording, as [`Detector::wording`] gives them.
const FAMILIES: [&str; 4] = ["word", "piece", "concept", "pair"];
/// In how many sentences a sign or a part of the wording must occur to have a weight.
const RARE: usize = 4;
/// How strongly large weights of signs are held back, and those of the wording.
const HOLD: [f64; 2] = [0.6, 0.05];
/// A part of the wording that weighs less than this for everything is left out.
const LITTLE: f64 = 0.12;
/// How much an ordinary sentence counts, one that only looks like a coercion, and one that rules were written with in view.
const ORDINARY: f64 = 2.0;
const LOOKS_LIKE: f64 = 2.0;
/// How much a call for help counts: it is written in more ways than what offenders write.
const CALLS: f64 = 1.5;
const SEEN: f64 = 0.75;
const STEPS: usize = 220;
const RATE: f64 = 0.1;

/// A sentence that is fitted to, and how much it counts.
#[expect(clippy::struct_excessive_bools, reason = "answers that are independent of each other")]
pub struct Example {
    pub message: Message,
    /// Rules were written with the sentence in view, so what they find in it proves less.
    pub seen: bool,
    /// It is said so little of what is wanted that the motive is not fitted to it.
    pub hints: bool,
    /// Signs of self-harm are all it is labelled for.
    pub harm_only: bool,
    /// The parts of the coercion are labelled too.
    pub marked: bool,
}

impl Example {
    fn weight(&self) -> f64 {
        let ordinary = self.message.neg_kind.as_deref() == Some("ordinary");
        let kind = match self.message.role.as_str() {
            // Nearly all that is written is ordinary; of the sentences here it is only half.
            _ if ordinary => return ORDINARY,
            "victim" | "bystander" => CALLS,
            "none" if !self.seen => LOOKS_LIKE,
            _ => 1.0,
        };
        if self.seen { kind * SEEN } else { kind }
    }

    /// How much it counts for self-harm: missing somebody is worse than one sign too many.
    fn harm_weight(&self) -> f64 {
        let of_a_call = if matches!(self.message.role.as_str(), "victim" | "bystander") { CALLS } else { 1.0 };
        self.weight() / of_a_call * if self.message.self_harm { 2.0 } else { 1.0 }
    }

    /// Whether it is known where its parts stand: marked, or nobody is coerced.
    pub fn placed(&self) -> bool {
        let nobody = matches!(self.message.role.as_str(), "none" | "educator") && !self.harm_only && !self.hints;
        self.marked || (nobody && self.message.neg_kind.as_deref() != Some("ordinary"))
    }

    fn harm(&self) -> &'static str {
        match (self.message.self_harm, self.message.third_party_risk) {
            (true, _) => "own",
            (false, true) => "other",
            _ => "none",
        }
    }
}

/// One sentence: what is in it, how much each part counts, and what it is.
struct Case<'a> {
    parts: &'a [(u32, f64)],
    class: usize,
    weight: f64,
}

/// What there is to weigh: the bias, the signs, the parts of the wording.
struct Names {
    signs: Vec<String>,
    parts: Vec<(usize, String)>,
}

/// The texts of the two files of weights: of the signs, and of the wording.
pub fn weights(detector: &Detector, examples: &[&Example], alarm: u32) -> (String, String) {
    let found: Vec<Found> = examples.iter().map(|e| Found::of(detector, &e.message.text)).collect();
    let names = names(&found);
    let rows: Vec<Vec<(u32, f64)>> = found.iter().map(|f| f.row(&names)).collect();
    drop(found);
    let class = |names: &[&str], name: &str| names.iter().position(|n| *n == name).unwrap_or(names.len() - 1);
    let cases = |all: &[&str],
                 keep: &dyn Fn(&Example) -> bool,
                 name: &dyn Fn(&Example) -> String,
                 weigh: &dyn Fn(&Example) -> f64|
     -> Vec<Case> {
        examples
            .iter()
            .zip(&rows)
            .filter(|(e, _)| keep(e))
            .map(|(e, parts)| Case { parts, class: class(all, &name(e)), weight: weigh(e) })
            .collect()
    };
    let telling = |e: &Example| !e.harm_only && matches!(e.message.role.as_str(), "victim" | "bystander");
    let about = |e: &Example| telling(e) || (e.message.role == "offender" && !e.hints);
    let roles = cases(&ROLES, &|e| !e.harm_only, &|e| e.message.role.clone(), &Example::weight);
    let motive = |e: &Example| e.message.motive.clone();
    // Rules say little of what is wanted, so it does not matter whether they were written with the sentence in view.
    let motives = cases(&MOTIVES, &about, &motive, &|_| 1.0);
    let told = cases(&MOTIVES, &telling, &motive, &|_| 1.0);
    let harms = cases(&HARMS, &|_| true, &|e| e.harm().to_owned(), &Example::harm_weight);
    let first = names.signs.len();
    let roles = fit::<5>(&roles, first, names.parts.len());
    let motives = fit::<4>(&motives, first, names.parts.len());
    let told = fit::<4>(&told, first, names.parts.len());
    let harms = fit::<3>(&harms, first, names.parts.len());

    let row = |at: usize| -> Vec<f64> {
        roles[at].iter().chain(&motives[at]).chain(&told[at]).chain(&harms[at]).copied().collect()
    };
    let head = "offender\tvictim\tbystander\teducator\tnone\tfinancial\tcontent\thumiliation\tnone\tfinancial\tcontent\thumiliation\tnone\town\tother\tnone\n";
    let mut signs = format!(
        "# Weights of signs for roles, motives, motives that are told of, and self-harm, in thousandths. Made by `cargo xtask detect --fit` from data/examples.\n\
         # sign\t{head}"
    );
    let _ = writeln!(signs, "alarm\t{alarm}");
    for (at, name) in names.signs.iter().enumerate() {
        let _ = writeln!(signs, "{name}\t{}", numbers(&row(at), 1000.0));
    }
    let mut wording = format!(
        "# Weights of the wording for roles, motives, motives that are told of, and self-harm, in hundredths. Made by `cargo xtask detect --fit` from data/examples.\n\
         # family\tpart\t{head}"
    );
    for (at, (family, part)) in names.parts.iter().enumerate() {
        let row = row(first + at);
        if row.iter().any(|w| w.abs() >= LITTLE) {
            let _ = writeln!(wording, "{}\t{part}\t{}", FAMILIES[*family], numbers(&row, 100.0));
        }
    }
    (signs, wording)
}

/// The weights that weigh the roles again. `said` are what texts say that the weights below were not fitted to.
pub fn again(examples: &[&Example], said: &[Vec<f64>]) -> Vec<[f64; 5]> {
    let rows: Vec<Vec<(u32, f64)>> = said.iter().map(|row| (0_u32..).zip(row.iter().copied()).collect()).collect();
    let class = |e: &Example| ROLES.iter().position(|role| *role == e.message.role).unwrap_or(ROLES.len() - 1);
    let cases: Vec<Case> =
        examples.iter().zip(&rows).map(|(e, parts)| Case { parts, class: class(e), weight: e.weight() }).collect();
    fit::<5>(&cases, rows.first().map_or(0, Vec::len), 0)
}

fn numbers(row: &[f64], times: f64) -> String {
    row.iter().map(|w| format!("{:.0}", (w * times).round() + 0.0)).collect::<Vec<_>>().join("\t")
}

/// What was found in a sentence.
struct Found {
    signs: Vec<String>,
    families: [Vec<String>; 4],
}

impl Found {
    fn of(detector: &Detector, text: &str) -> Self {
        let families = detector.wording(text).map(|family| family.into_iter().collect());
        Self { signs: detector.signs(text).into_iter().collect(), families }
    }

    fn row(&self, names: &Names) -> Vec<(u32, f64)> {
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let mut row = vec![(0, 1.0)];
        let sign = |name: &String| names.signs[1..].binary_search(name).ok();
        row.extend(self.signs.iter().filter_map(sign).map(|at| (place(at + 1), 1.0)));
        for (family, parts) in self.families.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "some hundreds of parts")]
            let share = SHARES[family] / (parts.len().max(1) as f64).sqrt();
            let known = |part: &String| names.parts.binary_search_by(|(f, p)| (*f, p).cmp(&(family, part))).ok();
            row.extend(parts.iter().filter_map(known).map(|at| (place(names.signs.len() + at), share)));
        }
        row
    }
}

fn names(found: &[Found]) -> Names {
    let mut signs: BTreeMap<&String, usize> = BTreeMap::new();
    let mut parts: BTreeMap<(usize, &String), usize> = BTreeMap::new();
    for one in found {
        for sign in &one.signs {
            *signs.entry(sign).or_default() += 1;
        }
        for (family, all) in one.families.iter().enumerate() {
            for part in all {
                *parts.entry((family, part)).or_default() += 1;
            }
        }
    }
    let often = |times: &usize| *times >= RARE;
    Names {
        signs: std::iter::once("bias".to_owned())
            .chain(signs.into_iter().filter(|(_, times)| often(times)).map(|(name, _)| name.clone()))
            .collect(),
        parts: parts.into_iter().filter(|(_, t)| often(t)).map(|((family, part), _)| (family, part.clone())).collect(),
    }
}

/// Steps down the slope from zero, each weight's step by how steep it was so far; only products, sums and roots, in one
/// order. The first `signs` weights are of signs, the first of them the bias.
fn fit<const N: usize>(cases: &[Case], signs: usize, parts: usize) -> Vec<[f64; N]> {
    let mut weights = vec![[0.0; N]; signs + parts];
    let mut steep = vec![[1e-6; N]; signs + parts];
    let mut slope = vec![[0.0; N]; signs + parts];
    for _ in 0..STEPS {
        slope.fill([0.0; N]);
        for case in cases {
            let mut sums = [0.0; N];
            for (part, much) in case.parts {
                sums.iter_mut().zip(&weights[*part as usize]).for_each(|(sum, w)| *sum += w * much);
            }
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let shares = sums.map(|s| vigie_detect::coercion::exp(s - most));
            let total: f64 = shares.iter().sum();
            let mut wrong = [0.0; N];
            for class in 0..N {
                wrong[class] = (shares[class] / total - f64::from(u8::from(class == case.class))) * case.weight;
            }
            for (part, much) in case.parts {
                slope[*part as usize].iter_mut().zip(&wrong).for_each(|(s, w)| *s += w * much);
            }
        }
        for (at, row) in slope.iter().enumerate() {
            // What is not a sign of the text is not held back.
            let hold = if at == 0 { 0.0 } else { HOLD[usize::from(at >= signs)] };
            for class in 0..N {
                let down = row[class] + hold * weights[at][class];
                steep[at][class] += down * down;
                weights[at][class] -= RATE * down / steep[at][class].sqrt();
            }
        }
    }
    weights
}
