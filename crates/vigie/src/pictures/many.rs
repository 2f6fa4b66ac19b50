//! The same work on many files at a time, told in the order in which they were named.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Results that may wait to be taken.
const AHEAD: usize = 256;

/// Works on all of them, on every core, and tells each in order; a bar on standard error says how far it is.
///
/// # Errors
/// Those of `tell`, the first of which ends it all.
pub fn each<T: Send>(
    names: &[String],
    work: impl Fn(&str) -> T + Sync,
    mut tell: impl FnMut(&str, T) -> io::Result<()>,
) -> io::Result<()> {
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from).min(names.len());
    let mut bar = Bar::new(names.len());
    thread::scope(|scope| {
        let (done, ready) = mpsc::sync_channel(AHEAD);
        for _ in 0..threads {
            let (done, next, work) = (done.clone(), &next, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    // Who is told nothing any more has stopped listening.
                    if names.get(at).is_none_or(|name| done.send((at, work(name))).is_err()) {
                        break;
                    }
                }
            });
        }
        drop(done);
        let (mut waiting, mut told) = (BTreeMap::new(), 0);
        for (at, result) in ready {
            waiting.insert(at, result);
            while let Some(result) = waiting.remove(&told) {
                bar.hide();
                tell(&names[told], result)?;
                told += 1;
            }
            bar.show(told);
        }
        bar.hide();
        Ok(())
    })
}

/// How many of how many; only where somebody looks at standard error, and not at the answers too.
pub struct Bar {
    all: usize,
    shown: bool,
    wanted: bool,
}

impl Bar {
    fn new(all: usize) -> Self {
        Self::of(all, all > 1 && !io::stdout().is_terminal())
    }

    /// A bar for work that says nothing on standard output meanwhile.
    pub fn of(all: usize, wanted: bool) -> Self {
        Self { all, shown: false, wanted: wanted && io::stderr().is_terminal() }
    }

    /// So many are done.
    pub fn show(&mut self, done: usize) {
        const WIDTH: usize = 30;
        if !self.wanted {
            return;
        }
        let full = WIDTH * done / self.all.max(1);
        let bar = format!("{}{}", "#".repeat(full), ".".repeat(WIDTH - full));
        let mut to = io::stderr().lock();
        self.shown = write!(to, "\r[{bar}] {done} of {}", self.all).and_then(|()| to.flush()).is_ok();
    }

    /// Takes it off the screen.
    pub fn hide(&mut self) {
        if self.shown {
            eprint!("\r\x1b[K");
            self.shown = false;
        }
    }
}
