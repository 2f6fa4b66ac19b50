//! Identifiers: UUID version 7, one type per thing, so that a case is never asked for by the name of a report.

use std::fmt;

use rand_core::CryptoRng;
use uuid::Uuid;

use crate::clock::Timestamp;

/// A new UUID v7 for the moment `now`.
pub fn new_uuid(now: Timestamp, rng: &mut impl CryptoRng) -> Uuid {
    let mut random = [0u8; 10];
    rng.fill_bytes(&mut random);
    uuid::Builder::from_unix_timestamp_millis(u64::try_from(now.0).unwrap_or(0), &random).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A new identifier for something that begins at `now`.
            pub fn new(now: Timestamp, rng: &mut impl CryptoRng) -> Self {
                Self(new_uuid(now, rng))
            }

            /// The sixteen bytes that name the owner inside sealed data.
            pub fn bytes(self) -> [u8; 16] {
                *self.0.as_bytes()
            }

            /// Reads the usual text form; `None` when it is no UUID.
            pub fn parse(text: &str) -> Option<Self> {
                Uuid::parse_str(text).ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

ids! {
    /// What the desk works on.
    CaseId,
    /// What one visitor sent, and the thread that belongs to it.
    ReportId,
    /// One sealed piece of a report or case.
    PartId,
    /// A person of the house.
    MemberId,
    /// A team with a key of its own.
    DeskId,
    /// A step that waits to be done.
    JobId,
    /// One line of the audit before it is chained.
    LeafId,
    /// A list of known pictures.
    BankId,
    /// A known picture.
    SignalId,
}
