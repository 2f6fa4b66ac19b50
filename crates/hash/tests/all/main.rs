//! What the fingerprints promise: equal to the reference, kept through ordinary edits, and no file breaks them.

// Sizes and brightness of made-up pictures are small by construction.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]

mod edits;
mod faults;
mod naive;
mod reduced;
mod reference;
mod scenes;
mod vectors;
