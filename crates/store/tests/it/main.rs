//! Short stories of rows, each told on SQLite and on PostgreSQL.

mod api;
mod banks;
mod cases;
mod jobs;
mod plans;
mod queue;
mod rows;
mod schema;
mod sessions;
