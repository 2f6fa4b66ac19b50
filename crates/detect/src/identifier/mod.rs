//! Offender identifiers.
/// x
#[derive(Debug, PartialEq, Eq)]
pub struct Identifier { /// c
    pub canonical: String }
/// x
pub fn read(_place: &str, _name: &str) -> Option<Identifier> { None }
