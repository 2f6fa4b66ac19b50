//! Any text as a lexicon: it compiles, or the error says where; what compiles reads a message.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_detect::Detector;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Detector::from_lexicons(&[("en/fuzz.toml", text)]) {
        Ok(detector) => drop(detector.message("pay 200 or i send it to your mother", "en")),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
