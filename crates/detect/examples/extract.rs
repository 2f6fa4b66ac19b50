//! Prints what `extract::read` finds in each line of standard input, and how fast. `HINT` may name a country.
//!
//! `cargo run --release -p vigie-detect --example extract < text`

use std::io::Read;
use std::time::Instant;
use vigie_detect::extract;

fn main() -> std::io::Result<()> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let hint = std::env::var("HINT").ok();
    let start = Instant::now();
    let _ = extract::read("a", None);
    eprintln!("tables read in {:?}", start.elapsed());
    let start = Instant::now();
    let count = extract::read(&text, hint.as_deref()).len();
    let took = start.elapsed();
    let megabytes = f64::from(u32::try_from(text.len()).unwrap_or(u32::MAX)) / 1e6;
    eprintln!("{count} items in {megabytes:.2} MB at once, {:.1} MB/s", megabytes / took.as_secs_f64());
    if std::env::var_os("QUIET").is_none() {
        for (number, line) in text.lines().enumerate() {
            for item in extract::read(line, hint.as_deref()) {
                println!("{}\t{:?}\t{:?}\t{line}", number + 1, &line[item.start..item.end], item.value);
            }
        }
    }
    Ok(())
}
