//! The help site: neutral paths, script only as an extra, no cookie, nothing typed in a URL.

pub mod back;
pub mod done;
pub mod doors;
pub mod fixed;
pub mod house;
pub mod talk;
pub mod tell;
pub mod tell_form;
pub mod thread;
