//! Figures of the index. `cargo bench -p vigie-index -- 1000000` prints them for that many random codes;
//! `-- --serve CODES` answers the lines that `bench/compare_index.py` writes.

#![expect(clippy::cast_precision_loss, reason = "figures for people")]

use std::io::{BufRead, Write};
use std::path::Path;
use std::time::Instant;

use vigie_index::{Code, Index};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--serve", codes] => serve(&read(codes)),
        [size] => alone(size.parse().expect("a number of codes")),
        _ => alone(1_000_000),
    }
}

/// Seconds that this thread has computed.
fn cpu() -> f64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    #[expect(unsafe_code, reason = "the time of a thread has no safe form")]
    // SAFETY: the structure is ours and as the call wants it.
    unsafe {
        libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &raw mut now);
    }
    now.tv_sec as f64 + now.tv_nsec as f64 / 1e9
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let before = cpu();
    let result = work();
    (cpu() - before, result)
}

fn median(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times[times.len() * 99 / 100])
}

fn read(path: &str) -> Vec<Code> {
    std::fs::read(path).expect("codes").as_chunks().0.to_vec()
}

/// Microseconds for each question, median and 99 of 100, and the hits of all.
fn single(index: &Index, asked: &[Code], most: u16) -> (f64, f64, usize) {
    let mut hits = 0;
    let times = asked.iter().map(|code| {
        let (time, answer) = timed(|| index.within(*code, most).expect("answer"));
        hits += answer.as_slice().len();
        time * 1e6
    });
    let (median, slow) = median(times.collect());
    (median, slow, hits)
}

/// Microseconds for each question, and the hits of all.
fn batch(index: &Index, asked: &[Code], most: u16) -> (f64, usize) {
    let (time, answers) = timed(|| index.within_all(asked, most).expect("answers"));
    (time * 1e6 / asked.len() as f64, answers.iter().map(|answer| answer.as_slice().len()).sum())
}

struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn code(&mut self) -> Code {
        let mut code = [0; 32];
        code.as_chunks_mut::<8>().0.iter_mut().for_each(|word| *word = self.next().to_le_bytes());
        code
    }

    fn near(&mut self, mut code: Code) -> Code {
        for _ in 0..self.next() % 32 {
            let [bit, ..] = self.next().to_le_bytes();
            code[usize::from(bit / 8)] ^= 1 << (bit % 8);
        }
        code
    }
}

fn alone(size: usize) {
    let mut dice = Dice(1);
    let codes: Vec<Code> = (0..size).map(|_| dice.code()).collect();
    let misses: Vec<Code> = (0..2048).map(|_| dice.code()).collect();
    let hits: Vec<Code> = (0..2048).map(|at| dice.near(codes[at * (size / 2048)])).collect();
    let (time, index) = timed(|| Index::build(codes.iter().copied().zip(0..)));
    drop(codes);
    println!("{size} random codes: built in {time:.2} s, {:.1} bytes each", index.stats().bytes as f64 / size as f64);
    for most in [0, 8, 15, 31, 40, 47, 64] {
        let few = if most > 31 { 64 } else { 2048 };
        print!("within {most}:");
        for (name, asked) in [("miss", &misses[..few]), ("hit", &hits[..few])] {
            let (median, slow, _) = single(&index, asked, most);
            let (together, _) = batch(&index, asked, most);
            print!("  {name} {median:.1} us (99 of 100: {slow:.1}), in a batch {together:.1} us");
        }
        println!();
    }
    changes(&index, &mut dice, &misses, &hits);
}

fn changes(index: &Index, dice: &mut Dice, misses: &[Code], hits: &[Code]) {
    let (before, ..) = single(index, misses, 31);
    let new: Vec<(Code, u64)> = (0..1000).map(|at| (dice.code(), 1 << 40 | at)).collect();
    let start = Instant::now();
    index.insert_all(new.iter().copied());
    let seen = index.within(new[999].0, 31).expect("answer").nearest().is_some();
    println!("1000 put in and seen ({seen}): {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
    let (after, ..) = single(index, misses, 31);
    println!("miss within 31 before and after: {before:.2} and {after:.2} us");
    let only_live = Index::default();
    only_live.insert_all(new.iter().copied());
    let (live, ..) = single(&only_live, misses, 31);
    let (nothing, ..) = single(&Index::default(), misses, 31);
    println!("1000 that came in lately, by themselves: {live:.2} us, of nothing: {nothing:.2} us");
    let start = Instant::now();
    for (_, id) in new {
        index.remove(id);
    }
    println!("1000 taken out, one by one: {:.3} ms", start.elapsed().as_secs_f64() * 1e3);
    let folder = std::env::temp_dir().join(format!("vigie-index-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("folder");
    let path = folder.join("index");
    let start = Instant::now();
    index.save(&path, 1).expect("saved");
    println!("saved: {:.2} s", start.elapsed().as_secs_f64());
    file(&path, misses, hits);
    std::fs::remove_dir_all(&folder).expect("removed");
}

fn file(path: &Path, misses: &[Code], hits: &[Code]) {
    let start = Instant::now();
    let (opened, _) = Index::open(path).expect("opened");
    let open = start.elapsed().as_secs_f64() * 1e3;
    let found = opened.within(hits[7], 31).expect("answer").nearest().is_some();
    println!("opened: {open:.2} ms, with the first answer ({found}) {:.2} ms", start.elapsed().as_secs_f64() * 1e3);
    let start = Instant::now();
    opened.verify().expect("whole");
    println!("checked whole: {:.2} s", start.elapsed().as_secs_f64());
    let (median, slow, _) = single(&opened, misses, 31);
    println!("from the file, miss within 31: {median:.1} us (99 of 100: {slow:.1})");
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    for line in status.lines().filter(|line| ["VmHWM", "RssAnon"].iter().any(|name| line.starts_with(name))) {
        println!("memory: {line}");
    }
}

/// One line in, one line out.
fn serve(codes: &[Code]) {
    let mut index = Index::default();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("a line");
        let words: Vec<&str> = line.split(' ').collect();
        let answer = match words[..] {
            ["build"] => {
                let (time, built) = timed(|| Index::build(codes.iter().copied().zip(0..)));
                index = built;
                format!("{time} {}", index.stats().bytes as f64 / codes.len() as f64)
            }
            ["single", asked, most] => {
                let (median, slow, hits) = single(&index, &read(asked), most.parse().expect("bits"));
                format!("{median} {slow} {hits}")
            }
            ["batch", asked, most] => {
                let (each, hits) = batch(&index, &read(asked), most.parse().expect("bits"));
                format!("{each} {hits}")
            }
            _ => "what?".to_owned(),
        };
        println!("{answer}");
        std::io::stdout().flush().expect("written");
    }
}
