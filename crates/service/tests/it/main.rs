//! Stories of a node: people tell, answer, come back and take back, on SQLite and on PostgreSQL.

mod api;
mod audit;
mod backup;
mod banks;
mod drafts;
mod factor;
mod gate;
mod keeping;
mod ladder;
mod lanes;
mod misread;
mod names;
mod numbers;
mod people;
mod pictures;
mod recovery;
mod replies;
mod roster;
mod second;
mod sessions;
mod spine;
mod stolen;
mod thread;
mod together;
mod upgrade;
mod whose;
