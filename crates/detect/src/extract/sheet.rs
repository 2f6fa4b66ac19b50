//! A stretch of plain text as tokens, with the phrases that stand in it: what all the readers look at.

use super::Value;
use super::tables::{Mean, Tables, Word, tables};
use crate::fold::{fold_str, latin_lookalike};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    Number,
    Space,
    Sign,
}

/// A piece of the text: a run of letters, of digits or of spaces, or one sign.
#[derive(Clone, Copy)]
pub(super) struct Token {
    pub kind: Kind,
    pub from: usize,
    pub to: usize,
    /// The number of the word in the tables; 0 when it is in none.
    word: u32,
}

/// A known phrase over the tokens `at..end`.
#[derive(Clone, Copy)]
pub(super) struct Mark {
    pub at: usize,
    pub end: usize,
    pub mean: Mean,
}

/// What was found over the tokens `at..end`.
pub(super) struct Hit {
    pub at: usize,
    pub end: usize,
    pub value: Value,
}

/// Longest word that is looked up, in bytes: a longer one is in no table.
const LONGEST_WORD: usize = 40;

/// A stretch and what was found in it so far.
pub(super) struct Sheet<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    /// The phrases, in order.
    marks: Vec<Mark>,
    /// Where the marks of each token begin.
    first_mark: Vec<usize>,
    pub tables: &'static Tables,
    pub hint: Option<&'a str>,
    pub hits: Vec<Hit>,
    taken: Vec<bool>,
}

impl<'a> Sheet<'a> {
    pub fn new(text: &'a str, hint: Option<&'a str>) -> Self {
        let tokens = tokens(text);
        let taken = vec![false; tokens.len()];
        let mut sheet = Self {
            text,
            tokens,
            marks: Vec::new(),
            first_mark: Vec::new(),
            tables: tables(),
            hint,
            hits: Vec::new(),
            taken,
        };
        sheet.mark();
        sheet
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    /// The text of a token; empty behind the last one.
    pub fn str(&self, at: usize) -> &'a str {
        self.span(at, at + 1)
    }

    /// The text of the tokens `at..end`.
    pub fn span(&self, at: usize, end: usize) -> &'a str {
        match (self.tokens.get(at), end.checked_sub(1).and_then(|last| self.tokens.get(last))) {
            (Some(first), Some(last)) if at < end => &self.text[first.from..last.to],
            _ => "",
        }
    }

    pub fn is(&self, at: usize, sign: &str) -> bool {
        self.str(at) == sign
    }

    /// Whether any number is written in digits.
    pub fn has_digits(&self) -> bool {
        self.tokens.iter().any(|t| t.kind == Kind::Number)
    }

    /// Whether any phrase means this.
    pub fn has(&self, wanted: impl Fn(Mean) -> bool) -> bool {
        self.marks.iter().any(|m| wanted(m.mean))
    }

    /// Letters or digits.
    pub fn is_text(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(Kind::Word | Kind::Number))
    }

    /// `at` itself, or the token behind it when it is a space within the line.
    pub fn skip_space(&self, at: usize) -> usize {
        at + usize::from(self.kind(at) == Some(Kind::Space) && !self.str(at).contains('\n'))
    }

    /// The token before `at`, skipping one space within the line.
    pub fn before(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1)?;
        let space = self.kind(before) == Some(Kind::Space) && !self.str(before).contains('\n');
        if space { before.checked_sub(1) } else { Some(before) }
    }

    /// Where the run of letters and digits that begins at `at` ends.
    pub fn run_end(&self, at: usize) -> usize {
        (at..self.len()).find(|t| !self.is_text(*t)).unwrap_or(self.len())
    }

    /// Whether letters or digits touch `at` from the left.
    pub fn touches(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.is_text(before))
    }

    pub fn free(&self, at: usize, end: usize) -> bool {
        at < end && end <= self.len() && !self.taken[at..end].contains(&true)
    }

    /// Keeps what was found, unless something found earlier stands there.
    pub fn take(&mut self, at: usize, end: usize, value: Value) {
        if self.free(at, end) {
            self.taken[at..end].fill(true);
            self.hits.push(Hit { at, end, value });
        }
    }

    /// The number of marks before a token.
    fn first(&self, at: usize) -> usize {
        self.first_mark.get(at).copied().unwrap_or(self.marks.len())
    }

    /// The marks that begin at a token.
    pub fn marks_at(&self, at: usize) -> &[Mark] {
        &self.marks[self.first(at)..self.first(at + 1)]
    }

    /// The end of the longest phrase at `at` with this meaning.
    pub fn word(&self, at: usize, word: Word) -> Option<usize> {
        self.marks_at(at).iter().filter(|m| m.mean == Mean::Word(word)).map(|m| m.end).max()
    }

    /// The meanings within `before` tokens before `at` and `after` tokens from `end` on.
    pub fn near(&self, at: usize, end: usize, before: usize, after: usize) -> impl Iterator<Item = &Mark> {
        let marks = &self.marks[self.first(at.saturating_sub(before))..self.first(end + after)];
        marks.iter().filter(move |m| m.end <= at || m.at >= end)
    }

    /// Whether a word of this kind stands within `before` tokens before `at` or `after` tokens from `end` on.
    pub fn has_near(&self, word: Word, (at, end): (usize, usize), before: usize, after: usize) -> bool {
        self.near(at, end, before, after).any(|m| m.mean == Mean::Word(word))
    }

    /// Whether a phrase of this kind ends right before `at`, with at most a space, colon or filler between.
    pub fn follows(&self, word: Word, at: usize) -> bool {
        let mut gap = at;
        for _ in 0..2 {
            while gap > 0 && (self.kind(gap - 1) == Some(Kind::Space) || matches!(self.str(gap - 1), ":" | "'" | "-")) {
                gap -= 1;
            }
            if self.ends_at(word, gap).is_some() {
                return true;
            }
            let Some(start) = self.ends_at(Word::Filler, gap) else { return false };
            gap = start;
        }
        false
    }

    /// Where a phrase of this kind that ends at `end` begins.
    pub fn ends_at(&self, word: Word, end: usize) -> Option<usize> {
        let before = &self.marks[self.first(end.saturating_sub(9))..self.first(end)];
        before.iter().filter(|m| m.end == end && m.mean == Mean::Word(word)).map(|m| m.at).min()
    }

    /// Finds all phrases.
    fn mark(&mut self) {
        let (tables, mut folded) = (self.tables, String::new());
        for at in 0..self.tokens.len() {
            let word = self.str(at);
            if self.tokens[at].kind == Kind::Word && word.len() <= LONGEST_WORD {
                fold_into(word, &mut folded);
                self.tokens[at].word = tables.number(&folded);
            }
        }
        for at in 0..self.tokens.len() {
            self.first_mark.push(self.marks.len());
            let Token { kind, word, .. } = self.tokens[at];
            if kind != Kind::Word {
                continue;
            }
            self.mark_word(at, word, false);
            let written = self.str(at);
            if !written.is_ascii() && written.len() <= LONGEST_WORD {
                fold_into(written, &mut folded);
                self.mark_other_readings(at, &folded);
            }
        }
        self.first_mark.push(self.marks.len());
    }

    /// Look-alike letters, and Arabic words with a particle written onto them.
    fn mark_other_readings(&mut self, at: usize, folded: &str) {
        if let Some(twin) = latin_lookalike(folded) {
            self.mark_word(at, self.tables.number(&twin), false);
        }
        for particle in ["وال", "بال", "لل", "ال", "و", "ب", "ف", "ل"] {
            if let Some(rest) = folded.strip_prefix(particle).filter(|r| r.chars().nth(1).is_some()) {
                self.mark_word(at, self.tables.number(rest), particle.contains("ال"));
            }
        }
    }

    fn mark_word(&mut self, at: usize, word: u32, definite: bool) {
        for phrase in self.tables.beginning_with(word) {
            // "في الساعة السابعة": the hour with an article is a time of the day.
            let is_clock = definite && matches!(phrase.mean, Mean::Bare(_));
            if let Some(end) = self.phrase_end(at + 1, &phrase.rest).filter(|_| !is_clock) {
                self.marks.push(Mark { at, end, mean: phrase.mean });
            }
        }
    }

    /// Where the words behind the first one end, with one space or joining sign before each.
    fn phrase_end(&self, mut at: usize, rest: &[u32]) -> Option<usize> {
        for word in rest {
            if self.kind(at) == Some(Kind::Space) || matches!(self.str(at), "-" | "'" | ".") {
                at += 1;
            }
            if self.tokens.get(at)?.word != *word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        folded.push_str(&fold_str(word));
    }
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 3);
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        let kind = if c.is_ascii_digit() {
            Kind::Number
        } else if c.is_ascii_alphabetic() || (!c.is_ascii() && c.is_alphabetic()) {
            Kind::Word
        } else if c.is_whitespace() {
            Kind::Space
        } else {
            Kind::Sign
        };
        match tokens.last_mut() {
            Some(last) if last.kind == kind && kind != Kind::Sign => last.to = to,
            _ => tokens.push(Token { kind, from, to, word: 0 }),
        }
    }
    tokens
}
