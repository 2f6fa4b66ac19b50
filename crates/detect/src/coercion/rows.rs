//! Weights of parts of the wording, found by the digest of a part: laid out so that a text's few hundred questions wait for
//! memory as little as they can.

use super::weights::{NUMBERS, Weight};
use crate::hash::{Digests, Sieve, highest};

/// A weight whose numbers are all small, as nineteen of twenty are: half as much to fetch. Where the first is [`WIDE`], the
/// next four bytes say which weight it is among those that are not.
type Narrow = [i8; NUMBERS];
const WIDE: i8 = i8::MIN;

/// Weights by their keys, which are spread digests.
#[derive(Default)]
pub(super) struct Rows {
    narrow: Digests<Narrow>,
    sieve: Sieve,
    wide: Vec<Weight>,
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
        let mut wide = Vec::new();
        let narrow = entries.into_iter().map(|(key, _, weight)| (key, narrow(weight, &mut wide))).collect();
        let narrow = Digests::new(narrow);
        Ok(Self { sieve: Sieve::new(&narrow), narrow, wide })
    }

    /// The weight of a key.
    pub fn get(&self, key: u64) -> Option<Weight> {
        let mut sums = Sums::default();
        if !self.add(key, &mut sums) {
            return None;
        }
        // Cannot fail: it is one weight alone.
        Some(sums.whole().map(|sum| i16::try_from(sum).unwrap_or_default()))
    }

    /// Leaves the keys that may have a weight, and fetches what will be asked for.
    pub fn sift(&self, keys: &mut Vec<u64>) {
        self.sieve.keep(keys);
        self.narrow.touch(keys);
    }

    /// Adds the weight of a key to sums; false where it has none.
    #[inline]
    pub fn add(&self, key: u64, sums: &mut Sums) -> bool {
        let Some(narrow) = self.narrow.get(key) else { return false };
        if narrow[0] == WIDE {
            let at = [narrow[1], narrow[2], narrow[3], narrow[4]].map(i8::cast_unsigned);
            add(&mut sums.far, &self.wide[u32::from_le_bytes(at) as usize]);
        } else {
            sums.add(narrow);
        }
        true
    }
}

fn narrow(weight: Weight, wide: &mut Vec<Weight>) -> Narrow {
    let mut narrow = [0; NUMBERS];
    let fits = weight.iter().zip(&mut narrow).all(|(number, small)| match i8::try_from(*number) {
        Ok(fitting) if fitting != WIDE => {
            *small = fitting;
            true
        }
        _ => false,
    });
    if !fits {
        narrow = [0; NUMBERS];
        narrow[0] = WIDE;
        let at = u32::try_from(wide.len()).unwrap_or(u32::MAX).to_le_bytes();
        narrow[1..5].copy_from_slice(&at.map(u8::cast_signed));
        wide.push(weight);
    }
    narrow
}

/// Sums of weights.
#[derive(Default)]
pub(super) struct Sums {
    /// Of the last few: no more than can be added without growing too large.
    near: [i16; NUMBERS],
    count: u8,
    far: [i32; NUMBERS],
}

impl Sums {
    fn add(&mut self, narrow: &Narrow) {
        // 255 times 127 is less than the largest.
        if self.count == u8::MAX {
            add(&mut self.far, &std::mem::take(&mut self.near));
            self.count = 0;
        }
        self.count += 1;
        self.near.iter_mut().zip(narrow).for_each(|(sum, more)| *sum += i16::from(*more));
    }

    /// All that was added.
    pub fn whole(mut self) -> [i32; NUMBERS] {
        add(&mut self.far, &self.near);
        self.far
    }
}

/// The different ones among many keys.
#[derive(Default)]
pub(super) struct Seen {
    slots: Vec<u64>,
    shift: u32,
}

impl Seen {
    /// Forgets all and makes room for so many keys.
    pub fn clear(&mut self, keys: usize) {
        let bits = (2 * keys).next_power_of_two().trailing_zeros().max(4);
        self.shift = 64 - bits;
        self.slots.clear();
        self.slots.resize(1 << bits, 0);
    }

    /// Whether a key is new. No more may come than there was made room for.
    pub fn insert(&mut self, key: u64) -> bool {
        // 0 is an empty slot.
        let key = key.max(1);
        let mask = self.slots.len() - 1;
        let mut at = highest(key, self.shift);
        loop {
            let slot = &mut self.slots[at & mask];
            if *slot == 0 {
                *slot = key;
                return true;
            }
            if *slot == key {
                return false;
            }
            at += 1;
        }
    }
}

/// Adds a weight to sums.
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
