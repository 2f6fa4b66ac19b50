//! Both engines have the same migrations: same numbers, same names, none skipped.

use std::collections::BTreeSet;

use crate::house::House;
use crate::problem::Problem;

const SQLITE: &str = "crates/store/migrations/sqlite/";
const POSTGRES: &str = "crates/store/migrations/postgres/";

pub fn check(house: &House) -> Vec<Problem> {
    let names =
        |folder| house.below(folder).map(|file| file.path[folder.len()..].to_owned()).collect::<BTreeSet<String>>();
    let (sqlite, postgres) = (names(SQLITE), names(POSTGRES));
    let mut problems = Vec::new();
    for (name, has, lacks) in sqlite
        .difference(&postgres)
        .map(|n| (n, SQLITE, POSTGRES))
        .chain(postgres.difference(&sqlite).map(|n| (n, POSTGRES, SQLITE)))
    {
        problems.push(Problem::new(
            &format!("{has}{name}"),
            1,
            format!("{lacks} has no {name}: write it there too, same number and name"),
        ));
    }
    problems.extend(misnumbered(&sqlite, SQLITE));
    problems
}

/// Files are `0001_name.sql`, numbered without gaps or repeats.
fn misnumbered(names: &BTreeSet<String>, folder: &str) -> Vec<Problem> {
    let wrong = |(index, name): (usize, &String)| {
        let number = name.split('_').next().unwrap_or_default();
        let fits = name.rsplit('.').next() == Some("sql") && number.parse() == Ok(index + 1);
        let text = format!("migration number {} was expected here, as NNNN_name.sql", index + 1);
        (!fits).then(|| Problem::new(&format!("{folder}{name}"), 1, text))
    };
    names.iter().enumerate().filter_map(wrong).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(sqlite: &[&str], postgres: &[&str]) -> Vec<Problem> {
        let paths: Vec<String> = sqlite
            .iter()
            .map(|n| format!("{SQLITE}{n}"))
            .chain(postgres.iter().map(|n| format!("{POSTGRES}{n}")))
            .collect();
        check(&House::of(&paths.iter().map(|path| (path.as_str(), "")).collect::<Vec<_>>()))
    }

    #[test]
    fn equal_folders_pass() {
        assert_eq!(problems(&["0001_first.sql", "0002_next.sql"], &["0001_first.sql", "0002_next.sql"]), []);
    }

    #[test]
    fn a_missing_or_misnamed_migration_is_found() {
        assert_eq!(problems(&["0001_first.sql"], &[]).len(), 1);
        assert_eq!(problems(&["0001_first.sql"], &["0001_start.sql"]).len(), 2);
        assert_eq!(problems(&["0001_a.sql", "0003_b.sql"], &["0001_a.sql", "0003_b.sql"]).len(), 1);
        assert_eq!(problems(&["0001_a.sql", "0001_b.sql"], &["0001_a.sql", "0001_b.sql"]).len(), 1);
    }
}
