//! A crowd at the gate: help pages stay quick, and everybody is answered, at once or with a calm page that has kept
//! what was typed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::http::{Answer, Browser};
use crate::node::{Engine, Home, Node};
use crate::page::{self, shows};

/// Requests at the same time.
const CROWD: usize = 200;
/// Longest time that 99 of 100 help pages may take under it.
const LONGEST: Duration = Duration::from_millis(200);

/// Times of help pages while the crowd waits, and how many of the crowd were served and told to wait.
struct Run {
    times: Vec<Duration>,
    served: usize,
    waited: usize,
}

#[test]
fn help_pages_stay_quick_while_two_hundred_try_codes() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, true);
    // Each visitor of the crowd has an address of its own, as behind a proxy.
    let node = home.serve().log("warn").with(&["--trusted-proxy", "127.0.0.1"]).start();
    let runs = three(&node, |browser, number| {
        let code = format!("{:018}", 123_456_789_012_345_678_u64 + number);
        let answer = browser.post("/back", &[("l", "en"), ("code", &code)]).expect("everybody is answered");
        assert_eq!(page::field(&answer.body, "code"), Some(code), "what was typed is still there");
        assert!(answer.status == 503 || shows(&answer, "back-error-wrong"), "{answer}");
        answer
    });
    judge("wrong codes", &runs);
}

#[test]
fn help_pages_stay_quick_while_two_hundred_send_reports() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Sqlite, true);
    let node = home.serve().log("warn").with(&["--trusted-proxy", "127.0.0.1"]).start();
    let again = Mutex::new(Vec::new());
    let runs = three(&node, |browser, number| {
        let (draft, words) = (format!("{number:032x}"), format!("these are the words of number {number}"));
        let fields =
            [("l", "en"), ("draft", draft.as_str()), ("age", "a16"), ("words", &words), ("answer", "after five")];
        let answer = browser.post("/tell", &fields).expect("everybody is answered");
        if answer.status == 503 {
            assert!(shows(&answer, "busy-title"), "{answer}");
            for (name, typed) in [("words", words.as_str()), ("answer", "after five"), ("draft", &draft)] {
                assert_eq!(page::field(&answer.body, name).as_deref(), Some(typed), "what was typed is still there");
            }
            assert!(answer.body.contains("value=\"a16\" checked"), "choices too");
            again.lock().unwrap().push((draft, words));
        } else {
            assert!(answer.status == 200 && page::digits(&answer.body).is_some(), "{answer}");
        }
        answer
    });
    judge("reports", &runs);
    // Who presses again a moment later is served.
    if let Some((draft, words)) = again.lock().unwrap().first() {
        let pressed = node.visitor().post(
            "/tell",
            &[("l", "en"), ("draft", draft), ("age", "a16"), ("words", words), ("answer", "after five")],
        );
        assert!(shows(&pressed.expect("an answer"), "done-title"));
    }
}

fn three(node: &Node, ask: impl Fn(Browser, u64) -> Answer + Sync) -> Vec<Run> {
    (0..3).map(|round| run(node, round * CROWD as u64, &ask)).collect()
}

fn run(node: &Node, first: u64, ask: &(impl Fn(Browser, u64) -> Answer + Sync)) -> Run {
    let (served, waited, over) = (Mutex::new(0), Mutex::new(0), AtomicBool::new(false));
    let start = std::sync::Barrier::new(CROWD + 1);
    let times = std::thread::scope(|scope| {
        let crowd: Vec<_> = (first..first + CROWD as u64)
            .map(|number| {
                let (start, served, waited) = (&start, &served, &waited);
                scope.spawn(move || {
                    let headers = format!("X-Forwarded-For: 10.1.{}.{}\r\n", number / 250, number % 250 + 1);
                    start.wait();
                    let answer = ask(Browser { at: node.at, headers: &headers }, number);
                    if answer.status == 503 {
                        assert!(answer.header("retry-after").is_some(), "it says when to come back");
                        *waited.lock().unwrap() += 1;
                    } else {
                        *served.lock().unwrap() += 1;
                    }
                })
            })
            .collect();
        let helped = scope.spawn(|| {
            start.wait();
            let mut times = Vec::new();
            while !over.load(Ordering::SeqCst) {
                for path in ["/?l=en", "/now?l=fr"] {
                    let begin = Instant::now();
                    let page = node.visitor().get(path).expect("help is always there");
                    times.push(begin.elapsed());
                    assert_eq!(page.status, 200);
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            times
        });
        for one in crowd {
            one.join().expect("one of the crowd");
        }
        over.store(true, Ordering::SeqCst);
        helped.join().expect("the reader of help pages")
    });
    Run { times, served: served.into_inner().unwrap(), waited: waited.into_inner().unwrap() }
}

fn judge(what: &str, runs: &[Run]) {
    let mut slowest = Vec::new();
    for run in runs {
        let mut times = run.times.clone();
        times.sort();
        let at = |percent: usize| times[(times.len() * percent / 100).min(times.len() - 1)];
        println!(
            "figure crowd of {CROWD}, {what}: {} served, {} told to wait; {} help pages, p50 {:.1} ms, p99 {:.1} ms",
            run.served,
            run.waited,
            times.len(),
            at(50).as_secs_f64() * 1e3,
            at(99).as_secs_f64() * 1e3
        );
        assert_eq!(run.served + run.waited, CROWD, "everybody was answered");
        slowest.push(at(99));
    }
    slowest.sort();
    assert!(slowest[1] < LONGEST, "99 of 100 help pages within {LONGEST:?}: {slowest:?}");
}
