//! The project's own tasks: `cargo xtask tidy`, `cargo xtask data`, `cargo xtask size`.
//!
//! They read the tree and print; only `detect` with `--fit`, `--fit-talks` or `--record` changes files. Nothing here is part of the program.

mod data;
mod detect;
mod house;
mod lexer;
mod problem;
mod rust;
mod size;
mod tidy;

use std::process::ExitCode;

use house::House;
use problem::Problem;

const HELP: &str = "\
cargo xtask <task>

  tidy    house rules: sizes, floors, SQL only in the store, one clock, migrations agree, paths in documents exist …
  data    data files: word lists, TOML tables, the same texts in every language
  detect  how well the detector reads, by set, language, motive, kind of negative, with Wilson intervals
          --fit makes the four files of weights in data/lexicons anew, --fit-talks only what is read of conversations; --record writes data/examples/figures.tsv, --check compares with it;
          --misses fitted|development|short|random shows what is wrong; --lang xx; --ordinary; --random (chats of ordinary lines); --speed (with cargo run --release -p xtask)
  size    facts for the documents: release binary size, crates in Cargo.lock
  help    this text

Exit code 0: all well. 1: something to mend, each line says where and what. 2: unknown task.
Example: cargo xtask tidy && cargo xtask data";

fn main() -> ExitCode {
    let task = std::env::args().nth(1).unwrap_or_else(|| "help".to_owned());
    let house = match House::from_git() {
        Ok(house) => house,
        Err(why) => {
            eprintln!("cannot read the tree: {why}");
            return ExitCode::FAILURE;
        }
    };
    match task.as_str() {
        "tidy" => {
            for fact in tidy::facts(&house) {
                println!("{fact}");
            }
            verdict("tidy", tidy::check(&house))
        }
        "data" => verdict("data", data::check(&house)),
        "detect" => {
            let args: Vec<String> = std::env::args().skip(2).collect();
            match detect::run(std::path::Path::new("."), &args) {
                Ok(()) => ExitCode::SUCCESS,
                Err(why) => {
                    eprintln!("{why}");
                    ExitCode::FAILURE
                }
            }
        }
        "size" => {
            println!("{}", size::facts(&house));
            ExitCode::SUCCESS
        }
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            ExitCode::SUCCESS
        }
        other => {
            eprintln!("no task named {other}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

/// Prints what was found, in the order of the tree, and turns it into an exit code.
fn verdict(task: &str, mut problems: Vec<Problem>) -> ExitCode {
    problems.sort();
    for problem in &problems {
        println!("{problem}");
    }
    if problems.is_empty() {
        println!("{task}: nothing to mend");
        return ExitCode::SUCCESS;
    }
    println!("{task}: {} to mend", problems.len());
    ExitCode::FAILURE
}
