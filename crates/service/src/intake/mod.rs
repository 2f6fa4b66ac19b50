//! Accepting a report: from a parsed form to stored rows and queued jobs, once, however often it is sent.
//!
//! Pure work first, one transaction last. Sending anything out is a job, never here.

mod prepare;
mod resend;
pub mod spoken;

use std::net::IpAddr;

use vigie_model::audit::Event;
use vigie_model::clock::{HOUR, Timestamp, entropy};
use vigie_model::id::{JobId, MemberId};
use vigie_model::report::NewReport;
use vigie_model::{job, lane};
use vigie_seal::{KeyFile, MacKey, ReceiptCode, Tag};
use vigie_store::{StoreError, cases, jobs, keeps, parts, reports, tags};

use crate::buckets::What;
use crate::desks::{self, DeskKey};
use crate::sealing::FoundSign;
use crate::{Ctx, ServiceError, audit, hex, keeping, opening, pictures};
use prepare::Prepared;

/// How long sending the same page again gives the same code, in milliseconds.
pub(crate) const DRAFT_LASTS: i64 = 48 * HOUR;
/// Most drafts that one page can have become: one every two days for more than three months.
const RENEWALS: usize = 50;
/// Tries to store what a visitor added when the desk touches the same case. Then the visitor is asked to send again.
pub(crate) const ATTEMPTS: usize = 5;

/// A page of the form, named by a random id in a hidden field: sending it twice is one report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft(String);

impl Draft {
    /// A new draft id, 32 hexadecimal digits.
    pub fn new() -> Self {
        let bytes: [u8; 16] = vigie_seal::random_bytes(&mut entropy());
        Self(hex::encode(&bytes))
    }

    /// Reads a form's field; anything else than one of our ids becomes a new draft, and nothing sent is lost.
    pub fn parse(text: &str) -> Self {
        let fits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if fits { Self(text.to_ascii_lowercase()) } else { Self::new() }
    }

    /// The draft of a page whose sealed field does not open: it hides which draft it had. The same page sent again has
    /// the same one, so it is one report still.
    pub fn behind(unreadable: &str, keys: &KeyFile) -> Self {
        let mac = keys.draft_mac().mac("draft unreadable", &[unreadable.as_bytes()]);
        Self(hex::encode(&mac[..16]))
    }

    /// The id as it stands in the form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The draft that a page counts as once it can no longer be added to the report it became.
    fn renewed(&self, keys: &MacKey) -> Self {
        let mac = keys.mac("draft renewed", &[self.0.as_bytes()]);
        Self(hex::encode(&mac[..16]))
    }

    fn mac(&self, keys: &MacKey) -> [u8; 32] {
        keys.mac("draft", &[self.0.as_bytes()])
    }

    fn content_mac(&self, keys: &MacKey, report: &NewReport) -> Result<[u8; 32], ServiceError> {
        let content = serde_json::to_vec(report).map_err(|_| ServiceError::Inner)?;
        Ok(keys.mac("draft content", &[self.0.as_bytes(), &content]))
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}

/// What became of a send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// A new report.
    New,
    /// The same content was sent before: nothing new is stored.
    Again,
    /// The page was sent before with other content: that was added to the thread.
    Added,
}

/// The answer to a send.
#[derive(Debug)]
pub struct Accepted {
    /// The code to come back with; `None` when the visitor has changed it since.
    pub code: Option<ReceiptCode>,
    /// What became of it.
    pub outcome: Outcome,
    /// True when there is a sign of danger: doors to people come first on the next page.
    pub doors: bool,
}

/// Accepts a report.
///
/// # Errors
/// [`ServiceError::Closed`] on a closed node, [`ServiceError::Busy`] and [`ServiceError::TooMany`] when it should be
/// sent again in a moment, [`ServiceError::Untrusted`] when no desk key can be trusted.
pub async fn accept(ctx: &Ctx, report: NewReport, draft: Draft, address: IpAddr) -> Result<Accepted, ServiceError> {
    opening::refresh(ctx).await;
    if !ctx.open() {
        return Err(ServiceError::Closed);
    }
    accept_by(ctx, report, draft, address, None).await
}

/// Accepts a report that a visitor typed, or spoke to a member who wrote it down.
async fn accept_by(
    ctx: &Ctx,
    report: NewReport,
    draft: Draft,
    address: IpAddr,
    by: Option<MemberId>,
) -> Result<Accepted, ServiceError> {
    if !ctx.buckets.allows(address, What::Try, ctx.clock.now()) {
        return Err(ServiceError::TooMany);
    }
    let (mut draft, mut lost) = (draft, false);
    // A page left open for weeks and sent every two days is renewed each time; it is found long before this many rounds.
    for _ in 0..RENEWALS {
        let now = ctx.clock.now();
        let mac = draft.mac(ctx.keys.draft_mac());
        let mut tx = ctx.store.read().await?;
        let known = reports::draft(&mut tx, &mac).await?;
        drop(tx);
        let accepted = match known {
            Some(known) if now.ms() - known.first_at_ms < DRAFT_LASTS => {
                match resend::again(ctx, &report, &draft, &known, (address, by)).await {
                    // Somebody touched the thread meanwhile: what stands there now is read in the next round.
                    Err(error) if error.is_conflict() => continue,
                    answered => answered?,
                }
            }
            Some(_) => None,
            None => {
                let accepted = first(ctx, &report, &draft, (address, by), now).await?;
                if accepted.is_none() && !lost {
                    // Another process stored it meanwhile: what it stored is read in the next round.
                    lost = true;
                    continue;
                }
                // Lost twice: the mark was forgotten long ago, and its code still leads to the old report.
                accepted
            }
        };
        if let Some(accepted) = accepted {
            return Ok(accepted);
        }
        (draft, lost) = (draft.renewed(ctx.keys.draft_mac()), false);
    }
    Err(ServiceError::Busy)
}

/// The first send of a draft; `None` when another process stored the same draft meanwhile.
async fn first(
    ctx: &Ctx,
    report: &NewReport,
    draft: &Draft,
    (address, by): (IpAddr, Option<MemberId>),
    now: Timestamp,
) -> Result<Option<Accepted>, ServiceError> {
    let code = ReceiptCode::for_draft(draft.as_str().as_bytes(), ctx.keys.draft_mac());
    let keys = derive(ctx, code.clone(), address).await?;
    let mut tx = ctx.store.read().await?;
    let (intake, urgent) = desks::intake(ctx, &mut tx).await?;
    drop(tx);

    let prepared = {
        let (ctx2, report) = (ctx.clone(), report.clone());
        ctx.blocking(move || prepare::prepare(&ctx2, &report, by, &keys, (intake, urgent), now)).await??
    };
    tracing::trace!(target: "vigie::phase", phase = "accept.sealed", report.id = %prepared.report.id);
    if !store(ctx, draft, report, &prepared, now).await? {
        return Ok(None);
    }
    tracing::trace!(target: "vigie::phase", phase = "accept.committed", report.id = %prepared.report.id);
    ctx.metrics.reports.inc();
    ctx.nudge.notify_one();
    if report.given.is_some() {
        pictures::follow(ctx).await?;
    }
    let doors = prepared.triage.lane == lane::Lane::Danger;
    Ok(Some(Accepted { code: Some(code), outcome: Outcome::New, doors }))
}

/// The one transaction of a report. `false` when its draft is known already: then nothing is stored.
async fn store(
    ctx: &Ctx,
    draft: &Draft,
    report: &NewReport,
    prepared: &Prepared,
    now: Timestamp,
) -> Result<bool, ServiceError> {
    let content = draft.content_mac(ctx.keys.draft_mac(), report)?;
    let draft_mac = draft.mac(ctx.keys.draft_mac());
    let commitments: Vec<[u8; 32]> = prepared.parts.iter().map(|part| part.commitment).collect();
    let leaf = audit::leaf(ctx, Event::ReportReceived, prepared.report.id, now, None, &commitments);
    let keep = keeping::rule(ctx, &report.country).await?;
    let mut tx = ctx.store.begin("intake.accept").await?;
    cases::insert(&mut tx, &prepared.case).await?;
    keeps::put(&mut tx, prepared.case.id, &keep).await?;
    // Whoever is second waits here for the first: the same draft has the same code.
    if !reports::insert(&mut tx, &prepared.report).await?
        || !reports::insert_draft(&mut tx, &draft_mac, prepared.report.id, now.ms()).await?
    {
        tx.roll_back().await?;
        return Ok(false);
    }
    reports::insert_send(&mut tx, &draft_mac, &content, now.ms()).await?;
    for wrap in &prepared.wraps {
        cases::insert_wrap(&mut tx, wrap).await?;
    }
    for part in &prepared.parts {
        parts::insert(&mut tx, &part.row).await?;
    }
    for tag in &prepared.tags {
        tags::insert(&mut tx, prepared.case.id, Tag::as_bytes(tag), "claimed", now.ms()).await?;
    }
    if let Some(given) = &report.given {
        pictures::store_given(ctx, &mut tx, prepared.report.id, given).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    enqueue(&mut tx, job::NOTIFY, prepared.case.id, now).await?;
    if !prepared.tags.is_empty() {
        enqueue(&mut tx, job::LINK, prepared.case.id, now).await?;
    }
    if let Some(at) = prepared.triage.relane_at {
        enqueue(&mut tx, job::RELANE, prepared.case.id, at).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Enqueues a job in the caller's transaction.
pub(crate) async fn enqueue(
    tx: &mut vigie_store::Tx,
    name: &str,
    subject: uuid::Uuid,
    run_at: Timestamp,
) -> Result<(), StoreError> {
    let id = JobId::new(run_at, &mut entropy());
    jobs::enqueue(tx, id.0, name, subject, run_at.ms()).await
}

/// Signs of self-harm in one text.
pub(crate) fn screen_text(ctx: &Ctx, text: &str) -> Vec<FoundSign> {
    prepare::signs(&ctx.lexicons.detector(), "message", text)
}

/// The one memory-hard hash of a code, behind the buckets and the gate.
pub(crate) async fn derive(
    ctx: &Ctx,
    code: ReceiptCode,
    address: IpAddr,
) -> Result<vigie_seal::ReceiptKeys, ServiceError> {
    if !ctx.buckets.take(address, What::Try, ctx.clock.now()) {
        ctx.metrics.busy.inc();
        return Err(ServiceError::TooMany);
    }
    let permit = ctx.receipt_gate.enter().await.inspect_err(|_| {
        ctx.metrics.busy.inc();
    })?;
    let keys = std::sync::Arc::clone(&ctx.keys);
    ctx.blocking(move || {
        let _turn = permit;
        code.derive(keys.receipt_salt())
    })
    .await
}

/// The desks a case goes to: intake, and for a sign of danger the urgent ones too.
pub(crate) fn desks_for(intake: DeskKey, urgent: Vec<DeskKey>, danger: bool) -> Vec<DeskKey> {
    let mut all = vec![intake];
    if danger {
        all.extend(urgent);
    }
    all
}
