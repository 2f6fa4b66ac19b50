//! A list of fingerprints, and the index file that is made of one.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use vigie_hash::Pdq;
use vigie_index::{Index, OpenError};
use vigie_model::signal::CodeKind;
use vigie_service::pictures::import::Reader;
use vigie_service::pictures::is_usable;

use crate::{FOUND, OK};

/// What `index` does.
#[derive(Debug, Subcommand)]
pub enum IndexCommand {
    /// Makes an index file of a list: opened in milliseconds, however long the list is
    #[command(
        after_help = "Example:\n  vigie index build --list known.csv known.index\n  vigie match --list known.index picture.jpg"
    )]
    Build {
        /// The list: hex, `pdq <hex>`, CSV with a column `pdq`, or NDJSON
        #[arg(long, value_name = "FILE")]
        list: PathBuf,
        /// The file to write
        #[arg(value_name = "INDEX")]
        to: PathBuf,
    },
}

/// Flags of `index`.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// What to do.
    #[command(subcommand)]
    command: IndexCommand,
}

/// Known fingerprints: of a list, with the line each stands on, or of an index file, which knows the lines alone.
pub struct List {
    pub index: Index,
    /// By line, from 1; empty for an index file.
    codes: Vec<Option<Pdq>>,
    /// Lines that hold no fingerprint, and lines with one that would match everything or nothing.
    pub wrong: usize,
}

impl List {
    /// Opens a list or an index file. A line that holds none is named on standard error and left out.
    ///
    /// # Errors
    /// A sentence that says what to do.
    pub fn open(path: &Path) -> Result<Self, String> {
        let said = |error: &dyn std::fmt::Display| format!("the list {} cannot be read: {error}", path.display());
        match Index::open(path) {
            Ok((index, _)) => return Ok(Self { index, codes: Vec::new(), wrong: 0 }),
            Err(OpenError::NotAnIndex) => {}
            Err(error) => return Err(said(&error)),
        }
        let from = BufReader::new(File::open(path).map_err(|error| said(&error))?);
        let (mut codes, mut wrong, mut reader) = (Vec::new(), 0, Reader::default());
        for (at, line) in (1_usize..).zip(from.split(b'\n')) {
            let bytes = line.map_err(|error| said(&error))?;
            let line = String::from_utf8_lossy(&bytes);
            let found = code(&mut reader, &line);
            if let Err(reason) = &found {
                wrong += 1;
                eprintln!("vigie: {}, line {at}: {reason}; it is left out.", path.display());
            }
            codes.push(found.ok().flatten());
        }
        let entries = (1_u64..).zip(&codes).filter_map(|(line, code)| code.map(|code| (code.0, line)));
        Ok(Self { index: Index::build(entries), codes, wrong })
    }

    /// The fingerprint on a line, where the list knows it.
    pub fn code(&self, line: u64) -> Option<Pdq> {
        usize::try_from(line).ok()?.checked_sub(1).and_then(|at| self.codes.get(at).copied().flatten())
    }
}

/// The fingerprint of a line; nothing for an empty line, a comment and the head of a CSV file.
fn code(reader: &mut Reader, line: &str) -> Result<Option<Pdq>, String> {
    let Some(found) = reader.line(line).map_err(|bad| bad.to_string())? else { return Ok(None) };
    let code =
        found.codes.iter().find(|code| code.kind == CodeKind::Pdq).ok_or("it holds no fingerprint of a picture")?;
    if !is_usable(code) {
        return Err("this fingerprint has too little to see in it and would match what it should not".to_owned());
    }
    Ok(code.bits().map(Pdq))
}

/// `vigie index build`
///
/// # Errors
/// A sentence that says what to do.
pub fn build(args: &IndexArgs) -> Result<u8, String> {
    let IndexCommand::Build { list, to } = &args.command;
    let from = List::open(list)?;
    if from.codes.is_empty() {
        return Err(format!("{} is empty or an index file already", list.display()));
    }
    from.index.save(to, 0).map_err(|error| error.to_string())?;
    println!("{} fingerprints of {} in {}.", from.codes.iter().flatten().count(), list.display(), to.display());
    Ok(if from.wrong > 0 { FOUND } else { OK })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

    #[test]
    fn a_fingerprint_is_found_in_each_shape_of_line() {
        let read = |lines: &[&str]| -> Vec<bool> {
            let mut reader = Reader::default();
            lines.iter().map(|line| code(&mut reader, line).unwrap_or_default().is_some()).collect()
        };
        assert_eq!(read(&["# head", ONE, "", &ONE.to_uppercase()]), [false, true, false, true]);
        assert_eq!(read(&[&format!("pdq {ONE}")]), [true]);
        assert_eq!(read(&["id,PDQ,note", &format!("7,\"{ONE}\",x"), "8"]), [false, true, false]);
        assert_eq!(
            read(&[&format!("{{\"pdq\":\"{ONE}\"}}"), &format!("{{\"pdq\":\"{ONE}\",\"quality\":49}}")]),
            [true, false]
        );
        assert_eq!(read(&[&"0".repeat(64), &"f".repeat(64), "abc"]), [false, false, false]);
    }
}
