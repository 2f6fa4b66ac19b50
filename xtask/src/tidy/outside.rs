//! Doors to the outside are in one place each: HTTP clients and database drivers.

use toml::Table;

use super::floors::{dependencies, line_of};
use crate::house::House;
use crate::problem::Problem;

/// Package, folders whose manifest may name it, and where to go instead. Tests may use what they need.
const DOORS: &[(&str, &[&str], &str)] = &[
    ("reqwest", &["wire", "testkit"], HTTP),
    ("hyper", &["wire", "testkit"], HTTP),
    ("hyper-util", &["wire", "testkit"], HTTP),
    ("ureq", &["wire", "testkit"], HTTP),
    ("isahc", &["wire", "testkit"], HTTP),
    ("curl", &["wire", "testkit"], HTTP),
    ("lettre", &["wire", "testkit"], "mail leaves through crates/wire"),
    ("sqlx", &["store", "testkit"], SQL),
    ("rusqlite", &["store", "testkit"], SQL),
    ("tokio-postgres", &["store", "testkit"], SQL),
];
const HTTP: &str = "what leaves the house leaves through crates/wire, from a job";
const SQL: &str = "rows are read and written by a function of crates/store";

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    for manifest in house.below("crates/").filter(|file| file.path.ends_with("/Cargo.toml")) {
        let folder = manifest.path.split('/').nth(1).unwrap_or_default();
        let Ok(table) = manifest.text.parse::<Table>() else { continue }; // the floors say so already
        for (kind, used) in dependencies(&table) {
            let Some((_, folders, instead)) = DOORS.iter().find(|(package, _, _)| *package == used) else { continue };
            if kind != "dev-dependencies" && !folders.contains(&folder) {
                problems.push(Problem::new(
                    &manifest.path,
                    line_of(manifest, &used),
                    format!("{used} does not belong here: {instead}"),
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(folder: &str, manifest: &str) -> Vec<Problem> {
        check(&House::of(&[(&format!("crates/{folder}/Cargo.toml"), manifest)]))
    }

    #[test]
    fn each_door_is_where_it_belongs() {
        assert_eq!(problems("wire", "[dependencies]\nreqwest.workspace = true"), []);
        assert_eq!(problems("testkit", "[dependencies]\nreqwest.workspace = true"), []);
        assert_eq!(problems("store", "[dependencies]\nsqlx.workspace = true"), []);
        assert_eq!(problems("web", "[dev-dependencies]\nreqwest.workspace = true"), []);
    }

    #[test]
    fn a_second_door_is_refused() {
        assert_eq!(problems("service", "[dependencies]\nserde = \"1\"\nreqwest.workspace = true")[0].line, 3);
        assert_eq!(problems("web", "[dependencies]\nsqlx.workspace = true").len(), 1);
        assert_eq!(problems("web", "[dependencies]\nclient = { package = \"ureq\", version = \"3\" }").len(), 1);
    }
}
