//! Known pictures: banks of their fingerprints, what visitors give, looking one up, and what services saw.
//!
//! The rows are the truth. [`Known`] is this process's copy of the codes, brought up to date from the log of changes; what
//! it finds is looked up in the rows before anything is answered, so that nothing withdrawn is ever told as known.

mod bank;
mod canary;
mod codes;
mod entries;
mod feed;
mod files;
mod given;
mod hooked;
pub mod import;
mod known;
mod lists;
mod looking;
mod own;
mod records;
mod saved;
mod sighting;
mod signal;
mod submit;
mod telling;
mod walk;

pub use bank::{Bank, BankError, Held, UNSEEN, Unseen, banks, change, make, unseen};
pub(crate) use canary::leaked;
pub use canary::{Traced, trace};
pub use codes::is_usable;
pub use entries::{Entries, Window, entries, listed};
pub use feed::{Change, FEED_MAX, Feed, Since, WAIT_MAX, feed};
pub use files::{FILE_MAX, File, Files, Seat, Unreadable, md5_of, read_file, read_query};
pub use given::{OfReport, Said, Service, Standing, Told, give, of_case, of_report, on_case, standing, stop};
pub(crate) use given::{destroy, store as store_given};
pub use known::{Known, Lag, follow, keep_following};
pub use lists::{COUNTED, Counts, Difference, Page, bring_in, export, held, overview, preview, programs};
pub use looking::{Answer, Match, Query, Verdict, look};
pub use own::{MOST as MOST_OWN, OwnError, change_own, end_own, make_own};
pub use records::{From, Place, Record, Records, records};
pub use saved::save as save_index;
pub use sighting::{Sighting, Waiting, decide, opinion, report_of, see, waiting, waiting_count};
pub(crate) use signal::expire;
pub use signal::{By, Entry, Outcome, Provenance, add, set, withdraw, withdrew};
pub use submit::{NoBank, Sent, say, submit};
pub use telling::{Told as Signal, count, number, numbered, tell};
pub use walk::{WALK, Wait, Walks, ask};
