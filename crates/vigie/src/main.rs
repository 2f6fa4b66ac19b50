//! vigie.
fn main() {}
