//! Exact answers to "which known codes are within *d* bits of this one": no misses, no approximation.
//!
//! An [`Index`] holds pairs of a 256-bit code and the number of what carries it. It answers while it is changed: a
//! question sees one state of it, whole. What a code means, and where the truth is kept, is for others.

mod code;
mod error;
mod file;
mod gone;
mod hits;
mod index;
mod live;
mod scan;
mod segment;
mod snapshot;

pub use code::{Code, distance};
pub use error::{Damaged, OpenError, SaveError};
pub use hits::{Hit, Hits};
pub use index::{Index, Stats};
