//! The promises of the index, each held against a scan that counts bits one code after another.

mod answers;
mod changes;
mod files;
mod linear;
mod reference;
mod together;
