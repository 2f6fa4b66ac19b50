//! The help site: neutral paths, script only as an extra, no cookie, nothing typed in a URL.

pub mod back;
pub mod done;
pub mod doors;
pub mod fingerprint;
pub mod fixed;
pub mod help;
pub mod house;
pub mod later;
pub mod now;
pub mod picture;
pub mod safe;
pub mod safe_now;
pub mod say;
pub mod talk;
pub mod tell;
pub mod tell_form;
mod tell_pages;
mod tell_place;
mod tell_questions;
mod tell_so_far;
pub mod thread;
mod thread_words;
pub mod whose;
