//! The console: for the desk, by keyboard, without a script.

pub mod ack;
pub mod alarms;
pub mod case;
pub mod case_view;
pub mod duty;
pub mod factor;
pub mod hours;
pub mod invite;
pub mod login;
pub mod me;
pub mod members;
pub mod node;
pub mod number;
pub mod numbers;
pub mod own_number;
pub mod people;
pub mod queue;
pub mod second;
pub mod secrecy;
pub mod setup;
pub mod texts;
pub mod view;
