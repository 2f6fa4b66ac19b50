//! What an administrator decides before the node opens: when somebody reads, which countries are served, what is kept
//! secret there.

use serde::{Deserialize, Serialize};
use vigie_lang::Lang;
use vigie_model::hours::Hours;

use crate::house::Setting;

/// Most words of a confidentiality text.
pub const SECRECY_WORDS: usize = 60;
/// Most hours that can be named as the usual time until an answer: two weeks.
pub const USUAL_MAX: i64 = 14 * 24;

/// When somebody reads, and how long an answer usually takes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Opening hours; `None` while nobody has set them.
    pub hours: Option<Hours>,
    /// Usual time until an answer, in hours, 1 to [`USUAL_MAX`]; 0 while nobody has set it.
    pub usual_hours: i64,
}

impl Setting for Opening {
    const NAME: &'static str = "opening";
}

/// The countries that are served: ISO codes, capitals, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Served {
    /// The codes.
    pub countries: Vec<String>,
}

impl Setting for Served {
    const NAME: &'static str = "served";
}

/// What is kept secret and when it cannot be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecrecyText {
    /// ISO code of a country; `""` for every other one, and for a visitor who does not say.
    pub country: String,
    /// The language it is written in.
    pub lang: Lang,
    /// The text, at most [`SECRECY_WORDS`] words.
    pub text: String,
}

/// The confidentiality texts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Secrecy {
    /// One for each country and language.
    pub texts: Vec<SecrecyText>,
}

impl Setting for Secrecy {
    const NAME: &'static str = "secrecy";
}

impl Secrecy {
    /// The text for a country in a language; `None` when nobody wrote it.
    pub fn text(&self, country: &str, lang: Lang) -> Option<&str> {
        self.texts.iter().find(|one| one.country == country && one.lang == lang).map(|one| one.text.as_str())
    }

    /// Puts a text in its place; an empty one takes it away. False when it is too long.
    pub fn put(&mut self, country: &str, lang: Lang, text: &str) -> bool {
        let text = text.trim();
        if text.split_whitespace().count() > SECRECY_WORDS {
            return false;
        }
        self.texts.retain(|one| !(one.country == country && one.lang == lang));
        if !text.is_empty() {
            self.texts.push(SecrecyText { country: country.to_owned(), lang, text: text.to_owned() });
        }
        self.texts.sort_by(|one, other| (&one.country, one.lang).cmp(&(&other.country, other.lang)));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_sixty_words_is_kept_one_more_is_refused_and_an_empty_one_is_gone() {
        let mut all = Secrecy::default();
        assert!(all.put("FR", Lang::Fr, &"mot ".repeat(60)) && !all.put("FR", Lang::En, &"word ".repeat(61)));
        assert!(all.put("", Lang::Fr, "autre") && all.put("FR", Lang::Fr, " mot "));
        assert_eq!(
            (all.text("FR", Lang::Fr), all.text("", Lang::Fr), all.text("FR", Lang::En)),
            (Some("mot"), Some("autre"), None)
        );
        assert!(all.put("FR", Lang::Fr, "") && all.text("FR", Lang::Fr).is_none() && all.texts.len() == 1);
    }
}
