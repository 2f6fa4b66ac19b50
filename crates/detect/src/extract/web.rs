//! Links and mail addresses, also where the dots and the `@` are hidden.

use super::Value;
use super::sheet::{Kind, Sheet};
use super::tables::{Mean, Takes, Word};
use crate::identifier::{self, link};

/// Longest address that is read, in bytes.
const LONGEST: usize = 2_048;
/// Longest part of a mail address before the `@`, in bytes.
const LOCAL: usize = 64;
/// How far from a mail address the name of a payment service may stand, in tokens.
const CONTEXT: usize = 8;

pub(super) fn find(sheet: &mut Sheet) {
    let mut at = 0;
    while at < sheet.len() {
        let end = match sheet.kind(at) {
            Some(Kind::Word | Kind::Number) => scheme(sheet, at).or_else(|| bare_host(sheet, at)),
            _ => mail(sheet, at),
        };
        at = end.unwrap_or(at).max(at + 1);
    }
}

/// A host as far as it reaches.
struct Host {
    end: usize,
    name: String,
    /// A dot was spoken: "gmail dot com".
    spoken: bool,
}

/// A sign that may be hidden: where it ends, and whether it is a mere word.
struct Hidden {
    end: usize,
    spoken: bool,
}

fn dot(sheet: &Sheet, at: usize) -> Option<Hidden> {
    hidden(sheet, at, (".", Word::Dot, &["d", "o", "t"]))
}

fn at_sign(sheet: &Sheet, at: usize) -> Option<Hidden> {
    hidden(sheet, at, ("@", Word::At, &["a", "t"]))
}

/// A sign as it is, in brackets, as a word, or as the letters of the word one by one.
fn hidden(sheet: &Sheet, at: usize, (sign, word, letters): (&str, Word, &[&str])) -> Option<Hidden> {
    if sheet.is(at, sign) {
        return Some(Hidden { end: at + 1, spoken: false });
    }
    let open = sheet.skip_space(at);
    let close = match sheet.str(open) {
        "[" => "]",
        "(" => ")",
        "{" => "}",
        _ => "",
    };
    if !close.is_empty() {
        let inner = sheet.skip_space(open + 1);
        let end = sheet.skip_space(inner + 1);
        let fits = (sheet.is(inner, sign) || sheet.word(inner, word).is_some()) && sheet.is(end, close);
        return fits.then(|| Hidden { end: sheet.skip_space(end + 1), spoken: false });
    }
    if open == at {
        return None;
    }
    let spelled = || letters.iter().enumerate().all(|(n, letter)| sheet.str(open + 2 * n).eq_ignore_ascii_case(letter));
    let end = match sheet.word(open, word) {
        Some(end) => end,
        None if spelled() => open + 2 * letters.len() - 1,
        None => return None,
    };
    (sheet.kind(end) == Some(Kind::Space)).then_some(Hidden { end: end + 1, spoken: true })
}

/// The host whose first part begins at `at`: two parts or more.
fn host(sheet: &Sheet, at: usize) -> Option<Host> {
    dot(sheet, part_end(sheet, at))?;
    let mut host = Host { end: at, name: String::new(), spoken: false };
    let mut parts = 0;
    loop {
        let end = part_end(sheet, host.end);
        if end == host.end || host.name.len() > 255 {
            break;
        }
        host.name.push_str(sheet.span(host.end, end));
        (host.end, parts) = (end, parts + 1);
        let Some(next) = dot(sheet, end).filter(|d| part_end(sheet, d.end) > d.end) else { break };
        if next.spoken {
            let ending = sheet.str(next.end).to_lowercase();
            if !sheet.tables.is_known_end(&ending) && dot(sheet, part_end(sheet, next.end)).is_none() {
                break;
            }
            host.spoken = true;
        }
        host.name.push('.');
        host.end = next.end;
    }
    let name = host.name.trim_end_matches('.').to_lowercase();
    (parts > 1).then_some(Host { name, ..host })
}

/// The end of a part of a host: letters, digits and hyphens.
fn part_end(sheet: &Sheet, at: usize) -> usize {
    let fits = |t: &usize| sheet.is_text(*t) || (matches!(sheet.str(*t), "-" | "_") && *t > at && sheet.is_text(t + 1));
    (at..sheet.len()).take(64).find(|t| !fits(t)).unwrap_or(sheet.len().min(at + 64))
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn is_ending(end: &str) -> bool {
    (2..=24).contains(&end.len()) && end.chars().all(char::is_alphabetic)
}

/// `https://…`, `hxxp[:]//…`, `tg://…`.
fn scheme(sheet: &mut Sheet, at: usize) -> Option<usize> {
    if !matches!(sheet.str(at + 1), ":" | "[") {
        return None;
    }
    let word = sheet.str(at).to_ascii_lowercase();
    let scheme = match word.as_str() {
        "http" | "hxxp" | "httpx" | "htxp" => "http",
        "https" | "hxxps" | "htxps" => "https",
        "tg" => "tg",
        "whatsapp" => "whatsapp",
        _ => return None,
    };
    let bracket = usize::from(sheet.is(at + 1, "["));
    let slashes = at + 2 + 2 * bracket;
    if !sheet.is(at + 1 + bracket, ":") || !sheet.is(slashes, "/") || !sheet.is(slashes + 1, "/") {
        return None;
    }
    let from = slashes + 2;
    let (mut end, mut name) = (from, String::new());
    if let Some(host) = host(sheet, from) {
        (end, name) = (host.end, host.name);
    }
    let tail = tail_end(sheet, end);
    let address = format!("{scheme}://{name}{}", sheet.span(end, tail));
    let app = matches!(scheme, "tg" | "whatsapp");
    if tail == from || (!app && !name.contains('.')) {
        return Some(tail);
    }
    keep(sheet, at, tail, address);
    Some(tail)
}

/// The end of a path and query, without the punctuation of the sentence around it.
fn tail_end(sheet: &Sheet, at: usize) -> usize {
    let from = sheet.tokens.get(at).map_or(0, |t| t.from);
    let stops = |t: usize| {
        sheet.kind(t) == Some(Kind::Space)
            || matches!(sheet.str(t), "<" | ">" | "\"" | "«" | "»" | "“" | "”" | "،" | "؛" | "`" | "|" | "\\" | "^")
            || sheet.tokens[t].to - from > LONGEST
    };
    let mut end = (at..sheet.len()).find(|t| stops(*t)).unwrap_or(sheet.len());
    while end > at
        && matches!(sheet.str(end - 1), "." | "," | ";" | ":" | "!" | "?" | "؟" | ")" | "]" | "}" | "'" | "*" | "…")
    {
        end -= 1;
    }
    end
}

/// A host without a scheme.
fn bare_host(sheet: &mut Sheet, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map_or("", |b| sheet.str(b));
    if !sheet.is_text(at) || sheet.touches(at) || matches!(before, "@" | "." | "-" | "_" | "/" | "$") {
        return None;
    }
    let host = host(sheet, at)?;
    if at_sign(sheet, host.end).is_some_and(|sign| !sign.spoken) {
        return Some(host.end);
    }
    let has_path = matches!(sheet.str(host.end), "/" | "?") && sheet.kind(host.end + 1) != Some(Kind::Space);
    let tail = if has_path { tail_end(sheet, host.end) } else { host.end };
    let end = ending(&host.name);
    let www = host.name.starts_with("www.");
    let address = format!("{}{}", host.name, sheet.span(host.end, tail));
    let known = !host.spoken && link::read(&address).is_some_and(|found| found.platform.is_some());
    let first = host.name.split('.').next().unwrap_or_default();
    let plain = sheet.tables.is_plain_end(end) && first.len() > 1 && first.chars().any(char::is_alphabetic);
    // "Done.Net" is the end of a sentence; "PAY.COM" is shouting.
    let written = sheet.span(at, host.end);
    let one_case = ending(written) == end || written == written.to_uppercase();
    // "un point de côté": a spoken dot is believed before the endings that everybody says.
    let said = matches!(end, "com" | "net" | "org") && first.len() > 2;
    let fits = if host.spoken { said } else { www || (plain && one_case) };
    if known || fits || (has_path && !host.spoken && sheet.tables.is_known_end(end) && first.len() > 1) {
        keep(sheet, at, tail, address);
        return Some(tail);
    }
    // What is left of a long row of parts is read only once.
    Some(host.end)
}

fn keep(sheet: &mut Sheet, at: usize, end: usize, address: String) {
    let value = match link::read(&address) {
        Some(found) => of_link(found, address),
        None => Value::Url(address),
    };
    sheet.take(at, end, value);
}

fn of_link(found: identifier::Identifier, address: String) -> Value {
    let name = || found.canonical.split_once(':').map_or(found.canonical.clone(), |(_, name)| name.to_owned());
    match (found.kind, found.platform) {
        (identifier::Kind::Account, platform) => Value::Account { platform, name: name() },
        (identifier::Kind::Payment, Some(rail)) => Value::Pay { rail, handle: name() },
        (identifier::Kind::Phone, _) => Value::Phone { e164: found.canonical },
        _ => Value::Url(address),
    }
}

/// `luna@example.org`, "luna [at] example [dot] org".
fn mail(sheet: &mut Sheet, at: usize) -> Option<usize> {
    let sign = at_sign(sheet, at).filter(|_| at > 0)?;
    let begin = local_start(sheet, at);
    let host = host(sheet, sign.end)?;
    let end = ending(&host.name);
    // "Meet me at example.com" is no address: a spoken `@` wants a spoken dot as well.
    let fits = if sign.spoken { host.spoken } else { true };
    let known = !(host.spoken || sign.spoken) || sheet.tables.is_plain_end(end);
    if begin == at || !fits || !known || !is_ending(end) {
        return None;
    }
    let address = format!("{}@{}", sheet.span(begin, at).to_lowercase(), host.name);
    let takes = |mean: Mean| match mean {
        Mean::Service(s) if sheet.tables.services[s].takes.contains(&Takes::Email) => Some(&sheet.tables.services[s]),
        _ => None,
    };
    let service = sheet.near(begin, host.end, CONTEXT, CONTEXT).find_map(|m| takes(m.mean));
    let value = match service {
        Some(service) => Value::Pay { rail: &service.id, handle: address },
        None => Value::Email(address),
    };
    sheet.take(begin, host.end, value);
    Some(host.end)
}

/// Where the part before the `@` begins.
fn local_start(sheet: &Sheet, at: usize) -> usize {
    let fits = |t: usize| sheet.is_text(t) || matches!(sheet.str(t), "." | "_" | "-" | "+" | "%");
    let mut begin = at;
    while begin > 0 && fits(begin - 1) && sheet.tokens[at].from - sheet.tokens[begin - 1].from <= LOCAL {
        begin -= 1;
    }
    while begin < at && !sheet.is_text(begin) {
        begin += 1;
    }
    begin
}
