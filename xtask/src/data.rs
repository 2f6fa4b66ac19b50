//! Data files that are read by the program: complete, well formed, and equal where they must be equal.

mod tables;
mod texts;
mod words;

use crate::house::House;
use crate::problem::Problem;

/// The languages that must be complete.
const LANGUAGES: [&str; 4] = ["en", "fr", "es", "ar"];

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = words::check(house);
    problems.extend(tables::check(house));
    problems.extend(texts::check(house));
    problems
}
