//! Stories of a node: people tell, answer, come back and take back, on SQLite and on PostgreSQL.

mod audit;
mod drafts;
mod factor;
mod gate;
mod ladder;
mod lanes;
mod numbers;
mod people;
mod recovery;
mod roster;
mod second;
mod sessions;
mod spine;
mod stolen;
mod thread;
