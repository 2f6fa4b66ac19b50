//! Lexicons read from a folder while the program runs.

use crate::error::Source;
use crate::{LexiconError, RULES_VERSION};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of a language's folder.
struct Text {
    lang: String,
    file: String,
    toml: String,
}

/// The files of a folder, in the order of their names.
pub(crate) struct Folder {
    texts: Vec<Text>,
    pub weights: Option<String>,
    pub wording: Option<String>,
    pub places: Option<String>,
    pub stances: Option<String>,
}

/// The files of weights, in the order of [`Folder`].
pub(crate) const WEIGHTS: [&str; 4] = ["weights.tsv", "wording.tsv", "places.tsv", "stances.tsv"];

impl Folder {
    pub fn read(root: &Path) -> Result<Self, LexiconError> {
        let mut texts = Vec::new();
        for folder in sorted(root)?.into_iter().filter(|p| p.is_dir()) {
            let lang = name(&folder);
            for path in sorted(&folder)? {
                // Words of amounts and times are read by the module `extract`.
                if path.extension().is_some_and(|e| e == "toml") && name(&path) != "extract.toml" {
                    let file = format!("{lang}/{}", name(&path));
                    texts.push(Text { lang: lang.clone(), file, toml: text(&path)? });
                }
            }
        }
        if !texts.iter().any(|t| !is_reason(t)) {
            return Err(LexiconError::Empty(root.display().to_string()));
        }
        let optional =
            |name: &str| Some(root.join(name)).filter(|path| path.exists()).map(|path| text(&path)).transpose();
        let [weights, wording, places, stances] = WEIGHTS.map(optional);
        Ok(Self { texts, weights: weights?, wording: wording?, places: places?, stances: stances? })
    }

    pub fn rules(&self) -> Vec<Source<'_>> {
        self.texts.iter().filter(|t| !is_reason(t)).map(source).collect()
    }

    pub fn reasons(&self) -> Vec<Source<'_>> {
        self.texts.iter().filter(|t| is_reason(t)).map(source).collect()
    }

    /// The version of the rules' shape and the first eight hex digits of a digest of all files.
    pub fn version(&self) -> String {
        let mut digest = Sha256::new();
        for text in &self.texts {
            for part in [&text.file, &text.toml] {
                digest.update((part.len() as u64).to_be_bytes());
                digest.update(part);
            }
        }
        for weights in [&self.weights, &self.wording, &self.places, &self.stances] {
            digest.update(weights.as_deref().unwrap_or_default());
        }
        let [a, b, c, d, ..] = <[u8; 32]>::from(digest.finalize());
        format!("{RULES_VERSION}+{:08x}", u32::from_be_bytes([a, b, c, d]))
    }
}

fn is_reason(text: &Text) -> bool {
    text.file.ends_with("/reason.toml")
}

fn source(text: &Text) -> Source<'_> {
    Source { lang: &text.lang, file: &text.file, text: &text.toml }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn text(path: &Path) -> Result<String, LexiconError> {
    fs::read_to_string(path).map_err(|source| LexiconError::Read { file: path.display().to_string(), source })
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, LexiconError> {
    let read = || fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>();
    let mut paths = read().map_err(|source| LexiconError::Read { file: folder.display().to_string(), source })?;
    paths.sort();
    Ok(paths)
}
