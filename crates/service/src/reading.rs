//! What a machine reads in the words of a case, for the desk: made when the case is looked at, stored nowhere.
//!
//! The visitor is never scored: only what was pasted is read as somebody's message. What is found is a reason to look.

use std::ops::Range;

use vigie_detect::coercion::{Motive, Reading, TurnReading, WORDING};
use vigie_detect::{Detector, Label};

/// A stretch of a text, and what it was found to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The words, exactly.
    pub text: String,
    /// The element they stand for.
    pub label: Option<Label>,
}

/// One turn of a pasted conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who spoke, as it was pasted; `""` in one message.
    pub speaker: String,
    /// The words with what was found in them.
    pub stretches: Vec<Stretch>,
    /// Here somebody coerces.
    pub alarm: bool,
}

/// A pasted text as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The turns in order; one when it is no conversation.
    pub turns: Vec<Turn>,
    /// For each part that coerces, a sentence that says why, in the reader's language; each once.
    pub reasons: Vec<String>,
    /// The rules that found something, sorted.
    pub rules: Vec<String>,
    /// Version of the rules.
    pub version: String,
}

/// Most speakers of a pasted conversation: more names before a colon are no speakers.
const SPEAKERS: usize = 6;
/// Longest name of a speaker, in characters.
const NAME: usize = 40;

/// Reads what was pasted; `None` when nothing was found in it.
pub fn read(detector: &Detector, pasted: &str, lang: &str) -> Option<Read> {
    let lines = conversation(pasted).unwrap_or_else(|| vec![("", pasted)]);
    let mut out =
        Read { turns: Vec::new(), reasons: Vec::new(), rules: Vec::new(), version: detector.version().to_owned() };
    let say = |out: &mut Read, reading: &Reading, alarm: bool| {
        if alarm && !out.reasons.contains(&reading.reason) {
            out.reasons.push(reading.reason.clone());
        }
        out.rules.extend(reading.elements.iter().map(|e| e.rule.clone()));
    };
    for (&(speaker, text), read) in lines.iter().zip(detector.conversation(&lines, lang).1) {
        let TurnReading { alarm, reading, pieces, .. } = read;
        say(&mut out, pieces.as_ref().filter(|_| alarm).unwrap_or(&reading), alarm);
        out.turns.push(Turn { speaker: speaker.to_owned(), stretches: stretches(text, &reading), alarm });
    }
    out.rules.sort_unstable();
    out.rules.dedup();
    (!out.rules.is_empty() || out.turns.iter().any(|turn| turn.alarm)).then_some(out)
}

/// What of a pasted text matters to the page after sending: nothing of it is stored or shown to anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The turns of those who coerce, as bytes of the text.
    pub theirs: Vec<Range<usize>>,
    /// What is wanted in the turns that coerce; each once.
    pub motives: Vec<Motive>,
    /// The rules that found something in the turns that coerce; each once.
    pub rules: Vec<String>,
    /// Every label found in any turn, whoever spoke; each once.
    pub labels: Vec<Label>,
    /// Self-harm is spoken of or demanded somewhere.
    pub self_harm: bool,
}

/// Reads what was pasted for its outline.
pub fn outline(detector: &Detector, pasted: &str, lang: &str) -> Outline {
    let lines = conversation(pasted).unwrap_or_else(|| vec![("", pasted)]);
    let (mut out, mut coercers) = (Outline::default(), Vec::new());
    let mut accuse = |out: &mut Outline, speaker, reading: &Reading| {
        coercers.push(speaker);
        out.motives.push(reading.motive);
        out.rules.extend(reading.elements.iter().map(|element| element.rule.clone()).filter(|rule| rule != WORDING));
    };
    for (&(speaker, _), read) in lines.iter().zip(detector.conversation(&lines, lang).1) {
        let TurnReading { alarm, reading, pieces, .. } = read;
        let pieces = pieces.filter(|_| alarm);
        for one in [Some(&reading), pieces.as_ref()].into_iter().flatten() {
            out.labels.extend(&one.found);
            out.labels.extend(one.elements.iter().map(|element| element.label));
            out.self_harm |= one.self_harm || one.third_party_risk || one.coerced_self_harm || !one.signs.is_empty();
        }
        if alarm {
            accuse(&mut out, speaker.to_lowercase(), pieces.as_ref().unwrap_or(&reading));
        }
    }
    let place = |words: &str| words.as_ptr().addr() - pasted.as_ptr().addr();
    let theirs = lines.iter().filter(|(speaker, _)| coercers.contains(&speaker.to_lowercase()));
    out.theirs = theirs.map(|(_, words)| place(words)..place(words) + words.len()).collect();
    out.motives.sort_unstable();
    out.motives.dedup();
    out.rules.sort_unstable();
    out.rules.dedup();
    out.labels.sort_unstable();
    out.labels.dedup();
    out
}

/// Who speaks in a pasted conversation, as it was pasted; nobody when it is none.
pub(crate) fn speakers(pasted: &str) -> Vec<&str> {
    conversation(pasted).unwrap_or_default().into_iter().map(|(speaker, _)| speaker).collect()
}

/// "Name: words" on each line; `None` when it is not written so.
fn conversation(text: &str) -> Option<Vec<(&str, &str)>> {
    let mut turns = Vec::new();
    let mut names = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (name, words) = line.split_once(':')?;
        let name = name.trim();
        if name.is_empty() || name.chars().count() > NAME || words.starts_with("//") {
            return None;
        }
        let small = name.to_lowercase();
        if !names.contains(&small) {
            names.push(small);
        }
        turns.push((name, words.trim()));
    }
    (turns.len() > 1 && names.len() <= SPEAKERS).then_some(turns)
}

/// A text cut at the edges of what was found; where elements lie in each other the outer one stands.
fn stretches(text: &str, reading: &Reading) -> Vec<Stretch> {
    let mut out = Vec::new();
    let mut at = 0;
    for element in &reading.elements {
        if element.start < at {
            continue;
        }
        if element.start > at {
            out.push(Stretch { text: text[at..element.start].to_owned(), label: None });
        }
        out.push(Stretch { text: text[element.start..element.end].to_owned(), label: Some(element.label) });
        at = element.end;
    }
    if at < text.len() {
        out.push(Stretch { text: text[at..].to_owned(), label: None });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detector() -> Detector {
        Detector::embedded().unwrap()
    }

    #[test]
    fn a_pasted_conversation_is_read_turn_by_turn_and_every_word_stays() {
        let pasted =
            "kim: hi there\nme: hello\nkim: send 200 in gift cards or I send the video to your mother\nme: please no";
        let read = read(&detector(), pasted, "en").unwrap();
        assert_eq!(read.turns.iter().map(|t| t.alarm).collect::<Vec<_>>(), [false, false, true, false]);
        let said: Vec<String> = read.turns[2].stretches.iter().map(|s| s.text.clone()).collect();
        assert_eq!(said.concat(), "send 200 in gift cards or I send the video to your mother");
        assert!(read.turns[2].stretches.iter().any(|s| s.label == Some(Label::ThreatDistribution)));
        assert_eq!(read.reasons.len(), 1);
    }

    #[test]
    fn a_threat_in_pieces_has_its_own_reason() {
        let pasted = "kim: you know\nkim: i send the video\nme: what\nkim: to your mother\nkim: or 200 in gift cards";
        let read = read(&detector(), pasted, "en").unwrap();
        assert!(read.turns.iter().any(|turn| turn.alarm), "{read:?}");
        assert!(read.reasons.iter().all(|reason| reason.starts_with("The writer threatens")), "{:?}", read.reasons);
    }

    #[test]
    fn an_outline_says_where_the_one_who_coerces_spoke() {
        let pasted = "kim: hi\nme: hello @me.too\nkim: send 200 in gift cards or I send the video to your mother";
        let out = outline(&detector(), pasted, "en");
        let said: Vec<&str> = out.theirs.iter().map(|range| &pasted[range.clone()]).collect();
        assert_eq!(said, ["hi", "send 200 in gift cards or I send the video to your mother"]);
        assert_eq!((out.motives.as_slice(), out.self_harm), (&[Motive::Financial][..], false));
        assert!(out.rules.len() >= 3 && out.labels.contains(&Label::DemandMoney), "{out:?}");
        assert!(outline(&detector(), "see you at the pool: bring towels", "en").theirs.is_empty());
    }

    #[test]
    fn a_hint_is_shown_once_it_is_answered() {
        let before = "kim: mandame una foto\nme: [foto]\nkim: bonita. seguro que a tu padre tambien le gusta";
        let pasted = format!("{before}\nme: que dices, por favor no");
        assert!(read(&detector(), before, "en").is_none_or(|read| read.turns.iter().all(|turn| !turn.alarm)));
        let shown = read(&detector(), &pasted, "en").unwrap();
        assert_eq!(shown.turns.iter().map(|turn| turn.alarm).collect::<Vec<_>>(), [false, false, true, false]);
        assert_eq!(shown.reasons.len(), 1, "{:?}", shown.reasons);
        let out = outline(&detector(), &pasted, "en");
        assert_eq!((out.theirs.len(), out.motives.len()), (2, 1), "{out:?}");
    }

    #[test]
    fn ordinary_words_have_nothing_to_show() {
        assert_eq!(read(&detector(), "see you at the pool: bring towels", "en"), None);
        assert_eq!(read(&detector(), "", "en"), None);
    }
}
