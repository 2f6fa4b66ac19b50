//! The console: for the desk, by keyboard, without a script.

pub mod ack;
pub mod audit;
pub mod case;
pub mod duty;
pub mod factor;
pub mod hours;
pub mod keys;
pub mod live;
pub mod login;
pub mod me;
pub mod node;
pub mod number;
pub mod numbers;
pub mod own_number;
pub mod phone;
pub mod queue;
pub mod second;
pub mod secrecy;
pub mod setup;
pub mod tasks;
pub mod texts;
pub mod today;
pub mod view;
