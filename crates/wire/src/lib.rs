//! What leaves the house: to people on duty a notice that something waits, by mail or by a signed call; to programs that
//! asked for it a signed call about known pictures.
//!
//! A notice never holds content: no word of a visitor, no lane, no case, no country. Who decides that something leaves, when
//! and to whom is `vigie-service`; here is only how.

mod hook;
mod mail;
mod notice;
mod receiver;
mod tls;

use std::pin::Pin;

use thiserror::Error;

pub use hook::{Hook, SIGNATURE, TOLERANCE, verify};
pub use mail::{Mail, MailServer, Safety};
pub use notice::{Kind, Notice, Recipient};
pub use receiver::{Host, NoHost, Receivers, Unfit};
pub use tls::BadRoots;

/// The answer to come of a [`Channel`].
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Receipt, WireError>> + Send + 'a>>;

/// A way out of the house.
pub trait Channel: Send + Sync {
    /// Hands one notice over. It may be called again with the same notice: whoever gets it twice sees the same key.
    fn notify<'a>(&'a self, notice: &'a Notice) -> Sending<'a>;
}

/// The other side took the notice: from here on it is theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// What the other side answered: an SMTP or HTTP status.
    pub code: u16,
}

/// Why a notice did not leave. It names no address and no secret.
#[derive(Debug, Error)]
pub enum WireError {
    /// There is no mail server, or no secret to sign calls with.
    #[error("nothing is set for this kind of address; see vigie serve --help")]
    Unset,
    /// The address cannot be used as it stands.
    #[error("the address cannot be used: {0}")]
    Address(&'static str),
    /// The operator does not list the host.
    #[error("the host is not on the list of the operator")]
    Unlisted,
    /// The host is an address of this machine or of a house.
    #[error("the host is not of the public internet")]
    Inside,
    /// Nobody answers there, or not in a way that can be trusted.
    #[error("the other side cannot be reached: {0}")]
    Unreachable(&'static str),
    /// The other side said no.
    #[error("the other side refused with {code}")]
    Refused {
        /// An SMTP or HTTP status.
        code: u16,
    },
    /// No answer in time.
    #[error("no answer in time")]
    Late,
}

/// Loopback by name or number: the only place where anything goes without TLS.
pub(crate) fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}
