//! Fits weights to labelled sentences: multinomial logistic regression, the same bytes on every machine.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::OnceLock;

use vigie_detect::Detector;
use vigie_detect::coercion::{SHARES, STANCES, exp};

use super::examples::Message;

/// The roles, and what does not even look like a coercion.
const ROLES: [&str; WEIGHED] = ["offender", "victim", "bystander", "educator", "none", "ordinary"];
pub const WEIGHED: usize = 6;
const MOTIVES: [&str; 4] = ["financial", "content", "humiliation", "none"];
const HARMS: [&str; 3] = ["own", "other", "none"];
/// The families of the wording, as [`Detector::wording`] gives them.
const FAMILIES: [&str; 4] = ["word", "run", "concept", "pair"];
/// In how many sentences a sign or a part of the wording must occur to have a weight.
const RARE: usize = 4;
/// How strongly large weights of signs are held back, and those of the wording.
const HOLD: [f64; 2] = [0.6, 0.03];
/// A part of the wording that weighs less than this for everything is left out.
const LITTLE: f64 = 0.6;
/// How much an ordinary sentence counts, one that only looks like a coercion, and one that rules were written with in view.
const ORDINARY: f64 = 2.0;
const LOOKS_LIKE: f64 = 2.0;
/// How much a call for help counts: it is written in more ways than what offenders write.
const CALLS: f64 = 1.5;
const SEEN: f64 = 0.75;
/// The same for what turns of conversations do, of which there are few.
const HOLD_STANCE: [f64; 2] = [0.0, 0.5];
const LITTLE_STANCE: f64 = 0.1;
const STEPS: usize = 160;
const RATE: f64 = 0.2;

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
    /// What is in it, once that was asked for.
    pub found: OnceLock<Found>,
}

impl Example {
    fn found(&self, detector: &Detector) -> &Found {
        self.found.get_or_init(|| Found::of(detector, &self.message.text))
    }

    fn is_ordinary(&self) -> bool {
        self.message.neg_kind.as_deref() == Some("ordinary")
    }

    fn role(&self) -> &str {
        if self.is_ordinary() { "ordinary" } else { &self.message.role }
    }

    fn weight(&self) -> f64 {
        let kind = match self.message.role.as_str() {
            // Nearly all that is written is ordinary; of the sentences here it is only half.
            _ if self.is_ordinary() => return ORDINARY,
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
        self.marked || (nobody && !self.is_ordinary())
    }

    fn harm(&self) -> &'static str {
        match (self.message.self_harm, self.message.third_party_risk) {
            (true, _) => "own",
            (false, true) => "other",
            _ => "none",
        }
    }
}

/// One sentence: what is in it, how much each of these parts counts, and what it is.
struct Case<'a> {
    row: &'a Row,
    class: usize,
    weight: f64,
}

/// The numbers of parts, one row after the other, and of each stretch how much its parts count.
#[derive(Default)]
struct Row {
    parts: Vec<u32>,
    stretches: Vec<(Range<usize>, f64)>,
}

impl Row {
    fn stretch(&mut self, parts: impl Iterator<Item = u32>, much: f64) {
        let from = self.parts.len();
        self.parts.extend(parts);
        self.stretches.push((from..self.parts.len(), much));
    }

    /// Each stretch of parts, and how much they count.
    fn all(&self) -> impl Iterator<Item = (&[u32], f64)> {
        self.stretches.iter().map(|(stretch, much)| (&self.parts[stretch.clone()], *much))
    }
}

/// What there is to weigh: the bias, the signs, the parts of the wording.
struct Names<'a> {
    signs: Vec<&'a str>,
    parts: Vec<(usize, &'a str)>,
}

/// What weights are wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    All,
    /// Those of the roles; the others are nothing.
    Roles,
}

/// The texts of the two files of weights: of the signs, and of the wording.
pub fn weights(detector: &Detector, examples: &[&Example], alarm: u32, wanted: Wanted) -> (String, String) {
    let found: Vec<&Found> = examples.iter().map(|e| e.found(detector)).collect();
    let names = Names::of(&found);
    let rows = names.rows(&found);
    let cases = |all: &[&str],
                 keep: &dyn Fn(&Example) -> bool,
                 name: &dyn Fn(&Example) -> String,
                 weigh: &dyn Fn(&Example) -> f64|
     -> Vec<Case> {
        examples
            .iter()
            .zip(&rows)
            .filter(|(e, _)| keep(e))
            .map(|(e, row)| Case { row, class: class(all, &name(e)), weight: weigh(e) })
            .collect()
    };
    let telling = |e: &Example| !e.harm_only && matches!(e.message.role.as_str(), "victim" | "bystander");
    let about = |e: &Example| telling(e) || (e.message.role == "offender" && !e.hints);
    let roles = cases(&ROLES, &|e| !e.harm_only, &|e| e.role().to_owned(), &Example::weight);
    let motive = |e: &Example| e.message.motive.clone();
    // Rules say little of what is wanted, so it does not matter whether they were written with the sentence in view.
    let motives = cases(&MOTIVES, &about, &motive, &|_| 1.0);
    let told = cases(&MOTIVES, &telling, &motive, &|_| 1.0);
    let harms = cases(&HARMS, &|_| true, &|e| e.harm().to_owned(), &Example::harm_weight);
    let (first, parts) = (names.signs.len(), names.parts.len());
    let zero = first + parts;
    let (roles, (motives, told, harms)) = std::thread::scope(|scope| {
        let others = scope.spawn(|| match wanted {
            Wanted::All => (
                fit::<4>(&motives, first, parts, HOLD),
                fit::<4>(&told, first, parts, HOLD),
                fit::<3>(&harms, first, parts, HOLD),
            ),
            Wanted::Roles => (vec![[0.0; 4]; zero], vec![[0.0; 4]; zero], vec![[0.0; 3]; zero]),
        });
        let roles = fit::<WEIGHED>(&roles, first, parts, HOLD);
        match others.join() {
            Ok(others) => (roles, others),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    });

    let row = |at: usize| -> Vec<f64> {
        roles[at].iter().chain(&motives[at]).chain(&told[at]).chain(&harms[at]).copied().collect()
    };
    let head = "offender\tvictim\tbystander\teducator\tnone\tordinary\tfinancial\tcontent\thumiliation\tnone\tfinancial\tcontent\thumiliation\tnone\town\tother\tnone\n";
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

/// The text of the weights of what turns of conversations do, each a text and the place of what it does.
pub fn stances(detector: &Detector, turns: &[(&str, usize)]) -> String {
    let found: Vec<Found> = turns.iter().map(|(text, _)| Found::of_turn(detector, text)).collect();
    let found: Vec<&Found> = found.iter().collect();
    let names = Names::of(&found);
    let rows = names.rows(&found);
    let cases: Vec<Case> =
        turns.iter().zip(&rows).map(|((_, class), row)| Case { row, class: *class, weight: 1.0 }).collect();
    let weights = fit::<{ STANCES.len() }>(&cases, 1, names.parts.len(), HOLD_STANCE);
    let mut text = format!(
        "# Weights of the wording for what a turn of a conversation does, in hundredths. Made by `cargo xtask detect --fit-talks` from data/examples.\n\
         # family\tpart\t{}\n",
        STANCES.join("\t")
    );
    let _ = writeln!(text, "word\t\t{}", numbers(&weights[0], 100.0));
    for ((family, part), row) in names.parts.iter().zip(&weights[1..]) {
        if row.iter().any(|w| w.abs() >= LITTLE_STANCE) {
            let _ = writeln!(text, "{}\t{part}\t{}", FAMILIES[*family], numbers(row, 100.0));
        }
    }
    text
}

/// The weights that weigh the roles again. `said` are what texts say that the weights below were not fitted to.
pub fn again(examples: &[&Example], said: &[Vec<f64>]) -> Vec<[f64; WEIGHED]> {
    let rows: Vec<Row> = said
        .iter()
        .map(|said| {
            let mut row = Row::default();
            (0_u32..).zip(said).for_each(|(at, much)| row.stretch(std::iter::once(at), *much));
            row
        })
        .collect();
    let cases: Vec<Case> = examples
        .iter()
        .zip(&rows)
        .map(|(e, row)| Case { row, class: class(&ROLES, e.role()), weight: e.weight() })
        .collect();
    fit::<WEIGHED>(&cases, said.first().map_or(0, Vec::len), 0, HOLD)
}

/// The place of a name; of one that is none of them, of "none".
fn class(names: &[&str], name: &str) -> usize {
    let place = |name: &str| names.iter().position(|one| *one == name);
    place(name).or_else(|| place("none")).unwrap_or_default()
}

pub(super) fn numbers(row: &[f64], times: f64) -> String {
    row.iter().map(|w| format!("{:.0}", (w * times).round() + 0.0)).collect::<Vec<_>>().join("\t")
}

/// What was found in a sentence.
#[derive(Clone, Debug)]
pub struct Found {
    signs: Vec<String>,
    families: [Vec<String>; 4],
}

impl Found {
    fn of(detector: &Detector, text: &str) -> Self {
        let families = detector.wording(text).map(|family| family.into_iter().collect());
        Self { signs: detector.signs(text).into_iter().collect(), families }
    }
}

impl Found {
    /// The words and runs of a turn.
    fn of_turn(detector: &Detector, text: &str) -> Self {
        let [words, runs, ..] = detector.wording(text).map(|family| family.into_iter().collect());
        Self { signs: Vec::new(), families: [words, runs, Vec::new(), Vec::new()] }
    }
}

impl<'a> Names<'a> {
    fn of(found: &[&'a Found]) -> Self {
        let mut signs: HashMap<&str, usize> = HashMap::new();
        let mut parts: HashMap<(usize, &str), usize> = HashMap::new();
        for one in found {
            for sign in &one.signs {
                *signs.entry(sign).or_default() += 1;
            }
            for (family, part) in one.families.iter().enumerate().flat_map(|(f, all)| all.iter().map(move |p| (f, p))) {
                *parts.entry((family, part)).or_default() += 1;
            }
        }
        let often = |times: usize| times >= RARE;
        let mut signs: Vec<&str> = signs.into_iter().filter(|(_, times)| often(*times)).map(|(name, _)| name).collect();
        let mut parts: Vec<_> = parts.into_iter().filter(|(_, times)| often(*times)).map(|(part, _)| part).collect();
        signs.sort_unstable();
        signs.insert(0, "bias");
        parts.sort_unstable();
        Self { signs, parts }
    }

    fn rows(&self, found: &[&Found]) -> Vec<Row> {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let signs: HashMap<&str, u32> = self.signs.iter().enumerate().map(|(at, name)| (*name, number(at))).collect();
        let first = self.signs.len();
        let parts: HashMap<(usize, &str), u32> =
            self.parts.iter().enumerate().map(|(at, part)| (*part, number(first + at))).collect();
        let row = |one: &&Found| {
            let mut row = Row::default();
            let known = one.signs.iter().filter_map(|sign| signs.get(sign.as_str()).copied());
            row.stretch(std::iter::once(0).chain(known), 1.0);
            for (family, all) in one.families.iter().enumerate() {
                #[expect(clippy::cast_precision_loss, reason = "some thousands of parts")]
                let share = SHARES[family] / (all.len().max(1) as f64).sqrt();
                row.stretch(all.iter().filter_map(|part| parts.get(&(family, part.as_str())).copied()), share);
            }
            row
        };
        found.iter().map(row).collect()
    }
}

/// Steps down the slope from zero, each weight's step by how steep it was so far; only products, sums and roots, in one
/// order. The first `signs` weights are of signs, the first of them the bias.
fn fit<const N: usize>(cases: &[Case], signs: usize, parts: usize, holds: [f64; 2]) -> Vec<[f64; N]> {
    let mut weights = vec![[0.0; N]; signs + parts];
    let mut steep = vec![[1e-6; N]; signs + parts];
    let mut slope = vec![[0.0; N]; signs + parts];
    for _ in 0..STEPS {
        slope.fill([0.0; N]);
        for case in cases {
            let mut sums = [0.0; N];
            for (parts, much) in case.row.all() {
                let mut near = [0.0; N];
                for part in parts {
                    near.iter_mut().zip(&weights[*part as usize]).for_each(|(sum, w)| *sum += w);
                }
                sums.iter_mut().zip(near).for_each(|(sum, near)| *sum += near * much);
            }
            let most = sums.iter().copied().fold(f64::MIN, f64::max);
            let shares = sums.map(|s| exp(s - most));
            let total: f64 = shares.iter().sum();
            let mut wrong = [0.0; N];
            for class in 0..N {
                wrong[class] = (shares[class] / total - f64::from(u8::from(class == case.class))) * case.weight;
            }
            for (parts, much) in case.row.all() {
                let wrong = wrong.map(|w| w * much);
                for part in parts {
                    slope[*part as usize].iter_mut().zip(&wrong).for_each(|(s, w)| *s += w);
                }
            }
        }
        for (at, row) in slope.iter().enumerate() {
            // What is not a sign of the text is not held back.
            let hold = if at == 0 { 0.0 } else { holds[usize::from(at >= signs)] };
            for class in 0..N {
                let down = row[class] + hold * weights[at][class];
                steep[at][class] += down * down;
                weights[at][class] -= RATE * down / steep[at][class].sqrt();
            }
        }
    }
    weights
}
