//! What this process logs, at every level, and what must never be in it.

use std::io;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use aho_corasick::AhoCorasick;

/// A part that is full is never written again, so that it is searched while others go on logging.
const PART: usize = 4 << 20;
/// What each part repeats of the one before, in bytes: a word across the border is found too.
const BORDER: usize = 4 << 10;

/// Everything logged by this process since somebody began to listen.
static LOG: Mutex<Log> = Mutex::new(Log { full: Vec::new(), open: Vec::new() });

struct Log {
    full: Vec<Arc<Vec<u8>>>,
    open: Vec<u8>,
}

impl Log {
    fn write(&mut self, bytes: &[u8]) {
        self.open.extend_from_slice(bytes);
        if self.open.len() >= PART {
            let border = self.open[self.open.len() - BORDER..].to_vec();
            self.full.push(Arc::new(mem::replace(&mut self.open, border)));
        }
    }
}

struct Sink;

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.lock().unwrap_or_else(PoisonError::into_inner).write(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Listens from now on; a second call changes nothing.
pub fn listen() {
    // Without the time of each line: a day that somebody typed may be today.
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(|| Sink);
    // Another world of this process listens already.
    let _ = subscriber.try_init();
}

/// A place in the log, at most a part before its end. Words that were made at random after it stand nowhere before it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Since(usize);

impl Since {
    /// Where the part begins that is written now.
    pub fn now() -> Self {
        Self(LOG.lock().unwrap_or_else(PoisonError::into_inner).full.len())
    }
}

/// Which of `words` stand in the log.
///
/// # Panics
/// When there are more words than a search can hold.
pub fn logged(words: &[String]) -> Vec<String> {
    logged_since(words, Since::default())
}

/// Which of `words` stand in the log after a place. Every world searches what was logged in its own time: the log of a whole
/// process would be searched as often as it has worlds.
///
/// # Panics
/// When there are more words than a search can hold.
pub fn logged_since(words: &[String], since: Since) -> Vec<String> {
    let mut parts = {
        let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        let mut parts = log.full[since.0..].to_vec();
        parts.push(Arc::new(log.open.clone()));
        parts
    };
    let search = AhoCorasick::new(words).expect("so many words can be searched");
    let mut found = vec![false; words.len()];
    for part in parts.drain(..) {
        for hit in search.find_overlapping_iter(part.as_slice()) {
            found[hit.pattern()] = true;
        }
    }
    words.iter().zip(found).filter(|(_, found)| *found).map(|(word, _)| word.clone()).collect()
}

/// What people of a world typed or were given: none of it may be logged.
#[derive(Debug, Clone)]
pub struct Secrets {
    all: Arc<Mutex<Vec<String>>>,
    since: Since,
}

impl Secrets {
    /// Of a world that begins now.
    pub fn new() -> Self {
        Self { all: Arc::default(), since: Since::now() }
    }

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
        let all = self.all();
        let mut leaked = logged_since(&all, self.since);
        leaked.extend(all.into_iter().filter(|secret| also.contains(secret.as_str())));
        leaked
    }

    fn all_mut(&self) -> std::sync::MutexGuard<'_, Vec<String>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_is_really_read_and_across_the_borders_of_its_parts() {
        listen();
        tracing::trace!("a heron stands in the log");
        let words = ["a heron stands", "stands in the log", "over the border", "a crane"].map(str::to_owned);
        let mut log = LOG.lock().unwrap();
        let fill = PART - log.open.len() - "over the".len();
        log.write(&vec![b'.'; fill]);
        log.write(b"over the");
        log.write(b" border");
        assert_eq!(log.full.len(), 1);
        drop(log);
        assert_eq!(logged(&words), words[..3]);
        // From here on there is the border and what comes after it.
        assert_eq!(logged_since(&words, Since(1)), words[2..3]);
    }
}
