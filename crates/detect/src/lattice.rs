//! A text as a lattice of tokens: places between tokens, and the words that lead from one to another.
//!
//! Most places have one way on. Where the writing is unusual there are more: "d i e" is three
//! letters and one word, "j'en" is one word or two, "iwanttodie" is one unknown word or four.

use crate::fold::{APOSTROPHE, Folded};
use crate::near::is_alphanumeric;
use crate::readings::{NUMBER, Readings, UNKNOWN, is_sign, undone};
use std::cell::Cell;

/// A word leading from one place to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Way {
    pub word: u32,
    /// Number of the place; a text of more than four thousand million is not read at once.
    pub to: u32,
}

impl Way {
    pub fn new(word: u32, to: usize) -> Self {
        Self { word, to: u32::try_from(to).unwrap_or(u32::MAX) }
    }
}

/// A place between two tokens.
#[derive(Default)]
pub(crate) struct Place {
    /// Where in the original text a token that starts here begins.
    pub begin: usize,
    /// Where in the original text a token that stops here ends.
    pub end: usize,
    /// A sentence or the text begins or ends here.
    pub edge: bool,
    /// It lies inside a word that was taken apart: nothing that is found begins or ends here.
    pub cut: bool,
    pub ways: Vec<Way>,
}

/// The whole text. Places `0..=last` lie between ordinary tokens; later ones lie inside tokens.
pub(crate) struct Lattice {
    pub places: Vec<Place>,
    /// The place after the last token.
    pub last: usize,
    /// What had to be undone to read it, bits of [`undone`].
    pub undone: u16,
    /// The text in its plain form.
    pub folded: String,
}

thread_local! {
    /// Places of earlier texts, for their memory.
    static USED: Cell<Vec<Place>> = Cell::default();
}

/// Places kept: those of a text of some hundred words.
const MOST_USED: usize = 512;

impl Drop for Lattice {
    fn drop(&mut self) {
        // Where a thread ends they may be gone already.
        let _ = USED.try_with(|used| {
            let mut spare = used.take();
            let room = MOST_USED.saturating_sub(spare.len());
            spare.extend(self.places.drain(..).take(room));
            used.set(spare);
        });
    }
}

/// A token: folded byte range.
#[derive(Clone, Copy)]
struct Token {
    from: usize,
    to: usize,
}

/// Words run together are taken apart from this length on, in letters, and up to the second one.
const RUN_TOGETHER: std::ops::RangeInclusive<usize> = 9..=40;

impl Lattice {
    /// Reads a text.
    pub fn new(text: &str, readings: &Readings) -> Self {
        let folded = Folded::new(text);
        let (tokens, edges) = tokens(&folded.text, readings);
        let mut builder = Builder {
            folded: &folded,
            readings,
            tokens: &tokens,
            places: Vec::with_capacity(tokens.len() + 1),
            spare: USED.take(),
            undone: folded.undone,
        };
        builder.places(&edges);
        builder.single_tokens();
        builder.spaced_letters();
        builder.joined_pieces();
        let Builder { places, undone, spare, .. } = builder;
        USED.set(spare);
        Self { last: tokens.len(), undone, places, folded: folded.text }
    }
}

/// Splits folded text into tokens; the flags say at which places a sentence begins or ends.
fn tokens(text: &str, readings: &Readings) -> (Vec<Token>, Vec<bool>) {
    // Growing step by step costs more than reading: a word has some five letters and a blank.
    let room = text.len() / 4 + 8;
    let (mut tokens, mut edges) = (Vec::with_capacity(room), Vec::with_capacity(room));
    edges.push(true);
    let mut start = None;
    let mut before = ' ';
    let mut signs = text.char_indices().peekable();
    while let Some((at, c)) = signs.next() {
        let next = signs.peek().map_or(' ', |(_, c)| *c);
        // "1.100" and "9,99" are one number each.
        let in_number = before.is_ascii_digit() && next.is_ascii_digit() && matches!(c, '.' | ',');
        before = c;
        if is_alphanumeric(c) || (in_number && start.is_some()) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            tokens.push(Token { from, to: at });
            edges.push(false);
        }
        if c == ' ' {
            continue;
        }
        if is_sign(c) && (c != '$' || next.is_ascii_digit() || ends_in_digit(text, at)) {
            let to = at + c.len_utf8();
            if readings.knows(&text[at..to]) {
                tokens.push(Token { from: at, to });
                edges.push(false);
            }
        }
        if matches!(c, '.' | '!' | '?' | ';' | '\n' | '؟' | '؛' | '۔' | '。') {
            edges[tokens.len()] = true;
        }
    }
    if let Some(from) = start {
        tokens.push(Token { from, to: text.len() });
        edges.push(false);
    }
    edges[tokens.len()] = true;
    (tokens, edges)
}

fn ends_in_digit(text: &str, at: usize) -> bool {
    text[..at].trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit())
}

struct Builder<'a> {
    folded: &'a Folded,
    readings: &'a Readings,
    tokens: &'a [Token],
    places: Vec<Place>,
    spare: Vec<Place>,
    undone: u16,
}

impl<'a> Builder<'a> {
    fn text(&self, token: Token) -> &'a str {
        let folded: &'a Folded = self.folded;
        &folded.text[token.from..token.to]
    }

    fn places(&mut self, edges: &[bool]) {
        for (at, edge) in edges.iter().enumerate() {
            let span = |t: &Token| self.folded.original_span(t.from, t.to);
            let begin = self.tokens.get(at).map(|t| span(t).0);
            let end = at.checked_sub(1).and_then(|before| self.tokens.get(before)).map(|t| span(t).1);
            let (begin, end) = (begin.or(end).unwrap_or(0), end.or(begin).unwrap_or(0));
            self.place(begin, end, *edge, false);
        }
    }

    /// Adds a place and says which it is.
    fn place(&mut self, begin: usize, end: usize, edge: bool, cut: bool) -> usize {
        let mut ways = self.spare.pop().unwrap_or_default().ways;
        ways.clear();
        // Room for what a word usually is: growing step by step costs more than reading it.
        ways.reserve(16);
        self.places.push(Place { begin, end, edge, cut, ways });
        self.places.len() - 1
    }

    fn way(&mut self, from: usize, word: u32, to: usize) {
        let way = Way::new(word, to);
        if !self.places[from].ways.contains(&way) {
            self.places[from].ways.push(way);
        }
    }

    fn single_tokens(&mut self) {
        let leet = self.tokens.iter().filter(|t| self.readings.is_leet(self.text(**t))).count() >= 2;
        let mut ids = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            ids.clear();
            let text = self.text(*token);
            self.undone |= self.readings.of_token(text, leet, &mut ids);
            if text.starts_with(is_sign) && !text.is_ascii() && !text.starts_with(['€', '£']) {
                self.undone |= undone::EMOJI;
            }
            if ids.is_empty() {
                self.way(at, UNKNOWN, at + 1);
                if !self.number_and_unit(at) {
                    self.run_together(at);
                }
            }
            for id in &ids {
                self.way(at, *id, at + 1);
            }
        }
    }

    /// "300eur", "24h", "5k": a number and the word behind it.
    fn number_and_unit(&mut self, at: usize) -> bool {
        let token = self.tokens[at];
        let text = self.text(token);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let unit = &text[digits..];
        if digits == 0 || unit.is_empty() || unit.len() > 10 || !unit.chars().all(char::is_alphabetic) {
            return false;
        }
        let mut ids = Vec::new();
        self.readings.of_token(unit, false, &mut ids);
        if ids.is_empty() {
            return false;
        }
        let begin = self.folded.original_span(token.from + digits, token.to).0;
        let end = self.folded.original_span(token.from, token.from + digits).1;
        let inner = self.place(begin, end, false, false);
        self.way(at, NUMBER, inner);
        for id in ids {
            self.way(inner, id, at + 1);
        }
        true
    }

    /// "iwanttodie": only when known words cover the token from end to end.
    fn run_together(&mut self, at: usize) {
        let token = self.tokens[at];
        let text = self.text(token);
        if text.len() > 120 || !RUN_TOGETHER.contains(&text.chars().count()) {
            return;
        }
        let mut found = Vec::new();
        self.readings.inside(text, |from, to, id| found.push((from, to, id)));
        found.sort_unstable();
        let mut ends_well = vec![false; text.len() + 1];
        ends_well[text.len()] = true;
        for (from, to, _) in found.iter().rev() {
            ends_well[*from] |= ends_well[*to];
        }
        if !ends_well[0] {
            return;
        }
        self.undone |= undone::RUN_TOGETHER;
        let mut place_of = vec![None; text.len() + 1];
        place_of[0] = Some(at);
        place_of[text.len()] = Some(at + 1);
        for (from, to, id) in found {
            if let (Some(start), true) = (place_of[from], ends_well[to]) {
                let end = *place_of[to].get_or_insert_with(|| {
                    let begin = self.folded.original_span(token.from + to, token.from + to + 1).0;
                    let end = self.folded.original_span(token.from + to - 1, token.from + to).1;
                    self.place(begin, end, false, true)
                });
                self.way(start, id, end);
            }
        }
    }

    /// "d i e", "d.i.e": any known word inside a run of three or more single letters.
    fn spaced_letters(&mut self) {
        let mut at = 0;
        while at < self.tokens.len() {
            let run = self.tokens[at..].iter().take_while(|t| self.text(**t).chars().nth(1).is_none()).count();
            if run >= 3 {
                self.letters(at, run);
            }
            at += run.max(1);
        }
    }

    fn letters(&mut self, first: usize, count: usize) {
        let (mut joined, mut index) = (String::new(), Vec::new());
        for at in first..first + count {
            let letter = self.text(self.tokens[at]);
            index.resize(joined.len() + letter.len(), at);
            joined.push_str(letter);
        }
        index.push(first + count);
        let mut found = Vec::new();
        self.readings.inside(&joined, |from, to, id| found.push((index[from], index[to], id)));
        for (from, to, id) in found {
            self.way(from, id, to);
            if to - from > 2 {
                self.undone |= undone::SPACED;
            }
        }
    }

    /// "can't", "k!ll", "su*cide": tokens with only apostrophes or letter-like signs between them.
    fn joined_pieces(&mut self) {
        let folded: &'a Folded = self.folded;
        let text = &folded.text;
        let mut at = 0;
        while at < self.tokens.len() {
            let mut after = at + 1;
            while after < self.tokens.len() && is_glue(&text[self.tokens[after - 1].to..self.tokens[after].from]) {
                after += 1;
            }
            self.piece(at, after);
            at = after;
        }
    }

    fn piece(&mut self, first: usize, after: usize) {
        let folded: &'a Folded = self.folded;
        let text = &folded.text;
        let (mut from, to) = (self.tokens[first].from, self.tokens[after - 1].to);
        if text[..from].ends_with(['$', '@']) {
            from -= 1;
        }
        let piece = &text[from..to];
        let longer = after - first > 1;
        if piece.len() > 40 || (!longer && from == self.tokens[first].from) {
            return;
        }
        let mut ids = Vec::new();
        if piece.contains(APOSTROPHE) {
            let joined: String = piece.chars().filter(|c| *c != APOSTROPHE).collect();
            self.readings.of_token(&joined, false, &mut ids);
            ids.push(UNKNOWN);
        } else {
            self.readings.of_signs(piece, &mut ids);
            if !ids.is_empty() {
                self.undone |= undone::STARS;
            }
        }
        for id in ids {
            self.way(first, id, after);
        }
    }
}

/// Whether the text between two tokens may be part of one word.
fn is_glue(between: &str) -> bool {
    !between.is_empty()
        && between.len() <= 12
        && between.bytes().all(|b| matches!(b, b'\'' | b'!' | b'$' | b'@' | b'*' | b'#' | b'|' | b'+'))
}
