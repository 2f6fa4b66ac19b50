//! Any text is answered: no panic, honest offsets, same answer, in time.

use crate::{detector, found};
use proptest::prelude::*;
use std::time::Instant;
use vigie_detect::{Detector, LexiconError, identifier};

fn honest(text: &str) {
    let findings = found(text);
    for f in &findings {
        assert!(f.start < f.end && f.end <= text.len());
        assert!(text.is_char_boundary(f.start) && text.is_char_boundary(f.end));
    }
    assert_eq!(findings, found(text));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_is_answered_with_honest_offsets(text in "\\PC{0,80}|(?s).{0,60}") {
        honest(&text);
    }

    #[test]
    fn pieces_of_phrases_in_any_order_are_answered(words in prop::collection::vec(prop::sample::select(vec![
        "i", "want", "to", "die", "d", "i", "e", "can't", "go", "on", "k*ll", "!", "je", "veux", "mourir", "j'", "ﷺ",
        "أُريد", "أن", "أموت", "\u{200b}", "é", "e\u{301}", "diiie", "$uicide", "iwanttodie", ".", "\n", "😢", "ԁіе", "1", "٣",
    ]), 0..40), space in prop::bool::ANY) {
        honest(&words.join(if space { " " } else { "" }));
    }

    #[test]
    fn any_field_is_read_without_panic(place in "(?s).{0,30}", name in "(?s).{0,60}") {
        prop_assert_eq!(identifier::read(&place, &name), identifier::read(&place, &name));
    }

    #[test]
    fn any_link_is_read_without_panic(name in "(https?://)?(www\\.)?(instagram\\.com|t\\.me|wa\\.me|x\\.com|[a-z]{1,6}\\.[a-z]{2,3})[/@?#=+%a-zé0-9.]{0,30}") {
        let read = identifier::read("", &name);
        prop_assert!(read.is_none_or(|i| !i.canonical.is_empty()));
    }
}

#[test]
fn a_hundred_thousand_characters_are_read_in_time() {
    let _ = detector();
    let ordinary = "The dog went home and then I don't know what she wanted to do with all of it, maybe tomorrow. ";
    let texts = [
        ("ordinary", ordinary),
        ("phrases", "i can't go on i want to die je veux pas mourir no puedo mas اريد ان اموت "),
        ("single letters", "i w a n t t o d i e "),
        ("one letter", "i "),
        ("leads without end", "my friend he said i don't want to just really "),
        ("one long word", "iwanttodie"),
        ("signs", "k*l!l$ "),
        ("arabic", "ما أقدر أكمل وأنا أبي أن "),
    ];
    for (name, piece) in texts {
        let text: String = piece.chars().cycle().take(100_000).collect();
        let start = Instant::now();
        let count = found(&text).len();
        let took = start.elapsed();
        println!("{name}: 100,000 characters in {took:?}, {count} findings");
        // Generous: other work may share the machine. The printed figures are the ones to read.
        assert!(took.as_secs() < 5, "{name}: {took:?}");
    }
}

#[test]
fn a_broken_lexicon_is_refused_with_the_rule_named() {
    let rule = |id: &str, phrase: &str| {
        format!("[[rule]]\nid = \"{id}\"\nphrase = \"{phrase}\"\nlevel = \"own\"\nwhy = \"w\"\nhits = []\n")
    };
    for phrase in ["", "(a|b", "a)", "* a", "?a", "{none} a", "a & b", "!(a b"] {
        let text = rule("xx-sh-001", phrase);
        assert!(matches!(Detector::from_lexicons(&[("xx", &text)]), Err(LexiconError::Phrase { .. })), "{phrase}");
    }
    let twice = rule("xx-sh-001", "a") + &rule("xx-sh-001", "b");
    assert!(matches!(Detector::from_lexicons(&[("xx", &twice)]), Err(LexiconError::Id { .. })));
    assert!(matches!(Detector::from_lexicons(&[("yy", &rule("xx-sh-001", "a"))]), Err(LexiconError::Id { .. })));
    assert!(matches!(Detector::from_lexicons(&[("xx", "not toml")]), Err(LexiconError::Toml { .. })));
}

#[test]
fn the_syntax_means_what_the_readme_says() {
    let rule = |phrase: &str| {
        format!(
            "[words]\npet = \"cat|small dog\"\n[[rule]]\nid = \"xx-sh-001\"\nphrase = \"{phrase}\"\nlevel = \"own\"\nwhy = \"w\"\nhits = []\n"
        )
    };
    for (phrase, hit, miss) in [
        ("my {pet} sleeps", "my small dog sleeps", "my dog sleeps"),
        ("a ?(very|really) big cat", "a cat? a big cat", "a very very big cat"),
        ("red * car", "red and old car", "red and very old car"),
        ("red * car", "red car", "red. Old car"),
        ("red ** car", "red one two three four five car", "red one two three four five six car"),
        ("sing~ now", "singing now", "song now"),
        ("# cats", "12 cats", "twelve cats"),
        ("^ bye $", "well. bye! ok", "bye all"),
        ("cut !(hair|off) now", "cut now", "cut off now"),
        ("cut !(my hair|off) now", "cut now", "cut my hair now"),
        ("cut !(my hair|off)", "cut my arm", "cut my hair"),
        ("!(no|#) cats", "two cats", "5 cats"),
        ("l'eau", "l eau", "le eau"),
    ] {
        let detector = Detector::from_lexicons(&[("xx", &rule(phrase))]).expect(phrase);
        assert_eq!(detector.self_harm(hit).len(), 1, "{phrase} should find: {hit}");
        assert!(detector.self_harm(miss).is_empty(), "{phrase} should leave: {miss}");
    }
}
