//! Weights of parts of the wording, found by the digest of a part: laid out so that a text's few hundred questions wait for
//! memory as little as they can.

use super::weights::{NUMBERS, Weight};

/// Spreads a digest over all bits, the highest best; no two become one.
pub(super) fn spread(digest: u64) -> u64 {
    digest.wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Weights in the order of their keys, which are spread digests; the highest bits say where to begin to look.
#[derive(Default)]
pub(super) struct Rows {
    shift: u32,
    /// For each value of the highest bits, the first place with it; one more for the end.
    starts: Vec<u32>,
    keys: Vec<u64>,
    rows: Vec<Weight>,
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
        let bits = entries.len().next_power_of_two().trailing_zeros().max(1);
        let shift = 64 - bits;
        let mut starts = vec![0_u32; (1 << bits) + 1];
        for (key, ..) in &entries {
            starts[(key >> shift) as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let keys = entries.iter().map(|(key, ..)| *key).collect();
        Ok(Self { shift, starts, keys, rows: entries.into_iter().map(|(.., row)| row).collect() })
    }

    pub fn get(&self, key: u64) -> Option<&Weight> {
        let at = (key >> self.shift) as usize;
        let [from, to] = *self.starts.get(at..at + 2)? else { return None };
        let (from, to) = (from as usize, to as usize);
        let found = self.keys.get(from..to)?.iter().position(|one| *one == key)?;
        self.rows.get(from + found)
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
        let mut at = (key >> self.shift) as usize;
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
