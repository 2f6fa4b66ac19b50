//! Desk keys, trusted only when the root key signed them: a swapped public key is refused before anything is sealed to it.

use vigie_model::id::DeskId;
use vigie_seal::{KeyFile, MacKey, PublicKey};
use vigie_store::{Tx, members};

use crate::{Ctx, ServiceError};

/// The desk that reports go to.
pub const INTAKE: &str = "intake";
/// A desk that gets reports with a sign of danger too.
pub const URGENT: &str = "urgent";
/// Its key opens who did what in the audit.
pub const AUDIT: &str = "audit";
/// Its key is every member's: names, alarms, and grounds that concern members.
pub const HOUSE: &str = "house";

/// The mac that vouches for what a desk is for.
pub(crate) fn kind_mac(key: &MacKey, desk: DeskId, kind: &str) -> [u8; 32] {
    key.mac("desk kind", &[&desk.bytes(), kind.as_bytes()])
}

/// True when one of the key file's keys makes this very mac.
pub(crate) fn vouched(keys: &KeyFile, stored: &[u8], mac: impl Fn(&MacKey) -> [u8; 32]) -> bool {
    keys.audit_macs().iter().any(|key| mac(key.key()).as_slice() == stored)
}

/// A desk's public key whose signature was checked.
#[derive(Debug, Clone)]
pub struct DeskKey {
    /// Which desk.
    pub id: DeskId,
    /// One of [`INTAKE`], [`URGENT`], [`AUDIT`], [`HOUSE`].
    pub kind: String,
    /// Which generation of its key.
    pub generation: u32,
    /// The public key.
    pub public: PublicKey,
}

impl DeskKey {
    /// True when cases are sealed to it.
    pub fn takes_cases(&self) -> bool {
        matches!(self.kind.as_str(), INTAKE | URGENT)
    }
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
        vouched(&ctx.keys, &row.kind_mac, |key| kind_mac(key, id, &row.kind)).then_some(())?;
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
    let intake = all.iter().find(|desk| desk.kind == INTAKE).cloned().ok_or(ServiceError::Closed)?;
    let urgent = all.into_iter().filter(|desk| desk.kind == URGENT).collect();
    Ok((intake, urgent))
}

/// The desk whose members read who did what: `audit`, or the intake desk while that one does not exist.
///
/// # Errors
/// As [`intake`].
pub async fn for_audit(ctx: &Ctx, tx: &mut Tx) -> Result<DeskKey, ServiceError> {
    first_of(ctx, tx, &[AUDIT, INTAKE]).await
}

/// The desk whose key is every member's, or the intake desk while that one does not exist.
///
/// # Errors
/// As [`intake`].
pub async fn for_everybody(ctx: &Ctx, tx: &mut Tx) -> Result<DeskKey, ServiceError> {
    first_of(ctx, tx, &[HOUSE, INTAKE]).await
}

async fn first_of(ctx: &Ctx, tx: &mut Tx, kinds: &[&str]) -> Result<DeskKey, ServiceError> {
    let all = trusted(ctx, tx).await?;
    let found = kinds.iter().find_map(|kind| all.iter().find(|desk| desk.kind == *kind));
    found.cloned().ok_or(ServiceError::Closed)
}

/// The keys that desks had before their present ones, checked like those.
///
/// # Errors
/// [`ServiceError::Untrusted`] when one is not signed by the root key.
pub(crate) async fn former(ctx: &Ctx, tx: &mut Tx) -> Result<Vec<(DeskId, u32, PublicKey)>, ServiceError> {
    let check = |row: members::FormerKey| {
        let public = PublicKey::from_bytes(row.public_key.as_slice().try_into().ok()?).ok()?;
        let (id, generation) = (DeskId(row.desk_id), u32::try_from(row.generation).ok()?);
        let signature = row.signature.as_slice().try_into().ok()?;
        ctx.keys.root().public().verify_desk(id.bytes(), generation, &public, &signature).ok()?;
        Some((id, generation, public))
    };
    let rows = members::former_keys(tx).await?;
    rows.into_iter().map(|row| check(row).ok_or(ServiceError::Untrusted("desk key"))).collect()
}
