//! What somebody wants who coerces in a conversation, by all they wrote not long before it was seen and since.
//!
//! A price ("seven hundred") or an order ("one now and one on Friday") is mostly written in a turn of its own that threatens
//! nothing, so the motives of the turns that coerce say too little. What turns say together has weights, fitted to conversations
//! whose motive is known (`cargo xtask detect --fit-talks`).

use super::{Motive, Reading};
use crate::Label;
use crate::error::WeightsError;
use std::sync::LazyLock;

/// The motives that somebody can have: all but [`Motive::None`].
const MOTIVES: usize = Motive::ALL.len() - 1;
/// What is there, per mille.
const THERE: u16 = 1_000;
/// All that has a weight: what everything starts from, how much each motive is wanted and pressed for, and labels.
const COUNT: usize = 1 + 2 * MOTIVES + Label::ALL.len();

/// What turns of one speaker want.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The most that a turn has of each motive, per mille.
    pub wants: [u16; MOTIVES],
    /// Likewise, times how much the turn is an offender's.
    pub presses: [u16; MOTIVES],
    /// A bit for each label that was said.
    pub labels: u16,
}

impl Wanted {
    /// What one turn wants.
    pub fn of(reading: &Reading) -> Self {
        let wants: [u16; MOTIVES] = std::array::from_fn(|at| reading.motives[at]);
        let times_score = |share: u16| u32::from(share) * u32::from(reading.score) / u32::from(THERE);
        let presses = wants.map(|share| u16::try_from(times_score(share)).unwrap_or(u16::MAX));
        let labels = reading.found.iter().filter_map(|label| Label::ALL.iter().position(|one| one == label));
        Self { wants, presses, labels: labels.fold(0, |all, at| all | 1 << at) }
    }

    /// What is wanted by these turns and those.
    pub fn or(self, other: Self) -> Self {
        let most = |one: [u16; MOTIVES], two: [u16; MOTIVES]| std::array::from_fn(|at| one[at].max(two[at]));
        Self {
            wants: most(self.wants, other.wants),
            presses: most(self.presses, other.presses),
            labels: self.labels | other.labels,
        }
    }

    /// How much there is of each of [`wanted_names`], per mille.
    pub fn parts(self) -> [u16; COUNT] {
        let labels = (0..Label::ALL.len()).map(|at| if self.labels & 1 << at == 0 { 0 } else { THERE });
        let mut all = [THERE].into_iter().chain(self.wants).chain(self.presses).chain(labels);
        std::array::from_fn(|_| all.next().unwrap_or_default())
    }
}

/// The names of all that has weights for the motive of a conversation.
pub fn wanted_names() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let motives = ["wants", "presses"].into_iter();
        let motives =
            motives.flat_map(|how| Motive::ALL[..MOTIVES].iter().map(move |m| format!("{how} {}", m.as_str())));
        let labels = Label::ALL.into_iter().map(|label| label.as_str().to_owned());
        std::iter::once("bias".to_owned()).chain(motives).chain(labels).collect()
    });
    &NAMES
}

/// How much each part speaks for each of [`Motive::ALL`], in thousandths of a natural logarithm; none where it was not told.
pub(crate) struct WantedWeights([Option<[i16; Motive::ALL.len()]>; COUNT]);

impl Default for WantedWeights {
    fn default() -> Self {
        Self([None; COUNT])
    }
}

impl WantedWeights {
    /// Takes the weights of a part from a line of `weights.tsv`.
    pub fn set(&mut self, name: &str, numbers: &str, line: usize) -> Result<(), WeightsError> {
        let wrong = |reason| WeightsError { file: "weights.tsv", line, reason };
        let at = wanted_names().iter().position(|one| one == name).ok_or(wrong("a motive has no such part"))?;
        let mut fields = numbers.split('\t');
        let mut row = [0; Motive::ALL.len()];
        for number in &mut row {
            let field = fields.next().ok_or(wrong("four weights belong here"))?;
            *number = field.parse().map_err(|_| wrong("a weight is a whole number from -32768 to 32767"))?;
        }
        if fields.next().is_some() {
            return Err(wrong("four weights belong here"));
        }
        match self.0[at].replace(row) {
            None => Ok(()),
            Some(_) => Err(wrong("this part has its weights already")),
        }
    }

    /// The motive that most speaks for; of equal ones the last.
    pub(super) fn motive(&self, wanted: Wanted) -> Motive {
        let mut sums = [0_i64; Motive::ALL.len()];
        for (much, row) in wanted.parts().into_iter().zip(&self.0) {
            let row = row.unwrap_or_default();
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i64::from(much) * i64::from(weight));
        }
        Motive::ALL.into_iter().zip(sums).max_by_key(|(_, sum)| *sum).map_or(Motive::None, |(motive, _)| motive)
    }
}

#[cfg(test)]
mod tests {
    use super::{COUNT, Motive, Wanted, WantedWeights, wanted_names};

    #[test]
    fn names_are_told_once_and_stand_where_parts_do() {
        let names = wanted_names();
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), COUNT);
        assert_eq!(names.len(), COUNT);
        let wanted = Wanted { wants: [1, 2, 3], presses: [4, 5, 6], labels: 0b10 };
        let there = names.iter().map(String::as_str).zip(wanted.parts()).filter(|(_, much)| *much > 0);
        assert_eq!(
            there.collect::<Vec<_>>(),
            [
                ("bias", 1000),
                ("wants financial", 1),
                ("wants content", 2),
                ("wants humiliation", 3),
                ("presses financial", 4),
                ("presses content", 5),
                ("presses humiliation", 6),
                ("demand_money", 1000),
            ]
        );
    }

    #[test]
    fn turns_together_want_the_most_of_each() {
        let one = Wanted { wants: [900, 0, 50], presses: [10, 0, 0], labels: 0b01 };
        let two = Wanted { wants: [100, 0, 60], presses: [90, 0, 5], labels: 0b10 };
        let both = Wanted { wants: [900, 0, 60], presses: [90, 0, 5], labels: 0b11 };
        assert_eq!((one.or(two), two.or(one)), (both, both));
    }

    #[test]
    fn the_motive_is_what_weighs_most_and_none_without_weights() {
        let wanted = Wanted { wants: [400, 600, 0], presses: [300, 100, 0], labels: 0 };
        let mut weights = WantedWeights::default();
        assert_eq!(weights.motive(wanted), Motive::None);
        weights.set("wants content", "0\t1000\t0\t0", 1).unwrap();
        assert_eq!(weights.motive(wanted), Motive::Content);
        weights.set("presses financial", "2001\t0\t0\t0", 2).unwrap();
        assert_eq!(weights.motive(wanted), Motive::Financial);
        for (name, numbers) in [
            ("wants content", "1\t1\t1\t1"),
            ("rain", "1\t1\t1\t1"),
            ("bias", "1\t1\t1"),
            ("bias", "1\t1\t1\t1\t1"),
            ("bias", "1\t1\t1\t40000"),
        ] {
            assert!(weights.set(name, numbers, 3).is_err(), "{name} {numbers}");
        }
    }
}
