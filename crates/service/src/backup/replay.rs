//! The list of erased cases, which is kept beside the backups: what a backup brings back is lost again.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use vigie_model::audit::Event;
use vigie_store::{notices, reports, restores};

use super::BackupError;
use crate::{Ctx, audit, jobs};

/// Lists of erased cases, read and put together: each case and when it was erased.
#[derive(Debug, Default)]
pub struct Lists(BTreeMap<Uuid, i64>);

impl Lists {
    /// Reads lists.
    ///
    /// # Errors
    /// [`BackupError::File`] when one cannot be read, [`BackupError::BadList`] when it is none.
    pub fn read(files: &[PathBuf]) -> Result<Self, BackupError> {
        let mut all = BTreeMap::new();
        for file in files {
            for line in fs::read_to_string(file)?.lines().filter(|line| !line.is_empty()) {
                let (case, at) = line.split_once(' ').ok_or(BackupError::BadList)?;
                let case = Uuid::parse_str(case).map_err(|_| BackupError::BadList)?;
                let at = at.parse().map_err(|_| BackupError::BadList)?;
                all.entry(case).or_insert(at);
            }
        }
        Ok(Self(all))
    }
}

/// Erases again what was erased after the backup was made, and lets the node start. Returns how many cases that were.
/// Done twice, it counts once.
///
/// # Errors
/// [`BackupError::OldList`] when the lists do not even hold what the backup knows to be erased.
pub async fn erased_again(ctx: &Ctx, lists: &Lists) -> Result<usize, BackupError> {
    let mut tx = ctx.store.read().await?;
    let known = notices::erasures(&mut tx).await?;
    drop(tx);
    if known.iter().any(|(case, _)| !lists.0.contains_key(case)) {
        return Err(BackupError::OldList);
    }
    let now = ctx.clock.now();
    let mut again = 0;
    for (case, at_ms) in &lists.0 {
        let mut tx = ctx.store.begin("backup.erase").await?;
        let there = reports::of_case(&mut tx, *case).await?.iter().any(|report| report.case_wrap.is_some());
        if there {
            jobs::destroy_case(ctx, &mut tx, *case, *at_ms).await?;
            tx.commit().await?;
            again += 1;
        }
        jobs::list_erased(ctx, *case, *at_ms)?;
    }
    let leaf = audit::leaf(ctx, Event::HouseRestored, Uuid::nil(), now, None, &[]);
    let mut tx = ctx.store.begin("backup.replayed").await?;
    restores::replayed(&mut tx, now.ms()).await?;
    audit::append(&mut tx, &leaf).await?;
    tx.commit().await?;
    Ok(again)
}

/// Adds to the list in a backup's folder what the node's own list has and it has not, so that the list travels with the
/// backups. Both exist afterwards.
///
/// # Errors
/// [`BackupError::File`] when one cannot be written.
pub fn keep_list(audit: &Path, folder: &Path) -> Result<(), BackupError> {
    fs::create_dir_all(audit)?;
    let open = |dir: &Path| fs::OpenOptions::new().create(true).append(true).open(dir.join("erasures"));
    open(audit)?;
    let mut beside = open(folder)?;
    let (ours, theirs) = (fs::read_to_string(audit.join("erasures"))?, fs::read_to_string(folder.join("erasures"))?);
    for line in ours.lines().filter(|line| !theirs.lines().any(|one| one == *line)) {
        writeln!(beside, "{line}")?;
    }
    Ok(beside.sync_all()?)
}

/// Puts the signed heads of the former database aside: the restored chain is an earlier one, and would seem cut.
///
/// # Errors
/// [`BackupError::File`] when one cannot be renamed.
pub fn set_aside(audit: &Path, date: &str) -> Result<(), BackupError> {
    for name in ["head", "checkpoints"] {
        let file = audit.join(name);
        if file.exists() {
            fs::rename(&file, audit.join(format!("{name}.before-{date}")))?;
        }
    }
    Ok(())
}
