//! What this process logs, at every level.

use std::io;
use std::sync::{Mutex, Once, PoisonError};

static LOG: Mutex<String> = Mutex::new(String::new());
static LISTENS: Once = Once::new();

struct Sink;

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens from the first call on.
pub fn listen() {
    LISTENS.call_once(|| {
        let all = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false);
        all.with_writer(|| Sink).init();
    });
}

/// Which of `words` stand in the log.
pub fn holds<'a>(words: impl IntoIterator<Item = &'a String>) -> Vec<&'a String> {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    words.into_iter().filter(|word| log.contains(word.as_str())).collect()
}

#[test]
fn the_log_of_these_tests_is_really_read() {
    listen();
    tracing::trace!("a heron stands in the log");
    assert_eq!(holds(&["a heron stands".to_owned(), "a crane".to_owned()]), ["a heron stands"]);
}
