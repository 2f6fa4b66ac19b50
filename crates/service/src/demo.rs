//! Invented cases.
