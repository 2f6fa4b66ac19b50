//! A code is found again however it was written down, and never mistaken for another.

use vigie_seal::{CodeError, ReceiptCode, WordList, typed_chunk};

use crate::support::Mix;

const DIGITS: &str = "412 087 533 260 914 708";

fn code() -> ReceiptCode {
    ReceiptCode::parse(DIGITS).unwrap()
}

fn reads(typed: &str) {
    assert_eq!(ReceiptCode::parse(typed).map(|code| code.digits()), Ok(DIGITS.to_owned()), "{typed:?}");
}

fn refused(typed: &str) -> CodeError {
    ReceiptCode::parse(typed).unwrap_err()
}

#[test]
fn digits_are_read_in_any_shape_and_grouping() {
    for typed in [
        "412087533260914708",
        "  412-087-533-260-914-708\n",
        "4120 8753 3260 9147 08",
        "4 1 2 0 8 7 5 3 3 2 6 0 9 1 4 7 0 8",
        "412.087.533·260•914,708",
        "٤١٢ ٠٨٧ ٥٣٣ ٢٦٠ ٩١٤ ٧٠٨",
        "۴۱۲ ۰۸۷ ۵۳۳ ۲۶۰ ۹۱۴ ۷۰۸",
        "４１２　０８７　５３３　２６０　９１４　７０８",
        "\u{200f}412\u{200b}087\u{2066}533260\u{2069}914708\u{feff}",
        "My code: 412 087 533 260 914 708".trim_start_matches("My code: "),
    ] {
        reads(typed);
    }
}

#[test]
fn words_of_every_list_are_read_in_any_dress() {
    for list in WordList::ALL {
        let words = code().words(list);
        for separator in [" ", "-", ".", "·", ", ", "\n", " - ", "\u{a0}", "\u{2011}", "\u{3000}", "،", "/"] {
            reads(&words.join(separator));
        }
        reads(&words.join(" ").to_uppercase());
        reads(&format!("\u{202b}{}\u{202c}", words.join(" ")));
        reads(&words.map(|word| word.chars().flat_map(|c| [c, '\u{200c}']).collect::<String>()).join(" "));
        reads(&words.map(unicode_decomposed).join(" "));
        reads(&words.map(vigie_seal::fold).join(" "));
    }
}

fn unicode_decomposed(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    word.nfd().collect()
}

#[test]
fn arabic_vowel_signs_and_letter_variants_are_forgiven() {
    let words = code().words(WordList::Ar);
    reads(&words.map(|word| word.chars().flat_map(|c| [c, '\u{64e}']).collect::<String>()).join(" "));
    reads(&words.map(|word| word.chars().flat_map(|c| [c, '\u{640}']).collect::<String>()).join(" "));
    let variants = |from: &[char], to: &str| words.map(|word| word.replace(from, to)).join(" ");
    reads(&variants(&['أ', 'إ', 'آ', 'ٱ'], "ا"));
    reads(&variants(&['ا'], "أ"));
    reads(&variants(&['ي', 'ى'], "ی"));
    reads(&variants(&['ي'], "ى"));
    reads(&variants(&['ة'], "ه"));
    reads(&variants(&['ك'], "ک"));
}

#[test]
fn words_of_several_lists_and_digits_may_be_mixed() {
    let [en, fr, es, ar] = WordList::ALL.map(|list| code().words(list));
    reads(&[en[0], fr[1], es[2], ar[3], en[4], fr[5]].join(" "));
    reads(&format!("412 {} 533 {} 914 {}", fr[1], ar[3], en[5]));
    reads(&format!("412087 {} 260914708", en[2]));
    reads(&format!("412{}533-260{}708", en[1], es[4]));
}

#[test]
fn order_is_not_forgiven() {
    let mut words = code().words(WordList::En);
    words.swap(0, 5);
    assert_ne!(ReceiptCode::parse(&words.join(" ")).unwrap(), code());
}

#[test]
fn an_unknown_word_is_named_by_its_place() {
    let words = code().words(WordList::Fr);
    let mut typed = words.map(ToOwned::to_owned);
    typed[3] = "Xyzzyx".to_owned();
    let typed = format!(" - {} !", typed.join(", "));
    assert_eq!(refused(&typed), CodeError::UnknownWord { position: 3 });
    assert_eq!(typed_chunk(&typed, 3), Some("Xyzzyx"));
    assert_eq!(typed_chunk(&typed, 6), None);
    let error = refused("my secret words");
    assert!(!format!("{error} {error:?}").contains("secret"), "the error holds nothing that was typed");
}

#[test]
fn what_is_missing_is_counted() {
    let words = code().words(WordList::Es);
    assert_eq!(refused(""), CodeError::Empty);
    assert_eq!(refused(" -·, \u{200b}\u{640}\n"), CodeError::Empty);
    assert_eq!(refused(&words[..5].join(" ")), CodeError::WordCount { got: 5 });
    assert_eq!(refused(&[&words[..], &words[..1]].concat().join(" ")), CodeError::WordCount { got: 7 });
    assert_eq!(refused("412 087 533 260 914 70"), CodeError::DigitCount { got: 17 });
    assert_eq!(refused("412 087 533 260 914 708 1"), CodeError::DigitCount { got: 19 });
    assert_eq!(refused(&format!("41 {} 533", words[1])), CodeError::Mixed);
    assert_eq!(refused(&format!("412 {} 533", words[1])), CodeError::WordCount { got: 3 });
}

#[test]
fn very_long_input_is_refused_and_not_slow() {
    let long = "1".repeat(1_000_000);
    assert_eq!(refused(&long), CodeError::DigitCount { got: 1_000_000 });
    let long = "a\u{301}".repeat(300_000);
    assert_eq!(refused(&long), CodeError::UnknownWord { position: 0 });
}

#[test]
fn the_lowest_and_the_highest_code_are_codes() {
    for digits in ["000 000 000 000 000 000", "999 999 999 999 999 999"] {
        let code = ReceiptCode::parse(digits).unwrap();
        assert_eq!(code.digits(), digits);
        for list in WordList::ALL {
            assert_eq!(ReceiptCode::parse(&code.words(list).join(" ")).unwrap(), code);
        }
    }
}

#[test]
fn random_codes_use_the_whole_range_evenly() {
    let mut rng = Mix(1);
    let mut firsts = [0_u32; 10];
    for _ in 0..100_000 {
        let digits = ReceiptCode::random(&mut rng).digits();
        firsts[usize::from(digits.as_bytes()[0] - b'0')] += 1;
    }
    // 10,000 each; six standard deviations are 570.
    assert!(firsts.iter().all(|count| count.abs_diff(10_000) < 570), "{firsts:?}");
}

/// One of the forgiven ways to write words down.
fn dressed(words: [&str; 6], way: usize) -> String {
    match way {
        0 => words.join(" "),
        1 => words.join("-").to_uppercase(),
        2 => words.join("\u{200f} · "),
        _ => words.map(|word| format!("{word}\u{301}")).join(",\n"),
    }
}

#[test]
fn a_million_codes_are_found_again_in_every_list() {
    let halves: Vec<_> =
        [2_u64, 3].map(|seed| std::thread::spawn(move || round_trips(&mut Mix(seed), 500_000))).into_iter().collect();
    for half in halves {
        half.join().unwrap();
    }
}

fn round_trips(rng: &mut Mix, count: usize) {
    for n in 0..count {
        let code = ReceiptCode::random(rng);
        let typed = match n % 5 {
            0 => code.digits(),
            list => dressed(code.words(WordList::ALL[list - 1]), n / 5 % 4),
        };
        assert_eq!(ReceiptCode::parse(&typed), Ok(code), "{typed}");
    }
}
