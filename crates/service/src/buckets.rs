//! Who tries too often is slowed, never locked. Addresses are known only as keyed hashes, under a key that lives in
//! memory for a day.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Mutex;

use vigie_model::Timestamp;
use vigie_model::clock::{DAY, MINUTE, entropy};
use vigie_model::id::MemberId;
use vigie_seal::MacKey;

/// Sends and log-ins of one address: this many at once …
const TRIES: f64 = 300.0;
/// … and this many more a second. A school is one address.
const TRIES_A_SECOND: f64 = 30.0;
/// Codes that opened nothing, of one address: this many at once …
const FAILURES: f64 = 20.0;
/// … and this many more a second: one every ten seconds.
const FAILURES_A_SECOND: f64 = 0.1;
/// Presses on "this number did not work", of one address: this many at once …
const REPORTS: f64 = 5.0;
/// … and this many more a second: one every twenty minutes.
const REPORTS_A_SECOND: f64 = 1.0 / 1200.0;
/// Six-digit codes that were wrong, of one member, from wherever: this many at once …
const CODES: f64 = 10.0;
/// … and this many more a second: one a minute. A guesser who knows the passphrase needs a year for an even chance.
const CODES_A_SECOND: f64 = 1.0 / 60.0;
/// Most levels remembered, so that a flood fills no memory. Beyond it those unused for [`QUIET`] are forgotten, and if
/// that is not enough all of them.
const LEVELS: usize = 100_000;
/// How long an address must have been quiet to be forgotten when memory is short, in milliseconds.
const QUIET: i64 = MINUTE;

/// What is counted apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    /// Anything that leads to a memory-hard hash.
    Try,
    /// A code, name or passphrase that opened nothing.
    Failure,
    /// A press on "this number did not work".
    Report,
    /// A six-digit code of a member that was wrong.
    Code,
}

impl What {
    fn size(self) -> (f64, f64) {
        match self {
            Self::Try => (TRIES, TRIES_A_SECOND),
            Self::Failure => (FAILURES, FAILURES_A_SECOND),
            Self::Report => (REPORTS, REPORTS_A_SECOND),
            Self::Code => (CODES, CODES_A_SECOND),
        }
    }
}

#[derive(Default)]
struct Inner {
    key: Option<(MacKey, Timestamp)>,
    levels: HashMap<([u8; 32], What), (f64, Timestamp)>,
}

/// The buckets of this process.
#[derive(Default)]
pub struct Buckets(Mutex<Inner>);

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Buckets(..)")
    }
}

impl Buckets {
    /// True when the address may go on; takes nothing.
    pub fn allows(&self, address: IpAddr, what: What, now: Timestamp) -> bool {
        self.with(address, what, now, |left| *left >= 1.0)
    }

    /// Takes one from the address; false when there was none left.
    pub fn take(&self, address: IpAddr, what: What, now: Timestamp) -> bool {
        self.with(address, what, now, |left| {
            // Who is refused loses nothing: an empty bucket fills at its own pace, however hard somebody knocks.
            let had = *left >= 1.0;
            if had {
                *left -= 1.0;
            }
            had
        })
    }

    /// Gives one back that was taken for a failure that did not come.
    pub fn give_back(&self, address: IpAddr, what: What, now: Timestamp) {
        self.with(address, what, now, |left| *left = (*left + 1.0).min(what.size().0));
    }

    /// True when a member's six-digit code may be tried; takes one. Whoever guesses slows this member's codes down, never
    /// their one-time codes.
    pub(crate) fn take_code(&self, member: MemberId, now: Timestamp) -> bool {
        self.with_name(&member.bytes(), What::Code, now, |left| {
            let had = *left >= 1.0;
            *left -= f64::from(u8::from(had));
            had
        })
    }

    /// Gives it back: the code was right.
    pub(crate) fn give_code_back(&self, member: MemberId, now: Timestamp) {
        self.with_name(&member.bytes(), What::Code, now, |left| *left = (*left + 1.0).min(CODES));
    }

    fn with<T>(&self, address: IpAddr, what: What, now: Timestamp, act: impl FnOnce(&mut f64) -> T) -> T {
        let bytes = match address {
            IpAddr::V4(v4) => v4.octets().to_vec(),
            // One household or phone has a /64.
            IpAddr::V6(v6) => v6.octets()[..8].to_vec(),
        };
        self.with_name(&bytes, what, now, act)
    }

    fn with_name<T>(&self, name: &[u8], what: What, now: Timestamp, act: impl FnOnce(&mut f64) -> T) -> T {
        // A panic while the lock was held leaves plain numbers behind: going on is safe.
        let mut inner = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Inner { key, levels } = &mut *inner;
        if key.as_ref().is_none_or(|(_, since)| now.since(*since) >= DAY) {
            *key = None;
            levels.clear();
        }
        let (key, _) = key.get_or_insert_with(|| (MacKey::random(&mut entropy()), now));
        if levels.len() >= LEVELS {
            levels.retain(|_, (_, at)| now.since(*at) < QUIET);
            if levels.len() >= LEVELS {
                levels.clear();
            }
        }
        let (size, rate) = what.size();
        let (left, at) = levels.entry((key.mac("address", &[name]), what)).or_insert((size, now));
        #[expect(clippy::cast_precision_loss, reason = "a wait of a day is far below 2^52 ms")]
        let seconds = now.since(*at).max(0) as f64 / 1000.0;
        *left = (*left + seconds * rate).min(size);
        *at = now;
        act(left)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
    const OTHER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2));

    #[test]
    fn knocking_at_an_empty_bucket_keeps_nobody_out_for_longer() {
        let buckets = Buckets::default();
        let mut now = Timestamp(1_000_000);
        while buckets.take(HOME, What::Try, now) {}
        let mut accepted = 0;
        for _ in 0..2_000 {
            now = now.plus(1);
            accepted += i32::from(buckets.take(HOME, What::Try, now));
        }
        assert!((58..=61).contains(&accepted), "two seconds at thirty a second, not {accepted}");
        buckets.give_back(HOME, What::Try, now);
        assert!(buckets.allows(HOME, What::Try, now));
    }

    #[test]
    fn failures_slow_one_address_and_pass_with_time() {
        let buckets = Buckets::default();
        let start = Timestamp(1_000_000);
        for _ in 0..20 {
            assert!(buckets.take(HOME, What::Failure, start));
        }
        assert!(!buckets.allows(HOME, What::Failure, start));
        assert!(buckets.allows(OTHER, What::Failure, start));
        assert!(buckets.allows(HOME, What::Try, start));
        assert!(buckets.allows(HOME, What::Failure, start.plus(10_000)));
    }

    #[test]
    fn a_new_day_knows_nobody() {
        let buckets = Buckets::default();
        while buckets.take(HOME, What::Failure, Timestamp(0)) {}
        assert!(buckets.allows(HOME, What::Failure, Timestamp(DAY)));
    }
}
