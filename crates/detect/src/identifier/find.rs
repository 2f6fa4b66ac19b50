//! Accounts in running text: what is unmistakable on its own, so that a counsellor need not copy it by hand.
//!
//! Only links, mail addresses, `@names`, a platform followed by a colon and a name, and telephone numbers with a country
//! code. Nothing here says whose an account is.

use super::{Identifier, Kind, clean, email, link, phone, read, split_label};

/// Most identifiers found in one text: more is a list nobody reads.
const MOST: usize = 50;
/// Fewest digits of a telephone number with its country code.
const PHONE_DIGITS: usize = 9;

/// An identifier in a text, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is, in canonical form.
    pub identifier: Identifier,
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

/// Every identifier that stands in `text` unmistakably, in order, each canonical form once; at most fifty.
pub fn find(text: &str) -> Vec<Found> {
    let words = words(text);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() && found.len() < MOST {
        let (identifier, used) = one(text, &words[at..]);
        if let Some(identifier) = identifier {
            let (start, end) = (words[at].0, words[at + used - 1].1);
            if found.iter().all(|known| known.identifier.canonical != identifier.canonical) {
                found.push(Found { identifier, start, end });
            }
        }
        at += used;
    }
    found
}

/// The words of a text as spans, without the punctuation around them.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| c.is_whitespace() || ",;!?؟،؛\"'«»“”()[]<>".contains(c));
        let bare = bare.trim_end_matches(['.', ':']);
        if !bare.is_empty() {
            // Cannot fail: a trimmed word is a piece of the word.
            let start = at + word.find(bare).unwrap_or(0);
            words.push((start, start + bare.len()));
        }
        at += word.len();
    }
    words
}

/// What the first of these words begins, and how many of them it takes.
fn one(text: &str, words: &[(usize, usize)]) -> (Option<Identifier>, usize) {
    let (start, end) = words[0];
    let word = clean(&text[start..end]);
    if let Some(found) = link::read(&word).or_else(|| email(&word, None)) {
        return (Some(found), 1);
    }
    if let Some(found) = number(text, words) {
        return found;
    }
    if word.starts_with('@') && word.len() > 3 {
        return (read("", &word), 1);
    }
    // "snap:luna" in one word, or "snap:" and a name behind it.
    if split_label(&word).is_some_and(|(_, rest)| rest.len() > 2) {
        return (read("", &word), 1);
    }
    let labelled = words.get(1).filter(|next| text[end..next.0].trim() == ":");
    if let Some((from, to)) = labelled {
        let both = format!("{word}: {}", clean(&text[*from..*to]));
        if split_label(&both).is_some_and(|(_, rest)| rest.len() > 2) {
            return (read("", &both), 2);
        }
    }
    (None, 1)
}

/// A telephone number with a country code, over as many words as it is spread.
fn number(text: &str, words: &[(usize, usize)]) -> Option<(Option<Identifier>, usize)> {
    let begin = words[0].0;
    let first = clean(text[..words[0].1].get(begin..)?);
    // A bracket or plus may have been trimmed from the word; only "+" and "00" promise a country code.
    let plus = first.starts_with('+') || text[..begin].ends_with('+');
    if !plus && !first.starts_with("00") {
        return None;
    }
    let digit = |word: &str| word.chars().all(|c| c.is_ascii_digit() || "+-.()/‐–".contains(c));
    let used = words.iter().take(8).take_while(|(from, to)| digit(&clean(&text[*from..*to]))).count();
    let whole = clean(text.get(begin..words.get(used.checked_sub(1)?)?.1)?);
    let whole = if whole.starts_with('+') || whole.starts_with("00") { whole } else { format!("+{whole}") };
    let canonical = phone::read(&whole)?;
    let long_enough = canonical.starts_with('+') && canonical.len() > PHONE_DIGITS;
    long_enough.then_some((Some(Identifier { kind: Kind::Phone, platform: None, canonical }), used))
}
