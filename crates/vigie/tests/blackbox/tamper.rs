//! Tampering with the database: a swapped desk key is refused, and every change of the audit is found and named.

use crate::database::{Database, with_name};
use crate::http::until;
use crate::node::{Engine, Home};
use crate::page::{self, draft, shows};

use std::time::Duration;

#[test]
fn nothing_is_sealed_to_a_swapped_desk_key_and_the_doctor_names_it() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let home = Home::new(engine, true);
        let node = home.serve().log("warn").start();
        let visitor = node.visitor();
        let draft = draft(visitor).expect("a form");
        let words = "my words, which must not be lost <b>&amp;\"'";
        let send = || {
            let fields =
                [("l", "en"), ("draft", draft.as_str()), ("words", words), ("age", "a13"), ("name1", "somebody")];
            visitor.post("/tell", &fields).expect("an answer")
        };
        let fine = home.output(&["doctor"]);
        assert!(fine.status.success(), "{}", String::from_utf8_lossy(&fine.stdout));

        let mut thief = Database::open(&home.url);
        let own = thief.bytes(&[9; 32]);
        thief.run("CREATE TABLE kept AS SELECT * FROM desks");
        assert_eq!(thief.run(&format!("UPDATE desks SET public_key = {own} WHERE kind = 'intake'")), 1);
        let before = thief.number("SELECT count(*) FROM reports");
        let refused = send();
        assert_eq!(refused.status, 503, "{refused}");
        assert!(refused.header("retry-after").is_some() && shows(&refused, "error-broken-title"));
        assert_eq!(page::field(&refused.body, "words").as_deref(), Some(words));
        assert_eq!(page::field(&refused.body, "name1").as_deref(), Some("somebody"));
        assert_eq!(page::field(&refused.body, "draft").as_deref(), Some(draft.as_str()));
        for table in ["reports", "cases"] {
            assert_eq!(thief.number(&format!("SELECT count(*) FROM {table}")), before, "nothing is stored");
        }
        // The answer may be here before what another process writes.
        until("the log has an alarm", Duration::from_secs(10), || node.err().contains("desk key").then_some(()));
        let found = home.output(&["doctor"]);
        let said = String::from_utf8_lossy(&found.stdout);
        assert_eq!(found.status.code(), Some(1), "{said}");
        assert!(
            said.lines().any(|line| line.starts_with("MISSING") && line.contains("desk keys are signed")),
            "{said}"
        );

        thief.run("UPDATE desks SET public_key = (SELECT k.public_key FROM kept k WHERE k.id = desks.id)");
        let stored = send();
        assert!(stored.status == 200 && shows(&stored, "done-title"), "{stored}");
        assert!(home.output(&["doctor"]).status.success());
    }
}

/// What a forger does, and what is said of it.
const FORGERIES: [(&str, &[&str], &str); 6] = [
    (
        "changed",
        &["UPDATE audit_leaves SET at_ms = at_ms + 1 WHERE id = (SELECT leaf_id FROM audit_links WHERE seq = 9)"],
        "was changed",
    ),
    ("link removed", &["DELETE FROM audit_links WHERE seq = 9"], "link 9 or its leaf was removed"),
    (
        "link and leaf removed",
        &[
            "CREATE TABLE gone AS SELECT leaf_id FROM audit_links WHERE seq = 9",
            "DELETE FROM audit_links WHERE seq = 9",
            "DELETE FROM audit_leaves WHERE id IN (SELECT leaf_id FROM gone)",
        ],
        "link 9 or its leaf was removed",
    ),
    (
        "inserted",
        &[
            "CREATE TABLE own AS SELECT * FROM audit_leaves WHERE id = (SELECT leaf_id FROM audit_links WHERE seq = 9)",
            "UPDATE own SET id = subject, mac = hash, chained = 0",
            "INSERT INTO audit_leaves SELECT * FROM own",
        ],
        "was not written by this node",
    ),
    (
        "cut",
        &[
            "DELETE FROM audit_links WHERE seq > 9",
            "DELETE FROM audit_checkpoints",
            "UPDATE audit_leaves SET chained = 0 WHERE id NOT IN (SELECT leaf_id FROM audit_links)",
        ],
        "its end was cut",
    ),
    (
        "cut, with the leaves",
        &[
            "DELETE FROM audit_links WHERE seq > 9",
            "DELETE FROM audit_checkpoints",
            "DELETE FROM audit_leaves WHERE id NOT IN (SELECT leaf_id FROM audit_links)",
        ],
        "its end was cut",
    ),
];

#[test]
fn a_changed_removed_inserted_or_cut_audit_line_is_found_and_named() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let home = Home::new(engine, true);
        let mut node = home.serve().log("warn").start();
        let mut database = Database::open(&home.url);
        until("the audit is chained", Duration::from_secs(20), || {
            (database.number("SELECT count(*) FROM audit_leaves WHERE chained = 0") == 0).then_some(())
        });
        drop(database);
        assert!(node.stop().success());
        let clean = verify(&home, &home.url);
        assert_eq!(clean.0, Some(0), "{}", clean.1);
        for (number, (name, forgery, wanted)) in FORGERIES.iter().enumerate() {
            let url = copy(&home, number);
            let mut forger = Database::open(&url);
            for statement in *forgery {
                forger.run(statement);
            }
            drop(forger);
            let (code, said) = verify(&home, &url);
            assert_eq!(code, Some(1), "{name} on {engine:?}: {said}");
            assert!(said.contains(wanted), "{name} on {engine:?} is named: {said}");
            if engine == Engine::Postgres {
                let (_, database) = url.rsplit_once('/').expect("an address");
                Database::server().run(&format!("DROP DATABASE {database}"));
            }
        }
        assert_eq!(verify(&home, &home.url).0, Some(0), "the original is untouched");
    }
}

fn verify(home: &Home, url: &str) -> (Option<i32>, String) {
    let mut command = crate::node::program();
    command.args(["log", "verify", "--demo", "--data"]).arg(&home.data).args(["--database", url]);
    let output = command.output().expect("the program starts");
    (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Another database with the same rows.
fn copy(home: &Home, number: usize) -> String {
    if let Some(file) = home.url.strip_prefix("sqlite:") {
        let copy = home.dir.join(format!("forged{number}.db"));
        std::fs::copy(file, &copy).expect("a copy");
        return format!("sqlite:{}", copy.display());
    }
    let (_, original) = home.url.rsplit_once('/').expect("an address");
    let name = format!("{original}_forged{number}");
    Database::server().run(&format!("CREATE DATABASE {name} TEMPLATE {original}"));
    with_name(&name)
}
