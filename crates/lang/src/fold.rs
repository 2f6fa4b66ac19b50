//! Bringing text to its bare words, so that a search cannot be dodged by capitals, accents, quotes or markup.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower-case words without accents, vowel signs or punctuation, each with one space before and one after the last:
/// `"C'est ÉCRIT."` becomes `" c est ecrit "`. Character references of HTML are read as what they stand for.
pub(crate) fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(' ');
    for c in decode(text).nfkd().filter(|c| !vanishes(*c)).flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    if !out.ends_with(' ') {
        out.push(' ');
    }
    out
}

/// `text` with HTML tags replaced by spaces. Not a sanitiser: it only serves searching.
pub(crate) fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let is_tag = from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        if let Some(end) = from.find('>').filter(|_| is_tag) {
            out.push(' ');
            rest = &from[end + 1..];
        } else {
            out.push('<');
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Marks, invisible characters and the Arabic lengthening stroke carry no word.
fn vanishes(c: char) -> bool {
    is_combining_mark(c)
        || matches!(c, '\u{00AD}' | '\u{0640}' | '\u{FEFF}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}')
}

/// Numeric character references and the named ones that templates write, decoded.
fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        // The longest name we know has six letters; a far `;` belongs to something else.
        let end = from.bytes().take(10).position(|b| b == b';');
        if let Some((end, c)) = end.and_then(|end| Some((end, reference(&from[1..end])?))) {
            out.push(c);
            rest = &from[end + 1..];
        } else {
            out.push('&');
            rest = &from[1..];
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" | "rsquo" | "lsquo" => Some('\''),
        "nbsp" => Some(' '),
        _ => None,
    }
}
