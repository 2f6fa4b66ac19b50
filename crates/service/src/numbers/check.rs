//! Checking a number and taking one away: who, when, how, what was seen.

use serde_json::json;
use vigie_lang::helplines::{Check, How, Outcome, Source};
use vigie_lang::{Day, Helpline};
use vigie_model::audit::Event;
use vigie_model::clock::entropy;
use vigie_model::id::{DeskId, new_uuid};
use vigie_seal::{Context, MacKey, Purpose};
use vigie_store::numbers as rows;

use super::{Stored, table, today};
use crate::audit::Details;
use crate::desks::{self, DeskKey};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit};

/// Most characters of what a member writes about a check.
pub const EVIDENCE_MAX: usize = 2_000;

/// A check to be written down.
#[derive(Debug, Clone)]
pub struct NewCheck {
    /// How the number was tried.
    pub how: How,
    /// True when it is reached as written.
    pub works: bool,
    /// What happened, in the member's words. Sealed to the intake desk.
    pub evidence: String,
    /// Addresses of the row's own sources that were opened today and agree.
    pub agreed: Vec<String>,
    /// Other pages opened today that agree.
    pub others: Vec<Source>,
    /// For how many days it may be shown, at most twelve months.
    pub days: u16,
}

/// Why a check or number is not written down. Each is a text identifier's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing says what happened.
    #[error("no evidence")]
    Evidence,
    /// Pages were opened, but none is named.
    #[error("no page named")]
    Page,
    /// An address is not that of a page.
    #[error("not an address")]
    Address,
    /// It has no name.
    #[error("no name")]
    Name,
    /// It has no way to reach anybody.
    #[error("no contact")]
    Contact,
    /// Nobody said what it is for.
    #[error("no kind")]
    Kind,
    /// Its country is on no list.
    #[error("no country")]
    Country,
    /// The day of its source is none, lies ahead or more than twelve months back.
    #[error("no day")]
    Day,
    /// A language is on no list.
    #[error("no language")]
    Language,
    /// Its clock is on no list.
    #[error("no zone")]
    Zone,
    /// Something is longer than it can be.
    #[error("too long")]
    Long,
    /// Such a number is never shown to children, so it is not checked here.
    #[error("never for children")]
    Never,
}

impl Refusal {
    /// The end of its text identifier `numbers-error-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Page => "page",
            Self::Address => "address",
            Self::Name => "name",
            Self::Contact => "contact",
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Day => "day",
            Self::Language => "language",
            Self::Zone => "zone",
            Self::Long => "long",
            Self::Never => "never",
        }
    }
}

/// Writes a check down; from then on it decides. `Ok(Err(…))` when it cannot be written so.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such number, [`ServiceError::Closed`] while there is no desk.
pub async fn check(
    ctx: &Ctx,
    signed: &Signed,
    number: &str,
    new: NewCheck,
) -> Result<Result<(), Refusal>, ServiceError> {
    let table = table(ctx).await?;
    let row = table.helplines.row(number).ok_or(ServiceError::NotFound)?;
    let (sources, evidence) = match sound(row, &new, today(ctx)) {
        Ok(sources) => (sources, new.evidence.trim().to_owned()),
        Err(refusal) => return Ok(Err(refusal)),
    };
    let outcome = if new.works { Outcome::Works } else { Outcome::Fails };
    let made = made(row, today(ctx), new.how, outcome, new.days, sources);
    store(ctx, signed, made, &evidence, Event::NumberChecked).await.map(Ok)
}

/// Takes a number away from visitors, at once and until somebody checks it again. `Ok(Err(…))` without a reason.
///
/// # Errors
/// As [`check`].
pub async fn expire(
    ctx: &Ctx,
    signed: &Signed,
    number: &str,
    reason: &str,
) -> Result<Result<(), Refusal>, ServiceError> {
    let table = table(ctx).await?;
    let row = table.helplines.row(number).ok_or(ServiceError::NotFound)?;
    if let Err(refusal) = written(reason) {
        return Ok(Err(refusal));
    }
    let made = made(row, today(ctx), How::OpenedPages, Outcome::Expired, 0, Vec::new());
    store(ctx, signed, made, reason.trim(), Event::NumberExpired).await.map(Ok)
}

fn written(text: &str) -> Result<(), Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Evidence);
    }
    if text.chars().count() > EVIDENCE_MAX { Err(Refusal::Long) } else { Ok(()) }
}

/// The sources of a check that can be written down.
fn sound(row: &Helpline, new: &NewCheck, today: Day) -> Result<Vec<Source>, Refusal> {
    if row.kind == vigie_lang::helplines::Kind::OffenderPrevention {
        return Err(Refusal::Never);
    }
    written(&new.evidence)?;
    let seen = today.to_string();
    let again = row.sources.iter().filter(|source| new.agreed.contains(&source.url));
    let mut sources: Vec<Source> = again.map(|source| Source { seen: seen.clone(), ..source.clone() }).collect();
    for other in &new.others {
        is_page(&other.url)?;
        sources.push(Source { seen: seen.clone(), ..other.clone() });
    }
    if !new.works {
        return Ok(Vec::new());
    }
    if new.how == How::OpenedPages && sources.is_empty() {
        return Err(Refusal::Page);
    }
    Ok(sources)
}

/// An address of a page: `https://host.tld/…`, nothing else.
pub(super) fn is_page(url: &str) -> Result<(), Refusal> {
    let source = Source { url: url.to_owned(), seen: String::new(), own: false };
    let plain = url.starts_with("https://") || url.starts_with("http://");
    if url.chars().count() > 500 {
        return Err(Refusal::Long);
    }
    let whole = !url.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '@'));
    if plain && whole && source.site().contains('.') { Ok(()) } else { Err(Refusal::Address) }
}

fn made(row: &Helpline, on: Day, how: How, outcome: Outcome, days: u16, sources: Vec<Source>) -> Check {
    let expires = on.plus(days).min(on.a_year_later());
    Check { helpline: row.id.clone(), contact: row.contact(), on, how, outcome, expires, sources }
}

async fn store(ctx: &Ctx, signed: &Signed, made: Check, evidence: &str, event: Event) -> Result<(), ServiceError> {
    let now = ctx.clock.now();
    let (desk, audit_desk) = {
        let mut tx = ctx.store.read().await?;
        (desks::intake(ctx, &mut tx).await?.0, desks::for_audit(ctx, &mut tx).await?)
    };
    let id = new_uuid(now, &mut entropy());
    let context = evidence_context(id, desk.id, desk.generation);
    let mut row = rows::Check {
        id,
        number_id: made.helpline.clone(),
        member_id: signed.member.0,
        at_ms: now.ms(),
        value: serde_json::to_vec(&Stored(made)).map_err(|_| ServiceError::Inner)?,
        desk_id: desk.id.0,
        generation: i64::from(desk.generation),
        evidence_sealed: desk.public.seal(&context, evidence.as_bytes(), &mut entropy()).into_bytes(),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    let leaf = audit::leaf(ctx, event, id, now, Some(details(&audit_desk, signed, &row.number_id)), &[]);
    let mut tx = ctx.store.begin("numbers.check").await?;
    rows::insert_check(&mut tx, &row).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.numbers.stale();
    Ok(())
}

/// Which member did it and to which number, for a leaf.
pub(super) fn details<'a>(desk: &'a DeskKey, signed: &Signed, number: &str) -> Details<'a> {
    Details { desk, value: json!({ "member": signed.member.to_string(), "number": number }) }
}

/// What the evidence of a check is bound to.
pub(super) fn evidence_context(check: uuid::Uuid, desk: DeskId, generation: u32) -> Context {
    Context { purpose: Purpose::Settings, owner: *check.as_bytes(), part: desk.bytes(), generation }
}

/// The check in a row; `None`, with an alarm, when it was not written with this key file.
pub(super) fn verified(ctx: &Ctx, row: &rows::Check) -> Option<Check> {
    let known = ctx.keys.audit_macs().iter().any(|key| mac(key.key(), row).as_slice() == row.mac);
    let check = known.then(|| serde_json::from_slice::<Stored>(&row.value).ok()).flatten();
    let check = check.map(|stored| stored.0).filter(|check| check.helpline == row.number_id);
    if check.is_none() {
        super::untrusted(ctx, "check of a number", row.id);
    }
    check
}

fn mac(key: &MacKey, row: &rows::Check) -> [u8; 32] {
    let parts: [&[u8]; 8] = [
        row.id.as_bytes(),
        row.number_id.as_bytes(),
        row.member_id.as_bytes(),
        &row.at_ms.to_be_bytes(),
        &row.value,
        row.desk_id.as_bytes(),
        &row.generation.to_be_bytes(),
        &row.evidence_sealed,
    ];
    key.mac("number check", &parts)
}
