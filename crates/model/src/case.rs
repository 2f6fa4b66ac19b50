//! The state of a case and of its thread, and which change is allowed when.

use thiserror::Error;

use crate::clock::{DAY, Timestamp};
use crate::id::MemberId;

/// How long a taken-back report can still be kept by cancelling, in milliseconds. Then its keys are destroyed.
pub const ERASE_AFTER: i64 = 7 * DAY;
/// How long a backup is kept at most, in milliseconds: the visitor is told from when on none holds the report.
pub const BACKUPS_LIVE: i64 = 35 * DAY;

/// Where a case stands with the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseState {
    /// Nobody has claimed it.
    New,
    /// Somebody works on it.
    Open,
    /// The last word is the desk's.
    Answered,
    /// The desk is done with it.
    Closed,
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::New, Self::Open, Self::Answered, Self::Closed];

    /// The word stored in rows; also the end of its text identifier `status-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// The state behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// What the visitor decided about the thread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadState {
    /// Both sides may write.
    Open,
    /// "Do not write to me": the desk may read, and not answer.
    Quiet,
    /// Taken back: unreadable with the code, destroyed at this moment unless it is cancelled.
    Erasing {
        /// When it is destroyed.
        at: Timestamp,
        /// True when the visitor had asked for silence before: kept after all, it is quiet again.
        quiet: bool,
    },
}

impl ThreadState {
    /// The word stored in rows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Quiet => "quiet",
            Self::Erasing { quiet: false, .. } => "erasing",
            Self::Erasing { quiet: true, .. } => "erasing-quiet",
        }
    }

    /// The state behind a stored word and moment.
    pub fn parse(word: &str, erase_at_ms: Option<i64>) -> Option<Self> {
        match (word, erase_at_ms) {
            ("open", _) => Some(Self::Open),
            ("quiet", _) => Some(Self::Quiet),
            ("erasing", Some(at)) => Some(Self::Erasing { at: Timestamp(at), quiet: false }),
            ("erasing-quiet", Some(at)) => Some(Self::Erasing { at: Timestamp(at), quiet: true }),
            _ => None,
        }
    }

    /// When it is destroyed; `None` while it was not taken back.
    pub fn erasing(self) -> Option<Timestamp> {
        match self {
            Self::Erasing { at, .. } => Some(at),
            Self::Open | Self::Quiet => None,
        }
    }
}

/// Why a change is refused. A person sees the text of [`Refused::text_id`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Refused {
    /// Somebody else has claimed it.
    #[error("claimed by another member")]
    ClaimedByAnother,
    /// It has to be claimed first.
    #[error("not claimed")]
    NotClaimed,
    /// The desk has closed it; reopen first.
    #[error("closed")]
    Closed,
    /// It is not closed.
    #[error("not closed")]
    NotClosed,
    /// The visitor asked not to be written to.
    #[error("the visitor asked not to be written to")]
    Quiet,
    /// The visitor has taken it back.
    #[error("taken back by the visitor")]
    Erasing,
    /// It was not taken back.
    #[error("not taken back")]
    NotErasing,
    /// A hold stands on it.
    #[error("held")]
    Held,
}

impl Refused {
    /// The identifier of its text.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::ClaimedByAnother => "case-refused-claimed",
            Self::NotClaimed => "case-refused-unclaimed",
            Self::Closed => "case-refused-closed",
            Self::NotClosed | Self::NotErasing => "case-refused-move",
            Self::Quiet => "case-answer-closed",
            Self::Erasing => "case-refused-erasing",
            Self::Held => "second-held",
        }
    }
}

/// Something that happens to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A member takes it.
    Claim(MemberId),
    /// The member gives it back to the queue.
    Release(MemberId),
    /// The member writes to the visitor.
    Answer(MemberId),
    /// A member writes a note that the visitor never sees.
    Note,
    /// The member is done with it.
    Close(MemberId),
    /// A member takes it up again.
    Reopen(MemberId),
    /// The member gives it to another, or back to the desk.
    HandOver {
        /// Who has it.
        from: MemberId,
        /// Who gets it; `None` for whoever of the desk comes next.
        to: Option<MemberId>,
    },
    /// The member takes an answer back before it has left.
    TakeAnswerBack(MemberId),
    /// The visitor writes again.
    VisitorWrites,
    /// The visitor asks not to be written to.
    VisitorQuiets,
    /// The visitor takes everything back at this moment.
    VisitorErases(Timestamp),
    /// The visitor keeps it after all.
    VisitorKeeps,
}

/// What of a case its rules need to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Where it stands with the desk.
    pub state: CaseState,
    /// What the visitor decided.
    pub thread: ThreadState,
    /// Who has claimed it.
    pub claimed_by: Option<MemberId>,
}

impl Standing {
    /// A report that has just arrived.
    pub const NEW: Self = Self { state: CaseState::New, thread: ThreadState::Open, claimed_by: None };

    /// The case after `step`.
    ///
    /// # Errors
    /// [`Refused`] with the reason a person is shown; the case stays as it was.
    pub fn after(self, step: Step) -> Result<Self, Refused> {
        if let ThreadState::Erasing { quiet, .. } = self.thread {
            return match step {
                Step::VisitorKeeps if quiet => Ok(Self { thread: ThreadState::Quiet, ..self }),
                Step::VisitorKeeps => Ok(Self { thread: ThreadState::Open, ..self }),
                _ => Err(Refused::Erasing),
            };
        }
        match step {
            Step::Claim(member) => self.claim(member),
            Step::Release(member) => self.hand_over(member, None),
            Step::HandOver { from, to } => {
                self.not_closed()?;
                self.hand_over(from, to)
            }
            Step::TakeAnswerBack(member) => {
                self.held_by(member)?;
                let state = if self.state == CaseState::Answered { CaseState::Open } else { self.state };
                Ok(Self { state, ..self })
            }
            Step::Answer(member) => self.answer(member),
            Step::Note => Ok(self),
            Step::Close(member) => {
                self.not_closed()?;
                self.held_by(member)?;
                Ok(Self { state: CaseState::Closed, ..self })
            }
            Step::Reopen(member) if self.state == CaseState::Closed => {
                Ok(Self { state: CaseState::Open, claimed_by: Some(member), ..self })
            }
            Step::Reopen(_) => Err(Refused::NotClosed),
            Step::VisitorWrites => Ok(Self { state: self.after_visitor(), thread: ThreadState::Open, ..self }),
            Step::VisitorQuiets => Ok(Self { thread: ThreadState::Quiet, ..self }),
            Step::VisitorErases(now) => {
                let quiet = self.thread == ThreadState::Quiet;
                Ok(Self { thread: ThreadState::Erasing { at: now.plus(ERASE_AFTER), quiet }, ..self })
            }
            Step::VisitorKeeps => Err(Refused::NotErasing),
        }
    }

    fn claim(self, member: MemberId) -> Result<Self, Refused> {
        self.not_closed()?;
        match self.claimed_by {
            Some(holder) if holder != member => Err(Refused::ClaimedByAnother),
            _ => {
                let state = if self.state == CaseState::New { CaseState::Open } else { self.state };
                Ok(Self { state, claimed_by: Some(member), ..self })
            }
        }
    }

    fn hand_over(self, from: MemberId, to: Option<MemberId>) -> Result<Self, Refused> {
        self.held_by(from)?;
        let state = if to.is_none() && self.state == CaseState::Open { CaseState::New } else { self.state };
        Ok(Self { state, claimed_by: to, ..self })
    }

    fn answer(self, member: MemberId) -> Result<Self, Refused> {
        self.not_closed()?;
        self.held_by(member)?;
        match self.thread {
            ThreadState::Open => Ok(Self { state: CaseState::Answered, ..self }),
            ThreadState::Quiet => Err(Refused::Quiet),
            ThreadState::Erasing { .. } => Err(Refused::Erasing),
        }
    }

    /// A word from the visitor puts a case back to where somebody looks at it; a closed one comes to life again.
    fn after_visitor(self) -> CaseState {
        if self.claimed_by.is_some() { CaseState::Open } else { CaseState::New }
    }

    fn not_closed(self) -> Result<(), Refused> {
        if self.state == CaseState::Closed { Err(Refused::Closed) } else { Ok(()) }
    }

    fn held_by(self, member: MemberId) -> Result<(), Refused> {
        match self.claimed_by {
            Some(holder) if holder == member => Ok(()),
            Some(_) => Err(Refused::ClaimedByAnother),
            None => Err(Refused::NotClaimed),
        }
    }
}

#[cfg(test)]
#[path = "case_tests.rs"]
mod tests;
