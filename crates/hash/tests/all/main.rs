//! What the fingerprints promise: equal to the reference, kept through ordinary edits, and no file breaks them.

mod naive;
mod reference;
mod scenes;
mod vectors;
