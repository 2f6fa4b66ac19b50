//! The plain form that everything here is read in: case kept, tricks of writing undone, with the way back.
//!
//! Unlike `fold`, capitals and accents stay: an address of a wallet or a code means nothing without its capitals.
//! Full-width and mathematical letters become plain ones, digits of any script ASCII, invisible characters vanish.

use crate::fold::{digit_value, fold_str};
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Plain text and where its unusual characters came from.
pub(super) struct Plain {
    /// The text to read.
    pub text: String,
    /// Every character that was not copied as it is: where its plain form starts and stops, and its place in the original.
    changes: Vec<Change>,
}

/// Longest plain form of one character, in bytes.
const LONGEST_FORM: usize = 8;

struct Change {
    plain: (usize, usize),
    original: (usize, usize),
}

impl Plain {
    /// The plain form of a text.
    pub fn new(original: &str) -> Self {
        let mut plain = Self { text: String::with_capacity(original.len()), changes: Vec::new() };
        for (at, c) in original.char_indices() {
            if is_kept(c) {
                plain.text.push(c);
                continue;
            }
            let from = plain.text.len();
            push_plain(c, &mut plain.text);
            let change = Change { plain: (from, plain.text.len()), original: (at, at + c.len_utf8()) };
            plain.changes.push(change);
        }
        plain
    }

    /// The original span of the non-empty plain range `from..to`, both on character boundaries.
    pub fn original(&self, from: usize, to: usize) -> (usize, usize) {
        let last = self.text[..to].char_indices().next_back().map_or(from, |(at, _)| at);
        (self.original_of(from, 1).0, self.original_of(last, to - last).1)
    }

    /// The original character behind the plain one that begins at `at` and is `len` bytes long.
    fn original_of(&self, at: usize, len: usize) -> (usize, usize) {
        let before = self.changes.partition_point(|c| c.plain.0 <= at);
        let Some(change) = before.checked_sub(1).map(|last| &self.changes[last]) else { return (at, at + len) };
        if at < change.plain.1 {
            return change.original;
        }
        let start = change.original.1 + (at - change.plain.1);
        (start, start + len)
    }
}

/// Characters of everyday text that stay as they are.
fn is_kept(c: char) -> bool {
    c.is_ascii()
        || matches!(c, 'À'..='ɏ' | 'Ͱ'..='ϭ' | 'А'..='ԯ' | 'آ'..='ؿ' | 'ف'..='ي' | '،' | '؛' | '؟' | '€' | '£' | '«' | '»' | '“' | '”')
}

fn push_plain(c: char, text: &mut String) {
    if let Some(value) = digit_value(c) {
        text.push(char::from(b'0' + value));
        return;
    }
    match c {
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => text.push(' '),
        '\u{2028}' | '\u{2029}' | '\u{85}' => text.push('\n'),
        '’' | '‘' | 'ʼ' | '′' | '´' => text.push('\''),
        '‐' | '‑' | '–' | '−' => text.push('-'),
        '٫' => text.push('.'),
        '٬' => text.push(','),
        // One word for invisible: what folding reads as nothing.
        _ if fold_str(c.encode_utf8(&mut [0; 4])).is_empty() => {}
        _ => {
            let from = text.len();
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    text.push(part);
                }
            });
            // One sign that stands for a whole saying: no part of a name, and a text of them would grow tenfold.
            if text.len() > from + LONGEST_FORM {
                text.truncate(from);
                text.push(' ');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_plain_character_knows_its_original() {
        let text = "a\u{200b}b ＠ｌｕｎａ ٣٠٠€ é\u{301} \u{feff}\u{200d}ﷺ 1️⃣";
        let plain = Plain::new(text);
        assert!(plain.text.starts_with("ab @luna 300€ é "), "{}", plain.text);
        assert!(plain.text.ends_with('1'), "{}", plain.text);
        for (at, c) in plain.text.char_indices() {
            let (start, end) = plain.original(at, at + c.len_utf8());
            assert!(start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
        }
        let at = plain.text.find("@luna").unwrap();
        let (start, end) = plain.original(at, at + 5);
        assert_eq!(&text[start..end], "＠ｌｕｎａ");
    }
}
