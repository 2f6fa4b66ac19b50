//! The second person for a key that is given the list: what they read of it, and what their yes does.

use vigie_store::api as rows;

use super::keys::{NewKey, Stored, place, save, standing};
use crate::second::{self, Confirmed};
use crate::{Ctx, ServiceError, private};

/// What the second person reads of a key: the ground of a [`second::Kind::ListKey`].
#[derive(Debug, Clone, Copy)]
pub struct ProposedKey<'a> {
    /// Whose it is.
    pub owner: &'a str,
    /// The agreement with the owner.
    pub agreement: &'a str,
    /// Its last day, `YYYY-MM-DD`.
    pub last_day: &'a str,
}

impl<'a> ProposedKey<'a> {
    /// Reads a ground; `None` for that of anything else.
    pub fn of(ground: &'a str) -> Option<Self> {
        let mut lines = ground.splitn(3, '\n');
        Some(Self { owner: lines.next()?, agreement: lines.next()?, last_day: lines.next()? })
    }
}

/// The ground of a key. None of the three holds a line break: a key with one is not made.
pub(super) fn ground(new: &NewKey) -> String {
    [&*new.owner, &*new.agreement, &*new.expires.plus(-1).date()].join("\n")
}

/// Lets a key open what it was made for: what a confirmed [`second::Kind::ListKey`] says.
///
/// # Errors
/// [`ServiceError::NotFound`] when the key was revoked, is over, or does not wait; a conflict when somebody was faster.
pub(crate) async fn confirm_list(ctx: &Ctx, confirmed: &Confirmed) -> Result<(), ServiceError> {
    let id = confirmed.subject;
    let mut tx = ctx.store.begin("api.confirm").await?;
    let (row, stored) = standing(ctx, &mut tx, id).await?;
    if !stored.waits || row.expires_at_ms <= ctx.clock.now().ms() {
        return Err(ServiceError::NotFound);
    }
    let sealed = private::seal(ctx, &place(id), &Stored { waits: false, ..stored })?;
    save(ctx, &mut tx, rows::Key { sealed, ..row }, None).await?;
    second::take(&mut tx, confirmed).await?;
    tx.commit().await?;
    Ok(())
}
