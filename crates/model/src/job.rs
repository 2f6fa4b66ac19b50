//! Jobs: names that are stored in rows, and how long a failing one waits.

/// Name of the job that tells the desk of a new report.
pub const NOTIFY: &str = "notify";
/// Name of the job that finds other cases which share an offender's identifier.
pub const LINK: &str = "link";
/// Name of the job that moves a case to the deadline lane when its hour comes.
pub const RELANE: &str = "relane";
/// Name of the job that destroys what a visitor took back, when its seven days are over.
pub const ERASE: &str = "erase";
/// Name of the recurring job that chains new audit leaves.
pub const CHAIN: &str = "chain";
/// Name of the recurring job that signs a checkpoint.
pub const CHECKPOINT: &str = "checkpoint";
/// Name of the recurring job that deletes what has had its time: sessions, draft marks, finished jobs.
pub const SWEEP: &str = "sweep";

/// How long a claimed job is nobody else's, in milliseconds.
pub const LEASE_MS: i64 = 60_000;
/// Tries before a job is given up and an alarm is raised.
pub const MAX_ATTEMPTS: i64 = 14;

/// Wait before try number `attempts + 1`: 2 s, 4 s, 8 s … at most one hour, in milliseconds.
pub fn backoff_ms(attempts: i64) -> i64 {
    let shift = u32::try_from(attempts.clamp(0, 12)).unwrap_or(0);
    (1000_i64 << shift).min(3_600_000)
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
