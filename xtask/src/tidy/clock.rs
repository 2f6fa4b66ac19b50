//! One clock and one source of randomness: `crates/model/src/clock.rs`. Everybody else is handed them, and so can be tested.

use crate::house::House;
use crate::problem::Problem;
use crate::rust::RustFile;

const HOME: &str = "crates/model/src/clock.rs";

const CLOCKS: &[&str] = &[
    "SystemTime::now",
    "OffsetDateTime::now_utc",
    "OffsetDateTime::now_local",
    "UtcDateTime::now",
    "Utc::now",
    "Local::now",
    "UNIX_EPOCH.elapsed",
];
const STOPWATCHES: &[&str] = &["Instant::now"];
const DICE: &[&str] = &[
    "Uuid::now_v7",
    "Uuid::new_v4",
    "Uuid::new_v7",
    "getrandom::",
    "SysRng",
    "OsRng",
    "thread_rng",
    "rand::rng",
    "rand::random",
    "RandomState::new",
    "/dev/urandom",
];

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in house.rust.iter().filter(|file| file.path != HOME && !file.is_test) {
        refuse(file, CLOCKS, "take the time from the clock in the context (vigie_model::clock)", &mut problems);
        refuse(file, DICE, "randomness is an argument, from the context (vigie_model::clock)", &mut problems);
        if !may_measure(&file.path) {
            refuse(
                file,
                STOPWATCHES,
                "take the time from the clock in the context (vigie_model::clock)",
                &mut problems,
            );
        }
    }
    problems
}

/// The program's outer shell and the tasks may measure how long something took.
fn may_measure(path: &str) -> bool {
    path.starts_with("crates/vigie/") || path.starts_with("xtask/")
}

fn refuse(file: &RustFile, words: &[&str], instead: &str, problems: &mut Vec<Problem>) {
    for word in words {
        for at in file.code_matches(word).filter(|&at| !file.in_test(at)) {
            let name = word.trim_end_matches("::");
            problems.push(Problem::new(&file.path, file.line(at), format!("{name} outside {HOME}: {instead}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_read_at_home_and_in_tests() {
        let house = House::of(&[
            (HOME, "fn now() { SystemTime::now(); getrandom::fill(b); }"),
            ("crates/vigie/src/main.rs", "fn a() { let start = Instant::now(); }"),
            ("crates/testkit/src/lib.rs", "fn a() { Instant::now(); SysRng; }"),
            (
                "crates/seal/src/lib.rs",
                "// OsRng is elsewhere\nfn a(s: &str) { s == \"SysRng\" }\n#[cfg(test)]\nmod tests { fn a() { SysRng; } }",
            ),
            ("crates/seal/src/rng.rs", "struct OsRngLike; fn my_thread_rng() {}"),
        ]);
        assert_eq!(check(&house), []);
    }

    #[test]
    fn a_clock_or_dice_elsewhere_are_refused() {
        let found = |path: &str, code: &str| check(&House::of(&[(path, code)])).len();
        assert_eq!(found("crates/vigie/src/main.rs", "fn a() { std::time::SystemTime::now(); }"), 1);
        assert_eq!(found("crates/service/src/lib.rs", "fn a() { tokio::time::Instant::now(); }"), 1);
        assert_eq!(found("crates/web/src/lib.rs", "fn a() { Uuid::now_v7(); }"), 1);
        assert_eq!(found("crates/seal/src/lib.rs", "fn a() { getrandom::fill(&mut b); }\nuse rand::rngs::OsRng;"), 2);
    }
}
