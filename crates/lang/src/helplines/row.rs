//! One contact, as its data file writes it.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::day::or_empty;

/// A helpline, hotline or service. Whether a visitor may see it is [`super::why_hidden`]'s to say.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Helpline {
    /// Never changed and never used again: checks made by a desk refer to it.
    pub id: String,
    /// ISO 3166-1 alpha-2 in capitals; `EU` for harmonised numbers, `ZZ` for networks. Taken from the file's name.
    #[serde(default)]
    pub country: String,
    /// As the service calls itself.
    pub name: String,
    /// What it is for.
    pub kind: Kind,
    /// As the operator prints it; empty when none is known. For a `tel:` link see [`Helpline::dial`].
    pub phone: String,
    /// SMS, chat, messenger, e-mail or web form, in words; empty when none is known.
    pub text: String,
    /// The service's own page; empty when none is known.
    pub url: String,
    /// BCP 47 codes of the languages spoken; empty when not known.
    pub languages: Vec<String>,
    /// Opening hours in words, local time; empty when not known.
    pub hours: String,
    /// Whether calling costs nothing.
    pub free: Free,
    /// How good the evidence was when the row was written.
    pub grade: Grade,
    /// For people of 18 and over only.
    #[serde(default)]
    pub adults_only: bool,
    /// A line for runaway or missing children: of kind [`Kind::Crisis`], but not the crisis line of a country.
    #[serde(default)]
    pub missing_children: bool,
    /// May be shown as a link, without number, where a country has no checked contact.
    #[serde(default)]
    pub directory: bool,
    /// For staff. Holds doubts and wrong numbers seen elsewhere: never shown to a visitor.
    pub note: String,
    /// Pages that agree with this row.
    pub sources: Vec<Source>,
    /// The day a person opened the sources and tried the service; `None`: never.
    #[serde(with = "or_empty")]
    pub checked: Option<Day>,
    /// The last day on which the row may be shown; `None`: not decided, so not shown.
    #[serde(with = "or_empty")]
    pub expires: Option<Day>,
    /// Where the clock of the opening hours stands, such as `Europe/Paris`; empty when not known.
    #[serde(default)]
    pub zone: String,
    /// Address of the page where one writes; empty when the row names none apart.
    #[serde(default)]
    pub chat: String,
    /// The day on which the service itself told the house that the row is right. Made of checks, never read from a file.
    #[serde(skip)]
    pub heard: Option<Day>,
    /// The day since which the house hides the row. Made of checks, never read from a file.
    #[serde(skip)]
    pub withdrawn: Option<Day>,
}

/// What a contact is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// People for whoever is in danger now.
    Crisis,
    /// Counsellors for children.
    ChildHelpline,
    /// Police and emergency services.
    Police,
    /// Takes reports of abuse material.
    HotlineReport,
    /// Helps to have a picture taken down.
    Takedown,
    /// For people who fear to offend. Never on the pages of children.
    OffenderPrevention,
}

/// Whether a call costs nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Free {
    /// Free.
    Yes,
    /// Charged.
    No,
    /// Not known; say nothing about it.
    Unknown,
}

/// Strength of the evidence when the row was written. Not a rating of the service.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Grade {
    /// The operator or a government.
    A,
    /// Good second hand.
    B,
    /// Old or weak.
    C,
}

impl Grade {
    /// The letter, as it stands in the data.
    pub fn word(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
        }
    }
}

/// A page that agrees with a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Address of the page.
    pub url: String,
    /// The day somebody opened it, or `stored copy`.
    pub seen: String,
    /// The operator's own page, or an official one.
    pub own: bool,
}

impl Source {
    /// The site of the address, without `www.` and a port: two pages of one site are one source.
    pub fn site(&self) -> &str {
        let rest = self.url.split_once("://").map_or(self.url.as_str(), |(_, rest)| rest);
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.')
    }
}

impl Helpline {
    /// The number for a `tel:` link: digits and a leading `+`. `None` unless the row holds exactly one plain number;
    /// then show it as text only.
    pub fn dial(&self) -> Option<String> {
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.');
        if self.phone.is_empty() || !self.phone.chars().all(plain) || self.phone.contains(" - ") {
            return None;
        }
        Some(self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect())
    }

    /// The number to which a text message goes: digits and a leading `+`. `None` when the row names none in so many
    /// words (`text THORN to 741741`, `SMS 114`); then the words alone are shown.
    pub fn sms(&self) -> Option<String> {
        let parts = self.text.split([';', ',']).map(str::trim);
        parts.into_iter().find_map(|part| {
            let mut words = part.split_whitespace();
            let verb = words.next()?;
            if !verb.eq_ignore_ascii_case("text") && !verb.eq_ignore_ascii_case("sms") {
                return None;
            }
            let mut words = words.skip_while(|word| word.bytes().all(|b| b.is_ascii_uppercase()) || *word == "to");
            let number = words.next()?;
            let digits = number.strip_prefix('+').unwrap_or(number);
            (digits.len() >= 3 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| number.to_owned())
        })
    }

    /// The opening hours, when a machine can read all of them.
    pub fn opening(&self) -> Option<super::Hours> {
        super::Hours::parse(&self.hours)
    }

    /// Whether a person can be reached by writing (SMS, chat, messenger): a child who cannot speak aloud needs it first.
    pub fn can_write(&self) -> bool {
        let text = self.text.to_lowercase();
        ["sms", "chat", "text ", "whatsapp", "messenger", "telegram", "signal", "kakaotalk", "zalo"]
            .iter()
            .any(|word| text.contains(word))
    }
}
