//! Figures of the built program, printed: reports a second, a burst, pages a second, memory, start, size.
//!
//! Example: `VIGIE_BIN=target/release/vigie cargo run --release -p vigie-testkit --bin bench -- --quick`
//!
//! With `--queue` only the queue: its first page at a million cases (`--quick`: 20,000), on SQLite and PostgreSQL.
//! With `--uploads PICTURE.jpg MS` only pictures that are sent, beside the MS milliseconds that decoding one takes.
//! With `--known` only known pictures: questions by fingerprint with a million signals (`--quick`: 20,000), on both;
//! `--known 10000000 sqlite`: as many as are said, on that engine alone.
//!
//! It measures; it asserts nothing. `docs/performance.md` keeps what was measured where.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

mod client;
mod known;
mod queue;

use client::{Line, Node, Outcome};

/// Connections that ask for pages at once.
const READERS: usize = 32;
/// Connections that send reports at once in the sustained run.
const SENDERS: usize = 4;

fn main() -> Outcome<()> {
    let quick = std::env::args().any(|arg| arg == "--quick");
    let bin = std::env::var("VIGIE_BIN").map_err(|_| "VIGIE_BIN is not set; run ./test --only bench")?;
    let seconds = Duration::from_secs(if quick { 3 } else { 10 });
    println!("machine      {}", machine());
    if std::env::args().any(|arg| arg == "--queue") {
        return queue::run(Path::new(&bin), quick);
    }
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == "--known") {
        let codes = words.get(at + 1).and_then(|word| word.parse().ok());
        return known::run(Path::new(&bin), quick, (codes, words.get(at + 2).map(String::as_str)));
    }
    if let Some(at) = words.iter().position(|word| word == "--uploads") {
        let [picture, decode] = words.get(at + 1..at + 3).ok_or("--uploads PICTURE.jpg MS")? else {
            return Err("--uploads PICTURE.jpg MS".into());
        };
        return known::uploads(Path::new(&bin), Path::new(picture), decode.parse()?);
    }
    println!("binary       {:.1} MB", megabytes(std::fs::metadata(&bin)?.len()));

    let dir = std::env::temp_dir().join(format!("vigie-bench-{}", std::process::id()));
    let node = Node::start(Path::new(&bin), &dir, None)?;
    println!("start        /health answers {} ms after the program was started", node.ready.as_millis());
    std::thread::sleep(Duration::from_secs(2));
    println!("memory       {:.1} MB resident, idle", node.resident()?);
    for path in ["/", "/now"] {
        for gzip in [false, true] {
            let mut runs: Vec<f64> = (0..3).map(|_| pages(node.at, path, gzip, seconds / 3)).collect::<Outcome<_>>()?;
            runs.sort_by(f64::total_cmp);
            println!(
                "pages        {path:<5} {} {:>8.0} a second (median of 3)",
                if gzip { "gzip " } else { "plain" },
                runs[1]
            );
        }
    }
    sustained(node.at, if quick { Duration::from_secs(5) } else { Duration::from_secs(30) })?;
    burst(node.at, 100)?;
    println!("memory       {:.1} MB resident, after the load", node.resident()?);
    drop(node);
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}

/// Pages a second over kept connections, one request at a time on each.
fn pages(at: SocketAddr, path: &'static str, gzip: bool, time: Duration) -> Outcome<f64> {
    let (count, stop) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let started = Instant::now();
    let threads: Vec<_> = (0..READERS)
        .map(|_| {
            let (count, stop) = (Arc::clone(&count), Arc::clone(&stop));
            std::thread::spawn(move || -> Outcome<()> {
                let mut line = Line::open(at)?;
                let accept = if gzip { "Accept-Encoding: gzip\r\n" } else { "" };
                let request = format!("GET {path}?l=fr HTTP/1.1\r\nHost: bench\r\n{accept}\r\n");
                while !stop.load(Ordering::Relaxed) {
                    if line.ask(request.as_bytes())?.0 != 200 {
                        return Err("a page was not answered with 200".into());
                    }
                    count.fetch_add(1, Ordering::Relaxed);
                }
                Ok(())
            })
        })
        .collect();
    std::thread::sleep(time);
    stop.store(true, Ordering::Relaxed);
    for thread in threads {
        thread.join().map_err(|_| "a reader panicked")??;
    }
    #[expect(clippy::cast_precision_loss, reason = "a count of requests is far below 2^52")]
    Ok(count.load(Ordering::Relaxed) as f64 / started.elapsed().as_secs_f64())
}

/// Reports sent one after the other by a few visitors, each answered before the next.
fn sustained(at: SocketAddr, time: Duration) -> Outcome<()> {
    let started = Instant::now();
    let threads: Vec<_> = (0..SENDERS)
        .map(|sender| {
            std::thread::spawn(move || -> Outcome<Vec<Duration>> {
                let (mut line, mut took, mut number) = (Line::open(at)?, Vec::new(), 0);
                while started.elapsed() < time {
                    let sent = Instant::now();
                    let status = line.ask(&report(&format!("{sender:04x}{number:028x}"), "no"))?.0;
                    if status != 200 {
                        return Err(format!("a report was answered with {status}").into());
                    }
                    took.push(sent.elapsed());
                    number += 1;
                }
                Ok(took)
            })
        })
        .collect();
    let mut all = Vec::new();
    for thread in threads {
        all.extend(thread.join().map_err(|_| "a sender panicked")??);
    }
    let seconds = started.elapsed().as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "a count of reports is far below 2^52")]
    let rate = all.len() as f64 / seconds;
    println!(
        "reports      {rate:.1} a second over {seconds:.0} s, each hashed, sealed and committed; {}",
        spread(&mut all)
    );
    Ok(())
}

/// A hundred visitors at once.
fn burst(at: SocketAddr, visitors: usize) -> Outcome<()> {
    let started = Instant::now();
    let threads: Vec<_> = (0..visitors)
        .map(|visitor| {
            std::thread::spawn(move || -> Outcome<(u16, Duration)> {
                let mut line = Line::open(at)?;
                let sent = Instant::now();
                let status = line.ask(&report(&format!("b{visitor:031x}"), "no"))?.0;
                Ok((status, sent.elapsed()))
            })
        })
        .collect();
    let (mut took, mut committed) = (Vec::new(), 0);
    for thread in threads {
        let (status, time) = thread.join().map_err(|_| "a visitor panicked")??;
        committed += usize::from(status == 200);
        took.push(time);
    }
    println!(
        "burst        {committed} of {visitors} at once committed, all answered after {:.2} s; {}",
        started.elapsed().as_secs_f64(),
        spread(&mut took)
    );
    Ok(())
}

fn spread(times: &mut [Duration]) -> String {
    times.sort();
    let at = |share: usize| {
        times.get((times.len() * share / 100).min(times.len().saturating_sub(1))).map_or(0, Duration::as_millis)
    };
    format!("answered after {} ms (median), {} ms (99 of 100)", at(50), at(99))
}

/// A report as a browser sends it, under its own draft.
fn report(draft: &str, danger: &str) -> Vec<u8> {
    let body = format!(
        "l=en&draft={draft}&danger={danger}&who=me&age=a13&threat=pictures&want=money&by=later&happened=blocked&place1=Instagram&name1=%40bench.{draft}&side1=them&words=They+want+money.+I+blocked+them+and+I+am+not+sure+what+to+do+next.&answer=evening"
    );
    format!(
        "POST /tell HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = info
        .lines()
        .find_map(|line| line.strip_prefix("model name"))
        .map_or("unknown", |rest| rest.trim_start_matches([' ', '\t', ':']));
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    format!("{name}, {cores} cores; the load runs on the same cores")
}

#[expect(clippy::cast_precision_loss, reason = "a file is far below 2^52 bytes")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
