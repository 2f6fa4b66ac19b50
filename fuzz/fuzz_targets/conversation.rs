//! Any bytes as the state of a conversation, and any text as its turns: the state stays small and goes on from its bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use vigie_detect::Detector;
use vigie_detect::coercion::State;

fn detector() -> &'static Detector {
    static DETECTOR: OnceLock<Detector> = OnceLock::new();
    // Cannot fail: tests compile the shipped lexicons.
    DETECTOR.get_or_init(|| Detector::embedded().expect("the shipped lexicons compile"))
}

fn goes_on(mut state: State, text: &str) {
    for (at, line) in text.lines().take(24).enumerate() {
        let speaker = ["A", "B", "C"][(line.len() + at) % 3];
        // Cannot fail, or that is what is looked for.
        let mut again = State::from_bytes(&state.to_bytes()).expect("its own bytes");
        let read = state.turn(detector(), speaker, line, "en");
        assert_eq!(read, again.turn(detector(), speaker, line, "en"));
        assert!(state.to_bytes().len() < 4096);
    }
    let _ = state.summary();
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(state) = State::from_bytes(bytes) {
        goes_on(state, "pay or i post it\n[photo]\n200 and your mum sees nothing");
    }
    goes_on(State::default(), &text);
});
