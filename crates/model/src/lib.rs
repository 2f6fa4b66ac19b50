//! What the words mean: identifiers, times, reports, cases, lanes and the rules by which they change.
//!
//! No disk, no network, no SQL. The clock and the source of randomness live in [`clock`] and are handed down.

pub mod audit;
pub mod case;
pub mod clock;
pub mod evidence;
pub mod given;
pub mod hours;
pub mod id;
pub mod job;
pub mod ladder;
pub mod lane;
pub mod member;
pub mod report;
pub mod signal;

pub use clock::{Clock, Timestamp};
