//! A notice: that something waits, and a link to say "I have it". Nothing else.

use vigie_model::Timestamp;

/// Why somebody is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something urgent waits and nobody has taken it.
    Urgent,
    /// The channel is tried out.
    Test,
    /// The node closed itself.
    Closed,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Urgent, Self::Test, Self::Closed];

    /// The word in rows and in the JSON of a call.
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Test => "test",
            Self::Closed => "closed",
        }
    }

    /// The kind behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// Where a notice goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recipient {
    /// A mail address.
    Mail(String),
    /// An https address that takes a signed `POST`.
    Hook(String),
}

/// What leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The same however often it is sent: the receiver counts it once.
    pub key: String,
    /// Why.
    pub kind: Kind,
    /// Name of the node, as the operator calls it.
    pub node: String,
    /// To whom.
    pub to: Recipient,
    /// One-time address to say "I have it".
    pub link: String,
    /// When it leaves.
    pub at: Timestamp,
    /// Subject of a mail, in the recipient's language.
    pub subject: String,
    /// Text of a mail, in the recipient's language.
    pub text: String,
}
