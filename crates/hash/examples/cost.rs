//! What each step of a fingerprint costs: milliseconds of processor time a picture, by the system's count, on all cores at
//! once as a server has it. Each step as often again by turns. `cargo run --release -p vigie-hash --example cost -- PICTURE.jpg`
//!
//! Processor time says the same on a busy machine and on a quiet one, but for what the programs beside it do to its caches.

use std::hint::black_box;
use std::time::Duration;
use vigie_hash::{Digests, Limits, Look, Mode, Options, Room, decode, hash_image};
use zune_core::bytestream::ZCursor;
use zune_jpeg::JpegDecoder;

/// Turns of all steps, and how often a core does a step in each.
const TURNS: usize = 3;
const ROUNDS: u32 = 300;

/// What a thread keeps between pictures.
#[derive(Default)]
struct Kept {
    pixels: Vec<u8>,
    room: Room,
}

type Step = (&'static str, fn(&[u8], &mut Kept));

const STEPS: [Step; 5] = [
    ("the decoder alone, into memory at hand", |bytes, kept| bare(bytes, &mut kept.pixels)),
    ("decoding", |bytes, _| drop(black_box(decode(bytes, Mode::Exact, &Limits::default())))),
    ("stored fingerprint, in the memory before", |bytes, kept| look(bytes, &Options::default(), kept)),
    ("all that looking takes, in the memory before", |bytes, kept| look(bytes, &query(), kept)),
    ("the same with digests and new memory", |bytes, _| drop(black_box(hash_image(bytes, &query())))),
];

fn main() {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    for file in std::env::args().skip(1) {
        // Why: a program for measuring may stop with the place where it went wrong.
        let bytes = std::fs::read(&file).expect("the file can be read");
        println!("{file}: {} bytes, {cores} cores", bytes.len());
        for _ in 0..TURNS {
            for (name, step) in STEPS {
                println!("  {:.2} ms  {name}", each(&bytes, cores, step));
            }
            println!("  {:.2} ms  digests", each(&bytes, cores, |bytes, _| _ = black_box(Digests::of(bytes))));
        }
    }
}

/// Milliseconds of processor time that a step takes each time, on all cores.
fn each(bytes: &[u8], cores: usize, step: fn(&[u8], &mut Kept)) -> f64 {
    let before = processor();
    std::thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                let mut kept = Kept::default();
                (0..ROUNDS).for_each(|_| step(bytes, &mut kept));
            });
        }
    });
    #[expect(clippy::cast_precision_loss, reason = "some hundred")]
    let times = f64::from(ROUNDS) * cores as f64;
    processor().saturating_sub(before).as_secs_f64() * 1000.0 / times
}

fn query() -> Options {
    Options { query: true, ..Options::default() }
}

fn look(bytes: &[u8], options: &Options, kept: &mut Kept) {
    drop(black_box(Look::of(bytes, options, &mut kept.room)));
}

/// The decoder with nothing of ours around it.
fn bare(bytes: &[u8], pixels: &mut Vec<u8>) {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    // Why: as above.
    decoder.decode_headers().expect("a JPEG");
    // Why: as above.
    pixels.resize(decoder.output_buffer_size().expect("a size"), 0);
    // Why: as above.
    decoder.decode_into(pixels).expect("a JPEG");
    black_box(pixels);
}

/// Processor time of this process so far, in the system's hundredths of a second (proc(5)).
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let rest = stat.rsplit(')').next().unwrap_or_default();
    let ticks = rest.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}
