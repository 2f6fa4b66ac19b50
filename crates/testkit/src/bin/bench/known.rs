//! Known pictures: what a question by fingerprint costs the program, with a list of a million in it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use vigie_store::Engine;
use vigie_testkit::Database;

use crate::client::{Line, Node, Outcome, sign_in};

/// Codes on the list, and how many when it should be quick.
const CODES: (u64, u64) = (1_000_000, 20_000);
/// Most codes of one list that is brought in: below the 64 MiB that the program reads.
const LIST: u64 = 500_000;
/// Connections that ask at once.
const ASKERS: usize = 16;
/// Connections that send pictures at once.
const UPLOADERS: usize = 4;
/// How long each measurement takes.
const TIME: Duration = Duration::from_secs(8);

/// Measures on SQLite and on PostgreSQL, or on the one that is named, with as many codes as are asked for.
pub fn run(bin: &Path, quick: bool, (codes, only): (Option<u64>, Option<&str>)) -> Outcome<()> {
    let codes = codes.unwrap_or(if quick { CODES.1 } else { CODES.0 });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for (engine, name) in [(Engine::Sqlite, "sqlite"), (Engine::Postgres, "postgres")] {
        if only.is_some_and(|only| only != name) {
            continue;
        }
        let database = runtime.block_on(Database::new(engine));
        one(bin, engine, &database, codes)?;
        drop(database);
    }
    Ok(())
}

fn one(bin: &Path, engine: Engine, database: &Database, codes: u64) -> Outcome<()> {
    let dir = database.dir.join("data");
    let node = Node::start(bin, &dir, Some(&database.url))?;
    println!("known        {engine:?}: {:.1} MB resident before the list", node.resident()?);
    let secret = prepare(&node, "match")?;
    let started = Instant::now();
    for from in (0..codes).step_by(usize::try_from(LIST)?) {
        bring_in(bin, &dir, &database.url, from..codes.min(from + LIST))?;
    }
    println!("known        {engine:?}: {codes} signals brought in in {:.0} s", started.elapsed().as_secs_f64());
    let mut line = Line::open(node.at)?;
    let last = ask(&secret, &[code(codes - 1)]);
    let waited = Instant::now();
    loop {
        line.ask(&last)?;
        if line.answer().contains("\"exact\"") {
            break;
        }
        if waited.elapsed() > Duration::from_mins(2) {
            return Err("the last signal of the list is not found after two minutes".into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    println!(
        "known        {engine:?}: the last of them found {:.2} s later; {:.1} MB resident",
        waited.elapsed().as_secs_f64(),
        node.resident()?
    );
    for (name, size, known) in [("one unknown", 1, false), ("one known", 1, true), ("a hundred unknown", 100, false)] {
        load(&node, &secret, &format!("{engine:?}, {name} a call"), codes, (size, known))?;
    }
    Ok(())
}

/// Sends a picture again and again, as a service of the house does, and says how that stands to decoding it alone.
///
/// `decode`: milliseconds of one core that decoding takes, as `crates/hash/examples/hash` has it.
pub fn uploads(bin: &Path, picture: &Path, decode: f64) -> Outcome<()> {
    let dir = std::env::temp_dir().join(format!("vigie-bench-{}", std::process::id()));
    let node = Node::start(bin, &dir, None)?;
    let secret = prepare(&node, "match&scope=bytes")?;
    let bytes = std::fs::read(picture)?;
    let mut request = format!(
        "POST /api/v1/match/file HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {secret}\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
        bytes.len()
    )
    .into_bytes();
    request.extend(&bytes);
    let (before, started) = (node.processor()?, Instant::now());
    let threads: Vec<_> = (0..UPLOADERS)
        .map(|_| {
            let (at, request) = (node.at, request.clone());
            std::thread::spawn(move || -> Outcome<(u32, u32)> {
                let (mut line, mut done, mut later) = (Line::open(at)?, 0, 0);
                while started.elapsed() < TIME {
                    match line.ask(&request)?.0 {
                        200 => done += 1,
                        429 => {
                            later += 1;
                            std::thread::sleep(Duration::from_millis(5));
                        }
                        _ => return Err(format!("a picture was answered with {}", line.answer()).into()),
                    }
                }
                Ok((done, later))
            })
        })
        .collect();
    let (mut done, mut later) = (0, 0);
    for thread in threads {
        let (more, waits) = thread.join().map_err(|_| "an uploader panicked")??;
        (done, later) = (done + more, later + waits);
    }
    let second = f64::from(done) / started.elapsed().as_secs_f64();
    let each = node.processor()?.saturating_sub(before).as_secs_f64() * 1000.0 / f64::from(done.max(1));
    let cores = f64::from(u32::try_from(std::thread::available_parallelism()?.get())?);
    println!("uploads      {second:.1} a second, {each:.1} ms of processor time each; {later} told to come later");
    println!(
        "uploads      {:.2} of what decoding alone would let through on all cores",
        second * decode / 1000.0 / cores
    );
    drop(node);
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}

/// A bank and a key that asks it, as a member makes them in the console; the key's secret.
fn prepare(node: &Node, scope: &str) -> Outcome<String> {
    let mut line = Line::open(node.at)?;
    let cookie = sign_in(&mut line, &node.said)?;
    let mut post = |path: &str, body: &str| -> Outcome<String> {
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: bench\r\nCookie: __Host-vigie={cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let (status, _) = line.ask(request.as_bytes())?;
        if status >= 400 {
            return Err(format!("{path} was answered with {status}: {}", line.answer()).into());
        }
        Ok(line.answer())
    };
    post(
        "/console/banks",
        "l=en&name=bench&purpose=measuring&source=made+up&sense=positive&near=31&most=10000000&tlp=amber&on=yes",
    )?;
    let day = "2027-06-30";
    let made =
        post("/console/api", &format!("l=en&owner=bench&agreement=none&scope={scope}&quota=1000000&expires={day}"))?;
    let found = made.split("vigie_").nth(1).and_then(|rest| rest.split('<').next()).ok_or("no secret was shown")?;
    Ok(format!("vigie_{found}"))
}

/// Brings a list in on the command line, while the program is at work.
fn bring_in(bin: &Path, dir: &Path, database: &str, which: std::ops::Range<u64>) -> Outcome<()> {
    let mut child = Command::new(bin)
        .args(["bank", "import", "bench", "-", "--demo", "--database", database, "--data"])
        .arg(dir)
        .stdin(Stdio::piped())
        .spawn()?;
    let mut list = String::new();
    for number in which {
        writeln!(list, "{}", code(number))?;
    }
    child.stdin.take().ok_or("no input")?.write_all(list.as_bytes())?;
    if child.wait()?.success() { Ok(()) } else { Err("the list was not brought in".into()) }
}

/// Questions from several connections, first as many as there is room for, then half of that at an even pace.
fn load(node: &Node, secret: &str, name: &str, codes: u64, (size, known): (u64, bool)) -> Outcome<()> {
    let (full, cpu, _) = ask_all(node, secret, codes, (size, known), None)?;
    println!("known        {name}: {full:.0} calls a second, {cpu:.0} µs of the program's processor time each");
    let (half, cpu, mut took) = ask_all(node, secret, codes, (size, known), Some(full / 2.0))?;
    println!("known        {name}: at {half:.0} a second {cpu:.0} µs each; {}", micros(&mut took));
    Ok(())
}

/// Calls a second, processor time of the program for each in µs, and how long each took.
fn ask_all(
    node: &Node,
    secret: &str,
    codes: u64,
    (size, known): (u64, bool),
    pace: Option<f64>,
) -> Outcome<(f64, f64, Vec<Duration>)> {
    let next = Arc::new(AtomicU64::new(0));
    let (before, started) = (node.processor()?, Instant::now());
    let threads: Vec<_> = (0..ASKERS)
        .map(|_| {
            let (next, secret, at) = (Arc::clone(&next), secret.to_owned(), node.at);
            std::thread::spawn(move || asker(at, &secret, &next, started, codes, (size, known), pace))
        })
        .collect();
    let mut all = Vec::new();
    for thread in threads {
        all.extend(thread.join().map_err(|_| "an asker panicked")??);
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of calls is far below 2^52")]
    let count = all.len() as f64;
    let processor = node.processor()?.saturating_sub(before);
    Ok((count / started.elapsed().as_secs_f64(), processor.as_secs_f64() * 1e6 / count, all))
}

fn asker(
    at: SocketAddr,
    secret: &str,
    next: &AtomicU64,
    started: Instant,
    codes: u64,
    (size, known): (u64, bool),
    pace: Option<f64>,
) -> Outcome<Vec<Duration>> {
    let (mut line, mut took) = (Line::open(at)?, Vec::new());
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        // With a pace each call has its moment, and its time counts from then: who waits for a free line has waited.
        #[expect(clippy::cast_precision_loss, reason = "a count of calls is far below 2^52")]
        let due = pace.map_or_else(|| started.elapsed(), |pace| Duration::from_secs_f64(number as f64 / pace));
        if due >= TIME {
            return Ok(took);
        }
        std::thread::sleep(due.saturating_sub(started.elapsed()));
        let asked: Vec<String> = (0..size)
            .map(|one| code(if known { (number * size + one) * 7919 % codes } else { (1 << 40) + number * size + one }))
            .collect();
        let request = ask(secret, &asked);
        let sent = if pace.is_some() { due } else { started.elapsed() };
        if line.ask(&request)?.0 != 200 {
            return Err(format!("a question was answered with {}", line.answer()).into());
        }
        if line.answer().contains("\"none\"") == known {
            return Err("a question was answered wrongly".into());
        }
        took.push(started.elapsed().saturating_sub(sent));
    }
}

/// The call that asks about some codes.
fn ask(secret: &str, codes: &[String]) -> Vec<u8> {
    let items: Vec<String> = codes.iter().map(|code| format!("{{\"pdq\":\"{code}\",\"quality\":100}}")).collect();
    let body = format!("{{\"items\":[{}]}}", items.join(","));
    format!(
        "POST /api/v1/match HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {secret}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// The made-up code with this number: four words of a mixing function (splitmix64, Steele et al. 2014), about half of
/// their bits set, as in every PDQ code of a picture with something in it.
fn code(number: u64) -> String {
    let mut state = number.wrapping_mul(4).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    loop {
        let words = [(); 4].map(|()| {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = state;
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            word ^ (word >> 31)
        });
        if (112..=144).contains(&words.iter().map(|word| word.count_ones()).sum::<u32>()) {
            return words.map(|word| format!("{word:016x}")).concat();
        }
        state ^= state << 17;
    }
}

fn micros(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: usize| {
        times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).map_or(0, Duration::as_micros)
    };
    format!("answered after {} µs (median), {} µs (99 of 100)", at(50), at(99))
}
