//! Compiles the lexicons; prints matches of the lines on standard input.
fn main() {
    let detector = match vigie_detect::Detector::embedded() {
        Ok(d) => d,
        Err(e) => {
            eprintln!("{e}");
            std::process::exit(1)
        }
    };
    for line in std::io::stdin().lines().map_while(Result::ok) {
        println!("== {line}");
        for (a, b, r) in detector.matches(&line) {
            println!("   {r} [{}]", &line[a..b]);
        }
    }
}
