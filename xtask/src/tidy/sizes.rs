//! Rooms stay livable: no file over 500 lines, no function over 80, and nine in ten well below.
//!
//! Texts and tables under `data/` may be as long as they are. Functions of tests are not measured; their files are.

use crate::house::{File, House};
use crate::lexer::Lexed;
use crate::problem::Problem;

const FILE_MOST: usize = 500;
const FILE_P90: usize = 350;
const FUNCTION_MOST: usize = 80;
const FUNCTION_P90: usize = 35;

pub fn check(house: &House) -> Vec<Problem> {
    let files = file_sizes(house);
    let functions = function_sizes(house);
    let mut problems = Vec::new();
    for size in files.iter().filter(|size| size.lines > FILE_MOST) {
        let text = format!("{} lines, the limit is {FILE_MOST}: split it by what it is about", size.lines);
        problems.push(Problem::new(size.path, 1, text));
    }
    for size in functions.iter().filter(|size| size.lines > FUNCTION_MOST) {
        let text = format!("fn {} has {} lines, the limit is {FUNCTION_MOST}: name its steps", size.name, size.lines);
        problems.push(Problem::new(size.path, size.line, text));
    }
    problems.extend(crowded("files", &files, FILE_P90));
    problems.extend(crowded("functions", &functions, FUNCTION_P90));
    problems
}

pub fn facts(house: &House) -> Vec<String> {
    let (tests, others) =
        house.rust.iter().map(crate::rust::RustFile::test_and_other_lines).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let (documented, public) = house
        .rust
        .iter()
        .filter(|file| !file.is_test)
        .map(|file| documented(&file.source, &file.lexed))
        .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    vec![
        spread("files", &file_sizes(house), FILE_P90, FILE_MOST),
        spread("functions", &function_sizes(house), FUNCTION_P90, FUNCTION_MOST),
        format!("lines of Rust: {others} of program, {tests} of tests ({} %)", percent(tests, others)),
        format!("documented public items: {documented} of {public} ({} %)", percent(documented, public)),
    ]
}

struct Size<'a> {
    path: &'a str,
    line: usize,
    name: String,
    lines: usize,
}

fn file_sizes(house: &House) -> Vec<Size<'_>> {
    let files = house.files.iter().filter(|file| is_measured(file));
    files
        .map(|file| Size { path: &file.path, line: 1, name: String::new(), lines: file.text.lines().count() })
        .collect()
}

fn is_measured(file: &File) -> bool {
    let written =
        matches!(file.extension(), "rs" | "js" | "mjs" | "css" | "html" | "sh") || file.text.starts_with("#!");
    written && !file.path.starts_with("data/")
}

fn function_sizes(house: &House) -> Vec<Size<'_>> {
    let mut sizes = Vec::new();
    for file in &house.rust {
        for function in file.functions().into_iter().filter(|function| !file.in_test(function.range.start)) {
            sizes.push(Size {
                path: &file.path,
                line: file.line(function.range.start),
                name: function.name,
                lines: function.lines,
            });
        }
    }
    sizes
}

/// A finding at the longest one when the 90th percentile is over its limit.
fn crowded(what: &str, sizes: &[Size<'_>], limit: usize) -> Option<Problem> {
    let p90 = percentile(sizes, 90);
    let longest = sizes.iter().max_by_key(|size| size.lines)?;
    let text =
        format!("one in ten {what} has {p90} lines or more, the limit is {limit}: begin with this one, the longest");
    (p90 > limit).then(|| Problem::new(longest.path, longest.line, text))
}

fn spread(what: &str, sizes: &[Size<'_>], p90_limit: usize, most_limit: usize) -> String {
    let (median, p90, most) = (percentile(sizes, 50), percentile(sizes, 90), percentile(sizes, 100));
    let longest = sizes.iter().max_by_key(|size| size.lines).map(|size| {
        if size.name.is_empty() { size.path.to_owned() } else { format!("{} in {}", size.name, size.path) }
    });
    let longest = longest.unwrap_or_default();
    format!(
        "{what}: {}, lines median {median}, p90 {p90} of {p90_limit}, longest {most} of {most_limit}: {longest}",
        sizes.len()
    )
}

/// Nearest rank; 0 when there is nothing.
fn percentile(sizes: &[Size<'_>], percent: usize) -> usize {
    let mut lines: Vec<usize> = sizes.iter().map(|size| size.lines).collect();
    lines.sort_unstable();
    let rank = (lines.len() * percent).div_ceil(100).max(1);
    lines.get(rank - 1).copied().unwrap_or_default()
}

fn percent(part: usize, whole: usize) -> usize {
    (part * 100).checked_div(whole).unwrap_or_default()
}

/// Public items with a doc comment, and all of them. Modules speak in their own files; re-exports repeat others.
fn documented(source: &str, lexed: &Lexed) -> (usize, usize) {
    let lines: Vec<&str> = source.lines().collect();
    let (mut documented, mut public) = (0, 0);
    for (index, line) in lexed.code.lines().enumerate() {
        let Some(item) = line.trim_start().strip_prefix("pub ") else { continue };
        if item.starts_with("mod ") || item.starts_with("use ") {
            continue;
        }
        public += 1;
        let above = lines[..index].iter().rev().map(|line| line.trim_start()).find(|line| !line.starts_with("#["));
        documented += usize::from(above.is_some_and(|line| line.starts_with("///")));
    }
    (documented, public)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn a_livable_room_passes() {
        let house = House::of(&[("crates/a/src/lib.rs", &function(35)), ("data/words/en.txt", &"word\n".repeat(1000))]);
        assert_eq!(check(&house), []);
    }

    #[test]
    fn a_long_file_is_named() {
        let house = House::of(&[("crates/a/src/lib.rs", &"//\n".repeat(501)), ("b.css", "")]);
        let problems = check(&house);
        assert!(problems[0].text.starts_with("501 lines"), "{problems:?}");
        assert!(problems[1].text.contains("one in ten files"), "{problems:?}");
    }

    #[test]
    fn a_long_function_is_named_unless_it_is_a_test() {
        let house = House::of(&[("crates/a/src/lib.rs", &format!("\n{}", function(81)))]);
        let problems = check(&house);
        assert_eq!(
            problems[0],
            Problem::new("crates/a/src/lib.rs", 2, "fn long has 81 lines, the limit is 80: name its steps")
        );
        assert!(problems[1].text.contains("one in ten functions has 81 lines"), "{problems:?}");
        let house = House::of(&[("crates/a/src/lib.rs", &format!("#[test]\n{}", function(81)))]);
        assert_eq!(check(&house), []);
    }

    #[test]
    fn documented_items_are_counted() {
        let source = "/// Said.\n#[derive(Debug)]\npub struct A;\npub fn b() {}\npub(crate) fn c() {}\npub mod d;\npub use e::f;\n";
        assert_eq!(documented(source, &crate::lexer::lex(source)), (1, 2));
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let sizes: Vec<_> = (1..=10).map(|lines| Size { path: "", line: 1, name: String::new(), lines }).collect();
        assert_eq!([50, 90, 100].map(|p| percentile(&sizes, p)), [5, 9, 10]);
        assert_eq!(percentile(&[], 90), 0);
    }
}
