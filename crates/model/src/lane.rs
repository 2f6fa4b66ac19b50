//! Which lane of the queue a report waits in, and the reasons in words. A machine orders; a person decides.

use serde::{Deserialize, Serialize};

use crate::clock::{HOUR, Timestamp};
use crate::report::{AgeBand, By, Danger, Happened, NewReport};

/// A lane of the queue; a smaller number is read first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// A sign that a life is in danger.
    Danger,
    /// The threat has an hour that is near.
    Deadline,
    /// It was shared already.
    Shared,
    /// Under 13, or the demands come again.
    Young,
    /// Everything else.
    Other,
}

impl Lane {
    /// All lanes, first to last.
    pub const ALL: [Self; 5] = [Self::Danger, Self::Deadline, Self::Shared, Self::Young, Self::Other];

    /// The number stored in rows, 0 to 4.
    pub fn number(self) -> i64 {
        match self {
            Self::Danger => 0,
            Self::Deadline => 1,
            Self::Shared => 2,
            Self::Young => 3,
            Self::Other => 4,
        }
    }

    /// The lane behind a stored number; anything unknown waits with the others.
    pub fn from_number(number: i64) -> Self {
        Self::ALL.into_iter().find(|lane| lane.number() == number).unwrap_or(Self::Other)
    }
}

/// Why a report waits where it waits. The word of a reason is an identifier of the texts: `reason-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The visitor says they may hurt themselves.
    DangerSelf,
    /// The visitor says somebody is near or coming.
    DangerNear,
    /// Words of the report sound like self-harm.
    SelfharmWords,
    /// The deadline is within the hour.
    DeadlineHour,
    /// The deadline is today.
    DeadlineToday,
    /// It was shared already.
    Shared,
    /// The child is under 13.
    Under13,
    /// They came back for more.
    Again,
    /// None of these.
    Other,
}

impl Reason {
    /// The identifier of its text.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::DangerSelf => "reason-danger-self",
            Self::DangerNear => "reason-danger-near",
            Self::SelfharmWords => "reason-selfharm-words",
            Self::DeadlineHour => "reason-deadline-hour",
            Self::DeadlineToday => "reason-deadline-today",
            Self::Shared => "reason-shared",
            Self::Under13 => "reason-under13",
            Self::Again => "reason-again",
            Self::Other => "reason-other",
        }
    }

    /// The lane that this reason alone leads to.
    pub fn lane(self) -> Lane {
        match self {
            Self::DangerSelf | Self::DangerNear | Self::SelfharmWords => Lane::Danger,
            Self::DeadlineHour | Self::DeadlineToday => Lane::Deadline,
            Self::Shared => Lane::Shared,
            Self::Under13 | Self::Again => Lane::Young,
            Self::Other => Lane::Other,
        }
    }
}

/// Where a report waits, why, and when that changes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// The lane now.
    pub lane: Lane,
    /// Every reason found, the weightiest first; never empty.
    pub reasons: Vec<Reason>,
    /// The moment to move it to the deadline lane, when its deadline is not near yet.
    pub relane_at: Option<Timestamp>,
}

/// How long after it was received a report due "tomorrow" moves up, in milliseconds: before the hour can have come.
const TOMORROW_MOVES_UP_AFTER: i64 = 12 * HOUR;

/// Decides lane and reasons from what the visitor answered and whether their words sound like self-harm.
pub fn triage(report: &NewReport, selfharm_words: bool, now: Timestamp) -> Triage {
    let mut reasons = Vec::new();
    let mut note = |holds: bool, reason: Reason| {
        if holds {
            reasons.push(reason);
        }
    };
    note(report.danger == Some(Danger::Myself), Reason::DangerSelf);
    note(report.danger == Some(Danger::Near), Reason::DangerNear);
    note(selfharm_words, Reason::SelfharmWords);
    note(report.by == Some(By::Hour), Reason::DeadlineHour);
    note(report.by == Some(By::Today), Reason::DeadlineToday);
    note(report.happened.contains(&Happened::Shared), Reason::Shared);
    note(report.age == Some(AgeBand::Under13), Reason::Under13);
    note(report.happened.contains(&Happened::Again), Reason::Again);
    if reasons.is_empty() {
        reasons.push(Reason::Other);
    }
    let lane = reasons.iter().map(|reason| reason.lane()).min().unwrap_or(Lane::Other);
    let waits = report.by == Some(By::Tomorrow) && lane > Lane::Deadline;
    Triage { lane, reasons, relane_at: waits.then(|| now.plus(TOMORROW_MOVES_UP_AFTER)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(change: impl FnOnce(&mut NewReport)) -> Triage {
        let mut report = NewReport::default();
        change(&mut report);
        triage(&report, false, Timestamp(0))
    }

    #[test]
    fn danger_comes_before_everything() {
        let found = with(|r| {
            r.danger = Some(Danger::Myself);
            r.by = Some(By::Hour);
            r.happened = vec![Happened::Shared, Happened::Again];
        });
        assert_eq!(found.lane, Lane::Danger);
        assert_eq!(found.reasons, [Reason::DangerSelf, Reason::DeadlineHour, Reason::Shared, Reason::Again]);
    }

    #[test]
    fn words_of_self_harm_alone_are_enough() {
        assert_eq!(triage(&NewReport::default(), true, Timestamp(0)).lane, Lane::Danger);
    }

    #[test]
    fn each_reason_leads_to_its_lane() {
        assert_eq!(with(|r| r.by = Some(By::Today)).lane, Lane::Deadline);
        assert_eq!(with(|r| r.happened = vec![Happened::Shared]).lane, Lane::Shared);
        assert_eq!(with(|r| r.age = Some(AgeBand::Under13)).lane, Lane::Young);
        assert_eq!(with(|r| r.happened = vec![Happened::Again]).lane, Lane::Young);
        assert_eq!(with(|_| ()).lane, Lane::Other);
    }

    #[test]
    fn tomorrow_moves_up_by_itself_unless_it_is_up_already() {
        assert_eq!(with(|r| r.by = Some(By::Tomorrow)).relane_at, Some(Timestamp(12 * HOUR)));
        let urgent = with(|r| {
            r.by = Some(By::Tomorrow);
            r.danger = Some(Danger::Near);
        });
        assert_eq!(urgent.relane_at, None);
    }

    #[test]
    fn numbers_and_lanes_are_one() {
        assert!(Lane::ALL.into_iter().all(|lane| Lane::from_number(lane.number()) == lane));
        assert_eq!(Lane::from_number(77), Lane::Other);
    }
}
