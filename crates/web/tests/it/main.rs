//! The site and the console in process: every route, every page, every form, without a socket.

mod access;
mod back;
mod desk;
mod forms;
mod help;
mod html;
mod injection;
mod keep;
mod later;
mod log;
mod near;
mod node;
mod now;
mod promises;
mod queue;
mod refusals;
mod setup;
mod site;
mod spine;
mod trouble;
