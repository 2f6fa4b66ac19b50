//! The file of the index: what lists hold, so that a start reads the log from there on and processes share the memory.
//!
//! It is a copy that may be thrown away: the rows are the truth, and one that is damaged, of another database or of
//! another time is left aside. Codes of visitors are never in it; they are sealed in their rows and opened at each start.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use uuid::Uuid;
use vigie_index::{Index, SaveError};
use vigie_model::signal::Basis;
use vigie_store::{Tx, signals as rows};

use super::known::DIGESTS;
use super::{bank, known};
use crate::{Ctx, ServiceError};

/// Name of the file in its folder.
const NAME: &str = "known.index";
/// Lines of the log that are worth a file.
const LEAST: i64 = 50_000;
/// Signals of visitors that are read at once.
const STEP: i64 = 2_000;
/// Bits of the mark that tell one log from another. The next [`DIGESTS`] are the kinds of digests up to the place, which is
/// the others.
const CHECK: u32 = 24;
/// Bits before the place.
const BEFORE: u32 = CHECK + DIGESTS;

/// Takes the file, where there is a right one, and the codes of visitors; returns the place of the log they stand at, 0
/// without a file.
///
/// # Errors
/// [`ServiceError::Store`].
pub(super) async fn open(ctx: &Ctx, tx: &mut Tx, last: i64) -> Result<i64, ServiceError> {
    let Some(path) = path(ctx) else { return Ok(0) };
    if !path.exists() {
        return Ok(0);
    }
    // Read whole once: afterwards no question meets a damaged page.
    let read = move || Index::open(path).map_err(|e| e.to_string()).and_then(whole);
    let (index, mark) = match ctx.blocking(read).await? {
        Ok(opened) => opened,
        Err(error) => {
            tracing::warn!("The file of known pictures is not used: {error}. They are read from the database instead.");
            return Ok(0);
        }
    };
    let Ok(place) = i64::try_from(mark >> BEFORE) else { return Ok(0) };
    let digests = (mark >> CHECK).to_le_bytes()[0] & ((1 << DIGESTS) - 1);
    if place > last || mark_of(ctx, tx, place, digests).await? != Some(mark) {
        tracing::info!("The file of known pictures is of another database or another time; they are read anew.");
        return Ok(0);
    }
    let entries = index.stats().settled;
    ctx.known.add_digests(digests);
    given(ctx, tx).await?;
    if !ctx.known.take(index) {
        tracing::warn!("The file of known pictures came too late and is not used; they are read from the database.");
        return Ok(0);
    }
    ctx.known.saved.store(place, Ordering::Relaxed);
    tracing::info!(entries, place, "Known pictures were taken from their file.");
    Ok(place)
}

fn whole((index, mark): (Index, u64)) -> Result<(Index, u64), String> {
    index.verify().map_err(|error| error.to_string())?;
    Ok((index, mark))
}

/// Puts in what visitors gave.
async fn given(ctx: &Ctx, tx: &mut Tx) -> Result<(), ServiceError> {
    for held in bank::banks(ctx).await?.values().filter(|held| held.bank.basis == Basis::SelfReport) {
        let mut after = Uuid::nil();
        loop {
            let signals = rows::of_bank(tx, held.id.0, after, STEP).await?;
            let Some(to) = signals.last().map(|signal| signal.id) else { break };
            known::put(ctx, rows::changed_between(tx, held.id.0, after, to).await?);
            after = to;
        }
    }
    Ok(())
}

/// Writes the file in the background when the log has grown by a quarter since the last one, and by enough.
pub(super) async fn keep(ctx: &Ctx) {
    let place = *ctx.known.place.lock().await;
    if !is_due(place, ctx.known.saved.load(Ordering::Relaxed)) {
        return;
    }
    // Noted before it is written: a disk that is full is tried again when there is more to write, not at every look.
    ctx.known.saved.store(place, Ordering::Relaxed);
    let ctx = ctx.clone();
    tokio::spawn(async move {
        if let Err(error) = save(&ctx).await {
            tracing::warn!(
                "The file of known pictures was not written: {error}. The next start reads them from the database, which takes longer."
            );
        }
    });
}

fn is_due(place: i64, saved: i64) -> bool {
    place - saved >= LEAST.max(saved / 4)
}

/// Writes the codes of lists into the file and goes on with it; does nothing without a folder, or while another process
/// writes it. Questions and changes go on meanwhile.
///
/// # Errors
/// A sentence for the log; the file is then the one that was there before.
pub async fn save(ctx: &Ctx) -> Result<(), String> {
    let Some(path) = path(ctx) else { return Ok(()) };
    let place = *ctx.known.place.lock().await;
    let mut tx = ctx.store.read().await.map_err(|error| error.to_string())?;
    // Read after the place: what is in the log up to there is in them.
    let mark = mark_of(ctx, &mut tx, place, ctx.known.digests()).await.map_err(|error| error.to_string())?;
    drop(tx);
    let Some(mark) = mark else { return Ok(()) };
    let known = Arc::clone(&ctx.known);
    let write = move || {
        if let Some(folder) = path.parent() {
            private(folder)?;
        }
        known.lists().save(&path, mark)
    };
    // Not among the arithmetic that people wait for: at ten million it takes a quarter of a minute.
    match tokio::task::spawn_blocking(write).await.map_err(|error| error.to_string())? {
        Ok(()) | Err(SaveError::Busy) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

/// Makes a folder that its owner alone can look into.
fn private(folder: &std::path::Path) -> std::io::Result<()> {
    let mut make = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
    make.recursive(true).create(folder)
}

fn path(ctx: &Ctx) -> Option<PathBuf> {
    ctx.settings.index_dir.as_ref().map(|folder| folder.join(NAME))
}

/// The place of the log and the kinds of digests up to there, with a check of both and of the line that stands there, so that
/// no file of a database that was restored, or of another node, is taken; `None` when no line stands there.
async fn mark_of(ctx: &Ctx, tx: &mut Tx, place: i64, digests: u8) -> Result<Option<u64>, ServiceError> {
    let lines = rows::since(tx, place - 1, 1).await?;
    let Some(line) = lines.first().filter(|line| line.seq == place && place > 0) else { return Ok(None) };
    let (seq, at) = (line.seq.to_be_bytes(), line.at_ms.to_be_bytes());
    let parts: [&[u8]; 5] = [&seq, line.signal_id.as_bytes(), line.state.as_bytes(), &at, &[digests]];
    let mac = ctx.keys.delivery_mac().mac("index file", &parts);
    let check = u64::from(u32::from_be_bytes([0, mac[0], mac[1], mac[2]]));
    Ok(Some(place.unsigned_abs() << BEFORE | u64::from(digests) << CHECK | check))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_when_the_log_grew_by_enough_and_by_a_quarter() {
        assert!(!is_due(LEAST - 1, 0) && is_due(LEAST, 0));
        assert!(!is_due(1_249_999, 1_000_000) && is_due(1_250_000, 1_000_000));
        assert!(!is_due(1_000_000, 1_000_000));
    }
}
