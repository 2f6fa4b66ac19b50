//! What must hold before a node takes reports: it takes none that nobody will read.

use vigie_store::members;

use crate::{Ctx, ServiceError, factor};

/// One condition for opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Its text.
    pub text_id: &'static str,
    /// The same for the command line, in English.
    pub line: &'static str,
    /// True when it holds.
    pub done: bool,
}

/// Every condition, in the order in which they are shown. Those whose means are not built yet do not hold, and so keep the node closed.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn points(ctx: &Ctx) -> Result<Vec<Point>, ServiceError> {
    let mut tx = ctx.store.read().await?;
    let recovery = members::recovery_confirmed(&mut tx).await?;
    let factors = factor::count(ctx, &mut tx).await? >= 2;
    let point = |text_id, line, done| Point { text_id, line, done };
    Ok(vec![
        point("node-missing-members", "two members with a second factor", factors),
        point("node-missing-recovery", "the recovery key is confirmed", recovery),
        point("node-missing-alarm", "an urgent notice was sent and acknowledged as a test", false),
        point("node-missing-hours", "opening hours and a true usual reply time", false),
        point("node-missing-secrecy", "a confidentiality text for each country", false),
        point("node-missing-crisis", "a checked crisis line for each country", false),
        point("node-missing-helpline", "a checked child helpline for each country", false),
        point("node-missing-review", "safety texts signed by a reviewer for each language", false),
    ])
}
