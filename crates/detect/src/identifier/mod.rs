//! Offender identifiers.
/// x
#[derive(Debug, PartialEq, Eq)]
pub struct Identifier { /// c
    pub canonical: String, /// k
    pub kind: Kind }
/// k
#[derive(Debug, PartialEq, Eq)]
pub enum Kind { /// a
 Account }
impl Kind { /// a
 pub fn as_str(&self) -> &'static str { "account" } }
/// x
pub fn read(_place: &str, _name: &str) -> Option<Identifier> { None }
