//! The command line. Every setting is also an environment variable `VIGIE_…` and a key of the TOML file; what is asked
//! for once (`--open`, `--json`) is neither.

#![expect(clippy::doc_markdown, reason = "these docs are shown on the terminal, where Markdown is noise")]

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

/// vigie: help for children who are blackmailed, and the desk that answers.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Example:\n  vigie serve --demo        # invented cases on http://127.0.0.1:8080/\n  vigie doctor              # is everything as it should be?\n\nExit code: 0 fine, 1 found something or refused, 2 wrong usage."
)]
pub struct Cli {
    /// Flags that every command takes.
    #[command(flatten)]
    pub shared: Shared,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags that every command takes.
#[derive(Debug, Args)]
pub struct Shared {
    /// TOML file with the same keys as these flags (data = "…", database = "…", …)
    #[arg(long, global = true, env = "VIGIE_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Folder of the data; made when absent [default: ./vigie-data]
    #[arg(long, global = true, env = "VIGIE_DATA", value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// sqlite:PATH or postgres://USER@HOST/NAME [default: sqlite:DATA/vigie.db]
    #[arg(long, global = true, env = "VIGIE_DATABASE", value_name = "URL")]
    pub database: Option<String>,
    /// Key file, mode 0600, kept away from the data and its backups [default: ./vigie-keys.toml; with --demo DATA/keys.toml]
    #[arg(long, global = true, env = "VIGIE_KEYS", value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Invented cases and numbers, on loopback only; every page says so
    #[arg(long, global = true, env = "VIGIE_DEMO")]
    pub demo: bool,
    /// Folder with lexicons instead of those built in, of the shape of data/lexicons; read again on SIGHUP
    #[arg(long, global = true, env = "VIGIE_LEXICONS", value_name = "DIR")]
    pub lexicons: Option<PathBuf>,
    /// How notices to people on duty, and calls to programs, leave the house
    #[command(flatten)]
    pub outside: Outside,
    /// What is logged to standard error, as a filter: info, warn, vigie_service=debug … [default: info]
    #[arg(long, global = true, env = "VIGIE_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// Log lines as JSON
    #[arg(long, global = true, env = "VIGIE_LOG_JSON")]
    pub log_json: bool,
}

/// How notices to people on duty, and calls to programs, leave the house. Secrets are read from files: a flag or a variable is seen by others.
#[derive(Debug, Args)]
pub struct Outside {
    /// What the operator calls this node; stands in every notice [default: vigie]
    #[arg(long, global = true, env = "VIGIE_NODE_NAME", value_name = "NAME")]
    pub node_name: Option<String>,
    /// Address of this node as people on duty reach it; links in notices begin with it
    #[arg(long, global = true, env = "VIGIE_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<String>,
    /// Mail server: smtps://USER@HOST:465, or smtp://USER@HOST:587 with STARTTLS (none only on loopback)
    #[arg(long, global = true, env = "VIGIE_SMTP", value_name = "URL")]
    pub smtp: Option<String>,
    /// Address that mails come from
    #[arg(long, global = true, env = "VIGIE_SMTP_FROM", value_name = "ADDRESS")]
    pub smtp_from: Option<String>,
    /// File with the password of the mail server, mode 0600
    #[arg(long, global = true, env = "VIGIE_SMTP_PASSWORD_FILE", value_name = "FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// File with the secret that signs calls to people on duty, mode 0600
    #[arg(long, global = true, env = "VIGIE_WEBHOOK_SECRET_FILE", value_name = "FILE")]
    pub webhook_secret_file: Option<PathBuf>,
    /// Host of a program that may ask to be called, with its port if that is not 443; can be given more than once. Without
    /// one no program is called. An IP address is meant as it is written, and may be called without TLS
    #[arg(long, global = true, env = "VIGIE_WEBHOOK_HOST", value_name = "HOST", value_delimiter = ',')]
    pub webhook_host: Vec<String>,
    /// File with root certificates in PEM that are trusted beside those of the web when people on duty or programs are called,
    /// whichever of them: for a house that signs its own. Nobody else may be able to change it
    #[arg(long, global = true, env = "VIGIE_WEBHOOK_ROOTS", value_name = "FILE")]
    pub webhook_roots: Option<PathBuf>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Help site, console and jobs in one process
    #[command(
        after_help = "Example:\n  vigie serve --demo\n  vigie serve --listen 127.0.0.1:8080 --keys /etc/vigie/keys.toml --database postgres://vigie@db/vigie"
    )]
    Serve(ServeArgs),
    /// Jobs only, for more processes on PostgreSQL
    #[command(after_help = "Example:\n  vigie worker --keys /etc/vigie/keys.toml --database postgres://vigie@db/vigie")]
    Worker,
    /// Brings the database's schema up to date and ends
    #[command(
        after_help = "Example:\n  vigie migrate --keys /etc/vigie/keys.toml --database postgres://vigie@db/vigie"
    )]
    Migrate,
    /// Looks whether everything is as it should be
    #[command(
        after_help = "Example:\n  vigie doctor\n  vigie doctor --open       # what is missing before visitors can send reports\n  vigie doctor --recipients # to whom anything leaves\n  vigie doctor --json"
    )]
    Doctor {
        /// Only what is missing before the node can open
        #[arg(long)]
        open: bool,
        /// Everybody to whom this node sends anything by itself
        #[arg(long, conflicts_with = "open")]
        recipients: bool,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// The numbers that visitors are shown
    #[command(after_help = "Example:\n  vigie helplines check")]
    Helplines {
        /// What to do with them.
        #[command(subcommand)]
        command: HelplinesCommand,
    },
    /// Fingerprints of pictures: PDQ, and with --json the digests of the file; with --video those of a film
    #[command(
        after_help = "Example:\n  vigie hash *.jpg\n  find uploads -type f | vigie hash --json - > hashes.jsonl\n  vigie hash --video film.mp4 > film.txt       # vPDQ, through ffmpeg\n\nA line is `<pdq> <quality> <file>`. Under quality 50 a fingerprint must not be matched. Nothing leaves this machine."
    )]
    Hash(crate::pictures::HashArgs),
    /// Looks for pictures or fingerprints on a list; with --video compares two films
    #[command(
        after_help = "Example:\n  vigie match --list known.txt picture.jpg\n  vigie match --list known.csv --json - < names.txt\n  vigie match --video upload.mp4 known.txt\n\nEnds with 1 when something was found. A match is a reason to look, never a verdict."
    )]
    Match(crate::pictures::MatchArgs),
    /// Banks of known pictures of this node: what there is, bringing a list in, taking one out
    #[command(
        after_help = "Example:\n  vigie bank list\n  vigie bank import \"Heron list\" known.csv --dry-run\n  vigie bank export \"Heron list\" > known.csv\n\nIt works on the node's database and key file, like vigie doctor; the node may be at work meanwhile. Banks are made\nand changed in the console, at /console/banks."
    )]
    Bank {
        /// What to do with them.
        #[command(subcommand)]
        command: crate::pictures::BankCommand,
    },
    /// Index files of lists
    Index(crate::pictures::IndexArgs),
    /// Reads messages or conversations: who coerces, what they want, and where it stands
    #[command(
        after_help = "Example:\n  echo 'pay 300 in gift cards or your friends get the video' | vigie scan --explain\n  vigie scan --jsonl messages.jsonl > read.jsonl\n  vigie scan --conversations chats.jsonl --lang fr\n\nOffsets count code points. Nothing is stored or sent; a finding is a reason to look, never a verdict."
    )]
    Scan(crate::scan::ScanArgs),
    /// Writes the whole database as one age file; the node may be at work meanwhile
    #[command(
        after_help = "Example:\n  vigie backup --folder /mnt/backups                  # every night; those older than 35 days are removed\n  vigie backup --file before.age --to age1…           # for somebody else's age key\n\nThe key file is not in it: keep a copy of that apart. The file erasures beside it is the list of erased cases; keep the two together."
    )]
    Backup(BackupArgs),
    /// Puts a backup into an empty database and erases again what was erased since
    #[command(
        after_help = "Example:\n  vigie restore --from vigie-2026-11-01-0300.age --identity paper.txt --data ./new --keys /etc/vigie/keys.toml\n  vigie restore --erasures /mnt/backups/erasures      # only the list, when it was not at hand"
    )]
    Restore(RestoreArgs),
    /// The recovery key
    #[command(after_help = "Example:\n  vigie keys recover --keys /etc/vigie/keys.toml")]
    Keys {
        /// What to do with it.
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// The audit
    #[command(after_help = "Example:\n  vigie log verify")]
    Log {
        /// What to do with it.
        #[command(subcommand)]
        command: LogCommand,
    },
}

/// What to do with the recovery key.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Makes a new first member with the recovery paper; alarms every member
    ///
    /// Reads the key from standard input: type what stands on the paper, then Enter. It takes the key file of this node too.
    #[command(after_help = "Example:\n  vigie keys recover --keys /etc/vigie/keys.toml")]
    Recover,
}

/// What to do with the audit.
#[derive(Debug, Subcommand)]
pub enum LogCommand {
    /// Checks every leaf, link and checkpoint
    #[command(after_help = "Example:\n  vigie log verify\n  vigie log verify --json")]
    Verify {
        /// For programs
        #[arg(long)]
        json: bool,
    },
}

/// What to do with the numbers.
#[derive(Debug, Subcommand)]
pub enum HelplinesCommand {
    /// Says of each number whether visitors may see it and why not, and what ends within 60 days
    #[command(
        after_help = "Example:\n  vigie helplines check                            # the data files alone, when there is no node here\n  vigie helplines check --country FR --country BE  # countries that you serve: each needs a number\n  vigie helplines check --data /var/lib/vigie --keys /etc/vigie/keys.toml --json\n\nWith a node (--data or --database, and --keys) its own checks and numbers count too, and without --country the\ncountries that it serves are looked at.\nExit code: 0 fine; 1 something shown ends within 60 days, a country named or served has no crisis line or no child\nhelpline, no number at all may be shown, or a check is gone that the audit tells of."
    )]
    Check {
        /// For programs
        #[arg(long)]
        json: bool,
        /// Only this country (ISO code), which has to be covered; can be given more than once
        #[arg(long, value_name = "CC", value_parser = country)]
        country: Vec<String>,
    },
}

/// A country code in capitals.
fn country(text: &str) -> Result<String, String> {
    let letters = text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    if letters { Ok(text.to_ascii_uppercase()) } else { Err("two letters, as in --country FR".to_owned()) }
}

/// Flags of `serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// Address and port; anything but loopback needs --behind-proxy [default: 127.0.0.1:8080]
    #[arg(long, env = "VIGIE_LISTEN", value_name = "ADDRESS:PORT")]
    pub listen: Option<SocketAddr>,
    /// A proxy with TLS stands before this process: plain HTTP beyond loopback is then allowed
    #[arg(long, env = "VIGIE_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Proxy whose X-Forwarded-For is believed; can be given more than once
    #[arg(long, env = "VIGIE_TRUSTED_PROXY", value_name = "ADDRESS", value_delimiter = ',')]
    pub trusted_proxy: Vec<IpAddr>,
    /// Where "Leave this page" leads: a neutral page with nothing personal on it [default: https://www.wikipedia.org/]
    #[arg(long, env = "VIGIE_LEAVE_TO", value_name = "URL")]
    pub leave_to: Option<String>,
}

/// Flags of `backup`.
#[derive(Debug, Args)]
pub struct BackupArgs {
    /// Folder in which each backup gets a name of its own
    #[arg(long, value_name = "DIR", conflicts_with = "file")]
    pub folder: Option<PathBuf>,
    /// One file
    #[arg(long, value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Who can open it, age1…; can be given more than once [default: the confirmed recovery paper]
    #[arg(long, value_name = "AGE_RECIPIENT")]
    pub to: Vec<String>,
    /// Removes this command's backups in the folder that are older, in days; at most 35d, which visitors are told
    /// [default: 35d]
    #[arg(long, value_name = "DAYS", requires = "folder")]
    pub keep: Option<String>,
}

/// Flags of `restore`.
#[derive(Debug, Args)]
pub struct RestoreArgs {
    /// The backup
    #[arg(long, value_name = "FILE", requires = "identity")]
    pub from: Option<PathBuf>,
    /// File with what opens it: an age identity, or the recovery paper as it was typed off
    #[arg(long, value_name = "FILE")]
    pub identity: Option<PathBuf>,
    /// List of erased cases; can be given more than once; those beside the backup and in the data folder are read too
    #[arg(long, value_name = "FILE")]
    pub erasures: Vec<PathBuf>,
}
