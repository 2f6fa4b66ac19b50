//! Desk keys, trusted only when the root key signed them: a swapped public key is refused before anything is sealed to it.

use vigie_model::id::DeskId;
use vigie_seal::PublicKey;
use vigie_store::{Tx, members};

use crate::{Ctx, ServiceError};

/// A desk's public key whose signature was checked.
#[derive(Debug, Clone)]
pub struct DeskKey {
    /// Which desk.
    pub id: DeskId,
    /// `intake` or `urgent`.
    pub kind: String,
    /// Which generation of its key.
    pub generation: u32,
    /// The public key.
    pub public: PublicKey,
}

/// Every desk with its key, checked against the root key of the key file.
///
/// # Errors
/// [`ServiceError::Untrusted`] when one is not signed by the root key.
pub async fn trusted(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<DeskKey>, ServiceError> {
    let rows = members::desks(tx).await?;
    rows.into_iter().map(|row| check(ctx, &row)).collect()
}

fn check(ctx: &Ctx, row: &members::Desk) -> Result<DeskKey, ServiceError> {
    let checked = || {
        let public = PublicKey::from_bytes(row.public_key.as_slice().try_into().ok()?).ok()?;
        let generation = u32::try_from(row.generation).ok()?;
        let signature = row.signature.as_slice().try_into().ok()?;
        let id = DeskId(row.id);
        ctx.keys.root().public().verify_desk(id.bytes(), generation, &public, &signature).ok()?;
        Some(DeskKey { id, kind: row.kind.clone(), generation, public })
    };
    checked().ok_or_else(|| {
        ctx.metrics.untrusted.inc();
        tracing::error!(desk.id = %row.id, "The key of desk {} is not signed by this node's root key. Nothing is sealed to it. Run vigie doctor.", row.id);
        ServiceError::Untrusted("desk key")
    })
}

/// The desk that new reports go to, and the urgent ones, which get the case too when there is a sign of danger.
///
/// # Errors
/// [`ServiceError::Closed`] when there is none yet, [`ServiceError::Untrusted`] when its key is not signed.
pub async fn intake(ctx: &Ctx, tx: &mut Tx) -> Result<(DeskKey, Vec<DeskKey>), ServiceError> {
    let all = trusted(ctx, tx).await?;
    let intake = all.iter().find(|desk| desk.kind == "intake").cloned().ok_or(ServiceError::Closed)?;
    let urgent = all.into_iter().filter(|desk| desk.kind == "urgent").collect();
    Ok((intake, urgent))
}
