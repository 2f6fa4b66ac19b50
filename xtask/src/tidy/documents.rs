//! Every path a document names exists. A document that points nowhere is worse than none.
//!
//! Looked at: links, and words in backticks that contain a slash and look like a path of this tree. Code blocks are not:
//! they are commands. `xx` and `*` stand for any one name, `{a,b}` for each.

use std::collections::BTreeSet;

use crate::house::{File, House};
use crate::problem::Problem;

/// Endings that make a word in backticks a file, wherever it begins.
const ENDINGS: &[&str] =
    &[".rs", ".md", ".toml", ".ftl", ".sql", ".html", ".css", ".js", ".mjs", ".sh", ".txt", ".json"];

pub fn check(house: &House) -> Vec<Problem> {
    let places = Places::of(house);
    let mut problems = Vec::new();
    for document in house.files.iter().filter(|file| file.extension() == "md") {
        for (line, path) in named_paths(document, &places) {
            if !expand(&path).iter().all(|path| places.has(&document.path, path)) {
                problems.push(Problem::new(
                    &document.path,
                    line,
                    format!("{path} does not exist: mend the path or the sentence"),
                ));
            }
        }
    }
    problems
}

/// Files and folders of the tree, and what git ignores because a command makes it.
struct Places {
    all: BTreeSet<String>,
    made: Vec<String>,
}

impl Places {
    fn of(house: &House) -> Self {
        let mut all = BTreeSet::new();
        for file in &house.files {
            let ends = file.path.match_indices('/').map(|(at, _)| at).chain([file.path.len()]);
            all.extend(ends.map(|end| file.path[..end].to_owned()));
        }
        let ignored = house.file(".gitignore").map(|file| file.text.as_str()).unwrap_or_default();
        let made = ignored
            .lines()
            .map(|line| line.trim().trim_matches('/').to_owned())
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        Self { all, made: made.collect() }
    }

    /// Whether the path exists, seen from the root or from the document's folder or one above it.
    fn has(&self, document: &str, path: &str) -> bool {
        let folders = document.match_indices('/').map(|(at, _)| &document[..at]).chain([""]);
        folders.into_iter().any(|folder| resolve(folder, path).is_some_and(|full| self.exists(&full)))
    }

    fn exists(&self, full: &str) -> bool {
        let is_made = self.made.iter().any(|made| full == made || full.starts_with(&format!("{made}/")));
        full.is_empty()
            || is_made
            || self.all.contains(full)
            || (is_pattern(full) && self.all.iter().any(|place| fits(full, place)))
    }

    /// A word in backticks is a path of the tree when it begins in a folder at the top or ends like a file.
    fn looks_like(&self, word: &str) -> bool {
        let first = word.trim_start_matches("./").split('/').next().unwrap_or_default();
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-/*{},".contains(c);
        let ends_like_file = ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.starts_with("./");
        word.contains('/')
            && !word.starts_with('/')
            && word.chars().all(is_plain)
            && (ends_like_file || self.all.contains(first))
    }
}

fn named_paths(document: &File, places: &Places) -> Vec<(usize, String)> {
    let mut named = Vec::new();
    let mut in_block = false;
    for (number, line) in document.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            let spans = line.split('`').skip(1).step_by(2).filter(|span| places.looks_like(span));
            named.extend(spans.chain(links(line)).map(|path| (number, path.trim_end_matches('/').to_owned())));
        }
    }
    named
}

/// Targets of `[text](target)` inside this tree, without `#section`.
fn links(line: &str) -> impl Iterator<Item = &str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split([')', ' ']).next());
    let targets = targets.map(|target| target.split('#').next().unwrap_or_default());
    targets.filter(|target| !target.is_empty() && !target.contains(':') && !target.starts_with('/'))
}

/// `a/{b,c}/d` means `a/b/d` and `a/c/d`.
fn expand(path: &str) -> Vec<String> {
    let Some((before, rest)) = path.split_once('{') else { return vec![path.to_owned()] };
    let Some((choices, after)) = rest.split_once('}') else { return vec![path.to_owned()] };
    choices.split(',').flat_map(|choice| expand(&format!("{before}{choice}{after}"))).collect()
}

/// Joins and tidies `.` and `..`; `None` when it leaves the tree.
fn resolve(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn is_pattern(path: &str) -> bool {
    path.split('/').any(is_wild)
}

fn is_wild(part: &str) -> bool {
    part.contains('*') || part == "xx" || part.starts_with("xx.")
}

/// Part by part, where a wild part fits any name with the same ending.
fn fits(pattern: &str, place: &str) -> bool {
    let ending = |part: &str| part.split_once('.').map(|(_, ending)| ending.to_owned()).filter(|ending| ending != "*");
    let part_fits = |(wanted, part): (&str, &str)| {
        wanted == part || (is_wild(wanted) && (ending(wanted).is_none() || ending(wanted) == ending(part)))
    };
    pattern.split('/').count() == place.split('/').count() && pattern.split('/').zip(place.split('/')).all(part_fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(document: &str) -> Vec<String> {
        let house = House::of(&[
            (".gitignore", "/target\n/vigie-data\n"),
            ("ARCHITECTURE.md", document),
            ("crates/web/src/lib.rs", ""),
            ("crates/store/CLEAR.md", "`src/rows.rs` and `migrations/sqlite` and [up](../web/src/lib.rs)"),
            ("crates/store/src/rows.rs", ""),
            ("crates/store/migrations/sqlite/0001_a.sql", ""),
            ("data/lang/en/site.ftl", ""),
            ("data/words/en.txt", ""),
        ]);
        check(&house).into_iter().map(|problem| problem.text.split(' ').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn paths_that_exist_pass() {
        let none: [String; 0] = [];
        assert_eq!(
            found(
                "`crates/web/src/lib.rs`, `./crates/web/`, [rows](crates/store/src/rows.rs#top), [x](https://example.org/a.md)"
            ),
            none
        );
        assert_eq!(
            found(
                "`data/lang/xx/site.ftl`, `data/words/{en,en}.txt`, `crates/*/src`, `data/words/xx.txt`, `crates/*/src/*.rs`"
            ),
            none
        );
        assert_eq!(found("`target/release/vigie` and `vigie-data/keys.toml` are made by commands"), none);
    }

    #[test]
    fn what_is_no_path_of_the_tree_passes() {
        let none: [String; 0] = [];
        assert_eq!(
            found(
                "`text/html`, `/tell/done`, `and/or`, `https://example.org/a.md`, `crates/<name>/src`, crates/nowhere\n```\ncat crates/nowhere.rs\n```"
            ),
            none
        );
    }

    #[test]
    fn paths_that_do_not_exist_are_found() {
        assert_eq!(
            found("`crates/web/src/gone.rs` and [gone](docs/gone.md)"),
            ["crates/web/src/gone.rs", "docs/gone.md"]
        );
        assert_eq!(
            found("`data/words/{en,de}.txt` `crates/attic` `web/site/name.rs`"),
            ["data/words/{en,de}.txt", "crates/attic", "web/site/name.rs"]
        );
        assert_eq!(found("`data/lang/xx/gone.ftl` `crates/*/gone` `crates/web/*.sql`").len(), 3);
        assert_eq!(found("[out](../../elsewhere.md)").len(), 1);
    }
}
