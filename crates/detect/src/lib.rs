//! Reading what people write: signs of self-harm, and who the offender says to be.
//!
//! Two small things. [`Detector::self_harm`] finds phrases of self-harm in free text, in every
//! language on every message; it only puts doors to people on the next page and the report on top,
//! so missing a child is worse than one hit too many. [`identifier::read`] brings an offender's
//! name, typed into a field, to one canonical form so that equal ones meet.
//!
//! No clock, no randomness, no network; the same input gives the same output. Nothing here decides
//! anything about a person, and a negation ("I don't want to die") never silences a finding.
//!
//! The phrases live in `data/lexicons/<language>/self_harm.toml`; their little syntax is described
//! in `data/lexicons/README.md` and read by the module `pattern`.

mod chart;
mod code;
pub mod coercion;
mod draft;
mod element;
mod error;
pub mod extract;
mod fold;
mod folder;
mod hash;
pub mod identifier;
mod lattice;
#[cfg_attr(not(test), allow(dead_code, reason = "the build script packs"))]
mod lexicon;
mod near;
#[cfg_attr(not(test), allow(dead_code, reason = "the build script packs"))]
mod pack;
mod pattern;
mod readings;
mod ready;
mod undo;
mod wide;

pub use element::{Label, Level, Voice};
pub use error::LexiconError;

use chart::Chart;
use coercion::{Packed, Reading, Reasons, State, Summary, TurnReading, Weights, WeightsError};
use error::Source;
use lexicon::Lexicon;
use std::collections::BTreeSet;
use std::path::Path;

/// Version of the rules and of how text is normalised. Raised with every change to either, so that
/// a stored finding says what found it.
pub const RULES_VERSION: &str = "coercion-18";

/// One place in a text where one rule matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// First byte in the original text, on a character boundary.
    pub start: usize,
    /// Byte after the last one in the original text, on a character boundary.
    pub end: usize,
    /// The rule, such as `en-sh-001`. Ids are never reused.
    pub rule: String,
    /// Who is in danger.
    pub level: Level,
}

/// The compiled rules of all languages. Build it once; it is read-only afterwards.
pub struct Detector {
    lexicon: Lexicon,
    weights: Weights,
    reasons: Reasons,
    version: String,
}

/// The rules that ship with the project, as the build script compiled them.
static LEXICON: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
/// The files they are made of: language code, file and TOML text.
#[cfg(test)]
const RULES: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/lexicons.rs"));
/// The sentences that say why, likewise.
const REASONS: &[(&str, &str, &str)] = &include!(concat!(env!("OUT_DIR"), "/reasons.rs"));
/// The weights of signs, made by `cargo xtask detect --fit`.
const WEIGHTS: &str = include_str!("../../../data/lexicons/weights.tsv");
/// Those of the wording, and of where parts begin and end, made likewise.
static PACKED: Packed = Packed {
    wording: [
        include_bytes!(concat!(env!("OUT_DIR"), "/word.bin")).as_slice(),
        include_bytes!(concat!(env!("OUT_DIR"), "/run.bin")).as_slice(),
        include_bytes!(concat!(env!("OUT_DIR"), "/concept.bin")).as_slice(),
        include_bytes!(concat!(env!("OUT_DIR"), "/pair.bin")).as_slice(),
    ],
    steps: include_str!(concat!(env!("OUT_DIR"), "/places.tsv")),
    places: include_bytes!(concat!(env!("OUT_DIR"), "/places.bin")),
    stances: [
        include_bytes!(concat!(env!("OUT_DIR"), "/stance-word.bin")).as_slice(),
        include_bytes!(concat!(env!("OUT_DIR"), "/stance-run.bin")).as_slice(),
    ],
};

/// What the program carries packed, some 20 MB: read when a [`Detector`] is made and not touched otherwise, so that a program
/// which made its own may tell the system that these pages are not needed now.
pub fn packed() -> impl Iterator<Item = &'static [u8]> {
    PACKED.wording.into_iter().chain(PACKED.stances).chain([PACKED.places, LEXICON])
}

fn sources<'a>(files: &[(&'a str, &'a str, &'a str)]) -> Vec<Source<'a>> {
    files.iter().map(|(lang, file, text)| Source { lang, file, text }).collect()
}

/// The weights that ship with the project.
fn shipped() -> Result<Weights, WeightsError> {
    Weights::unpack(WEIGHTS, &PACKED)
}

impl Detector {
    /// The detector with the lexicons and weights that ship with the project.
    ///
    /// # Errors
    /// [`LexiconError`] when what was packed into the program is damaged; the tests of this crate keep that from being
    /// released.
    pub fn embedded() -> Result<Self, LexiconError> {
        Self::compile(|| Lexicon::unpack(LEXICON), &sources(REASONS), shipped, RULES_VERSION.to_owned())
    }

    /// A detector from `(language code, TOML text)` pairs, with the weights that ship with the project.
    ///
    /// # Errors
    /// [`LexiconError`] when a text is not a lexicon, a phrase does not parse, an id is used twice
    /// or does not start with its language.
    pub fn from_lexicons(lexicons: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let rules: Vec<Source> = lexicons.iter().map(|(lang, text)| Source { lang, file: "", text }).collect();
        Self::compile(|| Lexicon::compile(&rules), &sources(REASONS), shipped, RULES_VERSION.to_owned())
    }

    /// A detector from a folder of the shape of `data/lexicons`: a folder for each language, `weights.tsv`,
    /// `wording.tsv`, `places.tsv` and `stances.tsv`.
    /// Where the sentences of reasons are missing, or the weights, those that ship with the project stand in.
    ///
    /// # Errors
    /// [`LexiconError`] with the file, the line where there is one, and what is wrong.
    pub fn from_folder(root: &Path) -> Result<Self, LexiconError> {
        let folder = folder::Folder::read(root)?;
        let reasons = folder.reasons();
        let reasons = if reasons.is_empty() { sources(REASONS) } else { reasons };
        let weights = || {
            let files = [&folder.weights, &folder.wording, &folder.places, &folder.stances].map(Option::as_deref);
            match files {
                [Some(signs), Some(wording), Some(places), Some(stances)] => {
                    Weights::parse(signs, wording, places, stances)
                }
                [None, None, None, None] => shipped(),
                _ => {
                    let missing = folder::WEIGHTS.into_iter().zip(files).find(|(_, text)| text.is_none());
                    let reason = "is missing: weights.tsv, wording.tsv, places.tsv and stances.tsv are fitted together and belong together";
                    Err(WeightsError { file: missing.map_or("", |(file, _)| file), line: 0, reason })
                }
            }
        };
        Self::compile(|| Lexicon::compile(&folder.rules()), &reasons, weights, folder.version())
    }

    fn compile(
        lexicon: impl FnOnce() -> Result<Lexicon, LexiconError>,
        reasons: &[Source],
        weights: impl Fn() -> Result<Weights, WeightsError> + Sync,
        version: String,
    ) -> Result<Self, LexiconError> {
        let (lexicon, weights) = std::thread::scope(|scope| {
            let read = std::thread::Builder::new().spawn_scoped(scope, &weights).ok();
            let lexicon = lexicon();
            // Where there is no thread, or it was lost, the work is done here.
            (lexicon, read.and_then(|read| read.join().ok()).unwrap_or_else(&weights))
        });
        let (lexicon, mut weights) = (lexicon?, weights?);
        weights.for_lexicon(&lexicon);
        Ok(Self { lexicon, weights, reasons: Reasons::compile(reasons)?, version })
    }

    /// What found something: [`RULES_VERSION`], and for lexicons of a folder also the start of their digest.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Every sign of self-harm in `text`, ordered by place, then rule; a sentence that no rule names and that sounds like
    /// it is found whole, with [`coercion::WORDING`] for its rule.
    ///
    /// One rule never reports overlapping places; two rules may. Never panics, whatever the text.
    pub fn self_harm(&self, text: &str) -> Vec<Finding> {
        coercion::self_harm(&self.lexicon, &self.weights, text)
    }

    /// What one message says: who speaks, what they want, and where it stands in the text. The reason is told in
    /// `lang` (a language code; English when there are no sentences in it).
    pub fn message(&self, text: &str, lang: &str) -> Reading {
        let mut reading = coercion::read(&self.lexicon, &self.weights, &self.reasons, text, lang);
        reading.version.clone_from(&self.version);
        reading
    }

    /// Reads a conversation that is whole: what is known at its end, and each of `turns` (who speaks, and the text) as it is then:
    /// an alarm where it coerces, with what follows taken into account, and read as an offender's just there.
    pub fn conversation(&self, turns: &[(&str, &str)], lang: &str) -> (Summary, Vec<TurnReading>) {
        let mut state = State::default();
        let mut reads: Vec<TurnReading> =
            turns.iter().map(|(speaker, text)| state.turn(self, speaker, text, lang)).collect();
        let coerce = coercion::coercing(&reads);
        for (read, (_, text)) in reads.iter_mut().zip(turns) {
            let coerces = coerce.contains(&read.turn);
            if coerces && !read.reading.alarm && read.pieces.is_none() {
                self.read_as_offender(&mut read.reading, text, lang);
            } else if read.alarm && !coerces {
                read.reading = coercion::alone(self, text, lang).0;
            }
            read.pieces = read.pieces.take().filter(|_| coerces);
            read.alarm = coerces;
        }
        (state.summary(), reads)
    }

    /// Reads a message as an offender's, because of what was said before it.
    pub(crate) fn read_as_offender(&self, reading: &mut Reading, text: &str, lang: &str) {
        coercion::read_as_offender(&self.lexicon, &self.weights.places, &self.reasons, reading, text, lang);
    }

    /// What a turn of a conversation does, by its wording; of a long one, by its beginning.
    pub(crate) fn stance(&self, text: &str) -> coercion::Stance {
        coercion::stance(&self.lexicon, &self.weights, text)
    }

    /// What the turns of a conversation are weighed by.
    pub(crate) fn weights(&self) -> &coercion::Weights {
        &self.weights
    }

    /// Every rule that matched, with its place in bytes: what a rule's own examples are tested by.
    pub fn matches(&self, text: &str) -> Vec<(usize, usize, &str)> {
        let chart = Chart::new(&self.lexicon, text);
        chart.matches.iter().map(|m| (m.start, m.end, self.lexicon.rules[m.rule as usize].id.as_str())).collect()
    }

    /// The names of the signs the weights are about: for fitting them.
    pub fn signs(&self, text: &str) -> BTreeSet<String> {
        coercion::signs(&self.lexicon, text)
    }

    /// The words of a text in bytes, each with what says how far a part of the coercion reaches, where `role` speaks. For
    /// fitting those weights.
    pub fn places(&self, text: &str, role: coercion::Role) -> Vec<((usize, usize), Vec<String>)> {
        coercion::places(&self.lexicon, text, role)
    }

    /// What the roles of a text are weighed by again, in the order of [`coercion::said_names`]. For fitting those weights.
    pub fn said(&self, text: &str) -> Vec<f64> {
        coercion::said(&self.lexicon, &self.weights, text)
    }

    /// The parts of a text's wording: words and their pairs, runs of characters, concepts and their pairs. For fitting their weights.
    pub fn wording(&self, text: &str) -> [BTreeSet<String>; 4] {
        let mut families = [const { BTreeSet::new() }; 4];
        let text = &undo::Undone::of(&self.lexicon, text).text;
        coercion::parts(&self.lexicon, &Chart::new(&self.lexicon, text), |family, part| {
            families[family].insert(part.to_owned());
        });
        families
    }
}
