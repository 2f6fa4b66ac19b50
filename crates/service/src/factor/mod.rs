//! The second factor: a shared secret in the member's phone, and one-time codes on paper for the day it is lost.
//!
//! The secret is sealed to the member's own key, which opens only with the passphrase: the database alone yields nothing.

pub mod codes;
mod second_step;

pub(crate) use second_step::reset;
pub use second_step::{Offer, Waiting, enrol, offer, offer_again, renew_codes, replace, second_step, waiting};

use vigie_model::Timestamp;
use vigie_model::id::MemberId;
use vigie_seal::{Context, MacKey, PrivateKey, PublicKey, Purpose, TotpSecret, Wrap};
use vigie_store::factors::{self, Factor};
use vigie_store::{Tx, members};

use crate::desks::vouched;
use crate::login::{Signed, Stage};
use crate::{Ctx, ServiceError};

/// The row of a member who has no second factor: vouched for, so that deleting a factor does not look like having none.
pub(crate) fn none(ctx: &Ctx, member: MemberId) -> Factor {
    sealed(ctx, member, "none", Vec::new())
}

/// The row of a member whose phone and the house share a secret.
fn on(ctx: &Ctx, member: MemberId, public: &PublicKey, secret: &TotpSecret) -> Factor {
    let wrap = public.seal(&context(member), secret.expose(), &mut vigie_model::clock::entropy());
    sealed(ctx, member, "on", wrap.into_bytes())
}

fn sealed(ctx: &Ctx, member: MemberId, state: &str, secret_sealed: Vec<u8>) -> Factor {
    let mut row = Factor {
        member_id: member.0,
        state: state.to_owned(),
        secret_sealed,
        last_step: 0,
        changed_at_ms: ctx.clock.now().ms(),
        mac: Vec::new(),
    };
    row.mac = mac(ctx.keys.audit_mac(), &row).to_vec();
    row
}

fn mac(key: &MacKey, row: &Factor) -> [u8; 32] {
    let at = row.changed_at_ms.to_be_bytes();
    key.mac("second factor", &[row.member_id.as_bytes(), row.state.as_bytes(), &row.secret_sealed, &at])
}

fn context(member: MemberId) -> Context {
    Context { purpose: Purpose::Factor, owner: member.bytes(), part: member.bytes(), generation: 1 }
}

/// The factor's row of a member, checked.
///
/// # Errors
/// [`ServiceError::Untrusted`] when it is missing or was changed: nobody gets in by deleting it.
pub(crate) async fn row(ctx: &Ctx, tx: &mut Tx, member: MemberId) -> Result<Factor, ServiceError> {
    let row = factors::get(tx, member.0).await?;
    row.filter(|row| vouched(&ctx.keys, &row.mac, |key| mac(key, row))).ok_or_else(|| {
        ctx.metrics.untrusted.inc();
        ServiceError::Untrusted("second factor")
    })
}

/// Opens the shared secret with the member's own key; `None` when there is none.
fn secret(row: &Factor, private: &PrivateKey) -> Result<Option<TotpSecret>, ServiceError> {
    if row.state != "on" {
        return Ok(None);
    }
    let plain = private.open(&context(MemberId(row.member_id)), &Wrap::from_bytes(row.secret_sealed.clone()));
    let bytes = plain.ok().and_then(|plain| plain.expose().as_slice().try_into().ok());
    bytes.map(TotpSecret::from_bytes).map(Some).ok_or(ServiceError::Untrusted("second factor"))
}

/// A member's own factor, as the page of that member shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Own {
    /// Since when there is one; `None` when there is none.
    pub since: Option<Timestamp>,
    /// How many one-time codes are left.
    pub codes: i64,
}

/// The signed-in member's own factor.
///
/// # Errors
/// [`ServiceError::Untrusted`] when its row was changed.
pub async fn own(ctx: &Ctx, signed: &Signed) -> Result<Own, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = row(ctx, &mut tx, signed.member).await?;
    let codes = factors::codes_left(&mut tx, signed.member.0).await?;
    Ok(Own { since: (row.state == "on").then_some(Timestamp(row.changed_at_ms)), codes })
}

/// What a member has to do after the passphrase. In a demonstration who has no second factor needs none.
pub(crate) async fn stage(ctx: &Ctx, member: MemberId) -> Result<Stage, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let row = row(ctx, &mut tx, member).await?;
    Ok(match row.state.as_str() {
        "on" => Stage::Code,
        _ if ctx.settings.demo => Stage::Full,
        _ => Stage::Enrol,
    })
}

/// How many active members have a second factor.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn count(ctx: &Ctx, tx: &mut Tx) -> Result<usize, ServiceError> {
    let active: Vec<_> = members::all(tx).await?.into_iter().map(|member| member.id).collect();
    let rows = factors::all(tx).await?;
    let good = |row: &&Factor| {
        row.state == "on" && active.contains(&row.member_id) && vouched(&ctx.keys, &row.mac, |key| mac(key, row))
    };
    Ok(rows.iter().filter(good).count())
}
