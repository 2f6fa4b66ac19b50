//! What this process logs, at every level, and what must never be in it.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Everything logged by this process since the first world began.
static LOG: Mutex<String> = Mutex::new(String::new());

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

/// Listens from now on; a second call changes nothing.
pub fn listen() {
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_ansi(false).with_writer(|| Sink);
    // Another world of this process listens already.
    let _ = subscriber.try_init();
}

/// What people of a world typed or were given: none of it may be logged.
#[derive(Debug, Clone, Default)]
pub struct Secrets(Arc<Mutex<Vec<String>>>);

impl Secrets {
    /// Takes note of a secret of at least six characters; shorter ones would be found by chance.
    pub fn plant(&self, secret: &str) {
        if secret.chars().count() >= 6 {
            self.all_mut().push(secret.to_owned());
        }
    }

    /// Every secret so far.
    pub fn all(&self) -> Vec<String> {
        self.all_mut().clone()
    }

    /// The secrets that stand in the log or in `also`.
    pub fn leaked(&self, also: &str) -> Vec<String> {
        let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        self.all_mut()
            .iter()
            .filter(|secret| log.contains(secret.as_str()) || also.contains(secret.as_str()))
            .cloned()
            .collect()
    }

    fn all_mut(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
