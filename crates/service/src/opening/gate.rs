//! Opening and closing.

use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_model::clock::Timestamp;
use vigie_model::member::MemberRole;
use vigie_store::audit::Leaf;
use vigie_wire::Kind;

use super::points::points;
use super::standing::look;
use crate::audit::Details;
use crate::house::{self, Setting};
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit, calls, desks, ladder, private};

/// Most characters of a reason for closing.
const REASON_MAX: usize = 500;

/// Where the gate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GateState {
    /// Never opened, or closed by a member.
    #[default]
    Closed,
    /// An administrator opened it.
    Open,
    /// It closed itself: a point held no longer.
    ClosedItself,
}

/// The setting.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gate {
    /// Where it stands.
    pub state: GateState,
    /// Since when; `None` before it was ever opened.
    pub since: Option<Timestamp>,
    /// Text identifiers of the points that held no longer when it closed itself.
    pub points: Vec<String>,
    /// Why a member closed it, sealed; empty otherwise.
    reason: String,
}

impl Setting for Gate {
    const NAME: &'static str = "gate";
}

impl Gate {
    /// Open since a moment: what [`open`] stores once every point holds.
    pub fn opened(at: Timestamp) -> Self {
        Self { state: GateState::Open, since: Some(at), ..Self::default() }
    }

    /// True when it closed by itself.
    pub fn closed_itself(&self) -> bool {
        self.state == GateState::ClosedItself
    }

    /// Why a member closed it; empty when none did.
    ///
    /// # Errors
    /// [`ServiceError::Untrusted`] when it was not written with this key file.
    pub fn reason(&self, ctx: &Ctx) -> Result<String, ServiceError> {
        private::open(ctx, Self::NAME, &self.reason)
    }
}

/// Opens the node to visitors. `Ok(false)` while a point does not hold.
///
/// # Errors
/// [`ServiceError::NotFound`] for a member who is no administrator; [`ServiceError::Store`] with a conflict when somebody
/// was faster.
pub async fn open(ctx: &Ctx, signed: &Signed) -> Result<bool, ServiceError> {
    if !signed.roles.has(MemberRole::Administrator) {
        return Err(ServiceError::NotFound);
    }
    let (version, gate) = house::now::<Gate>(ctx).await?;
    if gate.state == GateState::Open {
        return Ok(true);
    }
    if points(ctx).await?.iter().any(|point| !point.done) {
        return Ok(false);
    }
    let gate = Gate::opened(ctx.clock.now());
    let leaf = by_member(ctx, signed, Event::NodeOpened).await?;
    house::store(ctx, Gate::NAME, &gate, Some(version), leaf).await?;
    look(ctx).await;
    Ok(true)
}

/// Closes the node to visitors. `Ok(false)` without a reason, or with one that is too long.
///
/// # Errors
/// [`ServiceError::NotFound`] for a member who is neither counsellor nor administrator.
pub async fn close(ctx: &Ctx, signed: &Signed, reason: &str) -> Result<bool, ServiceError> {
    if !signed.roles.any(&[MemberRole::Administrator, MemberRole::Counsellor]) {
        return Err(ServiceError::NotFound);
    }
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_MAX {
        return Ok(false);
    }
    let reason = private::seal(ctx, Gate::NAME, &reason)?;
    let gate = Gate { since: Some(ctx.clock.now()), reason, ..Gate::default() };
    let leaf = by_member(ctx, signed, Event::NodeClosed).await?;
    // Over whatever stands there: closing is never refused because somebody was faster.
    house::store(ctx, Gate::NAME, &gate, None, leaf).await?;
    look(ctx).await;
    Ok(true)
}

/// The recurring look: closes the node when a point holds no longer, and takes up ladders that were left behind.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn watch(ctx: &Ctx) -> Result<(), ServiceError> {
    if ctx.settings.demo {
        return Ok(());
    }
    let (version, gate) = house::now::<Gate>(ctx).await?;
    if gate.state == GateState::Open {
        let broken: Vec<String> =
            points(ctx).await?.into_iter().filter(|point| !point.done).map(|point| point.text_id.to_owned()).collect();
        if !broken.is_empty() {
            close_itself(ctx, version, broken).await?;
        }
    }
    ladder::catch_up(ctx).await?;
    look(ctx).await;
    Ok(())
}

async fn close_itself(ctx: &Ctx, version: i64, points: Vec<String>) -> Result<(), ServiceError> {
    tracing::error!(
        "The node closes itself: {} hold no longer. Visitors are shown who else can help. Run vigie doctor --open.",
        points.join(", ")
    );
    let now = ctx.clock.now();
    let gate = Gate { state: GateState::ClosedItself, since: Some(now), points, ..Gate::default() };
    let leaf = audit::leaf(ctx, Event::NodeClosed, Uuid::nil(), now, None, &[]);
    house::store(ctx, Gate::NAME, &gate, Some(version), leaf).await?;
    calls::everybody(ctx, Kind::Closed).await
}

async fn by_member(ctx: &Ctx, signed: &Signed, event: Event) -> Result<Leaf, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let desk = desks::for_audit(ctx, &mut tx).await?;
    let value = json!({ "member": signed.member.to_string() });
    Ok(audit::leaf(ctx, event, Uuid::nil(), ctx.clock.now(), Some(Details { desk: &desk, value }), &[]))
}
