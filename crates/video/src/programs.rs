//! Where ffmpeg and ffprobe are.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::error::FilmError;

/// The two programs that read films.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// Path of ffmpeg.
    pub ffmpeg: PathBuf,
    /// Path of ffprobe, which comes with it.
    pub ffprobe: PathBuf,
}

impl Programs {
    /// At the path that was named for ffmpeg, with ffprobe beside it; without a name, as PATH has them. A name without a
    /// folder is looked for on PATH too.
    ///
    /// # Errors
    /// [`FilmError::Missing`] names the one that is not there.
    pub fn find(named: Option<&Path>) -> Result<Self, FilmError> {
        let named = named.filter(|path| !path.as_os_str().is_empty());
        let wanted = named.unwrap_or(Path::new("ffmpeg"));
        let ffmpeg = at(wanted).ok_or(FilmError::Missing("ffmpeg"))?;
        let beside = named.map(|_| ffmpeg.with_file_name("ffprobe")).filter(|path| path.is_file());
        let ffprobe = beside.or_else(|| on_path(OsStr::new("ffprobe"))).ok_or(FilmError::Missing("ffprobe"))?;
        Ok(Self { ffmpeg, ffprobe })
    }
}

fn at(wanted: &Path) -> Option<PathBuf> {
    if wanted.components().count() == 1 && !wanted.has_root() {
        return on_path(wanted.as_os_str());
    }
    wanted.is_file().then(|| wanted.to_owned())
}

/// Looked for here, because the child, which has no environment, has no PATH.
fn on_path(name: &OsStr) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    // An empty entry means the folder that one happens to be in: nothing is started from there by accident.
    let absolute = env::split_paths(&folders).filter(|folder| folder.is_absolute());
    absolute.map(|folder| folder.join(name)).find(|path| path.is_file())
}
