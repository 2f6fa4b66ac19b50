//! How long a case is kept: rules by state and country, the day on which it is erased, and the erasing.
//!
//! The day is worked out within the hour after anything happened in a case ([`sweep`]), from its version: no verb has to
//! think of it. What holds a case back stands in [`hold`], codes that open nothing for now in [`frozen`].

mod frozen;
mod hold;

pub(crate) use frozen::refused as code_frozen;
pub use frozen::{freeze, thaw};
pub use hold::{Held, end, erase_proposed, hold_proposed, propose_erase, propose_hold};

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::{CaseState, ThreadState};
use vigie_model::clock::DAY;
use vigie_model::id::CaseId;
use vigie_store::keeps::{self, Keep};
use vigie_store::{Tx, cases, reports};

use crate::house::{self, Setting};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, jobs, people};

/// The defaults, each with its reason.
const DEFAULTS: &str = include_str!("../../../../data/retention.toml");
/// Cases looked at in one transaction: nobody waits long for the writer.
const PAGE: i64 = 500;
/// Fewest and most days that a rule can name.
pub const DAYS: std::ops::RangeInclusive<i64> = 1..=3650;

/// Days a case is kept after the last thing that happened in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Days {
    /// Closed by the desk.
    pub closed: i64,
    /// The last word is the desk's.
    pub answered: i64,
    /// Somebody works on it.
    pub open: i64,
}

/// A country with days of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountryDays {
    /// ISO code, two capitals.
    pub country: String,
    /// Its days.
    pub days: Days,
}

/// What the house decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retention {
    /// For everybody else.
    pub days: Days,
    /// Countries with days of their own.
    pub countries: Vec<CountryDays>,
}

impl Setting for Retention {
    const NAME: &'static str = "retention";
}

#[derive(Deserialize)]
struct File {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    state: String,
    days: i64,
}

impl Default for Retention {
    fn default() -> Self {
        // Cannot fail: a test reads the file that is in this binary.
        let file: File = toml::from_str(DEFAULTS).expect("data/retention.toml is right");
        let days =
            |state: &str| file.rule.iter().find(|rule| rule.state == state).map_or(*DAYS.end(), |rule| rule.days);
        let days = Days { closed: days("closed"), answered: days("answered"), open: days("open") };
        Self { days, countries: Vec::new() }
    }
}

impl Retention {
    fn days(&self, rule: &str, state: CaseState) -> i64 {
        let days = self.countries.iter().find(|one| one.country == rule).map_or(self.days, |one| one.days);
        match state {
            CaseState::Closed => days.closed,
            CaseState::Answered => days.answered,
            CaseState::New | CaseState::Open => days.open,
        }
    }

    /// The rule of a country: itself when it has one, else `""`.
    fn rule(&self, country: &str) -> &str {
        self.countries.iter().find(|one| one.country == country).map_or("", |one| one.country.as_str())
    }
}

/// How a case is kept, as a page shows it.
#[derive(Debug, Clone)]
pub struct Kept {
    /// When it is erased unless something happens in it; `None` while nobody has taken it up.
    pub until: Option<Timestamp>,
    /// When it is destroyed because its visitor has taken it back.
    pub erasing: Option<Timestamp>,
    /// What holds it back.
    pub held: Option<Held>,
    /// Since when its codes are frozen.
    pub frozen: Option<Timestamp>,
}

/// How long a case is kept.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none or this member cannot read it.
pub async fn of_case(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<Kept, ServiceError> {
    let rules = house::get::<Retention>(ctx).await?;
    let mut tx = ctx.store.read().await?;
    may_read(ctx, &mut tx, signed, case).await?;
    let row = cases::get(&mut tx, case.0).await?.ok_or(ServiceError::NotFound)?;
    let until = until(&rules, ctx.clock.now(), &mut tx, &row).await?;
    let held = hold::read(ctx, &mut tx, signed, case).await?;
    let frozen = keeps::frozen(&mut tx, case.0).await?.map(Timestamp);
    let erasing = reports::of_case(&mut tx, case.0)
        .await?
        .iter()
        .find_map(|report| ThreadState::parse(&report.thread_state, report.erase_at_ms).and_then(ThreadState::erasing));
    Ok(Kept { until, erasing, held, frozen })
}

/// Changes the rules; every day is worked out anew within the hour.
///
/// # Errors
/// [`ServiceError::NotFound`] when a number or a country is none.
pub async fn set(ctx: &Ctx, signed: &Signed, rules: &Retention) -> Result<(), ServiceError> {
    let fine = |days: &Days| [days.closed, days.answered, days.open].iter().all(|one| DAYS.contains(one));
    let country = |one: &CountryDays| {
        one.country.len() == 2 && one.country.bytes().all(|byte| byte.is_ascii_uppercase()) && fine(&one.days)
    };
    if !fine(&rules.days) || !rules.countries.iter().all(country) {
        return Err(ServiceError::NotFound);
    }
    house::set(ctx, signed, rules).await?;
    let mut tx = ctx.store.begin("keeping.forget").await?;
    keeps::forget(&mut tx).await?;
    Ok(tx.commit().await?)
}

/// When a case is erased unless something happens in it; `None` while nobody has taken it up.
pub(crate) async fn until(
    rules: &Retention,
    now: Timestamp,
    tx: &mut Tx,
    row: &cases::Case,
) -> Result<Option<Timestamp>, ServiceError> {
    let state = CaseState::parse(&row.state).ok_or(vigie_store::StoreError::Unreadable("case state"))?;
    if state == CaseState::New {
        return Ok(None);
    }
    Ok(Some(match keeps::get(tx, row.id).await? {
        Some(keep) if keep.seen == row.version => Timestamp(keep.until_ms),
        // Something happened within this hour: the day is worked out as the next sweep will.
        keep => now.plus(rules.days(&keep.map_or_else(String::new, |keep| keep.rule), state) * DAY),
    }))
}

/// The rule under which a new case is kept, by the country that was chosen.
pub(crate) async fn rule(ctx: &Ctx, country: &str) -> Result<Keep, ServiceError> {
    let rules = house::get::<Retention>(ctx).await?;
    let rule = rules.rule(country).to_owned();
    let until_ms = ctx.clock.now().plus(rules.days(&rule, CaseState::New) * DAY).ms();
    Ok(Keep { rule, until_ms, seen: -1 })
}

/// Works out the day of every case in which something happened, has the holds looked at whose day has come, and erases
/// what has had its time.
pub(crate) async fn sweep(ctx: &Ctx) -> Result<(), ServiceError> {
    let rules = house::get::<Retention>(ctx).await?;
    let now = ctx.clock.now();
    loop {
        let mut tx = ctx.store.begin("keeping.days").await?;
        let changed = keeps::stale(&mut tx, PAGE).await?;
        for one in &changed {
            let state = CaseState::parse(&one.state).ok_or(vigie_store::StoreError::Unreadable("case state"))?;
            let until_ms = now.plus(rules.days(&one.rule, state) * DAY).ms();
            keeps::put(&mut tx, one.id, &Keep { rule: one.rule.clone(), until_ms, seen: one.version }).await?;
        }
        tx.commit().await?;
        if i64::try_from(changed.len()).unwrap_or(PAGE) < PAGE {
            break;
        }
    }
    hold::review(ctx, now).await?;
    purge(ctx, now).await
}

/// The same erasing as that of a visitor, one case in each transaction.
async fn purge(ctx: &Ctx, now: Timestamp) -> Result<(), ServiceError> {
    loop {
        let mut tx = ctx.store.read().await?;
        let due = keeps::due(&mut tx, now.ms(), PAGE).await?;
        drop(tx);
        let last = i64::try_from(due.len()).unwrap_or(PAGE) < PAGE;
        // A case that changed at this very moment is not due any more: the same page never comes twice.
        purge_all(ctx, now, due).await?;
        if last {
            return Ok(());
        }
    }
}

async fn purge_all(ctx: &Ctx, now: Timestamp, due: Vec<(Uuid, i64)>) -> Result<(), ServiceError> {
    for (case, version) in due {
        let leaf = audit::leaf(ctx, Event::CaseExpired, case, now, None, &[]);
        let mut tx = ctx.store.begin("keeping.purge").await?;
        match keeps::unchanged(&mut tx, case, version).await {
            // Somebody came back at this very moment: it is kept.
            Err(vigie_store::StoreError::Conflict) => continue,
            other => other?,
        }
        jobs::destroy_case(ctx, &mut tx, case, now.ms()).await?;
        audit::append(&mut tx, &leaf).await?;
        tx.commit().await?;
        jobs::list_erased(ctx, case, now.ms())?;
    }
    Ok(())
}

/// Fine when this member holds a desk's copy of the case key and does not know the people of the case.
async fn may_read(ctx: &Ctx, tx: &mut Tx, signed: &Signed, case: CaseId) -> Result<(), ServiceError> {
    if people::is_hidden(&ctx.keys, tx, signed.member, case).await? {
        return Err(ServiceError::NotFound);
    }
    let wraps = cases::wraps(tx, case.0).await?;
    let held = wraps.iter().any(|wrap| signed.key(vigie_model::id::DeskId(wrap.desk_id), wrap.generation).is_some());
    if held { Ok(()) } else { Err(ServiceError::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_whole_and_each_has_a_reason() {
        let rules = Retention::default();
        assert!([rules.days.closed, rules.days.answered, rules.days.open].iter().all(|days| DAYS.contains(days)));
        assert_eq!(DEFAULTS.matches("[[rule]]").count(), DEFAULTS.matches("reason = \"").count());
    }

    #[test]
    fn a_country_without_a_rule_follows_the_common_one() {
        let mut rules = Retention::default();
        rules.countries.push(CountryDays { country: "FR".to_owned(), days: Days { closed: 1, answered: 2, open: 3 } });
        assert_eq!((rules.rule("FR"), rules.rule("DE"), rules.rule("")), ("FR", "", ""));
        assert_eq!((rules.days("FR", CaseState::Closed), rules.days("", CaseState::Closed)), (1, rules.days.closed));
    }
}
