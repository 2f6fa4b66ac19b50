//! Choosing a language from an `Accept-Language` header (RFC 9110, section 12.5.4).

use crate::Lang;

/// Entries read from one header. Real browsers send fewer than ten; the rest is noise or an attack.
const MAX_ENTRIES: usize = 32;

/// The wanted language we speak with the highest weight; the earlier one among equals. `None` when there is none.
pub(crate) fn best(header: &str) -> Option<Lang> {
    best_among(header, &Lang::ALL)
}

/// The same among these languages.
pub(crate) fn best_among(header: &str, among: &[Lang]) -> Option<Lang> {
    let mut best: Option<(u16, Lang)> = None;
    for entry in header.split(',').take(MAX_ENTRIES) {
        let Some((weight, lang)) = wanted(entry) else { continue };
        if among.contains(&lang) && best.is_none_or(|(top, _)| weight > top) {
            best = Some((weight, lang));
        }
    }
    best.map(|(_, lang)| lang)
}

/// One entry such as `fr-CH;q=0.8`; `None` for another language, a refused one (`q=0`) or a broken weight.
fn wanted(entry: &str) -> Option<(u16, Lang)> {
    let mut parts = entry.split(';');
    let lang = Lang::parse(parts.next()?)?;
    let mut weight = 1000;
    for parameter in parts {
        let (name, value) = parameter.split_once('=')?;
        if name.trim().eq_ignore_ascii_case("q") {
            weight = thousandths(value.trim())?;
        }
    }
    (weight > 0).then_some((weight, lang))
}

/// A weight from `0` to `1` with at most three decimals, in thousandths.
fn thousandths(value: &str) -> Option<u16> {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1000),
        _ => None,
    }
}
