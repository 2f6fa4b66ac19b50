//! Amounts of money: a number beside a currency, a coin, a way to pay, or a word that asks for money.

use super::Value;
use super::number::{self, Number};
use super::sheet::{Kind, Sheet};
use super::tables::{Currency, Mean, Word};

/// How far from an amount in a word of two meanings (pounds) a word for paying may stand, in tokens.
const CONTEXT: usize = 12;

pub(super) fn find(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let end = if sheet.free(at, at + 1) { before(sheet, at).or_else(|| behind(sheet, at)) } else { None };
        at = match end {
            Some((end, value)) => {
                sheet.take(at, end, value);
                end
            }
            None => at + 1,
        };
    }
}

type Found = Option<(usize, Value)>;

/// `$300`, `USD 300`, `EUR300`.
fn before(sheet: &Sheet, at: usize) -> Found {
    if sheet.touches(at) {
        return None;
    }
    let rest = &sheet.text[sheet.tokens[at].from..];
    let start = sheet.tokens[at].from;
    let sign = sheet.tables.sign(rest).map(|(money, len)| (start + len, unit(sheet, money)));
    let code = || sheet.tables.code(sheet.str(at)).map(|code| (sheet.tokens[at].to, Unit::Code(upper(code))));
    let (stop, mut unit) = sign.or_else(code)?;
    let from = (at..sheet.len()).find(|t| sheet.tokens[*t].from >= stop)?;
    let from = sheet.skip_space(from);
    let number = number::read(sheet, from).filter(|n| !n.words && sheet.free(at, n.end) && is_whole(sheet, n.end))?;
    // "$300 USD": the code behind it knows better.
    let (mut end, next) = (number.end, sheet.skip_space(number.end));
    if let Some(code) = sheet.tables.code(sheet.str(next)) {
        (end, unit) = (next + 1, Unit::Code(upper(code)));
    }
    Some((end, amount(&number, unit)))
}

/// `300€`, `300 euros`, `450 en crypto`, `pay 300`.
fn behind(sheet: &Sheet, at: usize) -> Found {
    let before = at.checked_sub(1).map_or("", |b| sheet.str(b));
    if sheet.touches(at) || matches!(before, "#" | ":" | "/" | "_" | "@" | "." | ",") && !ends_word(sheet, at) {
        return None;
    }
    let number = number::read(sheet, at).filter(|n| sheet.free(at, n.end))?;
    let next = sheet.skip_space(number.end);
    if let Some((end, currency)) = currency(sheet, at, next) {
        // "70 eur0s": what is written onto the word belongs to it.
        let end = if sheet.is_text(end - 1) { sheet.run_end(end) } else { end };
        let short = number.words && number.whole == 1;
        return (!short).then(|| (end, amount(&number, currency)));
    }
    let stands = !number.words && (number.whole >= 10 || !number.part.is_empty()) && is_whole(sheet, number.end);
    let asked = stands && asked(sheet, at, &number);
    let paid_by = stands && paid_by(sheet, next);
    (asked || paid_by).then(|| (number.end, Value::Amount { value: number.decimal(), currency: None }))
}

/// The sign before `at` ends a word or sentence and does not belong to the number.
fn ends_word(sheet: &Sheet, at: usize) -> bool {
    matches!(sheet.str(at - 1), ":" | "," | ".") && at > 1 && sheet.kind(at - 2) != Some(Kind::Number)
}

/// Which currency an amount has: known, one of several, or a coin.
#[derive(Clone, Copy)]
enum Unit {
    Code(&'static str),
    Coin(Option<&'static str>),
    Open,
}

/// The currency that begins at `at`, behind a number that begins at `number`.
fn currency(sheet: &Sheet, number: usize, at: usize) -> Option<(usize, Unit)> {
    let text = sheet.tokens.get(at).map(|t| &sheet.text[t.from..])?;
    if let Some((money, len)) = sheet.tables.sign(text).filter(|_| sheet.kind(at) == Some(Kind::Sign)) {
        // "5 $luna": a sign before letters belongs to them.
        let end = at + 1;
        let lone = len == sheet.str(at).len() && sheet.kind(end) != Some(Kind::Word);
        return lone.then(|| (end, unit(sheet, money)));
    }
    if let Some(code) = sheet.tables.code(sheet.str(at)) {
        return Some((at + 1, Unit::Code(upper(code))));
    }
    let currencies = &sheet.tables.currencies;
    let mark = sheet.marks_at(at).iter().filter(|m| matches!(m.mean, Mean::Money(_))).max_by_key(|m| m.end)?;
    let Mean::Money(money) = mark.mean else { return None };
    let paying = || {
        sheet.has_near(Word::Pay, (number, mark.end), CONTEXT, CONTEXT)
            || sheet.has_near(Word::Demand, (number, mark.end), CONTEXT, 0)
    };
    // A word of two meanings, and a coin without a name of its own, need more.
    if sheet.tables.is_weak(sheet.span(at, mark.end)) && !paying() {
        return None;
    }
    (sheet.kind(mark.end) != Some(Kind::Number) || !currencies[money].coin).then(|| (mark.end, unit(sheet, money)))
}

fn unit(sheet: &Sheet, money: usize) -> Unit {
    let currency: &'static Currency = &sheet.tables.currencies[money];
    match currency.code(sheet.hint) {
        code if currency.coin => Unit::Coin(code),
        Some(code) => Unit::Code(code),
        None => Unit::Open,
    }
}

/// The code in capitals, out of the table.
fn upper(code: &'static str) -> &'static str {
    super::tables::tables().code(&code.to_ascii_uppercase()).unwrap_or(code)
}

fn amount(number: &Number, unit: Unit) -> Value {
    let value = match (&unit, &number.grouped_once) {
        // "2.125 BTC": coins have many digits behind the point.
        (Unit::Coin(_), Some(part)) => {
            let whole = number.whole / 1_000;
            let part = part.trim_end_matches('0');
            if part.is_empty() { whole.to_string() } else { format!("{whole}.{part}") }
        }
        _ => number.decimal(),
    };
    let currency = match unit {
        Unit::Code(code) | Unit::Coin(Some(code)) => Some(code),
        Unit::Coin(None) | Unit::Open => None,
    };
    Value::Amount { value, currency }
}

/// The number does not go on as something else: a time, a share, a word.
fn is_whole(sheet: &Sheet, end: usize) -> bool {
    let goes_on = matches!(sheet.str(end), ":" | "/" | "." | "," | "-") && sheet.is_text(end + 1);
    !sheet.is_text(end) && !goes_on && !sheet.is(end, "%") && !sheet.is(end, "°")
}

/// "450 en crypto", "120 cashapp", "80 in vouchers".
fn paid_by(sheet: &Sheet, at: usize) -> bool {
    let link = sheet.word(at, Word::Into);
    let from = link.map_or(at, |end| sheet.skip_space(end));
    sheet.marks_at(from).iter().any(|mark| match mark.mean {
        Mean::Money(money) => sheet.tables.currencies[money].coin,
        Mean::Service(service) => sheet.tables.services[service].sure,
        Mean::Card(card) => sheet.tables.cards[card].sure && link.is_some(),
        Mean::Word(Word::Gift | Word::Voucher) => link.is_some(),
        _ => false,
    })
}

/// "pay 300", "mon prix c'est 300": right behind a demand, and not so many of something.
fn asked(sheet: &Sheet, at: usize, number: &Number) -> bool {
    let next = sheet.skip_space(number.end);
    let ends = next >= sheet.len() || sheet.kind(next) == Some(Kind::Sign) || sheet.str(number.end).contains('\n');
    let goes_on = ends || sheet.word(next, Word::Go).is_some();
    goes_on && sheet.follows(Word::Demand, at)
}
