//! Unicode's tables are searched for each character that is not ASCII. What they say of the characters people write most is
//! kept here: whether each is a letter or a number, and what it folds to.

#![expect(clippy::inline_always, reason = "most characters are ASCII, and to ask of one is less than a call")]

use crate::fold::fold_far;
use std::sync::LazyLock;

/// Latin, Greek, Cyrillic, Hebrew and Arabic, up to here.
const LETTERS: usize = 0x700;
/// Quotation marks, dashes and currencies.
const SIGNS: std::ops::Range<usize> = 0x2000..0x20c0;
const COUNT: usize = LETTERS + SIGNS.end - SIGNS.start;

/// What a character folds to.
#[derive(Clone, Copy)]
enum Folds {
    /// Nothing.
    Nothing,
    One(char),
    /// More: [`fold_far`] says what.
    More,
}

struct Near {
    /// A bit for each character.
    alphabetic: [u64; COUNT.div_ceil(64)],
    numeric: [u64; COUNT.div_ceil(64)],
    folds: [Folds; COUNT],
}

static NEAR: LazyLock<Box<Near>> = LazyLock::new(|| {
    let mut near = Box::new(Near {
        alphabetic: [0; COUNT.div_ceil(64)],
        numeric: [0; COUNT.div_ceil(64)],
        folds: [Folds::More; COUNT],
    });
    let codes = (0..LETTERS).chain(SIGNS).filter_map(|code| char::from_u32(u32::try_from(code).ok()?));
    for (at, c) in codes.enumerate() {
        near.alphabetic[at / 64] |= u64::from(c.is_alphabetic()) << (at % 64);
        near.numeric[at / 64] |= u64::from(c.is_numeric()) << (at % 64);
        let mut parts = 0;
        fold_far(c, |part| {
            near.folds[at] = if parts == 0 { Folds::One(part) } else { Folds::More };
            parts += 1;
        });
        if parts == 0 {
            near.folds[at] = Folds::Nothing;
        }
    }
    near
});

/// The place of a character in the tables.
#[inline]
fn place(c: char) -> Option<usize> {
    let code = c as usize;
    if code < LETTERS { Some(code) } else { SIGNS.contains(&code).then(|| LETTERS + code - SIGNS.start) }
}

fn has(bits: &[u64], at: usize) -> bool {
    bits[at / 64] >> (at % 64) & 1 != 0
}

/// As [`char::is_alphabetic`].
#[inline(always)]
pub(crate) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { far_alphabetic(c) }
}

fn far_alphabetic(c: char) -> bool {
    place(c).map_or_else(|| c.is_alphabetic(), |at| has(&NEAR.alphabetic, at))
}

/// As [`char::is_numeric`].
#[inline(always)]
pub(crate) fn is_numeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { far_numeric(c) }
}

fn far_numeric(c: char) -> bool {
    place(c).map_or_else(|| c.is_numeric(), |at| has(&NEAR.numeric, at))
}

/// As [`char::is_alphanumeric`].
#[inline(always)]
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { far_alphanumeric(c) }
}

fn far_alphanumeric(c: char) -> bool {
    place(c).map_or_else(|| c.is_alphanumeric(), |at| has(&NEAR.alphabetic, at) || has(&NEAR.numeric, at))
}

/// Calls back with each character that one which is not ASCII folds to.
#[inline]
pub(crate) fn fold(c: char, mut push: impl FnMut(char)) {
    match place(c).map_or(Folds::More, |at| NEAR.folds[at]) {
        Folds::Nothing => {}
        Folds::One(part) => push(part),
        Folds::More => fold_far(c, push),
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, is_alphabetic, is_alphanumeric, is_numeric};
    use crate::fold::fold_far;

    #[test]
    fn the_tables_say_what_unicode_says() {
        for c in ('\0'..='\u{2fff}').chain("𝖉ﷺ🏻中".chars()) {
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            let (mut near, mut far) = (String::new(), String::new());
            fold(c, |part| near.push(part));
            fold_far(c, |part| far.push(part));
            assert_eq!(near, far, "{c:?}");
        }
    }
}
