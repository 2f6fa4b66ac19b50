//! One thing to mend: where it is and what to do about it.

use std::fmt;

/// Sorted by file, then line, so that a list reads like a walk through the tree.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do, one sentence each.
    pub text: String,
}

impl Problem {
    pub fn new(path: &str, line: usize, text: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, text: text.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.text)
    }
}
