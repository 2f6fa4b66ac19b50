//! Weights of signs that have names: a line of `weights.tsv` each.

use crate::error::WeightsError;

/// How much each sign speaks for something, in thousandths of a natural logarithm; none where it was not told.
pub(crate) struct Named {
    names: fn() -> &'static [String],
    weights: Vec<Option<i16>>,
}

impl Named {
    /// Without weights.
    pub fn new(names: fn() -> &'static [String]) -> Self {
        Self { names, weights: vec![None; names().len()] }
    }

    /// Takes the weight of a sign from a line.
    pub fn set(&mut self, name: &str, number: &str, line: usize) -> Result<(), WeightsError> {
        let wrong = |reason| WeightsError { file: "weights.tsv", line, reason };
        let at = (self.names)().iter().position(|one| one == name).ok_or(wrong("there is no such sign"))?;
        let weight = number.parse().map_err(|_| wrong("a weight is a whole number from -32768 to 32767"))?;
        match self.weights[at].replace(weight) {
            None => Ok(()),
            Some(_) => Err(wrong("this sign has its weight already")),
        }
    }

    /// What signs add up to, as places among the names; those that have no weight add nothing.
    pub fn sum(&self, signs: impl IntoIterator<Item = u16>) -> i32 {
        let weights = signs.into_iter().filter_map(|at| self.weights.get(usize::from(at)).copied().flatten());
        weights.map(i32::from).sum()
    }

    /// Whether anything weighs.
    pub fn weighs(&self) -> bool {
        self.weights.iter().flatten().any(|weight| *weight != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Named;
    use std::sync::LazyLock;

    fn names() -> &'static [String] {
        static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| ["bias", "rain"].map(str::to_owned).to_vec());
        &NAMES
    }

    #[test]
    fn a_weight_is_told_once_and_of_a_known_sign() {
        let mut weights = Named::new(names);
        assert!(!weights.weighs());
        weights.set("bias", "-3000", 1).unwrap();
        assert_eq!((weights.sum([0, 1, 7]), weights.weighs()), (-3000, true));
        weights.set("rain", "700", 2).unwrap();
        assert_eq!(weights.sum([0, 1, 7]), -2300);
        assert_eq!(weights.set("bias", "1", 3).map_err(|error| error.line), Err(3));
        assert!(weights.set("sun", "1", 4).is_err());
        let mut weights = Named::new(names);
        assert!(weights.set("bias", "40000", 1).is_err());
    }
}
