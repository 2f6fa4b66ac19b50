//! Names of countries, for the question "Which country are you in?". Nothing here guesses where anybody is.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{Lang, fold};

/// The embedded list of countries is broken.
#[derive(Debug, thiserror::Error)]
#[error("data/countries/names.toml: {0}")]
pub struct CountriesError(String);

/// A country or territory in one language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2, capitals: `FR`.
    pub code: String,
    /// Short everyday name.
    pub name: String,
}

/// All countries and territories where people live, in each language.
#[derive(Debug)]
pub struct Countries {
    sorted: [Vec<Country>; 4],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    en: String,
    fr: String,
    es: String,
    ar: String,
}

impl Countries {
    /// Reads the embedded list.
    ///
    /// # Errors
    /// When the file is not as its header describes it.
    pub fn load() -> Result<Countries, CountriesError> {
        let source = include_str!("../../../data/countries/names.toml");
        let table: BTreeMap<String, Names> =
            toml::from_str(source).map_err(|error| CountriesError(error.message().to_owned()))?;
        if let Some(code) = table.keys().find(|code| !is_code(code)) {
            return Err(CountriesError(format!("`{code}` is not a country code")));
        }
        Ok(Countries { sorted: Lang::ALL.map(|lang| sorted(&table, lang)) })
    }

    /// Every country, sorted as a reader of `lang` looks for it.
    pub fn sorted(&self, lang: Lang) -> &[Country] {
        &self.sorted[lang.index()]
    }

    /// The name of a country; `None` for a code that is not on the list. Case does not matter.
    pub fn name(&self, lang: Lang, code: &str) -> Option<&str> {
        let same = |country: &&Country| country.code.eq_ignore_ascii_case(code);
        self.sorted(lang).iter().find(same).map(|country| country.name.as_str())
    }
}

fn sorted(table: &BTreeMap<String, Names>, lang: Lang) -> Vec<Country> {
    let name = |names: &Names| match lang {
        Lang::En => names.en.clone(),
        Lang::Fr => names.fr.clone(),
        Lang::Es => names.es.clone(),
        Lang::Ar => names.ar.clone(),
    };
    let mut list: Vec<Country> =
        table.iter().map(|(code, names)| Country { code: code.clone(), name: name(names) }).collect();
    // Without accents: "Égypte" stands between "Dominique" and "Finlande", not after "Zimbabwe".
    list.sort_by_cached_key(|country| fold::words(&country.name));
    list
}

fn is_code(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}
