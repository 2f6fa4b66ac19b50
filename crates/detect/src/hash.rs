//! Hash tables whose keys are ours: texts only look things up in them, so nobody can fill them with keys that collide. (What
//! a text fills itself, `coercion::rows::Seen`, holds no more than one piece of 16 KB.)

#![expect(clippy::inline_always, reason = "see `wide`: what is called is compiled so only where it stands within")]

use crate::pack::{Pack, packed};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// What is known of words, by their text. The order of its keys must not reach any output.
pub(crate) type Words<T> = HashMap<String, T, BuildHasherDefault<Quick>>;

/// FNV-1a, 64 bits: only tells short texts apart.
pub(crate) fn digest(text: &str) -> u64 {
    Short::of(&[text]).0
}

/// Spreads a digest over all bits, the highest best; no two become one.
pub(crate) fn spread(digest: u64) -> u64 {
    digest.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// The highest bits of a key, as a place in a table.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a table that fits in memory has so many places")]
pub(crate) fn highest(key: u64, shift: u32) -> usize {
    (key >> shift) as usize
}

/// Calls for an entry of a table ahead of its use, so that memory answers many such calls side by side.
#[inline]
pub(crate) fn prefetch<T>(table: &[T], at: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        // SAFETY: a prefetch reads nothing the program can see and cannot fault, whatever the address.
        #[expect(
            unsafe_code,
            reason = "there is no safe call for it; with plain loads in its place reading takes three hundredths longer"
        )]
        unsafe {
            _mm_prefetch::<_MM_HINT_T0>(table.as_ptr().wrapping_add(at).cast());
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (table, at);
}

/// Where each of many sorted keys stands among them: a bit for their highest bits, which tells most keys that are not among
/// them from little memory, and how many stand before each 64 of these bits. To count the bits is quicker than to fetch where
/// each begins.
#[derive(Default)]
pub(crate) struct Ranks {
    shift: u32,
    bits: Vec<u64>,
    before: Vec<u32>,
}

impl Ranks {
    /// Of so many keys, sorted: eight bits or more for each.
    pub fn new(keys: impl Iterator<Item = u64>, count: usize) -> Self {
        let size = (8 * count).next_power_of_two().trailing_zeros().max(6);
        let mut ranks = Self { shift: 64 - size, bits: vec![0; 1 << (size - 6)], before: vec![0; 1 << (size - 6)] };
        for key in keys {
            let bit = highest(key, ranks.shift);
            ranks.bits[bit / 64] |= 1 << (bit % 64);
            ranks.before[bit / 64] += 1;
        }
        let mut sum = 0;
        for before in &mut ranks.before {
            sum += std::mem::replace(before, sum);
        }
        ranks
    }

    /// False where a key is certainly not among them.
    #[inline]
    pub fn may_have(&self, key: u64) -> bool {
        let bit = highest(key, self.shift);
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }

    /// The first place where a key may stand: it stands there or, where several share their highest bits, soon behind.
    #[inline]
    pub fn first(&self, key: u64) -> usize {
        let bit = highest(key, self.shift);
        let lower = self.bits[bit / 64] & ((1 << (bit % 64)) - 1);
        self.before[bit / 64] as usize + lower.count_ones() as usize
    }

    /// Leaves those of the keys that may be among them.
    #[inline(always)]
    pub fn keep(&self, keys: &mut Vec<u64>) {
        let mut kept = 0;
        for at in 0..keys.len() {
            let key = keys[at];
            // Without a branch: nobody can guess which are known.
            keys[kept] = key;
            kept += usize::from(self.may_have(key));
        }
        keys.truncate(kept);
    }
}

/// What is known of texts by their spread digests: laid out so that a question waits for memory as little as it can. The texts
/// themselves are not kept: who writes a word of the same digest is read as if they had written the known one.
pub(crate) struct Digests<T> {
    ranks: Ranks,
    /// In the order of their keys.
    entries: Vec<(u64, T)>,
}

impl<T> Default for Digests<T> {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl<T> Digests<T> {
    /// Entries sorted by their keys, each of which comes once.
    pub fn new(entries: Vec<(u64, T)>) -> Self {
        Self { ranks: Ranks::new(entries.iter().map(|(key, _)| *key), entries.len()), entries }
    }

    /// What is known by a key.
    #[inline]
    pub fn get(&self, key: u64) -> Option<&T> {
        if !self.ranks.may_have(key) {
            return None;
        }
        let behind = self.entries[self.ranks.first(key)..].iter();
        behind.take_while(|(one, _)| *one <= key).find(|(one, _)| *one == key).map(|(_, found)| found)
    }
}

impl<T: Pack> Pack for Digests<T> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.entries.pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Vec::unpack(from).map(Self::new)
    }
}

/// Lists of ids by the spread digests of texts.
#[derive(Default)]
pub(crate) struct Groups {
    /// Where in `lists` each begins and ends.
    keys: Digests<(u32, u32)>,
    lists: Vec<u32>,
}

impl Groups {
    /// Texts and their lists, in any order.
    pub fn new(known: &Words<Vec<u32>>) -> Self {
        let mut sorted: Vec<(u64, &Vec<u32>)> = known.iter().map(|(text, ids)| (spread(digest(text)), ids)).collect();
        sorted.sort_unstable();
        sorted.dedup_by_key(|(key, _)| *key);
        let mut lists = Vec::new();
        // Cannot fail: there are no more ids than words.
        let end = |lists: &Vec<u32>| u32::try_from(lists.len()).unwrap_or(u32::MAX);
        let mut keys = Vec::with_capacity(sorted.len());
        for (key, ids) in sorted {
            let begin = end(&lists);
            lists.extend(ids);
            keys.push((key, (begin, end(&lists))));
        }
        Self { keys: Digests::new(keys), lists }
    }

    /// The list of a text by its digest; an empty one where there is none.
    pub fn get(&self, digest: u64) -> &[u32] {
        let range = self.keys.get(spread(digest)).map(|(begin, end)| *begin as usize..*end as usize);
        range.and_then(|range| self.lists.get(range)).unwrap_or_default()
    }
}

packed!(Groups { keys, lists });

/// FNV-1a, byte by byte.
#[derive(Clone, Copy)]
pub(crate) struct Short(u64);

impl Short {
    /// The digest of texts one after the other, that more may follow.
    pub fn of(texts: &[&str]) -> Self {
        let mut short = Self::default();
        texts.iter().flat_map(|text| text.bytes()).for_each(|byte| short.push(byte));
        short
    }

    /// The digest of what came before and a text.
    pub fn then(mut self, text: &str) -> Self {
        text.bytes().for_each(|byte| self.push(byte));
        self
    }

    /// The digest of what came before and these bytes.
    pub fn and(mut self, bytes: &[u8]) -> u64 {
        for byte in bytes {
            self.push(*byte);
        }
        self.0
    }

    /// Takes one more character.
    pub fn letter(&mut self, c: char) {
        c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| self.push(byte));
    }

    /// Takes one more byte.
    pub fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// The digest so far.
    pub fn digest(self) -> u64 {
        self.0
    }
}

impl Default for Short {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

/// Takes eight bytes at a time: for tables alone, whose places nobody sees.
#[derive(Default)]
pub(crate) struct Quick(u64);

impl Quick {
    fn take(&mut self, more: u64) {
        self.0 = (self.0.rotate_left(23) ^ more).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // The table takes its place from the low bits and its tags from the highest.
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for eight in whole {
            self.take(u64::from_le_bytes(*eight));
        }
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.take(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, _: u8) {
        // What ends a text: its length is in already.
    }
}
