//! Words that blame, hide or promise too much, in what staff write to a child: found, with what to say instead.
//!
//! The terms are `data/terms/xx.toml`; phrases of `banned.txt` that have no line of their own there count too. Nothing is
//! stopped here: whoever writes decides.

use std::sync::LazyLock;

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::{Lang, banned_phrases};

/// A phrase found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// The phrase as its list writes it.
    pub avoid: &'static str,
    /// What to say instead.
    pub instead: &'static str,
    /// Why.
    pub why: &'static str,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for people: only a native reviewer changes it")]
    reviewed: bool,
    general: General,
    term: Vec<Term>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct General {
    #[serde(rename = "use")]
    instead: String,
    why: String,
}

/// A term of the lists: what to avoid, what to say, why, by whose word, and the examples that test it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Phrases to avoid.
    pub avoid: Vec<String>,
    /// What to say instead.
    #[serde(rename = "use")]
    pub instead: String,
    /// Why.
    pub why: String,
    /// Whose rule it is.
    pub source: String,
    /// Texts in which it is found.
    pub hits: Vec<String>,
    /// Texts in which it is not.
    pub misses: Vec<String>,
}

struct Phrase {
    words: Vec<String>,
    avoid: &'static str,
    instead: &'static str,
    why: &'static str,
}

/// The terms of one language, and the phrases made of them, the longest first.
struct List {
    terms: &'static [Term],
    phrases: Vec<Phrase>,
}

static LISTS: LazyLock<[List; 4]> = LazyLock::new(|| {
    [
        list(Lang::En, include_str!("../../../data/terms/en.toml")),
        list(Lang::Fr, include_str!("../../../data/terms/fr.toml")),
        list(Lang::Es, include_str!("../../../data/terms/es.toml")),
        list(Lang::Ar, include_str!("../../../data/terms/ar.toml")),
    ]
});

fn list(lang: Lang, source: &str) -> List {
    // Cannot fail: the files are embedded, and a test of this crate reads each.
    let file: &'static File = Box::leak(Box::new(toml::from_str(source).expect("data/terms can be read")));
    let own = file.term.iter().flat_map(|term| {
        term.avoid.iter().map(|avoid| Phrase { words: plain(avoid), avoid, instead: &term.instead, why: &term.why })
    });
    let general = &file.general;
    let rest = banned_phrases(lang).map(|avoid| Phrase {
        words: plain(avoid),
        avoid,
        instead: &general.instead,
        why: &general.why,
    });
    let mut phrases: Vec<Phrase> = Vec::new();
    for phrase in own.chain(rest) {
        if phrases.iter().all(|known| known.words != phrase.words) {
            phrases.push(phrase);
        }
    }
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
    List { terms: &file.term, phrases }
}

/// Every phrase to think about in `text`, in order; where two begin at one word, the longer.
pub fn check(text: &str, lang: Lang) -> Vec<Finding> {
    let words = words(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let phrase = LISTS[lang.index()].phrases.iter().find(|phrase| begins(lang, &words[at..], &phrase.words));
        let Some(phrase) = phrase else {
            at += 1;
            continue;
        };
        let last = at + phrase.words.len() - 1;
        let (start, end) = (words[at].start, words[last].end);
        found.push(Finding { start, end, avoid: phrase.avoid, instead: phrase.instead, why: phrase.why });
        at = last + 1;
    }
    found
}

/// The terms of a language, for lists that people read and for tests.
pub fn terms(lang: Lang) -> &'static [Term] {
    LISTS[lang.index()].terms
}

fn begins(lang: Lang, words: &[Word], phrase: &[String]) -> bool {
    let Some((first, rest)) = phrase.split_first() else { return false };
    // In Arabic "and" is written onto the word: و or ف does not hide a phrase.
    let joined = |word: &str| lang == Lang::Ar && word.strip_prefix(['و', 'ف']).is_some_and(|bare| bare == first);
    words.len() > rest.len()
        && (words[0].text == *first || joined(&words[0].text))
        && rest.iter().zip(&words[1..]).all(|(wanted, word)| word.text == *wanted)
}

/// A bare word and where it stands.
struct Word {
    text: String,
    start: usize,
    end: usize,
}

/// The words of a text without capitals, accents, vowel signs and punctuation.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        if is_silent(c) {
            if let Some(word) = words.last_mut().filter(|_| open) {
                word.end = end;
            }
            continue;
        }
        let letters: String = c
            .nfkd()
            .filter(|c| !is_silent(*c))
            .flat_map(char::to_lowercase)
            .filter(|c| c.is_alphanumeric())
            .map(even)
            .collect();
        if letters.is_empty() {
            open = false;
        } else if let Some(word) = words.last_mut().filter(|_| open) {
            word.text.push_str(&letters);
            word.end = end;
        } else {
            words.push(Word { text: letters, start, end });
            open = true;
        }
    }
    words
}

fn plain(phrase: &str) -> Vec<String> {
    words(phrase).into_iter().map(|word| word.text).collect()
}

/// Marks, invisible characters and the Arabic lengthening stroke carry no word.
fn is_silent(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{00AD}' | '\u{0640}' | '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// Letters that many write for one another.
fn even(c: char) -> char {
    match c {
        'ى' => 'ي',
        'ة' => 'ه',
        'œ' => 'o',
        other => other,
    }
}
