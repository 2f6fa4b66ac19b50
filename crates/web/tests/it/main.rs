//! The site and the console in process: every route, every page, every form, without a socket.

mod access;
mod back;
mod casework;
mod desk;
mod doors;
mod forms;
mod gate;
mod help;
mod html;
mod injection;
mod keep;
mod later;
mod members;
mod near;
mod node;
mod now;
mod promises;
mod queue;
mod refusals;
mod setup;
mod site;
mod spine;
mod tell;
mod tell_kept;
mod trouble;
mod visitor;
