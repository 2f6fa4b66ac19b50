//! The built program from outside: started, asked over HTTP, killed, robbed, tampered with, starved.
//!
//! `./test --only blackbox` sets `VIGIE_BIN` (the program) and `VIGIE_TEST_POSTGRES` (a server of its own). Tests run one
//! after the other, because several measure time. Figures are printed as lines that begin with `figure`.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "counts of a test are small, and figures are rounded"
)]

mod backup;
mod crowd;
mod database;
mod films;
mod followers;
mod helplines;
mod http;
mod kill;
mod lexicons;
mod node;
mod page;
mod pictures;
mod pulls;
mod refused;
mod scan;
mod setup;
mod space;
mod start;
mod stolen;
mod tamper;
mod two;

use std::sync::{Mutex, MutexGuard, PoisonError};

static MACHINE: Mutex<()> = Mutex::new(());

/// The machine for one test alone, until the guard is dropped.
fn alone() -> MutexGuard<'static, ()> {
    // A test that failed while it held the machine leaves nothing behind that the next one could trip over.
    MACHINE.lock().unwrap_or_else(PoisonError::into_inner)
}
