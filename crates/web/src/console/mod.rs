//! The console: for the desk, by keyboard, without a script.

pub mod alarms;
pub mod case;
pub mod case_view;
pub mod factor;
pub mod invite;
pub mod login;
pub mod me;
pub mod members;
pub mod node;
pub mod people;
pub mod queue;
pub mod second;
pub mod setup;
pub mod view;
