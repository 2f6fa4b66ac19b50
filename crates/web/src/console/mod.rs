//! The console: for the desk, by keyboard, without a script.

pub mod case;
pub mod case_view;
pub mod keep;
pub mod keys;
pub mod live;
pub mod login;
pub mod node;
pub mod queue;
pub mod second;
pub mod setup;
pub mod view;
