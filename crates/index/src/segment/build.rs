//! Writing a segment: entries in order, then one table after another, checksums, and the head last.

use std::io::{Result, Seek, SeekFrom, Write};

use super::guard::Sums;
use super::head::{BLOCK, Head, Layout};
use super::{TABLES, VALUES};
use crate::code::Code;

/// A code and the number of what carries it.
pub(crate) type Entry = (Code, u64);

/// Up to here looking through all is faster than sixteen tables.
const SHORT: usize = 4096;

/// What a segment of these entries looks like.
pub(super) fn shape(entries: &[Entry], mark: u64) -> (Head, Layout) {
    let least = entries.iter().map(|entry| entry.1).min().unwrap_or_default();
    let most = entries.iter().map(|entry| entry.1).max().unwrap_or_default();
    let tabled = entries.len() > SHORT;
    let distinct = if tabled { firsts(entries).count() } else { 0 };
    let head = Head {
        entries: u32::try_from(entries.len()).unwrap_or(u32::MAX),
        distinct: u32::try_from(distinct).unwrap_or(u32::MAX),
        id_base: least,
        id_width: (u64::BITS - (most - least).leading_zeros()).div_ceil(8),
        place_width: if entries.len() <= 1 << 24 { 3 } else { 4 },
        tabled,
        mark,
        sums: 0,
    };
    (head, head.places())
}

/// Writes a segment from the start of `to`. `entries` are ordered by code and fewer than 2^32.
///
/// The head comes last: what was broken off in the middle does not begin as an index does.
pub(crate) fn write<W: Write + Seek>(entries: &[Entry], mark: u64, to: W) -> Result<()> {
    let (mut head, layout) = shape(entries, mark);
    let mut out = Out { to, at: BLOCK, sums: Sums::default() };
    out.to.seek(SeekFrom::Start(BLOCK as u64))?;
    for some in entries.chunks(1 << 14) {
        let codes: Vec<Code> = some.iter().map(|entry| entry.0).collect();
        out.put(codes.as_flattened())?;
    }
    out.pad_to(layout.repeats.start)?;
    out.put(&repeats(entries))?;
    out.pad_to(layout.ids.start)?;
    let width = head.id_width as usize;
    for some in entries.chunks(1 << 14) {
        let ids = some.iter().flat_map(|entry| (entry.1 - head.id_base).to_le_bytes().into_iter().take(width));
        out.put(&ids.collect::<Vec<u8>>())?;
    }
    out.pad_to(layout.starts.start)?;
    if head.tabled {
        tables(entries, &head, &layout, &mut out)?;
    }
    out.pad_to(layout.sums.start)?;
    let Out { mut to, sums, .. } = out;
    let sums = sums.done();
    to.write_all(&sums)?;
    head.sums = crc32fast::hash(&sums);
    to.rewind()?;
    to.write_all(&head.to_bytes())?;
    to.flush()
}

fn tables<W: Write>(entries: &[Entry], head: &Head, layout: &Layout, out: &mut Out<W>) -> Result<()> {
    let starts = starts(entries);
    for table in &starts {
        let bytes: Vec<u8> = table.iter().flat_map(|start| start.to_le_bytes()).collect();
        out.put(&bytes)?;
    }
    let width = head.place_width as usize;
    let mut nexts = vec![0; 2 * head.distinct as usize];
    let mut places = vec![0; width * head.distinct as usize];
    for (table, (mut free, (next_at, place_at))) in starts.into_iter().zip(&layout.tables).enumerate() {
        for (place, code) in firsts(entries) {
            let slot = &mut free[usize::from(word(code, table))];
            let at = *slot as usize;
            *slot += 1;
            nexts[2 * at..2 * at + 2].copy_from_slice(&word(code, (table + 1) % TABLES).to_le_bytes());
            places[width * at..width * (at + 1)].copy_from_slice(&place.to_le_bytes()[..width]);
        }
        out.pad_to(next_at.start)?;
        out.put(&nexts)?;
        out.pad_to(place_at.start)?;
        out.put(&places)?;
    }
    Ok(())
}

/// Word `at` of a code, 0 to 15.
#[inline]
pub(super) fn word(code: &Code, at: usize) -> u16 {
    u16::from_le_bytes([code[2 * at], code[2 * at + 1]])
}

/// For every table, where the entries of each value start, and the end.
fn starts(entries: &[Entry]) -> Vec<Vec<u32>> {
    let mut tables = vec![vec![0_u32; VALUES + 1]; TABLES];
    for (_, code) in firsts(entries) {
        for (table, counts) in tables.iter_mut().enumerate() {
            counts[usize::from(word(code, table)) + 1] += 1;
        }
    }
    for counts in &mut tables {
        let mut sum = 0;
        for count in counts {
            sum += *count;
            *count = sum;
        }
    }
    tables
}

/// Place and code of the first entry of every code.
fn firsts(entries: &[Entry]) -> impl Iterator<Item = (u32, &Code)> {
    let mut before = None;
    (0..).zip(entries).filter_map(move |(place, (code, _))| {
        let is_first = before.replace(code) != Some(code);
        is_first.then_some((place, code))
    })
}

fn repeats(entries: &[Entry]) -> Vec<u8> {
    let mut bits = vec![0xFF; entries.len().div_ceil(8)];
    if !entries.len().is_multiple_of(8)
        && let Some(last) = bits.last_mut()
    {
        *last >>= 8 - entries.len() % 8;
    }
    for (place, _) in firsts(entries) {
        bits[place as usize / 8] &= !(1 << (place % 8));
    }
    bits
}

/// Something to write to that knows how far it is.
struct Out<W> {
    to: W,
    at: usize,
    sums: Sums,
}

impl<W: Write> Out<W> {
    fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.sums.take(bytes);
        self.at += bytes.len();
        self.to.write_all(bytes)
    }

    fn pad_to(&mut self, at: usize) -> Result<()> {
        self.put(&vec![0; at - self.at])
    }
}
