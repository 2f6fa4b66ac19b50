//! Finds the lexicons: adding a language is adding a folder, and nothing here names one. Compiles them, which would be most
//! of the time a program takes to start. Packs the weights of wording and places, whose texts would be half of a program's
//! size and longer to read than all else.

#![expect(dead_code, reason = "what reads texts is not needed here")]

#[path = "src/code.rs"]
mod code;
#[path = "src/draft.rs"]
mod draft;
#[path = "src/element.rs"]
mod element;
#[path = "src/error.rs"]
mod error;
#[path = "src/fold.rs"]
mod fold;
#[path = "src/hash.rs"]
mod hash;
#[path = "src/lexicon.rs"]
mod lexicon;
#[path = "src/near.rs"]
mod near;
#[path = "src/pack.rs"]
mod pack;
#[path = "src/pattern.rs"]
mod pattern;
#[path = "src/readings.rs"]
mod readings;

use error::Source;
use pack::Pack as _;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() {
    if let Err(error) = build() {
        // As it is, not as a debugger shows it: file and line are in it.
        eprintln!("{error}");
        std::process::exit(1);
    }
}

fn build() -> io::Result<()> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../data/lexicons");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut rules = String::from("[\n");
    let mut reasons = String::from("[\n");
    let mut texts = Vec::new();
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
            if !is_reason {
                texts.push((lang.to_owned(), name, fs::read_to_string(&file)?));
            }
        }
    }
    rules.push(']');
    reasons.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(out.join("lexicons.rs"), rules)?;
    fs::write(out.join("reasons.rs"), reasons)?;
    let sources: Vec<Source> = texts.iter().map(|(lang, file, text)| Source { lang, file, text }).collect();
    let mut lexicon = Vec::new();
    draft::compile(&sources).map_err(io::Error::other)?.pack(&mut lexicon);
    fs::write(out.join("lexicon.bin"), lexicon)?;
    pack(&root, &out)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    Ok(paths)
}

/// What lines begin with that hold no part of a text; they stay as they are.
const HEADS: [&str; 2] = ["step ", "again "];

/// The families of the wording, as `coercion::wording` names them.
const FAMILIES: [&str; 4] = ["word", "run", "concept", "pair"];

/// Writes the weights of each family of the wording and of places as `coercion::packed` reads them.
fn pack(root: &Path, out: &Path) -> io::Result<()> {
    let mut families: BTreeMap<&str, BTreeMap<u64, Vec<i16>>> = BTreeMap::new();
    let text = fs::read_to_string(root.join("wording.tsv"))?;
    println!("cargo::rerun-if-changed={}", root.join("wording.tsv").display());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.splitn(3, '\t');
        let (Some(family), Some(part), Some(row)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(wrong(line));
        };
        add(families.entry(family).or_default(), part, row, 17)?;
    }
    if let Some(family) = families.keys().find(|family| !FAMILIES.contains(family)) {
        return Err(wrong(family));
    }
    for family in FAMILIES {
        fs::write(out.join(format!("{family}.bin")), bytes(&families.remove(family).unwrap_or_default()))?;
    }
    let text = fs::read_to_string(root.join("places.tsv"))?;
    println!("cargo::rerun-if-changed={}", root.join("places.tsv").display());
    let (mut head, mut rows) = (String::new(), BTreeMap::new());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if HEADS.iter().any(|begin| line.starts_with(begin)) {
            writeln!(head, "{line}").map_err(io::Error::other)?;
        } else {
            let (part, row) = line.split_once('\t').ok_or_else(|| wrong(line))?;
            add(&mut rows, part, row, 20)?;
        }
    }
    fs::write(out.join("places.tsv"), head)?;
    fs::write(out.join("places.bin"), bytes(&rows))?;
    let mut stances: BTreeMap<&str, BTreeMap<u64, Vec<i16>>> = BTreeMap::new();
    let text = fs::read_to_string(root.join("stances.tsv"))?;
    println!("cargo::rerun-if-changed={}", root.join("stances.tsv").display());
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.splitn(3, '\t');
        let (Some(family), Some(part), Some(row)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(wrong(line));
        };
        add(stances.entry(family).or_default(), part, row, 4)?;
    }
    for family in FAMILIES.into_iter().take(2) {
        fs::write(out.join(format!("stance-{family}.bin")), bytes(&stances.remove(family).unwrap_or_default()))?;
    }
    stances.keys().next().map_or(Ok(()), |family| Err(wrong(family)))
}

fn add(rows: &mut BTreeMap<u64, Vec<i16>>, part: &str, row: &str, count: usize) -> io::Result<()> {
    let numbers = row.split('\t').map(|number| number.parse().map_err(|_| wrong(row)));
    let numbers = numbers.collect::<io::Result<Vec<i16>>>()?;
    if numbers.len() != count {
        return Err(wrong(row));
    }
    match rows.insert(hash::spread(hash::digest(part)), numbers) {
        None => Ok(()),
        Some(_) => Err(io::Error::other(format!("{part} has its weights already"))),
    }
}

fn wrong(line: &str) -> io::Error {
    io::Error::other(format!("these are no weights: {line}"))
}

/// Eight bytes of each key, then its numbers: small ones near zero take one byte.
fn bytes(rows: &BTreeMap<u64, Vec<i16>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (key, row) in rows {
        bytes.extend(key.to_le_bytes());
        for number in row {
            let mut rest = ((number << 1) ^ (number >> 15)).cast_unsigned();
            while rest >= 0x80 {
                bytes.push(rest.to_le_bytes()[0] | 0x80);
                rest >>= 7;
            }
            bytes.push(rest.to_le_bytes()[0]);
        }
    }
    bytes
}
