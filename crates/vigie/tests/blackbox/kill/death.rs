//! After a death: what the database says about where everything was.

use std::collections::{BTreeSet, HashSet};

use super::aim::Phase;
use crate::database::Database;
use crate::node::Home;

/// What earlier deaths left behind, so that nothing is counted twice.
pub struct Ledger {
    reports: HashSet<String>,
    leases: HashSet<String>,
}

impl Ledger {
    pub fn new(home: &Home) -> Self {
        let mut database = crate::database::look(&home.url, &home.dir.join("look"));
        Self { reports: reports(&mut database).into_iter().map(|(report, _)| report).collect(), leases: HashSet::new() }
    }

    /// The phases in which something was when the process died. `news` is how many reports it had answered as new.
    pub fn death(&mut self, database: &mut Database, log: &str, news: u64) -> Vec<Phase> {
        let mut phases = BTreeSet::new();
        let stored = reports(database);
        let known: HashSet<&str> = stored.iter().map(|(report, _)| report.as_str()).collect();
        if sealed(log).any(|report| !known.contains(report.as_str())) {
            phases.insert(Phase::BeforeCommit);
        }
        let new: Vec<_> = stored.iter().filter(|(report, _)| !self.reports.contains(report)).collect();
        let unanswered = (new.len() as u64).checked_sub(news).expect("every report that was answered is stored");
        if unanswered > 0 {
            phases.insert(Phase::CommitToAnswer);
        }
        // A new report's only job is its notice. At least so many of those that wait were answered:
        let waiting = new.iter().filter(|(_, first_tries)| *first_tries == 0).count() as u64;
        if waiting > unanswered {
            phases.insert(Phase::AnswerToLease);
        }
        for (lease, first, effect) in leases(database) {
            if !self.leases.insert(lease) {
                continue;
            }
            match (effect, first) {
                (false, _) => drop(phases.insert(Phase::LeaseToEffect)),
                (true, true) => drop(phases.insert(Phase::EffectToRecord)),
                // Tried again, and the effect was there from the first try: it cannot be told.
                (true, false) => {}
            }
        }
        self.reports.extend(stored.into_iter().map(|(report, _)| report));
        phases.into_iter().collect()
    }
}

/// Reports that were sealed, by the log.
fn sealed(log: &str) -> impl Iterator<Item = String> {
    let lines = log.lines().filter(|line| line.contains("\"accept.sealed\""));
    lines.filter_map(|line| Some(line.split("report.id=").nth(1)?.trim().replace('-', "")))
}

/// Every stored report, and how often its notice was tried.
fn reports(database: &mut Database) -> Vec<(String, u64)> {
    let id = database.hex("r.id");
    let sql = format!(
        "SELECT {id} || ' ' || CAST((SELECT max(j.attempts) FROM jobs j WHERE j.subject = r.case_id AND j.name = 'notify') AS TEXT) FROM reports r"
    );
    let lines = database.lines(&sql);
    let read = |line: &str| {
        let (report, tries) = line.split_once(' ')?;
        Some((report.to_owned(), tries.parse().ok()?))
    };
    lines.iter().map(|line| read(line).expect("every report has its job")).collect()
}

/// Notices that are leased: the lease, whether it is the first, whether the effect is there.
fn leases(database: &mut Database) -> Vec<(String, bool, bool)> {
    let token = database.hex("j.lease_token");
    let effect = "EXISTS (SELECT 1 FROM notices n WHERE n.job_id = j.id)";
    let sql = format!(
        "SELECT {token} || ' ' || CAST(j.attempts AS TEXT) || ' ' || CASE WHEN {effect} THEN '1' ELSE '0' END FROM jobs j WHERE j.name = 'notify' AND j.state = 'leased'"
    );
    let lines = database.lines(&sql);
    let read = |line: &String| {
        let words: Vec<&str> = line.split(' ').collect();
        (words[0].to_owned(), words[1] == "1", words[2] == "1")
    };
    lines.iter().map(read).collect()
}
