//! Finds the lexicons: adding a language is adding a folder, and nothing here names one.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../data/lexicons");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut rules = String::from("[\n");
    let mut reasons = String::from("[\n");
    for folder in sorted(&root)? {
        let Some(lang) = folder.file_name().and_then(|n| n.to_str()).filter(|_| folder.is_dir()) else { continue };
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in sorted(&folder)? {
            // Words of amounts and times are read by the module `extract`.
            if file.extension().is_none_or(|e| e != "toml") || file.file_name().is_some_and(|n| n == "extract.toml") {
                continue;
            }
            println!("cargo::rerun-if-changed={}", file.display());
            let is_reason = file.file_name().is_some_and(|n| n == "reason.toml");
            let list = if is_reason { &mut reasons } else { &mut rules };
            let path = fs::canonicalize(&file)?;
            let name = format!("{lang}/{}", file.file_name().and_then(|n| n.to_str()).unwrap_or_default());
            let line = format!("({lang:?}, {name:?}, include_str!({:?})),", path.to_string_lossy());
            writeln!(list, "{line}").map_err(io::Error::other)?;
        }
    }
    rules.push(']');
    reasons.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(out.join("lexicons.rs"), rules)?;
    fs::write(out.join("reasons.rs"), reasons)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}
