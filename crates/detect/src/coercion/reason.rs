//! One sentence for people: why a text reads as it does, in their language.

use super::{Reading, Role};
use crate::error::Source;
use crate::{Label, LexiconError};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The sentences of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    comma: String,
    and: String,
    role: BTreeMap<String, String>,
    part: BTreeMap<String, String>,
}

/// The sentences of all languages, by code.
pub(crate) struct Reasons {
    langs: BTreeMap<String, Words>,
}

/// Which parts are said, and in which order; the rest is in the spans.
const TOLD: [Label; 11] = [
    Label::ThreatDistribution,
    Label::DistributionStarted,
    Label::PossessionClaim,
    Label::FabricatedImage,
    Label::LeverageInfo,
    Label::DemandMoney,
    Label::DemandContent,
    Label::DemandAct,
    Label::EscalationRepeat,
    Label::Deadline,
    Label::Isolation,
];

impl Reasons {
    /// Reads the sentences of each language.
    pub fn compile(files: &[Source]) -> Result<Self, LexiconError> {
        let mut langs = BTreeMap::new();
        for file in files {
            let words: Words = toml::from_str(file.text)
                .map_err(|e| file.place(LexiconError::Toml { lang: file.lang.to_owned(), source: Box::new(e) }))?;
            langs.insert(file.lang.to_owned(), words);
        }
        Ok(Self { langs })
    }

    /// The sentences for a reading; English when the language has none.
    pub fn sentence(&self, reading: &Reading, lang: &str) -> String {
        self.said(reading, lang, "bare")
    }

    /// The same of a text that is an offender's by what stands around it.
    pub fn around(&self, reading: &Reading, lang: &str) -> String {
        self.said(reading, lang, "around")
    }

    /// `bare` ends the name of the sentence where no part can be told.
    fn said(&self, reading: &Reading, lang: &str, bare: &str) -> String {
        let Some(words) = self.langs.get(lang).or_else(|| self.langs.get("en")) else { return String::new() };
        let role = |name: &str| words.role.get(name).map_or("", String::as_str);
        let parts: Vec<&str> = TOLD
            .into_iter()
            .filter(|label| reading.elements.iter().any(|e| e.label == *label))
            .filter_map(|label| words.part.get(label.as_str()))
            .map(String::as_str)
            .collect();
        let mut out = match reading.role {
            Role::Offender | Role::Victim | Role::Bystander if parts.is_empty() => {
                role(&format!("{}_{bare}", reading.role.as_str())).to_owned()
            }
            one => role(one.as_str()).replace("{parts}", &words.joined(&parts)),
        };
        for (is, name) in [
            (reading.self_harm, "self_harm"),
            (reading.coerced_self_harm, "coerced_self_harm"),
            (reading.third_party_risk, "third_party_risk"),
        ] {
            if is {
                // Nothing else matters beside it.
                out = if reading.role == Role::None { String::new() } else { format!(" {out}") };
                out = format!("{}{out}", role(name));
            }
        }
        out
    }
}

impl Words {
    fn joined(&self, parts: &[&str]) -> String {
        match parts {
            [] => String::new(),
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{}{}{last}", first.join(&self.comma), self.and),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Detector;

    #[test]
    fn what_only_its_place_makes_a_coercion_says_so_in_four_languages() {
        let detector = Detector::embedded().unwrap();
        let text = "nice weather over there";
        for (lang, begins) in
            [("en", "These words alone"), ("fr", "Ces mots seuls"), ("es", "Estas palabras"), ("ar", "هذه الكلمات")]
        {
            let mut reading = detector.message(text, lang);
            detector.read_as_offender(&mut reading, text, lang);
            assert!(reading.elements.is_empty() && reading.reason.starts_with(begins), "{reading:?}");
        }
    }
}
