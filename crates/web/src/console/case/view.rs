//! A case in words, as its page shows it.

use std::collections::HashMap;

use vigie_lang::{Lang, Text, Value};
use vigie_model::case::{CaseState, ThreadState};
use vigie_model::given::Step;
use vigie_model::id::{MemberId, PartId};
use vigie_model::lane::{Lane, Reason};
use vigie_model::report::{AgeBand, By, Danger, NewReport, Who};
use vigie_service::casework::deed::meanings;
use vigie_service::casework::history::openings;
use vigie_service::casework::passing::Passed;
use vigie_service::casework::{Opened, Reply, may_answer};
use vigie_service::login::Signed;
use vigie_service::queue;
use vigie_service::reading;
use vigie_service::sealing::{FoundSign, Kind, Piece};

use super::answer::{self, OnItsWay, Questioned};
use super::misread::{self, MisreadView};
use super::names::{self, NameView};
use super::tasks::{self, TaskView};
use super::{Said, history};
use crate::app::Inner;
use crate::console::queue::language;
use crate::console::view::number;
use crate::when;

/// What somebody said, with how it came.
#[derive(Default)]
pub struct Quote {
    /// How it came into the house, and when; `""` when nothing was said.
    pub head: String,
    /// The exact words.
    pub text: String,
    /// What a machine read in them; none when nothing was found.
    pub read: Option<ReadView>,
}

/// What a machine read in pasted words.
pub struct ReadView {
    /// The turns, each with its words in stretches.
    pub turns: Vec<TurnView>,
    /// Sentences that say why.
    pub reasons: Vec<String>,
    /// Rules that found something, and last the version of them all.
    pub rules: Vec<String>,
}

/// A turn of what was pasted.
pub struct TurnView {
    /// Who spoke; `""` in one message.
    pub speaker: String,
    /// Words, and the name of what they are; `""` for the rest.
    pub stretches: Vec<(String, String)>,
    /// Here somebody coerces.
    pub alarm: bool,
}

/// One message of the thread.
pub struct Turn {
    /// Names it in forms.
    pub id: String,
    /// True when the desk wrote it.
    pub us: bool,
    /// Who and when.
    pub head: String,
    /// Whether the visitor opened the thread since; `""` for the visitor's.
    pub read: String,
    /// The words.
    pub text: String,
    /// What it means in a language of the desk, and who says so; `""` for nothing.
    pub meaning: String,
    /// The bare note, for the form that changes it.
    pub note: String,
}

/// Most messages of a thread on the page, the newest: all of them are one press away.
const TURNS: usize = 100;

/// The case.
#[expect(clippy::struct_excessive_bools, reason = "what a template may show, not a state")]
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
    pub first: Vec<String>,
    pub signs: Vec<String>,
    pub answers: Vec<(String, String)>,
    pub lang: String,
    pub language: String,
    pub pasted: Quote,
    pub misread: Option<MisreadView>,
    pub words: Quote,
    pub findings: Vec<(String, String)>,
    pub names: Vec<NameView>,
    pub thread: Vec<Turn>,
    /// How many earlier messages are left out.
    pub earlier: i64,
    pub leaving: Vec<OnItsWay>,
    pub begun: Reply,
    pub begun_at: String,
    pub questioned: Vec<Questioned>,
    pub notes: Vec<(String, String)>,
    pub tasks: Vec<TaskView>,
    pub can_answer: bool,
    pub no_contact: bool,
    pub erasing: String,
    pub steps: Vec<(&'static str, String)>,
    pub history: Vec<String>,
    pub refilled: bool,
    /// Other cases are worked on beside it, so that each form names its own.
    pub together: bool,
}

/// Puts an opened case into words.
pub fn case_view(app: &Inner, lang: Lang, signed: &Signed, opened: &Opened, said: &Said) -> CaseView {
    let t = app.text(lang);
    let standing = opened.standing;
    let texts = |kind: Kind| opened.pieces.iter().filter(move |piece| piece.kind == kind);
    let report = first_report(opened).unwrap_or_default();
    let mine = standing.claimed_by == Some(signed.member);
    let here = said.on == Some(opened.case);
    let begun = answer::begun(opened, said);
    let status = match standing.thread {
        ThreadState::Erasing { .. } => t.t("status-erasing"),
        _ => t.t(&format!("status-{}", standing.state.word())),
    };
    let mut thread = turns(t, opened);
    let earlier = if said.everything { 0 } else { thread.len().saturating_sub(TURNS) };
    thread.drain(..earlier);
    CaseView {
        id: opened.case.to_string(),
        version: opened.version,
        number: number(&opened.case),
        lane: u8::try_from(opened.lane.number()).unwrap_or(4),
        lane_name: t.t(&format!("lane-{}", opened.lane.number())),
        reason: reasons(t, opened),
        status,
        received: when::minute(opened.received),
        waiting: if waits(standing.state) {
            when::waiting(t, app.ctx.clock.now().since(opened.received))
        } else {
            String::new()
        },
        claimed: standing.claimed_by.map(|member| name_of(opened, Some(member))).unwrap_or_default(),
        mine,
        first: first(t, opened),
        signs: signs(opened, &report),
        answers: answers(t, &report).into_iter().chain(asked_since(app, t, &report)).collect(),
        lang: opened.summary.lang.clone(),
        language: language(&opened.summary.lang),
        pasted: pasted(app, lang, opened, &texts(Kind::Pasted).collect::<Vec<_>>()),
        misread: misread::view(t, opened, said),
        words: quote(t, opened, &texts(Kind::Words).take(1).collect::<Vec<_>>()),
        findings: opened
            .signs
            .iter()
            .map(|sign| (t.t("reason-selfharm-words"), format!("{} ({})", sign.rule, sign.rules)))
            .collect(),
        names: names::views(t, lang, opened),
        thread,
        earlier: i64::try_from(earlier).unwrap_or(i64::MAX),
        leaving: answer::on_their_way(t, &opened.leaving),
        begun_at: opened
            .begun
            .as_ref()
            .filter(|_| said.answer.is_none())
            .map_or_else(String::new, |begun| t.s("case-draft-at", "time", &when::minute(begun.at))),
        questioned: if said.questioned && here {
            answer::questioned(&begun.text, answer::language(opened), lang)
        } else {
            Vec::new()
        },
        begun,
        notes: texts(Kind::Note).map(|piece| (head(t, "case-note-by", opened, piece), piece.text())).collect(),
        tasks: tasks::views(t, app.ctx.clock.now(), opened),
        can_answer: mine && may_answer(&standing),
        no_contact: standing.thread == ThreadState::Quiet,
        erasing: standing.thread.erasing().map_or_else(String::new, |at| {
            let held = opened.held_until.filter(|until| *until > at);
            held.map_or_else(
                || t.s("case-erasing", "date", &at.date()),
                |until| t.s("case-erasing-held", "date", &until.date()),
            )
        }),
        steps: steps(t, standing.state, mine),
        history: history::lines(t, opened),
        refilled: here && said.answer.is_some(),
        together: false,
    }
}

/// True while the visitor waits for the desk.
pub const fn waits(state: CaseState) -> bool {
    matches!(state, CaseState::New | CaseState::Open)
}

/// The name by which the desk knows a member; `""` for nobody and for who is no longer known.
pub fn name_of(opened: &Opened, member: Option<MemberId>) -> String {
    member.and_then(|member| opened.names.get(&member).cloned()).unwrap_or_default()
}

/// The answers of the first form; `None` when there is none.
pub fn first_report(opened: &Opened) -> Option<NewReport> {
    opened.pieces.iter().find_map(Piece::report)
}

fn steps(t: &Text, state: CaseState, mine: bool) -> Vec<(&'static str, String)> {
    match state {
        CaseState::Closed => vec![("reopen", t.t("case-status-reopen"))],
        _ if mine => vec![("close", t.t("case-status-close"))],
        _ => Vec::new(),
    }
}

/// Why the case waits where it waits: first what the queue says, then every other reason.
fn reasons(t: &Text, opened: &Opened) -> String {
    let all = &opened.summary.reasons;
    let first = queue::reason(all, opened.lane, !opened.signs.is_empty());
    let others = all.iter().filter(|one| **one != Reason::Other).map(|one| one.text_id()).filter(|id| *id != first);
    std::iter::once(first).chain(others).map(|id| t.t(id)).collect::<Vec<_>>().join(" · ")
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
    if !opened.signs.is_empty() || opened.summary.reasons.contains(&Reason::SelfharmWords) {
        lines.push(t.t("case-danger-words"));
    } else if lines.is_empty() {
        lines.push(t.t("case-danger-later"));
    }
    lines
}

/// The visitor's own words that a sign stands on.
fn signs(opened: &Opened, report: &NewReport) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for words in opened.signs.iter().filter_map(|sign| quoted(opened, report, sign)) {
        // Two rules may have heard the same words: they are read once.
        if !all.contains(&words) {
            all.push(words);
        }
    }
    all
}

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

/// What was said, exactly, and how it came into the house.
fn quote(t: &Text, opened: &Opened, pieces: &[&Piece]) -> Quote {
    let head = pieces.first().map_or_else(String::new, |piece| origin(t, opened, piece));
    Quote { head, text: straight(&joined(pieces)), read: None }
}

fn joined(pieces: &[&Piece]) -> String {
    pieces.iter().map(|piece| piece.text()).collect::<Vec<_>>().join("\n\n")
}

/// Signs that make letters run backwards, written out: what a counsellor reads is what was sent, in the order in which a
/// machine reads it. The milder signs of direction stay, because exported chats are full of them.
fn straight(text: &str) -> String {
    text.replace('\u{202d}', "<U+202D>").replace('\u{202e}', "<U+202E>")
}

/// What was pasted, with what a machine reads in it. The visitor's own words are not read so: the child is never scored.
fn pasted(app: &Inner, lang: Lang, opened: &Opened, pieces: &[&Piece]) -> Quote {
    let t = app.text(lang);
    let text = joined(pieces);
    let mut quote = quote(t, opened, pieces);
    quote.read = reading::read(&app.ctx.lexicons.detector(), &text, lang.code()).map(|read| ReadView {
        turns: read
            .turns
            .into_iter()
            .map(|turn| TurnView {
                speaker: turn.speaker,
                stretches: turn
                    .stretches
                    .into_iter()
                    .map(|one| {
                        let name = one.label.map_or_else(String::new, |label| element(t, label.as_str()));
                        (straight(&one.text), name)
                    })
                    .collect(),
                alarm: turn.alarm,
            })
            .collect(),
        reasons: read.reasons,
        rules: read.rules.into_iter().chain([read.version]).collect(),
    });
    quote
}

/// The name of an element.
fn element(t: &Text, word: &str) -> String {
    t.t(&format!("element-{}", word.replace('_', "-")))
}

/// How a piece came into the house, and when; `""` for the desk's own.
fn origin(t: &Text, opened: &Opened, piece: &Piece) -> String {
    let Some(origin) = piece.origin() else { return String::new() };
    let (name, time) = (name_of(opened, piece.by), when::minute(piece.at));
    let how = match piece.by {
        Some(_) => t.s("case-origin-spoken", "name", &name),
        None => t.t(&format!("case-origin-{}", origin.word())),
    };
    // Kept apart, or its digits turn around after Arabic words.
    format!("{how} · \u{2068}{time}\u{2069}")
}

/// The questions of the form, and what was answered.
pub fn answers(t: &Text, report: &NewReport) -> Vec<(String, String)> {
    let one = |question: &str, field: &str, word: Option<&str>| {
        let given = word.map_or_else(|| t.t("case-skipped"), |word| t.t(&format!("{field}-{word}")));
        (t.t(question), given)
    };
    let many = |question: &str, words: Vec<String>| {
        let given = if words.is_empty() { t.t("case-skipped") } else { t.list(&words) };
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

/// The answers to questions that older reports were not asked.
fn asked_since(app: &Inner, t: &Text, report: &NewReport) -> [(String, String); 2] {
    let country = app.countries.name(t.lang(), &report.country).map(str::to_owned);
    let offender = report.offender.map(|who| t.t(&format!("offender-{}", who.word())));
    [("case-q-country", country), ("case-q-offender", offender)]
        .map(|(question, given)| (t.t(question), given.unwrap_or_else(|| t.t("case-skipped"))))
}

/// The thread in order: what the visitor added, what the desk answered, and what each means.
fn turns(t: &Text, opened: &Opened) -> Vec<Turn> {
    let notes: HashMap<PartId, (Option<MemberId>, String)> = meanings(&opened.pieces);
    let opened_at: Vec<_> = openings(&opened.history).collect();
    let mut seen = Vec::new();
    let mut turns = Vec::new();
    for (piece, id) in opened.pieces.iter().zip(&opened.ids) {
        let passed_on = Passed::of(piece);
        let us = piece.kind == Kind::DeskAnswer || passed_on.is_some();
        let first_of_kind = !seen.contains(&piece.kind);
        seen.push(piece.kind);
        let shown = us
            || (!first_of_kind && matches!(piece.kind, Kind::Words | Kind::Answers))
            || (piece.kind == Kind::Words && piece.at > opened.received)
            || piece.given().is_some();
        // The first words stand above, but what they mean stands here like any other's.
        let explained = piece.kind == Kind::Words && notes.contains_key(id);
        if !shown && !explained {
            continue;
        }
        let meaning = notes.get(id);
        turns.push(Turn {
            id: id.to_string(),
            us,
            head: if us {
                head(t, if passed_on.is_some() { "case-passed-by" } else { "case-from-desk" }, opened, piece)
            } else {
                t.s("case-from-visitor", "time", &when::minute(piece.at))
            },
            read: match opened_at.iter().find(|at| us && **at >= piece.at) {
                _ if !us => String::new(),
                Some(at) => t.s("case-read", "time", &when::minute(*at)),
                None => t.t("case-not-opened"),
            },
            text: straight(&passed_on.map_or_else(|| added(t, piece), |one| passed(t, one))),
            meaning: meaning.map_or_else(String::new, |(by, text)| {
                let name = name_of(opened, *by);
                t.args("case-meaning-by", &[("name", Value::Text(&name)), ("text", Value::Text(text))])
            }),
            note: meaning.map_or_else(String::new, |(_, text)| text.clone()),
        });
    }
    turns
}

/// What was passed on and to whom, in words.
pub fn passed(t: &Text, one: Passed) -> String {
    let (what, to) = (t.t(&format!("passed-what-{}", one.what.word())), t.t(&format!("passed-to-{}", one.to.word())));
    t.args("passed-line", &[("what", Value::Text(&what)), ("to", Value::Text(&to))])
}

/// The words of something added; a second form is shown by its own words.
fn added(t: &Text, piece: &Piece) -> String {
    if let Some(step) = piece.given() {
        return fingerprints(t, &step);
    }
    let Some(report) = piece.report() else { return piece.text() };
    let handles = report.handles.iter().map(|handle| format!("{} {}", handle.place, handle.name));
    handles
        .chain([report.words.clone(), report.pasted.clone(), report.answer.clone()])
        .filter(|text| !text.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// What was given or taken back, in a line. The codes themselves say nothing to a reader.
fn fingerprints(t: &Text, step: &Step) -> String {
    match step {
        Step::Given(given) => {
            let count = i64::try_from(given.pictures.len()).unwrap_or(i64::MAX);
            let age = t.t(&format!("case-fingerprints-{}", given.age.word().replace('_', "-")));
            let wish = given.wish.then(|| t.t("case-fingerprints-wish"));
            [t.n("case-fingerprints", "count", count), age].into_iter().chain(wish).collect::<Vec<_>>().join("; ")
        }
        Step::Stopped => t.t("case-fingerprints-stopped"),
    }
}

fn head(t: &Text, id: &str, opened: &Opened, piece: &Piece) -> String {
    // A note that names nobody is the desk's.
    let name = piece.by.map_or_else(|| t.t("desk-title"), |member| name_of(opened, Some(member)));
    let time = when::minute(piece.at);
    t.args(id, &[("name", Value::Text(&name)), ("time", Value::Text(&time))])
}
