//! The site and the console in process: every route, every page, every form, without a socket.

mod access;
mod back;
mod desk;
mod doors;
mod forms;
mod gate;
mod html;
mod injection;
mod log;
mod members;
mod node;
mod promises;
mod refusals;
mod setup;
mod site;
mod spine;
mod trouble;
