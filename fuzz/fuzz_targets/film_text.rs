//! Any text as the fingerprints of a film: read or refused with its line, and what was read is written and read alike.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_video::{Tolerance, overlap, read, write};

const ONE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for text in [text.to_string(), format!("0,77,{ONE},0.000\n{text}")] {
        let Ok(frames) = read(&text) else { continue };
        let mut again = Vec::new();
        // Cannot fail: memory has no errors.
        write(&frames, &mut again).expect("memory");
        // Cannot fail, or that is what is looked for.
        let again = read(&String::from_utf8_lossy(&again)).expect("its own text");
        assert_eq!(frames.len(), again.len());
        if frames.len() < 500 {
            let _ = overlap(&frames, &again, Tolerance::default());
        }
    }
});
