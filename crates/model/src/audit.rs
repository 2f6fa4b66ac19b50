//! The audit: what a leaf says, and which bytes its hash, its link and a checkpoint cover.

use uuid::Uuid;

/// Writes the enum, its words and the list of all of them from one table: an event cannot be left out of one of them.
macro_rules! events {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What happened, as stored in a leaf's `kind`. Never renamed: old leaves keep their words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Event { $($(#[$doc])* $name,)* }

        impl Event {
            /// Every event.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The word stored in the leaf.
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word,)* }
            }
        }
    };
}

events! {
    /// A report was accepted.
    ReportReceived = "report.received",
    /// The visitor added something to a report.
    ReportAdded = "report.added",
    /// A thread was opened with its code.
    ThreadOpened = "thread.opened",
    /// A thread got a new code; the old one opens nothing.
    ThreadCodeChanged = "thread.code_changed",
    /// The visitor asked not to be written to.
    ThreadQuieted = "thread.quieted",
    /// The visitor took everything back.
    ThreadEraseAsked = "thread.erase_asked",
    /// The visitor said whose names are that were found in a text.
    ThreadNamed = "thread.named",
    /// The visitor kept it after all.
    ThreadKept = "thread.kept",
    /// Keys and parts were destroyed.
    ThreadErased = "thread.erased",
    /// A member claimed a case.
    CaseClaimed = "case.claimed",
    /// A member gave a case back.
    CaseReleased = "case.released",
    /// A member opened a case.
    CaseOpened = "case.opened",
    /// A member answered.
    CaseAnswered = "case.answered",
    /// A member wrote a note.
    CaseNoted = "case.noted",
    /// A member changed where a case stands.
    CaseStatus = "case.status",
    /// Time moved a case to another lane.
    CaseRelaned = "case.relaned",
    /// A member came to be.
    MemberCreated = "member.created",
    /// A member signed in.
    MemberSignedIn = "member.signed_in",
    /// A member signed out.
    MemberSignedOut = "member.signed_out",
    /// A desk came to be.
    DeskCreated = "desk.created",
    /// The paper with the recovery key was confirmed.
    RecoveryConfirmed = "recovery.confirmed",
    /// Members of the first version were given their roles.
    RolesUpgraded = "roles.upgraded",
    /// A setting of the house was changed.
    SettingChanged = "setting.changed",
    /// An answer left for the visitor's page.
    AnswerLeft = "answer.left",
    /// An answer was taken back before it had left.
    AnswerTakenBack = "answer.taken_back",
    /// An answer did not leave: the visitor wants silence or took the report back.
    AnswerStopped = "answer.stopped",
    /// A member sent an answer although its wording was questioned.
    AnswerAsItIs = "answer.as_it_is",
    /// A member wrote down what a message means in another language.
    MessageExplained = "message.explained",
    /// A member said that a machine read a pasted text wrongly.
    ReadingMarked = "reading.marked",
    /// A member said whose an account is, and how sure that is.
    NameMarked = "name.marked",
    /// A member added an account.
    NameAdded = "name.added",
    /// A member corrected an account.
    NameCorrected = "name.corrected",
    /// A member found that an account is not the offender's.
    NameWithdrawn = "name.withdrawn",
    /// A member set a task.
    TaskSet = "task.set",
    /// A member did a task.
    TaskDone = "task.done",
    /// A member set a done task again.
    TaskUndone = "task.undone",
    /// A member handed a case over.
    CaseHandedOver = "case.handed_over",
    /// Two cases are worked on together.
    CaseJoined = "case.joined",
    /// A case is worked on alone again.
    CaseParted = "case.parted",
    /// A member wrote down what somebody said.
    ReportSpoken = "report.spoken",
    /// An administrator opened the node to visitors.
    NodeOpened = "node.opened",
    /// The node was closed to visitors, by a member or by itself.
    NodeClosed = "node.closed",
    /// The safety texts of a language were signed, or taken on by the operator.
    TextsSigned = "texts.signed",
    /// Somebody on duty was called for a case.
    DutyCalled = "duty.called",
    /// Somebody on duty said "I have it".
    DutyAcknowledged = "duty.acknowledged",
    /// Everybody on duty was called, and nobody had claimed the case.
    DutyExhausted = "duty.exhausted",
    /// A member checked a number that visitors are shown.
    NumberChecked = "number.checked",
    /// A member took a number away from visitors.
    NumberExpired = "number.expired",
    /// A member added a number of the house's own.
    NumberAdded = "number.added",
    /// Visitors said three times in a week that a number did not work.
    NumberReported = "number.reported",
    /// A member proposed what a second person must confirm.
    ProposalMade = "proposal.made",
    /// A second person confirmed it, and it was done.
    ProposalDone = "proposal.done",
    /// A second person refused it.
    ProposalRefused = "proposal.refused",
    /// A member made a second factor.
    FactorSet = "factor.set",
    /// A member's second factor was taken away by two others.
    FactorReset = "factor.reset",
    /// A member made new one-time codes.
    CodesRenewed = "factor.codes",
    /// A member changed the passphrase.
    PassphraseChanged = "member.passphrase",
    /// Somebody was invited.
    InvitationSent = "invitation.sent",
    /// Somebody answered an invitation.
    InvitationAnswered = "invitation.answered",
    /// An invitation was withdrawn.
    InvitationWithdrawn = "invitation.withdrawn",
    /// A member was given a desk's key.
    DeskKeyHandedOn = "desk.key_handed_on",
    /// A desk got a new key.
    DeskKeyRenewed = "desk.key_renewed",
    /// A member was removed.
    MemberRemoved = "member.removed",
    /// A member's roles were changed.
    RolesChanged = "member.roles",
    /// Sessions were ended by their member or an administrator.
    SessionsEnded = "sessions.ended",
    /// A member said that they know the people of a case; it is hidden from them.
    CaseHidden = "case.hidden",
    /// Another member showed them the case again.
    CaseShownAgain = "case.shown_again",
    /// A member gave a reason to open a case that is not theirs.
    CaseReasonGiven = "case.reason",
    /// An alarm was raised.
    AlarmRaised = "alarm.raised",
    /// An alarm was acknowledged.
    AlarmAcknowledged = "alarm.acknowledged",
    /// The recovery key was used.
    RecoveryUsed = "recovery.used",
    /// A new recovery paper was made.
    RecoveryRenewed = "recovery.renewed",
    /// A member took lines of the audit away as a file.
    AuditExported = "audit.exported",
    /// What the first version did not vouch for was vouched for.
    HouseUpgraded = "house.upgraded",
    /// A backup was restored, and what was erased since was erased again.
    HouseRestored = "house.restored",
    /// A case had its time and was destroyed.
    CaseExpired = "case.expired",
    /// A case was destroyed by two members.
    CaseErased = "case.erased",
    /// A case may not be erased for now.
    CaseHeld = "case.held",
    /// Something of a case was passed on to somebody outside, as two members agreed.
    CasePassedOn = "case.passed_on",
    /// A hold was ended before its day.
    CaseHoldEnded = "case.hold_ended",
    /// The codes of a case open nothing for now.
    CodeFrozen = "code.frozen",
    /// The codes of a case open again.
    CodeThawed = "code.thawed",
    /// An administrator made a key for a program of another organisation.
    ApiKeyMade = "api_key.made",
    /// A key got a new secret; the old one is good for a stated time.
    ApiKeyRotated = "api_key.rotated",
    /// A key opens nothing any more.
    ApiKeyRevoked = "api_key.revoked",
    /// A program asked to be called.
    HookSet = "hook.set",
    /// A program is called no more.
    HookEnded = "hook.ended",
    /// A bank of known pictures came to be.
    BankMade = "bank.made",
    /// A bank was changed.
    BankChanged = "bank.changed",
    /// A bank's list was taken out of the house as a file.
    BankExported = "bank.exported",
    /// A visitor gave fingerprints of pictures.
    SignalsGiven = "signals.given",
    /// Signals came into a bank.
    SignalsAdded = "signals.added",
    /// Where a signal stands was changed.
    SignalChanged = "signal.changed",
    /// Somebody said what they think of a signal.
    OpinionGiven = "opinion.given",
    /// A service told what it did with a picture that matched.
    SightingReceived = "sighting.received",
    /// A member decided whether the visitor learns of a sighting.
    SightingDecided = "sighting.decided",
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
