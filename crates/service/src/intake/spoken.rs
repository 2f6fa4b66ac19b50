//! A report that somebody speaks to a member, by telephone or at the door. It is a report like any other: sealed, with a
//! code of its own that is read out; what was said carries the member who wrote it down.

use std::net::IpAddr;

use serde_json::json;
use vigie_model::audit::Event;
use vigie_model::case::Step;
use vigie_model::id::CaseId;
use vigie_model::report::NewReport;
use vigie_store::{cases, reports};

use super::{Accepted, Draft, Outcome, accept_by};
use crate::audit::Details;
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, casework};

/// Accepts what a member wrote down, and claims the case for that member. A closed node takes it too: somebody is here.
///
/// # Errors
/// As [`super::accept`], without [`ServiceError::Closed`] for a node that is not open.
pub async fn accept(
    ctx: &Ctx,
    signed: &Signed,
    report: NewReport,
    draft: Draft,
    address: IpAddr,
) -> Result<(Accepted, CaseId), ServiceError> {
    let mac = draft.mac(ctx.keys.draft_mac());
    let accepted = accept_by(ctx, report, draft, address, Some(signed.member)).await?;
    let mut tx = ctx.store.read().await?;
    let known = reports::draft(&mut tx, &mac).await?.ok_or(ServiceError::Gone)?;
    let report = reports::get(&mut tx, known.report_id).await?.ok_or(ServiceError::Gone)?;
    let row = cases::get(&mut tx, report.case_id).await?.ok_or(ServiceError::Gone)?;
    drop(tx);
    let case = CaseId(row.id);
    if accepted.outcome == Outcome::New {
        let desk = signed.desks.iter().map(|held| &held.desk).find(|desk| desk.id.0 == row.desk_id);
        let details = desk.map(|desk| Details { desk, value: json!({ "member": signed.member.to_string() }) });
        let leaf = audit::leaf(ctx, Event::ReportSpoken, report.id, ctx.clock.now(), details, &[]);
        let mut tx = ctx.store.begin("intake.spoken").await?;
        audit::append(&mut tx, &leaf).await?;
        tx.commit().await?;
    }
    if row.claimed_by.is_none() {
        casework::step(ctx, signed, case, row.version, Step::Claim(signed.member)).await?;
    }
    Ok((accepted, case))
}
