//! Accounts by name: `@luna`, `snap: luna.x`, `$cashtag`.

use super::Value;
use super::sheet::Sheet;
use super::tables::{Mean, Service, Takes, Word};
use crate::identifier::platform;

/// How long a name is, in characters.
const NAME: std::ops::RangeInclusive<usize> = 3..=32;
/// How far from an `@name` the platform or service may be named, in tokens.
const CONTEXT: usize = 7;
/// How far from a `$name` Cash App may be named, in tokens.
const CASHTAG: usize = 16;

pub(super) fn find(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let end = match sheet.str(at) {
            "@" => at_name(sheet, at),
            "$" => cashtag(sheet, at),
            _ => labelled(sheet, at),
        };
        at = end.unwrap_or(at).max(at + 1);
    }
}

/// The name that begins at `at`: its end and the name in small letters.
fn name(sheet: &Sheet, at: usize, signs: &[&str]) -> Option<(usize, String)> {
    let mut end = at;
    while end < sheet.len() && end < at + 40 {
        let joins = signs.contains(&sheet.str(end)) && (sheet.is_text(end + 1) || sheet.is(end, "_"));
        let letters = sheet.is_text(end) && sheet.str(end).is_ascii();
        if !joins && !letters {
            break;
        }
        end += 1;
    }
    let name = sheet.span(at, end).to_lowercase();
    (NAME.contains(&name.len()) && name.chars().any(char::is_alphabetic)).then_some((end, name))
}

fn at_name(sheet: &mut Sheet, at: usize) -> Option<usize> {
    if sheet.touches(at) || at.checked_sub(1).is_some_and(|b| matches!(sheet.str(b), "@" | "." | "_" | "-")) {
        return None;
    }
    let (end, name) = name(sheet, at + 1, &[".", "_", "-"])?;
    let value = match beside(sheet, at, end) {
        Some(Beside::Service(service)) => Value::Pay { rail: &service.id, handle: name },
        Some(Beside::Platform(platform)) => Value::Account { platform: Some(platform), name },
        None => Value::Account { platform: None, name },
    };
    sheet.take(at, end, value);
    Some(end)
}

enum Beside {
    Service(&'static Service),
    Platform(&'static str),
}

/// What the words beside a name say it belongs to; the nearest says most, one before it more than one behind.
fn beside(sheet: &Sheet, at: usize, end: usize) -> Option<Beside> {
    let services = &sheet.tables.services;
    let found = sheet.near(at, end, CONTEXT, CONTEXT).filter_map(|mark| {
        let distance = if mark.end <= at { at - mark.end } else { mark.at - end + 1 };
        match mark.mean {
            Mean::Service(s) if services[s].takes.contains(&Takes::At) => {
                Some((distance, Beside::Service(&services[s])))
            }
            Mean::Platform(p) if !platform::pays(p) && p != "sms" => Some((distance, Beside::Platform(p))),
            _ => None,
        }
    });
    // A service first: its name is a platform's name too.
    found.min_by_key(|(distance, what)| (*distance, matches!(what, Beside::Platform(_)))).map(|(_, what)| what)
}

/// `$luna22`, when Cash App is named near it or money is to go "to" it. Without either it is a price or a word with a sign.
fn cashtag(sheet: &mut Sheet, at: usize) -> Option<usize> {
    if sheet.touches(at) || !sheet.str(at + 1).starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (end, name) = name(sheet, at + 1, &["_", "-"])?;
    let takes =
        |mean: Mean| matches!(mean, Mean::Service(s) if sheet.tables.services[s].takes.contains(&Takes::Cashtag));
    let named = sheet.near(at, end, CASHTAG, CASHTAG).any(|m| takes(m.mean));
    let sent = sheet.follows(Word::To, at) && sheet.has_near(Word::Pay, (at, end), 8, 0) && name.len() > 4;
    if named || sent {
        sheet.take(at, end, Value::Pay { rail: "cashapp", handle: name });
    }
    Some(end)
}

/// "snap: luna.x", `my insta is luna_x22`: a platform, and a name that looks like one.
fn labelled(sheet: &mut Sheet, at: usize) -> Option<usize> {
    let mark = sheet.marks_at(at).iter().find(|m| matches!(m.mean, Mean::Platform(_)))?;
    let (Mean::Platform(platform), label_end) = (mark.mean, mark.end) else { return None };
    if platform::pays(platform) || platform == "sms" || sheet.touches(at) {
        return None;
    }
    let colon_end = |at: usize| matches!(sheet.str(at), ":" | "=").then(|| sheet.skip_space(at + 1));
    let mut from = sheet.skip_space(label_end);
    let named = sheet.word(from, Word::NameIs).map(|end| sheet.skip_space(end));
    let colon = colon_end(named.unwrap_or(from));
    from = colon.or(named).unwrap_or(from);
    if from == label_end || !sheet.is_text(from) {
        return None;
    }
    let (end, name) = name(sheet, from, &[".", "_", "-"])?;
    let letters = name.chars().filter(char::is_ascii_alphabetic).count();
    // "face 5.Terror" is a list and "of us.LET" two sentences.
    let signs = |c: char| c == '_' || c.is_ascii_digit() || (c == '.' && (colon.is_some() || named.is_some()));
    let odd = name.contains(signs) && letters > 2 && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    // Behind a colon a plain word may be a name, if the line holds nothing else.
    let alone =
        colon.is_some() && sheet.tokens.get(end).is_none_or(|_| sheet.str(end).contains('\n') || sheet.is(end, ","));
    if !(odd || (alone && sheet.marks_at(from).is_empty())) {
        return None;
    }
    sheet.take(from, end, Value::Account { platform: Some(platform), name });
    Some(end)
}
