//! Working on a case with others: handing it over with a summary, and looking at two cases together.

use vigie_lang::{Text, Value};
use vigie_model::id::{CaseId, MemberId};
use vigie_service::ServiceError;
use vigie_service::casework::deed;
use vigie_service::casework::{Opened, handover, join};
use vigie_service::login::Signed;
use vigie_service::queue::{self, Filter, Line, Shown, parse_place};
use vigie_service::sealing::Kind;

use super::view::{answers, first_report, name_of};
use super::{Done, Form, Outcome, Refusal, refused};
use crate::app::Inner;
use crate::console::view::number;
use crate::when;

/// A hand-over as the page shows it.
pub struct HandedOver {
    /// From whom, to whom, when.
    pub head: String,
    /// What the next one has to know.
    pub text: String,
    /// True while nobody has answered since: then it stands open on top.
    pub fresh: bool,
}

/// The newest hand-over; `None` when there was none.
pub fn handed_over(t: &Text, opened: &Opened) -> Option<HandedOver> {
    let note = deed::hand_over(&opened.pieces)?;
    let (name, time) = (name_of(opened, note.piece.by), when::minute(note.piece.at));
    let to = note.to.map_or_else(|| t.t("case-handover-desk"), |member| name_of(opened, Some(member)));
    let head = t.args(
        "case-handover-by",
        &[("name", Value::Text(&name)), ("to", Value::Text(&to)), ("time", Value::Text(&time))],
    );
    let since = |piece: &vigie_service::sealing::Piece| {
        piece.kind == Kind::DeskAnswer && piece.at >= note.piece.at && piece.by != note.piece.by
    };
    Some(HandedOver { head, text: note.text.clone(), fresh: !opened.pieces.iter().any(since) })
}

/// What the next one has to know, drafted from what is known: answers, accounts, status, last messages, open tasks.
/// The same case gives the same draft; a person reads and changes it before it is saved.
pub fn summary(t: &Text, opened: &Opened) -> String {
    let report = first_report(opened).unwrap_or_default();
    let skipped = t.t("case-skipped");
    let given = answers(t, &report).into_iter().filter(|(_, given)| *given != skipped);
    let mut lines: Vec<String> = given.map(|(question, given)| format!("{question}: {given}")).collect();
    lines.push(format!("{}: {}", t.t("case-status"), t.t(&format!("status-{}", opened.standing.state.word()))));
    let names = opened.named.iter().filter(|named| named.gone.is_none());
    lines.extend(names.map(|named| {
        let side = t.t(&format!("case-side-{}", named.side.word()));
        let grade = t.t(&format!("case-grade-{}", named.grade.word()));
        format!("{}: {} {} ({side}, {grade})", t.t("case-identifiers"), named.place, named.name)
    }));
    let last = |ours: bool| {
        let words = opened.pieces.iter().filter(|piece| match piece.kind {
            Kind::DeskAnswer => ours,
            Kind::Words | Kind::Answers => !ours,
            _ => false,
        });
        words.map(|piece| piece.at).max().map(when::minute)
    };
    lines.extend(last(false).map(|time| t.s("case-handover-last-visitor", "time", &time)));
    lines.push(
        last(true).map_or_else(|| t.t("case-handover-no-answer"), |time| t.s("case-handover-last-desk", "time", &time)),
    );
    let open = opened.tasks.iter().filter(|task| task.done.is_none());
    lines.extend(open.map(|task| t.s("case-handover-task", "text", &task.text)));
    lines.join("\n")
}

/// Hands the case over.
pub async fn hand_over(form: &Form<'_>) -> Outcome {
    if let Some(why) = form.unfit() {
        return Ok(refused(why, form.refilled("handover")));
    }
    let to = match form.fields.get("to") {
        "desk" => None,
        member => Some(MemberId::parse(member).ok_or(ServiceError::NotFound)?),
    };
    handover::hand_over(&form.app.ctx, form.signed, form.case, form.version(), to, form.text()).await?;
    Ok(Done::Back("case-handed-over"))
}

/// Cases of which the member has heard: their own first, then the first page of everything that is not closed (`lines`).
pub async fn known(app: &Inner, signed: &Signed, lines: &[Line]) -> Result<Vec<Line>, ServiceError> {
    let own = Filter { show: Shown::Mine, lane: None, after: parse_place("") };
    let mut known = queue::page(&app.ctx, signed, own).await?.lines;
    known.extend_from_slice(lines);
    Ok(known)
}

/// The cases that this one can be worked on together with: those with a lead, the member's own, and those of nobody.
pub fn candidates(t: &Text, signed: &Signed, opened: &Opened, lines: &[Line]) -> Vec<(String, String)> {
    let mut ids: Vec<CaseId> = opened.shared.iter().flat_map(|lead| lead.cases.iter().map(|one| one.case)).collect();
    let own = |line: &&Line| line.claimed_by.as_ref().is_none_or(|(member, _)| *member == signed.member);
    ids.extend(lines.iter().filter(own).map(|line| line.case));
    let mut seen = Vec::new();
    ids.retain(|id| {
        let new = *id != opened.case && !opened.joined.contains(id) && !seen.contains(id);
        seen.push(*id);
        new
    });
    let label = |id: &CaseId| {
        let line = lines.iter().find(|line| line.case == *id);
        let title = t.s("case-title", "number", &number(id));
        line.map_or_else(
            || title.clone(),
            |line| {
                let who = line.summary.who.map_or("skip", vigie_model::report::Who::word);
                format!("{title} · {} · \u{2068}{}\u{2069}", t.t(&format!("who-{who}")), when::minute(line.received))
            },
        )
    };
    ids.iter().map(|id| (id.to_string(), label(id))).collect()
}

/// Works on this case and another together: one that was chosen, or whose number or identifier was typed.
pub async fn join(form: &Form<'_>) -> Outcome {
    // What was typed stands behind what was chosen, and counts more.
    let typed = form.fields.all("other").map(str::trim).filter(|one| !one.is_empty()).last().unwrap_or_default();
    let other = match CaseId::parse(typed) {
        Some(other) => other,
        None => match numbered(form, typed).await? {
            Some(other) => other,
            None => return Ok(refused(Refusal::NoCase, form.refilled("join"))),
        },
    };
    join::join(&form.app.ctx, form.signed, form.case, other).await.map(|()| Done::Back("case-joined"))
}

/// The one case with this number among those of which the member has heard; `None` for none and for two.
async fn numbered(form: &Form<'_>, typed: &str) -> Result<Option<CaseId>, ServiceError> {
    let lines = queue::first(&form.app.ctx, form.signed).await?;
    let known = known(form.app, form.signed, &lines).await?;
    let mut found: Vec<CaseId> =
        known.iter().map(|line| line.case).filter(|id| number(id).eq_ignore_ascii_case(typed)).collect();
    found.sort_unstable();
    found.dedup();
    Ok(if let [one] = found.as_slice() { Some(*one) } else { None })
}

/// Works on a case alone again.
pub async fn part(form: &Form<'_>) -> Outcome {
    join::part(&form.app.ctx, form.signed, form.case).await.map(|()| Done::Back("case-parted"))
}
