//! A case in words, as its page shows it.

use vigie_lang::{Lang, Text};
use vigie_model::case::{CaseState, ThreadState};
use vigie_model::lane::{Lane, Reason};
use vigie_model::report::{AgeBand, By, Danger, NewReport, Who};
use vigie_service::casework::{Opened, may_answer};
use vigie_service::login::Signed;
use vigie_service::sealing::{FoundSign, Kind, Piece};

use super::queue::language;
use super::view::number;
use crate::app::Inner;
use crate::when;

/// A name that was given.
pub struct Identifier {
    /// App or site.
    pub place: String,
    /// The name there.
    pub name: String,
    /// Whose, in words.
    pub side: String,
    /// How sure that is.
    pub grade: String,
}

/// One message of the thread.
pub struct Turn {
    /// True when the desk wrote it.
    pub us: bool,
    /// Who and when.
    pub head: String,
    /// The words.
    pub text: String,
}

/// The case.
pub struct CaseView {
    pub id: String,
    pub version: i64,
    pub number: String,
    pub lane: u8,
    pub lane_name: String,
    pub reason: String,
    pub status: String,
    pub received: String,
    pub waiting: String,
    pub claimed: String,
    pub mine: bool,
    pub leads: String,
    pub first: Vec<String>,
    pub signs: Vec<String>,
    pub answers: Vec<(String, String)>,
    pub lang: String,
    pub language: String,
    pub pasted: String,
    pub words: String,
    pub findings: Vec<(String, String)>,
    pub identifiers: Vec<Identifier>,
    pub thread: Vec<Turn>,
    pub notes: Vec<(String, String)>,
    pub can_answer: bool,
    pub no_contact: bool,
    pub erasing: String,
    pub steps: Vec<(&'static str, String)>,
    pub history: Vec<String>,
}

/// Puts an opened case into words.
pub fn case_view(app: &Inner, lang: Lang, signed: &Signed, opened: &Opened) -> CaseView {
    let t = app.text(lang);
    let standing = opened.standing;
    let texts = |kind: Kind| opened.pieces.iter().filter(move |piece| piece.kind == kind);
    let reports: Vec<NewReport> = texts(Kind::Answers).filter_map(Piece::report).collect();
    let report = reports.first().cloned().unwrap_or_default();
    let mine = standing.claimed_by == Some(signed.member);
    let claimed = standing.claimed_by.map(|member| opened.names.get(&member).cloned().unwrap_or_default());
    let status = match standing.thread {
        ThreadState::Erasing { .. } => t.t("status-erasing"),
        _ => t.t(&format!("status-{}", standing.state.word())),
    };
    CaseView {
        id: opened.case.to_string(),
        version: opened.version,
        number: number(&opened.case),
        lane: u8::try_from(opened.lane.number()).unwrap_or(4),
        lane_name: t.t(&format!("lane-{}", opened.lane.number())),
        reason: opened.summary.reasons.iter().map(|reason| t.t(reason.text_id())).collect::<Vec<_>>().join(" · "),
        status,
        received: when::minute(opened.received),
        waiting: when::waiting(t, app.ctx.clock.now().since(opened.received)),
        claimed: claimed.unwrap_or_default(),
        mine,
        leads: if opened.leads > 0 { t.n("case-leads", "count", opened.leads) } else { String::new() },
        first: first(t, opened),
        signs: opened.signs.iter().filter_map(|sign| quoted(opened, &report, sign)).collect(),
        answers: answers(t, &report),
        lang: opened.summary.lang.clone(),
        language: language(&opened.summary.lang),
        pasted: joined(texts(Kind::Pasted)),
        words: texts(Kind::Words).next().map_or_else(String::new, Piece::text),
        findings: opened
            .signs
            .iter()
            .map(|sign| (t.t("reason-selfharm-words"), format!("{} ({})", sign.rule, sign.rules)))
            .collect(),
        identifiers: identifiers(t, &reports),
        thread: turns(t, opened),
        notes: texts(Kind::Note).map(|piece| (head(t, "case-note-by", opened, piece), piece.text())).collect(),
        can_answer: mine && may_answer(&standing),
        no_contact: standing.thread == ThreadState::Quiet,
        erasing: standing.thread.erasing().map_or_else(String::new, |at| t.s("case-erasing", "date", &at.date())),
        steps: steps(t, standing.state, mine),
        history: Vec::new(),
    }
}

fn steps(t: &Text, state: CaseState, mine: bool) -> Vec<(&'static str, String)> {
    match state {
        CaseState::Closed => vec![("reopen", t.t("case-status-reopen"))],
        _ if mine => vec![("close", t.t("case-status-close"))],
        _ => Vec::new(),
    }
}

/// What to do first when a life may be in danger.
fn first(t: &Text, opened: &Opened) -> Vec<String> {
    if opened.lane != Lane::Danger {
        return Vec::new();
    }
    let sentence = |reason: &Reason| match reason {
        Reason::DangerSelf => Some("case-danger-self"),
        Reason::DangerNear => Some("case-danger-near"),
        _ => None,
    };
    let mut lines: Vec<String> = opened.summary.reasons.iter().filter_map(sentence).map(|id| t.t(id)).collect();
    if !opened.signs.is_empty() || lines.is_empty() {
        lines.push(t.t("case-danger-words"));
    }
    lines
}

/// The visitor's own words that a sign stands on.
fn quoted(opened: &Opened, report: &NewReport, sign: &FoundSign) -> Option<String> {
    let kind = match sign.text.as_str() {
        "words" => Kind::Words,
        "pasted" => Kind::Pasted,
        "answer" => return report.answer.get(sign.start..sign.end).map(str::to_owned),
        _ => return None,
    };
    let piece = opened.pieces.iter().find(|piece| piece.kind == kind)?;
    piece.text().get(sign.start..sign.end).map(str::to_owned)
}

fn answers(t: &Text, report: &NewReport) -> Vec<(String, String)> {
    let one = |question: &str, field: &str, word: Option<&str>| {
        let given = word.map_or_else(|| t.t("case-skipped"), |word| t.t(&format!("{field}-{word}")));
        (t.t(question), given)
    };
    let many = |question: &str, words: Vec<String>| {
        let given = if words.is_empty() { t.t("case-skipped") } else { words.join(", ") };
        (t.t(question), given)
    };
    let mut all = vec![
        one("case-q-danger", "danger", report.danger.map(Danger::word)),
        one("case-q-who", "who", report.who.map(Who::word)),
        one("case-q-age", "age", report.age.map(AgeBand::word)),
        many("case-q-threat", report.threat.iter().map(|one| t.t(&format!("threat-{}", one.word()))).collect()),
        many("case-q-want", report.want.iter().map(|one| t.t(&format!("want-{}", one.word()))).collect()),
        one("case-q-by", "by", report.by.map(By::word)),
        many("case-q-happened", report.happened.iter().map(|one| t.t(&format!("happened-{}", one.word()))).collect()),
    ];
    all.push((
        t.t("case-q-answer"),
        if report.answer.is_empty() { t.t("case-skipped") } else { report.answer.clone() },
    ));
    all
}

fn identifiers(t: &Text, reports: &[NewReport]) -> Vec<Identifier> {
    let handles = reports.iter().flat_map(|report| &report.handles);
    handles
        .map(|handle| Identifier {
            place: handle.place.clone(),
            name: handle.name.clone(),
            side: t.t(&format!("case-side-{}", handle.side.word())),
            grade: t.t("case-grade-claimed"),
        })
        .collect()
}

/// Everything after the first report, in order: what the visitor added and what the desk answered.
fn turns(t: &Text, opened: &Opened) -> Vec<Turn> {
    let mut seen = Vec::new();
    let mut turns = Vec::new();
    for piece in &opened.pieces {
        let us = piece.kind == Kind::DeskAnswer;
        let first_of_kind = !seen.contains(&piece.kind);
        seen.push(piece.kind);
        let shown = us
            || (!first_of_kind && matches!(piece.kind, Kind::Words | Kind::Answers))
            || (piece.kind == Kind::Words && piece.at > opened.received);
        if shown {
            let head = if us {
                head(t, "case-from-desk", opened, piece)
            } else {
                t.s("case-from-visitor", "time", &when::minute(piece.at))
            };
            turns.push(Turn { us, head, text: added(piece) });
        }
    }
    turns
}

/// The words of something added; a second form is shown by its own words.
fn added(piece: &Piece) -> String {
    let Some(report) = piece.report() else { return piece.text() };
    let handles = report.handles.iter().map(|handle| format!("{} {}", handle.place, handle.name));
    handles
        .chain([report.words.clone(), report.pasted.clone(), report.answer.clone()])
        .filter(|text| !text.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

fn head(t: &Text, id: &str, opened: &Opened, piece: &Piece) -> String {
    // A note that names nobody is the desk's.
    let name =
        piece.by.map_or_else(|| t.t("desk-title"), |member| opened.names.get(&member).cloned().unwrap_or_default());
    let time = when::minute(piece.at);
    t.args(id, &[("name", vigie_lang::Value::Text(&name)), ("time", vigie_lang::Value::Text(&time))])
}

fn joined<'a>(pieces: impl Iterator<Item = &'a Piece>) -> String {
    pieces.map(Piece::text).collect::<Vec<_>>().join("\n\n")
}
