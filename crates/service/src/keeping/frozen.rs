//! Codes that open nothing for now: somebody else has one, and the visitor cannot get a new one.

use vigie_model::audit::Event;
use vigie_model::id::CaseId;
use vigie_store::{Tx, keeps};

use super::hold::leaf;
use super::may_read;
use crate::login::Signed;
use crate::{Ctx, ServiceError, audit};

/// Freezes the codes of a case: from this moment they open nothing, and passes of open pages are over.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such case, or this member cannot read it.
pub async fn freeze(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<(), ServiceError> {
    change(ctx, signed, case, true).await
}

/// Lets them open again.
///
/// # Errors
/// As [`freeze`].
pub async fn thaw(ctx: &Ctx, signed: &Signed, case: CaseId) -> Result<(), ServiceError> {
    change(ctx, signed, case, false).await
}

async fn change(ctx: &Ctx, signed: &Signed, case: CaseId, frozen: bool) -> Result<(), ServiceError> {
    let mut tx = ctx.store.read().await?;
    may_read(ctx, &mut tx, signed, case).await?;
    drop(tx);
    let event = if frozen { Event::CodeFrozen } else { Event::CodeThawed };
    let leaf = leaf(ctx, signed, event, case.0).await?;
    let mut tx = ctx.store.begin("keeping.freeze").await?;
    if frozen {
        keeps::freeze(&mut tx, case.0, ctx.clock.now().ms()).await?;
    } else {
        keeps::thaw(&mut tx, case.0).await?;
    }
    audit::append(&mut tx, &leaf).await?;
    Ok(tx.commit().await?)
}

/// True when the codes of a case open nothing for now.
pub(crate) async fn refused(tx: &mut Tx, case: uuid::Uuid) -> Result<bool, ServiceError> {
    Ok(keeps::frozen(tx, case).await?.is_some())
}
