//! The audit: what a leaf says, and which bytes its hash, its link and a checkpoint cover.

use uuid::Uuid;

/// What happened, as stored in a leaf's `kind`. Never renamed: old leaves keep their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A report was accepted.
    ReportReceived,
    /// The visitor added something to a report.
    ReportAdded,
    /// A thread was opened with its code.
    ThreadOpened,
    /// A thread got a new code; the old one opens nothing.
    ThreadCodeChanged,
    /// The visitor asked not to be written to.
    ThreadQuieted,
    /// The visitor took everything back.
    ThreadEraseAsked,
    /// The visitor kept it after all.
    ThreadKept,
    /// Keys and parts were destroyed.
    ThreadErased,
    /// A member claimed a case.
    CaseClaimed,
    /// A member gave a case back.
    CaseReleased,
    /// A member opened a case.
    CaseOpened,
    /// A member answered.
    CaseAnswered,
    /// A member wrote a note.
    CaseNoted,
    /// A member changed where a case stands.
    CaseStatus,
    /// Time moved a case to another lane.
    CaseRelaned,
    /// A member came to be.
    MemberCreated,
    /// A member signed in.
    MemberSignedIn,
    /// A member signed out.
    MemberSignedOut,
    /// A desk came to be.
    DeskCreated,
    /// The paper with the recovery key was confirmed.
    RecoveryConfirmed,
    /// Members of the first version were given their roles.
    RolesUpgraded,
    /// A setting of the house was changed.
    SettingChanged,
    /// An answer left for the visitor's page.
    AnswerLeft,
    /// An answer was taken back before it had left.
    AnswerTakenBack,
    /// An answer did not leave: the visitor wants silence or took the report back.
    AnswerStopped,
    /// A member sent an answer although its wording was questioned.
    AnswerAsItIs,
    /// A member wrote down what a message means in another language.
    MessageExplained,
    /// A member said whose an account is, and how sure that is.
    NameMarked,
    /// A member added an account.
    NameAdded,
    /// A member corrected an account.
    NameCorrected,
    /// A member found that an account is not the offender's.
    NameWithdrawn,
    /// A member set a task.
    TaskSet,
    /// A member did a task.
    TaskDone,
    /// A member set a done task again.
    TaskUndone,
    /// A member handed a case over.
    CaseHandedOver,
    /// Two cases are worked on together.
    CaseJoined,
    /// A case is worked on alone again.
    CaseParted,
    /// A member wrote down what somebody said.
    ReportSpoken,
    /// An administrator opened the node to visitors.
    NodeOpened,
    /// The node was closed to visitors, by a member or by itself.
    NodeClosed,
    /// The safety texts of a language were signed, or taken on by the operator.
    TextsSigned,
    /// Somebody on duty was called for a case.
    DutyCalled,
    /// Somebody on duty said "I have it".
    DutyAcknowledged,
    /// Everybody on duty was called, and nobody had claimed the case.
    DutyExhausted,
    /// A member checked a number that visitors are shown.
    NumberChecked,
    /// A member took a number away from visitors.
    NumberExpired,
    /// A member added a number of the house's own.
    NumberAdded,
    /// Visitors said three times in a week that a number did not work.
    NumberReported,
    /// A member proposed what a second person must confirm.
    ProposalMade,
    /// A second person confirmed it, and it was done.
    ProposalDone,
    /// A second person refused it.
    ProposalRefused,
    /// A member made a second factor.
    FactorSet,
    /// A member's second factor was taken away by two others.
    FactorReset,
    /// A member made new one-time codes.
    CodesRenewed,
    /// A member changed the passphrase.
    PassphraseChanged,
    /// Somebody was invited.
    InvitationSent,
    /// Somebody answered an invitation.
    InvitationAnswered,
    /// An invitation was withdrawn.
    InvitationWithdrawn,
    /// A member was given a desk's key.
    DeskKeyHandedOn,
    /// A desk got a new key.
    DeskKeyRenewed,
    /// A member was removed.
    MemberRemoved,
    /// A member's roles were changed.
    RolesChanged,
    /// Sessions were ended by their member or an administrator.
    SessionsEnded,
    /// A member said that they know the people of a case; it is hidden from them.
    CaseHidden,
    /// Another member showed them the case again.
    CaseShownAgain,
    /// A member gave a reason to open a case that is not theirs.
    CaseReasonGiven,
    /// An alarm was raised.
    AlarmRaised,
    /// An alarm was acknowledged.
    AlarmAcknowledged,
    /// The recovery key was used.
    RecoveryUsed,
    /// A new recovery paper was made.
    RecoveryRenewed,
    /// What the first version did not vouch for was vouched for.
    HouseUpgraded,
    /// A backup was restored, and what was erased since was erased again.
    HouseRestored,
    /// A case had its time and was destroyed.
    CaseExpired,
    /// A case was destroyed by two members.
    CaseErased,
    /// A case may not be erased for now.
    CaseHeld,
    /// A hold was ended before its day.
    CaseHoldEnded,
    /// The codes of a case open nothing for now.
    CodeFrozen,
    /// The codes of a case open again.
    CodeThawed,
}

impl Event {
    /// The word stored in the leaf.
    pub fn word(self) -> &'static str {
        match self {
            Self::ReportReceived => "report.received",
            Self::ReportAdded => "report.added",
            Self::ThreadOpened => "thread.opened",
            Self::ThreadCodeChanged => "thread.code_changed",
            Self::ThreadQuieted => "thread.quieted",
            Self::ThreadEraseAsked => "thread.erase_asked",
            Self::ThreadKept => "thread.kept",
            Self::ThreadErased => "thread.erased",
            Self::CaseClaimed => "case.claimed",
            Self::CaseReleased => "case.released",
            Self::CaseOpened => "case.opened",
            Self::CaseAnswered => "case.answered",
            Self::CaseNoted => "case.noted",
            Self::CaseStatus => "case.status",
            Self::CaseRelaned => "case.relaned",
            Self::MemberCreated => "member.created",
            Self::MemberSignedIn => "member.signed_in",
            Self::MemberSignedOut => "member.signed_out",
            Self::DeskCreated => "desk.created",
            Self::RecoveryConfirmed => "recovery.confirmed",
            Self::RolesUpgraded => "roles.upgraded",
            Self::SettingChanged => "setting.changed",
            Self::AnswerLeft => "answer.left",
            Self::AnswerTakenBack => "answer.taken_back",
            Self::AnswerStopped => "answer.stopped",
            Self::AnswerAsItIs => "answer.as_it_is",
            Self::MessageExplained => "message.explained",
            Self::NameMarked => "name.marked",
            Self::NameAdded => "name.added",
            Self::NameCorrected => "name.corrected",
            Self::NameWithdrawn => "name.withdrawn",
            Self::TaskSet => "task.set",
            Self::TaskDone => "task.done",
            Self::TaskUndone => "task.undone",
            Self::CaseHandedOver => "case.handed_over",
            Self::CaseJoined => "case.joined",
            Self::CaseParted => "case.parted",
            Self::ReportSpoken => "report.spoken",
            Self::NodeOpened => "node.opened",
            Self::NodeClosed => "node.closed",
            Self::TextsSigned => "texts.signed",
            Self::DutyCalled => "duty.called",
            Self::DutyAcknowledged => "duty.acknowledged",
            Self::DutyExhausted => "duty.exhausted",
            Self::NumberChecked => "number.checked",
            Self::NumberExpired => "number.expired",
            Self::NumberAdded => "number.added",
            Self::NumberReported => "number.reported",
            Self::ProposalMade => "proposal.made",
            Self::ProposalDone => "proposal.done",
            Self::ProposalRefused => "proposal.refused",
            Self::FactorSet => "factor.set",
            Self::FactorReset => "factor.reset",
            Self::CodesRenewed => "factor.codes",
            Self::PassphraseChanged => "member.passphrase",
            Self::InvitationSent => "invitation.sent",
            Self::InvitationAnswered => "invitation.answered",
            Self::InvitationWithdrawn => "invitation.withdrawn",
            Self::DeskKeyHandedOn => "desk.key_handed_on",
            Self::DeskKeyRenewed => "desk.key_renewed",
            Self::MemberRemoved => "member.removed",
            Self::RolesChanged => "member.roles",
            Self::SessionsEnded => "sessions.ended",
            Self::CaseHidden => "case.hidden",
            Self::CaseShownAgain => "case.shown_again",
            Self::CaseReasonGiven => "case.reason",
            Self::AlarmRaised => "alarm.raised",
            Self::AlarmAcknowledged => "alarm.acknowledged",
            Self::RecoveryUsed => "recovery.used",
            Self::RecoveryRenewed => "recovery.renewed",
            Self::HouseUpgraded => "house.upgraded",
            Self::HouseRestored => "house.restored",
            Self::CaseExpired => "case.expired",
            Self::CaseErased => "case.erased",
            Self::CaseHeld => "case.held",
            Self::CaseHoldEnded => "case.hold_ended",
            Self::CodeFrozen => "code.frozen",
            Self::CodeThawed => "code.thawed",
        }
    }
}

/// The fields of a leaf that its hash covers, in the order they are hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeafFields<'a> {
    /// Identifier of the leaf.
    pub id: Uuid,
    /// The word of its event.
    pub kind: &'a str,
    /// What it is about.
    pub subject: Uuid,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Sealed details; empty when there are none.
    pub details: &'a [u8],
    /// SHA-256 commitments to the exact bytes received, 32 bytes each, one after the other.
    pub commitments: &'a [u8],
}

impl LeafFields<'_> {
    /// The bytes a leaf's hash is made of: each field behind its length, so that no two leaves read alike.
    pub fn encoded(&self) -> Vec<u8> {
        let mut out = b"vigie leaf 1".to_vec();
        for field in [
            self.id.as_bytes().as_slice(),
            self.kind.as_bytes(),
            self.subject.as_bytes(),
            &self.at_ms.to_be_bytes(),
            self.details,
            self.commitments,
        ] {
            out.extend_from_slice(&(field.len() as u64).to_be_bytes());
            out.extend_from_slice(field);
        }
        out
    }
}

/// The bytes whose hash is link number `seq` (from 1): number, hash of the link before (empty for the first), hash of the leaf.
pub fn link_bytes(seq: i64, previous: &[u8], leaf_hash: &[u8]) -> Vec<u8> {
    let mut out = b"vigie link 1".to_vec();
    out.extend_from_slice(&seq.to_be_bytes());
    out.extend_from_slice(previous);
    out.extend_from_slice(leaf_hash);
    out
}

/// The bytes a checkpoint signs: number and hash of the last link, and when, in milliseconds since 1970 UTC.
pub fn checkpoint_bytes(seq: i64, head: &[u8], at_ms: i64) -> Vec<u8> {
    let mut out = b"vigie checkpoint 1".to_vec();
    out.extend_from_slice(&seq.to_be_bytes());
    out.extend_from_slice(head);
    out.extend_from_slice(&at_ms.to_be_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moving_a_byte_between_fields_changes_the_encoding() {
        let id = Uuid::from_u128(1);
        let one = LeafFields { id, kind: "a", subject: id, at_ms: 0, details: b"bc", commitments: b"" };
        let other = LeafFields { id, kind: "ab", subject: id, at_ms: 0, details: b"c", commitments: b"" };
        assert_ne!(one.encoded(), other.encoded());
    }
}
