//! `unwrap` and `expect` outside tests stand under a sentence that says why they cannot fail.

use crate::house::House;
use crate::problem::Problem;
use crate::rust::RustFile;

const CALLS: &[&str] = &[".unwrap()", ".expect("];
const REASONS: &[&str] = &["// Cannot fail", "// Why:"];
/// Holds for the rest of the function it stands in.
const REASON_BELOW: &str = "// Cannot fail, here and below";
/// How far above the call its sentence may stand.
const LINES_ABOVE: usize = 2;

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in house.rust.iter().filter(|file| !file.is_test) {
        for call in CALLS {
            for at in file.code_matches(call).filter(|&at| !file.in_test(at) && !has_reason(file, at)) {
                let text = format!("{call} without a reason: write `// Cannot fail: …` above it, or return the error");
                problems.push(Problem::new(&file.path, file.line(at), text.replace("expect(", "expect(…)")));
            }
        }
    }
    problems
}

fn has_reason(file: &RustFile, at: usize) -> bool {
    let first = file.line(statement_start(&file.lexed.code, at)).saturating_sub(LINES_ABOVE).max(1);
    let near = file.source.lines().skip(first - 1).take(file.line(at) + 1 - first);
    let is_near = near.into_iter().any(|line| REASONS.iter().any(|reason| line.contains(reason)));
    is_near
        || file
            .functions()
            .iter()
            .any(|f| f.range.contains(&at) && file.source[f.range.start..at].contains(REASON_BELOW))
}

/// Where the statement around `at` begins: a long chain has its sentence above its first line.
fn statement_start(code: &str, at: usize) -> usize {
    let mut depth = 0;
    let mut start = 0;
    for (offset, byte) in code.as_bytes()[..at].iter().enumerate().rev() {
        match byte {
            b';' | b'{' | b'}' if depth == 0 => {
                start = offset + 1;
                break;
            }
            b')' | b']' | b'}' => depth += 1,
            b'(' | b'[' | b'{' if depth > 0 => depth -= 1,
            _ => {}
        }
    }
    start + code[start..at].len() - code[start..at].trim_start().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: [usize; 0] = [];

    fn lines(code: &str) -> Vec<usize> {
        check(&House::of(&[("crates/a/src/lib.rs", code)])).into_iter().map(|problem| problem.line).collect()
    }

    #[test]
    fn a_reason_near_by_is_enough() {
        assert_eq!(lines("// Cannot fail: the list is never empty.\nlet a = list.first().unwrap();"), NONE);
        assert_eq!(lines("// Cannot fail: checked above.\nlet a = list\n    .first().expect(\"one\");"), NONE);
        assert_eq!(
            lines(
                "f();\n// Cannot fail: a long chain.\nlet a = b(|x| { x; })\n    .c()\n    .d()\n    .expect(\"e\");"
            ),
            NONE
        );
        assert_eq!(lines("let a = b.unwrap(); // Why: a poisoned lock means a panic already happened."), NONE);
        assert_eq!(lines("#[expect(dead_code)]\nlet a = b.unwrap_or(1); // .unwrap()\n"), NONE);
        assert_eq!(lines("#[cfg(test)]\nmod tests {\n    fn a() { b.unwrap(); }\n}"), NONE);
    }

    #[test]
    fn a_bare_unwrap_is_refused() {
        assert_eq!(lines("let a = b.unwrap();\nlet c = d.expect(\"d\");"), [1, 2]);
        assert_eq!(lines("// Cannot fail: of the first.\nlet a = b.unwrap();\n\n\nlet c = d\n    .unwrap();"), [6]);
        assert_eq!(
            lines(
                "fn a() {\n // Cannot fail, here and below: b.\n b.unwrap();\n\n c.unwrap();\n}\nfn d() { e.unwrap(); }"
            ),
            [7]
        );
        assert_eq!(lines("// Cannot fail: too far away.\n\n\nlet a = b.unwrap();"), [4]);
    }
}
