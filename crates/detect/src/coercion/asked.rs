//! Weights of the parts of words, found by their digests: what is asked of a text is called for at once, so that it waits for
//! memory as little as it can.

#![expect(clippy::inline_always, reason = "see `wide`: what is called is compiled so only where it stands within")]

use super::places::PLACED;
use super::reach::{Sums, Weight};
use crate::hash::{Ranks, Short, prefetch, spread};

/// A weight beside its key, half a line of the processor's memory.
#[repr(C, align(32))]
struct Row {
    key: u64,
    /// Nothing but 0 where a number has more than eight bits.
    numbers: [i8; 2 * PLACED.len()],
    /// Then its place among such weights; [`NARROW`] for all others.
    wide: u32,
}

const NARROW: u32 = u32::MAX;

/// Weights by the spread digests of parts.
pub(super) struct Table {
    ranks: Ranks,
    /// In the order of their keys, and one more behind the last.
    rows: Vec<Row>,
    wide: Vec<Weight>,
}

/// What was asked of a text: keys, the word each is about, and from where on it may stand among the rows.
pub(super) struct Asked(Vec<(u64, usize, usize)>);

impl Asked {
    /// With room for so many.
    pub fn new(room: usize) -> Self {
        Self(Vec::with_capacity(room))
    }

    /// Notes a part of a word.
    #[inline]
    pub fn ask(&mut self, at: usize, part: Short) {
        self.0.push((spread(part.digest()), at, 0));
    }
}

impl Default for Table {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

impl Table {
    /// From weights sorted by their keys.
    pub fn new(weights: Vec<(u64, Weight)>) -> Self {
        let ranks = Ranks::new(weights.iter().map(|(key, _)| *key), weights.len());
        let mut table = Self { ranks, rows: Vec::with_capacity(weights.len() + 1), wide: Vec::new() };
        // Nobody looks behind the last one: no key is greater.
        for (key, weight) in weights.into_iter().chain([(u64::MAX, [0; 2 * PLACED.len()])]) {
            let mut row = Row { key, numbers: [0; 2 * PLACED.len()], wide: NARROW };
            if weight.iter().all(|number| i8::try_from(*number).is_ok()) {
                // Cannot fail: each was looked at.
                row.numbers = weight.map(|number| i8::try_from(number).unwrap_or_default());
            } else {
                row.wide = u32::try_from(table.wide.len()).unwrap_or(NARROW);
                table.wide.push(weight);
            }
            table.rows.push(row);
        }
        table
    }

    /// Whether there is nothing to weigh with.
    pub fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    /// Adds the weight of a key, where it has one.
    pub fn weigh(&self, key: u64, sums: &mut Sums) {
        let at = self.place(key, self.ranks.first(key));
        if self.ranks.may_have(key) && self.rows[at].key == key {
            self.add(at, sums);
        }
    }

    /// The place of the row with the key or, where there is none, of the next one, from a place on.
    #[inline(always)]
    fn place(&self, key: u64, mut at: usize) -> usize {
        while self.rows[at].key < key {
            at += 1;
        }
        at
    }

    #[inline(always)]
    fn add(&self, at: usize, sums: &mut Sums) {
        let row = &self.rows[at];
        sums.iter_mut().zip(row.numbers).for_each(|(sum, more)| *sum += i32::from(more));
        if row.wide != NARROW {
            sums.iter_mut().zip(&self.wide[row.wide as usize]).for_each(|(sum, more)| *sum += i32::from(*more));
        }
    }

    /// Leaves what may have a weight, without a branch: nobody can guess what is known. Calls for it ahead of its use.
    #[inline(always)]
    pub fn call(&self, Asked(asked): &mut Asked) {
        let mut kept = 0;
        for number in 0..asked.len() {
            let one = asked[number];
            asked[kept] = one;
            kept += usize::from(self.ranks.may_have(one.0));
        }
        asked.truncate(kept);
        for (key, _, at) in asked {
            *at = self.ranks.first(*key);
            prefetch(&self.rows, *at);
        }
    }

    /// Adds what was called for to the sums of each word.
    #[inline(always)]
    pub fn answer(&self, Asked(asked): &Asked, all: &mut [Sums]) {
        for (key, word, first) in asked {
            let at = self.place(*key, *first);
            if self.rows[at].key == *key {
                self.add(at, &mut all[*word]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PLACED, Sums, Table, spread};

    #[test]
    fn every_key_has_its_own_weight_and_others_have_none() {
        // Keys that share their highest bits, and numbers of more than eight bits.
        let key = |at: u64| (spread(at / 4) << 2) | (at % 4);
        let weight = |at: u64| [i16::try_from(at % 400).unwrap() - 200; 2 * PLACED.len()];
        let mut weights: Vec<_> = (0..1000).map(|at| (key(2 * at), weight(at))).collect();
        weights.sort_unstable();
        let table = Table::new(weights);
        for at in 0..1000 {
            let mut sums = Sums::default();
            table.weigh(key(2 * at), &mut sums);
            assert_eq!(sums, weight(at).map(i32::from));
            table.weigh(key(2 * at + 1), &mut sums);
            assert_eq!(sums, weight(at).map(i32::from));
        }
    }
}
