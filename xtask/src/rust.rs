//! A Rust file as the checks see it: which lines are test code, where functions begin and end.

use std::ops::Range;
use std::path::Path;

use crate::house::File;
use crate::lexer::{Lexed, Piece, is_word, lex};

pub struct RustFile {
    pub path: String,
    pub source: String,
    pub lexed: Lexed,
    line_starts: Vec<usize>,
    tests: Vec<Range<usize>>,
    /// The whole file is test code.
    pub is_test: bool,
}

/// A function with a body.
pub struct Function {
    pub name: String,
    /// From the word `fn` to the closing brace.
    pub range: Range<usize>,
    /// From the line of `fn` to the line of the closing brace.
    pub lines: usize,
}

/// All Rust files, with the ones that belong to tests marked, also those declared by a `#[cfg(test)] mod name;`.
pub fn read(files: &[File]) -> Vec<RustFile> {
    let mut rust = Vec::new();
    let mut test_modules = Vec::new();
    for file in files.iter().filter(|file| file.extension() == "rs") {
        let (read, modules) = RustFile::new(&file.path, &file.text);
        test_modules.extend(modules);
        rust.push(read);
    }
    for file in &mut rust {
        let stem = file.path.trim_end_matches(".rs");
        file.is_test |= test_modules.iter().any(|module| stem == module || stem.starts_with(&format!("{module}/")));
    }
    rust
}

impl RustFile {
    /// The file, and the paths (without `.rs`) of test modules it declares.
    fn new(path: &str, source: &str) -> (Self, Vec<String>) {
        let lexed = lex(source);
        let line_starts = std::iter::once(0).chain(source.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let mut tests = Vec::new();
        let mut modules = Vec::new();
        for range in test_items(&lexed.code) {
            if let Some(name) = declared_module(&lexed.code[range.clone()]) {
                modules.push(format!("{}/{name}", module_folder(path)));
            }
            tests.push(range);
        }
        let is_test = is_test_path(path) || lexed.code.contains("#![cfg(test)]");
        (Self { path: path.to_owned(), source: source.to_owned(), lexed, line_starts, tests, is_test }, modules)
    }

    /// Line number, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.line_starts.partition_point(|&start| start <= at)
    }

    pub fn in_test(&self, at: usize) -> bool {
        self.is_test || self.tests.iter().any(|range| range.contains(&at))
    }

    /// Lines of test code and of other code in this file.
    pub fn test_and_other_lines(&self) -> (usize, usize) {
        let lines = self.source.lines().count();
        let starts = self.line_starts.iter().take(lines);
        let tests = starts.filter(|&&start| self.in_test(start)).count();
        (tests, lines - tests)
    }

    /// String literals outside tests.
    pub fn strings(&self) -> impl Iterator<Item = &Piece> {
        self.lexed.strings.iter().filter(|piece| !self.in_test(piece.at))
    }

    /// Offsets where `word` stands in the code, whole: no letter directly before or after it.
    pub fn code_matches<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let code = self.lexed.code.as_bytes();
        self.lexed.code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
            let cut_before = at > 0 && is_word(code[at - 1]) && word.as_bytes().first().is_some_and(|&b| is_word(b));
            let after = code.get(at + word.len()).copied().unwrap_or(b' ');
            let cut_after = is_word(after) && word.as_bytes().last().is_some_and(|&b| is_word(b));
            !cut_before && !cut_after
        })
    }

    /// Functions with a body, nested ones too.
    pub fn functions(&self) -> Vec<Function> {
        let code = &self.lexed.code;
        let mut found = Vec::new();
        for at in self.code_matches("fn") {
            let name: String =
                code[at + 2..].trim_start().bytes().take_while(|&b| is_word(b)).map(char::from).collect();
            if name.is_empty() {
                continue; // a function type, `fn(u8)`
            }
            let (end, has_body) = item_end(code, at);
            if has_body {
                found.push(Function { name, range: at..end, lines: self.line(end - 1) - self.line(at) + 1 });
            }
        }
        found
    }
}

/// Test folders, and the test kit: none of it is in the program.
fn is_test_path(path: &str) -> bool {
    path.starts_with("crates/testkit/") || path.split('/').any(|part| part == "tests" || part == "benches")
}

/// Folder in which `mod name;` of this file is looked for.
fn module_folder(path: &str) -> String {
    let folder = Path::new(path).parent().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default();
    match Path::new(path).file_stem().and_then(|stem| stem.to_str()) {
        Some("mod" | "lib" | "main") | None => folder,
        Some(stem) => format!("{folder}/{stem}"),
    }
}

/// Byte ranges of items under a test attribute, the attribute included.
fn test_items(code: &str) -> Vec<Range<usize>> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, _) in code.match_indices("#[") {
        if ranges.last().is_some_and(|last| last.contains(&at)) {
            continue;
        }
        let end = attribute_end(code, at);
        if is_test_attribute(&code[at + 2..end.saturating_sub(1).max(at + 2)]) {
            ranges.push(at..item_end(code, end).0);
        }
    }
    ranges
}

fn is_test_attribute(inside: &str) -> bool {
    let compact: String = inside.split_whitespace().collect();
    let name = compact.split('(').next().unwrap_or_default();
    compact == "cfg(test)" || compact.starts_with("cfg(all(test,") || name == "test" || name.ends_with("::test")
}

fn attribute_end(code: &str, at: usize) -> usize {
    let mut depth = 0;
    for (offset, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'[' => depth += 1,
            b']' => {
                depth -= 1;
                if depth == 0 {
                    return offset + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

/// End of the item that starts at `at`, and whether it has a body in braces.
fn item_end(code: &str, at: usize) -> (usize, bool) {
    let (mut round, mut braces) = (0, 0);
    for (offset, byte) in code.bytes().enumerate().skip(at) {
        match byte {
            b'(' | b'[' => round += 1,
            b')' | b']' => round -= 1,
            b'{' => braces += 1,
            b'}' => {
                braces -= 1;
                if braces <= 0 {
                    return (offset + 1, true);
                }
            }
            b';' if round == 0 && braces == 0 => return (offset + 1, false),
            _ => {}
        }
    }
    (code.len(), braces > 0)
}

/// The name in `mod name;`, when that is what the item is.
fn declared_module(item: &str) -> Option<&str> {
    let before = item.strip_suffix(';')?;
    let mut words = before.split_whitespace().rev();
    let name = words.next()?;
    (words.next()? == "mod").then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::House;

    const MIXED: &str = "\
fn open() {\n    let x = \"}\";\n}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n\n    #[test]\n    fn keeps() {\n        open();\n    }\n}\n\nfn last(x: [u8; 2]) {}\n";

    #[test]
    fn functions_are_measured_from_fn_to_brace() {
        let (file, _) = RustFile::new("crates/a/src/lib.rs", MIXED);
        let found: Vec<_> =
            file.functions().into_iter().map(|f| (f.name, f.lines, file.in_test(f.range.start))).collect();
        assert_eq!(
            found,
            [("open".to_owned(), 3, false), ("keeps".to_owned(), 3, true), ("last".to_owned(), 1, false)]
        );
        assert_eq!(file.test_and_other_lines(), (9, 6));
    }

    #[test]
    fn a_function_type_and_a_declaration_are_no_functions() {
        let (file, _) = RustFile::new("a.rs", "trait T { fn f(&self) -> [u8; 4]; }\ntype F = fn(u8) -> u8;\n");
        assert!(file.functions().is_empty());
    }

    #[test]
    fn a_test_module_in_its_own_file_is_test_code() {
        let house = House::of(&[
            ("crates/a/src/lib.rs", "mod door;\n#[cfg(test)]\nmod tests;\n"),
            ("crates/a/src/door.rs", "#[cfg(test)]\nmod stories;\n"),
            ("crates/a/src/tests.rs", "fn a() {}"),
            ("crates/a/src/door/stories.rs", "fn a() {}"),
            ("crates/a/src/tests_of_faith.rs", "fn a() {}"),
            ("crates/a/tests/it/main.rs", "fn a() {}"),
        ]);
        let marked: Vec<_> = house.rust.iter().filter(|file| file.is_test).map(|file| file.path.as_str()).collect();
        assert_eq!(marked, ["crates/a/src/tests.rs", "crates/a/src/door/stories.rs", "crates/a/tests/it/main.rs"]);
    }

    #[test]
    fn every_way_to_mark_a_test_is_known() {
        for attribute in
            ["test", "tokio::test", "tokio::test(flavor = \"multi_thread\")", "cfg(test)", "cfg(all(test, unix))"]
        {
            assert!(is_test_attribute(attribute), "{attribute}");
        }
        for attribute in ["cfg(not(test))", "derive(Debug)", "latest", "cfg_attr(test, allow(x))"] {
            assert!(!is_test_attribute(attribute), "{attribute}");
        }
    }
}
