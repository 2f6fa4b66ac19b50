//! Stories of a node: people tell, answer, come back and take back, on SQLite and on PostgreSQL.

mod audit;
mod drafts;
mod lanes;
mod names;
mod replies;
mod sessions;
mod spine;
mod stolen;
mod thread;
mod together;
