//! The queue: which case is read next and why, what has changed since, and by which keys a member moves through it.

use std::collections::HashMap;

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::case::CaseState;
use vigie_model::id::{CaseId, DeskId, MemberId};
use vigie_model::lane::{Lane, Reason};
use vigie_model::report::Summary;
use vigie_seal::KeyFile;
use vigie_store::queue::{self as rows, Ask, CAP, Place, Show};

use crate::casework::open_summary;
use crate::desks::DeskKey;
use crate::login::Signed;
use crate::sealing::open_case_key;
use crate::{Ctx, ServiceError, names, people};

/// Most lines of a page of the queue.
pub const QUEUE_PAGE: usize = 50;
/// Most changes told at once; who missed more loads the page again.
const CHANGES: i64 = 200;

/// A line of the queue.
#[derive(Debug, Clone)]
pub struct Line {
    /// Which case.
    pub case: CaseId,
    /// Its version, to claim it under.
    pub version: i64,
    /// Its lane.
    pub lane: Lane,
    /// Where it stands.
    pub state: CaseState,
    /// When it came.
    pub received: Timestamp,
    /// Who has claimed it, by name.
    pub claimed_by: Option<(MemberId, String)>,
    /// What the visitor decided: `open`, `quiet`, `erasing`.
    pub thread: String,
    /// What it is about.
    pub summary: Summary,
    /// Its place, to read on behind it.
    pub place: Place,
}

/// The text that says first why a case waits where it waits. A later message may have moved it up since its summary was
/// sealed: then the lane itself says why, and what a machine found (`signs`) when that is known.
pub fn reason(reasons: &[Reason], lane: Lane, signs: bool) -> &'static str {
    match reasons.first() {
        Some(first) if first.lane() <= lane => first.text_id(),
        _ if lane == Lane::Danger && signs => Reason::SelfharmWords.text_id(),
        _ if lane == Lane::Danger => "reason-danger-later",
        _ => Reason::DeadlineToday.text_id(),
    }
}

/// What is asked of the queue.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    /// Which cases.
    pub show: Shown,
    /// One lane only.
    pub lane: Option<Lane>,
    /// Behind this place.
    pub after: Place,
}

/// Which cases are shown; each is a filter on columns in clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Not answered yet.
    Waiting,
    /// Claimed by nobody.
    Nobody,
    /// Claimed by whoever asks.
    Mine,
    /// The last word is the desk's.
    Answered,
    /// The desk is done with it.
    Closed,
    /// Everything that is not closed.
    All,
}

impl Shown {
    /// Every filter, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Waiting, Self::Nobody, Self::Mine, Self::Answered, Self::Closed, Self::All];

    /// Its word in an address, and the end of its text identifier `queue-show-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Nobody => "nobody",
            Self::Mine => "mine",
            Self::Answered => "answered",
            Self::Closed => "closed",
            Self::All => "all",
        }
    }

    /// The filter behind a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shown| shown.word() == word)
    }
}

/// A page of the queue.
#[derive(Debug)]
pub struct Page {
    /// Its lines, the most urgent first.
    pub lines: Vec<Line>,
    /// True when another page follows.
    pub more: bool,
    /// Cases not answered yet, over all pages.
    pub waiting: Count,
    /// Of these, in the danger lane.
    pub danger: Count,
    /// Cases claimed by nobody, over all pages.
    pub unclaimed: Count,
    /// How far the audit's chain was when this was read: what happened after it is new.
    pub seq: i64,
}

/// A number of cases that is counted up to a thousand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count(i64);

impl Count {
    /// So many, as the database counted them: one beyond a thousand stands for more.
    pub fn of(counted: i64) -> Self {
        Self::default().add(counted)
    }

    fn add(self, more: i64) -> Self {
        Self(self.0.saturating_add(more).min(CAP + 1))
    }

    /// The number, at most a thousand.
    pub fn told(self) -> i64 {
        self.0.min(CAP)
    }

    /// True when there are more than are told.
    pub fn beyond(self) -> bool {
        self.0 > CAP
    }
}

/// The first page of everything that is not closed.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn first(ctx: &Ctx, signed: &Signed) -> Result<Vec<Line>, ServiceError> {
    let filter = Filter { show: Shown::All, lane: None, after: Place::START };
    page(ctx, signed, filter).await.map(|page| page.lines)
}

/// A page of the queue, over all desks whose key the member holds.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn page(ctx: &Ctx, signed: &Signed, filter: Filter) -> Result<Page, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let seq = rows::head(&mut tx).await?;
    // What this member asked not to see, because they know these people.
    let hidden = people::hidden_from(&ctx.keys, &mut tx, signed.member).await?;
    let none = Count::default();
    let mut page = Page { lines: Vec::new(), more: false, waiting: none, danger: none, unclaimed: none, seq };
    for desk in signed.case_desks() {
        if let Some(tally) = rows::tally(&mut tx, desk.id.0).await? {
            page.waiting = page.waiting.add(tally.waiting);
            page.danger = page.danger.add(tally.danger);
            page.unclaimed = page.unclaimed.add(tally.unclaimed);
        }
        let names = names::of_desk(ctx, &mut tx, signed, desk.id).await?;
        // One more than fits says that another page follows.
        let ask = ask(desk, signed, filter, QUEUE_PAGE + 1 + hidden.len());
        let mut found = rows::lines(&mut tx, &ask).await?;
        if desk.kind == "urgent" {
            found.extend(rows::shared(&mut tx, &ask).await?);
        }
        found.retain(|row| !hidden.contains(&CaseId(row.id)));
        page.lines.extend(found.into_iter().filter_map(|row| opened(ctx, signed, desk.id, row, &names)));
    }
    page.lines.sort_by_key(|line| (line.place.lane, line.place.key_ms, line.place.id));
    page.lines.dedup_by_key(|line| line.case);
    page.more = page.lines.len() > QUEUE_PAGE;
    page.lines.truncate(QUEUE_PAGE);
    Ok(page)
}

fn ask(desk: &DeskKey, signed: &Signed, filter: Filter, limit: usize) -> Ask {
    let show = match filter.show {
        Shown::Waiting => Show::Waiting,
        Shown::Nobody => Show::Nobody,
        Shown::Mine => Show::Mine(signed.member.0),
        Shown::Answered => Show::Answered,
        Shown::Closed => Show::Closed,
        Shown::All => Show::All,
    };
    let (from_lane, to_lane) = filter.lane.map_or((0, 4), |lane| (lane.number(), lane.number()));
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ask { desk: desk.id.0, show, from_lane, to_lane, after: filter.after, limit }
}

/// A row, opened; `None` when it does not open. One such case must not hide the others.
fn opened(
    ctx: &Ctx,
    signed: &Signed,
    desk: DeskId,
    row: rows::Line,
    names: &HashMap<MemberId, String>,
) -> Option<Line> {
    let id = row.id;
    match line(&ctx.keys, signed, desk, row, names) {
        Ok(line) => line,
        Err(error) => {
            ctx.metrics.untrusted.inc();
            tracing::error!(case.id = %id, "Case {id} is left out of the queue: {error}. Run vigie doctor.");
            None
        }
    }
}

/// A row of the queue, opened; `None` when its key is of a generation that this member does not hold.
fn line(
    keys: &KeyFile,
    signed: &Signed,
    desk: DeskId,
    row: rows::Line,
    names: &HashMap<MemberId, String>,
) -> Result<Option<Line>, ServiceError> {
    let Some(private) = signed.key(desk, row.generation) else { return Ok(None) };
    let case = CaseId(row.id);
    let key = open_case_key(keys, private, case, desk, row.generation, &row.wrap)?;
    Ok(Some(Line {
        case,
        version: row.version,
        lane: Lane::from_number(row.lane),
        state: CaseState::parse(&row.state).unwrap_or(CaseState::New),
        received: Timestamp(row.created_at_ms),
        claimed_by: row.claimed_by.map(MemberId).map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
        thread: row.thread_state,
        summary: open_summary(&key, case, row.summary_sealed)?,
        place: Place { lane: row.lane, key_ms: row.key_ms, id: row.id },
    }))
}

/// Something happened to a case: which, and where the next look begins. Never what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Place in the audit's chain.
    pub seq: i64,
    /// Which case.
    pub case: CaseId,
    /// True when a report has just come.
    pub new: bool,
}

/// What happened after place `seq`, in order. Only what the audit's chain has numbered is told: a number given after
/// the commit is a cursor that misses nothing.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn changes(ctx: &Ctx, signed: &Signed, seq: i64) -> Result<Vec<Change>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut all: Vec<Change> = Vec::new();
    for desk in signed.case_desks() {
        for row in rows::changes(&mut tx, desk.id.0, seq, CHANGES).await? {
            let new = row.kind == "report.received";
            all.push(Change { seq: row.seq, case: CaseId(row.case_id), new });
        }
    }
    all.sort_by_key(|change| change.seq);
    all.dedup_by_key(|change| change.seq);
    // The last one stays whatever it is about, so that the next look begins after it.
    let (hidden, last) =
        (people::hidden_from(&ctx.keys, &mut tx, signed.member).await?, all.last().map(|last| last.seq));
    all.retain(|change| !hidden.contains(&change.case) || Some(change.seq) == last);
    if let Some(change) = all.last_mut().filter(|change| hidden.contains(&change.case)) {
        (change.case, change.new) = (CaseId(Uuid::nil()), false);
    }
    Ok(all)
}

/// How many reports came after place `seq`.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn arrived(ctx: &Ctx, signed: &Signed, seq: i64) -> Result<Count, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut count = Count::default();
    for desk in signed.case_desks() {
        // A case that an urgent desk shares was counted by its own desk, when the member is of both.
        if desk.kind != "urgent" || !signed.desks.iter().any(|held| held.desk.kind == "intake") {
            count = count.add(rows::arrived(&mut tx, desk.id.0, seq).await?);
        }
    }
    Ok(count)
}

/// How far the audit's chain is.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn head(ctx: &Ctx) -> Result<i64, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(rows::head(&mut tx).await?)
}

/// The commands of the keyboard, in the order of their signs in [`USUAL_KEYS`].
pub const COMMANDS: [&str; 8] = ["next", "before", "open", "claim", "answer", "note", "break", "help"];
/// The usual signs.
pub const USUAL_KEYS: &str = "jkocan.?";

/// The signs by which a member commands the keyboard: one for each of [`COMMANDS`], or none at all.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn keys(ctx: &Ctx, member: MemberId) -> Result<String, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(rows::keys(&mut tx, member.0).await?.unwrap_or_else(|| USUAL_KEYS.to_owned()))
}

/// Stores the signs; `""` turns the keyboard's commands off.
///
/// # Errors
/// [`ServiceError::NoMatch`] when they are not one visible sign for each command, each different.
pub async fn set_keys(ctx: &Ctx, member: MemberId, signs: &str) -> Result<(), ServiceError> {
    let mut seen: Vec<char> = signs.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control()).collect();
    let count = seen.len();
    seen.sort_unstable();
    seen.dedup();
    if count != signs.chars().count() || seen.len() != count || !(count == 0 || count == COMMANDS.len()) {
        return Err(ServiceError::NoMatch);
    }
    let mut tx = ctx.store.begin("queue.keys").await?;
    rows::set_keys(&mut tx, member.0, signs).await?;
    tx.commit().await?;
    Ok(())
}

/// A place as it stands in an address: lane, key and case, with points between.
pub fn place_text(place: Place) -> String {
    format!("{}.{}.{}", place.lane, place.key_ms, place.id)
}

/// The place behind such a text; the beginning for anything else.
pub fn parse_place(text: &str) -> Place {
    let parse = || {
        let mut parts = text.splitn(3, '.');
        let (lane, key_ms) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Place { lane, key_ms, id: Uuid::parse_str(parts.next()?).ok()? })
    };
    parse().unwrap_or(Place::START)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_of_several_desks_stop_one_beyond_a_thousand() {
        let all = |counts: [i64; 2]| Count::of(counts[0]).add(counts[1]);
        for (counts, told, beyond) in [
            ([0, 0], 0, false),
            ([999, 1], 1_000, false),
            ([1_000, 1], 1_000, true),
            ([1_001, 1_001], 1_000, true),
            ([i64::MAX, 1], 1_000, true),
        ] {
            assert_eq!((all(counts).told(), all(counts).beyond()), (told, beyond), "{counts:?}");
        }
    }
}
