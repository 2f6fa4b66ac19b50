//! Logs go to standard error. A panic says where, never what: its words may hold what was being worked on.

use tracing_subscriber::EnvFilter;

use crate::config::Settings;

/// Starts the log, and quiets panics.
pub fn start(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("info"));
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
}
