//! Gift cards and vouchers: their names beside a word for card, and codes near either.

use super::Value;
use super::sheet::{Kind, Sheet};
use super::tables::{Card, Mean, Word};

/// How far before and behind a code its card may be named, in tokens.
const CONTEXT: (usize, usize) = (30, 12);
/// How long a code is, without spaces and hyphens.
const LENGTHS: std::ops::RangeInclusive<usize> = 10..=25;

/// Mentions of cards.
pub(super) fn brands(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let end = mention(sheet, at);
        at = end.unwrap_or(at).max(at + 1);
    }
}

fn mention(sheet: &mut Sheet, at: usize) -> Option<usize> {
    let cards = &sheet.tables.cards;
    let card = |mean: Mean| if let Mean::Card(card) = mean { Some(&cards[card]) } else { None };
    let named = sheet.marks_at(at).iter().filter_map(|m| Some((m.end, card(m.mean)?))).max_by_key(|(end, _)| *end);
    if let Some((name_end, card)) = named {
        // "steam gift card", "a code for steam", "carte steam".
        let next = sheet.skip_space(name_end);
        let word = |at: usize| sheet.word(at, Word::Gift).or_else(|| sheet.word(at, Word::Card));
        let behind =
            word(next).or_else(|| word(sheet.skip_space(next + 1)).filter(|_| sheet.kind(next) == Some(Kind::Word)));
        let end = word(next).unwrap_or(name_end);
        let before =
            [Word::Card, Word::Gift].iter().find_map(|w| sheet.ends_at(*w, sheet.before(at).map_or(at, |b| b + 1)));
        if card.sure || behind.is_some() || before.is_some() {
            let begin = before.filter(|b| sheet.free(*b, end)).unwrap_or(at);
            sheet.take(begin, end, Value::GiftCard { brand: Some(&card.id), code: None });
            return Some(end);
        }
    }
    let end = sheet.word(at, Word::Gift)?;
    // "carte cadeau amazon": the brand behind is read with it.
    let (next, linked) = (sheet.skip_space(end), sheet.skip_space(sheet.skip_space(end) + 1));
    for from in [next, linked] {
        if let Some((name_end, card)) = sheet.marks_at(from).iter().find_map(|m| Some((m.end, card(m.mean)?))) {
            sheet.take(at, name_end, Value::GiftCard { brand: Some(&card.id), code: None });
            return Some(name_end);
        }
    }
    sheet.take(at, end, Value::GiftCard { brand: None, code: None });
    Some(end)
}

/// Codes of cards.
pub(super) fn codes(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        if !sheet.is_text(at) || !sheet.free(at, at + 1) || !is_group(sheet, at, sheet.run_end(at)) {
            at = if sheet.is_text(at) { sheet.run_end(at) } else { at + 1 };
            continue;
        }
        let (end, code) = code(sheet, at);
        if LENGTHS.contains(&code.len())
            && let Some(of) = card_of(sheet, at, end, &code)
        {
            let brand = if let Of::Brand(id) = of { Some(id) } else { None };
            sheet.take(at, end, Value::GiftCard { brand, code: Some(code) });
        }
        at = end;
    }
}

/// Capitals and digits only.
fn is_group(sheet: &Sheet, at: usize, end: usize) -> bool {
    let group = sheet.span(at, end);
    group.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()) && group.len() <= *LENGTHS.end()
}

/// The row of groups from `at` on, joined by hyphens, or by spaces when they are equally long.
fn code(sheet: &Sheet, at: usize) -> (usize, String) {
    let mut end = sheet.run_end(at);
    let first = sheet.span(at, end).len();
    let mut code = sheet.span(at, end).to_owned();
    while code.len() < *LENGTHS.end() {
        let space = sheet.str(end) == " ";
        let next_end = sheet.run_end(end + 1);
        let next = sheet.span(end + 1, next_end);
        let fits = sheet.is(end, "-") || (space && first > 2 && next.len() == first);
        if !fits || !sheet.is_text(end + 1) || !is_group(sheet, end + 1, next_end) {
            break;
        }
        code.push_str(next);
        end = next_end;
    }
    (end, code)
}

/// What a code belongs to.
enum Of {
    Brand(&'static str),
    SomeCard,
}

/// What a code belongs to; `None` when it is no code of a card.
fn card_of(sheet: &Sheet, at: usize, end: usize, code: &str) -> Option<Of> {
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let all_digits = digits == code.len();
    // A word in capitals is no code, and a run of digits has many other names.
    if digits < 2 || sheet.touches(at) || sheet.has_near(Word::Order, (at, end), 6, 0) {
        return None;
    }
    let cards = &sheet.tables.cards;
    let says = |word: Word| sheet.has_near(word, (at, end), CONTEXT.0, CONTEXT.1);
    let has_card_word = says(Word::Card) || says(Word::Gift) || says(Word::Code);
    let fits = |card: &Card| {
        let lengths = if all_digits { &card.digits } else { &card.letters };
        lengths.contains(&code.len()) || (card.letters.is_empty() && card.digits.is_empty() && !all_digits)
    };
    let near = sheet.near(at, end, CONTEXT.0, CONTEXT.1).filter_map(|m| match m.mean {
        Mean::Card(card) => Some((m.at.abs_diff(at), &cards[card])),
        _ => None,
    });
    let named =
        near.filter(|(_, card)| fits(card) && (card.sure || has_card_word)).min_by_key(|(distance, _)| *distance);
    if let Some((_, card)) = named {
        return Some(Of::Brand(&card.id));
    }
    // Without a brand: the words "gift card" or "top-up", "code" right before it, and letters among the digits.
    let code_before = sheet.has_near(Word::Code, (at, end), 6, 0);
    let generic = says(Word::Gift) || (says(Word::Voucher) && code_before);
    (generic && code_before && !all_digits && code.len() > 10).then_some(Of::SomeCard)
}
