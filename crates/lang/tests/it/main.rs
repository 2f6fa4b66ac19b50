//! What the house says, checked over all languages and all helplines.

mod banned;
mod countries;
mod helplines;
mod lang;
mod provenance;
mod release;
mod texts;
mod wording;
