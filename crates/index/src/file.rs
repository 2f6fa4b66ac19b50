//! An index in a file: all of it is there, or what was there before.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Result as IoResult, Write};
use std::path::{Path, PathBuf};

use crate::error::SaveError;
use crate::segment::{Entry, write};

/// Writes beside the file, waits until the disk has it, and only then gives it the name. Whoever has the old file open
/// keeps it; a process that dies on the way leaves the old one and a piece that the next one writes over.
pub(crate) fn save(path: &Path, entries: &[Entry], mark: u64) -> Result<(), SaveError> {
    let lock = own(OpenOptions::new().write(true).create(true).truncate(false)).open(beside(path, "lock"))?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(std::fs::TryLockError::WouldBlock) => return Err(SaveError::Busy),
        Err(std::fs::TryLockError::Error(error)) => return Err(error.into()),
    }
    let part = beside(path, "part");
    let file = own(OpenOptions::new().write(true).create(true).truncate(true)).open(&part)?;
    let mut out = BufWriter::with_capacity(1 << 20, file);
    write(entries, mark, &mut out)?;
    out.flush()?;
    out.get_ref().sync_all()?;
    std::fs::rename(&part, path)?;
    sync_folder(path)?;
    Ok(())
}

/// Readable by its owner alone: what is in it was told in confidence.
fn own(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// The same name with an ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    name.into()
}

/// A new name is on the disk when its folder is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> IoResult<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> IoResult<()> {
    Ok(())
}
