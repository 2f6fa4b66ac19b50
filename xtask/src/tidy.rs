//! House rules that can be checked by reading: each check is one file below, with an example that passes and one that fails.

mod clock;
mod documents;
mod floors;
mod look;
mod migrations;
mod outside;
mod sizes;
mod sql;
mod traces;
mod unwraps;

use crate::house::House;
use crate::problem::Problem;

/// Every check, in no particular order: the findings are sorted by place.
const CHECKS: &[fn(&House) -> Vec<Problem>] = &[
    clock::check,
    documents::check,
    floors::check,
    look::check,
    migrations::check,
    outside::check,
    sizes::check,
    sql::check,
    traces::check,
    unwraps::check,
];

/// All findings of all checks.
pub fn check(house: &House) -> Vec<Problem> {
    CHECKS.iter().flat_map(|check| check(house)).collect()
}

/// Figures to look at; none of them fails.
pub fn facts(house: &House) -> Vec<String> {
    sizes::facts(house)
}
