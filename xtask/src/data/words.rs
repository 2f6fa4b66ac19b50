//! The word lists of the receipt code: a word is three digits, in any language, also when it is misspelt a little.
//!
//! Exactly 1,000 a language; two words of a list differ by two letters or more; no word is on two lists. All of this
//! holds after folding, because a person types without accents, capitals or the second kind of alif.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::LANGUAGES;
use crate::house::{File, House};
use crate::problem::Problem;

const COUNT: usize = 1000;
const SHORTEST: usize = 3;
const LONGEST: usize = 9;

pub fn check(house: &House) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen: HashMap<String, String> = HashMap::new();
    for language in LANGUAGES {
        let path = format!("data/words/{language}.txt");
        let Some(file) = house.file(&path) else {
            problems.push(Problem::new(&path, 1, "this list is missing: 1,000 words, one a line"));
            continue;
        };
        let words: Vec<(usize, Vec<char>)> = file.lines().map(|(line, word)| (line, fold(word))).collect();
        problems.extend(malformed(file));
        problems.extend(too_close(file, &words));
        for (line, word) in words {
            if let Some(other) = seen.insert(word.into_iter().collect(), path.clone()).filter(|other| *other != path) {
                problems.push(Problem::new(&path, line, format!("this word is also in {other}: choose another")));
            }
        }
    }
    problems
}

fn malformed(file: &File) -> Vec<Problem> {
    let mut problems = Vec::new();
    let count = file.lines().count();
    if count != COUNT {
        problems.push(Problem::new(&file.path, count.max(1), format!("{count} words, exactly {COUNT} are needed")));
    }
    for (line, word) in file.lines() {
        let length = word.chars().count();
        if !word.chars().all(is_plain_letter) {
            problems.push(Problem::new(
                &file.path,
                line,
                "only small letters, composed, without marks, digits or spaces",
            ));
        } else if !(SHORTEST..=LONGEST).contains(&length) {
            problems.push(Problem::new(
                &file.path,
                line,
                format!("{length} letters, {SHORTEST} to {LONGEST} are needed"),
            ));
        }
    }
    problems
}

fn is_plain_letter(c: char) -> bool {
    const TATWEEL: char = '\u{640}';
    c.is_alphabetic() && !c.is_uppercase() && !is_combining_mark(c) && c != TATWEEL
}

fn too_close(file: &File, words: &[(usize, Vec<char>)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, (line, word)) in words.iter().enumerate() {
        for (earlier, other) in &words[..index] {
            if within_one(word, other) {
                let text = format!("one letter or none away from line {earlier}: a slip would name the other word");
                problems.push(Problem::new(&file.path, *line, text));
            }
        }
    }
    problems
}

/// What is left of a word when accents, capitals and interchangeable letters are forgiven: for letters, what
/// crates/seal/src/receipt/fold.rs does.
fn fold(word: &str) -> Vec<char> {
    let plain = word.nfkd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let mut folded = String::new();
    for c in plain {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            'ø' => folded.push('o'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            'ٱ' => folded.push('ا'),
            'ى' => folded.push('ي'),
            'ة' => folded.push('ه'),
            c => folded.push(c),
        }
    }
    folded.chars().collect()
}

/// Whether one insertion, removal or replacement (or nothing) turns one into the other.
fn within_one(a: &[char], b: &[char]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => short.len() == same || short[same + 1..] == long[same + 1..],
        1 => short[same..] == long[same + 1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list that keeps every rule: three letters of one script, each the sum of the others, so two always differ.
    fn list(first: char) -> String {
        let letter = |n: u32| char::from_u32(u32::from(first) + n % 26).unwrap();
        let words = (0..26).flat_map(|a| (0..26).map(move |b| (a, b))).map(|(a, b)| [a, b, a + b, a + 2 * b]);
        // 676 pairs are not enough: a second block of five letters has its own length.
        let more = (0..26).flat_map(|a| (0..26).map(move |b| (a, b))).map(|(a, b)| [a, b, a + b, a + 2 * b]);
        let more = more.map(|word| word.into_iter().map(letter).chain([letter(0), letter(0)]).collect::<String>());
        words
            .map(|word| word.into_iter().map(letter).collect::<String>())
            .chain(more)
            .take(COUNT)
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn problems(change: impl FnOnce(&mut Vec<String>)) -> Vec<Problem> {
        // Four scripts with 26 plain small letters in a row: Latin, Greek and Coptic, Georgian, Armenian.
        let mut english: Vec<String> = list('a').lines().map(str::to_owned).collect();
        change(&mut english);
        let (english, french, spanish, arabic) =
            (english.join("\n"), list('\u{10d0}'), list('\u{561}'), list('\u{13a0}'));
        let files = [
            ("data/words/en.txt", english),
            ("data/words/fr.txt", french),
            ("data/words/es.txt", spanish),
            ("data/words/ar.txt", arabic),
        ];
        let house = House::of(&files.iter().map(|(path, text)| (*path, text.as_str())).collect::<Vec<_>>());
        check(&house).into_iter().filter(|problem| problem.path.ends_with("en.txt")).collect()
    }

    #[test]
    fn a_good_list_passes() {
        assert_eq!(problems(|_| ()), []);
    }

    #[test]
    fn a_list_that_is_too_short_or_missing_is_found() {
        assert_eq!(problems(|words| drop(words.pop())).len(), 1);
        assert_eq!(check(&House::of(&[])).len(), 4);
    }

    #[test]
    fn a_word_that_breaks_a_rule_is_found() {
        for wrong in ["zq", "zqzqzqzqzq", "zq zq", "Zqzqz", "zq1zq", "", "zqe\u{301}zq"] {
            assert_eq!(problems(|words| wrong.clone_into(&mut words[7])).len(), 1, "{wrong}");
        }
    }

    #[test]
    fn words_one_letter_apart_are_found_after_folding() {
        let twin = |change: fn(&str) -> String| {
            problems(|words| words[999] = change(&words[998])).iter().any(|p| p.line == 1000)
        };
        assert!(twin(str::to_owned));
        assert!(twin(|word| word.replacen('a', "á", 1)));
        assert!(twin(|word| word[1..].to_owned()));
    }

    #[test]
    fn one_word_on_two_lists_is_found() {
        let mut files = vec![("data/words/en.txt", "maison"), ("data/words/fr.txt", "maisón")];
        let overlap =
            |files: &[(&str, &str)]| check(&House::of(files)).iter().any(|problem| problem.text.contains("also in"));
        assert!(overlap(&files));
        files[1].1 = "jardin";
        assert!(!overlap(&files));
    }

    #[test]
    fn folding_forgives_what_people_type() {
        let same = |a: &str, b: &str| fold(a) == fold(b);
        assert!(same("Élève", "eleve") && same("cœur", "coeur") && same("niño", "nino"));
        assert!(same("أحمد", "احمد") && same("مدرسة", "مدرسه") && same("مبنى", "مبني") && same("كِتَاب", "كتاب"));
    }

    #[test]
    fn one_step_is_one_letter() {
        let near = |a: &str, b: &str| within_one(&fold(a), &fold(b));
        assert!(near("river", "river") && near("river", "rivers") && near("river", "rider") && near("river", "rive"));
        assert!(!near("river", "revir") && !near("river", "riversi") && !near("river", "irver"));
    }
}
