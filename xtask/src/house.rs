//! The tree as the checks see it: files git tracks or would track, read once.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::rust::{self, RustFile};

/// One file. `text` is empty for what is not UTF-8: pictures and fonts have no lines to check.
pub struct File {
    /// Relative to the root, with `/`.
    pub path: String,
    pub text: String,
}

impl File {
    pub fn extension(&self) -> &str {
        Path::new(&self.path).extension().and_then(|e| e.to_str()).unwrap_or_default()
    }

    /// Line number (from 1) and text.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }
}

/// Every file, and every Rust file once more with its code, strings and comments told apart.
pub struct House {
    /// Empty for the invented houses of the tests.
    pub root: PathBuf,
    pub files: Vec<File>,
    pub rust: Vec<RustFile>,
}

impl House {
    /// The checkout that contains the current folder.
    ///
    /// # Errors
    /// A sentence for the person at the keyboard when git does not answer.
    pub fn from_git() -> Result<Self, String> {
        let root = PathBuf::from(git(Path::new("."), &["rev-parse", "--show-toplevel"])?.trim_end());
        let listed = git(&root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.sort_unstable();
        paths.dedup();
        let mut files = Vec::new();
        for path in paths {
            // A tracked file that was deleted but not yet committed is simply not there.
            if let Ok(bytes) = std::fs::read(root.join(path)) {
                files.push(File { path: path.to_owned(), text: String::from_utf8(bytes).unwrap_or_default() });
            }
        }
        Ok(Self::new(root, files))
    }

    /// An invented house for tests: (path, text) pairs.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| File { path: (*path).to_owned(), text: (*text).to_owned() });
        Self::new(PathBuf::new(), files.collect())
    }

    fn new(root: PathBuf, files: Vec<File>) -> Self {
        let rust = rust::read(&files);
        Self { root, files, rust }
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    /// Files below a folder, which is given with its closing `/`.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.starts_with(folder))
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| format!("git does not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("git {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()));
    }
    String::from_utf8(output.stdout).map_err(|_| "a file name is not UTF-8: rename it".to_owned())
}
