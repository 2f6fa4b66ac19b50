//! Routes, forms and pages. A handler parses, makes one call, answers: no SQL, no rule.

mod access;
mod address;
mod api;
mod app;
mod console;
mod fields;
mod guard;
mod ops;
mod page;
mod prerender;
mod reply;
mod routes;
mod script;
mod site;
mod variant;
pub mod when;

pub use api::problem::{ALL as PROBLEMS, Kind as ProblemKind};
pub use api::{Call, Example, Param, Takes};
pub use app::{App, AppError, Web};
pub use guard::{router, serve};
pub use routes::{Class, ROUTES, Role, Route};
pub use variant::{CLOSED, PREFIX, path as variant_path};
