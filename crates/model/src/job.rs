//! Jobs: names that are stored in rows, and how long a failing one waits.

use crate::clock::{HOUR, MINUTE, SECOND};

/// Name of the job that tells the desk of a new report.
pub const NOTIFY: &str = "notify";
/// Name of the job that finds other cases which share an offender's identifier.
pub const LINK: &str = "link";
/// Name of the job that moves a case to the deadline lane when its hour comes.
pub const RELANE: &str = "relane";
/// Name of the job that destroys what a visitor took back, when its seven days are over.
pub const ERASE: &str = "erase";
/// Name of the job that lets an answer leave, when the time to take it back is over.
pub const SEND: &str = "send";
/// Name of the recurring job that chains new audit leaves.
pub const CHAIN: &str = "chain";
/// Name of the recurring job that signs a checkpoint.
pub const CHECKPOINT: &str = "checkpoint";
/// Name of the recurring job that deletes what has had its time: sessions, draft marks, finished jobs.
pub const SWEEP: &str = "sweep";
/// Name of the job that takes a ladder one step further.
pub const LADDER: &str = "ladder";
/// Name of the job that sends one notice to somebody on duty.
pub const CALL: &str = "call";
/// Name of the job that calls a program which asked to be told of its signals.
pub const HOOK: &str = "hook";
/// Name of the recurring job that looks whether the node may stay open, and whether a ladder was left behind.
pub const GATE: &str = "gate";

/// How long a leased job is nobody else's, in milliseconds: a process that died is missed for a minute at most.
pub const LEASE_MS: i64 = MINUTE;
/// Tries before a job is given up, some three hours after the first: a person has to look.
pub const MAX_ATTEMPTS: i64 = 14;

/// Wait after `attempts` tries before the next, in milliseconds: 2 s, 4 s, 8 s … at most one hour.
pub fn backoff_ms(attempts: i64) -> i64 {
    let shift = u32::try_from(attempts.clamp(0, 12)).unwrap_or(0);
    (SECOND << shift).min(HOUR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_and_never_passes_an_hour() {
        assert_eq!([1, 2, 3].map(backoff_ms), [2000, 4000, 8000]);
        assert_eq!(backoff_ms(40), 3_600_000);
        assert!(backoff_ms(-3) >= 1000);
    }
}
