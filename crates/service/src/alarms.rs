//! Alarms: what several people should know of. Each is a row that somebody else than its cause acknowledges.

use serde_json::{Value, json};
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{HOUR, Timestamp, entropy};
use vigie_model::id::{DeskId, MemberId, new_uuid};
use vigie_seal::{Context, MacKey, Purpose, Wrap};
use vigie_store::Tx;
use vigie_store::alarms::{self, Alarm as Row};
use vigie_store::audit::Leaf;

use crate::audit::Details;
use crate::desks::{self, DeskKey, vouched};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit};

/// Within so long steps are counted, and one kind of alarm about one member is raised once, in milliseconds.
pub const WITHIN: i64 = HOUR;
/// More different cases than this, opened by one member within [`WITHIN`], raise an alarm: a busy desk opens a dozen.
pub const OPENED: i64 = 30;
/// More searches for names than this by one member within [`WITHIN`] raise an alarm.
pub const SEARCHED: i64 = 15;
/// More searches than this for one and the same name by one member within [`WITHIN`] raise an alarm.
pub const SEARCHED_AGAIN: i64 = 3;
/// So many wrong second codes of one member within [`WITHIN`] raise an alarm: the passphrase is known to somebody.
pub const WRONG_CODES: i64 = 10;
/// Most alarms on the page.
const SHOWN: i64 = 100;

/// What raises an alarm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A member opened many cases.
    BulkOpening,
    /// A member searched for many names, or for one again and again.
    NameSearch,
    /// A member opened a closed case.
    OpenedClosed,
    /// Many wrong second codes: somebody knows a member's passphrase.
    WrongCodes,
    /// The recovery key was used, or a new one was made.
    Recovery,
    /// A member let somebody new in.
    Joined,
    /// A member gave another one other roles.
    Roles,
    /// The day has come on which somebody looks whether a hold is still needed.
    HoldReview,
    /// A program asks for pictures that are near one another, as if to feel its way to a known one.
    Walk,
    /// A bank of known pictures is held back: too much came in at once.
    BankHeldBack,
    /// A signal is not matched until a person has looked: two services say it is another picture, or a crowd puts it up.
    SignalSuspended,
    /// A made-up fingerprint of the list of one program came from somebody else.
    ListLeaked,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::BulkOpening,
        Self::NameSearch,
        Self::OpenedClosed,
        Self::WrongCodes,
        Self::Recovery,
        Self::Joined,
        Self::Roles,
        Self::HoldReview,
        Self::Walk,
        Self::BankHeldBack,
        Self::SignalSuspended,
        Self::ListLeaked,
    ];

    /// The word stored in rows; also the end of its text identifier `alarm-kind-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::BulkOpening => "bulk",
            Self::NameSearch => "search",
            Self::OpenedClosed => "closed",
            Self::WrongCodes => "codes",
            Self::Recovery => "recovery",
            Self::Joined => "joined",
            Self::Roles => "roles",
            Self::HoldReview => "hold",
            Self::Walk => "walk",
            Self::BankHeldBack => "bank",
            Self::SignalSuspended => "signal",
            Self::ListLeaked => "leak",
        }
    }

    /// The kind behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// An alarm as a member reads it.
#[derive(Debug, Clone)]
pub struct Alarm {
    /// Which.
    pub id: Uuid,
    /// What raised it.
    pub kind: Kind,
    /// When.
    pub at: Timestamp,
    /// Whose step raised it; `None` when it was nobody's.
    pub about: Option<MemberId>,
    /// The case it is about, when it is about one.
    pub case: Option<Uuid>,
    /// Who acknowledged it, and when.
    pub acknowledged: Option<(MemberId, Timestamp)>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Watch {
    /// A case was opened.
    Opened,
    /// A name was searched for.
    Searched,
    /// A wrong second code was tried.
    WrongCode,
}

impl Watch {
    fn word(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Searched => "searched",
            Self::WrongCode => "wrong code",
        }
    }
}

/// Counts a search for a name, and raises the alarm when there are too many. `name` in its canonical spelling; only a
/// keyed mac of it is kept, for a day.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn searched(ctx: &Ctx, signed: &Signed, name: &str) -> Result<(), ServiceError> {
    count(ctx, signed.member, Watch::Searched, name.as_bytes()).await
}

/// Counts a case that a member opened, and raises the alarm when there are too many.
pub(crate) async fn opened(ctx: &Ctx, member: MemberId, case: Uuid) -> Result<(), ServiceError> {
    count(ctx, member, Watch::Opened, case.as_bytes()).await
}

/// Counts a wrong second code, and raises the alarm when there are too many.
pub(crate) async fn wrong_code(ctx: &Ctx, member: MemberId) -> Result<(), ServiceError> {
    let each: [u8; 16] = vigie_seal::random_bytes(&mut entropy());
    count(ctx, member, Watch::WrongCode, &each).await
}

async fn count(ctx: &Ctx, member: MemberId, watch: Watch, item: &[u8]) -> Result<(), ServiceError> {
    let key = ctx.keys.audit_mac();
    let who = key.mac("watch", &[watch.word().as_bytes(), &member.bytes()]);
    let item = key.mac("watched", &[watch.word().as_bytes(), item]);
    let now = ctx.clock.now();
    let since = now.ms() - WITHIN;
    let mut tx = ctx.store.begin("alarms.count").await?;
    alarms::count(&mut tx, &who, &item, now.ms()).await?;
    let kind = match watch {
        Watch::Opened => (alarms::things(&mut tx, &who, since).await? > OPENED).then_some(Kind::BulkOpening),
        Watch::Searched => {
            let many = alarms::steps(&mut tx, &who, since).await? > SEARCHED
                || alarms::about(&mut tx, &who, &item, since).await? > SEARCHED_AGAIN;
            many.then_some(Kind::NameSearch)
        }
        Watch::WrongCode => (alarms::steps(&mut tx, &who, since).await? >= WRONG_CODES).then_some(Kind::WrongCodes),
    };
    let raise = match kind {
        Some(kind) => !alarms::raised(&mut tx, kind.word(), member.0, since).await?,
        None => false,
    };
    tx.commit().await?;
    match kind.filter(|_| raise) {
        Some(kind) => raise_now(ctx, kind, member).await,
        None => Ok(()),
    }
}

/// An alarm sealed and ready, with its leaf: made before any transaction.
pub(crate) struct Ready(Row, Leaf);

/// Seals an alarm. It goes to the key that every member holds.
pub(crate) fn ready(ctx: &Ctx, desk: &DeskKey, kind: Kind, about: Option<MemberId>, case: Option<Uuid>) -> Ready {
    ready_as(ctx, desk, new_uuid(ctx.clock.now(), &mut entropy()), kind, (about, case))
}

/// [`ready`] under an identifier of the caller: what names the same thing is raised once.
pub(crate) fn ready_as(
    ctx: &Ctx,
    desk: &DeskKey,
    id: Uuid,
    kind: Kind,
    (about, case): (Option<MemberId>, Option<Uuid>),
) -> Ready {
    let now = ctx.clock.now();
    let details = json!({ "case": case.map(|case| case.to_string()) });
    let context = context(id, DeskId(desk.id.0), desk.generation);
    let sealed = desk.public.seal(&context, details.to_string().as_bytes(), &mut entropy());
    let mut row = Row {
        id,
        kind: kind.word().to_owned(),
        at_ms: now.ms(),
        about: about.map(|member| member.0),
        desk_id: desk.id.0,
        generation: i64::from(desk.generation),
        details_sealed: sealed.into_bytes(),
        mac: Vec::new(),
        acknowledged_by: None,
        acknowledged_at_ms: None,
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    let leaf = audit::leaf(ctx, Event::AlarmRaised, id, now, None, &[]);
    Ready(row, leaf)
}

/// Stores an alarm in the transaction of what raised it.
pub(crate) async fn raise(tx: &mut Tx, ready: &Ready) -> Result<(), ServiceError> {
    alarms::insert(tx, &ready.0).await?;
    Ok(audit::append(tx, &ready.1).await?)
}

/// An alarm about a step of this member that everybody else should know of.
pub(crate) async fn told(ctx: &Ctx, kind: Kind, about: MemberId) -> Result<Ready, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_everybody(ctx, &mut tx).await?;
    Ok(ready(ctx, &desk, kind, Some(about), None))
}

async fn raise_now(ctx: &Ctx, kind: Kind, about: MemberId) -> Result<(), ServiceError> {
    let ready = told(ctx, kind, about).await?;
    let mut tx = ctx.store.begin("alarms.raise").await?;
    raise(&mut tx, &ready).await?;
    tx.commit().await?;
    tracing::warn!(alarm.kind = kind.word(), "An alarm was raised ({}). Members see it in the console.", kind.word());
    Ok(())
}

/// The newest alarms, those that nobody has acknowledged first.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn list(ctx: &Ctx, signed: &Signed) -> Result<Vec<Alarm>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let rows = alarms::list(&mut tx, SHOWN).await?;
    Ok(rows.into_iter().filter_map(|row| read(ctx, signed, &row)).collect())
}

/// How many alarms nobody has acknowledged.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn waiting(ctx: &Ctx) -> Result<i64, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(alarms::waiting(&mut tx).await?)
}

/// Acknowledges an alarm: this member has seen it and looks after it.
///
/// # Errors
/// [`ServiceError::NotFound`] for one's own alarm or none; a conflict when somebody was faster.
pub async fn acknowledge(ctx: &Ctx, signed: &Signed, id: Uuid) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = alarms::get(&mut tx, id).await?.ok_or(ServiceError::NotFound)?;
    if row.about == Some(signed.member.0) || read(ctx, signed, &row).is_none() {
        return Err(ServiceError::NotFound);
    }
    let desk = desks::for_audit(ctx, &mut tx).await?;
    drop(tx);
    let now = ctx.clock.now();
    let details = Details { desk: &desk, value: json!({ "member": signed.member.to_string() }) };
    let leaf = audit::leaf(ctx, Event::AlarmAcknowledged, id, now, Some(details), &[]);
    let mut tx = ctx.store.begin("alarms.acknowledge").await?;
    alarms::acknowledge(&mut tx, id, signed.member.0, now.ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// An alarm that this node raised; `None` for one that somebody else wrote into the database.
fn read(ctx: &Ctx, signed: &Signed, row: &Row) -> Option<Alarm> {
    if !vouched(&ctx.keys, &row.mac, |key| mac(key, row)) {
        ctx.metrics.untrusted.inc();
        return None;
    }
    let details = signed.key(DeskId(row.desk_id), row.generation).and_then(|private| {
        let generation = u32::try_from(row.generation).ok()?;
        let context = context(row.id, DeskId(row.desk_id), generation);
        let plain = private.open(&context, &Wrap::from_bytes(row.details_sealed.clone())).ok()?;
        serde_json::from_slice::<Value>(plain.expose()).ok()
    });
    let case = details.as_ref().and_then(|details| details["case"].as_str()).and_then(|id| Uuid::parse_str(id).ok());
    Some(Alarm {
        id: row.id,
        kind: Kind::parse(&row.kind)?,
        at: Timestamp(row.at_ms),
        about: row.about.map(MemberId),
        case,
        acknowledged: row.acknowledged_by.map(MemberId).zip(row.acknowledged_at_ms.map(Timestamp)),
    })
}

fn context(id: Uuid, desk: DeskId, generation: u32) -> Context {
    Context { purpose: Purpose::Alarm, owner: desk.bytes(), part: *id.as_bytes(), generation }
}

fn mac(key: &MacKey, row: &Row) -> [u8; 32] {
    let about = row.about.unwrap_or_default();
    let parts: [&[u8]; 7] = [
        row.id.as_bytes(),
        row.kind.as_bytes(),
        &row.at_ms.to_be_bytes(),
        about.as_bytes(),
        row.desk_id.as_bytes(),
        &row.generation.to_be_bytes(),
        &row.details_sealed,
    ];
    key.mac("alarm", &parts)
}
