//! How fast texts are read, on one thread.

use std::time::{Duration, Instant};

use vigie_detect::Detector;

/// Reads each text once for warming and three times for measuring; prints medians.
pub fn print(texts: &[String]) -> Result<(), String> {
    let mut starts: Vec<Duration> = Vec::new();
    for _ in 0..3 {
        let began = Instant::now();
        Detector::embedded().map_err(|e| e.to_string())?;
        starts.push(began.elapsed());
    }
    starts.sort();
    let detector = Detector::embedded().map_err(|e| e.to_string())?;
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut wholes = Vec::new();
    let mut each: Vec<Duration> = Vec::new();
    for round in 0..4 {
        let began = Instant::now();
        for text in texts {
            let one = Instant::now();
            std::hint::black_box(detector.message(text, "en"));
            if round == 3 && (180..=220).contains(&text.chars().count()) {
                each.push(one.elapsed());
            }
        }
        if round > 0 {
            wholes.push(began.elapsed());
        }
    }
    wholes.sort();
    each.sort();
    let seconds = wholes[1].as_secs_f64();
    #[expect(clippy::cast_precision_loss, reason = "counts of texts and bytes")]
    let (count, size) = (texts.len() as f64, bytes as f64);
    println!("{:<48} {:.1} ms (median of 3)", "load and compile lexicons", starts[1].as_secs_f64() * 1000.0);
    println!("{:<48} {:.0} a second, {:.2} MB a second", "messages, one thread", count / seconds, size / seconds / 1e6);
    if let Some(late) = each.get(each.len().saturating_sub(1 + each.len() / 100)) {
        println!("{:<48} {} µs (of {})", "a message of 180-220 characters, 99 of 100", late.as_micros(), each.len());
    }
    Ok(())
}
