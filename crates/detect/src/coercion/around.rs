//! The parts that say of each word of a text whether something the coercion is made of begins, goes on or ends there, by
//! their names: what weights of places are fitted to. What reads texts knows them by their digests, see `reach`.

use super::Role;
use super::message::Element;
use crate::chart::Chart;
use crate::fold::fold_str;
use crate::lexicon::Lexicon;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// The words of a text in bytes, without the signs around them; what Arabic writes on a word is one of its own.
pub(crate) fn words(text: &str) -> Vec<(usize, usize)> {
    // A word has some four letters and a blank at least.
    let mut words = Vec::with_capacity(text.len() / 4 + 1);
    for word in text.split_whitespace() {
        let bare = word.trim_start_matches(around);
        let start = word.as_ptr() as usize - text.as_ptr() as usize + word.len() - bare.len();
        let bare = bare.trim_end_matches(around);
        if bare.is_empty() {
            continue;
        }
        let written_on = bare.starts_with(['و', 'ل', 'ب', 'ف']) && bare.chars().count() > 3;
        if written_on {
            words.push((start, start + 2));
            words.push((start + 2, start + bare.len()));
        } else {
            words.push((start, start + bare.len()));
        }
    }
    words
}

/// Signs that stand around words and belong to none.
fn around(c: char) -> bool {
    const SIGNS: &str = "…—–«»“”„‘’؟،؛";
    if c.is_ascii() {
        c.is_ascii_punctuation() && !matches!(c, '#' | '$' | '%' | '&' | '+' | '=' | '@' | '\\' | '^' | '`' | '{' | '}')
    } else {
        SIGNS.contains(c)
    }
}

/// What is at a word.
#[derive(Default)]
struct At<'a> {
    word: Cow<'static, str>,
    /// Each once.
    concepts: Vec<&'a str>,
    /// Labels of what rules name here, and where in it the word stands; each once.
    named: Vec<(&'static str, &'static str)>,
    /// The first sign between the word and the next one.
    gap: Cow<'a, str>,
}

/// Calls back with the number of a word and each part that says where it stands, in pieces; a part comes once for a word.
pub(crate) fn parts(
    lexicon: &Lexicon,
    chart: &Chart,
    text: &str,
    words: &[(usize, usize)],
    role: Role,
    named: &[Element],
    mut found: impl FnMut(usize, &[&str]),
) {
    let all = at_words(lexicon, chart, text, words, named);
    let whole: BTreeSet<&str> = named.iter().map(|e| e.label.as_str()).collect();
    let nothing = At { word: "|".into(), ..At::default() };
    let told = if role == Role::Offender { "says" } else { "tells" };
    for number in 0..all.len() {
        let mut say = |pieces: &[&str]| found(number, pieces);
        let near = |by: isize| number.checked_add_signed(by).and_then(|at| all.get(at)).unwrap_or(&nothing);
        let (two_back, back, here, on, two_on) = (near(-2), near(-1), near(0), near(1), near(2));
        say(&[told]);
        for (name, word) in [("w-2 ", two_back), ("w-1 ", back), ("w ", here), ("w+1 ", on), ("w+2 ", two_on)] {
            say(&[name, &word.word]);
        }
        say(&["ww- ", &back.word, " ", &here.word]);
        say(&["ww+ ", &here.word, " ", &on.word]);
        let cut = |to: usize| here.word.char_indices().nth(to).map_or(here.word.len(), |(at, _)| at);
        say(&["begins ", &here.word[..cut(3)]]);
        let length = here.word.chars().count();
        say(&["ends ", &here.word[cut(length.saturating_sub(3))..]]);
        let before = if number == 0 { "^" } else { &back.gap };
        say(&["before ", before]);
        say(&["before ", before, " ", told]);
        say(&["behind ", &here.gap]);
        say(&["before ", before, " w ", &here.word]);
        if before.is_empty() {
            say(&["no break ", &back.word]);
        }
        for (name, word) in [("c-1 ", back), ("c ", here), ("c+1 ", on)] {
            for concept in &word.concepts {
                say(&[name, concept]);
            }
        }
        for concept in &here.concepts {
            say(&["before ", before, " c ", concept]);
        }
        for (name, word) in [("r-1 ", back), ("r ", here), ("r+1 ", on)] {
            for (label, place) in &word.named {
                say(&[name, label, " ", place]);
            }
        }
        for (label, place) in &here.named {
            say(&["before ", before, " r ", label, " ", place]);
            say(&["r ", label, " ", place, " ", told]);
            say(&["r ", label, " ", place, " w ", &here.word]);
        }
        if here.named.is_empty() {
            for label in &whole {
                say(&["elsewhere ", label]);
            }
        }
    }
}

/// The first sign between two words; nothing where there are only blanks.
pub(super) fn first_sign(between: &str) -> &str {
    let found = between.char_indices().find(|(_, c)| !c.is_whitespace());
    found.map_or("", |(at, c)| &between[at..at + c.len_utf8()])
}

fn at_words<'a>(
    lexicon: &'a Lexicon,
    chart: &Chart,
    text: &'a str,
    words: &[(usize, usize)],
    named: &[Element],
) -> Vec<At<'a>> {
    let mut all: Vec<At> = Vec::with_capacity(words.len());
    for (number, (start, end)) in words.iter().enumerate() {
        let word = fold_str(&text[*start..*end]);
        let number_alone = word.contains(|c: char| c.is_numeric()) && !word.contains(char::is_alphabetic);
        let word = if number_alone { "0".into() } else { word.into() };
        let next = words.get(number + 1).map_or(text.len(), |next| next.0);
        let between = &text[*end..next];
        let gap = if number + 1 == words.len() { "$" } else { first_sign(between) };
        all.push(At { word, gap: gap.into(), ..At::default() });
    }
    let covered = |start: usize, end: usize| {
        let first = words.partition_point(|word| word.1 <= start);
        let last = words.partition_point(|word| word.0 < end);
        first..last.max(first)
    };
    let places = &chart.lattice.places;
    for place in places.iter().filter(|place| !place.cut) {
        for way in &place.ways {
            let Some(name) = lexicon.concept_name(way.word) else { continue };
            for at in covered(place.begin, places[way.to as usize].end) {
                if !all[at].concepts.contains(&name) {
                    all[at].concepts.push(name);
                }
            }
        }
    }
    for element in named {
        let range = covered(element.start, element.end);
        for at in range.clone() {
            let place = match (at == range.start, at + 1 == range.end) {
                (true, true) => "whole",
                (true, false) => "first",
                (false, true) => "last",
                (false, false) => "within",
            };
            let one = (element.label.as_str(), place);
            if !all[at].named.contains(&one) {
                all[at].named.push(one);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_stand_without_the_signs_around_them() {
        let of =
            |text: &'static str| words(text).into_iter().map(move |(start, end)| &text[start..end]).collect::<Vec<_>>();
        assert_eq!(of("\"pay $80, or… it's out\" !!"), ["pay", "$80", "or", "it's", "out"]);
        assert_eq!(of("طلبوا وصورة بها"), ["طلبوا", "و", "صورة", "بها"]);
    }
}
