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
    /// What is logged to standard error, as a filter: info, warn, vigie_service=debug … [default: info]
    #[arg(long, global = true, env = "VIGIE_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// Log lines as JSON
    #[arg(long, global = true, env = "VIGIE_LOG_JSON")]
    pub log_json: bool,
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
    #[command(after_help = "Example:\n  vigie migrate --database postgres://vigie@db/vigie")]
    Migrate,
    /// Looks whether everything is as it should be
    #[command(
        after_help = "Example:\n  vigie doctor\n  vigie doctor --open       # what is missing before visitors can send reports\n  vigie doctor --json"
    )]
    Doctor {
        /// Only what is missing before the node can open
        #[arg(long)]
        open: bool,
        /// For programs
        #[arg(long)]
        json: bool,
    },
    /// The recovery key
    Keys {
        /// What to do with it.
        #[command(subcommand)]
        command: KeysCommand,
    },
    /// The audit
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
