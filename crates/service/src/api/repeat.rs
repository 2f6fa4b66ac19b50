//! A call that carries an `Idempotency-Key` is remembered for a day: not what was sent nor what was answered, only a keyed
//! mac of what was sent.
//!
//! The calls there are now store nothing and are worked out anew from the same bytes, so an answer need not be kept to be
//! given again. What is kept tells a repetition from another call under the same word, and keeps two that come at once
//! apart.

use vigie_model::clock::{DAY, MINUTE};
use vigie_store::api as rows;

use super::client::Client;
use crate::{Ctx, ServiceError};

/// How long a call is remembered, in milliseconds.
pub const STAYS: i64 = DAY;
/// Most characters of an `Idempotency-Key`.
pub const IDEMPOTENCY_KEY_MAX: usize = 255;
/// How long a call is taken for running, in milliseconds: longer than any request is let run. Whose process died may send
/// it again after this.
const RUNS: i64 = MINUTE;

/// A call that may be answered. It must be ended.
#[derive(Debug)]
pub struct Turn {
    call_mac: [u8; 32],
}

/// What is known of a call.
#[derive(Debug)]
pub enum Repeated {
    /// New, or sent again with the same body: answer it.
    Answer {
        /// What ends it.
        turn: Turn,
        /// True when it was answered before.
        again: bool,
    },
    /// The same call is being answered this moment.
    Running,
    /// The same word came with another body.
    Other,
}

/// Looks a call up and begins it.
///
/// # Errors
/// [`ServiceError::Store`].
pub async fn begin(ctx: &Ctx, client: &Client, path: &str, word: &str, body: &[u8]) -> Result<Repeated, ServiceError> {
    let now = ctx.clock.now();
    let key = ctx.keys.delivery_mac();
    let call_mac = key.mac("api call", &[client.key.as_bytes(), path.as_bytes(), word.as_bytes()]);
    let body_mac = key.mac("api body", &[&call_mac, word.as_bytes(), body]).to_vec();
    let fresh = rows::Repeat { body_mac, until_ms: now.plus(STAYS).ms(), running_until_ms: now.plus(RUNS).ms() };
    let mut tx = ctx.store.begin("api.repeat").await?;
    if rows::begin_call(&mut tx, &call_mac, &fresh).await? {
        tx.commit().await?;
        return Ok(Repeated::Answer { turn: Turn { call_mac }, again: false });
    }
    // Swept this moment: whoever asks again in a moment finds nothing.
    let Some(known) = rows::repeat(&mut tx, &call_mac).await? else { return Ok(Repeated::Running) };
    let over = known.until_ms <= now.ms();
    if !over && known.body_mac != fresh.body_mac {
        return Ok(Repeated::Other);
    }
    if !over && known.running_until_ms > now.ms() {
        return Ok(Repeated::Running);
    }
    // A repetition does not make the day longer.
    let next = if over { fresh } else { rows::Repeat { until_ms: known.until_ms, ..fresh } };
    if !rows::take_call(&mut tx, &call_mac, &known, &next).await? {
        return Ok(Repeated::Running);
    }
    tx.commit().await?;
    Ok(Repeated::Answer { turn: Turn { call_mac }, again: !over && known.running_until_ms == 0 })
}

impl Turn {
    /// Ends the call. One that was not answered is forgotten: it may come again, mended.
    ///
    /// # Errors
    /// [`ServiceError::Store`].
    pub async fn end(self, ctx: &Ctx, answered: bool) -> Result<(), ServiceError> {
        let mut tx = ctx.store.begin("api.answered").await?;
        if answered {
            rows::end_call(&mut tx, &self.call_mac).await?;
        } else {
            rows::forget_call(&mut tx, &self.call_mac).await?;
        }
        tx.commit().await?;
        Ok(())
    }
}
