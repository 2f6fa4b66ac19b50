//! Folding: what different keyboards, phones and hands make of the same word becomes one spelling.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The spelling words are compared in: compatibility forms, case, accents, Arabic vowel signs,
/// tatweel and letter variants, invisible marks and the script of digits no longer matter.
///
/// Spaces and punctuation stay. Folding twice changes nothing more.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if is_combining_mark(c) || is_invisible(c) {
            continue;
        }
        match plain_letters(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(plain_digit(c).unwrap_or(c)),
        }
    }
    out
}

/// Marks that are not seen: joiners, directions, byte order, soft hyphen, tatweel.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// Letters that are a variant of others and that decomposition leaves alone.
const fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        // alef wasla
        '\u{671}' => "\u{627}",
        // alef maqsura, Persian, Kurdish and Urdu ya
        '\u{649}' | '\u{6cc}' | '\u{6ce}' | '\u{6d2}' => "\u{64a}",
        // ta marbuta, heh goal, ae
        '\u{629}' | '\u{6c1}' | '\u{6c3}' | '\u{6d5}' | '\u{6be}' => "\u{647}",
        // Persian and Moroccan kaf
        '\u{6a9}' | '\u{6aa}' => "\u{643}",
        _ => return None,
    })
}

/// A decimal digit of another script as ASCII. Full-width ones were decomposed before.
fn plain_digit(c: char) -> Option<char> {
    // Arabic-Indic, Persian, Devanagari, Bengali: zero of each; the other nine follow.
    const ZEROS: [u32; 4] = [0x660, 0x6f0, 0x966, 0x9e6];
    let code = u32::from(c);
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}
