//! Why something did not open. Nothing here says a word about what was inside.

/// Why sealed bytes were refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The first byte names no suite this version knows.
    #[error("the suite byte is not one this version can open")]
    Suite,
    /// Too short, or what came out is not as long as a key must be.
    #[error("the length is wrong")]
    Length,
    /// The commitment does not belong to this key: another key sealed it.
    #[error("sealed under another key")]
    Key,
    /// The right key, but the bytes or the context they are bound to were changed.
    #[error("the seal is broken or belongs elsewhere")]
    Tag,
}

/// Bytes that are not a key anything can be sealed to or checked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a usable public key")]
pub struct BadKey;
