//! Fingerprints of pictures and films on the command line: making them, looking for them, an index file of a list.

mod bank;
mod film;
mod hash;
mod list;
mod looking;
mod many;

pub use bank::{BankCommand, bank};
pub use hash::{HashArgs, hash};
pub use list::{IndexArgs, build};
pub use looking::{MatchArgs, look};

use std::io;
use std::path::{Path, PathBuf};

use vigie_hash::{Fingerprint, Options};

/// Bytes of a picture that are read at most; a file beyond it is refused without being read.
const LARGEST: u64 = 512 << 20;

fn fingerprint(path: &Path, options: &Options) -> Result<Fingerprint, String> {
    let said = |error: io::Error| format!("it cannot be read: {error}");
    let length = std::fs::metadata(path).map_err(said)?.len();
    if length > LARGEST {
        return Err(format!("it has {length} bytes; the limit is {LARGEST}"));
    }
    let bytes = std::fs::read(path).map_err(said)?;
    vigie_hash::hash_image(&bytes, options).map_err(|error| error.to_string())
}

/// The files that were named; `-` stands for names on standard input, one a line.
fn names(files: &[PathBuf]) -> Result<Vec<String>, String> {
    let mut all = Vec::new();
    for file in files {
        if file == Path::new("-") {
            for line in io::stdin().lines() {
                let line = line.map_err(|error| format!("standard input cannot be read: {error}"))?;
                if !line.is_empty() {
                    all.push(line);
                }
            }
        } else {
            all.push(file.display().to_string());
        }
    }
    Ok(all)
}
