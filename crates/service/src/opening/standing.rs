//! What every page asks: is the node open, which languages are offered, is anything wrong. At most a second old, without
//! waiting for the database.

use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU8, Ordering};

use vigie_lang::Lang;
use vigie_model::audit::Event;
use vigie_model::clock::{DAY, MINUTE, SECOND, Timestamp};
use vigie_store::{jobs, rungs};

use super::gate::{Gate, GateState};
use super::languages::Languages;
use crate::{Ctx, ServiceError, house};

/// How long what was read is taken for true, in milliseconds.
const FRESH: i64 = SECOND;
/// A notice that has not left after so long is an alarm, in milliseconds.
const STUCK_AFTER: i64 = 2 * MINUTE;

/// Something that staff must see on every page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Somebody in danger waits, everybody on duty was called, and nobody has it in hand.
    NobodyCame,
    /// Notices to people on duty do not leave.
    ChannelDead,
    /// The node has closed itself.
    ClosedItself,
    /// Rows that say which numbers are shown were taken out of the database.
    NumbersGone,
    /// Jobs were given up: what should have happened has not.
    JobsDead,
}

impl Trouble {
    /// Every trouble, the worst first.
    pub const ALL: [Self; 5] =
        [Self::NobodyCame, Self::ChannelDead, Self::NumbersGone, Self::JobsDead, Self::ClosedItself];

    /// True for what only an administrator can mend: nobody else is told.
    pub fn of_the_house(self) -> bool {
        self == Self::JobsDead
    }

    /// The identifier of its text.
    pub fn text_id(self) -> &'static str {
        match self {
            Self::NobodyCame => "gate-trouble-nobody",
            Self::ChannelDead => "gate-trouble-channel",
            Self::ClosedItself => "gate-trouble-closed",
            Self::NumbersGone => "gate-trouble-numbers",
            Self::JobsDead => "gate-trouble-jobs",
        }
    }

    fn bit(self) -> u8 {
        match self {
            Self::NobodyCame => 1,
            Self::ChannelDead => 2,
            Self::ClosedItself => 4,
            Self::NumbersGone => 8,
            Self::JobsDead => 16,
        }
    }
}

/// What this process has read, and when.
#[derive(Debug)]
pub struct Standing {
    open: AtomicBool,
    langs: AtomicU8,
    troubles: AtomicU8,
    read_at: AtomicI64,
}

impl Default for Standing {
    fn default() -> Self {
        let (open, langs, troubles) = (AtomicBool::new(false), AtomicU8::new(0), AtomicU8::new(0));
        Self { open, langs, troubles, read_at: AtomicI64::new(i64::MIN) }
    }
}

impl Standing {
    /// True when visitors can send reports.
    pub fn open(&self) -> bool {
        self.open.load(Ordering::Acquire)
    }

    /// The languages that visitors are offered. English alone while none is signed: a page in some language is better
    /// than none.
    pub fn langs(&self) -> Vec<Lang> {
        let bits = self.langs.load(Ordering::Acquire);
        let all: Vec<Lang> =
            Lang::ALL.into_iter().zip(0..).filter(|(_, at)| bits & (1 << at) != 0).map(|one| one.0).collect();
        if all.is_empty() { vec![Lang::En] } else { all }
    }

    /// What is wrong now.
    pub fn troubles(&self) -> Vec<Trouble> {
        let bits = self.troubles.load(Ordering::Acquire);
        Trouble::ALL.into_iter().filter(|one| bits & one.bit() != 0).collect()
    }

    /// A number that changes with whatever pages for everybody depend on.
    pub fn key(&self) -> u8 {
        let langs = self.langs.load(Ordering::Acquire);
        if self.open() { langs | 128 } else { langs }
    }

    fn keep(&self, open: bool, langs: &[Lang], troubles: &[Trouble]) {
        let bits = Lang::ALL
            .into_iter()
            .zip(0..)
            .filter(|(lang, _)| langs.contains(lang))
            .fold(0, |bits, (_, at)| bits | (1 << at));
        self.langs.store(bits, Ordering::Release);
        self.troubles.store(troubles.iter().fold(0, |bits, one| bits | one.bit()), Ordering::Release);
        self.open.store(open, Ordering::Release);
    }
}

/// Reads anew what is older than a second. A database that does not answer leaves everything as it was.
pub async fn refresh(ctx: &Ctx) {
    let (now, before) = (ctx.clock.now().ms(), ctx.standing.read_at.load(Ordering::Acquire));
    // One request a second looks; the others go on with what is known. A database that does not answer holds up nobody.
    let stale = !(0..FRESH).contains(&now.saturating_sub(before));
    if stale && ctx.standing.read_at.compare_exchange(before, now, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
        look(ctx).await;
    }
}

/// Reads anew in any case.
pub async fn look(ctx: &Ctx) {
    let now = ctx.clock.now();
    match read(ctx, now).await {
        Ok((open, langs, troubles)) => ctx.standing.keep(open, &langs, &troubles),
        // A gate that was not written with this key file is shut. What was wrong before is so still.
        Err(ServiceError::Untrusted(_)) => {
            let (langs, troubles) = (ctx.standing.langs(), ctx.standing.troubles());
            ctx.standing.keep(ctx.settings.demo, &langs, &troubles);
        }
        Err(error) => tracing::warn!("Whether the node is open could not be read: {error}. It stays as it was."),
    }
    ctx.standing.read_at.store(now.ms(), Ordering::Release);
}

async fn read(ctx: &Ctx, now: Timestamp) -> Result<(bool, Vec<Lang>, Vec<Trouble>), ServiceError> {
    if ctx.settings.demo {
        return Ok((true, Lang::ALL.to_vec(), Vec::new()));
    }
    let gate: Gate = house::get(ctx).await?;
    let langs = house::get::<Languages>(ctx).await?.offered();
    let mut tx = ctx.store.read().await?;
    let stuck = rungs::stuck(&mut tx, now.ms() - DAY, now.ms() - STUCK_AFTER).await?;
    let alone = rungs::ended_alone(&mut tx, Event::CaseOpened.word()).await?;
    let gone = vigie_store::numbers::missing(&mut tx).await?;
    let dead = jobs::dead(&mut tx).await?;
    drop(tx);
    ctx.metrics.jobs_dead.set(dead);
    ctx.metrics.duty_stuck.set(stuck);
    ctx.metrics.duty_alone.set(alone);
    let open = gate.state == GateState::Open;
    ctx.metrics.node_open.set(i64::from(open));
    let troubles = [
        (alone > 0, Trouble::NobodyCame),
        (stuck > 0, Trouble::ChannelDead),
        (gone > 0, Trouble::NumbersGone),
        (dead > 0, Trouble::JobsDead),
        (gate.closed_itself(), Trouble::ClosedItself),
    ];
    Ok((open, langs, troubles.into_iter().filter(|one| one.0).map(|one| one.1).collect()))
}
