//! Known pictures on two processes of one PostgreSQL: what one takes in, the other finds; what one withdraws, both let go
//! of; and one that was killed catches up.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::{Browser, until};
use crate::node::{Engine, Home, Node};
use crate::pulls::key;

/// Longer than anything here takes on a machine that does other things as well; the figures say how long it took.
const LONGEST: Duration = Duration::from_secs(30);

/// A program with a key.
struct Program<'a> {
    at: Browser<'a>,
}

impl Program<'_> {
    fn call(&self, path: &str, body: &Value) -> Value {
        let answer = self.at.json(path, &body.to_string()).expect("an answer");
        assert!(answer.status < 300, "{path}: {} {}", answer.status, answer.body);
        serde_json::from_str(&answer.body).expect("JSON")
    }

    fn get(&self, path: &str) -> Value {
        let answer = self.at.get(path).expect("an answer");
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        serde_json::from_str(&answer.body).expect("JSON")
    }

    /// The id of the new signal.
    fn add(&self, bank: &Value, pdq: &str) -> String {
        let item = serde_json::json!({ "codes": [{ "kind": "pdq", "hex": pdq, "quality": 100 }], "age": "unknown" });
        let added = self.call("/api/v1/signals", &serde_json::json!({ "bank": bank, "items": [item] }));
        assert_eq!(added["items"][0]["outcome"], "added", "{added}");
        added["items"][0]["id"].as_str().expect("an id").to_owned()
    }

    fn verdict(&self, pdq: &str) -> String {
        let asked = serde_json::json!({ "items": [{ "id": "one", "pdq": pdq, "quality": 100 }] });
        let answer = self.call("/api/v1/match", &asked);
        assert!(answer.get("behind_ms").is_none(), "{answer}");
        answer["items"][0]["match"].as_str().expect("a verdict").to_owned()
    }

    /// Milliseconds until the answer is this one.
    fn until(&self, what: &str, pdq: &str, verdict: &str) -> f64 {
        let began = Instant::now();
        until(what, LONGEST, || (self.verdict(pdq) == verdict).then_some(()));
        began.elapsed().as_secs_f64() * 1e3
    }
}

/// A fingerprint far from those of other numbers.
fn pdq(number: u64) -> String {
    let word = |turn: u64| {
        (number * 4 + turn + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29).wrapping_mul(0xBF58_476D_1CE4_E5B9)
    };
    let [a, b, c, d] = [0, 1, 2, 3].map(word);
    format!("{a:016x}{b:016x}{c:016x}{d:016x}")
}

#[test]
fn a_picture_known_to_one_process_is_known_to_all_and_forgotten_by_all() {
    let _alone = crate::alone();
    let home = Home::new(Engine::Postgres, true);
    let one = home.serve().log("warn").start();
    let headers = format!("Authorization: Bearer {}\r\n", key(&one));
    let mut other = home.serve().log("warn").start();
    let at = |node: &Node| Program { at: Browser { at: node.at, headers: &headers } };
    let (here, there) = (at(&one), at(&other));
    let banks = here.get("/api/v1/banks");
    let of_herons = |bank: &&Value| bank["name"] == "Heron list";
    let bank = &banks["banks"].as_array().and_then(|all| all.iter().find(of_herons)).expect("the bank")["id"];

    let (mut found, mut gone) = (Vec::new(), Vec::new());
    for number in 0..10 {
        let code = pdq(number);
        assert_eq!(here.verdict(&code), "none");
        assert_eq!(there.verdict(&code), "none");
        let id = here.add(bank, &code);
        assert_eq!(here.verdict(&code), "exact", "known where it came in before the answer is given");
        found.push(there.until("the other process finds it", &code, "exact"));
        there.call(&format!("/api/v1/signals/{id}/withdraw"), &serde_json::json!({}));
        assert_eq!(there.verdict(&code), "none", "gone where it was withdrawn before the answer is given");
        gone.push(here.until("the first process lets go of it", &code, "none"));
    }
    for (name, mut took) in [("a new signal elsewhere", found), ("a withdrawn one elsewhere", gone)] {
        took.sort_by(f64::total_cmp);
        println!("figure {name}: median {:.0} ms, most {:.0} ms", took[5], took[9]);
    }

    // Who waits at one process for what changes at the other.
    let cursor = |answer: &Value| answer["cursor"].as_i64().expect("a cursor");
    let mut place = 0;
    loop {
        let page = there.get(&format!("/api/v1/feed?since={place}"));
        place = cursor(&page);
        if page["more"] == false {
            break;
        }
    }
    let waited = std::thread::scope(|scope| {
        let waits = scope.spawn(|| there.get(&format!("/api/v1/feed?since={place}&wait=20")));
        // Without the pause the change could be there before anybody waits, which would prove less.
        std::thread::sleep(Duration::from_millis(300));
        here.add(bank, &pdq(100));
        waits.join().expect("a page of the feed")
    });
    assert_eq!(waited["changes"][0]["codes"][0]["hex"], pdq(100), "{waited}");
    assert_eq!(cursor(&waited), place + 1);

    other.kill();
    let missed = here.add(bank, &pdq(101));
    let third = home.serve().log("warn").start();
    let caught_up = at(&third);
    caught_up.until("a process that starts has what it missed", &pdq(101), "exact");
    assert_eq!(caught_up.verdict(&pdq(100)), "exact");
    assert_eq!(caught_up.verdict(&pdq(0)), "none", "what was withdrawn stays so");
    caught_up.call(&format!("/api/v1/signals/{missed}/withdraw"), &serde_json::json!({}));
    here.until("the first process lets go of that too", &pdq(101), "none");
}
