//! Banks as who keeps them works with them: how much is in each, what a list would change, bringing one in and taking one
//! out. What visitors gave never leaves this way.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::clock::DAY;
use vigie_model::given::Code;
use vigie_model::id::BankId;
use vigie_model::member::MemberRole;
use vigie_model::signal::{Basis, CodeKind, SignalState};
use vigie_store::{api, banks as bank_rows, signals as rows};

use super::bank::{self, Held};
use super::codes::{self, is_usable};
use super::signal::{self, By, Entry, Outcome, may_change};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit};

/// Signals are counted to here: more is "more than".
pub const COUNTED: i64 = 1_000;
/// Entries that come in with one transaction: whoever else writes waits no longer than for these.
const TOGETHER: usize = 2_500;
/// Signals of one page of an export.
const PAGE: i64 = 500;
/// The head of an export, which an import reads again.
const HEAD: &str = "pdq,quality,sha256,sha1,md5,age,signal,face,expires\n";

/// How many signals of a bank stand where; more than [`COUNTED`] are told as one more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Matched while the bank is on.
    pub standing: i64,
    /// Waiting for a person.
    pub suspended: i64,
}

/// What a list changes, or would change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Difference {
    /// Signals that come in.
    pub added: usize,
    /// Pictures that the bank has already, or that the list has twice.
    pub there: usize,
    /// Pictures of which no code may be matched.
    pub unusable: usize,
    /// Pictures that stay out because too many came in within a day.
    pub held_back: usize,
}

impl Difference {
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Added(_) => self.added += 1,
            Outcome::There(_) => self.there += 1,
            Outcome::Unusable => self.unusable += 1,
            Outcome::HeldBack => self.held_back += 1,
        }
    }
}

/// Every bank, what visitors gave first, then by name; each with how much is in it. With a member: for who works here.
///
/// # Errors
/// [`ServiceError::NotFound`] for who may not.
pub async fn overview(ctx: &Ctx, by: By<'_>) -> Result<Vec<(Held, Counts)>, ServiceError> {
    let may = match by {
        By::Member(signed) => {
            signed.roles.any(&[MemberRole::Administrator, MemberRole::Reviewer, MemberRole::Counsellor])
        }
        By::Key(_) => false,
        By::House => true,
    };
    if !may {
        return Err(ServiceError::NotFound);
    }
    let mut all: Vec<Held> = bank::banks(ctx).await?.values().cloned().collect();
    all.sort_by_key(|held| (held.bank.basis == Basis::List, held.bank.name.to_lowercase(), held.id));
    let mut tx = ctx.store.read().await?;
    let mut counted = Vec::with_capacity(all.len());
    for held in all {
        let mut count =
            async |state: SignalState| bank_rows::count(&mut tx, held.id.0, state.word(), COUNTED + 1).await;
        let counts =
            Counts { standing: count(SignalState::Standing).await?, suspended: count(SignalState::Suspended).await? };
        counted.push((held, counts));
    }
    Ok(counted)
}

/// One bank, as it stands now.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none or the caller does not keep it.
pub async fn held(ctx: &Ctx, by: By<'_>, id: BankId) -> Result<Held, ServiceError> {
    if let By::Member(signed) = by {
        bank::keeps(signed)?;
    }
    ctx.known.forget_banks();
    bank::banks(ctx).await?.get(&id.0).cloned().ok_or(ServiceError::NotFound)
}

/// The keys of programs that stand, each with whose it is.
///
/// # Errors
/// [`ServiceError::NotFound`] for who keeps no banks.
pub async fn programs(ctx: &Ctx, signed: &Signed) -> Result<Vec<(Uuid, String)>, ServiceError> {
    bank::keeps(signed)?;
    let now = ctx.clock.now().ms();
    let mut tx = ctx.store.read().await?;
    let rows = api::keys(&mut tx).await?.into_iter();
    let mut all: Vec<(Uuid, String)> = rows
        .filter(|row| row.revoked_at_ms.is_none() && row.expires_at_ms > now)
        .filter_map(|row| Some((row.id, crate::api::owner(ctx, &row)?)))
        .collect();
    all.sort_by(|a, b| (&a.1, a.0).cmp(&(&b.1, b.0)));
    Ok(all)
}

/// What a list would change, without changing anything.
///
/// # Errors
/// As [`signal::add`].
pub async fn preview(ctx: &Ctx, by: By<'_>, id: BankId, entries: &[Entry]) -> Result<Difference, ServiceError> {
    let held = bank::banks(ctx).await?.get(&id.0).cloned().ok_or(ServiceError::NotFound)?;
    may_change(by, &held)?;
    if held.bank.basis != Basis::List {
        return Err(ServiceError::NotFound);
    }
    let mut tx = ctx.store.read().await?;
    let since = ctx.clock.now().plus(-DAY).ms();
    let most = held.bank.most_a_day;
    let mut room = most - bank_rows::came_since(&mut tx, id.0, since, most).await?;
    let mut flood = held.bank.held_back;
    let mut change = Difference::default();
    let mut seen = HashSet::new();
    for some in entries.chunks(TOGETHER) {
        let firsts = signal::firsts(ctx, some);
        let tags: Vec<Vec<u8>> = firsts.iter().flatten().cloned().collect();
        seen.extend(rows::carrying(&mut tx, id.0, &tags).await?.into_iter().map(|one| one.tag));
        for (entry, tag) in some.iter().zip(firsts) {
            match tag {
                _ if flood => change.held_back += 1,
                None => change.unusable += 1,
                Some(tag) if seen.contains(&tag) => change.there += 1,
                Some(_) if room == 0 => {
                    flood = true;
                    change.held_back += 1;
                }
                Some(_) => {
                    let usable = entry.codes.iter().filter(|code| is_usable(code));
                    seen.extend(usable.map(|code| codes::tag(ctx, code.kind, &code.bytes())));
                    change.added += 1;
                    room -= 1;
                }
            }
        }
    }
    Ok(change)
}

/// Brings a list in, some entries at a time: a list that was broken off is brought in again, and what came in before is
/// there already. `told` hears how many are done.
///
/// # Errors
/// As [`signal::add`]; what came in before stays.
pub async fn bring_in(
    ctx: &Ctx,
    by: By<'_>,
    id: BankId,
    entries: &[Entry],
    told: &mut (dyn FnMut(usize) + Send),
) -> Result<Difference, ServiceError> {
    let (mut change, mut done, mut came) = (Difference::default(), 0, None);
    for some in entries.chunks(TOGETHER) {
        // A flood of the part before holds this one back too.
        for outcome in signal::go_on(ctx, by, id, some, &mut came).await? {
            change.count(outcome);
        }
        done += some.len();
        told(done);
    }
    Ok(change)
}

/// A page of an export.
#[derive(Debug)]
pub struct Page {
    /// Lines of CSV that an import reads again; those of the first page begin with their head.
    pub text: String,
    /// After which signal the next page begins; `None`: this was the last.
    pub next: Option<Uuid>,
}

/// Takes the standing signals of a list out, page by page: the first without `after`, which the audit tells of.
///
/// # Errors
/// [`ServiceError::NotFound`] for who does not keep banks, and for what visitors gave.
pub async fn export(ctx: &Ctx, by: By<'_>, id: BankId, after: Option<Uuid>) -> Result<Page, ServiceError> {
    let held = bank::banks(ctx).await?.get(&id.0).cloned().ok_or(ServiceError::NotFound)?;
    may_change(by, &held)?;
    if held.bank.basis != Basis::List {
        return Err(ServiceError::NotFound);
    }
    let mut text = String::new();
    if after.is_none() {
        let leaf = match by {
            By::Member(signed) => bank::leaf(ctx, signed, Event::BankExported, id).await?,
            _ => audit::leaf(ctx, Event::BankExported, id.0, ctx.clock.now(), None, &[]),
        };
        let mut tx = ctx.store.begin("bank.export").await?;
        audit::append(&mut tx, &leaf).await?;
        tx.commit().await?;
        text += HEAD;
    }
    let after = after.unwrap_or_default();
    let mut tx = ctx.store.read().await?;
    let signals = rows::of_bank(&mut tx, id.0, after, PAGE).await?;
    let Some(last) = signals.last().map(|signal| signal.id) else { return Ok(Page { text, next: None }) };
    let mut of: HashMap<Uuid, Vec<Code>> = HashMap::new();
    for row in rows::codes_between(&mut tx, id.0, after, last).await? {
        of.entry(row.signal_id).or_default().extend(codes::opened(ctx, &row));
    }
    drop(tx);
    let now = ctx.clock.now().ms();
    for signal in &signals {
        let ended = signal.expires_at_ms.is_some_and(|at| at <= now);
        if !ended && signal::stands(ctx, signal) == Some(SignalState::Standing) {
            text += &lines(signal, of.get(&signal.id).map_or(&[], Vec::as_slice));
        }
    }
    Ok(Page { text, next: Some(last) })
}

/// The lines of a signal: one for each face of the picture; the digests of its file stand on the first.
fn lines(signal: &rows::Signal, codes: &[Code]) -> String {
    let of = |kind: CodeKind| codes.iter().filter(move |code| code.kind == kind);
    let digests = [CodeKind::Sha256, CodeKind::Sha1, CodeKind::Md5];
    let faces: Vec<&Code> = codes.iter().filter(|code| code.kind.is_near()).collect();
    let rows = digests.iter().map(|kind| of(*kind).count()).chain([faces.len()]).max().unwrap_or(0);
    let expires = signal.expires_at_ms.map_or_else(String::new, |at| Timestamp(at).date());
    let line = |at: usize| {
        let face = faces.get(at);
        let (pdq, quality) = face.map_or_else(Default::default, |code| (code.hex.clone(), code.quality.to_string()));
        let [sha256, sha1, md5] = digests.map(|kind| of(kind).nth(at).map_or("", |code| code.hex.as_str()));
        let member = face.map_or("", |code| code.member.as_str()).replace([',', '"', '\n'], " ");
        format!("{pdq},{quality},{sha256},{sha1},{md5},{},{},{member},{expires}\n", signal.age, signal.id)
    };
    (0..rows).map(line).collect()
}
