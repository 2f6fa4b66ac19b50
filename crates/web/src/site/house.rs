//! What the house says about itself to visitors: opening hours, the usual time until an answer, what it keeps secret.

use vigie_lang::Lang;

use crate::app::Inner;

/// The words; each is empty while nobody has set it.
#[derive(Debug, Clone, Default)]
pub struct HouseWords {
    /// When somebody reads, in a sentence.
    pub hours: String,
    /// How long an answer usually takes, in a sentence.
    pub usual: String,
    /// What is kept secret and when it cannot be: country code, `""` for every other country, and text, at most 60 words.
    pub secrecy: Vec<(String, String)>,
}

/// The words in a language.
#[expect(clippy::unused_async, reason = "reads the settings of the house")]
pub async fn words(_app: &Inner, _lang: Lang) -> HouseWords {
    HouseWords::default()
}
