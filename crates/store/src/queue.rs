//! The queue as the database reads it: in the order of an index, a page at a time, counts only as far as they are told.

use uuid::Uuid;

use crate::sql::{row, sql};
use crate::{StoreError, Tx};

/// Which cases are shown. Each is an index of its own: what is shown is never looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Show {
    /// Not answered yet.
    Waiting,
    /// Claimed by nobody.
    Nobody,
    /// Claimed by this member.
    Mine(Uuid),
    /// The last word is the desk's.
    Answered,
    /// The desk is done with it.
    Closed,
    /// Everything that is not closed.
    All,
}

/// A place in the queue: the line after it is the first that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Lane, 0 danger to 4 others.
    pub lane: i64,
    /// Order within the lane.
    pub key_ms: i64,
    /// The case.
    pub id: Uuid,
}

impl Place {
    /// Before the first line.
    pub const START: Self = Self { lane: -1, key_ms: 0, id: Uuid::nil() };
}

row! {
    /// A line of the queue: a case with the key to it.
    Line {
        /// Which.
        id: Uuid,
        /// `new`, `open`, `answered` or `closed`.
        state: String,
        /// 0 danger to 4 others.
        lane: i64,
        /// Order within the lane, lowest first.
        key_ms: i64,
        /// One more with each change.
        version: i64,
        /// When it came to be.
        created_at_ms: i64,
        /// Who has claimed it.
        claimed_by: Option<Uuid>,
        /// What the visitor decided about the thread.
        thread_state: String,
        /// What the queue shows, under the case key.
        summary_sealed: Option<Vec<u8>>,
        /// Under which generation of the desk's key.
        generation: i64,
        /// The case key, to the desk.
        wrap: Vec<u8>,
    }
}

/// What part of the queue is read.
#[derive(Debug, Clone, Copy)]
pub struct Ask {
    /// Whose queue.
    pub desk: Uuid,
    /// Which cases.
    pub show: Show,
    /// From this lane on.
    pub from_lane: i64,
    /// To this lane.
    pub to_lane: i64,
    /// After this place.
    pub after: Place,
    /// At most so many lines.
    pub limit: i64,
}

impl Ask {
    /// The line after this place is the first that is read: where the last page ended, or the begin of the first lane.
    /// No condition of its own says from which lane on, because two lower bounds on the lane let SQLite choose, and with
    /// statistics it chose to sort all that waits.
    fn start(&self) -> Place {
        let first = Place { lane: self.from_lane, key_ms: i64::MIN, id: Uuid::nil() };
        if (self.after.lane, self.after.key_ms, self.after.id) < (first.lane, first.key_ms, first.id) {
            first
        } else {
            self.after
        }
    }
}

/// The text of one kind of list. `$1` desk, `$2` last lane, `$3` to `$5` the place, `$6` how many, `$7` whose.
macro_rules! list {
    ($from:expr, $which:literal) => {
        concat!(
            "SELECT c.id, c.state, c.lane, c.key_ms, c.version, c.created_at_ms, c.claimed_by, r.thread_state, c.summary_sealed, ",
            "w.generation, w.wrap FROM ", $from,
            " JOIN case_wraps w ON w.case_id = c.id AND w.desk_id = $1 JOIN reports r ON r.case_id = c.id ",
            "WHERE ", $which, " AND c.summary_sealed IS NOT NULL AND c.lane <= $2 AND (c.lane, c.key_ms, c.id) > ($3, $4, $5) ",
            // Of cases worked on together one line stands here: the one that needs somebody first, so that a thread that
            // waits is never behind one that was answered.
            "AND (c.joined IS NULL OR NOT EXISTS (SELECT 1 FROM cases o ",
            "WHERE o.joined = c.joined AND o.id <> c.id AND o.state <> 'closed' AND o.summary_sealed IS NOT NULL ",
            "AND (CASE WHEN o.state = 'answered' THEN 1 ELSE 0 END, o.lane, o.key_ms, o.id) ",
            "< (CASE WHEN c.state = 'answered' THEN 1 ELSE 0 END, c.lane, c.key_ms, c.id))) ",
            "ORDER BY c.lane, c.key_ms, c.id LIMIT $6"
        )
    };
}

/// Reads one kind of list along an index. It is named to SQLite, which takes another that fits as well, and more cases
/// lie in, without statistics or with them; PostgreSQL has statistics of its own and cannot be told.
macro_rules! lines {
    ($tx:expr, $ask:expr, $index:literal, $which:literal $(, $whose:expr)?) => {{
        let start = $ask.start();
        sql!(all $tx, lite (list!(concat!("cases c INDEXED BY ", $index), $which)) pg (list!("cases c", $which)),
            $ask.desk, $ask.to_lane, start.lane, start.key_ms, start.id, $ask.limit $(, $whose)?)
    }};
}

/// A desk's own cases.
pub async fn lines(tx: &mut Tx, ask: &Ask) -> Result<Vec<Line>, StoreError> {
    match ask.show {
        Show::Waiting => lines!(tx, ask, "cases_desk_waiting", "c.desk_id = $1 AND c.state IN ('new', 'open')"),
        Show::Nobody => {
            lines!(tx, ask, "cases_desk_nobody", "c.desk_id = $1 AND c.state <> 'closed' AND c.claimed_by IS NULL")
        }
        Show::Mine(member) => lines!(tx, ask, "cases_desk_mine", "c.claimed_by = $7 AND c.state <> 'closed'", member),
        Show::Answered => lines!(tx, ask, "cases_desk_answered", "c.desk_id = $1 AND c.state = 'answered'"),
        Show::Closed => lines!(tx, ask, "cases_desk_closed", "c.desk_id = $1 AND c.state = 'closed'"),
        Show::All => lines!(tx, ask, "cases_desk_all", "c.desk_id = $1 AND c.state <> 'closed'"),
    }
}

/// Cases of other desks with danger that this one was given the key of; what is answered or closed is its own desk's.
pub async fn shared(tx: &mut Tx, ask: &Ask) -> Result<Vec<Line>, StoreError> {
    match ask.show {
        Show::Waiting => {
            lines!(
                tx,
                ask,
                "cases_waiting",
                "c.desk_id <> $1 AND c.lane = 0 AND c.state <> 'closed' AND c.state <> 'answered'"
            )
        }
        Show::Nobody => {
            lines!(
                tx,
                ask,
                "cases_waiting",
                "c.desk_id <> $1 AND c.lane = 0 AND c.state <> 'closed' AND c.claimed_by IS NULL"
            )
        }
        Show::All => lines!(tx, ask, "cases_waiting", "c.desk_id <> $1 AND c.lane = 0 AND c.state <> 'closed'"),
        Show::Mine(_) | Show::Answered | Show::Closed => Ok(Vec::new()),
    }
}

row! {
    /// How many cases a desk has, each count told up to [`CAP`].
    Tally {
        /// Not answered yet.
        waiting: i64,
        /// Of these, in the danger lane.
        danger: i64,
        /// Claimed by nobody.
        unclaimed: i64,
    }
}

/// Counts go no further: beyond it the page says "1,000+".
pub const CAP: i64 = 1_000;

/// The text of the counts, each along an index that SQLite is told.
macro_rules! counts {
    ($waiting:literal, $nobody:literal) => {
        concat!(
            "SELECT (SELECT count(*) FROM (SELECT 1 FROM cases",
            $waiting,
            " WHERE desk_id = $1 AND state IN ('new', 'open') LIMIT 1001) a) AS waiting, ",
            "(SELECT count(*) FROM (SELECT 1 FROM cases",
            $waiting,
            " WHERE desk_id = $1 AND state IN ('new', 'open') AND lane = 0 LIMIT 1001) b) AS danger, ",
            "(SELECT count(*) FROM (SELECT 1 FROM cases",
            $nobody,
            " WHERE desk_id = $1 AND state <> 'closed' AND claimed_by IS NULL LIMIT 1001) c) AS unclaimed"
        )
    };
}

/// How many cases a desk has; each count stops one beyond [`CAP`].
pub async fn tally(tx: &mut Tx, desk: Uuid) -> Result<Option<Tally>, StoreError> {
    sql!(opt tx,
        lite (counts!(" INDEXED BY cases_desk_waiting", " INDEXED BY cases_desk_nobody"))
        pg (counts!("", "")),
        desk)
}

row! {
    /// Something happened to a case, as numbered by the audit's chain after it was committed.
    Change {
        /// Place in the chain: the cursor.
        seq: i64,
        /// What happened, a word of the audit.
        kind: String,
        /// Which case.
        case_id: Uuid,
    }
}

/// What happened after place `seq` to cases that a desk holds the key of, in order, at most `limit`. That a case was
/// only looked at is left out.
pub async fn changes(tx: &mut Tx, desk: Uuid, seq: i64, limit: i64) -> Result<Vec<Change>, StoreError> {
    sql!(all tx, "SELECT k.seq, a.kind, COALESCE(r.case_id, a.subject) AS case_id
                  FROM audit_links k JOIN audit_leaves a ON a.id = k.leaf_id LEFT JOIN reports r ON r.id = a.subject
                  WHERE k.seq > $2 AND a.kind NOT IN ('case.opened', 'thread.opened')
                    AND EXISTS (SELECT 1 FROM case_wraps w WHERE w.case_id = COALESCE(r.case_id, a.subject) AND w.desk_id = $1)
                  ORDER BY k.seq LIMIT $3", desk, seq, limit)
}

/// How many reports came to a desk after place `seq`; stops one beyond [`CAP`].
pub async fn arrived(tx: &mut Tx, desk: Uuid, seq: i64) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT count(*) FROM (SELECT 1
                    FROM audit_links k JOIN audit_leaves a ON a.id = k.leaf_id JOIN reports r ON r.id = a.subject
                    WHERE k.seq > $2 AND a.kind = 'report.received'
                      AND EXISTS (SELECT 1 FROM case_wraps w WHERE w.case_id = r.case_id AND w.desk_id = $1) LIMIT 1001) n", desk, seq)
}

/// The last place of the audit's chain; 0 when it is empty.
pub async fn head(tx: &mut Tx) -> Result<i64, StoreError> {
    sql!(count tx, "SELECT COALESCE(max(seq), 0) FROM audit_links")
}

/// The signs by which a member commands the keyboard; `None` while they are the usual ones.
pub async fn keys(tx: &mut Tx, member: Uuid) -> Result<Option<String>, StoreError> {
    let row: Option<(String,)> = sql!(opt tx, "SELECT keys FROM member_keys WHERE member_id = $1", member)?;
    Ok(row.map(|row| row.0))
}

/// Stores the signs by which a member commands the keyboard.
pub async fn set_keys(tx: &mut Tx, member: Uuid, keys: &str) -> Result<(), StoreError> {
    sql!(exec tx, "INSERT INTO member_keys (member_id, keys) VALUES ($1, $2)
                   ON CONFLICT (member_id) DO UPDATE SET keys = excluded.keys", member, keys)
    .map(|_| ())
}
