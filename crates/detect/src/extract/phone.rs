//! Telephone numbers: what exists in a country's plan, and is not a date, an amount or the number of an order.

use super::Value;
use super::sheet::{Kind, Sheet};
use super::tables::{Mean, Service, Takes, Word};
use phonenumber::{Mode, country};
use std::collections::HashMap;

/// Most numbers that are looked up for one text. More is a list nobody reads, and a look-up costs far more than the rest.
const MOST: usize = 2_000;
/// How many digits a number has, country code included.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;
/// How far before and behind a number a word for telephones may stand, in tokens.
const CONTEXT: (usize, usize) = (10, 5);
/// How far before and behind a number the name of a payment service may stand, in tokens.
const RAIL: (usize, usize) = (12, 8);

/// Numbers looked up so far, by country and digits.
#[derive(Default)]
pub(super) struct Phones {
    known: HashMap<(String, String), Option<String>>,
}

impl Phones {
    /// The number with its country code when it exists; `country` is where it is dialled.
    fn look_up(&mut self, digits: &str, country: Option<&str>) -> Option<String> {
        let key = (country.unwrap_or_default().to_owned(), digits.to_owned());
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        if self.known.len() >= MOST {
            return None;
        }
        let id = country.map(str::parse::<country::Id>).transpose().ok();
        let number = id.and_then(|id| phonenumber::parse(id, digits).ok()).filter(phonenumber::is_valid);
        let found = number.map(|n| n.format().mode(Mode::E164).to_string());
        self.known.insert(key, found.clone());
        found
    }
}

/// A row of digits with the signs people put between them.
struct Row {
    /// The digits so far and the token behind them, longest first.
    ends: Vec<(usize, String)>,
    plus: bool,
    groups: usize,
}

pub(super) fn find(sheet: &mut Sheet, phones: &mut Phones) {
    let mut at = 0;
    while at < sheet.len() {
        let begins = sheet.kind(at) == Some(Kind::Number) || matches!(sheet.str(at), "+" | "(");
        let end = if begins && sheet.free(at, at + 1) { one(sheet, at, phones) } else { None };
        at = end.unwrap_or(at + 1);
    }
}

/// Reads a number at `at`; answers how far to go on behind it.
fn one(sheet: &mut Sheet, at: usize, phones: &mut Phones) -> Option<usize> {
    let before = at.checked_sub(1).map_or("", |b| sheet.str(b));
    if sheet.touches(at) || matches!(before, "#" | "$" | "€" | "£" | "." | "," | "/" | "-" | "@" | "_" | "=" | "+") {
        return Some(sheet.run_end(at).max(at + 1));
    }
    let row = row(sheet, at)?;
    let whole = row.ends.first()?.0;
    let plain_digits = row.ends.iter().find(|(end, digits)| DIGITS.contains(&digits.len()) && is_over(sheet, *end));
    let (international, service) = (row.plus || row.ends[0].1.starts_with("00"), service(sheet, at, whole));
    if international {
        for (end, digits) in row.ends.iter().filter(|(end, _)| is_over(sheet, *end)).take(6) {
            let digits = digits.strip_prefix("00").filter(|_| !row.plus).unwrap_or(digits);
            if let Some(e164) = phones.look_up(&format!("+{digits}"), None) {
                keep(sheet, at, *end, Value::Phone { e164 }, service);
                return Some(*end);
            }
        }
        return Some(whole);
    }
    let is_order = sheet.has_near(Word::Order, (at, whole), 4, 0) || is_money(sheet, whole);
    let context = sheet.has_near(Word::Phone, (at, whole), CONTEXT.0, CONTEXT.1) || messenger(sheet, at, whole);
    let country = sheet.hint.map(str::to_owned).or_else(|| service.and_then(|s| s.country.clone()));
    for (end, digits) in row.ends.iter().filter(|(end, d)| DIGITS.contains(&d.len()) && is_over(sheet, *end)).take(4) {
        let written = looks_dialled(digits, row.groups, country.as_deref()) || context || service.is_some();
        if is_order || !written {
            break;
        }
        if let Some(e164) = country.as_deref().and_then(|c| phones.look_up(digits, Some(c))) {
            keep(sheet, at, *end, Value::Phone { e164 }, service);
            return Some(*end);
        }
    }
    // Without a country a payment service near it is still reason enough to keep the digits.
    if let (Some(service), Some((end, digits))) = (service.filter(|_| country.is_none() && !is_order), plain_digits)
        && digits.len() >= 8
    {
        sheet.take(at, *end, Value::Pay { rail: &service.id, handle: digits.clone() });
    }
    Some(whole)
}

/// The digits from `at` on, with at most two signs between two groups.
fn row(sheet: &Sheet, at: usize) -> Option<Row> {
    let mut row = Row { ends: Vec::new(), plus: false, groups: 0 };
    let (mut digits, mut next) = (String::new(), at);
    while matches!(sheet.str(next), "+" | "(") && next < at + 2 {
        row.plus |= sheet.is(next, "+");
        next += 1;
    }
    while sheet.kind(next) == Some(Kind::Number) && row.groups < 16 {
        digits.push_str(sheet.str(next));
        if digits.len() > DIGITS.end() + 2 {
            break;
        }
        row.groups += 1;
        row.ends.insert(0, (next + 1, digits.clone()));
        next = gap(sheet, next + 1);
        // "+33 (0)6": the zero in brackets is only dialled inside the country.
        if row.plus && sheet.is(next, "0") && sheet.is(next + 1, ")") {
            next = sheet.skip_space(next + 2);
        }
    }
    (!row.ends.is_empty()).then_some(row)
}

/// Where the next group of digits would begin.
fn gap(sheet: &Sheet, at: usize) -> usize {
    let joins = |t: usize| {
        (sheet.kind(t) == Some(Kind::Space) && !sheet.str(t).contains('\n') && sheet.str(t).len() <= 2)
            || matches!(sheet.str(t), "-" | "." | "(" | ")" | "/")
    };
    (at..at + 3).find(|t| !joins(*t)).unwrap_or(at)
}

/// Nothing that belongs to the number or denies it follows.
fn is_over(sheet: &Sheet, end: usize) -> bool {
    let next_digit = matches!(sheet.str(end), "." | "," | ":" | "/" | "-") && sheet.kind(end + 1) == Some(Kind::Number);
    !sheet.is_text(end) && !next_digit && !matches!(sheet.str(end), "%" | "€" | "$" | "£" | "@" | "_")
}

/// The digits are an amount: a currency follows.
fn is_money(sheet: &Sheet, end: usize) -> bool {
    let next = sheet.skip_space(end);
    let sign = sheet.tokens.get(next).is_some_and(|t| sheet.tables.sign(&sheet.text[t.from..]).is_some());
    sign || sheet.marks_at(next).iter().any(|m| matches!(m.mean, Mean::Money(_) | Mean::Unit(_)))
}

/// A national number as it is dialled: in groups, and with the leading zero where numbers have one.
fn looks_dialled(digits: &str, groups: usize, country: Option<&str>) -> bool {
    let zero = digits.starts_with('0') && (9..=11).contains(&digits.len());
    let without_zero =
        matches!(country, Some("ES" | "US" | "CA" | "MX" | "TN" | "SN" | "CI" | "PL" | "PT" | "NO" | "DK"));
    zero || (without_zero && groups >= 3 && digits.len() >= 8)
}

fn messenger(sheet: &Sheet, at: usize, end: usize) -> bool {
    let by_number = ["whatsapp", "telegram", "signal", "viber", "imo", "imessage"];
    sheet.near(at, end, CONTEXT.0, CONTEXT.1).any(|m| matches!(m.mean, Mean::Platform(p) if by_number.contains(&p)))
}

/// The payment service beside a number that knows people by their number.
fn service(sheet: &Sheet, at: usize, end: usize) -> Option<&'static Service> {
    let services = &sheet.tables.services;
    sheet.near(at, end, RAIL.0, RAIL.1).find_map(|mark| match mark.mean {
        Mean::Service(s) if services[s].takes.contains(&Takes::Phone) => Some(&services[s]),
        _ => None,
    })
}

fn keep(sheet: &mut Sheet, at: usize, end: usize, phone: Value, service: Option<&'static Service>) {
    let value = match (phone, service) {
        (Value::Phone { e164 }, Some(service)) => Value::Pay { rail: &service.id, handle: e164 },
        (phone, _) => phone,
    };
    sheet.take(at, end, value);
}
