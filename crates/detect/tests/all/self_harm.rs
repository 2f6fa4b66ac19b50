//! Own sentences in each language, most of them indirect, against ordinary and near ones.
//!
//! The rules were widened on these sentences, so the figures are a floor against falling back, not a promise
//! for sentences nobody has seen.

use crate::{detector, found};
use serde::Deserialize;
use std::fs;
use std::path::Path;

#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: String,
    level: Level,
}

#[derive(Deserialize, PartialEq, Eq, Clone, Copy, Debug)]
#[serde(rename_all = "lowercase")]
enum Level {
    Own,
    Other,
    Demanded,
    None,
}

fn sentences(lang: &str) -> Vec<Sentence> {
    let name = format!("../../data/examples/{lang}.self_harm.jsonl");
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("the sentences");
    text.lines().map(|line| serde_json::from_str(line).expect("a sentence")).collect()
}

#[test]
fn cries_for_help_are_found_and_ordinary_sentences_are_left() {
    for lang in ["en", "fr", "es", "ar"] {
        let sentences = sentences(lang);
        let (mut wanted, mut seen, mut wrong) = (0_usize, 0_usize, 0_usize);
        for sentence in &sentences {
            let hit = !found(&sentence.text).is_empty();
            let cry = sentence.level != Level::None;
            wanted += usize::from(cry);
            seen += usize::from(cry && hit);
            wrong += usize::from(!cry && hit);
            if cry != hit {
                println!("{} ({:?}): {}", sentence.id, sentence.level, sentence.text);
            }
        }
        let ordinary = sentences.len() - wanted;
        println!("{lang}: {seen} of {wanted} found; {wrong} of {ordinary} ordinary sentences hit");
        assert!(wanted >= 100, "{lang}: {wanted} cries for help");
        assert!(seen * 100 >= wanted * 97, "{lang}: recall {seen} of {wanted}");
        assert!(seen * 10 >= (seen + wrong) * 9, "{lang}: precision {seen} of {}", seen + wrong);
    }
}

#[test]
fn a_greeting_is_no_sign_of_anything() {
    for text in [
        "hi",
        "hello",
        "hey",
        "ok",
        "yes",
        "no",
        "lol",
        "thanks",
        "bye",
        "why",
        "why?",
        "see you",
        "call me",
        "good night",
        "😂",
        "salut",
        "oui",
        "non",
        "merci",
        "bonne nuit",
        "hola",
        "sí",
        "gracias",
        "buenas noches",
        "مرحبا",
        "شكرا",
        "نعم",
        "لا",
        "تصبح على خير",
        "i'm home",
        "je suis là",
        "ya voy",
        "أنا هنا",
    ] {
        let read = detector().message(text, "en");
        assert!(!read.self_harm && !read.third_party_risk && !read.alarm, "{text}: {read:?}");
        assert!(read.urgency <= 1, "{text}: {read:?}");
    }
}
