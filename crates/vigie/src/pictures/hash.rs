//! `vigie hash`

use std::io::{self, BufWriter, Write as _};
use std::path::PathBuf;

use clap::Args;
use serde_json::json;
use vigie_hash::{Mode, Options};

use super::{film, fingerprint, many, names};
use crate::{FOUND, OK};

/// Flags of `hash`.
#[derive(Debug, Args)]
pub struct HashArgs {
    /// Pictures; - reads names from standard input, one a line. With --video one film
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// One line of JSON a file, with the digests, and the variants with which an edited copy is looked for
    #[arg(long, conflicts_with = "video")]
    json: bool,
    /// Adds the slight crops that belong to a victim's own fingerprint; with --json
    #[arg(long, requires = "json")]
    family: bool,
    /// Reads the brightness of a JPEG alone: quicker, and mostly 0 to 2 of 256 bits off
    #[arg(long, conflicts_with = "video")]
    fast: bool,
    /// Films
    #[command(flatten)]
    film: film::FilmArgs,
}

/// Makes the fingerprint of each file; ends with 1 when one could not be read, and goes on with the rest.
///
/// # Errors
/// A sentence that says what to do.
pub fn hash(args: &HashArgs) -> Result<u8, String> {
    if args.film.video {
        return film::hash(&args.files, &args.film);
    }
    let names = names(&args.files)?;
    let mode = if args.fast { Mode::Fast } else { Mode::default() };
    let options = Options { mode, query: args.json, family: args.family, ..Options::default() };
    let mut to = BufWriter::new(io::stdout().lock());
    let mut unread = 0_usize;
    let told = many::each(
        &names,
        |name| fingerprint(name.as_ref(), &options),
        |name, result| match result {
            Ok(found) if args.json => {
                let line = serde_json::to_string(&found.line(name)).map_err(io::Error::other)?;
                writeln!(to, "{line}")
            }
            Ok(found) => writeln!(to, "{} {} {name}", found.hashed.pdq, found.hashed.quality),
            Err(error) => {
                unread += 1;
                if args.json {
                    return writeln!(to, "{}", json!({ "file": name, "error": error }));
                }
                to.flush()?;
                eprintln!("vigie: {name}: {error}");
                Ok(())
            }
        },
    );
    match told.and_then(|()| to.flush()) {
        // Who reads no further has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(OK),
        Err(error) => return Err(error.to_string()),
        Ok(()) => {}
    }
    Ok(if unread > 0 { FOUND } else { OK })
}
