//! Character folding: one plain form for the many ways to write a letter, with the way back.
//!
//! Compatibility forms, case, accents, vowel marks, invisible characters and the variants of Arabic
//! letters disappear. What needs a second opinion (leet, look-alikes, "d i e") is in `readings`.

use crate::near;
use crate::readings::undone;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Folded text and, for each of its bytes, where it came from.
pub(crate) struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`: start and end of the original character it belongs to. Empty where each byte became one.
    origin: Vec<(usize, usize)>,
    /// What had to be undone, bits of [`undone`].
    pub undone: u16,
}

impl Folded {
    /// Folds a whole text.
    pub fn new(original: &str) -> Self {
        if original.is_ascii() {
            let mut text = original.to_ascii_lowercase();
            if text.contains('`') {
                text = text.replace('`', "'");
            }
            return Self { text, origin: Vec::new(), undone: 0 };
        }
        let mut folded =
            Self { text: String::with_capacity(original.len()), origin: Vec::with_capacity(original.len()), undone: 0 };
        for (start, c) in original.char_indices() {
            let span = (start, start + c.len_utf8());
            if c.is_ascii() {
                folded.text.push(fold_ascii(c));
                folded.origin.push(span);
                continue;
            }
            folded.undone |= hides(c);
            fold_char(c, |out| {
                folded.text.push(out);
                folded.origin.extend(std::iter::repeat_n(span, out.len_utf8()));
            });
        }
        folded
    }

    /// Original span of the non-empty folded byte range `from..to`.
    pub fn original_span(&self, from: usize, to: usize) -> (usize, usize) {
        if self.origin.is_empty() { (from, to) } else { (self.origin[from].0, self.origin[to - 1].1) }
    }
}

/// What a character alone tells about how a text was disguised.
pub(crate) fn hides(c: char) -> u16 {
    match c {
        '\u{0640}' => undone::STRETCHED,
        '\u{00AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180E}'
        | '\u{200B}'..='\u{200D}'
        | '\u{2060}'..='\u{2064}'
        | '\u{3164}'
        | '\u{FEFF}' => undone::INVISIBLE,
        '\u{FF01}'..='\u{FF5E}' | '\u{1D400}'..='\u{1D7FF}' | '\u{1F130}'..='\u{1F189}' | '\u{24B6}'..='\u{24E9}' => {
            undone::STYLED
        }
        _ => 0,
    }
}

/// Folds one word or short field; the way back is not kept.
pub(crate) fn fold_str(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Folds one word or short field behind what is there.
pub(crate) fn fold_into(text: &str, out: &mut String) {
    text.chars().for_each(|c| fold_char(c, |f| out.push(f)));
}

/// The apostrophe all its variants become.
pub(crate) const APOSTROPHE: char = '\'';

fn fold_ascii(c: char) -> char {
    if c == '`' { APOSTROPHE } else { c.to_ascii_lowercase() }
}

fn fold_char(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(fold_ascii(c));
    } else {
        near::fold(c, push);
    }
}

/// Calls back with each character that one folds to, by Unicode's tables.
pub(crate) fn fold_far(c: char, mut push: impl FnMut(char)) {
    if c.is_ascii() {
        push(fold_ascii(c));
        return;
    }
    if matches!(c, '’' | '‘' | 'ʼ' | 'ʹ' | '′' | '´' | 'ʻ' | '‛' | '＇') {
        push(APOSTROPHE);
        return;
    }
    if let Some(pair) = two_letters(c) {
        pair.chars().for_each(push);
        return;
    }
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase() {
            if let Some(plain) = plain_letter(lower) {
                push(plain);
            }
        }
    });
}

/// Letters that are written as two.
fn two_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        _ => return None,
    })
}

/// The plain form of a decomposed lower-case letter; `None` for what is not read at all.
fn plain_letter(c: char) -> Option<char> {
    if is_combining_mark(c) || is_invisible(c) {
        return None;
    }
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' | 'ې' => 'ي',
        'ة' | 'ہ' | 'ھ' | 'ە' | 'ۃ' => 'ه',
        'ک' | 'گ' | 'ڪ' => 'ك',
        'ڤ' => 'ف',
        'پ' => 'ب',
        'چ' => 'ج',
        'ł' => 'l',
        'ø' => 'o',
        'đ' => 'd',
        'ı' => 'i',
        'ɑ' => 'a',
        'ɡ' => 'g',
        other => digit_value(other).map_or(other, |v| char::from(b'0' + v)),
    })
}

/// Zero-width, direction and filler characters, tatweel, and a lone hamza (often left out).
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{0640}' | '\u{0621}' | '\u{115F}' | '\u{1160}' | '\u{17B4}'
        | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}')
}

/// First characters of the runs of ten decimal digits people may have on a keyboard.
const DIGIT_ZEROS: [u32; 19] = [
    0x30, 0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20,
    0x1040, 0x17E0, 0xFF10,
];

/// The value 0 to 9 of a decimal digit in any common script.
pub(crate) fn digit_value(c: char) -> Option<u8> {
    let code = u32::from(c);
    DIGIT_ZEROS.iter().find_map(|zero| {
        let value = code.checked_sub(*zero).filter(|v| *v < 10)?;
        u8::try_from(value).ok()
    })
}

/// Replaces letters that only look Latin by the Latin ones; `None` when nothing was replaced or a
/// letter of another script has no Latin twin.
pub(crate) fn latin_lookalike(word: &str) -> Option<String> {
    let twin = |c: char| if c.is_ascii() { Some(c) } else { latin_twin(c) };
    // Most words that are not Latin have no twin from their first letter on.
    if word.is_ascii() || !word.chars().all(|c| twin(c).is_some()) {
        return None;
    }
    word.chars().map(twin).collect()
}

/// The Latin letter that one of another script looks like.
pub(crate) fn latin_twin(c: char) -> Option<char> {
    Some(match c {
        'а' | 'α' | 'ᴀ' => 'a',
        'в' | 'β' | 'ь' | 'ʙ' => 'b',
        'с' | 'ϲ' | 'ᴄ' => 'c',
        'ԁ' | 'ᴅ' => 'd',
        'е' | 'ε' | 'є' | 'ᴇ' => 'e',
        'ꜰ' => 'f',
        'ɢ' => 'g',
        'һ' | 'н' | 'η' | 'ʜ' => 'h',
        'і' | 'ι' | 'ɪ' => 'i',
        'ј' | 'ᴊ' => 'j',
        'к' | 'κ' | 'ᴋ' => 'k',
        'ӏ' | 'ʟ' => 'l',
        'м' | 'μ' | 'ᴍ' => 'm',
        'п' | 'ɴ' => 'n',
        'о' | 'ο' | 'σ' | 'ᴏ' => 'o',
        'р' | 'ρ' | 'ᴘ' => 'p',
        'ԛ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' | 'ꜱ' => 's',
        'т' | 'τ' | 'ᴛ' => 't',
        'υ' | 'ᴜ' => 'u',
        'ν' | 'ѵ' | 'ᴠ' => 'v',
        'ԝ' | 'ω' | 'ᴡ' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' | 'ʏ' => 'y',
        'ᴢ' => 'z',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn the_way_back_never_turns_round(text in "(?s).{0,60}|[ﷺéÉœßאأُـ\u{200b}\u{202e}𝖉Ｄ٣ aZ'`]{0,40}") {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold_str(&text));
            let origin: Vec<_> = (0..folded.text.len()).map(|at| folded.original_span(at, at + 1)).collect();
            prop_assert!(origin.is_sorted());
            for (start, end) in origin {
                prop_assert!(start < end && text.is_char_boundary(start) && text.is_char_boundary(end));
            }
        }
    }

    #[test]
    fn the_many_shapes_of_a_letter_become_one() {
        assert_eq!(fold_str("ＤÏÉ d\u{200b}ie"), "die die");
        assert_eq!(fold_str("أُريـــد أن أموتَ"), "اريد ان اموت");
        assert_eq!(fold_str("نفسى هویتی کل"), "نفسي هويتي كل");
        assert_eq!(fold_str("can’t ٠٦ ۱۲"), "can't 06 12");
        assert_eq!(latin_lookalike("dіе").as_deref(), Some("die"));
        assert_eq!(latin_lookalike("жизнь"), None);
    }

    #[test]
    fn every_folded_byte_knows_its_original_character() {
        let text = "É ﷺ 𝖉𝖎𝖊 أُ";
        let folded = Folded::new(text);
        for at in 0..folded.text.len() {
            let (start, end) = folded.original_span(at, at + 1);
            assert!(text.is_char_boundary(start) && text.is_char_boundary(end));
        }
    }
}
