//! How a question is asked: which table is read how far, or whether looking through everything costs less.

use std::sync::LazyLock;

use super::TABLES;

/// Furthest from its own value that a table is read, in bits.
const FURTHEST: usize = 4;
/// Values within 0, 1, … bits of one value.
const UP_TO: [usize; FURTHEST + 1] = [1, 17, 137, 697, 2517];
/// Numbers of 16 bits with 0, 1, … bits set.
const CHOOSE: [u32; TABLES + 1] =
    [1, 16, 120, 560, 1820, 4368, 8008, 11440, 12870, 11440, 8008, 4368, 1820, 560, 120, 16, 1];

/// Nanoseconds, measured on one machine; only their proportions matter.
const PER_VALUE: f64 = 45.0;
const PER_ENTRY: f64 = 0.1;
const PER_FOLLOWED: f64 = 25.0;
const PER_CODE: f64 = 1.1;
/// Values of a word.
const VALUES: f64 = 65_536.0;

/// All 16-bit numbers with up to `FURTHEST` bits set, those with fewer first.
static TURNS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut turns: Vec<u16> = (0..=u16::MAX).filter(|turn| turn.count_ones() as usize <= FURTHEST).collect();
    turns.sort_by_key(|turn| turn.count_ones());
    turns
});

/// How far each table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// Bits that each word is allowed, plus one. 0: the table is not read.
    shares: [usize; TABLES],
}

impl Plan {
    /// How to find all codes within `most` bits; `None` when looking through everything costs less.
    pub(super) fn of(most: u16, entries: u32, distinct: u32) -> Option<Self> {
        Self::at_any_cost(most).filter(|plan| plan.cost(distinct) < PER_CODE * f64::from(entries))
    }

    /// The same whatever it costs; `None` when no table is read that far.
    pub(super) fn at_any_cost(most: u16) -> Option<Self> {
        let whole = usize::from(most) + 1;
        let shares = std::array::from_fn(|at| whole * (at + 1) / TABLES - whole * at / TABLES);
        (whole <= TABLES * (FURTHEST + 1)).then_some(Self { shares })
    }

    /// The turns of its own value under which a table is read; none when it is not.
    pub(super) fn turns(&self, table: usize) -> &'static [u16] {
        match self.shares[table] {
            0 => &[],
            share => &TURNS[..UP_TO[share - 1]],
        }
    }

    /// Bits in which the next word may differ, when the word itself differs in as many as `turn` has; 0 to 9.
    pub(super) fn next_most(&self, table: usize, turn: u16) -> u8 {
        let both = self.shares[table] + self.shares[(table + 1) % TABLES];
        both.saturating_sub(1 + turn.count_ones() as usize).to_le_bytes()[0]
    }

    /// Expected time in nanoseconds, were all codes random.
    fn cost(&self, distinct: u32) -> f64 {
        let bucket = f64::from(distinct) / VALUES;
        let mut cost = 0.0;
        for (table, &share) in self.shares.iter().enumerate() {
            let both = share + self.shares[(table + 1) % TABLES];
            for own in 0..share {
                let followed: u32 = CHOOSE[..(both - own).min(TABLES + 1)].iter().sum();
                let followed = bucket * f64::from(followed) / VALUES;
                cost += f64::from(CHOOSE[own]) * (PER_VALUE + bucket * PER_ENTRY + followed * PER_FOLLOWED);
            }
        }
        cost
    }
}
