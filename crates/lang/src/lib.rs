//! What vigie says: texts in every language, phrases it never says, and doors to people who help.
//!
//! Pure: everything is embedded at compile time, and the day is an argument. Nothing here reads a clock, a file or the
//! network. Whether a person may see a helpline is decided in [`helplines`], and only there.

mod banned;
mod countries;
mod day;
mod fold;
pub mod helplines;
mod lang;
mod negotiate;
mod safety;
mod source;
mod texts;
pub mod wording;

pub use banned::{banned, banned_phrases};
pub use countries::{Countries, CountriesError, Country};
pub use day::Day;
pub use helplines::{Doors, Helpline, HelplineError, Helplines};
pub use lang::Lang;
pub use texts::{Text, TextError, Texts, Value};
