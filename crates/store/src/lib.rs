//! Rows in and out, on SQLite and on PostgreSQL, with one text for each statement.
//!
//! A query is a function of its aggregate's module and takes `&mut Tx`. No rule lives here and nothing is opened or
//! sealed: what is secret arrives as bytes and leaves as bytes.

#![expect(
    clippy::missing_errors_doc,
    reason = "each query fails as its engine fails; where a row may have changed, the doc says Conflict"
)]

pub mod alarms;
pub mod api;
pub mod audit;
pub mod banks;
pub mod cases;
mod connect;
pub mod dump;
pub mod exposures;
pub mod factors;
pub mod hidden;
pub mod hooks;
pub mod invitations;
pub mod jobs;
pub mod joins;
pub mod keeps;
pub mod members;
pub mod node;
pub mod notices;
pub mod numbers;
pub mod parts;
pub mod proposals;
pub mod queue;
pub mod replies;
pub mod reports;
pub mod restores;
pub mod rungs;
pub mod sessions;
pub mod settings;
pub mod sightings;
pub mod signals;
mod sql;
pub mod tags;
pub mod tasks;

pub use connect::{Engine, MIGRATIONS_POSTGRES, MIGRATIONS_SQLITE, Store, StoreError, Tx};
pub use sql::Statement;
