//! What has to hold whatever bytes come in: one function for each entrance, called on changed sentences. Each panics when
//! something does not hold.

use vigie_detect::coercion::State;
use vigie_detect::{Detector, extract};

/// Places lie inside the text, on borders of characters, and hold something.
fn inside(text: &str, places: impl IntoIterator<Item = (usize, usize)>) {
    for (start, end) in places {
        assert!(start < end && text.get(start..end).is_some(), "{start}..{end} of {text:?}");
    }
}

/// Any bytes as one message.
pub fn message(detector: &Detector, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let reading = detector.message(&text, "en");
    inside(&text, reading.elements.iter().map(|e| (e.start, e.end)));
    inside(&text, reading.signs.iter().map(|s| (s.start, s.end)));
    inside(&text, detector.self_harm(&text).iter().map(|s| (s.start, s.end)));
    inside(&text, detector.matches(&text).into_iter().map(|(start, end, _)| (start, end)));
    inside(&text, extract::read(&text, None).iter().map(|item| (item.start, item.end)));
    assert!(reading.elements.is_sorted_by_key(|e| e.start), "{text:?}");
    assert!(reading.urgency <= 3 && reading.score <= 1000, "{text:?}");
    // What counts as an alarm for people is the same whatever language it is told in.
    let mut other = detector.message(&text, "ar");
    other.reason.clone_from(&reading.reason);
    assert_eq!(reading, other, "{text:?}");
}

/// Any bytes as a conversation, a line a turn: its state goes out and in, and reading goes on as if it had not.
pub fn conversation(detector: &Detector, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (mut kept, mut carried) = (State::default(), State::default());
    for (turn, line) in text.lines().take(24).enumerate() {
        let speaker = ["A", "B", "A"][turn % 3];
        let one = kept.turn(detector, speaker, line, "en");
        assert_eq!(one, carried.turn(detector, speaker, line, "en"), "{text:?}");
        let written = carried.to_bytes();
        assert!(written.len() < 4096, "{} bytes", written.len());
        carried = State::from_bytes(&written).expect("what was written is read");
        assert_eq!(kept, carried, "{text:?}");
    }
}

/// Any bytes as a state: refused, or one that can be gone on with.
pub fn state(detector: &Detector, bytes: &[u8]) {
    let Ok(mut state) = State::from_bytes(bytes) else { return };
    assert!(state.to_bytes().len() < 4096);
    for text in ["pay 300 or i post it", "ok", "send it to me now"] {
        state.turn(detector, "A", text, "en");
    }
    assert!(state.summary().urgency <= 3);
    assert!(State::from_bytes(&state.to_bytes()).is_ok());
}

/// Any bytes as a lexicon: refused, or one that reads a text.
pub fn lexicon(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Detector::from_lexicons(&[("xx", &text)]) {
        Ok(detector) => inside(SENTENCE, detector.matches(SENTENCE).into_iter().map(|(start, end, _)| (start, end))),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

const SENTENCE: &str = "pay 300 by friday or i send the red car to your small dog, l'eau.";
