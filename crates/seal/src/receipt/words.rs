//! The four lists of a thousand words: line n, from 0, is the three digits n.
//!
//! The lists live in `data/words`; nothing about a single word is known here. Replacing a list
//! spells every code that is already out differently, so a list in use is never changed.

use std::{collections::HashMap, sync::LazyLock};

use super::fold;

/// A language's list of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordList {
    /// English.
    En,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Arabic.
    Ar,
}

impl WordList {
    /// Every list.
    pub const ALL: [Self; 4] = [Self::En, Self::Fr, Self::Es, Self::Ar];

    /// The word for three digits, 0 to 999, as it is shown.
    pub(super) fn word(self, triple: u16) -> &'static str {
        // Cannot fail: every list is checked at compile time to have a thousand lines.
        LISTS.shown[self as usize][usize::from(triple)]
    }
}

/// The three digits of a folded word of any list, `None` when it is on no list.
pub(super) fn triple(folded: &str) -> Option<u16> {
    LISTS.triples.get(folded).copied()
}

struct Lists {
    shown: [Vec<&'static str>; 4],
    triples: HashMap<String, u16>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let shown = TEXTS.map(|text| text.lines().map(str::trim).collect::<Vec<_>>());
    let triples =
        shown.iter().flat_map(|list| list.iter().zip(0..)).map(|(word, triple)| (fold(word), triple)).collect();
    Lists { shown, triples }
});

const TEXTS: [&str; 4] = [
    include_str!("../../../../data/words/en.txt"),
    include_str!("../../../../data/words/fr.txt"),
    include_str!("../../../../data/words/es.txt"),
    include_str!("../../../../data/words/ar.txt"),
];

const _: () = {
    let mut list = 0;
    while list < TEXTS.len() {
        assert!(lines(TEXTS[list].as_bytes()) == 1000, "a word list must have exactly 1000 lines");
        list += 1;
    }
};

/// Lines as `str::lines` counts them; a last line needs no line break.
const fn lines(text: &[u8]) -> usize {
    let (mut count, mut at) = (0, 0);
    while at < text.len() {
        if text[at] == b'\n' || at + 1 == text.len() {
            count += 1;
        }
        at += 1;
    }
    count
}
