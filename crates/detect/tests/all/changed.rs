//! Sentences changed at random, the same way each time, through the bodies the fuzzers run; and what order must not change.

use std::collections::BTreeSet;
use std::path::Path;

use vigie_detect::Detector;
use vigie_detect::coercion::{State, StateError};

use crate::{bodies, detector};

/// Numbers that look random and are the same on every run (xorshift, 64 bits).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }

    /// Some bytes of a text changed, doubled, taken out, or another put behind.
    fn changed(&mut self, texts: &[Vec<u8>]) -> Vec<u8> {
        let mut text = texts[self.below(texts.len())].clone();
        for _ in 0..=self.below(6) {
            let at = self.below(text.len());
            match self.below(6) {
                0 if !text.is_empty() => text[at] = u8::try_from(self.below(256)).expect("a byte"),
                1 => text.truncate(at),
                2 => {
                    let other = &texts[self.below(texts.len())];
                    text.extend_from_slice(&other[self.below(other.len())..]);
                }
                3 => {
                    const SIGNS: [&str; 12] =
                        ["\u{200b}", "\u{202e}", "ﷺ", "ـ", "$", "*", "'", "\n", "«", "\u{301}", "و", "😢"];
                    let sign = SIGNS[self.below(SIGNS.len())];
                    text.splice(at..at, sign.bytes());
                }
                4 => {
                    let piece = text[at..].to_vec();
                    text.extend(piece);
                }
                _ if !text.is_empty() => drop(text.drain(at..(at + 1 + self.below(4)).min(text.len()))),
                _ => {}
            }
        }
        text.truncate(4_000);
        text
    }
}

/// A file or folder of the project.
fn project(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The texts of our own examples, as bytes.
fn examples() -> Vec<Vec<u8>> {
    let mut texts = Vec::new();
    for lang in ["ar", "en", "es", "fr"] {
        let lines = std::fs::read_to_string(project(&format!("data/examples/{lang}.fit.jsonl"))).expect("examples");
        for line in lines.lines() {
            let one: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
            texts.push(one["text"].as_str().expect("a text").as_bytes().to_vec());
        }
    }
    assert!(texts.len() > 1_000);
    texts
}

#[test]
fn changed_sentences_are_read_with_honest_places() {
    let (texts, mut dice) = (examples(), Dice(0x9e37_79b9_7f4a_7c15));
    for _ in 0..4_000 {
        bodies::message(detector(), &dice.changed(&texts));
    }
}

#[test]
fn changed_conversations_go_on_from_their_bytes() {
    let (texts, mut dice) = (examples(), Dice(7));
    for _ in 0..200 {
        let turns: Vec<Vec<u8>> = (0..12).map(|_| dice.changed(&texts)).collect();
        bodies::conversation(detector(), &turns.join(&b'\n'));
    }
}

#[test]
fn changed_states_are_refused_or_can_be_gone_on_with() {
    let mut state = State::default();
    for (turn, text) in
        ["hi there", "send 200 in vouchers", "no", "200 or i send the video to your mom", "2 hours"].iter().enumerate()
    {
        state.turn(detector(), ["A", "B"][usize::from(turn == 2)], text, "en");
    }
    assert!(state.summary().alarm, "else it says little");
    let (good, mut dice) = (vec![state.to_bytes()], Dice(11));
    let mut taken = 0;
    for _ in 0..4_000 {
        let bytes = dice.changed(&good);
        taken += u32::from(State::from_bytes(&bytes).is_ok());
        bodies::state(detector(), &bytes);
    }
    assert!(taken > 100, "only {taken} were states at all: the rest says nothing of going on");
    let mut older = good[0].clone();
    older[0] += 1;
    assert_eq!(State::from_bytes(&older), Err(StateError::Version));
    assert_eq!(State::from_bytes(&good[0][..good[0].len() - 1]), Err(StateError::Damaged));
    // The largest numbers there can be are gone on with, too.
    let mut most = good[0].clone();
    most[1..5].fill(0xfe);
    most[5..13].fill(0xfd);
    most[17..33].fill(0xff);
    most[46..65].fill(0xff);
    let kept = 66 + 5 * usize::from(most[65]);
    let turns = 25 * usize::from(most[kept]);
    assert!(turns > 0, "else it says nothing");
    for turn in most[kept + 1..kept + 1 + turns].chunks_mut(25) {
        // All but which turn it is and who speaks.
        turn[5..].fill(0x7f);
    }
    assert!(State::from_bytes(&most).is_ok(), "else it says nothing");
    bodies::state(detector(), &most);
}

#[test]
fn changed_lexicons_are_refused_or_read() {
    let small = "[words]\npet = \"cat|small dog\"\n[concepts]\nthing = \"red * car|{pet}\"\n[[rule]]\nid = \"xx-sh-001\"\n\
        phrase = \"^ send !(the|#) ?{thing} ** (your {pet}|l'eau~) !off $\"\nlevel = \"own\"\nwhy = \"w\"\nhits = []\n";
    let (texts, mut dice) = (vec![small.as_bytes().to_vec()], Dice(3));
    bodies::lexicon(small.as_bytes());
    for _ in 0..150 {
        bodies::lexicon(&dice.changed(&texts));
    }
}

#[test]
fn brackets_that_never_end_are_an_error_and_not_the_end_of_the_program() {
    for phrase in ["(".repeat(200_000), "?".repeat(200_000), format!("a {}", "!".repeat(200_000))] {
        let text =
            format!("[[rule]]\nid = \"xx-sh-001\"\nphrase = \"{phrase}\"\nlevel = \"own\"\nwhy = \"w\"\nhits = []\n");
        let error = Detector::from_lexicons(&[("xx", &text)]).err().expect("refused").to_string();
        assert!(error.contains("too deeply: name the inner ones"), "{error}");
    }
}

/// Rules and the words they found, without their places.
fn rules<'a>(detector: &Detector, text: &'a str) -> BTreeSet<(String, &'a str)> {
    detector.matches(text).into_iter().map(|(start, end, rule)| (rule.to_owned(), &text[start..end])).collect()
}

#[test]
fn paragraphs_say_the_same_in_any_order() {
    // Digits in one paragraph tell how to read those of another, and are left out for that.
    let mut texts: Vec<String> = examples().into_iter().map(|t| String::from_utf8(t).expect("a text")).collect();
    texts.retain(|t| {
        t.len() < 200 && !t.contains(|c: char| c.is_ascii_digit() || matches!(c, '$' | '@' | '!' | '|' | '+'))
    });
    assert!(texts.len() > 400, "{}", texts.len());
    let between = ".\nZqxv zqxw. Zqxv zqxw zqxv zqxw zqxv zqxw.\n";
    for pair in texts.windows(2) {
        let (one, other) = (format!("{}{between}{}", pair[0], pair[1]), format!("{}{between}{}", pair[1], pair[0]));
        assert_eq!(rules(detector(), &one), rules(detector(), &other), "{one}");
    }
}

#[test]
fn lexicons_say_the_same_in_any_order() {
    let mut files = Vec::new();
    for lang in ["any", "ar", "en", "es", "fr"] {
        for entry in std::fs::read_dir(project("data/lexicons").join(lang)).expect("a folder").flatten() {
            let name = entry.file_name();
            if name != "reason.toml" && name != "extract.toml" {
                files.push((lang, std::fs::read_to_string(entry.path()).expect("a lexicon")));
            }
        }
    }
    assert!(files.len() > 20);
    files.sort();
    files.reverse();
    let texts: Vec<(&str, &str)> = files.iter().map(|(lang, text)| (*lang, text.as_str())).collect();
    let reversed = Detector::from_lexicons(&texts).expect("the shipped lexicons compile");
    for text in examples() {
        let text = String::from_utf8(text).expect("a text");
        assert_eq!(rules(detector(), &text), rules(&reversed, &text), "{text}");
    }
}
