//! For who makes reading faster: every answer to every text, one line each, to compare two builds byte for byte.
//!
//! Example: `cargo run --release -p vigie-detect --example answers < texts.jsonl > after`, each line of the input a JSON
//! string. With a folder of lexicons for an argument, the answers of the rules in it. `--time` before it prints instead how
//! many texts a second are read in the processor time of the thread, the best and the median of five rounds.

use std::io::Write as _;
use std::path::Path;

use vigie_detect::Detector;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    let timed = arguments.next_if(|one| one == "--time").is_some();
    let detector = match arguments.next() {
        Some(folder) => Detector::from_folder(Path::new(&folder))?,
        None => Detector::embedded()?,
    };
    let texts: Vec<String> = std::io::stdin()
        .lines()
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<Result<_, Box<dyn std::error::Error>>>()?;
    if timed {
        return time(&detector, &texts);
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for (text, lang) in texts.iter().zip(["en", "fr", "es", "ar"].into_iter().cycle()) {
        let mut reading = detector.message(text, lang);
        reading.version.clear();
        writeln!(out, "{reading:?} {:?}", detector.self_harm(text))?;
        writeln!(out, "{:?} {:?} {:?}", detector.matches(text), detector.signs(text), detector.wording(text))?;
    }
    Ok(())
}

/// Processor time of this thread, in nanoseconds, as Linux counts it.
fn spent() -> Result<u64, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().ok_or("no time of the thread")?.parse()?)
}

fn time(detector: &Detector, texts: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut rounds = Vec::new();
    for _ in 0..6 {
        let began = spent()?;
        for text in texts {
            std::hint::black_box(detector.message(text, "en"));
        }
        rounds.push(spent()? - began);
    }
    let rounds = &mut rounds[1..];
    rounds.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "counts of texts, bytes and nanoseconds")]
    for (name, nanos) in [("best", rounds[0] as f64), ("median", rounds[2] as f64)] {
        let (count, size) = (texts.len() as f64, bytes as f64);
        println!("{name}: {:.0} a second, {:.2} MB a second", count / nanos * 1e9, size / nanos * 1e3);
    }
    Ok(())
}
