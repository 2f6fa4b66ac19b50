//! Weights of parts of the wording, found by the digest of a part: laid out so that a text's few hundred questions wait for
//! memory as little as they can.

#![expect(clippy::inline_always, reason = "see `wide`: what is called is compiled so only where it stands within")]

use super::weights::{NUMBERS, Weight};
use crate::hash::{Ranks, highest, prefetch, spread};

/// How many numbers of a row have ten bits; the last one has sixteen.
const TEN_BITS: usize = NUMBERS - 1;
/// What is added to a number so that it is none below 0.
const ABOVE: i32 = 512;

/// A weight beside its key, half a line of the processor's memory. Of those with a number of more than ten bits only the place
/// among such weights is here, lowest byte first.
#[derive(Clone, Copy)]
#[repr(C, align(32))]
struct Row {
    key: u64,
    /// The lower bytes of the numbers and [`ABOVE`].
    low: [u8; TEN_BITS],
    /// Their two higher bits, two beside each other for each number.
    high: u32,
    last: i16,
    wide: bool,
}

/// Weights by their keys, which are spread digests.
pub(super) struct Rows {
    ranks: Ranks,
    /// In the order of their keys, and one more behind the last.
    entries: Vec<Row>,
    wide: Vec<Weight>,
}

impl Default for Rows {
    fn default() -> Self {
        Self::sorted(&[])
    }
}

impl Rows {
    /// # Errors
    /// The line of a key that an earlier line has already. Each entry is a key, its line and its weight.
    pub fn new(mut entries: Vec<(u64, u32, Weight)>) -> Result<Self, usize> {
        entries.sort_unstable_by_key(|(key, line, _)| (*key, *line));
        let twice = entries.windows(2).filter(|two| two[0].0 == two[1].0).map(|two| two[1].1).min();
        if let Some(line) = twice {
            return Err(line as usize);
        }
        Ok(Self::sorted(&entries))
    }

    fn sorted(entries: &[(u64, u32, Weight)]) -> Self {
        let mut wide = Vec::new();
        let mut rows: Vec<Row> = Vec::with_capacity(entries.len() + 1);
        rows.extend(entries.iter().map(|(key, _, weight)| row(*key, weight, &mut wide)));
        let ranks = Ranks::new(rows.iter().map(|row| row.key), rows.len());
        // Nobody looks behind this one: no key is greater.
        rows.push(row(u64::MAX, &[0; NUMBERS], &mut wide));
        Self { ranks, entries: rows, wide }
    }

    /// The weight of a key.
    pub fn get(&self, key: u64) -> Option<Weight> {
        let (mut keys, mut places) = (vec![key], Vec::new());
        self.call(&mut keys, &mut places);
        self.find(&keys, &mut places);
        places.first()?;
        // Cannot fail: it is one weight alone.
        Some(self.sum(&places).map(|sum| i16::try_from(sum).unwrap_or_default()))
    }

    /// Leaves the keys that may have a weight, says from where on each may stand, and calls for these places.
    #[inline(always)]
    pub fn call(&self, keys: &mut Vec<u64>, places: &mut Vec<usize>) {
        self.ranks.keep(keys);
        places.clear();
        for key in keys.iter() {
            let at = self.ranks.first(*key);
            prefetch(&self.entries, at);
            places.push(at);
        }
    }

    /// Of what [`Self::call`] gave leaves the places of those keys that have a weight.
    #[inline(always)]
    pub fn find(&self, keys: &[u64], places: &mut Vec<usize>) {
        let mut count = 0;
        for (number, key) in keys.iter().enumerate() {
            let mut at = places[number];
            while self.entries[at].key < *key {
                at += 1;
            }
            places[count] = at;
            count += usize::from(self.entries[at].key == *key);
        }
        places.truncate(count);
    }

    /// The sums of the weights at these places.
    #[inline(always)]
    pub fn sum(&self, places: &[usize]) -> [i32; NUMBERS] {
        let mut sums = [0; NUMBERS];
        // 85 times 3 is the most that a byte holds.
        for some in places.chunks(85) {
            let (mut low, mut high, mut last, mut count) = ([0_u16; TEN_BITS], [0_u32; 4], 0, 0);
            for at in some {
                let row = &self.entries[*at];
                if row.wide {
                    self.add_wide(row, &mut sums);
                    continue;
                }
                count += 1;
                low.iter_mut().zip(row.low).for_each(|(sum, low)| *sum += u16::from(low));
                // Every fourth number's higher bits stand in one of these, a byte for each.
                for (at, sum) in high.iter_mut().enumerate() {
                    *sum += row.high >> (2 * at) & 0x0303_0303;
                }
                last += i32::from(row.last);
            }
            let high = high.map(u32::to_le_bytes);
            for (at, (sum, low)) in sums.iter_mut().zip(low).enumerate() {
                *sum += i32::from(low) + (i32::from(high[at % 4][at / 4]) << 8) - ABOVE * count;
            }
            sums[TEN_BITS] += last;
        }
        sums
    }

    #[cold]
    #[inline(never)]
    fn add_wide(&self, row: &Row, sums: &mut [i32; NUMBERS]) {
        let [one, two, three, four, ..] = row.low;
        add(sums, &self.wide[u32::from_le_bytes([one, two, three, four]) as usize]);
    }
}

fn row(key: u64, weight: &Weight, wide: &mut Vec<Weight>) -> Row {
    let mut row = Row { key, low: [0; TEN_BITS], high: 0, last: weight[TEN_BITS], wide: false };
    let above = weight.map(|number| i32::from(number) + ABOVE);
    if above[..TEN_BITS].iter().all(|number| (0..2 * ABOVE).contains(number)) {
        for (at, number) in above[..TEN_BITS].iter().enumerate() {
            let [low, high, ..] = number.to_le_bytes();
            row.low[at] = low;
            row.high |= u32::from(high) << (2 * at);
        }
    } else {
        let at = u32::try_from(wide.len()).unwrap_or(u32::MAX).to_le_bytes();
        row.low[..4].copy_from_slice(&at);
        row.wide = true;
        wide.push(*weight);
    }
    row
}

/// The different ones among many keys.
#[derive(Default)]
pub(super) struct Seen {
    slots: Vec<u64>,
}

impl Seen {
    /// Spreads digests and leaves each of them once.
    pub fn differ(&mut self, digests: &mut Vec<u64>) {
        // So much room that few meet another: whether one is new nobody can guess, and it takes no branch.
        let bits = (4 * digests.len()).next_power_of_two().trailing_zeros().max(6);
        self.slots.clear();
        self.slots.resize(1 << bits, 0);
        let (shift, mask) = (64 - bits, self.slots.len() - 1);
        let mut kept = 0;
        for at in 0..digests.len() {
            let digest = spread(digests[at]);
            // 0 is an empty slot.
            let key = digest.max(1);
            let mut place = highest(key, shift);
            let mut slot = self.slots[place];
            #[expect(clippy::needless_bitwise_bool, reason = "nobody can guess which of the two it is")]
            while (slot != 0) & (slot != key) {
                place = (place + 1) & mask;
                slot = self.slots[place];
            }
            digests[kept] = digest;
            kept += usize::from(slot == 0);
            self.slots[place] = key;
        }
        digests.truncate(kept);
    }
}

/// Adds a weight to sums.
#[inline(always)]
pub(super) fn add(sums: &mut [i32; NUMBERS], weight: &Weight) {
    sums.iter_mut().zip(weight).for_each(|(sum, more)| *sum += i32::from(*more));
}

/// Weights of concepts and of pairs of them, by the place of a concept's name among all names in order.
#[derive(Default)]
pub(super) struct Concepts {
    /// The place of each concept among the names, by id; [`NONE`] for what is no concept.
    places: Vec<u32>,
    single: Vec<Option<Weight>>,
    /// For each concept, a bit for each other whose pair with it has weights; `width` words each.
    known: Vec<u64>,
    width: usize,
    /// For each word of `known`, the number of the first of its pairs.
    first: Vec<u32>,
    pairs: Vec<Weight>,
}

const NONE: u32 = u32::MAX;

impl Concepts {
    /// `names` are the names of concepts by id; the weights of a name and of two names together are asked for.
    pub fn new(
        names: &[Option<String>],
        single: impl Fn(&str) -> Option<Weight>,
        mut pair: impl FnMut(&str, &str) -> Option<Weight>,
    ) -> Self {
        let mut sorted: Vec<(&str, usize)> =
            names.iter().enumerate().filter_map(|(id, name)| Some((name.as_deref()?, id))).collect();
        sorted.sort_unstable();
        let limit = sorted.iter().map(|(_, id)| id + 1).max().unwrap_or(0);
        let width = sorted.len().div_ceil(64);
        let mut made = Self { places: vec![NONE; limit], width, ..Self::default() };
        for (place, (name, id)) in (0..).zip(&sorted) {
            made.places[*id] = place;
            made.single.push(single(name));
            let row = made.known.len();
            made.known.resize(row + width, 0);
            for word in 0..width {
                made.first.push(u32::try_from(made.pairs.len()).unwrap_or(NONE));
                for (at, (other, _)) in sorted.iter().enumerate().skip((place as usize + 1).max(64 * word)) {
                    if at / 64 > word {
                        break;
                    }
                    if let Some(weight) = pair(name, other) {
                        made.known[row + word] |= 1 << (at % 64);
                        made.pairs.push(weight);
                    }
                }
            }
        }
        made
    }

    /// Marks a word or concept as there.
    pub fn mark(&self, id: u32, there: &mut [u64]) {
        if let Some(place) = self.places.get(id as usize).filter(|place| **place != NONE) {
            there[*place as usize / 64] |= 1 << (place % 64);
        }
    }

    /// Words that [`Self::mark`] needs.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many concepts there are, and the sums of their weights and of those of their pairs.
    #[inline(always)]
    pub fn sums(&self, there: &[u64]) -> (usize, [i32; NUMBERS], [i32; NUMBERS]) {
        let (mut count, mut alone, mut together) = (0, [0; NUMBERS], [0; NUMBERS]);
        for place in ones(there) {
            count += 1;
            if let Some(weight) = &self.single[place] {
                add(&mut alone, weight);
            }
            let row = place * self.width;
            for (word, bits) in there.iter().enumerate().skip(place / 64) {
                let known = self.known[row + word];
                for at in ones(&[known & bits]) {
                    let before = (known & ((1 << at) - 1)).count_ones();
                    add(&mut together, &self.pairs[(self.first[row + word] + before) as usize]);
                }
            }
        }
        (count, alone, together)
    }
}

/// The places of the bits that are set.
#[inline(always)]
fn ones(words: &[u64]) -> impl Iterator<Item = usize> + '_ {
    words.iter().enumerate().flat_map(|(word, bits)| {
        let mut left = *bits;
        std::iter::from_fn(move || {
            let at = left.trailing_zeros() as usize;
            if left == 0 {
                return None;
            }
            left &= left - 1;
            Some(64 * word + at)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{NUMBERS, Rows, Seen, Weight, spread};

    #[test]
    fn sums_of_many_rows_are_those_of_their_weights() {
        // Of eight, ten and sixteen bits, in turns.
        let weight = |at: u64| -> Weight {
            let most = [120, 500, 30_000][usize::try_from(at % 3).unwrap()];
            std::array::from_fn(|number| {
                let spread = spread(at * 17 + number as u64) >> 40;
                i16::try_from(i64::try_from(spread).unwrap() % (2 * most) - most).unwrap()
            })
        };
        let rows = Rows::new((1..=900).map(|at| (spread(at), 0, weight(at))).collect()).expect("no key comes twice");
        let (mut keys, mut places) = ((1..=1800).map(spread).collect(), Vec::new());
        rows.call(&mut keys, &mut places);
        rows.find(&keys, &mut places);
        assert_eq!(places.len(), 900);
        let mut whole = [0; NUMBERS];
        for at in 1..=900 {
            assert_eq!(rows.get(spread(at)), Some(weight(at)));
            super::add(&mut whole, &weight(at));
        }
        assert_eq!(rows.sum(&places), whole);
    }

    #[test]
    fn each_digest_stays_once() {
        let mut digests: Vec<u64> = (0..500).map(|at| at * at % 97).collect();
        let mut once: Vec<u64> = digests.iter().copied().map(spread).collect();
        once.sort_unstable();
        once.dedup();
        Seen::default().differ(&mut digests);
        digests.sort_unstable();
        assert_eq!(digests, once);
    }
}
