//! What a program may know of one signal: how it stands and what was thought of it, never its codes.

use uuid::Uuid;
use vigie_model::Timestamp;
use vigie_model::id::{BankId, SignalId};
use vigie_model::signal::{Age, Basis, Opinion, SignalState, Tlp};
use vigie_store::{sightings, signals as rows};

use super::bank::{self, Held};
use super::signal;
use crate::{Ctx, ServiceError};

/// A signal without its codes.
#[derive(Debug, Clone)]
pub struct Told {
    /// Which.
    pub signal: SignalId,
    /// In which bank.
    pub bank: BankId,
    /// What that bank is called.
    pub name: String,
    /// What it rests on.
    pub basis: Basis,
    /// How old whoever is in it was said to be.
    pub age: Age,
    /// How far it may travel.
    pub tlp: Tlp,
    /// Where it stands.
    pub state: SignalState,
    /// When it came in.
    pub at: Timestamp,
    /// When it ends by itself.
    pub expires: Option<Timestamp>,
    /// What was thought of it, oldest first, without saying by whom.
    pub opinions: Vec<(Timestamp, Opinion)>,
}

/// A signal as a program may know it, if its bank is one of those that `seen` names.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is none.
pub async fn tell(ctx: &Ctx, id: SignalId, seen: &(dyn Fn(&Held) -> bool + Sync)) -> Result<Told, ServiceError> {
    let banks = bank::banks(ctx).await?;
    let mut tx = ctx.store.read().await?;
    let of = rows::get(&mut tx, id.0).await?.ok_or(ServiceError::NotFound)?;
    let held = banks.get(&of.bank_id).filter(|held| seen(held)).ok_or(ServiceError::NotFound)?;
    let state = signal::stands(ctx, &of).ok_or(ServiceError::Untrusted("signal"))?;
    let opinions = sightings::opinions(&mut tx, of.id).await?.into_iter();
    let ended = of.expires_at_ms.is_some_and(|at| at <= ctx.clock.now().ms());
    Ok(Told {
        signal: id,
        bank: held.id,
        name: held.bank.name.clone(),
        basis: held.bank.basis,
        age: Age::parse(&of.age).unwrap_or(Age::Unknown),
        tlp: signal::tlp(ctx, &of, held),
        state: if ended && state == SignalState::Standing { SignalState::Withdrawn } else { state },
        at: Timestamp(of.at_ms),
        expires: of.expires_at_ms.map(Timestamp),
        opinions: opinions.filter_map(|one| Some((Timestamp(one.at_ms), Opinion::parse(&one.opinion)?))).collect(),
    })
}

/// The number of a signal for tools that know things by numbers: its first place in the log. `None` without one.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn number(ctx: &Ctx, id: SignalId) -> Result<Option<i64>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    Ok(rows::lines(&mut tx, id.0).await?.first().map(|line| line.seq))
}

/// The signal behind such a number; `None` when it is none.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn numbered(ctx: &Ctx, number: i64) -> Result<Option<SignalId>, ServiceError> {
    let Some(before) = number.checked_sub(1).filter(|before| *before >= 0) else { return Ok(None) };
    let mut tx = ctx.store.read().await?;
    let Some(line) = rows::since(&mut tx, before, 1).await?.into_iter().find(|line| line.seq == number) else {
        return Ok(None);
    };
    let first: Option<Uuid> =
        rows::lines(&mut tx, line.signal_id).await?.first().filter(|one| one.seq == number).map(|one| one.signal_id);
    Ok(first.map(SignalId))
}

/// How many signals of these banks stand, each counted to `most`.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn count(ctx: &Ctx, banks: &[BankId], most: i64) -> Result<i64, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let mut all = 0;
    for bank in banks {
        all += vigie_store::banks::count(&mut tx, bank.0, SignalState::Standing.word(), most).await?;
    }
    Ok(all)
}
