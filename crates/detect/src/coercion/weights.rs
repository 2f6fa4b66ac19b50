//! The weights of signs, read from a versioned file, and what they add up to.

use super::{Motive, Role, features};
use std::collections::BTreeSet;
use std::collections::HashMap;

/// Why a file of weights was refused.
#[derive(Debug, thiserror::Error)]
#[error("weights, line {line}: {reason}")]
pub struct WeightsError {
    /// Line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: &'static str,
}

/// Of one sign: for the roles and for the motives.
type Weight = ([i32; 5], [i32; 4]);

/// How much each sign speaks for each role and motive, in thousandths of a natural logarithm.
pub(crate) struct Weights {
    signs: HashMap<String, Weight>,
    /// Of two signs together, by the first and the second.
    pairs: HashMap<String, HashMap<String, Weight>>,
    /// From how many per mille on a text is an alarm.
    pub alarm: u16,
}

impl Weights {
    /// Reads lines of a sign, five weights for the roles and four for the motives, parted by tabs.
    pub fn parse(text: &str) -> Result<Self, WeightsError> {
        let mut weights = Self { signs: HashMap::new(), pairs: HashMap::new(), alarm: 500 };
        for (at, line) in text.lines().enumerate() {
            let wrong = |reason| WeightsError { line: at + 1, reason };
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut parts = line.split('\t');
            let name = parts.next().ok_or(wrong("a sign and its weights belong here"))?;
            let numbers: Vec<i32> = parts
                .map(|p| p.parse().map_err(|_| wrong("a weight is a whole number of thousandths")))
                .collect::<Result<_, _>>()?;
            if let ("alarm", [alarm]) = (name, numbers.as_slice()) {
                weights.alarm = u16::try_from(*alarm).map_err(|_| wrong("alarm is 0 to 1000"))?;
                continue;
            }
            let (roles, motives) = numbers.split_at_checked(5).ok_or(wrong("nine weights belong here"))?;
            let both = (roles.try_into(), motives.try_into());
            let (Ok(roles), Ok(motives)) = both else { return Err(wrong("nine weights belong here")) };
            let before = match name.split_once('+') {
                Some((one, other)) => {
                    weights.pairs.entry(one.to_owned()).or_default().insert(other.to_owned(), (roles, motives))
                }
                None => weights.signs.insert(name.to_owned(), (roles, motives)),
            };
            if before.is_some() {
                return Err(wrong("this sign has its weights already"));
            }
        }
        Ok(weights)
    }

    /// The sums for a text's signs: roles and motives in their order, per mille of the whole.
    pub fn weigh(&self, signs: &BTreeSet<&str>) -> ([u16; 5], [u16; 4]) {
        let (mut roles, mut motives) = ([0_i32; 5], [0_i32; 4]);
        let mut add = |weight: Option<&Weight>| {
            let Some((role, motive)) = weight else { return };
            roles.iter_mut().zip(role).for_each(|(sum, more)| *sum += more);
            motives.iter_mut().zip(motive).for_each(|(sum, more)| *sum += more);
        };
        add(self.signs.get("bias"));
        signs.iter().for_each(|sign| add(self.signs.get(*sign)));
        features::pairs(signs, |one, other| add(self.pairs.get(one).and_then(|all| all.get(other))));
        (shares(roles), shares(motives))
    }
}

/// Softmax of sums in thousandths, per mille.
fn shares<const N: usize>(sums: [i32; N]) -> [u16; N] {
    let most = sums.iter().copied().max().unwrap_or(0);
    let parts = sums.map(|sum| exp(f64::from(sum - most) / 1000.0));
    let whole: f64 = parts.iter().sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
    parts.map(|part| (part / whole * 1000.0).round() as u16)
}

/// The exponential of a number that is not positive, by products alone: the library's differs between platforms.
pub fn exp(x: f64) -> f64 {
    if x < -40.0 {
        return 0.0;
    }
    let mut power = 1.0 + x / 65_536.0;
    for _ in 0..16 {
        power *= power;
    }
    power
}

impl Role {
    /// The role with the most weight; of equal ones the last, which accuses least.
    pub(crate) fn of(shares: &[u16; 5]) -> Self {
        Self::ALL.into_iter().zip(shares).max_by_key(|(_, share)| **share).map_or(Self::None, |(role, _)| role)
    }
}

impl Motive {
    /// The motive with the most weight; of equal ones the last.
    pub(crate) fn of(shares: [u16; 4]) -> Self {
        Self::ALL.into_iter().zip(shares).max_by_key(|(_, share)| *share).map_or(Self::None, |(motive, _)| motive)
    }
}
