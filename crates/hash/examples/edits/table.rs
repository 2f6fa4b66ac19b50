//! Counting and printing.

use crate::Original;
use crate::edits::Edit;
use std::collections::BTreeMap;
use vigie_hash::{Fingerprint, Pdq};

/// What one edited file found, in four ways to look: stored only, query variants, family, both.
#[derive(Clone, Copy, Default)]
pub struct Found {
    pub right: [bool; 4],
    /// Other pictures taken for it.
    pub wrong: [usize; 4],
}

const WAYS: [&str; 4] = ["stored only", "query variants", "family", "both"];

impl Found {
    pub fn of(originals: &[Original], index: usize, edited: &Fingerprint) -> Self {
        let stored: Vec<Pdq> = edited.hashed.is_usable().then_some(edited.hashed.pdq).into_iter().collect();
        let usable = edited.variants.iter().filter(|variant| variant.hashed.is_usable());
        let faces = usable.filter(|variant| !variant.name.starts_with("crop-")).map(|variant| variant.hashed.pdq);
        let query: Vec<Pdq> = stored.iter().copied().chain(faces).collect();
        let mut found = Self::default();
        for (number, original) in originals.iter().enumerate() {
            let near = |looks: &[Pdq], listed: &[Pdq]| {
                looks.iter().any(|look| listed.iter().any(|listed| look.distance(listed).is_same()))
            };
            let own = [original.stored.pdq];
            let (plain, turned) = (near(&stored, &own), near(&query, &own));
            let (family, both) = (near(&stored, &original.family), near(&query, &original.family));
            let ways = [plain, turned, plain || family, turned || both];
            if number == index {
                found.right = ways;
            } else {
                for (wrong, is_found) in found.wrong.iter_mut().zip(ways) {
                    *wrong += usize::from(is_found);
                }
            }
        }
        found
    }
}

pub fn print(edits: &[Edit], originals: &[Original], found: &[Vec<Found>]) {
    println!("| edit | {} |\n|---|---|---|---|---|", WAYS.join(" | "));
    let mut groups: BTreeMap<&str, ([usize; 4], usize)> = BTreeMap::new();
    for (number, edit) in edits.iter().enumerate() {
        let right: [usize; 4] = std::array::from_fn(|way| found.iter().filter(|all| all[number].right[way]).count());
        println!("| {} | {} |", edit.name, shares(right, found.len()));
        let group = groups.entry(edit.group).or_default();
        (0..4).for_each(|way| group.0[way] += right[way]);
        group.1 += found.len();
    }
    println!("\n| group | {} |\n|---|---|---|---|---|", WAYS.join(" | "));
    for (name, (right, all)) in groups {
        println!("| {name} | {} |", shares(right, all));
    }
    let pairs = found.len() * (originals.len() - 1) * edits.len();
    let wrong: [usize; 4] = std::array::from_fn(|way| found.iter().flatten().map(|one| one.wrong[way]).sum());
    // A collage holds the next picture too: finding that one is right.
    println!("\n| false matches of {pairs} pairs | {} |", wrong.map(|count| count.to_string()).join(" | "));
    for (number, edit) in edits.iter().enumerate() {
        let wrong: [usize; 4] = std::array::from_fn(|way| found.iter().map(|all| all[number].wrong[way]).sum());
        if wrong[3] > 0 {
            println!("| … of them: {} | {} |", edit.name, wrong.map(|count| count.to_string()).join(" | "));
        }
    }
    let mean =
        |count: fn(&Original) -> usize| originals.iter().map(count).sum::<usize>() as f32 / originals.len() as f32;
    println!("\nfamily: {:.1} fingerprints a picture; query: {:.1}", mean(|o| o.family.len()), mean(|o| o.query.len()));
}

fn shares(right: [usize; 4], all: usize) -> String {
    right.map(|count| format!("{:.3}", count as f32 / all as f32)).join(" | ")
}
