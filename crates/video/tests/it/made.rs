//! Films made by ffmpeg from patterns of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use vigie_video::{FilmError, Frame, Options, Programs, hash_film};

/// A pattern with a clock and things that move, and how to keep it without loss of a pixel.
pub const CLOCK: &str = "testsrc2=size=640x360:rate=25:duration=6";
/// Another one that has nothing of it.
pub const FRACTAL: &str = "mandelbrot=size=640x360:rate=25:end_scale=0.01,trim=duration=6";

/// A folder that goes with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("vigie-video-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), bytes).unwrap();
        self.path(name)
    }

    /// A film of a pattern; `how` says how it is written.
    pub fn film(&self, name: &str, pattern: &str, how: &[&str]) -> PathBuf {
        self.write(name, &["-f", "lavfi", "-i", pattern], how)
    }

    /// A film from another one.
    pub fn again(&self, name: &str, film: &Path, how: &[&str]) -> PathBuf {
        self.write(name, &["-i", film.to_str().unwrap()], how)
    }

    fn write(&self, name: &str, from: &[&str], how: &[&str]) -> PathBuf {
        ffmpeg(&[from, how, &[&format!("file:{}", self.path(name).display())]].concat());
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// Runs it without any limit; gives what it wrote.
pub fn ffmpeg(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::new(programs().ffmpeg);
    let output = command.args(["-nostdin", "-v", "error", "-y", "-threads", "1"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

pub fn programs() -> Programs {
    Programs::find(None).unwrap_or_else(|error| panic!("these tests need it: {error}"))
}

pub fn hashed(film: &Path, options: &Options) -> Result<Vec<Frame>, FilmError> {
    hash_film(&programs(), film, options)
}

pub fn every(seconds: f64) -> Options {
    Options { every: seconds, ..Options::default() }
}
