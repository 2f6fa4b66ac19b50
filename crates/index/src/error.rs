//! What can go wrong with an index in a file.

/// A piece of the file is not what was written. The file is of no use: make a new one from where the truth is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the index file is damaged: {what} at byte {at}")]
pub struct Damaged {
    /// What does not fit.
    pub what: &'static str,
    /// About where, in bytes from the start of the file.
    pub at: u64,
}

/// A file that is not opened as an index.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The system did not hand it over.
    #[error("the index file cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It does not begin as an index does.
    #[error("this file is not an index")]
    NotAnIndex,
    /// It was written on a machine that orders bytes the other way round.
    #[error("the index file was written by a machine of the other byte order: make it again on this one")]
    ByteOrder,
    /// It was written by another version of the program.
    #[error("the index file has version {found}, this program reads {known}: make it again")]
    Version {
        /// That of the file.
        found: u32,
        /// The one this program writes and reads.
        known: u32,
    },
    /// It is shorter or longer than it says.
    #[error("the index file has {got} bytes and should have {expected}: it was cut off, or something was added")]
    Length {
        /// Bytes that it has.
        got: u64,
        /// Bytes that its head speaks of.
        expected: u64,
    },
    /// Its head or its table of checksums is not what was written.
    #[error(transparent)]
    Damaged(#[from] Damaged),
}

/// An index that was not saved. The file that was there before is untouched.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The system did not write it, or not read it back.
    #[error("the index file cannot be written: {0}")]
    Io(#[from] std::io::Error),
    /// Somebody else is saving to the same file at this moment.
    #[error("another process is writing this index file")]
    Busy,
    /// A file holds one entry less than 2^32.
    #[error("{0} entries do not fit into one index file")]
    TooMany(usize),
    /// The index was opened from a file that turns out to be damaged.
    #[error(transparent)]
    Damaged(#[from] Damaged),
    /// What was written cannot be opened.
    #[error("the index file was written and cannot be opened: {0}")]
    Reopen(OpenError),
}
