//! The languages of the house, and which way they run.

use serde::{Deserialize, Serialize};

use crate::negotiate;

/// A language in which every page is complete.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English, also what is used when nothing else is known.
    #[default]
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Arabic, written from right to left.
    Ar,
}

impl Lang {
    /// Every language, in the order of the language switch.
    pub const ALL: [Lang; 4] = [Lang::En, Lang::Fr, Lang::Es, Lang::Ar];

    /// The BCP 47 code, as in `<html lang>` and in stored rows: `en`, `fr`, `es`, `ar`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
            Lang::Es => "es",
            Lang::Ar => "ar",
        }
    }

    /// The value of the HTML `dir` attribute: `ltr` or `rtl`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::En | Lang::Fr | Lang::Es => "ltr",
            Lang::Ar => "rtl",
        }
    }

    /// The language's name in itself, for the switch: no flags, no translated names.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
            Lang::Es => "Español",
            Lang::Ar => "العربية",
        }
    }

    /// The language of a tag such as `fr`, `FR` or `fr-CH`; `None` for one that we do not speak.
    pub fn parse(tag: &str) -> Option<Lang> {
        let primary = tag.trim().split(['-', '_']).next()?;
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The best language for an `Accept-Language` header; English when it names none of ours.
    pub fn negotiate(accept_language: &str) -> Lang {
        negotiate::best(accept_language).unwrap_or_default()
    }

    /// The best language for an `Accept-Language` header among those that are offered; when it names none of them English,
    /// or the first that is offered. With none offered: English.
    pub fn negotiate_among(accept_language: &str, offered: &[Lang]) -> Lang {
        let fallback = || if offered.contains(&Lang::En) { None } else { offered.first().copied() };
        negotiate::best_among(accept_language, offered).or_else(fallback).unwrap_or_default()
    }

    /// Position in [`Lang::ALL`], for tables with one entry a language.
    pub(crate) fn index(self) -> usize {
        match self {
            Lang::En => 0,
            Lang::Fr => 1,
            Lang::Es => 2,
            Lang::Ar => 3,
        }
    }
}
