//! How a text is put: its words, pairs of words, pieces of words, concepts and pairs of them, for the weights of wording.
//!
//! Rules find what they name; the wording also hears what nobody named, each part saying little.

use crate::chart::Chart;
use crate::fold::{fold_str, latin_lookalike};
use crate::lexicon::Lexicon;
use crate::readings::{is_leet, is_number, is_sign, letter_for};

/// The names of the families in the file of weights.
pub(crate) const FAMILIES: [&str; 4] = ["word", "piece", "concept", "pair"];
/// How loud each family is. Concepts say the same in all languages, their pairs most of all; heard in full they would drown
/// the words, which tell quarrels and games from threats.
pub const SHARES: [f64; 4] = [1.5, 0.7, 1.0, 0.5];
/// What stands for any number.
const NUMBER: &str = "0";
/// Lengths of pieces of words, in letters; a word's edges count as one each.
const PIECES: std::ops::RangeInclusive<usize> = 2..=4;
/// Longest word that is taken to pieces, in letters: a longer one is noise.
const LONGEST: usize = 40;

/// Calls back with each part of a text's wording and the place of its family; a part may come more than once.
pub(crate) fn parts(lexicon: &Lexicon, chart: &Chart, text: &str, mut found: impl FnMut(usize, &str)) {
    let mut line = String::new();
    let mut before = None;
    let (mut edged, mut cuts) = (String::new(), Vec::new());
    for word in words(text) {
        let start = line.len();
        line.push_str(&word);
        found(0, &word);
        if let Some(before) = before.replace(start) {
            found(0, &line[before..]);
        }
        line.push(' ');
        edged.clear();
        edged.extend(["_", &word, "_"]);
        cuts.clear();
        cuts.extend(edged.char_indices().map(|(at, _)| at).take(LONGEST));
        cuts.push(edged.char_indices().nth(LONGEST).map_or(edged.len(), |(at, _)| at));
        for length in PIECES {
            for piece in cuts.windows(length + 1) {
                found(1, &edged[piece[0]..piece[length]]);
            }
        }
    }
    let mut concepts: Vec<u32> = chart.lattice.places.iter().flat_map(|p| &p.ways).map(|way| way.word).collect();
    concepts.sort_unstable();
    concepts.dedup();
    let mut names: Vec<&str> = concepts.into_iter().filter_map(|id| lexicon.concept_name(id)).collect();
    names.sort_unstable();
    for (at, name) in names.iter().enumerate() {
        found(2, name);
        line.clear();
        line.extend([name, "+"]);
        let start = line.len();
        for other in &names[at + 1..] {
            line.truncate(start);
            line.push_str(other);
            found(3, &line);
        }
    }
}

/// The words of a text in one plain form: disguises undone as far as that needs no second opinion.
fn words(text: &str) -> Vec<String> {
    let folded = fold_str(text);
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    // Letters written one by one: how many stand in a row, and spaces since the last one.
    let mut gap = 0;
    for c in folded.chars().chain(std::iter::once(' ')) {
        if c.is_alphanumeric() || (matches!(c, '\'' | '*' | '@' | '$') && !word.is_empty()) {
            if word.is_empty() && gap > 1 {
                words.push(String::new());
            }
            word.push(c);
            gap = 0;
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        gap = if c == ' ' { gap + 1 } else { 0 };
        if is_sign(c) || matches!(c, '?' | '؟' | '"' | '«' | '=' | '%') {
            words.push(if c == '؟' { '?' } else { c }.to_string());
        }
    }
    let words = joined(words);
    let hidden = words.iter().filter(|w| turns(w) >= 2).count() >= 2;
    words.into_iter().map(|w| plain(w, hidden)).collect()
}

/// Puts letters that stand alone in a row together: "p a y" is one word. Empty words part them.
fn joined(words: Vec<String>) -> Vec<String> {
    let single = |w: &str| w.chars().count() == 1 && w.chars().all(char::is_alphanumeric);
    let mut out: Vec<String> = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let close = |row: &mut Vec<String>, out: &mut Vec<String>| {
        if row.len() >= 3 {
            out.push(row.concat());
            row.clear();
        } else {
            out.append(row);
        }
    };
    for word in words {
        if single(&word) {
            row.push(word);
            continue;
        }
        close(&mut row, &mut out);
        if !word.is_empty() {
            out.push(word);
        }
    }
    close(&mut row, &mut out);
    out
}

/// How often a word changes between letters and what can stand for letters.
fn turns(word: &str) -> usize {
    let mut kinds = word.chars().map(|c| c.is_ascii() && is_leet(c as u8));
    let Some(mut before) = kinds.next() else { return 0 };
    kinds.filter(|kind| std::mem::replace(&mut before, *kind) != *kind).count()
}

fn plain(word: String, hidden: bool) -> String {
    if is_number(&word) {
        return NUMBER.to_owned();
    }
    let mut word = if word.is_ascii() { word } else { latin_lookalike(&word).unwrap_or(word) };
    let begins = word.bytes().take_while(u8::is_ascii_digit).count();
    if turns(&word) >= 2 || (hidden && turns(&word) == 1 && begins < 2) {
        word = word.chars().map(|c| letter_for(c, 'i')).collect();
    } else if begins > 0 {
        // "30min", "200e": an amount and its unit.
        word = format!("{NUMBER}{}", &word[begins..]);
    }
    let bytes = word.as_bytes();
    let plain = word.is_ascii() && !bytes.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
    if plain && !word.starts_with(['\'', '*']) && !word.ends_with(['\'', '*']) {
        return word;
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        // "soooo"
        let mut last = out.chars().rev();
        if last.next() != Some(c) || last.next() != Some(c) {
            out.push(c);
        }
    }
    out.trim_matches(['\'', '*']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn disguises_are_undone_and_amounts_are_amounts() {
        assert_eq!(words("P a y  n o w: 300$ in 30min"), ["pay", "now", "0$", "in", "0min"]);
        assert_eq!(words("y0ur pr1v4t3 p1cs, 2 u"), ["your", "private", "pics", "0", "u"]);
        assert_eq!(words("sооооn?"), ["soon", "?"]);
    }
}
