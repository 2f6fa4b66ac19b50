//! Programs of other organisations that ask over HTTP: their keys, how often they may ask, on which ground, and calls
//! that are sent twice.
//!
//! What they ask is [`crate::text`] and [`crate::pictures`]; paths, bodies and problems are the web crate's.

mod basis;
mod client;
mod confirm;
mod keys;
mod network;
mod quota;
mod recent;
mod repeat;

pub use basis::{Basis, Origin, PrivateScan, expired_regulation};
pub(crate) use client::client_of;
pub use client::{Client, Scope, authenticate, authenticate_path};
pub use confirm::ProposedKey;
pub(crate) use confirm::confirm_list;
pub use keys::{
    Key, LONGEST, MOST_CALLS, Made, NewKey, OVERLAPS, Refusal, Secret, YEARS, list, make, revoke, rotate, sweep, whose,
};
pub(crate) use keys::{owner, owner_of_unseen};
pub use network::{MOST as MOST_NETWORKS, Network, NoNetwork};
pub use quota::{Quota, Quotas, take};
pub use recent::{Recent, recognise};
pub use repeat::{IDEMPOTENCY_KEY_MAX, Repeated, STAYS, Turn, begin};
