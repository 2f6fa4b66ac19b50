//! The weights of signs, read from a versioned file, and what they add up to.

#![expect(clippy::inline_always, reason = "see `wide`: what is called is compiled so only where it stands within")]

use super::named::Named;
use super::packed::unpack;
use super::rows::{Concepts, Rows, Seen, add};
use super::signs::Signs;
use super::stance::{self, Stance, Stances};
use super::wording::{FAMILIES, Heard, SHARES};
use super::{Motive, Places, Role, WantedWeights, features, onset_names, turn_names, whole_names};
use crate::chart::Chart;
use crate::error::WeightsError;
use crate::hash::{Short, Words, digest, spread};
use crate::lexicon::Lexicon;
use crate::wide::wide;
use std::cell::Cell;

/// Weights as the build script packed them: families of the wording in their order, the first lines of those of places, and
/// the others.
pub(crate) struct Packed {
    pub wording: [&'static [u8]; FAMILIES.len()],
    pub steps: &'static str,
    pub places: &'static [u8],
    /// Words and runs of the stances of turns.
    pub stances: [&'static [u8]; stance::FAMILIES.len()],
}

/// How many numbers a weight has.
pub(super) const NUMBERS: usize = 17;
/// How many roles are weighed: the five, and what is ordinary and does not even look like a coercion.
pub(crate) const WEIGHED: usize = 6;
/// Of one sign or part: for the roles, the motives an offender has and those that are told of one, and self-harm of the
/// writer, of somebody else, of nobody.
pub(super) type Weight = [i16; NUMBERS];
/// The numbers of a weight that are of each of these.
const ROLES: std::ops::Range<usize> = 0..WEIGHED;
const MOTIVES: std::ops::Range<usize> = 6..10;
const TOLD: std::ops::Range<usize> = 10..14;
const HARMS: std::ops::Range<usize> = 14..NUMBERS;

/// How much each sign and each part of the wording speaks for each role, motive and kind of self-harm.
pub(crate) struct Weights {
    /// Of signs, in thousandths of a natural logarithm.
    signs: Words<Weight>,
    /// Of two signs together, by the first and the second.
    pairs: Words<Words<Weight>>,
    /// Of the wording, by family and [`digest`], in hundredths; their sum is shared by the root of how many parts there are.
    wording: [Rows; FAMILIES.len()],
    /// Those of concepts and their pairs once more, for the concepts of a lexicon.
    concepts: Concepts,
    /// How far what was found reaches.
    pub places: Places,
    /// What a turn of a conversation does by its wording, whether it coerces, and whether it does with all that stands around it.
    pub stances: Stances,
    pub turn: Named,
    pub whole: Named,
    /// With which turn of a conversation a coercion began.
    pub onset: Named,
    /// What somebody wants who coerces in a conversation.
    pub wanted: WantedWeights,
    /// From how many per mille on a text is an alarm.
    pub alarm: u16,
}

/// The wording of a text as it was heard. Kept between texts, so that none begins with asking for memory.
#[derive(Default)]
pub(crate) struct Wording {
    heard: Heard,
    seen: Seen,
    /// Of words and runs: how many different ones there are, and the places of their weights.
    counts: [usize; 2],
    places: [Vec<usize>; 2],
    /// Bits of the concepts that are there.
    there: Vec<u64>,
}

thread_local! {
    static USED: Cell<Option<Box<Wording>>> = Cell::default();
}

/// What signs and wording add up to.
pub(crate) struct Weighed {
    /// For [`Role::ALL`] and for what is ordinary, in thousandths.
    pub sums: [i32; WEIGHED],
    /// Likewise of [`Motive::ALL`], in the mouth of who has it.
    pub motives: [u16; 4],
    /// Likewise, in the mouth of who tells of it.
    pub told: [u16; 4],
    /// Likewise of self-harm: the writer's own, somebody else's, none.
    pub harms: [u16; 3],
}

impl Weights {
    /// Reads the weights of signs: a sign and its numbers, parted by tabs, behind `turn`, `whole` and `onset` a sign of a turn and its
    /// one number, and behind `wanted` a part of what turns want and its number for each motive; then those of the wording, with the family before the part, of places and of the stances of turns.
    pub fn parse(signs: &str, wording: &str, places: &str, stances: &str) -> Result<Self, WeightsError> {
        let mut weights = Self::of_signs(signs, Places::parse(places)?, Stances::parse(stances)?)?;
        let mut parts = [const { Vec::new() }; FAMILIES.len()];
        for (at, line) in lines(wording) {
            let wrong = |reason| WeightsError { file: "wording.tsv", line: at, reason };
            let mut fields = line.splitn(3, '\t');
            let (Some(family), Some(part), Some(numbers)) = (fields.next(), fields.next(), fields.next()) else {
                return Err(wrong("a family, a part and its weights belong here"));
            };
            let family =
                FAMILIES.iter().position(|f| *f == family).ok_or(wrong("a family is word, run, concept or pair"))?;
            let line = u32::try_from(at).map_err(|_| wrong("these are more lines than can be numbered"))?;
            parts[family].push((spread(digest(part)), line, weight(numbers).map_err(wrong)?));
        }
        let twice = |line| WeightsError { file: "wording.tsv", line, reason: "this part has its weights already" };
        for (rows, parts) in weights.wording.iter_mut().zip(parts) {
            *rows = Rows::new(parts).map_err(twice)?;
        }
        Ok(weights)
    }

    /// The weights that were packed into the program, with the text of the signs.
    pub fn unpack(signs: &str, packed: &Packed) -> Result<Self, WeightsError> {
        let wrong = |file| WeightsError { file, line: 0, reason: "the packed weights are damaged" };
        let places = unpack(packed.places).ok_or(wrong("places.tsv"))?;
        let mut weights =
            Self::of_signs(signs, Places::unpacked(packed.steps, places)?, Stances::unpacked(packed.stances)?)?;
        for (rows, bytes) in weights.wording.iter_mut().zip(packed.wording) {
            let parts = unpack(bytes).ok_or(wrong("wording.tsv"))?;
            *rows = Rows::new(parts.into_iter().map(|(key, weight)| (key, 0, weight)).collect())
                .map_err(|_| wrong("wording.tsv"))?;
        }
        Ok(weights)
    }

    fn of_signs(signs: &str, places: Places, stances: Stances) -> Result<Self, WeightsError> {
        let mut weights = Self {
            signs: Words::default(),
            pairs: Words::default(),
            wording: Default::default(),
            concepts: Concepts::default(),
            places,
            stances,
            turn: Named::new(turn_names),
            whole: Named::new(whole_names),
            onset: Named::new(onset_names),
            wanted: WantedWeights::default(),
            alarm: 500,
        };
        for (at, line) in lines(signs) {
            let wrong = |reason| WeightsError { file: "weights.tsv", line: at, reason };
            let (name, numbers) = line.split_once('\t').ok_or(wrong("a sign and its weights belong here"))?;
            if name == "alarm" {
                weights.alarm = numbers.parse().map_err(|_| wrong("alarm is 0 to 1000"))?;
                continue;
            }
            let named = name.split_once(' ').and_then(|(head, sign)| match head {
                "onset" => Some((&mut weights.onset, sign)),
                "turn" => Some((&mut weights.turn, sign)),
                "whole" => Some((&mut weights.whole, sign)),
                _ => None,
            });
            if let Some((weights, sign)) = named {
                weights.set(sign, numbers, at)?;
                continue;
            }
            if let Some(part) = name.strip_prefix("wanted ") {
                weights.wanted.set(part, numbers, at)?;
                continue;
            }
            let weight = weight(numbers).map_err(wrong)?;
            let before = match name.split_once('+') {
                Some((one, other)) => weights.pairs.entry(one.to_owned()).or_default().insert(other.to_owned(), weight),
                None => weights.signs.insert(name.to_owned(), weight),
            };
            if before.is_some() {
                return Err(wrong("this sign has its weights already"));
            }
        }
        Ok(weights)
    }

    /// Makes the weights of concepts ready for a lexicon.
    pub fn for_lexicon(&mut self, lexicon: &Lexicon) {
        self.places.for_lexicon(lexicon);
        let [_, _, single, pairs] = &self.wording;
        let mut before = (String::new(), Short::default());
        self.concepts = Concepts::new(
            lexicon.concept_names(),
            |name| single.get(spread(digest(name))),
            |one, other| {
                if before.0 != one {
                    before = (one.to_owned(), Short::of(&[one, "+"]));
                }
                pairs.get(spread(before.1.and(other.as_bytes())))
            },
        );
    }

    /// Hears the words and runs of a folded text and calls for their weights: what is done before they are weighed hides how
    /// long memory takes.
    pub fn hear(&self, folded: &str) -> Box<Wording> {
        let mut wording = USED.take().unwrap_or_default();
        let Wording { heard, seen, counts, places, .. } = &mut *wording;
        heard.hear(folded);
        let families = [&mut heard.words, &mut heard.runs].into_iter().zip(&self.wording);
        for (((digests, rows), count), places) in families.zip(counts).zip(places) {
            seen.differ(digests);
            *count = digests.len();
            call(rows, digests, places);
        }
        wording
    }

    /// What a turn of a conversation does, by the wording of its folded text.
    pub fn stance(&self, folded: &str) -> Stance {
        let mut wording = USED.take().unwrap_or_default();
        let Wording { heard, seen, .. } = &mut *wording;
        heard.hear(folded);
        seen.differ(&mut heard.words);
        seen.differ(&mut heard.runs);
        let stance = self.stances.of([&heard.words, &heard.runs]);
        USED.set(Some(wording));
        stance
    }

    /// The sums for a text's signs and wording.
    pub fn weigh(&self, signs: &Signs, chart: &Chart, mut wording: Box<Wording>) -> Weighed {
        let mut sums = [0_i32; NUMBERS];
        let mut more = |weight: Option<&Weight>| {
            if let Some(weight) = weight {
                add(&mut sums, weight);
            }
        };
        more(self.signs.get("bias"));
        for sign in signs.iter() {
            more(self.signs.get(sign));
        }
        let mut first = ("", None);
        features::pairs(signs, |one, other| {
            // All pairs of one come in a row.
            if !std::ptr::eq(first.0, one) {
                first = (one, self.pairs.get(one));
            }
            more(first.1.and_then(|all| all.get(other)));
        });
        let mut put = [0_i32; NUMBERS];
        for ((count, family), loud) in self.families(chart, &mut wording).into_iter().zip(SHARES) {
            #[expect(clippy::cast_precision_loss, reason = "some thousands of parts")]
            let share = 10.0 * loud / (count.max(1) as f64).sqrt();
            put.iter_mut().zip(family).for_each(|(sum, more)| *sum += round(f64::from(more) * share));
        }
        USED.set(Some(wording));
        sums.iter_mut().zip(put).for_each(|(sum, more)| *sum += more);
        Weighed {
            sums: std::array::from_fn(|role| sums[ROLES.start + role]),
            motives: shares(&sums[MOTIVES]),
            told: shares(&sums[TOLD]),
            harms: shares(&sums[HARMS]),
        }
    }

    /// Of each family of the wording: how many different parts the text has, and the sums of their weights.
    fn families(&self, chart: &Chart, wording: &mut Wording) -> [(usize, [i32; NUMBERS]); FAMILIES.len()] {
        let Wording { heard, counts, places, there, .. } = wording;
        let mut sums = [&heard.words, &heard.runs]
            .into_iter()
            .zip(&self.wording)
            .zip(places)
            .map(|((keys, rows), places)| sum(rows, keys, places));
        let [words, runs] = counts.map(|count| (count, sums.next().unwrap_or_default()));
        there.clear();
        there.resize(self.concepts.width(), 0);
        for way in chart.lattice.places.iter().flat_map(|place| &place.ways) {
            self.concepts.mark(way.word, there);
        }
        let (count, alone, together) = both(&self.concepts, there);
        [words, runs, (count, alone), (count * count.saturating_sub(1) / 2, together)]
    }
}

wide! {
    /// As [`Rows::call`].
    call = Rows::call, (rows: &Rows, keys: &mut Vec<u64>, places: &mut Vec<usize>)
}
wide! {
    /// As [`Concepts::sums`].
    both = Concepts::sums, (concepts: &Concepts, there: &[u64]) -> (usize, [i32; NUMBERS], [i32; NUMBERS])
}
wide! {
    /// The sums of the weights of keys that were called for.
    sum = sum_plainly, (rows: &Rows, keys: &[u64], places: &mut Vec<usize>) -> [i32; NUMBERS]
}

#[inline(always)]
fn sum_plainly(rows: &Rows, keys: &[u64], places: &mut Vec<usize>) -> [i32; NUMBERS] {
    rows.find(keys, places);
    rows.sum(places)
}

/// The lines that say something, with their numbers from 1.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

fn weight(numbers: &str) -> Result<Weight, &'static str> {
    let mut weight = [0; NUMBERS];
    let mut fields = numbers.split('\t');
    for number in &mut weight {
        let field = fields.next().ok_or("seventeen weights belong here")?;
        *number = field.parse().map_err(|_| "a weight is a whole number from -32768 to 32767")?;
    }
    if fields.next().is_some() { Err("seventeen weights belong here") } else { Ok(weight) }
}

/// Softmax of sums in thousandths, per mille.
pub(super) fn shares<const N: usize>(sums: &[i32]) -> [u16; N] {
    let most = sums.iter().copied().max().unwrap_or(0);
    let mut parts = [0.0; N];
    parts.iter_mut().zip(sums).for_each(|(part, sum)| *part = exp(f64::from(sum - most) / 1000.0));
    let whole: f64 = parts.iter().sum();
    parts.map(|part| u16::try_from(round(part / whole * 1000.0)).unwrap_or_default())
}

/// The shares of [`Role::ALL`], per mille, of sums for these and for what is ordinary, which is nobody's either.
pub(super) fn roles(sums: &[i32; WEIGHED]) -> [u16; 5] {
    let [offender, victim, bystander, educator, none, ordinary] = shares(sums);
    [offender, victim, bystander, educator, none + ordinary]
}

/// The next whole number, as [`f64::round`] has it, of one that is some millions at most. A call of the library's for each
/// number takes longer.
#[inline]
pub(super) fn round(x: f64) -> i32 {
    // The greatest number below a half: with a half itself, what is just below it would become one.
    const HALF: f64 = 0.499_999_999_999_999_94;
    #[expect(clippy::cast_possible_truncation, reason = "some millions at most")]
    let whole = (x + HALF.copysign(x)) as i32;
    whole
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

/// How many times as likely as a call for help anything else has to be for it not to be one: missing somebody is worse.
const HEARD: u16 = 2;

impl Role {
    /// Who speaks where nobody coerces. Calls for help, one's own and somebody else's, are weighed together: none is missed
    /// because it could be either. Of equal ones the last, which says least.
    pub(crate) fn without_alarm(shares: &[u16; 5]) -> Self {
        let [_, victim, bystander, educator, none] = *shares;
        match HEARD * (victim + bystander) > none && victim + bystander > educator {
            true if victim > bystander => Self::Victim,
            true => Self::Bystander,
            false if educator > none => Self::Educator,
            false => Self::None,
        }
    }
}

impl Motive {
    /// The motive with the most weight; of equal ones the last.
    pub(crate) fn of(shares: [u16; 4]) -> Self {
        Self::ALL.into_iter().zip(shares).max_by_key(|(_, share)| *share).map_or(Self::None, |(motive, _)| motive)
    }
}
