//! The console: for the desk, by keyboard, without a script.

pub mod case;
pub mod login;
pub mod node;
pub mod phone;
pub mod queue;
pub mod setup;
pub mod tasks;
pub mod view;
