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
    quiet_panics();
    Ok(())
}

/// From now on a panic is one line of the log that names a place in our code and nothing else.
fn quiet_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(|| "unknown place".to_owned(), ToString::to_string);
        tracing::error!("A thread panicked at {place}.");
    }));
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Seen(Arc<Mutex<Vec<u8>>>);

    impl Write for Seen {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_panic_says_where_and_never_what() {
        let seen = Seen::default();
        let writer = seen.clone();
        let log = tracing_subscriber::fmt().with_writer(move || writer.clone()).with_ansi(false).finish();
        tracing::subscriber::with_default(log, || {
            let before = std::panic::take_hook();
            quiet_panics();
            let panicked = std::panic::catch_unwind(|| panic!("planted: what a child wrote"));
            std::panic::set_hook(before);
            assert!(panicked.is_err());
        });
        let text = String::from_utf8(seen.0.lock().unwrap().clone()).unwrap();
        assert!(text.contains("A thread panicked at") && text.contains("logging.rs"), "{text}");
        assert!(!text.contains("planted"), "{text}");
    }
}
