//! Writing a segment: entries in order, then one table after another, checksums, and the head last.

use std::io::{Result, Seek, SeekFrom, Write};

use super::guard::Sums;
use super::head::{BLOCK, Head, Layout};
use super::{TABLES, VALUES};
use crate::code::{Code, words};

/// A code and the number of what carries it.
pub(crate) type Entry = (Code, u64);

/// Puts entries in order. Codes are compared as numbers: a third less work than byte by byte.
pub(crate) fn sort(entries: &mut [Entry]) {
    entries.sort_unstable_by_key(|(code, id)| (number(code), *id));
}

/// Up to here looking through all is faster than sixteen tables.
const SHORT: usize = 4096;
/// Tables that are made of one walk through the entries.
const AT_ONCE: usize = 4;

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
    let firsts: Vec<u32> = firsts(entries).map(|(place, _)| place).collect();
    let mut nexts = vec![0; 2 * firsts.len()];
    let mut places = vec![0; head.place_width as usize * firsts.len()];
    let mut columns = std::array::from_fn(|_| Vec::with_capacity(firsts.len()));
    for from in (0..TABLES).step_by(AT_ONCE) {
        fill(&mut columns, entries, &firsts, from);
        for (pair, table) in columns.windows(2).zip(&layout.tables[from..]) {
            let mut starts = starts(&pair[0]);
            out.pad_to(table.starts.start)?;
            out.put(starts.iter().map(|start| start.to_le_bytes()).collect::<Vec<_>>().as_flattened())?;
            let into = (&mut starts[..], &mut nexts[..], &mut places[..]);
            if head.place_width == 3 {
                scatter::<3>(pair, &firsts, into);
            } else {
                scatter::<4>(pair, &firsts, into);
            }
            out.pad_to(table.nexts.start)?;
            out.put(&nexts)?;
            out.pad_to(table.places.start)?;
            out.put(&places)?;
        }
    }
    Ok(())
}

/// The words of all codes from one word on, each list for one word, and one more for the next words of the last.
fn fill(columns: &mut [Vec<u16>; AT_ONCE + 1], entries: &[Entry], firsts: &[u32], from: usize) {
    columns.iter_mut().for_each(Vec::clear);
    for &place in firsts {
        let (code, _) = &entries[place as usize];
        for (at, column) in columns.iter_mut().enumerate() {
            column.push(word(code, (from + at) % TABLES));
        }
    }
}

/// Where the entries of each value start, and the end.
fn starts(words: &[u16]) -> Vec<u32> {
    let mut counts = vec![0_u32; VALUES + 1];
    for &word in words {
        counts[usize::from(word) + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut counts {
        sum += *count;
        *count = sum;
    }
    counts
}

/// Writes the entries of a table: to where its value starts, which moves on. `words` are own and next ones.
fn scatter<const WIDTH: usize>(words: &[Vec<u16>], firsts: &[u32], into: (&mut [u32], &mut [u8], &mut [u8])) {
    let (free, nexts, places) = into;
    let (nexts, places) = (nexts.as_chunks_mut::<2>().0, places.as_chunks_mut::<WIDTH>().0);
    for ((&own, &next), &place) in words[0].iter().zip(&words[1]).zip(firsts) {
        let at = free[usize::from(own)] as usize;
        free[usize::from(own)] += 1;
        nexts[at] = next.to_le_bytes();
        places[at].copy_from_slice(&place.to_le_bytes()[..WIDTH]);
    }
}

/// Word `at` of a code, 0 to 15.
#[inline]
pub(super) fn word(code: &Code, at: usize) -> u16 {
    u16::from_le_bytes([code[2 * at], code[2 * at + 1]])
}

/// A code as a number, in two halves: in the order of its bytes.
fn number(code: &Code) -> [u128; 2] {
    let (halves, _) = code.as_chunks::<16>();
    [u128::from_be_bytes(halves[0]), u128::from_be_bytes(halves[1])]
}

/// Place and code of the first entry of every code.
fn firsts(entries: &[Entry]) -> impl Iterator<Item = (u32, &Code)> {
    let mut before = None;
    (0..).zip(entries).filter_map(move |(place, (code, _))| {
        let number = words(code);
        let is_first = before.replace(number) != Some(number);
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
