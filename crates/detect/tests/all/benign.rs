//! How often ordinary text is hit, and how many cries for help are found.

use crate::{devset, found};
use serde_json::Value;
use vigie_detect::coercion::WORDING;

/// How many lines a rule hits, how many anything does, and how many there are.
fn false_hits<'a>(name: &str, lines: impl Iterator<Item = &'a str>) -> (usize, usize, usize) {
    let (mut named, mut hits, mut count) = (0, 0, 0);
    for line in lines {
        count += 1;
        let findings = found(line);
        named += usize::from(findings.iter().any(|f| f.rule != WORDING));
        if let Some(first) = findings.first() {
            hits += 1;
            println!("{name}, line {count}: {} at {}..{}", first.rule, first.start, first.end);
        }
    }
    println!("{name}: {hits} of {count} lines hit, {named} by a rule");
    (named, hits, count)
}

#[test]
fn ordinary_messages_are_rarely_hit() {
    let Some(sms) = devset("benign/sms.tsv") else { return };
    let (named, hits, count) = false_hits("sms", sms.lines().filter_map(|l| l.strip_prefix("ham\t")));
    // The goal is 5 false ones in 10,000. The bound is twice that: the set has four lines that say it
    // in so many words ("gonna go kill myself"), and a hit on those is no mistake.
    assert!(named * 10_000 <= 10 * count, "{named} of {count} ordinary messages were hit by a rule");
    // Wording alone only opens a door to people: one too many costs little, one too few may cost a child.
    assert!(hits * 100 <= count, "{hits} of {count} ordinary messages were hit");
}

#[test]
fn ordinary_sentences_in_four_languages_are_rarely_hit() {
    for pair in ["ara-eng.ara", "ara-eng.eng", "fra-eng.fra", "fra-eng.eng", "spa-eng.spa", "spa-eng.eng"] {
        let name = format!("benign/tatoeba/tatoeba.{pair}");
        let Some(text) = devset(&name) else { return };
        // The sets hold sentences that do speak of suicide; those are rightly hit.
        let (named, hits, count) = false_hits(pair, text.lines());
        assert!(named * 1_000 <= 5 * count, "{pair}: {named} of {count} by a rule");
        // Twice as many as above: some of these sentences come of novels.
        assert!(hits * 100 <= 2 * count, "{pair}: {hits} of {count}");
    }
}

#[test]
fn nine_in_ten_cries_for_help_of_the_development_set_are_found() {
    let Some(text) = devset("messages.jsonl") else { return };
    let (mut all, mut seen, mut others, mut wrong) = (0_usize, 0_usize, 0_usize, 0_usize);
    for message in text.lines().map(|l| serde_json::from_str::<Value>(l).expect("a line of JSON")) {
        let hit = !found(message["text"].as_str().expect("a text")).is_empty();
        if message["self_harm"] == true {
            all += 1;
            seen += usize::from(hit);
        } else {
            others += 1;
            wrong += usize::from(hit);
            if hit {
                println!("hit without the label: {}", message["id"]);
            }
        }
    }
    println!("self-harm found: {seen} of {all}; other messages hit: {wrong} of {others}");
    assert!(seen * 10 >= all * 9, "{seen} of {all}");
}

#[test]
fn idioms_are_left_alone() {
    let idioms = [
        "I'm dying of laughter",
        "this homework is killing time",
        "my battery is dead",
        "I'm dead tired",
        "dying to see you!",
        "you're killing it",
        "kill me now, double maths again",
        "I could eat a horse, I'm starving",
        "je suis mort de rire",
        "mdr je suis morte",
        "je suis mort de fatigue",
        "je meurs de faim",
        "ça me tue lol",
        "me muero de risa",
        "me muero de hambre",
        "estoy muerto de sueño",
        "me matas de risa",
        "me mato de risa",
        "أموت من الضحك",
        "بموت فيك",
        "هموت من الجوع",
        "قتلتني من الضحك",
        "تعبان موت",
        "lol ddddead",
        "see you tomorrow, bye",
        "à demain, salut",
        "hasta mañana, adiós",
        "مع السلامة نشوفك بكرة",
    ];
    let wrong: Vec<String> =
        idioms.iter().filter(|t| !found(t).is_empty()).map(|t| format!("{t}: {:?}", found(t))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
