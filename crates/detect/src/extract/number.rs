//! Numbers as people write them: digits with their separators, and words.

use super::sheet::{Kind, Sheet};
use super::tables::Mean;

/// A number over the tokens up to `end`.
pub(super) struct Number {
    pub end: usize,
    /// The whole part.
    pub whole: u64,
    /// Digits behind the point, without zeros at the end.
    pub part: String,
    /// Written in words only.
    pub words: bool,
    /// A point or comma with three digits behind it, read as thousands.
    pub grouped_once: Option<String>,
}

impl Number {
    /// The decimal form: `1100`, `9.99`.
    pub fn decimal(&self) -> String {
        if self.part.is_empty() { self.whole.to_string() } else { format!("{}.{}", self.whole, self.part) }
    }

    /// How much it is, cut to the whole.
    fn times(self, factor: u64) -> Option<Self> {
        let digits = factor.checked_ilog10()?;
        let mut part = self.part.clone();
        while part.len() < digits as usize {
            part.push('0');
        }
        let (shift, rest) = part.split_at(digits as usize);
        // Factors are powers of ten here, so the digits only move.
        let moved = if shift.is_empty() { 0 } else { shift.parse::<u64>().ok()? };
        let whole = self.whole.checked_mul(factor)?.checked_add(moved)?;
        Some(Self { whole, part: rest.trim_end_matches('0').to_owned(), grouped_once: None, ..self })
    }
}

/// The number that begins at `at`.
pub(super) fn read(sheet: &Sheet, at: usize) -> Option<Number> {
    let number = match sheet.kind(at)? {
        Kind::Number => digits(sheet, at)?,
        Kind::Word => return words(sheet, at),
        _ => return None,
    };
    if sheet.str(number.end).eq_ignore_ascii_case("k") {
        let end = number.end + 1;
        return number.times(1_000).map(|n| Number { end, ..n });
    }
    // "5 mil", "10 thousand".
    let next = sheet.skip_space(number.end);
    let scale = sheet.marks_at(next).iter().find_map(|m| match m.mean {
        Mean::Number(value @ (1_000 | 1_000_000)) => Some((m.end, value)),
        _ => None,
    });
    match scale {
        Some((end, value)) if next > number.end => number.times(value).map(|n| Number { end, ..n }),
        _ => Some(number),
    }
}

/// `300`, `1,300`, `1.100`, `1 100`, `1'000`, `9,99`, `1.234,56`.
fn digits(sheet: &Sheet, at: usize) -> Option<Number> {
    let first = sheet.str(at);
    if first.len() > 12 {
        return None;
    }
    let mut number = Number { end: at + 1, whole: 0, part: String::new(), words: false, grouped_once: None };
    let (mut whole, mut group) = (first.to_owned(), "");
    while first.len() <= 3 && whole.len() <= 12 {
        let sign = sheet.str(number.end);
        let next = sheet.str(number.end + 1);
        let thousands = matches!(sign, "," | "." | " " | "'") && (group.is_empty() || group == sign);
        if !thousands || next.len() != 3 || sheet.kind(number.end + 1) != Some(Kind::Number) || first == "0" {
            break;
        }
        number.grouped_once = (group.is_empty() && sign == ".").then(|| next.to_owned());
        whole.push_str(next);
        group = sign;
        number.end += 2;
    }
    let (sign, next) = (sheet.str(number.end), sheet.str(number.end + 1));
    let is_part = matches!(sign, "." | ",") && sign != group && sheet.kind(number.end + 1) == Some(Kind::Number);
    if is_part && next.len() <= 8 {
        next.trim_end_matches('0').clone_into(&mut number.part);
        number.grouped_once = None;
        number.end += 2;
    }
    number.whole = whole.parse().ok()?;
    Some(number)
}

/// "two hundred and fifty", "quatre-vingt-dix", "mil quinientos", "خمسة وعشرين".
fn words(sheet: &Sheet, at: usize) -> Option<Number> {
    let (mut end, mut total, mut group) = (at, 0_u64, 0_u64);
    let mut next = at;
    for step in 0..12 {
        let Some((word_end, value)) = number_word(sheet, next, step == 0) else { break };
        if value >= 1_000 {
            total = total.checked_add(group.max(1).checked_mul(value)?)?;
            group = 0;
        } else if value == 100 && (1..10).contains(&group) {
            group *= 100;
        } else if group == 0 || fits(group, value) {
            group += value;
        } else {
            break;
        }
        end = word_end;
        next = skip_join(sheet, end);
    }
    let whole = total.checked_add(group)?;
    (end > at && whole > 0).then_some(Number { end, whole, part: String::new(), words: true, grouped_once: None })
}

/// Whether `value` may be added to what was said: "sixty five", "cent vingt", and in Arabic "five and twenty".
fn fits(group: u64, value: u64) -> bool {
    let rest = group % 100;
    match value {
        1..=9 => rest == 0 || (rest.is_multiple_of(10) && rest >= 20),
        // "soixante-quinze", "quatre-vingt-dix".
        10..=19 => rest == 0 || rest == 60 || rest == 80,
        20..=99 => rest == 0 || rest < 10,
        _ => group < 100 && value < 100,
    }
}

fn number_word(sheet: &Sheet, at: usize, first: bool) -> Option<(usize, u64)> {
    let marks = sheet.marks_at(at);
    let word = marks.iter().filter_map(|m| if let Mean::Number(v) = m.mean { Some((m.end, v)) } else { None });
    // The longest phrase: "quatre-vingt" before "quatre".
    word.max_by_key(|(end, _)| *end).or_else(|| {
        // "a hundred": only before a word that multiplies.
        let end = marks.iter().find(|m| m.mean == Mean::One).filter(|_| first)?.end;
        let next = sheet.marks_at(sheet.skip_space(end));
        next.iter().any(|m| matches!(m.mean, Mean::Number(v) if v >= 100)).then_some((end, 1))
    })
}

/// Behind a space or hyphen and the word "and".
fn skip_join(sheet: &Sheet, at: usize) -> usize {
    let skip = |at: usize| if sheet.is(at, "-") { at + 1 } else { sheet.skip_space(at) };
    let next = skip(at);
    match sheet.marks_at(next).iter().find(|m| m.mean == Mean::Join) {
        Some(join) => skip(join.end),
        None => next,
    }
}
