//! Disguised words written plainly before a text is read: letters hidden behind digits and stars, look-alikes, styled, stretched
//! and parted ones.
//!
//! What reads a text has second opinions of its own (`readings`, `coercion::wording`), but not all of it: how far a part of a
//! coercion reaches is weighed by words as they stand. A disguise says little of who writes, friends use them too, so a
//! disguised text is read as the plain one would be, and the disguise is told beside it.

use crate::fold::{fold_into, hides, latin_lookalike, latin_twin};
use crate::lexicon::Lexicon;
use crate::near::is_alphabetic;
use crate::readings::{is_leet, letter_for, undone};
use std::borrow::Cow;

/// So many single letters in a row are a word, or several.
const ROW: usize = 3;
/// Longest row of letters, and longest word, in letters and in bytes.
const LONGEST_ROW: usize = 40;
const LONGEST: usize = 64;
/// Longest word of several in a row.
const LONGEST_PART: usize = 15;
/// What a word costs that one phrase knows, of those a row of letters may be; each doubling of phrases takes one off.
const RAREST: u32 = 15;
/// How sums end.
const ROUND: [char; 2] = ['0', '5'];
/// What a letter costs there that is part of no word.
const LEFT: u32 = 40;
/// A word of so many letters is no chance where others are left over.
const SURE: usize = 4;
/// Words of one letter.
const ONE_LETTER: [&str; 7] = ["i", "a", "u", "y", "o", "e", "و"];

/// A text in which disguised words are written plainly: the text itself where there are none.
pub(crate) struct Undone<'a> {
    pub text: Cow<'a, str>,
    /// What was undone, bits of [`undone`].
    pub kinds: u16,
    /// By place.
    changes: Vec<Change>,
}

/// Bytes of the plain text and what they were, in bytes of the original.
struct Change {
    from: usize,
    to: usize,
    start: usize,
    end: usize,
}

impl<'a> Undone<'a> {
    /// Of a text of bounded length.
    pub fn of(lexicon: &Lexicon, text: &'a str) -> Self {
        let plain = Self { text: Cow::Borrowed(text), kinds: 0, changes: Vec::new() };
        if may_hide(text) { plain.word_by_word(lexicon, text) } else { plain }
    }

    fn word_by_word(mut self, lexicon: &Lexicon, text: &'a str) -> Self {
        let words = words(text);
        let text_is = TextIs {
            leet: words.iter().filter(|word| turns(&word.folded) >= 2).count() >= 2,
            other_script: text.chars().any(|c| OTHER_SCRIPTS.contains(&c) && c.to_lowercase().any(has_no_twin)),
        };
        let mut out = String::with_capacity(text.len());
        let (mut at, mut read) = (0, 0);
        while at < words.len() {
            let row = row(text, &words[at..]);
            if row >= ROW {
                for (from, to, plain) in joined(lexicon, text, &words[at..at + row]) {
                    let letters = &words[at + from..at + to];
                    out.push_str(&text[read..letters[0].start]);
                    self.write(&mut out, &plain, letters, undone::SPACED);
                    read = letters[letters.len() - 1].end;
                }
            } else if let Some((plain, kinds)) = words[at].plain(lexicon, text_is) {
                out.push_str(&text[read..words[at].start]);
                self.write(&mut out, &plain, &words[at..=at], kinds);
                read = words[at].end;
            }
            at += if row >= ROW { row } else { 1 };
        }
        if !self.changes.is_empty() {
            out.push_str(&text[read..]);
            self.text = Cow::Owned(out);
        }
        self
    }

    /// Writes what some words are plainly.
    fn write(&mut self, out: &mut String, plain: &str, words: &[Word], kinds: u16) {
        let from = out.len();
        out.push_str(plain);
        self.changes.push(Change { from, to: out.len(), start: words[0].start, end: words[words.len() - 1].end });
        // What single characters hide is not seen in the plain text any more.
        self.kinds |= words.iter().fold(kinds, |all, word| all | word.kinds);
    }

    /// Where a place of the plain text is in the original: of a part of a word that was disguised, the whole of it.
    pub fn original(&self, (start, end): (usize, usize)) -> (usize, usize) {
        let last = |count: usize| count.checked_sub(1).map(|at| &self.changes[at]);
        let begins = match last(self.changes.partition_point(|change| change.from <= start)) {
            Some(change) if start < change.to => change.start,
            Some(change) => change.end + (start - change.to),
            None => start,
        };
        let ends = match last(self.changes.partition_point(|change| change.from < end)) {
            Some(change) if end <= change.to => change.end,
            Some(change) => change.end + (end - change.to),
            None => end,
        };
        (begins, ends)
    }
}

/// What is known of a text before its words are looked at.
#[derive(Clone, Copy)]
struct TextIs {
    /// Some words certainly hide letters behind digits.
    leet: bool,
    /// Some are Greek or Cyrillic, with letters that no Latin one looks like.
    other_script: bool,
}

fn has_no_twin(c: char) -> bool {
    is_alphabetic(c) && latin_twin(c).is_none()
}

/// Letters beside ASCII in which nothing hides: Latin ones with accents, Arabic ones.
const ORDINARY: [std::ops::RangeInclusive<char>; 2] = ['À'..='\u{24f}', '\u{600}'..='\u{6ff}'];
/// Greek and Cyrillic.
const OTHER_SCRIPTS: std::ops::RangeInclusive<char> = '\u{370}'..='\u{52f}';

/// A word: letters, digits, and signs that can stand for letters, as it was written and folded.
struct Word {
    start: usize,
    end: usize,
    folded: String,
    /// What single characters of it tell.
    kinds: u16,
    /// A letter stands in it three times in a row or oftener, as it was written: "créée" is no stretched word.
    stretched: bool,
}

impl Word {
    /// How it is written plainly, and what was undone; `None` where it is plain.
    fn plain(&self, lexicon: &Lexicon, text_is: TextIs) -> Option<(String, u16)> {
        if self.folded.len() > LONGEST {
            return None;
        }
        let mut kinds = self.kinds & undone::STYLED;
        // What most words are.
        if kinds == 0 && !self.stretched && self.folded.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let mut word = self.folded.clone();
        // "как" is a word where others are Russian.
        let may_look_alike = !text_is.other_script || word.bytes().any(|byte| byte.is_ascii_alphabetic());
        if let Some(twin) = latin_lookalike(&word).filter(|_| may_look_alike) {
            kinds |= undone::LOOKALIKE;
            word = twin;
        }
        if let Some(plain) = letters(lexicon, &word, text_is.leet) {
            kinds |= undone::LEET;
            word = plain;
        }
        if let Some(short) = lexicon.readings.unstretched(&word).filter(|_| self.stretched) {
            kinds |= undone::STRETCHED;
            word = short;
        }
        let known = lexicon.readings.unstarred(&word);
        if let Some(whole) = known.into_iter().max_by_key(|word| lexicon.common(word)) {
            kinds |= undone::STARS;
            word = whole;
        }
        (kinds != 0).then_some((word, kinds))
    }
}

/// A word with letters for the digits and signs that stand for them. `hidden`: others of the text are written so. `None` where
/// it is a number, or may be a name ("4x4").
fn letters(lexicon: &Lexicon, word: &str, hidden: bool) -> Option<String> {
    let turns = turns(word);
    let number = word.bytes().all(|byte| byte.is_ascii_digit());
    if turns < 2 && !(hidden && (turns == 1 || number)) {
        return None;
    }
    let [one, other] = ['i', 'l'].map(|one| word.chars().map(|c| letter_for(c, one)).collect::<String>());
    let plain =
        if one != other && lexicon.readings.knows(&other) && !lexicon.readings.knows(&one) { other } else { one };
    let letters = plain.chars().all(|c| is_alphabetic(c) || matches!(c, '\'' | '*' | '#'));
    let known = || lexicon.readings.knows(&plain) || plain.split('\'').all(|part| lexicon.readings.knows(part));
    let reads = match turns {
        _ if plain == word || !letters => false,
        // Sums mostly end so, words as "it" and "tes" do not.
        0 => !word.ends_with(ROUND) && known(),
        1 => word.bytes().take_while(u8::is_ascii_digit).count() < 2 || known(),
        _ => hidden || known(),
    };
    reads.then_some(plain)
}

/// How often a word changes between letters and what can stand for letters.
pub(crate) fn turns(word: &str) -> usize {
    let mut kinds = word.bytes().map(is_leet);
    let Some(mut before) = kinds.next() else { return 0 };
    kinds.filter(|kind| std::mem::replace(&mut before, *kind) != *kind).count()
}

/// Whether any word may be disguised: false for most texts, at the cost of looking at each character once.
fn may_hide(text: &str) -> bool {
    let mut repeats = Repeats::default();
    // Of the word so far: characters, changes between letters and what can stand for them, whether the last one can, and
    // whether a star came; and how many words of one letter came in a row.
    let (mut length, mut turns, mut stood, mut star, mut single) = (0, 0, false, false, 0);
    for c in text.chars() {
        if !c.is_ascii() && is_unread(c) {
            continue;
        }
        let letter = is_alphabetic(c);
        let quote = is_apostrophe(c);
        if letter || c.is_ascii_digit() || matches!(c, '*' | '#' | '$' | '@') || (quote && length > 0) {
            let stands = !letter && u8::try_from(c).is_ok_and(is_leet);
            turns += usize::from(length > 0 && stands != stood);
            stood = stands;
            length += 1;
            star |= length > 1 && matches!(c, '*' | '#');
            if turns >= 2 || (letter && star) || (!quote && repeats.stretch(c)) {
                return true;
            }
        } else {
            single = if length == 1 { single + 1 } else { 0 };
            if single >= ROW {
                return true;
            }
            (length, turns, star) = (0, 0, false);
            repeats = Repeats::default();
        }
        if !c.is_ascii() && ((letter && !ORDINARY.iter().any(|row| row.contains(&c))) || hides(c) & undone::STYLED != 0)
        {
            return true;
        }
    }
    length == 1 && single + 1 >= ROW
}

/// How often a letter came in a row.
#[derive(Default)]
struct Repeats {
    last: Option<char>,
    more: usize,
}

impl Repeats {
    /// Whether this is the third letter of its kind in a row.
    fn stretch(&mut self, c: char) -> bool {
        let c = c.to_ascii_lowercase();
        self.more = if self.last.replace(c) == Some(c) { self.more + 1 } else { 0 };
        self.more > 1 && is_alphabetic(c)
    }
}

/// What is not read where it stands within a word: signs without width, marks of letters, tatweel.
fn is_unread(c: char) -> bool {
    is_mark(c) || hides(c) & (undone::INVISIBLE | undone::STRETCHED) != 0
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The words of a text.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut repeats = Repeats::default();
    for (at, c) in text.char_indices() {
        let kinds = hides(c);
        let unread = is_apostrophe(c) || is_unread(c);
        let within = open && (unread || matches!(c, '*' | '#' | '$' | '@'));
        if !(is_alphabetic(c) || c.is_ascii_digit() || c == '$' || kinds & undone::STYLED != 0 || within) {
            open = false;
            continue;
        }
        let end = at + c.len_utf8();
        if !open {
            words.push(Word { start: at, end, folded: String::new(), kinds: 0, stretched: false });
            repeats = Repeats::default();
            open = true;
        }
        if let Some(word) = words.last_mut() {
            word.end = end;
            word.kinds |= kinds;
            word.stretched |= !unread && repeats.stretch(c);
            fold_into(c.encode_utf8(&mut [0; 4]), &mut word.folded);
        }
    }
    words
}

/// Accents and vowel marks that stand behind a letter.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// How many words of one letter stand in a row here, all parted by the same sign.
fn row(text: &str, words: &[Word]) -> usize {
    let single = |word: &Word| {
        let mut chars = word.folded.chars();
        chars.next().is_some_and(is_alphabetic) && chars.next().is_none()
    };
    if !words.first().is_some_and(single) {
        return 0;
    }
    let gap = |at: usize| words.get(at + 1).map(|next| &text[words[at].end..next.start]);
    let Some(first) = gap(0).filter(|gap| matches!(*gap, " " | "." | "-" | "_" | "*" | "/" | "·")) else { return 1 };
    let more = (1..words.len()).take_while(|at| single(&words[*at]) && gap(at - 1) == Some(first));
    1 + more.count()
}

/// The words that a row of letters is: where each begins and ends in the row. Letters that are part of none are left.
fn joined(lexicon: &Lexicon, text: &str, row: &[Word]) -> Vec<(usize, usize, String)> {
    if row.len() > LONGEST_ROW {
        return Vec::new();
    }
    let letters = |from: usize, to: usize| row[from..to].iter().map(|word| word.folded.as_str()).collect::<String>();
    let whole = letters(0, row.len());
    let blank = text[row[0].end..row[1].start] == *" ";
    if lexicon.readings.knows(&whole) || !blank {
        return vec![(0, row.len(), whole)];
    }
    // The likeliest words up to each letter: what they cost, where the last of them begins, and whether it is known.
    let mut least = vec![(0, 0, true)];
    for to in 1..=row.len() {
        let (before, ..) = least[to - 1];
        let mut best = (before + LEFT, to - 1, false);
        for (from, (before, ..)) in least.iter().enumerate().skip(to.saturating_sub(LONGEST_PART)) {
            let word = letters(from, to);
            let common = lexicon.common(&word).filter(|_| to - from > 1 || ONE_LETTER.contains(&word.as_str()));
            let cost = common.map(|common| before + RAREST.saturating_sub((common + 1).ilog2()));
            if let Some(cost) = cost.filter(|cost| *cost < best.0) {
                best = (cost, from, true);
            }
        }
        least.push(best);
    }
    let (mut to, mut parts, mut left) = (row.len(), Vec::new(), false);
    while to > 0 {
        let (_, from, known) = least[to];
        if known {
            parts.push((from, to, letters(from, to)));
        }
        left |= !known;
        to = from;
    }
    // Where letters are left over, short words among them are chance.
    parts.retain(|(from, to, _)| !left || to - from >= SURE);
    parts.reverse();
    parts
}

#[cfg(test)]
mod tests {
    use super::{Undone, may_hide};
    use crate::lexicon::Lexicon;
    use crate::readings::undone;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn lexicon() -> &'static Lexicon {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Lexicon::compile(&crate::sources(crate::RULES)).expect("the shipped lexicons compile"))
    }

    fn undone(text: &str) -> String {
        Undone::of(lexicon(), text).text.into_owned()
    }

    #[test]
    fn disguised_words_are_written_plainly() {
        for (text, plain) in [
            ("so i w a n t t o d i e now", "so i want to die now"),
            ("s e n d m e m o n e y", "send me money"),
            ("p-a-y me t.o.n.i.g.h.t", "pay me tonight"),
            ("P.a.y y-o-u now", "pay you now"),
            ("y0ur pr1v4t3 p1cs, 2 u", "your private pics, 2 u"),
            ("c4l1 m3 b3f0r3 t0n1gh7", "call me before tonight"),
            ("seeeend aaaall, freeee", "send all, free"),
            ("s*nd the m*ney", "send the money"),
            ("p4y", "pay"),
            ("p a y m e", "pay me"),
            ("r d s e n d m o n e y", "r d send money"),
            ("РАУ now", "pay now"),
            ("SoOoOn", "soon"),
            ("s\u{200b}3\u{200b}nd", "send"),
            ("mу саsh", "my cash"),
            ("Ｐａｙ！ 𝐧𝐨𝐰", "pay! now"),
            ("envoooooie", "envoie"),
            ("صووورة", "صوره"),
        ] {
            assert_eq!(undone(text), plain);
        }
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for text in [
            "Send 300€ by 13:00, e.g. in B&B's",
            "10k, 4x4, mp3, b4, ps5, USB-C, a.m.",
            "À très bientôt, l'été arrive",
            "une page créée pour toi",
            "J'ai vu 3 films… et toi ?",
            "أرسل 300 درهم الآن",
            "*hello* #one @two, 5*3",
            "жизнь хороша",
            "Привет, как дела? мама мыла раму",
            "www.example.org/a?b=c",
        ] {
            assert_eq!(undone(text), text);
        }
    }

    #[test]
    fn rows_of_letters_that_are_no_words_are_left() {
        for text in ["x q z j ".repeat(2_000), "a b c d e f g h i j k l m n o p q r s t u v w x y z . ".repeat(300)] {
            assert_eq!(undone(&text), text);
        }
    }

    #[test]
    fn what_single_characters_hide_is_told() {
        let undone = Undone::of(lexicon(), "s\u{200b}3nd ｍ0ney");
        assert_eq!(undone.text, "send money");
        assert_eq!(undone.kinds, undone::LEET | undone::INVISIBLE | undone::STYLED);
    }

    /// Sentences of the lexicons, some written otherwise.
    fn sentences() -> impl Iterator<Item = String> {
        let all = crate::RULES.iter().flat_map(|(_, _, text)| text.split('"')).filter(|text| text.contains(' '));
        let written = |c: char| match c {
            'e' => '3',
            'n' => 'ｎ',
            other => other,
        };
        all.enumerate().map(move |(at, text)| match at % 3 {
            0 => text.chars().map(written).collect(),
            1 => text.replace('a', "aaa"),
            _ => text.to_owned(),
        })
    }

    #[test]
    fn a_text_that_is_not_looked_at_has_nothing_to_undo() {
        let mut passed = 0;
        for text in sentences().filter(|text| !may_hide(text)) {
            let plain = Undone { text: (&*text).into(), kinds: 0, changes: Vec::new() };
            assert!(plain.word_by_word(lexicon(), &text).changes.is_empty(), "{text}");
            passed += 1;
        }
        assert!(passed > 2_000, "{passed}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]
        #[test]
        fn nor_has_any_other(text in "(?s).{0,40}|[s3nd paéÉ yY4*$@'’.\u{200b}\u{301}ｐＡаАуλ ا ل-]{0,40}") {
            if !may_hide(&text) {
                let plain = Undone { text: (&*text).into(), kinds: 0, changes: Vec::new() };
                prop_assert!(plain.word_by_word(lexicon(), &text).changes.is_empty());
            }
        }

        #[test]
        fn places_are_within_the_original_and_in_order(text in "(?s).{0,40}|[s3nd pay4*.é\u{200b}ｐａ ا ل-]{0,60}") {
            let undone = Undone::of(lexicon(), &text);
            let ends: Vec<usize> = undone.text.char_indices().map(|(at, _)| at).chain([undone.text.len()]).collect();
            let mut last = 0;
            for pair in ends.windows(2) {
                let (start, end) = undone.original((pair[0], pair[1]));
                prop_assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
                prop_assert!(last <= start && start < end && end <= text.len(), "{start} {end}");
                last = start;
            }
        }
    }
}
