//! How the things of the model are sealed: which purpose, owner and part bind which bytes. One place, so that what
//! seals and what opens can never differ.

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::evidence::Origin;
use vigie_model::given::Step;
use vigie_model::id::{CaseId, DeskId, MemberId, PartId, ReportId};
use vigie_model::report::NewReport;
use vigie_seal::{
    Context, DataKey, KeyFile, MacKey, PrivateKey, Purpose, Sealed, Secret, Wrap, commitment, random_bytes,
};
use vigie_store::cases::CaseWrap;
use vigie_store::parts::Part;

use crate::ServiceError;
use crate::desks::DeskKey;

/// What a part holds; each kind is sealed for a purpose of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The visitor's words.
    Words,
    /// Messages the visitor pasted.
    Pasted,
    /// The structured answers of the form.
    Answers,
    /// What the desk answers.
    DeskAnswer,
    /// A note of the desk.
    Note,
    /// What a machine derived.
    Findings,
    /// What the desk did in a case: a mark, a task, a hand-over.
    Deed,
    /// What was passed on to somebody outside.
    PassedOn,
    /// Fingerprints that the visitor made of pictures.
    Fingerprints,
}

impl Kind {
    /// The number stored with a part of this kind.
    pub(crate) fn number(self) -> i64 {
        i64::from(self.purpose().number())
    }

    /// The seal's purpose.
    fn purpose(self) -> Purpose {
        match self {
            Self::Words => Purpose::VisitorText,
            Self::Pasted => Purpose::Pasted,
            Self::Answers => Purpose::Answers,
            Self::DeskAnswer => Purpose::DeskAnswer,
            Self::Note => Purpose::Note,
            Self::Findings => Purpose::Findings,
            Self::Deed => Purpose::Deed,
            Self::PassedOn => Purpose::PassedOn,
            Self::Fingerprints => Purpose::Fingerprints,
        }
    }

    /// Its place among pieces of the same millisecond: the parts of one sending stand in the order in which the form asks.
    fn place(self) -> u8 {
        match self {
            Self::Answers => 0,
            Self::Pasted => 1,
            Self::Words => 2,
            _ => 3,
        }
    }

    /// The kind behind a stored purpose number.
    fn from_number(number: i64) -> Option<Self> {
        [
            Self::Words,
            Self::Pasted,
            Self::Answers,
            Self::DeskAnswer,
            Self::Note,
            Self::Findings,
            Self::Deed,
            Self::PassedOn,
            Self::Fingerprints,
        ]
        .into_iter()
        .find(|kind| i64::from(kind.purpose().number()) == number)
    }
}

/// A part before it is sealed, or after it was opened.
#[derive(Debug, Clone)]
pub struct Piece {
    /// What it is.
    pub kind: Kind,
    /// When it was received or written.
    pub at: Timestamp,
    /// The member who wrote it; `None` for the visitor and for machines. A visitor's words with a member were spoken to
    /// that member, who wrote them down.
    pub by: Option<MemberId>,
    /// The exact bytes.
    pub bytes: Secret<Vec<u8>>,
}

impl Piece {
    /// The bytes as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(self.bytes.expose()).into_owned()
    }

    /// How what a visitor said came into the house; `None` for what the desk or a machine wrote.
    pub fn origin(&self) -> Option<Origin> {
        match (self.kind, self.by) {
            (Kind::Words | Kind::Pasted | Kind::Answers, Some(_)) => Some(Origin::Spoken),
            (Kind::Words | Kind::Answers, None) => Some(Origin::Typed),
            (Kind::Pasted, None) => Some(Origin::Pasted),
            _ => None,
        }
    }

    /// The signs of self-harm that a machine found; none when this is no such piece.
    pub fn signs(&self) -> Vec<FoundSign> {
        if self.kind != Kind::Findings {
            return Vec::new();
        }
        serde_json::from_slice(self.bytes.expose()).unwrap_or_default()
    }

    /// Fingerprints that were given or taken back; `None` when this is no such piece, or cannot be read.
    pub fn given(&self) -> Option<Step> {
        (self.kind == Kind::Fingerprints).then(|| serde_json::from_slice(self.bytes.expose()).ok()).flatten()
    }

    /// The answers of the form; `None` when this is no such piece.
    pub fn report(&self) -> Option<NewReport> {
        (self.kind == Kind::Answers).then(|| serde_json::from_slice(self.bytes.expose()).unwrap_or_default())
    }
}

/// Parts of a thread or a case in the order in which they are read: by time, what was sent together as the form asks.
/// The order among equals stays as the store gave it, by id.
pub(crate) fn in_order(mut rows: Vec<Part>) -> Vec<Part> {
    rows.sort_by_key(|row| (row.at_ms, Kind::from_number(row.purpose).map_or(u8::MAX, Kind::place)));
    rows
}

/// A part ready for its row, and the commitment that goes into the audit.
#[derive(Debug)]
pub(crate) struct SealedPart {
    /// The row.
    pub row: Part,
    /// SHA-256 over a sealed salt and the exact bytes.
    pub commitment: [u8; 32],
}

/// Length of the salt at the beginning of a sealed part, in bytes.
const SALT: usize = 32;
/// Length of the author's id behind it, in bytes; all zero when no member wrote it.
const AUTHOR: usize = 16;

/// Seals a piece for its row, under a new id. What belongs to a report is sealed under its thread key; what belongs to
/// the case alone (`report` is `None`) under the case key.
pub(crate) fn seal_part(
    key: &DataKey,
    case: CaseId,
    report: Option<ReportId>,
    piece: &Piece,
    rng: &mut impl CryptoRng,
) -> SealedPart {
    seal_part_as(PartId::new(piece.at, rng), key, case, report, piece, rng)
}

/// Seals a piece under a given id: the same id twice is the same send, and is stored once.
pub(crate) fn seal_part_as(
    id: PartId,
    key: &DataKey,
    case: CaseId,
    report: Option<ReportId>,
    piece: &Piece,
    rng: &mut impl CryptoRng,
) -> SealedPart {
    let salt: [u8; SALT] = random_bytes(rng);
    let author = piece.by.map_or([0; AUTHOR], MemberId::bytes);
    let plain = zeroize::Zeroizing::new([salt.as_slice(), &author, piece.bytes.expose()].concat());
    let context = part_context(piece.kind, case, report, id);
    let sealed = key.seal(&context, &plain, rng).into_bytes();
    let row = Part {
        id: id.0,
        case_id: case.0,
        report_id: report.map(|report| report.0),
        purpose: i64::from(piece.kind.purpose().number()),
        at_ms: piece.at.ms(),
        sealed,
    };
    SealedPart { row, commitment: commitment(&salt, piece.bytes.expose()) }
}

/// Opens a part.
///
/// # Errors
/// [`ServiceError::Untrusted`] when it was changed, moved to another row, or the key is another.
pub(crate) fn open_part(key: &DataKey, row: &Part) -> Result<Piece, ServiceError> {
    let kind = Kind::from_number(row.purpose).ok_or(ServiceError::Untrusted("part"))?;
    let context = part_context(kind, CaseId(row.case_id), row.report_id.map(ReportId), PartId(row.id));
    let plain =
        key.open(&context, &Sealed::from_bytes(row.sealed.clone())).map_err(|_| ServiceError::Untrusted("part"))?;
    let rest = plain.expose().get(SALT..).ok_or(ServiceError::Untrusted("part"))?;
    let (author, bytes) = rest.split_at_checked(AUTHOR).ok_or(ServiceError::Untrusted("part"))?;
    let author = Uuid::from_slice(author).ok().filter(|id| !id.is_nil()).map(MemberId);
    Ok(Piece { kind, at: Timestamp(row.at_ms), by: author, bytes: Secret::new(bytes.to_vec()) })
}

fn part_context(kind: Kind, case: CaseId, report: Option<ReportId>, part: PartId) -> Context {
    let owner = report.map_or(case.bytes(), ReportId::bytes);
    Context { purpose: kind.purpose(), owner, part: part.bytes(), generation: 1 }
}

/// Where a case key is wrapped to a desk.
fn case_key_context(case: CaseId, desk: DeskId, generation: u32) -> Context {
    Context { purpose: Purpose::CaseKey, owner: case.bytes(), part: desk.bytes(), generation }
}

/// Where a thread key is wrapped under its case key.
pub(crate) fn thread_for_case(case: CaseId, report: ReportId) -> Context {
    Context { purpose: Purpose::ThreadKeyForCase, owner: report.bytes(), part: case.bytes(), generation: 1 }
}

/// Where a thread key is wrapped under the visitor's key.
pub(crate) fn thread_for_visitor(report: ReportId, code_generation: i64) -> Context {
    let generation = u32::try_from(code_generation).unwrap_or(u32::MAX);
    Context { purpose: Purpose::ThreadKeyForVisitor, owner: report.bytes(), part: report.bytes(), generation }
}

/// Where the summary that the queue shows is sealed under the case key.
pub(crate) fn summary_context(case: CaseId) -> Context {
    Context { purpose: Purpose::Findings, owner: case.bytes(), part: case.bytes(), generation: 1 }
}

/// Where an answer that a member has begun is sealed under the case key.
pub(crate) fn reply_draft_context(case: CaseId, member: MemberId) -> Context {
    Context { purpose: Purpose::DraftReply, owner: case.bytes(), part: member.bytes(), generation: 1 }
}

/// Where a desk's private key is wrapped to a member.
pub(crate) fn desk_key_context(desk: DeskId, member: MemberId, generation: u32) -> Context {
    Context { purpose: Purpose::DeskKey, owner: desk.bytes(), part: member.bytes(), generation }
}

/// Where a desk's private key is wrapped to the recovery key.
pub(crate) fn recovery_context(desk: DeskId, recovery: Uuid, generation: u32) -> Context {
    Context { purpose: Purpose::DeskKeyRecovery, owner: desk.bytes(), part: *recovery.as_bytes(), generation }
}

/// Where a member's name is sealed to a desk.
pub(crate) fn name_context(desk: DeskId, member: MemberId, generation: u32) -> Context {
    Context { purpose: Purpose::MemberName, owner: desk.bytes(), part: member.bytes(), generation }
}

/// Where a member's private key is sealed under the passphrase.
pub(crate) fn member_key_context(member: MemberId) -> Context {
    Context { purpose: Purpose::MemberKey, owner: member.bytes(), part: member.bytes(), generation: 1 }
}

/// Where a member's private key is sealed under a session.
pub(crate) fn session_context(member: MemberId) -> Context {
    Context { purpose: Purpose::SessionKey, owner: member.bytes(), part: member.bytes(), generation: 1 }
}

/// Where it is sealed under a log-in that waits for its second step: a row made to look complete opens nothing.
pub(crate) fn pending_context(member: MemberId) -> Context {
    Context { generation: 2, ..session_context(member) }
}

/// Length of the mac behind a stored case wrap.
const WRAP_MAC: usize = 32;

/// Opens a case key that a desk holds.
///
/// # Errors
/// [`ServiceError::Untrusted`] when the wrap is not for this case, desk and generation, or was not made with this key
/// file: anybody can seal to a public key, so who can write the database could else invent cases and read the answers.
pub(crate) fn open_case_key(
    keys: &KeyFile,
    private: &PrivateKey,
    case: CaseId,
    desk: DeskId,
    generation: i64,
    stored: &[u8],
) -> Result<DataKey, ServiceError> {
    let open = || {
        let (wrap, mac) = stored.split_at_checked(stored.len().checked_sub(WRAP_MAC)?)?;
        keys.audit_macs().iter().find(|key| wrap_mac(key.key(), case, desk, generation, wrap).as_slice() == mac)?;
        let context = case_key_context(case, desk, u32::try_from(generation).ok()?);
        private.open_key(&context, &Wrap::from_bytes(wrap.to_vec())).ok()
    };
    open().ok_or(ServiceError::Untrusted("case key"))
}

/// Wraps a case key to a desk, with a mac that only this key file makes.
pub(crate) fn wrap_case_key(
    keys: &KeyFile,
    desk: &DeskKey,
    case: CaseId,
    key: &DataKey,
    rng: &mut impl CryptoRng,
) -> CaseWrap {
    let context = case_key_context(case, desk.id, desk.generation);
    let generation = i64::from(desk.generation);
    let mut wrap = desk.public.seal_key(&context, key, rng).into_bytes();
    let mac = wrap_mac(keys.audit_mac(), case, desk.id, generation, &wrap);
    wrap.extend_from_slice(&mac);
    CaseWrap { case_id: case.0, desk_id: desk.id.0, generation, wrap }
}

fn wrap_mac(key: &MacKey, case: CaseId, desk: DeskId, generation: i64, wrap: &[u8]) -> [u8; WRAP_MAC] {
    key.mac("case wrap", &[&case.bytes(), &desk.bytes(), &generation.to_be_bytes(), wrap])
}

/// A sign of self-harm as it is sealed beside the words, with the rule that found it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundSign {
    /// Which text: `words`, `pasted`, `answer`, `name` or `place` of a report, or `message`.
    pub text: String,
    /// The rule.
    pub rule: String,
    /// `own`, `other` or `demanded`.
    pub level: String,
    /// First byte in that text, from 0.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Version of the rules.
    pub rules: String,
}
