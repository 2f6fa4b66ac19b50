//! The program: configuration, wiring, command line. It knows every crate and contains no rule.

mod backup;
mod cli;
mod config;
mod doctor;
mod helplines;
mod keys;
mod logging;
mod memory;
mod node;
mod outside;
mod pictures;
mod recover;
mod scan;
mod serve;
mod verify;

use std::process::ExitCode;

use clap::Parser;

/// Ended well.
pub const OK: u8 = 0;
/// Found something, or refused.
pub const FOUND: u8 = 1;

fn main() -> ExitCode {
    memory::give_back();
    memory::keep_private();
    memory::leave_no_dump();
    let cli = cli::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("vigie: no threads can be started: {error}");
            return ExitCode::from(FOUND);
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => ExitCode::from(code),
        Err(message) => {
            eprintln!("vigie: {message}");
            ExitCode::from(FOUND)
        }
    }
}

async fn run(cli: cli::Cli) -> Result<u8, String> {
    let settings = config::Settings::read(&cli.shared)?;
    logging::start(&settings)?;
    match cli.command {
        cli::Command::Serve(args) => serve::serve(settings, args).await,
        cli::Command::Worker => serve::worker(settings).await,
        cli::Command::Migrate => node::migrate(&settings).await,
        cli::Command::Doctor { recipients: true, json, .. } => doctor::recipients(&settings, json).await,
        cli::Command::Doctor { open, json, .. } => doctor::doctor(&settings, open, json).await,
        cli::Command::Helplines { command: cli::HelplinesCommand::Check { json, country } } => {
            helplines::check(&settings, &cli.shared, &country, json).await
        }
        cli::Command::Hash(args) => pictures::hash(&args),
        cli::Command::Match(args) => pictures::look(&args),
        cli::Command::Bank { command } => pictures::bank(&settings, command).await,
        cli::Command::Index(args) => pictures::build(&args),
        cli::Command::Scan(args) => scan::scan(&args, settings.lexicons.as_deref()),
        cli::Command::Backup(args) => backup::backup(&settings, args).await,
        cli::Command::Restore(args) => backup::restore(&settings, args).await,
        cli::Command::Keys { command: cli::KeysCommand::Recover } => recover::recover(&settings).await,
        cli::Command::Log { command: cli::LogCommand::Verify { json } } => verify::verify(&settings, json).await,
    }
}
