//! `vigie match`

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde::Serialize;
use serde_json::json;
use vigie_hash::{Distance, Hashed, Options, Pdq, Quality};

use super::list::List;
use super::{film, fingerprint, many, names};
use crate::{FOUND, OK};

/// With what a picture is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Looked {
    /// The picture as it is stored.
    None,
    /// Also turned, mirrored, without borders, in halves.
    All,
}

/// Flags of `match`.
#[derive(Debug, Args)]
pub struct MatchArgs {
    /// Known fingerprints: hex, `pdq <hex>`, CSV with a column `pdq`, NDJSON, or an index file
    #[arg(long, value_name = "FILE", required_unless_present = "video", conflicts_with = "video")]
    list: Option<PathBuf>,
    /// Pictures or fingerprints of 64 hexadecimal digits; - reads them from standard input, one a line. With --video two
    /// films
    #[arg(value_name = "FILE|HASH", required = true)]
    inputs: Vec<PathBuf>,
    /// Bits of 256 that may differ
    #[arg(long, value_name = "BITS", default_value_t = 31, value_parser = clap::value_parser!(u16).range(0..=256))]
    within: u16,
    /// With what a picture is looked for
    #[arg(long, value_enum, default_value_t = Looked::All, conflicts_with = "video")]
    variants: Looked,
    /// One line of JSON an input
    #[arg(long)]
    json: bool,
    /// Films
    #[command(flatten)]
    film: film::FilmArgs,
}

/// A known fingerprint that is near enough.
#[derive(Debug, Serialize)]
struct Match {
    line: u64,
    pdq: Option<Pdq>,
    distance: u16,
    variant: String,
}

/// What is said of one input.
enum Answer {
    Looked(Vec<Match>),
    /// Nothing to look with: a picture of too little quality, a file that cannot be read, a damaged index.
    Not(String),
}

/// Looks for each input on the list; ends with 1 when something was found or could not be looked for.
///
/// # Errors
/// A sentence that says what to do.
pub fn look(args: &MatchArgs) -> Result<u8, String> {
    let Some(list) = &args.list else {
        return film::compare(&args.inputs, &args.film, Distance(args.within), args.json);
    };
    let list = List::open(list)?;
    let inputs = names(&args.inputs)?;
    let mut to = BufWriter::new(io::stdout().lock());
    let mut notable = list.wrong;
    let told = many::each(
        &inputs,
        |input| answer(args, &list, input),
        |input, answer| {
            notable += usize::from(!matches!(&answer, Answer::Looked(found) if found.is_empty()));
            if args.json { as_json(&mut to, input, &answer) } else { as_text(&mut to, input, &answer) }
        },
    );
    match told.and_then(|()| to.flush()) {
        // Who reads no further has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Err(error) => return Err(error.to_string()),
        Ok(()) => {}
    }
    Ok(if notable > 0 { FOUND } else { OK })
}

fn answer(args: &MatchArgs, list: &List, input: &str) -> Answer {
    let codes: Vec<(String, Pdq)> = match input.parse::<Pdq>() {
        Ok(code) => vec![("given".to_owned(), code)],
        Err(_) => match forms(args, input) {
            Ok(codes) => codes,
            Err(reason) => return Answer::Not(reason),
        },
    };
    let mut found: Vec<Match> = Vec::new();
    for (variant, code) in codes {
        let hits = match list.index.within(code.0, args.within) {
            Ok(hits) => hits,
            Err(error) => return Answer::Not(error.to_string()),
        };
        for hit in hits {
            match found.iter_mut().find(|known| known.line == hit.id) {
                Some(known) if known.distance <= hit.distance => {}
                Some(known) => (known.distance, known.variant) = (hit.distance, variant.clone()),
                None => found.push(Match {
                    line: hit.id,
                    pdq: list.code(hit.id),
                    distance: hit.distance,
                    variant: variant.clone(),
                }),
            }
        }
    }
    found.sort_by_key(|one| (one.distance, one.line));
    Answer::Looked(found)
}

/// The fingerprints of a picture that may be matched.
fn forms(args: &MatchArgs, file: &str) -> Result<Vec<(String, Pdq)>, String> {
    let options = Options { query: args.variants == Looked::All, ..Options::default() };
    let found = fingerprint(file.as_ref(), &options)?;
    let stored = std::iter::once(("stored".to_owned(), found.hashed));
    let others = found.variants.into_vec().into_iter().map(|variant| (variant.name, variant.hashed));
    let usable: Vec<(String, Pdq)> =
        stored.chain(others).filter(|(_, hashed): &(_, Hashed)| hashed.is_usable()).map(|(n, h)| (n, h.pdq)).collect();
    if usable.is_empty() {
        let Quality(quality) = found.hashed.quality;
        return Err(format!("there is too little to see in it (quality {quality} of 100; 50 is needed)"));
    }
    Ok(usable)
}

fn as_json(to: &mut impl Write, input: &str, answer: &Answer) -> io::Result<()> {
    let line = match answer {
        Answer::Looked(matches) => json!({ "input": input, "matches": matches }),
        Answer::Not(error) => json!({ "input": input, "error": error }),
    };
    writeln!(to, "{line}")
}

fn as_text(to: &mut impl Write, input: &str, answer: &Answer) -> io::Result<()> {
    match answer {
        Answer::Not(error) => {
            to.flush()?;
            eprintln!("vigie: {input}: {error}");
            Ok(())
        }
        Answer::Looked(found) if found.is_empty() => writeln!(to, "{input}: nothing near"),
        Answer::Looked(found) => found.iter().try_for_each(|one| {
            writeln!(to, "{input}: line {}, {} bits away, {}", one.line, one.distance, one.variant)
        }),
    }
}
