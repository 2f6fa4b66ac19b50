//! The gate: what must hold before a node takes reports. It takes none that nobody will read.
//!
//! Opening is an act of an administrator once every point holds; closing is an act of any counsellor or administrator,
//! and the node's own as soon as a point holds no longer.

mod gate;
pub mod languages;
mod points;
mod settings;
mod standing;

pub use gate::{Gate, GateState, close, open, watch};
pub use points::{Point, points};
pub use settings::{Opening, SECRECY_WORDS, Secrecy, SecrecyText, Served, USUAL_MAX};
pub use standing::{Standing, Trouble, look, refresh};
