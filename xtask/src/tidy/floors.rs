//! A crate names only crates of lower floors: calls go down, never up.

use toml::{Table, Value};

use crate::house::{File, House};
use crate::problem::Problem;

/// Crate and floor. Siblings on one floor never name each other, except where `SIBLINGS` says so.
const FLOORS: &[(&str, u8)] = &[
    ("vigie-seal", 0),
    ("vigie-lang", 0),
    ("vigie-detect", 0),
    ("vigie-hash", 0),
    ("vigie-index", 0),
    ("vigie-video", 0),
    ("vigie-formats", 0),
    ("vigie-model", 1),
    ("vigie-store", 2),
    ("vigie-wire", 2),
    ("vigie-service", 3),
    ("vigie-web", 4),
    ("vigie", 5),
    (TESTKIT, 6),
];
/// The index takes the type of its codes from hash, nothing else; a film is hashed picture by picture.
const SIBLINGS: &[(&str, &str)] = &[("vigie-index", "vigie-hash"), ("vigie-video", "vigie-hash")];
/// Sees everything, is seen by tests only.
const TESTKIT: &str = "vigie-testkit";
const KINDS: [&str; 3] = ["dependencies", "build-dependencies", "dev-dependencies"];

pub fn check(house: &House) -> Vec<Problem> {
    let manifests = house.below("crates/").filter(|file| file.path.ends_with("/Cargo.toml"));
    manifests.flat_map(crate_problems).collect()
}

fn crate_problems(manifest: &File) -> Vec<Problem> {
    let table = match manifest.text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => return vec![Problem::new(&manifest.path, 1, format!("not TOML: {}", error.message()))],
    };
    let name = table.get("package").and_then(|package| package.get("name")).and_then(Value::as_str).unwrap_or_default();
    let Some(own) = floor(name) else {
        return vec![Problem::new(
            &manifest.path,
            1,
            format!("{name} has no floor: give it one in xtask/src/tidy/floors.rs"),
        )];
    };
    let mut problems = Vec::new();
    for (kind, used) in dependencies(&table) {
        let allowed = match floor(&used) {
            None => !used.starts_with("vigie") && used != "xtask",
            Some(_) if used == TESTKIT => kind == "dev-dependencies",
            Some(below) => below < own || SIBLINGS.contains(&(name, &used)),
        };
        if !allowed {
            let text = format!(
                "{name} must not name {used} in [{kind}]: only lower floors, and the test kit for tests (design: the house)"
            );
            problems.push(Problem::new(&manifest.path, line_of(manifest, &used), text));
        }
    }
    problems
}

fn floor(name: &str) -> Option<u8> {
    FLOORS.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor)
}

/// (kind, package) of every dependency, those under `[target.…]` too, renamed ones by their real name.
pub fn dependencies(manifest: &Table) -> Vec<(&'static str, String)> {
    let targets = manifest.get("target").and_then(Value::as_table);
    let tables =
        std::iter::once(manifest).chain(targets.into_iter().flat_map(Table::values).filter_map(Value::as_table));
    let mut found = Vec::new();
    for table in tables {
        for kind in KINDS {
            for (key, value) in table.get(kind).and_then(Value::as_table).into_iter().flatten() {
                let package = value.get("package").and_then(Value::as_str).unwrap_or(key);
                found.push((kind, package.to_owned()));
            }
        }
    }
    found
}

/// First line that names the dependency, to point at.
pub fn line_of(manifest: &File, name: &str) -> usize {
    manifest
        .lines()
        .find(|(_, line)| line.starts_with(name) && !line[name.len()..].starts_with('-'))
        .map_or(1, |(line, _)| line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(name: &str, dependencies: &str) -> Vec<Problem> {
        let manifest = format!("[package]\nname = \"{name}\"\n{dependencies}\n");
        check(&House::of(&[("crates/x/Cargo.toml", &manifest)]))
    }

    #[test]
    fn lower_floors_may_be_named() {
        assert_eq!(
            problems(
                "vigie-service",
                "[dependencies]\nvigie-store.workspace = true\nvigie-seal.workspace = true\nserde = \"1\""
            ),
            []
        );
        assert_eq!(problems("vigie-index", "[dependencies]\nvigie-hash.workspace = true"), []);
        assert_eq!(problems("vigie-store", "[dev-dependencies]\nvigie-testkit.workspace = true"), []);
    }

    #[test]
    fn a_floor_above_or_beside_is_refused() {
        assert_eq!(problems("vigie-store", "[dependencies]\nserde = \"1\"\nvigie-service.workspace = true")[0].line, 5);
        assert_eq!(problems("vigie-store", "[dependencies]\nvigie-wire.workspace = true").len(), 1);
        assert_eq!(problems("vigie-store", "[dev-dependencies]\nvigie-web.workspace = true").len(), 1);
        assert_eq!(problems("vigie-model", "[target.'cfg(unix)'.dependencies]\nvigie-web.workspace = true").len(), 1);
        assert_eq!(
            problems("vigie-model", "[build-dependencies]\nwindow = { package = \"vigie-web\", path = \"../web\" }")
                .len(),
            1
        );
    }

    #[test]
    fn the_program_never_contains_the_test_kit() {
        assert_eq!(problems("vigie", "[dependencies]\nvigie-testkit.workspace = true").len(), 1);
        assert_eq!(problems("vigie", "[dependencies]\nxtask.workspace = true").len(), 1);
    }

    #[test]
    fn a_new_crate_needs_a_floor() {
        assert!(problems("vigie-attic", "")[0].text.contains("has no floor"));
        assert!(problems("vigie-web", "[dependencies]\nvigie-attic.workspace = true")[0].text.contains("vigie-attic"));
    }

    #[test]
    fn a_broken_manifest_is_a_finding() {
        assert_eq!(check(&House::of(&[("crates/x/Cargo.toml", "[package")])).len(), 1);
    }
}
