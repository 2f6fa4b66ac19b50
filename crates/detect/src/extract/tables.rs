//! The words that are read, from the data files: phrases in four languages, cards, services, currencies, ends of hosts.

use crate::fold::fold_str;
use crate::identifier::platform;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// What a word or phrase may stand for. One may stand for several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mean {
    /// A number word.
    Number(u64),
    /// "a", "une": one, before a unit or a hundred.
    One,
    /// A word between number words: "and".
    Join,
    /// A unit of time, in seconds.
    Unit(u64),
    /// A whole duration, in seconds.
    Fixed(u64),
    /// A unit without a number, in seconds: only behind `Before`.
    Bare(u64),
    /// A deadline by its name, in seconds at most.
    Tomorrow(u64),
    /// A word of the lists below.
    Word(Word),
    /// A currency, by its place in the table.
    Money(usize),
    /// A gift card brand, by its place in the table.
    Card(usize),
    /// A service that moves money, by its place in the table.
    Service(usize),
    /// A platform, by its one name.
    Platform(&'static str),
}

/// Small words that say what stands beside them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Word {
    One,
    Join,
    Filler,
    Before,
    After,
    Never,
    Phone,
    Order,
    Code,
    Card,
    Gift,
    Voucher,
    Wallet,
    Pay,
    Demand,
    Go,
    Into,
    To,
    Dot,
    At,
    NameIs,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Language {
    #[serde(rename = "reviewed_by")]
    _reviewed_by: Vec<String>,
    numbers: BTreeMap<String, u64>,
    unit: BTreeMap<String, u64>,
    fixed: BTreeMap<String, u64>,
    bare: BTreeMap<String, u64>,
    tomorrow: BTreeMap<String, u64>,
    words: BTreeMap<Word, Vec<String>>,
}

/// A gift card brand.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Card {
    pub id: String,
    names: Vec<String>,
    #[serde(default)]
    pub sure: bool,
    #[serde(default)]
    pub letters: Vec<usize>,
    #[serde(default)]
    pub digits: Vec<usize>,
}

/// A service that moves money.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Service {
    pub id: String,
    names: Vec<String>,
    #[serde(default)]
    pub takes: Vec<Takes>,
    pub country: Option<String>,
    #[serde(default)]
    pub sure: bool,
}

/// What names an account at a service.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Takes {
    At,
    Email,
    Phone,
    Cashtag,
}

/// A currency, or a family of currencies with one name.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Currency {
    code: Option<String>,
    #[serde(default)]
    pub coin: bool,
    #[serde(default)]
    signs: Vec<String>,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    weak: Vec<String>,
    #[serde(default)]
    by_country: BTreeMap<String, String>,
}

impl Currency {
    /// The code, when it is certain.
    pub fn code(&'static self, country: Option<&str>) -> Option<&'static str> {
        self.code.as_deref().or_else(|| self.by_country.get(country?).map(String::as_str))
    }
}

#[derive(Deserialize)]
struct Cards {
    card: Vec<Card>,
}

#[derive(Deserialize)]
struct Services {
    service: Vec<Service>,
}

#[derive(Deserialize)]
struct Money {
    codes: Vec<String>,
    small: Vec<String>,
    currency: Vec<Currency>,
}

#[derive(Deserialize)]
struct Hosts {
    plain: HashSet<String>,
    with_path: HashSet<String>,
}

#[derive(Deserialize)]
struct Lengths {
    length: BTreeMap<String, usize>,
}

/// A phrase: the words behind its first one, by number, and what it stands for.
pub(super) struct Phrase {
    pub rest: Vec<u32>,
    pub mean: Mean,
}

/// FNV-1a: every word of every text is looked up, and nobody but the data files adds a key.
pub(super) struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Everything the data files say.
pub(super) struct Tables {
    /// The words of all phrases, numbered from 1.
    words: HashMap<String, u32, BuildHasherDefault<Fnv>>,
    /// The phrases by the number of their first word.
    phrases: Vec<Vec<Phrase>>,
    pub cards: Vec<Card>,
    pub services: Vec<Service>,
    pub currencies: Vec<Currency>,
    /// Currencies that count only near a word for paying, by folded word.
    weak: HashSet<String>,
    signs: Vec<(String, usize)>,
    codes: HashSet<String>,
    hosts: Hosts,
    iban: BTreeMap<String, usize>,
}

const LANGUAGES: [&str; 4] = [
    include_str!("../../../../data/lexicons/en/extract.toml"),
    include_str!("../../../../data/lexicons/fr/extract.toml"),
    include_str!("../../../../data/lexicons/es/extract.toml"),
    include_str!("../../../../data/lexicons/ar/extract.toml"),
];

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

/// The tables of the shipped data, read once.
pub(super) fn tables() -> &'static Tables {
    &TABLES
}

fn parsed<T: serde::de::DeserializeOwned>(text: &str) -> T {
    // Cannot fail: the files are part of the program, and the tests of this crate read every one.
    toml::from_str(text).expect("a shipped data file")
}

impl Tables {
    fn read() -> Self {
        let money: Money = parsed(include_str!("../../../../data/rails/money.toml"));
        let mut tables = Self {
            words: HashMap::default(),
            phrases: vec![Vec::new()],
            cards: parsed::<Cards>(include_str!("../../../../data/rails/cards.toml")).card,
            services: parsed::<Services>(include_str!("../../../../data/rails/services.toml")).service,
            weak: money.currency.iter().flat_map(|c| &c.weak).map(|w| fold_str(w)).collect(),
            signs: Vec::new(),
            codes: money.codes.into_iter().chain(money.small).collect(),
            currencies: money.currency,
            hosts: parsed(include_str!("../../../../data/rails/hosts.toml")),
            iban: parsed::<Lengths>(include_str!("../../../../data/rails/iban.toml")).length,
        };
        for language in LANGUAGES {
            tables.add_language(&parsed(language));
        }
        tables.add_rails();
        tables
    }

    fn add_language(&mut self, language: &Language) {
        self.add_valued(&language.numbers, Mean::Number);
        self.add_valued(&language.unit, Mean::Unit);
        self.add_valued(&language.fixed, Mean::Fixed);
        self.add_valued(&language.bare, Mean::Bare);
        self.add_valued(&language.tomorrow, Mean::Tomorrow);
        for (word, phrases) in &language.words {
            let mean = match word {
                Word::One => Mean::One,
                Word::Join => Mean::Join,
                other => Mean::Word(*other),
            };
            for phrase in phrases {
                self.add(phrase, mean);
            }
        }
    }

    fn add_valued(&mut self, words: &BTreeMap<String, u64>, mean: fn(u64) -> Mean) {
        for (phrase, value) in words {
            self.add(phrase, mean(*value));
        }
    }

    fn add_rails(&mut self) {
        let mut all: Vec<(String, Mean)> = Vec::new();
        let mut name = |names: &[String], mean| all.extend(names.iter().map(|n| (n.clone(), mean)));
        self.cards.iter().enumerate().for_each(|(at, card)| name(&card.names, Mean::Card(at)));
        self.services.iter().enumerate().for_each(|(at, service)| name(&service.names, Mean::Service(at)));
        for (at, currency) in self.currencies.iter().enumerate() {
            name(&currency.words, Mean::Money(at));
            name(&currency.weak, Mean::Money(at));
            self.signs.extend(currency.before.iter().chain(&currency.signs).map(|sign| (sign.clone(), at)));
        }
        // Longest first: "US$" before "$".
        self.signs.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));
        all.extend(platform::spellings().map(|(spelling, name)| (spelling.to_owned(), Mean::Platform(name))));
        for (phrase, mean) in &all {
            self.add(phrase, *mean);
        }
    }

    fn add(&mut self, phrase: &str, mean: Mean) {
        let mut numbers = Vec::new();
        for word in platform::plain_words(phrase) {
            let fresh = u32::try_from(self.phrases.len()).unwrap_or(0);
            let number = *self.words.entry(word).or_insert(fresh);
            if number == fresh {
                self.phrases.push(Vec::new());
            }
            numbers.push(number);
        }
        let Some((first, rest)) = numbers.split_first() else { return };
        self.phrases[*first as usize].push(Phrase { rest: rest.to_vec(), mean });
    }

    /// The number of a folded word; 0 when no phrase has it.
    pub fn number(&self, word: &str) -> u32 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// The phrases that begin with a word, by its number.
    pub fn beginning_with(&self, number: u32) -> &[Phrase] {
        &self.phrases[number as usize]
    }

    /// Whether a word for money means something else as well.
    pub fn is_weak(&self, word: &str) -> bool {
        self.weak.contains(&fold_str(word))
    }

    /// The currency sign that `text` begins with, and its length.
    pub fn sign(&self, text: &str) -> Option<(usize, usize)> {
        if text.starts_with(|c: char| c.is_ascii() && c != '$' && !c.is_ascii_uppercase()) {
            return None;
        }
        let found = |(sign, at): &(String, usize)| text.starts_with(sign.as_str()).then_some((*at, sign.len()));
        self.signs.iter().find_map(found)
    }

    /// A currency code as it is written beside a number.
    pub fn code(&self, word: &str) -> Option<&str> {
        if word.len() == 3 { self.codes.get(word).map(String::as_str) } else { None }
    }

    /// Whether a host with this last part is an address without more.
    pub fn is_plain_end(&self, end: &str) -> bool {
        self.hosts.plain.contains(end)
    }

    /// Whether this is the last part of hosts at all.
    pub fn is_known_end(&self, end: &str) -> bool {
        self.is_plain_end(end) || self.hosts.with_path.contains(end)
    }

    /// How long an IBAN of this country is.
    pub fn iban_length(&self, country: &str) -> Option<usize> {
        self.iban.get(country).copied()
    }
}
