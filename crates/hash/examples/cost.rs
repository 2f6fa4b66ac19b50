//! What each step of a fingerprint costs: milliseconds of wall time, the least and the median of 100 rounds of all steps by
//! turns, one thread. `cargo run --release -p vigie-hash --example cost -- PICTURE... [--only STEP]`

use std::hint::black_box;
use std::time::Instant;
use vigie_hash::{Digests, Limits, Mode, Options, Variants, decode, hash_image};

const ROUNDS: usize = 100;

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let at = files.iter().position(|word| word == "--only").unwrap_or(files.len());
    let only = files.split_off(at).pop();
    for file in files {
        // Why: a program for measuring may stop with the place where it went wrong.
        let bytes = std::fs::read(&file).expect("the file can be read");
        let read = || decode(&bytes, Mode::Exact, &Limits::default()).expect("a picture");
        let decoded = read();
        let query = Options { query: true, ..Options::default() };
        let all: [(&str, &dyn Fn()); 6] = [
            ("decode", &|| drop(black_box(read()))),
            ("stored", &|| _ = black_box(decoded.picture.hash())),
            ("query", &|| drop(black_box(Variants::query(&decoded)))),
            ("family", &|| drop(black_box(Variants::family(&decoded)))),
            ("digests", &|| _ = black_box(Digests::of(&bytes))),
            ("all that an upload needs", &|| drop(black_box(hash_image(&bytes, &query)))),
        ];
        let steps: Vec<_> =
            all.into_iter().filter(|(name, _)| only.as_deref().is_none_or(|only| only == *name)).collect();
        let mut times = vec![Vec::new(); steps.len()];
        for _ in 0..ROUNDS {
            for ((_, step), times) in steps.iter().zip(&mut times) {
                let start = Instant::now();
                step();
                times.push(start.elapsed().as_secs_f64() * 1000.0);
            }
        }
        println!("{file}: {} x {}, {} bytes", decoded.picture.width(), decoded.picture.height(), bytes.len());
        for ((name, _), mut times) in steps.iter().zip(times) {
            times.sort_by(f64::total_cmp);
            println!("  {name}: {:.3} ms, median {:.3}", times[0], times[ROUNDS / 2]);
        }
    }
}
