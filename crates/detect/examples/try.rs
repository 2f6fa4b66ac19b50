//! For who writes rules: every rule and cue that matches, also those that no answer shows.
//!
//! Example: `echo 'pay or i post it' | cargo run -q -p vigie-detect --example try`
//!
//! An error in a lexicon ends it with the rule and what is wrong.

fn main() {
    let detector = match vigie_detect::Detector::embedded() {
        Ok(detector) => detector,
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1)
        }
    };
    for line in std::io::stdin().lines().map_while(Result::ok) {
        println!("== {line}");
        for (start, end, rule) in detector.matches(&line) {
            println!("   {rule} [{}]", &line[start..end]);
        }
    }
}
