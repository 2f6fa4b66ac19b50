//! Any text as a list of fingerprints, as lines and as a document: read or refused with a place, and nothing that is read
//! is anything but hexadecimal digits of the right length.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vigie_service::pictures::import::{Reader, read, read_all};

const ONE: &str = "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22";

/// Documents and lines that are whole, for the random bytes to be put into.
fn around(text: &str) -> [String; 4] {
    [
        format!("pdq,quality,md5,age\n{ONE},77,{text}\n{text}"),
        format!(
            "<queryResult><images><image><id>1</id><fingerprints><pdq>{ONE}</pdq>{text}</fingerprints></image></images></queryResult>"
        ),
        format!("{{\"hashRecords\":[{{\"signalType\":\"ImagePDQ\",\"hashValue\":\"{ONE}\",\"caseNumbers\":{{}}}},{text}]}}"),
        format!("{{\"pdq\":\"{ONE}\",\"quality\":80}}\n{text}"),
    ]
}

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let mut reader = Reader::default();
    for line in text.lines().take(200) {
        let _ = reader.line(line);
    }
    for text in std::iter::once(text.to_string()).chain(around(&text)) {
        let list = read_all(&text, 1_000);
        for code in list.lines.iter().flat_map(|(_, line)| &line.codes) {
            assert!(code.hex.len() >= 32 && code.hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
            assert_eq!(code.bytes().len() * 2, code.hex.len());
        }
        assert!(list.bad.iter().all(|(at, _)| *at > 0));
        let _ = read(&text);
    }
});
