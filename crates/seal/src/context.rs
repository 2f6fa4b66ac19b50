//! What sealed bytes are bound to: a part moved to another row, owner or use does not open.

use crate::bytes::length_prefix;

/// The suite this version writes, and the only one it opens. First byte of every wire format.
pub const SUITE: u8 = 1;

/// What sealed bytes are for. The numbers are in stored data: never renumber, never reuse.
#[repr(u16)]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// What a visitor typed.
    VisitorText = 1,
    /// A conversation a visitor pasted, exactly as received.
    Pasted = 2,
    /// Structured answers of a form.
    Answers = 3,
    /// What a desk wrote to a visitor.
    DeskAnswer = 4,
    /// A note inside a case.
    Note = 5,
    /// What a machine derived from a part.
    Findings = 6,
    /// A case key, sealed to a desk.
    CaseKey = 10,
    /// A thread key, sealed under its case key.
    ThreadKeyForCase = 11,
    /// The same thread key, sealed under the key of the receipt code.
    ThreadKeyForVisitor = 12,
    /// A desk's private key, sealed to a member.
    DeskKey = 13,
    /// A desk's private key, sealed to the recovery key on paper.
    DeskKeyRecovery = 14,
    /// A member's private key, sealed under the passphrase.
    MemberKey = 15,
    /// A member's private key, sealed under a session.
    SessionKey = 16,
    /// A member's name.
    MemberName = 17,
    /// The details of an audit leaf.
    AuditDetails = 18,
    /// The twenty-minute authority carried in a hidden field.
    Pass = 19,
    /// An account name, address or number found in a report.
    Identifier = 20,
    /// A file, in chunks.
    File = 21,
    /// An answer a desk is still writing.
    DraftReply = 22,
    /// What set-up stores.
    SetUp = 23,
    /// Settings that are nobody else's business.
    Settings = 24,
    /// What a desk did in a case: marks, tasks, hand-overs.
    Deed = 44,
    /// What a visitor has told so far, in a hidden field between the pages of the form.
    Told = 45,
    /// What a member has read today, for that member alone.
    Exposure = 46,
    /// What a desk passed on to somebody outside.
    PassedOn = 47,
    /// What a program knows of a conversation so far, in the token that it sends back.
    Conversation = 48,
    /// Fingerprints that a visitor made of pictures.
    Fingerprints = 49,
    /// One code of such a fingerprint, as it is matched.
    SignalCode = 50,
    /// Why a member proposes what a second person must confirm.
    Ground = 40,
    /// The shared secret of a member's second factor.
    Factor = 41,
    /// The word and name of an invitation.
    Invitation = 42,
    /// What an alarm tells.
    Alarm = 43,
}

impl Purpose {
    /// The stored number.
    pub const fn number(self) -> u16 {
        self as u16
    }
}

/// The place sealed bytes belong to. Opening needs the very same one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// What the bytes are for.
    pub purpose: Purpose,
    /// The id of what owns them: a report, a case, a desk, a member.
    pub owner: [u8; 16],
    /// The id of this one piece; all zero where an owner has only one.
    pub part: [u8; 16],
    /// The generation of the key they are sealed under, from 1; 1 where a key never changes.
    pub generation: u32,
}

impl Context {
    /// Length of [`Context::encode`] in bytes.
    pub const ENCODED: usize = 5 * 8 + 1 + 2 + 16 + 16 + 4;

    /// The associated data: suite, purpose number, owner, part, generation, each behind its
    /// length as eight bytes big endian; numbers big endian.
    pub fn encode(&self) -> [u8; Self::ENCODED] {
        let mut out = [0; Self::ENCODED];
        let mut at = 0;
        let parts: [&[u8]; 5] =
            [&[SUITE], &self.purpose.number().to_be_bytes(), &self.owner, &self.part, &self.generation.to_be_bytes()];
        for part in parts {
            out[at..at + 8].copy_from_slice(&length_prefix(part));
            out[at + 8..at + 8 + part.len()].copy_from_slice(part);
            at += 8 + part.len();
        }
        out
    }
}
