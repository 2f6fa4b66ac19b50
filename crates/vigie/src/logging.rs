//! Logs go to standard error. A panic says where, never what: its words may hold what was being worked on.

use tracing_subscriber::EnvFilter;

use crate::config::Settings;

/// Starts the log, and quiets panics.
///
/// # Errors
/// A sentence that says what to do, when the filter is none.
pub fn start(settings: &Settings) -> Result<(), String> {
    let filter = EnvFilter::try_new(&settings.log)
        .map_err(|error| format!("--log cannot be read: {error}; write info, warn or vigie_service=debug"))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false);
    if settings.log_json {
        log.json().init();
    } else {
        log.init();
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
        tracing::error!("A thread panicked at {place}.");
    }));
    Ok(())
}
