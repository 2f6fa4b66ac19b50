//! Which known words a token may stand for: as written, and undone leet, look-alikes, stretching,
//! stars and words run together.

use crate::fold::latin_lookalike;
use crate::hash::{Digests, Groups, Short, Words, digest, spread};
use crate::near::is_alphabetic;
use crate::pack::{Pack, packed};
use std::collections::BTreeMap;

/// The id of a word no phrase knows.
pub(crate) const UNKNOWN: u32 = 0;
/// The id of a token that is a number.
pub(crate) const NUMBER: u32 = 1;
/// What had to be undone before a token was a known word, as bits.
pub(crate) mod undone {
    pub const LEET: u16 = 1;
    pub const LOOKALIKE: u16 = 1 << 1;
    pub const STRETCHED: u16 = 1 << 2;
    pub const STARS: u16 = 1 << 3;
    pub const SPACED: u16 = 1 << 4;
    pub const RUN_TOGETHER: u16 = 1 << 5;
    pub const INVISIBLE: u16 = 1 << 6;
    pub const STYLED: u16 = 1 << 7;
    pub const EMOJI: u16 = 1 << 8;
}

/// Whether a sign that is no letter can stand for a word: an emoji, a currency.
pub(crate) fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₺' | '₽' | '₿' | '™' | '\u{2600}'..='\u{27BF}' | '\u{231A}'..='\u{231B}' | '\u{23E9}'..='\u{23FA}' | '\u{2B05}'..='\u{2B55}'
        | '\u{1F300}'..='\u{1F3FA}' | '\u{1F400}'..='\u{1FAFF}')
}

/// Longest token that is read, in bytes of its folded form: a longer one is noise, not a word.
const LONGEST: usize = 64;

/// All words of all phrases, while phrases are still being added.
#[derive(Default)]
pub(crate) struct Vocabulary {
    ids: Words<u32>,
    prefixes: Words<u32>,
    concepts: BTreeMap<String, u32>,
    count: u32,
}

impl Vocabulary {
    /// Declares a concept; languages share it by its name.
    pub fn add_concept(&mut self, name: &str) -> u32 {
        if let Some(id) = self.concepts.get(name) {
            return *id;
        }
        let id = self.fresh();
        self.concepts.insert(name.to_owned(), id);
        id
    }

    /// The id of a declared concept.
    pub fn concept(&self, name: &str) -> Option<u32> {
        self.concepts.get(name).copied()
    }

    fn fresh(&mut self) -> u32 {
        self.count += 1;
        NUMBER + self.count
    }

    /// One more than the largest id so far.
    pub fn id_limit(&self) -> usize {
        self.count as usize + 2
    }

    /// The id of a folded word.
    pub fn add(&mut self, word: &str) -> u32 {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.fresh();
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// The id of "any word that begins so".
    pub fn add_prefix(&mut self, prefix: &str) -> u32 {
        if let Some(id) = self.prefixes.get(prefix) {
            return *id;
        }
        let id = self.fresh();
        self.prefixes.insert(prefix.to_owned(), id);
        id
    }
}

/// The beginnings that stand for any word that begins so.
struct Prefixes {
    /// By how a word begins, the ids of what this ends in, the longest first: with "pay~" and "repayment~" a word that
    /// begins with "repay" is read as "pay~" too. The weights were fitted to that.
    ids: Groups,
    /// Bits of the [`digest`](crate::hash::digest) of each.
    some: Bits<{ Self::BITS }>,
}

impl Prefixes {
    /// Bits that are kept, as a power of two.
    const BITS: u32 = 16;

    fn new(prefixes: &Words<u32>) -> Self {
        let mut ids: Words<Vec<u32>> = Words::default();
        let mut some = Bits::<{ Self::BITS }>::default();
        for prefix in prefixes.keys() {
            let ends = prefix.char_indices().map(|(at, c)| at + c.len_utf8());
            for begin in ends.map(|end| &prefix[..end]) {
                if ids.contains_key(begin) {
                    continue;
                }
                let within = begin.char_indices().filter_map(|(at, _)| prefixes.get(&begin[at..]).copied());
                let within: Vec<u32> = within.collect();
                if !within.is_empty() {
                    some.set(Short::of(&[begin]));
                    ids.insert(begin.to_owned(), within);
                }
            }
        }
        Self { ids: Groups::new(&ids), some }
    }

    /// Pushes the ids of those a word begins with, the shortest way first.
    /// The digest of the word is known then.
    fn of(&self, word: &str, ids: &mut Vec<u32>) -> u64 {
        let mut short = Short::default();
        for (at, byte) in word.bytes().enumerate() {
            short.push(byte);
            if self.some.has(short) && word.is_char_boundary(at + 1) {
                ids.extend(self.ids.get(short.digest()));
            }
        }
        short.digest()
    }
}

packed!(Prefixes { ids, some });

/// A bit for many digests each: most of what is not known is told apart by it, two to the power of `BITS` of them.
struct Bits<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Default for Bits<BITS> {
    fn default() -> Self {
        Self(vec![0; 1 << (BITS - 6)])
    }
}

impl<const BITS: u32> Bits<BITS> {
    #[inline]
    fn of(short: Short) -> (usize, u64) {
        let place = (short.digest() >> 24) % (1 << BITS);
        ((place / 64) as usize, 1 << (place % 64))
    }

    fn set(&mut self, short: Short) {
        let (at, bit) = Self::of(short);
        self.0[at] |= bit;
    }

    #[inline]
    fn has(&self, short: Short) -> bool {
        let (at, bit) = Self::of(short);
        self.0[at] & bit != 0
    }
}

impl<const BITS: u32> Pack for Bits<BITS> {
    fn pack(&self, out: &mut Vec<u8>) {
        self.0.pack(out);
    }

    fn unpack(from: &mut &[u8]) -> Option<Self> {
        Vec::unpack(from).filter(|bits| bits.len() == 1 << (BITS - 6)).map(Self)
    }
}

/// The finished vocabulary with its second readings.
pub(crate) struct Readings {
    ids: Digests<u32>,
    squeezed: Groups,
    starred: Groups,
    prefixes: Prefixes,
    /// What words begin with, each a letter longer than the one before.
    begins: Bits<19>,
    count: u32,
}

packed!(Readings { ids, squeezed, starred, prefixes, begins, count });

impl Readings {
    /// Finishes a vocabulary. `starred` are the words people write with stars: "k*ll".
    pub fn new(words: &Vocabulary, starred: &[String]) -> Self {
        // Sorted, because the order of a hash map must not reach the output.
        let mut sorted: Vec<(&String, &u32)> = words.ids.iter().collect();
        sorted.sort_unstable();
        let mut begins = Bits::default();
        let mut squeezed: Words<Vec<u32>> = Words::default();
        for (word, id) in &sorted {
            squeezed.entry(squeeze(word)).or_default().push(**id);
            let mut short = Short::default();
            for c in word.chars() {
                short.letter(c);
                begins.set(short);
            }
        }
        let mut ids: Vec<(u64, u32)> = sorted.iter().map(|(word, id)| (spread(digest(word)), **id)).collect();
        ids.sort_unstable();
        ids.dedup_by_key(|(key, _)| *key);
        Self {
            squeezed: Groups::new(&squeezed),
            starred: Groups::new(&star_forms(starred, &words.ids)),
            prefixes: Prefixes::new(&words.prefixes),
            begins,
            count: words.count + NUMBER + 1,
            ids: Digests::new(ids),
        }
    }

    /// One more than the largest word id.
    pub fn id_limit(&self) -> usize {
        self.count as usize
    }

    /// Pushes the ids a folded token may stand for; nothing for an unknown word. Returns what was undone for it.
    ///
    /// `digits_may_be_letters`: the writer hides letters behind digits elsewhere, so a number may be a word too.
    pub fn of_token(&self, token: &str, digits_may_be_letters: bool, ids: &mut Vec<u32>) -> u16 {
        if token.len() > LONGEST {
            return 0;
        }
        if is_number(token) {
            ids.push(NUMBER);
            ids.extend(self.ids.get(spread(digest(token))));
            if !digits_may_be_letters {
                return 0;
            }
        }
        self.plain(token, ids);
        if !token.is_ascii() {
            self.without_clitics(token, ids);
        }
        let known = !ids.is_empty();
        let mut undone = 0;
        let twin = if token.is_ascii() { None } else { latin_lookalike(token) };
        if let Some(twin) = &twin {
            self.plain(twin, ids);
            undone |= undone::LOOKALIKE;
        }
        let word = twin.as_deref().unwrap_or(token);
        let before = ids.len();
        self.leet(word, digits_may_be_letters, ids);
        if ids.len() > before {
            undone |= undone::LEET;
        }
        let stretch = longest_repeat(word);
        if stretch > 2 || (stretch == 2 && ids.is_empty()) {
            let before = ids.len();
            self.stretched(word, ids);
            if ids.len() > before {
                undone |= undone::STRETCHED;
            }
        }
        if known { 0 } else { undone }
    }

    /// In Arabic "and", "so", "with", "for" and "the" are written onto the next word.
    fn without_clitics(&self, token: &str, ids: &mut Vec<u32>) {
        let long = |word: &&str, least: usize| word.chars().nth(least).is_some();
        let after_and = token.strip_prefix(['و', 'ف']).filter(|w| long(w, 1));
        let after_with = after_and.unwrap_or(token).strip_prefix(['ب', 'ل', 'ك']).filter(|w| long(w, 1));
        if let Some(form) = after_and {
            self.plain(form, ids);
        }
        if let Some(form) = after_with.filter(|w| long(w, 2)) {
            self.plain(form, ids);
        }
        for form in [Some(token), after_and, after_with].into_iter().flatten() {
            if let Some(bare) = form.strip_prefix("ال").filter(|w| long(w, 2)) {
                self.plain(bare, ids);
            }
        }
        // "for the" is written with one letter less.
        if let Some(bare) = after_with.and_then(|w| w.strip_prefix('ل')).filter(|w| long(w, 2)) {
            self.plain(bare, ids);
        }
    }

    /// Pushes readings of a piece with signs among its letters: "k!ll", "$uicide", "su*cide".
    pub fn of_signs(&self, piece: &str, ids: &mut Vec<u32>) {
        if piece.len() > LONGEST {
            return;
        }
        let mut form = Short::default();
        piece.bytes().for_each(|byte| form.push(if byte == b'#' { b'*' } else { byte }));
        ids.extend(self.starred.get(form.digest()));
        self.leet(piece, false, ids);
    }

    /// The known words that a word with one star between its letters may be.
    pub fn unstarred(&self, word: &str) -> Vec<String> {
        let Some((before, behind)) = word.split_once(['*', '#']) else { return Vec::new() };
        let letters = |part: &str| !part.is_empty() && part.chars().all(is_alphabetic);
        if word.len() > LONGEST || !letters(before) || !letters(behind) {
            return Vec::new();
        }
        let letters = if word.is_ascii() { 'a'..='z' } else { 'ا'..='ي' };
        letters.map(|letter| format!("{before}{letter}{behind}")).filter(|whole| self.knows(whole)).collect()
    }

    /// A word with its stretched letters, three and more in a row, written twice where that is a known word, else once. One
    /// that is a single letter throughout is none: "www".
    pub fn unstretched(&self, word: &str) -> Option<String> {
        if longest_repeat(word) < 3 {
            return None;
        }
        let [once, twice] = [1, 2].map(|most| shortened(word, most));
        let shorter = if self.knows(&twice) { twice } else { once };
        (shorter.len() < word.len() && shorter.chars().nth(1).is_some()).then_some(shorter)
    }

    /// Whether any phrase knows this word just as it stands.
    pub fn knows(&self, word: &str) -> bool {
        self.id(word).is_some()
    }

    /// The id of a word that a phrase knows just as it stands.
    pub fn id(&self, word: &str) -> Option<u32> {
        self.ids.get(spread(digest(word))).copied()
    }

    /// Whether a token is letters hidden behind digits, certainly: it is known only so.
    pub fn is_leet(&self, token: &str) -> bool {
        if token.len() > LONGEST || !token.bytes().any(is_leet) || is_number(token) || self.knows(token) {
            return false;
        }
        let mut ids = Vec::new();
        self.leet(token, false, &mut ids);
        !ids.is_empty()
    }

    /// Calls back with `(start, end, id)` for every known word anywhere inside `text`, in bytes: by where they end, the longest
    /// first. Of single letters only "i" is a word here.
    pub fn inside(&self, text: &str, mut found: impl FnMut(usize, usize, u32)) {
        let mut all = Vec::new();
        for (from, _) in text.char_indices() {
            let mut short = Short::default();
            for (at, c) in text[from..].char_indices() {
                short.letter(c);
                if !self.begins.has(short) {
                    break;
                }
                if (at > 0 || c == 'i')
                    && let Some(id) = self.ids.get(spread(short.digest()))
                {
                    all.push((from + at + c.len_utf8(), from, *id));
                }
            }
        }
        all.sort_unstable();
        for (to, from, id) in all {
            found(from, to, id);
        }
    }

    fn plain(&self, word: &str, ids: &mut Vec<u32>) {
        let before = ids.len();
        let whole = self.prefixes.of(word, ids);
        if let Some(id) = self.ids.get(spread(whole)) {
            ids.insert(before, *id);
        }
    }

    fn leet(&self, word: &str, digits_may_be_letters: bool, ids: &mut Vec<u32>) {
        // A mere number stays a number: "300" is an amount.
        if !word.bytes().any(is_leet) || !(digits_may_be_letters || word.chars().any(char::is_alphabetic)) {
            return;
        }
        for one in ['i', 'l'] {
            let letters: String = word.chars().map(|c| letter_for(c, one)).collect();
            self.plain(&letters, ids);
            if longest_repeat(&letters) > 2 {
                self.stretched(&letters, ids);
            }
        }
    }

    fn stretched(&self, word: &str, ids: &mut Vec<u32>) {
        let (mut short, mut last) = (Short::default(), None);
        for c in word.chars() {
            if last.replace(c) != Some(c) {
                short.letter(c);
            }
        }
        ids.extend(self.squeezed.get(short.digest()));
    }
}

/// A word in which a letter that comes three times in a row or oftener is written so often at most.
fn shortened(word: &str, most: usize) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(c) = rest.chars().next() {
        let behind = rest.trim_start_matches(c);
        let times = (rest.len() - behind.len()) / c.len_utf8();
        out.extend(std::iter::repeat_n(c, if times > 2 && is_alphabetic(c) { most } else { times }));
        rest = behind;
    }
    out
}

/// Digits, with the signs that part thousands and cents.
pub(crate) fn is_number(token: &str) -> bool {
    token.starts_with(|c: char| c.is_ascii_digit())
        && token.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'\''))
}

pub(crate) fn is_leet(byte: u8) -> bool {
    matches!(byte, b'0' | b'1' | b'3' | b'4' | b'5' | b'7' | b'8' | b'$' | b'@' | b'!' | b'|' | b'+')
}

pub(crate) fn letter_for(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        other => other,
    }
}

/// The length of the longest run of one letter.
fn longest_repeat(word: &str) -> usize {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for c in word.chars() {
        run = if last == Some(c) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(c);
    }
    longest
}

/// The word with every run of a letter reduced to one.
fn squeeze(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// The ways to hide inner letters behind stars: each one, each pair of neighbours, and all.
fn star_forms(words: &[String], ids: &Words<u32>) -> Words<Vec<u32>> {
    let mut forms: Words<Vec<u32>> = Words::default();
    for word in words {
        let Some(id) = ids.get(word) else { continue };
        let letters: Vec<char> = word.chars().collect();
        let inner = 1..letters.len().saturating_sub(1).max(1);
        let spans = inner.clone().flat_map(|at| [(at, at + 1), (at, at + 2)]).chain([(1, inner.end)]);
        for (from, to) in spans.filter(|(_, to)| *to < letters.len()) {
            let form: String =
                letters.iter().enumerate().map(|(i, c)| if (from..to).contains(&i) { '*' } else { *c }).collect();
            let known = forms.entry(form).or_default();
            if !known.contains(id) {
                known.push(*id);
            }
        }
    }
    forms
}
