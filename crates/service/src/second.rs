//! The second person: one member proposes what cannot be undone, another confirms or refuses it, and it is done in the
//! transaction that uses the proposal up, once.
//!
//! An act calls [`confirm`] first, does its slow work, and calls [`take`] in its own transaction. What each kind does
//! stands in [`carry_out`].

use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::{DAY, SECOND, Timestamp, entropy};
use vigie_model::id::{CaseId, DeskId, MemberId, new_uuid};
use vigie_model::member::{MemberRole, Roles};
use vigie_seal::{Context, MacKey, Purpose, Wrap};
use vigie_store::audit::Leaf;
use vigie_store::proposals::{self, Proposal as Row};
use vigie_store::{Tx, invitations, members};

use crate::audit::Details;
use crate::desks::{self, HOUSE, INTAKE, vouched};
use crate::login::Signed;
use crate::setup::SetUp;
use crate::{Ctx, ServiceError, api, audit, casework, factor, keeping, people, recovery, roles, roster};

/// How long a proposal waits, in milliseconds. Longer than a week and nobody remembers why.
pub const WAITS: i64 = 7 * DAY;
/// How long a decided or expired proposal stays, in milliseconds; the audit keeps who decided what.
pub(crate) const STAYS: i64 = 30 * DAY;
/// The subject of what is about the whole house.
pub const THE_HOUSE: Uuid = Uuid::nil();
/// Most characters of a ground.
pub const GROUND_MAX: usize = 2000;

/// What needs two people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Destroy a case.
    Erase,
    /// Pass something of a case on to somebody outside.
    PassOn,
    /// Keep a case although it should be erased.
    Hold,
    /// Make a new recovery paper.
    Recovery,
    /// Remove a member.
    MemberRemoval,
    /// Take away a member's lost second factor, so that a new one is made at the next sign-in.
    FactorReset,
    /// Let a key of a program follow the list of what is known.
    ListKey,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Erase, Self::PassOn, Self::Hold, Self::Recovery, Self::MemberRemoval, Self::FactorReset, Self::ListKey];

    /// The word stored in rows; also the end of its text identifiers `second-kind-…` and `second-means-…`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Erase => "erase",
            Self::PassOn => "pass-on",
            Self::Hold => "hold",
            Self::Recovery => "recovery",
            Self::MemberRemoval => "removal",
            Self::FactorReset => "factor",
            Self::ListKey => "list-key",
        }
    }

    /// The kind behind a stored word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// True when it is about a case: two who read cases decide. Else it is about the house: an administrator and anybody.
    pub fn about_a_case(self) -> bool {
        matches!(self, Self::Erase | Self::PassOn | Self::Hold)
    }

    /// True when a member with these roles may propose it.
    pub fn may_propose(self, roles: Roles) -> bool {
        if self.about_a_case() { roles.reads_cases() } else { roles != Roles::default() }
    }

    /// True when a member with these roles may be the second person, after somebody with those proposed it.
    fn may_confirm(self, roles: Roles, proposed_by: Roles) -> bool {
        if self.about_a_case() {
            return roles.reads_cases();
        }
        roles != Roles::default()
            && (roles.has(MemberRole::Administrator) || proposed_by.has(MemberRole::Administrator))
    }
}

/// Which proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalId(pub Uuid);

/// A proposal that waits, as a member reads it.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Which.
    pub id: ProposalId,
    /// What is to be done.
    pub kind: Kind,
    /// To which case, member or key.
    pub subject: Uuid,
    /// Why; `None` when this member does not hold the desk's key.
    pub ground: Option<String>,
    /// Who proposed it.
    pub proposed_by: MemberId,
    /// When.
    pub at: Timestamp,
    /// When it can no longer be confirmed.
    pub expires: Timestamp,
    /// True when this member can be the second person. The proposer can only withdraw it.
    pub mine_to_decide: bool,
}

/// A proposal that a second person says yes to; it is not done until [`take`] is in a transaction that commits.
#[derive(Debug)]
pub struct Confirmed {
    /// Which.
    pub id: ProposalId,
    /// What is to be done.
    pub kind: Kind,
    /// To which case, member or key.
    pub subject: Uuid,
    /// Why.
    pub ground: String,
    /// Who proposed it.
    pub proposed_by: MemberId,
    by: MemberId,
    at: Timestamp,
    leaf: Leaf,
}

/// Proposes what another member has to confirm.
///
/// # Errors
/// [`ServiceError::NotFound`] when this member may not propose it or does not hold the desk's key.
pub async fn propose(
    ctx: &Ctx,
    signed: &Signed,
    kind: Kind,
    subject: Uuid,
    ground: &str,
) -> Result<ProposalId, ServiceError> {
    let made = prepare(ctx, signed, kind, subject, ground).await?;
    let mut tx = ctx.store.begin("second.propose").await?;
    put(&mut tx, &made).await?;
    tx.commit().await?;
    Ok(ProposalId(made.row.id))
}

/// A proposal that is not written yet.
pub(crate) struct Prepared {
    row: Row,
    leaf: Leaf,
}

/// Writes a proposal down, in the transaction of what waits for it.
pub(crate) async fn put(tx: &mut Tx, made: &Prepared) -> Result<(), ServiceError> {
    proposals::insert(tx, &made.row).await?;
    Ok(audit::append(tx, &made.leaf).await?)
}

/// As [`propose`], for an act that writes it down with something of its own.
pub(crate) async fn prepare(
    ctx: &Ctx,
    signed: &Signed,
    kind: Kind,
    subject: Uuid,
    ground: &str,
) -> Result<Prepared, ServiceError> {
    if !kind.may_propose(signed.roles) {
        return Err(ServiceError::NotFound);
    }
    let held = if kind.about_a_case() { signed.desk(INTAKE) } else { signed.desk(HOUSE) };
    let desk = match (held, kind.about_a_case()) {
        (Some(held), _) => &held.desk,
        (None, true) => signed.case_desks().first().copied().ok_or(ServiceError::NotFound)?,
        (None, false) => return Err(ServiceError::NotFound),
    };
    let now = ctx.clock.now();
    let id = new_uuid(now, &mut entropy());
    let context = context(id, desk.id, desk.generation);
    let mut row = Row {
        id,
        kind: kind.word().to_owned(),
        subject,
        desk_id: desk.id.0,
        generation: i64::from(desk.generation),
        ground_sealed: desk.public.seal(&context, ground.as_bytes(), &mut entropy()).into_bytes(),
        proposed_by: signed.member.0,
        at_ms: now.ms(),
        expires_at_ms: now.plus(WAITS).ms(),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    let leaf = leaf(ctx, signed, Event::ProposalMade, &row).await?;
    Ok(Prepared { row, leaf })
}

/// Every proposal that waits and that this member proposed or can decide.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn open(ctx: &Ctx, signed: &Signed) -> Result<Vec<Proposal>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut waiting = Vec::new();
    for row in proposals::open(&mut tx, ctx.clock.now().ms()).await? {
        let Ok(kind) = check(ctx, &row) else { continue };
        let mine_to_decide = may_decide(ctx, &mut tx, signed, kind, &row).await?;
        if mine_to_decide || row.proposed_by == signed.member.0 {
            waiting.push(Proposal {
                id: ProposalId(row.id),
                kind,
                subject: row.subject,
                ground: ground(signed, &row).ok(),
                proposed_by: MemberId(row.proposed_by),
                at: Timestamp(row.at_ms),
                expires: Timestamp(row.expires_at_ms),
                mine_to_decide,
            });
        }
    }
    Ok(waiting)
}

/// How many proposals wait for this member's decision.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn waiting(ctx: &Ctx, signed: &Signed) -> Result<usize, ServiceError> {
    Ok(open(ctx, signed).await?.iter().filter(|one| one.mine_to_decide).count())
}

/// Says yes as the second person. Nothing is done yet: the act puts [`take`] into its transaction.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none, it was decided, has expired, or this member is not the one to decide.
pub async fn confirm(ctx: &Ctx, signed: &Signed, id: ProposalId) -> Result<Confirmed, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let (kind, row) = decidable(ctx, &mut tx, signed, id).await?;
    drop(tx);
    let leaf = leaf(ctx, signed, Event::ProposalDone, &row).await?;
    Ok(Confirmed {
        id,
        kind,
        subject: row.subject,
        ground: ground(signed, &row)?,
        proposed_by: MemberId(row.proposed_by),
        by: signed.member,
        at: ctx.clock.now(),
        leaf,
    })
}

/// Uses a confirmed proposal up, in the transaction of what it allows.
///
/// # Errors
/// [`ServiceError::Store`] with a conflict when somebody was faster: then the caller's transaction must not commit.
pub async fn take(tx: &mut Tx, confirmed: &Confirmed) -> Result<(), ServiceError> {
    proposals::decide(tx, confirmed.id.0, "done", confirmed.by.0, confirmed.at.ms()).await?;
    Ok(audit::append(tx, &confirmed.leaf).await?)
}

/// Says no as the second person, or takes one's own proposal back.
///
/// # Errors
/// As [`confirm`]; a conflict when somebody was faster.
pub async fn refuse(ctx: &Ctx, signed: &Signed, id: ProposalId) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    let own = proposals::get(&mut tx, id.0, ctx.clock.now().ms()).await?;
    let row = match own.filter(|row| row.proposed_by == signed.member.0) {
        Some(row) => row,
        None => decidable(ctx, &mut tx, signed, id).await?.1,
    };
    drop(tx);
    let leaf = leaf(ctx, signed, Event::ProposalRefused, &row).await?;
    let mut tx = ctx.store.begin("second.refuse").await?;
    proposals::decide(&mut tx, id.0, "refused", signed.member.0, ctx.clock.now().ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(())
}

/// What came of a confirmed proposal.
#[derive(Debug)]
pub enum Outcome {
    /// It is done.
    Done,
    /// A new recovery paper, to be shown once.
    Paper(SetUp),
}

/// Does what a confirmed proposal says.
///
/// # Errors
/// Those of the act.
pub async fn carry_out(ctx: &Ctx, signed: &Signed, confirmed: Confirmed) -> Result<Outcome, ServiceError> {
    match confirmed.kind {
        Kind::FactorReset => factor::reset(ctx, signed, &confirmed).await.map(|()| Outcome::Done),
        Kind::MemberRemoval => roster::remove(ctx, signed, &confirmed).await.map(|()| Outcome::Done),
        Kind::Recovery => recovery::renew(ctx, signed, &confirmed).await.map(Outcome::Paper),
        Kind::Erase => keeping::erase_proposed(ctx, signed, &confirmed).await.map(|()| Outcome::Done),
        Kind::Hold => keeping::hold_proposed(ctx, signed, &confirmed).await.map(|()| Outcome::Done),
        Kind::PassOn => casework::passing::pass_on(ctx, signed, &confirmed).await.map(|()| Outcome::Done),
        Kind::ListKey => api::confirm_list(ctx, &confirmed).await.map(|()| Outcome::Done),
    }
}

async fn decidable(ctx: &Ctx, tx: &mut Tx, signed: &Signed, id: ProposalId) -> Result<(Kind, Row), ServiceError> {
    let row = proposals::get(tx, id.0, ctx.clock.now().ms()).await?.ok_or(ServiceError::NotFound)?;
    let kind = check(ctx, &row)?;
    if !may_decide(ctx, tx, signed, kind, &row).await? {
        return Err(ServiceError::NotFound);
    }
    Ok((kind, row))
}

/// Never the one who proposed it; never the member whose lost factor it is, who might not be the one who asks; never who
/// knows the people of the case; and nobody whom the first has only just let in, as long as there is somebody else.
async fn may_decide(ctx: &Ctx, tx: &mut Tx, signed: &Signed, kind: Kind, row: &Row) -> Result<bool, ServiceError> {
    if row.proposed_by == signed.member.0 || (kind == Kind::FactorReset && row.subject == signed.member.0) {
        return Ok(false);
    }
    if kind.about_a_case() && people::is_hidden(&ctx.keys, tx, signed.member, CaseId(row.subject)).await? {
        return Ok(false);
    }
    // Who proposed and was removed since proposes nothing any more.
    let Some(by) = members::get(tx, row.proposed_by).await? else { return Ok(false) };
    let proposed_by = roles::of(&ctx.keys, &by);
    if !kind.may_confirm(signed.roles, proposed_by) {
        return Ok(false);
    }
    let pair = [signed.member, MemberId(by.id)];
    if !bound(ctx, tx, pair).await? {
        return Ok(true);
    }
    let all = members::all(tx).await?;
    let mut others = all.iter().filter(|other| pair.iter().all(|one| one.0 != other.id));
    Ok(!others.any(|other| !is_new(ctx, other.id) && kind.may_confirm(roles::of(&ctx.keys, other), proposed_by)))
}

/// True when two members may be one person: both have only just come, or one of them has just let the other in.
async fn bound(ctx: &Ctx, tx: &mut Tx, [one, other]: [MemberId; 2]) -> Result<bool, ServiceError> {
    let (new, newer) = (is_new(ctx, one.0), is_new(ctx, other.0));
    if !new && !newer {
        return Ok(false);
    }
    let by = |row: Option<(Uuid,)>| row.map(|row| row.0);
    let first = by(invitations::by(tx, one.0).await?) == Some(other.0);
    let second = by(invitations::by(tx, other.0).await?) == Some(one.0);
    Ok((new && newer) || first || second)
}

/// True for who came less than [`WAITS`] ago. The moment is part of the id, which the root key has signed.
fn is_new(ctx: &Ctx, member: Uuid) -> bool {
    let came = member.get_timestamp().map_or(0, |at| at.to_unix().0);
    let came = i64::try_from(came).unwrap_or(i64::MAX).saturating_mul(SECOND);
    ctx.clock.now().ms() - came < WAITS
}

fn check(ctx: &Ctx, row: &Row) -> Result<Kind, ServiceError> {
    let known = vouched(&ctx.keys, &row.mac, |key| mac(key, row));
    Kind::parse(&row.kind).filter(|_| known).ok_or_else(|| {
        ctx.metrics.untrusted.inc();
        ServiceError::Untrusted("proposal")
    })
}

fn ground(signed: &Signed, row: &Row) -> Result<String, ServiceError> {
    let desk = DeskId(row.desk_id);
    let private = signed.key(desk, row.generation).ok_or(ServiceError::NotFound)?;
    let generation = u32::try_from(row.generation).unwrap_or(u32::MAX);
    let plain = private
        .open(&context(row.id, desk, generation), &Wrap::from_bytes(row.ground_sealed.clone()))
        .map_err(|_| ServiceError::Untrusted("proposal"))?;
    Ok(String::from_utf8_lossy(plain.expose()).into_owned())
}

fn context(id: Uuid, desk: DeskId, generation: u32) -> Context {
    Context { purpose: Purpose::Ground, owner: desk.bytes(), part: *id.as_bytes(), generation }
}

fn mac(key: &MacKey, row: &Row) -> [u8; 32] {
    let parts: [&[u8]; 9] = [
        row.id.as_bytes(),
        row.kind.as_bytes(),
        row.subject.as_bytes(),
        row.desk_id.as_bytes(),
        &row.generation.to_be_bytes(),
        &row.ground_sealed,
        row.proposed_by.as_bytes(),
        &row.at_ms.to_be_bytes(),
        &row.expires_at_ms.to_be_bytes(),
    ];
    key.mac("proposal", &parts)
}

async fn leaf(ctx: &Ctx, signed: &Signed, event: Event, row: &Row) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "member": signed.member.to_string(), "proposal": row.id.to_string(), "kind": row.kind });
    Ok(audit::leaf(ctx, event, row.subject, ctx.clock.now(), Some(Details { desk: &desk, value }), &[]))
}
