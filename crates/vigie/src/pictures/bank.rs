//! `vigie bank`: the banks of a node, a list that comes in, a list that goes out.

use std::io::{self, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use clap::{Subcommand, ValueEnum};
use serde_json::json;
use vigie_model::id::BankId;
use vigie_model::signal::{Age, Basis};
use vigie_service::pictures::{self, By, COUNTED, Difference, Entry, Held, Provenance, Traced, import};
use vigie_service::{Ctx, ServiceError};

use super::many::Bar;
use crate::config::Settings;
use crate::{FOUND, OK, node};

/// Bytes of a list that are read at most.
const LARGEST: u64 = 64 << 20;
/// Bad lines that are named; of more, how many.
const NAMED: usize = 20;

/// What to do with banks.
#[derive(Debug, Subcommand)]
pub enum BankCommand {
    /// Every bank, and how much is in it
    #[command(after_help = "Example:\n  vigie bank list\n  vigie bank list --json")]
    List {
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Brings a list into a bank: hex, `pdq <hex>`, CSV with a column `pdq`, NDJSON, NCMEC v2 or StopNCII v1
    #[command(
        after_help = "Example:\n  vigie bank import \"Heron list\" known.csv --dry-run    # what would change\n  vigie bank import \"Heron list\" known.csv --skip-bad   # lines that hold no fingerprint stay out\n  vigie hash --json *.jpg | vigie bank import \"Heron list\" -\n  vigie bank import \"NCMEC\" entries.xml                # a queryResult; what was deleted stays out\n\nWithout --skip-bad one bad line keeps the whole list out. A list that was broken off is brought in again: what is\nthere already stays as it is. Bringing a list in takes nothing out: what its owner took back since is withdrawn in the\nconsole.\nExit code: 0 everything came in or was there; 1 something did not; 2 the command was not understood."
    )]
    Import {
        /// The bank's name or id
        bank: String,
        /// The list; - reads it from standard input
        #[arg(value_name = "FILE")]
        list: PathBuf,
        /// Says what would change, and changes nothing
        #[arg(long)]
        dry_run: bool,
        /// Brings the good lines in although others are bad
        #[arg(long)]
        skip_bad: bool,
        /// How old whoever is in the pictures is said to be, where the list does not say
        #[arg(long, value_enum, default_value_t = Said::Unknown)]
        age: Said,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// Writes the standing signals of a list as CSV; what visitors gave never leaves this way
    #[command(
        after_help = "Example:\n  vigie bank export \"Heron list\" > known.csv\n  vigie bank export \"Heron list\" --json > known.ndjson"
    )]
    Export {
        /// The bank's name or id
        bank: String,
        /// One object a line
        #[arg(long)]
        json: bool,
    },
    /// Says from whose list fingerprints come that were found elsewhere
    #[command(
        after_help = "Example:\n  vigie bank trace found.txt\n\nWhoever follows the list has some made-up fingerprints in it, and nobody else has those. Lists of fewer than 100\nchanges hold none.\nExit code: 0 none of them is ours; 1 some are; 2 the command was not understood."
    )]
    Trace {
        /// The list: hex, `pdq <hex>`, CSV with a column `pdq`, or NDJSON; - reads it from standard input
        #[arg(value_name = "FILE")]
        list: PathBuf,
        /// For programs
        #[arg(long)]
        json: bool,
    },
}

/// How old somebody is said to be.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub enum Said {
    /// Under 18.
    #[value(name = "under-18")]
    Minor,
    /// 18 or older.
    Adult,
    /// Nobody said.
    Unknown,
}

impl Said {
    fn age(self) -> Age {
        match self {
            Self::Minor => Age::Minor,
            Self::Adult => Age::Adult,
            Self::Unknown => Age::Unknown,
        }
    }
}

/// `vigie bank`
///
/// # Errors
/// A sentence that says what to do.
pub async fn bank(settings: &Settings, command: BankCommand) -> Result<u8, String> {
    let ctx = node::open(settings, false).await?;
    match command {
        BankCommand::List { json } => list(&ctx, json).await,
        BankCommand::Import { bank, list, dry_run, skip_bad, age, json } => {
            let bank = named(&ctx, &bank).await?;
            let list = entries(&list, age.age())?;
            bring_in(&ctx, &bank, list, Wanted { dry_run, skip_bad, json }).await
        }
        BankCommand::Export { bank, json } => export(&ctx, &named(&ctx, &bank).await?, json).await,
        BankCommand::Trace { list, json } => trace(&ctx, entries(&list, Age::Unknown)?, json).await,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the form that `map_err` takes")]
fn said(error: ServiceError) -> String {
    error.to_string()
}

fn capped(count: i64) -> String {
    if count > COUNTED { format!("{COUNTED}+") } else { count.to_string() }
}

async fn list(ctx: &Ctx, as_json: bool) -> Result<u8, String> {
    let all = pictures::overview(ctx, By::House).await.map_err(said)?;
    if as_json {
        let rows: Vec<_> = all
            .iter()
            .map(|(held, counts)| {
                json!({
                    "id": held.id.to_string(), "name": held.bank.name, "purpose": held.bank.purpose,
                    "source": held.bank.source, "sense": held.bank.sense, "basis": held.bank.basis,
                    "within": held.bank.near, "tlp": held.bank.tlp, "on": held.bank.on,
                    "held_back": held.bank.held_back, "standing": counts.standing.min(COUNTED),
                    "suspended": counts.suspended.min(COUNTED), "counted_to": COUNTED,
                })
            })
            .collect();
        println!("{}", json!({ "banks": rows }));
        return Ok(OK);
    }
    for (held, counts) in &all {
        let state = match (held.bank.held_back, held.bank.on) {
            (true, _) => "held back",
            (false, true) => "on",
            (false, false) => "off",
        };
        let (standing, suspended) = (capped(counts.standing), capped(counts.suspended));
        println!("{}  {state}  {standing} standing, {suspended} suspended  {}", held.id, held.bank.name);
    }
    if all.is_empty() {
        println!("There is no bank yet; one is made in the console, at /console/banks.");
    }
    Ok(OK)
}

/// The bank with this name or id.
async fn named(ctx: &Ctx, asked: &str) -> Result<Held, String> {
    let all = pictures::overview(ctx, By::House).await.map_err(said)?;
    let found = all.into_iter().map(|one| one.0).find(|held| {
        held.bank.name.eq_ignore_ascii_case(asked) || BankId::parse(asked).is_some_and(|id| id == held.id)
    });
    let held = found.ok_or("there is no such bank; vigie bank list names them all")?;
    if held.bank.basis == Basis::SelfReport {
        return Err("what visitors gave comes in by them alone, and never leaves".to_owned());
    }
    Ok(held)
}

/// A list that was read: its entries, and the lines that hold none.
type Read = (Vec<Entry>, Vec<(usize, import::Bad)>);

/// Reads a list: its entries, each with its line.
fn entries(path: &Path, age: Age) -> Result<Read, String> {
    let error = |error: io::Error| format!("the list {} cannot be read: {error}", path.display());
    let from: Box<dyn io::Read> = if path == Path::new("-") {
        Box::new(io::stdin())
    } else {
        Box::new(std::fs::File::open(path).map_err(error)?)
    };
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes).map_err(error)?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > LARGEST) {
        return Err(format!("the list has more than {LARGEST} bytes; bring it in by parts"));
    }
    let list = import::read_all(&String::from_utf8_lossy(&bytes), usize::MAX - 1);
    let entry = |line: import::Line| Entry {
        codes: line.codes,
        age: line.age.unwrap_or(age),
        expires: None,
        from: Provenance::default(),
    };
    Ok((list.lines.into_iter().map(|(_, line)| entry(line)).collect(), list.bad))
}

struct Wanted {
    dry_run: bool,
    skip_bad: bool,
    json: bool,
}

async fn bring_in(ctx: &Ctx, bank: &Held, (good, bad): Read, wanted: Wanted) -> Result<u8, String> {
    let kept_out = !bad.is_empty() && !wanted.skip_bad;
    let change = if wanted.dry_run || kept_out {
        pictures::preview(ctx, By::House, bank.id, &good).await.map_err(said)?
    } else {
        let mut bar = Bar::of(good.len(), true);
        let change = pictures::bring_in(ctx, By::House, bank.id, &good, &mut |done| bar.show(done)).await;
        bar.hide();
        change.map_err(said)?
    };
    let done = !(wanted.dry_run || kept_out);
    if wanted.json {
        let lines: Vec<_> = bad.iter().map(|(line, why)| json!({ "line": line, "why": why.to_string() })).collect();
        println!(
            "{}",
            json!({ "bank": bank.id.to_string(), "done": done, "added": change.added, "there": change.there,
                "unusable": change.unusable, "held_back": change.held_back, "bad": lines })
        );
    } else {
        for (line, why) in bad.iter().take(NAMED) {
            eprintln!("vigie: line {line}: {why}");
        }
        if bad.len() > NAMED {
            eprintln!("vigie: and {} more bad lines", bad.len() - NAMED);
        }
        println!("{}", sentence(&change, bad.len(), done));
        if kept_out && !wanted.dry_run {
            println!("Nothing was changed: mend the lines, or leave them out with --skip-bad.");
        }
    }
    Ok(if bad.is_empty() && change.unusable + change.held_back == 0 { OK } else { FOUND })
}

fn sentence(change: &Difference, bad: usize, done: bool) -> String {
    let begin = if done { "Came in" } else { "Would come in" };
    let held = if change.held_back > 0 {
        format!(" {} stay out: too many came in within a day, and somebody has to look at the bank.", change.held_back)
    } else {
        String::new()
    };
    format!(
        "{begin}: {}. There already: {}. With too little to see in them: {}. Bad lines: {bad}.{held}",
        change.added, change.there, change.unusable
    )
}

async fn trace(ctx: &Ctx, (entries, bad): Read, as_json: bool) -> Result<u8, String> {
    let codes: Vec<_> = entries.into_iter().flat_map(|entry| entry.codes).collect();
    let found = pictures::trace(ctx, &codes).await.map_err(said)?;
    if as_json {
        let row = |one: &Traced| json!({ "key": one.key.to_string(), "owner": one.owner, "canaries": one.canaries });
        let rows: Vec<_> = found.iter().map(row).collect();
        println!("{}", json!({ "lists": rows, "read": codes.len(), "bad": bad.len() }));
    } else if found.is_empty() {
        println!("None of {} fingerprints was made up here. Bad lines: {}.", codes.len(), bad.len());
    } else {
        for one in &found {
            println!("{}  {} made-up fingerprints of the list of {}", one.key, one.canaries, one.owner);
        }
        println!("An administrator revokes a key in the console, at /console/api.");
    }
    Ok(if found.is_empty() { OK } else { FOUND })
}

async fn export(ctx: &Ctx, bank: &Held, as_json: bool) -> Result<u8, String> {
    let mut to = BufWriter::new(io::stdout());
    let mut after = None;
    let wrote = loop {
        let page = pictures::export(ctx, By::House, bank.id, after).await.map_err(said)?;
        let wrote = if as_json { objects(&page.text, &mut to) } else { to.write_all(page.text.as_bytes()) };
        after = page.next;
        if wrote.is_err() || after.is_none() {
            break wrote;
        }
    };
    match wrote.and_then(|()| to.flush()) {
        // Who reads no further has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(OK),
        Err(error) => Err(error.to_string()),
        Ok(()) => Ok(OK),
    }
}

/// Lines of CSV as objects, without what is empty.
fn objects(page: &str, to: &mut impl io::Write) -> io::Result<()> {
    const NAMES: [&str; 9] = ["pdq", "quality", "sha256", "sha1", "md5", "age", "signal", "face", "expires"];
    for line in page.lines().filter(|line| !line.starts_with("pdq,")) {
        let pairs = NAMES.into_iter().zip(line.split(',')).filter(|pair| !pair.1.is_empty());
        let object: serde_json::Map<_, _> = pairs
            .map(|(name, value)| {
                let number = (name == "quality").then(|| value.parse::<i64>().ok()).flatten();
                (name.to_owned(), number.map_or_else(|| json!(value), |number| json!(number)))
            })
            .collect();
        writeln!(to, "{}", serde_json::Value::Object(object))?;
    }
    Ok(())
}
