//! The promises of vigie-seal, in one binary.

mod committing;
mod frozen;
mod keyfile;
mod keys;
mod mutation;
mod receipt;
mod refused;
mod rfc;
mod round_trip;
mod support;
mod words;
