//! After the last death: everything that was acknowledged is there, once, with its leaf and its job done.

use std::time::Duration;

use super::Dice;
use super::aim::{Phase, Trap};
use super::load::{Load, opens};
use crate::database::Database;
use crate::http::until;
use crate::node::{Engine, Home};

/// Invented cases of a demonstration.
const INVENTED: i64 = 12;

pub fn check(home: &Home, load: &mut Load, engine: Engine) {
    let mut node = home.serve().log("warn").start();
    let never = Trap::new(Phase::BeforeCommit, &mut Dice(1));
    let resent = load.settle(&node, &never);
    let mut database = Database::open(&home.url);
    database.run("UPDATE jobs SET lease_until_ms = 0 WHERE state = 'leased'");
    let kept = load.kept.lock().unwrap().clone();
    for report in &kept {
        opens(node.visitor(), report);
    }
    let messages: usize = kept.iter().map(|report| report.messages.len()).sum();
    println!(
        "figure kill -9 on {engine:?}: {} reports and {messages} messages acknowledged, all there; {resent} reports sent again at the end",
        kept.len()
    );
    until("every job is done", Duration::from_secs(30), || {
        let open = "SELECT count(*) FROM jobs WHERE every_ms IS NULL AND state <> 'done' AND name <> 'relane'";
        (database.number(open) == 0).then_some(())
    });
    let waiting = "SELECT count(*) FROM audit_leaves WHERE chained = 0";
    until("every leaf is chained", Duration::from_secs(30), || (database.number(waiting) == 0).then_some(()));
    let reports = i64::try_from(kept.len()).unwrap() + INVENTED;
    rows(&mut database, reports, i64::try_from(messages).unwrap(), i64::try_from(load.unsaid()).unwrap());
    assert!(node.stop().success(), "{}", node.err());
    let verified = home.output(&["log", "verify", "--json"]);
    let said: serde_json::Value = serde_json::from_slice(&verified.stdout).expect("JSON");
    assert!(verified.status.success() && said["faults"].as_array().is_some_and(Vec::is_empty), "{said}");
    println!("figure kill -9 on {engine:?}: log verify {said}");
    let left: Vec<_> = crate::node::files(&home.data.join("audit")).into_iter().collect();
    println!("files of the audit beside the database: {}", left.len());
}

/// Counts that leave no room for a lost or doubled row.
fn rows(database: &mut Database, reports: i64, messages: i64, unsaid: i64) {
    let mut is = |what: &str, sql: &str, wanted: i64| assert_eq!(database.number(sql), wanted, "{what}");
    is("one report for each draft", "SELECT count(*) FROM reports", reports);
    is("one case for each report", "SELECT count(*) FROM cases", reports);
    is("each draft once", "SELECT count(*) FROM drafts WHERE first_at_ms > 0", reports);
    let leaf = "SELECT count(*) FROM audit_leaves l WHERE l.subject = r.id AND l.kind = 'report.received'";
    is("a leaf for each report", &format!("SELECT count(*) FROM reports r WHERE ({leaf}) <> 1"), 0);
    let job = "SELECT count(*) FROM jobs j WHERE j.subject = c.id AND j.name = 'notify'";
    is("a job for each report", &format!("SELECT count(*) FROM cases c WHERE ({job}) = 0"), 0);
    let notices = "SELECT count(*) FROM notices n WHERE n.case_id = j.subject AND n.job_id = j.id";
    is(
        "one notice for each job",
        &format!("SELECT count(*) FROM jobs j WHERE j.name = 'notify' AND ({notices}) <> 1"),
        0,
    );
    is(
        "no notice without a job",
        "SELECT count(*) FROM notices n WHERE NOT EXISTS (SELECT 1 FROM jobs j WHERE j.id = n.job_id)",
        0,
    );
    let added = "SELECT count(*) FROM audit_leaves WHERE kind = 'report.added'";
    let told = database.number(added);
    assert!(
        (messages..=messages + unsaid).contains(&told),
        "{told} messages stored, {messages} acknowledged, {unsaid} unknown"
    );
    let jobs = "SELECT count(*) FROM jobs WHERE name = 'notify'";
    assert_eq!(database.number(jobs), reports + told, "a job for each report and message");
    let dead = "SELECT count(*) FROM jobs WHERE state = 'dead' OR (every_ms IS NULL AND attempts > 5)";
    assert_eq!(database.number(dead), 0, "no job was given up");
}
