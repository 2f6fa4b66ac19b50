//! Everything in a text that names an account, a way to pay, an amount or a time.
//!
//! Shared by the intake form and the reading of coercion. Precision first: each finding has a checksum or a context, and
//! a bare number is nothing. Nothing here says whose an account is or whether a demand was made.
//!
//! [`read`] works on the plain form of the text (`plain`), cut into stretches of tokens (`sheet`), and asks one reader a
//! kind, the surest first; what one has taken the next ones leave. Words are data: `data/rails` and
//! `data/lexicons/xx/extract.toml`. No clock, no network; time grows with the length of the text alone.

mod account;
mod card;
mod coin;
mod iban;
mod money;
mod number;
mod phone;
mod plain;
mod sheet;
mod tables;
mod time;
mod web;

pub use coin::Coin;

use plain::Plain;
use sheet::Sheet;
use tables::{Mean, Word};

/// One place in a text and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// First byte in the original text, on a character boundary.
    pub start: usize,
    /// Byte after the last one in the original text, on a character boundary.
    pub end: usize,
    /// What stands there, in one form.
    pub value: Value,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A user or profile name.
    Account {
        /// The platform in one spelling (`instagram`), when a link or a word beside the name says it.
        platform: Option<&'static str>,
        /// The name in small letters, without the `@`.
        name: String,
    },
    /// A telephone number that exists in its country's plan.
    Phone {
        /// `+` and digits.
        e164: String,
    },
    /// A mail address, in small letters.
    Email(String),
    /// A web address as written, tricks undone (`hxxp`, `[.]`).
    Url(String),
    /// The address of a wallet, its checksum verified where its kind has one.
    Crypto {
        /// Of which coin.
        coin: Coin,
        /// As it has to be written.
        address: String,
    },
    /// An international bank account number, in capitals without spaces, checked.
    Iban(String),
    /// An account at a service that moves money.
    Pay {
        /// The service, as in `data/rails/services.toml`: `cashapp`, `bizum`.
        rail: &'static str,
        /// A name, mail address or number: `+` and digits when its country is known, else digits.
        handle: String,
    },
    /// A gift card or prepaid voucher, or the code of one.
    GiftCard {
        /// The brand, as in `data/rails/cards.toml`; `None` when no brand is named.
        brand: Option<&'static str>,
        /// The code in capitals without spaces, where one is written.
        code: Option<String>,
    },
    /// An amount of money.
    Amount {
        /// A decimal number: `1100`, `9.99`.
        value: String,
        /// ISO 4217, or the coin; `None` when only a sign or word that several currencies share is known.
        currency: Option<&'static str>,
    },
    /// How much time somebody is given.
    Deadline {
        /// At most so many seconds.
        seconds: u64,
    },
}

/// Longest stretch read at once, in bytes. Only a text longer than this is cut, between lines or words if it can be; a
/// context does not reach over the cut.
const STRETCH: usize = 64 * 1024;

/// Everything in `text` that names an account, a way to pay, an amount or a time, in order; findings never overlap.
///
/// `hint` is the country of the reader (ISO 3166-1 alpha-2, such as `FR`): national telephone numbers and signs such as `$`
/// are read as of there. Without it, they stay unread or open. Never panics, whatever the text.
pub fn read(text: &str, hint: Option<&str>) -> Vec<Item> {
    let hint = hint.filter(|h| h.len() == 2 && h.is_ascii()).map(str::to_ascii_uppercase);
    let plain = Plain::new(text);
    let mut phones = phone::Phones::default();
    let mut items = Vec::new();
    let mut from = 0;
    while from < plain.text.len() {
        let to = from + stretch(&plain.text[from..]);
        let mut sheet = Sheet::new(&plain.text[from..to], hint.as_deref());
        find(&mut sheet, &mut phones);
        for hit in sheet.hits {
            let (first, last) = (sheet.tokens[hit.at].from, sheet.tokens[hit.end - 1].to);
            let (start, end) = plain.original(from + first, from + last);
            items.push(Item { start, end, value: hit.value });
        }
        from = to;
    }
    items.sort_unstable();
    // One odd original character may stand for several plain ones ("№", "ﷺ") and so belong to two findings.
    let mut reached = 0;
    items.retain(|item| {
        let apart = item.start >= reached;
        reached = reached.max(if apart { item.end } else { 0 });
        apart
    });
    items
}

/// Asks the readers, the surest first. Most messages hold nothing that most of them want, so that is asked before.
fn find(sheet: &mut Sheet, phones: &mut phone::Phones) {
    let digits = sheet.has_digits();
    if digits {
        coin::find(sheet);
        iban::find(sheet);
    }
    web::find(sheet);
    if digits {
        card::codes(sheet);
        phone::find(sheet, phones);
    }
    if sheet.text.contains(['@', '$']) || sheet.has(|mean| matches!(mean, Mean::Platform(_))) {
        account::find(sheet);
    }
    if digits || sheet.has(|mean| matches!(mean, Mean::Number(_))) {
        money::find(sheet);
    }
    let timed = |mean| matches!(mean, Mean::Number(_) | Mean::Fixed(_) | Mean::Bare(_) | Mean::Tomorrow(_));
    if digits || sheet.has(timed) {
        time::find(sheet);
    }
    if sheet.has(|mean| matches!(mean, Mean::Card(_) | Mean::Word(Word::Gift))) {
        card::brands(sheet);
    }
}

/// How much of a text is read at once.
fn stretch(text: &str) -> usize {
    if text.len() <= STRETCH {
        return text.len();
    }
    let mut most = STRETCH;
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let mut half = STRETCH / 2;
    while !text.is_char_boundary(half) {
        half -= 1;
    }
    let tail = &text[half..most];
    tail.rfind('\n').or_else(|| tail.rfind(' ')).map_or(most, |at| half + at + 1)
}
