//! Aiming: the moment a wanted event stands in the log, the process is killed.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use super::Dice;
use crate::node::Handle;

/// Where a report or job can be when the process dies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    BeforeCommit,
    CommitToAnswer,
    AnswerToLease,
    LeaseToEffect,
    EffectToRecord,
}

impl Phase {
    pub const ALL: [Self; 5] =
        [Self::BeforeCommit, Self::CommitToAnswer, Self::AnswerToLease, Self::LeaseToEffect, Self::EffectToRecord];

    pub fn name(self) -> &'static str {
        match self {
            Self::BeforeCommit => "before commit",
            Self::CommitToAnswer => "commit -> answer",
            Self::AnswerToLease => "answer -> lease",
            Self::LeaseToEffect => "lease -> effect",
            Self::EffectToRecord => "effect -> record",
        }
    }

    /// The event that opens the phase. An answer is not in the log: the client says so itself.
    fn event(self) -> Option<&'static str> {
        match self {
            Self::BeforeCommit => Some("\"accept.sealed\""),
            Self::CommitToAnswer => Some("\"accept.committed\""),
            Self::AnswerToLease => None,
            Self::LeaseToEffect => Some("\"job.leased\""),
            Self::EffectToRecord => Some("\"job.effect\""),
        }
    }
}

/// Kills at the n-th event of a kind, with a small delay.
pub struct Trap {
    target: Phase,
    armed: AtomicBool,
    left: AtomicU32,
    delay: Duration,
}

impl Trap {
    pub fn new(target: Phase, dice: &mut Dice) -> Self {
        // At once, or a little later: the window between two events is searched all through.
        let micros = [0, 0, 0, 60, 150, 300][dice.below(6) as usize];
        let delay = Duration::from_micros(dice.below(micros + 1));
        let left = AtomicU32::new(u32::try_from(dice.below(6)).unwrap_or(0));
        Self { target, armed: AtomicBool::new(false), left, delay }
    }

    /// From now on events count.
    pub fn arm(&self) {
        self.armed.store(true, Ordering::SeqCst);
    }

    /// A line of the log.
    pub fn line(&self, line: &str, handle: &Handle) {
        if self.target.event().is_some_and(|event| line.contains(event)) {
            self.spring(handle);
        }
    }

    /// A client has an answer in full.
    pub fn answered(&self, handle: &Handle) {
        if self.target.event().is_none() {
            self.spring(handle);
        }
    }

    fn spring(&self, handle: &Handle) {
        if !self.armed.load(Ordering::SeqCst) {
            return;
        }
        let before = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if before.is_err() && self.armed.swap(false, Ordering::SeqCst) {
            let start = Instant::now();
            while start.elapsed() < self.delay {
                std::hint::spin_loop();
            }
            handle.kill();
        }
    }
}
