//! Finding the phrases of a lexicon in a text.

use crate::Finding;
use crate::lattice::Lattice;
use crate::lexicon::{Lexicon, Rule};
use crate::pattern::Step;

/// Most steps spent on one rule at one place. Real phrases need far fewer; the limit only keeps
/// text made to be slow from being slow.
const PATIENCE: u32 = 2_000;

/// Every match of every rule, ordered by place, then rule.
pub(crate) fn findings(lexicon: &Lexicon, text: &str) -> Vec<Finding> {
    let lattice = Lattice::new(text, &lexicon.readings);
    let present = lattice.present(lexicon.readings.id_limit());
    let possible: Vec<bool> = lexicon.rules.iter().map(|r| r.pattern.possible(&present)).collect();
    let mut reached = vec![0_usize; lexicon.rules.len()];
    let mut found = Vec::new();
    let mut tried: Vec<usize> = Vec::new();
    for (at, place) in lattice.places.iter().enumerate() {
        tried.clear();
        for way in &place.ways {
            tried.extend(lexicon.starting_with(way.word).iter().filter(|r| possible[**r]));
        }
        tried.sort_unstable();
        tried.dedup();
        for number in &tried {
            let rule = &lexicon.rules[*number];
            if place.begin < reached[*number] {
                continue;
            }
            if let Some(end) = match_at(rule, &lattice, at) {
                let end = lattice.places[end].end;
                reached[*number] = end;
                found.push(Finding { start: place.begin, end, rule: rule.id.clone(), level: rule.level });
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The place where the first match of a rule that starts at `place` ends.
fn match_at(rule: &Rule, lattice: &Lattice, place: usize) -> Option<usize> {
    let mut left = PATIENCE;
    run(&rule.pattern.program, 0, lattice, place, &mut left)
}

fn run(program: &[Step], mut step: usize, lattice: &Lattice, mut place: usize, left: &mut u32) -> Option<usize> {
    loop {
        *left = left.checked_sub(1)?;
        let here = &lattice.places[place];
        match &program[step] {
            Step::Done => return Some(place),
            Step::Jump(to) => step = *to,
            Step::Split(first, second) => {
                if let Some(end) = run(program, *first, lattice, place, left) {
                    return Some(end);
                }
                step = *second;
            }
            Step::Edge if here.edge => step += 1,
            Step::Edge => return None,
            Step::NotNext(unwanted) => {
                if run(unwanted, 0, lattice, place, left).is_some() {
                    return None;
                }
                step += 1;
            }
            Step::NotBefore(words) => {
                if comes_from(lattice, place, words) {
                    return None;
                }
                step += 1;
            }
            Step::Word(words) => {
                let mut next = here.ways.iter().filter(|w| words.binary_search(&w.word).is_ok()).map(|w| w.to);
                let first = next.next()?;
                for other in next {
                    if let Some(end) = run(program, step + 1, lattice, other, left) {
                        return Some(end);
                    }
                }
                (step, place) = (step + 1, first);
            }
            Step::Any if here.edge => return None,
            Step::Any => {
                let mut next = here.ways.iter().map(|w| w.to).filter(|to| !lattice.places[*to].edge);
                let first = next.next()?;
                for other in next.filter(|to| *to != first) {
                    if let Some(end) = run(program, step + 1, lattice, other, left) {
                        return Some(end);
                    }
                }
                (step, place) = (step + 1, first);
            }
        }
    }
}

/// Whether the ordinary token before `place` has one of these readings.
fn comes_from(lattice: &Lattice, place: usize, words: &[u32]) -> bool {
    if place == 0 || place > lattice.last {
        return false;
    }
    let before = &lattice.places[place - 1];
    before.ways.iter().any(|w| w.to == place && words.binary_search(&w.word).is_ok())
}
