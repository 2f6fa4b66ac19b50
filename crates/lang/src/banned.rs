//! Phrases that may never stand on a page: promises nobody can keep, blame, despair, words that hide abuse.
//!
//! The lists are `data/lang/xx/banned.txt`. Tests search every text and every rendered page with [`banned`]; it is not
//! for what visitors write.

use std::sync::LazyLock;

use crate::{Lang, fold};

/// Names that services gave themselves, as [`fold::words`] reads them. Whoever looks for one looks for this name.
const NAMES: [&str; 1] = [" revenge porn helpline "];

struct Phrase {
    written: &'static str,
    words: String,
}

static LISTS: LazyLock<[Vec<Phrase>; 4]> = LazyLock::new(|| {
    [
        list(include_str!("../../../data/lang/en/banned.txt")),
        list(include_str!("../../../data/lang/fr/banned.txt")),
        list(include_str!("../../../data/lang/es/banned.txt")),
        list(include_str!("../../../data/lang/ar/banned.txt")),
    ]
});

/// The banned phrases of `lang` found in `text` (plain or HTML), as the list writes them; empty is good.
///
/// Whole words; capitals, accents, vowel signs, punctuation and tags make no difference. In Arabic a leading "and"
/// (و or ف), which is written onto the word, does not hide a phrase. The own name of a service is no phrase of ours.
pub fn banned(lang: Lang, text: &str) -> Vec<&'static str> {
    // With tags as they are, attributes such as `alt` are searched; without them, phrases broken by markup.
    let views = [fold::words(text), fold::words(&fold::without_tags(text))];
    let views = views.map(|view| NAMES.iter().fold(view, |view, name| view.replace(name, " ")));
    let found = |phrase: &&Phrase| views.iter().any(|view| stands_in(lang, view, &phrase.words));
    LISTS[lang.index()].iter().filter(found).map(|phrase| phrase.written).collect()
}

/// All banned phrases of `lang`, as written in its list.
pub fn banned_phrases(lang: Lang) -> impl Iterator<Item = &'static str> {
    LISTS[lang.index()].iter().map(|phrase| phrase.written)
}

fn stands_in(lang: Lang, view: &str, words: &str) -> bool {
    let joined = |particle: &str| view.contains(&format!(" {particle}{}", words.trim_start()));
    view.contains(words) || (lang == Lang::Ar && (joined("و") || joined("ف")))
}

fn list(source: &'static str) -> Vec<Phrase> {
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|written| Phrase { written, words: fold::words(written) }).collect()
}
