//! The verbs: accept, open, answer, take back, sign in, claim, run what waits, keep the audit.
//!
//! Pure work first, one transaction last. Nothing here knows of pages, forms or SQL.

pub mod alarms;
pub mod api;
pub mod audit;
pub mod backup;
pub mod buckets;
pub mod calls;
pub mod casework;
mod ctx;
pub mod demo;
pub mod desks;
pub mod duty;
pub mod exposure;
pub mod factor;
pub mod gate;
mod hex;
pub mod hooks;
pub mod house;
pub mod intake;
pub mod invite;
pub mod jobs;
pub mod keeping;
mod ladder;
pub mod lexicons;
pub mod login;
pub mod many;
pub mod metrics;
pub mod names;
pub mod numbers;
pub mod opening;
mod outside;
pub mod pass;
pub mod passphrase;
pub mod people;
pub mod pictures;
mod private;
pub mod queue;
pub mod reading;
pub mod reasons;
pub mod recovery;
pub mod roles;
pub mod roster;
pub mod sealing;
pub mod second;
pub mod sessions;
pub mod setup;
pub mod text;
pub mod thread;
pub mod told;
mod upgrade;
pub mod whose;

pub use ctx::{Ctx, Settings, StartError};
pub use outside::Outside;

use thiserror::Error;
use vigie_model::case::Refused;
use vigie_store::StoreError;

/// What a use case can answer instead of a result. The page decides on words; nothing here holds what a person wrote.
#[derive(Debug, Error)]
pub enum ServiceError {
    /// Too many are waiting: come back in a moment, nothing is lost.
    #[error("busy")]
    Busy,
    /// Too many tries from one address: slower, never locked.
    #[error("too many tries")]
    TooMany,
    /// A key has given as many opinions of one signal as are heard.
    #[error("enough opinions")]
    Enough,
    /// Nothing opens with this code, name or passphrase.
    #[error("no match")]
    NoMatch,
    /// The pass of the page is older than 20 minutes, forged, or of a code since changed.
    #[error("the pass has expired")]
    Expired,
    /// The report was taken back.
    #[error("taken back")]
    Gone,
    /// The node takes no reports.
    #[error("closed")]
    Closed,
    /// There is no such thing, or the member may not see it.
    #[error("not found")]
    NotFound,
    /// Another member has this log-in name.
    #[error("the log-in name is taken")]
    Taken,
    /// A second member has to confirm it first.
    #[error("waits for a second person")]
    Waits,
    /// The last administrator stays one.
    #[error("the last administrator")]
    LastAdministrator,
    /// The case is not this member's: a reason is asked first.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// The model refuses the change.
    #[error("refused: {0}")]
    Refused(#[from] Refused),
    /// A key or seal that should open does not: tampering or damage. An alarm.
    #[error("a {0} does not open or is not signed")]
    Untrusted(&'static str),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A notice did not leave the house.
    #[error(transparent)]
    Wire(#[from] vigie_wire::WireError),
    /// A task of ours ended unexpectedly.
    #[error("an inner task ended")]
    Inner,
}

impl ServiceError {
    /// True when somebody else changed the row first.
    pub fn is_conflict(&self) -> bool {
        matches!(self, Self::Store(StoreError::Conflict))
    }
}
