//! The interface for programs of other organisations: JSON in, JSON or a problem out, under a key, without cookies. Two
//! calls take the bytes of a picture instead, from services of the house.
//!
//! A call is a row of the route table with a [`Call`] beside it: the router, the guard and the description at
//! `/api/openapi.json` read the same.

mod body;
pub mod conversations;
pub mod describe;
mod frame;
pub mod guard;
pub mod hma;
pub mod hook;
pub mod messages;
pub mod ncmec;
pub mod path_key;
pub mod pictures;
pub mod problem;
mod query;
pub mod stopncii;
pub mod surface;

use serde_json::Value;
use vigie_service::api::Scope;

use problem::Kind;

/// Largest body of a call that names no other, in bytes.
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
    /// What its body is.
    pub takes: Takes,
    /// What its query may hold.
    pub query: &'static [Param],
    /// Largest body, in bytes.
    pub largest: usize,
    /// The schema of the answer.
    pub gives: fn() -> Value,
    /// Worked examples: a test sends each of them.
    pub examples: &'static [Example],
    /// Problems of its own, beside those of every call.
    pub problems: &'static [&'static Kind],
}

/// The body of a call.
pub enum Takes {
    /// JSON of this schema.
    Json(fn() -> Value),
    /// The bytes of a picture.
    Picture,
    /// None.
    Nothing,
}

/// A part of a query.
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What it may be.
    pub schema: fn() -> Value,
}

/// A call and what it is answered.
pub struct Example {
    /// Its name.
    pub name: &'static str,
    /// What it shows.
    pub summary: &'static str,
    /// What is asked for behind the address: the query with its question mark, or nothing.
    pub query: &'static str,
    /// The body; empty for none, and for a picture.
    pub request: &'static str,
    /// The status of the answer.
    pub status: u16,
    /// The answer.
    pub answer: &'static str,
}
