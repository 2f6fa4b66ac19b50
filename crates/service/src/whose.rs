//! "Which of these is the person threatening you?": names found in what a visitor pasted are offered, and only what she
//! says makes a tag.
//!
//! Nothing is chosen for her. What she leaves open stays sealed and is found by nobody; her own name and somebody else's
//! are never tagged. The answer is a sealed piece of her thread, and the desk sees that it is hers.

use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::clock::entropy;
use vigie_model::id::{CaseId, ReportId};
use vigie_model::job;
use vigie_model::report::{NewReport, Side};
use vigie_seal::{Secret, Tag};
use vigie_store::reports;
use vigie_store::{StoreError, parts, tags};

use crate::buckets::What;
use crate::casework::deed;
use crate::casework::identifiers::{self, Named};
use crate::intake::{ATTEMPTS, enqueue};
use crate::pass::Pass;
use crate::sealing::{Kind, Piece, SealedPart, open_part, seal_part};
use crate::thread::{Opened, THREAD_BYTES, THREAD_PIECES, read_opened, standing};
use crate::{Ctx, ServiceError, audit, many, reading};

/// Most names that a visitor is asked about at once: a list that can be read in a bad hour.
pub const MOST: usize = 8;

/// A name that a visitor is asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Names it in forms.
    pub key: String,
    /// The app, site or service; `""` when nothing says it.
    pub place: String,
    /// The name there.
    pub name: String,
}

impl Offered {
    fn of(named: &Named) -> Self {
        Self { key: named.key.clone(), place: named.place.clone(), name: named.name.clone() }
    }
}

/// What the page after sending says beside the code.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// Names to ask about; those that stand in the turns of who coerces first.
    pub names: Vec<Offered>,
    /// The sentence about words that are sent to many people may stand there.
    pub many: bool,
}

/// Looks at what was just sent. `danger`: there was a sign of danger.
///
/// # Errors
/// [`ServiceError::Inner`] when the look did not end.
pub async fn looked(ctx: &Ctx, report: NewReport, danger: bool) -> Result<Looked, ServiceError> {
    let detector = ctx.lexicons.detector();
    let now = ctx.clock.now();
    ctx.blocking(move || {
        let read = reading::outline(&detector, &report.pasted, &report.lang);
        let mut theirs: Vec<String> = Vec::new();
        for (start, named) in identifiers::in_text(&report.pasted) {
            if read.theirs.iter().any(|turn| turn.contains(&start)) {
                theirs.push(named.key);
            }
        }
        let many = many::sent_to_many(&report, &read, danger);
        let bytes = serde_json::to_vec(&report).map_err(|_| ServiceError::Inner)?;
        let all = identifiers::fold(&[Piece { kind: Kind::Answers, at: now, by: None, bytes: Secret::new(bytes) }]);
        let mut names: Vec<&Named> = all.iter().filter(|named| named.unasked()).collect();
        names.sort_by_key(|named| !theirs.contains(&named.key));
        Ok(Looked { names: names.into_iter().take(MOST).map(Offered::of).collect(), many })
    })
    .await?
}

/// Names to ask about in a text that was just added to a thread, in its order. Her own words are not read for anything else.
///
/// # Errors
/// As [`crate::thread::view`].
pub async fn in_added(ctx: &Ctx, pass: &Pass, text: &str) -> Result<Vec<Offered>, ServiceError> {
    let text = text.to_owned();
    let here = move || identifiers::in_text(&text).into_iter().map(|(_, named)| named.key).collect::<Vec<_>>();
    let here = ctx.blocking(here).await?;
    // Most messages name nobody: then the thread is not opened for it.
    if here.is_empty() {
        return Ok(Vec::new());
    }
    let (_, pieces, _) = read(ctx, pass).await?;
    ctx.blocking(move || {
        let all = identifiers::fold(&pieces);
        let open = |key: &String| all.iter().find(|named| named.key == *key && named.unasked());
        here.iter().filter_map(open).take(MOST).map(Offered::of).collect()
    })
    .await
}

/// Takes what a visitor says of names; gives back each with what is held of it now. A name that was answered before, or
/// stands in no text of this thread, is left as it is. The same answer twice is one.
///
/// # Errors
/// As [`crate::thread::view`]; [`ServiceError::Refused`] while it is being taken back, [`ServiceError::TooMany`] after many
/// tries from one address, [`ServiceError::Busy`] when the case never stands still.
pub async fn say(
    ctx: &Ctx,
    pass: &Pass,
    sides: &[(String, Side)],
    address: std::net::IpAddr,
) -> Result<Vec<(Offered, Side)>, ServiceError> {
    if !ctx.buckets.take(address, What::Try, ctx.clock.now()) {
        return Err(ServiceError::TooMany);
    }
    for _ in 0..ATTEMPTS {
        match try_say(ctx, pass, sides).await {
            // The desk touched the case at the same moment: what stands there now is read with the next try.
            Err(error) if error.is_conflict() => {}
            said => return said,
        }
    }
    Err(ServiceError::Busy)
}

async fn try_say(ctx: &Ctx, pass: &Pass, sides: &[(String, Side)]) -> Result<Vec<(Offered, Side)>, ServiceError> {
    let now = ctx.clock.now();
    let (opened, pieces, count) = read(ctx, pass).await?;
    standing(&opened.case, &opened.report)?.after(Step::VisitorWrites)?;
    let all = ctx.blocking(move || identifiers::fold(&pieces)).await?;
    let mut said = Vec::new();
    let mut new: Vec<(String, Side)> = Vec::new();
    let mut theirs = Vec::new();
    for (key, side) in sides.iter().take(MOST).filter(|(_, side)| *side != Side::Unknown) {
        let Some(named) = all.iter().find(|named| named.key == *key) else { continue };
        if !named.unasked() {
            said.push((Offered::of(named), named.side));
        } else if new.iter().all(|(known, _)| known != key) {
            said.push((Offered::of(named), *side));
            new.push((key.clone(), *side));
            theirs.extend((*side == Side::Them).then(|| named.tag_as_theirs(&ctx.keys)).flatten());
        }
    }
    if !new.is_empty() {
        let (case, report) = (CaseId(opened.case.id), ReportId(opened.report.id));
        let piece = deed::told(new, now, count)?;
        let part = seal_part(&opened.key, case, Some(report), &piece, &mut entropy());
        store(ctx, &opened, &part, &theirs, count).await?;
    }
    Ok(said)
}

/// A thread with everything in it, and how many pieces its case has.
async fn read(ctx: &Ctx, pass: &Pass) -> Result<(Opened, Vec<Piece>, i64), ServiceError> {
    let opened = read_opened(ctx, pass).await?;
    let mut tx = ctx.store.read().await?;
    let count = parts::count(&mut tx, opened.case.id).await?;
    let rows = parts::of_report(&mut tx, opened.report.id).await?;
    drop(tx);
    let pieces = rows.iter().map(|row| open_part(&opened.key, row)).collect::<Result<Vec<_>, _>>()?;
    Ok((opened, pieces, count))
}

/// The one transaction: nothing came into the case since it was read, so that tags and marks cannot differ.
async fn store(ctx: &Ctx, opened: &Opened, part: &SealedPart, theirs: &[Tag], count: i64) -> Result<(), ServiceError> {
    let (case, report, now) = (opened.case.id, &opened.report, ctx.clock.now());
    let leaf = audit::leaf(ctx, Event::ThreadNamed, report.id, now, None, &[part.commitment]);
    let mut tx = ctx.store.begin("thread.named").await?;
    reports::unchanged(&mut tx, report.id, report.version).await?;
    if parts::count(&mut tx, case).await? != count {
        return Err(StoreError::Conflict.into());
    }
    let (pieces, bytes) = parts::weight(&mut tx, report.id).await?;
    if pieces >= THREAD_PIECES || bytes >= THREAD_BYTES {
        return Err(ServiceError::TooMany);
    }
    parts::insert(&mut tx, &part.row).await?;
    for tag in theirs {
        tags::insert(&mut tx, case, tag.as_bytes(), "claimed", now.ms()).await?;
    }
    if !theirs.is_empty() {
        enqueue(&mut tx, job::LINK, case, now).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}
