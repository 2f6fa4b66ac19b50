//! Starting and stopping: how fast, how much memory, what is shown once, what is left behind.

use std::os::unix::fs::{MetadataExt as _, PermissionsExt};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::database::Database;
use crate::http::{until, visitor};
use crate::node::{self, Engine, Home, free_port, signal};
use crate::page;

/// Longest time until `/health` answers.
const READY: Duration = Duration::from_secs(1);
/// Most memory of an idle node, in MB, as `docs/performance.md` has it.
const IDLE: f64 = 80.0;

#[test]
fn health_answers_within_a_second_and_an_idle_node_is_small() {
    let _alone = crate::alone();
    for (name, demo) in [("demonstration", true), ("clean node", false)] {
        let home = Home::new(Engine::Sqlite, demo);
        let (at, begin) = (free_port(), Instant::now());
        let mut node = node::start(home.command(&["serve", "--listen", &at.to_string()]), None);
        until("/health answers", Duration::from_secs(20), || {
            visitor(at).get("/health").filter(|page| page.body == "ok\n")
        });
        let ready = begin.elapsed();
        println!("figure start: /health of a new {name} answers after {} ms", ready.as_millis());
        assert!(ready < READY || !measured(), "{ready:?}");
        let told = if demo { "Stop it with" } else { "set it up once" };
        until("it has told everything", Duration::from_secs(20), || {
            node.out().to_lowercase().contains(&told.to_lowercase()).then_some(())
        });
        // Whatever the start needed is given back in a moment.
        let start = Instant::now();
        while node.resident() >= IDLE && start.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(200));
        }
        std::thread::sleep(Duration::from_secs(2));
        let idle = node.resident();
        println!("figure memory: {idle:.1} MB resident, idle {name}");
        assert!(idle < IDLE || !measured(), "{idle} MB");
        assert!(node.stop().success(), "{}", node.err());
    }
}

/// Figures are promised of the release program only.
fn measured() -> bool {
    !node::program().get_program().to_string_lossy().contains("/debug/")
}

#[test]
fn a_demonstration_shows_its_log_ins_once_and_stays_on_this_machine() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, true);
    let mut first = home.serve().start();
    let out = first.out();
    for line in ["Help site  http://127.0.0.1:", "Console    http://127.0.0.1:", "A receipt code to try"] {
        assert!(out.contains(line), "{line}: {out}");
    }
    let logins = first.logins();
    assert_eq!(
        logins.iter().map(|login| login.0.as_str()).collect::<Vec<_>>(),
        ["ana", "ben", "cleo", "dora"],
        "{out}"
    );
    let code =
        out.lines().skip_while(|line| !line.starts_with("A receipt code")).nth(1).expect("a code").trim().to_owned();
    assert_eq!(page::open(first.visitor(), &code).expect("a page").status, 200);
    let home_page = first.visitor().get("/?l=en").expect("a page").text();
    assert!(home_page.contains("nobody reads this"), "every page says that it is a demonstration");
    for (name, passphrase) in &logins {
        crate::stolen::sign_in(first.visitor(), name, passphrase);
    }
    for path in [&home.data, &home.keys()] {
        let mode = std::fs::metadata(path).expect("it exists").permissions().mode() & 0o777;
        assert!(path.is_dir() || mode == 0o600, "{} has mode {mode:o}", path.display());
    }
    assert!(first.stop().success());

    let second = home.serve().start();
    let again = second.out();
    assert!(again.contains("Help site") && again.contains("Console") && second.logins().is_empty(), "{again}");
    for secret in [&logins[0].1, &logins[1].1, &code] {
        assert!(!again.contains(secret.as_str()), "shown once only");
    }
    crate::stolen::sign_in(second.visitor(), &logins[0].0, &logins[0].1);
    assert_eq!(page::open(second.visitor(), &code).expect("a page").status, 200);
}

#[test]
fn sigterm_stops_within_five_seconds_and_leaves_a_checkpoint() {
    let _alone = crate::alone();
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let home = Home::new(engine, true);
        let mut node = home.serve().log("info").start();
        let visitor = node.visitor();
        let draft = page::draft(visitor).expect("a form");
        let sent = visitor
            .post("/tell", &[("l", "en"), ("draft", &draft), ("words", "just before the end")])
            .expect("an answer");
        let code = page::digits(&sent.body).expect("a code");
        // A browser that keeps its connection open must not hold it up.
        let _idle = std::net::TcpStream::connect(node.at).expect("a connection");
        let begin = Instant::now();
        signal("TERM", node.pid);
        let status = node.ended(Duration::from_secs(30));
        let took = begin.elapsed();
        println!("figure stop: {} ms after SIGTERM on {engine:?}", took.as_millis());
        assert!(status.success() && took < Duration::from_secs(5), "{status} after {took:?}: {}", node.err());
        let mut database = Database::open(&home.url);
        let last = "SELECT max(seq) FROM audit_links";
        assert_eq!(database.number("SELECT max(seq) FROM audit_checkpoints"), database.number(last));
        assert_eq!(database.number("SELECT count(*) FROM audit_leaves WHERE chained = 0"), 0);
        let beside =
            std::fs::read_to_string(home.data.join("audit/checkpoints")).expect("a checkpoint outside the database");
        assert!(beside.contains(&format!("\"seq\":{}", database.number(last))), "{beside}");
        drop(database);
        let again = home.serve().log("warn").start();
        assert_eq!(page::open(again.visitor(), &code).expect("a page").status, 200);
    }
}

#[test]
fn a_crash_leaves_no_dump_of_what_was_in_memory() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, true);
    let whole = home.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut command = Command::new("sh");
    command.current_dir(&home.dir).args(["-c", "ulimit -c unlimited; exec \"$0\" \"$@\""]);
    command.arg(whole.get_program()).args(whole.get_args());
    let mut node = node::started(command);
    let pid = node.pid;
    let limits = std::fs::read_to_string(format!("/proc/{pid}/limits")).expect("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit of dumps");
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"], "{core}");
    let owner = std::fs::metadata(format!("/proc/{pid}/limits")).expect("limits").uid();
    assert_eq!(owner, 0, "only root may look into the process");
    signal("ABRT", pid);
    assert!(!node.ended(Duration::from_secs(20)).success());
    let dumps = || {
        node::files(&home.dir)
            .into_iter()
            .filter(|file| file.file_name().is_some_and(|n| n.as_encoded_bytes().starts_with(b"core")))
    };
    assert_eq!(dumps().count(), 0, "a dump");
    // Where the system writes dumps beside the program, another one leaves its own there.
    if std::fs::read_to_string("/proc/sys/kernel/core_pattern").is_ok_and(|pattern| pattern.trim() == "core") {
        let mut other = Command::new("sh");
        other.current_dir(&home.dir).args(["-c", "ulimit -c unlimited || exit 77; kill -s ABRT $$"]);
        // 77: no dump may be allowed here at all.
        if other.status().expect("a shell").code() != Some(77) {
            assert_eq!(dumps().count(), 1, "the test sees dumps");
        }
    }
}
