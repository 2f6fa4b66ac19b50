//! Nothing in the tree tells where it was written: no path of one machine, no registry but the public ones.

use std::path::Path;

use crate::house::{File, House};
use crate::problem::Problem;

/// First folders of somebody's own machine. Paths of an installed service are under `/var`, `/etc` or `/usr`.
const OWN: &[&str] = &["home", "Users", "root", "work"];
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

pub fn check(house: &House) -> Vec<Problem> {
    house.files.iter().flat_map(|file| own_paths(file, &house.root).into_iter().chain(registries(file))).collect()
}

fn own_paths(file: &File, root: &Path) -> Vec<Problem> {
    // A checkout directly under / would make every "/name" in the tree suspicious.
    let checkout = Some(root.to_string_lossy()).filter(|_| root.components().count() > 2);
    let is_own = |line: &str| {
        OWN.iter().any(|own| names_folder(line, own)) || checkout.as_ref().is_some_and(|root| line.contains(&**root))
    };
    let lines = file.lines().filter(|(_, line)| is_own(line));
    lines
        .map(|(line, _)| {
            Problem::new(
                &file.path,
                line,
                "a path of one machine: make it relative, or name where a service is installed",
            )
        })
        .collect()
}

/// Whether `/own/something` stands in the line as a path of its own, not as the middle of another.
fn names_folder(line: &str, own: &str) -> bool {
    let inside_path = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '}' | '*');
    line.match_indices(own).any(|(at, _)| {
        let Some(before) = line[..at].strip_suffix('/') else { return false };
        let Some(after) = line[at + own.len()..].strip_prefix('/') else { return false };
        !before.ends_with(inside_path) && after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.')
    })
}

/// Lock files name the public registries only, and no setting in the tree names another.
fn registries(file: &File) -> Vec<Problem> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let foreign = |line: &str| match name {
        "Cargo.lock" => line.strip_prefix("source = \"").is_some_and(|source| !source.starts_with(CRATES_IO)),
        "package-lock.json" => line.trim().strip_prefix("\"resolved\": \"").is_some_and(|url| !url.starts_with(NPM)),
        ".npmrc" => line.trim_start().starts_with("registry") || line.contains(":registry"),
        "config.toml" => file.path.contains(".cargo/") && (line.contains("registry") || line.contains("replace-with")),
        _ => false,
    };
    let text = "a registry that is not the public one: lock and settings must work for everybody";
    file.lines().filter(|(_, line)| foreign(line)).map(|(line, _)| Problem::new(&file.path, line, text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&House::of(&[(path, text)])).len()
    }

    #[test]
    fn paths_of_services_and_routes_pass() {
        assert_eq!(
            found("README.md", "/var/lib/vigie and crates/home/src, https://example.org/home/page, `/home`, ~/work"),
            0
        );
        assert_eq!(found("a.sh", "\"$dir/home/x\" ${dir}/Users/x"), 0);
    }

    #[test]
    fn a_path_of_one_machine_is_found() {
        let (home, root) = (["", "home", "ada", "vigie"].join("/"), ["", "root", ".cargo"].join("/"));
        assert_eq!(found("README.md", &format!("see {home}\n(`{root}`)\nnothing")), 2);
        let mut house = House::of(&[("a.md", "cd /srv/build/vigie && ./test")]);
        house.root = "/srv/build/vigie".into();
        assert_eq!(check(&house).len(), 1);
    }

    #[test]
    fn only_public_registries_are_in_the_locks() {
        assert_eq!(found("Cargo.lock", &format!("source = \"{CRATES_IO}\"")), 0);
        assert_eq!(found("Cargo.lock", "source = \"registry+https://mirror.example/index\""), 1);
        assert_eq!(found("tests/browser/package-lock.json", &format!("  \"resolved\": \"{NPM}a/-/a-1.tgz\",")), 0);
        assert_eq!(found("tests/browser/package-lock.json", "  \"resolved\": \"https://mirror.example/a-1.tgz\","), 1);
        assert_eq!(found(".npmrc", "registry=https://mirror.example/"), 1);
        assert_eq!(found(".cargo/config.toml", "[source.crates-io]\nreplace-with = \"mirror\""), 1);
        assert_eq!(found(".cargo/config.toml", "[alias]\nxtask = \"run\""), 0);
    }
}
