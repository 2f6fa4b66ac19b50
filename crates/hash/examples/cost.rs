//! What each step of a fingerprint costs: milliseconds of wall time, the least and the median of 100 rounds of all steps by
//! turns, one thread. `cargo run --release -p vigie-hash --example cost -- PICTURE.jpg... [--only STEP]`
//!
//! `--cores` does one step after the other on all cores at once instead, for some seconds, and says what processor time
//! each took: what a server can come near to.

use std::cell::RefCell;
use std::hint::black_box;
use std::time::{Duration, Instant};
use vigie_hash::{Digests, Limits, Look, Mode, Options, Room, Variants, decode, hash_image};
use zune_core::bytestream::ZCursor;
use zune_jpeg::JpegDecoder;

const ROUNDS: usize = 100;
const TIME: Duration = Duration::from_secs(4);

fn main() {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let at = files.iter().position(|word| word == "--only").unwrap_or(files.len());
    let only = files.split_off(at).pop();
    let all_cores = files.iter().any(|word| word == "--cores");
    for file in files.iter().filter(|word| *word != "--cores") {
        // Why: a program for measuring may stop with the place where it went wrong.
        let bytes = std::fs::read(file).expect("the file can be read");
        println!("{file}: {} bytes", bytes.len());
        if all_cores {
            on_all_cores(&bytes);
        } else {
            by_turns(&bytes, only.as_deref());
        }
    }
}

fn query() -> Options {
    Options { query: true, ..Options::default() }
}

/// The decoder alone, into memory that is at hand.
fn bare(bytes: &[u8], into: &mut Vec<u8>) {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    // Why: as above.
    decoder.decode_headers().expect("a JPEG");
    into.resize(decoder.output_buffer_size().expect("a size"), 0);
    decoder.decode_into(into).expect("a JPEG");
    black_box(into);
}

fn by_turns(bytes: &[u8], only: Option<&str>) {
    // Why: as above.
    let read = || decode(bytes, Mode::Exact, &Limits::default()).expect("a picture");
    let decoded = read();
    let (room, pixels) = (RefCell::new(Room::default()), RefCell::new(Vec::new()));
    let look = |options: &Options| drop(black_box(Look::of(bytes, options, &mut room.borrow_mut())));
    let all: [(&str, &dyn Fn()); 9] = [
        ("decode, the decoder alone", &|| bare(bytes, &mut pixels.borrow_mut())),
        ("decode", &|| drop(black_box(read()))),
        ("decode and stored, in one room", &|| look(&Options::default())),
        ("all that looking takes, in one room", &|| look(&query())),
        ("stored", &|| _ = black_box(decoded.picture.hash())),
        ("query", &|| drop(black_box(Variants::query(&decoded)))),
        ("family", &|| drop(black_box(Variants::family(&decoded)))),
        ("digests", &|| _ = black_box(Digests::of(bytes))),
        ("all that looking takes, and digests", &|| drop(black_box(hash_image(bytes, &query())))),
    ];
    let steps: Vec<_> = all.into_iter().filter(|(name, _)| only.is_none_or(|only| only == *name)).collect();
    let mut times = vec![Vec::new(); steps.len()];
    for _ in 0..ROUNDS {
        for ((_, step), times) in steps.iter().zip(&mut times) {
            let start = Instant::now();
            step();
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
    }
    for ((name, _), mut times) in steps.iter().zip(times) {
        times.sort_by(f64::total_cmp);
        println!("  {name}: {:.3} ms, median {:.3}", times[0], times[ROUNDS / 2]);
    }
}

fn on_all_cores(bytes: &[u8]) {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let steps: [(&str, fn(&[u8], &mut Vec<u8>, &mut Room)); 2] = [
        ("decode, the decoder alone", |bytes, pixels, _| bare(bytes, pixels)),
        ("all that looking takes", |bytes, _, room| drop(black_box(Look::of(bytes, &query(), room)))),
    ];
    for (name, step) in steps {
        let (before, started) = (processor(), Instant::now());
        let work = || {
            let (mut pixels, mut room, mut done) = (Vec::new(), Room::default(), 0_u32);
            while started.elapsed() < TIME {
                step(bytes, &mut pixels, &mut room);
                done += 1;
            }
            done
        };
        let done: u32 = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
            // Why: as above.
            threads.into_iter().map(|thread| thread.join().expect("no panic")).sum()
        });
        let each = (processor() - before).as_secs_f64() * 1000.0 / f64::from(done);
        println!("  {name}, on {cores} cores: {each:.2} ms of processor time each");
    }
}

/// Processor time of this process so far, in the system's hundredths of a second (proc(5)).
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let ticks = rest.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}
