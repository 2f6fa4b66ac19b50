//! `vigie helplines check`: what may be shown, with a node and without one.

use serde_json::Value;

use crate::node::{Engine, Home, program};

/// Exit code and document of `vigie helplines check --json` in a folder without a node.
fn alone(arguments: &[&str]) -> (Option<i32>, Value) {
    let home = Home::new(Engine::Sqlite, false);
    let mut command = program();
    command.current_dir(&home.dir).args(["helplines", "check", "--json"]).args(arguments);
    let output = command.output().expect("the program runs");
    let said = serde_json::from_slice(&output.stdout).unwrap_or_default();
    (output.status.code(), said)
}

#[test]
fn without_a_node_the_data_files_are_checked_and_a_country_without_numbers_is_found() {
    let (code, said) = alone(&["--country", "fr"]);
    assert_eq!(code, Some(1), "{said}");
    assert_eq!((&said["fine"], &said["node"]), (&Value::Bool(false), &Value::Bool(false)));
    assert_eq!(said["countries"][0]["country"], "FR");
    let rows = said["numbers"].as_array().expect("numbers");
    assert!(rows.len() > 2 && rows.iter().all(|row| row["country"] == "FR"));
    assert!(rows.iter().all(|row| row["shown"] == false && !row["why_hidden"].as_array().expect("reasons").is_empty()));
    assert!(alone(&[]).1["numbers"].as_array().expect("numbers").len() > 100);
    assert_eq!(alone(&["--country", "France"]).0, Some(2));
}

#[test]
fn with_a_node_its_own_checks_are_read_and_a_wrong_name_is_refused() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let home = Home::new(engine, false);
        assert!(home.serve().start().stop().success());
        let output = home.output(&["helplines", "check", "--json"]);
        let said: Value = serde_json::from_slice(&output.stdout).expect("a document");
        assert_eq!((output.status.code(), &said["node"], &said["missing_checks"]), (Some(1), &true.into(), &0.into()));
    }
    let nobody = Home::new(Engine::Sqlite, false);
    let output = nobody.output(&["helplines", "check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("there is no database"));
}
