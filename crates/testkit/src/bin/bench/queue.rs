//! The queue at a million cases: how long its first page takes, over HTTP, on both engines.

use std::path::Path;
use std::time::{Duration, Instant};

use vigie_store::Engine;
use vigie_testkit::Database;

use crate::client::{Line, Node, Outcome, sign_in};
use crate::spread;

/// Cases beside the real ones, and how many when it should be quick.
const CASES: (u32, u32) = (1_000_000, 20_000);
/// Real reports with danger: the first page is made of them, so every line of it is really opened.
const REAL: usize = 60;
/// Views that are measured: name and query.
const VIEWS: [(&str, &str); 7] = [
    ("waiting", "show=waiting"),
    ("nobody", "show=nobody"),
    ("all", "show=all"),
    ("others", "show=waiting&lane=4"),
    ("mine", "show=mine"),
    ("answered", "show=answered"),
    ("closed", "show=closed"),
];

/// Measures on SQLite and on PostgreSQL.
pub fn run(bin: &Path, quick: bool) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for engine in [Engine::Sqlite, Engine::Postgres] {
        runtime.block_on(one(bin, engine, if quick { CASES.1 } else { CASES.0 }))?;
    }
    Ok(())
}

async fn one(bin: &Path, engine: Engine, cases: u32) -> Outcome<()> {
    let database = Database::new(engine).await;
    let dir = database.dir.join("data");
    let node = Node::start(bin, &dir, Some(&database.url))?;
    let mut line = Line::open(node.at)?;
    let cookie = sign_in(&mut line, &node.said)?;
    for number in 0..REAL {
        let status = line.ask(&crate::report(&format!("{number:032x}"), "self"))?.0;
        if status != 200 {
            return Err(format!("a report was answered with {status}").into());
        }
    }
    let started = Instant::now();
    for sql in fill(engine, cases) {
        database.run(&sql).await;
    }
    println!("queue        {engine:?}: {cases} cases made in {:.0} s", started.elapsed().as_secs_f64());
    // PostgreSQL gathers its statistics by itself; SQLite only where an operator does: both states are measured there.
    if engine == Engine::Sqlite {
        views(&mut line, &cookie, "SQLite without statistics")?;
    }
    database.run("ANALYZE").await;
    views(&mut line, &cookie, if engine == Engine::Sqlite { "SQLite with statistics" } else { "PostgreSQL" })
}

/// The first page of each view, 300 times.
fn views(line: &mut Line, cookie: &str, state: &str) -> Outcome<()> {
    for (name, query) in VIEWS {
        let request =
            format!("GET /console?l=en&{query} HTTP/1.1\r\nHost: bench\r\nCookie: __Host-vigie={cookie}\r\n\r\n");
        let mut took: Vec<Duration> = Vec::new();
        for _ in 0..300 {
            let sent = Instant::now();
            let status = line.ask(request.as_bytes())?.0;
            if status != 200 {
                return Err(format!("the queue was answered with {status}").into());
            }
            took.push(sent.elapsed());
        }
        println!("queue        {state}: first page of \"{name}\" {}", spread(&mut took));
    }
    Ok(())
}

/// Cases of the same desk as the first: a tenth each in the first four lanes, six tenths in the last; in each lane a tenth
/// each open and answered, claimed by who is signed in, and closed, the others new. All later than the real ones, with
/// wraps that do not open.
fn fill(engine: Engine, cases: u32) -> Vec<String> {
    let (blob, id, series) = match engine {
        Engine::Sqlite => (
            "zeroblob(200)",
            "randomblob(16)",
            format!("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {cases}) "),
        ),
        Engine::Postgres => (
            r"decode(repeat('00', 200), 'hex')",
            "gen_random_uuid()",
            format!("WITH n(i) AS (SELECT generate_series(1, {cases})) "),
        ),
    };
    let insert =
        "INSERT INTO cases (id, desk_id, state, lane, key_ms, version, claimed_by, summary_sealed, created_at_ms)";
    let desk = "(SELECT desk_id FROM cases LIMIT 1)";
    let state = "CASE i / 10 % 10 WHEN 0 THEN 'open' WHEN 1 THEN 'answered' WHEN 2 THEN 'closed' ELSE 'new' END";
    let whose = "CASE WHEN i / 10 % 10 < 2 THEN (SELECT member_id FROM sessions LIMIT 1) END";
    let later = "(SELECT max(key_ms) FROM cases) + 1000 + i";
    vec![
        format!(
            "{series}{insert} SELECT {id}, {desk}, {state}, CASE WHEN i % 10 < 4 THEN i % 10 ELSE 4 END, {later}, 1, {whose}, {blob}, {later} FROM n"
        ),
        format!(
            "INSERT INTO reports (id, case_id, code_generation, thread_state, version, received_at_ms)
             SELECT id, id, 1, 'open', 1, created_at_ms FROM cases c WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.case_id = c.id)"
        ),
        format!(
            "INSERT INTO case_wraps (case_id, desk_id, generation, wrap)
             SELECT id, desk_id, 1, {blob} FROM cases c WHERE NOT EXISTS (SELECT 1 FROM case_wraps w WHERE w.case_id = c.id)"
        ),
    ]
}
