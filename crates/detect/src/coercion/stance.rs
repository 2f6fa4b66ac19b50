//! What a turn does in a conversation, by its wording alone: it coerces, answers somebody who coerces, tells of a coercion, or
//! merely talks.
//!
//! The weights of messages were fitted to messages that stand alone. In a conversation a threat may be a hint ("ten minutes is
//! plenty to buy a card") and what gives it away is the answer ("please don't"), which says nothing alone. So turns have weights
//! of their own, fitted to conversations (`cargo xtask detect --fit-talks`).

use super::packed::unpack;
use crate::error::WeightsError;
use crate::hash::{Digests, digest, spread};

/// What a turn may do, in the order of the weights.
pub const STANCES: [&str; 4] = ["coerces", "answers", "tells", "talks"];
/// The families of the wording that are heard, in the order of the packed files.
pub(super) const FAMILIES: [&str; 2] = ["word", "run"];
/// The part that every turn has: what the weights start from. No word is empty.
const BIAS: &str = "";
/// Nothing is surer than this, in thousandths of a natural logarithm.
const SURE: i64 = 9_000;

type Row = [i16; STANCES.len()];

/// The weights of parts of the wording, in hundredths; each family's sum is shared by the root of how many parts there are.
#[derive(Default)]
pub(crate) struct Stances {
    families: [Digests<Row>; FAMILIES.len()],
}

/// How much more a turn coerces, answers and tells than it merely talks, in thousandths of a natural logarithm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stance {
    pub coerces: i16,
    pub answers: i16,
    pub tells: i16,
}

impl Stances {
    /// Reads lines of a family, a part and its four weights, parted by tabs.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let mut families = [const { Vec::new() }; FAMILIES.len()];
        for (line, fields) in (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
            let wrong = |reason| WeightsError { file: "stances.tsv", line, reason };
            let mut fields = fields.split('\t');
            let (Some(family), Some(part)) = (fields.next(), fields.next()) else {
                return Err(wrong("a family, a part and its weights belong here"));
            };
            let family = FAMILIES.iter().position(|f| *f == family).ok_or(wrong("a family is word or run"))?;
            let mut row = Row::default();
            for number in &mut row {
                let field = fields.next().ok_or(wrong("four weights belong here"))?;
                *number = field.parse().map_err(|_| wrong("a weight is a whole number from -32768 to 32767"))?;
            }
            if fields.next().is_some() {
                return Err(wrong("four weights belong here"));
            }
            families[family].push((spread(digest(part)), row, line));
        }
        let mut made = Self::default();
        for (made, mut rows) in made.families.iter_mut().zip(families) {
            rows.sort_unstable_by_key(|(key, _, line)| (*key, *line));
            if let Some(two) = rows.windows(2).find(|two| two[0].0 == two[1].0) {
                let reason = "this part has its weights already";
                return Err(WeightsError { file: "stances.tsv", line: two[1].2, reason });
            }
            *made = Digests::new(rows.into_iter().map(|(key, row, _)| (key, row)).collect());
        }
        Ok(made)
    }

    /// What the build script packed, a family each.
    pub fn unpacked(packed: [&[u8]; FAMILIES.len()]) -> Result<Self, WeightsError> {
        let mut made = Self::default();
        for (made, bytes) in made.families.iter_mut().zip(packed) {
            let reason = "the packed weights are damaged";
            *made = Digests::new(unpack(bytes).ok_or(WeightsError { file: "stances.tsv", line: 0, reason })?);
        }
        Ok(made)
    }

    /// What a turn does. `heard` are the different spread digests of its parts, a family each.
    pub fn of(&self, heard: [&[u64]; FAMILIES.len()]) -> Stance {
        let mut sums =
            self.families[0].get(spread(digest(BIAS))).map_or([0; STANCES.len()], |row| row.map(|w| i64::from(w) * 10));
        for (rows, keys) in self.families.iter().zip(heard) {
            let mut family = [0_i64; STANCES.len()];
            for row in keys.iter().filter_map(|key| rows.get(*key)) {
                family.iter_mut().zip(row).for_each(|(sum, more)| *sum += i64::from(*more));
            }
            // The root in whole numbers, a thousand times as large.
            let root = (keys.len().max(1) as u64 * 1_000_000).isqrt().cast_signed();
            sums.iter_mut().zip(family).for_each(|(sum, more)| *sum += more * 10_000 / root);
        }
        let [coerces, answers, tells, talks] = sums;
        let beside = |sum: i64| i16::try_from((sum - talks).clamp(-SURE, SURE)).unwrap_or_default();
        Stance { coerces: beside(coerces), answers: beside(answers), tells: beside(tells) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stance, Stances};
    use crate::hash::{digest, spread};

    #[test]
    fn a_family_counts_by_the_root_of_its_parts() {
        let made =
            Stances::parse("# family\tpart\nword\t\t0\t0\t0\t50\nword\tpay\t300\t0\t-100\t0\nrun\tpa\t100\t0\t0\t0\n");
        let made = made.unwrap_or_default();
        let key = |part: &str| spread(digest(part));
        let four = [key("pay"), key("a"), key("b"), key("c")];
        assert_eq!(made.of([&four, &[]]), Stance { coerces: 1000, answers: -500, tells: -1000 });
        assert_eq!(made.of([&[key("pay")], &[key("pa")]]), Stance { coerces: 3500, answers: -500, tells: -1500 });
        assert_eq!(made.of([&[], &[]]), Stance { coerces: -500, answers: -500, tells: -500 });
    }

    #[test]
    fn what_is_no_weight_is_named_with_its_line() {
        for (text, line) in
            [("word", 1), ("\nrun\tab\t1\t2\t3", 2), ("pair\ta+b\t1\t2\t3\t4", 1), ("run\ta\t1\t2\t3\tx", 1)]
        {
            assert_eq!(Stances::parse(text).err().map(|error| error.line), Some(line), "{text}");
        }
        assert_eq!(Stances::parse("run\ta\t1\t2\t3\t4\nrun\ta\t1\t2\t3\t4").err().map(|error| error.line), Some(2));
    }
}
