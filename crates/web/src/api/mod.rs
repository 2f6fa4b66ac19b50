//! The interface for programs of other organisations: JSON in, JSON or a problem out, under a key, without cookies.
//!
//! A call is a row of the route table with a [`Call`] beside it: the router, the guard and the description at
//! `/api/openapi.json` read the same.

mod body;
pub mod conversations;
pub mod describe;
mod frame;
pub mod guard;
pub mod messages;
pub mod problem;

use serde_json::Value;
use vigie_service::api::Scope;

use problem::Kind;

/// Largest body of a call, in bytes.
pub const LARGEST: usize = 1024 * 1024;

/// What a route of the interface takes and gives.
pub struct Call {
    /// Its name for programs that make a client of the description.
    pub id: &'static str,
    /// What it does, in a line.
    pub summary: &'static str,
    /// The rest of it.
    pub about: &'static str,
    /// What the key must be for.
    pub scope: Scope,
    /// The schema of the body.
    pub takes: fn() -> Value,
    /// The schema of the answer.
    pub gives: fn() -> Value,
    /// Worked examples: a test sends each of them.
    pub examples: &'static [Example],
    /// Problems of its own, beside those of every call.
    pub problems: &'static [&'static Kind],
}

/// A body and what it is answered.
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub summary: &'static str,
    /// The body.
    pub request: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// The answer.
    pub answer: &'static str,
}
