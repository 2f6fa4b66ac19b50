//! Any bytes as a message: places lie inside the text on borders of characters, and the same text is read the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use vigie_detect::{Detector, extract};

fn detector() -> &'static Detector {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    // Cannot fail: tests compile the shipped lexicons.
    DETECTOR.get_or_init(|| Detector::embedded().expect("the shipped lexicons compile"))
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let reading = detector().message(&text, "en");
    for element in &reading.elements {
        assert!(element.start < element.end && text.get(element.start..element.end).is_some(), "{element:?}");
    }
    for sign in &reading.signs {
        assert!(text.get(sign.start..sign.end).is_some(), "{sign:?}");
    }
    assert!(reading.score <= 1000 && reading.urgency <= 3);
    assert_eq!(reading, detector().message(&text, "en"));
    for hint in [None, Some("FR")] {
        let _ = extract::read(&text, hint);
    }
});
