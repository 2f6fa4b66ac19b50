//! Messages and conversations: whatever is written, the answer is honest about where it stands, and the same again.

use crate::detector;
use proptest::prelude::*;
use vigie_detect::Detector;
use vigie_detect::coercion::{Reading, Role, State, StateError};

fn read(text: &str) -> Reading {
    detector().message(text, "en")
}

fn honest(text: &str) {
    let reading = read(text);
    for element in &reading.elements {
        assert!(element.start < element.end && element.end <= text.len(), "{element:?} in {text:?}");
        assert!(text.is_char_boundary(element.start) && text.is_char_boundary(element.end));
    }
    assert!(reading.urgency <= 3 && reading.score <= 1000);
    assert_eq!(reading.alarm, reading.role == Role::Offender);
    assert_eq!(reading, read(text));
}

/// What threats are made of, and what hides them.
const PIECES: [&str; 28] = [
    "pay",
    "300",
    "or",
    "i",
    "send",
    "it",
    "to",
    "your",
    "mother",
    "the",
    "video",
    "everyone",
    "sees",
    "\u{200b}",
    "p4y",
    "s e n d",
    "📸",
    "💰",
    "ou",
    "j'envoie",
    "tes",
    "amis",
    "o",
    "tus",
    "أو",
    "أرسل",
    "لأهلك",
    "\"",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_message_is_answered_with_honest_places(text in "\\PC{0,80}|(?s).{0,60}") {
        honest(&text);
    }

    #[test]
    fn parts_of_threats_in_any_order_are_answered(words in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..30)) {
        honest(&words.join(" "));
    }

    #[test]
    fn any_bytes_are_a_state_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(mut state) = State::from_bytes(&bytes) {
            state.turn(detector(), "A", "pay or i post it", "en");
            prop_assert!(state.to_bytes().len() < 4096);
        }
    }

    #[test]
    fn a_conversation_goes_on_from_its_bytes_as_if_it_had_not_stopped(
        turns in prop::collection::vec(("[A-I]", prop::collection::vec(prop::sample::select(&PIECES[..]), 0..12)), 1..40),
    ) {
        let (mut kept, mut whole) = (State::default(), State::default());
        for (speaker, words) in &turns {
            let text = words.join(" ");
            let expected = whole.turn(detector(), speaker, &text, "en");
            let mut again = State::from_bytes(&kept.to_bytes()).expect("its own bytes");
            prop_assert_eq!(again.turn(detector(), speaker, &text, "en"), expected);
            kept = again;
            prop_assert!(kept.to_bytes().len() < 4096);
        }
        prop_assert_eq!(kept.summary(), whole.summary());
    }
}

#[test]
fn a_state_of_another_version_and_a_cut_one_are_told_apart() {
    let mut bytes = State::default().to_bytes();
    assert_eq!(State::from_bytes(&bytes[..bytes.len() - 1]), Err(StateError::Damaged));
    assert_eq!(State::from_bytes(&[]), Err(StateError::Damaged));
    bytes.push(0);
    assert_eq!(State::from_bytes(&bytes), Err(StateError::Damaged));
    bytes[0] = 99;
    assert_eq!(State::from_bytes(&bytes), Err(StateError::Version));
}

#[test]
fn a_plea_later_does_not_turn_the_role_around_and_compliance_makes_it_urgent() {
    let mut state = State::default();
    let mut say = |speaker: &str, text: &str| state.turn(detector(), speaker, text, "en").alarm;
    assert!(!say("A", "do you use snapchat? rather chat in private"));
    assert!(say("A", "pay 200 in gift cards or i send the video to your mother"));
    assert!(!say("B", "please don't, i am scared, what do i do"));
    assert!(!say("B", "i paid you"));
    assert!(say("A", "another 300 or your friends get the video"));
    let sum = state.summary();
    assert_eq!((sum.onset, sum.first_risk, sum.urgency), (Some(1), Some(0), 3));
}

#[test]
fn a_threat_at_the_end_of_a_long_text_has_its_place_there() {
    let threat = "pay 300 in gift cards or i send the video to your mother";
    let text = format!("{}{threat}", "see you at the pool tomorrow. ".repeat(3_000));
    let reading = read(&text);
    assert!(reading.alarm);
    let from = text.len() - threat.len();
    assert!(
        reading.elements.iter().any(|e| e.start == from && text[e.start..e.end].starts_with("pay 300")),
        "{reading:?}"
    );
}

#[test]
fn disguises_are_undone_and_named() {
    let plain = read("pay 300 in gift cards or i send the video to your mother");
    assert!(plain.alarm && plain.evasions.is_empty(), "{plain:?}");
    for (text, evasion) in [
        ("p4y 300 1n g1ft c4rds or i s3nd the v1d30 to y0ur m0ther", "leet"),
        ("рау 300 in gift cards or i sеnd thе vidео to yоur mothеr", "homoglyph"),
        ("p\u{200b}ay 300 in gift ca\u{2060}rds or i se\u{200b}nd the video to your mother", "zero_width"),
        ("p a y 300 in gift cards or i s e n d the v.i.d.e.o to your mother", "spacing"),
        ("pay 300 in gift cards or i send the 📹 to your mother", "emoji"),
    ] {
        let read = read(text);
        assert!(read.alarm && read.evasions.contains(&evasion), "{text}: {read:?}");
    }
}

#[test]
fn an_error_in_a_lexicon_names_the_rule_and_what_to_write() {
    let rule = |phrase: &str| {
        format!("[[rule]]\nid = \"en-x-1\"\nphrase = \"{phrase}\"\ncue = \"plea\"\nwhy = \"w\"\nhits = [\"h\"]\n")
    };
    let error = |text: &str| Detector::from_lexicons(&[("en", text)]).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(error(&rule("(a|b")).contains("en-x-1: a bracket is not closed"));
    assert!(error(&rule("{nothing} a")).contains("an unknown word set or concept"));
    assert!(error("[concepts]\na = \"{b} x\"\nb = \"{a} y\"\n").contains("is made of itself"));
    assert!(error("[[rule]]\nid = 7\n").contains("line 2"));
}

#[test]
fn a_wish_to_die_is_told_whatever_stands_around_it() {
    for text in [
        "I want to die. I went to school today and we had maths and then sports. after that I walked home with Lea and we had ice \
         cream. tomorrow there is a test in biology.",
        "je veux mourir. aujourd'hui on a eu maths puis sport. après je suis rentré avec Léa et on a mangé une glace. demain y a \
         contrôle de bio.",
        "ya no quiero vivir. hoy fuimos a la escuela y tuvimos mates y luego deporte. después caminé a casa con Lea y comimos \
         helado. mañana hay examen de biología.",
        "أريد أن أموت. اليوم كان عندنا رياضيات وبعدها رياضة. رجعت البيت مع صديقتي وأكلنا بوظة. بكرا عندنا امتحان أحياء.",
    ] {
        let reading = detector().message(text, "en");
        assert!(reading.self_harm && reading.urgency == 3, "{text} {reading:?}");
    }
}

#[test]
fn one_word_alone_is_no_threat() {
    for text in ["حفظتها", "saved", "guardado"] {
        assert!(!detector().message(text, "en").alarm, "{text}");
    }
}
