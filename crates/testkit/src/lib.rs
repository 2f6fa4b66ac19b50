//! What tests stand on: a database of their own on either engine, and a small world of people who use a node.
//!
//! Nothing here is in the program.

mod database;
mod listeners;
#[cfg(feature = "world")]
mod log;
#[cfg(feature = "world")]
mod people;
#[cfg(feature = "world")]
mod world;

pub use database::{Database, both_engines, hex, random_name};
pub use listeners::{Arrived, CallTaker, Called, Listener, MailServer, Manner};
#[cfg(feature = "world")]
pub use log::{Since, listen, logged, logged_since};
#[cfg(feature = "world")]
pub use people::{Counsellor, Person, phone};
#[cfg(feature = "world")]
pub use world::{World, both_real_worlds, both_worlds, settings};
