//! What a member may do. A role opens routes; keys alone open cases.

use std::fmt;

/// One of the four roles. A member may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberRole {
    /// Members and settings; opens no case by this role.
    Administrator,
    /// Works on cases and answers.
    Counsellor,
    /// Reads cases, is the second person for what cannot be undone, signs texts and numbers. Does not answer.
    Reviewer,
    /// Sees who did what and when, without opening a case.
    Auditor,
}

impl MemberRole {
    /// Every role, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Counsellor, Self::Reviewer, Self::Auditor];

    /// The word stored in rows; also the end of its text identifier `role-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Counsellor => "counsellor",
            Self::Reviewer => "reviewer",
            Self::Auditor => "auditor",
        }
    }

    /// The role behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }

    fn bit(self) -> u8 {
        match self {
            Self::Administrator => 1,
            Self::Counsellor => 2,
            Self::Reviewer => 4,
            Self::Auditor => 8,
        }
    }
}

/// The roles of one member; none opens nothing but the page that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u8);

impl Roles {
    /// These roles.
    pub fn of(roles: &[MemberRole]) -> Self {
        Self(roles.iter().fold(0, |bits, role| bits | role.bit()))
    }

    /// True when this role is among them.
    pub fn has(self, role: MemberRole) -> bool {
        self.0 & role.bit() != 0
    }

    /// True when at least one of these is among them.
    pub fn any(self, roles: &[MemberRole]) -> bool {
        roles.iter().any(|role| self.has(*role))
    }

    /// The roles, in the order in which they are shown.
    pub fn list(self) -> impl Iterator<Item = MemberRole> {
        MemberRole::ALL.into_iter().filter(move |role| self.has(*role))
    }

    /// True when cases can be read: these members hold the desk's key.
    pub fn reads_cases(self) -> bool {
        self.any(&[MemberRole::Counsellor, MemberRole::Reviewer])
    }

    /// True when members with these roles hold the key of a desk of this kind. Every member holds the `house` key, for
    /// names and what concerns everybody; an administrator alone holds no other.
    pub fn holds(self, kind: &str) -> bool {
        match kind {
            "house" => self != Self::default(),
            "audit" => self.reads_cases() || self.has(MemberRole::Auditor),
            "intake" | "urgent" => self.reads_cases(),
            _ => false,
        }
    }

    /// The roles behind stored words with spaces between; unknown words count as nothing.
    pub fn parse(words: &str) -> Self {
        Self::of(&words.split(' ').filter_map(MemberRole::parse).collect::<Vec<_>>())
    }
}

/// As stored: the words with spaces between.
impl fmt::Display for Roles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.list().map(MemberRole::word).collect::<Vec<_>>().join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_come_back_as_they_were_stored_and_unknown_words_open_nothing() {
        let roles = Roles::of(&[MemberRole::Auditor, MemberRole::Administrator]);
        assert_eq!(roles.to_string(), "administrator auditor");
        assert_eq!(Roles::parse(&roles.to_string()), roles);
        assert_eq!(Roles::parse("king administrators"), Roles::default());
        assert!(!roles.reads_cases() && Roles::of(&[MemberRole::Reviewer]).reads_cases());
    }
}
