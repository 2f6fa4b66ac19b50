//! Stories of a node: people tell, answer, come back and take back, on SQLite and on PostgreSQL.

mod audit;
mod backup;
mod drafts;
mod keeping;
mod ladder;
mod lanes;
mod second;
mod sessions;
mod spine;
mod stolen;
mod thread;
mod upgrade;
