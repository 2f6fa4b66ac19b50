//! The pure part of accepting: read for signs of danger, take out the offender's identifiers, seal. No input or output.

use rand_core::CryptoRng;
use vigie_detect::{Detector, identifier};
use vigie_model::case::{CaseState, ThreadState};
use vigie_model::clock::{Timestamp, entropy};
use vigie_model::given::Step;
use vigie_model::id::{CaseId, DeskId, MemberId, ReportId};
use vigie_model::lane::{Lane, Triage, triage};
use vigie_model::report::{NewReport, Side, Summary};
use vigie_seal::{DataKey, ReceiptKeys, Sealed, Secret, Tag, TagKey};
use vigie_store::cases::{Case, CaseWrap};
use vigie_store::reports::Report;

use super::desks_for;
use crate::desks::DeskKey;
use crate::sealing::{
    FoundSign, Kind, Piece, SealedPart, seal_part, summary_context, thread_for_case, thread_for_visitor, wrap_case_key,
};
use crate::{Ctx, ServiceError};

/// The rows of a new report, ready for its transaction.
pub struct Prepared {
    pub case: Case,
    pub report: Report,
    pub wraps: Vec<CaseWrap>,
    pub parts: Vec<SealedPart>,
    pub tags: Vec<Tag>,
    pub triage: Triage,
}

/// Signs of self-harm in everything the visitor wrote, whatever they answered to the questions.
pub fn screen(detector: &Detector, report: &NewReport) -> Vec<FoundSign> {
    let texts =
        [("words", report.words.as_str()), ("pasted", report.pasted.as_str()), ("answer", report.answer.as_str())];
    let handles = report.handles.iter().flat_map(|h| [("name", h.name.as_str()), ("place", h.place.as_str())]);
    texts.into_iter().chain(handles).flat_map(|(text, words)| signs(detector, text, words)).collect()
}

/// Signs of self-harm in one text, whose name `text` goes into each (see [`FoundSign::text`]).
pub fn signs(detector: &Detector, text: &str, words: &str) -> Vec<FoundSign> {
    let found = detector.self_harm(words);
    found
        .into_iter()
        .map(|finding| FoundSign {
            text: text.to_owned(),
            rule: finding.rule,
            level: finding.level.as_str().to_owned(),
            start: finding.start,
            end: finding.end,
            rules: detector.version().to_owned(),
        })
        .collect()
}

/// Makes the rows of a new report, typed by a visitor or written down by a member. Takes milliseconds: call it off the async threads.
///
/// # Errors
/// [`ServiceError::Inner`] when an answer cannot be written as JSON, which no answer does.
pub fn prepare(
    ctx: &Ctx,
    new: &NewReport,
    by: Option<MemberId>,
    keys: &ReceiptKeys,
    (intake, urgent): (DeskKey, Vec<DeskKey>),
    now: Timestamp,
) -> Result<Prepared, ServiceError> {
    let rng = &mut entropy();
    let found = screen(&ctx.lexicons.detector(), new);
    let triage = triage(new, !found.is_empty(), now);
    let (case_id, report_id) = (CaseId::new(now, rng), ReportId::new(now, rng));
    let (case_key, thread_key) = (DataKey::random(rng), DataKey::random(rng));
    let desk_id = intake.id;

    let desks = desks_for(intake, urgent, triage.lane == Lane::Danger);
    let wraps = desks.iter().map(|desk| wrap_case_key(&ctx.keys, desk, case_id, &case_key, rng)).collect();
    let summary = json(&summary(new, &triage))?;
    let mut parts = visitor_parts(new, by, (case_id, report_id), &thread_key, now, rng)?;
    if !found.is_empty() {
        let piece = Piece { kind: Kind::Findings, at: now, by: None, bytes: Secret::new(json(&found)?) };
        parts.push(seal_part(&case_key, case_id, None, &piece, rng));
    }
    let summary = case_key.seal(&summary_context(case_id), &summary, rng);
    let case = new_case(case_id, desk_id, triage.lane, summary, now);
    let visitor_wrap = keys.visitor.wrap(&thread_for_visitor(report_id, 1), &thread_key, rng);
    let case_wrap = case_key.wrap(&thread_for_case(case_id, report_id), &thread_key, rng);
    let report = new_report(report_id, case_id, &keys.lookup, visitor_wrap, case_wrap, now);
    Ok(Prepared { case, report, wraps, parts, tags: tags(new, ctx.keys.tag_key()), triage })
}

fn new_case(id: CaseId, desk: DeskId, lane: Lane, summary: Sealed, now: Timestamp) -> Case {
    Case {
        id: id.0,
        desk_id: desk.0,
        state: CaseState::New.word().to_owned(),
        lane: lane.number(),
        key_ms: now.ms(),
        version: 1,
        claimed_by: None,
        summary_sealed: Some(summary.into_bytes()),
        created_at_ms: now.ms(),
    }
}

fn new_report(
    id: ReportId,
    case: CaseId,
    lookup: &[u8; 32],
    visitor_wrap: Sealed,
    case_wrap: Sealed,
    now: Timestamp,
) -> Report {
    Report {
        id: id.0,
        case_id: case.0,
        lookup: Some(lookup.to_vec()),
        code_generation: 1,
        visitor_wrap: Some(visitor_wrap.into_bytes()),
        case_wrap: Some(case_wrap.into_bytes()),
        thread_state: ThreadState::Open.word().to_owned(),
        erase_at_ms: None,
        version: 1,
        received_at_ms: now.ms(),
    }
}

/// The parts a visitor sent: the long texts as the exact bytes received, the answers as one record.
fn visitor_parts(
    new: &NewReport,
    by: Option<MemberId>,
    (case, report): (CaseId, ReportId),
    key: &DataKey,
    now: Timestamp,
    rng: &mut impl CryptoRng,
) -> Result<Vec<SealedPart>, ServiceError> {
    let short = NewReport { words: String::new(), pasted: String::new(), given: None, ..new.clone() };
    let answers = json(&short)?;
    let given = new.given.clone().map(|given| json(&Step::Given(given))).transpose()?.unwrap_or_default();
    let texts = [
        (Kind::Answers, answers),
        (Kind::Pasted, new.pasted.clone().into_bytes()),
        (Kind::Words, new.words.clone().into_bytes()),
        (Kind::Fingerprints, given),
    ];
    let pieces = texts.into_iter().filter(|(_, bytes)| !bytes.is_empty());
    Ok(pieces
        .map(|(kind, bytes)| {
            let piece = Piece { kind, at: now, by, bytes: Secret::new(bytes) };
            seal_part(key, case, Some(report), &piece, rng)
        })
        .collect())
}

/// Tags of the names that the visitor said belong to the person threatening. All other names stay sealed and unfound.
pub(super) fn tags(new: &NewReport, key: &TagKey) -> Vec<Tag> {
    let theirs = new.handles.iter().filter(|handle| handle.side == Side::Them);
    theirs
        .filter_map(|handle| identifier::read(&handle.place, &handle.name))
        .map(|found| key.tag(found.kind.as_str(), &found.canonical))
        .collect()
}

fn summary(new: &NewReport, triage: &Triage) -> Summary {
    let theirs = new.handles.iter().filter(|handle| matches!(handle.side, Side::Them | Side::Unknown));
    let places =
        theirs.map(|handle| handle.place.trim().to_owned()).filter(|place| !place.is_empty()).take(3).collect();
    Summary { lang: new.lang.clone(), who: new.who, age: new.age, places, reasons: triage.reasons.clone() }
}

pub(super) fn json(value: &impl serde::Serialize) -> Result<Vec<u8>, ServiceError> {
    serde_json::to_vec(value).map_err(|_| ServiceError::Inner)
}
