//! Telephone numbers as typed.

/// Canonical form of a telephone number: `+` and digits when it begins with `+` or `00`, else
/// `national:` and digits. `None` when the text is not a number of 6 to 15 digits.
///
/// Digits must already be ASCII. A national number stays national: which country it belongs to
/// is not known here.
pub(super) fn read(text: &str) -> Option<String> {
    // "+33 (0)6 12": the zero in brackets is only dialled inside the country.
    let text = text.trim().replace("(0)", "");
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '.' | '(' | ')' | '/' | '‐' | '–');
    if !text.chars().all(allowed)
        || text.chars().skip(1).filter(|c| *c == '+').count() > usize::from(text.starts_with('('))
    {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let international = text.trim_start_matches(['(', ' ']).starts_with('+');
    let (prefix, digits) = match digits.strip_prefix("00") {
        _ if international => ("+", digits.as_str()),
        Some(rest) => ("+", rest),
        None => ("national:", digits.as_str()),
    };
    (6..=15).contains(&digits.len()).then(|| format!("{prefix}{digits}"))
}
