//! One line of JSON for each file, as `vigie hash --json` prints it. `--repeat N` does all of it N times, to be timed from
//! outside; `--plain` leaves the variants away, `--query` has those for looking alone, `--pixels` hashes nothing but pixels,
//! `--decode` only decodes, `--fast` reads the grey plane alone.

use vigie_hash::{Limits, Mode, Options, decode, hash_image};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let repeat = arguments.iter().position(|argument| argument == "--repeat");
    let times = repeat.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(1);
    let mode = if has("--fast") { Mode::Fast } else { Mode::Exact };
    let query = !has("--plain");
    let options = Options { mode, query, family: query && !has("--query"), ..Options::default() };
    let is_file = |argument: &&String| !argument.starts_with("--") && argument.parse::<u32>().is_err();
    for file in arguments.iter().filter(is_file) {
        // Why: a program for measuring may stop with the place where it went wrong.
        let bytes = std::fs::read(file).expect("the file can be read");
        for time in 0..times {
            let text = if has("--decode") || has("--pixels") {
                let decoded = decode(&bytes, mode, &Limits::default());
                decoded
                    .map(|decoded| if has("--pixels") { decoded.picture.hash().pdq.to_string() } else { String::new() })
            } else {
                hash_image(&bytes, &options)
                    // Why: a program for measuring may stop with the place where it went wrong.
                    .map(|found| serde_json::to_string(&found.line(file)).expect("plain values"))
            };
            if time == 0 {
                println!("{}", text.unwrap_or_else(|error| format!("{file}: {error}")));
            }
        }
    }
}
