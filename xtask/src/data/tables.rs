//! Every TOML file under `data/` can be read.

use toml::Table;

use crate::house::House;
use crate::problem::Problem;

/// Folders that hold nothing else and must not be empty.
const NEEDED: [&str; 2] = ["data/lexicons/", "data/helplines/"];

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in house.below("data/").filter(|file| file.extension() == "toml") {
        if let Err(error) = file.text.parse::<Table>() {
            let at = error.span().map_or(0, |span| span.start.min(file.text.len()));
            let line = file.text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
            problems.push(Problem::new(&file.path, line, format!("not TOML: {}", error.message())));
        }
    }
    for folder in NEEDED {
        if !house.below(folder).any(|file| file.extension() == "toml") {
            problems.push(Problem::new(folder, 1, "no table here: the program needs at least one"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_that_can_be_read_pass() {
        let house = House::of(&[
            ("data/lexicons/en/self_harm.toml", "[[rule]]\nid = \"a\"\n"),
            ("data/helplines/fr.toml", "country = \"FR\"\n"),
        ]);
        assert_eq!(check(&house), []);
    }

    #[test]
    fn a_broken_or_missing_table_is_found() {
        let house = House::of(&[("data/lexicons/en/self_harm.toml", "a = 1\nb = \n")]);
        let places: Vec<_> = check(&house).into_iter().map(|problem| (problem.path, problem.line)).collect();
        assert_eq!(places, [("data/lexicons/en/self_harm.toml".to_owned(), 2), ("data/helplines/".to_owned(), 1)]);
    }
}
