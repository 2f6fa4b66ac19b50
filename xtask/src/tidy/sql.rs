//! SQL is written in the store and nowhere else. Tests and the test kit may look into a database themselves.

use crate::house::House;
use crate::lexer::is_word;
use crate::problem::Problem;

/// A statement is recognised by its words in this order. Capitals, as we write SQL: prose also says "select … from".
const STATEMENTS: &[&[&str]] = &[
    &["SELECT", "FROM"],
    &["INSERT", "INTO"],
    &["REPLACE", "INTO"],
    &["UPDATE", "SET"],
    &["DELETE", "FROM"],
    &["CREATE", "TABLE"],
    &["ALTER", "TABLE"],
    &["DROP", "TABLE"],
];

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    let elsewhere = |path: &str| !path.starts_with("crates/store/") && !path.starts_with("xtask/");
    for file in house.rust.iter().filter(|file| elsewhere(&file.path)) {
        for string in file.strings().filter(|string| is_statement(&string.text)) {
            let text = "SQL outside the store: make it a function of its aggregate's module in crates/store";
            problems.push(Problem::new(&file.path, file.line(string.at), text));
        }
    }
    problems
}

fn is_statement(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_ascii() || !is_word(c as u8)).filter(|word| !word.is_empty()).collect();
    STATEMENTS.iter().any(|statement| {
        let mut rest = words.iter();
        statement.iter().all(|wanted| rest.any(|word| word == wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_recognised_and_prose_is_not() {
        for statement in [
            "SELECT id FROM reports",
            "SELECT\n  1\nFROM x",
            "INSERT INTO a VALUES (1)",
            "UPDATE a SET b = 1",
            "DELETE FROM a",
            "WITH x AS (SELECT 1 FROM a) UPDATE b SET c = 1",
        ] {
            assert!(is_statement(statement), "{statement}");
        }
        for prose in [
            "select a desk from the list",
            "Delete from your phone",
            "Update the set",
            "a FROM b SELECT",
            "SELECTED FROM",
            "",
        ] {
            assert!(!is_statement(prose), "{prose}");
        }
    }

    #[test]
    fn sql_is_at_home_in_the_store_and_in_tests() {
        let house = House::of(&[
            ("crates/store/src/reports.rs", "const A: &str = \"SELECT a FROM b\";"),
            ("crates/service/tests/it/main.rs", "const A: &str = \"SELECT a FROM b\";"),
            ("crates/testkit/src/lib.rs", "const A: &str = \"SELECT a FROM b\";"),
            (
                "crates/web/src/lib.rs",
                "// \"SELECT a FROM b\"\n#[cfg(test)]\nmod tests { const A: &str = \"SELECT a FROM b\"; }",
            ),
        ]);
        assert_eq!(check(&house), []);
    }

    #[test]
    fn sql_elsewhere_is_refused() {
        let house = House::of(&[("crates/web/src/lib.rs", "fn a() {\n    run(r#\"DELETE FROM reports\"#);\n}")]);
        assert_eq!(check(&house)[0].line, 2);
    }
}
