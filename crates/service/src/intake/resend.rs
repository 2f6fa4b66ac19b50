//! A page sent again: the same content gives the same code, other content becomes a message in the thread.

use std::net::IpAddr;

use vigie_model::Timestamp;
use vigie_model::audit::Event;
use vigie_model::case::ThreadState;
use vigie_model::clock::entropy;
use vigie_model::given::{Given, Step};
use vigie_model::id::{CaseId, MemberId, ReportId};
use vigie_model::job;
use vigie_model::lane::{Lane, triage};
use vigie_model::report::NewReport;
use vigie_seal::{DataKey, ReceiptCode, Secret, Tag};
use vigie_store::reports::{self, Draft as Known, Report};
use vigie_store::{StoreError, cases, parts, tags};

use super::{Accepted, Draft, Outcome, derive, enqueue, prepare};
use crate::sealing::{FoundSign, Kind, Piece, SealedPart, seal_part};
use crate::thread::{danger_found, seal_signs, thread_key, visitor_wrote};
use crate::{Ctx, ServiceError, audit, keeping, ladder, pictures};

/// Answers a send of a draft that is known; `None` when its thread has another code since and the page holds something
/// new: whoever has an old page may not write there, and what they say must not be lost.
pub async fn again(
    ctx: &Ctx,
    new: &NewReport,
    draft: &Draft,
    known: &Known,
    (address, by): (IpAddr, Option<MemberId>),
) -> Result<Option<Accepted>, ServiceError> {
    let now = ctx.clock.now();
    let signs = {
        let (ctx, new) = (ctx.clone(), new.clone());
        ctx.clone().blocking(move || prepare::screen(&ctx.lexicons.detector(), &new)).await?
    };
    let doors = triage(new, !signs.is_empty(), now).lane == Lane::Danger;
    let code = ReceiptCode::for_draft(draft.as_str().as_bytes(), ctx.keys.draft_mac());
    let marks = (draft.mac(ctx.keys.draft_mac()), draft.content_mac(ctx.keys.draft_mac(), new)?);
    let mut tx = ctx.store.read().await?;
    let sent = reports::was_sent(&mut tx, &marks.0, &marks.1).await?;
    let report = reports::get(&mut tx, known.report_id).await?.ok_or(ServiceError::Gone)?;
    let frozen = keeping::code_frozen(&mut tx, report.case_id).await?;
    drop(tx);
    let state = ThreadState::parse(&report.thread_state, report.erase_at_ms);
    if report.visitor_wrap.is_none() || state.is_some_and(|state| state.erasing().is_some()) {
        return Err(ServiceError::Gone);
    }
    // Frozen: the code opens nothing, so that it is not shown again and nothing is written under it.
    if known.superseded == 1 || frozen {
        return Ok(sent.then_some(Accepted { code: None, outcome: Outcome::Again, doors }));
    }
    if sent {
        return Ok(Some(Accepted { code: Some(code), outcome: Outcome::Again, doors }));
    }
    let keys = derive(ctx, code.clone(), address).await?;
    let thread_key = thread_key(&keys.visitor, &report, report.code_generation)?;
    let (parts, found) = seal_added(new, by, &report, &thread_key, &signs, now)?;
    let named = prepare::tags(new, ctx.keys.tag_key());
    let what = (parts.as_slice(), found.as_ref(), new.given.as_ref());
    add(ctx, &report, what, &named, doors, (&marks.0, &marks.1), now).await?;
    Ok(Some(Accepted { code: Some(code), outcome: Outcome::Added, doors }))
}

/// Other content is a message of the thread: the whole second answer, so that nothing typed is lost; and what was found
/// in it, if anything was.
fn seal_added(
    new: &NewReport,
    by: Option<MemberId>,
    report: &Report,
    key: &DataKey,
    signs: &[FoundSign],
    now: Timestamp,
) -> Result<(Vec<SealedPart>, Option<SealedPart>), ServiceError> {
    let (case, id) = (CaseId(report.case_id), ReportId(report.id));
    let bare = NewReport { given: None, ..new.clone() };
    // Fingerprints alone are no answers.
    let alone = new.given.is_some() && bare.is_empty();
    let answers = (!alone).then(|| prepare::json(&bare)).transpose()?;
    let given = new.given.clone().map(|given| prepare::json(&Step::Given(given))).transpose()?;
    let pieces = [answers.map(|answers| (Kind::Answers, answers)), given.map(|given| (Kind::Fingerprints, given))];
    let sealed = pieces.into_iter().flatten().map(|(kind, bytes)| {
        let piece = Piece { kind, at: now, by, bytes: Secret::new(bytes) };
        seal_part(key, case, Some(id), &piece, &mut entropy())
    });
    Ok((sealed.collect(), seal_signs(case, id, key, signs, now)?))
}

/// The one transaction of a second send. The same content twice is one.
async fn add(
    ctx: &Ctx,
    report: &Report,
    (added, found, given): (&[SealedPart], Option<&SealedPart>, Option<&Given>),
    named: &[Tag],
    danger: bool,
    (draft_mac, content): (&[u8; 32], &[u8; 32]),
    now: Timestamp,
) -> Result<(), ServiceError> {
    let case = CaseId(report.case_id);
    let commitments: Vec<[u8; 32]> = added.iter().map(|part| part.commitment).collect();
    let leaf = audit::leaf(ctx, Event::ReportAdded, report.id, now, None, &commitments);
    let mut tx = ctx.store.begin("intake.add").await?;
    // The code may have been changed while this send waited for its hash: then nothing is written into the thread.
    reports::unchanged(&mut tx, report.id, report.version).await?;
    if keeping::code_frozen(&mut tx, report.case_id).await? {
        return Err(StoreError::Conflict.into());
    }
    if reports::insert_send(&mut tx, draft_mac, content, now.ms()).await? {
        for part in added {
            parts::insert(&mut tx, &part.row).await?;
        }
        for tag in named {
            tags::insert(&mut tx, case.0, tag.as_bytes(), "claimed", now.ms()).await?;
            enqueue(&mut tx, job::LINK, case.0, now).await?;
        }
        if let Some(given) = given {
            pictures::store_given(ctx, &mut tx, report.id, given).await?;
        }
        visitor_wrote(&mut tx, case, report).await?;
        danger_found(ctx, &mut tx, case, found).await?;
        if danger {
            cases::move_up(&mut tx, case.0, Lane::Danger.number()).await?;
            ladder::danger_again(ctx, &mut tx, case.0).await?;
        }
        audit::append(&mut tx, &leaf).await?;
        enqueue(&mut tx, job::NOTIFY, case.0, now).await?;
    }
    tx.commit().await?;
    ctx.nudge.notify_one();
    Ok(())
}
