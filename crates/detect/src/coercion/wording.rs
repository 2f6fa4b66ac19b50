//! How a text is put: its words, pairs of words, runs of characters, concepts and pairs of them, for the weights of wording.
//!
//! Rules find what they name; the wording also hears what nobody named, each part saying little.

use crate::chart::Chart;
use crate::fold::latin_lookalike;
use crate::hash::Short;
use crate::lexicon::Lexicon;
use crate::near::is_alphanumeric;
use crate::readings::{is_number, is_sign, letter_for};
use crate::undo::turns;

/// The names of the families in the file of weights.
pub(crate) const FAMILIES: [&str; 4] = ["word", "run", "concept", "pair"];
/// How loud each family is. Concepts say the same in all languages, their pairs most of all; heard in full they would drown
/// the words, which tell quarrels and games from threats.
pub const SHARES: [f64; 4] = [1.0, 1.0, 0.5, 0.5];
/// What stands for each digit of a number, and for how many digits at most.
const DIGIT: char = '0';
const DIGITS: usize = 6;
/// Lengths of runs, in characters.
const SHORTEST_RUN: usize = 2;
const LONGEST_RUN: usize = 5;
/// Signs between two words that are heard.
const SIGNS: usize = 2;

/// Calls back with each part of a text's wording and the place of its family; a part may come more than once.
pub(crate) fn parts(lexicon: &Lexicon, chart: &Chart, mut found: impl FnMut(usize, &str)) {
    let mut heard = Heard::default();
    heard.words(&chart.lattice.folded);
    let mut before = None;
    for (from, to) in heard.spans {
        let word = &heard.whole[from..to];
        found(0, word);
        if let Some(before) = before.replace(word) {
            found(0, &format!("{before} {word}"));
        }
    }
    let cuts: Vec<usize> =
        heard.whole.char_indices().map(|(at, _)| at).chain(std::iter::once(heard.whole.len())).collect();
    for length in SHORTEST_RUN..=LONGEST_RUN {
        for run in cuts.windows(length + 1) {
            found(1, &heard.whole[run[0]..run[length]]);
        }
    }
    let mut concepts: Vec<u32> = chart.lattice.places.iter().flat_map(|p| &p.ways).map(|way| way.word).collect();
    concepts.sort_unstable();
    concepts.dedup();
    let mut names: Vec<&str> = concepts.into_iter().filter_map(|id| lexicon.concept_name(id)).collect();
    names.sort_unstable();
    for (at, name) in names.iter().enumerate() {
        found(2, name);
        for other in &names[at + 1..] {
            found(3, &format!("{name}+{other}"));
        }
    }
}

/// The words of a text and the digests of its parts; kept between texts for its memory.
#[derive(Default)]
pub(super) struct Heard {
    /// Digests of words and pairs of words. One may come more than once.
    pub words: Vec<u64>,
    /// Digests of runs of characters, likewise.
    pub runs: Vec<u64>,
    /// Words and signs as they stand in the text; nothing between letters that more than a blank parts.
    tokens: Vec<(usize, usize)>,
    /// Words that stand otherwise in the text, before they are made plain: letters put together, a question mark; and up to
    /// where in it each of all words reaches, no further than the one before when it is read from the text, with its [`turns`].
    raw: String,
    ends: Vec<(usize, usize)>,
    /// Where in the text what became each word begins and ends.
    places: Vec<(usize, usize)>,
    /// The words in their plain form with what stands between them.
    whole: String,
    /// Where in `whole` each word stands.
    spans: Vec<(usize, usize)>,
}

impl Heard {
    /// Hears a folded text.
    pub fn hear(&mut self, folded: &str) {
        self.words(folded);
        self.words.clear();
        self.runs.clear();
        let mut before: Option<Short> = None;
        for (from, to) in &self.spans {
            let word = &self.whole.as_bytes()[*from..*to];
            let mut alone = Short::default();
            if let Some(pair) = &mut before {
                pair.push(b' ');
                for byte in word {
                    alone.push(*byte);
                    pair.push(*byte);
                }
                self.words.push(pair.digest());
            } else {
                for byte in word {
                    alone.push(*byte);
                }
            }
            self.words.push(alone.digest());
            before = Some(alone);
        }
        runs(self.whole.as_bytes(), &mut self.runs);
    }

    /// The words of a folded text in one plain form: disguises undone as far as that needs no second opinion.
    fn words(&mut self, folded: &str) {
        self.split(folded);
        self.join(folded);
        self.spans.clear();
        let hidden = self.ends.iter().filter(|(_, turns)| *turns >= 2).count() >= 2;
        self.whole.clear();
        let (mut from, mut read) = (0, 0);
        for ((to, turns), (start, end)) in self.ends.iter().zip(&self.places) {
            gap(&folded[read..*start], &mut self.whole);
            let begin = self.whole.len();
            let word = if from < *to { &self.raw[from..*to] } else { &folded[*start..*end] };
            plain(word, *turns, hidden, &mut self.whole);
            self.spans.push((begin, self.whole.len()));
            (from, read) = (*to, *end);
        }
        gap(&folded[read..], &mut self.whole);
    }

    fn split(&mut self, folded: &str) {
        self.tokens.clear();
        let mut start = None;
        // Letters written one by one: how many stand in a row, and spaces since the last one.
        let mut gap = 0;
        for (at, c) in folded.char_indices().chain(std::iter::once((folded.len(), ' '))) {
            if is_alphanumeric(c) || (matches!(c, '\'' | '*' | '@' | '$') && start.is_some()) {
                if start.is_none() {
                    if gap > 1 {
                        self.tokens.push((at, at));
                    }
                    start = Some(at);
                }
                gap = 0;
                continue;
            }
            if let Some(from) = start.take() {
                self.tokens.push((from, at));
            }
            gap = if c == ' ' { gap + 1 } else { 0 };
            if c != ' ' && (is_sign(c) || matches!(c, '?' | '؟' | '"' | '«' | '=' | '%')) {
                self.tokens.push((at, at + c.len_utf8()));
            }
        }
    }

    /// Puts letters that stand alone in a row together: "p a y" is one word. Empty words part them.
    fn join(&mut self, folded: &str) {
        self.raw.clear();
        self.ends.clear();
        self.places.clear();
        let single = |(from, to): &(usize, usize)| {
            let mut chars = folded[*from..*to].chars();
            chars.next().is_some_and(is_alphanumeric) && chars.next().is_none()
        };
        let mut at = 0;
        while at < self.tokens.len() {
            let row = self.tokens[at..].iter().take_while(|token| single(token)).count();
            let begin = self.raw.len();
            for (from, to) in &self.tokens[at..at + row.max(1)] {
                let word = &folded[*from..*to];
                if row >= 3 {
                    self.raw.push_str(word);
                } else if from < to {
                    if word == "؟" {
                        self.raw.push('?');
                    }
                    self.ends.push((self.raw.len(), turns(word)));
                    self.places.push((*from, *to));
                }
            }
            if row >= 3 {
                self.ends.push((self.raw.len(), turns(&self.raw[begin..])));
                self.places.push((self.tokens[at].0, self.tokens[at + row - 1].1));
            }
            at += row.max(1);
        }
    }
}

/// Writes what stands between two words: one blank for many, and the first signs.
fn gap(between: &str, whole: &mut String) {
    let mut signs = 0;
    for c in between.chars() {
        if c.is_whitespace() {
            if !whole.is_empty() && !whole.ends_with(' ') {
                whole.push(' ');
            }
        } else if signs < SIGNS {
            whole.push(c);
            signs += 1;
        }
    }
}

/// The digests of the runs of a text.
fn runs(text: &[u8], out: &mut Vec<u64>) {
    if text.is_ascii() {
        for run in text.windows(LONGEST_RUN) {
            let mut short = Short::default();
            short.push(run[0]);
            out.extend_from_slice(&[1, 2, 3, 4].map(|at| {
                short.push(run[at]);
                short.digest()
            }));
        }
        // The last ones are shorter.
        for from in (text.len() + 1).saturating_sub(LONGEST_RUN)..text.len() {
            let mut short = Short::default();
            for (at, byte) in text[from..].iter().enumerate() {
                short.push(*byte);
                if at + 1 >= SHORTEST_RUN {
                    out.push(short.digest());
                }
            }
        }
        return;
    }
    let begins = |byte: &u8| byte & 0xc0 != 0x80;
    for from in 0..text.len() {
        if !begins(&text[from]) {
            continue;
        }
        let (mut short, mut length) = (Short::default(), 0);
        for (at, byte) in text.iter().enumerate().skip(from) {
            short.push(*byte);
            if text.get(at + 1).is_some_and(|next| !begins(next)) {
                continue;
            }
            length += 1;
            if length >= SHORTEST_RUN {
                out.push(short.digest());
            }
            if length == LONGEST_RUN {
                break;
            }
        }
    }
}

/// Writes as many digits as a number has: how many there are says what it may be.
fn zeros(number: &str, out: &mut String) {
    out.extend(number.bytes().filter(u8::is_ascii_digit).take(DIGITS).map(|_| DIGIT));
}

/// Writes the plain form of a word. `turns` is how often it changes between letters and what can stand for letters, `hidden`
/// that others do too.
fn plain(word: &str, turns: usize, hidden: bool, out: &mut String) {
    let bytes = word.as_bytes();
    // What most words are.
    if turns == 0 && bytes.iter().all(u8::is_ascii_lowercase) && !bytes.windows(3).any(|row| row == [row[0]; 3]) {
        out.push_str(word);
        return;
    }
    if is_number(word) {
        zeros(word, out);
        return;
    }
    let twin = if word.is_ascii() { None } else { latin_lookalike(word) };
    let word = twin.as_deref().unwrap_or(word);
    let begins = word.bytes().take_while(u8::is_ascii_digit).count();
    let changed: String = if turns >= 2 || (hidden && turns == 1 && begins < 2) {
        word.chars().map(|c| letter_for(c, 'i')).collect()
    } else if begins > 0 {
        // "30min", "200e": an amount and its unit.
        let mut amount = String::new();
        zeros(&word[..begins], &mut amount);
        amount + &word[begins..]
    } else {
        String::new()
    };
    let word = if changed.is_empty() { word } else { &changed };
    let begin = out.len();
    let (mut last, mut last_but_one) = (None, None);
    for c in word.chars() {
        // "soooo"
        if last != Some(c) || last_but_one != Some(c) {
            out.push(c);
            (last, last_but_one) = (Some(c), last);
        }
    }
    let whole = &out[begin..];
    let bare = whole.trim_matches(['\'', '*']);
    if bare.len() < whole.len() {
        let bare = bare.to_owned();
        out.truncate(begin);
        out.push_str(&bare);
    }
}

#[cfg(test)]
mod tests {
    use super::{Heard, parts};
    use crate::chart::Chart;
    use crate::fold::fold_str;
    use crate::hash::digest;
    use crate::lexicon::Lexicon;

    fn words(text: &str) -> Vec<String> {
        let mut heard = Heard::default();
        heard.words(&fold_str(text));
        heard.spans.iter().map(|(from, to)| heard.whole[*from..*to].to_owned()).collect()
    }

    #[test]
    fn digests_are_those_of_the_parts() {
        let lexicon = Lexicon::compile(&crate::sources(crate::RULES)).expect("the shipped lexicons compile");
        let mut heard = Heard::default();
        let long = "é".repeat(50);
        let odd = [
            "",
            "a",
            "?",
            "'a*",
            "i n e e d y o u r h e l p",
            "y0ur pr1v4t3 p1cs, 2 u",
            "بكرة ؟",
            &long,
            &"ab".repeat(20),
        ];
        let sentences = crate::RULES.iter().flat_map(|(_, _, text)| text.split('"')).filter(|s| s.contains(' '));
        for text in sentences.step_by(7).chain(odd) {
            let chart = Chart::new(&lexicon, text);
            let mut named = [vec![], vec![], vec![], vec![]];
            parts(&lexicon, &chart, |family, part| named[family].push(digest(part)));
            heard.hear(&chart.lattice.folded);
            for (digests, named) in [&mut heard.words, &mut heard.runs].into_iter().zip(&mut named) {
                digests.sort_unstable();
                named.sort_unstable();
                assert_eq!(digests, named, "{text:?}");
            }
        }
    }

    #[test]
    fn disguises_are_undone_and_amounts_are_amounts() {
        assert_eq!(words("P a y  n o w: 300$ in 30min"), ["pay", "now", "00$", "in", "00min"]);
        assert_eq!(words("y0ur pr1v4t3 p1cs, 2 u"), ["your", "private", "pics", "0", "u"]);
        assert_eq!(words("sооооn?"), ["soon", "?"]);
    }
}
