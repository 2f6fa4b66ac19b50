//! The key file as TOML. Written by hand, so that it explains itself to whoever opens it.

use core::fmt::{self, Write as _};

use serde::{Deserialize, Deserializer, de};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{Entry, KeyFile, KeyFileError, Numbered, Ring, is_date};
use crate::{
    RootKey, Secret,
    bytes::{from_hex, length_prefix, to_hex},
};

const FORMAT: u32 = 1;
/// Room for the text and one entry: a string that grows leaves unwiped copies behind.
const TEXT_ROOM: usize = 4096;
const ENTRY_ROOM: usize = 256;

const HEAD: &str = "\
# Keys of a vigie node. Whoever has this file and the database reads far too much:
# mode 0600, outside the data folder, never in its backups. The same on every host.
# Keep a second copy on paper or offline: without it no receipt code works any more.
# In each list the newest entry comes first. Never change or remove one by hand.
";

/// Reads a key file.
pub(super) fn parse(toml: &str) -> Result<KeyFile, KeyFileError> {
    let raw: Raw = toml::from_str(toml).map_err(|e| KeyFileError::Syntax { line: line(toml, &e) })?;
    if raw.format != FORMAT {
        return Err(KeyFileError::Format);
    }
    refuse_reuse(&raw)?;
    let file = KeyFile {
        tags: ring("tag", raw.tag)?,
        receipts: ring("receipt_salt", raw.receipt_salt)?,
        drafts: ring("draft", raw.draft)?,
        deliveries: ring("delivery", raw.delivery)?,
        passes: ring("pass", raw.pass)?,
        audit_signers: ring("audit_signer", raw.audit_signer)?,
        audit_macs: ring("audit_mac", raw.audit_mac)?,
        root: root(raw.root)?,
    };
    if check(&file) != *raw.check.0 {
        return Err(KeyFileError::Check);
    }
    Ok(file)
}

/// Writes a key file.
pub(super) fn write(file: &KeyFile) -> Secret<String> {
    let sections = sections(file);
    let entries: usize = sections.iter().map(|section| section.lines.len()).sum();
    let mut out = String::with_capacity(TEXT_ROOM + ENTRY_ROOM * entries);
    // Cannot fail, here and below: writing to a string never does.
    write!(out, "{HEAD}format = {FORMAT}\ncheck = \"{}\"\n", to_hex(&check(file))).expect("a string takes everything");
    for Section { name, about, lines } in sections {
        let mut about = format!("# {about}\n");
        for Line { number, date, key } in lines {
            let key = Zeroizing::new(to_hex(key));
            write!(out, "\n{about}[[{name}]]\nnumber = {number}\ndate = \"{date}\"\nkey = \"{}\"\n", *key)
                .expect("a string takes everything");
            about.clear();
        }
    }
    let Numbered { number, date, key } = &file.root;
    let seed = Zeroizing::new(to_hex(key.seed()));
    let fingerprint = to_hex(&key.public().fingerprint());
    write!(
        out,
        "\n# Vouches for the public keys of members and desks.\n[root]\nnumber = {number}\ndate = \"{date}\"\n\
         seed = \"{}\"\nfingerprint = \"{fingerprint}\"\n",
        *seed
    )
    .expect("a string takes everything");
    Secret::new(out)
}

/// A list of the file, in the order it is written and hashed.
struct Section<'a> {
    name: &'static str,
    about: &'static str,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    number: u16,
    date: &'a str,
    key: &'a [u8; 32],
}

fn sections(file: &KeyFile) -> [Section<'_>; 7] {
    [
        section("tag", "Finds an account or address again without storing it readably.", &file.tags),
        section("receipt_salt", "Salt of receipt codes.", &file.receipts),
        section("draft", "Recognises a report that was sent twice.", &file.drafts),
        section("delivery", "Names a delivery the same way at every try.", &file.deliveries),
        section("pass", "Seals the twenty-minute pass of a visitor.", &file.passes),
        section("audit_signer", "Signs checkpoints of the audit.", &file.audit_signers),
        section("audit_mac", "Hashes entries of the audit.", &file.audit_macs),
    ]
}

fn section<'a, T: Entry>(name: &'static str, about: &'static str, ring: &'a Ring<T>) -> Section<'a> {
    let line = |entry: &'a Numbered<T>| Line { number: entry.number, date: &entry.date, key: entry.key.bytes() };
    Section { name, about, lines: ring.iter().map(line).collect() }
}

/// A hash over everything in the file, so that a digit lost in a copy is noticed at once and not
/// when no receipt code works any more. It proves nothing against somebody who can write the file.
fn check(file: &KeyFile) -> [u8; 32] {
    let mut hash = Sha256::new();
    let mut add = |name: &str, number: u16, date: &str, key: &[u8; 32]| {
        for part in [name.as_bytes(), &number.to_be_bytes(), date.as_bytes(), key] {
            hash.update(length_prefix(part));
            hash.update(part);
        }
    };
    for Section { name, lines, .. } in sections(file) {
        for Line { number, date, key } in lines {
            add(name, number, date, key);
        }
    }
    add("root", file.root.number, &file.root.date, file.root.key.seed());
    hash.finalize().into()
}

fn ring<T: Entry>(section: &'static str, raw: Vec<RawEntry>) -> Result<Ring<T>, KeyFileError> {
    if raw.is_empty() {
        return Err(KeyFileError::Missing { section });
    }
    let falling = raw.windows(2).all(|pair| pair[0].number > pair[1].number);
    if !falling || raw.iter().any(|entry| entry.number == 0) {
        return Err(KeyFileError::Order { section });
    }
    if raw.iter().any(|entry| !is_date(&entry.date)) {
        return Err(KeyFileError::Date { section });
    }
    let entries = raw.into_iter().map(|RawEntry { number, date, key }| Numbered {
        number,
        date,
        key: T::from_entry(number, &key.0),
    });
    Ok(Ring(entries.collect()))
}

fn root(raw: RawRoot) -> Result<Numbered<RootKey>, KeyFileError> {
    if raw.number == 0 {
        return Err(KeyFileError::Order { section: "root" });
    }
    if !is_date(&raw.date) {
        return Err(KeyFileError::Date { section: "root" });
    }
    let key = RootKey::from_seed(&raw.seed.0);
    if key.public().fingerprint() != *raw.fingerprint.0 {
        return Err(KeyFileError::Fingerprint);
    }
    Ok(Numbered { number: raw.number, date: raw.date, key })
}

fn refuse_reuse(raw: &Raw) -> Result<(), KeyFileError> {
    let lists = [&raw.tag, &raw.receipt_salt, &raw.draft, &raw.delivery, &raw.pass, &raw.audit_signer, &raw.audit_mac];
    let mut keys: Vec<&[u8; 32]> = lists.into_iter().flatten().map(|entry| &*entry.key.0).collect();
    keys.push(&raw.root.seed.0);
    keys.sort_unstable();
    if keys.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(KeyFileError::Reused);
    }
    Ok(())
}

/// The line an error is near. Its message is dropped: it may quote a key.
fn line(toml: &str, error: &toml::de::Error) -> usize {
    let at = error.span().map_or(0, |span| span.start.min(toml.len()));
    toml.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    format: u32,
    check: Hex,
    #[serde(default)]
    tag: Vec<RawEntry>,
    #[serde(default)]
    receipt_salt: Vec<RawEntry>,
    #[serde(default)]
    draft: Vec<RawEntry>,
    #[serde(default)]
    delivery: Vec<RawEntry>,
    #[serde(default)]
    pass: Vec<RawEntry>,
    #[serde(default)]
    audit_signer: Vec<RawEntry>,
    #[serde(default)]
    audit_mac: Vec<RawEntry>,
    root: RawRoot,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    number: u16,
    date: String,
    key: Hex,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRoot {
    number: u16,
    date: String,
    seed: Hex,
    fingerprint: Hex,
}

/// 32 bytes as 64 lower-case hex digits.
struct Hex(Zeroizing<[u8; 32]>);

impl<'de> Deserialize<'de> for Hex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = Hex;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("64 hex digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Hex, E> {
                from_hex(text).map(Hex).ok_or_else(|| E::custom("not 64 hex digits"))
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}
