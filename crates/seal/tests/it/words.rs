//! What the word lists must be so that a code is found again.

use std::collections::HashMap;

use vigie_seal::{ReceiptCode, WordList, fold};

fn list(list: WordList) -> Vec<&'static str> {
    let word = |n: u64| ReceiptCode::parse(&format!("{n:018}")).unwrap().words(list)[5];
    (0..1000).map(word).collect()
}

#[test]
fn no_two_words_of_any_list_are_the_same_when_folded() {
    let mut seen = HashMap::new();
    for language in WordList::ALL {
        for (n, word) in list(language).into_iter().enumerate() {
            if let Some(before) = seen.insert(fold(word), (language, n)) {
                panic!("{language:?} {n} and {before:?} are the same word");
            }
        }
    }
    assert_eq!(seen.len(), 4000);
}

#[test]
fn every_word_is_read_as_one_chunk_and_means_its_line() {
    for language in WordList::ALL {
        for (n, word) in list(language).into_iter().enumerate() {
            assert!(fold(word).chars().all(char::is_alphabetic), "{language:?} {n}");
            let read = ReceiptCode::parse(&format!("000 000 000 000 000 {word}"));
            assert_eq!(read.unwrap().digits(), format!("000 000 000 000 000 {n:03}"), "{language:?} {n}");
        }
    }
}
