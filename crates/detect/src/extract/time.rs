//! Deadlines: a duration that somebody is given. A duration alone is none, unless it is a sentence of its own.

use super::Value;
use super::number;
use super::sheet::{Kind, Sheet};
use super::tables::{Mean, Word};

/// Longest deadline, in seconds: a year. More is not said in a threat.
const LONGEST: u64 = 366 * 86_400;

pub(super) fn find(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let end = if sheet.free(at, at + 1) { tomorrow(sheet, at).or_else(|| given(sheet, at)) } else { None };
        at = end.unwrap_or(at).max(at + 1);
    }
}

fn tomorrow(sheet: &mut Sheet, at: usize) -> Option<usize> {
    let found = sheet.marks_at(at).iter().find_map(|m| match m.mean {
        Mean::Tomorrow(seconds) => Some((m.end, seconds)),
        _ => None,
    });
    let (end, seconds) = found?;
    sheet.take(at, end, Value::Deadline { seconds });
    Some(end)
}

fn given(sheet: &mut Sheet, at: usize) -> Option<usize> {
    // "14:30h" is a time of the day.
    let goes_on = at > 1 && matches!(sheet.str(at - 1), ":" | "." | ",") && sheet.kind(at - 2) == Some(Kind::Number);
    if sheet.touches(at) || goes_on {
        return None;
    }
    let (end, seconds, bare) = duration(sheet, at)?;
    let before = sheet.follows(Word::Before, at);
    let denied = sheet.follows(Word::Never, at) || behind(sheet, end, Word::Never);
    let framed = before || (!bare && (behind(sheet, end, Word::After) || alone(sheet, at, end)));
    if framed && !denied && (1..=LONGEST).contains(&seconds) {
        sheet.take(at, end, Value::Deadline { seconds });
    }
    Some(end)
}

/// A duration at `at`: its end, its seconds, and whether it has no number.
fn duration(sheet: &Sheet, at: usize) -> Option<(usize, u64, bool)> {
    let Some((mut end, mut seconds)) = single(sheet, at) else { return fixed(sheet, at) };
    // "1 h 30", "2 hours and 15 minutes".
    let mut next = sheet.skip_space(end);
    if let Some(join) = sheet.marks_at(next).iter().find(|m| m.mean == Mean::Join) {
        next = sheet.skip_space(join.end);
    }
    if let Some((second_end, more)) = single(sheet, next).filter(|(_, more)| *more < seconds) {
        (end, seconds) = (second_end, seconds.checked_add(more)?);
    } else if seconds % 3_600 == 0
        && seconds < 86_400
        && sheet.str(end).len() == 2
        && sheet.kind(end) == Some(Kind::Number)
    {
        let minutes: u64 = sheet.str(end).parse().ok().filter(|minutes| *minutes < 60)?;
        (end, seconds) = (end + 1, seconds + 60 * minutes);
    }
    Some((end, seconds, false))
}

/// A number and its unit.
fn single(sheet: &Sheet, at: usize) -> Option<(usize, u64)> {
    let number = number::read(sheet, at)?;
    if sheet.str(number.end).starts_with(['.', ',', ':']) || !number.part.is_empty() && number.part != "5" {
        return None;
    }
    let unit_at = sheet.skip_space(number.end);
    let unit = |at: usize| {
        let units = sheet.marks_at(at).iter();
        units.filter_map(|m| if let Mean::Unit(s) = m.mean { Some((m.end, s)) } else { None }).max_by_key(|u| u.0)
    };
    // "the next 24 full hours" is not read; "24-hour" is.
    let (end, seconds) = unit(unit_at).or_else(|| unit(unit_at + 1).filter(|_| sheet.is(unit_at, "-")))?;
    let half = if number.part == "5" { seconds / 2 } else { 0 };
    let glued = sheet.is_text(end) && sheet.kind(end) == Some(Kind::Word);
    (!glued).then_some((end, number.whole.checked_mul(seconds)?.checked_add(half)?))
}

/// "half an hour", "ساعتين"; without a number "the hour", "ساعة".
fn fixed(sheet: &Sheet, at: usize) -> Option<(usize, u64, bool)> {
    let found = sheet.marks_at(at).iter().filter_map(|m| match m.mean {
        Mean::Fixed(seconds) => Some((m.end, seconds, false)),
        Mean::Bare(seconds) => Some((m.end, seconds, true)),
        _ => None,
    });
    found.max_by_key(|(end, _, bare)| (*end, !*bare))
}

/// A phrase of this kind stands right behind, with at most a sign between.
fn behind(sheet: &Sheet, end: usize, word: Word) -> bool {
    let next = sheet.skip_space(end);
    let signed = sheet.skip_space(next + 1);
    let sign = matches!(sheet.str(next), "," | "." | "،" | "-");
    sheet.word(next, word).is_some() || (sign && word == Word::After && sheet.word(signed, word).is_some())
}

/// The duration is a sentence of its own: "24 hours."
fn alone(sheet: &Sheet, at: usize, end: usize) -> bool {
    let edge = |at: usize| {
        let sign = sheet.kind(at) == Some(Kind::Sign)
            && !matches!(sheet.str(at), "'" | "/" | "&" | "+" | "-" | "(" | "\"" | "#");
        sign || sheet.str(at).contains('\n')
    };
    let begins = at == 0 || edge(at - 1) || sheet.before(at).is_none_or(edge);
    let next = sheet.skip_space(end);
    // "One day, …" begins a story.
    begins && (next >= sheet.len() || (edge(next) && !matches!(sheet.str(next), "," | "،" | ":")))
}
