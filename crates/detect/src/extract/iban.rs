//! Bank account numbers: a country, its length, and the remainder of 97.

use super::Value;
use super::sheet::{Kind, Sheet};

pub(super) fn find(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let begins = sheet.kind(at) == Some(Kind::Word) && sheet.str(at).len() == 2;
        if !begins || sheet.touches(at) || sheet.kind(at + 1) != Some(Kind::Number) {
            at += 1;
            continue;
        }
        let first = sheet.run_end(at);
        if let Some((end, iban)) = one(sheet, at, first) {
            sheet.take(at, end, Value::Iban(iban));
            at = end;
        } else {
            at = first;
        }
    }
}

/// The number that begins with the run `at..end`: all of it, or its first four signs and groups of four behind.
fn one(sheet: &Sheet, at: usize, first: usize) -> Option<(usize, String)> {
    let head = sheet.span(at, first);
    if !head.is_ascii() {
        return None;
    }
    let country = sheet.str(at).to_ascii_uppercase();
    let length = sheet.tables.iban_length(&country)?;
    let mut iban = String::with_capacity(34);
    let (mut end, mut from) = (first, at);
    loop {
        let group = sheet.span(from, end);
        iban.push_str(group);
        if iban.len() >= length || group.len() != 4 || !group.is_ascii() {
            break;
        }
        let joined = sheet.kind(end) == Some(Kind::Space) && sheet.str(end).len() == 1 || sheet.is(end, "-");
        if !joined || !sheet.is_text(end + 1) {
            break;
        }
        from = end + 1;
        end = sheet.run_end(from);
    }
    iban.make_ascii_uppercase();
    (iban.len() == length && iban.is_ascii() && remainder(&iban) == Some(1)).then_some((end, iban))
}

/// The number with its first four signs moved to the end and letters as 10 to 35, modulo 97.
fn remainder(iban: &str) -> Option<u32> {
    let (head, tail) = iban.split_at_checked(4)?;
    if !head[2..].bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    tail.chars().chain(head.chars()).try_fold(0, |sum, c| {
        let value = c.to_digit(36)?;
        Some((sum * if value > 9 { 100 } else { 10 } + value) % 97)
    })
}
